import { sql } from 'kysely'
import { wordsOf } from '../../situation/words/words.ts'
import type { Backend } from '../sql/backend.ts'
import { readQuery, takenApart } from './search-query.ts'

/** Names and titles whose words may be meant. */
const namesLooked = 5000
const titlesLooked = 3000
/** Words that are put right. */
const wordsMended = 4
const shortest = 4

/**
 * What a person may have meant whose words stand nowhere: each word that no report has, in the spelling nearest to it of a
 * name or of a title here. Undefined where there is none.
 */
export async function suggestWords(backend: Backend, typed: string): Promise<string | undefined> {
  const { single } = takenApart(typed)
  const unknown = []
  for (const word of single.filter(({ folded }) => folded.length >= shortest).slice(0, wordsMended)) {
    const query = readQuery(word.folded)
    if (!query) continue
    const { rows } = await sql`select report from ${backend.matches(query)} as matched limit 1`.execute(
      backend.read,
    )
    if (rows.length === 0) unknown.push(word)
  }
  if (unknown.length === 0) return undefined
  const vocabulary = await wordsThatStand(backend)
  let suggestion = typed
  let mended = false
  for (const { folded, start, end } of unknown.sort((a, b) => b.start - a.start)) {
    const nearest = nearestTo(folded, vocabulary)
    if (nearest === undefined) continue
    suggestion = suggestion.slice(0, start) + nearest + suggestion.slice(end)
    mended = true
  }
  return mended ? suggestion : undefined
}

/** Words of names and titles, by their folded form: how one of them is written, and how often. */
async function wordsThatStand(backend: Backend): Promise<Map<string, { written: string; count: number }>> {
  const names = await backend.read
    .selectFrom('entity')
    .select(['name', 'reports'])
    .orderBy('reports', 'desc')
    .limit(namesLooked)
    .execute()
  const titles = await backend.read
    .selectFrom('report')
    .select('title')
    .where('title', 'is not', null)
    .orderBy('number', 'desc')
    .limit(titlesLooked)
    .execute()
  const words = new Map<string, { written: string; count: number }>()
  const add = (text: string, count: number) => {
    for (const { folded, start, end } of wordsOf(text)) {
      if (folded.length < shortest) continue
      const known = words.get(folded)
      if (known) known.count += count
      else words.set(folded, { written: text.slice(start, end), count })
    }
  }
  for (const { name, reports } of names) add(name, reports)
  for (const { title } of titles) add(title ?? '', 1)
  return words
}

/** The word that is written most like another: one letter in four or five may differ, two in more. */
function nearestTo(
  word: string,
  vocabulary: ReadonlyMap<string, { written: string; count: number }>,
): string | undefined {
  const most = word.length < 6 ? 1 : 2
  let best: { written: string; distance: number; count: number } | undefined
  for (const [folded, { written, count }] of vocabulary) {
    if (Math.abs(folded.length - word.length) > most) continue
    const distance = lettersApart(word, folded, most)
    if (distance > most || distance === 0) continue
    if (!best || distance < best.distance || (distance === best.distance && count > best.count))
      best = { written, distance, count }
  }
  return best?.written
}

/** Letters that are to be put in, left out, changed or swapped with the next; `most` + 1 where there are more. */
export function lettersApart(a: string, b: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, k) => k)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let k = 1; k <= b.length; k++) {
      const same = a[i - 1] === b[k - 1] ? 0 : 1
      let least = Math.min(last[k] + 1, row[k - 1] + 1, last[k - 1] + same)
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1])
        least = Math.min(least, before[k - 2] + 1)
      row.push(least)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[b.length]
}
