import { sql } from 'kysely'
import type { Analysis, Language, Reader } from '../../contract/analysis.ts'
import type { Reliability, StoredSource, VersionDifference } from '../../contract/api.ts'
import { type Before, readCorrections } from '../corrections/correction-book.ts'
import { feedFrom, feedItemFrom } from '../feeds/feed-row.ts'
import { contentHashOf } from '../reports/content-hash.ts'
import { analysisFrom } from '../reports/engines.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { changeFrom } from '../sql/change-log.ts'
import { keyHash, storyId } from '../sql/keys.ts'
import { unpackedVector } from '../sql/packed-vector.ts'
import type { Row } from '../sql/tables.ts'
import { StoreError } from '../store.ts'
import { keptSituation } from '../stories/kept-situation.ts'
import { storyColumns, storyFrom } from '../stories/story-row.ts'
import {
  archiveFormat,
  type CorrectionRecord,
  type ExportRecord,
  type NumberedTable,
  numberedTables,
  type ReportRecord,
  type StoryRecord,
} from './archive-format.ts'
import { isRecord } from './archive-schema.ts'
import { vectorBytes } from './likeness-vector.ts'

/** Rows that are read at once. */
const rowsRead = 100

/**
 * All that a database holds as the records of an archive, in the same order whichever database it is.
 * @param db sees one moment all the while (Backend.snapshot)
 * Throws a StoreError where something is damaged; the record `end` is then missing.
 */
export async function* archiveRecords(backend: Backend, db: Db): AsyncGenerator<ExportRecord> {
  await refuseIfDamaged(backend, db)
  let records = 0
  const all = [
    reportRecords,
    storyRecords,
    correctionRecords,
    ratingRecords,
    sourceRecords,
    feedRecords,
    changeRecords,
  ]
  yield { record: 'archive', ...archiveFormat }
  try {
    for (const some of all)
      for await (const record of some(backend, db)) {
        // What is in the rows of a damaged file may be anything; analyses have checksums.
        if (record.record !== 'report' && !isRecord(record)) throw new TypeError('a row is none of Selon’s')
        records++
        yield record
      }
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError)
      throw new StoreError(
        `The database ${backend.place} is damaged (${error.message}), so that not all of it can be exported: "selon check" says more; put back a backup of it (selon restore).`,
      )
    throw error
  }
  yield { record: 'end', records: records + 1, last: await lastNumbers(backend, db) }
}

/** Throws a StoreError where the database finds its own files damaged. */
export async function refuseIfDamaged(backend: Backend, db: Db): Promise<void> {
  const [first] = await backend.damage(db)
  if (first !== undefined)
    throw new StoreError(
      `The database ${backend.place} is damaged, so that not all of it can be exported (${first}): "selon check" says more; put back a backup of it (selon restore).`,
    )
}

const missingReport = (id: string) =>
  new StoreError(
    `The report "${id}" is not what it was when it was taken in: the database is damaged. "selon check" says more; put back a backup of it (selon restore).`,
  )

/** What is left of the analysis of a report whose text was let go. */
function headAlone(report: Row<'report'>): Analysis {
  return {
    version: '1',
    engine: { version: '', models: {} },
    report: {
      id: report.id,
      ...(report.url === null ? {} : { url: report.url }),
      ...(report.publisher === null ? {} : { publisher: report.publisher }),
      ...(report.title === null ? {} : { title: report.title }),
      ...(report.authors === null ? {} : { authors: JSON.parse(report.authors) as string[] }),
      ...(report.published === null ? {} : { published: report.published }),
      language: report.language as Language,
      text: '',
    },
    sentences: [],
    entities: [],
    attributions: [],
    claims: [],
    events: [],
    times: [],
    places: [],
  }
}

/** @param received of an older version it is not known when its text went: not before it came */
const textGoneOf = async (
  db: Db,
  report: Row<'report'>,
  received: string,
): Promise<NonNullable<ReportRecord['textGone']>> => ({
  at: report.text_gone ?? received,
  days: report.kept_days ?? 1,
  contentHash: report.content_hash,
  engineHash: report.engine_hash,
  reader: report.reader as Reader,
  words: report.words,
  hearsayWords: report.hearsay_words,
  claims: report.claims,
  sources: await db
    .selectFrom('report_source')
    .select(['name', 'kind', 'published', 'cited'])
    .where('report', '=', report.number)
    .orderBy('name')
    .execute(),
  entities: await db
    .selectFrom('report_entity')
    .select(['id', 'key', 'name', 'type', 'wikidata', 'mentions'])
    .where('report', '=', report.number)
    .orderBy('id')
    .execute(),
})

