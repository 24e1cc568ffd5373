import type { Document } from './document.ts'
import { type EventRow, type EventWords, eventWords } from './lexicon.ts'

const noRows: readonly EventRow[] = []

/**
 * The lexicon's rows for a token, by its lemma and tag alone. A verb whose lemma is not listed is looked up by its form,
 * for a lemmatiser may miss; a participle counts as a verb whatever its tag, an adjective that looks like one only
 * behind a copula or auxiliary ("was sentenced").
 */
export function rowsOf(document: Document, token: number): readonly EventRow[] {
  const { tokens } = document
  const tag = tokens.tag[token]
  const words = eventWords(document.words)
  const lemma = tokens.lemma[token]
  if (tag === 'NOUN') return words.nouns.get(lemma) ?? noRows
  if (tag === 'VERB') {
    const rows = words.verbs.get(lemma)
    if (rows) return rows
    const repaired = words.knownVerbs.has(lemma)
      ? undefined
      : words.forms.verbOf(tokens.form[token].toLowerCase())
    return (repaired ? words.verbs.get(repaired) : undefined) ?? noRows
  }
  if (tag === 'ADJ' || tag === 'AUX') {
    if (tokens.has(token, 'VerbForm', 'Part')) {
      const listed =
        words.verbs.get(lemma) ?? words.verbs.get(words.forms.verbOf(tokens.form[token].toLowerCase()) ?? '')
      if (listed || tag === 'AUX') return listed ?? noRows
    }
    if (tag === 'AUX') return noRows
    const form = tokens.form[token].toLowerCase()
    // Spanish "dimitió" taken for an adjective: no adjective ends so.
    if (document.words.events.pastEnding.test(form))
      return words.verbs.get(words.forms.verbOf(form) ?? '') ?? noRows
    const participle = words.forms.participleOf(form) ?? (words.forms.verbOf(form) || undefined)
    // "Is fine", "is free": an adjective that looks like the verb's plain form is no participle of it.
    if (participle === undefined || participle === form) return noRows
    const helped = tokens.children(token).some((child) => /^(cop|aux|nsubj)/.test(tokens.relation[child]))
    return (helped ? words.verbs.get(participle) : undefined) ?? noRows
  }
  return noRows
}

/** A verb's lemma, put right by its form where it is none that the lexicon knows; the token's own lemma elsewhere. */
export function verbLemma(document: Document, token: number): string {
  const { tokens } = document
  const lemma = tokens.lemma[token]
  if (tokens.tag[token] !== 'VERB') return lemma
  const words = eventWords(document.words)
  if (words.knownVerbs.has(lemma)) return lemma
  return words.forms.verbOf(tokens.form[token].toLowerCase()) || lemma
}

/**
 * Whether a token may report an event: its lemma stands in the event lexicon with its part of speech. Needs tags and
 * lemmas only; constructions are judged later, so some tokens that pass report no event.
 */
export function isEventTrigger(document: Document, token: number): boolean {
  return rowsOf(document, token).some((row) => row.type !== undefined)
}

/** "Strike drones", "ground-launched missiles": what a thing is made for or how it works, and no deed. */
export function isAttributive(document: Document, words: EventWords, token: number): boolean {
  const { tokens } = document
  if (!document.words.names.headLast) return false
  const next = token + 1
  if (next >= tokens.length || tokens.sentence[next] !== tokens.sentence[token]) return false
  if (tokens.tag[next] !== 'NOUN' || words.classes.get('force')?.has(tokens.lemma[next]) !== true)
    return false
  return tokens.tag[token] === 'NOUN' || tokens.form[token - 1] === '-'
}

/** How many tokens an idiom has at most. */
const longestIdiom = 4

/** Whether a noun stands in a phrase that reports nothing: "à l'aide de", "poner en marcha", "with the help of". */
export function isInIdiom(document: Document, words: EventWords, token: number): boolean {
  const idioms = words.classes.get('idiom')
  if (idioms === undefined) return false
  const { tokens } = document
  const sentence = tokens.sentence[token]
  const from = Math.max(0, token - longestIdiom + 1)
  for (let first = from; first <= token; first++) {
    if (tokens.sentence[first] !== sentence) continue
    let phrase = ''
    const to = Math.min(tokens.length, first + longestIdiom)
    for (let k = first; k < to && tokens.sentence[k] === sentence; k++) {
      const word = tokens.form[k].toLowerCase().replace('’', "'")
      phrase = phrase === '' || phrase.endsWith("'") ? phrase + word : `${phrase} ${word}`
      if (k >= token && idioms.has(phrase)) return true
    }
  }
  return false
}
