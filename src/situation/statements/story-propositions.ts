import type { Analysis } from '../../contract/analysis.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { claimContents } from '../claims/claim-contents.ts'
import { sameEntities } from '../claims/same-entity.ts'
import type { ReportVectors } from '../vectors/report-vectors.ts'
import { type Proposition, propositionsOf } from './proposition.ts'

/** Claims of less weight than this say nothing of their own. */
const leastWeight = 0.15

/** The claims of each report of a story that say something of their own, as pairs are judged by. */
export function storyPropositions(
  analyses: readonly Analysis[],
  vectorsOf: (analysis: Analysis) => ReportVectors,
): Proposition[][] {
  const entities = sameEntities(analyses)
  let before = 0
  return analyses.map((analysis) => {
    const contents: ClaimContent[] = claimContents(analysis, entities, true).filter(
      ({ weight, claim }) => weight >= leastWeight && claim.reporting !== true,
    )
    const found = propositionsOf(contents, vectorsOf(analysis), before)
    before += found.length
    return found
  })
}
