import type { Reads } from '../layers.ts'

type Document = Reads<'tokens' | 'tags' | 'lemmas' | 'dependencies'>

/** How the verb nearest to some words places them. */
export type Tense = 'past' | 'present' | 'future' | undefined

/**
 * The tense of the verb that the words at these offsets hang on, from tags and dependencies: future for a future, a
 * near future or a modal with an infinitive, past for a past tense or a compound. Undefined where no verb tells.
 */
export function tenseOf(document: Document, start: number, end: number): Tense {
  const { tokens } = document
  const first = tokens.at(start)
  if (first >= tokens.length || tokens.start[first] >= end) return undefined
  // The token of the expression whose head stands outside it.
  let inner = first
  for (let k = first, steps = 0; k < tokens.length && tokens.start[k] < end && steps < 12; k++, steps++) {
    const head = tokens.head[k]
    if (head < 0 || tokens.start[head] < start || tokens.start[head] >= end) {
      inner = k
      break
    }
  }
  for (let k = inner, steps = 0; k >= 0 && steps < 12; k = tokens.head[k], steps++) {
    const tense = ownTense(document, k)
    if (tense !== undefined) return tense
  }
  return undefined
}

function ownTense(document: Document, verb: number): Tense {
  const { tokens } = document
  const { times } = document.words
  const tag = tokens.tag[verb]
  // So many dependents are no sentence; looking through them for each expression would take quadratic time.
  if (tokens.children(verb).length > 64) return undefined
  const helpers = tokens
    .children(verb)
    .filter((child) => tokens.baseRelation(child) === 'aux' || tokens.baseRelation(child) === 'cop')
  if (tag !== 'VERB' && tag !== 'AUX' && helpers.length === 0) return undefined
  const infinitive = tokens.has(verb, 'VerbForm', 'Inf')
  let seen: Tense
  for (const k of [...helpers, verb]) {
    const features = tokens.features[k]
    const lemma = tokens.lemma[k]
    if (features['Tense'] === 'Fut' || times.futureAuxiliary.test(lemma)) return 'future'
    if (features['Tense'] === 'Past' || features['Tense'] === 'Imp' || features['Tense'] === 'Pqp')
      seen = 'past'
    else if (
      features['Tense'] === 'Pres' &&
      features['VerbForm'] !== 'Part' &&
      seen === undefined &&
      (k === verb || tokens.baseRelation(k) === 'cop')
    )
      seen = 'present'
    else if (times.aheadAuxiliary.test(lemma) && k !== verb && features['Tense'] === 'Pres') return 'future'
    else if (times.pastAuxiliary.test(lemma) && k !== verb) seen = 'past'
  }
  // A participle that says that something is planned ("prévu mardi", "scheduled for Monday") looks ahead.
  if (times.planned.test(tokens.lemma[verb])) return 'future'
  if (infinitive && seen === undefined) {
    // "doit se rendre", "va a viajar", "devrait être": the finite verb above decides.
    const head = tokens.head[verb]
    if (head >= 0 && (tokens.tag[head] === 'VERB' || tokens.tag[head] === 'AUX')) {
      if (times.ahead.test(tokens.lemma[head])) return 'future'
    }
    return undefined
  }
  return seen
}
