import { sql } from 'kysely'
import type { Analysis } from '../../contract/analysis.ts'
import type { Ingested, VersionDifference } from '../../contract/api.ts'
import { carefulModels } from '../../engine/careful-models.ts'
import { entityAliases } from '../corrections/correction-book.ts'
import { entityKey, rowsOf } from '../findings/finding-rows.ts'
import { addRows } from '../findings/write-finding-rows.ts'
import type { Backend, ColumnType, Db } from '../sql/backend.ts'
import { logChanges } from '../sql/change-log.ts'
import { storyId } from '../sql/keys.ts'
import type { Tables } from '../sql/tables.ts'
import type { IngestItem } from '../store.ts'
import { inTransaction, type StoreParts } from '../store-parts.ts'
import { beginStory, describeStories } from '../stories/describe-stories.ts'
import type { Placed } from '../stories/story-index.ts'
import { keepEngines } from './engines.ts'
import { layNewReading } from './new-reading.ts'
import { packedAnalysis } from './packed-analysis.ts'
import {
  prepareReport,
  type ReportToKeep,
  readerOf,
  reportHead,
  versionRow,
  withId,
} from './report-to-keep.ts'
import { storedAnalysis, storiesOf, storyOf, unlessDamaged } from './stored-analysis.ts'
import { differenceBetween } from './version-difference.ts'

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
  moment: 'integer',
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
  reader: 'text',
  awaits: 'integer',
} as const satisfies Partial<Record<keyof Tables['report'], ColumnType>>

/**
 * See Store.ingest.
 * @param alongside what else is done in the same transaction, once the reports are in
 */
export async function takeInReports(
  parts: StoreParts,
  items: readonly IngestItem[],
  alongside: (db: Db, taken: readonly Ingested[]) => Promise<void> = async () => undefined,
): Promise<Ingested[]> {
  if (items.length === 0) return []
  const prepared: ReportToKeep[] = []
  // While one report is being packed, beside this thread, the next is read.
  for (let k = 0; k < items.length; k += preparedAtOnce)
    prepared.push(...(await Promise.all(items.slice(k, k + preparedAtOnce).map(prepareReport))))
  const taken = await inTransaction(parts, async (db) => {
    const ingested = await take(parts, db, prepared)
    await alongside(db, ingested)
    return ingested
  })
  await parts.index.flush()
  return taken
}

