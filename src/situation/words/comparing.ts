import type { Language } from '../../contract/analysis.ts'
import type { ComparingWords } from '../../engine/comparing-words.ts'
import type { NumberWords } from '../../engine/text/numbers.ts'
import { packs } from '../../languages/index.ts'

/** A value for each language that Selon reads, made when it is first asked for. */
export function forEachLanguage<T>(make: (language: Language) => T): Readonly<Record<Language, T>> {
  const values = {} as Record<Language, T>
  for (const language of Object.keys(packs) as Language[])
    Object.defineProperty(values, language, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = make(language)
        Object.defineProperty(values, language, { enumerable: true, value })
        return value
      },
    })
  return values
}

/** The words of each language by which reports are compared. */
export const comparing: Readonly<Record<Language, ComparingWords>> = forEachLanguage(
  (language) => packs[language].comparing,
)

/** The words of each language by which numbers are read. */
export const numberWords: Readonly<Record<Language, NumberWords>> = forEachLanguage(
  (language) => packs[language].numbers,
)

/** What all languages have of something: names and quotations cross languages, and a report may hold words of another. */
export const ofAllLanguages = <T>(of: (words: ComparingWords) => readonly T[]): T[] => [
  ...new Set(Object.values(comparing).flatMap(of)),
]

/** Whether a pattern of any language is found in a text. */
export const inAnyLanguage = (of: (words: ComparingWords) => RegExp, text: string): boolean =>
  Object.values(comparing).some((words) => of(words).test(text))

/** A pattern that any of the patterns of all languages matches, to be built into a longer one. */
export const anyPattern = (of: (words: ComparingWords) => readonly string[]): string =>
  `(?:${ofAllLanguages(of).join('|')})`
