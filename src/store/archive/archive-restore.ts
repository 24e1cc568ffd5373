import { sql } from 'kysely'
import { type Before, changesFindings, entityAliases } from '../corrections/correction-book.ts'
import { writeFindings } from '../findings/corrected-findings.ts'
import { type ReportRows, rowsOf } from '../findings/finding-rows.ts'
import { addRows } from '../findings/write-finding-rows.ts'
import { analysisFrom, keepEngines } from '../reports/engines.ts'
import {
  headOfVersion,
  prepareReport,
  type ReportToKeep,
  reportHead,
  versionRow,
} from '../reports/report-to-keep.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { keyHash, keyOf, numberIn, optional, plain } from '../sql/keys.ts'
import { packed } from '../sql/packed-json.ts'
import { packedVector } from '../sql/packed-vector.ts'
import { StoreRequestError } from '../store.ts'
import { TermTally } from '../stories/term-counts.ts'
import {
  type CorrectionRecord,
  type ExportRecord,
  numberedTables,
  type ReportRecord,
  type StoryRecord,
} from './archive-format.ts'
import { checkedRecords } from './archive-schema.ts'
import { vectorFrom } from './likeness-vector.ts'

type Of<Kind extends ExportRecord['record']> = Extract<ExportRecord, { record: Kind }>

/** Reports, and code units of their texts, whose findings are written at once. */
const reportsWritten = 25
const textWritten = 4_000_000
/** Rows of changes and of sources that are written at once. */
const rowsWritten = 500

/**
 * Fills an empty database from an archive, in the transaction of `db`: what throws leaves nothing behind.
 * @param records as they were parsed from JSON, the header first
 * Throws a StoreRequestError where the database is not empty, or with the number of the record that is wrong.
 */
export async function restoreArchive(
  backend: Backend,
  db: Db,
  records: AsyncIterable<unknown>,
): Promise<void> {
  await refuseUnlessEmpty(backend, db)
  const filling = new Filling(backend, db)
  for await (const { record, refuse } of checkedRecords(records, 'nothing was restored'))
    try {
      await filling.take(record)
    } catch (error) {
      if (error instanceof WrongRecord) throw refuse(error.message)
      // Its shape was looked at; what else may be wrong with it is met where it is used.
      if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)
        throw refuse(error.message)
      throw error
    }
}

async function refuseUnlessEmpty(backend: Backend, db: Db): Promise<void> {
  for (const table of ['report', 'story', 'correction', 'change', 'feed', 'source_rating'] as const) {
    const { rows } = await sql<unknown>`select 1 from ${sql.table(table)} limit 1`.execute(db)
    if (rows.length > 0)
      throw new StoreRequestError(
        `The database ${backend.place} is not empty, so nothing was restored into it: name a new one with --database, or add what the archive holds with selon ingest.`,
      )
  }
}

/** What is wrong with a record. */
class WrongRecord extends Error {}

/** The order of the records: each phase is finished before the next begins. */
const phases = ['reports', 'stories', 'corrections', 'rest'] as const
type Phase = (typeof phases)[number]
const phaseOf = (record: ExportRecord['record']): Phase =>
  record === 'archive' || record === 'report'
    ? 'reports'
    : record === 'story'
      ? 'stories'
      : record === 'correction'
        ? 'corrections'
        : 'rest'

interface RestoredReport {
  number: number
  newest: ReportRecord
  prepared: ReportToKeep
}

class Filling {
  readonly #backend: Backend
  readonly #db: Db
  #phase: Phase = 'reports'
  readonly #tally = new TermTally()
  /** The report whose versions are being read, and those whose findings are yet to be written. */
  #current: RestoredReport | undefined
  #unwritten: RestoredReport[] = []
  /** What a report is likened to, where that came later. */
  readonly #nearbyLater: { number: number; nearby: readonly string[] }[] = []
  /** Numbers of reports, and keys of entities, on which corrections lie that change what was found. */
  readonly #corrected = new Set<number>()
  readonly #mergedKeys = new Set<string>()
  #sources: [string, string][] = []
  #changes: Of<'change'>['change'][] = []

