import type { Span } from '../../contract/analysis.ts'
import type { RelationAspect } from '../../contract/situation.ts'
import type { ClaimContent, ContentItem } from './claim-content.ts'

/** Something in which two claims differ, with the words of each. */
export interface AspectDifference {
  aspect: RelationAspect
  /** Whether the two exclude each other; else they only cannot be told to say the same. */
  hard: boolean
  words: [Span[], Span[]]
  by: string
}

/** What of a claim its words and numbers are compared by. */
export type Told = Pick<ClaimContent, 'analysis' | 'language' | 'items' | 'claim' | 'event'>

/** Two claims, with what each has that the other has not. */
export interface ClaimSides {
  readonly a: ClaimContent
  readonly b: ClaimContent
  readonly aloneA: readonly ContentItem[]
  readonly aloneB: readonly ContentItem[]
}
