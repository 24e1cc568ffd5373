import type { Language } from '../engine/analysis.ts'
import { lines } from './concepts.lexicon.ts'

/** What words of one language may stand for: whole words and phrases, and beginnings of words. */
interface LanguageConcepts {
  whole: Map<string, string[]>
  beginning: Map<string, string[]>
}

const empty = (): LanguageConcepts => ({ whole: new Map(), beginning: new Map() })
const columns: readonly Language[] = ['fr', 'en', 'es']
const concepts: Record<Language, LanguageConcepts> = { fr: empty(), en: empty(), es: empty() }
const opposites = new Map<string, Set<string>>()
const sequences = new Map<string, Set<string>>()
const actors = new Set<string>()

for (const line of lines) {
  const [name, ...forms] = line.split('\t')
  if (name === '@opposite' || name === '@sequence') {
    const [one, other] = forms
    const table = name === '@opposite' ? opposites : sequences
    for (const [a, b] of [
      [one, other],
      [other, one],
    ])
      table.set(a, (table.get(a) ?? new Set()).add(b))
    continue
  }
  if (name === '@actor') {
    for (const actor of forms[0].split(' ')) actors.add(actor)
    continue
  }
  columns.forEach((language, k) => {
    for (const form of (forms[k] ?? '').split(' ').filter(Boolean)) {
      const table = concepts[language][form.endsWith('*') ? 'beginning' : 'whole']
      const key = form.replace(/\*$/, '')
      const known = table.get(key)
      if (!known) table.set(key, [name])
      else if (!known.includes(name)) known.push(name)
    }
  })
}

/** Letters that may follow the beginning of a word: an ending, not another word. */
const endingLength = (beginning: number) => (beginning <= 3 ? 4 : 8)
const shortest = 3
const none: readonly string[] = []

/**
 * The concepts that a folded word (or words joined by `_`) may stand for; none where the lexicon has no such word. The
 * longest entry that fits decides.
 */
export function conceptsOf(language: Language, folded: string): readonly string[] {
  const { whole, beginning } = concepts[language]
  const exact = whole.get(folded)
  if (exact) return exact
  const phrase = folded.includes('_')
  for (let length = Math.min(folded.length, 14); length >= shortest; length--) {
    if (folded.length - length > endingLength(length)) continue
    const found = beginning.get(folded.slice(0, length))
    // A beginning of a word does not reach over into the next one.
    if (found && !(phrase && !folded.slice(0, length).includes('_'))) return found
  }
  return none
}

/** Whether one of two concepts denies the other: open and close, approve and reject. */
export function areOpposite(one: readonly string[], other: readonly string[]): boolean {
  return one.some((concept) => other.some((against) => opposites.get(concept)?.has(against)))
}

/** Whether two concepts are the ends of one thing, of which one may follow the other: begin and end. */
export function areInSequence(one: readonly string[], other: readonly string[]): boolean {
  return one.some((concept) => other.some((against) => sequences.get(concept)?.has(against)))
}

/** Whether a concept names who acts or is acted upon: the police, a minister, workers. */
export function isActor(concept: string): boolean {
  return actors.has(concept)
}
