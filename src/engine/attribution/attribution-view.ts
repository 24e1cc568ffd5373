import type { Language } from '../../contract/analysis.ts'
import type { Quotation } from '../layers.ts'
import type { UniversalTag } from '../tokens.ts'
import type { AttributionWords } from './attribution-words.ts'
import type { Cue, CueLexicon, CueTag } from './cue-lexicon.ts'
import type { Document, Tokens } from './document.ts'
import { sourceLexicon } from './source-lexicon.ts'

/** A cue of the lexicon as it stands in a text. */
export interface CueMatch {
  cue: Cue
  /** Index of the last token of a cue of several words; the first token's own index for one word. */
  last: number
}

const cueTagOf: Readonly<Partial<Record<UniversalTag, readonly CueTag[]>>> = {
  VERB: ['VERB', 'ADP'],
  AUX: ['VERB'],
  NOUN: ['NOUN', 'VERB', 'ADP'],
  PROPN: ['NOUN', 'VERB'],
  ADJ: ['ADJ', 'VERB'],
  ADV: ['ADV', 'ADP'],
  ADP: ['ADP', 'ADV'],
  SCONJ: ['SCONJ', 'ADP'],
  X: ['VERB', 'NOUN', 'ADP'],
  DET: ['ADP'],
  PRON: ['ADP'],
  CCONJ: ['ADP'],
}

const wordCharacter = /[\p{L}\p{N}]/u

/** A stable 32-bit hash of a short string. */
export function hashString(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h | 0
}

/** What attribution asks of the tokens again and again, computed once a document. */
export class AttributionView {
  readonly document: Document
  readonly tokens: Tokens
  readonly language: Language
  readonly words: AttributionWords
  /** 1 where a token has a letter or a digit. */
  readonly isWord: Uint8Array
  /** Index of the outermost quotation that covers each token; -1 for none. */
  readonly quotation: Int32Array
  /** Tokens of the quotations inside their marks: first and last (inclusive); last < first where it has none. */
  readonly quotationFirst: Int32Array
  readonly quotationLast: Int32Array
  readonly quotations: readonly Quotation[]
  readonly like: Int32Array
  readonly tag: Int32Array
  readonly relation: Int32Array
  readonly lemmaHash: Int32Array
  /** What each word may be as a source: a name's type, a noun's class in the lexicon of sources; 0 where nothing is known. */
  readonly who: Int32Array
  /** 1 where a token stands within a name. */
  readonly inName: Uint8Array
  readonly cues: (CueMatch | undefined)[]
  /** What the model takes each token for: 0 no cue, 1 one that it doubts, 2 a cue, 3 a phrase that introduces a source. */
  readonly taken: Uint8Array
  readonly #lexicon: CueLexicon

