import { type Component, defineComponent } from '../component.ts'
import { emptyArgumentMemory } from './argument-memory.ts'
import type { Document } from './document.ts'
import { type EventWords, wordsOfClass } from './lexicon.ts'
import { verbLemma } from './triggers.ts'

/** A dependent with its preposition: `prepositions` are lower-case forms and lemmas of its case markers. */
export interface Oblique {
  head: number
  prepositions: readonly string[]
}

/** The logical arguments of a verb, whatever its construction: token indexes of their head words, conjuncts apart. */
export interface Arguments {
  passive: boolean
  /** Passive by position alone (a participle on a noun): an intransitive one is active ("people come from afar"). */
  reduced: boolean
  /** Who does it: active subject, or passive agent. */
  agents: readonly number[]
  /** Whom it is done to: active object, or passive subject. */
  patients: readonly number[]
  obliques: readonly Oblique[]
  /** Head of a clausal or infinitival complement; -1 where there is none. */
  complement: number
}

const noTokens: readonly number[] = Object.freeze([])

/** How many links of control, coordination and relative clause are followed. */
const steps = 8

/** The head and its nominal conjuncts ("X, Y and Z"), in text order. */
export function conjuncts(document: Document, head: number): readonly number[] {
  const { tokens } = document
  const memory = document.argumentMemory.conjuncts
  const before = memory.get(head)
  if (before) return before
  const found = [head]
  for (let k = 0; k < found.length && found.length < 20; k++)
    for (const child of tokens.children(found[k]))
      if (tokens.relation[child].startsWith('conj') && isNominal(document, child)) found.push(child)
  found.sort((a, b) => a - b)
  memory.set(head, found)
  return found
}

function isNominal(document: Document, token: number): boolean {
  const tag = document.tokens.tag[token]
  return (
    tag === 'NOUN' ||
    tag === 'PROPN' ||
    tag === 'PRON' ||
    tag === 'NUM' ||
    tag === 'X' ||
    tag === 'SYM' ||
    tag === 'ADJ'
  )
}

/** Lower-case forms and lemmas of a token's case markers. */
export function prepositionsOf(document: Document, token: number): readonly string[] {
  const { tokens } = document
  const found: string[] = []
  for (const child of tokens.children(token)) {
    const relation = tokens.baseRelation(child)
    if (relation !== 'case' && !(relation === 'mark' && tokens.tag[child] === 'ADP')) continue
    if (child > token) continue
    found.push(tokens.form[child].toLowerCase())
    if (tokens.lemma[child] !== '') found.push(tokens.lemma[child].toLowerCase())
  }
  return found
}

/** Whether a verb stands in a passive construction, reduced participles included. */
export function isPassive(document: Document, token: number): boolean {
  const memory = document.argumentMemory.passive
  let passive = memory.get(token)
  if (passive === undefined) {
    // What is being worked out counts as active: a ring or a long chain of conjuncts ends there.
    memory.set(token, false)
    passive = findPassive(document, token, 0)
    memory.set(token, passive)
  }
  return passive
}

/** Whether the verb has a reflexive pronoun or, in Spanish, ends in one ("reunirse"). */
export function hasReflexive(document: Document, token: number): boolean {
  const { tokens } = document
  const { reflexivePronoun, reflexiveIsObject, reflexiveEnding } = document.words.events
  if (reflexiveIsObject) {
    return tokens
      .children(token)
      .some((child) => /^obj/.test(tokens.relation[child]) && reflexivePronoun.test(tokens.form[child]))
  }
  if (reflexiveEnding.test(tokens.form[token])) return true
  return tokens
    .children(token)
    .some(
      (child) =>
        reflexivePronoun.test(tokens.form[child]) &&
        !tokens.relation[child].startsWith('nsubj') &&
        tokens.tag[child] !== 'SCONJ',
    )
}

