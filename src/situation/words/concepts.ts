import type { Language } from '../../contract/analysis.ts'
import { lexicon } from './concepts.lexicon.ts'

/** What words of one language may stand for: whole words and phrases, and beginnings of words; and how it says each concept. */
interface LanguageConcepts {
  whole: Map<string, string[]>
  beginning: Map<string, string[]>
  forms: Map<string, string[]>
}

const empty = (): LanguageConcepts => ({ whole: new Map(), beginning: new Map(), forms: new Map() })
const columns: readonly Language[] = ['fr', 'en', 'es']
const concepts: Record<Language, LanguageConcepts> = { fr: empty(), en: empty(), es: empty() }
const opposites = new Map<string, Set<string>>()
const sequences = new Map<string, Set<string>>()
const actors = new Set<string>()
const light = new Set<string>()
const operators = new Set<string>()
const kinds = new Map<string, string>()
const wider = new Map<string, string[]>()
/** First words of the phrases of each language, and beginnings of them: most words begin none. */
const firstWords: Record<Language, Set<string>> = { fr: new Set(), en: new Set(), es: new Set() }
let section = ''

for (const line of lexicon.lines) {
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
  if (name === '@actor' || name === '@light' || name === '@operator') {
    const set = name === '@actor' ? actors : name === '@light' ? light : operators
    for (const concept of forms[0].split(' ')) set.add(concept)
    continue
  }
  if (name === '@section') {
    section = forms[0]
    continue
  }
  if (name === '@narrower') {
    for (const narrow of forms[1].split(' ')) wider.set(narrow, [...(wider.get(narrow) ?? []), forms[0]])
    continue
  }
  kinds.set(name, section)
  columns.forEach((language, k) => {
    const listed = (forms[k] ?? '').split(' ').filter(Boolean)
    concepts[language].forms.set(name, listed)
    for (const form of listed) {
      const table = concepts[language][form.endsWith('*') ? 'beginning' : 'whole']
      const key = form.replace(/\*$/, '')
      const cut = key.indexOf('_')
      if (cut > 0) firstWords[language].add(key.slice(0, cut).replace(/\*$/, ''))
      const known = table.get(key)
      if (!known) table.set(key, [name])
      else if (!known.includes(name)) known.push(name)
    }
  })
}

/** The longest beginning of a word or phrase that the lexicon has. */
const longest = 30

/** Letters that may follow the beginning of a word: an ending, not another word. */
const endingLength = (beginning: number) => (beginning <= 3 ? 4 : 8)
const shortest = 3
const none: readonly string[] = []

/** How much shorter than the longest beginning another may be that is taken too. */
const nearlyAsLong = 3

/**
 * The concepts that a folded word (or words joined by `_`) may stand for; none where the lexicon has no such word. The
 * word itself decides, together with the longest beginning that fits and any that is nearly as long: "fermé" is as well
 * what stands under "ferme" as under "ferm*".
 */
export function conceptsOf(language: Language, folded: string): readonly string[] {
  const cache = known[language]
  let found = cache.get(folded)
  if (!found) {
    found = lookUp(language, folded)
    if (cache.size >= mostKnown) cache.clear()
    cache.set(folded, found)
  }
  return found
}

/** What was looked up before: news says the same words again and again. Bounded, as reports may hold anything. */
const known: Record<Language, Map<string, readonly string[]>> = {
  fr: new Map(),
  en: new Map(),
  es: new Map(),
}
const mostKnown = 20_000

function lookUp(language: Language, folded: string): readonly string[] {
  const { whole, beginning } = concepts[language]
  let found = whole.get(folded) ?? none
  const phrase = folded.lastIndexOf('_')
  let least = shortest
  for (let length = Math.min(folded.length, longest); length >= least; length--) {
    if (folded.length - length > endingLength(length)) break
    // A beginning of a word does not reach over into the next one.
    if (length <= phrase) break
    const more = beginning.get(folded.slice(0, length))
    if (!more) continue
    if (least === shortest) least = Math.max(shortest, length - nearlyAsLong)
    found = found.length === 0 ? more : [...found, ...more.filter((concept) => !found.includes(concept))]
  }
  return found
}

/** How a language says a concept: folded words, `_` between those of a phrase, a star at the end for any ending. */
export const formsOf = (language: Language, concept: string): readonly string[] =>
  concepts[language].forms.get(concept) ?? none

/** Whether a phrase of the lexicon begins with this word. */
export const beginsPhrase = (language: Language, folded: string): boolean => firstWords[language].has(folded)

/** Wider concepts by which those of a word may be met: a ferry by "boat", a wheat harvest by "grain". */
export const widerThan = (concepts: readonly string[]): string[] =>
  concepts.flatMap((concept) => wider.get(concept) ?? [])

/** The kind of a concept, as the lexicon groups them: an event, a person, a vehicle. */
export const kindOf = (concept: string): string | undefined => kinds.get(concept)

/** Whether a word of these concepts says little alone: what happens stands in a noun beside it. */
export const isLight = (concepts: readonly string[]): boolean =>
  concepts.length > 0 && concepts.every((concept) => light.has(concept))

/** Whether a word of these concepts may say little: "left" in "left twelve injured". */
export const maybeLight = (concepts: readonly string[]): boolean =>
  concepts.some((concept) => light.has(concept))

/** Whether a concept turns round or puts off what stands beside it: "called off", "refused", "threatened". */
export const isOperator = (concept: string): boolean => operators.has(concept)

/** Whether a concept is something that happens. */
export const isEventful = (concepts: readonly string[]): boolean =>
  concepts.some((concept) => kinds.get(concept) === 'event')

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
