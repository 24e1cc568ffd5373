import type { TimeType } from '../../contract/analysis.ts'
import {
  addMonths,
  calendarDay,
  dayNumber,
  daysInMonth,
  isoDay,
  isoWeek,
  mondayOf,
  pad,
  weekday,
} from './calendar.ts'
import type { Captures } from './pattern.ts'
import { nearWeekday, type Reading, type TimeMeaning } from './reading.ts'

/**
 * What the rules' captures mean: shared by all languages. Values follow TIMEX3 (TimeML 1.2.1, ISO 24617-1):
 * XXXX for what is not known, TMO TAF TEV TNI for parts of a day, PX for an unknown many, PAST_REF and the like.
 * A meaning is undefined where the words cannot mean a time after all ("31 juin").
 */
export type Meaning = (captures: Captures, reading: Reading) => TimeMeaning | undefined

function number(captures: Captures, name: string): number | undefined {
  const value = captures[name]
  return value === undefined ? undefined : Number(value)
}

function text(captures: Captures, name: string): string | undefined {
  const value = captures[name]
  return value === undefined ? undefined : String(value)
}

/** Hours that a part of a day spans, for `from` and `to`. A night runs into the next day. */
const partHours: Readonly<Record<string, readonly [from: number, to: number]>> = {
  MO: [5, 12],
  AF: [12, 18],
  EV: [18, 24],
  NI: [20, 30],
}

function hourOf(day: number, hour: number, minute = 0): string {
  return `${isoDay(day + Math.floor(hour / 24))}T${pad(hour % 24)}:${pad(minute)}`
}

function dayMeaning(day: number): TimeMeaning {
  return { type: 'DATE', value: isoDay(day), from: isoDay(day), to: isoDay(day + 1), day }
}

/** A day with a part or a clock time where the captures have one. */
function withClock(
  captures: Captures,
  day: number | undefined,
  unknown = 'XXXX-XX-XX',
): TimeMeaning | undefined {
  let hour = number(captures, 'hour')
  const minute = number(captures, 'minute') ?? 0
  const half = text(captures, 'half')
  const part = text(captures, 'part')
  if (hour !== undefined) {
    if (half === 'pm' || half === 'am') {
      if (hour > 12 || hour === 0) return undefined
      hour = (hour % 12) + (half === 'pm' ? 12 : 0)
    } else if (hour < 12 && hour > 0 && (part === 'AF' || part === 'EV' || (part === 'NI' && hour > 6)))
      hour += 12
    if (hour > 24 || (hour === 24 && minute > 0)) return undefined
    const clock = `${pad(hour)}:${pad(minute)}`
    if (day === undefined) return { type: 'TIME', value: `${unknown}T${clock}` }
    return {
      type: 'TIME',
      value: `${isoDay(day)}T${clock}`,
      from: hourOf(day, hour, minute),
      to: minute === 59 ? hourOf(day, hour + 1) : hourOf(day, hour, minute + 1),
      day,
    }
  }
  if (part === undefined) return day === undefined ? undefined : dayMeaning(day)
  if (day === undefined) return { type: 'TIME', value: `${unknown}T${part}` }
  const hours = partHours[part]
  return {
    type: 'TIME',
    value: `${isoDay(day)}T${part}`,
    ...(hours ? { from: hourOf(day, hours[0]), to: hourOf(day, hours[1]) } : {}),
    day,
  }
}

/** So near, a date is meant of this year even against the tense: "a annoncé la réouverture le 4 juillet". */
const nearDays = 90
const nearMonths = 2

/** The year that a month and day without one lie in: by shift, else lean, else the nearest to the publication. */
function yearOf(reading: Reading, month: number, day: number | undefined, shift: number | undefined): number {
  const published = reading.published!
  const now = calendarDay(published)
  if (shift === 0) return now.year
  const cue = shift === -1 ? 'past' : shift === 1 ? 'future' : reading.cue()
  const lean = cue ?? reading.lean()
  if (day === undefined) {
    const ahead = month - now.month
    if (cue === undefined && ahead >= -nearMonths && ahead <= nearMonths) return now.year
    if (lean === 'past') return ahead > 0 || (ahead === 0 && shift === -1) ? now.year - 1 : now.year
    if (lean === 'future') return ahead < 0 || (ahead === 0 && shift === 1) ? now.year + 1 : now.year
    return ahead > 5 ? now.year - 1 : ahead < -6 ? now.year + 1 : now.year
  }
  const ahead = dayNumber(now.year, month, day) - published
  if (cue === undefined && ahead >= -nearDays && ahead <= nearDays) return now.year
  // "hasta el 3 de marzo" may be said of what has just ended; only what is well behind is meant of next year.
  if (lean === 'past') return ahead > 0 ? now.year - 1 : now.year
  if (lean === 'future') return ahead < (shift === 1 ? 0 : -nearDays) ? now.year + 1 : now.year
  // Most dates in the news are near; of two as far the one behind.
  return ahead > 182 ? now.year - 1 : ahead < -183 ? now.year + 1 : now.year
}