function findPassive(document: Document, token: number, depth: number): boolean {
  const { tokens } = document
  let helped = false
  let marked = false
  let object = false
  let copula = false
  let subject = false
  for (const child of tokens.children(token)) {
    const relation = tokens.relation[child]
    if (
      relation === 'aux:pass' ||
      relation === 'nsubj:pass' ||
      relation === 'csubj:pass' ||
      relation === 'obl:agent'
    )
      marked = true
    else if (relation.startsWith('aux')) helped = true
    else if (relation === 'cop') copula = true
    else if (relation === 'nsubj') subject = true
    else if (relation.startsWith('obj')) object = true
  }
  if (hasReflexive(document, token)) return false
  if (marked) return true
  if (copula && tokens.tag[token] === 'ADJ') return true
  // English "released" with a subject and no auxiliary is a past tense, whatever its tag.
  if (
    object ||
    (subject && !helped && document.words.events.pastLikeParticiple && tokens.tag[token] === 'VERB')
  )
    return false
  const features = tokens.features[token]
  const relation = tokens.baseRelation(token)
  if (relation === 'conj' && !helped && features['VerbForm'] === 'Part') {
    const head = tokens.head[token]
    if (isParticiple(document, head)) {
      const memory = document.argumentMemory.passive
      const before = memory.get(head)
      if (before !== undefined) return before
      // A long chain of conjuncts ends here.
      if (depth >= 4) return false
      const passive = findPassive(document, head, depth + 1)
      memory.set(head, passive)
      return passive
    }
  }
  if (helped)
    return (
      (features['Voice'] === 'Pass' && document.words.events.showsVoice) ||
      (features['VerbForm'] === 'Part' && isState(document, token))
    )
  if (features['Voice'] === 'Pass') return true
  if (features['VerbForm'] !== 'Part' || features['Tense'] === 'Pres') return false
  return (
    relation === 'acl' ||
    relation === 'advcl' ||
    relation === 'amod' ||
    relation === 'root' ||
    relation === 'xcomp'
  )
}

/** "Está acusado": an auxiliary that tells the state in which a deed has left somebody. */
function isState(document: Document, token: number): boolean {
  const { tokens, words } = document
  return tokens
    .children(token)
    .some(
      (child) => tokens.relation[child] === 'aux' && words.events.stateAuxiliary.test(tokens.lemma[child]),
    )
}

function isParticiple(document: Document, token: number): boolean {
  return document.tokens.features[token]['VerbForm'] === 'Part'
}

/** A finite verb: it has a mood, or a finite auxiliary. */
export function isFiniteVerb(document: Document, token: number): boolean {
  const { tokens } = document
  if (tokens.features[token]['VerbForm'] === 'Fin' || tokens.features[token]['Mood'] !== undefined)
    return true
  for (const child of tokens.children(token))
    if (
      tokens.relation[child].startsWith('aux') &&
      (tokens.features[child]['VerbForm'] === 'Fin' || tokens.features[child]['Mood'] !== undefined)
    )
      return true
  return false
}

function isRelative(document: Document, token: number): boolean {
  return (
    document.tokens.features[token]['PronType'] === 'Rel' ||
    document.words.events.relativePronoun.test(document.tokens.form[token])
  )
}

/** The noun that a relative clause's verb hangs on, through conjoined verbs; -1 where it stands in none. */
export function antecedent(document: Document, verb: number): number {
  const { tokens } = document
  let at = verb
  for (let n = 0; n < steps && at >= 0; n++) {
    const relation = tokens.relation[at]
    if (relation.startsWith('acl')) return tokens.head[at]
    if (!/^(conj|xcomp|ccomp|aux|cop)/.test(relation)) return -1
    at = tokens.head[at]
  }
  return -1
}

function resolve(document: Document, verb: number, token: number): readonly number[] {
  const { tokens } = document
  if (
    (tokens.tag[token] === 'PRON' || tokens.tag[token] === 'SCONJ' || tokens.tag[token] === 'DET') &&
    isRelative(document, token)
  ) {
    const noun = agreeing(document, verb, token, antecedent(document, verb))
    if (noun >= 0 && isNominal(document, noun)) return conjuncts(document, noun)
    const before = nounBefore(document, token)
    return before >= 0 ? conjuncts(document, before) : noTokens
  }
  return conjuncts(document, token)
}

