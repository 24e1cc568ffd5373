import type { Span } from '../../contract/analysis.ts'

/** Of spans in order that do not overlap, the one that holds an offset. Grows with the logarithm of their number. */
export function spanAt(spans: readonly Span[], at: number): Span | undefined {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle][1] <= at) low = middle + 1
    else high = middle
  }
  const found = spans[low]
  return found && found[0] <= at ? found : undefined
}
