import type { Span } from '../../contract/analysis.ts'
import { millisecondsOfDay as day } from '../words/day.ts'
import type { AspectDifference } from './aspect-difference.ts'
import type { ClaimContent } from './claim-content.ts'

/** Days of a year and of a week; how far from a whole number of years two dates may be; days that are no year yet. */
const yearDays = 365.25
const weekDays = 7
const yearSlack = 1.6
const leastOfYear = 300
/** How long a time is that says on which day: in days, and at least a part of one in milliseconds. */
const longestDays = 2
const shortestDay = day / 4

/** Whether days apart are a whole number of years, give or take. */
const isWholeYears = (days: number) =>
  days > leastOfYear && Math.abs(days - yearDays * Math.round(days / yearDays)) < yearSlack
/** Times of which none meets another, given as days or parts of days. */
export function timeDifferences(
  a: Pick<ClaimContent, 'analysis' | 'times'>,
  b: Pick<ClaimContent, 'analysis' | 'times'>,
): AspectDifference[] {
  const known = (content: Pick<ClaimContent, 'times'>) =>
    content.times.flatMap(({ from, to, span }) => {
      const start = Date.parse(zoned(from))
      const end = to ? Date.parse(zoned(to)) : start + day
      return Number.isNaN(start) || Number.isNaN(end) ? [] : [{ start, end, span }]
    })
  const ofA = known(a)
  const ofB = known(b)
  if (ofA.length === 0 || ofB.length === 0) return []
  if (ofA.some((one) => ofB.some((other) => one.start < other.end && other.start < one.end))) return []
  // "In the morning" of another day is told of by the same words.
  const sameWords = ofA.some((one) =>
    ofB.some(
      (other) =>
        a.analysis.report.text.slice(one.span[0], one.span[1]) ===
        b.analysis.report.text.slice(other.span[0], other.span[1]),
    ),
  )
  if (sameWords) return []
  // A month without its year may be read as the one before or the one after.
  const year = (content: Pick<ClaimContent, 'analysis'>, { span }: { span: Span }) =>
    /\p{N}{4}/u.test(content.analysis.report.text.slice(span[0], span[1]))
  if (
    ofA.some((one) =>
      ofB.some(
        (other) => !year(a, one) && !year(b, other) && isWholeYears(Math.abs(one.start - other.start) / day),
      ),
    )
  )
    return []
  // A weekday may be read as the one before or the one after.
  if (ofA.some((one) => ofB.some((other) => Math.abs(one.start - other.start) === weekDays * day))) return []
  const short = [...ofA, ...ofB].every(
    ({ start, end }) => end - start <= longestDays * day && end - start >= shortestDay,
  )
  return [
    {
      aspect: 'time',
      hard: short && ofA.length === 1 && ofB.length === 1,
      words: [ofA.map(({ span }) => span), ofB.map(({ span }) => span)],
      by: 'days-apart',
    },
  ]
}

/** A local time without zone is read as universal time: the host's zone must not decide. */
function zoned(iso: string | undefined): string {
  if (!iso) return ''
  return /T\d/.test(iso) && !/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? `${iso}Z` : iso
}
