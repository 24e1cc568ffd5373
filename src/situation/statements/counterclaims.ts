import type { Attribution } from '../../contract/analysis.ts'
import { compareSources } from '../claims/source-differences.ts'
import { comparing } from '../words/comparing.ts'
import { dot } from './pair-features.ts'
import type { Proposition } from './proposition.ts'
import { stanceOf } from './stance.ts'

/** What one says against what stands beside it in one report. */
export interface Counterclaim {
  counter: Proposition
  against: Proposition
  /** Nearness of their words, less 1: beside what is judged, little. */
  odds: number
  /** Whether it says that it is not so, that it is otherwise, or that somebody else did it. */
  aspect: 'negation' | 'otherwise' | 'actor'
}

/** How near the words of two claims must be: by what else sets them against each other. */
const leastBare = 0.2
const leastParted = 0.3
/** Letters of a claim that are looked at. */
const longest = 400

/**
 * Claims that two speakers, or the outlet and a speaker, make against each other side by side: "… was seized at home. His
 * lawyer insists that …"; "the army says …; the rebels that …". Reporters set out a dispute so, whatever its words.
 * @param byReport the claims of each report, in their order
 * @param forms the claims that deny something in words of denial: told elsewhere
 */
export function counterclaimsAmong(
  byReport: readonly (readonly Proposition[])[],
  forms: ReadonlyMap<Proposition, unknown>,
): Counterclaim[] {
  return byReport.flatMap((claims) => {
    const outer = claims.filter((one) => isOuter(one, claims))
    return claims.flatMap((counter) => {
      if (forms.has(counter) || !isSaid(counter, claims)) return []
      const found = outer.flatMap((against) => {
        const aspect = forms.has(against) ? undefined : stands(counter, against)
        const near = dot(counter.mean, against.mean)
        return aspect ? [{ counter, against, odds: near - 1, aspect, order: orderOf(against, counter, near) }] : []
      })
      const [best] = found.toSorted((x, y) => y.order - x.order)
      return best ? [best] : []
    })
  })
}

const lastHolder = ({ content: { claim, analysis } }: Proposition): Attribution | undefined => {
  const last = claim.chain[claim.chain.length - 1].attribution
  return last ? analysis.attributions.find(({ id }) => id === last) : undefined
}

const isWithin = (one: Proposition, other: Proposition) => {
  const [[from, to], [start, end]] = [one.content.claim.span, other.content.claim.span]
  return one !== other && start <= from && to <= end && end - start > to - from
}

/** Whether it is a clause that stands in no other. */
const isOuter = (one: Proposition, claims: readonly Proposition[]) =>
  one.content.claim.rank !== 'nominal' &&
  !claims.some((other) => other.content.claim.rank !== 'nominal' && isWithin(one, other))

/** Whether it is what a speaker is said to say, and no clause within that. */
function isSaid(one: Proposition, claims: readonly Proposition[]): boolean {
  const { claim, certainty } = one.content
  const held = lastHolder(one)
  if (!held || held.sourceKind === 'unstated' || claim.rank === 'nominal' || certainty === 'open') return false
  const isIn = ({ content }: Proposition) =>
    held.content.some(([from, to]) => from <= content.claim.predicate[0] && content.claim.predicate[1] <= to)
  return isIn(one) && !claims.some((other) => other.content.claim.rank !== 'nominal' && isIn(other) && isWithin(one, other))
}

/** Whether a claim stands against one before it, and how; nothing where it does not. */
function stands(counter: Proposition, against: Proposition): Counterclaim['aspect'] | undefined {
  const [a, b] = [counter.content, against.content]
  const back = counter.sentence - against.sentence
  if (back < 0 || back > 1 || against.content.claim.span[1] > a.claim.span[0]) return undefined
  const isReserved = b.certainty === 'reported'
  if (b.certainty === 'open' && !isReserved) return undefined
  const [holder, other] = [lastHolder(counter), lastHolder(against)]
  if (!holder || holder.id === other?.id) return undefined
  if (a.source && b.source && compareSources(a.source, b.source) === 'same') return undefined
  const { text } = a.analysis.report
  const words = comparing[a.language].denial
  const lower = (from: number, to: number) => text.slice(from, Math.max(from, to)).toLowerCase()
  const [from] = a.analysis.sentences[counter.sentence] ?? a.claim.span
  const between = lower(back === 0 ? b.claim.span[1] : from, a.claim.predicate[0])
  const near = dot(counter.mean, against.mean)
  const isParted = back === 0 && lower(b.claim.span[1] - 1, a.claim.span[0] + 1).includes(';')
  const isContrast = words.contrasting.test(between)
  const isCounter = holder.cue.some((cue) => words.countering.test(lower(...cue)))
  const { accusing, denied, negations, deniedBySpeaker } = stanceOf(b)
  const isDenied = denied || negations > 0 || deniedBySpeaker
  // "Will not sign" is no denial of what is told.
  const denies = a.polarity === 'denied' && a.claim.factuality === 'CT-'
  const own = lower(a.claim.span[0], Math.min(a.claim.span[1], a.claim.span[0] + longest))
  const singles = words.singling.test(own)
  if (denies && !isDenied) {
    const isSetAgainst = isReserved || accusing || isContrast || isParted || isCounter || other !== undefined
    return isSetAgainst && near >= leastBare ? 'negation' : undefined
  }
  if (isDenied) return !denies && isContrast && denied && b.claim.factuality === 'CT-' ? 'otherwise' : undefined
  if (a.polarity === 'denied') return undefined
  if (isCounter && back + Number(isParted) > 0 && near >= leastBare) return singles ? 'actor' : 'otherwise'
  return isParted && other !== undefined && near >= leastParted ? (singles ? 'actor' : 'otherwise') : undefined
}

/** Of several that stand before it, which is most likely meant. */
function orderOf({ content, sentence }: Proposition, counter: Proposition, near: number): number {
  const { accusing } = stanceOf(content)
  return (
    near +
    (content.claim.rank === 'main' ? 0.4 : 0) +
    (accusing || content.certainty === 'reported' ? 0.4 : 0) +
    (sentence === counter.sentence ? 0.2 : 0)
  )
}
