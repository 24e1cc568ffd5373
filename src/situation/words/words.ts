import { invisibleMarks } from '../../engine/text/plain-letters.ts'

/** A word of a text: its offsets (half-open, UTF-16) and its form without case and accents. */
export interface Word {
  start: number
  end: number
  /** Lower case, accents and ligatures taken away: "Présidée" is "presidee", "cœur" "coeur". */
  folded: string
  /** Whether it is written with a capital first letter. */
  capital: boolean
}

const ascii = /^[a-z0-9]+$/

/** Lower case without accents, for comparing words within and across languages. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (ascii.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
}

// What is invisible within a word is no letter of it.
const marks = new RegExp(invisibleMarks, 'g')
const word = new RegExp(`[\\p{L}\\p{M}\\p{N}]+(?:${invisibleMarks}+[\\p{L}\\p{M}\\p{N}]+)*`, 'gu')

/** The words of `text` from `from` on (UTF-16 offset): runs of letters, marks and digits. Linear. */
export function wordsOf(text: string, from = 0): Word[] {
  const words: Word[] = []
  word.lastIndex = from
  for (const match of text.matchAll(word)) {
    const form = match[0]
    const first = form[0]
    words.push({
      start: match.index,
      end: match.index + form.length,
      folded: fold(form.replace(marks, '')),
      capital: first !== first.toLowerCase(),
    })
  }
  return words
}
