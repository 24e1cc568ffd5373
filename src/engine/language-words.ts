import type { Language } from '../contract/analysis.ts'
import type { AttributionWords } from './attribution/attribution-words.ts'
import type { ClauseWords } from './clauses/language.ts'
import type { EventLanguage } from './events/language.ts'
import type { FactualityLanguage } from './factuality/language.ts'
import { onceOf } from './once-of.ts'
import type { NumberWords } from './text/numbers.ts'
import type { TokenRules } from './text/token-rules.ts'
import type { TimeRule } from './times/rule.ts'
import type { WordList } from './word-list.ts'
import type { WordPattern } from './word-pattern.ts'

/** What the grammar asks of a language. */
export interface GrammarWords {
  /** Lemmas of verbs, each with the class that it is conjugated by. */
  verbs: WordList
  /** The endings of each class. */
  classes: WordList
  /** Pronouns that may be written together with their verb ("darle"); undefined where they stand apart. */
  attachedPronouns?: {
    /** The verb's own form, then the pronouns. */
    form: RegExp
    /** Letters that lose their accent with the pronoun: "dándole". */
    plain: Readonly<Record<string, string>>
  }
  /** Whether forms of several verbs are told apart by their commonest reading alone. */
  sharesForms: boolean
  /** Whether a verb may leave out its subject. */
  dropsSubject: boolean
}

/** What the finding of times asks of a language. */
export interface TimeWords {
  words: WordList
  rules: readonly TimeRule[]
  /** Lemmas of auxiliaries of the future. */
  futureAuxiliary: WordPattern
  /** Lemmas of verbs that look ahead as auxiliaries in the present. */
  aheadAuxiliary: WordPattern
  /** Lemmas of auxiliaries of the past. */
  pastAuxiliary: WordPattern
  /** Lemmas whose participle says that something is planned. */
  planned: WordPattern
  /** Lemmas that look ahead with an infinitive. */
  ahead: WordPattern
  /** Prepositions between the parts of a date. */
  dateLink: { month: WordPattern; year: WordPattern }
  /** Whether a date in figures has its day first. */
  dayFirst: boolean
  /** Countries whose outlets write the day first though the language's others do not (ISO 3166-1 alpha-2). */
  dayFirstIn: readonly string[]
}

/** What the reading of figures asks of a language. */
export interface QuantityWords {
  words: WordList
  /** What joins two figures to a range by itself: "12 to 15". */
  joins: WordPattern
  /** What joins two figures with "and" behind it. */
  between: WordPattern
  /** What joins no figures there. */
  neverAfterBetween: WordPattern
  /** Articles among the words that bound a figure. */
  article: WordPattern
  /** Prepositions between a figure and what is counted. */
  of: WordPattern
  /** The same without its vowel, before an apostrophe. */
  elidedOf: WordPattern
  /** Articles between such a preposition and what is counted. */
  countedArticle: WordPattern
  /** Words between a verb that harms and the figure. */
  beforeHarmed: WordPattern
}