/** In an undated text: the first year, from the latest that the text names, whose day falls on the weekday named. */
function yearByWeekday(reading: Reading, month: number, day: number, wanted: number): number | undefined {
  if (reading.latestYear === undefined) return undefined
  for (let year = reading.latestYear; year <= reading.latestYear + 2; year++)
    if (weekday(dayNumber(year, month, day)) === wanted) return year
  return undefined
}

function fullYear(captures: Captures): number | undefined {
  const year = number(captures, 'year')
  if (year !== undefined) return year
  const two = number(captures, 'two')
  return two === undefined ? undefined : two < 50 ? 2000 + two : 1900 + two
}

/**
 * A calendar day, month or year, an hour or a part of a day, from any of the captures year, two, month, day, weekday,
 * shift (-1 last, 0 this, 1 next), offset (days from the publication), anaphor (days from the day spoken of last),
 * part, half (am, pm), hour, minute.
 */
export const date: Meaning = (captures, reading) => {
  const shift = number(captures, 'shift')
  const month = number(captures, 'month')
  const day = number(captures, 'day')
  const named = number(captures, 'weekday')
  const clocked = captures['part'] !== undefined || captures['hour'] !== undefined
  const offset = number(captures, 'offset')
  if (offset !== undefined) {
    if (reading.published === undefined)
      return (
        withClock(captures, undefined) ?? { type: 'DATE', value: offset === 0 ? 'PRESENT_REF' : 'XXXX-XX-XX' }
      )
    return withClock(captures, reading.published + offset)
  }
  const anaphor = number(captures, 'anaphor')
  if (anaphor !== undefined) {
    const from = reading.day ?? reading.published
    if (from === undefined || captures['of'] !== undefined)
      return withClock(captures, undefined) ?? { type: 'DATE', value: 'XXXX-XX-XX' }
    return withClock(captures, from + anaphor)
  }
  if (month !== undefined && (month < 1 || month > 12)) return undefined
  if (month !== undefined && day !== undefined) {
    let year = fullYear(captures)
    if (day > (year === undefined ? (month === 2 ? 29 : daysInMonth(2001, month)) : daysInMonth(year, month)))
      return undefined
    if (year === undefined && reading.published === undefined && named !== undefined)
      year = yearByWeekday(reading, month, day, named)
    if (year === undefined && reading.published !== undefined) {
      year = yearOf(reading, month, day, shift)
      if (month === 2 && day === 29 && daysInMonth(year, 2) === 28) year = undefined
    }
    if (year === undefined) {
      const value = `XXXX-${pad(month)}-${pad(day)}`
      return withClock(captures, undefined, value) ?? { type: 'DATE', value, month }
    }
    return withClock(captures, dayNumber(year, month, day))
  }
  if (month !== undefined) {
    let year = fullYear(captures)
    if (year === undefined && captures['same'] !== undefined) year = reading.year
    if (year === undefined && reading.published !== undefined) year = yearOf(reading, month, undefined, shift)
    if (year === undefined) return { type: 'DATE', value: `XXXX-${pad(month)}`, month }
    return monthMeaning(year, month)
  }
  if (named !== undefined) {
    const unknown = `XXXX-WXX-${named}`
    if (reading.published === undefined)
      return withClock(captures, undefined, unknown) ?? { type: 'DATE', value: unknown }
    if (captures['follow'] !== undefined) {
      if (reading.day === undefined)
        return withClock(captures, undefined, unknown) ?? { type: 'DATE', value: unknown }
      return withClock(captures, nearWeekday(reading.day + 1, named, 'future'))
    }
    if (day !== undefined) {
      const found = dayWithWeekday(reading.published, named, day, reading.lean() === 'future' || shift === 1)
      if (found !== undefined) return withClock(captures, found)
    }
    const here = weekday(reading.published) === named
    let found = nearWeekday(
      reading.published,
      named,
      shift === -1 ? 'past' : shift === 1 ? 'future' : reading.lean(),
    )
    if (here && shift === -1) found -= 7
    if (here && shift === 1) found += 7
    return withClock(captures, found)
  }
  const year = fullYear(captures)
  if (year !== undefined) return yearMeaning(year)
  if (clocked) {
    const near = shift === 0 ? reading.published : (reading.sentenceDay ?? reading.published)
    return withClock(captures, near)
  }
  return undefined
}

