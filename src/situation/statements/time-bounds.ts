import type { TimeExpression } from '../../contract/analysis.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { comparing } from '../words/comparing.ts'

/** Letters before a time in which "before the end of" stands. */
const wordsReach = 28

/** A day before which, or from which on, a claim has something happen; as ISO dates. */
interface Bounds {
  /** It happens before this day. */
  until?: string
  /** It does not happen before this day. */
  from?: string
}

function boundsOf(content: ClaimContent): Bounds {
  const bounds: Bounds = {}
  for (const time of content.times) {
    if (time.from === undefined || time.to === undefined) continue
    const words = wordsAround(content, time)
    const { before, end } = comparing[content.language].bounds
    const day = (end.test(words) ? time.to : time.from).slice(0, 10)
    if (!before.test(words)) {
      if (content.polarity !== 'denied') bounds.until ??= laterOf(time.to, time.from)
    } else if (content.polarity === 'denied') bounds.from ??= day
    else bounds.until ??= day
  }
  return bounds
}

/** A day that is over when it begins, as hours are given, lasts a day. */
const laterOf = (to: string, from: string) => (to > from ? to : from).slice(0, 10)

function wordsAround({ analysis }: ClaimContent, { span }: TimeExpression): string {
  return analysis.report.text.slice(Math.max(0, span[0] - wordsReach), span[1]).toLowerCase()
}

/** Whether one claim has something happen by a day, and the other not before a later one: "before June", "not before September". */
export function haveOppositeBounds(a: ClaimContent, b: ClaimContent): boolean {
  const [one, other] = [boundsOf(a), boundsOf(b)]
  const excludes = ({ until }: Bounds, { from }: Bounds) =>
    until !== undefined && from !== undefined && until <= from
  return excludes(one, other) || excludes(other, one)
}
