/** What a language tells the event rules: its lexicon and the prepositions that mark each role. */
export interface EventLanguage {
  /** Packed lines of events.lexicon.txt. */
  lines: readonly string[]
  hash: string
  /** Agent of a passive or of an event noun: "par", "by", "por". */
  by: readonly string[]
  /** Subject or object of an event noun: "de", "of". */
  of: readonly string[]
  /** Fellow participants: "avec", "with". */
  with: readonly string[]
  between: readonly string[]
  /** Whom an event noun or light verb is aimed at: "contre", "against", "on". */
  against: readonly string[]
  /** Prepositions that place an event: "à", "dans", "in", "near". */
  locative: readonly string[]
  /** Reflexive pronouns, lower case. */
  reflexive: readonly string[]
  /** Regular finite and participle endings by infinitive ending, to know a listed verb that was lemmatised wrongly. */
  inflection: Readonly<Record<string, { finite: readonly string[]; participle: readonly string[] }>>
  /** Sentences for `why`, `{type}` and `{words}` filled in. */
  why: { type: string }
}
