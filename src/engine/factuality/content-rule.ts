import { isFiniteVerb, isImpersonal } from './clause-forms.ts'
import { complementState, neutralClasses } from './complement-state.ts'
import { isScarce, telling } from './content-clauses.ts'
import type { Tokens } from './document.ts'
import { copyEvidence, markOf, note } from './evaluation.ts'
import type { Inheritance, InheritanceRule } from './inheritance.ts'
import type { FactualityWords, GovernorClass } from './lexicon.ts'
import { lowerOf, negativeWord, readOwn, subordinationAt } from './own-marks.ts'
import { classOf, isContentNoun } from './predicates.ts'
import { certain, denied, type State, unknown } from './states.ts'

/** Classes for which the words decide, whatever a model would weigh, where the governor stands right before its clause. */
const deciding: ReadonlySet<GovernorClass> = new Set([
  'prove',
  'certain',
  'true',
  'false',
  'impossible',
  'possible',
  'probable',
  'unlikely',
  'deny',
  'doubt',
  'believe',
  'suspect',
  'report',
])

/** A clause right behind the word that judges it: "es falso que", "no evidence that", "n'a pas confirmé que". */
export const contentRule: InheritanceRule = {
  name: 'content',
  apply(at) {
    const { tokens, words, governor } = at
    if (governor < 0) return contentByTree(at)
    const kind = classOf(tokens, words, governor)
    if (kind !== undefined && (telling.has(kind) || !isContentNoun(tokens, words, governor)))
      return judge(at, governor, kind)
    const verdict = verdictOn(at, governor)
    return verdict?.kind === 'false' && judge(at, governor, 'report')
  },
}

/** The same where the tree shows it and no complementizer does: "denied the dam leaked", "no evidence the dam leaked". */
function contentByTree(at: Inheritance): boolean {
  const { tokens, i, h, relation, kind } = at
  if (h < 0 || kind === undefined || !deciding.has(kind) || i < h) return false
  if (at.own.subordination === 'condition') return false
  if (relation === 'ccomp' || relation === 'csubj') return judge(at, h, kind)
  return (
    tokens.tag[h] === 'NOUN' &&
    relation === 'acl' &&
    h + 1 < i &&
    hasSubjectBetween(tokens, h, i) &&
    judge(at, h, kind)
  )
}

/** Whether the clause at `i` begins with its subject right behind `h`, as one without a relative pronoun does. */
function hasSubjectBetween(tokens: Tokens, h: number, i: number): boolean {
  let object = false
  let subject = false
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (relation === 'nsubj' && child > h && child < i && tokens.features[child]?.['PronType'] !== 'Rel')
      subject = true
    if (relation === 'obj' || relation === 'obl' || relation === 'aux' || relation === 'cop') object = true
    if (relation === 'obj' && child < i) return false
  }
  return subject && object
}

/** Gives clause `i` what governor `g` of a class makes of it. */
function judge(at: Inheritance, g: number, kind: GovernorClass): boolean {
  const { tokens, words, result, i } = at
  const noun = isContentNoun(tokens, words, g)
  let head = noun ? nounState(at, g) : at.owns[g] ? result.state[g] : ownState(tokens, words, g)
  let judged = kind
  let by = g
  // "El rumor de que X es falso", "denied reports that X": what judges the noun judges what it tells.
  if (noun && kind !== 'false' && kind !== 'true' && kind !== 'prove') {
    const verdict = verdictOn(at, g)
    if (verdict) {
      judged = verdict.kind
      head = verdict.head
      by = verdict.by
    }
  }
  // "Il est faux de dire que"
  const told = kind === 'say' && !noun ? tokens.head[g] : -1
  if (told >= 0 && !isFiniteVerb(tokens, g)) {
    const kindOfTelling = classOf(tokens, words, told)
    if (kindOfTelling === 'false' || kindOfTelling === 'true') {
      judged = kindOfTelling
      head = at.owns[told] ? result.state[told] : ownState(tokens, words, told)
      by = told
    }
  }
  // "Aucune trace prouvant que": what would prove it is not there.
  const carrier = tokens.tag[g - 1] === 'NOUN' && !isFiniteVerb(tokens, g) ? g - 1 : tokens.head[g]
  if (
    !noun &&
    carrier >= 0 &&
    carrier < g &&
    (tokens.baseRelation(g) === 'acl' || tokens.baseRelation(g) === 'advcl') &&
    tokens.tag[carrier] === 'NOUN' &&
    (kind === 'prove' || kind === 'say' || kind === 'certain') &&
    !nounState(at, carrier).positive
  ) {
    judged = 'prove'
    head = denied
  }
  const nothing = nothingSays(tokens, words, g)
  if (nothing >= 0) {
    judged = 'prove'
    head = denied
  }
  if (judged === 'doubt' && noun && !head.positive) {
    // "no doubt that"
    result.inherited[i] = certain
    result.link[i] = 'certain'
    result.settled[i] = 1
    return true
  }
  const state = complementState(judged, head, false)
  result.inherited[i] = state
  result.link[i] = judged
  if (deciding.has(judged) || state.level === 0) result.settled[i] = 1
  if (judged === 'prove' || judged === 'certain') {
    if (state.level === 0) leaveOpen(at, by, nothing)
    else if (judged === 'prove') result.settled[i] = 0
    else if (isImpersonal(tokens, g)) disown(at, g)
  } else if (judged === 'report') {
    result.distant[i] = 1
    note(result, i, by, by, 'evidential', 'distance')
  } else if (judged === 'true' || judged === 'false') {
    if (judged === 'false') note(result, i, by, by, 'negation', 'governor')
    copyEvidence(result, by, i)
    if (by !== g || isImpersonal(tokens, g)) disown(at, g)
  } else if (!neutralClasses.has(judged)) {
    note(result, i, by, by, markOf(judged), 'governor')
    if (judged !== 'deny' && judged !== 'pretend') copyEvidence(result, by, i)
  }
  return true
}