/**
 * "Des policiers et des membres d'un service national qui ont pu le capturer": a verb in the plural whose subject is a relative
 * pronoun is not said of a noun in the singular, but of one above it that is plural or has others beside it.
 */
function agreeing(document: Document, verb: number, pronoun: number, noun: number): number {
  const { tokens } = document
  if (noun < 0 || !/^nsubj/.test(tokens.relation[pronoun]) || !tokens.has(noun, 'Number', 'Sing')) return noun
  if (conjuncts(document, noun).length > 1) return noun
  const plural = [verb, ...childrenOf(document, verb, /^(aux|cop)/)].some(
    (one) => tokens.features[one]['VerbForm'] === 'Fin' && tokens.has(one, 'Number', 'Plur'),
  )
  if (!plural) return noun
  let at = noun
  for (let n = 0; n < 4; n++) {
    const head = tokens.head[at]
    if (head < 0 || !/^(nmod|appos|conj|flat)/.test(tokens.relation[at]) || !isNominal(document, head)) break
    at = head
    if (tokens.has(at, 'Number', 'Plur') || conjuncts(document, at).length > 1) return at
  }
  return noun
}

/** The head of the noun phrase that ends right before a relative pronoun, a comma or preposition between them or not. */
function nounBefore(document: Document, pronoun: number): number {
  const { tokens } = document
  let at = pronoun - 1
  while (at >= 0 && pronoun - at < 4 && (tokens.tag[at] === 'PUNCT' || tokens.tag[at] === 'ADP')) at--
  if (at < 0 || tokens.sentence[at] !== tokens.sentence[pronoun] || !isNominal(document, at)) return -1
  for (let n = 0; n < steps; n++) {
    const head = tokens.head[at]
    if (head < 0 || head >= pronoun || pronoun - head > 12 || !isNominal(document, head)) break
    at = head
  }
  return tokens.tag[at] === 'ADJ' ? -1 : at
}

function own(document: Document, verb: number, relations: RegExp): readonly number[] {
  const all = childrenOf(document, verb, relations)
  const found = relations.source.startsWith('^nsubj')
    ? // "Acusados de ser los autores": what somebody is said to be is no subject.
      onceNamed(document, all).filter((child) => child < verb || !hasChild(document, child, /^cop/))
    : all
  if (found.length === 0) return noTokens
  if (found.length === 1) return resolve(document, verb, found[0])
  const heads = new Set<number>()
  for (const child of found) for (const head of resolve(document, verb, child)) heads.add(head)
  return [...heads].sort((a, b) => a - b)
}

/** "La direction a elle lancé", "inconnu de la police, il a": a pronoun beside the noun, or the adjective, that it repeats. */
function onceNamed({ tokens }: Document, found: readonly number[]): readonly number[] {
  if (found.length < 2) return found
  const isPronoun = (child: number): boolean => tokens.tag[child] === 'PRON'
  if (!found.some(isPronoun) || found.every(isPronoun)) return found
  const named = found.filter((child) => !isPronoun(child) && tokens.tag[child] !== 'ADJ')
  return named.length > 0 ? named : found.filter(isPronoun)
}

/** The first nominal dependents (three at most) of a verb whose relation matches. */
function childrenOf(document: Document, verb: number, relations: RegExp): readonly number[] {
  const { tokens } = document
  const memory = document.argumentMemory.child
  const key = `${verb} ${relations.source}`
  let found = memory.get(key)
  if (found === undefined) {
    const list: number[] = []
    for (const child of tokens.children(verb)) {
      if (!relations.test(tokens.relation[child])) continue
      if (!isNominal(document, child) && !isRelative(document, child)) continue
      list.push(child)
      if (list.length === 3) break
    }
    // A relative pronoun says who it is; what a parser hangs beside it is the antecedent once more.
    found = list.some((child) => isRelative(document, child))
      ? list.filter((child) => isRelative(document, child))
      : list
    memory.set(key, found)
  }
  return found
}

