import type { RuleStep } from '../rule.ts'
import type { TrailStep } from '../trail.ts'
import type { AttributionView } from './attribution-view.ts'
import type { ContentCandidate, ContentChooser } from './content-candidates.ts'
import type { FoundCue } from './cue-tokens.ts'
import type { Draft, SourceTokens, TokenRange } from './draft.ts'
import type { AttributionModel } from './linear.ts'
import type { FoundPhrase } from './phrases.ts'
import type { SourceChooser } from './source-candidates.ts'
import type { SourceLexicon } from './source-lexicon.ts'

/** What the rules of a document share. */
export interface AttributionTools {
  readonly view: AttributionView
  readonly sources: SourceLexicon
  readonly model: AttributionModel
  readonly contents: ContentChooser
  readonly speakers: SourceChooser
  /** Notes what a choice was made among, where somebody asked. */
  readonly note?: (step: TrailStep) => void
}

/** One token while it is asked whether it is the head of a cue. */
export interface CueReading {
  readonly tools: AttributionTools
  readonly view: AttributionView
  readonly token: number
  /** The model's score over the threshold. */
  readonly score: number
  cue: FoundCue | undefined
  /** The phrase that the cue is, with the source that it introduces. */
  phrase: FoundPhrase | undefined
  /** An attribution that is whole as it was found. */
  whole: Draft | undefined
}

/** One cue while its content and source are looked for. */
export interface AttributionReading {
  readonly tools: AttributionTools
  readonly view: AttributionView
  readonly cue: FoundCue
  readonly phrase: FoundPhrase | undefined
  /** What the model took for the content. */
  candidate: ContentCandidate | undefined
  content: TokenRange[]
  source: SourceTokens | undefined
  /** No attribution after all. */
  dropped: boolean
}

export type CueRule = RuleStep<CueReading>
export type AttributionRule = RuleStep<AttributionReading>
