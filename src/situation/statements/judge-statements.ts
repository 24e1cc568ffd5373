import type { Analysis } from '../../contract/analysis.ts'
import { areOfTheirOwnDays } from '../claims/bulletin-days.ts'
import type { ClaimContent, ContentNumber } from '../claims/claim-content.ts'
import { type ClaimComparison, compareClaims } from '../claims/compare-claims.ts'
import type { WordVectors } from '../vectors/report-vectors.ts'
import { candidatesOf } from './candidates.ts'
import { haveNearHours, haveOtherHours, shareAnHour } from './clock-times.ts'
import { alsoIn, clusterOf, type Edge, PairOdds } from './cluster.ts'
import { counterclaimsAmong } from './counterclaims.ts'
import { denialForms, denialsAmong, isAsked } from './denials.ts'
import { type CountedNumber, countedNumbers, figureFeatures } from './figure-pairs.ts'
import type { ClaimGroup, ClaimPair, GroupedClaims } from './group-into-statements.ts'
import { areOneQuotation, haveOtherDoers, undecidedOf } from './other-conflicts.ts'
import { align, type Candidate, dot, featuresOf } from './pair-features.ts'
import type { PairJudge } from './pair-judge.ts'
import { hoursFromPlanToAct } from './plan-and-act.ts'
import type { Proposition } from './proposition.ts'
import { storyPropositions } from './story-propositions.ts'
import { haveOppositeBounds } from './time-bounds.ts'

/** What claims are compared by beside their words: vectors of words in context, and a judge of pairs. */
export interface Comparer {
  readonly vectors: Pick<WordVectors, 'of'>
  readonly judge: PairJudge
}

/** Two claims that speak of one thing and cannot both hold: the first denies the second. */
export interface OpposedPair extends ClaimPair {
  /** Log-odds that they do. */
  odds: number
  /** What tells it. */
  by: string
  /** In what: whether it is so, when, by whom, how many, or whether it is decided. */
  aspect: 'negation' | 'time' | 'actor' | 'decision' | 'number'
  /** The first says that it is otherwise, in words that deny nothing. */
  otherwise?: boolean
}

/** A number in a claim that stands for a value of a figure. */
export interface FigureMember {
  claim: ClaimContent
  number: ContentNumber
}

/** Two claims of two reports that are near, with the log-odds that they say the same. */
export interface NearPair {
  a: ClaimContent
  b: ClaimContent
  odds: number
}

export interface JudgedClaims extends GroupedClaims {
  /** Pairs that speak of one matter, whether or not they came into one statement. */
  near: NearPair[]
  opposed: OpposedPair[]
  /** Numbers of several reports that count the same thing, whatever their values. */
  figures: FigureMember[][]
}

/** Mean log-odds from which on groups are one; what a pair that is no candidate counts. */
const leastOdds = 0.2
/** The same for a claim that belongs to a second statement. */
const leastAlso = 0.7
const unknownOdds = -3
/** Mean log-odds from which on numbers count the same thing. */
const leastFigure = -2.7
/** Log-odds of two unequal numbers from which on they are shown beside each other. */
const leastUnequal = 0.5
/** Log-odds at least of two quotations of one speaker in nearly the same words. */
const quotationOdds = 1
/** Log-odds from which on two claims speak of one matter. */
const leastNear = -0.8
/** Log-odds below which a pair is not kept. */
const leastKept = -3

/**
 * Groups the claims of the reports of one story into statements, in the order of the reports: pairs that are near by
 * their words' vectors, names and numbers are judged, and groups made where all pairs of two groups together speak for it.
 * Cost grows with the square of the reports: for stories of a size that is bounded.
 */