  constructor(document: Document, lexicon: CueLexicon) {
    this.document = document
    this.language = document.language
    this.words = document.words.attribution
    this.#lexicon = lexicon
    const tokens = document.tokens
    this.tokens = tokens
    const n = tokens.length
    this.isWord = new Uint8Array(n)
    this.quotation = new Int32Array(n).fill(-1)
    this.inName = new Uint8Array(n)
    this.who = new Int32Array(n)
    for (const entity of document.entities)
      for (const mention of entity.mentions)
        if (mention.kind === 'name')
          for (let i = tokens.at(mention.span[0]); i < n && tokens.start[i] < mention.span[1]; i++) {
            this.inName[i] = 1
            this.who[i] = hashString(entity.type)
          }
    const sources = sourceLexicon(document.words)
    this.taken = new Uint8Array(n)
    this.like = new Int32Array(n)
    this.tag = new Int32Array(n)
    this.relation = new Int32Array(n)
    this.lemmaHash = new Int32Array(n)
    this.cues = new Array<CueMatch | undefined>(n).fill(undefined)
    this.quotations = document.quotations
    this.quotationFirst = new Int32Array(this.quotations.length)
    this.quotationLast = new Int32Array(this.quotations.length)
    for (let i = 0; i < n; i++) {
      this.isWord[i] = tokens.tag[i] === 'PUNCT' ? 0 : wordCharacter.test(tokens.form[i]) ? 1 : 0
      this.tag[i] = hashString(tokens.tag[i])
      this.relation[i] = hashString(tokens.baseRelation(i))
      this.lemmaHash[i] = hashString(this.lemma(i))
      if (this.who[i] === 0 && tokens.tag[i] === 'NOUN') {
        const [kind] = sources.classesOf(this.lemma(i))
        if (kind) this.who[i] = hashString(kind)
      }
    }
    this.quotations.forEach((quotation, q) => {
      let first = tokens.at(quotation.inner[0])
      let last = tokens.at(quotation.inner[1] - 1)
      if (last >= n) last = n - 1
      while (first <= last && !this.isWord[first]) first++
      while (last >= first && !this.isWord[last]) last--
      this.quotationFirst[q] = first
      this.quotationLast[q] = last
      if (quotation.level === 0) for (let i = first; i <= last; i++) this.quotation[i] = q
    })
    for (let i = 0; i < n; i++) {
      const match = this.isWord[i] ? this.#match(i) : undefined
      this.cues[i] = match
      this.like[i] = hashString(match ? match.cue.like : this.#english(i))
    }
  }

  lemma(i: number): string {
    return this.tokens.lemma[i] || this.tokens.form[i].toLowerCase()
  }

  sentenceFirst(i: number): number {
    return this.document.sentences[this.tokens.sentence[i]].first
  }

  /** One past the last token of the sentence of token `i`. */
  sentenceEnd(i: number): number {
    return this.document.sentences[this.tokens.sentence[i]].last
  }

  /** What the model knows a word by: its English counterpart where it has one, else its lemma. */
  #english(i: number): string {
    const { tokens } = this
    const lemma = this.lemma(i)
    const form = tokens.form[i].toLowerCase().replace(/’/g, "'")
    const tag = tokens.relation[i] === 'mark' && tokens.tag[i] === 'ADP' ? 'MARK' : tokens.tag[i]
    return this.#lexicon.english(lemma, tag) ?? this.#lexicon.english(form, tag) ?? lemma
  }

  #same(i: number, word: string): boolean {
    return this.tokens.lemma[i] === word || this.tokens.form[i].toLowerCase().replace(/’/g, "'") === word
  }

  #match(i: number): CueMatch | undefined {
    const { tokens } = this
    const tags = cueTagOf[tokens.tag[i]]
    if (!tags) return undefined
    const lemma = this.lemma(i)
    const form = tokens.form[i].toLowerCase().replace(/’/g, "'")
    let found: CueMatch | undefined
    let rank = tags.length
    for (const word of lemma === form ? [lemma] : [lemma, form])
      for (const cue of this.#lexicon.starting(word)) {
        const r = tags.indexOf(cue.tag)
        if (r < 0) continue
        const last = cue.rest.length === 0 ? i : this.#rest(i, cue)
        if (last < 0) continue
        const longer = found !== undefined && last > found.last
        if (!found || longer || (last === found.last && r < rank)) {
          found = { cue, last }
          rank = r
        }
      }
    return found
  }

  /** Where the other words of a cue end, at most two words apart (none for a phrase); -1 where they do not stand. */
  #rest(i: number, cue: Cue): number {
    const end = this.sentenceEnd(i)
    const gap = cue.tag === 'ADP' ? 0 : 2
    let at = i
    for (const word of cue.rest) {
      let k = at + 1
      while (k < end && k <= at + 1 + gap && !this.#standsAt(k, word)) k++
      if (k >= end || k > at + 1 + gap) return -1
      at = k
    }
    return at
  }

  #standsAt(k: number, word: string): boolean {
    if (this.#same(k, word)) return true
    // Written together with the article.
    const form = this.tokens.form[k].toLowerCase()
    return this.words.contractions[word]?.includes(form) ?? false
  }
}
