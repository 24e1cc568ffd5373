import type { ClaimRank } from '../../contract/analysis.ts'
import type { Certainty } from '../claims/claim-content.ts'
import type { ClaimComparison } from '../claims/compare-claims.ts'
import { compareClaims } from '../claims/compare-claims.ts'
import { areDisjoint } from '../claims/number-differences.ts'
import { compareSources } from '../claims/source-differences.ts'
import { nearestOf } from '../vectors/nearness.ts'
import { hoursFromPlanToAct, isAhead } from './plan-and-act.ts'
import { type Proposition, pieceIs } from './proposition.ts'

/** Two propositions of different reports, as far as their words go. */
export interface Candidate {
  a: Proposition
  b: Proposition
  /** For each piece of one how near the nearest of the other is. */
  nearA: Float32Array
  nearB: Float32Array
  /** Mean nearness of the words of both. */
  score: number
}

/** Whether every word of one has a near one in the other. */
export function align(a: Proposition, b: Proposition): Candidate {
  const { nearA, nearB } = nearestOf(a.words, b.words)
  const score = (share(a, nearA, pieceIs.own, 0) + share(b, nearB, pieceIs.own, 0)) / 2
  return { a, b, nearA, nearB, score }
}

/** Mean nearness of the pieces with a flag, by their weight; `none` where there are none. */
function share({ words: { weights }, flags }: Proposition, near: Float32Array, flag: number, none: number) {
  let sum = 0
  let weight = 0
  for (let k = 0; k < near.length; k++)
    if (flags[k] & flag) {
      sum += weights[k] * near[k]
      weight += weights[k]
    }
  return weight > 0 ? sum / weight : none
}

/** Share of the words' weight that has nothing near. */
function alone({ words: { weights }, flags }: Proposition, near: Float32Array, least: number): number {
  let sum = 0
  let weight = 0
  for (let k = 0; k < near.length; k++)
    if (flags[k] & pieceIs.own) {
      if (near[k] < least) sum += weights[k]
      weight += weights[k]
    }
  return weight > 0 ? sum / weight : 1
}

/** Pieces that tell less than this are in any claim. */
const leastTelling = 0.5

/** How near the nearest is for the telling piece that has least of it; 1 where no piece tells anything. */
function worst({ words: { weights }, flags }: Proposition, near: Float32Array): number {
  let found = 1
  for (let k = 0; k < near.length; k++)
    if (flags[k] & pieceIs.own && weights[k] >= leastTelling && near[k] < found) found = near[k]
  return found
}

export const dot = (a: Float32Array, b: Float32Array): number => {
  let sum = 0
  for (let c = 0; c < a.length; c++) sum += a[c] * b[c]
  return sum
}

/** How a candidate stands among the others of its two claims. */
export interface Standing {
  /** Number of claims of the other report that are nearer, for a and for b. */
  rankA: number
  rankB: number
  /** How much nearer it is than the next of the other report (negative where another is nearer). */
  leadA: number
  leadB: number
  /** Mean nearness of each to all claims of other reports. */
  commonA: number
  commonB: number
}

const levels: readonly Certainty[] = ['denied', 'open', 'reported', 'planned', 'sure']
const hour = 3_600_000
/** Stands for hours from a plan to its act where there are none. */
const noPlanToAct = -192

