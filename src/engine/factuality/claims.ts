import type { Act, Claim, ClaimRank, Factuality, Holder, Mark, Span, Why } from '../../contract/analysis.ts'
import { ClauseReader } from '../clauses/clauses.ts'
import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { Resources } from '../resources.ts'
import {
  type ConditionalUse,
  conditionalFeatures,
  conditionalUse,
  isConditional,
  predicateOf,
  type UseJudge,
} from './conditionals.ts'
import { findContentGovernors } from './content-clauses.ts'
import { ContextModel, contextOf, useWords, valueWords } from './context-model.ts'
import type { Attribution, Document } from './document.ts'
import { evaluate } from './evaluate.ts'
import type { Evaluation } from './evaluation.ts'
import { HashedFeatures, HashedModel } from './hashed-model.ts'
import { HolderFinder } from './holders.ts'
import type { ReasonKey } from './language.ts'
import { type FactualityWords, type GovernorClass, type Hedge, readFactualityWords } from './lexicon.ts'
import { Network } from './network.ts'
import { networkFeatures, sentenceFeatures } from './network-features.ts'
import { partPredicates, type ValuedPredicate } from './part-predicates.ts'
import type { PhraseMatch } from './phrases.ts'
import { findPredicates, lemmaOf } from './predicates.ts'
import { findQuestions } from './questions.ts'
import { fillSentence } from './sentences.ts'
import { factualityOf } from './states.ts'

/**
 * Values every predicate, and makes claims of those that head a clause (`partPredicates`): the clause, who vouches for it from the outlet inwards, on what basis, and how
 * surely the last holder presents it (FactBank, Saurí and Pustejovsky 2009).
 * @param careful whether the careful reader reads, so that what its encoder makes of the words is there
 */
export function createClaims(pack: LanguagePack, resources: Resources, careful = false): Component {
  const words = readFactualityWords(pack)
  const uses: Record<string, string> = { ...words.uses }
  const { conditionals: conditionalsModel, certainty } = pack.models
  for (const name of [conditionalsModel, certainty]) if (name) uses[name] = resources.hash(name)
  const conditionals = conditionalsModel ? new HashedModel(resources.bytes(conditionalsModel)) : undefined
  const network = certainty ? new Network(resources.bytes(certainty)) : undefined
  const inContext = careful ? new ContextModel(resources.bytes('certainty')) : undefined
  if (inContext) uses['certainty'] = resources.hash('certainty')
  return defineComponent({
    name: 'claims',
    needs: [
      'sentences',
      'tokens',
      'tags',
      'lemmas',
      'dependencies',
      'paragraphs',
      'quotations',
      'entities',
      'entityIndex',
      'discourse',
      'attributions',
      'context',
    ],
    gives: ['claims', 'predicates'],
    uses,
    run: (document) => makeClaims(document, words, { conditionals, network, inContext }),
  })
}

interface Models {
  conditionals: HashedModel | undefined
  network: Network | undefined
  /** Of both, where the careful reader's encoder helps. */
  inContext: ContextModel | undefined
}

/** What the steps before the claims found, by token. */
export interface ValuedTokens {
  /** 0 where the token does not predicate; as `findPredicates` has it. */
  kinds: Uint8Array
  /** The conditional of each predicate. */
  uses: readonly (ConditionalUse | undefined)[]
  evaluation: Evaluation
  finder: HolderFinder
}

/** Finds predicates, hedges and conditionals and values every token by rule. */
export function prepare(
  document: Document,
  words: FactualityWords,
  judge: UseJudge | undefined,
): ValuedTokens {
  const kinds = findPredicates(document.tokens, words)
  const governors = findContentGovernors(document.tokens, words)
  const uses = findUses(document, words, judge, governors)
  for (let i = 0; i < kinds.length; i++) if (uses[i] && kinds[i] === 0) kinds[i] = 1
  const hedges = findHedges(document, words, kinds)
  const evaluation = evaluate(
    document,
    words,
    hedges,
    uses,
    findQuestions(document, words),
    findActs(document),
    governors,
  )
  return { kinds, uses, evaluation, finder: new HolderFinder(document) }
}

