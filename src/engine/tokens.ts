import type { Span } from '../contract/analysis.ts'

/** Universal Dependencies' universal part-of-speech tags. */
export const universalTags = [
  'ADJ',
  'ADP',
  'ADV',
  'AUX',
  'CCONJ',
  'DET',
  'INTJ',
  'NOUN',
  'NUM',
  'PART',
  'PRON',
  'PROPN',
  'PUNCT',
  'SCONJ',
  'SYM',
  'VERB',
  'X',
] as const
export type UniversalTag = (typeof universalTags)[number]

/** Morphological features by UD name, e.g. `{ Mood: 'Cnd', Tense: 'Pres' }`; shared and frozen, never changed. */
export type Features = Readonly<Record<string, string>>

export const noFeatures: Features = Object.freeze({})

/** The tokens as the tokeniser gives them, to be read. One row a token as written, in text order. */
export interface TokenRows {
  readonly length: number
  /** UTF-16 offset of the first unit of each token. */
  readonly start: ReadonlyInts
  /** UTF-16 offset behind the last unit of each token. */
  readonly end: ReadonlyInts
  /** Index of the sentence each token stands in. */
  readonly sentence: ReadonlyInts
  readonly form: readonly string[]
  span(i: number): Span
  /** Offsets from the start of token `first` to the end of token `last`, both included. */
  spanOf(first: number, last: number): Span
  /** Index of the token that covers or first follows `offset` (UTF-16); `length` where none does. */
  at(offset: number): number
}

/** What the tagger says of each token. */
export interface TagRows {
  readonly tag: readonly UniversalTag[]
  readonly features: readonly Features[]
  /** Whether token `i` carries `name=value` among its features. */
  has(i: number, name: string, value: string): boolean
}

/** What the lemmatiser says of each token. */
export interface LemmaRows {
  readonly lemma: readonly string[]
}

/** What the parser says of each token. */
export interface TreeRows {
  /** Index into the document's tokens of each token's head; -1 for the root of a sentence. */
  readonly head: ReadonlyInts
  /** UD relation to the head, subtype included ("obl:agent"). */
  readonly relation: readonly string[]
  /** The relation without its subtype: "obl" for "obl:agent". */
  baseRelation(i: number): string
  /** Dependents of token `i` in text order. */
  children(i: number): readonly number[]
  /** Leftmost token of the subtree of `i`. */
  leftmost(i: number): number
  /** Rightmost token of the subtree of `i`. */
  rightmost(i: number): number
  /** Whether `i` is `ancestor` or stands under it. */
  isUnder(i: number, ancestor: number): boolean
}

/** An `Int32Array` that may only be read. */
export interface ReadonlyInts extends Iterable<number> {
  readonly length: number
  readonly [index: number]: number
}

/** Columns of the tokens that the grammar fills. */
export interface GrammarColumns {
  tag: UniversalTag[]
  features: Features[]
  lemma: string[]
  head: Int32Array
  relation: string[]
}

/** Columns of which nothing is known yet. */
export const emptyColumns = (length: number): GrammarColumns => ({
  tag: new Array<UniversalTag>(length).fill('X'),
  features: new Array<Features>(length).fill(noFeatures),
  lemma: new Array<string>(length).fill(''),
  head: new Int32Array(length).fill(-1),
  relation: new Array<string>(length).fill(''),
})

/**
 * The tokens of a document, as a structure of arrays: one row a token as written (French "du" and English
 * "don't" are one token each). Rows are in text order. The tokeniser fills the offsets, the tagger `tag` and
 * `features`, the lemmatiser `lemma`, the parser `head` and `relation`.
 */
