import type { Document } from '../document.ts'
import { type EventRow, eventWords } from './lexicon.ts'

const noRows: readonly EventRow[] = []

/** The lexicon's rows for a token, by its lemma and tag alone; a participle counts as a verb whatever its tag. */
export function rowsOf(document: Document, token: number): readonly EventRow[] {
  const { tokens } = document
  const tag = tokens.tag[token]
  const words = eventWords(document.language)
  const lemma = tokens.lemma[token]
  if (tag === 'NOUN') return words.nouns.get(lemma) ?? noRows
  if (tag === 'VERB') return words.verbs.get(lemma) ?? noRows
  if ((tag === 'ADJ' || tag === 'AUX') && tokens.has(token, 'VerbForm', 'Part'))
    return words.verbs.get(lemma) ?? noRows
  return noRows
}

/**
 * Whether a token may report an event: its lemma stands in the event lexicon with its part of speech. Needs tags and
 * lemmas only; constructions are judged later, so some tokens that pass report no event.
 */
export function isEventTrigger(document: Document, token: number): boolean {
  return rowsOf(document, token).some((row) => row.type !== undefined)
}
