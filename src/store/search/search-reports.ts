import { type ExpressionBuilder, sql } from 'kysely'
import type { Language, Span } from '../../contract/analysis.ts'
import type { LedgerRow, Page, SearchHit, SearchPage } from '../../contract/api.ts'
import { rowsOfReports } from '../ledger/ledger-queries.ts'
import { analysisFrom } from '../reports/engines.ts'
import { type ReadText, unpackedText } from '../reports/packed-analysis.ts'
import { reportConditions } from '../reports/report-conditions.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { storyId } from '../sql/keys.ts'
import type { Tables } from '../sql/tables.ts'
import type { PageRequest, SearchFilter } from '../store.ts'
import { otherSpellings } from './other-spellings.ts'
import { sameMeaning } from './same-meaning.ts'
import { findPhrases, readQuery, type SearchQuery, unitsOf } from './search-query.ts'
import { suggestWords } from './suggest-words.ts'

/** Longest passage shown of a report, in code units. */
const longestPassage = 400
/** Reports whose claims are looked through for one page, and how many of them are read at once. */
const mostLookedThrough = 500
const readAtOnce = 20
/** Words of other languages that are told: of one word in one language, and in all. */
const meaningsOfWord = 2
const mostMeaningsTold = 12

/** A page of hits, and the numbers of their reports. */
interface Hits extends Page<SearchHit> {
  numbers: number[]
}

interface Found {
  number: number
  id: string
  version: number
  title: string | null
  publisher: string | null
  published: string | null
  language: string
  story: number
  rank: number
}

/** Full-text search over reports, or over their claims; see Store.search. */
export async function searchReports(
  backend: Backend,
  words: string,
  filter: SearchFilter,
  page: PageRequest | undefined,
): Promise<SearchPage> {
  const spellings = await otherSpellings(backend, words)
  const found = await pageOfHits(backend, words, filter, page, spellings)
  const rows = await rowsOfReports(backend, found.numbers)
  const items = found.items.map((hit): SearchHit => {
    const said = saidIn(hit, rows.get(hit.report) ?? [])
    return said ? { ...hit, said } : hit
  })
  const told = { items, ...(found.next === undefined ? {} : { next: found.next }) }
  if (page?.after !== undefined) return told
  if (items.length > 0) {
    const others = [...new Set([...spellings.values()].flat())]
    const meanings = meaningsTold(words, filter.language)
    return {
      ...told,
      ...(others.length > 0 ? { spellings: others } : {}),
      ...(meanings.length > 0 ? { meanings } : {}),
    }
  }
  const suggestion = found.next === undefined ? await suggestWords(backend, words) : undefined
  // Only what is found is suggested.
  const leads =
    suggestion !== undefined &&
    (await pageOfHits(backend, suggestion, filter, { limit: 1 }, new Map())).items.length > 0
  return { ...told, ...(leads ? { suggestion } : {}) }
}

/** The words of the other languages that a person is told were looked for, the first few of each word and language. */
function meaningsTold(typed: string, only: Language | undefined): string[] {
  const told = new Set<string>()
  for (const unit of unitsOf(typed, sameMeaning))
    for (const [language, forms] of Object.entries(sameMeaning(unit)))
      if (only === undefined || only === language)
        for (const form of forms.slice(0, meaningsOfWord)) told.add(form.replaceAll('_', ' '))
  return [...told].slice(0, mostMeaningsTold)
}

/** The row of the ledger that is about the passage of a hit: its claim's, else that which has most of what was found. */
function saidIn(hit: SearchHit, rows: readonly LedgerRow[]): LedgerRow | undefined {
  if (hit.claim !== undefined) return rows.find(({ claim }) => claim === hit.claim)
  const [from, to] = hit.passage.span
  const inside = rows.filter(({ span: [start, end] }) => start < to && end > from)
  const matched = (row: LedgerRow) =>
    hit.matches.filter(([start, end]) => start >= row.span[0] && end <= row.span[1]).length
  const length = ({ span }: LedgerRow) => span[1] - span[0]
  return inside.sort((a, b) => matched(b) - matched(a) || length(b) - length(a))[0]
}

