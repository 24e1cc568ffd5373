import type { Span } from '../../contract/analysis.ts'
import type { AspectDifference, ClaimSides } from './aspect-difference.ts'
import type { ClaimContent, ContentItem, ContentNumber } from './claim-content.ts'
import { numeralsIn } from './claim-numbers.ts'

/** Whether two numbers exclude each other, bounds that are open included. */
export const areDisjoint = (a: ContentNumber, b: ContentNumber) =>
  (a.high !== null && b.low !== null && a.high < b.low) ||
  (b.high !== null && a.low !== null && b.high < a.low)
const equal = (a: ContentNumber, b: ContentNumber) =>
  (a.low !== null && a.low === b.low) || (a.high !== null && a.high === b.high)

const isOne = ({ low, high }: ContentNumber) => low === 1 && high === 1

/** Units that count the same people: the killed and the dead, a body, a victim. */
const unitFamily: Readonly<Record<string, string>> = { kill: 'die', body_dead: 'die', victim: 'die' }
const sameUnit = (a: ContentNumber, b: ContentNumber) =>
  a.units.some((unit) => b.units.some((other) => (unitFamily[unit] ?? unit) === (unitFamily[other] ?? other)))

/** Counts of one unit, or lone numerals, that are not the same. */
export function numberDifferences({ a, b, aloneA, aloneB }: ClaimSides): AspectDifference[] {
  const found: AspectDifference[] = []
  const told = new Set<ContentNumber>()
  for (const one of a.numbers) {
    // Of several numbers of one unit the first is what the claim says; others are there to be compared with.
    if ([...told].some((before) => sameUnit(before, one))) continue
    told.add(one)
    const other = b.numbers.find((each) => sameUnit(one, each))
    if (!other || equal(one, other)) continue
    const others = [other]
    found.push({
      aspect: 'number',
      // "One" is as often an article as a count.
      hard: others.every((each) => areDisjoint(one, each) && !(isOne(one) || isOne(each))),
      words: [[one.span], [other.span]],
      by: 'numbers-of-one-unit',
    })
  }
  const digits = (items: readonly ContentItem[], content: ClaimContent) =>
    items.filter(({ span }) => /^\p{N}/u.test(content.analysis.report.text.slice(span[0], span[0] + 1)))
  const numeralsA = digits(aloneA, a)
  const numeralsB = digits(aloneB, b)
  if (found.length === 0 && numeralsA.length > 0 && numeralsB.length > 0)
    found.push({
      aspect: 'number',
      hard: false,
      words: [numeralsA.map(({ span }) => span), numeralsB.map(({ span }) => span)],
      by: 'other-numerals',
    })
  // A numeral of which it is not seen what it counts, against a count that it does not give.
  const valuesOf = (items: readonly ContentItem[], content: ClaimContent) =>
    items.flatMap(({ span }) =>
      numeralsIn(content.analysis.report.text, span, content.language).map(({ value }) => value),
    )
  for (const [lone, of, other, k] of [
    [numeralsA, a, b, 0],
    [numeralsB, b, a, 1],
  ] as const) {
    const values = valuesOf(lone, of)
    if (found.length > 0 || of.numbers.length > 0 || other.numbers.length === 0 || values.length === 0)
      continue
    if (
      !values.every(
        (value) => value > 1 && other.numbers.every(({ low, high }) => low !== value && high !== value),
      )
    )
      continue
    const words: [Span[], Span[]] = [lone.map(({ span }) => span), other.numbers.map(({ span }) => span)]
    found.push({
      aspect: 'number',
      hard: false,
      words: k === 0 ? words : [words[1], words[0]],
      by: 'other-numerals',
    })
  }
  // A number that counts the same thing with another unit each is met by neither.
  if (found.length === 0 && a.numbers.length > 0 && b.numbers.length > 0) {
    const loneA = a.numbers.filter((one) => !b.numbers.some((other) => equal(one, other)))
    const loneB = b.numbers.filter((one) => !a.numbers.some((other) => equal(one, other)))
    if (loneA.length > 0 && loneB.length > 0)
      found.push({
        aspect: 'number',
        hard: false,
        words: [loneA.map(({ span }) => span), loneB.map(({ span }) => span)],
        by: 'other-numbers',
      })
  }
  return found
}