export class Tokens implements TokenRows, TagRows, LemmaRows, TreeRows {
  readonly length: number
  /** UTF-16 offset of the first unit of each token. */
  readonly start: Int32Array
  /** UTF-16 offset behind the last unit of each token. */
  readonly end: Int32Array
  /** Index of the sentence each token stands in. */
  readonly sentence: Int32Array
  /** Index into the document's tokens of each token's head; -1 for the root of a sentence. */
  head: Int32Array
  readonly form: string[]
  tag: UniversalTag[]
  features: Features[]
  lemma: string[]
  /** UD relation to the head, subtype included ("obl:agent"). */
  relation: string[]
  #children: number[][] | undefined
  #left: Int32Array | undefined
  #right: Int32Array | undefined

  constructor(text: string, start: Int32Array, end: Int32Array, sentence: Int32Array) {
    const length = start.length
    this.length = length
    this.start = start
    this.end = end
    this.sentence = sentence
    this.form = new Array<string>(length)
    for (let i = 0; i < length; i++) this.form[i] = text.slice(start[i], end[i])
    const { tag, features, lemma, head, relation } = emptyColumns(length)
    this.tag = tag
    this.features = features
    this.lemma = lemma
    this.head = head
    this.relation = relation
  }

  /** Whether token `i` carries `name=value` among its features. */
  has(i: number, name: string, value: string): boolean {
    return this.features[i]?.[name] === value
  }

  /** The relation without its subtype: "obl" for "obl:agent". */
  baseRelation(i: number): string {
    const relation = this.relation[i] ?? ''
    const colon = relation.indexOf(':')
    return colon < 0 ? relation : relation.slice(0, colon)
  }

  span(i: number): Span {
    return [this.start[i], this.end[i]]
  }

  /** Offsets from the start of token `first` to the end of token `last`, both included. */
  spanOf(first: number, last: number): Span {
    return [this.start[first], this.end[last]]
  }

  /** Dependents of token `i` in text order. Only after the parser has run. */
  children(i: number): readonly number[] {
    if (!this.#children) {
      this.#children = Array.from({ length: this.length }, () => [])
      for (let k = 0; k < this.length; k++) if (this.head[k] >= 0) this.#children[this.head[k]].push(k)
    }
    return this.#children[i]
  }

  /** Leftmost token of the subtree of `i`. Only after the parser has run. */
  leftmost(i: number): number {
    this.#measure()
    return this.#left![i]
  }

  /** Rightmost token of the subtree of `i`. Only after the parser has run. */
  rightmost(i: number): number {
    this.#measure()
    return this.#right![i]
  }

  /** Whether `i` is `ancestor` or stands under it. */
  isUnder(i: number, ancestor: number): boolean {
    for (let k = i, n = 0; k >= 0 && n <= this.length; k = this.head[k], n++) if (k === ancestor) return true
    return false
  }

  /** Puts columns of the grammar in the place of those that stand here, one row a token. */
  fill(columns: Partial<GrammarColumns>): void {
    Object.assign(this, columns)
    this.#children = undefined
    this.#left = undefined
    this.#right = undefined
  }

  /** Index of the token that covers or first follows `offset` (UTF-16); `length` where none does. */
  at(offset: number): number {
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.end[middle] > offset) high = middle
      else low = middle + 1
    }
    return low
  }

  #measure(): void {
    if (this.#left) return
    const left = new Int32Array(this.length)
    const right = new Int32Array(this.length)
    for (let i = 0; i < this.length; i++) left[i] = right[i] = i
    // Children before parents: depth first, without recursion, since a sentence may be a chain of thousands.
    const order: number[] = []
    for (let i = 0; i < this.length; i++) if (this.head[i] < 0) order.push(i)
    for (let k = 0; k < order.length; k++) for (const child of this.children(order[k])) order.push(child)
    for (let k = order.length - 1; k >= 0; k--) {
      const i = order[k]
      const head = this.head[i]
      if (head < 0) continue
      if (left[i] < left[head]) left[head] = left[i]
      if (right[i] > right[head]) right[head] = right[i]
    }
    this.#left = left
    this.#right = right
  }
}
