import type { Span } from '../../contract/analysis.ts'
import { wordsOf } from '../words/words.ts'
import type { ClaimContent } from './claim-content.ts'

/** Names that have a word in common may be one name that was cut otherwise: they do not exclude each other. */
export function shareWord(
  a: Pick<ClaimContent, 'analysis'>,
  b: Pick<ClaimContent, 'analysis'>,
  ofA: Span,
  ofB: Span,
): boolean {
  const words = (content: Pick<ClaimContent, 'analysis'>, [start, end]: Span) =>
    wordsOf(content.analysis.report.text.slice(start, end)).map(({ folded }) => folded)
  const others = new Set(words(b, ofB))
  return words(a, ofA).some((word) => word.length > 2 && others.has(word))
}
