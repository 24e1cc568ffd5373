import type { Clock } from './clock.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Between two requests for a feed that says nothing about it, and the bounds of what one may say. */
export const defaultInterval = 15 * minute
export const longestInterval = day
/** The longest that a server may hold Selon off with Retry-After. */
const longestHold = 7 * day

/**
 * The moment that a Retry-After header names (seconds, or a date of HTTP), at most seven days ahead; undefined where it
 * names none or one that is past.
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  const at = /^\d{1,9}$/.test(text) ? now + Number(text) * 1000 : httpDate(text)
  return at !== undefined && at > now ? Math.min(at, now + longestHold) : undefined
}

/** Only the form that HTTP prescribes: `Date.parse` reads much else, each engine in its own way. */
function httpDate(text: string): number | undefined {
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

/** Seconds of a Cache-Control header's max-age; undefined where there is none. */
export function maxAge(header: string | undefined): number | undefined {
  const found = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,9})/i.exec(header ?? '')
  return found ? Number(found[1]) : undefined
}

/**
 * How long to wait before a feed that answered is asked again: the interval, or longer where the feed or its server asks
 * for it, up to a day; a tenth more or less, so that feeds do not fall into step.
 * @param asked minutes that the feed names (ttl), and seconds of its max-age
 */
export function nextInterval(
  interval: number,
  asked: { ttl?: number; maxAge?: number },
  clock: Pick<Clock, 'random'>,
): number {
  const wanted = Math.max(interval, (asked.ttl ?? 0) * minute, (asked.maxAge ?? 0) * 1000)
  return spread(Math.min(wanted, Math.max(longestInterval, interval)), clock)
}

/**
 * How long to wait after a failure: the interval doubled for each one in a row, up to a day, with the same tenth.
 * @param failures in a row, this one included
 */
export function backOff(interval: number, failures: number, clock: Pick<Clock, 'random'>): number {
  return spread(Math.min(interval * 2 ** Math.min(failures, 20), Math.max(longestInterval, interval)), clock)
}

const spread = (milliseconds: number, clock: Pick<Clock, 'random'>) =>
  Math.round(milliseconds * (0.9 + 0.2 * clock.random()))
