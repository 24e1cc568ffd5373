import { type RawBuilder, sql } from 'kysely'
import type { Language } from '../../contract/analysis.ts'
import type { LedgerFacetName } from '../../contract/api.ts'
import { fold } from '../../situation/words/words.ts'
import { reportRow } from '../reports/stored-analysis.ts'
import { otherSpellings } from '../search/other-spellings.ts'
import { sameMeaning } from '../search/same-meaning.ts'
import { readQuery } from '../search/search-query.ts'
import type { Backend } from '../sql/backend.ts'
import { keyOf, plain } from '../sql/keys.ts'
import { type LedgerFilter, StoreRequestError } from '../store.ts'
import { storyNumber } from '../stories/story-number.ts'
import { holderCodes } from './ledger-entry.ts'
import { nameKinds, namesOfKey } from './ledger-names.ts'
import { isFirstIn, originsIn, traitIn, traitNames, traitNumber } from './ledger-traits.ts'
import { rowsWith } from './ledger-words.ts'

/** Entities and places that one name may stand for. */
const mostMeant = 50

/** A condition, and the facet that it chooses a value of, where it is one. */
export interface Condition {
  facet?: LedgerFacetName
  sql: RawBuilder<unknown>
  /** It finds its rows by an index, or costs something each time that it is asked, however few rows there are. */
  narrow?: true
}

/**
 * How each facet is read from a row of the ledger joined with its report: speakers, roles and places as numbers of names,
 * traits as numbers of their words, all else as it is told.
 */
export const facetValues: Readonly<Record<LedgerFacetName, RawBuilder<unknown>>> = {
  speaker: sql`ledger.speaker`,
  role: sql`ledger.role`,
  voice: traitIn('voice'),
  outlet: sql`nullif(report.publisher, '')`,
  certainty: traitIn('certainty'),
  status: sql`nullif(${traitIn('status')}, 0)`,
  opposition: traitIn('opposition'),
  origins: sql`case when ${originsIn} >= 3 then '3+' when ${originsIn} = 2 then '2' else '1' end`,
  place: sql`ledger.place`,
  when: sql`substr(ledger."from", 1, 7)`,
  language: sql`report.language`,
  story: sql`cast(report.story as text)`,
}

/** What the filter asks of rows; undefined where nothing can meet it. Throws a StoreRequestError. */
export async function ledgerConditions(
  backend: Backend,
  filter: LedgerFilter,
): Promise<Condition[] | undefined> {
  const conditions: Condition[] = []
  const put = (condition: RawBuilder<unknown>, facet?: LedgerFacetName) =>
    conditions.push({ sql: condition, ...(facet ? { facet } : {}) })
  const find = (condition: RawBuilder<unknown>, facet?: LedgerFacetName) =>
    conditions.push({ sql: condition, narrow: true, ...(facet ? { facet } : {}) })
  for (const facet of ['origins', 'language'] as const) {
    const value = filter[facet]
    if (value !== undefined) put(sql`${facetValues[facet]} = ${plain(value)}`, facet)
  }
  for (const trait of traitNames) {
    const value = filter[trait]
    if (value !== undefined) put(sql`${traitIn(trait)} = ${sql.lit(traitNumber(trait, value))}`, trait)
  }
  if (filter.role !== undefined) find(sql`ledger.role in ${namesOfKey('role', plain(filter.role))}`, 'role')
  if (filter.outlet !== undefined) put(sql`report.publisher = ${plain(filter.outlet)}`, 'outlet')
  if (filter.speaker !== undefined) find(await isSpeaker(backend, filter.speaker), 'speaker')
  if (filter.source !== undefined) {
    const name = filter.source
    find(
      sql`(report.publisher = ${plain(name)} or ${await isSpeaker(backend, name)}
        or ${backend.holds(sql`ledger.chain`, holderCodes([name]))})`,
    )
  }
  if (filter.place !== undefined) find(isPlace(filter.place), 'place')
  if (filter.when !== undefined) {
    if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(filter.when))
      throw new StoreRequestError('"when" takes a year, a month or a day: 2026, 2026-03 or 2026-03-02.')
    put(sql`substr(ledger."from", 1, ${sql.lit(filter.when.length)}) = ${filter.when}`, 'when')
  }
  if (filter.story !== undefined) {
    const story = await storyNumber(backend.read, filter.story)
    if (story === undefined) return undefined
    find(sql`report.story = ${story}`, 'story')
  }
  if (filter.report !== undefined) {
    const report = await reportRow(backend.read, filter.report)
    if (!report) return undefined
    find(sql`ledger.report = ${report.number}`)
  }
  if (filter.from !== undefined) put(sql`report.published >= ${plain(filter.from)}`)
  if (filter.to !== undefined) put(sql`(report.published < ${plain(filter.to)} and report.published <> '')`)
  if (filter.received !== undefined) put(sql`report.received > ${plain(filter.received)}`)
  if (filter.once) put(sql`${isFirstIn} = 1`)
  if (filter.text !== undefined) {
    const text = await hasWords(backend, filter, conditions)
    if (!text) return undefined
    find(text)
  }
  return conditions
}