async function* reportRecords(backend: Backend, db: Db): AsyncGenerator<ReportRecord> {
  for (let after = 0; ; ) {
    const reports = await db
      .selectFrom('report')
      .leftJoin('vector', 'vector.report', 'report.number')
      .selectAll('report')
      .select(['vector.terms', 'vector.fields', 'vector.nearby'])
      .where('number', '>', after)
      .orderBy('number')
      .limit(rowsRead)
      .execute()
    if (reports.length === 0) return
    const nearby = reports.map((report) => JSON.parse(report.nearby ?? '[]') as number[])
    const ids = await idsOf(backend, db, nearby.flat())
    for (const [k, report] of reports.entries()) {
      const { number, id, version: newest, came_from: from } = report
      let versions = 0
      // One at a time: a version may be large.
      for (; ; versions++) {
        const version = await db
          .selectFrom('version')
          .select(['number', 'received', 'analysis', 'difference'])
          .where('report', '=', number)
          .where('number', '>', versions)
          .orderBy('number')
          .limit(1)
          .executeTakeFirst()
        if (!version) break
        const gone =
          version.analysis.byteLength === 0 && (report.text_gone !== null || version.number < newest)
        const analysis = gone ? headAlone(report) : await analysisFrom(db, version.analysis)
        if (version.number !== versions + 1 || analysis.report.id !== id) throw missingReport(id)
        if (!gone && version.number === newest && contentHashOf(analysis) !== report.content_hash)
          throw missingReport(id)
        yield {
          record: 'report',
          report: id,
          version: version.number,
          received: version.received,
          ...(from === null ? {} : { from }),
          analysis,
          ...(gone ? { textGone: await textGoneOf(db, report, version.received) } : {}),
          ...(version.difference === null
            ? {}
            : { difference: JSON.parse(version.difference) as VersionDifference }),
          ...(version.number < newest
            ? {}
            : {
                ...(report.pinned ? { pinned: true as const } : {}),
                ...(report.terms === null
                  ? {}
                  : {
                      likeness: {
                        terms: vectorBytes(unpackedVector(report.terms, report.fields ?? 0)).toString(
                          'base64',
                        ),
                        fields: report.fields ?? 0,
                        nearby: nearby[k].flatMap((one) => ids.get(one) ?? []),
                      },
                    }),
              }),
        }
      }
      if (versions !== newest || typeof id !== 'string') throw missingReport(String(id))
      after = number
    }
  }
}

/** Ids of reports by their numbers; those that were deleted are left out. */
async function idsOf(backend: Backend, db: Db, numbers: readonly number[]): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<{ number: number; id: string }>`select number, id from report where number in
    (select c0 from ${backend.rows(
      [...new Set(numbers)].map((number) => [number]),
      ['integer'],
    )} as asked)`.execute(db)
  return new Map(rows.map(({ number, id }) => [number, id]))
}

async function* storyRecords(_: Backend, db: Db): AsyncGenerator<StoryRecord> {
  for (let after = 0; ; ) {
    const stories = await db
      .selectFrom('story')
      .select(storyColumns)
      .select(['joined', 'joins', 'next_cut', 'next_merge', 'pinned', 'merged_into', 'situation'])
      .where('number', '>', after)
      .orderBy('number')
      .limit(rowsRead)
      .execute()
    if (stories.length === 0) return
    for (const row of stories) {
      const reports = await db
        .selectFrom('report')
        .select(['id', 'text_gone'])
        .where('story', '=', row.number)
        .orderBy('number')
        .execute()
      yield {
        record: 'story',
        story: storyFrom(row),
        reports: reports.map(({ id }) => id),
        grouping: {
          joined: row.joined,
          joins: row.joins,
          nextCut: row.next_cut,
          nextMerge: row.next_merge,
          ...(row.pinned ? { pinned: true as const } : {}),
          ...(row.merged_into === null ? {} : { mergedInto: storyId(row.merged_into) }),
          situated: row.situated,
        },
        ...(row.situation?.byteLength && reports.some(({ text_gone }) => text_gone !== null)
          ? { situation: await keptSituation(db, row.number, row.situation) }
          : {}),
      }
      after = row.number
    }
  }
}

