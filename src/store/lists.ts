import { sql } from 'kysely'
import type {
  Act,
  EventStatus,
  EventType,
  Factuality,
  PlaceKind,
  PlaceUse,
  SourceKind,
  Speech,
  TimeType,
} from '../contract/analysis.ts'
import type {
  Page,
  Reliability,
  StoredAttribution,
  StoredClaim,
  StoredEntity,
  StoredEvent,
  StoredPlace,
  StoredSource,
  StoredTime,
} from '../contract/api.ts'
import { fold } from '../situation/words/words.ts'
import type { Backend } from './backend.ts'
import { limitOf, pageOf, readCursor } from './cursor.ts'
import { keyOf, plain } from './report-rows.ts'
import { readQuery } from './search-query.ts'
import type {
  AttributionFilter,
  ClaimFilter,
  EntityFilter,
  EventFilter,
  PageRequest,
  PlaceFilter,
  TimeFilter,
} from './store.ts'

export { readQuery as queryOf }

/** To which report or story a list is confined, by their numbers. */
export interface Scope {
  backend: Backend
  report?: number
  story?: number
  /** The report or story is not there. */
  nothing?: boolean
}

type FindingTable = 'claim' | 'attribution' | 'event' | 'place' | 'time'

/** Findings of one kind with the report and story they stand in, in the order in which they came. */
function findings(
  { backend, report, story }: Scope,
  table: FindingTable,
  after: number | undefined,
  limit: number,
) {
  return (
    backend.read
      // All of these tables begin alike; what each has of its own is selected by name.
      .selectFrom(`${table} as finding` as 'claim as finding')
      .innerJoin('report', 'report.number', 'finding.report')
      .select(['report.id as reportId', 'report.story as story'])
      .$if(report !== undefined, (query) => query.where('finding.report', '=', report ?? 0))
      .$if(story !== undefined, (query) => query.where('report.story', '=', story ?? 0))
      .$if(after !== undefined, (query) => query.where('finding.number', '>', after ?? 0))
      .orderBy('finding.number')
      .limit(limit + 1)
  )
}

const beginning = (request: PageRequest | undefined) => {
  const cursor = readCursor(request, ['number'])
  return { limit: limitOf(request), after: cursor === undefined ? undefined : Number(cursor[0]) }
}

const where = (row: {
  id: string
  reportId: string
  story: number
  start: number
  end: number
  text: string
}) => ({
  id: row.id,
  report: row.reportId,
  story: `s${row.story}`,
  span: [row.start, row.end] as [number, number],
  text: row.text,
})

const column = (name: string) => sql.ref<string>(`finding.${name}`)
const common = [
  sql<number>`finding.number`.as('number'),
  sql<string>`finding.id`.as('id'),
  sql<number>`finding.start`.as('start'),
  sql<number>`finding."end"`.as('end'),
  sql<string>`finding.text`.as('text'),
] as const
const text = <Name extends string>(name: Name) => sql<string>`${column(name)}`.as(name)
const optional = <Name extends string>(name: Name) => sql<string | null>`${column(name)}`.as(name)
const real = <Name extends string>(name: Name) => sql<number | null>`${column(name)}`.as(name)

export async function claims(
  scope: Scope,
  filter: ClaimFilter,
  request?: PageRequest,
): Promise<Page<StoredClaim>> {
  const { limit, after } = beginning(request)
  if (scope.nothing) return { items: [] }
  let query = findings(scope, 'claim', after, limit)
  if (filter.basis) query = query.where(column('basis'), '=', filter.basis)
  if (filter.factuality) query = query.where(column('factuality'), '=', filter.factuality)
  if (filter.source) query = query.where(column('chain'), 'like', likeInJson(filter.source))
  const rows = await query
    .select([
      ...common,
      text('basis'),
      text('factuality'),
      text('outlet_factuality'),
      text('chain'),
      optional('event'),
    ])
    .execute()
  return pageOf(
    rows,
    limit,
    ({ number }) => [number],
    (row): StoredClaim => ({
      ...where(row),
      basis: row.basis as StoredClaim['basis'],
      factuality: row.factuality as Factuality,
      outletFactuality: row.outlet_factuality as Factuality,
      chain: JSON.parse(row.chain) as string[],
      ...(row.event === null ? {} : { event: row.event }),
    }),
  )
}

/** A pattern for a string that is an element of a JSON array. Signs that mean something in a pattern become "any sign". */
function likeInJson(value: string): string {
  return `%${JSON.stringify(plain(value)).replace(/[%_\\]/g, '_')}%`
}

export async function attributions(
  scope: Scope,
  filter: AttributionFilter,
  request?: PageRequest,
): Promise<Page<StoredAttribution>> {
  const { limit, after } = beginning(request)
  if (scope.nothing) return { items: [] }
  let query = findings(scope, 'attribution', after, limit)
  if (filter.kind) query = query.where(column('kind'), '=', filter.kind)
  if (filter.source) query = query.where(column('source'), '=', plain(filter.source))
  if (filter.act) query = query.where(column('act'), '=', filter.act)
  const rows = await query
    .select([
      ...common,
      text('source'),
      text('source_text'),
      text('kind'),
      optional('via'),
      optional('parent'),
      optional('act'),
      text('speech'),
    ])
    .execute()
  return pageOf(
    rows,
    limit,
    ({ number }) => [number],
    (row): StoredAttribution => ({
      ...where(row),
      source: row.source,
      sourceText: row.source_text,
      kind: row.kind as SourceKind,
      ...(row.via === null ? {} : { via: row.via }),
      ...(row.parent === null ? {} : { parent: row.parent }),
      ...(row.act === null ? {} : { act: row.act as Act }),
      speech: row.speech as Speech,
    }),
  )
}

