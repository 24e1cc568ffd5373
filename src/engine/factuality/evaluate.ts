import type { MarkKind } from '../../contract/analysis.ts'
import type { ConditionalUse } from './conditionals.ts'
import { isScarce, telling } from './content-clauses.ts'
import type { Document, Tokens } from './document.ts'
import type { Modality, Subordination } from './language.ts'
import type { FactualityWords, GovernorClass, Hedge } from './lexicon.ts'
import type { PhraseMatch } from './phrases.ts'
import { classOf, isContentNoun, isEventNoun, lemmaOf } from './predicates.ts'
import { atMost, certain, denied, possible, probable, type State, turned, unknown } from './states.ts'

/** A word that decided: its first and last token and what it did. */
export interface Evidence {
  first: number
  last: number
  kind: MarkKind
  /** Which rule it served, for `why`. */
  rule: string
}

/** What the rules made of each token. */
export interface Evaluation {
  /** State of what stands under the token, its own marks included. */
  state: State[]
  /** State handed down by the governor, before the token's own marks. */
  inherited: State[]
  evidence: (Evidence[] | undefined)[]
  /** Whether a mark keeps the token's clause at a distance. */
  distant: Uint8Array
  /** Whether a mark says that it is unverified. */
  unverified: Uint8Array
  /** Whether the token tells that its object was not verified: "could not verify". */
  unverifies: Uint8Array
  hedge: (Hedge | undefined)[]
  /** How the token hangs on its governor, for the model. */
  link: string[]
  /** Whether the outlet judges what somebody is told to say, so that it is no claim of theirs. */
  disowned: Uint8Array
  /** Whether the words beside the token settle its value, so that no model has to weigh it. */
  settled: Uint8Array
  /** Whether the token takes over its governor's own negation: two negative words then say no once. */
  shares: Uint8Array
}

interface Own {
  negated: number
  modality: Modality | undefined
  modal: number
  future: number
  subordination: Subordination | undefined
  subordinator: number
}

const complementRelations = new Set(['ccomp', 'xcomp', 'csubj', 'acl', 'advcl'])
const nominalRelations = new Set(['obj', 'iobj', 'obl', 'nmod', 'nsubj', 'appos', 'amod', 'compound'])
const fresh = new Set(['parataxis', 'discourse', 'vocative', 'dislocated', 'root', 'list', 'dep'])
const markRelations = new Set(['mark', 'case', 'advmod', 'cc', 'fixed', 'obl'])
const neutralClasses = new Set<GovernorClass>(['say', 'know', 'prove', 'certain', 'true', 'report', 'cease'])

/**
 * Values every token of a document as its holder presents it, from the root of each tree down: a token takes over
 * what its governor makes of it (Saurí and Pustejovsky's De Facto), then its own negation, modality, mood and hedges
 * change it. Linear in the number of tokens.
 */
export function evaluate(
  document: Document,
  words: FactualityWords,
  hedges: readonly (readonly PhraseMatch<Hedge>[] | undefined)[],
  uses: readonly (ConditionalUse | undefined)[],
  questions: Uint8Array,
  acts: readonly (GovernorClass | undefined)[],
  governors: Int32Array,
): Evaluation {
  const tokens = document.tokens
  const n = tokens.length
  const result: Evaluation = {
    state: new Array<State>(n).fill(certain),
    inherited: new Array<State>(n).fill(certain),
    evidence: new Array<Evidence[] | undefined>(n).fill(undefined),
    distant: new Uint8Array(n),
    unverified: new Uint8Array(n),
    unverifies: new Uint8Array(n),
    hedge: new Array<Hedge | undefined>(n).fill(undefined),
    link: new Array<string>(n).fill(''),
    disowned: new Uint8Array(n),
    settled: new Uint8Array(n),
    shares: new Uint8Array(n),
  }
  const owns = new Array<Own | undefined>(n).fill(undefined)
  const order: number[] = []
  for (let i = 0; i < n; i++) if (tokens.head[i] < 0) order.push(i)
  const deferred = new Uint8Array(n)
  for (let k = 0; k < order.length; k++) {
    const i = order[k]
    // What the words say governs a clause may stand later in the order of the tree.
    if (governors[i] >= 0 && !owns[governors[i]] && deferred[i] === 0) {
      deferred[i] = 1
      order.push(i)
      continue
    }
    const own = readOwn(tokens, words, i)
    owns[i] = own
    inherit(tokens, words, result, owns, i, questions, acts[i], governors[i])
    apply(tokens, words, result, own, i, hedges[i], uses[i])
    for (const child of tokens.children(i)) order.push(child)
  }
  return result
}

function note(
  result: Evaluation,
  i: number,
  first: number,
  last: number,
  kind: MarkKind,
  rule: string,
): void {
  const list = result.evidence[i]
  if (!list) result.evidence[i] = [{ first, last, kind, rule }]
  else if (!list.some((e) => e.first === first && e.kind === kind)) list.push({ first, last, kind, rule })
}

const lowerOf = (tokens: Tokens, i: number) => tokens.form[i].toLowerCase()

