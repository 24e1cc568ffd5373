import { sql } from 'kysely'
import { leaveOut } from '../ledger/write-ledger.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { type ReportRows, rowColumns } from './finding-rows.ts'
import { addMarks, removeMarks } from './report-marks.ts'

const tables = Object.keys(rowColumns) as (keyof typeof rowColumns)[]

/** Writes by what reports are found again, by their numbers, and counts their entities and sources. */
export async function addRows(
  backend: Backend,
  db: Db,
  found: readonly { number: number; rows: ReportRows }[],
): Promise<void> {
  await addMarks(backend, db, found)
  const reports = found.map(({ rows }) => rows)
  for (const table of tables) {
    const columns = Object.keys(rowColumns[table])
    const types = Object.values(rowColumns[table])
    const rows = reports.flatMap((report) =>
      report[table].map((row) => columns.map((column) => (row as Record<string, unknown>)[column])),
    )
    if (rows.length === 0) continue
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      select ${sql.join(columns.map((_, k) => sql.ref(`c${k}`)))} from ${backend.rows(rows, types)} as given`.execute(
      db,
    )
  }
  const entities = new Map<string, [string, string, string, string | null, number, number]>()
  const sources = new Map<string, [string, string, number, number]>()
  for (const report of reports) {
    const counted = new Set<string>()
    for (const { key, name, type, wikidata, mentions } of report.report_entity) {
      const known = entities.get(key ?? '') ?? [key ?? '', name ?? '', type ?? '', wikidata, 0, 0]
      if (!counted.has(known[0])) known[4]++
      counted.add(known[0])
      known[5] += mentions ?? 0
      entities.set(known[0], known)
    }
    for (const { name, kind, published, cited } of report.report_source) {
      const known = sources.get(name ?? '') ?? [name ?? '', kind ?? '', 0, 0]
      known[2] += published ?? 0
      known[3] += cited ?? 0
      sources.set(known[0], known)
    }
  }
  if (entities.size > 0)
    await sql`insert into entity (key, name, type, wikidata, reports, mentions)
      select c0, c1, c2, c3, c4, c5 from ${backend.rows([...entities.values()].sort(byFirst), ['text', 'text', 'text', 'text', 'integer', 'integer'])} as given
      where true on conflict (key) do update set reports = entity.reports + excluded.reports,
      mentions = entity.mentions + excluded.mentions`.execute(db)
  if (sources.size > 0)
    await sql`insert into source (name, kind, published, cited)
      select c0, c1, c2, c3 from ${backend.rows([...sources.values()].sort(byFirst), ['text', 'text', 'integer', 'integer'])} as given
      where true on conflict (name) do update set published = source.published + excluded.published,
      cited = source.cited + excluded.cited,
      kind = case when excluded.kind = 'outlet' then 'outlet' else source.kind end`.execute(db)
}

const byFirst = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1)

/** Takes away what was found in a report, and its share in the counts. */
export async function removeRows(backend: Backend, db: Db, report: number): Promise<void> {
  const entities = await db
    .selectFrom('report_entity')
    .select(['key', ({ fn }) => fn.sum<number>('mentions').as('mentions')])
    .where('report', '=', report)
    .groupBy('key')
    .execute()
  if (entities.length > 0) {
    const gone = backend.rows(
      entities.map(({ key, mentions }) => [key, Number(mentions)]),
      ['text', 'integer'],
    )
    await sql`update entity set reports = reports - 1, mentions = mentions -
      (select c1 from ${gone} as gone where c0 = entity.key) where key in (select c0 from ${gone} as gone)`.execute(
      db,
    )
    await sql`delete from entity where reports <= 0 and key in (select c0 from ${gone} as gone)`.execute(db)
  }
  const sources = await db
    .selectFrom('report_source')
    .select(['name', 'published', 'cited'])
    .where('report', '=', report)
    .execute()
  for (const { name, published, cited } of sources) {
    await db
      .updateTable('source')
      .set((e) => ({ published: e('published', '-', published), cited: e('cited', '-', cited) }))
      .where('name', '=', name)
      .execute()
    await db
      .deleteFrom('source')
      .where('name', '=', name)
      .where('published', '<=', 0)
      .where('cited', '<=', 0)
      .execute()
  }
  // What is said anew is entered when its story is worked out again.
  await leaveOut(backend, db, report)
  await removeMarks(db, report)
  for (const table of tables) await db.deleteFrom(table).where('report', '=', report).execute()
}
