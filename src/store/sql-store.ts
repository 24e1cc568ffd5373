import { type ExpressionBuilder, sql } from 'kysely'
import type { Analysis, Language, Span } from '../contract/analysis.ts'
import {
  type Anchor,
  type Change,
  type Correction,
  type Ingested,
  type Page,
  type Reliability,
  type ReportVersion,
  reliabilities,
  type SearchHit,
  type StoredAttribution,
  type StoredClaim,
  type StoredCorrection,
  type StoredEntity,
  type StoredEvent,
  type StoredFeed,
  type StoredPlace,
  type StoredReport,
  type StoredSource,
  type StoredStory,
  type StoredTime,
  type VersionDifference,
} from '../contract/api.ts'
import type { Situation } from '../contract/situation.ts'
import { boundedReport } from '../engine/report-fields.ts'
import { mostBytes } from '../situation/bound-situation.ts'
import { profileOf, type ReportProfile } from '../situation/stories/report-profile.ts'
import { isFunctionWord } from '../situation/words/common-words.ts'
import { dayOf } from '../situation/words/day.ts'
import { wordsOf } from '../situation/words/words.ts'
import { findAnchor } from './anchor.ts'
import { archiveRecords, refuseIfDamaged } from './archive-records.ts'
import type { Backend, ColumnType, Db } from './backend.ts'
import { contentHashOf } from './content-hash.ts'
import { writeFindings } from './corrected-findings.ts'
import {
  anchorAgain,
  anchorsOf,
  type Before,
  entityAliases,
  laidIn,
  readCorrections,
} from './correction-book.ts'
import { limitOf, pageOf, readCursor } from './cursor.ts'
import { addRows, removeRows } from './finding-rows.ts'
import * as lists from './lists.ts'
import { claimsAt, entityAt, layOver } from './overlay.ts'
import { packed, unpacked, unpackedBeginning } from './packed-json.ts'
import { entityKey, keyHash, keyOf, plain, rowsOf } from './report-rows.ts'
import { searchReports } from './search.ts'
import { indexPieces } from './search-query.ts'
import { type SituationTask, type SituationWork, workOutSituation } from './situation-work.ts'
import {
  type AttributionFilter,
  type CheckedDatabase,
  type ClaimFilter,
  type CorrectionFilter,
  type EntityFilter,
  type EventFilter,
  type ExportRecord,
  type FeedChange,
  type FeedItemFilter,
  type IngestItem,
  type PageRequest,
  type PlaceFilter,
  type ReportFilter,
  type SearchFilter,
  type StatementFilter,
  type Store,
  type StoredFeedItem,
  type StoredStatement,
  StoreError,
  StoreRequestError,
  type StoryFilter,
  type TimeFilter,
} from './store.ts'
import {
  changeFrom,
  feedFrom,
  feedItemFrom,
  numberIn,
  reportFrom,
  storyColumns,
  storyFrom,
  storyId,
} from './stored-rows.ts'
import { type Placed, StoryIndex } from './story-index.ts'
import type { Tables } from './tables.ts'
import { differenceBetween } from './version-difference.ts'

/** Milliseconds that a list of stories spends on working out origins and conflicts that are not up to date. */
const patience = 60
/** Reports of a story that is worked out for a list, and in this thread; a larger one takes longer than a reader waits. */
const smallStory = 20
/** Share of the time that goes to that where lists are asked for without pause. */
const shareOfPatience = 0.05
/** Situations kept in memory where the database can only be read. */
const mostUnwritten = 20
const longestNote = 10_000
const longestQuotation = 10_000

export interface StoreOptions {
  /** The present moment, ISO 8601; the clock's if not given. */
  now?: () => string
  /** Works out the situations of large stories elsewhere, so that this thread stays free; here if not given. */
  situate?: (task: SituationTask) => Promise<SituationWork>
}

/** Reports that are made ready side by side. */
const preparedAtOnce = 8
/** Rows of one statement that carries bytes. */
const rowsPerStatement = 50

/** What is written of a report that nobody knew. */
const reportColumns = {
  id: 'text',
  url_hash: 'text',
  url: 'text',
  publisher: 'text',
  title: 'text',
  authors: 'text',
  published: 'text',
  language: 'text',
  day: 'integer',
  version: 'integer',
  received: 'text',
  story: 'integer',
  pinned: 'integer',
  came_from: 'text',
  words: 'integer',
  hearsay_words: 'integer',
  claims: 'integer',
  content_hash: 'text',
  engine_hash: 'text',
} as const satisfies Partial<Record<keyof Tables['report'], ColumnType>>

/** What a list shows of a story, gathered from its reports. */
interface ShownOfStory {
  reports: number
  languages: string[]
  words: number
  hearsayWords: number
  first: string | null
  last: string | null
}
const nothingShown: Readonly<ShownOfStory> = {
  reports: 0,
  languages: [],
  words: 0,
  hearsayWords: 0,
  first: null,
  last: null,
}
const storyRowTypes = [
  'integer',
  'integer',
  'text',
  'text',
  'integer',
  'integer',
  'text',
  'text',
  'integer',
] as const satisfies ColumnType[]

/** A report made ready before the database is locked. */
export interface Prepared {
  analysis: Analysis
  id: string
  from: string | undefined
  contentHash: string
  engineHash: string
  urlHash: string | null
  bytes: Buffer
  profile: ReportProfile
  pieces: string[]
  words: number
  hearsayWords: number
}

/** A Store over either database. */
export class SqlStore implements Store {
  readonly #backend: Backend
  readonly #index: StoryIndex
  readonly #now: () => string
  /** When a list of stories may next work out what is not up to date. */
  #restsUntil = 0

  readonly #situateApart: StoreOptions['situate']
  /** Situations that are being worked out, by story and change. */
  readonly #underWay = new Map<string, Promise<Uint8Array | undefined>>()
  /** Situations by story, as of a change, where the database can only be read. */
  readonly #unwritten = new Map<
    number,
    { change: number; situation: Uint8Array; origins: number; conflicts: number }
  >()
  /** Stories whose situation could not be worked out, as of a change. */
  readonly #failed = new Map<number, number>()

  constructor(backend: Backend, { now = () => new Date().toISOString(), situate }: StoreOptions) {
    this.#situateApart = situate
    this.#backend = backend
    this.#index = new StoryIndex(backend)
    this.#now = now
  }

  async ingest(items: readonly IngestItem[]): Promise<Ingested[]> {
    if (items.length === 0) return []
    const prepared: Prepared[] = []
    // While one report is being packed, beside this thread, the next is read.
    for (let k = 0; k < items.length; k += preparedAtOnce)
      prepared.push(...(await Promise.all(items.slice(k, k + preparedAtOnce).map(prepare))))
    const taken = await this.#write((db) => this.#take(db, prepared))
    await this.#index.flush()
    return taken
  }

