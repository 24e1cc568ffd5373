/** When the desk and each story were last looked at, so that what is new since can be shown. */
import { recall, remember } from './memory.ts'

export interface Visit {
  /** Number of the last change that was seen. */
  change: number
  /** ISO 8601. */
  at: string
}

const isVisit = (value: unknown): value is Visit =>
  typeof value === 'object' &&
  value !== null &&
  'change' in value &&
  typeof value.change === 'number' &&
  'at' in value &&
  typeof value.at === 'string'
const isVisits = (value: unknown): value is Record<string, Visit> =>
  typeof value === 'object' && value !== null && Object.values(value).every(isVisit)

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

/** Milliseconds away from the desk after which coming back is another visit. */
const apart = 30 * 60_000

interface DeskVisits {
  /** The visit that is going on: when it was last noted. */
  now: Visit
  /** The one before. */
  before?: Visit
}
const isDeskVisits = (value: unknown): value is DeskVisits =>
  typeof value === 'object' &&
  value !== null &&
  'now' in value &&
  isVisit(value.now) &&
  (!('before' in value) || value.before === undefined || isVisit(value.before))

/**
 * The visit to the desk before the one that goes on at a moment: steps from view to view, and reloads, are one visit.
 * @param at milliseconds since 1970
 */
export function visitBefore(at: number): Visit | undefined {
  const known = recall('desk-visits', isDeskVisits)
  if (!known) return undefined
  return at - Date.parse(known.now.at) > apart ? known.now : known.before
}

/** Remembers that the desk was seen as it stood after a change. */
export function noteDeskVisit(change: number, at: string): void {
  const before = visitBefore(Date.parse(at))
  remember('desk-visits', { now: { change, at }, ...(before ? { before } : {}) } satisfies DeskVisits)
}
