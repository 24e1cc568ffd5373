import { sql } from 'kysely'
import type { Analysis } from '../contract/analysis.ts'
import type { Correction, LedgerCount } from '../contract/api.ts'
import type { ExportRecord } from './archive/archive-format.ts'
import { archiveRecords, refuseIfDamaged } from './archive/archive-records.ts'
import { correct } from './corrections/correct.ts'
import { corrections } from './corrections/correction-queries.ts'
import { undo } from './corrections/undo.ts'
import type { FeedChange, FeedItemFilter, StoredFeedItem } from './feeds/feed-item.ts'
import * as feeds from './feeds/feed-queries.ts'
import * as entities from './findings/entity-queries.ts'
import * as findings from './findings/finding-lists.ts'
import { scopeOf } from './findings/scope.ts'
import * as sources from './findings/source-queries.ts'
import { ledger } from './ledger/ledger-queries.ts'
import { Counts } from './reports/counts.ts'
import { deleteReport } from './reports/delete-report.ts'
import { readAgain } from './reports/new-reading.ts'
import * as reports from './reports/report-queries.ts'
import { retain } from './reports/retain.ts'
import { takeInReports } from './reports/take-in-reports.ts'
import { searchReports } from './search/search-reports.ts'
import type { Backend } from './sql/backend.ts'
import { changesAfter, lastChange } from './sql/change-log.ts'
import { keyOf } from './sql/keys.ts'
import {
  type AttributionFilter,
  type ClaimFilter,
  type CorrectionFilter,
  type EntityFilter,
  type EventFilter,
  type IngestItem,
  type LeadFilter,
  type LedgerFilter,
  type MovesFilter,
  type PageRequest,
  type PlaceFilter,
  type ReportFilter,
  type SearchFilter,
  type SourceFilter,
  type StatementFilter,
  type Store,
  StoreError,
  type StoryFilter,
  type TimeFilter,
} from './store.ts'
import { inTransaction, type StoreParts } from './store-parts.ts'
import { type GroupApart, settleStories } from './stories/settle-stories.ts'
import { type Situate, Situations } from './stories/situations.ts'
import { statements } from './stories/statements.ts'
import { StoryDigests } from './stories/story-digests.ts'
import { StoryIndex } from './stories/story-index.ts'
import { storyNumber } from './stories/story-number.ts'
import * as stories from './stories/story-queries.ts'

export interface StoreOptions {
  /** The present moment, ISO 8601; the clock's if not given. */
  now?: () => string
  /** Works out the situations of large stories elsewhere, so that this thread stays free; here if not given. */
  situate?: Situate
  /** Groups reports anew elsewhere, so that this thread stays free; here if not given. */
  group?: GroupApart
  /** Reports that stay in memory to be likened to those that come, some 3 KB each; 50,000 if not given. */
  reportsInMemory?: number
}

/** A Store over either database: each method is a query of its aggregate's folder. */
export class SqlStore implements Store {
  readonly #backend: Backend
  readonly #parts: StoreParts
  readonly #situations: Situations
  readonly #digests: StoryDigests
  readonly #group: GroupApart | undefined
  readonly #counts: Counts

  constructor(
    backend: Backend,
    { now = () => new Date().toISOString(), situate, group, reportsInMemory }: StoreOptions,
  ) {
    this.#backend = backend
    this.#parts = { backend, index: new StoryIndex(backend, reportsInMemory), now }
    this.#situations = new Situations(backend, situate)
    this.#group = group
    this.#counts = new Counts(backend)
    this.#digests = new StoryDigests(backend, this.#situations)
  }

