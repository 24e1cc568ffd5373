import type { Language, Quantity, Span } from '../../contract/analysis.ts'
import { readNumber } from '../../engine/text/numbers.ts'
import { cutPieces } from '../../engine/text/pieces.ts'
import { anyPattern, numberWords } from '../words/comparing.ts'
import { conceptsOf } from '../words/concepts.ts'
import { overlapping } from '../words/spans.ts'
import { storyStem } from '../words/stem.ts'
import { wordsOf } from '../words/words.ts'
import type { ContentNumber } from './claim-content.ts'

/** Counts of people have English names whatever the language: the concept of each. */
const personUnits: Readonly<Record<string, string>> = {
  killed: 'die',
  injured: 'injure',
  arrested: 'arrest',
  missing: 'missing',
  displaced: 'displace',
}

/** A quantity of the Analysis as a number of a claim. */
export function numberOf({ span, unit, low, high }: Quantity, language: Language): ContentNumber {
  const known = personUnits[unit]
  const word = wordsOf(unit)[0]?.folded ?? unit
  const concepts = known ? [known] : conceptsOf(language, word)
  return { span, unit, units: concepts.length > 0 ? concepts : [storyStem(word)], low, high }
}

/** A number written in digits, with its value. */
export interface Numeral {
  span: Span
  value: number
}

const digit = /[0-9]/
const percentage = new RegExp(
  `(?<![\\p{N}.,])(\\p{N}{1,4}(?:[.,]\\p{N}{1,3})?)\\s?(?:%|${anyPattern(({ percent }) => percent)})`,
  'gu',
)

/**
 * Numbers of the hundred, which are no quantities of things.
 * @param numerals of the text, in its order
 */
export function percentagesOf(
  text: string,
  language: Language,
  numerals: readonly Numeral[],
): ContentNumber[] {
  if (!digit.test(text)) return []
  const hasDecimalComma = numberWords[language].decimal.includes(',')
  return [...text.matchAll(percentage)].flatMap((match): ContentNumber[] => {
    const [whole, digits] = match
    const end = match.index + whole.length
    // "2 300 %": what stands before the sign may be the last group of a numeral.
    const grouped = overlapping(
      numerals,
      [match.index, match.index + digits.length],
      ({ span }) => span,
    ).find(({ span }) => span[0] < match.index)
    const value = grouped?.value ?? Number(digits.replace(',', hasDecimalComma ? '.' : ''))
    if (Number.isNaN(value)) return []
    return [
      {
        span: [grouped?.span[0] ?? match.index, end],
        unit: '%',
        units: ['percent'],
        low: value,
        high: value,
      },
    ]
  })
}

/** Values are kept to so many parts of one. */
const precision = 1000
/** Characters that a numeral behind a letter may have, with what multiplies it. */
const numeralReach = 40

/** Numbers written in digits between two offsets, as the engine reads them: "2,300", "2 300" with any space, "1,2 milliard". */
export function numeralsIn(text: string, [start, end]: Span, language: Language): Numeral[] {
  const part = text.slice(start, end)
  if (!digit.test(part)) return []
  const pieces = cutPieces(part)
  const numerals: Numeral[] = []
  for (let k = 0; k < pieces.length; ) {
    if (pieces.kind[k] !== 'd') {
      k++
      continue
    }
    // The engine reads no number behind a letter; here "Dh472.72bn" holds one.
    const from = pieces.start[k]
    const isBehindLetter = k > 0 && pieces.glued[k] && pieces.kind[k - 1] === 'w'
    const own = isBehindLetter ? cutPieces(part.slice(from, from + numeralReach)) : pieces
    const first = isBehindLetter ? 0 : k
    const read = readNumber(own, first, numberWords[language])
    if (read) {
      const length = own.end[read.last] - own.start[first]
      const value = Math.round(read.value * precision) / precision
      numerals.push({ span: [start + from, start + from + length], value })
      while (k < pieces.length && pieces.start[k] < from + length) k++
    } else k++
  }
  return numerals
}

/** Numbers written in digits or words between two offsets; "one" in words is an article as often and left out. */
export function allNumeralsIn(text: string, span: Span, language: Language): Numeral[] {
  const [start, end] = span
  const numerals = numeralsIn(text, span, language)
  const pieces = cutPieces(text.slice(start, end))
  for (let k = 0; k < pieces.length; k++) {
    if (pieces.kind[k] !== 'w') continue
    const read = readNumber(pieces, k, numberWords[language])
    if (!read || read.value < 2) continue
    const at: Span = [start + pieces.start[k], start + pieces.end[read.last]]
    if (!numerals.some((one) => one.span[0] < at[1] && at[0] < one.span[1]))
      numerals.push({ span: at, value: read.value })
    k = read.last
  }
  return numerals.sort((a, b) => a.span[0] - b.span[0])
}