function readOwn(tokens: Tokens, words: FactualityWords, i: number): Own {
  const own: Own = {
    negated: -1,
    modality: undefined,
    modal: -1,
    future: -1,
    subordination: undefined,
    subordinator: -1,
  }
  let particle = -1
  let plus = -1
  let only = false
  for (const child of tokens.children(i)) {
    const form = lowerOf(tokens, child)
    const relation = tokens.baseRelation(child)
    if (relation === 'conj' || relation === 'parataxis' || relation === 'advcl' || relation === 'ccomp')
      continue
    if (words.particles.has(form)) particle = child
    else if (
      words.negators.has(form) &&
      (relation !== 'cc' || (words.language.nor.test(form) && child < i)) &&
      (!words.language.negatesAsAdverb.test(form) ||
        relation === 'advmod' ||
        relation === 'det' ||
        relation === 'neg') &&
      !(particle < 0 && weighsNumber(tokens, words, child))
    )
      own.negated = child
    else if (words.negatorsWithParticle.has(form)) {
      if (!isOnly(tokens, words, child)) plus = child
    } else if (words.language.onlyMark.test(form) && particle >= 0 && child > i) only = true
    else if (relation === 'det' && words.negativeDeterminers.has(form) && !weighsNumber(tokens, words, child))
      own.negated = child
    else if (
      (relation === 'nsubj' ||
        (words.language.negativeConcord && (relation === 'obj' || relation === 'obl'))) &&
      negativeWord(tokens, words, child) >= 0
    )
      own.negated = negativeWord(tokens, words, child)
    else if (relation === 'aux' || relation === 'cop') {
      const joined = words.language.joinedNegation
      const negative = joined?.form.test(form)
      if (negative) own.negated = child
      const base = joined && negative ? joined.base(form) : form
      const modality = words.modals.get(base) ?? words.modals.get(lemmaOf(tokens, child))
      if (modality) {
        own.modality = modality
        own.modal = child
      } else if (words.nearFuture.has(lemmaOf(tokens, child))) own.future = child
      if (tokens.has(child, 'Tense', 'Fut')) own.future = child
    } else if (relation === 'nsubj' || relation === 'expl') {
      // "they'll", "he'd" written in one token.
      const { joinedModal } = words.language
      const will = joinedModal?.will.test(form)
      if (will || (joinedModal?.wouldOrHad.test(form) && tokens.has(i, 'VerbForm', 'Inf'))) {
        own.modality = will ? 'will' : 'would'
        own.modal = child
      }
    }
    if (markRelations.has(relation) && child < i && own.subordination === undefined) {
      const found = subordinationAt(tokens, words, child) ?? fixedSubordinator(tokens, words, child)
      if (found && found !== 'none') {
        own.subordination = found
        own.subordinator = child
      }
    }
  }
  if (own.negated < 0 && particle >= 0) {
    if (plus >= 0) own.negated = plus
    else if (!only && words.particleVerbs.has(lemmaOf(tokens, i))) own.negated = particle
  }
  if (own.future < 0 && tokens.has(i, 'Tense', 'Fut')) own.future = i
  return own
}

/** "au lieu de", "in case", "à moins que": the word that matters hangs on the first by `fixed`. */
function fixedSubordinator(tokens: Tokens, words: FactualityWords, i: number): Subordination | undefined {
  for (const child of tokens.children(i))
    if (tokens.baseRelation(child) === 'fixed') {
      const found = subordinationAt(tokens, words, child)
      if (found) return found
    }
  return undefined
}

/** What a subordinating word or the phrase around it says: "si", the "moins" of "à moins que", never that of "au moins". */
function subordinationAt(tokens: Tokens, words: FactualityWords, k: number): Subordination | undefined {
  for (const phrase of words.subordinators.get(lowerOf(tokens, k)) ?? []) {
    const first = k - phrase.at
    if (first < 0 || first + phrase.words.length > tokens.length) continue
    if (phrase.words.every((word, n) => lowerOf(tokens, first + n) === word)) return phrase.subordination
  }
  return undefined
}

/** Whether a negation belongs to the number behind it: "pas moins de dix", "no más de diez", "hardly ten". */
function weighsNumber(tokens: Tokens, words: FactualityWords, i: number): boolean {
  if (i + 1 >= tokens.length) return false
  if (tokens.tag[i + 1] === 'NUM') return true
  const { comparative, comparativeLink } = words.language
  return (
    i + 2 < tokens.length &&
    comparative.test(lowerOf(tokens, i + 1)) &&
    comparativeLink.test(lowerOf(tokens, i + 2))
  )
}

/** "ne … plus que dix" */
const isOnly = (tokens: Tokens, words: FactualityWords, i: number): boolean =>
  i + 1 < tokens.length && words.language.onlyMark.test(lowerOf(tokens, i + 1))

/** The negative word of a phrase ("aucun élu", "nadie", "ni el alcalde"), or -1. */
function negativeWord(tokens: Tokens, words: FactualityWords, i: number): number {
  // "à personne" taken for a noun, which would have a determiner.
  if (words.negativePronouns.has(lowerOf(tokens, i)) && (tokens.tag[i] !== 'NOUN' || !isCounted(tokens, i)))
    return weighsNumber(tokens, words, i) ? -1 : i
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    const form = lowerOf(tokens, child)
    if (relation === 'det' && words.negativeDeterminers.has(form))
      return weighsNumber(tokens, words, child) ? -1 : child
    if (relation === 'cc' && words.language.nor.test(form) && child < i) return child
  }
  return -1
}