export async function events(
  scope: Scope,
  filter: EventFilter,
  request?: PageRequest,
): Promise<Page<StoredEvent>> {
  const { limit, after } = beginning(request)
  if (scope.nothing) return { items: [] }
  let query = findings(scope, 'event', after, limit)
  if (filter.type) query = query.where(column('type'), '=', filter.type)
  if (filter.status) query = query.where(column('status'), '=', filter.status)
  if (filter.entity) {
    const key = keyOf(filter.entity)
    query = query
      .where(column('entities'), 'like', likeInJson(key))
      .where('report.number', 'in', (e) =>
        e.selectFrom('report_entity').select('report_entity.report').where('key', '=', key),
      )
  }
  const rows = await query
    .select([
      ...common,
      text('type'),
      optional('mode'),
      text('status'),
      text('actors'),
      text('recipients'),
      optional('place'),
      optional('from'),
      optional('to'),
    ])
    .execute()
  return pageOf(
    rows,
    limit,
    ({ number }) => [number],
    (row): StoredEvent => ({
      ...where(row),
      type: row.type as EventType,
      ...(row.mode === null ? {} : { mode: row.mode }),
      status: row.status as EventStatus,
      actors: JSON.parse(row.actors) as string[],
      recipients: JSON.parse(row.recipients) as string[],
      ...(row.place === null ? {} : { place: JSON.parse(row.place) as NonNullable<StoredEvent['place']> }),
      ...(row.from === null ? {} : { from: row.from }),
      ...(row.to === null ? {} : { to: row.to }),
    }),
  )
}

export async function places(
  scope: Scope,
  filter: PlaceFilter,
  request?: PageRequest,
): Promise<Page<StoredPlace>> {
  const { limit, after } = beginning(request)
  if (scope.nothing) return { items: [] }
  let query = findings(scope, 'place', after, limit)
  if (filter.country) query = query.where(column('country'), '=', filter.country.toUpperCase())
  if (filter.name) query = query.where(column('name'), '=', plain(filter.name))
  const rows = await query
    .select([
      ...common,
      text('name'),
      optional('entity'),
      optional('kind'),
      real('latitude'),
      real('longitude'),
      optional('country'),
      real('geonames'),
      optional('use'),
    ])
    .execute()
  return pageOf(
    rows,
    limit,
    ({ number }) => [number],
    (row): StoredPlace => ({
      ...where(row),
      name: row.name,
      ...(row.entity === null ? {} : { entity: row.entity }),
      ...(row.kind === null ? {} : { kind: row.kind as PlaceKind }),
      ...(row.latitude === null ? {} : { latitude: row.latitude }),
      ...(row.longitude === null ? {} : { longitude: row.longitude }),
      ...(row.country === null ? {} : { country: row.country }),
      ...(row.geonames === null ? {} : { geonames: row.geonames }),
      ...(row.use === null ? {} : { use: row.use as PlaceUse }),
    }),
  )
}

export async function times(
  scope: Scope,
  filter: TimeFilter,
  request?: PageRequest,
): Promise<Page<StoredTime>> {
  const { limit, after } = beginning(request)
  if (scope.nothing) return { items: [] }
  let query = findings(scope, 'time', after, limit)
  if (filter.from) query = query.where(column('to'), '>', plain(filter.from))
  if (filter.to) query = query.where(column('from'), '<', plain(filter.to))
  const rows = await query
    .select([...common, text('type'), text('value'), optional('from'), optional('to')])
    .execute()
  return pageOf(
    rows,
    limit,
    ({ number }) => [number],
    (row): StoredTime => ({
      ...where(row),
      type: row.type as TimeType,
      value: row.value,
      ...(row.from === null ? {} : { from: row.from }),
      ...(row.to === null ? {} : { to: row.to }),
    }),
  )
}

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

const likeAnywhere = (value: string) => `%${value.replace(/[%_\\]/g, '_')}%`

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
    names: names.slice(0, 50),
    reports: row.reports,
    mentions: row.mentions,
  }
}

export async function sources(
  backend: Backend,
  filter: { text?: string },
  request?: PageRequest,
): Promise<Page<StoredSource>> {
  const limit = limitOf(request)
  const cursor = readCursor(request, ['number', 'string'])
  // A source that was rated and is not cited any more keeps its rating and its place in the list.
  const { rows } = await sql<{
    name: string
    kind: string
    published: number
    cited: number
    total: number
    rating: string | null
    note: string | null
  }>`select * from (
      select source.name, source.kind, source.published, source.cited, source.published + source.cited as total,
        source_rating.rating, source_rating.note
      from source left join source_rating on source_rating.name = source.name
      union all
      select name, 'outlet', 0, 0, 0, rating, note from source_rating where name not in (select name from source)
    ) as listed
    where ${filter.text?.trim() ? sql`lower(name) like ${likeAnywhere(plain(filter.text).trim().toLowerCase())}` : sql`1 = 1`}
    and ${cursor ? sql`(total < ${Number(cursor[0])} or (total = ${Number(cursor[0])} and name > ${String(cursor[1])}))` : sql`1 = 1`}
    order by total desc, name limit ${limit + 1}`.execute(backend.read)
  return pageOf(
    rows,
    limit,
    ({ total, name }) => [total, name],
    (row): StoredSource => ({
      name: row.name,
      kind: row.kind,
      published: row.published,
      cited: row.cited,
      ...(row.rating === null ? {} : { rating: row.rating as Reliability }),
      ...(row.note === null ? {} : { note: row.note }),
    }),
  )
}
