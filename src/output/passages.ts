import type { Analysis, Attribution, Claim, Mark } from '../contract/analysis.ts'
import { isShown } from './report-view.ts'

/** A stretch of the text in which one voice speaks with one degree of certainty. */
export interface Passage {
  start: number
  end: number
  /** The innermost attribution whose content this is. */
  attribution: Attribution | undefined
  /** The claim that says most closely how sure this is. */
  claim: Claim | undefined
  /** Whether the passage is the source or the cue of an attribution, and of which. */
  role: 'source' | 'cue' | undefined
  roleOf: Attribution | undefined
  /** A mark that decided a claim's certainty. */
  mark: Mark | undefined
}

/**
 * Cuts the text into passages, in order and without gaps, so that each can be coloured by who vouches for it and how
 * sure. Time and memory are linear in the text and in the total length of the spans.
 */
export function passagesOf(analysis: Analysis): Passage[] {
  const { text } = analysis.report
  const none = -1
  const layer = () => new Int32Array(text.length).fill(none)
  const attributionAt = layer()
  const claimAt = layer()
  const roleAt = layer()
  const markAt = layer()
  const size = (spans: readonly (readonly [number, number])[]) =>
    spans.reduce((sum, [start, end]) => sum + end - start, 0)
  const paint = (target: Int32Array, spans: readonly (readonly [number, number])[], value: number) => {
    for (const [start, end] of spans) target.fill(value, start, end)
  }
  // The widest first, so that what stands inside is painted over it.
  analysis.attributions
    .map((attribution, index) => ({ index, spans: attribution.content, size: size(attribution.content) }))
    .sort((a, b) => b.size - a.size || a.index - b.index)
    .forEach(({ spans, index }) => {
      paint(attributionAt, spans, index)
    })
  analysis.claims
    .map((claim, index) => ({ index, rank: claim.rank, spans: claim.clause ?? [claim.span] }))
    .filter(isShown)
    .map(({ index, spans }) => ({ index, spans, size: size(spans) }))
    .sort((a, b) => b.size - a.size || a.index - b.index)
    .forEach(({ spans, index }) => {
      paint(claimAt, spans, index)
    })
  // Even numbers are sources, odd ones cues.
  analysis.attributions.forEach((attribution, index) => {
    paint(roleAt, attribution.source, index * 2)
    paint(roleAt, attribution.cue, index * 2 + 1)
  })
  const marks = [...analysis.claims, ...(analysis.predicates ?? [])].flatMap((claim) => claim.marks)
  marks.forEach((mark, index) => {
    paint(markAt, [mark.span], index)
  })

  const passages: Passage[] = []
  for (let start = 0; start < text.length; ) {
    let end = start + 1
    while (
      end < text.length &&
      attributionAt[end] === attributionAt[start] &&
      claimAt[end] === claimAt[start] &&
      roleAt[end] === roleAt[start] &&
      markAt[end] === markAt[start]
    )
      end++
    const role = roleAt[start]
    passages.push({
      start,
      end,
      attribution: analysis.attributions[attributionAt[start]],
      claim: analysis.claims[claimAt[start]],
      role: role === none ? undefined : role % 2 === 0 ? 'source' : 'cue',
      roleOf: role === none ? undefined : analysis.attributions[role >> 1],
      mark: marks[markAt[start]],
    })
    start = end
  }
  return passages
}

/** Whose voice a passage is in: "outlet", "hearsay", or the kind of its source. */
export function voiceOf(passage: Passage): string {
  if (passage.role === 'source' || passage.role === 'cue') {
    // Source and cue stand outside what is said, unless they stand within somebody else's words.
    return passage.attribution ? passage.attribution.sourceKind : 'outlet'
  }
  if (passage.attribution) return passage.attribution.sourceKind
  return passage.claim?.basis === 'hearsay' ? 'hearsay' : 'outlet'
}