/** The day within six weeks that has this weekday and this day of the month. */
function dayWithWeekday(published: number, named: number, day: number, future: boolean): number | undefined {
  for (let away = 0; away <= 45; away++)
    for (const sign of future ? [1, -1] : [-1, 1]) {
      const number = published + sign * away
      if (weekday(number) === named && calendarDay(number).day === day) return number
    }
  return undefined
}

function monthMeaning(year: number, month: number): TimeMeaning {
  return {
    type: 'DATE',
    value: `${pad(year, 4)}-${pad(month)}`,
    from: isoDay(dayNumber(year, month, 1)),
    to: isoDay(dayNumber(year, month, 1) + daysInMonth(year, month)),
    year,
    month,
  }
}

function yearMeaning(year: number): TimeMeaning {
  return {
    type: 'DATE',
    value: pad(year, 4),
    from: `${pad(year, 4)}-01-01`,
    to: `${pad(year + 1, 4)}-01-01`,
    year,
  }
}

function weekMeaning(day: number): TimeMeaning {
  const { year, week } = isoWeek(day)
  const monday = mondayOf(year, week)
  return {
    type: 'DATE',
    value: `${pad(year, 4)}-W${pad(week)}`,
    from: isoDay(monday),
    to: isoDay(monday + 7),
  }
}

function weekendMeaning(day: number): TimeMeaning {
  const { year, week } = isoWeek(day)
  const monday = mondayOf(year, week)
  return {
    type: 'DATE',
    value: `${pad(year, 4)}-W${pad(week)}-WE`,
    from: isoDay(monday + 5),
    to: isoDay(monday + 7),
    day: monday + 5,
  }
}

/** A night between two days, dated by the first: from a second day (weekday, day, month), or a first weekday. */
export const night: Meaning = (captures, reading) => {
  const second = date({ ...captures, part: 'NI' }, reading)
  if (second?.day === undefined) return second
  return withClock({ part: 'NI' }, second.day - 1)
}

const unknownPeriods: Readonly<Record<string, string>> = {
  D: 'XXXX-XX-XX',
  W: 'XXXX-WXX',
  WE: 'XXXX-WXX-WE',
  M: 'XXXX-XX',
  Y: 'XXXX',
}

/** The calendar unit (D W M Y WE Q S DE C) around, before or after the publication: unit, shift, number. */
export const period: Meaning = (captures, reading) => {
  const unit = text(captures, 'unit') ?? ''
  const shift = (number(captures, 'shift') ?? 0) * (number(captures, 'number') ?? 1)
  if (reading.published === undefined) {
    if (shift === 0) return { type: 'DATE', value: 'PRESENT_REF' }
    return { type: 'DATE', value: unknownPeriods[unit] ?? (shift < 0 ? 'PAST_REF' : 'FUTURE_REF') }
  }
  return around(reading.published, unit, shift, shift === 0 ? reading : undefined)
}

/** The same of the time spoken of last ("ese mismo mes", "cette année-là", "the following year"). */
export const samePeriod: Meaning = (captures, reading) => {
  const unit = text(captures, 'unit') ?? ''
  const shift = number(captures, 'shift') ?? 0
  if (unit === 'Y' && reading.year !== undefined) return yearMeaning(reading.year + shift)
  if (unit === 'M' && reading.year !== undefined && reading.month !== undefined) {
    const moved = addMonths({ year: reading.year, month: reading.month, day: 1 }, shift)
    return monthMeaning(moved.year, moved.month)
  }
  if ((unit === 'D' || unit === 'W' || unit === 'WE') && reading.day !== undefined)
    return around(reading.day, unit, shift, undefined)
  return unknownPeriods[unit] === undefined ? undefined : { type: 'DATE', value: unknownPeriods[unit] }
}

