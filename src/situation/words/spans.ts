import type { Span } from '../../contract/analysis.ts'

/** Whether two spans (half-open) have a character in common. */
export const overlaps = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1]

/** Whether a span lies in another. */
export const within = (inner: Span, outer: Span): boolean => inner[0] >= outer[0] && inner[1] <= outer[1]

/** Spans before one's beginning that are looked at: they may reach into it. */
const reachingIn = 4

/** Of a list sorted by where its spans begin, those that overlap `span`; linear in what it finds but for the search. */
export function overlapping<T>(sorted: readonly T[], span: Span, of: (item: T) => Span): T[] {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (of(sorted[middle])[0] < span[0]) low = middle + 1
    else high = middle
  }
  const found: T[] = []
  for (let k = Math.max(0, low - reachingIn); k < sorted.length && of(sorted[k])[0] < span[1]; k++)
    if (overlaps(of(sorted[k]), span)) found.push(sorted[k])
  return found
}

/** Of offsets in ascending order, the number of the first that is not before `at`. */
export function firstAt(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle] < at) low = middle + 1
    else high = middle
  }
  return low
}
