import type { WordList } from '../word-list.ts'
import type { WordPattern } from '../word-pattern.ts'

/**
 * What the tokeniser and the sentence splitter ask of a language. The written-token conventions are those of the
 * language's Universal Dependencies treebanks (French Sequoia and GSD, English EWT, Spanish GSD).
 */
export interface TokenRules {
  /** The lexicon of abbreviations. */
  readonly words: WordList
  /** Abbreviations that keep their period (without it), with their kind. */
  readonly abbreviations: ReadonlyMap<string, AbbreviationKind>
  /** Whether digits in groups of three with a space between ("125 000") are one token. */
  readonly spacedThousands: boolean
  /** Whether a minus sign belongs to the number behind it. */
  readonly signedNumbers: boolean
  /** Lower-case words that an apostrophe elides ("l", "qu"), kept with it before a quotation mark. */
  readonly elided: ReadonlySet<string>
  /** Whether an ending in brackets belongs to its word: "traité(e)". */
  readonly endingsInBrackets: boolean
  /**
   * Splits a word that holds something other than letters. Pushes on `cuts` the UTF-16 offsets, within the word and in
   * rising order, at which a new token begins; none where the word stays whole.
   */
  split(word: string, cuts: number[]): void
  /** Whether ! and ? before a word in lower case end a sentence all the same (informal writing). */
  readonly lowerStarts: boolean
  /** Lower-case words that so often begin a sentence that an abbreviation before them, capitalised, ends one. */
  readonly starters: ReadonlySet<string>
  /** Endings that stand apart behind an apostrophe in texts whose tokens are parted by spaces: "'s", "'90s". */
  readonly detachedEndings: WordPattern
  /** Lower-case verbs of saying that follow a closed quotation ("Why?" Smith asked). */
  readonly sayingVerbs: ReadonlySet<string>
}

/** `before`: something always follows, so it ends no sentence; `open`: it may; `number`: a period only before a digit. */
export type AbbreviationKind = 'before' | 'open' | 'number'

/** Reads an abbreviations lexicon: abbreviation without its period, tab, kind. */
export function readAbbreviations(lines: readonly string[]): Map<string, AbbreviationKind> {
  const abbreviations = new Map<string, AbbreviationKind>()
  for (const line of lines) {
    const [form, kind] = line.split('\t')
    abbreviations.set(form, kind as AbbreviationKind)
  }
  return abbreviations
}
