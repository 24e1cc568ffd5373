/** What words are in lists of names: from WikiANN's names, lists of first names and of towns. */
import type { Language } from '../src/engine/analysis.ts'
import { lines as firstNames } from '../src/engine/names/first-names.lexicon.ts'
import { hashWord } from '../src/engine/names/name-features.ts'
import { ByteTable } from '../src/engine/names/name-model.ts'
import { type Labelled, readLines } from './names-data.ts'

/**
 * A class for each word of names: 1 + which kinds it is mostly met as (first word or other word of a person's name,
 * organisation, place) in three steps of frequency each.
 */
export function listedWords(language: Language): ByteTable {
  const table = new ByteTable(17)
  const count = new Map<string, number[]>()
  const add = (word: string, kind: number, amount: number): void => {
    const low = word.toLowerCase()
    if (!/^[\p{L}\p{M}.'’-]{2,}$/u.test(low)) return
    const row = count.get(low) ?? [0, 0, 0, 0]
    count.set(low, row)
    row[kind] += amount
  }
  for (const line of firstNames) add(line.split('\t')[0], 0, 3)
  for (const source of ['en', 'fr', 'es'] as const) {
    const amount = source === language ? 2 : 1
    for (const item of readLines<Labelled>(`ner/${source}/wikiann.train.jsonl.gz`)) {
      const taken = item.names
      for (const name of taken) {
        const words = item.text.slice(name.span[0], name.span[1]).split(' ')
        words.forEach((w, i) => {
          if (!/^[\p{Lu}]/u.test(w)) return
          if (name.type === 'PER') add(w, i === 0 && words.length > 1 ? 0 : 1, amount)
          else if (name.type === 'ORG') add(w, 2, amount)
          else add(w, 3, amount)
        })
      }
    }
  }
  for (const [word, row] of count) {
    const total = row[0] + row[1] + row[2] + row[3]
    const size = total >= 12 ? 2 : total >= 4 ? 1 : 0
    // One bit for each kind that makes up at least a quarter, and the strongest kind.
    let bits = 0
    let best = 0
    for (let k = 0; k < 4; k++) {
      if (row[k] * 4 >= total) bits |= 1 << k
      if (row[k] > row[best]) best = k
    }
    table.set(hashWord(word), 1 + size * 64 + best * 16 + bits)
  }
  return table
}
