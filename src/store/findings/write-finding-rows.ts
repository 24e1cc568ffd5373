import { sql } from 'kysely'
import { leaveOut } from '../ledger/write-ledger.ts'
import type { Backend, Db } from '../sql/backend.ts'
import type { ReportRows } from './finding-rows.ts'
import { addMarks, removeMarks } from './report-marks.ts'

/** Writes by what reports are found again, by their numbers, and counts their entities and sources. */
export async function addRows(
  backend: Backend,
  db: Db,
  found: readonly { number: number; rows: ReportRows }[],
): Promise<void> {
  await addMarks(backend, db, found)
  await addEntities(
    backend,
    db,
    found.flatMap(({ rows }) => rows.report_entity),
  )
  await addSources(
    backend,
    db,
    found.flatMap(({ rows }) => rows.report_source),
  )
}

async function addEntities(backend: Backend, db: Db, rows: ReportRows['report_entity']): Promise<void> {
  if (rows.length === 0) return
  const counted = new Map<string, [string, string, string, string | null, number, number]>()
  const inReport = new Set<string>()
  for (const { report, key, name, type, wikidata, mentions } of rows) {
    const known = counted.get(key ?? '') ?? [key ?? '', name ?? '', type ?? '', wikidata, 0, 0]
    const here = `${report} ${key}`
    if (!inReport.has(here)) known[4]++
    inReport.add(here)
    known[5] += mentions ?? 0
    counted.set(known[0], known)
  }
  const { rows: written } = await sql<{
    number: number
    key: string
    name: string
    type: string
    wikidata: string | null
  }>`insert into entity (key, name, type, wikidata, reports, mentions)
    select c0, c1, c2, c3, c4, c5 from ${backend.rows([...counted.values()].sort(byFirst), ['text', 'text', 'text', 'text', 'integer', 'integer'])} as given
    where true on conflict (key) do update set reports = entity.reports + excluded.reports,
    mentions = entity.mentions + excluded.mentions returning number, key, name, type, wikidata`.execute(db)
  const entities = new Map(written.map((entity) => [entity.key, entity]))
  const kept = rows.flatMap(({ report, key, id, name, type, wikidata, mentions }) => {
    const entity = entities.get(key ?? '')
    if (!entity) return []
    // Where the entity is called and is the same, nothing.
    const unless = (own: string | null, known: string | null) => (own === known ? null : (own ?? ''))
    return [
      [
        report,
        entity.number,
        id,
        unless(name, entity.name),
        unless(type, entity.type),
        unless(wikidata, entity.wikidata),
        mentions,
      ],
    ]
  })
  await sql`insert into entity_in_report (report, entity, id, name, type, wikidata, mentions)
    select c0, c1, c2, c3, c4, c5, c6 from ${backend.rows(kept, ['integer', 'integer', 'text', 'text', 'text', 'text', 'integer'])} as given`.execute(
    db,
  )
}

async function addSources(backend: Backend, db: Db, rows: ReportRows['report_source']): Promise<void> {
  if (rows.length === 0) return
  const counted = new Map<string, [string, string, number, number]>()
  for (const { name, kind, published, cited } of rows) {
    const known = counted.get(name ?? '') ?? [name ?? '', kind ?? '', 0, 0]
    known[2] += published ?? 0
    known[3] += cited ?? 0
    counted.set(known[0], known)
  }
  const { rows: written } = await sql<{
    number: number
    name: string
  }>`insert into source (name, kind, published, cited)
    select c0, c1, c2, c3 from ${backend.rows([...counted.values()].sort(byFirst), ['text', 'text', 'integer', 'integer'])} as given
    where true on conflict (name) do update set published = source.published + excluded.published,
    cited = source.cited + excluded.cited,
    kind = case when excluded.kind = 'outlet' then 'outlet' else source.kind end returning number, name`.execute(
    db,
  )
  const numbers = new Map(written.map(({ number, name }) => [name, number]))
  await sql`insert into source_in_report (report, source, kind, published, cited)
    select c0, c1, c2, c3, c4 from ${backend.rows(
      rows.map(({ report, name, kind, published, cited }) => [
        report,
        numbers.get(name ?? '') ?? 0,
        kind === usualKind ? null : kind,
        published,
        cited,
      ]),
      ['integer', 'integer', 'text', 'integer', 'integer'],
    )} as given`.execute(db)
}

/** What a source is where nothing is said of it. */
const usualKind = 'named'

const byFirst = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1)

/** Takes away what was found in a report, and its share in the counts. */
export async function removeRows(backend: Backend, db: Db, report: number): Promise<void> {
  const entities = await db
    .selectFrom('entity_in_report')
    .select(['entity', ({ fn }) => fn.sum<number>('mentions').as('mentions')])
    .where('report', '=', report)
    .groupBy('entity')
    .execute()
  if (entities.length > 0) {
    const gone = backend.rows(
      entities.map(({ entity, mentions }) => [entity, Number(mentions)]),
      ['integer', 'integer'],
    )
    await sql`update entity set reports = reports - 1, mentions = mentions -
      (select c1 from ${gone} as gone where c0 = entity.number) where number in (select c0 from ${gone} as gone)`.execute(
      db,
    )
    await sql`delete from entity where reports <= 0 and number in (select c0 from ${gone} as gone)`.execute(
      db,
    )
  }
  const sources = await db
    .selectFrom('source_in_report')
    .select(['source', 'published', 'cited'])
    .where('report', '=', report)
    .execute()
  for (const { source, published, cited } of sources) {
    await db
      .updateTable('source')
      .set((e) => ({ published: e('published', '-', published), cited: e('cited', '-', cited) }))
      .where('number', '=', source)
      .execute()
    await db
      .deleteFrom('source')
      .where('number', '=', source)
      .where('published', '<=', 0)
      .where('cited', '<=', 0)
      .execute()
  }
  // What is said anew is entered when its story is worked out again.
  await leaveOut(backend, db, report)
  await removeMarks(backend, db, report)
  for (const table of ['entity_in_report', 'source_in_report'] as const)
    await db.deleteFrom(table).where('report', '=', report).execute()
}
