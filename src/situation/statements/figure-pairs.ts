import type { Span } from '../../contract/analysis.ts'
import { logarithm } from '../../engine/exact-math.ts'
import type { ContentNumber } from '../claims/claim-content.ts'
import { allNumeralsIn } from '../claims/claim-numbers.ts'
import { areDisjoint } from '../claims/number-differences.ts'
import { compareSources } from '../claims/source-differences.ts'
import { timeDifferences } from '../claims/time-differences.ts'
import { align, type Candidate, dot } from './pair-features.ts'
import { type Proposition, pieceIs } from './proposition.ts'

/** A number in a claim: what it counts and the words around it. */
export interface CountedNumber {
  proposition: Proposition
  number: ContentNumber
  /** Mean vector of the words that say what is counted, and of those around the number. */
  unitMean: Float32Array
  nearMean: Float32Array
  /** Whether it may be a year or a date and no count. */
  yearLike: boolean
}

/** Letters around a number whose words tell what it counts. */
const near = 48
/** Letters behind a lone numeral in which its noun stands. */
const unitReach = 14
/** What opens a report counts nothing: "PORT-GALÈNE, 26 oct 2027 (MIS) -". */
const dateline = /^[^\n]{0,80}?\(\p{Lu}[^)\n]{1,40}\)\.? ?[-–—]/u
/** Letters of a name that a number belongs to, before it: "the B-220", "AU 226". */
const nameLetters = /(?<![\p{L}\p{N}])(?:\p{Lu}{1,3}[-–]?|\p{Lu}{2,3} )$/u
const nameReach = 5
/** Numbers of a story that are put side by side. */
const numbersCompared = 400

/** The numbers of the claims of a story, each in the least claim that holds it. */
export function countedNumbers(propositions: readonly Proposition[]): CountedNumber[] {
  const found = new Map<string, CountedNumber>()
  const bySize = propositions.toSorted(
    (a, b) => length(a.content.claim.span) - length(b.content.claim.span) || a.index - b.index,
  )
  for (const proposition of bySize) {
    const { content } = proposition
    const { text } = content.analysis.report
    const spans = content.claim.clause ?? [content.claim.span]
    const numerals = spans.flatMap((span) => allNumeralsIn(text, span, content.language))
    const numbers: ContentNumber[] = [
      ...content.numbers,
      ...numerals
        .filter(({ span }) => !content.numbers.some((one) => one.span[0] < span[1] && span[0] < one.span[1]))
        .map(({ span, value }) => ({ span, unit: '', units: [], low: value, high: value })),
    ]
    const opening = dateline.exec(text)?.[0].length ?? 0
    for (const number of numbers) {
      const { span } = number
      if (span[1] <= opening) continue
      if (number.unit === '' && nameLetters.test(text.slice(Math.max(0, span[0] - nameReach), span[0])))
        continue
      if (content.times.some((time) => time.span[0] < span[1] && span[0] < time.span[1])) continue
      const key = `${content.report} ${span[0]}`
      if (found.has(key)) continue
      const value = number.low ?? number.high ?? 0
      found.set(key, {
        proposition,
        number,
        unitMean: meanWithin(proposition, number.unit ? span : [span[0], span[1] + unitReach]),
        nearMean: meanWithin(proposition, [span[0] - near, span[1] + near]),
        yearLike: number.unit === '' && value >= 1800 && value <= 2100 && Number.isInteger(value),
      })
    }
  }
  return [...found.values()]
    .sort((a, b) => a.proposition.index - b.proposition.index || a.number.span[0] - b.number.span[0])
    .slice(0, numbersCompared)
}

const length = ([start, end]: Span) => end - start

/** Mean vector of the pieces within a span that are no number. */
function meanWithin({ words, flags, content }: Proposition, [from, to]: Span): Float32Array {
  const { text } = content.analysis.report
  const sum = new Float32Array(words.width)
  for (let k = 0; k < words.weights.length; k++) {
    if (words.starts[k] >= to || words.ends[k] <= from) continue
    if (flags[k] & pieceIs.number && /\p{N}/u.test(text.slice(words.starts[k], words.ends[k]))) continue
    for (let c = 0; c < words.width; c++) sum[c] += words.weights[k] * words.values[k * words.width + c]
  }
  let square = 0
  for (const one of sum) square += one * one
  const by = square > 0 ? 1 / Math.sqrt(square) : 0
  for (let c = 0; c < sum.length; c++) sum[c] *= by
  return sum
}

