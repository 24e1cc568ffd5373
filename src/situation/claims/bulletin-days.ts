import { millisecondsOfDay as day } from '../words/day.ts'
import type { ClaimContent } from './claim-content.ts'

/** How long before its report a thing may lie that is told as of the day. */
const freshDays = 1.5

/**
 * Whether two claims each name the day of their own report, and the reports are of two days: a bulletin of Tuesday and one of
 * Thursday are two bulletins, and no two dates of one thing.
 */
export function areOfTheirOwnDays(a: ClaimContent, b: ClaimContent): boolean {
  const [one, other] = [published(a), published(b)]
  return Math.abs(one - other) >= day / 2 && isOfItsDay(a, one) && isOfItsDay(b, other)
}

const published = ({ analysis }: ClaimContent) => Date.parse(analysis.report.published ?? '')

function isOfItsDay({ times }: ClaimContent, at: number): boolean {
  return times.some(({ from }) => {
    const start = Date.parse(from && /T\d/.test(from) ? `${from}Z` : (from ?? ''))
    return start <= at + day && at - start <= freshDays * day
  })
}
