import type { Meaning } from './meanings.ts'
import type { Captures } from './pattern.ts'

/** One rule: what the words look like (pattern.ts says how) and what they mean (meanings.ts). */
export interface TimeRule {
  readonly name: string
  readonly pattern: string
  readonly meaning: Meaning
  /** Captures that the rule itself adds. */
  readonly given?: Captures
}

/** Writes rules shortly: a name, a meaning, its patterns, and what they all add. */
export function rules(
  name: string,
  meaning: Meaning,
  patterns: readonly string[],
  given?: Captures,
): TimeRule[] {
  return patterns.map((pattern) => ({ name, pattern, meaning, given }))
}