function around(
  from: number,
  unit: string,
  shift: number,
  reading: Reading | undefined,
): TimeMeaning | undefined {
  const now = calendarDay(from)
  if (unit === 'D') return dayMeaning(from + shift)
  if (unit === 'W') return weekMeaning(from + 7 * shift)
  if (unit === 'WE') {
    // On a Monday or Tuesday "ce week-end" that is past is the one before.
    const back = shift === 0 && weekday(from) <= 2 && reading?.lean() === 'past' ? 1 : 0
    // "le week-end dernier" said on a Sunday is not the one that is on.
    return weekendMeaning(from + 7 * (shift - back))
  }
  if (unit === 'M') {
    const moved = addMonths(now, shift)
    return monthMeaning(moved.year, moved.month)
  }
  if (unit === 'Y') return yearMeaning(now.year + shift)
  if (unit === 'Q' || unit === 'S') {
    const months = unit === 'Q' ? 3 : 6
    const count = now.year * (12 / months) + Math.floor((now.month - 1) / months) + shift
    const perYear = 12 / months
    return partOfYear(Math.floor(count / perYear), unit, (((count % perYear) + perYear) % perYear) + 1)
  }
  if (unit === 'DE') return decadeMeaning(Math.floor(now.year / 10) + shift)
  if (unit === 'C') return centuryMeaning(Math.floor(now.year / 100) + shift)
  return undefined
}

function partOfYear(year: number, unit: string, which: number): TimeMeaning {
  const months = unit === 'Q' ? 3 : 6
  const first = (which - 1) * months + 1
  const end = addMonths({ year, month: first, day: 1 }, months)
  return {
    type: 'DATE',
    value: `${pad(year, 4)}-${unit === 'Q' ? 'Q' : 'H'}${which}`,
    from: isoDay(dayNumber(year, first, 1)),
    to: isoDay(dayNumber(end.year, end.month, 1)),
    year,
  }
}

/** The which-th quarter or half of a year: which, unit (Q, S), year or shift or none. */
export const quarter: Meaning = (captures, reading) => {
  const which = number(captures, 'which')
  const unit = text(captures, 'unit')
  if (which === undefined || (unit !== 'Q' && unit !== 'S') || which > (unit === 'Q' ? 4 : 2))
    return undefined
  const shift = number(captures, 'shift')
  let year = fullYear(captures)
  if (year === undefined && reading.published !== undefined) {
    const now = calendarDay(reading.published)
    year = now.year + (shift ?? 0)
    const months = unit === 'Q' ? 3 : 6
    if (shift === undefined && (which - 1) * months + 1 > now.month && reading.lean() === 'past') year--
  }
  if (year === undefined) return { type: 'DATE', value: `XXXX-${unit === 'Q' ? 'Q' : 'H'}${which}` }
  return partOfYear(year, unit, which)
}

/** The which-th week of a year (which, year). */
export const week: Meaning = (captures, reading) => {
  const which = number(captures, 'which')
  const year =
    fullYear(captures) ?? (reading.published === undefined ? undefined : calendarDay(reading.published).year)
  if (which === undefined || which < 1 || which > 53) return undefined
  if (year === undefined) return { type: 'DATE', value: `XXXX-W${pad(which)}` }
  return weekMeaning(mondayOf(year, which))
}

function decadeMeaning(decade: number): TimeMeaning {
  return {
    type: 'DATE',
    value: String(decade),
    from: `${pad(decade * 10, 4)}-01-01`,
    to: `${pad(decade * 10 + 10, 4)}-01-01`,
  }
}

/** Ten years, written by their first: "années 1990" and "années 90" (year or two). TIMEX3 writes 199. */
export const decade: Meaning = (captures, reading) => {
  const year = number(captures, 'year')
  if (year !== undefined) return year % 10 === 0 ? decadeMeaning(year / 10) : undefined
  const two = number(captures, 'two')
  if (two === undefined || two % 10 !== 0) return undefined
  const now = reading.published === undefined ? 2020 : calendarDay(reading.published).year
  const century = Math.floor(now / 100) * 100
  return decadeMeaning((two <= now - century && two < 30 ? century + two : century - 100 + two) / 10)
}

function centuryMeaning(century: number): TimeMeaning {
  return { type: 'DATE', value: pad(century) }
}

