import type { WordList } from '../word-list.ts'

/** What the finding of attributions asks of a language. */
export interface AttributionWords {
  /** Verbs, nouns and phrases that introduce what somebody says. */
  cues: WordList
  /** Function words and common nouns, each with the English word that the model knows it by. */
  likeEnglish: WordList
  /** Nouns for sources, and outlets. */
  sources: WordList
}