async function* correctionRecords(backend: Backend, db: Db): AsyncGenerator<CorrectionRecord> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('correction')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(rowsRead)
      .execute()
    if (rows.length === 0) return
    const corrections = await readCorrections(db, rows)
    for (const [k, row] of rows.entries()) {
      const anchors = await db
        .selectFrom('correction_anchor')
        .innerJoin('report', 'report.number', 'correction_anchor.report')
        .selectAll('correction_anchor')
        .select('report.id')
        .where('correction', '=', row.number)
        .orderBy('part')
        .execute()
      const { keys, moved, from, to } = JSON.parse(row.before ?? '{}') as Before
      const ids = await idsOf(backend, db, moved ?? [])
      yield {
        record: 'correction',
        correction: corrections[k],
        anchors: anchors.map((anchor) => ({
          part: anchor.part,
          report: anchor.id,
          exact: anchor.exact,
          prefix: anchor.prefix,
          suffix: anchor.suffix,
          span: [anchor.start, anchor.end],
          now:
            anchor.now_start === null || anchor.now_end === null ? null : [anchor.now_start, anchor.now_end],
        })),
        before: {
          ...(keys === undefined ? {} : { keys }),
          ...(moved === undefined ? {} : { moved: moved.flatMap((number) => ids.get(number) ?? []) }),
          ...(from === undefined ? {} : { from: storyId(from) }),
          ...(to === undefined ? {} : { to: storyId(to) }),
        },
      }
      after = row.number
    }
  }
}

/** Names in the order of their bytes, whatever the language of the database. */
const byName = (backend: Backend) => sql.raw(backend.kind === 'sqlite' ? 'name' : 'name collate "C"')

async function* ratingRecords(backend: Backend, db: Db): AsyncGenerator<ExportRecord> {
  const { rows } = await sql<{ name: string; rating: string; note: string | null; by: string; at: string }>`
    select name, rating, note, ${sql.ref('by')}, at from source_rating order by ${byName(backend)}`.execute(
    db,
  )
  for (const { name, rating, note, by, at } of rows)
    yield {
      record: 'rating',
      name,
      rating: rating as Reliability,
      ...(note === null ? {} : { note }),
      by,
      at,
    }
}

async function* sourceRecords(backend: Backend, db: Db): AsyncGenerator<ExportRecord> {
  const greater = sql.raw(backend.kind === 'sqlite' ? 'source.name' : 'source.name collate "C"')
  for (let after: string | undefined; ; ) {
    const { rows } = await sql<StoredSource & { rating: Reliability | null; note: string | null }>`
      select source.name, source.kind, source.published, source.cited, source_rating.rating, source_rating.note
      from source left join source_rating on source_rating.name = source.name
      ${after === undefined ? sql`` : sql`where ${greater} > ${after}`}
      order by ${greater} limit ${rowsRead}`.execute(db)
    if (rows.length === 0) return
    for (const { rating, note, ...source } of rows) {
      yield {
        record: 'source',
        source: { ...source, ...(rating === null ? {} : { rating }), ...(note === null ? {} : { note }) },
      }
      after = source.name
    }
  }
}

async function* feedRecords(_: Backend, db: Db): AsyncGenerator<ExportRecord> {
  const feeds = await db.selectFrom('feed').selectAll().orderBy('number').execute()
  for (const row of feeds) yield { record: 'feed', feed: feedFrom(row) }
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('feed_item')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(rowsRead)
      .execute()
    if (rows.length === 0) return
    for (const row of rows) {
      const item = feedItemFrom(row)
      yield {
        record: 'feed-item',
        item,
        ...(row.key_hash === keyHash(item.key) ? {} : { hash: row.key_hash }),
      }
      after = row.number
    }
  }
}

async function* changeRecords(_: Backend, db: Db): AsyncGenerator<ExportRecord> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('change')
      .selectAll()
      .where('number', '>', after)
      .orderBy('number')
      .limit(1000)
      .execute()
    if (rows.length === 0) return
    for (const row of rows) {
      yield { record: 'change', change: changeFrom(row) }
      after = row.number
    }
  }
}

/** The last number that each table gave, also where its row was deleted: no number is given twice. */
async function lastNumbers(backend: Backend, db: Db): Promise<Record<NumberedTable, number>> {
  const last = {} as Record<NumberedTable, number>
  for (const table of numberedTables) {
    const given =
      backend.kind === 'sqlite'
        ? sql`select seq as number from sqlite_sequence where name = ${table}`
        : sql`select pg_sequence_last_value(pg_get_serial_sequence(${table}, 'number')::regclass) as number`
    const { rows } = await sql<{ number: number | string | null }>`
      select max(number) as number from (${given} union all select max(number) from ${sql.table(table)}) as numbers`.execute(
      db,
    )
    last[table] = Number(rows[0]?.number ?? 0)
  }
  return last
}
