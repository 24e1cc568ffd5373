import type { Analysis } from '../../contract/analysis.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import type { ClaimComparison } from '../claims/compare-claims.ts'
import type { WordVectors } from '../vectors/report-vectors.ts'
import { candidatesOf } from './candidates.ts'
import { clusterOf, type Edge } from './cluster.ts'
import type { ClaimGroup, ClaimPair, GroupedClaims } from './group-into-statements.ts'
import { featuresOf } from './pair-features.ts'
import type { PairJudge } from './pair-judge.ts'
import { storyPropositions } from './story-propositions.ts'

/** What claims are compared by beside their words: vectors of words in context, and a judge of pairs. */
export interface Comparer {
  readonly vectors: Pick<WordVectors, 'of'>
  readonly judge: PairJudge
}

/** Two claims of which the judge says that they speak of one thing and cannot both hold. */
export interface OpposedPair extends ClaimPair {
  /** Log-odds that they do. */
  odds: number
}

export interface JudgedClaims extends GroupedClaims {
  opposed: OpposedPair[]
}

/** Mean log-odds from which on groups are one; what a pair that is no candidate counts. */
const leastOdds = 0.6
const unknownOdds = -3
/** Log-odds from which on a pair is told as opposed. */
const leastOpposed = -1
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
  const opposed: OpposedPair[] = []
  const apart: ClaimPair[] = []
  const comparisons = new Map<number, ClaimComparison>()
  const key = (a: number, b: number) => (a < b ? a * all.length + b : b * all.length + a)
  for (const { candidate, standing } of candidatesOf(byReport)) {
    const { features, comparison } = featuresOf(candidate, standing)
    const [a, b] = [candidate.a.index, candidate.b.index]
    const odds = judge.odds('same', features)
    if (odds > leastKept) edges.push({ a, b, odds })
    comparisons.set(key(a, b), comparison)
    const against = judge.odds('opposed', features)
    const pair = { a: all[a].content, b: all[b].content, comparison }
    if (against > leastOpposed) opposed.push({ ...pair, odds: against })
    if (comparison.differences.length > 0) apart.push(pair)
  }
  const of = clusterOf(
    all.map(({ content }) => content.report),
    edges,
    leastOdds,
    unknownOdds,
    () => false,
  )
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
  return {
    groups,
    contents,
    groupOf,
    apart: apart.filter(({ a, b }) => groupOf.get(a) !== groupOf.get(b)),
    opposed: opposed.filter(({ a, b }) => groupOf.get(a) !== groupOf.get(b)),
  }
}