/** Names of the features of two numbers, in their order. */
export const figureFeatureNames = [
  'unitSame',
  'unitOther',
  'unitMissing',
  'unitNear',
  'near',
  'contextLeast',
  'contextMost',
  'mean',
  'sentence',
  'around',
  'headLeast',
  'headMost',
  'sameNames',
  'otherNames',
  'valueSame',
  'valueRatio',
  'yearLike',
  'crossing',
  'hours',
  'sourceSame',
  'sourceOther',
  'disjoint',
  'timeDiffers',
  'sizes',
  'certaintySame',
  'open',
  'boundSame',
  'sameReport',
  'sentencesApart',
  'heldOther',
] as const // prettier-ignore

const hour = 3_600_000
/** Sentences apart beyond which no more is told. */
const farthest = 10

/**
 * What is known of two numbers, as numbers in the order of `figureFeatureNames`.
 * @param aligned their claims side by side, where that is at hand
 */
export function figureFeatures(
  a: CountedNumber,
  b: CountedNumber,
  aligned: Candidate = align(a.proposition, b.proposition),
): Float64Array {
  const [p, q] = [a.proposition, b.proposition]
  const { nearA, nearB } = aligned
  const share = ({ words, flags }: Proposition, nearest: Float32Array, flag: number) => {
    let [sum, weight] = [0, 0]
    for (let k = 0; k < nearest.length; k++)
      if (!(flags[k] & pieceIs.number) && flags[k] & flag) {
        sum += words.weights[k] * nearest[k]
        weight += words.weights[k]
      }
    return weight > 0 ? sum / weight : 0.3
  }
  const [contextA, contextB] = [share(p, nearA, pieceIs.own), share(q, nearB, pieceIs.own)]
  const [headA, headB] = [share(p, nearA, pieceIs.head), share(q, nearB, pieceIs.head)]
  const [x, y] = [a.number, b.number]
  const known = x.units.length > 0 && y.units.length > 0
  const unitSame = x.units.some((unit) => y.units.includes(unit))
  const names = [...p.names].filter((name) => q.names.has(name)).length
  const value = ({ low, high }: ContentNumber) => Math.max(1e-3, low ?? high ?? 0)
  const [timeA, timeB] = [p, q].map(({ content }) => Date.parse(content.analysis.report.published ?? ''))
  const hours = Number.isNaN(timeA) || Number.isNaN(timeB) ? 24 : Math.abs(timeA - timeB) / hour
  const sources =
    p.content.source && q.content.source ? compareSources(p.content.source, q.content.source) : undefined
  const sameReport = p.content.report === q.content.report
  const holders = ({ content: { claim } }: Proposition) => claim.chain.length
  const bound = ({ low, high }: ContentNumber) => (low === null || high === null ? 1 : 0)
  return Float64Array.of(
    Number(unitSame),
    Number(known && !unitSame),
    Number(!known),
    dot(a.unitMean, b.unitMean),
    dot(a.nearMean, b.nearMean),
    Math.min(contextA, contextB),
    Math.max(contextA, contextB),
    dot(p.mean, q.mean),
    dot(p.sentenceMean, q.sentenceMean),
    dot(p.around, q.around),
    Math.min(headA, headB),
    Math.max(headA, headB),
    names,
    Math.min(p.names.size, q.names.size) - names,
    Number(value(x) === value(y)),
    Math.abs(logarithm(value(x)) - logarithm(value(y))),
    Number(a.yearLike) + Number(b.yearLike),
    Number(p.content.language !== q.content.language),
    Math.min(hours, 240),
    Number(sources === 'same'),
    Number(sources === 'different'),
    Number(areDisjoint(x, y)),
    Number(timeDifferences(p.content, q.content).length > 0),
    Math.abs(p.weight - q.weight),
    Number(p.content.certainty === q.content.certainty),
    Number(p.content.certainty === 'open') + Number(q.content.certainty === 'open'),
    Number(bound(x) === bound(y)),
    Number(sameReport),
    sameReport ? Math.min(farthest, Math.abs(p.sentence - q.sentence)) : farthest,
    Number(holders(p) !== holders(q)),
  ) // prettier-ignore
}
