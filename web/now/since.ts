/** Since when what moved is told: the last visit, some hours, or a moment chosen. */
import type { Visit } from '../visits.ts'

export const spans = ['1h', '6h', '24h', '7d'] as const
export type SpanName = (typeof spans)[number]
const hours: Record<SpanName, number> = { '1h': 1, '6h': 6, '24h': 24, '7d': 168 }

export interface Since {
  /** What the server is asked: a change number, or a moment. */
  since: number | string
  /** What came here since the last visit; what was published since a moment. */
  by: 'received' | 'published'
  /** ISO 8601. */
  at: string
  choice: 'visit' | SpanName | 'chosen'
}

const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/

/**
 * What an address asks for, else the last visit, else the last day.
 * @param asked a span, or a moment as an input of the page gives it (in this place's time)
 * @param now milliseconds since 1970
 */
export function sinceOf(asked: string | undefined, visit: Visit | undefined, now: number): Since {
  const span = spans.find((one) => one === asked)
  if (!span && asked && isMoment.test(asked) && !Number.isNaN(Date.parse(asked))) {
    const at = new Date(asked).toISOString()
    return { since: at, by: 'published', at, choice: 'chosen' }
  }
  if (!span && visit) return { since: visit.change, by: 'received', at: visit.at, choice: 'visit' }
  const at = new Date(now - hours[span ?? '24h'] * 3_600_000).toISOString()
  return { since: at, by: 'published', at, choice: span ?? '24h' }
}