/** What the finding of names asks of a language. */
export interface NameWords {
  words: WordList
  /** What before an office says that it is over: "ex-". */
  former: RegExp
  /** Articles that may stand before a name. */
  article: RegExp
  /** Articles that an outlet's name may have lost to the grammar of the sentence. */
  lostArticles: readonly string[]
  /** Small words within names of people. */
  particle: WordPattern
  /** Names of outlets that broadcast rather than print. */
  broadcaster: WordPattern
  /** Forms of one word with an apostrophe that are no names, whatever their capitals: "I've". */
  contraction: WordPattern
  /** Whether determiners and participles show the gender of who is meant. */
  showsGender: boolean
  /** Whether a compound of nouns has its head at its end: "the company's chief executive". */
  headLast: boolean
  /** The end of a noun that owns what follows. */
  possessive: WordPattern
  /** Whether ordinary words may have a capital: "la Justice". */
  capitalisesCommonWords: boolean
  /** Articles before the name of a people, "les Français"; undefined where a people's name needs none. */
  peopleArticle?: WordPattern
  /** Whether an office stands before a name with a preposition between its words: "ministre de l'Intérieur X". */
  officeBeforeName: boolean
  /** What may follow "ministry" in its name; undefined where ministries have no such names. */
  ministryLink?: WordPattern
  /** What a ministry is for, lower case: "santé", "armées"; undefined where an office does not name it behind itself. */
  portfolio?: WordPattern
  /** What says of what kind something is, and kinds of things that have no names of their own: "is", "fruit". */
  isOfKind: WordPattern
  kindOfThing: WordPattern
  /** Words of greeting before a name, lower case. */
  greeting: WordPattern
  /** Particles of nobility between a first name and what follows, lower case. */
  nobility: WordPattern
  /** Whether bodies are written small within their names: "ministère de l'Intérieur". */
  smallBodies: boolean
  /** An article, lower case, that may belong to the name behind it or not; undefined where none does. */
  leadingArticle?: WordPattern
  /** What before a name elsewhere shows that its article is none of the name's. */
  withoutArticle: WordPattern
  /** What tells whom a pronoun or a noun stands for. */
  coreference: {
    /** Whether a pronoun that shows no gender stands for somebody only behind a preposition ("avec lui"). */
    genderlessBehindPreposition: boolean
    /** Third person pronouns that may stand for a thing, lower case; all others are a person's. */
    mayMeanThing: WordPattern
    /** Third person pronouns that are never a person's, lower case: "it". */
    thingPronoun: WordPattern
    /** How the preposition before a source begins, lower case and without spaces: "selon", "according to". */
    according: WordPattern
    /** Whether a pronoun may stand for nobody: "il y a". */
    impersonal: boolean
    /** The word behind a pronoun, and the one behind that, by which it stands for nobody, or not for one alone. */
    impersonalNext: WordPattern
    impersonalSecond: WordPattern
    /** Lemmas of verbs whose subject may be nobody: "il faut", "il semble". */
    impersonalVerb: WordPattern
    /** The beginning of what before a noun does not limit whom it means: "ancien", "former". */
    former: WordPattern
    /** Lemma of a preposition that says whose or of where. */
    genitive: WordPattern
  }
}

/** What the finding of places asks of a language. */
export interface PlaceWords {
  words: WordList
  /** Words that only the news of one country has, by its ISO 3166-1 alpha-2 code. */
  homeSigns: Readonly<Record<string, WordPattern>>
  /** Where the language's news is mostly from: points for a reading in that country. */
  homes: Readonly<Record<string, number>>
  /** Words before a name that say what kind it is: French "à" + town but "en", "au", "aux" + country or region. */
  /** Between a place and what it lies in: ", ", " (", ", en ", ", in the ". */
  container: WordPattern
  /** "Of", between a word for a place and its name. */
  of: WordPattern
  /** What between two places says that the first lies near the second: ", près de ", ", near ". */
  nearby: WordPattern
  /** An article before a town's name that makes it its club: Spanish "el Granada". */
  teamArticle: WordPattern
  /** What may stand between two names that make up one. */
  join: WordPattern
  /** "Walton and Oconee counties": what behind a name tells that it is a county's, and how the county is called. */
  counties?: { after: WordPattern; kind: WordPattern; nameOf(name: string): string }
  /** The preposition of a personal object. */
  personalObject?: string
  leanings: Readonly<Record<string, 'town' | 'area'>>
}

/** Sentences that say why something was found. */
export interface Explanations {
  /** By what found an attribution: `model`, or the rule that gave its cue. */
  attribution: Readonly<Record<string, string>>
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
  readonly quantities: QuantityWords
  readonly names: NameWords
  readonly places: PlaceWords
  readonly attribution: AttributionWords
  readonly clauses: ClauseWords
  readonly factuality: FactualityLanguage
  readonly events: EventLanguage
  readonly explanations: Explanations
}

/**
 * Keeps what `build` makes of a language, so that a lexicon is read once however many components and documents ask for it.
 */
export const onceALanguage: <T>(build: (words: LanguageWords) => T) => (words: LanguageWords) => T = onceOf
