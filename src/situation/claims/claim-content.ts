import type {
  Analysis,
  Claim,
  EventStatus,
  Language,
  ReportedEvent,
  Span,
  TimeExpression,
} from '../../contract/analysis.ts'
import type { Polarity } from '../../contract/situation.ts'

/** A word or name of a claim, with the keys by which it meets those of another claim. */
export interface ContentItem {
  span: Span
  /** The stem, the concepts, the entity: two items meet where they have one in common. */
  keys: string[]
  /** Keys by which it meets what has them as its own: wider concepts, what a cognate would have. */
  wider: readonly string[]
  /** Of a name of several words that is no person's: the keys of each word. */
  parts?: readonly (readonly string[])[]
  weight: number
  kind: 'word' | 'name' | 'place' | 'pronoun'
  concepts: readonly string[]
  /** Whether it stands before the predicate. */
  before: boolean
}

export interface ContentNumber {
  span: Span
  unit: string
  /** Concepts of the unit, or its stem. */
  units: readonly string[]
  low: number | null
  high: number | null
}

/** How surely a claim is made, by its last holder. */
export type Certainty = 'sure' | 'reported' | 'open' | 'planned' | 'denied'

/** Who vouches for a claim beside the outlet. */
export interface ClaimSource {
  name: string
  entity?: string
  /** Words of the name, and of the entity's titles. */
  keys: ReadonlySet<string>
  named: boolean
}

/** What a whole sentence says, whichever way it is cut into clauses. */
export interface SentenceContent {
  analysis: Analysis
  language: Language
  span: Span
  items: ContentItem[]
  keys: ReadonlyMap<string, ContentItem>
  wider: ReadonlySet<string>
  partKeys: ReadonlySet<string>
  numbers: ContentNumber[]
  times: TimeExpression[]
  /** How surely its claims are made. */
  certainties: ReadonlySet<Certainty>
  /** Where the words stand that say what happens in its claims. */
  heads: ReadonlySet<number>
  /** Those of the claim that says most of it. */
  mainHeads: ReadonlySet<number>
  /** The claim that says most of it. */
  event?: ReportedEvent
  claim: Claim
}

/** What one claim says, made comparable with the claims of other reports. */
export interface ClaimContent {
  /** The sentence around it; only the claim that says most of it has it. */
  sentence?: SentenceContent
  analysis: Analysis
  claim: Claim
  report: string
  language: Language
  event?: ReportedEvent
  items: ContentItem[]
  keys: ReadonlyMap<string, ContentItem>
  wider: ReadonlySet<string>
  /** Keys of the words of its names. */
  partKeys: ReadonlySet<string>
  weight: number
  /** Keys of the predicate, and of the nouns within that say what happens. */
  heads: ReadonlySet<string>
  /** The words that say what happens: the predicate, or where it is light the noun beside it; may be none. */
  headItems: readonly ContentItem[]
  predicate: ContentItem
  numbers: ContentNumber[]
  times: TimeExpression[]
  polarity: Polarity
  status: EventStatus
  certainty: Certainty
  source?: ClaimSource
  /** Whether words are quoted or the predicate says that something is said. */
  direct: boolean
}