export function judgeStatements(analyses: readonly Analysis[], { vectors, judge }: Comparer): JudgedClaims {
  const byReport = storyPropositions(analyses, (analysis) => vectors.of(analysis))
  const all = byReport.flat()
  const edges: Edge[] = []
  const forms = denialForms(byReport)
  const opposed: OpposedPair[] = []
  const judged: { candidate: Candidate; odds: number }[] = []
  const apart: ClaimPair[] = []
  /** Pairs that can be no one fact, by their places. */
  const barred = new Set<number>()
  for (const { candidate, standing } of candidatesOf(byReport)) {
    const { features, comparison } = featuresOf(candidate, standing)
    const [a, b] = [candidate.a.index, candidate.b.index]
    const judgedOdds = judge.odds('same', features)
    const odds = areOneQuotation(candidate) ? Math.max(judgedOdds, quotationOdds) : judgedOdds
    if (odds > leastKept) edges.push({ a, b, odds })
    const pair = { a: all[a].content, b: all[b].content, comparison }
    const at = timeConflictOf(candidate, comparison, odds)
    if (at) opposed.push({ ...pair, odds, by: at, aspect: 'time' })
    const otherDoers = haveOtherDoers(candidate, odds)
    if (otherDoers) opposed.push({ ...pair, odds, by: 'other-doers', aspect: 'actor' })
    const undecided = undecidedOf(candidate, odds)
    if (undecided) {
      const [one, other] = undecided.index === a ? [pair.a, pair.b] : [pair.b, pair.a]
      opposed.push({ ...pair, a: one, b: other, odds, by: 'undecided-and-decided', aspect: 'decision' })
    }
    if (
      areExclusive(candidate, comparison) ||
      arePlanAndAct(candidate) ||
      isOneDenied(candidate, forms) ||
      isAsked(candidate.a) !== isAsked(candidate.b) ||
      otherDoers ||
      undecided !== undefined ||
      at === 'opposite-bounds' ||
      haveOtherHours(candidate.a.content, candidate.b.content) ||
      haveNearHours(candidate.a.content, candidate.b.content)
    )
      barred.add(a * all.length + b)
    judged.push({ candidate, odds })
    if (comparison.differences.length > 0) apart.push(pair)
  }
  for (const { denial, denied, odds, by } of denialsAmong(byReport, judged, forms)) {
    const [a, b] = [denial.content, denied.content]
    opposed.push({ a, b, comparison: compareClaims(a, b), odds, by, aspect: 'negation' })
  }
  for (const { counter, against, odds, aspect } of counterclaimsAmong(byReport, forms)) {
    const [a, b] = [counter.content, against.content]
    const pair = { a, b, comparison: compareClaims(a, b), odds, by: 'countered-beside' }
    opposed.push({
      ...pair,
      aspect: aspect === 'otherwise' ? 'negation' : aspect,
      ...(aspect === 'otherwise' ? { otherwise: true } : {}),
    })
  }
  const reportOf = all.map(({ content }) => content.report)
  const pairOdds = new PairOdds(all.length, edges, unknownOdds, ({ a, b }) => barred.has(a * all.length + b))
  const of = clusterOf(reportOf, pairOdds, leastOdds)
  const contents = all.map(({ content }) => content)
  const groups: ClaimGroup[] = []
  const groupOf = new Map<ClaimContent, ClaimGroup>()
  const byNumber = new Map<number, ClaimGroup>()
  of.forEach((number, k) => {
    const content = contents[k]
    const known = byNumber.get(number)
    const group = known ?? { members: [] }
    if (!known) {
      byNumber.set(number, group)
      groups.push(group)
    }
    const crossing = group.members.some((one) => one.content.language !== content.language)
    group.members.push({ content, by: known ? (crossing ? 'judged-across-languages' : 'judged') : 'first' })
    groupOf.set(content, group)
  })
  const numbersOf = new Map<ClaimGroup, number[]>()
  of.forEach((number, k) => {
    const group = byNumber.get(number)
    if (group) numbersOf.set(group, [...(numbersOf.get(group) ?? []), k])
  })
  const also = alsoIn(
    reportOf,
    groups.map((group) => numbersOf.get(group) ?? []),
    pairOdds,
    leastAlso,
  )
  groups.forEach((group, k) => {
    for (const number of also[k]) group.members.push({ content: contents[number], by: 'judged-also' })
  })
  const areApart = ({ a, b }: ClaimPair) => groupOf.get(a) !== groupOf.get(b)
  const stand = (['negation', 'time', 'actor', 'number', 'decision'] as const).flatMap((aspect) =>
    nearestOnly(
      opposed.filter((pair) => pair.aspect === aspect && areApart(pair)),
      groupOf,
    ),
  )
  const figures = figuresOf(all, judge)
  // A noun that no other report tells of is nothing to show.
  const needed = new Set([
    ...stand.flatMap(({ a, b }) => [groupOf.get(a), groupOf.get(b)]),
    ...figures.flatMap((members) => members.map(({ claim }) => groupOf.get(claim))),
  ])
  const told = (group: ClaimGroup | undefined) =>
    group !== undefined &&
    (needed.has(group) ||
      group.members.some(({ content }) => content.claim.rank !== 'nominal') ||
      group.members.some(({ content }) => content.report !== group.members[0].content.report))
  const shown = groups.filter(told)
  for (const [content, group] of groupOf) if (!told(group)) groupOf.delete(content)
  return {
    groups: shown,
    contents: contents.filter((content) => groupOf.has(content)),
    groupOf,
    apart: apart.filter((pair) => groupOf.has(pair.a) && groupOf.has(pair.b) && areApart(pair)),
    near: judged
      .filter(({ odds }) => odds >= leastNear)
      .map(({ candidate: { a, b }, odds }) => ({ a: a.content, b: b.content, odds })),
    opposed: stand,
    figures,
  }
}

/** Log-odds from which on two claims tell of one thing, though at other hours or on other days. */
const leastOtherHours = 0.3
const leastSharedHour = -2
const leastOtherDays = 0.6
/** The same where one says by when and the other not before when, and how near their words must be. */
const leastBounds = -2.9
const leastBoundsNear = 0.3