  ingest = (items: readonly IngestItem[]) => takeInReports(this.#parts, items)
  readAgain = (report: string, version: number, analysis: Analysis | undefined) =>
    readAgain(this.#parts, report, version, analysis)
  async queue() {
    if (!this.#backend.beside) return undefined
    const { jobSchema, PostgresQueue } = await import('./queue/postgres-queue.ts')
    const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(this.#backend.read)
    return new PostgresQueue(this.#parts, jobSchema(rows[0]?.name ?? 'public'))
  }
  async deleteReport(id: string): Promise<boolean> {
    const gone = await deleteReport(this.#parts, id)
    if (gone) this.#situations.forget()
    return gone
  }
  async retain(days: number, options: { dryRun?: boolean; corrected?: boolean } = {}) {
    const retained = await retain(this.#parts, this.#situations, days, options)
    this.#situations.forget()
    return retained
  }
  reports = (filter: ReportFilter = {}, page?: PageRequest) => reports.reports(this.#backend, filter, page)
  report = (id: string) => reports.report(this.#backend, id)
  reportAt = (address: string) => reports.reportAt(this.#backend, address)
  analysis = (id: string, options: { version?: number; corrected?: boolean } = {}) =>
    reports.analysis(this.#backend, id, options)
  versions = (id: string) => reports.versions(this.#backend, id)
  counts = () => this.#counts.now()

  stories = (filter: StoryFilter = {}, page?: PageRequest) =>
    stories.stories(this.#backend, this.#situations, filter, page)
  story = (id: string) => stories.story(this.#backend, this.#situations, id)
  leads = (filter: LeadFilter = {}, page?: PageRequest) => this.#digests.leads(filter, page)
  moves = (filter: MovesFilter) => this.#digests.moves(filter)
  statements = (filter: StatementFilter = {}, page?: PageRequest) =>
    statements(this.#backend, this.#situations, filter, page)
  async situation(story: string) {
    const number = await storyNumber(this.#backend.read, story)
    return number === undefined ? undefined : this.#situations.of(number)
  }
  settle = (most = 1500) => settleStories(this.#parts, most, this.#group)
  async refresh(milliseconds = Number.POSITIVE_INFINITY, story?: string) {
    const only = story === undefined ? undefined : await storyNumber(this.#backend.read, story)
    if (story !== undefined && only === undefined) return true
    const started = performance.now()
    const done = await this.#situations.refresh(milliseconds, only)
    const left = Math.max(milliseconds / 2, milliseconds - (performance.now() - started))
    return (await this.#digests.refresh(left)) && done
  }

  search = (words: string, filter: SearchFilter = {}, page?: PageRequest) =>
    searchReports(this.#backend, words, filter, page)

  claims = async (filter: ClaimFilter = {}, page?: PageRequest) =>
    findings.claims(await scopeOf(this.#backend, filter), filter, page)
  attributions = async (filter: AttributionFilter = {}, page?: PageRequest) =>
    findings.attributions(await scopeOf(this.#backend, filter), filter, page)
  events = async (filter: EventFilter = {}, page?: PageRequest) =>
    findings.events(await scopeOf(this.#backend, filter), filter, page)
  places = async (filter: PlaceFilter = {}, page?: PageRequest) =>
    findings.places(await scopeOf(this.#backend, filter), filter, page)
  times = async (filter: TimeFilter = {}, page?: PageRequest) =>
    findings.times(await scopeOf(this.#backend, filter), filter, page)
  ledger = (filter: LedgerFilter = {}, page?: PageRequest, counts?: LedgerCount) =>
    ledger(this.#backend, filter, page, counts)
  entities = async (filter: EntityFilter = {}, page?: PageRequest) =>
    entities.entities(await scopeOf(this.#backend, filter), filter, page)
  entity = (id: string) => entities.entity(this.#backend, keyOf(id))

  sources = (filter: SourceFilter = {}, page?: PageRequest) => sources.sources(this.#backend, filter, page)
  ratingOf = (name: string) => sources.ratingOf(this.#backend, name)
  rateSource = (...rating: Parameters<Store['rateSource']>) => sources.rateSource(this.#parts, ...rating)

  correct = (correction: Correction) => correct(this.#parts, correction)
  undo = (correction: string, by: string) => undo(this.#parts, correction, by)
  corrections = (filter: CorrectionFilter = {}, page?: PageRequest) =>
    corrections(this.#backend, filter, page)

  changes = (after: number, limit?: number) => changesAfter(this.#backend, after, limit)
  lastChange = () => lastChange(this.#backend.read)

  feeds = () => feeds.feeds(this.#backend)
  saveFeed = (feed: FeedChange) => feeds.saveFeed(this.#backend, feed)
  removeFeed = (id: string) => feeds.removeFeed(this.#backend, id)
  leaseFeed = (...lease: Parameters<Store['leaseFeed']>) => feeds.leaseFeed(this.#backend, ...lease)
  feedItem = (feed: string, key: string) => feeds.feedItem(this.#backend, feed, key)
  saveFeedItem = (item: StoredFeedItem) => feeds.saveFeedItem(this.#backend, item)
  feedItems = (feed: string, filter: FeedItemFilter = {}, page?: PageRequest) =>
    feeds.feedItems(this.#backend, feed, filter, page)

  async *exportAll(): AsyncIterable<ExportRecord> {
    const { db, end } = await this.#backend.snapshot()
    try {
      yield* archiveRecords(this.#backend, db)
    } finally {
      await end()
    }
  }
  async restore(records: AsyncIterable<unknown>): Promise<void> {
    const { restoreArchive } = await import('./archive/archive-restore.ts')
    await inTransaction(this.#parts, (db) => restoreArchive(this.#backend, db, records))
    this.#situations.reset()
  }
  async check() {
    const { checkDatabase } = await import('./archive/check-database.ts')
    return checkDatabase(this.#backend)
  }
  refuseIfDamaged = () => refuseIfDamaged(this.#backend, this.#backend.read)
  get copyInto(): Store['copyInto'] {
    return this.#backend.copyInto?.bind(this.#backend)
  }
  get readOnly(): boolean {
    return this.#backend.readOnly
  }

  async close(): Promise<void> {
    try {
      await this.#parts.index.flush(true)
    } catch (error) {
      // Where nothing can be written, the counts that waited are lost, as they are where the process is killed.
      if (!(error instanceof StoreError)) throw error
    } finally {
      await this.#backend.close()
    }
  }
}