/**
 * The heads of a verb's surface subject: its own, or the one that coordination, control, a participle or a relative
 * clause gives it. Empty where the grammar gives none.
 */
export function surfaceSubject(document: Document, words: EventWords, verb: number): readonly number[] {
  const { tokens } = document
  let at = verb
  for (let n = 0; n < steps && at >= 0; n++) {
    const found = own(document, at, /^nsubj/).filter((one) => !isTimeWord(document, words, one))
    if (found.length > 0) return found
    const relative = tokens.relation[at] === 'acl:relcl' && hasRelativeMark(document, at)
    if (!relative && hasChild(document, at, /^(nsubj|expl:subj)/)) return noTokens
    const relation = tokens.baseRelation(at)
    const head = tokens.head[at]
    if (head < 0) return noTokens
    // "Fairfield was in jail after being indicted": a clause with a mark hangs on what is said of somebody.
    if (relation === 'acl' && isMarked(document, at) && hasChild(document, head, /^nsubj/)) {
      at = head
      continue
    }
    if (relation === 'acl') {
      if (tokens.relation[at] === 'acl:relcl' && isFiniteVerb(document, at))
        return relative && isPersonal(document, words, head) ? conjuncts(document, head) : noTokens
      if (tokens.features[at]['VerbForm'] !== 'Inf' || wordsOfClass(words, 'person').has(tokens.lemma[head]))
        return isNominal(document, head) ? conjuncts(document, head) : noTokens
      return nounHolder(document, words, head)
    }
    if (relation === 'amod') return isNominal(document, head) ? conjuncts(document, head) : noTokens
    if (relation === 'conj') {
      if (isNominal(document, head) && tokens.tag[head] !== 'ADJ') return noTokens
      at = head
      continue
    }
    // "La Secretaría informó que investiga …": a subject left out is most often that of the verb above.
    if (relation === 'ccomp' && dropsSubject(document, at, head)) {
      at = head
      continue
    }
    if (
      relation === 'xcomp' ||
      ((relation === 'ccomp' || relation === 'advcl') && !isFiniteVerb(document, at))
    ) {
      // "Ordenó realizar una investigación": who is to do it is not told.
      if (wordsOfClass(words, 'ordering').has(verbLemma(document, head)) && !isPassive(document, head)) {
        const ordered = knownObjects(document, words, head)
        const told = ordered.length > 0 ? ordered : addressee(document, head)
        if (told.length === 0) return noTokens
      }
      // "Calling for the minister and his government to quit".
      if (tokens.features[at]['VerbForm'] === 'Inf') {
        const meant = tokens
          .children(head)
          .find(
            (child) =>
              child > head &&
              child < at &&
              tokens.baseRelation(child) === 'obl' &&
              isNominal(document, child) &&
              prepositionsOf(document, child).some((word) => words.language.infinitiveSubject.test(word)),
          )
        if (meant !== undefined && hasInfinitiveMark(document, at, meant)) return conjuncts(document, meant)
      }
      if (
        (relation !== 'advcl' || isOfComplement(document, at)) &&
        !wordsOfClass(words, 'subjectcontrol').has(verbLemma(document, head))
      ) {
        if (isPassive(document, head)) {
          at = head
          continue
        }
        const object = knownObjects(document, words, head)
        if (object.length > 0 && !isReflexive(document, words, object[0])) return object
        const addressed = addressee(document, head)
        if (addressed.length > 0 && !wordsOfClass(words, 'phase').has(verbLemma(document, head)))
          return addressed
      }
      at = head
      continue
    }
    return noTokens
  }
  return noTokens
}

/** Whether the mark of an infinitive stands right behind the phrase of a noun. */
function hasInfinitiveMark({ tokens }: Document, verb: number, noun: number): boolean {
  const mark = tokens.children(verb).find((child) => child < verb && tokens.relation[child] === 'mark')
  return mark !== undefined && mark === tokens.rightmost(noun) + 1
}

