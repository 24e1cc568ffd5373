import type { Analysis, Attribution, Claim, Span } from '../../contract/analysis.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { comparing } from '../words/comparing.ts'
import { type Candidate, dot } from './pair-features.ts'
import { isAhead } from './plan-and-act.ts'
import { type Proposition, pieceIs } from './proposition.ts'
import { stanceOf } from './stance.ts'

/** A claim by which somebody says that another is not so. */
export interface Denial {
  denial: Proposition
  denied: Proposition
  /** How near they are: log-odds that they are one fact, or what stands for it where both are of one report. */
  odds: number
  /** What tells it. */
  by: string
}

/** What a claim denies: its own words, a thing that it names, or what was said before. */
interface Form {
  names: boolean
  pointsBack: boolean
  /** Log-odds that they are one fact, from which on a claim and what denies it are of one matter: in other words, by a speaker. */
  leastOdds: number
}
const ownWords: Form = { names: false, pointsBack: false, leastOdds: -1.8 }
const unheld: Form = { names: false, pointsBack: false, leastOdds: -1.4 }
const named: Form = { names: true, pointsBack: false, leastOdds: -0.9 }
const saidBefore: Form = { names: false, pointsBack: true, leastOdds: Number.POSITIVE_INFINITY }

/** Sentences before a denial in which what is denied may stand. */
const reach = 2
/** How near the words of a denial and of what stands before it must be, unless it points back. */
const leastNear = 0.15
/** Mean nearness of the words of a denial to those of what it denies. */
const leastShare = 0.3
/** Letters before a denial in its sentence from which on what it denies is said there. */
const roomBefore = 25
/** Letters of "that is", "c'est" before what is false. */
const longestPronoun = 12
/** Letters of a claim that are looked at. */
const longest = 600
/** Letters behind a verb of denial that may name what it denies. */
const objectReach = 160

/** The claims that deny something, and how. */
export function denialForms(byReport: readonly (readonly Proposition[])[]): Map<Proposition, Form> {
  const forms = new Map<Proposition, Form>()
  for (const claims of byReport)
    for (const one of claims) {
      const form = formOf(one, claims)
      if (form) forms.set(one, form)
    }
  return forms
}

/** How a claim denies something, by its words; nothing where it does not. */
function formOf(proposition: Proposition, claims: readonly Proposition[]): Form | undefined {
  const { content } = proposition
  const { analysis, claim, language } = content
  if (content.certainty === 'open' && !claim.marks.some(({ kind }) => kind === 'negation')) return undefined
  if (content.polarity === 'denied' && isDeniedByHolder(proposition)) return ownWords
  if (denierBeside(content)) return unheld
  const { text } = analysis.report
  const words = text.slice(claim.span[0], Math.min(claim.span[1], claim.span[0] + longest)).toLowerCase()
  if (content.polarity === 'denied' && comparing[language].denial.contrary.test(words)) return ownWords
  if (!isDenial(analysis, claim)) return undefined
  // What is denied is a claim of its own.
  const isInner = ({ content: other }: Proposition) =>
    other !== content &&
    other.report === content.report &&
    other.claim.span[0] >= claim.predicate[1] - 1 &&
    other.claim.span[1] <= claim.span[1] &&
    other.polarity === 'denied'
  if (claims.some(isInner)) return undefined
  const after = claim.predicate[1]
  const end = Math.min(claim.span[1], after + objectReach)
  const stop = /[,;:.—–]/u.exec(text.slice(after, end))
  const until = stop ? after + stop.index : end
  const names = content.items.some(
    ({ span, kind, weight }) => span[0] >= after && span[1] <= until && kind !== 'pronoun' && weight > 0,
  )
  return names ? named : saidBefore
}

/** Whether the verb of a claim denies something, or calls it false. */
function isDenial({ report: { text, language } }: Analysis, { span, predicate }: Claim): boolean {
  const { denier, false: isFalse, undergone } = comparing[language].denial
  const verb = text.slice(predicate[0], predicate[1]).toLowerCase()
  // Who is dismissed denies nothing; what is false is said to be so.
  return (
    denier.test(verb) &&
    (isFalse.test(verb) || !undergone.test(text.slice(span[0], predicate[0]).toLowerCase()))
  )
}

/**
 * Whom the words of a claim name that somebody denies something ("the rebel group denies"), where its outlet alone vouches for it:
 * UTF-16 offsets, half-open. Undefined where it denies nothing or names nobody.
 */
export function denierIn(analysis: Analysis, claim: Claim): Span | undefined {
  const { report, events } = analysis
  if (!claim.subject || claim.chain.length > 1 || !isDenial(analysis, claim)) return undefined
  const verb = report.text.slice(...claim.predicate).toLowerCase()
  if (comparing[report.language].denial.false.test(verb)) return undefined
  let [start, end] = claim.subject.span
  // What the reading takes apart ("le groupe", "rebelle") is one name where nothing stands between.
  for (const { span } of events.find(({ id }) => id === claim.event)?.actors ?? [])
    if (span[0] > end && span[1] <= claim.predicate[0] && report.text.slice(end, span[0]).trim() === '')
      end = span[1]
  return /\p{L}/u.test(report.text.slice(start, end)) ? [start, end] : undefined
}