function isCounted(tokens: Tokens, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (relation === 'det' || relation === 'nummod' || relation === 'amod') return true
  }
  return false
}

/** What a governor of a class makes of its complement. */
export function complementState(kind: GovernorClass, head: State, restart: boolean): State {
  const holds = head.positive
  switch (kind) {
    case 'say':
      return holds || restart ? certain : unknown
    case 'know':
    case 'cease':
    case 'report':
      return certain
    case 'prove':
      // What was not confirmed may be so or not; what will be confirmed is so.
      return holds && head.level >= 2 ? certain : unknown
    case 'certain':
      return holds ? head : unknown
    case 'true':
      return head
    case 'accuse':
      return holds ? atMost(head, 1) : unknown
    case 'believe':
    case 'seem':
    case 'probable':
      return holds ? atMost(head, 2) : { level: 2, positive: false }
    case 'promise':
      return holds ? atMost(head, 2) : { level: 1, positive: false }
    case 'suspect':
    case 'possible':
      return holds ? atMost(head, 1) : { level: 2, positive: false }
    case 'intend':
      return holds ? atMost(head, 1) : { level: 1, positive: false }
    case 'ask':
    case 'fear':
      return holds ? atMost(head, 1) : { level: 2, positive: false }
    case 'doubt':
      return holds ? { level: 1, positive: false } : probable
    case 'unlikely':
      return holds ? { level: 2, positive: false } : probable
    case 'deny':
      return holds ? denied : unknown
    case 'false':
      return { level: head.level, positive: !holds }
    case 'impossible':
      return holds ? { level: head.level, positive: false } : possible
    case 'implicative':
    case 'occur':
      return head
    case 'force':
      return holds ? head : unknown
    case 'fail':
      return turned(head)
    case 'prevent':
      return holds ? { level: head.level, positive: false } : possible
    case 'pretend':
      return denied
  }
}

/** A predicate and what it hangs on, while the rules ask what it takes over from there. */
interface Inheritance {
  readonly tokens: Tokens
  readonly words: FactualityWords
  readonly result: Evaluation
  readonly owns: readonly (Own | undefined)[]
  /** The predicate, and what its own words say. */
  readonly i: number
  readonly own: Own
  readonly questions: Uint8Array
  /** What its cue does, where it is a cue's content. */
  readonly act: GovernorClass | undefined
  /** The word right before its complementizer, where that says how sure the clause is; or -1. */
  readonly governor: number
  /** Its governor; -1 for a root. */
  readonly h: number
  readonly relation: string
  /** The governor's state, lemma and class. */
  readonly head: State
  readonly lemma: string
  readonly kind: GovernorClass | undefined
  /** "se negó a firmar", "accused of stealing": treebanks hang what is a complement on the verb as advcl. */
  readonly complement: boolean
  /** Whether it is the subject of a passive. */
  readonly passive: boolean
}

