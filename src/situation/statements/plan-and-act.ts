import type { Analysis } from '../../contract/analysis.ts'
import { onceOf } from '../../engine/once-of.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { comparing, forEachLanguage } from '../words/comparing.ts'

const hour = 3_600_000
/** Hours that are told apart at most. */
const mostHours = 96
/** Characters before an infinitive or a noun in which its verb stands, and between that verb and it. */
const verbReach = 32
const behindVerb = forEachLanguage(
  (language) => new RegExp(`${comparing[language].ahead.source}[^.,;:]{0,10}$`, 'u'),
)
/** Characters of a claim before its predicate that are looked at. */
const longest = 200

/** Where the words begin by which a report leaves something possible. */
const modalsOf = onceOf(
  (analysis: Analysis): ReadonlySet<number> =>
    new Set(
      analysis.claims.flatMap(({ marks }) =>
        marks.flatMap(({ kind, span }) => (kind === 'modal' ? [span[0]] : [])),
      ),
    ),
)

/** Whether what a claim tells lay ahead when it was told: planned, possible, expected, or of a day after its report's. */
export const isAhead = onceOf(liesAhead)

function liesAhead({ certainty, claim, times, status, analysis, language }: ClaimContent): boolean {
  if (certainty === 'planned' || status === 'planned') return true
  // "Les recherches pourraient …": the verb that makes it possible was read as what is said.
  if (claim.rank === 'nominal' && modalsOf(analysis).has(claim.predicate[0])) return true
  const isPossible = certainty === 'open' && claim.marks.some(({ kind }) => kind === 'modal')
  if (isPossible || claim.marks.some(({ kind }) => kind === 'future')) return true
  const { text, published } = analysis.report
  const [start] = claim.span
  const [verb, end] = claim.predicate
  const own = text.slice(Math.max(start, verb - longest), end).toLowerCase()
  if (comparing[language].ahead.test(own)) return true
  const before = text.slice(Math.max(0, start - verbReach), start).toLowerCase()
  if (claim.rank !== 'main' && behindVerb[language].test(before)) return true
  const day = published?.slice(0, 10)
  return day !== undefined && times.some(({ from }) => from !== undefined && from.slice(0, 10) > day)
}

/**
 * Hours from the report in which something lies ahead to that which tells it as done, at most 96 either way: below 0 where
 * the act was told first. Undefined where both or neither lie ahead, or a time of publication is not known.
 */
export function hoursFromPlanToAct(a: ClaimContent, b: ClaimContent): number | undefined {
  const [ahead, other] = [isAhead(a), isAhead(b)]
  if (ahead === other) return undefined
  const [plan, act] = ahead ? [a, b] : [b, a]
  if (act.certainty !== 'sure' || act.claim.rank === 'nominal') return undefined
  const [from, to] = [plan, act].map(({ analysis }) => Date.parse(analysis.report.published ?? ''))
  if (Number.isNaN(from) || Number.isNaN(to)) return undefined
  return Math.max(-mostHours, Math.min(mostHours, (to - from) / hour))
}
