import type { ClaimContent } from './claim-content.ts'

/** Below 0 where the report of the first was published before; 0 where nobody says, so that undated ones keep their place. */
export function byPublication(a: ClaimContent, b: ClaimContent): number {
  const [one, other] = [a, b].map(({ analysis }) => Date.parse(analysis.report.published ?? ''))
  return Number.isNaN(one) || Number.isNaN(other) ? 0 : one - other
}