/** Sets what a predicate takes over from its governor, and says whether it did: the first rule that does decides. */
interface InheritanceRule {
  readonly name: string
  apply(at: Inheritance): boolean
}

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
const contentRule: InheritanceRule = {
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

/** "It is certain that": nobody is said to be certain. */
function isImpersonal(tokens: Tokens, g: number): boolean {
  if (!hasCopula(tokens, g)) return false
  for (const child of tokens.children(g)) {
    const relation = tokens.baseRelation(child)
    if (relation === 'nsubj' && child < g)
      return tokens.tag[child] === 'PRON' && tokens.has(child, 'Gender', 'Neut')
  }
  return true
}

function hasCopula(tokens: Tokens, g: number): boolean {
  for (const child of tokens.children(g)) if (tokens.baseRelation(child) === 'cop') return true
  return false
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
  // "El rumor de que el alcalde mintió es falso" with the last words hung on "mintió".
  for (let k = i + 1; k < tokens.length && k <= i + 12 && tokens.sentence[k] === tokens.sentence[i]; k++) {
    if (tokens.tag[k] !== 'ADJ' && tokens.tag[k] !== 'NOUN') continue
    const head = tokens.head[k]
    if (head !== i && head !== g && tokens.head[i] !== k && tokens.head[g] !== k) continue
    const kind = classOf(tokens, words, k)
    if (kind !== 'false' && kind !== 'true') continue
    for (const child of tokens.children(k))
      if (tokens.baseRelation(child) === 'cop' && child > i)
        return { kind, head: ownState(tokens, words, k), by: k }
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

/** What somebody is charged with: "accusé d'avoir tué", "poursuivi pour avoir volé", "accused of stealing". */
const chargeRule: InheritanceRule = {
  name: 'charge',
  apply(at) {
    const { tokens, words, result, i, h, relation, kind, head } = at
    if (h < 0 || i < h) return false
    if (!complementRelations.has(relation) && relation !== 'obl' && relation !== 'nmod') return false
    if (tokens.relation[i] === 'acl:relcl') return false
    const charges =
      tokens.tag[h] !== 'NOUN' &&
      isOfLaw(tokens, words, h, i) &&
      tokens.tag[i] === 'VERB' &&
      isCharge(tokens, words, i)
    const accuses =
      tokens.tag[h] !== 'NOUN' && (kind === 'accuse' || (kind === 'suspect' && relation !== 'ccomp'))
    if (!charges && !accuses) return false
    // "charged with the murder": that it was one is presupposed.
    if (tokens.tag[i] === 'NOUN' && isDefinite(tokens, words, i)) return false
    if (
      accuses &&
      !charges &&
      relation !== 'ccomp' &&
      !hasComplementMark(tokens, words, i) &&
      !isCharge(tokens, words, i)
    )
      return false
    if (isPassive(tokens, words, h)) {
      result.inherited[i] = complementState('accuse', head, false)
      result.distant[i] = 1
    } else if (accuses)
      result.inherited[i] = complementState(kind === 'suspect' ? 'suspect' : 'say', head, false)
    else return false
    result.link[i] = 'accuse'
    result.settled[i] = 1
    note(result, i, h, h, 'evidential', 'distance')
    return true
  },
}

/** "poursuivi", "mis en examen", "put on trial" */
function isOfLaw(tokens: Tokens, words: FactualityWords, h: number, before: number): boolean {
  if (words.charging.has(lemmaOf(tokens, h))) return true
  for (const child of tokens.children(h))
    if (
      child > h &&
      child < before &&
      tokens.tag[child] === 'NOUN' &&
      words.charging.has(lemmaOf(tokens, child))
    )
      return true
  return false
}

/** "pour avoir volé", "for stealing", "por robo" behind a verb of the law. */
function isCharge(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (
      (relation === 'mark' || relation === 'case') &&
      child < i &&
      words.language.chargeCase.test(lowerOf(tokens, child))
    )
      return true
  }
  return false
}

/** Whether a verb's participle stands without an auxiliary of the perfect: "est accusé", "accused of". */
function isPassive(tokens: Tokens, words: FactualityWords, i: number): boolean {
  if (!tokens.has(i, 'VerbForm', 'Part') && tokens.tag[i] === 'VERB') return false
  for (const child of tokens.children(i)) {
    if (tokens.baseRelation(child) === 'obj') return false
    if (tokens.relation[child] === 'aux:pass' || tokens.relation[child] === 'nsubj:pass') return true
  }
  for (const child of tokens.children(i))
    if (tokens.relation[child] === 'aux' && words.language.perfectAuxiliary.test(lemmaOf(tokens, child)))
      return false
  return !tokens.has(i, 'Tense', 'Pres')
}

/** A new clause begins with what its own words say. */
const freshRule: InheritanceRule = {
  name: 'fresh',
  apply(at) {
    const { tokens, result, i, questions, h, relation } = at
    if (h < 0 || fresh.has(relation)) {
      // "Si dix maisons ont été détruites, …" with the main clause hung on its condition.
      const conditioned =
        at.own.subordination === 'condition' && tokens.relation[at.own.subordinator] === 'mark'
      result.inherited[i] = questions[i] || conditioned ? unknown : certain
      result.link[i] = conditioned ? 'condition' : 'root'
      if (conditioned) {
        result.settled[i] = 1
        note(result, i, at.own.subordinator, at.own.subordinator, 'condition', 'condition')
      }
      if (questions[i]) note(result, i, i, i, 'question', 'question')
      return true
    }
    return false
  },
}

/** What somebody could not verify. */
const unverifiedRule: InheritanceRule = {
  name: 'unverified',
  apply(at) {
    const { tokens, result, i, h, relation } = at
    if (
      result.unverifies[h] &&
      (relation === 'obj' || relation === 'ccomp' || tokens.relation[i] === 'nsubj:pass')
    ) {
      result.unverified[i] = 1
      result.distant[i] = 1
      result.inherited[i] = unknown
      result.link[i] = 'unverified'
      for (const e of result.evidence[h] ?? [])
        if (e.rule === 'unverified') note(result, i, e.first, e.last, e.kind, e.rule)
      return true
    }
    return false
  },
}

/** The act of a cue, where the tree shows no governor. */
const actOfCueRule: InheritanceRule = {
  name: 'act-of-cue',
  apply(at) {
    const { result, i, act, kind } = at
    if (!kind && act) {
      // The cue's act says what the tree does not.
      result.inherited[i] = complementState(act, certain, true)
      result.link[i] = act
      return true
    }
    return false
  },
}

/** "au lieu de signer" as a clause of a noun, "a forcé le maire à partir" as one of the person. */
const misplacedClauseRule: InheritanceRule = {
  name: 'misplaced-clause',
  apply(at) {
    const { tokens, words, result, i, h, relation, own, kind } = at
    if (
      (relation === 'acl' || relation === 'advcl' || relation === 'ccomp') &&
      !tokens.relation[i].includes(':')
    ) {
      const around = subordinationAt(tokens, words, h)
      // "au lieu de signer", "afin de rassurer" taken for a noun or an adverb with its own clause.
      if (around && around !== 'none' && tokens.tag[h] !== 'VERB' && own.subordination === undefined) {
        own.subordination = around
        own.subordinator = h
      } else if (
        !kind &&
        tokens.tag[h] === 'NOUN' &&
        relation !== 'ccomp' &&
        tokens.head[h] >= 0 &&
        tokens.has(i, 'VerbForm', 'Inf')
      ) {
        // "a forcé le maire à partir" with the clause hung on the person.
        const above = classOf(tokens, words, tokens.head[h])
        if (
          above &&
          (tokens.baseRelation(h) === 'obj' ||
            tokens.baseRelation(h) === 'iobj' ||
            tokens.baseRelation(h) === 'obl') &&
          hasComplementMark(tokens, words, i)
        ) {
          result.inherited[i] = complementState(above, result.state[tokens.head[h]], false)
          result.link[i] = above
          if (!neutralClasses.has(above))
            note(result, i, tokens.head[h], tokens.head[h], markOf(above), 'governor')
          return true
        }
      }
    }
    return false
  },
}

/** A conjunct shares the governor of the first, and its modals and negation where it has none of its own. */
const conjunctRule: InheritanceRule = {
  name: 'conjunct',
  apply(at) {
    const { tokens, result, owns, i, h, relation } = at
    if (relation === 'conj') {
      const shares = !hasOwnSubject(tokens, i) && !isFiniteVerb(tokens, i)
      result.inherited[i] = shares ? result.state[h] : result.inherited[h]
      if (shares) result.shares[i] = 1
      result.link[i] = result.link[h]
      if (shares && owns[h]) copyEvidence(result, h, i)
      return true
    }
    return false
  },
}

/** The complement of a modal verb. */
const modalRule: InheritanceRule = {
  name: 'modal',
  apply(at) {
    const { tokens, result, i, h, relation, head } = at
    const modal = at.words.modals.get(at.lemma)
    if (modal && complementRelations.has(relation) && relation !== 'advcl') {
      result.inherited[i] = modalState(head, modal, tokens, h)
      result.link[i] = `modal:${modal}`
      note(result, i, h, h, 'modal', 'modal')
      copyEvidence(result, h, i)
      return true
    }
    return false
  },
}

/** "va signer". */
const nearFutureRule: InheritanceRule = {
  name: 'near-future',
  apply(at) {
    const { tokens, words, result, i, h, relation, head, lemma, complement } = at
    if (
      words.nearFuture.has(lemma) &&
      (relation === 'xcomp' || complement) &&
      !tokens.has(h, 'VerbForm', 'Part')
    ) {
      result.inherited[i] = atMost(head, 2)
      result.link[i] = 'future'
      note(result, i, h, h, 'future', 'future')
      copyEvidence(result, h, i)
      return true
    }
    return false
  },
}

/** A clause of condition, purpose, "before", "without", "instead". */
const subordinateRule: InheritanceRule = {
  name: 'subordinate',
  apply(at) {
    const { tokens, words, result, i, h, relation, own, head, complement } = at
    if (!complement && (relation === 'advcl' || own.subordination)) {
      const found =
        own.subordination ??
        (relation === 'advcl' && isBareInfinitive(tokens, i) && !isMarked(tokens, words, i)
          ? 'purpose'
          : undefined)
      const indirect = own.subordination === 'condition' && relation === 'ccomp'
      if (
        found &&
        (relation === 'advcl' ||
          relation === 'acl' ||
          relation === 'obl' ||
          relation === 'nmod' ||
          relation === 'ccomp' ||
          relation === 'csubj' ||
          (relation === 'xcomp' && found !== 'condition') ||
          indirect)
      ) {
        const at = own.subordinator >= 0 ? own.subordinator : i
        result.link[i] = found
        switch (found) {
          case 'condition':
            result.inherited[i] = unknown
            result.settled[i] = 1
            note(result, i, at, at, 'condition', indirect ? 'question' : 'condition')
            return true
          case 'purpose':
            // "condamné pour avoir volé" tells why, not to what end.
            if (isPerfect(tokens, words, i)) break
            if (relation === 'advcl' || tokens.tag[i] === 'VERB') {
              result.inherited[i] = possible
              return true
            }
            break
          case 'before':
            // "a fui avant d'être arrêté" tells two deeds in their order.
            result.inherited[i] =
              relation !== 'advcl' ||
              (head === certain &&
                !isFiniteVerb(tokens, i) &&
                (tokens.has(h, 'Tense', 'Past') || hasPastAuxiliary(tokens, h)))
                ? certain
                : atMost(head.positive ? head : certain, 2)
            if (relation === 'advcl') return true
            break
          case 'without':
            if (relation === 'advcl' || tokens.tag[i] === 'VERB' || isEventNoun(tokens, words, i)) {
              result.inherited[i] = denied
              note(result, i, at, at, 'negation', 'negation')
              return true
            }
            break
          case 'instead':
            // "loin des combats" is a place.
            if (relation !== 'advcl' && tokens.tag[i] !== 'VERB') break
            result.inherited[i] = denied
            note(result, i, at, at, 'negation', 'negation')
            return true
        }
      }
    }
    return false
  },
}

/** Another clause of circumstance. */
const circumstanceRule: InheritanceRule = {
  name: 'circumstance',
  apply(at) {
    const { tokens, result, i, relation, head, complement } = at
    if (relation === 'advcl' && !complement) {
      result.inherited[i] = isParticiple(tokens, i) ? { level: head.level, positive: true } : certain
      result.link[i] = 'advcl'
      return true
    }
    return false
  },
}

/** A relative clause. */
const relativeRule: InheritanceRule = {
  name: 'relative',
  apply(at) {
    const { tokens, result, i, relation, kind } = at
    if (relation === 'acl' && (tokens.relation[i] === 'acl:relcl' || isFiniteVerb(tokens, i))) {
      if (tokens.relation[i] === 'acl:relcl' || !kind) {
        result.inherited[i] = certain
        result.link[i] = 'relative'
        return true
      }
    }
    return false
  },
}

/** A participle that describes. */
const participleRule: InheritanceRule = {
  name: 'participle',
  apply(at) {
    const { tokens, result, i, relation } = at
    if (relation === 'acl' && isParticiple(tokens, i)) {
      result.inherited[i] = certain
      result.link[i] = 'participle'
      return true
    }
    return false
  },
}

/** A subject clause or noun. */
const subjectRule: InheritanceRule = {
  name: 'subject',
  apply(at) {
    const { result, i, h, relation, head, kind, passive } = at
    if (relation === 'nsubj' && !passive) {
      result.link[i] = 'subject'
      result.inherited[i] =
        kind === 'occur' ||
        kind === 'possible' ||
        kind === 'probable' ||
        kind === 'unlikely' ||
        kind === 'false' ||
        kind === 'impossible'
          ? complementState(kind, head, false)
          : certain
      if (result.inherited[i] !== certain) {
        copyEvidence(result, h, i)
        if (kind !== 'occur') note(result, i, h, h, markOf(kind!), 'governor')
      }
      return true
    }
    return false
  },
}

/** The complement of a word that says how sure it is. */
const governedRule: InheritanceRule = {
  name: 'governed',
  apply(at) {
    const { tokens, words, result, i, h, relation, head, passive } = at
    let { kind } = at
    if (
      kind &&
      nominalRelations.has(relation) &&
      (relation === 'obl' || relation === 'nmod') &&
      !isComplementCase(tokens, words, i)
    )
      kind = undefined
    if (
      kind &&
      (complementRelations.has(relation) ||
        relation === 'obj' ||
        passive ||
        relation === 'obl' ||
        relation === 'nmod' ||
        relation === 'amod')
    ) {
      if (relation === 'obj' || relation === 'nmod' || relation === 'obl' || passive) {
        // "dénonce une attaque", "a annoncé l'attaque": a noun under a verb of speech is taken as so.
        if (neutralClasses.has(kind) || kind === 'force' || kind === 'believe') {
          result.inherited[i] =
            kind === 'force' ? head : isDefinite(tokens, words, i) ? certain : head.positive ? certain : head
          result.link[i] = `noun:${kind}`
          return true
        }
      }
      const state = complementState(kind, head, false)
      result.inherited[i] = state
      result.link[i] = kind
      if (kind === 'implicative' || kind === 'force' || kind === 'occur') {
        result.shares[i] = 1
        copyEvidence(result, h, i)
      } else if (!neutralClasses.has(kind)) {
        note(result, i, h, h, markOf(kind), 'governor')
        if (kind !== 'deny' && kind !== 'pretend') copyEvidence(result, h, i)
      }
      return true
    }
    return false
  },
}

/** An infinitive or clause of a noun. */
const clauseOfNounRule: InheritanceRule = {
  name: 'clause-of-noun',
  apply(at) {
    const { result, i, relation } = at
    if (relation === 'acl') {
      result.inherited[i] = possible
      result.link[i] = 'acl'
      return true
    }
    return false
  },
}

/** A content clause without such a word. */
const contentClauseRule: InheritanceRule = {
  name: 'content-clause',
  apply(at) {
    const { result, i, relation, head } = at
    if (relation === 'ccomp' || relation === 'csubj') {
      result.inherited[i] =
        head.positive && head.level === 3 ? certain : relation === 'ccomp' ? unknown : certain
      result.link[i] = relation
      return true
    }
    return false
  },
}

/** An open complement. */
const openComplementRule: InheritanceRule = {
  name: 'open-complement',
  apply(at) {
    const { result, i, h, relation, head } = at
    if (relation === 'xcomp') {
      result.inherited[i] = head
      result.link[i] = relation
      copyEvidence(result, h, i)
      return true
    }
    return false
  },
}

/** A noun of an event. */
const nounRule: InheritanceRule = {
  name: 'noun',
  apply(at) {
    const { tokens, words, result, i, h, relation, head, passive } = at
    if (relation === 'obj' || passive || relation === 'obl' || relation === 'nmod' || relation === 'appos') {
      result.link[i] = relation
      if (!isDefinite(tokens, words, i) && (relation === 'obj' || passive || tokens.tag[h] === 'NOUN')) {
        result.inherited[i] = head
        result.shares[i] = 1
        copyEvidence(result, h, i)
      } else result.inherited[i] = certain
      return true
    }
    return false
  },
}

/** Function words and modifiers carry the state of their governor through. */
const carriedRule: InheritanceRule = {
  name: 'carried',
  apply(at) {
    const { result, i, h, head } = at
    result.inherited[i] = head
    result.link[i] = result.link[h]
    return true
  },
}

/** In the order in which they are asked. */
const inheritanceRules: readonly InheritanceRule[] = [
  contentRule,
  freshRule,
  chargeRule,
  unverifiedRule,
  actOfCueRule,
  misplacedClauseRule,
  conjunctRule,
  modalRule,
  nearFutureRule,
  subordinateRule,
  circumstanceRule,
  relativeRule,
  participleRule,
  subjectRule,
  governedRule,
  clauseOfNounRule,
  contentClauseRule,
  openComplementRule,
  nounRule,
  carriedRule,
]

function inherit(
  tokens: Tokens,
  words: FactualityWords,
  result: Evaluation,
  owns: readonly (Own | undefined)[],
  i: number,
  questions: Uint8Array,
  act: GovernorClass | undefined,
  governor: number,
): void {
  const h = tokens.head[i]
  const relation = tokens.baseRelation(i)
  const kind = h < 0 ? undefined : classOf(tokens, words, h)
  const reading: Inheritance = {
    tokens,
    words,
    result,
    owns,
    i,
    own: owns[i]!,
    questions,
    act,
    governor,
    h,
    relation,
    head: h < 0 ? certain : result.state[h],
    lemma: h < 0 ? '' : lemmaOf(tokens, h),
    kind,
    complement: kind !== undefined && relation === 'advcl' && hasComplementMark(tokens, words, i),
    passive: tokens.relation[i] === 'nsubj:pass',
  }
  for (const { apply } of inheritanceRules) if (apply(reading)) return
}

function hasComplementMark(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (
      (relation === 'mark' || relation === 'case') &&
      child < i &&
      words.language.complementMarks.includes(lowerOf(tokens, child))
    ) {
      for (const under of tokens.children(child)) if (tokens.baseRelation(under) === 'fixed') return false
      return true
    }
  }
  return false
}

/** "possibilité d'une attaque", "risque d'attaque": the complement, not a place or a time. */
function isComplementCase(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i))
    if (tokens.baseRelation(child) === 'case') {
      const form = lowerOf(tokens, child)
      return words.language.complementCase.test(form)
    }
  return tokens.baseRelation(i) === 'obl'
}