/** Acts of which what depends on them is not denied with them: who denies a decision does not deny what was weighed. */
const weighed = new Set<string | undefined>(['decide', 'intend', 'promise', 'demand', 'advise', 'believe'])

/** Whether somebody is said to deny a claim, and not only what it depends on. */
function isDeniedByHolder(proposition: Proposition): boolean {
  const acts = heldBy(proposition).map(({ act }) => act)
  const at = acts.indexOf('deny')
  return (
    at >= 0 &&
    !(proposition.content.claim.rank === 'nominal' && acts.slice(at).some((act) => weighed.has(act)))
  )
}

/** The verb of denial beside a claim that is denied by it, where it was not read as speech: "the Front denied on Tuesday that …", "claims that … are false". */
export function denierBeside({ analysis, claim, language, polarity }: ClaimContent): Span | undefined {
  if (polarity !== 'denied' || claim.rank === 'nominal') return undefined
  const { text } = analysis.report
  return claim.marks.find(
    ({ kind, span: [from, to] }) =>
      kind === 'negation' &&
      (to <= claim.span[0]
        ? comparing[language].denial.denier.test(text.slice(from, to).toLowerCase())
        : from >= claim.span[1] && comparing[language].denial.false.test(text.slice(from, to).toLowerCase())),
  )?.span
}

const heldBy = ({ content: { claim, analysis } }: Proposition): Attribution[] => {
  return claim.chain.flatMap(({ attribution }) => {
    const found = attribution && analysis.attributions.find(({ id }) => id === attribution)
    return found ? [found] : []
  })
}

/** Whether a claim says that something is so, which somebody may deny. */
function isDeniable({ content }: Proposition, form: Form): boolean {
  const { denied, deniedBySpeaker } = stanceOf(content)
  return !denied && (form.pointsBack || !deniedBySpeaker)
}

/** Whether somebody, or the outlet by its reserve, is said to hold it. */
const isHeld = ({ content }: Proposition): boolean => {
  const { held, reserves, accusing } = stanceOf(content)
  return held > 0 || reserves > 0 || accusing
}

/**
 * Claims that a speaker denies: in words of their own ("denied that it struck"), as a thing named ("denied the arrest"), or
 * as what was said before ("the company denies it"), which stands in the same report.
 * @param candidates pairs of claims of two reports, with the log-odds that they are one fact
 * @param forms the claims that deny something, by `denialForms`
 */
export function denialsAmong(
  byReport: readonly (readonly Proposition[])[],
  candidates: readonly { candidate: Candidate; odds: number }[],
  forms: ReadonlyMap<Proposition, Form>,
): Denial[] {
  const found: Denial[] = []
  for (const { candidate, odds } of candidates)
    for (const [denial, denied] of [
      [candidate.a, candidate.b],
      [candidate.b, candidate.a],
    ]) {
      const form = forms.get(denial)
      if (!form || forms.has(denied) || odds < form.leastOdds || !isDeniable(denied, form)) continue
      if (denied.content.claim.rank === 'nominal' || isAsked(denied)) continue
      if (ownShare(denial, form, candidate) < leastShare || isOnlyPlanned(denied, denial)) continue
      found.push({ denial: shownFor(denial, byReport), denied, odds, by: 'denied-by-speaker' })
    }
  for (const claims of byReport)
    for (const denial of claims) {
      const form = forms.get(denial)
      const before = form && deniedBefore(denial, form, claims, forms)
      if (before) found.push(before)
    }
  return found
}

/** Whether what is denied is a decision, and what it may stand against a plan. */
const isOnlyPlanned = (denied: Proposition, { content: { analysis, claim, language } }: Proposition) =>
  isAhead(denied.content) &&
  comparing[language].decision.taken.test(analysis.report.text.slice(...claim.predicate).toLowerCase())

const isAccused = ({ content }: Proposition) => stanceOf(content).accusing

/** Whether a claim is asked and not said: "¿Quién firmó el decreto?". */
export const isAsked = ({ content: { analysis, claim } }: Proposition): boolean =>
  claim.marks.some(({ kind }) => kind === 'question') ||
  /^ ?\?/u.test(analysis.report.text.slice(claim.span[1], claim.span[1] + 2))

/** How much of a denial stands in what it may deny. */
function ownShare(denial: Proposition, form: Form, { a, nearA, nearB }: Candidate): number {
  const near = denial === a ? nearA : nearB
  const { words, flags } = denial
  const after = denial.content.claim.predicate[1]
  let [sum, weight, sumAfter, weightAfter] = [0, 0, 0, 0]
  for (let k = 0; k < near.length; k++)
    if (flags[k] & pieceIs.own) {
      sum += words.weights[k] * near[k]
      weight += words.weights[k]
      if (words.starts[k] < after) continue
      sumAfter += words.weights[k] * near[k]
      weightAfter += words.weights[k]
    }
  // Who denies it need not stand there.
  if (form.names && weightAfter > 0) return sumAfter / weightAfter
  return weight > 0 ? sum / weight : 0
}

