/**
 * The Analysis: what Selon says of one report. These types say the same as contract/analysis.schema.json
 * (a test holds the two together). Every span is a half-open pair of UTF-16 code-unit offsets into `report.text`.
 */

export const languages = ['fr', 'en', 'es'] as const
export type Language = (typeof languages)[number]

/** Half-open [start, end) in UTF-16 code units; never empty. */
export type Span = readonly [start: number, end: number]

export const entityTypes = [
  'person',
  'organization',
  'place',
  'group',
  'facility',
  'product',
  'law',
  'event',
  'other',
] as const
export type EntityType = (typeof entityTypes)[number]

export const sourceKinds = ['named', 'anonymous', 'group', 'document', 'media', 'unstated'] as const
export type SourceKind = (typeof sourceKinds)[number]

export const acts = [
  'say',
  'claim',
  'confirm',
  'deny',
  'admit',
  'accuse',
  'promise',
  'threaten',
  'demand',
  'advise',
  'warn',
  'believe',
  'doubt',
  'fear',
  'hope',
  'intend',
  'decide',
  'refuse',
  'ask',
  'know',
  'show',
  'decline-comment',
  'unverified',
  'other',
] as const
/** What a cue does: the reporting act. */
export type Act = (typeof acts)[number]

export const factualities = ['CT+', 'PR+', 'PS+', 'CT-', 'PR-', 'PS-', 'CTu', 'Uu'] as const
/** FactBank's values (Saurí and Pustejovsky 2009). */
export type Factuality = (typeof factualities)[number]

export const markKinds = [
  'hearsay-conditional',
  'hypothetical-conditional',
  'future-in-past',
  'modal',
  'hedge',
  'negation',
  'future',
  'condition',
  'question',
  'evidential',
  'intensifier',
] as const
export type MarkKind = (typeof markKinds)[number]

export const probabilities = [
  'almost-certain',
  'very-likely',
  'likely',
  'roughly-even',
  'unlikely',
  'very-unlikely',
  'remote',
] as const
/** Bands of ICD-203. */
export type Probability = (typeof probabilities)[number]

export const eventTypes = [
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'CONCEDE',
  'COOPERATE',
  'AID',
  'RETREAT',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
  'OTHER',
] as const
/** PLOVER event types, and OTHER for what PLOVER leaves out. */
export type EventType = (typeof eventTypes)[number]

export const eventStatuses = ['occurred', 'ongoing', 'planned', 'possible', 'denied', 'hypothetical'] as const
export type EventStatus = (typeof eventStatuses)[number]

export type MentionKind = 'name' | 'nominal' | 'pronoun'
export type Speech = 'direct' | 'mixed' | 'indirect'
export type Basis = 'asserted' | 'attributed' | 'hearsay'
export type TimeType = 'DATE' | 'TIME' | 'DURATION' | 'SET'
export type PlaceKind = 'country' | 'region' | 'city' | 'water' | 'facility' | 'area' | 'other'
export type PlaceUse = 'literal' | 'associative'
export type HolderKind = 'outlet' | 'media' | 'named' | 'anonymous' | 'group' | 'document' | 'unstated'

/** With `explain`: what decided, how surely, the words it looked at, and a sentence in the report's language. */
export interface Why {
  by: string
  score?: number
  spans?: Span[]
  sentence?: string
}

export interface Report {
  id: string
  url?: string
  publisher?: string
  title?: string
  authors?: string[]
  /** ISO 8601: the document creation time to which relative times are resolved. */
  published?: string
  language: Language
  text: string
}

export interface Mention {
  span: Span
  kind: MentionKind
}

export interface Entity {
  id: string
  type: EntityType
  /** The fullest name in the report. */
  name: string
  wikidata?: string
  /** Title or function as the report gives it. */
  role?: string
  mentions: Mention[]
}

export interface Attribution {
  id: string
  source: Span[]
  cue: Span[]
  content: Span[]
  speech: Speech
  sourceKind: SourceKind
  sourceEntity?: string | null
  /** The entity, usually an outlet, through which the source reached this report. */
  via?: string | null
  /** The attribution within whose content this one stands. */
  parent?: string | null
  act?: Act
  why?: Why
}

export interface Holder {
  kind: HolderKind
  name?: string
  entity?: string | null
  attribution?: string | null
}

export interface Mark {
  span: Span
  kind: MarkKind
}

export interface Claim {
  id: string
  span: Span
  predicate: Span
  /** Who vouches, from the outlet inwards; the first is always the outlet. */
  chain: Holder[]
  basis: Basis
  /** As the last holder presents it. */
  factuality: Factuality
  /** As the outlet itself presents it. */
  outletFactuality: Factuality
  marks: Mark[]
  event?: string | null
  probability?: Probability
  why?: Why
}

export interface Participant {
  span: Span
  entity?: string | null
}

export interface ReportedEvent {
  id: string
  trigger: Span
  type: EventType
  mode?: string | null
  contexts?: string[]
  status: EventStatus
  actors: Participant[]
  recipients: Participant[]
  place?: string | null
  time?: string | null
  claims: string[]
  lemma?: string
  why?: Why
}

export interface TimeExpression {
  id: string
  span: Span
  type: TimeType
  /** TIMEX3 value. */
  value: string
  /** ISO 8601, inclusive. */
  from?: string
  /** ISO 8601, exclusive. */
  to?: string
  why?: Why
}

export interface Place {
  id: string
  span: Span
  name: string
  entity: string | null
  kind?: PlaceKind
  latitude?: number
  longitude?: number
  /** ISO 3166-1 alpha-2. */
  country?: string
  geonames?: number
  use?: PlaceUse
  why?: Why
}

export interface Quantity {
  id: string
  span: Span
  /** killed, injured, arrested, missing, displaced, an ISO 4217 code, or a noun's lemma. */
  unit: string
  low: number | null
  high: number | null
  claim?: string | null
  event?: string | null
}

export interface Summary {
  /** Words of the report by who vouches: outlet, hearsay, and each source kind. */
  words?: Record<string, number>
  /** What most needs checking, first things first. */
  check?: { claim: string; reason: string }[]
}

export interface Analysis {
  version: '1'
  engine: { version: string; models: Record<string, string> }
  report: Report
  sentences: Span[]
  entities: Entity[]
  attributions: Attribution[]
  claims: Claim[]
  events: ReportedEvent[]
  times: TimeExpression[]
  places: Place[]
  quantities?: Quantity[]
  summary?: Summary
}
