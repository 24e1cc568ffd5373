import type { Span } from '../../contract/analysis.ts'
import type { Word } from '../words/words.ts'
import { shingleLength, shinglesOf } from './min-hash.ts'

/** A run of words that two texts have in common: where it stands in each (half-open, UTF-16). */
export interface SharedPassage {
  first: Span
  second: Span
  /** How many words long it is. */
  words: number
}

export interface Alignment {
  passages: SharedPassage[]
  /** Which words of each text stand in some shared passage. */
  inFirst: Uint8Array
  inSecond: Uint8Array
}

/** Places of a shingle in a text that are looked at: a text that repeats itself stays cheap. */
const placesKept = 8

/**
 * What two texts share word for word, case and accents aside: from the start of the second, the longest run of at least
 * five words that stands in the first as well, then on behind it. Cost grows with the sum of the lengths.
 */
export function align(first: readonly Word[], second: readonly Word[]): Alignment {
  const places = new Map<number, number[]>()
  shinglesOf(first).forEach((shingle, k) => {
    const known = places.get(shingle)
    if (!known) places.set(shingle, [k])
    else if (known.length < placesKept) known.push(k)
  })
  const inFirst = new Uint8Array(first.length)
  const inSecond = new Uint8Array(second.length)
  const passages: SharedPassage[] = []
  const shingles = shinglesOf(second)
  for (let k = 0; k < shingles.length; ) {
    let longest = 0
    let at = -1
    for (const place of places.get(shingles[k]) ?? []) {
      let length = 0
      while (
        place + length < first.length &&
        k + length < second.length &&
        first[place + length].folded === second[k + length].folded
      )
        length++
      if (length > longest) {
        longest = length
        at = place
      }
    }
    if (longest < shingleLength) {
      k++
      continue
    }
    inFirst.fill(1, at, at + longest)
    inSecond.fill(1, k, k + longest)
    passages.push({
      first: [first[at].start, first[at + longest - 1].end],
      second: [second[k].start, second[k + longest - 1].end],
      words: longest,
    })
    k += longest
  }
  return { passages, inFirst, inSecond }
}
