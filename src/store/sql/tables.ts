import type { Generated, Selectable, SelectQueryBuilder } from 'kysely'

/**
 * The tables, the same in SQLite and PostgreSQL. Lists and trees stand as JSON text, analyses and vectors as bytes,
 * moments as ISO 8601 text. Numbers are the database's own and never shown.
 */
export interface Tables {
  report: ReportTable
  version: VersionTable
  story: StoryTable
  story_digest: StoryDigestTable
  ledger: LedgerTable
  ledger_name: LedgerNameTable
  ledger_detail: LedgerDetailTable
  engine: EngineTable
  report_mark: ReportMarkTable
  report_place: ReportPlaceTable
  entity: EntityTable
  entity_in_report: EntityInReportTable
  report_entity: ReportEntityView
  source: SourceTable
  source_in_report: SourceInReportTable
  report_source: ReportSourceView
  source_rating: SourceRatingTable
  vector: VectorTable
  posting_run: PostingRunTable
  unsealed: UnsealedTable
  term_count: TermCountTable
  correction: CorrectionTable
  correction_anchor: CorrectionAnchorTable
  change: ChangeTable
  feed: FeedTable
  feed_item: FeedItemTable
  queued_report: QueuedReportTable
}

export interface ReportTable {
  number: Generated<number>
  id: string
  /** Hash of the address, by which a report is found again however long its address is. */
  url_hash: string | null
  url: string | null
  publisher: string | null
  title: string | null
  /** JSON array. */
  authors: string | null
  published: string | null
  language: string
  /** Days since 1970-01-01 of `published`. */
  day: number | null
  /** Minutes since 1970 of `published`; the least there is where it says no moment. */
  moment: Generated<number>
  version: number
  received: string
  /** Number of its story. */
  story: number
  /** 1 where a person put it there: no clustering moves it. */
  pinned: number
  came_from: string | null
  words: number
  hearsay_words: number
  claims: number
  /** Of what its newest version says, and of the engine that read it. */
  content_hash: string
  engine_hash: string
  /** Reader of its newest version: fast or careful. */
  reader: string
  /** 1 where the careful reader has yet to go over it. */
  awaits: number
  /** Bits of what its claims, attributions and events have; all of them where nobody looked. */
  claim_traits: Generated<number>
  attribution_traits: Generated<number>
  event_traits: Generated<number>
  /** Its rows of report_mark, 32 bits each. */
  marks: Generated<Uint8Array | null>
  /** The earliest beginning and the latest end of the times that it speaks of. */
  times_from: string | null
  times_to: string | null
  /** When its text was let go, and after how many days; null where it is there. */
  text_gone: string | null
  kept_days: number | null
}

/** Engines that made analyses, by the hash of what they are. */
export interface EngineTable {
  hash: string
  /** JSON. */
  engine: string
}

/** Numbers of names by which findings are looked for, and the reports that have them. */
export interface ReportMarkTable {
  mark: number
  report: number
}

/** How reports write places of the gazetteer. */
export interface ReportPlaceTable {
  report: number
  text: string
  geonames: number
}

export interface VersionTable {
  report: number
  number: number
  received: string
  /** Where nothing stands here of the newest version, what stands in the report's row. */
  title: string | null
  published: string | null
  /** The Analysis, packed; empty where its text was let go. */
  analysis: Uint8Array
  /** VersionDifference, JSON. */
  difference: string | null
}

export interface StoryTable {
  number: Generated<number>
  title: string
  reports: number
  languages: string
  words: number
  hearsay_words: number
  first: string | null
  last: string | null
  change: number
  changed: string
  /** Sum and number of the likenesses with which its reports joined. */
  joined: number
  joins: number
  /** Sizes at which a cut and a merge are next looked for. */
  next_cut: number
  next_merge: number
  /** 1 where a person put it together or apart: it is neither cut nor merged. */
  pinned: number
  /** The story that it became part of. */
  merged_into: number | null
  origins: number
  conflicts: number
  /**
   * The Situation, packed, as of change `situated`, or no bytes where it has one report and is worked out when it is asked for; below 0 it was never worked out, or not since its reports were
   * last read anew: each time lowers it.
   */
  situation: Uint8Array | null
  situated: number
  /** As of which change its claims stand in the ledger; below 0 they do not. */
  ledgered: Generated<number>
}

/** What lists show of a story in sentences; there as long as its Situation is what it was made of. */
export interface StoryDigestTable {
  story: number
  /** How much it asks to be looked at: 3 disputed, 2 moved, 1 told by nameless sources alone, 0 none of these. */
  rank: number
  origins: number
  /** Disputes, brief, the reports that it names, moves: packed. */
  digest: Uint8Array
}

/**
 * The claims of reports by what is looked for and counted, as their statements stood in their stories when those were last
 * worked out.
 */
export interface LedgerTable {
  report: number
  /** Its place among those of its report. */
  entry: number
  /** What is chosen from short lists, and the number of origins: see ledger-traits.ts. */
  traits: number
  /** Numbers of names: of an entity or its words, null where these do not say who it is; of a place; of a role. */
  speaker: number | null
  place: number | null
  role: number | null
  from: string | null
  /** Codes of the names of its chain but for the report's publisher. */
  chain: Uint8Array | null
}

