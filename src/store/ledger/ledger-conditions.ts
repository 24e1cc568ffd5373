import { type RawBuilder, sql } from 'kysely'
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
import { codesOf, holderCodes } from './ledger-entry.ts'

/** Entities and places that one name may stand for. */
const mostMeant = 50

/** A condition, and the facet that it chooses a value of, where it is one. */
export interface Condition {
  facet?: LedgerFacetName
  sql: RawBuilder<unknown>
}

/** How each facet is read from a row of the ledger joined with its report. */
export const facetValues: Readonly<Record<LedgerFacetName, RawBuilder<string | null>>> = {
  speaker: sql`ledger.speaker`,
  role: sql`ledger.role`,
  voice: sql`ledger.voice`,
  outlet: sql`nullif(report.publisher, '')`,
  certainty: sql`ledger.certainty`,
  status: sql`ledger.status`,
  opposition: sql`ledger.opposition`,
  origins: sql`case when ledger.origins >= 3 then '3+' when ledger.origins = 2 then '2' else '1' end`,
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
  const equal = ['role', 'voice', 'certainty', 'status', 'opposition', 'origins', 'language'] as const
  for (const facet of equal) {
    const value = filter[facet]
    if (value !== undefined) put(sql`${facetValues[facet]} = ${plain(value)}`, facet)
  }
  if (filter.outlet !== undefined) put(sql`report.publisher = ${plain(filter.outlet)}`, 'outlet')
  if (filter.speaker !== undefined) put(await isSpeaker(backend, filter.speaker), 'speaker')
  if (filter.source !== undefined) {
    const name = filter.source
    put(
      sql`(report.publisher = ${plain(name)} or ${await isSpeaker(backend, name)}
        or ${backend.holds(sql`ledger.chain`, holderCodes([name]))})`,
    )
  }
  if (filter.place !== undefined) put(await isPlace(backend, filter.place), 'place')
  if (filter.when !== undefined) {
    if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(filter.when))
      throw new StoreRequestError('"when" takes a year, a month or a day: 2026, 2026-03 or 2026-03-02.')
    put(sql`substr(ledger."from", 1, ${sql.lit(filter.when.length)}) = ${filter.when}`, 'when')
  }
  if (filter.story !== undefined) {
    const story = await storyNumber(backend.read, filter.story)
    if (story === undefined) return undefined
    put(sql`report.story = ${story}`, 'story')
  }
  if (filter.report !== undefined) {
    const report = await reportRow(backend.read, filter.report)
    if (!report) return undefined
    put(sql`ledger.report = ${report.number}`)
  }
  if (filter.from !== undefined) put(sql`report.published >= ${plain(filter.from)}`)
  if (filter.to !== undefined) put(sql`(report.published < ${plain(filter.to)} and report.published <> '')`)
  if (filter.received !== undefined) put(sql`report.received > ${plain(filter.received)}`)
  if (filter.once) put(sql`ledger.is_first = 1`)
  if (filter.text !== undefined) {
    const text = await hasWords(backend, filter)
    if (!text) return undefined
    put(text)
  }
  return conditions
}

/** Whose words hold what is looked for: the report's first, by the index, then the row's own. */
async function hasWords(
  backend: Backend,
  { text = '', language }: LedgerFilter,
): Promise<RawBuilder<unknown> | undefined> {
  const query = readQuery(text, language, {
    spellings: await otherSpellings(backend, text),
    meanings: sameMeaning,
  })
  if (!query) return undefined
  const inRow = query.alternatives.map(
    (one) =>
      sql`(report.language = ${one.language} and ${sql.join(
        one.wanted.map(
          // A row keeps codes of its words, which do not tell how a word begins.
          (ways) =>
            sql`(${sql.join(
              ways
                .filter(({ open }) => !open)
                .map(({ forms }) => backend.holds(sql`ledger.words`, codesOf(forms))),
              sql` or `,
            )})`,
        ),
        sql` and `,
      )})`,
  )
  return sql`(ledger.report in (select report from ${backend.matches(query)} as matched)
    and (${sql.join(inRow, sql` or `)}))`
}

/** Whoever is meant by an id, a key, or a name in any spelling that reports have of an entity. */
async function isSpeaker(backend: Backend, asked: string): Promise<RawBuilder<unknown>> {
  const key = keyOf(asked)
  const known = await backend.read
    .selectFrom('ledger')
    .select('number')
    .where('speaker', '=', key)
    .limit(1)
    .executeTakeFirst()
  if (known) return sql`ledger.speaker = ${key}`
  const name = plain(asked).trim()
  const named = await backend.read
    .selectFrom('report_entity')
    .select('key')
    .distinct()
    .where((e) =>
      e.or([
        e('name', '=', name),
        e(sql<string>`lower(report_entity.name)`, '=', name.toLowerCase()),
        e('key', 'like', `%:${fold(name).replace(/[%_\\]/g, '_')}`),
      ]),
    )
    .limit(mostMeant)
    .execute()
  const words = sql`lower(ledger.speaker_name) = ${name.toLowerCase()}`
  if (named.length === 0) return words
  return sql`(ledger.speaker in (${sql.join(named.map((one) => one.key))}) or ${words})`
}

/** A place by its key, or by a name that some report has for it: its other names are those of the same number. */
async function isPlace(backend: Backend, asked: string): Promise<RawBuilder<unknown>> {
  const key = keyOf(asked)
  if (/^(?:geonames|place):/.test(key)) return sql`ledger.place = ${key}`
  const name = plain(asked).trim().toLowerCase()
  const { rows } = await sql<{ place: string }>`select distinct place from ledger
    where lower(place_name) = ${name} and place is not null limit ${sql.lit(mostMeant)}`.execute(backend.read)
  return rows.length === 0
    ? sql`lower(ledger.place_name) = ${name}`
    : sql`ledger.place in (${sql.join(rows.map(({ place }) => place))})`
}