function markOf(kind: GovernorClass): MarkKind {
  switch (kind) {
    case 'deny':
    case 'fail':
    case 'prevent':
    case 'pretend':
    case 'false':
    case 'impossible':
      return 'negation'
    case 'report':
      return 'evidential'
    case 'fear':
    case 'intend':
    case 'ask':
    case 'promise':
      return 'modal'
    default:
      return 'hedge'
  }
}

function copyEvidence(result: Evaluation, from: number, to: number): void {
  for (const e of result.evidence[from] ?? []) {
    if ((result.evidence[to]?.length ?? 0) >= 8) break
    note(result, to, e.first, e.last, e.kind, e.rule)
    if (e.kind === 'hearsay-conditional' || e.rule === 'distance') result.distant[to] = 1
  }
}

function modalState(head: State, modality: Modality, tokens: Tokens, h: number): State {
  const past = tokens.has(h, 'Tense', 'Past') || hasPastAuxiliary(tokens, h)
  switch (modality) {
    case 'may':
    case 'can':
      // "a pu signer" did so; "n'a pas pu signer" did not.
      if (past && !tokens.has(h, 'Mood', 'Cnd')) return head
      return head.positive ? atMost(head, 1) : atMost(head, 2)
    case 'must':
    case 'should':
      if (past && !tokens.has(h, 'Mood', 'Cnd')) return head
      return atMost(head, 2)
    case 'would':
      return atMost(head, 1)
    case 'will':
      return atMost(head, 2)
  }
}

