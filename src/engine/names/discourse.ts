import type { MentionKind } from '../../contract/analysis.ts'
import type { ReadonlyInts } from '../tokens.ts'
import type { Gender } from './name-lexicon.ts'

/** A mention with the tokens that it covers, first ≤ i ≤ last. */
export interface TokenMention {
  entity: number
  kind: MentionKind
  first: number
  last: number
}

/** Which entity each token belongs to, and the mentions in text order. */
export interface EntityIndex {
  /** Index into `document.entities` by token; -1 where the token is in no mention. */
  ofToken: Int32Array
  mentions: TokenMention[]
}

/** Something that a pronoun may stand for: a mention of an entity, or a person or thing without a name (entity -1). */
export interface Markable {
  entity: number
  first: number
  last: number
  /** Token that the tree hangs it by. */
  head: number
  sentence: number
  gender: Gender
  human: boolean
  /** A body that speaks: organisation, group, state. */
  body: boolean
  subject: boolean
  /** Whether it is the subject of a verb of speech or thought. */
  speaks: boolean
  /** Under another noun ("l'avocat de X"). */
  nested: boolean
  quotation: number
  kind: 'name' | 'nominal' | 'pronoun' | 'unnamed'
}

/** What coreference knows of a document once it has run, for those who ask about a dropped subject. */
export interface Discourse {
  /** Index into the document's entities of whom each verb without a subject means, by the verb's token; -1 elsewhere. */
  subjects: ReadonlyInts
  /** The quotation that each token stands in, by its index; -1 outside. */
  quotations: ReadonlyInts
}

export const emptyEntityIndex = (): EntityIndex => ({ ofToken: new Int32Array(0), mentions: [] })
export const emptyDiscourse = (): Discourse => ({
  subjects: new Int32Array(0),
  quotations: new Int32Array(0),
})