/** Speakers, places and roles of the ledger, and how many rows have each. */
export interface LedgerNameTable {
  number: Generated<number>
  /** See ledger-names.ts. */
  kind: number
  /** A number of the key, by which it is found. */
  hash: number
  /** Key of an entity or of words; of a place, by its number in the gazetteer where it has one; a role. */
  key: string
  /** As it is written; empty of entities, which have names of their own, and of roles. */
  name: string
  rows: number
}

/** All else that the ledger shows of a report's claims. */
export interface LedgerDetailTable {
  report: number
  /** A LedgerDetail a claim, packed. */
  detail: Uint8Array
  /** The words of each claim, its speaker and its place, packed. */
  words: Uint8Array
}

export interface EntityTable {
  number: Generated<number>
  key: string
  name: string
  type: string
  wikidata: string | null
  reports: number
  mentions: number
}

/** Entities of reports. */
export interface EntityInReportTable {
  report: number
  /** Number of the entity. */
  entity: number
  /** Of the entity in the report's analysis. */
  id: string
  /** What is otherwise there than of the entity; null where it is the same, empty where there is none. */
  name: string | null
  type: string | null
  wikidata: string | null
  mentions: number
}

/** The same with all that stands of the entity: a view. */
export interface ReportEntityView {
  report: number
  /** Of the entity in its analysis. */
  id: string
  key: string
  name: string
  type: string
  wikidata: string | null
  mentions: number
}

export interface SourceTable {
  number: Generated<number>
  name: string
  kind: string
  published: number
  cited: number
}

/** Sources of reports. */
export interface SourceInReportTable {
  report: number
  /** Number of the source. */
  source: number
  /** Null where it is named. */
  kind: string | null
  published: number
  cited: number
}

/** The same with its name: a view. */
export interface ReportSourceView {
  report: number
  name: string
  kind: string
  published: number
  cited: number
}

export interface SourceRatingTable {
  name: string
  rating: string
  note: string | null
  by: string
  at: string
}

export interface VectorTable {
  report: number
  /** 32-bit term numbers in ascending order with their weights, packed. */
  terms: Uint8Array
  fields: number
  /** Numbers of the reports that were most like it when it came; JSON array. */
  nearby: string
}

/** Postings of many reports, ordered by term; a run is never added to. */
export interface PostingRunTable {
  run: number
  part: number
  /** Terms, numbers of reports, weights: packed. */
  postings: Uint8Array
}

/** Reports whose postings are in no run yet. */
export interface UnsealedTable {
  report: number
}

/** In how many reports terms stand, by a part of the term's number. */
export interface TermCountTable {
  page: number
  /** 1000 counters of 32 bits, little-endian. */
  counts: Uint8Array
}

export interface CorrectionTable {
  number: Generated<number>
  kind: string
  /** The rest of the Correction, JSON. */
  body: string
  by: string
  note: string | null
  at: string
  undone_at: string | null
  undone_by: string | null
  /** What is needed to undo it, JSON. */
  before: string | null
}

export interface CorrectionAnchorTable {
  correction: number
  part: number
  /** Number of the report. */
  report: number
  exact: string
  prefix: string
  suffix: string
  start: number
  end: number
  /** Where it stands in the newest version; null where it does not. */
  now_start: number | null
  now_end: number | null
}

export interface ChangeTable {
  number: Generated<number>
  at: string
  kind: string
  report: string | null
  story: string | null
  correction: string | null
}

export interface FeedTable {
  number: Generated<number>
  address: string
  address_hash: string
  title: string | null
  paused: number
  etag: string | null
  last_modified: string | null
  asked: string | null
  next: string | null
  failure: string | null
  failures: number
  items: number
  /** Which process works on it, and until when at most. */
  lease_holder: string | null
  lease_until: string | null
}

export interface FeedItemTable {
  number: Generated<number>
  feed: number
  key: string
  key_hash: string
  state: string
  seen: string
  address: string | null
  title: string | null
  report: string | null
  failure: string | null
  failures: number
  next: string | null
}

/** Reports that wait to be read by workers, and those that these read or gave up; PostgreSQL alone has any. */
export interface QueuedReportTable {
  number: Generated<number>
  /** Of what it says and who reads it: the same report waits once. */
  hash: string
  /** Id and hash of its address, by which its versions belong together. */
  id: string
  url_hash: string | null
  came_from: string | null
  /** When it came. */
  received: string
  /** waiting, read (to be put into its story), failed, overtaken (failed, and a newer version was taken in since). */
  state: string
  /** The report and how it is to be read, JSON. */
  report: string
  /** The Analysis, JSON, deflated; null until it is read. */
  analysis: Uint8Array | null
  failure: string | null
}

/** A row of a table, as a query gives it. */
export type Row<Table extends keyof Tables> = Awaited<
  ReturnType<SelectQueryBuilder<Tables, Table, Selectable<Tables[Table]>>['execute']>
>[number]