/** The which-th century ("XIXe siècle"): TIMEX3 writes its first two digits, 18. */
export const century: Meaning = (captures) => {
  const which = number(captures, 'which') ?? roman(text(captures, 'roman'))
  return which === undefined || which < 1 || which > 30 ? undefined : centuryMeaning(which - 1)
}

const romanDigits: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 }

function roman(form: string | undefined): number | undefined {
  if (form === undefined) return undefined
  let sum = 0
  for (let k = 0; k < form.length; k++) {
    const here = romanDigits[form[k]]
    const next = romanDigits[form[k + 1]] ?? 0
    if (here === undefined) return undefined
    sum += here < next ? -here : here
  }
  return sum
}

/** A season (SP SU FA WI) with year or shift; alone, the one that the tense points to. */
export const season: Meaning = (captures, reading) => {
  const code = text(captures, 'season')
  if (code === undefined) return undefined
  const shift = number(captures, 'shift')
  let year = fullYear(captures)
  if (captures['generic'] !== undefined) return { type: 'DATE', value: `XXXX-${code}` }
  if (year === undefined && reading.published !== undefined) {
    const now = calendarDay(reading.published)
    const first = code === 'SP' ? 3 : code === 'SU' ? 6 : code === 'FA' ? 9 : 12
    const lean = shift === -1 ? 'past' : shift === 1 ? 'future' : shift === 0 ? undefined : reading.lean()
    year = now.year
    if (code === 'WI') {
      // A winter is called by the year it begins in.
      if (now.month <= 2 && lean !== 'future') year--
      else if (lean === 'past' && now.month < 12) year--
      else if (lean === undefined && now.month <= 6) year--
    } else if (lean === 'past' && (now.month < first || (shift === -1 && now.month < first + 3))) year--
    else if (lean === 'future' && (now.month > first + 2 || (shift === 1 && now.month >= first))) year++
  }
  return { type: 'DATE', value: year === undefined ? `XXXX-${code}` : `${pad(year, 4)}-${code}`, year }
}

/** A feast on a fixed day: feast "12-25", with year or shift. */
export const feast: Meaning = (captures, reading) => {
  const [month, day] = (text(captures, 'feast') ?? '').split('-').map(Number)
  return date({ ...captures, month, day }, reading)
}

/** So long before or after: number, unit, sign (-1 ago, 1 from now); anaphor counts from the day spoken of last. */
export const away: Meaning = (captures, reading) => {
  const unit = text(captures, 'unit') ?? ''
  const sign = number(captures, 'sign') ?? -1
  const amount = number(captures, 'number')
  const back = captures['anaphoric'] !== undefined
  // From an unnamed time nothing follows, not even past or coming.
  const vague: TimeMeaning = back
    ? unit in clockUnits
      ? { type: 'TIME', value: 'XXXX-XX-XXTXX:XX' }
      : { type: 'DATE', value: unknownPeriods[unit] ?? 'XXXX' }
    : { type: 'DATE', value: sign < 0 ? 'PAST_REF' : 'FUTURE_REF' }
  if (amount === undefined || captures['many'] !== undefined) return vague
  const from = back ? (reading.day ?? undefined) : reading.published
  const count = sign * amount
  if (back && reading.day === undefined && reading.year !== undefined) {
    if (unit === 'Y' && Number.isInteger(amount)) return yearMeaning(reading.year + count)
    if (unit === 'M' && reading.month !== undefined && Number.isInteger(amount)) {
      const moved = addMonths({ year: reading.year, month: reading.month, day: 1 }, count)
      return monthMeaning(moved.year, moved.month)
    }
    return vague
  }
  const start = from ?? reading.published
  if (start === undefined || amount > 100000) return vague
  if (!Number.isInteger(amount) && unit !== 'Y') return vague
  if (unit === 'D') return dayMeaning(start + count)
  if (unit === 'W') return weekMeaning(start + 7 * count)
  if (unit === 'WE') return weekendMeaning(start + 7 * count)
  const now = calendarDay(start)
  if (unit === 'M') {
    const moved = addMonths(now, count)
    return monthMeaning(moved.year, moved.month)
  }
  const years = unit === 'Y' ? amount : unit === 'DE' ? 10 * amount : unit === 'C' ? 100 * amount : undefined
  if (years !== undefined) {
    const year = now.year + sign * Math.floor(years)
    if (year < 1 || year > 9999) return vague
    return unit === 'DE' ? decadeMeaning(Math.floor(year / 10)) : unit === 'C' ? vague : yearMeaning(year)
  }
  return vague
}

