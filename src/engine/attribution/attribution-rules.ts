import type { Rule } from '../rule.ts'
import type { AttributionReading, CueReading } from './attribution-reading.ts'

/** The rules by which a language finds attributions, in their order. */
export interface AttributionRules {
  /** Asked of each token: is it the head of a cue? */
  readonly cues: readonly Rule<CueReading>[]
  /** Asked of each cue: what are its content and its source? */
  readonly attributions: readonly Rule<AttributionReading>[]
}
