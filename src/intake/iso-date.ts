const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const zoneOffsets: Readonly<Record<string, string>> = { gmt: 'Z', utc: 'Z', ut: 'Z', z: 'Z' }
const two = (value: number) => String(value).padStart(2, '0')

/** What is ISO 8601 already stays as it was written. */
const strict = /^\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?$/

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/**
 * A date as people and pages write it, in ISO 8601: "2026-03-02", "2026-03", "2026-03-02T18:30:00+01:00". Read are
 * ISO 8601 itself (also with a space for the T, an offset without its colon, and slashes) and the dates of HTTP and
 * mail ("Mon, 02 Mar 2026 18:30:00 GMT"). The zone is kept as given, since the day in that zone is the day of the
 * report. undefined for anything else: "03/02/2026" is two different days.
 */
export function isoDate(written: string): string | undefined {
  const text = written.trim()
  if (text.length > 64) return undefined
  const match =
    /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:(?:[T ]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?$/i.exec(
      text,
    )
  if (match) {
    const [, year, month, day, hour, minute, second, fraction, zone] = match
    if (month === undefined) return Number(year) >= 1000 ? year : undefined
    const date = assemble(Number(year), Number(month), day, hour, minute, second, fraction, zone)
    return date !== undefined && strict.test(text) ? text : date
  }
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z)?)?$/.exec(text)
  if (compact) {
    const [, year, month, day, hour, minute, second, zone] = compact
    return assemble(Number(year), Number(month), day, hour, minute, second, undefined, zone)
  }
  const mail =
    /^(?:[a-z]{3,9},?\s+)?(\d{1,2})[\s-]([a-z]{3})[a-z]{0,6}[\s-](\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(GMT|UTC|UT|Z|[+-]\d{4})?)?$/i.exec(
      text,
    )
  if (mail) {
    const [, day, name, year, hour, minute, second, zone] = mail
    const month = months.indexOf(name.toLowerCase()) + 1
    if (month === 0) return undefined
    return assemble(Number(year), month, day, hour, minute, second, undefined, zone)
  }
  return undefined
}

function assemble(
  year: number,
  month: number,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
  zone: string | undefined,
): string | undefined {
  if (year < 1000 || month < 1 || month > 12) return undefined
  const start = `${year}-${two(month)}`
  if (day === undefined) return start
  if (Number(day) < 1 || Number(day) > daysIn(year, month)) return undefined
  const date = `${start}-${two(Number(day))}`
  if (hour === undefined) return date
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return undefined
  const time = `${two(Number(hour))}:${minute}:${second ?? '00'}${fraction ? `.${fraction}` : ''}`
  return `${date}T${time}${offset(zone)}`
}

function offset(zone: string | undefined): string {
  if (!zone) return ''
  const named = zoneOffsets[zone.toLowerCase()]
  if (named) return named
  const digits = zone.replace(':', '')
  return `${digits.slice(0, 3)}:${digits.slice(3) || '00'}`
}