/** Names of the features of a pair, in their order. */
export const featureNames = [
  'sharedLeast',
  'sharedMost',
  'wholeLeast',
  'wholeMost',
  'aloneLeast',
  'aloneMost',
  'mean',
  'sentence',
  'around',
  'headLeast',
  'headMost',
  'nameLeast',
  'nameMost',
  'numberLeast',
  'numberMost',
  'hasNamesBoth',
  'hasNamesOne',
  'hasNumbersBoth',
  'hasNumbersOne',
  'sameValues',
  'otherValuesLeast',
  'otherValuesMost',
  'disjoint',
  'sameNames',
  'otherNamesLeast',
  'otherNamesMost',
  'rankBest',
  'rankWorst',
  'leadBest',
  'leadWorst',
  'commonLeast',
  'commonMost',
  'aboveCommon',
  'lexicalLeast',
  'lexicalMost',
  'lexicalCommon',
  'sameHead',
  'otherHead',
  'otherMatter',
  'numberDiffers',
  'numberHard',
  'timeDiffers',
  'timeHard',
  'placeDiffers',
  'placeHard',
  'actorDiffers',
  'actorHard',
  'negationDiffers',
  'negationHard',
  'certaintyDiffers',
  'weightLeast',
  'weightMost',
  'weightRatio',
  'crossing',
  'samePolarity',
  'bothDenied',
  'levelLeast',
  'levelMost',
  'planned',
  'open',
  'reported',
  'sourceSame',
  'sourceOther',
  'sources',
  'hours',
  'directBoth',
  'directOne',
  'timesBoth',
  'timesOne',
  'sentencePosition',
  'eventSame',
  'eventOther',
  'aloneFar',
  'sameHour',
  'nominal',
  'main',
  'headToHead',
  'beforeToBefore',
  'behindToBehind',
  'crossedOver',
  'worstLeast',
  'worstMost',
  'aheadBoth',
  'aheadOne',
  'planToAct',
  'statusOther',
] as const // prettier-ignore

