import type { Claim, EventStatus, ReportedEvent } from '../../contract/analysis.ts'
import { inAnyLanguage } from '../words/comparing.ts'
import type { Certainty } from './claim-content.ts'

/** Marks that keep what is said at a distance. */
const reserves = new Set(['hearsay-conditional', 'evidential'])

/**
 * How surely a claim is made.
 * @param words of the claim, in lower case
 */
export function certaintyOf(claim: Claim, event: ReportedEvent | undefined, words: string): Certainty {
  if (inAnyLanguage(({ certainty }) => certainty.noDoubt, words)) return 'sure'
  if (/-$/.test(claim.factuality)) return 'denied'
  const kinds = new Set<string>(claim.marks.map(({ kind }) => kind))
  if (event?.status === 'denied') return 'denied'
  if (kinds.has('condition') || kinds.has('hypothetical-conditional') || kinds.has('question')) return 'open'
  if (inAnyLanguage(({ certainty }) => certainty.open, words)) return 'open'
  if ([...kinds].some((kind) => reserves.has(kind))) return 'reported'
  if (inAnyLanguage(({ certainty }) => certainty.goingTo, words)) return 'planned'
  if (kinds.has('future') || kinds.has('future-in-past') || event?.status === 'planned') return 'planned'
  if (kinds.has('hedge') || kinds.has('modal')) return claim.factuality === 'CT+' ? 'sure' : 'open'
  return claim.factuality === 'CT+' || claim.factuality === 'PR+' ? 'sure' : 'open'
}

/** Whether what a claim tells has happened, as the claim has it. */
export function statusOf(claim: Claim, event: ReportedEvent | undefined, certainty: Certainty): EventStatus {
  if (certainty === 'denied') return 'denied'
  if (certainty === 'planned') return 'planned'
  if (certainty === 'reported') return 'possible'
  if (certainty === 'open')
    return claim.marks.some(({ kind }) => kind === 'condition' || kind === 'hypothetical-conditional')
      ? 'hypothetical'
      : 'possible'
  return event?.status === 'ongoing' ? 'ongoing' : 'occurred'
}
