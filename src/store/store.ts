import type {
  Act,
  Analysis,
  Basis,
  EventStatus,
  EventType,
  Factuality,
  HolderKind,
  Language,
  Reader,
  SourceKind,
} from '../contract/analysis.ts'
import type {
  Change,
  Correction,
  Ingested,
  LeadOrder,
  LedgerCertainty,
  LedgerCount,
  LedgerOpposition,
  LedgerOrder,
  LedgerOriginCount,
  LedgerPage,
  Moves,
  MovesClock,
  Page,
  Reliability,
  ReportVersion,
  SearchPage,
  StoredAttribution,
  StoredClaim,
  StoredCorrection,
  StoredEntity,
  StoredEvent,
  StoredFeed,
  StoredPlace,
  StoredReport,
  StoredSource,
  StoredStory,
  StoredTime,
  StoryLead,
} from '../contract/api.ts'
import type { Situation, SituationStatement } from '../contract/situation.ts'
import type { ExportRecord } from './archive/archive-format.ts'
import type { CheckedDatabase } from './archive/checked-database.ts'
import type { FeedChange, FeedItemFilter, StoredFeedItem } from './feeds/feed-item.ts'
import type { ReportQueue } from './queue/queued-report.ts'

/** What `settle` looked at, and how many reports went into another story. */
export interface Settled {
  reports: number
  moved: number
}

/** What `retain` let go, or would. */
export interface Retained {
  reports: number
  /** Old reports that stay because people corrected or judged something in them. */
  corrected: number
  /** They were taken in before this moment, ISO 8601. */
  before: string
}

/**
 * What every database of Selon does, whichever is behind it. Each method that changes something has done so for good
 * when its promise resolves: what was acknowledged survives the process being killed. Methods that take an id that is
 * not there give undefined or false; a database that cannot be reached or is not Selon's is a StoreError.
 */
export interface Store {
  /** Takes reports in, in order, in one transaction. The same report twice changes nothing. */
  ingest(items: readonly IngestItem[]): Promise<Ingested[]>

  /**
   * Puts another reading of a report's words, as of the version that was read, in the place of the one that is there;
   * corrections stay. Without an analysis the reader could not read it: it waits no more. False, and nothing changed, where
   * the report was deleted or has other words meanwhile.
   */
  readAgain(report: string, version: number, analysis: Analysis | undefined): Promise<boolean>

  /** The queue of reports that workers read; undefined where the database has none (SQLite). Its jobs need `openQueue`. */
  queue(): Promise<ReportQueue | undefined>

  /** Reports, those taken in last first. */
  reports(filter?: ReportFilter, page?: PageRequest): Promise<Page<StoredReport>>
  report(id: string): Promise<StoredReport | undefined>
  /** The oldest report with this address. */
  reportAt(address: string): Promise<StoredReport | undefined>
  /** The analysis of a report's newest version, or of the version numbered; with people's corrections laid over it. */
  analysis(id: string, options?: { version?: number; corrected?: boolean }): Promise<Analysis | undefined>
  versions(id: string): Promise<ReportVersion[]>
  /** Deletes a report for good, with all that came from it. False where there is none. */
  deleteReport(id: string): Promise<boolean>

  /**
   * Lets the texts and analyses of reports go that were taken in more than so many days ago, for good; what their stories,
   * their statements and the ledger say of them stays, and they are still known when they come again. Those that people
   * corrected or judged stay, unless `corrected`. With `dryRun` nothing is changed.
   */
  retain(days: number, options?: { dryRun?: boolean; corrected?: boolean }): Promise<Retained>

  /** Stories, last changed first. */
  stories(filter?: StoryFilter, page?: PageRequest): Promise<Page<StoredStory>>
  story(id: string): Promise<StoredStory | undefined>
  /** Stories in sentences, in the order in which an editor wants them. */
  leads(filter?: LeadFilter, page?: PageRequest): Promise<Page<StoryLead>>
  /** What moved in all stories since a change number or a moment. */
  moves(filter: MovesFilter): Promise<Moves>
  /** The reports of a story put side by side; the same as `selon compare` of them. */
  situation(story: string): Promise<Situation | undefined>
  /**
   * Works out what stories say that changed since, the last changed first, for about that many milliseconds (to the end,
   * if not given), and keeps it: of all stories, or of the one given. True where none is left. Reading never writes: what
   * is not kept yet is worked out for the answer alone, lists doing so with small stories and only for a moment.
   */
  refresh(milliseconds?: number, story?: string): Promise<boolean>

