import type { WordPattern } from '../word-pattern.ts'

/** What the reading of clauses asks of a language. Patterns are matched against forms in lower case, lemmas where so said. */
export interface ClauseWords {
  /**
   * Before an infinitive or gerund, what tells that it is so or comes about: "avant de", "sin", "after", "by". Behind
   * other such words it is an aim, a wish or a duty.
   */
  statingMark: WordPattern
  /**
   * Participles and gerunds that do the work of a preposition or tell what a thing is, not what was done: "concernant",
   * "including", "debido", "named", "destinées à".
   */
  describing: WordPattern
  /** Lemmas of verbs that tell since when: "il y a vingt ans", "hace tres años". */
  since: WordPattern
  /** Lemmas of auxiliaries of the perfect and the passive. */
  auxiliary: WordPattern
  /** Relative pronouns that stand for the subject of their clause, and need not be read once it is put in. */
  relativeSubject: WordPattern
  /** Subject pronouns of the third person, for which a name can be read. */
  thirdPerson: WordPattern
  /** Lemmas of verbs behind which an infinitive tells what somebody is said to have done: "accuser de", "acusar de". */
  accusing: WordPattern
  /** Lemmas beside the modals whose infinitive is what happens: "venir de", "soler", "used to". */
  auxiliaryLike: WordPattern
  /** Whether an infinitive behind a verb of speech tells something: "affirme avoir"; not in English ("told him to go"). */
  infinitiveAfterSpeech: boolean
  /** Whether a past tense looks like a participle: "arrested". */
  pastLikeParticiple: boolean
}