/** Whether a finite verb has left out its subject, as languages with a personal object do, and agrees with the verb above. */
function dropsSubject(document: Document, verb: number, above: number): boolean {
  const { tokens } = document
  if (document.words.events.personalObject.length === 0 || !isFiniteVerb(document, verb)) return false
  // "rechazó que se haya negociado un pacto": a reflexive with an object of its own tells of nobody.
  if (hasReflexive(document, verb) && hasChild(document, verb, /^obj/)) return false
  const numberOf = (token: number): string | undefined => {
    for (const child of tokens.children(token))
      if (tokens.relation[child].startsWith('aux') && tokens.features[child]['Number'])
        return tokens.features[child]['Number']
    return tokens.features[token]['Number']
  }
  const finite = tokens.features[verb]['Mood'] ?? 'Ind'
  return finite === 'Ind' && numberOf(verb) !== undefined && numberOf(verb) === numberOf(above)
}

/** Whether a clause that is not finite has a mark of its own ("after being indicted"). */
function isMarked(document: Document, verb: number): boolean {
  const { tokens } = document
  return (
    !isFiniteVerb(document, verb) &&
    tokens
      .children(verb)
      .some((child) => child < verb && tokens.relation[child] === 'mark' && tokens.tag[child] !== 'PART')
  )
}

/** "accuse X of doing", "empêcher X de faire", "criticised X for siding": whom it is done to is who does what follows. */
function isOfComplement(document: Document, verb: number): boolean {
  const { tokens } = document
  return tokens
    .children(verb)
    .some(
      (child) =>
        child < verb &&
        /^(mark|case)$/.test(tokens.relation[child]) &&
        (document.words.events.fromMark.test(tokens.form[child]) ||
          (isGerund(document, verb) &&
            document.words.events.chargePreposition.test(tokens.form[child].toLowerCase()))),
    )
}

/** "siding", whatever the tagger calls it: a gerund, or a participle of the present. */
export function isGerund({ tokens }: Document, verb: number): boolean {
  const features = tokens.features[verb]
  return features['VerbForm'] === 'Ger' || (features['VerbForm'] === 'Part' && features['Tense'] === 'Pres')
}

/** "que" parsed as a mere conjunction, at the head of a relative clause. */
function hasRelativeMark(document: Document, verb: number): boolean {
  const { tokens } = document
  return tokens
    .children(verb)
    .some((child) => child < verb && tokens.relation[child] === 'mark' && isRelative(document, child))
}

function addressee(document: Document, verb: number): readonly number[] {
  const memory = document.argumentMemory.child
  const key = `${verb} addressee`
  let found = memory.get(key)
  if (found === undefined) {
    found = findAddressee(document, verb)
    memory.set(key, found)
  }
  return found
}

function findAddressee(document: Document, verb: number): readonly number[] {
  const { tokens } = document
  for (const child of tokens.children(verb)) {
    if (!tokens.relation[child].startsWith('obl') || !isNominal(document, child)) continue
    const before = prepositionsOf(document, child)
    if (before.some((word) => document.words.events.addressee.includes(word)))
      if (tokens.relation[child] === 'obl:arg' || tokens.tag[child] === 'PROPN')
        return conjuncts(document, child)
  }
  return noTokens
}

function knownObjects(document: Document, words: EventWords, verb: number): readonly number[] {
  const memory = document.argumentMemory.child
  const key = `${verb} objects`
  let found = memory.get(key)
  if (found === undefined) {
    found = objectsOf(document, words, verb, noTokens)
    memory.set(key, found)
  }
  return found
}