const rankNames: readonly ClaimRank[] = ['nominal', 'main', 'embedded', 'nominal']

const valueNames: readonly Factuality[] = ['CT-', 'PR-', 'PS-', 'Uu', 'PS+', 'PR+', 'CT+']

function makeClaims(
  document: Document,
  words: FactualityWords,
  models: Models,
): { claims: Claim[]; predicates: Claim[] } {
  const tokens = document.tokens
  const { network } = models
  const { kinds, uses, evaluation, finder } = prepare(document, words, useJudge(document, words, models))
  const reader = new ClauseReader(document, words, kinds)
  const scare = findScareQuotes(document, kinds)
  let shared: string[] = []
  const features = new HashedFeatures()
  let sharedOf = -1
  const found: ValuedPredicate[] = []
  for (let i = 0; i < tokens.length; i++) {
    if (kinds[i] === 0) continue
    let around = finder.around(i)
    if (around.some((attribution) => attribution.act === 'decline-comment')) {
      // What nobody would comment on is nobody's claim; that they did not comment is the outlet's.
      if (kinds[i] !== 1 || evaluation.link[i] !== 'prevent') continue
      around = around.filter((attribution) => attribution.act !== 'decline-comment')
    }
    // Nobody says what could not be verified: neither does the one who could not.
    if (evaluation.unverified[i] || evaluation.disowned[i])
      around = around.filter((attribution) => !isUnverified(document, evaluation, attribution))
    // "Accuse the mayor of having burnt it": the deed is told, though the tree hangs it on the mayor.
    if (evaluation.link[i] !== 'accuse')
      around = around.filter((attribution) => !isAbout(document, reader, attribution, i))
    // "It was proved that": what nobody in particular showed is so for the outlet.
    around = around.filter((attribution) => !isShownByNobody(document, words, attribution))
    const chain = finder.chain(around)
    const bearers = reader.bearersOf(i)
    const marks = marksOf(document, evaluation, [...bearers, i])
    // A mark of distance keeps the outlet away also where no attribution was found for it ("a accusé X d'avoir fait Y").
    const distant =
      evaluation.distant[i] === 1 ||
      bearers.some((k) => evaluation.distant[k] === 1) ||
      (chain.length === 1 &&
        !evaluation.unverified[i] &&
        factualityOf(evaluation.state[i]) === 'CT+' &&
        marks.some(({ kind }) => distances.has(kind)))
    const scared = chain.length === 1 && scare[i] > 0 ? document.quotations[scare[i] - 1].span : undefined
    if (chain.length === 1 && (distant || scared !== undefined)) chain.push({ kind: 'unstated' })
    const basis =
      chain.length === 1
        ? 'asserted'
        : chain.some((holder) => holder.kind !== 'outlet' && holder.kind !== 'unstated')
          ? 'attributed'
          : 'hearsay'
    let factuality: Factuality = evaluation.unverified[i] ? 'Uu' : factualityOf(evaluation.state[i])
    if (network && !evaluation.unverified[i]) {
      if (sharedOf !== tokens.sentence[i]) {
        sharedOf = tokens.sentence[i]
        shared = sentenceFeatures(document, sharedOf)
      }
      features.clear()
      networkFeatures(document, words, evaluation, kinds[i], i, shared, features)
      const level = levelOf(document, models, network, i, features)
      // A plain negation is exact, and so is what was refused, failed or denied: the network only weighs the rest.
      const plain =
        evaluation.settled[i] === 1 ||
        (factuality === 'CT-' &&
          (isPlainlyNegated(document, evaluation, i) || isRefused(document, evaluation, i)))
      factuality = plain ? factuality : valueNames[level + 3]
    }
    const outletFactuality: Factuality =
      basis === 'asserted' || (!distant && endorsed(document, words, around, factuality)) ? factuality : 'Uu'
    if (scared) marks.push({ span: [scared[0], scared[1]], kind: 'evidential' })
    const probability = evaluation.hedge[i]?.probability
    const why = document.explain ? explain(document, words, evaluation, uses, i, chain, scared) : undefined
    const clause = reader.of(i, around)
    const spans = clause?.parts.map((part) => tokens.spanOf(part.first, part.last))
    const claim: Claim = {
      id: `c${found.length + 1}`,
      span: spans ? [spans[0][0], spans[spans.length - 1][1]] : reader.phraseOf(i),
      predicate: tokens.span(i),
      rank: rankNames[reader.heads.rank[i]],
      ...(spans && clause
        ? {
            clause: spans,
            ...(clause.subject
              ? {
                  subject: {
                    span: tokens.spanOf(clause.subject.words.first, clause.subject.words.last),
                    ...(clause.subject.entity === null ? {} : { entity: clause.subject.entity }),
                  },
                }
              : {}),
            sentence: clause.sentence,
            ...(clause.reporting ? { reporting: true } : {}),
          }
        : {}),
      chain,
      basis,
      factuality,
      outletFactuality,
      marks,
      event: null,
      ...(probability ? { probability } : {}),
      ...(why ? { why } : {}),
    }
    found.push({ claim, token: i })
  }
  return partPredicates(document, reader.heads, found)
}