function hasPastAuxiliary(tokens: Tokens, i: number): boolean {
  if (!tokens.has(i, 'VerbForm', 'Part')) return false
  for (const child of tokens.children(i))
    if (tokens.baseRelation(child) === 'aux') return !tokens.has(child, 'Mood', 'Cnd')
  return false
}

function hasOwnSubject(tokens: Tokens, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if (relation === 'nsubj' || relation === 'aux' || relation === 'cop' || relation === 'mark') return true
  }
  return false
}

function isFiniteVerb(tokens: Tokens, i: number): boolean {
  if (tokens.features[i]?.['VerbForm'] === 'Fin') return true
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if ((relation === 'aux' || relation === 'cop') && tokens.features[child]?.['VerbForm'] === 'Fin')
      return true
  }
  return false
}

const isParticiple = (tokens: Tokens, i: number) =>
  tokens.has(i, 'VerbForm', 'Part') || tokens.has(i, 'VerbForm', 'Ger')

/** Whether a preposition other than that of a bare infinitive stands before a clause: "tras firmar", "por vetar". */
function isMarked(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    if ((relation === 'mark' || relation === 'case') && child < i && tokens.tag[child] === 'ADP')
      return !words.language.complementMarks.includes(lowerOf(tokens, child))
  }
  return false
}