/** Who holds the plan or decision that a noun names: its possessor, or the subject of the light verb it depends on. */
function nounHolder(document: Document, words: EventWords, noun: number): readonly number[] {
  const { tokens } = document
  for (const child of tokens.children(noun)) {
    const relation = tokens.relation[child]
    if (relation === 'nmod:poss' && isNominal(document, child)) return conjuncts(document, child)
    // "The minister plans to meet them", its verb taken for a noun.
    if (
      relation === 'compound' &&
      child < noun &&
      (wordsOfClass(words, 'person').has(tokens.lemma[child]) ||
        wordsOfClass(words, 'body').has(tokens.lemma[child]))
    )
      return conjuncts(document, child)
    if (
      relation.startsWith('nmod') &&
      prepositionsOf(document, child).some((word) => words.language.of.includes(word))
    )
      return conjuncts(document, child)
  }
  const head = tokens.head[noun]
  if (head >= 0 && tokens.relation[noun].startsWith('obj')) return own(document, head, /^nsubj$/)
  return noTokens
}

export function isReflexive(document: Document, words: EventWords, token: number): boolean {
  return words.language.reflexive.includes(document.tokens.form[token].toLowerCase())
}

function hasChild(document: Document, token: number, relations: RegExp): boolean {
  const { tokens } = document
  const memory = document.argumentMemory.child
  const key = `${token} any ${relations.source}`
  let found = memory.get(key)
  if (found === undefined) {
    const first = tokens.children(token).find((child) => relations.test(tokens.relation[child]))
    found = first === undefined ? noTokens : [first]
    memory.set(key, found)
  }
  return found.length > 0
}

/**
 * Oblique and indirect dependents of a verb or noun, each with its prepositions, conjuncts apart. What a parser hangs one
 * noun too low ("a loan to X", "the attack of X on Y") is taken up again, "of" complements left where they are.
 */
export function obliquesOf(document: Document, words: EventWords, token: number): readonly Oblique[] {
  const { tokens } = document
  const found: Oblique[] = []
  const take = (parent: number, child: number, nested: boolean): void => {
    const relation = tokens.baseRelation(child)
    if (tokens.tag[child] === 'ADV' || tokens.tag[child] === 'ADP') {
      // "auprès des familles", "cerca de la frontera": a preposition of several words, parsed as an adverb.
      if (nested) return
      for (const inner of tokens.children(child))
        if (inner > child && /^(obl|nmod|obj)/.test(tokens.relation[inner]) && isNominal(document, inner))
          for (const head of resolve(document, parent, inner))
            found.push({
              head,
              prepositions: [tokens.form[child].toLowerCase(), tokens.lemma[child].toLowerCase()],
            })
      return
    }
    if (relation !== 'obl' && relation !== 'nmod' && relation !== 'iobj' && relation !== 'dislocated') return
    const prepositions = prepositionsOf(document, child)
    if (nested && (relation === 'iobj' || prepositions.length === 0)) return
    if (
      nested &&
      prepositions.some((word) => words.language.of.includes(word)) &&
      !prepositions.some((word) => words.language.by.includes(word))
    )
      return
    const { opposedNoun, behalf, against, by, of } = words.language
    const lemma = tokens.lemma[child].toLowerCase()
    if (tokens.tag[child] === 'NOUN' && (opposedNoun.test(lemma) || behalf.test(lemma))) {
      // "En su contra", "à l'encontre des élus", "por parte de los vecinos": whom the phrase names.
      const asked = opposedNoun.test(lemma) ? against.slice(0, 1) : by
      let named = false
      for (const inner of tokens.children(child)) {
        const possessive = opposedNoun.test(lemma) && tokens.has(inner, 'Poss', 'Yes')
        if (
          !possessive &&
          !(inner > child && prepositionsOf(document, inner).some((word) => of.includes(word)))
        )
          continue
        for (const head of possessive ? [inner] : resolve(document, parent, inner))
          found.push({ head, prepositions: asked })
        named = true
      }
      if (named) return
    }
    // A Spanish "le" is an indirect object, whatever a parser calls it.
    const indirect = relation === 'iobj' || (prepositions.length === 0 && isBarePronoun(document, child))
    const marked = indirect ? [...prepositions, 'iobj', ...words.language.indirect] : prepositions
    for (const head of resolve(document, parent, child)) found.push({ head, prepositions: marked })
  }
  for (const child of tokens.children(token)) {
    take(token, child, false)
    const relation = tokens.baseRelation(child)
    if (
      relation !== 'obj' &&
      relation !== 'nmod' &&
      relation !== 'obl' &&
      tokens.relation[child] !== 'nsubj:pass'
    )
      continue
    for (const inner of tokens.children(child))
      if (inner > child && inner - child < 15) take(child, inner, true)
  }
  return found
}

