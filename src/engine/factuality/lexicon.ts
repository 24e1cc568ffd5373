import { type MarkKind, markKinds, type Probability, probabilities } from '../../contract/analysis.ts'
import type { LanguageWords } from '../language-words.ts'
import type { FactualityLanguage, Modality, Subordination } from './language.ts'
import { PhraseTable } from './phrases.ts'

/** What a governing word does to the factuality of its complement (Saurí and Pustejovsky's cue classes). */
export const governorClasses = [
  'say',
  'know',
  'prove',
  'believe',
  'suspect',
  'doubt',
  'deny',
  'accuse',
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
  'impossible',
  'certain',
  'true',
  'false',
  'occur',
  'report',
] as const
export type GovernorClass = (typeof governorClasses)[number]

/** Effect of a phrase of hedges.lexicon.txt. */
export type HedgeEffect = 'CT' | 'PR' | 'PS' | 'PR-' | 'CT-' | 'u' | 'hearsay'

/** One row of hedges.lexicon.txt. */
export interface Hedge {
  kind: MarkKind
  effect: HedgeEffect
  probability: Probability | undefined
}

/** A language's factuality words, looked up. */
export interface FactualityWords {
  language: FactualityLanguage
  classes: ReadonlyMap<string, GovernorClass>
  /** What a word does as a noun, where that is not what its verb does: "the claim that". */
  nounClasses: ReadonlyMap<string, GovernorClass>
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
  /** Negative pronouns for things. */
  nothing: ReadonlySet<string>
  charging: ReadonlySet<string>
  convicting: ReadonlySet<string>
  relating: ReadonlySet<string>
  scarce: ReadonlySet<string>
  definite: ReadonlySet<string>
  questionWords: ReadonlySet<string>
  whether: ReadonlySet<string>
  nearFuture: ReadonlySet<string>
  endorsing: ReadonlySet<string>
  that: ReadonlySet<string>
  /** Subordinating phrases, split into words, by each word that stands in them. */
  subordinators: ReadonlyMap<string, readonly SubordinatingPhrase[]>
  modals: ReadonlyMap<string, Modality>
  /** Words of conditionals.lexicon.txt by class. */
  conditionals: ReadonlyMap<string, string>
  uses: Readonly<Record<string, string>>
}

/** A subordinating phrase, with the place in it of the word that it was looked up by. */
export interface SubordinatingPhrase {
  words: readonly string[]
  at: number
  subordination: Subordination
}

function byWord(phrases: Readonly<Record<string, Subordination>>): Map<string, SubordinatingPhrase[]> {
  const found = new Map<string, SubordinatingPhrase[]>()
  for (const [phrase, subordination] of Object.entries(phrases)) {
    const words = phrase.split(' ')
    words.forEach((word, at) => {
      const list = found.get(word)
      if (list) list.push({ words, at, subordination })
      else found.set(word, [{ words, at, subordination }])
    })
  }
  // The longest phrase decides.
  for (const list of found.values()) list.sort((a, b) => b.words.length - a.words.length)
  return found
}

const effects: readonly string[] = ['CT', 'PR', 'PS', 'PR-', 'CT-', 'u', 'hearsay']

/** Reads the factuality words of a language. Throws an Error naming the line of a lexicon that cannot be read. */
export function readFactualityWords({ code, factuality: language }: LanguageWords): FactualityWords {
  const classes = new Map<string, GovernorClass>()
  const nounClasses = new Map<string, GovernorClass>()
  for (const line of language.words.lines) {
    const [lemma, name, only] = line.split('\t')
    if (!governorClasses.includes(name as GovernorClass) || (only !== undefined && only !== 'noun'))
      throw new Error(`factuality.lexicon.txt (${code}): "${line}" has no known class.`)
    if (only) nounClasses.set(lemma, name as GovernorClass)
    else classes.set(lemma, name as GovernorClass)
  }
  const stems = new Map<string, GovernorClass>()
  for (const [lemma, name] of classes)
    for (const ending of language.infinitives)
      if (lemma.endsWith(ending) && lemma.length - ending.length >= 3)
        stems.set(lemma.slice(0, lemma.length - ending.length), name)
  const hedges = new PhraseTable<Hedge>()
  for (const line of language.hedges.lines) {
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
  for (const line of language.conditionalWords.lines) {
    const [word, name] = line.split('\t')
    conditionals.set(word, name)
  }
  return {
    language,
    classes,
    nounClasses,
    stems,
    verbEndings: new Set(language.verbEndings),
    hedges,
    nouns: new Set(language.eventNouns.lines.filter((line) => !/^[-!]/.test(line))),
    nounEndings: endings(
      language.eventNouns.lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1)),
    ),
    noEvents: new Set(
      language.eventNouns.lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1)),
    ),
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
    subordinators: byWord(language.subordinators),
    nothing: new Set(language.nothing),
    charging: new Set(language.charging),
    convicting: new Set(language.convicting),
    relating: new Set(language.relating),
    scarce: new Set(language.scarce),
    modals: new Map(Object.entries(language.modals)),
    conditionals,
    uses: {
      [`${code}.factuality.lexicon`]: language.words.hash,
      [`${code}.hedges`]: language.hedges.hash,
      [`${code}.event-nouns`]: language.eventNouns.hash,
      [`${code}.conditionals.lexicon`]: language.conditionalWords.hash,
    },
  }
}

function endings(list: readonly string[]): RegExp | undefined {
  return list.length > 0 ? new RegExp(`(?:${list.join('|')})$`) : undefined
}
