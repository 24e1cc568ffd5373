import type { WordList } from '../word-list.ts'
import type { WordPattern } from '../word-pattern.ts'

/** What a language tells the event rules: its lexicon and the prepositions that mark each role. */
export interface EventLanguage {
  /** events.lexicon.txt. */
  words: WordList
  /** Agent of a passive or of an event noun: "par", "by", "por". */
  by: readonly string[]
  /** Subject or object of an event noun: "de", "of". */
  of: readonly string[]
  /** Fellow participants: "avec", "with". */
  with: readonly string[]
  /** From whom an act comes, beside `by`: "criticism from". */
  from: readonly string[]
  between: readonly string[]
  /** Whom an event noun or light verb is aimed at: "contre", "against", "on". */
  against: readonly string[]
  /** Prepositions that place an event: "à", "dans", "in", "near". */
  locative: readonly string[]
  /** Pronouns that make their verb reflexive, and whether they are its object. */
  reflexivePronoun: WordPattern
  reflexiveIsObject: boolean
  /** How a verb ends that has its reflexive pronoun written together with it. */
  reflexiveEnding: WordPattern
  /** Whether a participle with a subject and no auxiliary is a past tense: "released". */
  pastLikeParticiple: boolean
  /** Whether a participle with an auxiliary shows by its features that it is passive. */
  showsVoice: boolean
  /** Auxiliaries (lemmas) that tell with a participle in what state somebody is: "está acusado". */
  stateAuxiliary: WordPattern
  relativePronoun: WordPattern
  /** Whether a relative pronoun may be left out: "the man police arrested". */
  omitsRelative: boolean
  /** Prepositions of an infinitive that tells from what somebody is kept. */
  fromMark: WordPattern
  /** Whether the indirect object is who is acted on: "denied them entry". */
  indirectIsObject: boolean
  /** Prepositions of a personal object. */
  personalObject: readonly string[]
  /** How nouns for people end that no list has. */
  personEnding: WordPattern
  /** Prepositions that name who is acted against, whatever stands with them: "en contra de X". */
  opposed: WordPattern
  /** Nouns in phrases that say so: "en su contra", "à l'encontre de X". */
  opposedNoun: WordPattern
  /** The noun by which a phrase says who acts: "por parte de X", "de la part de X". */
  behalf: WordPattern
  /** The preposition before whoever is to do what an infinitive tells: "call for X to quit". */
  infinitiveSubject: WordPattern
  /** Prepositions written together with an article, before an event noun's subject or object. */
  contractedOf: WordPattern
  /** Whether an adjective with a capital names who acts: "Russian". */
  capitalAdjectivesAct: boolean
  /** Pronouns of somebody in the text's everyday, no actor of public life. */
  privatePronoun: WordPattern
  /** Pronouns for things and for nothing in particular. */
  impersonalPronoun: WordPattern
  /** Prepositions before what somebody is charged with. */
  chargePreposition: WordPattern
  /** The mark of an infinitive that announces, as headlines do: "President to meet rebels". */
  announcingMark: WordPattern
  /** How past forms end that a tagger takes for adjectives. */
  pastEnding: WordPattern
  /** Prepositions of whom something is said or given to. */
  addressee: readonly string[]
  /** Prepositions that an indirect object stands for. */
  indirect: readonly string[]
  /** The whole form of words that have lost their vowel. */
  unelided: Readonly<Record<string, string>>
  /** Reflexive pronouns, lower case. */
  reflexive: readonly string[]
  /** Regular finite and participle endings by infinitive ending, to know a listed verb that was lemmatised wrongly. */
  inflection: Readonly<Record<string, { finite: readonly string[]; participle: readonly string[] }>>
  /** Sentences for `why`, `{type}` and `{words}` filled in. */
  why: { type: string }
}
