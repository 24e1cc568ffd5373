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
import { entityAliases } from '../corrections/correction-book.ts'
import { analysisFrom } from '../reports/engines.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { keyOf, plain, storyId } from '../sql/keys.ts'
import {
  type AttributionFilter,
  type ClaimFilter,
  type EventFilter,
  type PageRequest,
  type PlaceFilter,
  StoreError,
  type TimeFilter,
} from '../store.ts'
import { correctedRows } from './corrected-findings.ts'
import type { ReportRows } from './finding-rows.ts'
import { markOf, type TraitColumn, traitOf } from './report-marks.ts'
import type { Scope } from './scope.ts'

type FindingTable = 'claim' | 'attribution' | 'event' | 'place' | 'time'
type FindingRow<T extends FindingTable> = ReportRows[T][number]

/** Reports whose analyses are looked through at once: few at first, since one page may be full with them. */
const fewReports = 4
const mostReports = 64

/** In which reports to look: those that may have what is looked for. */
interface Wanted {
  traits?: { column: TraitColumn; bits: number[] }
  marks?: number[]
  entity?: string
  from?: string
  to?: string
}

interface Found<T extends FindingTable> {
  report: number
  place: number
  reportId: string
  story: number
  row: FindingRow<T>
}

/**
 * A page of findings of one kind with the report and story they stand in, in the order in which reports came, made of their
 * analyses with corrections laid over them.
 */
async function listed<T extends FindingTable, Item>(
  { backend, report, story, nothing }: Scope,
  table: T,
  request: PageRequest | undefined,
  wanted: Wanted,
  isWanted: (row: FindingRow<T>) => boolean,
  itemOf: (found: Found<T>) => Item,
): Promise<Page<Item>> {
  const limit = limitOf(request)
  const cursor = readCursor(request, ['number', 'number'])
  if (nothing) return { items: [] }
  const db = backend.read
  const aliases = await entityAliases(db)
  const found: Found<T>[] = []
  let after = cursor === undefined ? 0 : Number(cursor[0]) - 1
  for (let some = fewReports; found.length <= limit; some = Math.min(some * 2, mostReports)) {
    let query = db
      .selectFrom('report')
      .innerJoin('version', (join) =>
        join.onRef('version.report', '=', 'report.number').onRef('version.number', '=', 'report.version'),
      )
      .select(['report.number', 'report.id', 'report.story', 'version.analysis'])
      .where('report.number', '>', after)
      .orderBy('report.number')
      .limit(some)
    if (report !== undefined) query = query.where('report.number', '=', report)
    if (story !== undefined) query = query.where('report.story', '=', story)
    for (const bit of wanted.traits?.bits ?? [])
      query = query.where(sql<boolean>`(${sql.ref(wanted.traits?.column ?? '')} & ${sql.lit(bit)}) <> 0`)
    for (const mark of wanted.marks ?? [])
      query = query.where('report.number', 'in', (e) =>
        e.selectFrom('report_mark').select('report_mark.report').where('mark', '=', mark),
      )
    const { entity } = wanted
    if (entity !== undefined)
      query = query.where('report.number', 'in', (e) =>
        e.selectFrom('report_entity').select('report_entity.report').where('key', '=', entity),
      )
    if (wanted.from !== undefined) query = query.where('report.times_to', '>', wanted.from)
    if (wanted.to !== undefined) query = query.where('report.times_from', '<', wanted.to)
    const reports = await query.execute()
    for (const { number, id, story: inStory, analysis } of reports) {
      after = number
      if (analysis.byteLength === 0) continue
      try {
        const rows = await correctedRows(db, number, await analysisFrom(db, analysis), aliases)
        rows[table].forEach((row, place) => {
          if (cursor && number === cursor[0] && place <= Number(cursor[1])) return
          if (isWanted(row as FindingRow<T>))
            found.push({ report: number, place, reportId: id, story: inStory, row: row as FindingRow<T> })
        })
      } catch (error) {
        // One report whose bytes are damaged empties no list; whoever asks for it alone is told.
        if (!(error instanceof StoreError) || report !== undefined) throw error
      }
      if (found.length > limit) break
    }
    if (reports.length < some) break
  }
  return pageOf(found.slice(0, limit + 1), limit, (one) => [one.report, one.place], itemOf)
}

const where = ({ reportId, story, row }: Found<FindingTable>) => ({
  id: row.id ?? '',
  report: reportId,
  story: storyId(story),
  span: [row.start ?? 0, row.end ?? 0] as [number, number],
  text: row.text ?? '',
})

const traits = (column: TraitColumn, values: Record<string, string | undefined>): Pick<Wanted, 'traits'> => ({
  traits: {
    column,
    bits: Object.entries(values).flatMap(([facet, value]) =>
      value === undefined ? [] : [traitOf(facet, value)],
    ),
  },
})