/** A personal pronoun without a preposition, right before its verb. */
const isBarePronoun = ({ tokens }: Document, token: number): boolean =>
  tokens.tag[token] === 'PRON' &&
  tokens.relation[token] === 'obl' &&
  tokens.features[token]['PronType'] === 'Prs' &&
  tokens.head[token] > token &&
  tokens.head[token] - token < 4

/** The logical arguments of the verb at `token`. */
export function argumentsOf(document: Document, words: EventWords, token: number): Arguments {
  const { tokens } = document
  const passive = isPassive(document, token)
  const surface = surfaceSubject(document, words, token)
  const misplaced =
    tokens.relation[token] === 'amod' &&
    tokens.head[token] > token &&
    surface.length > 0 &&
    !surface.includes(tokens.head[token])
  const obliques = obliquesOf(document, words, misplaced ? tokens.head[token] : token)
  let complement = -1
  for (const child of tokens.children(token)) {
    const relation = tokens.baseRelation(child)
    if (relation === 'xcomp' || relation === 'ccomp') complement = child
    else if (
      relation === 'advcl' &&
      complement < 0 &&
      child > token &&
      tokens.features[child]['VerbForm'] === 'Inf'
    )
      complement = child
    else if (complement < 0 && child > token && /^(obj|iobj|obl)/.test(tokens.relation[child]))
      // "urged residents to leave": the infinitive may hang on the object.
      for (const inner of tokens.children(child))
        if (tokens.relation[inner].startsWith('acl') && tokens.features[inner]['VerbForm'] === 'Inf')
          complement = inner
  }
  if (!passive) {
    const objects = objectsOf(document, words, token, surface).filter(
      (object) => !isReflexive(document, words, object),
    )
    return { passive, reduced: false, agents: surface, patients: objects, obliques, complement }
  }
  const agents: number[] = []
  for (const oblique of obliques)
    if (
      oblique.prepositions.some((word) => words.language.by.includes(word)) ||
      tokens.relation[oblique.head] === 'obl:agent'
    )
      if (!isTimeWord(document, words, oblique.head)) agents.push(oblique.head)
  const object = own(document, token, /^obj/)
  const reduced = !hasChild(document, token, /^(aux:pass|nsubj:pass|cop|obl:agent)/) && agents.length === 0
  return { passive, reduced, agents, patients: surface.length > 0 ? surface : object, obliques, complement }
}

function isTimeWord(document: Document, words: EventWords, token: number): boolean {
  return wordsOfClass(words, 'timeword').has(document.tokens.lemma[token])
}