  /**
   * Groups the reports of the stories that the last `most` reports (1,500 if not given) are in anew, all at once, so that
   * the same reports end up in the same stories in whichever order they came. Stories of which a person moved something stay.
   */
  settle(most?: number): Promise<Settled>

  /** Full-text search, by the stems of the words in each language; best first. Words in quotation marks stand together. */
  search(words: string, filter?: SearchFilter, page?: PageRequest): Promise<SearchPage>
  claims(filter?: ClaimFilter, page?: PageRequest): Promise<Page<StoredClaim>>
  attributions(filter?: AttributionFilter, page?: PageRequest): Promise<Page<StoredAttribution>>
  events(filter?: EventFilter, page?: PageRequest): Promise<Page<StoredEvent>>
  places(filter?: PlaceFilter, page?: PageRequest): Promise<Page<StoredPlace>>
  times(filter?: TimeFilter, page?: PageRequest): Promise<Page<StoredTime>>
  /** Statements of stories, story by story, those that changed last first. */
  statements(filter?: StatementFilter, page?: PageRequest): Promise<Page<StoredStatement>>
  /**
   * The ledger: claims of all reports with who says each, how surely, and how it stands in its story. The first page counts
   * by facets, unless `counts` says otherwise. It has what `refresh` has entered.
   */
  ledger(filter?: LedgerFilter, page?: PageRequest, counts?: LedgerCount): Promise<LedgerPage>
  /** People, organisations, places … under the name they are known by, most reports first. */
  entities(filter?: EntityFilter, page?: PageRequest): Promise<Page<StoredEntity>>
  entity(id: string): Promise<StoredEntity | undefined>
  /** Outlets and sources that were cited, with the user's own rating. */
  sources(filter?: SourceFilter, page?: PageRequest): Promise<Page<StoredSource>>
  /** The rating of a source, if it has one. */
  ratingOf(name: string): Promise<Reliability | undefined>
  rateSource(name: string, rating: Reliability | null, by: string, note?: string): Promise<void>

  /** A person's correction; it is laid over analyses and survives their being made again. */
  correct(correction: Correction): Promise<StoredCorrection>
  corrections(filter?: CorrectionFilter, page?: PageRequest): Promise<Page<StoredCorrection>>
  /** Takes a correction back (and, called again, nothing). False where there is none. */
  undo(correction: string, by: string): Promise<boolean>

  /** What changed after the given number, in order: reports taken in, versions, stories, corrections. */
  changes(after: number, limit?: number): Promise<Change[]>
  /** Number of the last change; 0 for an empty database. */
  lastChange(): Promise<number>

  feeds(): Promise<StoredFeed[]>
  /** Adds a feed, or changes what is given of one that is there. */
  saveFeed(feed: FeedChange): Promise<StoredFeed>
  removeFeed(id: string): Promise<boolean>
  /**
   * Reserves a feed for one process until the moment given, so that two do not ask it at once. False where another holds
   * it beyond `now`, or there is no such feed; the holder itself may prolong it, or end it with `until` = `now`.
   * Moments are ISO 8601 in UTC.
   */
  leaseFeed(feed: string, holder: string, now: string, until: string): Promise<boolean>
  /** What is known of an item of a feed; undefined where it was never seen. */
  feedItem(feed: string, key: string): Promise<StoredFeedItem | undefined>
  /** Writes an item of a feed, new or known by its key. Nothing where the feed is not there (any more). */
  saveFeedItem(item: StoredFeedItem): Promise<void>
  /** Items of a feed, last seen first. */
  feedItems(feed: string, filter?: FeedItemFilter, page?: PageRequest): Promise<Page<StoredFeedItem>>

  /**
   * Everything as it is now, whatever others write meanwhile, one record at a time: an archive, from which an empty
   * database can be filled again (restore). Throws a StoreError where something is damaged; the last record is then missing.
   */
  exportAll(): AsyncIterable<ExportRecord>
  /**
   * Fills the database, which must be empty, with the records of an archive, or with none of them where one is wrong: a
   * StoreRequestError says which.
   * @param records as they were parsed from JSON
   */
  restore(records: AsyncIterable<unknown>): Promise<void>
  /** Throws a StoreError where the database finds its own files damaged, of which a list might say nothing. */
  refuseIfDamaged(): Promise<void>
  /** Whether all that is kept is whole and fits together. Changes nothing. */
  check(): Promise<CheckedDatabase>
  /** Copies the database as it is now into a new or empty file, while others may write; absent where no file can hold it. */
  readonly copyInto?: (file: string) => Promise<void>
  /** True where this user may only read: whatever would change something is a StoreError. */
  readonly readOnly: boolean
  counts(): Promise<{
    reports: number
    versions: number
    stories: number
    claims: number
    corrections: number
    /** Reports that wait for the careful reader. */
    waiting: number
  }>
  close(): Promise<void>
}

