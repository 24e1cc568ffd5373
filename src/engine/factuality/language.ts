import type { WordList } from '../word-list.ts'
import type { WordPattern } from '../word-pattern.ts'

/** What a modal verb says of its infinitive. */
export type Modality = 'may' | 'can' | 'must' | 'should' | 'would' | 'will'

/** What a subordinating word says of its clause; `none` where the phrase that it stands in says nothing ("sans doute"). */
export type Subordination = 'condition' | 'purpose' | 'before' | 'without' | 'instead' | 'none'

/** How sure a form looks like a conditional: by its ending alone, or only if the tagger agrees. */
export type ConditionalForm = 'sure' | 'maybe' | 'no'

/** What a language tells the factuality rules. Words are lower case; lemmas where so said. */
export interface FactualityLanguage {
  words: WordList
  hedges: WordList
  eventNouns: WordList
  /** Endings of adjectives made of participles, where they predicate. */
  participles: readonly string[]
  /** Endings of finite verbs and participles, to know a verb by its stem. */
  verbEndings: readonly string[]
  /** Endings of infinitives. */
  infinitives: readonly string[]
  conditionalWords: WordList
  /** Adverbs that negate what they modify. */
  negators: readonly string[]
  /** Those that negate only beside the particle ("ne … plus"). */
  negatorsWithParticle: readonly string[]
  /** Particle of negation ("ne"); it negates alone only with the verbs of `particleVerbs` (lemmas). */
  particles: readonly string[]
  particleVerbs: readonly string[]
  negativeDeterminers: readonly string[]
  /** Whether a negative object negates its verb ("n'a mené aucune enquête"); not so in English ("has no objection"). */
  negativeConcord: boolean
  negativePronouns: readonly string[]
  definite: readonly string[]
  /** Negative pronouns for things: "rien", which prove or suggest something of nobody. */
  nothing: readonly string[]
  /** Verbs (lemmas) whose object is something told: "the report that police wrote" has a relative. */
  relating: readonly string[]
  /** What makes a noun scarce, one word or two before it: "little evidence", "peu de preuves". */
  scarce: readonly string[]
  /** Such words with the one before them that lets them mean some: "a few", "un peu de". */
  notScarce: WordPattern
  /** Subordinating words and phrases, as the tokens stand, with a space between them: "à moins que". */
  subordinators: Readonly<Record<string, Subordination>>
  /** Comparatives behind a negation that weigh a number and leave the verb alone: "pas moins de dix". */
  comparative: WordPattern
  /** What joins such a comparative to the number. */
  comparativeLink: WordPattern
  /** What joins a word of hearsay to its content, with the word before it: "selon lesquelles". */
  contentRelative: { before: WordPattern; word: WordPattern }
  /** Verbs (lemmas) of the law that name a deed nobody has settled yet: "poursuivi pour avoir". */
  charging: readonly string[]
  /** Words (lemmas) by which a court finds that somebody did it: "convicted of killing". */
  convicting: readonly string[]
  /** Marks of what somebody is sentenced to do, which is still to come: "condamné à payer". */
  sentenceCase: WordPattern
  /** Prepositions by which such verbs name the deed. */
  chargeCase: WordPattern
  /** Complementizers of indirect yes/no questions under asking verbs. */
  whether: readonly string[]
  /** Complementizers: "que", "that". */
  that: readonly string[]
  /** Verbs (lemmas) by which an outlet itself presents their content as so. */
  endorsing: readonly string[]
  /** Modal verbs by lemma or form. */
  modals: Readonly<Record<string, Modality>>
  /** Whether a modal in the past tense tells what was done ("pudo firmar"); not so in English ("could sign"). */
  pastModals: boolean
  /** Verbs of the near future by lemma, with an infinitive: "va signer". */
  nearFuture: readonly string[]
  questionWords: readonly string[]
  /** Adverbs behind a negation that show that something else is negated: "not only". */
  focusAdverb: WordPattern
  /** An auxiliary together with its negation, "don't", and the auxiliary's own form. */
  joinedNegation?: { form: WordPattern; base(form: string): string }
  /** A modal verb written on the end of its subject: "they'll"; `wouldOrHad` needs an infinitive. */
  joinedModal?: { will: WordPattern; wouldOrHad: WordPattern }
  /** "Nor": as a conjunction it negates only what stands behind it. */
  nor: WordPattern
  /** Negations that are other words too and negate only as an adverb or a determiner. */
  negatesAsAdverb: WordPattern
  /** What behind a particle of negation means "only": "ne … que". */
  onlyMark: WordPattern
  /** Prepositions that may mark an infinitive or a clause as a complement. */
  complementMarks: readonly string[]
  /** Prepositions of a noun's complement, which is no place or time. */
  complementCase: WordPattern
  /** Definite words that are none where they are a preposition. */
  partitive: WordPattern
  /** Auxiliaries of the perfect, by form. */
  perfectAuxiliary: WordPattern
  /** What the classifier of conditionals and its rules ask; undefined where the language has no such conditionals. */
  conditional?: {
    /** Lemmas of auxiliaries that make a conditional past. */
    compound: WordPattern
    /** Those of them that make a passive too. */
    compoundOrPassive: WordPattern
    /** Lemmas of the auxiliary of the passive. */
    passive: WordPattern
    /** The infinitive of the auxiliary of the perfect. */
    perfectInfinitive: WordPattern
    /** What stands before that infinitive where it is a condition: "de haber llovido". */
    beforePerfect: WordPattern
    /** The person that an ending shows. */
    persons: readonly (readonly [WordPattern, string])[]
    /** "If". */
    if: WordPattern
    /** How forms of "if" and of what looks like it begin. */
    ifForm: WordPattern
    /** What stands behind a "if" that has lost its vowel. */
    behindElidedIf: WordPattern
    /** What stands before "case": "en cas de". */
    beforeCase: WordPattern
  }
  /** Words by which the network knows a sentence, in the names that it has for them; undefined where there is none. */
  networkWords?: Readonly<Record<'you' | 'me' | 'said' | 'if' | 'to', WordPattern>>
  /** Whether a form may be a conditional; always 'no' in English. */
  conditionalForm(form: string): ConditionalForm
  /** The modality of a modal verb's conditional, by its form. */
  conditionalModal(form: string): Modality | undefined
  /** Whether a form is of a past tense by its ending, for verbs whose tense the tagger left open. */
  pastForm(form: string): boolean
  /** Sentences for `why` and the summary's reasons. */
  sentences: ReasonSentences
}

/** Reasons that a sentence is written for, in each language. */
export type ReasonSentences = Readonly<Record<ReasonKey, string>>

export type ReasonKey =
  | 'asserted'
  | 'attributed'
  | 'hearsay-conditional'
  | 'hypothetical-conditional'
  | 'future-in-past'
  | 'distance'
  | 'scare-quotes'
  | 'negation'
  | 'modal'
  | 'hedge'
  | 'future'
  | 'condition'
  | 'question'
  | 'governor'
  | 'unverified'
  | 'model'
  | 'check-hearsay'
  | 'check-distance'
  | 'check-anonymous'
  | 'check-relay'
  | 'check-group'
  | 'check-unverified'
  | 'check-denied'
