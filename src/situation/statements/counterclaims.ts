import type { Attribution } from '../../contract/analysis.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { areDisjoint } from '../claims/number-differences.ts'
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
  /** Whether it says that it is not so, that it is otherwise, that somebody else did it, or that it was another number. */
  aspect: 'negation' | 'otherwise' | 'actor' | 'number'
}

/** Sentences back in which what a claim stands against may be. */
const reach = 2
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
    const bySentence = new Map<number, Proposition[]>()
    for (const one of claims) {
      const known = bySentence.get(one.sentence)
      if (known) known.push(one)
      else bySentence.set(one.sentence, [one])
    }
    const within = (sentence: number) => bySentence.get(sentence) ?? []
    const outer = new Set(claims.filter((one) => isOuter(one, within(one.sentence))))
    const found = claims.flatMap((counter): Counterclaim[] => {
      if (forms.has(counter) || !(outer.has(counter) || isSaid(counter, within(counter.sentence)))) return []
      const before = Array.from({ length: reach + 1 }, (_, back) => within(counter.sentence - back)).flat()
      const told = before.flatMap((against) => {
        const aspect = outer.has(against) && !forms.has(against) ? stands(counter, against) : undefined
        const near = dot(counter.mean, against.mean)
        return aspect
          ? [{ counter, against, odds: near - 1, aspect, order: orderOf(against, counter, near) }]
          : []
      })
      const [best] = told.toSorted((x, y) => y.order - x.order || x.against.index - y.against.index)
      return best ? [best] : []
    })
    // Where it is told who blames whom, it is not told again that one of them says otherwise.
    const blamed = new Set(found.flatMap((one) => (one.aspect === 'actor' ? [one.counter, one.against] : [])))
    return found.filter(({ counter, aspect }) => aspect !== 'otherwise' || !blamed.has(counter))
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

const isIn = (held: Attribution, { content: { claim } }: Proposition) =>
  held.content.some(([from, to]) => from <= claim.predicate[0] && claim.predicate[1] <= to)

/** What a speaker is said to say: no clause within that, and of what depends on "that" the first or what is denied. */
function isSaid(one: Proposition, claims: readonly Proposition[]): boolean {
  const { claim, certainty, polarity } = one.content
  const held = lastHolder(one)
  if (!held || held.sourceKind === 'unstated' || claim.rank === 'nominal' || certainty === 'open')
    return false
  const others = claims.filter(
    (other) => other !== one && other.content.claim.rank !== 'nominal' && isIn(held, other),
  )
  if (!isIn(held, one) || others.some((other) => isWithin(one, other))) return false
  const isFirst = others.every(
    (other) => other.sentence !== one.sentence || other.content.claim.span[0] >= claim.span[0],
  )
  return polarity === 'denied' || isFirst
}

/** Whether a clause tells in the outlet's voice that somebody is held to account: "the ministry blames a cable". */
function accuses({ content: { analysis, claim, language } }: Proposition): boolean {
  const { predicate, subject, chain } = claim
  if (chain.length > 1 || !subject || subject.span[1] > predicate[0]) return false
  const { text } = analysis.report
  return comparing[language].denial.accusing.test(
    text.slice(predicate[0], predicate[1] + verbReach).toLowerCase(),
  )
}
/** Letters behind a verb in which what goes with it stands: "points | to". */
const verbReach = 4

/** How far apart two claims stand in their report. */
interface Places {
  /** Sentences back. */
  back: number
  isParted: boolean
  isContrast: boolean
  near: number
}

/** Whether a claim stands against one before it, and how; nothing where it does not. */
function stands(counter: Proposition, against: Proposition): Counterclaim['aspect'] | undefined {
  const [a, b] = [counter.content, against.content]
  const back = counter.sentence - against.sentence
  if (back < 0 || back > reach || b.claim.span[1] > a.claim.span[0]) return undefined
  if (b.certainty === 'open') return undefined
  if (a.source && b.source && compareSources(a.source, b.source) === 'same') return undefined
  const { text } = a.analysis.report
  const lower = (from: number, to: number) => text.slice(from, Math.max(from, to)).toLowerCase()
  const [from] = a.analysis.sentences[counter.sentence] ?? a.claim.span
  const between = lower(back === 0 ? b.claim.span[1] : from, a.claim.predicate[0])
  const places: Places = {
    back,
    isParted: back === 0 && lower(b.claim.span[1] - 1, a.claim.span[0] + 1).includes(';'),
    isContrast: comparing[a.language].denial.contrasting.test(between),
    near: dot(counter.mean, against.mean),
  }
  const holder = lastHolder(counter)
  return holder ? answers(counter, holder, against, places) : blames(counter, against, places)
}

/** Whether what a speaker says answers what stands before it. */
function answers(
  { content: a }: Proposition,
  holder: Attribution,
  against: Proposition,
  { back, isParted, isContrast, near }: Places,
): Counterclaim['aspect'] | undefined {
  const b = against.content
  const other = lastHolder(against)
  if (holder.id === other?.id) return undefined
  const { text } = a.analysis.report
  const words = comparing[a.language].denial
  if (holder.act === 'accuse')
    return isContrast && near >= leastBare && a.polarity !== 'denied' ? 'actor' : undefined
  const own = text.slice(a.claim.span[0], Math.min(a.claim.span[1], a.claim.span[0] + longest)).toLowerCase()
  const kind = words.singling.test(own) ? 'actor' : haveOtherCounts(a, b) ? 'number' : 'otherwise'
  if (back > (kind === 'actor' ? reach : 1)) return undefined
  const isCounter = holder.cue.some((cue) => words.countering.test(text.slice(...cue).toLowerCase()))
  const { accusing, denied, negations, deniedBySpeaker } = stanceOf(b)
  const isDenied = denied || negations > 0 || deniedBySpeaker
  // "Will not sign" is no denial of what is told.
  const denies = a.polarity === 'denied' && a.claim.factuality === 'CT-'
  if (denies && !isDenied) {
    const isSetAgainst = b.certainty === 'reported' || accusing || isContrast || isParted || isCounter
    return isSetAgainst && near >= leastBare ? 'negation' : undefined
  }
  if (isDenied)
    return !denies && isContrast && denied && b.claim.factuality === 'CT-' ? 'otherwise' : undefined
  if (a.polarity === 'denied') return undefined
  if (isCounter && (back > 0 || isParted) && near >= leastBare) return kind
  return isParted && other !== undefined && near >= leastParted ? kind : undefined
}

/** Whether two claims count, and may count the same: one says no unit, or both have one in common. */
const haveOtherCounts = (a: ClaimContent, b: ClaimContent) =>
  a.numbers.some((x) =>
    b.numbers.some(
      (y) =>
        areDisjoint(x, y) &&
        (x.units.length === 0 || y.units.length === 0 || x.units.some((unit) => y.units.includes(unit))),
    ),
  )

/** Whether of two clauses one has somebody hold to account, and the other somebody else say otherwise. */
function blames(
  counter: Proposition,
  against: Proposition,
  { back, isParted, near }: Places,
): Counterclaim['aspect'] | undefined {
  const { claim, polarity } = counter.content
  if (polarity === 'denied' || against.content.polarity === 'denied' || !claim.subject) return undefined
  if (isParted && accuses(against) && claim.rank === 'main') return 'actor'
  const isStated = against.content.claim.chain.length === 1 && against.content.certainty === 'sure'
  return back === 1 && isStated && accuses(counter) && near >= leastBare ? 'otherwise' : undefined
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
