import { sql } from 'kysely'
import type { Backend, Db } from '../sql/backend.ts'
import { bufferOf, bytesOf } from '../sql/little-endian.ts'
import { termNumber } from '../sql/term-number.ts'
import type { ReportRows } from './finding-rows.ts'

/**
 * What a report is known by where findings are looked for: lists are made of its analysis, and these say in which ones
 * to look. Nothing that was found is missed by them; now and then they lead to a report that has nothing.
 */

/** Bits of what claims, attributions and events of a report have: one a value, some values sharing one. */
export type TraitColumn = 'claim_traits' | 'attribution_traits' | 'event_traits'
const bits = 31

/** The bit of a value of a facet. */
export const traitOf = (facet: string, value: string): number =>
  1 << ((termNumber(facet, value) >>> 0) % bits)

/** The number of a name that findings are looked for by. */
export const markOf = (facet: 'holder' | 'source' | 'place' | 'country', name: string): number =>
  termNumber(facet, name)

const traits = (values: Iterable<number>): number => {
  let all = 0
  for (const value of values) all |= value
  return all
}

/** Column types of report_mark and report_place, and of what a report's own row has. */
function marksOf({ claim, attribution, event, place, time }: ReportRows) {
  const marks = new Set<number>()
  for (const { chain } of claim)
    for (const name of JSON.parse(chain ?? '[]') as string[]) marks.add(markOf('holder', name))
  for (const { source } of attribution) marks.add(markOf('source', source ?? ''))
  const places = new Map<string, number>()
  for (const { text, name, country, geonames } of place) {
    marks.add(markOf('place', name ?? ''))
    if (country !== null) marks.add(markOf('country', country))
    if (geonames !== null && text !== null && !places.has(text)) places.set(text, geonames)
  }
  const from = time.flatMap((one) => one.from ?? []).sort()
  const to = time.flatMap((one) => one.to ?? []).sort()
  return {
    marks: [...marks],
    places: [...places],
    claim: traits(
      claim.flatMap((one) => [
        traitOf('basis', one.basis ?? ''),
        traitOf('factuality', one.factuality ?? ''),
      ]),
    ),
    attribution: traits(
      attribution.flatMap((one) => [
        traitOf('kind', one.kind ?? ''),
        ...(one.act === null ? [] : [traitOf('act', one.act)]),
      ]),
    ),
    event: traits(
      event.flatMap((one) => [traitOf('type', one.type ?? ''), traitOf('status', one.status ?? '')]),
    ),
    from: from[0] ?? null,
    to: to[to.length - 1] ?? null,
  }
}

/** Writes what reports are known by, each by its number. */
export async function addMarks(
  backend: Backend,
  db: Db,
  reports: readonly { number: number; rows: ReportRows }[],
): Promise<void> {
  const found = reports.map(({ number, rows }) => ({ number, ...marksOf(rows) }))
  const marks = found.flatMap(({ number, marks: ofReport }) => ofReport.map((mark) => [mark, number]))
  if (marks.length > 0)
    await sql`insert into report_mark (mark, report) select c0, c1
      from ${backend.rows(marks, ['integer', 'integer'])} as given`.execute(db)
  const places = found.flatMap(({ number, places: ofReport }) =>
    ofReport.map(([text, geonames]) => [number, text, geonames]),
  )
  if (places.length > 0)
    await sql`insert into report_place (report, text, geonames) select c0, c1, c2
      from ${backend.rows(places, ['integer', 'text', 'integer'])} as given`.execute(db)
  const own = found.map(({ number, marks: ofReport, claim, attribution, event, from, to }) => [
    number,
    claim,
    attribution,
    event,
    from,
    to,
    bytesOf(Int32Array.from(ofReport)).toString('hex'),
  ])
  if (own.length > 0)
    await sql`update report set claim_traits = given.c1, attribution_traits = given.c2, event_traits = given.c3,
      times_from = given.c4, times_to = given.c5, marks = ${backend.bytes('c6')}
      from ${backend.rows(own, ['integer', 'integer', 'integer', 'integer', 'text', 'text', 'text'])} as given
      where report.number = given.c0`.execute(db)
}

/** Takes away what a report is known by. */
export async function removeMarks(backend: Backend, db: Db, report: number): Promise<void> {
  const row = await db.selectFrom('report').select('marks').where('number', '=', report).executeTakeFirst()
  const marks = row?.marks ? Array.from(new Int32Array(bufferOf(row.marks)), (mark) => [mark]) : []
  if (marks.length > 0)
    await sql`delete from report_mark where report = ${report}
      and mark in (select c0 from ${backend.rows(marks, ['integer'])} as given)`.execute(db)
  await db.updateTable('report').set({ marks: null }).where('number', '=', report).execute()
  await db.deleteFrom('report_place').where('report', '=', report).execute()
}
