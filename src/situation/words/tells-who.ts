import type { Language } from '../../contract/analysis.ts'
import { isFunctionWord } from './common-words.ts'
import { comparing } from './comparing.ts'
import { wordsOf } from './words.ts'

/** Words of one source that are looked at. */
const wordsLooked = 120

/** Whether words say who somebody is, by a name or a description: pronouns and articles alone do not. */
export function tellsWho(language: Language, words: string): boolean {
  const { pronouns } = comparing[language]
  return wordsOf(words)
    .slice(0, wordsLooked)
    .some(({ folded }) => !pronouns.has(folded) && !isFunctionWord(language, folded))
}
