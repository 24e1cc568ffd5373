import type { MarkKind, Probability } from '../analysis.ts'
import { markKinds, probabilities } from '../analysis.ts'
import { hashText } from '../hash.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { WordPattern } from '../word-pattern.ts'
import { PhraseTable } from './phrases.ts'

/** What a governing word does to the factuality of its complement (Saurí and Pustejovsky's cue classes). */
export const governorClasses = [
  'say',
  'know',
  'believe',
  'suspect',
  'doubt',
  'deny',
  'intend',
  'ask',
  'promise',
  'fear',
  'implicative',
  'force',
  'fail',
  'prevent',
  'seem',
  'pretend',
  'cease',
  'possible',
  'probable',
  'unlikely',
  'certain',
  'false',
  'occur',
] as const
export type GovernorClass = (typeof governorClasses)[number]

/** What a modal verb says of its infinitive. */
export type Modality = 'may' | 'can' | 'must' | 'should' | 'would' | 'will'

/** What a subordinating word says of its clause. */
export type Subordination = 'condition' | 'purpose' | 'before' | 'without' | 'instead'

/** Effect of a phrase of hedges.lexicon.txt. */
export type HedgeEffect = 'CT' | 'PR' | 'PS' | 'PR-' | 'CT-' | 'u' | 'hearsay'

/** One row of hedges.lexicon.txt. */
export interface Hedge {
  kind: MarkKind
  effect: HedgeEffect
  probability: Probability | undefined
}

/** How sure a form looks like a conditional: by its ending alone, or only if the tagger agrees. */
export type ConditionalForm = 'sure' | 'maybe' | 'no'

/** What a language tells the factuality rules. Words are lower case; lemmas where so said. */
export interface FactualityLanguage {
  lines: readonly string[]
  hash: string
  hedgeLines: readonly string[]
  hedgeHash: string
  nounLines: readonly string[]
  nounHash: string
  /** Endings of adjectives made of participles, where they predicate. */
  participles: readonly string[]
  /** Endings of finite verbs and participles, to know a verb by its stem. */
  verbEndings: readonly string[]
  /** Endings of infinitives. */
  infinitives: readonly string[]
  conditionalLines: readonly string[]
  conditionalHash: string
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
  subordinators: Readonly<Record<string, Subordination>>
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
    /** The person that an ending shows. */
    persons: readonly (readonly [WordPattern, string])[]
    /** "If". */
    if: WordPattern
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
  sentences: Readonly<Record<ReasonKey, string>>
}

/** Reasons that a sentence is written for, in each language. */
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

/** A language's factuality words, looked up. */
export interface FactualityWords {
  language: FactualityLanguage
  classes: ReadonlyMap<string, GovernorClass>
  /** Stems of the verbs among them, and the endings of finite verbs. */
  stems: ReadonlyMap<string, GovernorClass>
  verbEndings: ReadonlySet<string>
  hedges: PhraseTable<Hedge>
  nouns: ReadonlySet<string>
  /** Endings of nouns that report events, and the exceptions. */
  nounEndings: RegExp | undefined
  noEvents: ReadonlySet<string>
  /** Adjectives made of participles: "wounded", "ongoing". */
  participle: RegExp | undefined
  negators: ReadonlySet<string>
  negatorsWithParticle: ReadonlySet<string>
  particles: ReadonlySet<string>
  particleVerbs: ReadonlySet<string>
  negativeDeterminers: ReadonlySet<string>
  negativePronouns: ReadonlySet<string>
  definite: ReadonlySet<string>
  questionWords: ReadonlySet<string>
  whether: ReadonlySet<string>
  nearFuture: ReadonlySet<string>
  endorsing: ReadonlySet<string>
  that: ReadonlySet<string>
  subordinators: ReadonlyMap<string, Subordination>
  modals: ReadonlyMap<string, Modality>
  /** Words of conditionals.lexicon.txt by class. */
  conditionals: ReadonlyMap<string, string>
  uses: Readonly<Record<string, string>>
}

const effects: readonly string[] = ['CT', 'PR', 'PS', 'PR-', 'CT-', 'u', 'hearsay']

/** Reads the factuality words of a language. Throws an Error naming the line of a lexicon that cannot be read. */
export function readFactualityWords({ code, factuality: language }: LanguagePack): FactualityWords {
  const classes = new Map<string, GovernorClass>()
  for (const line of language.lines) {
    const [lemma, name] = line.split('\t')
    if (!governorClasses.includes(name as GovernorClass))
      throw new Error(`factuality.lexicon.txt (${code}): "${line}" has no known class.`)
    classes.set(lemma, name as GovernorClass)
  }
  const stems = new Map<string, GovernorClass>()
  for (const [lemma, name] of classes)
    for (const ending of language.infinitives)
      if (lemma.endsWith(ending) && lemma.length - ending.length >= 3)
        stems.set(lemma.slice(0, lemma.length - ending.length), name)
  const hedges = new PhraseTable<Hedge>()
  for (const line of language.hedgeLines) {
    const [phrase, kind, effect, band] = line.split('\t')
    const known =
      markKinds.includes(kind as MarkKind) &&
      effects.includes(effect) &&
      (!band || probabilities.includes(band as Probability))
    if (!known) throw new Error(`hedges.lexicon.txt (${code}): "${line}" cannot be read.`)
    hedges.add(phrase, {
      kind: kind as MarkKind,
      effect: effect as HedgeEffect,
      probability: band ? (band as Probability) : undefined,
    })
  }
  const conditionals = new Map<string, string>()
  for (const line of language.conditionalLines) {
    const [word, name] = line.split('\t')
    conditionals.set(word, name)
  }
  return {
    language,
    classes,
    stems,
    verbEndings: new Set(language.verbEndings),
    hedges,
    nouns: new Set(language.nounLines.filter((line) => !/^[-!]/.test(line))),
    nounEndings: endings(
      language.nounLines.filter((line) => line.startsWith('-')).map((line) => line.slice(1)),
    ),
    noEvents: new Set(language.nounLines.filter((line) => line.startsWith('!')).map((line) => line.slice(1))),
    participle: endings(language.participles),
    negators: new Set(language.negators),
    negatorsWithParticle: new Set(language.negatorsWithParticle),
    particles: new Set(language.particles),
    particleVerbs: new Set(language.particleVerbs),
    negativeDeterminers: new Set(language.negativeDeterminers),
    negativePronouns: new Set(language.negativePronouns),
    definite: new Set(language.definite),
    questionWords: new Set(language.questionWords),
    whether: new Set(language.whether),
    nearFuture: new Set(language.nearFuture),
    endorsing: new Set(language.endorsing),
    that: new Set(language.that),
    subordinators: new Map(Object.entries(language.subordinators)),
    modals: new Map(Object.entries(language.modals)),
    conditionals,
    uses: {
      [`${code}.factuality.lexicons`]: hashText(
        `${language.hash}${language.hedgeHash}${language.nounHash}${language.conditionalHash}`,
      ),
    },
  }
}

function endings(list: readonly string[]): RegExp | undefined {
  return list.length > 0 ? new RegExp(`(?:${list.join('|')})$`) : undefined
}
