import { compareSources } from '../claims/source-differences.ts'
import { comparing } from '../words/comparing.ts'
import { type Candidate, dot } from './pair-features.ts'
import { type Proposition, pieceIs } from './proposition.ts'
import { stanceOf } from './stance.ts'

/** Log-odds that two claims say the same, from which on they may tell of one event by two doers. */
const leastOneEvent = -0.5
/** How near the words of both are aside from who does it, at least; and how near who does it is, at most. */
const leastRest = 0.5
const mostDoer = 0.55
/** How near a decision and what says that there is none must be, by their odds and by their words. */
const leastDecision = -6
const leastDecisionNear = 0.15
/** How near the words of two quotations of one speaker must be to be one. */
const leastQuotation = 0.65
/** Letters of a claim that are looked at. */
const longest = 400

/** Whether two claims tell of one event and have two named parties do it, by two sources. */
export function haveOtherDoers({ a, b, nearA, nearB }: Candidate, odds: number): boolean {
  if (odds < leastOneEvent || a.content.polarity !== b.content.polarity) return false
  if (a.content.certainty !== b.content.certainty || a.content.certainty === 'denied') return false
  // What stands before a noun is not who does it: "since Wednesday's explosion".
  if (a.content.claim.rank === 'nominal' || b.content.claim.rank === 'nominal') return false
  const [one, other] = [a.content.source, b.content.source]
  if (!one || !other || compareSources(one, other) !== 'different') return false
  const [x, y] = [splitByDoer(a, nearA), splitByDoer(b, nearB)]
  if (!x || !y) return false
  return Math.min(x.rest, y.rest) >= leastRest && Math.max(x.doer, y.doer) <= mostDoer
}

/** How near the words before the predicate are, and all the others; nothing where nobody is named before it. */
function splitByDoer(
  { content: { claim, analysis }, words, flags }: Proposition,
  near: Float32Array,
): { doer: number; rest: number } | undefined {
  const sums = [0, 0]
  const weights = [0, 0]
  for (let k = 0; k < near.length; k++) {
    if (!(flags[k] & pieceIs.own)) continue
    const side = words.starts[k] < claim.predicate[0] ? 0 : 1
    sums[side] += words.weights[k] * near[k]
    weights[side] += words.weights[k]
  }
  // A capital at the very beginning says nothing.
  const before = analysis.report.text.slice(claim.span[0] + 1, claim.predicate[0])
  if (!/\p{Lu}/u.test(before) || weights[0] === 0 || weights[1] === 0) return undefined
  return { doer: sums[0] / weights[0], rest: sums[1] / weights[1] }
}

/** Whether two claims are words of one speaker, as quoted, that say nearly the same: in two languages, or cut otherwise. */
export function areOneQuotation({ a, b, score }: Candidate): boolean {
  const [one, other] = [a.content.source, b.content.source]
  return (
    a.content.direct &&
    b.content.direct &&
    one !== undefined &&
    other !== undefined &&
    one.named &&
    other.named &&
    compareSources(one, other) === 'same' &&
    a.content.polarity === b.content.polarity &&
    score >= leastQuotation &&
    dot(a.mean, b.mean) >= leastQuotation
  )
}

/** Which of two claims says that nothing is decided, where the other has it decided or ordered; nothing elsewhere. */
export function undecidedOf({ a, b }: Candidate, odds: number): Proposition | undefined {
  if (odds < leastDecision || dot(a.mean, b.mean) < leastDecisionNear) return undefined
  const [one, other] = [a, b].map(isUndecided)
  if (one === other) return undefined
  const [undecided, decided] = one ? [a, b] : [b, a]
  return isDecided(decided) ? undecided : undefined
}

const textOf = ({ content: { analysis, claim } }: Proposition) =>
  analysis.report.text.slice(claim.span[0], Math.min(claim.span[1], claim.span[0] + longest)).toLowerCase()

const isUndecided = (one: Proposition) =>
  comparing[one.content.language].decision.none.test(textOf(one)) && one.content.claim.rank !== 'nominal'

function isDecided(one: Proposition): boolean {
  const { certainty, language, polarity } = one.content
  const { denied, deniedBySpeaker, negations } = stanceOf(one.content)
  if (denied || deniedBySpeaker || negations > 0) return false
  // "Has decided to send the fleet": what is decided is a claim of its own.
  const ids = new Set(one.content.claim.chain.map(({ attribution }) => attribution))
  if (one.content.analysis.attributions.some(({ id, act }) => ids.has(id) && act === 'decide')) return true
  if (one.content.claim.rank === 'nominal') return false
  return (
    (certainty === 'sure' || certainty === 'planned' || certainty === 'reported') &&
    polarity === 'affirmed' &&
    comparing[language].decision.taken.test(textOf(one))
  )
}
