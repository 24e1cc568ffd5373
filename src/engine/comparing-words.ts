import type { WordList } from './word-list.ts'

/**
 * What the comparison of reports knows of one language: the words by which two claims are told to say the same, more or
 * less than each other, or the contrary. Patterns are tried on text in lower case but where it is said otherwise.
 */
export interface ComparingWords {
  /** Stems of common words, each with a tab and in how many of a thousand reports it stands. */
  readonly frequencies: WordList
  /** Folded words that say little alone: auxiliaries, pronouns, verbs whose noun says what happens ("took part"). */
  readonly light: ReadonlySet<string>
  /**
   * Folded words that stand for somebody and do not tell whom, wherever nothing else names a source: personal, demonstrative,
   * indefinite and relative pronouns, and what may stand with them.
   */
  readonly pronouns: ReadonlySet<string>
  /** "Per cent" in words. */
  readonly percent: readonly string[]
  readonly certainty: {
    /** What lies ahead, said without a future tense: "is due to", "va a". */
    readonly goingTo: RegExp
    /** Begins a clause that leaves open whether it is so: "whether", "si". */
    readonly open: RegExp
    /** Denies a doubt, not what follows: "sans doute", "no doubt". */
    readonly noDoubt: RegExp
    /** What stands before the predicate where its subject is none: "aucun survivant n'". */
    readonly noSubject: RegExp
    /** What stands behind the predicate where its object is none: "found no survivors"; as written. */
    readonly noObject: RegExp
  }
  readonly nouns: {
    /** Prepositions that may stand before a noun, as patterns. */
    readonly prepositions: readonly string[]
    /** Articles and owners that may stand before a noun, as patterns. */
    readonly determiners: readonly string[]
    /** What may stand before the article of a part: "de la", as patterns. */
    readonly partitives: readonly string[]
    /** What stands before a noun behind its article or owner, of which alone the noun is told; in any case. */
    readonly before: RegExp
    /** Endings of countries and their peoples, as patterns. */
    readonly demonyms: readonly string[]
    /** Endings that names have in this language and lose or change in another, as patterns. */
    readonly nameEndings: readonly string[]
  }
  readonly denial: {
    /** Words that say that something is not so; "thwarted" or "reluctant" say more than that. */
    readonly words: RegExp
    /** Words that say of what somebody else says that it is not so, or that it is false: "denied", "untrue"; anywhere. */
    readonly denying: RegExp
    /** A verb by which somebody says so: "denies", "disputes". */
    readonly denier: RegExp
    /** Says of something that it is false, and is said of nobody: "untrue". */
    readonly false: RegExp
    /** What before such a verb makes it undergone: "was dismissed". */
    readonly undergone: RegExp
    /** Words by which somebody is held to account for something: "blames", "accused of"; anywhere. */
    readonly accusing: RegExp
    /** Says that what follows holds against what somebody says: "contrary to"; anywhere. */
    readonly contrary: RegExp
    /** A verb by which somebody holds to what another has just called in doubt: "insists", "retorts"; anywhere in its words. */
    readonly countering: RegExp
    /** Words that set one clause against the one before: "but", "en revanche"; anywhere. */
    readonly contrasting: RegExp
    /** Singles out who did it: "it was the army that", "fueron los otros quienes"; anywhere. */
    readonly singling: RegExp
    /** Words behind a predicate that turn it round: "checks out" against "checks in"; as written. */
    readonly reversing: RegExp
  }
  /** Says that what follows lies ahead: "is due to", "devait", "está previsto que". */
  readonly ahead: RegExp
  readonly bounds: {
    /** Before a time: what happens does so earlier: "before", "d'ici"; anywhere in the words before it. */
    readonly before: RegExp
    /** Of a time its end is meant: "the end of", "finales de"; likewise. */
    readonly end: RegExp
  }
  readonly decision: {
    /** Says that nothing is decided: "no final decision", "rien n'est arrêté". */
    readonly none: RegExp
    /** Says that something was decided or ordered: "ordered", "a décidé". */
    readonly taken: RegExp
  }
  /** A claim looks like a passive, in which who acts stands behind the verb; as written. */
  readonly passive: RegExp
  /** A finite verb at the beginning of a clause. */
  readonly finite: RegExp
  readonly titles: {
    /** Folded words that stand with a person's name and are none of it: "Mme", "Colonel". */
    readonly words: readonly string[]
    readonly former: RegExp
    readonly deputy: RegExp
    readonly acting: RegExp
    /** What parts an office from what it is for: "minister of"; as written. */
    readonly complement: RegExp
    /** Whether of an office in several words the last says what it is: "prime minister". */
    readonly headLast: boolean
  }
  readonly outlets: {
    /** Folded words that say what an outlet is rather than which: "agency", "the". */
    readonly kinds: readonly string[]
    /** Patterns of what brings in where something was read: "citing", "selon". */
    readonly citing: readonly string[]
    /** Patterns of what stands before an agency in a byline: "avec", "with"; as written. */
    readonly with: readonly string[]
    /** Patterns of what a signature may begin with, before its colon; as written. */
    readonly source: readonly string[]
    /** Joins two names of one byline. */
    readonly and: string
    /** Patterns of what an outlet is called where it is not named, small letters: "newspaper", "agence de presse". */
    readonly nouns: readonly string[]
    /** Patterns of the articles and pronouns that point back to an outlet named before. */
    readonly definite: readonly string[]
    /** Patterns of the articles that bring in what is not known. */
    readonly indefinite: readonly string[]
    /** Patterns of what is done by or to an outlet that has something first: "published", "dijo a". */
    readonly having: readonly string[]
    /** Patterns of what an outlet says of what it has itself: "told this newspaper", "à notre micro". */
    readonly own: readonly string[]
    /** Words that open a clause about a source: what follows says nothing of who it is. */
    readonly relative: readonly string[]
    /** Patterns of what opens or names the text of a body that speaks for itself: "press release". */
    readonly release: readonly string[]
  }
}
