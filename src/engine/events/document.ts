import type { Immutable, Layers, Reads, Refines } from '../layers.ts'

/** What the reading of events sees of a document, and what it may change: it links claims to their events. */
export type Document = Reads<
  | 'sentences'
  | 'tokens'
  | 'tags'
  | 'lemmas'
  | 'dependencies'
  | 'entities'
  | 'places'
  | 'times'
  | 'attributions'
> &
  Refines<'claims' | 'predicates' | 'argumentMemory'>

/** The entities and places as the reading of events sees them. */
export type Entity = Immutable<Layers['entities'][number]>
export type Place = Immutable<Layers['places'][number]>