/** What tells that two claims have one thing happen at two times; nothing where they do not. */
function timeConflictOf(
  { a, b }: Candidate,
  { differences }: ClaimComparison,
  odds: number,
): string | undefined {
  const leastHours = shareAnHour(a.content, b.content) ? leastSharedHour : leastOtherHours
  if (odds >= leastHours && haveNearHours(a.content, b.content)) return 'other-hours'
  if (
    odds >= leastBounds &&
    dot(a.mean, b.mean) >= leastBoundsNear &&
    haveOppositeBounds(a.content, b.content)
  )
    return 'opposite-bounds'
  const isPast = ({ content: { certainty, claim } }: Proposition) =>
    certainty === 'sure' && claim.rank !== 'nominal'
  const sharesValue = [...a.values].some((value) => b.values.has(value))
  const onOtherDays =
    differences.some(({ aspect, hard }) => aspect === 'time' && hard) &&
    !areOfTheirOwnDays(a.content, b.content)
  return odds >= leastOtherDays && onOtherDays && sharesValue && isPast(a) && isPast(b)
    ? 'other-days'
    : undefined
}

/** Whether one of two claims denies something and the other does not. */
function isOneDenied({ a, b }: Candidate, forms: ReadonlyMap<Proposition, unknown>): boolean {
  const [one, other] = [a, b].map((each) => forms.has(each) || each.content.polarity === 'denied')
  return (forms.has(a) || forms.has(b)) && one !== other
}

/** Hours from which on what lay ahead in one report and is done in a later one was not merely read otherwise. */
const leastToAct = 6

/** Whether what one claim has ahead a later report tells as done: a visit planned is none made. */
const arePlanAndAct = ({ a, b }: Candidate): boolean =>
  (hoursFromPlanToAct(a.content, b.content) ?? 0) >= leastToAct

/** Whether two claims exclude each other: other counts of one unit, so and not so, other days. */
function areExclusive({ a, b }: Candidate, { differences }: ClaimComparison): boolean {
  const sameValue = [...a.values].some((value) => b.values.has(value))
  return differences.some(
    ({ aspect, hard }) =>
      hard && (aspect === 'negation' || aspect === 'time' || (aspect === 'number' && !sameValue)),
  )
}

/** Of the pairs of each denial the one that is nearest, and likewise of each statement denied. */
function nearestOnly(
  pairs: readonly OpposedPair[],
  groupOf: ReadonlyMap<ClaimContent, ClaimGroup>,
): OpposedPair[] {
  const seen = new Set<ClaimGroup | undefined>()
  return pairs
    .toSorted((x, y) => y.odds - x.odds)
    .filter(({ a, b }) => {
      const sides = [groupOf.get(a), groupOf.get(b)]
      if (sides.some((side) => seen.has(side))) return false
      for (const side of sides) seen.add(side)
      return true
    })
}

/** How near the nouns of two units must be that are not known to be one. */
const leastUnitNear = 0.8

/** Whether two numbers are known to count other things: miles and dead. */
function countOthers(a: CountedNumber, b: CountedNumber): boolean {
  const [one, other] = [a.number.units, b.number.units]
  if (one.length === 0 || other.length === 0 || one.some((unit) => other.includes(unit))) return false
  return dot(a.unitMean, b.unitMean) < leastUnitNear
}

/** Numbers that count the same thing, in whatever reports. */
function figuresOf(all: readonly Proposition[], judge: PairJudge): FigureMember[][] {
  const numbers = countedNumbers(all)
  const edges: Edge[] = []
  // A claim may hold many numbers, which stand side by side: it is held against each other claim once.
  let last: Proposition | undefined
  const alignedWithLast = new Map<Proposition, Candidate>()
  numbers.forEach((one, a) => {
    if (one.proposition !== last) alignedWithLast.clear()
    last = one.proposition
    for (let b = a + 1; b < numbers.length; b++) {
      const other = numbers[b]
      const aligned = alignedWithLast.get(other.proposition) ?? align(one.proposition, other.proposition)
      alignedWithLast.set(other.proposition, aligned)
      const odds = judge.odds('figure', figureFeatures(one, other, aligned))
      if (odds > leastKept) edges.push({ a, b, odds })
    }
  })
  const of = clusterOf(
    // Of two parties one report gives both counts: here its own numbers speak for and against as others do.
    numbers.map((_, k) => String(k)),
    new PairOdds(numbers.length, edges, unknownOdds, ({ a, b }) => countOthers(numbers[a], numbers[b])),
    leastFigure,
  )
  // Where no two unequal numbers are near, nothing says that one thing was counted twice.
  const isUnequal = ({ number: one }: CountedNumber, { number: other }: CountedNumber) =>
    one.low !== other.low || one.high !== other.high
  const surely = new Set(
    edges.flatMap(({ a, b, odds }) =>
      odds >= leastUnequal && of[a] === of[b] && isUnequal(numbers[a], numbers[b]) ? [of[a]] : [],
    ),
  )
  const found = new Map<number, FigureMember[]>()
  of.forEach((number, k) => {
    const member = { claim: numbers[k].proposition.content, number: numbers[k].number }
    const known = found.get(number)
    if (known) known.push(member)
    else found.set(number, [member])
  })
  const isTold = (members: readonly FigureMember[]) =>
    new Set(members.map(({ claim }) => claim.report)).size > 1 &&
    members.some(({ number }) => number.unit !== '')
  return [...found].flatMap(([k, members]) => (surely.has(k) && isTold(members) ? [members] : []))
}
