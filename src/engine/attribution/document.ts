import type { Reads, Refines } from '../layers.ts'

/** What attribution sees of a document; an outlet that names missed is added to the entities. */
export type Document = Reads<
  'sentences' | 'tokens' | 'tags' | 'lemmas' | 'dependencies' | 'quotations' | 'discourse'
> &
  Refines<'entities' | 'entityIndex'>

/** The tokens as attribution reads them. */
export type Tokens = Document['tokens']
