import type { Claim } from '../../contract/analysis.ts'
import { anyPattern } from '../words/comparing.ts'
import { within } from '../words/spans.ts'

/** Claims around one that are looked at. */
const claimsAround = 64
/** A claim longer than this share of the one around it says as much as that. */
const nestedShare = 0.85
/** Characters before the predicate of a claim that is a noun, and of one that is a noun with its own words before it. */
const nounReach = 12
const phraseReach = 32

/** Words before a noun that stands behind a preposition: "against the pension", "tras los". */
const nounPhrase = new RegExp(
  `^(?:${anyPattern(({ nouns }) => nouns.prepositions)} )?(?:${anyPattern(({ nouns }) => nouns.partitives)} )?${anyPattern(({ nouns }) => nouns.determiners)}(?: |(?<=['’]))(?:[\\p{L}\\p{N}-]+ ){0,2}$`,
  'iu',
)

/** A clause says something of its own, however short; analyses older than ranks do not tell. */
const isClause = ({ rank }: Claim) => rank === 'main' || rank === 'embedded'

/**
 * Claims that stand in another of the same holder and say no more than a noun of it ("de retrait" in "a validé un plan
 * de retrait"), each with the widest claim around it.
 */
export function nestedClaims(claims: readonly Claim[], text: string): Map<Claim, Claim> {
  const found = new Map<Claim, Claim>()
  const sorted = claims.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  const open: Claim[] = []
  for (const claim of sorted) {
    while (open.length > 0 && open[open.length - 1].span[1] <= claim.span[0]) open.pop()
    const outer = open
      .slice(0, claimsAround)
      .find(
        (one) =>
          within(claim.span, one.span) &&
          claim.span[1] - claim.span[0] < nestedShare * (one.span[1] - one.span[0]) &&
          one.chain.length === claim.chain.length &&
          one.chain.every((holder, k) => holder.attribution === claim.chain[k].attribution),
      )
    if (
      outer &&
      !isClause(claim) &&
      (claim.predicate[0] - claim.span[0] <= nounReach ||
        (claim.predicate[0] - claim.span[0] <= phraseReach &&
          nounPhrase.test(text.slice(claim.span[0], claim.predicate[0]))))
    )
      found.set(claim, outer)
    else open.push(claim)
  }
  return found
}