/** The judge of conditionals that there is: by context where the careful reader kept it, else by features alone. */
function useJudge(
  document: Document,
  words: FactualityWords,
  { conditionals, inContext }: Models,
): UseJudge | undefined {
  if (!conditionals) return undefined
  return (token) => {
    const features = conditionalFeatures(document, words, token)
    const states =
      inContext &&
      document.context &&
      contextOf(document.tokens, document.context, useWords(document.tokens, token))
    return states
      ? { scores: inContext.uses(features, document.language, states), scale: 1 }
      : { scores: conditionals.scores(features), scale: conditionals.scale }
  }
}

/** A predicate's value, from -3 to 3: by context where the careful reader kept it, else by features alone. */
function levelOf(
  { tokens, context }: Document,
  { inContext }: Models,
  network: Network,
  i: number,
  features: HashedFeatures,
): number {
  const states = inContext && context && contextOf(tokens, context, valueWords(tokens, i))
  if (states) return inContext.value(features, states).level
  return network.round(network.value(features))
}

/** Whether token `i` has a negation of its own and nothing else marks it: not "not only", not "no" before its object. */
function isPlainlyNegated(document: Document, evaluation: Evaluation, i: number): boolean {
  const evidence = evaluation.evidence[i]
  if (evidence?.length !== 1 || evidence[0].rule !== 'negation') return false
  const { tokens } = document
  const { first, last } = evidence[0]
  if (first !== last || tokens.head[first] !== i || (first > i && tokens.tag[i] !== 'AUX')) return false
  return !document.words.factuality.focusAdverb.test(last + 1 < tokens.length ? tokens.form[last + 1] : '')
}

const refusing: ReadonlySet<string> = new Set<GovernorClass>(['fail', 'prevent', 'deny'])

/** Whether token `i` is a clause that its governor turns: "refused to sign", "denied that he sold". */
function isRefused(document: Document, evaluation: Evaluation, i: number): boolean {
  const relation = document.tokens.baseRelation(i)
  if (relation !== 'xcomp' && relation !== 'ccomp') return false
  return refusing.has(evaluation.link[i])
}

/** Hedges by the predicate that they weaken: the nearest one up the tree from the phrase. */
function findHedges(
  document: Document,
  words: FactualityWords,
  kinds: Uint8Array,
): (PhraseMatch<Hedge>[] | undefined)[] {
  const tokens = document.tokens
  const found = new Array<PhraseMatch<Hedge>[] | undefined>(tokens.length).fill(undefined)
  const ends = new Set<number>()
  for (let i = 0; i < tokens.length; i++) ends.add(tokens.end[i])
  let behind = 0
  for (let i = 0; i < tokens.length; i++) {
    if (tokens.start[i] < behind) continue
    const match = words.hedges.find(document.text, tokens.start[i], (offset) => ends.has(offset))
    if (!match) continue
    behind = match.end
    let last = i
    while (last + 1 < tokens.length && tokens.start[last + 1] < match.end) last++
    const target = hedgeTarget(document, words, kinds, i, last)
    if (target < 0) continue
    const list = found[target]
    if (list) list.push(match)
    else found[target] = [match]
  }
  return found
}

