import type { Language } from './analysis.ts'
import type { AttributionWords } from './attribution/attribution-words.ts'
import type { EventLanguage } from './events/language.ts'
import type { FactualityLanguage } from './factuality/lexicon.ts'
import type { NumberWords } from './text/numbers.ts'
import type { TokenRules } from './text/token-rules.ts'
import type { TimeRule } from './times/rule.ts'
import type { WordList } from './word-list.ts'

/** What the grammar asks of a language. */
export interface GrammarWords {
  /** Lemmas of verbs, each with the class that it is conjugated by. */
  verbs: WordList
  /** The endings of each class. */
  classes: WordList
  /** Whether pronouns may be written together with their verb ("darle"). */
  attachedPronouns: boolean
  /** Whether forms of several verbs are told apart by their commonest reading alone. */
  sharesForms: boolean
}

/** What the finding of times asks of a language. */
export interface TimeWords {
  words: WordList
  rules: readonly TimeRule[]
}

/** What the finding of names asks of a language. */
export interface NameWords {
  words: WordList
}

/** What the finding of places asks of a language. */
export interface PlaceWords {
  words: WordList
  /** Where the language's news is mostly from: points for a reading in that country. */
  homes: Readonly<Record<string, number>>
  /** Words before a name that say what kind it is: French "à" + town but "en", "au", "aux" + country or region. */
  leanings: Readonly<Record<string, 'town' | 'area'>>
}

/** The words and patterns of one language: what a document is read by, whatever the rules. */
export interface LanguageWords {
  /** Its code in the Analysis (ISO 639-1). */
  readonly code: Language
  /** Its name in English, for messages. */
  readonly name: string
  readonly tokens: TokenRules
  readonly numbers: NumberWords
  readonly grammar: GrammarWords
  readonly times: TimeWords
  readonly quantities: WordList
  readonly names: NameWords
  readonly places: PlaceWords
  readonly attribution: AttributionWords
  readonly factuality: FactualityLanguage
  readonly events: EventLanguage
}

/**
 * Keeps what `build` makes of a language, so that a lexicon is read once however many components and documents ask for it.
 */
export function onceALanguage<T>(build: (words: LanguageWords) => T): (words: LanguageWords) => T {
  const made = new WeakMap<LanguageWords, { value: T }>()
  return (words) => {
    let known = made.get(words)
    if (!known) {
      known = { value: build(words) }
      made.set(words, known)
    }
    return known.value
  }
}
