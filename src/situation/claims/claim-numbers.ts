import type { Language, Quantity, Span } from '../../contract/analysis.ts'
import { anyPattern } from '../words/comparing.ts'
import { conceptsOf } from '../words/concepts.ts'
import { overlaps } from '../words/spans.ts'
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

const digit = /[0-9]/
const percentage = new RegExp(
  `(?<![\\p{N}.,])(\\p{N}{1,4}(?:[.,]\\p{N}{1,3})?)\\s?(?:%|${anyPattern(({ percent }) => percent)})`,
  'gu',
)

/** Numbers of the hundred, which are no quantities of things. */
export function percentages(
  text: string,
  [start, end]: Span,
  language: Language,
  known: readonly ContentNumber[],
): ContentNumber[] {
  if (!digit.test(text.slice(start, end))) return []
  const found: ContentNumber[] = []
  for (const match of text.slice(start, end).matchAll(percentage)) {
    const span: Span = [start + match.index, start + match.index + match[0].length]
    if (known.some((one) => overlaps(one.span, span))) continue
    const written = language === 'en' ? match[1].replace(',', '') : match[1].replace(',', '.')
    const value = Number(written)
    if (!Number.isNaN(value)) found.push({ span, unit: '%', units: ['percent'], low: value, high: value })
  }
  return found
}

/** A numeral with the separators of its language and what it is multiplied by: "2,300", "1,2 milliard". */
const numeral =
  /\p{N}+(?:[., {2}]\p{N}{3}(?!\p{N}))*(?:[.,]\p{N}+)?(?: (?:(?<million>millions?|mill[oó]n(?:es)?)|(?<billion>milliards?|billions?)|(?<thousand>mille|mil|thousand))(?!\p{L}))?/gu
const multipliers: readonly [string, number][] = [
  ['million', 1e6],
  ['billion', 1e9],
  ['thousand', 1e3],
]

/** Numerals between two offsets, each with its value. */
export function numeralsIn(
  text: string,
  [start, end]: Span,
  language: Language,
): { span: Span; value: number }[] {
  if (!digit.test(text.slice(start, end))) return []
  return [...text.slice(start, end).matchAll(numeral)].map((match) => {
    const digits = /^[\p{N}., {2}]*\p{N}/u.exec(match[0])?.[0] ?? ''
    const decimal = language === 'en' ? '.' : ','
    // A group of three behind the other sign is no fraction: "2,300", "2.300".
    const grouped = digits
      .replace(/[ ]/g, ' ')
      .replace(/[., ](?=\p{N}{3}(?!\p{N}))/gu, (sign) =>
        sign === decimal && digits.split(sign).length === 2 ? sign : '',
      )
    const value = Number(grouped.replace(decimal, '.'))
    const times = multipliers.find(([name]) => match.groups?.[name])?.[1] ?? 1
    const from = start + match.index
    return { span: [from, from + match[0].length], value: Math.round(value * times * 1000) / 1000 }
  })
}
