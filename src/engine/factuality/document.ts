import type { Immutable, Layers, Reads } from '../layers.ts'

/** What factuality sees of a document. */
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
  | 'context'
>

/** The tokens, attributions and entities as factuality reads them. */
export type Tokens = Document['tokens']
export type Attribution = Immutable<Layers['attributions'][number]>
export type Entity = Immutable<Layers['entities'][number]>