  constructor(backend: Backend, db: Db) {
    this.#backend = backend
    this.#db = db
  }

  async take(record: ExportRecord): Promise<void> {
    const phase = phaseOf(record.record)
    if (phases.indexOf(phase) < phases.indexOf(this.#phase))
      throw new WrongRecord(`a record of this kind (${record.record}) stands before those that came already`)
    while (this.#phase !== phase) {
      if (this.#phase === 'reports') await this.#finishReports()
      if (this.#phase === 'stories') await this.#finishStories()
      if (this.#phase === 'corrections') await this.#finishCorrections()
      this.#phase = phases[phases.indexOf(this.#phase) + 1]
    }
    switch (record.record) {
      case 'archive':
        return
      case 'report':
        return this.#version(record)
      case 'story':
        return this.#story(record)
      case 'correction':
        return this.#correction(record)
      case 'rating':
        return this.#rating(record)
      case 'source':
        this.#sources.push([record.source.name, record.source.kind])
        if (this.#sources.length >= rowsWritten) await this.#writeSources()
        return
      case 'feed':
        return this.#feed(record)
      case 'feed-item':
        return this.#feedItem(record)
      case 'change':
        this.#changes.push(record.change)
        if (this.#changes.length >= rowsWritten) await this.#writeChanges()
        return
      case 'end':
        return this.#end(record)
    }
  }

  async #version(record: ReportRecord): Promise<void> {
    const { report: id, version, received, analysis, difference, from } = record
    if (keyOf(id) !== id || analysis.report.id !== id) throw new WrongRecord('its analysis has another id')
    const before = this.#current?.newest.report === id ? this.#current : undefined
    if (version !== (before?.newest.version ?? 0) + 1)
      throw new WrongRecord('the versions of a report follow one another from 1 on')
    if (!before) await this.#finishReport()
    const ready = await prepareReport({ analysis, ...(from === undefined ? {} : { from }) })
    const { textGone } = record
    const prepared = textGone ? { ...ready, bytes: Buffer.alloc(0), pieces: [] } : ready
    const head = {
      ...reportHead(prepared),
      ...(textGone
        ? {
            content_hash: plain(textGone.contentHash),
            engine_hash: plain(textGone.engineHash),
            reader: textGone.reader,
            words: textGone.words,
            hearsay_words: textGone.hearsayWords,
            claims: textGone.claims,
            awaits: 0,
            text_gone: textGone.at,
            kept_days: textGone.days,
          }
        : {}),
    }
    let number: number
    if (before) {
      number = before.number
      await this.#db
        .updateTable('report')
        .set({ ...head, version })
        .where('number', '=', number)
        .execute()
    } else {
      const known = await this.#db
        .selectFrom('report')
        .select('number')
        .where('id', '=', id)
        .executeTakeFirst()
      if (known) throw new WrongRecord(`the report "${id}" came before`)
      const row = await this.#db
        .insertInto('report')
        .values({
          ...head,
          id,
          version,
          received,
          story: 0,
          pinned: 0,
          came_from: optional(from),
        })
        .returning('number')
        .executeTakeFirstOrThrow()
      number = row.number
    }
    await keepEngines(this.#backend, this.#db, [analysis])
    await this.#db
      .insertInto('version')
      .values({ ...versionRow(number, version, prepared, received, difference), ...headOfVersion(prepared) })
      .execute()
    this.#current = { number, newest: record, prepared }
  }

  async #finishReport(): Promise<void> {
    if (!this.#current) return
    this.#unwritten.push(this.#current)
    this.#current = undefined
    const letters = this.#unwritten.reduce((sum, { newest }) => sum + newest.analysis.report.text.length, 0)
    if (this.#unwritten.length >= reportsWritten || letters >= textWritten) await this.#writeReports()
  }

  /** What was found in reports, and by what they are found again. */
  async #writeReports(): Promise<void> {
    const reports = this.#unwritten
    this.#unwritten = []
    await addRows(
      this.#backend,
      this.#db,
      reports.map(({ number, newest }) => ({ number, rows: rowsOfRecord(number, newest) })),
    )
    await this.#backend.index(
      this.#db,
      reports.map(({ number, prepared }) => ({ report: number, pieces: prepared.pieces })),
    )
    for (const { number, newest } of reports) {
      if (newest.pinned)
        await this.#db.updateTable('report').set({ pinned: 1 }).where('number', '=', number).execute()
      if (newest.likeness) await this.#likeness(number, newest.likeness)
    }
  }

  async #likeness(number: number, { terms, fields, nearby }: NonNullable<ReportRecord['likeness']>) {
    const bytes = Buffer.from(terms, 'base64')
    if (bytes.length % 8 !== 0) throw new WrongRecord('its likeness is cut off')
    const vector = vectorFrom(bytes, fields)
    for (let k = 0; k < vector.terms.length; k++)
      if (!Number.isFinite(vector.weights[k]) || (k > 0 && vector.terms[k] <= vector.terms[k - 1]))
        throw new WrongRecord('its likeness is none')
    this.#tally.add(vector.terms)
    if (nearby.length > 0) this.#nearbyLater.push({ number, nearby })
    await this.#db
      .insertInto('vector')
      .values({ report: number, terms: packedVector(vector), fields, nearby: '[]' })
      .execute()
    await this.#db.insertInto('unsealed').values({ report: number }).execute()
    if (this.#nearbyLater.length >= rowsWritten) await this.#writeNearby(false)
  }

  /** @param all also those whose neighbours are not all there yet, because no more reports come */
  async #writeNearby(all: boolean): Promise<void> {
    const waiting = this.#nearbyLater.splice(0)
    const numbers = await this.#numbersOf(waiting.flatMap(({ nearby }) => nearby))
    const rows: [number, string][] = []
    for (const one of waiting) {
      const found = one.nearby.flatMap((id) => numbers.get(id) ?? [])
      if (all && found.length < one.nearby.length)
        throw new WrongRecord('a report that others are like is missing')
      if (found.length === one.nearby.length) rows.push([one.number, JSON.stringify(found)])
      else this.#nearbyLater.push(one)
    }
    if (rows.length > 0)
      await sql`update vector set nearby = given.c1
        from ${this.#backend.rows(rows, ['integer', 'text'])} as given where vector.report = given.c0`.execute(
        this.#db,
      )
  }

  async #numbersOf(ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map()
    const { rows } = await sql<{ id: string; number: number }>`select id, number from report where id in
      (select c0 from ${this.#backend.rows(
        [...new Set(ids)].map((id) => [id]),
        ['text'],
      )} as asked)`.execute(this.#db)
    return new Map(rows.map(({ id, number }) => [id, number]))
  }

  async #numberOf(id: string): Promise<number> {
    const number = (await this.#numbersOf([id])).get(id)
    if (number === undefined) throw new WrongRecord(`there is no report "${id}"`)
    return number
  }

  async #finishReports(): Promise<void> {
    await this.#finishReport()
    if (this.#unwritten.length > 0) await this.#writeReports()
    await this.#writeNearby(true)
    await this.#tally.write(this.#db)
  }

  async #story({ story, reports, grouping, situation }: StoryRecord): Promise<void> {
    const number = numberOfId(story.id, 's')
    if (reports.length > 0) {
      const { rows } = await sql<unknown>`update report set story = ${number} where story = 0 and id in
        (select c0 from ${this.#backend.rows(
          reports.map((id) => [id]),
          ['text'],
        )} as given) returning number`.execute(this.#db)
      if (rows.length !== reports.length)
        throw new WrongRecord('it names a report that is not there, or is in another story')
    }
    const languages = await this.#db
      .selectFrom('report')
      .select(({ fn }) => [
        'language',
        fn.sum<number>('words').as('words'),
        fn.sum<number>('hearsay_words').as('hearsay_words'),
        fn.min('published').as('first'),
        fn.max('published').as('last'),
      ])
      .where('story', '=', number)
      .groupBy('language')
      .orderBy('language')
      .execute()
    const moments = languages.flatMap(({ first, last }) => [first, last]).filter((one) => one !== null)
    moments.sort()
    const sum = (column: 'words' | 'hearsay_words') =>
      languages.reduce((total, row) => total + Number(row[column]), 0)
    await this.#db
      .insertInto('story')
      .values({
        number,
        title: plain(story.title),
        reports: reports.length,
        languages: JSON.stringify(languages.map(({ language }) => language)),
        words: sum('words'),
        hearsay_words: sum('hearsay_words'),
        first: moments[0] ?? null,
        last: moments[moments.length - 1] ?? null,
        change: story.change,
        changed: plain(story.changed),
        joined: grouping.joined,
        joins: grouping.joins,
        next_cut: grouping.nextCut,
        next_merge: grouping.nextMerge,
        pinned: grouping.pinned ? 1 : 0,
        merged_into: grouping.mergedInto === undefined ? null : numberOfId(grouping.mergedInto, 's'),
        origins: story.origins,
        conflicts: story.conflicts,
        situated: grouping.situated,
        ...(situation ? { situation: await packed(situation) } : {}),
      })
      .execute()
  }

  async #finishStories(): Promise<void> {
    const row = await this.#db.selectFrom('report').select('id').where('story', '=', 0).executeTakeFirst()
    if (row) throw new WrongRecord(`the report "${row.id}" is in no story`)
  }

  async #correction({ correction, anchors, before }: CorrectionRecord): Promise<void> {
    const { id, at, by, note, undone, anchored: _, ...body } = correction
    const number = numberOfId(id, 'k')
    const moved = await this.#numbersOf(before.moved ?? [])
    const undoing: Before = {
      ...(before.keys === undefined ? {} : { keys: before.keys }),
      ...(before.moved === undefined ? {} : { moved: before.moved.flatMap((one) => moved.get(one) ?? []) }),
      ...(before.from === undefined ? {} : { from: numberOfId(before.from, 's') }),
      ...(before.to === undefined ? {} : { to: numberOfId(before.to, 's') }),
    }
    await this.#db
      .insertInto('correction')
      .values({
        number,
        kind: correction.kind,
        body: plain(JSON.stringify(body)),
        by: plain(by),
        note: optional(note),
        at: plain(at),
        undone_at: undone === undefined ? null : plain(undone.at),
        undone_by: undone === undefined ? null : plain(undone.by),
        before: JSON.stringify(undoing),
      })
      .execute()
    const changes = undone === undefined && changesFindings(correction.kind)
    for (const anchor of anchors) {
      const report = await this.#numberOf(anchor.report)
      await this.#db
        .insertInto('correction_anchor')
        .values({
          correction: number,
          part: anchor.part,
          report,
          exact: plain(anchor.exact),
          prefix: plain(anchor.prefix),
          suffix: plain(anchor.suffix),
          start: anchor.span[0],
          end: anchor.span[1],
          now_start: anchor.now?.[0] ?? null,
          now_end: anchor.now?.[1] ?? null,
        })
        .execute()
      if (changes) this.#corrected.add(report)
    }
    if (changes) for (const key of before.keys ?? []) this.#mergedKeys.add(key)
  }

  /** Lays corrections over the findings of the reports that they touch. */
  async #finishCorrections(): Promise<void> {
    if (this.#mergedKeys.size > 0) {
      const { rows } = await sql<{ report: number }>`select distinct report from report_entity where key in
        (select c0 from ${this.#backend.rows(
          [...this.#mergedKeys].map((key) => [key]),
          ['text'],
        )} as merged)`.execute(this.#db)
      for (const { report } of rows) this.#corrected.add(report)
    }
    const aliases = await entityAliases(this.#db)
    for (const report of [...this.#corrected].sort((a, b) => a - b)) {
      const { analysis } = await this.#db
        .selectFrom('report')
        .innerJoin('version', (join) =>
          join.onRef('version.report', '=', 'report.number').onRef('version.number', '=', 'report.version'),
        )
        .select('version.analysis')
        .where('report.number', '=', report)
        .executeTakeFirstOrThrow()
      await writeFindings(this.#backend, this.#db, report, await analysisFrom(this.#db, analysis), aliases)
    }
  }

  async #rating({ name, rating, note, by, at }: Of<'rating'>): Promise<void> {
    await this.#db
      .insertInto('source_rating')
      .values({
        name: keyOf(name),
        rating,
        note: optional(note),
        by: plain(by),
        at: plain(at),
      })
      .execute()
  }

  /** Which kind a source is of depends on what was met first, also in reports that have changed since. */
  async #writeSources(): Promise<void> {
    const sources = this.#sources.splice(0)
    if (sources.length > 0)
      await sql`update source set kind = given.c1
        from ${this.#backend.rows(sources, ['text', 'text'])} as given where source.name = given.c0`.execute(
        this.#db,
      )
  }

  async #feed({ feed }: Of<'feed'>): Promise<void> {
    await this.#db
      .insertInto('feed')
      .values({
        number: numberOfId(feed.id, 'f'),
        address: plain(feed.address),
        address_hash: keyHash(feed.address),
        title: optional(feed.title),
        paused: feed.paused ? 1 : 0,
        etag: optional(feed.etag),
        last_modified: optional(feed.lastModified),
        asked: optional(feed.asked),
        next: optional(feed.next),
        failure: optional(feed.failure),
        failures: feed.failures,
        items: feed.items,
      })
      .execute()
    this.#feeds.add(feed.id)
  }

  readonly #feeds = new Set<string>()

  async #feedItem({ item, hash }: Of<'feed-item'>): Promise<void> {
    if (!this.#feeds.has(item.feed)) throw new WrongRecord(`there is no feed "${item.feed}"`)
    await this.#db
      .insertInto('feed_item')
      .values({
        feed: numberOfId(item.feed, 'f'),
        key: plain(item.key),
        key_hash: hash ?? keyHash(item.key),
        state: item.state,
        seen: plain(item.seen),
        address: optional(item.address),
        title: optional(item.title),
        report: item.report === undefined ? null : keyOf(item.report),
        failure: optional(item.failure),
        failures: item.failures,
        next: optional(item.next),
      })
      .execute()
  }

  async #writeChanges(): Promise<void> {
    const changes = this.#changes.splice(0)
    if (changes.length === 0) return
    const rows = changes.map(({ number, at, kind, report, story, correction }) => [
      number,
      plain(at),
      kind,
      report === undefined ? null : keyOf(report),
      story === undefined ? null : plain(story),
      correction === undefined ? null : plain(correction),
    ])
    await sql`insert into change (number, at, kind, report, story, correction)
      select c0, c1, c2, c3, c4, c5 from ${this.#backend.rows(rows, ['integer', 'text', 'text', 'text', 'text', 'text'])} as given`.execute(
      this.#db,
    )
  }

  async #end({ last }: Of<'end'>): Promise<void> {
    await this.#writeSources()
    await this.#writeChanges()
    // Numbers that were given to what is deleted are not given again.
    for (const table of numberedTables) {
      const number = last[table]
      if (this.#backend.kind === 'sqlite') {
        await sql`delete from sqlite_sequence where name = ${table}`.execute(this.#db)
        await sql`insert into sqlite_sequence (name, seq) values (${table}, ${number})`.execute(this.#db)
      } else
        await sql`select setval(pg_get_serial_sequence(${table}, 'number'), ${Math.max(number, 1)}::bigint, ${number > 0}::boolean)`.execute(
          this.#db,
        )
    }
  }
}

function numberOfId(id: string, letter: string): number {
  const number = numberIn(id, letter)
  if (number === undefined) throw new WrongRecord(`"${id.slice(0, 40)}" is no id`)
  return number
}

/** What lists have of a report; of one whose text was let go its sources and entities as they were. */
function rowsOfRecord(report: number, { analysis, textGone }: ReportRecord): ReportRows {
  const rows = rowsOf(report, analysis)
  if (!textGone) return rows
  return {
    ...rows,
    report_source: textGone.sources.map((source) => ({ report, ...source })),
    report_entity: textGone.entities.map((entity) => ({ report, ...entity })),
  }
}
