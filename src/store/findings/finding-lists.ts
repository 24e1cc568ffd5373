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
} from '../../contract/analysis.ts'
import type {
  Page,
  StoredAttribution,
  StoredClaim,
  StoredEvent,
  StoredPlace,
  StoredTime,
} from '../../contract/api.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { keyOf, plain, storyId } from '../sql/keys.ts'
import { likeInJson } from '../sql/like.ts'
import type {
  AttributionFilter,
  ClaimFilter,
  EventFilter,
  PageRequest,
  PlaceFilter,
  TimeFilter,
} from '../store.ts'
import type { Scope } from './scope.ts'

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
  story: storyId(row.story),
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

/** See Store.claims. */
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

/** See Store.attributions. */
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

/** See Store.events. */
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

/** See Store.places. */
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

/** See Store.times. */
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
