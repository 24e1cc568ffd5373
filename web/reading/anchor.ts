import type { Span } from '../../src/contract/analysis.ts'
import type { Anchor } from '../../src/contract/api.ts'

/** Code units of the text before and after that find the words again. */
const around = 32

/** A place in a report by its words, as corrections name it. Halves of a character are never cut off. */
export function anchorOf(report: string, text: string, span: Span): Anchor {
  const [start, end] = span
  const low = (code: number) => code >= 0xdc00 && code <= 0xdfff
  let from = Math.max(0, start - around)
  if (low(text.charCodeAt(from))) from++
  let to = Math.min(text.length, end + around)
  if (to > end && low(text.charCodeAt(to))) to--
  return {
    report,
    exact: text.slice(start, end),
    prefix: text.slice(from, start),
    suffix: text.slice(end, to),
    span,
  }
}
