import type { Reads, Refines } from '../layers.ts'

/** What the reading of places sees of a document; a place that is no entity yet is added to them. */
export type Document = Reads<'sentences' | 'tokens' | 'tags' | 'lemmas' | 'dependencies'> &
  Refines<'entities'>
