import type { Span } from '../../contract/analysis.ts'
import { onceOf } from '../../engine/once-of.ts'
import type { AspectDifference, ClaimSides } from './aspect-difference.ts'
import type { ClaimContent, ClaimSource } from './claim-content.ts'

/** Whether two sources are known to be the same, known to differ, or neither. */
export function compareSources(a: ClaimSource, b: ClaimSource): 'same' | 'different' | 'unknown' {
  if (a.entity && a.entity === b.entity) return 'same'
  const [small, large] = a.keys.size <= b.keys.size ? [a.keys, b.keys] : [b.keys, a.keys]
  if (small.size === 0) return 'unknown'
  let common = 0
  for (const key of small) if (large.has(key)) common++
  if (common === small.size && !(a.entity && b.entity)) return 'same'
  return 'different'
}

/** Who vouches for it is known to be another. */
export function sourceDifferences({ a, b }: Pick<ClaimSides, 'a' | 'b'>): AspectDifference[] {
  if (!a.source || !b.source || compareSources(a.source, b.source) !== 'different') return []
  return [
    {
      aspect: 'attribution',
      hard: false,
      words: [[...lastSource(a)], [...lastSource(b)]],
      by: 'other-source',
    },
  ]
}

/** The words of the last source of a claim. */
const lastSource = onceOf(({ analysis, claim }: ClaimContent): readonly Span[] => {
  const last = claim.chain[claim.chain.length - 1].attribution
  return analysis.attributions.find(({ id }) => id === last)?.source ?? []
})
