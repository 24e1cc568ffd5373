/** What words are in lists of names: from WikiANN's names, lists of first names and of towns. */
import type { Language } from '../src/contract/analysis.ts'
import { lexicon as firstNames } from '../src/engine/names/first-names.lexicon.ts'
import { hashWord } from '../src/engine/names/name-features.ts'
import { ByteTable } from '../src/engine/names/name-model.ts'
import { type Labelled, rawTexts, readLines, unitsOfText } from './names-data.ts'

/**
 * 193 and more for common words written small; else a class for each word of names: 1 + which kinds it is mostly met as (first word or other word of a person's name,
 * organisation, place) in three steps of frequency each.
 */
export function listedWords(language: Language): ByteTable {
  const table = new ByteTable(18)
  const count = new Map<string, number[]>()
  const add = (word: string, kind: number, amount: number): void => {
    const low = word.toLowerCase()
    if (!/^[\p{L}\p{M}.'’-]{2,}$/u.test(low)) return
    const row = count.get(low) ?? [0, 0, 0, 0]
    count.set(low, row)
    row[kind] += amount
  }
  for (const line of firstNames.lines) add(line.split('\t')[0], 0, 3)
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
  for (const word of common(language)) if (!count.has(word)) count.set(word, [0, 0, 0, 0])
  const plain = common(language)
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
    table.set(
      hashWord(word),
      plain.has(word) ? 193 + (total >= 4 ? 1 + best : 0) : 1 + size * 64 + best * 16 + bits,
    )
  }
  return table
}

let known: Set<string> | undefined

/** Words that are mostly written small where a sentence goes on: no names, whatever stands at a sentence's start. */
function common(language: Language): Set<string> {
  if (known) return known
  const small = new Map<string, number>()
  const large = new Map<string, number>()
  for (const file of rawTexts[language])
    for (const item of readLines<{ text: string }>(file)) {
      const units = unitsOfText(item.text, language)
      for (let s = 0; s + 1 < units.sentences.length; s++)
        for (let i = units.sentences[s] + 1; i < units.sentences[s + 1]; i++) {
          if (!/^\p{L}/u.test(units.low[i]) || /^["«“(:-]/.test(units.form[i - 1])) continue
          const count = units.low[i] === units.form[i] ? small : large
          count.set(units.low[i], (count.get(units.low[i]) ?? 0) + 1)
        }
    }
  known = new Set()
  for (const [word, n] of small) if (n >= 4 && n >= 3 * (large.get(word) ?? 0)) known.add(word)
  return known
}
