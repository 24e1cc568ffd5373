import { type RawBuilder, sql } from 'kysely'
import type {
  Basis,
  EventStatus,
  EventType,
  Factuality,
  HolderKind,
  Language,
} from '../../contract/analysis.ts'
import {
  type LedgerAgainst,
  type LedgerCertainty,
  type LedgerFacet,
  type LedgerFacetName,
  type LedgerOpposition,
  type LedgerPage,
  type LedgerRow,
  ledgerFacetNames,
  type Reliability,
} from '../../contract/api.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { keyOf, storyId } from '../sql/keys.ts'
import type { LedgerFilter, PageRequest } from '../store.ts'
import { type Condition, facetValues, ledgerConditions } from './ledger-conditions.ts'

/** Values of a facet that are given. */
const valuesGiven = 20

const from = sql`from ledger join report on report.number = ledger.report`
/** What a facet's value is called, where it is not called by itself. */
const labels: Partial<Record<LedgerFacetName, RawBuilder<string | null>>> = {
  speaker: sql`max(label_speaker)`,
  place: sql`min(label_place)`,
}

const where = (conditions: readonly Condition[]) =>
  conditions.length === 0
    ? sql``
    : sql`where ${sql.join(
        conditions.map((one) => one.sql),
        sql` and `,
      )}`

/** See Store.ledger. */
export async function ledger(
  backend: Backend,
  filter: LedgerFilter,
  page?: PageRequest,
): Promise<LedgerPage> {
  const limit = limitOf(page)
  const { order = 'latest' } = filter
  const cursor = readCursor(page, ['number', 'string', 'number'])
  const conditions = await ledgerConditions(backend, filter)
  const waiting = await waitingStories(backend)
  if (!conditions)
    return { items: [], ...(page?.after === undefined ? { total: 0, facets: [] } : {}), waiting }
  const rows = await rowsOf(backend, conditions, order, cursor, limit + 1)
  const listed = pageOf(
    rows,
    limit,
    (row) => [order === 'origins' ? row.origins : 0, row.published, row.number],
    rowFrom,
  )
  if (page?.after !== undefined) return { ...listed, waiting }
  return { ...listed, ...(await counted(backend, conditions)), waiting }
}