/** Reports whose words are looked through at once. */
const reportsAtOnce = 2000

/**
 * Whose words hold what is looked for: the reports are found by the index, and in each the rows by their own words.
 * Undefined where nothing has them.
 * @param others what else is asked of a row: only reports that have one are looked through
 */
async function hasWords(
  backend: Backend,
  { text = '', language, report, story }: LedgerFilter,
  others: readonly Condition[],
): Promise<RawBuilder<unknown> | undefined> {
  const query = readQuery(text, language, {
    spellings: await otherSpellings(backend, text),
    meanings: sameMeaning,
  })
  if (!query) return undefined
  // Where one report or story is looked in, few are left; else it costs less to look through all that the index gives.
  const within =
    report === undefined && story === undefined
      ? sql`1 = 1`
      : sql`report.number in (select ledger.report from ledger join report on report.number = ledger.report
          where ${sql.join(
            others.map((one) => one.sql),
            sql` and `,
          )})`
  const { rows: matched } = await sql<{
    report: number
  }>`select matched.report from ${backend.matches(query)} as matched
    join report on report.number = matched.report where ${within}`.execute(backend.read)
  const found: [number, number][] = []
  for (let k = 0; k < matched.length; k += reportsAtOnce) {
    const asked = backend.rows(
      matched.slice(k, k + reportsAtOnce).map((one) => [one.report]),
      ['integer'],
    )
    const { rows } = await sql<{ report: number; language: string; words: Uint8Array }>`
      select ledger_detail.report, report.language, ledger_detail.words from ledger_detail
      join report on report.number = ledger_detail.report
      where ledger_detail.report in (select c0 from ${asked} as asked)`.execute(backend.read)
    for (const row of rows)
      for (const entry of rowsWith(row.words, row.language as Language, query.alternatives))
        found.push([row.report, entry])
  }
  if (found.length === 0) return undefined
  return sql`(ledger.report, ledger.entry) in (select c0, c1 from ${backend.rows(found, ['integer', 'integer'])} as found)`
}

/** Whoever is meant by an id, a key, or a name in any spelling that reports have of an entity. */
async function isSpeaker(backend: Backend, asked: string): Promise<RawBuilder<unknown>> {
  const key = keyOf(asked)
  const { rows: known } = await sql<{ number: number }>`select number
    from ${namesOfKey('speaker', key)} as known limit 1`.execute(backend.read)
  if (known.length > 0) return sql`ledger.speaker in ${namesOfKey('speaker', key)}`
  const name = plain(asked).trim()
  const lower = name.toLowerCase()
  // Only names that a report has otherwise stand there: entities are few beside the reports that they are in.
  const { rows: named } = await sql<{ key: string }>`
    select key from entity where name = ${name} or lower(name) = ${lower}
      or key like ${`%:${fold(name).replace(/[%_\\]/g, '_')}`}
    union select entity.key from entity_in_report as found join entity on entity.number = found.entity
      where found.name is not null and (found.name = ${name} or lower(found.name) = ${lower})
    limit ${sql.lit(mostMeant)}`.execute(backend.read)
  const words = sql`(kind = ${sql.lit(nameKinds.speaker)} and lower(name) = ${lower})`
  const keys =
    named.length === 0
      ? sql`1 = 0`
      : sql`(kind = ${sql.lit(nameKinds.speaker)} and key in (${sql.join(named.map((one) => one.key))}))`
  return sql`ledger.speaker in (select number from ledger_name where ${words} or ${keys})`
}

/** A place by its key, or by a name that some report has for it: its other names are those of the same number. */
function isPlace(asked: string): RawBuilder<unknown> {
  const key = keyOf(asked)
  if (/^(?:geonames|place):/.test(key)) return sql`ledger.place in ${namesOfKey('place', key)}`
  const name = plain(asked).trim().toLowerCase()
  return sql`ledger.place in (select number from ledger_name where kind = ${sql.lit(nameKinds.place)} and key in (
    select key from ledger_name where kind = ${sql.lit(nameKinds.place)} and lower(name) = ${name}
    limit ${sql.lit(mostMeant)}))`
}