/** Where lists go on: give `next` back as `after`. It is opaque, and stays good while rows come and go. */
export interface PageRequest {
  after?: string
  /** 1 to 500; 50 if not given. */
  limit?: number
}

export interface IngestItem {
  analysis: Analysis
  /** Where it came from: a feed's id, a path, an address. */
  from?: string
}

export interface ReportFilter {
  story?: string
  language?: Language
  publisher?: string
  /** ISO 8601, published from (inclusive) and before. */
  from?: string
  to?: string
  feed?: string
  /** Read by this reader; those that wait for the careful one. */
  reader?: Reader
  awaitsCareful?: boolean
}
export interface StoryFilter {
  language?: Language
  /** Changed after this change number. */
  after?: number
  text?: string
}
export interface LeadFilter {
  language?: Language
  text?: string
  /** Stories with a report of that outlet, and with one published from (inclusive) and before, ISO 8601. */
  publisher?: string
  from?: string
  to?: string
  /** Part of the name of a place that a report names. */
  place?: string
  /** urgent, if not given: disputed, moved, told by nameless sources alone, then by the time of the news. */
  order?: LeadOrder
}
export interface MovesFilter {
  /** A change number, or a moment (ISO 8601). */
  since: number | string
  /** Whether what counts is when reports came here, or when they were published. */
  by?: MovesClock
}
export interface SearchFilter extends ReportFilter {
  kind?: 'report' | 'claim'
}
export interface ClaimFilter {
  report?: string
  story?: string
  basis?: Basis
  factuality?: Factuality
  source?: string
}
export interface AttributionFilter {
  report?: string
  story?: string
  kind?: SourceKind
  /** Name of the source, as `source` gives it. */
  source?: string
  act?: Act
}
export interface EventFilter {
  report?: string
  story?: string
  type?: EventType
  status?: EventStatus
  entity?: string
}
export interface PlaceFilter {
  report?: string
  story?: string
  country?: string
  name?: string
}
export interface TimeFilter {
  report?: string
  story?: string
  /** ISO 8601: times that end after and begin before. */
  from?: string
  to?: string
}
export interface StatementFilter {
  story?: string
  report?: string
}
/** A statement of a story's Situation; its id is that story's, as in the Situation. */
export type StoredStatement = SituationStatement
/** What the ledger is asked for; each value as its facets give it. */
export interface LedgerFilter {
  /** Id or name of an entity, in any of its spellings, or the key or words of one that is none. */
  speaker?: string
  role?: string
  voice?: HolderKind
  outlet?: string
  /** Who is its speaker, published it, or stands between: a name, in any of its spellings. */
  source?: string
  certainty?: LedgerCertainty
  status?: EventStatus
  opposition?: LedgerOpposition
  origins?: LedgerOriginCount
  /** Id or name of a place. */
  place?: string
  /** The year, month or day in which it begins to happen: 2026, 2026-03, 2026-03-02. */
  when?: string
  language?: Language
  story?: string
  report?: string
  /** ISO 8601, published from (inclusive) and before. */
  from?: string
  to?: string
  /** Of reports that were taken in after this moment, ISO 8601. */
  received?: string
  /** Words that the sentence, its speaker's name or its place holds, in all forms. */
  text?: string
  /** Each statement once, where it was first said. */
  once?: boolean
  /** latest, if not given. */
  order?: LedgerOrder
}
export interface SourceFilter {
  text?: string
  /** The whole name. */
  name?: string
  rated?: boolean
}
export interface EntityFilter {
  text?: string
  type?: string
  report?: string
  story?: string
}

export interface CorrectionFilter {
  report?: string
  story?: string
  undone?: boolean
}

/** A database that cannot be opened or used, with a sentence that says why and what to do. */
export class StoreError extends Error {
  override name = 'StoreError'
}

/** A database whose file is damaged. */
export class DamagedStoreError extends StoreError {
  override name = 'DamagedStoreError'
  /** Where the database is. */
  readonly database: string

  constructor(message: string, database: string) {
    super(message)
    this.database = database
  }
}

/** What was asked for cannot be: a filter, a cursor or a correction that makes no sense. The database is as it was. */
export class StoreRequestError extends StoreError {
  override name = 'StoreRequestError'
}
