import type { Draft, SourceTokens, TokenRange } from './draft.ts'

/** An attribution that no cue shows: a layout, or a set phrase. */
export const withoutCue = (content: TokenRange[], source: SourceTokens, by: string): Draft => ({
  cue: undefined,
  content,
  source,
  by,
  score: 1,
  kind: 'unstated',
  entity: undefined,
  parent: undefined,
  via: undefined,
})
