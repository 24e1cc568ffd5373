import type { Claim, EventStatus, EventType } from '../../contract/analysis.ts'
import { isFiniteVerb, prepositionsOf } from './arguments.ts'
import type { Document } from './document.ts'
import { type EventRow, type EventWords, wordsOfClass } from './lexicon.ts'
import { verbLemma } from './triggers.ts'

/** Classes of phrases before a verb ("about to", "en train de"), and the status that each gives. */
const phrases = [
  ['plannedphrase', 'planned'],
  ['possiblephrase', 'possible'],
  ['ongoingphrase', 'ongoing'],
] as const

/** What the words right before a verb that is not finite say of it: "sur le point de signer", "a punto de firmar". */
function phrasedStatus(document: Document, words: EventWords, verb: number): EventStatus | undefined {
  const { tokens } = document
  const form = tokens.features[verb]['VerbForm']
  if (form === 'Fin' || form === 'Part') return undefined
  let last = verb - 1
  // "about to formally accuse", "sur le point de se réunir": an adverb and a pronoun may stand between.
  for (let n = 0; n < 2 && last >= 0 && (tokens.tag[last] === 'ADV' || tokens.tag[last] === 'PRON'); n++)
    last--
  let phrase = ''
  for (let k = last; k >= 0 && k > last - 4 && tokens.sentence[k] === tokens.sentence[verb]; k--) {
    const word = tokens.form[k].toLowerCase().replace('d’', "d'")
    phrase = phrase === '' ? (document.words.events.unelided[word] ?? word) : `${word} ${phrase}`
    for (const [name, status] of phrases) if (wordsOfClass(words, name).has(phrase)) return status
  }
  return undefined
}

/** "President to meet rebels": an infinitive with a subject and no verb above announces, as headlines do. */
function isAnnounced(document: Document, verb: number): boolean {
  const { tokens } = document
  if (tokens.head[verb] >= 0 || tokens.tag[verb] !== 'VERB') return false
  if (verb === 0 || !document.words.events.announcingMark.test(tokens.form[verb - 1])) return false
  let subject = false
  for (const child of tokens.children(verb)) {
    if (tokens.baseRelation(child) === 'aux' || tokens.baseRelation(child) === 'cop') return false
    if (tokens.baseRelation(child) === 'nsubj' && child < verb - 1) subject = true
  }
  return subject
}

/**
 * What the construction above a trigger says of it: "plans to attack" is planned, "cancelled the visit" denied, "the
 * risk of war" possible. Undefined where nothing above decides.
 * @param typeOf the event type of another trigger, if it is one
 */
export function governedStatus(
  document: Document,
  words: EventWords,
  token: number,
  typeOf: (token: number) => EventType | undefined,
): EventStatus | undefined {
  const { tokens } = document
  const is = (name: string, i: number): boolean => wordsOfClass(words, name).has(verbLemma(document, i))
  for (const child of tokens.children(token)) {
    const relation = tokens.baseRelation(child)
    if (
      relation !== 'amod' &&
      relation !== 'advmod' &&
      relation !== 'acl' &&
      relation !== 'nmod' &&
      relation !== 'compound'
    )
      continue
    if (tokens.tag[token] !== 'NOUN') continue
    // The form too: "planned" of "planned protests" may have the lemma of its verb.
    const says = (name: string): boolean =>
      is(name, child) || wordsOfClass(words, name).has(tokens.form[child].toLowerCase())
    if (says('ongoingword')) return 'ongoing'
    if (says('plannedword')) return 'planned'
    if (says('possibleword')) return 'possible'
  }
  const noun = tokens.tag[token] === 'NOUN'
  let at = token
  for (let n = 0; n < 6; n++) {
    const relation = tokens.baseRelation(at)
    const head = tokens.head[at]
    if (tokens.tag[at] === 'VERB') {
      const phrased = phrasedStatus(document, words, at)
      if (phrased !== undefined) return phrased
      if (isAnnounced(document, at)) return 'planned'
    }
    if (head < 0) return undefined
    if (relation === 'conj') {
      at = head
      continue
    }
    const nominalHead = tokens.tag[head] === 'NOUN'
    // "Accusent la maire d'avoir incendié la grange" with the deed hung on who is accused.
    if (
      nominalHead &&
      relation === 'acl' &&
      tokens.baseRelation(head) === 'obj' &&
      typeOf(tokens.head[head]) === 'ACCUSE' &&
      isAccusation(document, words, at, noun)
    )
      return 'possible'
    if (nominalHead && (relation === 'nmod' || relation === 'acl' || relation === 'compound')) {
      if (
        relation === 'acl' &&
        (tokens.relation[at] === 'acl:relcl' || tokens.features[at]['VerbForm'] === 'Part')
      )
        return undefined
      if (is('averting', head)) return 'denied'
      if (is('possiblenoun', head)) return 'possible'
      if (is('plannednoun', head)) return 'planned'
      // "a shipment of aid" is as real as what becomes of the shipment.
      if (noun && relation === 'nmod' && !is('carrier', head)) return undefined
      at = head
      continue
    }
    const bare = !isFiniteVerb(document, at)
    const complement =
      relation === 'xcomp' ||
      (relation === 'ccomp' && bare) ||
      // "Accused of theft, he denies it": a participle beside the clause is no part of what is denied.
      (relation === 'advcl' && bare && !isPastParticiple(document, at)) ||
      (relation === 'ccomp' && tokens.features[at]['Mood'] === 'Sub') ||
      relation === 'obj' ||
      tokens.relation[at] === 'nsubj:pass' ||
      relation === 'obl'
    if (relation === 'nsubj' && noun && is('ongoing', head) && tokens.features[head]['Tense'] !== 'Past')
      return 'ongoing'
    // "accused of killing", "accusé de viol": what somebody is accused of is alleged.
    if (tokens.tag[head] === 'VERB' && typeOf(head) === 'ACCUSE' && isAccusation(document, words, at, noun))
      return 'possible'
    if (noun && (relation === 'obl' || relation === 'nmod')) {
      // "charged with arson", "mis en examen pour vol": what somebody is held for is alleged.
      const type = typeOf(head)
      if (
        (type === 'COERCE' || type === 'ACCUSE') &&
        prepositionsOf(document, at).some((word) => document.words.events.chargePreposition.test(word))
      )
        return 'possible'
    }
    if (!complement) return undefined
    // An oblique is governed only where the verb asks for it ("renoncer à l'attaque"); "after the attack" is not.
    if (relation !== 'obl' || tokens.relation[at] === 'obl:arg') {
      // "did not prevent the march": what is not averted stands.
      if (is('averted', head)) {
        // "called on them to stop the killings": what somebody is asked to stop goes on.
        const asked = noun && !isFiniteVerb(document, head) && typeOf(tokens.head[head]) === 'REQUEST'
        return isNegated(document, head) || asked ? undefined : 'denied'
      }
      if (is('ongoing', head) && relation !== 'obj') return 'ongoing'
      if (is('possible', head)) return 'possible'
      if (is('planned', head)) return 'planned'
      const type = typeOf(head)
      if (type === 'REQUEST' || type === 'THREATEN') return 'possible'
      if (type === 'AGREE' && relation !== 'obj') return 'planned'
      if (type === 'REJECT') return 'denied'
    }
    if (relation === 'obl') return undefined
    at = head
  }
  return undefined
}

