import type { Attribution } from '../contract/analysis.ts'

/** Why an attribution is to be looked at before it is relied on. */
export type Doubt = 'unlikely' | 'one-reader'

/** The confidence below which an attribution is more likely wrong than right: it is calibrated, so that this is one half. */
const evenChance = 0.5

/**
 * What doubt there is of an attribution, or of a claim by the least sure of its attributions: the careful reader holds it for
 * more likely wrong than right, or it alone sees it. None where both readers see it, or the fast one read alone.
 */
export function doubtOf({
  confidence,
  readers,
}: Pick<Attribution, 'confidence' | 'readers'>): Doubt | undefined {
  if (confidence === undefined) return undefined
  if (confidence < evenChance) return 'unlikely'
  return readers?.length === 1 ? 'one-reader' : undefined
}