const clockUnits: Readonly<Record<string, string>> = { h: 'H', min: 'M', s: 'S' }

/** "P3D", "PT24H", "P1.5Y"; PX where the number is not said. */
function length(unit: string, amount: number | undefined, half: boolean): string | undefined {
  const figure = amount === undefined ? 'X' : String(half ? amount + 0.5 : amount)
  if (figure.includes('e')) return undefined
  const clock = clockUnits[unit]
  if (clock !== undefined) return `PT${figure}${clock}`
  if (unit === 'S') return amount === undefined ? 'PXM' : `P${amount * 6}M`
  if (unit === 'F') return amount === undefined ? 'PXW' : `P${amount * 2}W`
  return unit === '' ? undefined : `P${figure}${unit}`
}

/** A length of time: number (or `many` for an unknown many), unit, `and` "half" for one half more. */
export const duration: Meaning = (captures) => {
  const unit = text(captures, 'unit') ?? text(captures, 'units') ?? ''
  const many = captures['many'] !== undefined
  const amount = many ? undefined : number(captures, 'number')
  const value = length(unit, amount, captures['plushalf'] !== undefined)
  return value === undefined ? undefined : { type: 'DURATION', value }
}

/** A length that ends with the publication ("les trois derniers mois"), with the stretch where it follows. */
export const lately: Meaning = (captures, reading) => {
  const meaning = duration(captures, reading)
  const amount = captures['many'] !== undefined ? undefined : number(captures, 'number')
  const unit = text(captures, 'unit')
  if (!meaning || amount === undefined || !Number.isInteger(amount) || amount > 10000) return meaning
  if (reading.published === undefined) return meaning
  const end = reading.published
  const sign = number(captures, 'shift') === 1 ? 1 : -1
  const now = calendarDay(end)
  const other =
    unit === 'D'
      ? end + sign * amount
      : unit === 'W'
        ? end + sign * 7 * amount
        : unit === 'M' || unit === 'Y'
          ? ((d) => dayNumber(d.year, d.month, d.day))(
              addMonths(now, sign * amount * (unit === 'Y' ? 12 : 1)),
            )
          : undefined
  if (other === undefined) return meaning
  const [from, to] = other < end ? [other, end] : [end, other]
  return { ...meaning, from: isoDay(from), to: isoDay(to) }
}

/** A repetition: unit and number, or weekday, or month, or a fixed `set` value. */
export const repeated: Meaning = (captures) => {
  const fixed = text(captures, 'set')
  if (fixed !== undefined) return { type: 'SET', value: fixed }
  const named = number(captures, 'weekday')
  const part = text(captures, 'part')
  if (named !== undefined) return { type: 'SET', value: `XXXX-WXX-${named}${part ? `T${part}` : ''}` }
  if (part !== undefined) return { type: 'SET', value: `XXXX-XX-XXT${part}` }
  const unit = text(captures, 'unit') ?? ''
  if (unit === 'WE') return { type: 'SET', value: 'XXXX-WXX-WE' }
  const month = number(captures, 'month')
  if (month !== undefined) return { type: 'SET', value: `XXXX-${pad(month)}` }
  const code = text(captures, 'season')
  if (code !== undefined) return { type: 'SET', value: `XXXX-${code}` }
  const value = length(unit, number(captures, 'number') ?? 1, false)
  return value === undefined ? undefined : { type: 'SET', value }
}

/** A weekday with its article ("le dimanche", "los domingos"): a habit where the verb is in the present. */
export const habitOrDay: Meaning = (captures, reading) =>
  reading.habit() ? repeated(captures, reading) : date(captures, reading)

/** PAST_REF, PRESENT_REF, FUTURE_REF, or another value that the lexicon writes itself. */
export const reference: Meaning = (captures) => {
  const value = text(captures, 'reference')
  return value === undefined ? undefined : { type: 'DATE', value }
}

/** A value that the rule itself writes: `value` and `type`. */
export const fixed: Meaning = (captures) => {
  const value = text(captures, 'value')
  return value === undefined ? undefined : { type: (text(captures, 'type') ?? 'DATE') as TimeType, value }
}

/** Words that look like a time and are none: they are passed over. */
export const none: Meaning = () => undefined