async function take(parts: StoreParts, db: Db, prepared: readonly ReportToKeep[]): Promise<Ingested[]> {
  const { backend, index, now } = parts
  const at = now()
  const aliases = await entityAliases(db)
  await keepEngines(
    backend,
    db,
    prepared.map(({ analysis }) => analysis),
  )
  const results: (Omit<Ingested, 'story'> & { number: number })[] = []
  const touched = new Set<number>()
  const changes: { kind: 'report' | 'version'; result: (typeof results)[number] }[] = []
  /** Reports that nobody knew, which wait to be written in a few statements. */
  const waiting: { given: ReportToKeep; result: (typeof results)[number] }[] = []
  const waits = new Set<string>()
  const write = async () => {
    const fresh = waiting.splice(0)
    waits.clear()
    const placed = await addReports(parts, db, fresh, at, aliases)
    for (const [k, { result }] of fresh.entries()) result.number = placed[k].number
    await place(parts, db, placed, touched)
  }
  const known = await knownReports(backend, db, prepared)
  let asBefore = true
  for (const given of prepared) {
    if (waits.has(given.id) || (given.urlHash !== null && waits.has(given.urlHash))) {
      await write()
      asBefore = false
    }
    const there = asBefore ? known(given) : (await knownReports(backend, db, [given]))(given)
    if (!there) {
      const result = { report: given.id, outcome: 'new' as const, version: 1, number: 0 }
      waiting.push({ given, result })
      waits.add(given.id)
      if (given.urlHash !== null) waits.add(given.urlHash)
      changes.push({ kind: 'report', result })
      results.push(result)
      continue
    }
    const same = there.content_hash === given.contentHash
    if (
      same &&
      // A text that was let go is known by its hash, and stays away.
      (there.text_gone !== null ||
        // Formerly it was longer.
        there.engine_hash.startsWith(given.engineHash) ||
        (await readBetter(db, there, given)))
    ) {
      results.push({ report: there.id, outcome: 'same', version: there.version, number: there.number })
      continue
    }
    // What waits is written first: this report may change some of it.
    await write()
    asBefore = false
    const { version, difference } = await changeReport(
      parts,
      db,
      { given, there, same, at, aliases },
      touched,
    )
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
  const stories = await storiesOf(
    backend,
    db,
    results.map(({ number }) => number),
  )
  const storyIdOf = ({ number }: { number: number }) => storyId(stories.get(number) ?? 0)
  await logChanges(
    backend,
    db,
    at,
    changes.map(({ kind, result }) => ({ kind, report: result.report, story: storyIdOf(result) })),
  )
  await describeStories(backend, db, at, touched)
  await index.keepUp(db)
  return results.map((result, k) => {
    const { number: _, ...told } = result
    const { leftOut } = prepared[k].analysis.report
    return { ...told, story: storyIdOf(result), ...(leftOut ? { leftOut } : {}) }
  })
}

/** Whether the careful reader of the same engine has gone over a report already that the fast one read again. */
async function readBetter(db: Db, there: KnownReport, given: ReportToKeep): Promise<boolean> {
  if (there.reader !== 'careful' || readerOf(given.analysis) !== 'fast') return false
  const before = await unlessDamaged(() => storedAnalysis(db, there.number, there.version))
  return before !== undefined && withoutReader(before) === withoutReader(given.analysis)
}

/** The engine of an analysis, whichever of its readers read. */
function withoutReader({ engine: { version, models } }: Analysis): string {
  return JSON.stringify([version, Object.entries(models).filter(([name]) => !carefulModels.includes(name))])
}

/** A report that is known, and which of its versions is there. */
type KnownReport = NonNullable<ReturnType<Awaited<ReturnType<typeof knownReports>>>>

/** Writes a report that is known anew: as its next version, or, where it says the same, as it is read now. */
async function changeReport(
  parts: StoreParts,
  db: Db,
  {
    given,
    there,
    same,
    at,
    aliases,
  }: {
    given: ReportToKeep
    there: KnownReport
    same: boolean
    at: string
    aliases: (key: string) => string
  },
  touched: Set<number>,
): Promise<{ version: number; difference: VersionDifference | undefined }> {
  const { backend, index } = parts
  const version = same ? there.version : there.version + 1
  const analysis = withId(given.analysis, there.id)
  const bytes = analysis === given.analysis ? given.bytes : packedAnalysis(analysis)
  let difference: VersionDifference | undefined
  if (!same) {
    const before = await unlessDamaged(() => storedAnalysis(db, there.number, there.version))
    if (before) difference = differenceBetween(before, analysis)
    // What stood in the report's row stays with the version that it was of.
    await sql`update version set title = coalesce(version.title, report.title),
      published = coalesce(version.published, report.published) from report
      where report.number = version.report and version.report = ${there.number} and version.number = ${there.version}`.execute(
      db,
    )
    await db
      .insertInto('version')
      .values(versionRow(there.number, version, { ...given, bytes }, at, difference))
      .execute()
  }
  await layNewReading(backend, db, { ...given, analysis, bytes }, { number: there.number, version }, aliases)
  const story = await storyOf(db, there.number)
  if (!same) {
    await backend.unindex(db, there.number)
    await backend.index(db, [{ report: there.number, pieces: given.pieces }])
    await index.forget(db, there.number, false)
    await db
      .updateTable('story')
      .set((e) => ({ reports: e('reports', '-', 1) }))
      .where('number', '=', story)
      .execute()
    await place(
      parts,
      db,
      [{ number: there.number, profile: { ...given.profile, id: there.id }, story }],
      touched,
    )
  }
  touched.add(story)
  return { version, difference }
}

/** Writes reports that nobody knew, and what was found in them. */
async function addReports(
  { backend }: StoreParts,
  db: Db,
  fresh: readonly { given: ReportToKeep }[],
  at: string,
  aliases: (key: string) => string,
): Promise<Placed[]> {
  if (fresh.length === 0) return []
  const rows = fresh.map(({ given }) => ({
    ...reportHead(given),
    id: given.id,
    version: 1,
    received: at,
    story: 0,
    pinned: 0,
    came_from: given.from ?? null,
  }))
  const columns = Object.keys(reportColumns) as (keyof typeof reportColumns)[]
  const given = backend.rows(
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
    backend,
    db,
    fresh.map(({ given: { analysis } }, k) => ({
      number: placed[k].number,
      rows: rowsOf(placed[k].number, analysis, (entity) => aliases(entityKey(entity))),
    })),
  )
  await backend.index(
    db,
    fresh.map(({ given: { pieces } }, k) => ({ report: placed[k].number, pieces })),
  )
  return placed
}

/** Puts reports into stories, and notes which stories that changed. */
async function place(
  { index }: StoreParts,
  db: Db,
  placed: readonly Placed[],
  touched: Set<number>,
): Promise<void> {
  if (placed.length === 0) return
  for (const story of await index.place(db, placed, beginStory)) touched.add(story)
}

/** Which of the reports are there, each by its id, else by its address. */
async function knownReports(backend: Backend, db: Db, prepared: readonly ReportToKeep[]) {
  const columns = [
    'number',
    'id',
    'url_hash',
    'version',
    'content_hash',
    'engine_hash',
    'reader',
    'text_gone',
  ] as const
  const asked = (keys: readonly string[]) =>
    sql<string>`(select c0 from ${backend.rows(
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
  return ({ id, urlHash }: ReportToKeep) =>
    byId.get(id) ?? (urlHash === null ? undefined : byHash.get(urlHash))
}
