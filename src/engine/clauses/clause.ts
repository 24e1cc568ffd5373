import type { Immutable, Layers, Reads } from '../layers.ts'

/** What the reading of clauses sees of a document. */
export type Document = Reads<
  | 'paragraphs'
  | 'sentences'
  | 'tokens'
  | 'tags'
  | 'lemmas'
  | 'dependencies'
  | 'quotations'
  | 'entities'
  | 'entityIndex'
  | 'discourse'
  | 'attributions'
>
export type Tokens = Document['tokens']
export type Attribution = Immutable<Layers['attributions'][number]>

/** Tokens first ≤ i ≤ last. */
export interface Stretch {
  first: number
  last: number
}

/** Of what a clause says it: the words, and the entity where it is one. */
export interface ClauseSubject {
  words: Stretch
  entity: string | null
}

/** One full clause. */
export interface Clause {
  /** Where it stands, in order; never empty. */
  parts: Stretch[]
  subject: ClauseSubject | undefined
  /** The clause with its subject, to be read without the report. */
  sentence: string
  /** Whether it only brings in what somebody says. */
  reporting: boolean
}
