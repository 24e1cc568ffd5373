/** Days of the proleptic Gregorian calendar, counted without the host's clock or time zone. */

/** Days since 1970-01-01 of a calendar day. Months 1 to 12; days out of range roll over. */
export function dayNumber(year: number, month: number, day: number): number {
  // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

export interface CalendarDay {
  year: number
  month: number
  day: number
}

/** The calendar day of a day number. */
export function calendarDay(number: number): CalendarDay {
  const z = number + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

/** 1 Monday to 7 Sunday. */
export function weekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1
}

export function daysInMonth(year: number, month: number): number {
  return (
    dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayNumber(year, month, 1)
  )
}

/** ISO 8601 week of a day: the year that the week belongs to, and 1 to 53. */
export function isoWeek(number: number): { year: number; week: number } {
  const thursday = number - weekday(number) + 4
  const { year } = calendarDay(thursday)
  return { year, week: Math.floor((thursday - dayNumber(year, 1, 1)) / 7) + 1 }
}

/** The Monday of an ISO week. */
export function mondayOf(year: number, week: number): number {
  const fourth = dayNumber(year, 1, 4)
  return fourth - weekday(fourth) + 1 + (week - 1) * 7
}

/** Adds months; the day is kept within the month's length. */
export function addMonths(from: CalendarDay, months: number): CalendarDay {
  const count = from.year * 12 + from.month - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return { year, month, day: Math.min(from.day, daysInMonth(year, month)) }
}

export function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}

export function isoDay(number: number): string {
  const { year, month, day } = calendarDay(number)
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`
}

/**
 * The day of the n-th weekday (1 Monday) of a month, from its end where `nth` is negative (-1 the last). Undefined where
 * the month has no so many.
 */
export function nthWeekday(year: number, month: number, wanted: number, nth: number): number | undefined {
  const first = dayNumber(year, month, 1)
  const length = daysInMonth(year, month)
  const last = first + length - 1
  const day =
    nth > 0
      ? first + ((wanted - weekday(first) + 7) % 7) + (nth - 1) * 7
      : last - ((weekday(last) - wanted + 7) % 7) + (nth + 1) * 7
  return nth !== 0 && day >= first && day <= last ? day : undefined
}

/** Easter Sunday of the Western churches in a year of the Gregorian calendar. */
export function easter(year: number): number {
  // The Anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  return dayNumber(year, month, (h + l - 7 * m + 33 * month + 19) % 32)
}