  /** Runs `work` in a transaction; where it is undone, so is what the index of stories keeps in memory. */
  async #write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await this.#backend.write(async (db) => {
        try {
          return await work(db)
        } catch (error) {
          // Before the next transaction begins.
          this.#index.reset()
          throw error
        }
      })
    } catch (error) {
      this.#index.reset()
      throw error
    }
  }

  async #take(db: Db, prepared: readonly Prepared[]): Promise<Ingested[]> {
    const at = this.#now()
    const aliases = await entityAliases(db)
    const results: (Omit<Ingested, 'story'> & { number: number })[] = []
    const touched = new Set<number>()
    const changes: { kind: 'report' | 'version'; result: (typeof results)[number] }[] = []
    /** Reports that nobody knew, which wait to be written in a few statements. */
    const waiting: { given: Prepared; result: (typeof results)[number] }[] = []
    const waits = new Set<string>()
    const write = async () => {
      const fresh = waiting.splice(0)
      waits.clear()
      const placed = await this.#addReports(db, fresh, at, aliases)
      for (const [k, { result }] of fresh.entries()) result.number = placed[k].number
      await this.#place(db, placed, touched)
    }
    const known = await this.#known(db, prepared)
    let asBefore = true
    for (const given of prepared) {
      if (waits.has(given.id) || (given.urlHash !== null && waits.has(given.urlHash))) {
        await write()
        asBefore = false
      }
      const there = asBefore ? known(given) : await this.#find(db, given)
      if (!there) {
        const result = { report: given.id, outcome: 'new' as const, version: 1, number: 0 }
        waiting.push({ given, result })
        waits.add(given.id)
        if (given.urlHash !== null) waits.add(given.urlHash)
        changes.push({ kind: 'report', result })
        results.push(result)
        continue
      }
      const analysis = withId(given.analysis, there.id)
      const bytes = analysis === given.analysis ? given.bytes : await packed(analysis)
      const same = there.content_hash === given.contentHash
      if (same && there.engine_hash === given.engineHash) {
        results.push({ report: there.id, outcome: 'same', version: there.version, number: there.number })
        continue
      }
      // What waits is written first: this report may change some of it.
      await write()
      asBefore = false
      const version = same ? there.version : there.version + 1
      let difference: VersionDifference | undefined
      if (same)
        await db
          .updateTable('version')
          .set({ analysis: bytes })
          .where('report', '=', there.number)
          .where('number', '=', version)
          .execute()
      else {
        const before = await this.#stored(db, there.number, there.version)
        if (before) difference = differenceBetween(before, analysis)
        await db
          .insertInto('version')
          .values(versionRow(there.number, version, { ...given, bytes }, at, difference))
          .execute()
      }
      await db
        .updateTable('report')
        .set({ ...headOf(given), version })
        .where('number', '=', there.number)
        .execute()
      await anchorAgain(db, there.number, analysis)
      await writeFindings(this.#backend, db, there.number, analysis, aliases)
      const story = await this.#storyOf(db, there.number)
      if (!same) {
        await this.#backend.unindex(db, there.number)
        await this.#backend.index(db, [{ report: there.number, pieces: given.pieces }])
        await this.#index.forget(db, there.number, false)
        await db
          .updateTable('story')
          .set((e) => ({ reports: e('reports', '-', 1) }))
          .where('number', '=', story)
          .execute()
        await this.#place(
          db,
          [{ number: there.number, profile: { ...given.profile, id: there.id }, story }],
          touched,
        )
      }
      touched.add(story)
      const result = {
        report: there.id,
        outcome: same ? ('same' as const) : ('version' as const),
        version,
        number: there.number,
        ...(difference ? { difference } : {}),
      }
      changes.push({ kind: same ? 'report' : 'version', result })
      results.push(result)
    }
    await write()
    const stories = await this.#storiesOf(
      db,
      results.map(({ number }) => number),
    )
    const storyIdOf = ({ number }: { number: number }) => storyId(stories.get(number) ?? 0)
    await this.#log(
      db,
      at,
      changes.map(({ kind, result }) => ({ kind, report: result.report, story: storyIdOf(result) })),
    )
    await this.#refreshStories(db, at, touched)
    await this.#index.keepUp(db)
    return results.map((result, k) => {
      const { number: _, ...told } = result
      const { leftOut } = prepared[k].analysis.report
      return { ...told, story: storyIdOf(result), ...(leftOut ? { leftOut } : {}) }
    })
  }

  /** Writes reports that nobody knew, and what was found in them. */
  async #addReports(
    db: Db,
    fresh: readonly { given: Prepared }[],
    at: string,
    aliases: (key: string) => string,
  ): Promise<Placed[]> {
    if (fresh.length === 0) return []
    const rows = fresh.map(({ given }) => ({
      ...headOf(given),
      id: given.id,
      version: 1,
      received: at,
      story: 0,
      pinned: 0,
      came_from: given.from ?? null,
    }))
    const columns = Object.keys(reportColumns) as (keyof typeof reportColumns)[]
    const given = this.#backend.rows(
      rows.map((row) => columns.map((column) => row[column])),
      Object.values(reportColumns),
    )
    const { rows: written } = await sql<{ id: string; number: number }>`
      insert into report (${sql.join(columns.map((column) => sql.ref(column)))})
      select ${sql.join(columns.map((_, k) => sql.ref(`c${k}`)))} from ${given} as given
      returning id, number`.execute(db)
    const numbers = new Map(written.map(({ id, number }) => [id, number]))
    const placed = fresh.map(({ given: { id, profile } }) => ({ number: numbers.get(id) ?? 0, profile }))
    const versions = fresh.map(({ given }, k) => versionRow(placed[k].number, 1, given, at, undefined))
    for (let k = 0; k < versions.length; k += rowsPerStatement)
      await db
        .insertInto('version')
        .values(versions.slice(k, k + rowsPerStatement))
        .execute()
    await addRows(
      this.#backend,
      db,
      fresh.map(({ given: { analysis } }, k) =>
        rowsOf(placed[k].number, analysis, (entity) => aliases(entityKey(entity))),
      ),
    )
    await this.#backend.index(
      db,
      fresh.map(({ given: { pieces } }, k) => ({ report: placed[k].number, pieces })),
    )
    return placed
  }

  async #place(db: Db, placed: readonly Placed[], touched: Set<number>): Promise<void> {
    if (placed.length === 0) return
    for (const story of await this.#index.place(db, placed, (inner) => this.#beginStory(inner)))
      touched.add(story)
  }

  async #find(db: Db, given: Prepared) {
    return (await this.#known(db, [given]))(given)
  }

  /** Which of the reports are there, each by its id, else by its address. */
  async #known(db: Db, prepared: readonly Prepared[]) {
    const columns = ['number', 'id', 'url_hash', 'version', 'content_hash', 'engine_hash'] as const
    const asked = (keys: readonly string[]) =>
      sql<string>`(select c0 from ${this.#backend.rows(
        keys.map((key) => [key]),
        ['text'],
      )} as asked)`
    const byIds = await db
      .selectFrom('report')
      .select(columns)
      .where('id', 'in', asked(prepared.map(({ id }) => id)))
      .execute()
    const byId = new Map(byIds.map((row) => [row.id, row]))
    const hashes = prepared.flatMap(({ id, urlHash }) => (urlHash === null || byId.has(id) ? [] : [urlHash]))
    const byHashes =
      hashes.length === 0
        ? []
        : await db
            .selectFrom('report')
            .select(columns)
            .where('url_hash', 'in', asked(hashes))
            .orderBy('number', 'desc')
            .execute()
    // Of several the oldest.
    const byHash = new Map(byHashes.map((row) => [row.url_hash ?? '', row]))
    return ({ id, urlHash }: Prepared) => byId.get(id) ?? (urlHash === null ? undefined : byHash.get(urlHash))
  }

  async #stored(db: Db, report: number, version: number): Promise<Analysis | undefined> {
    const row = await db
      .selectFrom('version')
      .select('analysis')
      .where('report', '=', report)
      .where('number', '=', version)
      .executeTakeFirst()
    return row && unpacked<Analysis>(row.analysis)
  }

  async #storyOf(db: Db, report: number): Promise<number> {
    const row = await db
      .selectFrom('report')
      .select('story')
      .where('number', '=', report)
      .executeTakeFirstOrThrow()
    return row.story
  }

  async #storiesOf(db: Db, reports: readonly number[]): Promise<Map<number, number>> {
    const { rows } = await sql<{
      number: number
      story: number
    }>`select number, story from report where number in
      (select c0 from ${this.#backend.rows(
        reports.map((report) => [report]),
        ['integer'],
      )} as asked)`.execute(db)
    return new Map(rows.map(({ number, story }) => [number, story]))
  }

  async #beginStory(db: Db): Promise<number> {
    const { number } = await db
      .insertInto('story')
      .values({
        title: '',
        reports: 0,
        languages: '[]',
        words: 0,
        hearsay_words: 0,
        change: 0,
        changed: '',
        joined: 0,
        joins: 0,
        next_cut: 6,
        next_merge: 1,
        pinned: 0,
        origins: 0,
        conflicts: 0,
        situated: -1,
      })
      .returning('number')
      .executeTakeFirstOrThrow()
    return number
  }

  /** Writes changes into the log; their numbers, in their order. */
  async #log(db: Db, at: string, changes: readonly Omit<Change, 'number' | 'at'>[]): Promise<number[]> {
    if (changes.length === 0) return []
    const rows = changes.map(({ kind, report, story, correction }) => [
      at,
      kind,
      report ?? null,
      story ?? null,
      correction ?? null,
    ])
    const { rows: numbers } = await sql<{
      number: number
    }>`insert into change (at, kind, report, story, correction)
      select c0, c1, c2, c3, c4 from ${this.#backend.rows(rows, ['text', 'text', 'text', 'text', 'text'])} as given
      returning number`.execute(db)
    return numbers.map(({ number }) => number).sort((a, b) => a - b)
  }

  /** Brings what a list shows of stories up to date with their reports, and says that they changed. */
  async #refreshStories(db: Db, at: string, touched: ReadonlySet<number>): Promise<void> {
    if (touched.size === 0) return
    const stories = [...touched].sort((a, b) => a - b)
    const changes = await this.#log(
      db,
      at,
      stories.map((story) => ({ kind: 'story', story: storyId(story) })),
    )
    const asked = this.#backend.rows(
      stories.map((story) => [story]),
      ['integer'],
    )
    const sums = await db
      .selectFrom('report')
      .select(({ fn }) => [
        'story',
        'language',
        fn.countAll<number>().as('reports'),
        fn.sum<number>('words').as('words'),
        fn.sum<number>('hearsay_words').as('hearsay_words'),
        fn.min('published').as('first'),
        fn.max('published').as('last'),
      ])
      .where('story', 'in', sql<number>`(select c0 from ${asked} as asked)`)
      .groupBy(['story', 'language'])
      .orderBy('language')
      .execute()
    const shown = new Map<number, ShownOfStory>()
    for (const { story, language, reports, words, hearsay_words, first, last } of sums) {
      const one = shown.get(story) ?? { ...nothingShown, languages: [] }
      shown.set(story, one)
      one.languages.push(language)
      one.reports += Number(reports)
      one.words += Number(words)
      one.hearsayWords += Number(hearsay_words)
      if (first !== null && (one.first === null || first < one.first)) one.first = first
      if (last !== null && (one.last === null || last > one.last)) one.last = last
    }
    const begun = this.#backend.rows(
      [...shown].map(([story, { first }]) => [story, first]),
      ['integer', 'text'],
    )
    // The report published first gives its title, of several the one that came first; one without a date where none has any.
    const { rows: firsts } = await sql<{
      story: number
      number: number
      version: number
      title: string | null
    }>`
      select story, number, version, title from report where number in (
        select min(report.number) from ${begun} as begun
        join report on report.story = begun.c0 and (report.published = begun.c1 or begun.c1 is null)
        group by report.story)`.execute(db)
    const titles = new Map<number, string>()
    for (const { story, number, version, title } of firsts) {
      const analysis = title === null ? await this.#stored(db, number, version) : undefined
      titles.set(story, title ?? (analysis ? plain(firstWords(analysis)) : ''))
    }
    const rows = stories.map((story, k) => {
      const { reports, languages, words, hearsayWords, first, last } = shown.get(story) ?? nothingShown
      const title = titles.get(story) ?? ''
      return [story, reports, title, JSON.stringify(languages), words, hearsayWords, first, last, changes[k]]
    })
    // Until they are worked out, there are the origins that were known before, and at least one.
    await sql`update story set reports = given.c1, title = given.c2, languages = given.c3, words = given.c4,
      hearsay_words = given.c5, ${sql.ref('first')} = given.c6, ${sql.ref('last')} = given.c7, change = given.c8,
      changed = ${at}, situation = null,
      origins = case when given.c1 = 0 then 0 when origins < 1 then 1 else origins end,
      conflicts = case when given.c1 = 0 then 0 else conflicts end
      from ${this.#backend.rows(rows, storyRowTypes)} as given where story.number = given.c0`.execute(db)
  }

  #head(db: Db, id: string) {
    return db.selectFrom('report').selectAll().where('id', '=', keyOf(id)).executeTakeFirst()
  }

  async reports(filter: ReportFilter = {}, page?: PageRequest): Promise<Page<StoredReport>> {
    const limit = limitOf(page)
    const cursor = readCursor(page, ['number'])
    const conditions = await this.#reportConditions(filter)
    if (!conditions) return { items: [] }
    const rows = await this.#backend.read
      .selectFrom('report')
      .selectAll()
      .where((e) => e.and(conditions(e)))
      .$if(cursor !== undefined, (query) => query.where('number', '<', Number(cursor?.[0])))
      .orderBy('number', 'desc')
      .limit(limit + 1)
      .execute()
    return pageOf(rows, limit, ({ number }) => [number], reportFrom)
  }

  /** Conditions on the table of reports; undefined where nothing can meet them. */
  async #reportConditions(filter: ReportFilter) {
    const story = filter.story === undefined ? undefined : await this.#storyNumber(filter.story)
    if (filter.story !== undefined && story === undefined) return undefined
    return (e: ExpressionBuilder<Tables, 'report'>) => [
      ...(story === undefined ? [] : [e('report.story', '=', story)]),
      ...(filter.language === undefined ? [] : [e('report.language', '=', filter.language)]),
      ...(filter.publisher === undefined ? [] : [e('report.publisher', '=', plain(filter.publisher))]),
      ...(filter.from === undefined ? [] : [e('report.published', '>=', plain(filter.from))]),
      ...(filter.to === undefined ? [] : [e('report.published', '<', plain(filter.to))]),
      ...(filter.feed === undefined ? [] : [e('report.came_from', '=', plain(filter.feed))]),
    ]
  }

  async report(id: string): Promise<StoredReport | undefined> {
    const row = await this.#head(this.#backend.read, id)
    return row && reportFrom(row)
  }

  async reportAt(address: string): Promise<StoredReport | undefined> {
    const row = await this.#backend.read
      .selectFrom('report')
      .selectAll()
      .where('url_hash', '=', keyHash(address))
      .orderBy('number')
      .limit(1)
      .executeTakeFirst()
    return row && reportFrom(row)
  }

  async analysis(
    id: string,
    { version, corrected = true }: { version?: number; corrected?: boolean } = {},
  ): Promise<Analysis | undefined> {
    const db = this.#backend.read
    const head = await this.#head(db, id)
    if (!head) return undefined
    const analysis = await this.#stored(db, head.number, version ?? head.version)
    if (!analysis || !corrected) return analysis
    const older = version !== undefined && version !== head.version
    return layOver(analysis, await laidIn(db, head.number, older ? analysis.report.text : undefined)).analysis
  }

  async versions(id: string): Promise<ReportVersion[]> {
    const rows = await this.#backend.read
      .selectFrom('version')
      .innerJoin('report', 'report.number', 'version.report')
      .select([
        'version.number',
        'version.received',
        'version.title',
        'version.published',
        'version.difference',
      ])
      .where('report.id', '=', keyOf(id))
      .orderBy('version.number')
      .execute()
    return rows.map(({ number, received, title, published, difference }) => ({
      number,
      received,
      ...(title === null ? {} : { title }),
      ...(published === null ? {} : { published }),
      ...(difference === null ? {} : { difference: JSON.parse(difference) as VersionDifference }),
    }))
  }

  async deleteReport(id: string): Promise<boolean> {
    const gone = await this.#write(async (db) => {
      const head = await this.#head(db, id)
      if (!head) return false
      const at = this.#now()
      const anchored = await db
        .selectFrom('correction_anchor')
        .select('correction')
        .distinct()
        .where('report', '=', head.number)
        .execute()
      await removeRows(this.#backend, db, head.number)
      await this.#backend.unindex(db, head.number)
      await this.#index.forget(db, head.number, true)
      for (const { correction } of anchored) {
        await db.deleteFrom('correction_anchor').where('correction', '=', correction).execute()
        await db.deleteFrom('correction').where('number', '=', correction).execute()
        await db.deleteFrom('change').where('correction', '=', `k${correction}`).execute()
      }
      await db.deleteFrom('version').where('report', '=', head.number).execute()
      await db.deleteFrom('report').where('number', '=', head.number).execute()
      await db.deleteFrom('change').where('report', '=', head.id).execute()
      // The item is still known, so that its feed does not bring the report back.
      await db
        .updateTable('feed_item')
        .set({
          report: null,
          title: null,
          address: null,
          next: null,
          state: 'given-up',
          failure: 'The report was deleted.',
        })
        .where('report', '=', head.id)
        .execute()
      await this.#log(db, at, [{ kind: 'deleted', report: head.id, story: storyId(head.story) }])
      await this.#refreshStories(db, at, new Set([head.story]))
      return true
    })
    if (gone) await this.#backend.purge()
    return gone
  }

  /** Number of a story by its id, of the one that it became part of where it was merged. */
  async #storyNumber(id: string, db: Db = this.#backend.read): Promise<number | undefined> {
    let number = numberIn(id, 's')
    for (let hops = 0; number !== undefined && hops < 100; hops++) {
      const row: { merged_into: number | null; reports: number } | undefined = await db
        .selectFrom('story')
        .select(['merged_into', 'reports'])
        .where('number', '=', number)
        .executeTakeFirst()
      if (!row) return undefined
      if (row.reports > 0) return number
      if (row.merged_into === null) return undefined
      number = row.merged_into
    }
    return undefined
  }

  async stories(filter: StoryFilter = {}, page?: PageRequest): Promise<Page<StoredStory>> {
    const limit = limitOf(page)
    const cursor = readCursor(page, ['number'])
    const text = filter.text === undefined ? undefined : this.#matching(filter.text, filter.language)
    if (filter.text !== undefined && !text) return { items: [] }
    const find = () =>
      this.#backend.read
        .selectFrom('story')
        .select(storyColumns)
        .where('reports', '>', 0)
        .$if(filter.language !== undefined, (query) =>
          query.where('languages', 'like', `%"${filter.language}"%`),
        )
        .$if(filter.after !== undefined, (query) => query.where('change', '>', filter.after ?? 0))
        .$if(cursor !== undefined, (query) => query.where('change', '<', Number(cursor?.[0])))
        .$if(text !== undefined, (query) =>
          query.where(
            'number',
            'in',
            sql<number>`(select report.story from report join ${text} as matched on matched.report = report.number)`,
          ),
        )
        .orderBy('change', 'desc')
        .limit(limit + 1)
        .execute()
    let rows = await find()
    const stale = rows.slice(0, limit).filter(({ change, situated }) => situated < change)
    const now = performance.now()
    if (stale.length > 0 && !this.readOnly && now >= this.#restsUntil) {
      this.#restsUntil = Number.POSITIVE_INFINITY
      try {
        await this.#situateSome(
          stale.filter(({ reports }) => reports <= smallStory),
          patience,
        )
      } finally {
        const then = performance.now()
        this.#restsUntil = then + (then - now) / shareOfPatience
      }
      const again = new Map(
        (await this.#rowsOfStories(stale.map(({ number }) => number))).map((row) => [row.number, row]),
      )
      rows = rows.map((row) => {
        const fresh = again.get(row.number)
        return fresh ? { ...row, origins: fresh.origins, conflicts: fresh.conflicts } : row
      })
    }
    return pageOf(rows, limit, ({ change }) => [change], storyFrom)
  }

  #matching(words: string, language?: Language) {
    const query = lists.queryOf(words, language)
    return query && this.#backend.matches(query)
  }

  #rowsOfStories(numbers: readonly number[]) {
    return this.#backend.read
      .selectFrom('story')
      .select(storyColumns)
      .where('number', 'in', [...numbers])
      .execute()
  }

  async story(id: string): Promise<StoredStory | undefined> {
    const number = await this.#storyNumber(id)
    if (number === undefined) return undefined
    const [row] = await this.#rowsOfStories([number])
    if (row && row.situated < row.change) {
      await this.#situate(number)
      const [again] = await this.#rowsOfStories([number])
      const { origins, conflicts } = this.#unwritten.get(number) ?? again ?? row
      return again && storyFrom({ ...again, origins, conflicts })
    }
    return row && storyFrom(row)
  }

  async situation(story: string): Promise<Situation | undefined> {
    const number = await this.#storyNumber(story)
    return number === undefined ? undefined : this.#situate(number)
  }

  /** The situation of a story, kept until the story changes. */
  async #situate(number: number): Promise<Situation | undefined> {
    const bytes = await this.#situationBytes(number)
    return bytes && unpacked<Situation>(bytes)
  }

  async #situationBytes(number: number): Promise<Uint8Array | undefined> {
    const row = await this.#backend.read
      .selectFrom('story')
      .select(['change', 'situated', 'situation', 'reports'])
      .where('number', '=', number)
      .executeTakeFirst()
    if (!row || row.reports === 0) return undefined
    // What was kept before situations had a bound is worked out anew.
    if (row.situation && row.situated === row.change && row.situation.byteLength <= mostBytes)
      return row.situation
    const unwritten = this.#unwritten.get(number)
    if (unwritten?.change === row.change) return unwritten.situation
    // Whoever asks for it meanwhile waits for the same work.
    const key = `${number} ${row.change}`
    let work = this.#underWay.get(key)
    if (!work) {
      work = this.#workOut(number, row.change).finally(() => this.#underWay.delete(key))
      this.#underWay.set(key, work)
    }
    return work
  }

  async #workOut(number: number, change: number): Promise<Uint8Array | undefined> {
    const task = await this.#situationTask(number)
    if (task.reports.length === 0) return undefined
    const apart = task.reports.length > smallStory ? this.#situateApart : undefined
    let work: SituationWork
    try {
      work = await (apart ?? workOutSituation)(task)
    } catch (error) {
      this.#failed.set(number, change)
      throw error
    }
    const { bytes, origins, conflicts } = work
    // Bytes that come from another thread are no Buffer.
    const situation = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (this.readOnly) {
      this.#unwritten.set(number, { change, situation, origins, conflicts })
      for (const first of this.#unwritten.keys()) {
        if (this.#unwritten.size <= mostUnwritten) break
        this.#unwritten.delete(first)
      }
      return situation
    }
    await this.#backend.write((inner) =>
      inner
        .updateTable('story')
        .set({ situation, situated: change, origins, conflicts })
        .where('number', '=', number)
        .where('change', '=', change)
        .execute(),
    )
    return situation
  }

  /** What the situation of a story is made of. */
  async #situationTask(number: number): Promise<SituationTask> {
    const db = this.#backend.read
    const rows = await db
      .selectFrom('report')
      .innerJoin('version', (join) =>
        join.onRef('version.report', '=', 'report.number').onRef('version.number', '=', 'report.version'),
      )
      .select(['report.number', 'version.analysis'])
      .where('report.story', '=', number)
      .orderBy(sql`report.published is null`)
      .orderBy('report.published')
      .orderBy('report.number')
      .execute()
    const anchored = await db
      .selectFrom('correction_anchor')
      .innerJoin('report', 'report.number', 'correction_anchor.report')
      .select('report.number')
      .distinct()
      .where('report.story', '=', number)
      .execute()
    const corrected = new Set(anchored.map((row) => row.number))
    const reports: SituationTask['reports'] = []
    for (const { number: report, analysis } of rows)
      reports.push({ analysis, laid: corrected.has(report) ? await laidIn(db, report) : [] })
    return { story: storyId(number), reports }
  }

  /** Works out the situations of stories for about so many milliseconds. */
  async #situateSome(
    stories: readonly { number: number; change: number }[],
    milliseconds: number,
  ): Promise<void> {
    const started = performance.now()
    for (const { number, change } of stories) {
      if (performance.now() - started > milliseconds) break
      try {
        await this.#situationBytes(number)
      } catch (error) {
        // One story that cannot be worked out holds up no other; whoever asks for it is told.
        if (this.#failed.get(number) !== change) throw error
      }
    }
  }

  async refresh(milliseconds = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (this.readOnly) return true
    const started = performance.now()
    for (;;) {
      const rows = await this.#backend.read
        .selectFrom('story')
        .select(['number', 'change'])
        .where('reports', '>', 0)
        .whereRef('situated', '<', 'change')
        .orderBy('change', 'desc')
        .limit(50 + this.#failed.size)
        .execute()
      // What cannot be worked out is tried again when it has changed.
      const stale = rows.filter(({ number, change }) => this.#failed.get(number) !== change)
      if (stale.length === 0) return true
      const left = milliseconds - (performance.now() - started)
      if (left <= 0) return false
      await this.#situateSome(stale, left)
    }
  }

  async search(words: string, filter: SearchFilter = {}, page?: PageRequest): Promise<Page<SearchHit>> {
    const conditions = await this.#reportConditions(filter)
    if (!conditions) return { items: [] }
    const read = { beginning: unpackedBeginning, whole: unpacked<Analysis> }
    return searchReports(this.#backend, words, filter, page, conditions, read, async (reports) => {
      const { rows } = await sql<{ report: number; analysis: Uint8Array }>`
        select version.report, version.analysis from version
        join ${this.#backend.rows(
          reports.map(({ number, version }) => [number, version]),
          ['integer', 'integer'],
        )} as asked on version.report = asked.c0 and version.number = asked.c1`.execute(this.#backend.read)
      return new Map(rows.map(({ report, analysis }) => [report, analysis]))
    })
  }

  async claims(filter: ClaimFilter = {}, page?: PageRequest): Promise<Page<StoredClaim>> {
    return lists.claims(await this.#scope(filter), filter, page)
  }
  async attributions(filter: AttributionFilter = {}, page?: PageRequest): Promise<Page<StoredAttribution>> {
    return lists.attributions(await this.#scope(filter), filter, page)
  }
  async events(filter: EventFilter = {}, page?: PageRequest): Promise<Page<StoredEvent>> {
    return lists.events(await this.#scope(filter), filter, page)
  }
  async places(filter: PlaceFilter = {}, page?: PageRequest): Promise<Page<StoredPlace>> {
    return lists.places(await this.#scope(filter), filter, page)
  }
  async times(filter: TimeFilter = {}, page?: PageRequest): Promise<Page<StoredTime>> {
    return lists.times(await this.#scope(filter), filter, page)
  }
  async entities(filter: EntityFilter = {}, page?: PageRequest): Promise<Page<StoredEntity>> {
    return lists.entities(await this.#scope(filter), filter, page)
  }
  async entity(id: string): Promise<StoredEntity | undefined> {
    return lists.entity(this.#backend, keyOf(id))
  }

  /** The report and the story to which a list is confined, as numbers; `nothing` where they are not there. */
  async #scope({ report, story }: { report?: string; story?: string }): Promise<lists.Scope> {
    const scope: lists.Scope = { backend: this.#backend }
    if (report !== undefined) {
      const head = await this.#head(this.#backend.read, report)
      if (!head) return { ...scope, nothing: true }
      scope.report = head.number
    }
    if (story !== undefined) {
      const number = await this.#storyNumber(story)
      if (number === undefined) return { ...scope, nothing: true }
      scope.story = number
    }
    return scope
  }

  async statements(filter: StatementFilter = {}, page?: PageRequest): Promise<Page<StoredStatement>> {
    const limit = limitOf(page)
    const cursor = readCursor(page, ['number', 'number'])
    const { report, story, nothing } = await this.#scope(filter)
    if (nothing) return { items: [] }
    const only = story ?? (report === undefined ? undefined : await this.#storyOf(this.#backend.read, report))
    const stories = await this.#backend.read
      .selectFrom('story')
      .select(['number', 'change'])
      .where('reports', '>', 0)
      .$if(only !== undefined, (query) => query.where('number', '=', only ?? 0))
      .$if(cursor !== undefined, (query) => query.where('change', '<=', Number(cursor?.[0])))
      .orderBy('change', 'desc')
      .limit(limit + 1)
      .execute()
    const rows: { key: [number, number]; statement: StoredStatement }[] = []
    for (const { number, change } of stories) {
      const statements = (await this.#situate(number))?.statements ?? []
      statements.forEach((statement, k) => {
        if (cursor && change === cursor[0] && k <= Number(cursor[1])) return
        if (filter.report !== undefined && !statement.claims.some((claim) => claim.report === filter.report))
          return
        rows.push({ key: [change, k], statement })
      })
      if (rows.length > limit) break
    }
    return pageOf(
      rows,
      limit,
      ({ key }) => key,
      ({ statement }) => statement,
    )
  }

  async sources(filter: { text?: string } = {}, page?: PageRequest): Promise<Page<StoredSource>> {
    return lists.sources(this.#backend, filter, page)
  }

  async ratingOf(name: string): Promise<Reliability | undefined> {
    const row = await this.#backend.read
      .selectFrom('source_rating')
      .select('rating')
      .where('name', '=', keyOf(name.trim()))
      .executeTakeFirst()
    return row && (row.rating as Reliability)
  }

  async rateSource(name: string, rating: Reliability | null, by: string, note?: string): Promise<void> {
    if (rating !== null && !reliabilities.includes(rating))
      throw new StoreRequestError(`A source is rated ${reliabilities.join(', ')}, or null for no rating.`)
    checkNote(note)
    const key = keyOf(name.trim())
    if (!key) throw new StoreRequestError('A rating needs the name of a source.')
    await this.#backend.write(async (db) => {
      const at = this.#now()
      if (rating === null) await db.deleteFrom('source_rating').where('name', '=', key).execute()
      else {
        const values = { rating, note: note === undefined ? null : plain(note), by: plain(by), at }
        await db
          .insertInto('source_rating')
          .values({ name: key, ...values })
          .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
          .execute()
      }
      await this.#log(db, at, [{ kind: 'rating' }])
    })
  }

  async correct(given: Correction): Promise<StoredCorrection> {
    checkNote(given.note)
    return this.#backend.write(async (db) => {
      const at = this.#now()
      const { by, note, ...rest } = given
      const anchors: { number: number; anchor: Anchor; place: Span; analysis: Analysis }[] = []
      for (const anchor of anchorsOf(given)) {
        const head = await this.#head(db, anchor.report)
        const analysis = head && (await this.#stored(db, head.number, head.version))
        if (!head || !analysis) throw new StoreRequestError(`There is no report "${anchor.report}".`)
        if (anchor.exact.trim() === '' || anchor.exact.length > longestQuotation)
          throw new StoreRequestError(
            `A correction quotes 1 to ${longestQuotation} characters of the report.`,
          )
        const place = findAnchor(analysis.report.text, anchor, given.kind === 'claim-wrong')
        if (!place)
          throw new StoreRequestError(
            `The words "${anchor.exact.slice(0, 80)}" are not in report "${anchor.report}".`,
          )
        anchors.push({ number: head.number, anchor: shortContext(anchor), place, analysis })
      }
      checkAnchors(given, anchors)
      const before = await this.#prepareCorrection(db, given, anchors)
      const { number } = await db
        .insertInto('correction')
        .values({
          kind: given.kind,
          body: plain(JSON.stringify(rest)),
          by: plain(by),
          note: note === undefined ? null : plain(note),
          at,
          before: JSON.stringify(before),
        })
        .returning('number')
        .executeTakeFirstOrThrow()
      for (const [part, { number: report, anchor, place }] of anchors.entries())
        await db
          .insertInto('correction_anchor')
          .values({
            correction: number,
            part,
            report,
            exact: plain(anchor.exact),
            prefix: plain(anchor.prefix),
            suffix: plain(anchor.suffix),
            start: anchor.span[0],
            end: anchor.span[1],
            now_start: place[0],
            now_end: place[1],
          })
          .execute()
      if (given.kind === 'move-report' && before.moved)
        await db
          .insertInto('correction_anchor')
          .values({
            correction: number,
            part: 0,
            report: before.moved[0],
            exact: '',
            prefix: '',
            suffix: '',
            start: 0,
            end: 0,
          })
          .execute()
      const id = `k${number}`
      await this.#log(db, at, [{ kind: 'correction', correction: id }])
      await this.#applyAgain(db, at, given.kind, before, new Set(anchors.map((anchor) => anchor.number)))
      const [stored] = await readCorrections(
        db,
        await db.selectFrom('correction').selectAll().where('number', '=', number).execute(),
      )
      return stored
    })
  }

  /** Checks what a correction asks of stories and entities, does it to stories, and notes what undoing it needs. */
  async #prepareCorrection(
    db: Db,
    given: Correction,
    anchors: readonly { place: Span; analysis: Analysis }[],
  ): Promise<Before> {
    if (given.kind === 'merge-entities') {
      const aliases = await entityAliases(db)
      const keys = anchors.map(({ analysis, place }) => {
        const found = entityAt(analysis, place)
        return found ? aliases(entityKey(found.entity)) : ''
      })
      return { keys: [keys[0], keys[1]] }
    }
    if (given.kind === 'merge-stories') {
      const [to, from] = await Promise.all(given.stories.map((story) => this.#storyNumber(story, db)))
      if (to === undefined || from === undefined)
        throw new StoreRequestError(`There is no story "${given.stories[to === undefined ? 0 : 1]}".`)
      if (to === from) throw new StoreRequestError('Both are one story already.')
      const moved = await db.selectFrom('report').select('number').where('story', '=', from).execute()
      await this.#index.join(db, to, from)
      await db.updateTable('story').set({ pinned: 1 }).where('number', 'in', [to, from]).execute()
      return { moved: moved.map(({ number }) => number), from, to }
    }
    if (given.kind === 'move-report') {
      const head = await this.#head(db, given.report)
      if (!head) throw new StoreRequestError(`There is no report "${given.report}".`)
      const to = given.story === null ? await this.#beginStory(db) : await this.#storyNumber(given.story, db)
      if (to === undefined) throw new StoreRequestError(`There is no story "${given.story}".`)
      if (to === head.story) throw new StoreRequestError('The report is in that story already.')
      await db.updateTable('report').set({ story: to, pinned: 1 }).where('number', '=', head.number).execute()
      // A story of one report that a person took apart is not put together again.
      if (given.story === null)
        await db.updateTable('story').set({ pinned: 1 }).where('number', '=', to).execute()
      return { moved: [head.number], from: head.story, to }
    }
    return {}
  }

  /** Lays corrections anew over all reports that one of them touches. */
  async #applyAgain(
    db: Db,
    at: string,
    kind: Correction['kind'],
    before: Before,
    reports: Set<number>,
  ): Promise<void> {
    if (kind === 'merge-entities' && before.keys) {
      const others = await db
        .selectFrom('report_entity')
        .select('report')
        .distinct()
        .where('key', 'in', before.keys)
        .execute()
      for (const { report } of others) reports.add(report)
    }
    const aliases = await entityAliases(db)
    if (kind === 'claim-wrong' || kind === 'merge-entities' || kind === 'split-entity')
      for (const report of reports) {
        const head = await db
          .selectFrom('report')
          .select('version')
          .where('number', '=', report)
          .executeTakeFirst()
        const analysis = head && (await this.#stored(db, report, head.version))
        if (analysis) await writeFindings(this.#backend, db, report, analysis, aliases)
      }
    const stories = new Set<number>()
    for (const story of (await this.#storiesOf(db, [...reports])).values()) stories.add(story)
    for (const story of [before.from, before.to]) if (story !== undefined) stories.add(story)
    if (kind !== 'note') await this.#refreshStories(db, at, stories)
  }

  async corrections(filter: CorrectionFilter = {}, page?: PageRequest): Promise<Page<StoredCorrection>> {
    const limit = limitOf(page)
    const cursor = readCursor(page, ['number'])
    const { report, story, nothing } = await this.#scope(filter)
    if (nothing) return { items: [] }
    const db = this.#backend.read
    const rows = await db
      .selectFrom('correction')
      .selectAll()
      .$if(cursor !== undefined, (query) => query.where('number', '<', Number(cursor?.[0])))
      .$if(filter.undone !== undefined, (query) =>
        query.where('undone_at', filter.undone ? 'is not' : 'is', null),
      )
      .$if(report !== undefined, (query) =>
        query.where('number', 'in', (e) =>
          e
            .selectFrom('correction_anchor')
            .select('correction')
            .where('report', '=', report ?? 0),
        ),
      )
      .$if(story !== undefined, (query) =>
        query.where((e) =>
          e.or([
            e(
              'number',
              'in',
              e
                .selectFrom('correction_anchor')
                .innerJoin('report', 'report.number', 'correction_anchor.report')
                .select('correction')
                .where('report.story', '=', story ?? 0),
            ),
            e.and([e('kind', '=', 'merge-stories'), e('body', 'like', `%"${storyId(story ?? 0)}"%`)]),
          ]),
        ),
      )
      .orderBy('number', 'desc')
      .limit(limit + 1)
      .execute()
    const items = await readCorrections(db, rows)
    const page_ = pageOf(
      rows.map((row, k) => ({ number: row.number, item: items[k] })),
      limit,
      ({ number }) => [number],
      ({ item }) => item,
    )
    return page_
  }

  async undo(correction: string, by: string): Promise<boolean> {
    const number = numberIn(correction, 'k')
    if (number === undefined) return false
    return this.#backend.write(async (db) => {
      const row = await db
        .selectFrom('correction')
        .selectAll()
        .where('number', '=', number)
        .executeTakeFirst()
      if (!row) return false
      if (row.undone_at !== null) return true
      const at = this.#now()
      await db
        .updateTable('correction')
        .set({ undone_at: at, undone_by: plain(by) })
        .where('number', '=', number)
        .execute()
      const before = JSON.parse(row.before ?? '{}') as Before
      const kind = row.kind as Correction['kind']
      if (before.moved && before.from !== undefined && before.to !== undefined) {
        // Reports that were moved on since stay where they are now.
        for (const report of before.moved)
          await db
            .updateTable('report')
            .set({ story: before.from, ...(kind === 'move-report' ? { pinned: 0 } : {}) })
            .where('number', '=', report)
            .where('story', '=', before.to)
            .execute()
        await db.updateTable('story').set({ merged_into: null }).where('number', '=', before.from).execute()
        if (kind === 'merge-stories')
          await db.updateTable('story').set({ pinned: 0 }).where('number', '=', before.to).execute()
        else
          await db
            .updateTable('story')
            .set({ merged_into: before.from })
            .where('number', '=', before.to)
            .where('number', 'not in', db.selectFrom('report').select('story'))
            .execute()
      }
      const reports = await db
        .selectFrom('correction_anchor')
        .select('report')
        .where('correction', '=', number)
        .execute()
      await this.#log(db, at, [{ kind: 'undo', correction }])
      await this.#applyAgain(db, at, kind, before, new Set(reports.map(({ report }) => report)))
      return true
    })
  }

  async changes(after: number, limit = 200): Promise<Change[]> {
    const rows = await this.#backend.read
      .selectFrom('change')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(Math.min(Math.max(limit, 1), 1000))
      .execute()
    return rows.map(changeFrom)
  }

  async lastChange(): Promise<number> {
    const row = await this.#backend.read
      .selectFrom('change')
      .select(({ fn }) => fn.max('number').as('number'))
      .executeTakeFirst()
    return row?.number ?? 0
  }

  async feeds(): Promise<StoredFeed[]> {
    const rows = await this.#backend.read.selectFrom('feed').selectAll().orderBy('number').execute()
    return rows.map(feedFrom)
  }

  async saveFeed({ address, ...change }: FeedChange): Promise<StoredFeed> {
    const optional = (value: string | undefined) => (value === undefined ? null : plain(value))
    const given = {
      ...('title' in change ? { title: optional(change.title) } : {}),
      ...(change.paused === undefined ? {} : { paused: change.paused ? 1 : 0 }),
      ...('etag' in change ? { etag: optional(change.etag) } : {}),
      ...('lastModified' in change ? { last_modified: optional(change.lastModified) } : {}),
      ...('asked' in change ? { asked: optional(change.asked) } : {}),
      ...('next' in change ? { next: optional(change.next) } : {}),
      ...('failure' in change ? { failure: optional(change.failure) } : {}),
      ...(change.failures === undefined ? {} : { failures: change.failures }),
      ...(change.items === undefined ? {} : { items: change.items }),
    }
    return this.#backend.write(async (db) => {
      const hash = keyHash(address)
      const insert = db
        .insertInto('feed')
        .values({ address: plain(address), address_hash: hash, paused: 0, failures: 0, items: 0, ...given })
      await insert
        .onConflict((conflict) =>
          conflict.column('address_hash').doUpdateSet({ address_hash: hash, ...given }),
        )
        .execute()
      return feedFrom(
        await db.selectFrom('feed').selectAll().where('address_hash', '=', hash).executeTakeFirstOrThrow(),
      )
    })
  }

  async removeFeed(id: string): Promise<boolean> {
    const number = numberIn(id, 'f')
    if (number === undefined) return false
    return this.#backend.write(async (db) => {
      await db.deleteFrom('feed_item').where('feed', '=', number).execute()
      const { numDeletedRows } = await db.deleteFrom('feed').where('number', '=', number).executeTakeFirst()
      return numDeletedRows > 0n
    })
  }

  async leaseFeed(feed: string, holder: string, now: string, until: string): Promise<boolean> {
    const number = numberIn(feed, 'f')
    if (number === undefined) return false
    return this.#backend.write(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('feed')
        .set({ lease_holder: plain(holder), lease_until: until })
        .where('number', '=', number)
        .where((e) =>
          e.or([
            e('lease_holder', 'is', null),
            e('lease_holder', '=', plain(holder)),
            e('lease_until', '<=', now),
          ]),
        )
        .executeTakeFirst()
      return numUpdatedRows > 0n
    })
  }

  async feedItem(feed: string, key: string): Promise<StoredFeedItem | undefined> {
    const row = await this.#backend.read
      .selectFrom('feed_item')
      .selectAll()
      .where('feed', '=', numberIn(feed, 'f') ?? 0)
      .where('key_hash', '=', keyHash(key))
      .executeTakeFirst()
    return row && feedItemFrom(row)
  }

  async saveFeedItem(item: StoredFeedItem): Promise<void> {
    const feed = numberIn(item.feed, 'f')
    if (feed === undefined) return
    const optional = (value: string | undefined) => (value === undefined ? null : plain(value))
    const values = {
      state: item.state,
      seen: item.seen,
      address: optional(item.address),
      title: optional(item.title),
      report: item.report === undefined ? null : keyOf(item.report),
      failure: optional(item.failure),
      failures: item.failures,
      next: optional(item.next),
    }
    await this.#backend.write(async (db) => {
      const known = await db.selectFrom('feed').select('number').where('number', '=', feed).executeTakeFirst()
      if (!known) return
      await db
        .insertInto('feed_item')
        .values({ feed, key: plain(item.key), key_hash: keyHash(item.key), ...values })
        .onConflict((conflict) => conflict.columns(['feed', 'key_hash']).doUpdateSet(values))
        .execute()
    })
  }

  async feedItems(
    feed: string,
    filter: FeedItemFilter = {},
    page?: PageRequest,
  ): Promise<Page<StoredFeedItem>> {
    const limit = limitOf(page)
    const cursor = readCursor(page, ['string', 'number'])
    const rows = await this.#backend.read
      .selectFrom('feed_item')
      .selectAll()
      .where('feed', '=', numberIn(feed, 'f') ?? 0)
      .$if(filter.state !== undefined, (query) => query.where('state', '=', filter.state ?? ''))
      .$if(cursor !== undefined, (query) =>
        query.where((e) =>
          e.or([
            e('seen', '<', String(cursor?.[0])),
            e.and([e('seen', '=', String(cursor?.[0])), e('number', '<', Number(cursor?.[1]))]),
          ]),
        ),
      )
      .orderBy('seen', 'desc')
      .orderBy('number', 'desc')
      .limit(limit + 1)
      .execute()
    return pageOf(rows, limit, ({ seen, number }) => [seen, number], feedItemFrom)
  }

  async *exportAll(): AsyncIterable<ExportRecord> {
    const { db, end } = await this.#backend.snapshot()
    try {
      yield* archiveRecords(this.#backend, db)
    } finally {
      await end()
    }
  }

  get readOnly(): boolean {
    return this.#backend.readOnly
  }

  async check(): Promise<CheckedDatabase> {
    const { checkDatabase } = await import('./check-database.ts')
    return checkDatabase(this.#backend)
  }

  async refuseIfDamaged(): Promise<void> {
    await refuseIfDamaged(this.#backend, this.#backend.read)
  }

  async restore(records: AsyncIterable<unknown>): Promise<void> {
    const { restoreArchive } = await import('./archive-restore.ts')
    await this.#write((db) => restoreArchive(this.#backend, db, records, { prepare, headOf, versionRow }))
  }

  get copyInto(): Store['copyInto'] {
    return this.#backend.copyInto?.bind(this.#backend)
  }

  async counts() {
    const db = this.#backend.read
    const reports = await db
      .selectFrom('report')
      .select(({ fn }) => [
        fn.countAll<number>().as('reports'),
        fn.sum<number | null>('version').as('versions'),
        fn.sum<number | null>('claims').as('claims'),
      ])
      .executeTakeFirstOrThrow()
    const stories = await db
      .selectFrom('story')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('reports', '>', 0)
      .executeTakeFirstOrThrow()
    const corrections = await db
      .selectFrom('correction')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return {
      reports: Number(reports.reports),
      versions: Number(reports.versions ?? 0),
      stories: Number(stories.count),
      claims: Number(reports.claims ?? 0),
      corrections: Number(corrections.count),
    }
  }

  async close(): Promise<void> {
    try {
      await this.#index.flush(true)
    } catch (error) {
      // Where nothing can be written, the counts that waited are lost, as they are where the process is killed.
      if (!(error instanceof StoreError)) throw error
    } finally {
      await this.#backend.close()
    }
  }
}

function checkNote(note: string | undefined): void {
  if (note !== undefined && note.length > longestNote)
    throw new StoreRequestError(`A note takes up to ${longestNote} characters.`)
}

const shortContext = (anchor: Anchor): Anchor => ({
  ...anchor,
  prefix: anchor.prefix.slice(-64),
  suffix: anchor.suffix.slice(0, 64),
})

function checkAnchors(
  { kind }: Correction,
  anchors: readonly { anchor: Anchor; place: Span; analysis: Analysis }[],
): void {
  for (const { anchor, place, analysis } of anchors) {
    const quoted = `"${anchor.exact.slice(0, 80)}"`
    const ofClaim = kind === 'claim-wrong' || kind === 'merge-statements' || kind === 'split-statement'
    if (ofClaim && claimsAt(analysis, place).length === 0)
      throw new StoreRequestError(`The words ${quoted} are no claim of report "${anchor.report}".`)
    if (kind === 'merge-entities' || kind === 'split-entity') {
      const found = entityAt(analysis, place)
      if (!found) throw new StoreRequestError(`The words ${quoted} name nobody and nothing that Selon knows.`)
      if (kind === 'split-entity' && found.entity.mentions.length < 2)
        throw new StoreRequestError(
          `The words ${quoted} stand alone already: there is nothing to part them from.`,
        )
    }
  }
  if (kind === 'merge-entities' && anchors[0].anchor.report === anchors[1].anchor.report) {
    const [one, two] = anchors.map(({ analysis, place }) => entityAt(analysis, place)?.entity.id)
    if (one === two) throw new StoreRequestError('Both are one already.')
  }
}

async function prepare({ analysis: given, from }: IngestItem): Promise<Prepared> {
  const id = keyOf(given.report.id)
  const analysis = withId(withinBounds(given), id)
  const { report } = analysis
  const words = analysis.summary?.words ?? {}
  const ofText = wordsOf(report.text)
  return {
    analysis,
    id,
    from: from === undefined ? undefined : plain(from),
    contentHash: contentHashOf(analysis),
    engineHash: keyHash(JSON.stringify(analysis.engine)),
    urlHash: report.url ? keyHash(report.url) : null,
    bytes: await packed(analysis),
    profile: profileOf(analysis, (word) => isFunctionWord(report.language, word), ofText),
    pieces: indexPieces(report.title, ofText, report.language),
    words: Object.values(words).reduce((sum, count) => sum + count, 0),
    hearsayWords: words['hearsay'] ?? 0,
  }
}

/** An analysis whose report's fields are no longer than they may be, whoever made it; its id stays what it is kept by. */
function withinBounds(analysis: Analysis): Analysis {
  const { id, ...fields } = analysis.report
  const { report, leftOut } = boundedReport(fields)
  return leftOut.length === 0 ? analysis : { ...analysis, report: { id, ...report, leftOut } }
}

const withId = (analysis: Analysis, id: string): Analysis =>
  analysis.report.id === id ? analysis : { ...analysis, report: { ...analysis.report, id } }

function versionRow(
  report: number,
  number: number,
  { analysis: { report: head }, bytes }: Pick<Prepared, 'analysis' | 'bytes'>,
  received: string,
  difference: VersionDifference | undefined,
) {
  return {
    report,
    number,
    received,
    title: head.title === undefined ? null : plain(head.title),
    published: head.published ?? null,
    analysis: bytes,
    difference: difference ? plain(JSON.stringify(difference)) : null,
  }
}

function headOf({ analysis, urlHash, contentHash, engineHash, words, hearsayWords }: Prepared) {
  const { report, claims } = analysis
  const optional = (text: string | undefined) => (text === undefined ? null : plain(text))
  return {
    url_hash: urlHash,
    url: optional(report.url),
    publisher: optional(report.publisher),
    title: optional(report.title),
    authors: report.authors ? plain(JSON.stringify(report.authors)) : null,
    published: optional(report.published),
    language: report.language,
    day: dayOf(report.published) ?? null,
    words,
    hearsay_words: hearsayWords,
    claims: claims.length,
    content_hash: contentHash,
    engine_hash: engineHash,
  }
}

/** The first sentence of a report, to call it by where it has no title. */
function firstWords({ report: { text }, sentences }: Analysis): string {
  const [start, end] = sentences[0] ?? [0, text.length]
  return text.slice(start, Math.min(end, start + 160)).trim()
}
