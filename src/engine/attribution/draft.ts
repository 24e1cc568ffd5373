import type { Entity, SourceKind } from '../../contract/analysis.ts'
import type { AttributionView } from './attribution-view.ts'
import type { FoundCue } from './cue-tokens.ts'

/** A stretch of tokens, both ends included. */
export type TokenRange = [number, number]

/** The tokens of a source: first, last and head. */
export interface SourceTokens {
  first: number
  last: number
  head: number
}

/** An attribution in tokens, before it becomes spans. */
export interface Draft {
  cue: FoundCue | undefined
  /** In text order. */
  content: TokenRange[]
  /** Undefined where none is expressed. */
  source: SourceTokens | undefined
  by: string
  score: number
  kind: SourceKind
  /** The kind that the careful reader gives a source that is expressed. */
  readKind?: SourceKind | undefined
  /** The careful reader's; see the contract. */
  confidence?: number | undefined
  entity: Entity | undefined
  parent: Draft | undefined
  via: Entity | undefined
}

/** An attribution that no cue shows: a layout, a set phrase, words in quotation marks. */
export const withoutCue = (content: TokenRange[], source: Draft['source'], by: string): Draft => ({
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

export const draftOf = (cue: FoundCue, content: TokenRange[], source: Draft['source']): Draft => ({
  ...withoutCue(content, source, cue.by),
  cue,
  score: cue.score,
})

/** Where a draft's content begins. */
export const startOf = (draft: Draft): number => draft.content[0][0]

export const covers = (draft: Draft, i: number): boolean => draft.content.some(([a, b]) => i >= a && i <= b)

/** A range without the punctuation at its ends, brackets and quotation marks apart (spans take those in again). */
export function trim(view: AttributionView, [first, last]: TokenRange): TokenRange {
  let a = first
  let b = last
  while (a <= b && !view.isWord[a]) a++
  while (b >= a && !view.isWord[b]) b--
  return [a, b]
}

export function without(
  view: AttributionView,
  [a, b]: TokenRange,
  first: number,
  last: number,
): TokenRange[] {
  if (last < a || first > b) return [[a, b]]
  const parts: TokenRange[] = []
  if (first > a) parts.push(trim(view, [a, first - 1]))
  if (last < b) parts.push(trim(view, [last + 1, b]))
  return parts.filter(([x, y]) => x <= y)
}
