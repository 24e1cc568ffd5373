import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { EventStatus, EventType, HolderKind, Language } from '../../contract/analysis.ts'
import {
  type LedgerCertainty,
  type LedgerCount,
  type LedgerFacet,
  type LedgerFacetName,
  type LedgerOpposition,
  type LedgerPage,
  type LedgerRow,
  ledgerFacetNames,
  type Reliability,
} from '../../contract/api.ts'
import { unpackedFindings } from '../reports/packed-analysis.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { keyOf, storyId } from '../sql/keys.ts'
import type { LedgerFilter, PageRequest } from '../store.ts'
import { type Condition, facetValues, ledgerConditions } from './ledger-conditions.ts'
import type { LedgerDetail } from './ledger-detail.ts'
import { originsIn, type TraitName, traitNames, traitsFrom, traitWord } from './ledger-traits.ts'
import { unpackedDetail } from './packed-detail.ts'

/** Values of a facet that are given. */
const valuesGiven = 20

const from = sql`from ledger join report on report.number = ledger.report`
/** Facets whose values are numbers of names, and what each is called where it is not called by itself. */
const labels: Partial<Record<LedgerFacetName, RawBuilder<string | null>>> = {
  speaker: sql`max(name)`,
  place: sql`min(name)`,
  role: sql`null`,
}

const where = (conditions: readonly Condition[]) =>
  conditions.length === 0
    ? sql``
    : sql`where ${sql.join(
        conditions.map((one) => one.sql),
        sql` and `,
      )}`

/** See Store.ledger. @param atOnce reports whose rows SQLite counts without letting anything else have its turn */
export async function ledger(
  backend: Backend,
  filter: LedgerFilter,
  page?: PageRequest,
  counts: LedgerCount = 'facets',
  atOnce = 1000,
): Promise<LedgerPage> {
  const limit = limitOf(page)
  const { order = 'latest' } = filter
  const cursor = readCursor(page, ['number', 'number', 'number', 'number'])
  const conditions = await ledgerConditions(backend, filter)
  const waiting = await waitingStories(backend)
  if (!conditions)
    return {
      items: [],
      ...(page?.after === undefined ? onlyAsked({ total: 0, facets: [] }, counts) : {}),
      waiting,
    }
  const rows = await rowsOf(backend, conditions, order, cursor, limit + 1)
  const listed = pageOf(
    rows,
    limit,
    (row) => [order === 'origins' ? traitsFrom(row.traits).origins : 0, row.moment, row.report, row.entry],
    rowFrom,
  )
  if (page?.after !== undefined || counts === 'none') return { ...listed, waiting }
  const names = counts === 'facets' ? ledgerFacetNames : []
  return { ...listed, ...onlyAsked(await counted(backend, conditions, names, atOnce), counts), waiting }
}

const onlyAsked = ({ total, facets }: Counts, counts: LedgerCount): Partial<Counts> =>
  counts === 'none' ? {} : counts === 'total' ? { total } : { total, facets }