const classOfAct: Partial<Record<Act, GovernorClass>> = {
  deny: 'deny',
  doubt: 'doubt',
  hope: 'intend',
  intend: 'intend',
  demand: 'ask',
  promise: 'promise',
  decide: 'promise',
  believe: 'believe',
  threaten: 'fear',
  refuse: 'prevent',
}

/** What a cue's act makes of the token at the head of its content, where the content is told and not quoted. */
function findActs(document: Document): (GovernorClass | undefined)[] {
  const tokens = document.tokens
  const acts = new Array<GovernorClass | undefined>(tokens.length).fill(undefined)
  for (const attribution of document.attributions) {
    const kind = attribution.act ? classOfAct[attribution.act] : undefined
    if (!kind || attribution.speech === 'direct') continue
    for (const [start, end] of attribution.content) {
      const first = tokens.at(start)
      for (let k = first; k < tokens.length && tokens.start[k] < end && k < first + 60; k++) {
        const head = tokens.head[k]
        if ((head < first || tokens.start[head] >= end) && tokens.tag[k] !== 'PUNCT') acts[k] = kind
      }
    }
  }
  return acts
}

const clauseRelations = new Set(['ccomp', 'csubj', 'xcomp', 'advcl', 'acl'])

function hedgeTarget(
  document: Document,
  words: FactualityWords,
  kinds: Uint8Array,
  first: number,
  last: number,
): number {
  const tokens = document.tokens
  // The token of the phrase that hangs on something outside it.
  let top = first
  for (let k = first; k <= last; k++) {
    const head = tokens.head[k]
    if (head < first || head > last) top = k
  }
  // "el presunto robo", "meurtre présumé": the noun beside it, whatever the tree says.
  if (first === last && (tokens.tag[first] === 'ADJ' || tokens.tag[first] === 'NOUN'))
    for (const k of [first + 1, first - 1])
      if (k >= 0 && k < tokens.length && kinds[k] === 3 && tokens.sentence[k] === tokens.sentence[first])
        return k
  // "il est probable que X", "is said to X": the clause below is what is hedged.
  for (const child of tokens.children(top))
    if (
      child > last &&
      clauseRelations.has(tokens.baseRelation(child)) &&
      tokens.baseRelation(child) !== 'advcl'
    )
      return child
  // "il est possible que X" with a broken tree: the first verb behind "que" is what is hedged.
  if (
    tokens.tag[last] !== 'ADV' &&
    last + 1 < tokens.length &&
    words.that.has(tokens.form[last + 1].toLowerCase())
  )
    for (
      let k = last + 2;
      k < tokens.length && k < last + 14 && tokens.sentence[k] === tokens.sentence[last];
      k++
    )
      if (kinds[k] === 1) return k
  for (let k = top, n = 0; k >= 0 && n < 12; k = tokens.head[k], n++) {
    if (k < first || k > last) {
      if (kinds[k] > 0) return k
      // "le meurtrier présumé": the noun need be no event for the distance to hold for its clause's predicate.
      if (tokens.tag[k] === 'NOUN' || tokens.tag[k] === 'PROPN') {
        if (tokens.baseRelation(top) === 'amod') return -1
      }
    } else if (kinds[k] > 0 && tokens.head[k] < 0) return k
  }
  return -1
}

function findUses(
  document: Document,
  words: FactualityWords,
  judge: UseJudge | undefined,
  governors: Int32Array,
): (ConditionalUse | undefined)[] {
  const tokens = document.tokens
  const uses = new Array<ConditionalUse | undefined>(tokens.length).fill(undefined)
  if (!judge) return uses
  for (let i = 0; i < tokens.length; i++) {
    if (!isConditional(tokens, words, i)) continue
    const use = conditionalUse(document, words, judge, i, governors[predicateOf(tokens, i)])
    if (use.use !== 'not') uses[predicateOf(tokens, i)] = use
  }
  return uses
}