/** "The claim that X is false": it is the outlet that says so, and not whoever claims it. */
function disown({ result, i }: Inheritance, g: number): void {
  result.disowned[i] = 1
  for (let k = g; k < i && k <= g + 3; k++) result.unverifies[k] = 1
}

/** What nobody has shown is open, and nobody's claim. */
function leaveOpen({ result, i, tokens, words, owns }: Inheritance, g: number, nothing: number): void {
  result.unverified[i] = 1
  result.distant[i] = 0
  result.unverifies[g] = 1
  let first = nothing >= 0 ? nothing : (owns[g]?.negated ?? -1)
  // "declined to confirm": the word that turns it stands above.
  for (let k = g, n = 0; n < 3 && tokens.baseRelation(k) === 'xcomp' && tokens.head[k] >= 0; n++) {
    k = tokens.head[k]
    result.unverifies[k] = 1
    if (first < 0) first = k
  }
  if (first < 0)
    for (const child of tokens.children(g))
      if (words.negativeDeterminers.has(lowerOf(tokens, child))) first = child
  note(result, i, Math.min(g, first < 0 ? g : first), Math.max(g, first), 'negation', 'unverified')
}

/** Own negation of a word that the order of the tree has not come to yet. */
function ownState(tokens: Tokens, words: FactualityWords, g: number): State {
  return readOwn(tokens, words, g).negated >= 0 ? denied : certain
}

/** How a noun with a content clause is presented: "aucune preuve", "n'a pas de preuve", "sin pruebas", "lack of evidence". */
function nounState(at: Inheritance, g: number): State {
  const { tokens, words, result, owns } = at
  const own = owns[g] ?? readOwn(tokens, words, g)
  if (own.negated >= 0 || own.subordination === 'without' || negativeWord(tokens, words, g) >= 0)
    return denied
  if (isScarce(tokens, words, g)) return unknown
  // "Nul doute que", whatever the tree makes of the determiner.
  if (g > 0 && tokens.sentence[g - 1] === tokens.sentence[g]) {
    const before = lowerOf(tokens, g - 1)
    if (words.negativeDeterminers.has(before) || subordinationAt(tokens, words, g - 1) === 'without')
      return denied
  }
  for (const child of tokens.children(g))
    if (tokens.baseRelation(child) === 'case' && subordinationAt(tokens, words, child) === 'without')
      return denied
  const h = tokens.head[g]
  if (h < 0) return certain
  const relation = tokens.baseRelation(g)
  const kind = classOf(tokens, words, h)
  const above = owns[h] ? result.state[h] : ownState(tokens, words, h)
  if (kind === 'prevent' || kind === 'fail') return above.positive ? denied : certain
  if (relation === 'obj' || relation === 'nsubj' || relation === 'obl' || relation === 'xcomp')
    return above.positive && above.level > 0 ? certain : above
  if (relation === 'conj') return owns[h] && result.state[h].positive === false ? denied : certain
  return certain
}

/** What is said of a noun that has a content clause: "is false", "was denied", "a démenti les informations selon lesquelles". */
function verdictOn(at: Inheritance, g: number): { kind: GovernorClass; head: State; by: number } | undefined {
  const { tokens, words, result, owns, i } = at
  const stateOf = (k: number) => (owns[k] ? result.state[k] : ownState(tokens, words, k))
  const judging = (k: number): GovernorClass | undefined => {
    const kind = classOf(tokens, words, k)
    if (kind === 'prevent') return 'deny'
    return kind === 'false' ||
      kind === 'true' ||
      kind === 'deny' ||
      kind === 'prove' ||
      kind === 'doubt' ||
      kind === 'certain'
      ? kind
      : undefined
  }
  const h = tokens.head[g]
  if (h >= 0 && (tokens.baseRelation(g) === 'obj' || tokens.baseRelation(g) === 'nsubj')) {
    const kind = judging(h)
    // "The reports were denied", "El rumor es falso", but not "Reports confirm".
    const fits =
      tokens.baseRelation(g) === 'obj' || tokens.relation[g] === 'nsubj:pass' || tokens.tag[h] !== 'VERB'
    if (kind && fits) return { kind, head: stateOf(h), by: h }
  }
  // "El rumor de que el alcalde mintió es falso" with the last words hung on "mintió": they judge it all the same.
  for (let k = i + 1; k < tokens.length && k <= i + 12 && tokens.sentence[k] === tokens.sentence[i]; k++) {
    if (tokens.tag[k] !== 'ADJ' && tokens.tag[k] !== 'NOUN') continue
    const head = tokens.head[k]
    if (head !== i && head !== g && tokens.head[i] !== k && tokens.head[g] !== k) continue
    const kind = classOf(tokens, words, k)
    if (kind !== 'false' && kind !== 'true') continue
    for (const child of tokens.children(k))
      if (tokens.baseRelation(child) === 'cop' && child > i) {
        if (head === i) result.verdict[k] = 1
        return { kind, head: ownState(tokens, words, k), by: k }
      }
  }
  return undefined
}

/** "Rien n'indique que", "Nada hace pensar que": the pronoun, where nothing is what would say so; or -1. */
function nothingSays(tokens: Tokens, words: FactualityWords, g: number): number {
  for (let k = g, n = 0; n < 3 && k >= 0; n++) {
    for (const child of tokens.children(k))
      if (tokens.baseRelation(child) === 'nsubj' && words.nothing.has(lowerOf(tokens, child))) return child
    if (tokens.baseRelation(k) !== 'xcomp') break
    k = tokens.head[k]
  }
  return -1
}