/** Stories whose last change is not in the ledger yet. */
async function waitingStories(backend: Backend): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from story
    where reports > 0 and (ledgered <> change or situated <> change)`.execute(backend.read)
  return Number(rows[0]?.count ?? 0)
}

interface Found {
  number: number
  claim: string
  start: number
  end: number
  statement: string | null
  is_first: number
  language: string
  outlet: string | null
  published: string
  speaker: string | null
  speaker_name: string | null
  known_name: string | null
  voice: string
  role: string | null
  basis: string
  factuality: string
  outlet_factuality: string
  certainty: string
  status: string | null
  event: string | null
  origins: number
  reports: number
  since: string | null
  opposition: string
  place: string | null
  place_name: string | null
  latitude: number | null
  longitude: number | null
  country: string | null
  from: string | null
  to: string | null
  chain: string
  sentence: string
  against: string
  text: string | null
  report_id: string
  story: number
  title: string | null
  publisher: string | null
  speaker_rating: string | null
  outlet_rating: string | null
}

async function rowsOf(
  backend: Backend,
  conditions: readonly Condition[],
  order: 'latest' | 'earliest' | 'origins',
  cursor: (string | number)[] | undefined,
  limit: number,
): Promise<Found[]> {
  const published = sql`ledger.published`
  const number = sql`ledger.number`
  const beyond: Condition[] = []
  if (cursor) {
    const [origins, moment, last] = cursor
    const later = sql`(${published} < ${moment} or (${published} = ${moment} and ${number} < ${last}))`
    beyond.push({
      sql:
        order === 'latest'
          ? later
          : order === 'earliest'
            ? sql`(${published} > ${moment} or (${published} = ${moment} and ${number} > ${last}))`
            : sql`(ledger.origins < ${origins} or (ledger.origins = ${origins} and ${later}))`,
    })
  }
  const inOrder =
    order === 'latest'
      ? sql`${published} desc, ${number} desc`
      : order === 'earliest'
        ? sql`${published}, ${number}`
        : sql`ledger.origins desc, ${published} desc, ${number} desc`
  // The rows of one page are found first, and only they are read whole.
  const page = sql`select ledger.number as found ${from} ${where([...conditions, ...beyond])}
      order by ${inOrder} limit ${sql.lit(limit)}`
  return wholeRows(backend, page, inOrder)
}

/** Rows of the ledger as they are given out, by a select of their numbers (`found`). */
async function wholeRows(
  backend: Backend,
  found: RawBuilder<unknown>,
  inOrder: RawBuilder<unknown>,
): Promise<Found[]> {
  const { rows } =
    await sql<Found>`select ledger.*, report.id as report_id, report.story, report.title, report.publisher,
      claim.text, entity.name as known_name, of_outlet.rating as outlet_rating,
      (select source_rating.rating from source_rating where source_rating.name = ledger.speaker_name
        or source_rating.name in (select report_entity.name from report_entity where report_entity.key = ledger.speaker)
        order by source_rating.at desc limit 1) as speaker_rating
    from (${found}) as page
    join ledger on ledger.number = page.found
    join report on report.number = ledger.report
    left join claim on claim.report = ledger.report and claim.id = ledger.claim
    left join entity on entity.key = ledger.speaker
    left join source_rating as of_outlet on of_outlet.name = ledger.outlet
    order by ${inOrder}`.execute(backend.read)
  return rows
}

/** All rows that the ledger has of some reports, by the reports' numbers, in the order of the text. */
export async function rowsOfReports(
  backend: Backend,
  reports: readonly number[],
): Promise<Map<string, LedgerRow[]>> {
  const rows = new Map<string, LedgerRow[]>()
  if (reports.length === 0) return rows
  const asked = backend.rows(
    reports.map((report) => [report]),
    ['integer'],
  )
  const found = sql`select ledger.number as found from ledger where ledger.report in (select c0 from ${asked} as asked)`
  for (const row of (await wholeRows(backend, found, sql`ledger.report, ledger.start, ledger.number`)).map(
    rowFrom,
  )) {
    const known = rows.get(row.report)
    if (known) known.push(row)
    else rows.set(row.report, [row])
  }
  return rows
}

function rowFrom(row: Found): LedgerRow {
  const { place, place_name: placeName } = row
  return {
    report: row.report_id,
    claim: row.claim,
    story: storyId(row.story),
    ...(row.statement === null ? {} : { statement: row.statement }),
    span: [row.start, row.end],
    text: row.text ?? '',
    sentence: row.sentence,
    language: row.language as Language,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.publisher === null ? {} : { publisher: row.publisher }),
    ...(row.published === '' ? {} : { published: row.published }),
    ...(row.outlet_rating === null ? {} : { outletRating: row.outlet_rating as Reliability }),
    speaker: {
      ...(row.speaker === null ? {} : { id: row.speaker }),
      ...(row.speaker_name === null ? {} : { name: row.known_name ?? row.speaker_name }),
      kind: row.voice as HolderKind,
      ...(row.role === null ? {} : { role: row.role }),
      ...(row.speaker_rating === null ? {} : { rating: row.speaker_rating as Reliability }),
    },
    chain: JSON.parse(row.chain) as string[],
    basis: row.basis as Basis,
    factuality: row.factuality as Factuality,
    outletFactuality: row.outlet_factuality as Factuality,
    certainty: row.certainty as LedgerCertainty,
    ...(row.status === null ? {} : { status: row.status as EventStatus }),
    ...(row.event === null ? {} : { event: row.event as EventType }),
    origins: row.origins,
    reports: row.reports,
    ...(row.since === null ? {} : { since: row.since }),
    isFirst: row.is_first === 1,
    opposition: row.opposition as LedgerOpposition,
    against: JSON.parse(row.against) as LedgerAgainst[],
    ...(place === null || placeName === null
      ? {}
      : {
          place: {
            id: place,
            name: placeName,
            ...(row.latitude === null ? {} : { latitude: row.latitude }),
            ...(row.longitude === null ? {} : { longitude: row.longitude }),
            ...(row.country === null ? {} : { country: row.country }),
          },
        }),
    ...(row.from === null ? {} : { from: row.from }),
    ...(row.to === null ? {} : { to: row.to }),
  }
}

interface Counted {
  facet: string
  value: string
  label: string | null
  count: number | string
}

/** How many rows there are, and how many have each value of each facet. */
async function counted(
  backend: Backend,
  conditions: readonly Condition[],
): Promise<Required<Pick<LedgerPage, 'total' | 'facets'>>> {
  const chosen = new Set(conditions.flatMap(({ facet }) => facet ?? []))
  // The rows are gone through once for all facets of which nothing is chosen, and once for each of the others.
  const [{ total, counts }, ...others] = await Promise.all([
    countsOf(
      backend,
      conditions,
      ledgerFacetNames.filter((name) => !chosen.has(name)),
    ),
    ...[...chosen].map((name) =>
      countsOf(
        backend,
        conditions.filter(({ facet }) => facet !== name),
        [name],
      ),
    ),
  ])
  const all = [...counts, ...others.flatMap((one) => one.counts)]
  const names = await namesOf(
    backend,
    all.flatMap(({ facet, value }) => (facet === 'speaker' ? [value] : [])),
  )
  const titles = await titlesOf(
    backend,
    all.flatMap(({ facet, value }) => (facet === 'story' ? [Number(value)] : [])),
  )
  return {
    total,
    facets: ledgerFacetNames.map((name): LedgerFacet => {
      const values = all.filter(({ facet }) => facet === name)
      return {
        name,
        values: values.slice(0, valuesGiven).map(({ value, label, count }) => {
          const known =
            name === 'speaker' ? (names.get(value) ?? label) : name === 'story' ? titles.get(value) : label
          return {
            value: name === 'story' ? storyId(Number(value)) : value,
            ...(known ? { label: known } : {}),
            count: Number(count),
          }
        }),
        more: values.length > valuesGiven,
      }
    }),
  }
}

async function countsOf(
  backend: Backend,
  conditions: readonly Condition[],
  names: readonly LedgerFacetName[],
): Promise<{ total: number; counts: Counted[] }> {
  const columns = names.map((name) => sql`${facetValues[name]} as ${sql.ref(`of_${name}`)}`)
  const parts = names.map((name) => {
    const column = sql.ref(`of_${name}`)
    return sql`select * from (select ${sql.lit(name)} as facet, ${column} as value, ${labels[name] ?? sql`null`} as label,
      count(*) as count from met where ${column} is not null group by ${column}
      order by count(*) desc, ${column} limit ${sql.lit(valuesGiven + 1)}) as ${sql.ref(`counted_${name}`)}`
  })
  const { rows } = await sql<Counted>`with met as materialized (select ${sql.join([
    ...columns,
    sql`ledger.speaker_name as label_speaker`,
    sql`ledger.place_name as label_place`,
  ])} ${from} ${where(conditions)})
    ${sql.join(
      [sql`select 'total' as facet, '' as value, null as label, count(*) as count from met`, ...parts],
      sql` union all `,
    )}`.execute(backend.read)
  return {
    total: Number(rows.find(({ facet }) => facet === 'total')?.count ?? 0),
    counts: rows
      .filter(({ facet }) => facet !== 'total')
      .sort((a, b) => Number(b.count) - Number(a.count) || (a.value < b.value ? -1 : 1)),
  }
}

/** The names by which the database knows entities. */
async function namesOf(backend: Backend, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await backend.read
    .selectFrom('entity')
    .select(['key', 'name'])
    .where('key', 'in', keys.map(keyOf))
    .execute()
  return new Map(rows.map(({ key, name }) => [key, name]))
}

async function titlesOf(backend: Backend, stories: readonly number[]): Promise<Map<string, string>> {
  if (stories.length === 0) return new Map()
  const rows = await backend.read
    .selectFrom('story')
    .select(['number', 'title'])
    .where('number', 'in', stories)
    .execute()
  return new Map(rows.map(({ number, title }) => [String(number), title]))
}