/** What is known of a pair, as numbers in the order of `featureNames`; the same for (b, a). */
export function featuresOf(
  { a, b, nearA, nearB }: Candidate,
  standing: Standing,
): { features: Float64Array; comparison: ClaimComparison } {
  const comparison = compareClaims(a.content, b.content)
  const [ownA, ownB] = [share(a, nearA, pieceIs.own, 0), share(b, nearB, pieceIs.own, 0)]
  const all = 255
  const [wholeA, wholeB] = [share(a, nearA, all, 0), share(b, nearB, all, 0)]
  const [aloneA, aloneB] = [alone(a, nearA, 0.4), alone(b, nearB, 0.4)]
  const [farA, farB] = [alone(a, nearA, 0.25), alone(b, nearB, 0.25)]
  const [headA, headB] = [share(a, nearA, pieceIs.head, 0.3), share(b, nearB, pieceIs.head, 0.3)]
  const [nameA, nameB] = [share(a, nearA, pieceIs.name, -0.1), share(b, nearB, pieceIs.name, -0.1)]
  const [numberA, numberB] = [share(a, nearA, pieceIs.number, -0.1), share(b, nearB, pieceIs.number, -0.1)]
  const names = [a.names.size > 0, b.names.size > 0]
  const numbers = [a.values.size > 0, b.values.size > 0]
  const both = (flags: boolean[]) => Number(flags[0] && flags[1])
  const one = (flags: boolean[]) => Number(flags[0] !== flags[1])
  const meet = <T>(x: ReadonlySet<T>, y: ReadonlySet<T>) =>
    [...x].reduce((sum, each) => sum + Number(y.has(each)), 0)
  const sameValues = meet(a.values, b.values)
  const sameNames = meet(a.names, b.names)
  const disjoint = a.content.numbers.some((x) =>
    b.content.numbers.some((y) => x.units.some((unit) => y.units.includes(unit)) && areDisjoint(x, y)),
  )
  const differs = (aspect: string) => comparison.differences.find((each) => each.aspect === aspect)
  const [number, time, place, actor, negation, certainty] = [
    'number',
    'time',
    'place',
    'actor',
    'negation',
    'certainty',
  ].map(differs)
  const [levelA, levelB] = [a, b].map(({ content }) => levels.indexOf(content.certainty))
  const sources =
    a.content.source && b.content.source ? compareSources(a.content.source, b.content.source) : undefined
  const [timeA, timeB] = [a, b].map(({ content }) => Date.parse(content.analysis.report.published ?? ''))
  const hours = Number.isNaN(timeA) || Number.isNaN(timeB) ? 24 : Math.abs(timeA - timeB) / hour
  const is = (level: Certainty) =>
    Number(a.content.certainty === level) + Number(b.content.certainty === level)
  const times = [a.content.times.length > 0, b.content.times.length > 0]
  const direct = [a.content.direct, b.content.direct]
  const [eventA, eventB] = [a.content.event?.type, b.content.event?.type]
  const ahead = [isAhead(a.content), isAhead(b.content)]
  const count = (content: Proposition) => Math.max(1, content.content.analysis.sentences.length)
  const rank = (name: ClaimRank) =>
    Number(a.content.claim.rank === name) + Number(b.content.claim.rank === name)
  const least = Math.min
  const most = Math.max
  const features = Float64Array.of(
    least(ownA, ownB),
    most(ownA, ownB),
    least(wholeA, wholeB),
    most(wholeA, wholeB),
    least(aloneA, aloneB),
    most(aloneA, aloneB),
    dot(a.mean, b.mean),
    dot(a.sentenceMean, b.sentenceMean),
    dot(a.around, b.around),
    least(headA, headB),
    most(headA, headB),
    least(nameA, nameB),
    most(nameA, nameB),
    least(numberA, numberB),
    most(numberA, numberB),
    both(names),
    one(names),
    both(numbers),
    one(numbers),
    sameValues,
    least(a.values.size, b.values.size) - sameValues,
    most(a.values.size, b.values.size) - sameValues,
    Number(disjoint),
    sameNames,
    least(a.names.size, b.names.size) - sameNames,
    most(a.names.size, b.names.size) - sameNames,
    least(standing.rankA, standing.rankB),
    most(standing.rankA, standing.rankB),
    most(standing.leadA, standing.leadB),
    least(standing.leadA, standing.leadB),
    least(standing.commonA, standing.commonB),
    most(standing.commonA, standing.commonB),
    dot(a.mean, b.mean) - standing.commonA - standing.commonB,
    least(comparison.first, comparison.second),
    most(comparison.first, comparison.second),
    comparison.common,
    Number(comparison.sameHead),
    Number(comparison.otherHead),
    Number(comparison.otherMatter),
    Number(number !== undefined),
    Number(number?.hard ?? false),
    Number(time !== undefined),
    Number(time?.hard ?? false),
    Number(place !== undefined),
    Number(place?.hard ?? false),
    Number(actor !== undefined),
    Number(actor?.hard ?? false),
    Number(negation !== undefined),
    Number(negation?.hard ?? false),
    Number(certainty !== undefined),
    least(a.weight, b.weight),
    most(a.weight, b.weight),
    least(a.weight, b.weight) / most(a.weight, b.weight, 0.1),
    Number(a.content.language !== b.content.language),
    Number(a.content.polarity === b.content.polarity),
    Number(a.content.polarity === 'denied' && b.content.polarity === 'denied'),
    least(levelA, levelB),
    most(levelA, levelB),
    is('planned'),
    is('open'),
    is('reported'),
    Number(sources === 'same'),
    Number(sources === 'different'),
    Number(a.content.source !== undefined) + Number(b.content.source !== undefined),
    least(hours, 240),
    both(direct),
    one(direct),
    both(times),
    one(times),
    Math.abs(a.sentence / count(a) - b.sentence / count(b)),
    Number(eventA !== undefined && eventA === eventB),
    Number(eventA !== undefined && eventB !== undefined && eventA !== eventB),
    most(farA, farB),
    Number(hours < 1),
    rank('nominal'),
    rank('main'),
    dot(a.headMean, b.headMean),
    dot(a.beforeMean, b.beforeMean),
    dot(a.behindMean, b.behindMean),
    most(dot(a.beforeMean, b.behindMean), dot(a.behindMean, b.beforeMean)),
    least(worst(a, nearA), worst(b, nearB)),
    most(worst(a, nearA), worst(b, nearB)),
    both(ahead),
    one(ahead),
    hoursFromPlanToAct(a.content, b.content) ?? noPlanToAct,
    Number(a.content.status !== b.content.status),
  ) // prettier-ignore
  return { features, comparison }
}
