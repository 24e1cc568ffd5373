/** A count of a story as a series: who gave which value when. */
import type { FigureValue, SituationFigure } from '../../src/contract/situation.ts'
import type { StoryBook } from './story-book.ts'

export interface SeriesPoint {
  /** From 1, in the order of publication. */
  number: number
  value: FigureValue
  low: number | null
  high: number | null
  /** Who gives it, by the claim that it stands in; the outlet where nobody else does. */
  holder: string
  /** Milliseconds since 1970; undefined where the report has no date. */
  time: number | undefined
}

/** @param holderOf how a holder of a chain is called, and the outlet */
export function seriesOf(
  figure: SituationFigure,
  book: StoryBook,
  holderOf: (name: string, outlet: string) => string,
): SeriesPoint[] {
  return figure.values.map((value, k): SeriesPoint => {
    const outlet = book.report(value.report)?.publisher ?? book.nameOf(value.report)
    let chain: readonly string[] = []
    for (const statement of book.statements)
      for (const claim of statement.claims)
        if (
          claim.report === value.report &&
          claim.passage.span[0] <= value.passage.span[0] &&
          claim.passage.span[1] >= value.passage.span[1] &&
          claim.chain.length > chain.length
        )
          chain = claim.chain
    const time = Date.parse(value.published ?? book.report(value.report)?.published ?? '')
    return {
      number: k + 1,
      value,
      low: value.low,
      high: value.high,
      holder: holderOf(chain[chain.length - 1] ?? 'outlet', outlet),
      time: Number.isNaN(time) ? undefined : time,
    }
  })
}

/** Where each point stands: its share of the width by time, or by its place in the order where times are not known. */
export function placesOf(points: readonly SeriesPoint[]): number[] {
  const times = points.map(({ time }) => time)
  const known = times.filter((time) => time !== undefined)
  const first = Math.min(...known)
  const last = Math.max(...known)
  if (known.length < points.length || last === first)
    return points.map((_, k) => (points.length === 1 ? 0.5 : k / (points.length - 1)))
  return points.map(({ time }) => ((time ?? first) - first) / (last - first))
}

/** Steps to write beside the axis of values: round numbers, the greatest not above what fits. */
export function roundSteps(most: number): number[] {
  if (most <= 0) return [0]
  const rough = most / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough)
  const steps: number[] = []
  for (let at = 0; at <= most; at += step) steps.push(at)
  return steps
}

/** Moves points to the right until none lies on another. @param least pixels between two of them */
export function apartFrom<Point extends { x: number; y: number }>(
  points: readonly Point[],
  least: number,
): Point[] {
  const placed: Point[] = []
  for (const point of points) {
    let { x } = point
    // Bounded: each step leaves at least one of them behind.
    for (let k = 0; k < placed.length; k++) {
      const near = placed.find((other) => Math.hypot(other.x - x, other.y - point.y) < least)
      if (!near) break
      x = near.x + least
    }
    placed.push({ ...point, x })
  }
  return placed
}