/** A noun or infinitive that is denied does not say so: the clause around it does. */
function shownFor(denial: Proposition, byReport: readonly (readonly Proposition[])[]): Proposition {
  const { report, claim } = denial.content
  if (claim.rank !== 'nominal') return denial
  const around = byReport
    .flatMap((claims) => (claims[0]?.content.report === report ? claims : []))
    .filter(
      ({ content: { claim: one, language }, sentence }) =>
        one.rank !== 'nominal' &&
        sentence === denial.sentence &&
        one.span[0] <= claim.span[0] &&
        claim.span[1] <= one.span[1] &&
        comparing[language].denial.denier.test(
          denial.content.analysis.report.text.slice(one.predicate[0], one.predicate[1]).toLowerCase(),
        ),
    )
  return around[0] ?? denial
}

/** Whether a clause stands before the predicate of what is said of it. */
const isInSubject = ({ content: { claim } }: Proposition, [from, to]: Span) =>
  claim.span[0] <= from && to <= claim.predicate[0]

/** What a claim denies of what its own report says before it, or beside it in one sentence. */
function deniedBefore(
  denial: Proposition,
  form: Form,
  claims: readonly Proposition[],
  forms: ReadonlyMap<Proposition, Form>,
): Denial | undefined {
  const order = (one: Proposition) => {
    const { certainty, claim } = one.content
    const { reserves, held } = stanceOf(one.content)
    return (
      dot(one.mean, denial.mean) +
      (reserves > 0 || certainty === 'reported' ? 0.5 : certainty === 'sure' ? 0 : 0.3) +
      (held > 0 ? 0.3 : 0) +
      (claim.rank === 'main' ? 0.4 : 0) +
      Math.min(one.weight, 3) / 6
    )
  }
  const { span, predicate } = denial.content.claim
  const { analysis, language } = denial.content
  const { text } = analysis.report
  const [from] = analysis.sentences[denial.sentence] ?? span
  // What "it" is stands in the same sentence where there is room for it.
  const hasBefore = span[0] - from >= roomBefore
  const isFalse = comparing[language].denial.false.test(text.slice(...predicate).toLowerCase())
  // "One of the two versions is false" tells not which.
  if (
    isFalse &&
    predicate[0] - span[0] > longestPronoun &&
    !claims.some((one) => one !== denial && isInSubject(denial, one.content.claim.span))
  )
    return undefined
  const stands = ({ content: { claim, certainty } }: Proposition, back: number) => {
    if (back > 0) return true
    // "The claims that it did so are false".
    if (isInSubject(denial, claim.span)) return true
    // "… would have done it, which she denies"; "the reports, which she denied, that it would …".
    const isAround = claim.span[0] < span[0] && span[1] <= claim.span[1]
    if (isAround) return form.pointsBack && claim.predicate[1] <= span[0]
    const isRelative = denial.content.claim.rank === 'embedded'
    return claim.span[1] <= span[0] || (isRelative && claim.span[0] >= span[1] && certainty === 'reported')
  }
  // "The army said that it was a drill, and denied any plot": what it says itself it does not deny.
  const deniers = analysis.attributions.filter(({ cue }) =>
    cue.some(([start, end]) => start < predicate[1] && predicate[0] < end),
  )
  const isOwn = (one: Proposition) => {
    const held = heldBy(one).at(-1)
    return deniers.some(
      ({ source, sourceEntity }) =>
        held !== undefined &&
        ((sourceEntity && sourceEntity === held.sourceEntity) ||
          source.some(([start, end]) => held.source.some(([first, last]) => start < last && first < end))),
    )
  }
  const isParted = ({ content: { claim } }: Proposition) =>
    claim.span[1] <= span[0] && /[;:]/u.test(text.slice(claim.span[1] - 1, span[0]))
  for (let back = 0; back <= (form.pointsBack && !hasBefore ? reach : form.pointsBack ? 0 : 1); back++) {
    const there = claims.filter(
      (one) =>
        one.sentence === denial.sentence - back &&
        one.content.claim.rank !== 'nominal' &&
        !forms.has(one) &&
        !isOwn(one) &&
        isDeniable(one, form) &&
        stands(one, back) &&
        (form.pointsBack
          ? isHeld(one) || back === 1 || isParted(one) || isInSubject(denial, one.content.claim.span)
          : isHeld(one) && (back === 0 || isAccused(one))),
    )
    if (there.length === 0) continue
    const [denied] = there.toSorted((x, y) => order(y) - order(x) || y.index - x.index)
    const near = dot(denied.mean, denial.mean)
    if (!form.pointsBack && near < leastNear) return undefined
    return { denial, denied, odds: form.pointsBack ? 0 : near - 1, by: 'denied-beside' }
  }
  return undefined
}