async function pageOfHits(
  backend: Backend,
  words: string,
  filter: SearchFilter,
  page: PageRequest | undefined,
  spellings: ReadonlyMap<string, readonly string[]>,
): Promise<Hits> {
  const limit = limitOf(page)
  const cursor = readCursor(page, ['number', 'number', 'number'])
  const query = readQuery(words, filter.language, { spellings, meanings: sameMeaning })
  const conditions = await reportConditions(backend.read, filter)
  if (!query || !conditions) return { items: [], numbers: [] }
  const overClaims = filter.kind === 'claim'
  const most = overClaims ? mostLookedThrough : limit
  let select = backend.read
    .selectFrom('report')
    .innerJoin(backend.matches(query).as('matched'), 'matched.report', 'report.number')
    .select([
      'number',
      'id',
      'version',
      'title',
      'publisher',
      'published',
      'language',
      'story',
      'matched.rank',
    ])
    .where((e) => e.and(conditions(e as unknown as ExpressionBuilder<Tables, 'report'>)))
    .orderBy('matched.rank')
    .orderBy('number')
    .limit(most + 1)
  if (cursor)
    select = select.where((e) =>
      e.or([
        e('matched.rank', '>', cursor[0] as number),
        e.and([
          e('matched.rank', '=', cursor[0] as number),
          e('number', overClaims ? '>=' : '>', cursor[1] as number),
        ]),
      ]),
    )
  const found: Found[] = await select.execute()

  if (!overClaims) {
    const hits: { row: Found; hit: SearchHit }[] = []
    const analyses = await analysesOf(backend, found.slice(0, limit))
    for (const row of found.slice(0, limit)) {
      const bytes = analyses.get(row.number)
      if (bytes) hits.push({ row, hit: { ...headOf(row), ...bestPassage(unpackedText(bytes), query) } })
    }
    const more = found.length > limit ? [{ row: found[limit], hit: undefined }] : []
    const listed = pageOf(
      [...hits, ...more],
      hits.length,
      ({ row }) => [row.rank, row.number, 0],
      ({ hit }) => hit as SearchHit,
    )
    return { ...listed, numbers: hits.map(({ row }) => row.number) }
  }

  const hits: { row: Found; place: number; hit?: SearchHit }[] = []
  let analyses: ReadonlyMap<number, Uint8Array> = new Map()
  for (const [k, row] of found.slice(0, most).entries()) {
    if (hits.length > limit) break
    if (k % readAtOnce === 0)
      analyses = await analysesOf(backend, found.slice(k, Math.min(k + readAtOnce, most)))
    const bytes = analyses.get(row.number)
    if (!bytes) continue
    const analysis = await analysisFrom(backend.read, bytes)
    const places = findPhrases(analysis.report.text, analysis.report.language, query)
    analysis.claims.forEach((claim, place) => {
      if (claim.rank === 'nominal') return
      if (cursor && row.rank === cursor[0] && row.number === cursor[1] && place <= Number(cursor[2])) return
      const inside = places.map((spans) =>
        spans.filter(([start, end]) => start >= claim.span[0] && end <= claim.span[1]),
      )
      if (inside.length === 0 || inside.some((spans) => spans.length === 0)) return
      hits.push({
        row,
        place,
        hit: {
          ...headOf(row),
          passage: { span: claim.span, text: analysis.report.text.slice(claim.span[0], claim.span[1]) },
          matches: inOrder(inside.flat()),
          claim: claim.id,
        },
      })
    })
  }
  const looked: typeof hits = found.length > most ? [{ row: found[most], place: -1 }] : []
  const all = [...hits, ...looked]
  const results = pageOf(
    all,
    Math.min(limit, hits.length),
    ({ row, place }) => [row.rank, row.number, place],
    ({ hit }) => hit as SearchHit,
  )
  // Nothing among so many reports: the search goes on behind the last of them.
  if (hits.length === 0 && looked.length > 0) {
    const last = found[most - 1]
    return {
      items: [],
      numbers: [],
      next: Buffer.from(JSON.stringify([last.rank, last.number, Number.MAX_SAFE_INTEGER])).toString(
        'base64url',
      ),
    }
  }
  return { ...results, numbers: [...new Set(hits.slice(0, limit).map(({ row }) => row.number))] }
}

/** Analyses of versions of reports, packed, by the reports' numbers. */
async function analysesOf(
  backend: Backend,
  reports: readonly { number: number; version: number }[],
): Promise<ReadonlyMap<number, Uint8Array>> {
  const { rows } = await sql<{ report: number; analysis: Uint8Array }>`
    select version.report, version.analysis from version
    join ${backend.rows(
      reports.map(({ number, version }) => [number, version]),
      ['integer', 'integer'],
    )} as asked on version.report = asked.c0 and version.number = asked.c1`.execute(backend.read)
  return new Map(rows.map(({ report, analysis }) => [report, analysis]))
}

function headOf(row: Found) {
  return {
    report: row.id,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.publisher === null ? {} : { publisher: row.publisher }),
    ...(row.published === null ? {} : { published: row.published }),
    language: row.language as Language,
    story: storyId(row.story),
  }
}

const inOrder = (spans: Span[]): Span[] => spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])

/** The first sentence with most of what was looked for; the first one where only the title has it. */
function bestPassage(
  { report: { text, language }, sentences }: ReadText,
  query: SearchQuery,
): Pick<SearchHit, 'passage' | 'matches'> {
  let best: Span = sentences[0] ?? [0, Math.min(text.length, longestPassage)]
  let inBest: Span[] = []
  let highest = 0
  // Sentence by sentence: most texts need not be looked through to their end.
  for (const sentence of sentences) {
    const phrases = findPhrases(text, language, query, sentence)
    const count = phrases.filter((spans) => spans.length > 0).length
    if (count <= highest) continue
    best = sentence
    inBest = inOrder(phrases.flat())
    highest = count
    if (count === phrases.length) break
  }
  const span = shortened(text, best, inBest[0])
  return {
    passage: { span, text: text.slice(span[0], span[1]) },
    matches: inBest.filter(([start, end]) => start >= span[0] && end <= span[1]),
  }
}

/** A long sentence around its first match, cut between words. */
function shortened(text: string, [start, end]: Span, match: Span | undefined): Span {
  if (end - start <= longestPassage) return [start, end]
  const middle = match?.[0] ?? start
  let from = Math.max(start, Math.min(middle - longestPassage / 4, end - longestPassage))
  if (from > start) {
    const space = text.indexOf(' ', from)
    if (space >= 0 && space < middle) from = space + 1
  }
  let to = Math.min(end, from + longestPassage)
  if (to < end) {
    const space = text.lastIndexOf(' ', to)
    if (space > middle && (!match || space >= match[1])) to = space
  }
  return [from, to]
}
