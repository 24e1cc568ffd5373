import type { Language } from '../analysis.ts'
import type { Component } from '../component.ts'
import type { Resources } from '../resources.ts'
import { type Features, noFeatures, type UniversalTag, universalTags } from '../tokens.ts'
import { ByteReader } from './bytes.ts'
import { type ParsedToken, readFeatures } from './conllu.ts'
import { Lemmatiser, lemmaTag } from './lemmatiser.ts'
import { LinearModel } from './linear-model.ts'
import { Parser } from './parser.ts'
import { syntacticSide } from './syntactic-side.ts'
import { Tagger } from './tagger.ts'
import { type VerbForms, verbForms, verbHash } from './verb-forms.ts'
import { modeOf } from './verb-modes.ts'
import { type Word, type WordKnowledge, Words } from './words.ts'

/** The words of a model: clusters and tags seen by form. */
export function readKnowledge(reader: ByteReader, verbs: VerbForms): WordKnowledge {
  const clusters = new Map<string, number>()
  const ambiguities = new Map<string, number>()
  const count = reader.number()
  const texts = reader.string().split('\n')
  const known = reader.view(count)
  const low = reader.view(count)
  const high = reader.view(count)
  for (let i = 0; i < count; i++) {
    const cluster = low[i] | (high[i] << 8)
    if (cluster > 0) clusters.set(texts[i], cluster)
    if (known[i] > 0) ambiguities.set(texts[i], known[i])
  }
  return {
    cluster: (lower) => clusters.get(lower) ?? 0,
    ambiguity: (lower) => ambiguities.get(lower) ?? 0,
    verbs,
  }
}

/** Tags, lemmas and trees of one language by a trained model. Made once; keeps nothing of what it reads. */
export class Grammar {
  readonly #words: Words
  readonly #tagger: Tagger
  readonly #lemmatiser: Lemmatiser
  readonly #parser: Parser
  readonly #features: Features[]
  readonly #fine: Int32Array
  /** For each universal tag and bundle the tag that lemmas are told apart by; made when first asked for. */
  readonly #lemmaTags: string[][] = universalTags.map(() => [])
  readonly #relations: readonly string[]
  #tags = new Uint8Array(256)
  #bundles = new Int32Array(256)
  #heads = new Int32Array(256)
  #arcs = new Int32Array(256)

  /**
   * @param bytes a model as `training/grammar.ts` writes it
   * @param verbs the verb forms of the model's language
   */
  constructor(bytes: Uint8Array, verbs: VerbForms) {
    const reader = new ByteReader(bytes)
    const names = JSON.parse(reader.string()) as {
      bundles: string[]
      bundlesOf: number[][]
      relations: string[]
    }
    this.#words = new Words(readKnowledge(reader, verbs))
    this.#features = names.bundles.map((bundle) =>
      bundle === '_' ? noFeatures : Object.freeze(readFeatures(bundle)),
    )
    this.#fine = Int32Array.from(this.#features, syntacticSide)
    this.#relations = names.relations
    const first = new LinearModel(reader)
    const second = new LinearModel(reader)
    const bundle = new LinearModel(reader)
    this.#tagger = new Tagger(
      first,
      second,
      bundle,
      names.bundlesOf.map((list) => Uint16Array.from(list)),
      Int32Array.from(this.#features, modeOf),
      true,
    )
    this.#lemmatiser = new Lemmatiser(reader, verbs)
    const transition = new LinearModel(reader)
    this.#parser = new Parser(transition, new LinearModel(reader), names.relations.indexOf('root'))
  }

  /** Analyses one sentence given as its written tokens; none gives none. */
  parse(forms: readonly string[]): ParsedToken[] {
    const out: ParsedToken[] = []
    this.analyse(forms, 0, forms.length, (i, tag, features, lemma, head, relation) => {
      out.push({ form: forms[i], lemma, tag, features, head, relation })
    })
    return out
  }

  /**
   * Analyses the sentence forms[from, to) and hands each token's analysis to `give`: `head` is an index into `forms`,
   * -1 for the root.
   */
  analyse(
    forms: readonly string[],
    from: number,
    to: number,
    give: (
      i: number,
      tag: UniversalTag,
      features: Features,
      lemma: string,
      head: number,
      relation: string,
    ) => void,
  ): void {
    const length = to - from
    if (length === 0) return
    if (this.#tags.length < length) {
      this.#tags = new Uint8Array(length * 2)
      this.#bundles = new Int32Array(length * 2)
      this.#heads = new Int32Array(length * 2)
      this.#arcs = new Int32Array(length * 2)
    }
    const words = new Array<Word>(length)
    for (let i = 0; i < length; i++) words[i] = this.#words.of(forms[from + i])
    const tags = this.#tags
    const bundles = this.#bundles
    this.#tagger.tag(words, tags, bundles)
    this.#parser.sight.fill(words, tags, bundles, this.#fine)
    this.#parser.parse(this.#heads, this.#arcs)
    for (let i = 0; i < length; i++) {
      const tag = tags[i]
      const features = this.#features[bundles[i]]
      const lemmaTags = this.#lemmaTags[tag]
      lemmaTags[bundles[i]] ??= lemmaTag(universalTags[tag], features)
      const lemma = this.#lemmatiser.lemma(forms[from + i], lemmaTags[bundles[i]])
      const head = this.#heads[i]
      give(
        from + i,
        universalTags[tag],
        features,
        lemma,
        head < 0 ? -1 : from + head,
        this.#relations[this.#arcs[i]],
      )
    }
  }
}

/** Name of a language's grammar among the resources. */
export function grammarName(language: Language): string {
  return `${language}.grammar`
}

/** The grammar of a language from the resources. Throws an Error naming the resource where it is missing. */
export function loadGrammar(language: Language, resources: Resources): Grammar {
  return new Grammar(resources.bytes(grammarName(language)), verbForms(language))
}

/** Analyses given tokens, one list of forms a sentence; nothing is tokenised again. */
export function parseTokens(grammar: Grammar, forms: readonly (readonly string[])[]): ParsedToken[][] {
  return forms.map((sentence) => grammar.parse(sentence))
}

/** Tagger, lemmatiser and parser as one component: tags, features, lemmas, heads and relations of the tokens. */
export function createGrammar(language: Language, resources: Resources): Component {
  const grammar = loadGrammar(language, resources)
  const name = grammarName(language)
  return {
    name: 'grammar',
    needs: ['tokens', 'sentences'],
    gives: ['tags', 'lemmas', 'dependencies'],
    uses: { [name]: resources.hash(name), [`${language}.verbs`]: verbHash(language) },
    run(document) {
      const { tokens } = document
      for (const sentence of document.sentences)
        grammar.analyse(
          tokens.form,
          sentence.first,
          sentence.last,
          (i, tag, features, lemma, head, relation) => {
            tokens.tag[i] = tag
            tokens.features[i] = features
            tokens.lemma[i] = lemma
            tokens.head[i] = head
            tokens.relation[i] = relation
          },
        )
      tokens.headsChanged()
    },
  }
}