function isNegated({ tokens }: Document, token: number): boolean {
  return tokens
    .children(token)
    .some((child) => tokens.baseRelation(child) === 'advmod' && tokens.has(child, 'Polarity', 'Neg'))
}

function isPastParticiple({ tokens }: Document, token: number): boolean {
  return tokens.features[token]['VerbForm'] === 'Part' && tokens.features[token]['Tense'] !== 'Pres'
}

/** Whether a dependent of a verb of accusing is brought in by "of": the deed that somebody is accused of. */
function isAccusation(document: Document, words: EventWords, at: number, noun: boolean): boolean {
  const { tokens } = document
  if (noun)
    return (
      tokens.baseRelation(at) === 'obl' &&
      prepositionsOf(document, at).some((word) => words.language.of.includes(word))
    )
  if (isFiniteVerb(document, at)) return false
  return tokens
    .children(at)
    .some(
      (child) =>
        child < at &&
        /^(mark|case)$/.test(tokens.baseRelation(child)) &&
        document.words.events.fromMark.test(tokens.form[child]),
    )
}

/** "Said that it would investigate": a future seen from the past. */
function isFutureInPast({ tokens }: Document, words: EventWords, token: number): boolean {
  return (
    tokens.relation[token] === 'ccomp' &&
    tokens
      .children(token)
      .some((child) => wordsOfClass(words, 'futureaux').has(tokens.form[child].toLowerCase()))
  )
}

/** Whether a verb stands in a present that goes on: a progressive, or the present of a state. */
function goesOn(document: Document, token: number, row: EventRow): boolean {
  const { tokens } = document
  const features = tokens.features[token]
  let present = features['Tense'] === 'Pres' && features['VerbForm'] !== 'Part' && features['Mood'] === 'Ind'
  const progressive =
    features['VerbForm'] === 'Ger' || (features['VerbForm'] === 'Part' && features['Tense'] === 'Pres')
  for (const child of tokens.children(token)) {
    if (!tokens.relation[child].startsWith('aux')) continue
    if (tokens.relation[child] === 'aux:pass' && !progressive) continue
    if (progressive && tokens.features[child]['Tense'] === 'Pres') return true
    present = false
  }
  return present && row.flags.has('dur')
}

/** Whether "if" opens the verb's clause. */
function isConditional(document: Document, words: EventWords, token: number): boolean {
  const { tokens } = document
  return tokens
    .children(token)
    .some(
      (child) =>
        child < token &&
        tokens.relation[child] === 'mark' &&
        wordsOfClass(words, 'if').has(tokens.form[child].toLowerCase()),
    )
}

/**
 * The status of an event: from the factuality and the marks of its claim, then from what governs the trigger, then
 * from tense. What is told without a source, in the conditional of hearsay, is possible at most.
 */
export function statusOf(
  document: Document,
  words: EventWords,
  token: number,
  row: EventRow,
  claim: Claim,
  governed: EventStatus | undefined,
): EventStatus {
  const marks = new Set(claim.marks.map((mark) => mark.kind))
  if (claim.factuality === 'CT-' || claim.factuality === 'PR-' || claim.factuality === 'PS-') return 'denied'
  if (marks.has('condition') || marks.has('hypothetical-conditional')) return 'hypothetical'
  if (isConditional(document, words, token)) return 'hypothetical'
  if (governed !== undefined) return governed
  if (
    marks.has('future') ||
    marks.has('future-in-past') ||
    document.tokens.features[token]['Tense'] === 'Fut' ||
    (claim.basis !== 'hearsay' && isFutureInPast(document, words, token))
  )
    return 'planned'
  if (
    claim.factuality !== 'CT+' ||
    (claim.basis === 'hearsay' && claim.marks.length > 0) ||
    marks.has('question')
  )
    return 'possible'
  return goesOn(document, token, row) ? 'ongoing' : 'occurred'
}