function marksOf(document: Document, evaluation: Evaluation, predicates: readonly number[]): Mark[] {
  const seen = new Set<string>()
  const marks: Mark[] = []
  for (const e of predicates.flatMap((i) => evaluation.evidence[i] ?? [])) {
    const span: Span = document.tokens.spanOf(e.first, e.last)
    const key = `${span[0]},${e.kind}`
    if (seen.has(key)) continue
    seen.add(key)
    marks.push({ span, kind: e.kind })
  }
  return marks.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1] || (a.kind < b.kind ? -1 : 1))
}

/** Heads that are followed from a relative clause to the head of what is said. */
const aboutReach = 12

/**
 * Whether a clause only tells of whom or what somebody speaks: one beside a noun, where no clause is told but a noun or an
 * aim ("condemned the man who killed four people"), and not in quotation marks. That is the outlet's.
 */
function isAbout(document: Document, reader: ClauseReader, attribution: Attribution, i: number): boolean {
  const { tokens } = document
  const shell = reader.heads.shell[i]
  if (attribution.speech === 'direct' || !reader.isClause(i)) return false
  // "Fears that it spreads": a noun's complement is what is said.
  if (
    tokens.relation[shell] !== 'acl:relcl' &&
    (tokens.relation[shell] !== 'acl' || reader.heads.forms.of(i) === 'finite')
  )
    return false
  // "Accuse one of his colleagues of having hit her": the tree hangs the deed on the colleagues.
  if (attribution.act === 'accuse' && reader.heads.forms.of(i) === 'infinitive') return false
  // "Who claimed their rights were violated": the tree hangs the verb on its own subject.
  if (reader.heads.forms.of(i) === 'finite' && hangsOnSubject(document, shell)) return false
  const start = tokens.start[i]
  const span = attribution.content.find(([from, to]) => from <= start && start < to)
  if (!span) return false
  let at = tokens.head[shell]
  // "Ten people who claimed their rights were violated", hung on the people: what is said is no more than this clause.
  if (at < 0 || tokens.start[at] < span[0] || tokens.start[at] >= span[1]) return false
  for (let n = 0; n < aboutReach && at >= 0; n++) {
    if (reader.isClause(at)) return false
    const head = tokens.head[at]
    if (head < 0 || tokens.start[head] < span[0] || tokens.start[head] >= span[1])
      return !isQuotedWithin(document, i, [span[0], span[1]])
    at = head
  }
  return false
}

/** Whether a verb hangs on a noun right before it, as a relative clause does, with nothing of its own that comes before. */
function hangsOnSubject({ tokens }: Document, verb: number): boolean {
  const noun = tokens.head[verb]
  if (noun < 0 || noun >= verb) return false
  return tokens.children(verb).every((k) => k > verb || /^(?:aux|cop|advmod|expl)/.test(tokens.relation[k]))
}

/** Whether a token stands in quotation marks that lie within a span. */
function isQuotedWithin(document: Document, i: number, [from, to]: Span): boolean {
  const quotation = document.quotations[document.discourse.quotations[i] ?? -1]
  return quotation !== undefined && quotation.inner[0] >= from - 1 && quotation.inner[1] <= to + 1
}

/** Marks by which an outlet keeps away from what it tells. */
const distances: ReadonlySet<string> = new Set(['evidential', 'hearsay-conditional'])

/** Whether an attribution's cue is that of not having verified. */
function isUnverified(document: Document, evaluation: Evaluation, attribution: Attribution): boolean {
  if (attribution.act === 'unverified') return true
  const tokens = document.tokens
  return attribution.cue.some((span) => {
    for (let k = tokens.at(span[0]); k < tokens.length && tokens.start[k] < span[1]; k++)
      if (evaluation.unverifies[k]) return true
    return false
  })
}

/** Whether the outlet's own cue presents it as so: "révèle que", "points out that". */
function endorsed(
  document: Document,
  words: FactualityWords,
  around: readonly Attribution[],
  factuality: Factuality,
): boolean {
  return factuality === 'CT+' && around.length === 1 && isShown(document, words, around[0])
}