/** Stories whose last change is not in the ledger yet. */
async function waitingStories(backend: Backend): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from story
    where reports > 0 and (ledgered <> change or situated <> change)`.execute(backend.read)
  return Number(rows[0]?.count ?? 0)
}

/** A row of the ledger with what stands elsewhere of its report and its speaker. */
interface FoundRow {
  report: number
  entry: number
  traits: number
  moment: number
  speaker: string | null
  known_name: string | null
  role: string | null
  place: string | null
  from: string | null
  report_id: string
  story: number
  language: string
  published: string | null
  title: string | null
  publisher: string | null
  speaker_rating: string | null
  outlet_rating: string | null
}

interface Found extends FoundRow {
  detail: LedgerDetail
}

async function rowsOf(
  backend: Backend,
  conditions: readonly Condition[],
  order: 'latest' | 'earliest' | 'origins',
  cursor: (string | number)[] | undefined,
  limit: number,
): Promise<Found[]> {
  const moment = sql`report.moment`
  const beyond: Condition[] = []
  if (cursor) {
    const [origins, at, report, entry] = cursor
    const [before, after] = [sql.raw('<'), sql.raw('>')]
    const further = (than: RawBuilder<unknown>) => sql`(${moment} ${than} ${at} or (${moment} = ${at}
      and (report.number ${than} ${report} or (report.number = ${report} and ledger.entry ${than} ${entry}))))`
    beyond.push({
      sql:
        order === 'earliest'
          ? sql`${moment} >= ${at} and ${further(after)}`
          : order === 'latest'
            ? sql`${moment} <= ${at} and ${further(before)}`
            : sql`(${originsIn} < ${origins} or (${originsIn} = ${origins} and ${further(before)}))`,
    })
  }
  const latest = sql`${moment} desc, report.number desc, ledger.entry desc`
  const inOrder =
    order === 'latest'
      ? latest
      : order === 'earliest'
        ? sql`${moment}, report.number, ledger.entry`
        : sql`${originsIn} desc, ${latest}`
  // The rows of one page are found first, and only they are read whole.
  const page = sql`select ledger.report, ledger.entry ${from} ${where([...conditions, ...beyond])}
      order by ${inOrder} limit ${sql.lit(limit)}`
  return wholeRows(backend, page, inOrder)
}

/** Rows of the ledger as they are given out, by a select of their reports and places there. */
async function wholeRows(
  backend: Backend,
  found: RawBuilder<unknown>,
  inOrder: RawBuilder<unknown>,
): Promise<Found[]> {
  const { rows } = await sql<FoundRow>`select ledger.report, ledger.entry, ledger.traits, report.moment,
      speaker.key as speaker, role.key as role, place.key as place, ledger."from",
      report.id as report_id, report.story, report.language, report.published, report.title, report.publisher,
      entity.name as known_name, of_outlet.rating as outlet_rating,
      (select source_rating.rating from source_rating where source_rating.name = speaker.name
        or source_rating.name in (select report_entity.name from report_entity where report_entity.key = speaker.key)
        order by source_rating.at desc limit 1) as speaker_rating
    from (${found}) as page
    join ledger on ledger.report = page.report and ledger.entry = page.entry
    join report on report.number = ledger.report
    left join ledger_name as speaker on speaker.number = ledger.speaker
    left join ledger_name as role on role.number = ledger.role
    left join ledger_name as place on place.number = ledger.place
    left join entity on entity.key = speaker.key
    left join source_rating as of_outlet on of_outlet.name = report.publisher
    order by ${inOrder}`.execute(backend.read)
  const details = await detailsOf(
    backend,
    rows.map(({ report }) => report),
  )
  return rows.flatMap((row) => {
    const detail = details.get(row.report)?.[row.entry]
    // It was entered anew meanwhile.
    return detail ? [{ ...row, detail }] : []
  })
}

/** What is only shown of the rows of reports, by their numbers, in the order of the rows. */
async function detailsOf(
  backend: Backend,
  reports: readonly number[],
): Promise<Map<number, readonly LedgerDetail[]>> {
  const asked = [...new Set(reports)]
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{
    report: number
    detail: Uint8Array
    analysis: Uint8Array
  }>`select ledger_detail.report, ledger_detail.detail, version.analysis from ledger_detail
    join report on report.number = ledger_detail.report
    join version on version.report = report.number and version.number = report.version
    where ledger_detail.report in (select c0 from ${backend.rows(
      asked.map((report) => [report]),
      ['integer'],
    )} as asked)`.execute(backend.read)
  return new Map(
    rows.map(({ report, detail, analysis }) => [
      report,
      unpackedDetail(detail, () => (analysis.byteLength === 0 ? undefined : unpackedFindings(analysis))),
    ]),
  )
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
  const found = sql`select ledger.report, ledger.entry from ledger where ledger.report in (select c0 from ${asked} as asked)`
  for (const row of (await wholeRows(backend, found, sql`ledger.report, ledger.entry`)).map(rowFrom)) {
    const known = rows.get(row.report)
    if (known) known.push(row)
    else rows.set(row.report, [row])
  }
  for (const known of rows.values()) known.sort((a, b) => a.span[0] - b.span[0])
  return rows
}

function rowFrom({ detail, ...row }: Found): LedgerRow {
  const name = row.known_name ?? detail.name
  const { isFirst, origins, trait } = traitsFrom(row.traits)
  const status = trait('status')
  return {
    report: row.report_id,
    claim: detail.claim,
    story: storyId(row.story),
    ...(detail.statement === undefined ? {} : { statement: detail.statement }),
    span: detail.span,
    text: detail.text ?? detail.sentence,
    sentence: detail.sentence,
    language: row.language as Language,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.publisher === null ? {} : { publisher: row.publisher }),
    ...(row.published === null || row.published === '' ? {} : { published: row.published }),
    ...(row.outlet_rating === null ? {} : { outletRating: row.outlet_rating as Reliability }),
    speaker: {
      ...(row.speaker === null ? {} : { id: row.speaker }),
      ...(detail.name === undefined || name === undefined ? {} : { name }),
      kind: trait('voice') as HolderKind,
      ...(row.role === null ? {} : { role: row.role }),
      ...(row.speaker_rating === null ? {} : { rating: row.speaker_rating as Reliability }),
    },
    chain: detail.chain,
    basis: detail.basis,
    factuality: detail.factuality,
    outletFactuality: detail.outletFactuality,
    certainty: trait('certainty') as LedgerCertainty,
    ...(status === undefined ? {} : { status: status as EventStatus }),
    ...(detail.event === undefined ? {} : { event: detail.event as EventType }),
    origins,
    reports: detail.reports,
    ...(detail.since === undefined ? {} : { since: detail.since }),
    isFirst,
    opposition: trait('opposition') as LedgerOpposition,
    against: detail.against,
    ...(detail.place === undefined || row.place === null
      ? {}
      : {
          place: {
            id: row.place,
            name: detail.place.name,
            ...(detail.place.latitude === undefined ? {} : { latitude: detail.place.latitude }),
            ...(detail.place.longitude === undefined ? {} : { longitude: detail.place.longitude }),
            ...(detail.place.country === undefined ? {} : { country: detail.place.country }),
          },
        }),
    ...(row.from === null ? {} : { from: row.from }),
    ...(detail.to === undefined ? {} : { to: detail.to }),
  }
}

interface Counted {
  facet: string
  value: string
  label: string | null
  count: number | string
}

type Counts = Required<Pick<LedgerPage, 'total' | 'facets'>>

/** How many rows there are, and how many have each value of each of these facets. */
async function counted(
  backend: Backend,
  conditions: readonly Condition[],
  names: readonly LedgerFacetName[],
  atOnce: number,
): Promise<Counts> {
  const chosen = new Set(conditions.flatMap(({ facet }) => facet ?? []))
  // The rows are gone through once for all facets of which nothing is chosen, and once for each of the others.
  const [{ total, counts }, ...others] = await Promise.all([
    countsOf(
      backend,
      conditions,
      names.filter((name) => !chosen.has(name)),
      atOnce,
    ),
    ...names
      .filter((name) => chosen.has(name))
      .map((name) =>
        countsOf(
          backend,
          conditions.filter(({ facet }) => facet !== name),
          [name],
          atOnce,
        ),
      ),
  ])
  const all = [...counts, ...others.flatMap((one) => one.counts)]
  const known = await namesOf(
    backend,
    all.flatMap(({ facet, value }) => (facet === 'speaker' ? [value] : [])),
  )
  const titles = await titlesOf(
    backend,
    all.flatMap(({ facet, value }) => (facet === 'story' ? [Number(value)] : [])),
  )
  return {
    total,
    facets: names.map((name): LedgerFacet => {
      const values = all.filter(({ facet }) => facet === name)
      return {
        name,
        values: values.slice(0, valuesGiven).map(({ value, label, count }) => {
          const called =
            name === 'speaker' ? (known.get(value) ?? label) : name === 'story' ? titles.get(value) : label
          return {
            value: name === 'story' ? storyId(Number(value)) : value,
            ...(called ? { label: called } : {}),
            count: Number(count),
          }
        }),
        more: values.length > valuesGiven,
      }
    }),
  }
}

/** Counts of rows by facets, in SQLite of some reports after others: while it counts, nothing else has its turn. */
async function countsOf(
  backend: Backend,
  conditions: readonly Condition[],
  names: readonly LedgerFacetName[],
  atOnce: number,
): Promise<{ total: number; counts: Counted[] }> {
  const bounds =
    backend.kind === 'sqlite' && conditions.every(({ narrow }) => !narrow)
      ? await boundsOf(backend, atOnce)
      : []
  if (bounds.length === 0) return sorted(await countsOfSome(backend, conditions, names, valuesGiven + 1))
  let total = 0
  const met = new Map<string, Counted>()
  for (const [k, after] of [0, ...bounds].entries()) {
    const part: Condition = {
      sql: sql`report.number > ${after} and report.number <= ${bounds[k] ?? Number.MAX_SAFE_INTEGER}`,
    }
    const { total: some, counts } = await countsOfSome(backend, [...conditions, part], names)
    total += some
    for (const one of counts) {
      const key = `${one.facet} ${one.value}`
      const known = met.get(key)
      if (!known) met.set(key, { ...one, count: Number(one.count) })
      else {
        known.count = Number(known.count) + Number(one.count)
        // As the labels of all at once are chosen.
        if (one.label !== null && known.label !== null)
          if (one.facet === 'speaker' ? one.label > known.label : one.label < known.label)
            known.label = one.label
      }
    }
    await setImmediate()
  }
  const values = [...met.values()].sort(inOrderOfCounts)
  return sorted({
    total,
    counts: names.flatMap((name) => values.filter(({ facet }) => facet === name).slice(0, valuesGiven + 1)),
  })
}

/** Numbers of reports up to which so many more are counted at once; none where all are. */
async function boundsOf(backend: Backend, atOnce: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`select number from (
      select number, row_number() over (order by number) as place from report) as numbered
    where place % ${sql.lit(atOnce)} = 0 order by number`.execute(backend.read)
  return rows.map(({ number }) => number)
}

const inOrderOfCounts = (a: Counted, b: Counted) =>
  Number(b.count) - Number(a.count) ||
  (a.facet === 'story' ? Number(a.value) - Number(b.value) : a.value < b.value ? -1 : 1)

/** With the words of traits in the place of their numbers. */
const sorted = ({ total, counts }: { total: number; counts: Counted[] }) => ({
  total,
  counts: counts
    .map((row) => ({
      ...row,
      value: isTrait(row.facet) ? (traitWord(row.facet, Number(row.value)) ?? '') : row.value,
    }))
    .sort((a, b) => Number(b.count) - Number(a.count) || (a.value < b.value ? -1 : 1)),
})

/** @param most values of a facet, those that are met most often */
async function countsOfSome(
  backend: Backend,
  conditions: readonly Condition[],
  names: readonly LedgerFacetName[],
  most?: number,
): Promise<{ total: number; counts: Counted[] }> {
  const columns = names.map((name) => sql`${facetValues[name]} as ${sql.ref(`of_${name}`)}`)
  const parts = names.map((name) => {
    const column = sql.ref(`of_${name}`)
    const label = labels[name]
    const counts = sql`select ${column} as value, count(*) as count from met where ${column} is not null group by ${column}`
    const limit = most === undefined ? sql`` : sql`limit ${sql.lit(most)}`
    // A key may stand under several numbers, each with its own way of writing it.
    return label
      ? sql`select * from (select ${sql.lit(name)} as facet, key as value, ${label} as label, sum(count) as count
          from (${counts}) as numbered join ledger_name on ledger_name.number = numbered.value
          group by key order by sum(count) desc, key ${limit}) as ${sql.ref(`counted_${name}`)}`
      : sql`select * from (select ${sql.lit(name)} as facet, cast(value as text) as value, null as label, count
          from (${counts}) as numbered order by count desc, value ${limit}) as ${sql.ref(`counted_${name}`)}`
  })
  const { rows } = await sql<Counted>`with met as materialized (select ${sql.join(
    // Where no facet is asked for, rows are counted all the same.
    columns.length > 0 ? columns : [sql`1 as row`],
  )} ${from} ${where(conditions)})
    ${sql.join(
      [sql`select 'total' as facet, '' as value, null as label, count(*) as count from met`, ...parts],
      sql` union all `,
    )}`.execute(backend.read)
  return {
    total: Number(rows.find(({ facet }) => facet === 'total')?.count ?? 0),
    counts: rows.filter(({ facet }) => facet !== 'total'),
  }
}

const isTrait = (facet: string): facet is TraitName => (traitNames as readonly string[]).includes(facet)

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
