import type { Span } from '../../contract/analysis.ts'
import { onceOf } from '../../engine/once-of.ts'
import { wordsOf } from '../words/words.ts'
import type { ClaimContent } from './claim-content.ts'

/** Words of stretches of a text, folded, as they were asked for: names are held against many others. */
const wordsAt = onceOf((_: ClaimContent['analysis']) => new Map<number, readonly string[]>())

/** Names that have a word in common may be one name that was cut otherwise: they do not exclude each other. */
export function shareWord(
  a: Pick<ClaimContent, 'analysis'>,
  b: Pick<ClaimContent, 'analysis'>,
  ofA: Span,
  ofB: Span,
): boolean {
  const others = wordsIn(b, ofB)
  return wordsIn(a, ofA).some((word) => word.length > 2 && others.includes(word))
}

function wordsIn({ analysis }: Pick<ClaimContent, 'analysis'>, [start, end]: Span): readonly string[] {
  const known = wordsAt(analysis)
  const key = start * 2 ** 26 + end
  let words = known.get(key)
  if (!words) {
    words = wordsOf(analysis.report.text.slice(start, end)).map(({ folded }) => folded)
    known.set(key, words)
  }
  return words
}
