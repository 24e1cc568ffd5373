import type { EventStatus, EventType, Factuality } from '../engine/analysis.ts'
import type { Passage } from './situation.ts'

/**
 * Statements of a Situation: the same claim met in several reports, with its origins, how its status moved, and what
 * stands between statements. The types say the same as contract/situation.schema.json.
 */
export interface SituationStatement {
  id: string
  story: string
  /** Words of its first claim, to show it by. */
  passage: Passage
  /** What it says happened, where it is an event. */
  event?: { type: EventType; lemma?: string }
  /** Whether it says that something is so, or that it is not. */
  polarity: Polarity
  /** Its claims, in the order of their reports. */
  claims: StatementClaim[]
  /**
   * Origins that say it at its firmest status, after copies, relays and common sources are collapsed: how many is how
   * often it was said independently. Where it rests on a source that is only cited, that origin stands here.
   */
  origins: string[]
  /** Why other reports that have it are no origins of their own. */
  collapses: StatementCollapse[]
  /** First and last publication of its reports, where known. */
  first?: string
  last?: string
  /** How its status moved, by publication; one entry for each change. */
  history: StatementMoment[]
  /** How many entries of its lists are left out, reports that have it of which no claim is left, relations between its claims. */
  leftOut?: {
    claims?: number
    reports?: number
    origins?: number
    collapses?: number
    history?: number
    relations?: number
  }
}

export const polarities = ['affirmed', 'denied'] as const
export type Polarity = (typeof polarities)[number]

export interface StatementClaim {
  report: string
  claim: string
  passage: Passage
  origin: string
  /** As its last holder presents it, and as the outlet itself does. */
  factuality: Factuality
  outletFactuality: Factuality
  status: EventStatus
  /** Names of those who vouch for it, from the outlet inwards. */
  chain: string[]
  /** Rule by which it belongs to the statement. */
  by: string
}

export interface StatementCollapse {
  report: string
  origin: string
  reason: StatementCollapseReason
  /** The report, outlet or source that it shares the origin with; for other-source its source; for less-certain the status that it gives. */
  with: string
}

export const statementCollapseReasons = [
  'copy',
  'credit',
  'outlet',
  'relay',
  'same-source',
  'other-source',
  'less-certain',
] as const
/** Why a report is no origin of a statement: as in the situation's collapses, a source in common, or it leaves it open. */
export type StatementCollapseReason = (typeof statementCollapseReasons)[number]

export interface StatementMoment {
  report: string
  claim: string
  published?: string
  status: EventStatus
  passage: Passage
}

export const relationKinds = ['confirms', 'relays', 'denies', 'conflicts'] as const
export type RelationKind = (typeof relationKinds)[number]

export const relationAspects = [
  'number',
  'place',
  'time',
  'actor',
  'negation',
  'certainty',
  'attribution',
] as const
/** In what two claims differ. */
export type RelationAspect = (typeof relationAspects)[number]

/** What stands between two claims; both passages are shown, with the words that decided. */
export interface StatementRelation {
  kind: RelationKind
  aspect?: RelationAspect
  statements: [string, string]
  from: RelatedClaim
  to: RelatedClaim
  /** Rule that decided. */
  by: string
  /** Claims in the same words as from of which the same is so: how many, and the last of them by publication. */
  alike?: { claims: number; last: RelatedClaim }
}

export interface RelatedClaim {
  report: string
  claim: string
  passage: Passage
  /** The words that decided. */
  words: Passage[]
}

/** A figure (killed, injured, a sum …) with its range over the reports and over time. */
export interface SituationFigure {
  id: string
  story: string
  statement?: string
  unit: string
  low: number | null
  high: number | null
  values: FigureValue[]
  /** How many values are left out. */
  leftOut?: number
}

export interface FigureValue {
  report: string
  passage: Passage
  low: number | null
  high: number | null
  published?: string
}

export const differenceKinds = ['quotation', 'speaker', 'title', 'date'] as const
/** Something on which reports differ: words of a quotation, who said them, somebody's title, a date. */
export interface SituationDifference {
  kind: (typeof differenceKinds)[number]
  story: string
  passages: [Passage, Passage]
  /** The words in which they differ. */
  words: [Passage[], Passage[]]
}

/** One report against the rest of its story. */
export interface ReportAgainstRest {
  report: string
  /** Statements that only this report has. */
  only: string[]
  /** Statements that most other origins of its story have and this report leaves out. */
  missing: string[]
  /** Claims that it makes with more certainty than its own source, with the words of both. */
  surer: SurerClaim[]
  /** How many entries of its lists are left out. */
  leftOut?: { only?: number; missing?: number; surer?: number }
}

/** A claim stated with more certainty than its source has it, the source's passage, and the words of reserve. */
export interface SurerClaim {
  claim: string
  passage: Passage
  source: Passage
  marks: Passage[]
}
