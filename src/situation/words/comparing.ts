import type { Language } from '../../contract/analysis.ts'
import type { ComparingWords } from '../../engine/comparing-words.ts'
import type { NumberWords } from '../../engine/text/numbers.ts'
import { packs } from '../../languages/index.ts'

/** The words of each language by which reports are compared. */
export const comparing: Readonly<Record<Language, ComparingWords>> = {
  fr: packs.fr.comparing,
  en: packs.en.comparing,
  es: packs.es.comparing,
}

/** The words of each language by which numbers are read. */
export const numberWords: Readonly<Record<Language, NumberWords>> = {
  fr: packs.fr.numbers,
  en: packs.en.numbers,
  es: packs.es.numbers,
}

const all: readonly ComparingWords[] = Object.values(comparing)

/** What all languages have of something: names and quotations cross languages, and a report may hold words of another. */
export const ofAllLanguages = <T>(of: (words: ComparingWords) => readonly T[]): T[] => [
  ...new Set(all.flatMap(of)),
]

/** Whether a pattern of any language is found in a text. */
export const inAnyLanguage = (of: (words: ComparingWords) => RegExp, text: string): boolean =>
  all.some((words) => of(words).test(text))

/** A pattern that any of the patterns of all languages matches, to be built into a longer one. */
export const anyPattern = (of: (words: ComparingWords) => readonly string[]): string =>
  `(?:${ofAllLanguages(of).join('|')})`
