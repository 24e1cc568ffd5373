import { sql } from 'kysely'
import type { Page, StoredEntity } from '../../contract/api.ts'
import { fold } from '../../situation/words/words.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { plain } from '../sql/keys.ts'
import { likeAnywhere } from '../sql/like.ts'
import type { EntityFilter, PageRequest } from '../store.ts'
import type { Scope } from './scope.ts'

/** Names of an entity that are given out, the commonest first. */
const namesGiven = 50

/** See Store.entities. */
export async function entities(
  { backend, report, story, nothing }: Scope,
  filter: EntityFilter,
  request?: PageRequest,
): Promise<Page<StoredEntity>> {
  const limit = limitOf(request)
  const cursor = readCursor(request, ['number', 'string'])
  if (nothing) return { items: [] }
  const inScope = report !== undefined || story !== undefined
  let query = backend.read
    .selectFrom('entity')
    .select(['key', 'name', 'type', 'wikidata', 'reports', 'mentions'])
    .orderBy('reports', 'desc')
    .orderBy('key')
    .limit(limit + 1)
  if (filter.type) query = query.where('type', '=', filter.type)
  if (filter.text?.trim()) {
    // Keys hold folded names; entities with an identifier are found by the names that reports give them.
    const folded = likeAnywhere(fold(plain(filter.text)).trim())
    const written = likeAnywhere(plain(filter.text).trim().toLowerCase())
    query = query.where((e) =>
      e.or([
        e('key', 'like', folded),
        e.and([e('wikidata', 'is not', null), e(sql<string>`lower(entity.name)`, 'like', written)]),
      ]),
    )
  }
  if (inScope)
    query = query.where('key', 'in', (e) =>
      e
        .selectFrom('report_entity')
        .innerJoin('report', 'report.number', 'report_entity.report')
        .select('report_entity.key')
        .$if(report !== undefined, (inner) => inner.where('report.number', '=', report ?? 0))
        .$if(story !== undefined, (inner) => inner.where('report.story', '=', story ?? 0)),
    )
  if (cursor)
    query = query.where((e) =>
      e.or([
        e('reports', '<', Number(cursor[0])),
        e.and([e('reports', '=', Number(cursor[0])), e('key', '>', String(cursor[1]))]),
      ]),
    )
  const rows = await query.execute()
  const names = await namesOf(
    backend,
    rows.slice(0, limit).map(({ key }) => key),
  )
  return pageOf(
    rows,
    limit,
    ({ reports, key }) => [reports, key],
    (row) => entityFrom(row, names.get(row.key)),
  )
}

/** See Store.entity. */
export async function entity(backend: Backend, key: string): Promise<StoredEntity | undefined> {
  const row = await backend.read
    .selectFrom('entity')
    .select(['key', 'name', 'type', 'wikidata', 'reports', 'mentions'])
    .where('key', '=', key)
    .executeTakeFirst()
  return row && entityFrom(row, (await namesOf(backend, [key])).get(key))
}

/** The names by which reports know entities, the commonest first. */
async function namesOf(backend: Backend, keys: readonly string[]): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  if (keys.length === 0) return names
  const { rows } = await sql<{ key: string; name: string }>`
    select key, name from report_entity where key in
    (select c0 from ${backend.rows(
      keys.map((key) => [key]),
      ['text'],
    )} as asked)
    group by key, name order by key, count(*) desc, name`.execute(backend.read)
  for (const { key, name } of rows) {
    const known = names.get(key)
    if (known) known.push(name)
    else names.set(key, [name])
  }
  return names
}

function entityFrom(
  row: {
    key: string
    name: string
    type: string
    wikidata: string | null
    reports: number
    mentions: number
  },
  names: string[] = [row.name],
): StoredEntity {
  return {
    id: row.key,
    name: names[0] ?? row.name,
    type: row.type,
    ...(row.wikidata === null ? {} : { wikidata: row.wikidata }),
    names: names.slice(0, namesGiven),
    reports: row.reports,
    mentions: row.mentions,
  }
}
