/** When a story was last looked at, so that what is new since can be shown. */
import { recall, remember } from './memory.ts'

export interface Visit {
  /** Number of the last change that was seen. */
  change: number
  /** ISO 8601. */
  at: string
}

const isVisits = (value: unknown): value is Record<string, Visit> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    (visit: unknown) =>
      typeof visit === 'object' && visit !== null && 'change' in visit && typeof visit.change === 'number',
  )

/** As many stories as are remembered; the ones seen longest ago go first. */
const most = 5000

export function lastVisits(): Record<string, Visit> {
  return recall('visits', isVisits) ?? {}
}

export function lastVisit(story: string): Visit | undefined {
  return lastVisits()[story]
}

/** Remembers that a story was seen as it stood after a change. */
export function noteVisit(story: string, change: number, at: string): void {
  const { [story]: _, ...others } = lastVisits()
  const kept = Object.entries(others).slice(-(most - 1))
  remember('visits', { ...Object.fromEntries(kept), [story]: { change, at } })
}