/** "to win" without a word before it: a purpose in English, "à gagner" in French. */
const isBareInfinitive = (tokens: Tokens, i: number) => tokens.has(i, 'VerbForm', 'Inf')

function isDefinite(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const relation = tokens.baseRelation(child)
    const form = lowerOf(tokens, child)
    if (relation === 'det' || relation === 'nmod' || relation === 'case')
      if (words.definite.has(form) && !(relation === 'case' && words.language.partitive.test(form)))
        return true
  }
  return false
}

function apply(
  tokens: Tokens,
  words: FactualityWords,
  result: Evaluation,
  own: Own,
  i: number,
  hedges: readonly PhraseMatch<Hedge>[] | undefined,
  use: ConditionalUse | undefined,
): void {
  let state = result.inherited[i]
  const plain = state.level === 3 && state.positive && tokens.tag[i] !== 'NOUN'
  if (own.modality && own.modal >= 0) {
    const cannot =
      own.negated >= 0 && (own.modality === 'can' || (own.modality === 'may' && words.language.pastModals))
    const past = isPerfect(tokens, words, i)
    // "pudo firmar" did so; "no pudo firmar" did not.
    const done = words.language.pastModals && isPastIndicative(tokens, own.modal)
    switch (done ? undefined : own.modality) {
      case 'may':
      case 'can':
        state = atMost(state, cannot ? 2 : 1)
        break
      case 'must':
        state = atMost(state, 2)
        break
      case 'should':
        state = past ? turned(state) : atMost(state, 2)
        break
      case 'would':
        state = past ? atMost(turned(state), 2) : atMost(state, 1)
        break
      case 'will':
        state = atMost(state, 2)
        break
    }
    if (use === undefined)
      note(
        result,
        i,
        own.modal,
        own.modal,
        own.modality === 'will' ? 'future' : 'modal',
        own.modality === 'will' ? 'future' : 'modal',
      )
  } else if (own.future >= 0) {
    state = atMost(state, 2)
    note(result, i, own.future, own.future, 'future', 'future')
  }
  if (use && use.use !== 'hearsay' && !(own.modality && use.use === 'other')) {
    const compound = use.compound
    if (use.use === 'future-in-past') state = atMost(state, 2)
    else if (use.use === 'hypothetical')
      // "aurait coulé" says that it did not only where the condition is shown; else nobody knows.
      state = compound ? (use.conditioned ? turned(state) : unknown) : atMost(state, 1)
    else if (use.modal === undefined) state = atMost(state, 1)
  }
  if (use) {
    const kind: MarkKind | undefined =
      use.use === 'hearsay'
        ? 'hearsay-conditional'
        : use.use === 'hypothetical'
          ? 'hypothetical-conditional'
          : use.use === 'future-in-past'
            ? 'future-in-past'
            : undefined
    if (kind) note(result, i, use.token, use.token, kind, kind)
    if (use.use === 'hearsay') result.distant[i] = 1
  }
  if (tokens.has(i, 'Mood', 'Imp')) state = atMost(state, 1)
  if (own.negated >= 0) {
    if (!(result.shares[i] && !state.positive)) state = turned(state)
    note(result, i, own.negated, own.negated, 'negation', 'negation')
  }
  for (const match of hedges ?? []) {
    const hedge = match.value
    const first = tokens.at(match.start)
    const last = Math.max(first, tokens.at(match.end - 1))
    switch (hedge.effect) {
      case 'CT':
        break
      case 'PR':
        state = atMost(state, 2)
        break
      case 'PS':
        state = atMost(state, 1)
        break
      case 'PR-':
        state = atMost(turned(state), 2)
        break
      case 'CT-':
        state = turned(state)
        break
      case 'u':
        // "could not verify the attack": the attack is unverified, not that it could not be.
        if (tokens.tag[last] === 'VERB' && i > last) {
          result.unverified[i] = 1
          state = unknown
        } else if (tokens.tag[i] === 'VERB') result.unverifies[i] = 1
        else result.unverified[i] = 1
        if (tokens.tag[last] === 'VERB') result.unverifies[last] = 1
        break
      case 'hearsay':
        result.distant[i] = 1
        break
    }
    if (hedge.probability && !result.hedge[i]) result.hedge[i] = hedge
    note(
      result,
      i,
      first,
      last,
      hedge.kind,
      hedge.effect === 'u' ? 'unverified' : hedge.effect === 'hearsay' ? 'distance' : 'hedge',
    )
  }
  if (plain && isPlainlyMarked(own, hedges, use, result.distant[i] === 1)) result.settled[i] = 1
  // What the outlet itself calls false or true it keeps at no distance, whatever rumour told it.
  if (result.disowned[i]) result.distant[i] = 0
  result.state[i] = state
}

/** Whether nothing but hedges, a modal of possibility, and what keeps at a distance mark a clause: then they decide. */
function isPlainlyMarked(
  own: Own,
  hedges: readonly PhraseMatch<Hedge>[] | undefined,
  use: ConditionalUse | undefined,
  distant: boolean,
): boolean {
  if (use || own.future >= 0 || (own.modality && own.modality !== 'may')) return false
  if (own.modality === 'may' || distant) return true
  return (hedges ?? []).some(({ value }) => value.effect !== 'CT' && value.effect !== 'u')
}

function isPastIndicative(tokens: Tokens, i: number): boolean {
  return tokens.has(i, 'Tense', 'Past') && !tokens.has(i, 'Mood', 'Cnd') && !tokens.has(i, 'Mood', 'Sub')
}

/** "should have signed", "devrait avoir signé": the modal's verb is in the perfect. */
function isPerfect(tokens: Tokens, words: FactualityWords, i: number): boolean {
  for (const child of tokens.children(i)) {
    const form = lowerOf(tokens, child)
    if (tokens.baseRelation(child) === 'aux' && words.language.perfectAuxiliary.test(form)) return true
  }
  return false
}
