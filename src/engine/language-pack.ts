import type { AttributionRules } from './attribution/attribution-rules.ts'
import type { ComparingWords } from './comparing-words.ts'
import type { LanguageWords } from './language-words.ts'

/**
 * All that the engine knows of one language: its words and patterns, its rules and the names of its models. Nothing of a
 * language stands outside its pack; the engine is given its packs and asks them, whatever they are.
 */
export interface LanguagePack extends LanguageWords {
  /** Words by which claims of several reports are compared. */
  readonly comparing: ComparingWords
  readonly rules: {
    readonly attribution: AttributionRules
  }
  /** Names of its models among the engine's resources. */
  readonly models: {
    grammar: string
    names: string
    attribution: string
    /** Tells conditionals of hearsay from others, where the language has them. */
    conditionals?: string
    /** Weighs the rules of factuality, where there was data enough to learn it. */
    certainty?: string
  }
}

/** The packs that an engine reads by, by the code of their language. */
export type LanguagePacks = Readonly<Record<string, LanguagePack>>
