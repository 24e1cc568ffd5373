import type { Analysis, Claim } from '../../contract/analysis.ts'

/** Claims and what predicates within them, in text order: reports meet also where one tells in a noun what another tells in a clause. */
export function everyPredicate({ claims, predicates }: Pick<Analysis, 'claims' | 'predicates'>): Claim[] {
  if (!predicates || predicates.length === 0) return claims
  return [...claims, ...predicates].sort((a, b) => a.predicate[0] - b.predicate[0])
}