/** See Store.claims. */
export function claims(scope: Scope, filter: ClaimFilter, request?: PageRequest): Promise<Page<StoredClaim>> {
  const { basis, factuality } = filter
  const source = filter.source ? plain(filter.source) : undefined
  return listed(
    scope,
    'claim',
    request,
    {
      ...traits('claim_traits', { basis, factuality }),
      ...(source === undefined ? {} : { marks: [markOf('holder', source)] }),
    },
    (row) =>
      (basis === undefined || row.basis === basis) &&
      (factuality === undefined || row.factuality === factuality) &&
      (source === undefined || (JSON.parse(row.chain ?? '[]') as string[]).includes(source)),
    (found): StoredClaim => ({
      ...where(found),
      basis: found.row.basis as StoredClaim['basis'],
      factuality: found.row.factuality as Factuality,
      outletFactuality: found.row.outlet_factuality as Factuality,
      chain: JSON.parse(found.row.chain ?? '[]') as string[],
      ...(found.row.event === null ? {} : { event: found.row.event }),
    }),
  )
}

/** See Store.attributions. */
export function attributions(
  scope: Scope,
  filter: AttributionFilter,
  request?: PageRequest,
): Promise<Page<StoredAttribution>> {
  const { kind, act } = filter
  const source = filter.source ? plain(filter.source) : undefined
  return listed(
    scope,
    'attribution',
    request,
    {
      ...traits('attribution_traits', { kind, act }),
      ...(source === undefined ? {} : { marks: [markOf('source', source)] }),
    },
    (row) =>
      (kind === undefined || row.kind === kind) &&
      (act === undefined || row.act === act) &&
      (source === undefined || row.source === source),
    (found): StoredAttribution => {
      const { row } = found
      return {
        ...where(found),
        source: row.source ?? '',
        sourceText: row.source_text ?? '',
        kind: row.kind as SourceKind,
        ...(row.via === null ? {} : { via: row.via }),
        ...(row.parent === null ? {} : { parent: row.parent }),
        ...(row.act === null ? {} : { act: row.act as Act }),
        speech: row.speech as Speech,
      }
    },
  )
}

/** See Store.events. */
export function events(scope: Scope, filter: EventFilter, request?: PageRequest): Promise<Page<StoredEvent>> {
  const { type, status } = filter
  const entity = filter.entity ? keyOf(filter.entity) : undefined
  return listed(
    scope,
    'event',
    request,
    { ...traits('event_traits', { type, status }), ...(entity === undefined ? {} : { entity }) },
    (row) =>
      (type === undefined || row.type === type) &&
      (status === undefined || row.status === status) &&
      (entity === undefined || (JSON.parse(row.entities ?? '[]') as string[]).includes(entity)),
    (found): StoredEvent => {
      const { row } = found
      return {
        ...where(found),
        type: row.type as EventType,
        ...(row.mode === null ? {} : { mode: row.mode }),
        status: row.status as EventStatus,
        actors: JSON.parse(row.actors ?? '[]') as string[],
        recipients: JSON.parse(row.recipients ?? '[]') as string[],
        ...(row.place === null ? {} : { place: JSON.parse(row.place) as NonNullable<StoredEvent['place']> }),
        ...(row.from === null ? {} : { from: row.from }),
        ...(row.to === null ? {} : { to: row.to }),
      }
    },
  )
}

/** See Store.places. */
export function places(scope: Scope, filter: PlaceFilter, request?: PageRequest): Promise<Page<StoredPlace>> {
  const country = filter.country?.toUpperCase()
  const name = filter.name ? plain(filter.name) : undefined
  return listed(
    scope,
    'place',
    request,
    {
      marks: [
        ...(country ? [markOf('country', country)] : []),
        ...(name === undefined ? [] : [markOf('place', name)]),
      ],
    },
    (row) => (!country || row.country === country) && (name === undefined || row.name === name),
    (found): StoredPlace => {
      const { row } = found
      return {
        ...where(found),
        name: row.name ?? '',
        ...(row.entity === null ? {} : { entity: row.entity }),
        ...(row.kind === null ? {} : { kind: row.kind as PlaceKind }),
        ...(row.latitude === null ? {} : { latitude: row.latitude }),
        ...(row.longitude === null ? {} : { longitude: row.longitude }),
        ...(row.country === null ? {} : { country: row.country }),
        ...(row.geonames === null ? {} : { geonames: row.geonames }),
        ...(row.use === null ? {} : { use: row.use as PlaceUse }),
      }
    },
  )
}

/** See Store.times. */
export function times(scope: Scope, filter: TimeFilter, request?: PageRequest): Promise<Page<StoredTime>> {
  const from = filter.from ? plain(filter.from) : undefined
  const to = filter.to ? plain(filter.to) : undefined
  return listed(
    scope,
    'time',
    request,
    { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
    (row) =>
      (from === undefined || (row.to !== null && row.to > from)) &&
      (to === undefined || (row.from !== null && row.from < to)),
    (found): StoredTime => ({
      ...where(found),
      type: found.row.type as TimeType,
      value: found.row.value ?? '',
      ...(found.row.from === null ? {} : { from: found.row.from }),
      ...(found.row.to === null ? {} : { to: found.row.to }),
    }),
  )
}