/** "It was proved that", "se comprobó que": an impersonal cue that takes what it brings for so, of nobody. */
function isShownByNobody(document: Document, words: FactualityWords, attribution: Attribution): boolean {
  const { tokens } = document
  const { source, parent, speech, cue } = attribution
  if (source.length > 0 || parent || attribution.sourceEntity || speech === 'direct') return false
  const impersonal = cue.some(([from, to]) => {
    for (let k = tokens.at(from); k < tokens.length && tokens.start[k] < to; k++)
      if (
        tokens.tag[k] === 'VERB' &&
        tokens.children(k).some((c) => /:pass$|^expl/.test(tokens.relation[c]) && tokens.start[c] < to)
      )
        return true
    return false
  })
  return impersonal && isShown(document, words, attribution)
}

/** Whether an attribution's cue takes what it brings for so. */
function isShown({ tokens }: Document, words: FactualityWords, { cue }: Attribution): boolean {
  for (const span of cue)
    for (let k = tokens.at(span[0]); k < tokens.length && tokens.start[k] < span[1]; k++)
      if (tokens.tag[k] === 'VERB' && words.endorsing.has(lemmaOf(tokens, k))) return true
  return false
}

/** Predicates that stand alone in quotation marks, two words or one, with no attribution about: 1 + their quotation. */
function findScareQuotes(document: Document, kinds: Uint8Array): Int32Array {
  const tokens = document.tokens
  const found = new Int32Array(tokens.length)
  const attributed = new Set<number>()
  for (const attribution of document.attributions)
    for (const spans of [attribution.content, attribution.cue])
      for (const span of spans) {
        const k = tokens.at(span[0])
        if (k < tokens.length) attributed.add(tokens.sentence[k])
      }
  for (let q = 0; q < document.quotations.length; q++) {
    const quotation = document.quotations[q]
    if (!quotation.closed) continue
    const from = tokens.at(quotation.inner[0])
    let to = from
    while (to < tokens.length && tokens.end[to] <= quotation.inner[1] && to - from < 4) to++
    if (to - from < 1 || to - from > 2 || from >= tokens.length) continue
    if (attributed.has(tokens.sentence[from])) continue
    for (let k = from; k < to; k++)
      if (kinds[k] === 3 && tokens.form[from] === tokens.form[from].toLowerCase()) found[k] = q + 1
  }
  return found
}

const precedence: readonly ReasonKey[] = [
  'unverified',
  'hearsay-conditional',
  'distance',
  'future-in-past',
  'hypothetical-conditional',
  'question',
  'condition',
  'negation',
  'hedge',
  'modal',
  'governor',
  'future',
]

function explain(
  document: Document,
  words: FactualityWords,
  evaluation: Evaluation,
  uses: readonly (ConditionalUse | undefined)[],
  i: number,
  chain: readonly Holder[],
  scared: Span | undefined,
): Why {
  const tokens = document.tokens
  const evidence = evaluation.evidence[i] ?? []
  const holder = chain[chain.length - 1]
  const sentences: string[] = []
  const spans: Span[] = []
  for (const key of precedence)
    for (const e of evidence) {
      if (e.rule !== key || sentences.length >= 3) continue
      const span = tokens.spanOf(e.first, e.last)
      spans.push(span)
      sentences.push(fillSentence(words, key, { words: document.slice(span) }))
    }
  if (scared) {
    spans.push([scared[0], scared[1]])
    sentences.push(fillSentence(words, 'scare-quotes', { words: document.slice(tokens.span(i)) }))
  }
  if (chain.length > 1 && holder.kind !== 'unstated')
    sentences.unshift(fillSentence(words, 'attributed', { holder: holder.name ?? holder.kind }))
  if (sentences.length === 0) sentences.push(fillSentence(words, 'asserted', {}))
  const use = uses[i]
  return {
    by: use && use.use !== 'other' ? `conditionals.${use.use}` : `factuality.${evidence[0]?.rule ?? 'plain'}`,
    ...(use ? { score: use.score } : {}),
    ...(spans.length > 0 ? { spans } : {}),
    sentence: sentences.join(' '),
  }
}
