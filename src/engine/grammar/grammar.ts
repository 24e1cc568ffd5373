import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { Resources } from '../resources.ts'
import { emptyColumns, type Features, noFeatures, type UniversalTag, universalTags } from '../tokens.ts'
import { ByteReader, ByteWriter } from './bytes.ts'
import { type ParsedToken, readFeatures } from './conllu.ts'
import { Lemmatiser, lemmaTag } from './lemmatiser.ts'
import { layNetwork, mostTogether, Network } from './network.ts'
import { type VerbForms, verbForms } from './verb-forms.ts'
import { modeOf } from './verb-modes.ts'
import { type Word, type WordKnowledge, Words } from './words.ts'

/** The words of a model: clusters and tags seen by form. */
export function readKnowledge(reader: ByteReader, verbs: VerbForms): WordKnowledge {
  const places = new Map<string, number>()
  const count = reader.number()
  const texts = reader.string().split('\n')
  const known = reader.view(count)
  const low = reader.view(count)
  const high = reader.view(count)
  for (let i = 0; i < count; i++) places.set(texts[i], i)
  return {
    cluster: (lower) => {
      const i = places.get(lower)
      return i === undefined ? 0 : low[i] | (high[i] << 8)
    },
    ambiguity: (lower) => {
      const i = places.get(lower)
      return i === undefined ? 0 : known[i]
    },
    verbs,
  }
}

/** A grammar's model as `Grammar` reads it soonest, of one as `training/grammar.ts` writes it: see `layNetwork`. */
export function unpackGrammar(packed: Uint8Array): Uint8Array {
  const reader = new ByteReader(packed)
  reader.string()
  const count = reader.number()
  reader.string()
  reader.view(3 * count)
  // The lemmatiser's words and rules.
  reader.string()
  reader.string()
  const writer = new ByteWriter()
  writer.append(packed.subarray(0, reader.at))
  layNetwork(reader, writer)
  return writer.done()
}

/** What a model's network has numbers for. */
export interface GrammarNames {
  /** Bundles of features as they stand in CoNLL-U. */
  bundles: string[]
  /** For each universal tag the bundles that it may carry. */
  bundlesOf: number[][]
  relations: string[]
}

const verb = universalTags.indexOf('VERB')
const auxiliary = universalTags.indexOf('AUX')

/** Tags, lemmas and trees of one language by a trained model. Made once; keeps nothing of what it reads. */
export class Grammar {
  readonly #words: Words
  readonly #network: Network
  readonly #lemmatiser: Lemmatiser
  readonly #features: Features[]
  readonly #bundlesOf: readonly Uint16Array[]
  readonly #modes: Int32Array
  /** For each universal tag and bundle the tag that lemmas are told apart by; made when first asked for. */
  readonly #lemmaTags: string[][] = universalTags.map(() => [])
  readonly #relations: readonly string[]
  readonly #root: number
  readonly #shares: boolean
  readonly #apart: number
  readonly #heads = new Int32Array(mostTogether)
  readonly #arcs = new Int32Array(mostTogether)

  /**
   * @param bytes a model as `training/grammar.ts` writes it, or `unpackGrammar` made of it
   * @param pack the model's language
   */
  constructor(bytes: Uint8Array, pack: LanguagePack) {
    const verbs = verbForms(pack)
    this.#shares = verbs.shares
    const reader = new ByteReader(bytes)
    const names = JSON.parse(reader.string()) as GrammarNames
    this.#words = new Words(readKnowledge(reader, verbs))
    this.#features = names.bundles.map((bundle) =>
      bundle === '_' ? noFeatures : Object.freeze(readFeatures(bundle)),
    )
    this.#modes = Int32Array.from(this.#features, modeOf)
    this.#bundlesOf = names.bundlesOf.map((list) => Uint16Array.from(list))
    this.#relations = names.relations
    this.#root = names.relations.indexOf('root')
    this.#apart = names.relations.indexOf('parataxis')
    this.#lemmatiser = new Lemmatiser(reader, verbs)
    this.#network = new Network(reader)
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
    const words = new Array<Word>(to - from)
    for (let i = from; i < to; i++) words[i - from] = this.#words.of(forms[i])
    let root = -1
    // A sentence too long for one table of heads is analysed in parts, the later ones hung on the first.
    for (let start = 0; start < words.length; start += mostTogether) {
      const end = Math.min(start + mostTogether, words.length)
      this.#network.read(words, start, end, start === 0)
      this.#network.attach(end - start, this.#root, this.#heads, this.#arcs)
      if (start === 0) root = this.#heads.indexOf(-1)
      for (let t = 0; t < end - start; t++) {
        const i = from + start + t
        const tag = this.#network.tag(t)
        // What the verb lexicon says of a form goes before what the scores say: "fassiez" is no indicative. English modals
        // ("will", "can") are other words than the main verbs that the lexicon has.
        const modes = tag === verb || (tag === auxiliary && !this.#shares) ? words[start + t].modes : 0
        const bundle = this.#network.bundle(t, this.#bundlesOf[tag], this.#modes, modes)
        const features = this.#features[bundle]
        const lemmaTags = this.#lemmaTags[tag]
        lemmaTags[bundle] ??= lemmaTag(universalTags[tag], features)
        const hangs = this.#heads[t] < 0
        give(
          i,
          universalTags[tag],
          features,
          this.#lemmatiser.lemma(forms[i], lemmaTags[bundle]),
          hangs ? (start === 0 ? -1 : from + root) : from + start + this.#heads[t],
          this.#relations[hangs && start > 0 && this.#apart >= 0 ? this.#apart : this.#arcs[t]],
        )
      }
    }
  }
}

/** The grammar of a language from the resources. Throws an Error naming the resource where it is missing. */
export function loadGrammar(pack: LanguagePack, resources: Resources): Grammar {
  return new Grammar(resources.bytes(pack.models.grammar), pack)
}

/** Analyses given tokens, one list of forms a sentence; nothing is tokenised again. */
export function parseTokens(grammar: Grammar, forms: readonly (readonly string[])[]): ParsedToken[][] {
  return forms.map((sentence) => grammar.parse(sentence))
}

/** The network and the lemmatiser as one component: tags, features, lemmas, heads and relations of the tokens. */
export function createGrammar(pack: LanguagePack, resources: Resources): Component {
  const grammar = loadGrammar(pack, resources)
  const name = pack.models.grammar
  return defineComponent({
    name: 'grammar',
    needs: ['tokens', 'sentences'],
    gives: ['tags', 'lemmas', 'dependencies'],
    uses: {
      [name]: resources.hash(name),
      [`${pack.code}.verbs`]: pack.grammar.verbs.hash,
      [`${pack.code}.verb-classes`]: pack.grammar.classes.hash,
    },
    run: ({ tokens, sentences }) => {
      const columns = emptyColumns(tokens.length)
      for (const { first, last } of sentences)
        grammar.analyse(tokens.form, first, last, (i, tag, features, lemma, head, relation) => {
          columns.tag[i] = tag
          columns.features[i] = features
          columns.lemma[i] = lemma
          columns.head[i] = head
          columns.relation[i] = relation
        })
      const { tag, features, lemma, head, relation } = columns
      return { tags: { tag, features }, lemmas: lemma, dependencies: { head, relation } }
    },
  })
}
