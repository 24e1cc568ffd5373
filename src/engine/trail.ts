import type { Span } from '../contract/analysis.ts'

/** What one step did, for people who want to know why. */
export interface TrailStep {
  readonly stage: string
  readonly name: string
  /** What it was about, in the text: the word that may be a cue. */
  readonly about: Span
  /** What there was before and after, in words; equal where it only weighed. */
  readonly before: string
  readonly after: string
  /** What it chose among, the best first, with their scores. */
  readonly candidates?: readonly { readonly text: string; readonly score: number }[]
  /** What tipped the choice, where it can be told. */
  readonly tipped?: string
}

/** What all steps did, in their order. */
export type Trail = TrailStep[]