/** The objects of an active verb: its own, a conjunct's that both share, a bare or personal "a" phrase after it. */
function objectsOf(
  document: Document,
  words: EventWords,
  token: number,
  surface: readonly number[],
): readonly number[] {
  const { tokens } = document
  const direct = own(document, token, /^obj/).filter((object) => !isTimeWord(document, words, object))
  if (direct.length > 0) return direct
  const behindTime = objectBehindTime(document, words, token)
  if (behindTime >= 0) return conjuncts(document, behindTime)
  // A finite verb taken for an adjective of its own object ("Valdoria supplied drones").
  if (
    tokens.relation[token] === 'amod' &&
    tokens.head[token] > token &&
    surface.length > 0 &&
    !surface.includes(tokens.head[token])
  )
    return conjuncts(document, tokens.head[token])
  // "denounced and condemned the director": the object may stand with the first verb, behind the second.
  if (tokens.baseRelation(token) === 'conj' && tokens.tag[token - 1] === 'CCONJ') {
    const shared = own(document, tokens.head[token], /^obj/).filter(
      (object) => object > token && object - token < 8,
    )
    if (shared.length > 0) return shared
  }
  const indirect = own(document, token, /^iobj/)
  if (indirect.length > 0 && document.words.events.indirectIsObject) return indirect
  for (const child of tokens.children(token)) {
    if (child < token || child - token > 6) continue
    const relation = tokens.baseRelation(child)
    // "menacé et insulté le chauffeur": the object stands on the second verb.
    if (
      relation === 'conj' &&
      tokens.tag[child] === 'VERB' &&
      tokens.tag[token + 1] === 'CCONJ' &&
      child === token + 2
    )
      return objectsOf(document, words, child, noTokens)
    if (relation !== 'obl' && relation !== 'nmod') continue
    if (!isNominal(document, child) || isTimeWord(document, words, child)) continue
    const before = prepositionsOf(document, child)
    if (before.length === 0 && child - token < 4 && tokens.tag[child] !== 'ADJ')
      return resolve(document, token, child)
    if (
      !wordsOfClass(words, 'motion').has(verbLemma(document, token)) &&
      before.some((word) => document.words.events.personalObject.includes(word)) &&
      // "golpearon al pequeño": an adjective is somebody there.
      (isPersonal(document, words, child) || tokens.tag[child] === 'ADJ')
    )
      return resolve(document, token, child)
  }
  if (tokens.relation[token] === 'acl:relcl' && hasRelativeMark(document, token)) {
    const noun = tokens.head[token]
    if (!isPersonal(document, words, noun)) return conjuncts(document, noun)
  }
  // The relative pronoun may be left out ("the man police arrested"): the antecedent is the object then.
  if (tokens.relation[token] === 'acl:relcl' && document.words.events.omitsRelative) {
    const noun = tokens.head[token]
    const filled = tokens.children(token).some((child) => isRelative(document, child))
    if (
      !filled &&
      noun >= 0 &&
      isFiniteVerb(document, token) &&
      surface.length > 0 &&
      !surface.includes(noun)
    )
      return conjuncts(document, noun)
  }
  return noTokens
}

/** The object that a parser hangs on the time before it: "accusé jeudi Pékin", "took for two hours four people hostage"; else -1. */
function objectBehindTime(document: Document, words: EventWords, verb: number): number {
  const { tokens } = document
  const last = Math.min(tokens.length, verb + 10)
  for (let at = verb + 1; at < last && tokens.sentence[at] === tokens.sentence[verb]; at++) {
    if (tokens.tag[at] === 'PUNCT' || tokens.tag[at] === 'VERB') return -1
    if (tokens.tag[at] !== 'NOUN' && tokens.tag[at] !== 'PROPN') continue
    if (!isTimeWord(document, words, at)) continue
    for (const child of tokens.children(at)) {
      if (child < at || child - at > 4 || !/^(nmod|appos|flat|obj)$/.test(tokens.relation[child])) continue
      if (tokens.tag[child] !== 'NOUN' && tokens.tag[child] !== 'PROPN') continue
      if (isTimeWord(document, words, child) || prepositionsOf(document, child).length > 0) continue
      let between = at + 1
      while (between < child && tokens.tag[between] !== 'PUNCT') between++
      if (between === child) return child
    }
  }
  return -1
}

/** Whether a noun names people, for the personal "a" of Spanish. */
function isPersonal(document: Document, words: EventWords, token: number): boolean {
  const { tokens } = document
  if (tokens.tag[token] === 'PROPN' || tokens.tag[token] === 'NUM') return true
  if (wordsOfClass(words, 'quantifier').has(tokens.lemma[token])) return true
  const lemma = tokens.lemma[token]
  return (
    wordsOfClass(words, 'person').has(lemma) ||
    wordsOfClass(words, 'body').has(lemma) ||
    document.words.events.personEnding.test(lemma)
  )
}

/** Gives the memory, empty; the reading of events, which asks of the trees again and again, fills it. */
export const createArgumentMemory = (): Component =>
  defineComponent({
    name: 'argument-memory',
    needs: [],
    gives: ['argumentMemory'],
    run: () => ({ argumentMemory: emptyArgumentMemory() }),
  })
