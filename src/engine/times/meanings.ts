import type { TimeType } from '../../contract/analysis.ts'
import {
  addMonths,
  calendarDay,
  dayNumber,
  daysInMonth,
  easter,
  isoDay,
  isoWeek,
  mondayOf,
  nthWeekday,
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

/**
 * Parts of a day: TIMEX3's code, and the hours that it spans, for `from` and `to`. A night runs into the next day. TIMEX3
 * has no code for the small hours (EH here), dawn (DN) and dusk (DK): they are a night, a morning and an evening whose hours
 * are told apart.
 */
const dayParts: Readonly<Record<string, readonly [code: string, from: number, to: number]>> = {
  MO: ['MO', 5, 12],
  AF: ['AF', 12, 18],
  EV: ['EV', 18, 24],
  NI: ['NI', 20, 30],
  EH: ['NI', 0, 6],
  DN: ['MO', 5, 8],
  DK: ['EV', 18, 21],
}

const partCode = (part: string): string => dayParts[part]?.[0] ?? part

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
  let minute = number(captures, 'minute') ?? 0
  const half = text(captures, 'half')
  const part = text(captures, 'part')
  if (hour !== undefined) {
    if (half === 'pm' || half === 'am') {
      if (hour > 12 || hour === 0) return undefined
      hour = (hour % 12) + (half === 'pm' ? 12 : 0)
    } else if (hour < 12 && hour > 0 && (part === 'AF' || part === 'EV' || (part === 'NI' && hour > 6)))
      hour += 12
    else if (hour === 12 && part === 'NI') hour = 24
    // "neuf heures moins le quart".
    if (minute < 0) {
      hour = hour === 0 ? 23 : hour - 1
      minute += 60
    }
    // "minuit et demi" is behind the midnight that begins a day.
    if (hour === 24 && minute > 0) hour = 0
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
  if (day === undefined) return { type: 'TIME', value: `${unknown}T${partCode(part)}` }
  const hours = dayParts[part]
  return {
    type: 'TIME',
    value: `${isoDay(day)}T${partCode(part)}`,
    ...(hours ? { from: hourOf(day, hours[1]), to: hourOf(day, hours[2]) } : {}),
    day,
  }
}

/** So near, a date is meant of this year even against the tense: "a annoncé la réouverture le 4 juillet". */
const nearDays = 90
const nearMonths = 2

/** The year that a month and day without one lie in: by shift, else lean, else the nearest to the publication. */
function yearOf(
  reading: Reading,
  month: number,
  day: number | undefined,
  shift: number | undefined,
  happening: 'attack' | 'other' | undefined = reading.happening(),
): number {
  const published = reading.published!
  const now = calendarDay(published)
  if (shift === 0) return now.year
  if (happening !== undefined && shift === undefined)
    return yearOfHappening(reading, published, month, day, happening === 'attack')
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

/** So soon after an attack, its day alone means it, whatever else happened on that day of another year. */
const freshDays = 14

/** The year of what has happened ("l'attaque du 7 octobre"): the one that the world knows by its day, else the last. */
function yearOfHappening(
  reading: Reading,
  published: number,
  month: number,
  day: number | undefined,
  attack: boolean,
): number {
  const now = calendarDay(published)
  if (day === undefined) return month > now.month ? now.year - 1 : now.year
  const ahead = dayNumber(now.year, month, day) - published
  const year = ahead > 0 ? now.year - 1 : now.year
  const known = attack ? reading.knownYear(month, day) : undefined
  if (known === undefined || known > year) return year
  return published - dayNumber(year, month, day) <= freshDays ? year : known
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
 * The year that stands with a date: in figures; counted from the publication (`yearaway`: "last year", "two years ago", as
 * `yearsago`); or from the year spoken of last (`sameyear`: "of that year"). `told` is whether the words tell it at all.
 */
function yearWith(captures: Captures, reading: Reading): { told: boolean; year: number | undefined } {
  const year = fullYear(captures)
  if (year !== undefined) return { told: true, year }
  const same = number(captures, 'sameyear')
  if (same !== undefined)
    return { told: true, year: reading.year === undefined ? undefined : reading.year + same }
  const ago = number(captures, 'yearsago')
  const away = ago === undefined ? number(captures, 'yearaway') : -ago
  if (away === undefined) return { told: false, year: undefined }
  if (reading.published === undefined || !Number.isInteger(away) || away < -2000)
    return { told: true, year: undefined }
  const counted = calendarDay(reading.published).year + away
  return { told: true, year: counted >= 1 && counted <= 9999 ? counted : undefined }
}

/** "10/11", "23/06/18": day and month in the order of the language and of the outlet's country, where both can be. */
function fromFigures(captures: Captures, reading: Reading): Captures | undefined {
  const one = number(captures, 'one')!
  const two = number(captures, 'second')!
  const dayFirst = one > 12 ? true : two > 12 ? false : reading.dayFirst
  const [day, month] = dayFirst ? [one, two] : [two, one]
  // "le 1/3 des voix" and "24/7" are no days.
  const fraction = (one < two && two < 5) || (one === 24 && two === 7)
  if (fullYear(captures) === undefined && captures['weekday'] === undefined && fraction) return undefined
  return { ...captures, day, month }
}

/**
 * A calendar day, month or year, an hour or a part of a day, from any of the captures year, two, month, day, weekday,
 * shift (-1 last, 0 this, 1 next), offset (days from the publication), anaphor (days from the day spoken of last),
 * part, half (am, pm), hour, minute.
 */
export const date: Meaning = (given, reading) => {
  const captures = given['one'] === undefined ? given : fromFigures(given, reading)
  if (!captures) return undefined
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
  const monthAway = number(captures, 'monthaway')
  if (monthAway !== undefined && day !== undefined) {
    if (reading.published === undefined) {
      const value = `XXXX-XX-${pad(day)}`
      return withClock(captures, undefined, value) ?? { type: 'DATE', value }
    }
    const moved = addMonths({ ...calendarDay(reading.published), day: 1 }, monthAway)
    if (day > daysInMonth(moved.year, moved.month)) return undefined
    return withClock(captures, dayNumber(moved.year, moved.month, day))
  }
  if (month !== undefined && day !== undefined) {
    const stated = yearWith(captures, reading)
    let { year } = stated
    if (day > (year === undefined ? (month === 2 ? 29 : daysInMonth(2001, month)) : daysInMonth(year, month)))
      return undefined
    if (year === undefined && reading.published === undefined && named !== undefined)
      year = yearByWeekday(reading, month, day, named)
    if (!stated.told && year === undefined && reading.published !== undefined) {
      year = yearOf(reading, month, day, shift, captures['event'] === undefined ? undefined : 'attack')
      if (month === 2 && day === 29 && daysInMonth(year, 2) === 28) year = undefined
    }
    if (year === undefined) {
      const value = `XXXX-${pad(month)}-${pad(day)}`
      return withClock(captures, undefined, value) ?? { type: 'DATE', value, month }
    }
    return withClock(captures, dayNumber(year, month, day))
  }
  if (month !== undefined) {
    const stated = yearWith(captures, reading)
    let { year } = stated
    if (year === undefined && captures['same'] !== undefined) year = reading.year
    if (!stated.told && year === undefined && reading.published !== undefined)
      year = yearOf(reading, month, undefined, shift)
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
    const weekAway = number(captures, 'weekaway')
    if (weekAway !== undefined) {
      const monday = reading.published - weekday(reading.published) + 1
      return withClock(captures, monday + 7 * weekAway + named - 1)
    }
    const weeks = number(captures, 'weeks')
    if (weeks !== undefined) {
      // "Tuesday week": so many weeks behind the coming one.
      const coming = nearWeekday(reading.published + 1, named, 'future')
      return withClock(captures, coming + 7 * weeks)
    }
    if (day !== undefined) {
      const found = dayWithWeekday(reading.published, named, day, reading.lean() === 'future' || shift === 1)
      if (found !== undefined) return withClock(captures, found)
    }
    const here = weekday(reading.published) === named
    let found = nearWeekday(
      reading.published,
      named,
      shift === -1
        ? 'past'
        : shift === 1
          ? 'future'
          : reading.happening() !== undefined
            ? 'past'
            : reading.lean(),
    )
    if (here && shift === -1) found -= 7
    if (here && shift === 1) found += 7
    return withClock(captures, found)
  }
  const year = fullYear(captures)
  if (year !== undefined) return yearMeaning(year)
  if (day !== undefined) return dayOfMonth(captures, day, reading)
  if (clocked) {
    const near = shift === 0 ? reading.published : (reading.sentenceDay ?? reading.published)
    // The midnight at which something began is the one behind the publication.
    const behind =
      near !== undefined &&
      reading.sentenceDay === undefined &&
      number(captures, 'hour') === 24 &&
      (number(captures, 'minute') ?? 0) === 0 &&
      shift === undefined &&
      reading.lean() === 'past'
    return withClock(captures, behind ? near - 1 : near)
  }
  return undefined
}

/** A day of the month alone ("parti le 9, revenu le 12"): of the month spoken of in the sentence, else by the tense. */
function dayOfMonth(captures: Captures, day: number, reading: Reading): TimeMeaning | undefined {
  if (day < 1 || day > 31) return undefined
  if (reading.published === undefined) {
    const value = `XXXX-XX-${pad(day)}`
    return withClock(captures, undefined, value) ?? { type: 'DATE', value }
  }
  const inSentence = reading.sentenceDay
  const lean = inSentence === undefined ? reading.lean() : undefined
  const from = calendarDay(inSentence ?? reading.published)
  for (const shift of lean === 'future' ? [0, 1, 2] : inSentence !== undefined ? [0, 1, -1] : [0, -1, -2]) {
    const month = addMonths({ ...from, day: 1 }, shift)
    if (day > daysInMonth(month.year, month.month)) continue
    const found = dayNumber(month.year, month.month, day)
    if (lean === 'future' ? found < reading.published : inSentence === undefined && found > reading.published)
      continue
    return withClock(captures, found)
  }
  return undefined
}

/** A day that everybody knows by its name alone ("9/11", "el 11-M"). */
export const namedDay: Meaning = (captures) => {
  const [year, month, day] = (text(captures, 'namedday') ?? '').split('-').map(Number)
  return dayMeaning(dayNumber(year, month, day))
}

/** Some moments behind what was spoken of last: in the same part of its day. */
export const momentsLater: Meaning = (_captures, reading) => {
  const [day, clock] = (reading.moment ?? '').split('T')
  if (clock === undefined) return { type: 'TIME', value: 'XXXX-XX-XXTXX:XX' }
  const hour = Number.parseInt(clock, 10)
  const part = Number.isNaN(hour)
    ? clock
    : hour < 5
      ? 'NI'
      : hour < 12
        ? 'MO'
        : hour < 18
          ? 'AF'
          : hour < 21
            ? 'EV'
            : 'NI'
  return { type: 'TIME', value: `${day}T${part}` }
}

/** Year and month that stand with "the first Tuesday of": named, counted from the publication, or the month that it is. */
function monthWith(
  captures: Captures,
  reading: Reading,
): { year: number | undefined; month: number | undefined } {
  const month = number(captures, 'month')
  if (month !== undefined) {
    const stated = yearWith(captures, reading)
    if (stated.told || reading.published === undefined) return { year: stated.year, month }
    // A day that comes back each year ("Mother's Day is the second Sunday in May") is looked for ahead.
    if (reading.cue() === undefined && reading.habit()) {
      const now = calendarDay(reading.published)
      return { year: month < now.month ? now.year + 1 : now.year, month }
    }
    return { year: yearOf(reading, month, undefined, number(captures, 'shift')), month }
  }
  if (reading.published === undefined) return { year: undefined, month: undefined }
  const moved = addMonths({ ...calendarDay(reading.published), day: 1 }, number(captures, 'monthaway') ?? 0)
  return { year: moved.year, month: moved.month }
}

/**
 * The n-th weekday of a month: nth (-1 the last), weekday (or unit WE for a weekend), and month with its year, or monthaway
 * (-1 last month). With `each`, a repetition.
 */
export const weekdayOfMonth: Meaning = (captures, reading) => {
  const nth = number(captures, 'nth') ?? 1
  const weekend = captures['unit'] === 'WE'
  const named = weekend ? 6 : number(captures, 'weekday')
  if (named === undefined) return undefined
  const open = weekend ? 'WXX-WE' : `WXX-${named}`
  if (captures['each'] !== undefined) {
    const value = `XXXX-XX-${open}`
    return { type: 'SET', value: withClock(captures, undefined, value)?.value ?? value }
  }
  const { year, month } = monthWith(captures, reading)
  if (year === undefined || month === undefined)
    return { type: 'DATE', value: `XXXX-${month === undefined ? 'XX' : pad(month)}-${open}` }
  const day = nthWeekday(year, month, named, nth)
  if (day === undefined) return undefined
  return weekend ? weekendMeaning(day) : withClock(captures, day)
}

/**
 * A stretch of a month that has no value of its own: its first week (unit W), its second half (unit F, for fortnight), its
 * first ten days or two weeks (number of unit D or W). The value is the month's, with its modifier; from and to tell the days.
 */
export const stretchOfMonth: Meaning = (captures, reading) => {
  const nth = number(captures, 'nth') ?? 1
  const unit = text(captures, 'unit')
  const half = unit === 'F'
  const counted = number(captures, 'number')
  const { year, month } = monthWith(captures, reading)
  const days = half ? 15 : unit === 'W' ? 7 * (counted ?? 1) : unit === 'D' ? counted : undefined
  if (days === undefined || !Number.isInteger(days) || days < 1 || days > 28) return undefined
  if (counted === undefined ? nth > (half ? 2 : 4) : half || nth > 1) return undefined
  const mod = nth === 1 ? 'START' : nth < 0 || half ? 'END' : 'MID'
  if (month === undefined) return { type: 'DATE', value: 'XXXX-XX', mod }
  if (year === undefined) return { type: 'DATE', value: `XXXX-${pad(month)}`, mod, month }
  const first = dayNumber(year, month, 1)
  const end = first + daysInMonth(year, month)
  const from = half
    ? nth === 1
      ? first
      : first + 15
    : nth < 0
      ? end - days * -nth
      : first + days * (nth - 1)
  const to = half ? (nth === 1 ? first + 15 : end) : from + days
  return { ...monthMeaning(year, month), mod, from: isoDay(from), to: isoDay(to) }
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

/**
 * A night between two days, dated by the first: from a second day (weekday, day, month), or a first weekday. An hour in it
 * lies on the one or the other.
 */
export const night: Meaning = (captures, reading) => {
  const { hour, minute, ...days } = captures
  const second = date({ ...days, part: 'NI' }, reading)
  if (second?.day === undefined) return second
  if (hour !== undefined)
    return withClock({ hour, minute: minute ?? 0 }, Number(hour) >= 18 ? second.day - 1 : second.day)
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
  // "over the weekend" is the past one till the next begins; "this weekend" only just behind it.
  return around(
    reading.published,
    unit,
    shift,
    shift === 0 ? reading : undefined,
    captures['past'] === undefined ? 2 : 5,
  )
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
  latest = 2,
): TimeMeaning | undefined {
  const now = calendarDay(from)
  if (unit === 'D') return dayMeaning(from + shift)
  if (unit === 'W') return weekMeaning(from + 7 * shift)
  if (unit === 'WE') {
    // On a Monday or Tuesday "ce week-end" that is past is the one before.
    const back = shift === 0 && weekday(from) <= latest && reading?.lean() === 'past' ? 1 : 0
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
  const stated = yearWith(captures, reading)
  let { year } = stated
  if (!stated.told && reading.published !== undefined) {
    const now = calendarDay(reading.published)
    year = now.year + (shift ?? 0)
    const months = unit === 'Q' ? 3 : 6
    if (shift === undefined && (which - 1) * months + 1 > now.month && reading.lean() === 'past') year--
  }
  if (year === undefined) return { type: 'DATE', value: `XXXX-${unit === 'Q' ? 'Q' : 'H'}${which}` }
  return partOfYear(year, unit, which)
}

/** The week in which a day lies: "la semaine du 5 mai". */
export const weekOf: Meaning = (captures, reading) => {
  const meaning = date(captures, reading)
  if (!meaning || meaning.day === undefined) return meaning && { type: 'DATE', value: 'XXXX-WXX' }
  return weekMeaning(meaning.day)
}

/**
 * So long ago to the day, or on a weekday: number and unit, then offset (0 today), weekday, or `within` (the week or month
 * meant): "two years ago today", "a year ago Monday", "il y a dix ans cette semaine".
 */
export const anniversary: Meaning = (captures, reading) => {
  const unit = text(captures, 'unit') ?? ''
  const amount = number(captures, 'number')
  const sign = number(captures, 'sign') ?? -1
  const within = text(captures, 'within')
  const named = number(captures, 'weekday')
  const open = named === undefined ? (unknownPeriods[within ?? 'D'] ?? 'XXXX-XX-XX') : `XXXX-WXX-${named}`
  if (amount === undefined || !Number.isInteger(amount) || amount > 3000) return undefined
  if (reading.published === undefined) return { type: 'DATE', value: open }
  const start = reading.published + (number(captures, 'offset') ?? 0)
  const months = unit === 'Y' ? 12 : unit === 'M' ? 1 : unit === 'DE' ? 120 : unit === 'C' ? 1200 : 0
  const days = unit === 'D' ? 1 : unit === 'W' ? 7 : unit === 'F' ? 14 : 0
  if (months === 0 && days === 0) return undefined
  if (months > 0) {
    const moved = addMonths(calendarDay(start), sign * amount * months)
    if (moved.year < 1 || moved.year > 9999) return undefined
    const day = dayNumber(moved.year, moved.month, moved.day)
    if (within !== undefined) return around(day, within, 0, undefined)
    if (named === undefined) return dayMeaning(day)
    // The weekday nearest to the day itself.
    const before = nearWeekday(day, named, 'past')
    return dayMeaning(day - before <= 3 ? before : before + 7)
  }
  if (named !== undefined)
    return dayMeaning(nearWeekday(start, named, sign < 0 ? 'past' : 'future') + sign * amount * days)
  const day = start + sign * amount * days
  return within === undefined ? dayMeaning(day) : around(day, within, 0, undefined)
}

/** "in two weeks": a time to come where the verb looks ahead, else a length, which is left to other rules. */
export const ahead: Meaning = (captures, reading) =>
  reading.lean() === 'future' ? away({ ...captures, sign: 1 }, reading) : undefined

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
  const stated = yearWith(captures, reading)
  let { year } = stated
  if (captures['generic'] !== undefined) return { type: 'DATE', value: `XXXX-${code}` }
  if (!stated.told && reading.published !== undefined) {
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

/**
 * A feast, with year or shift: on a fixed day ("12-25"), so many days from Easter ("easter+39"), or on the n-th weekday of a
 * month ("11/4/4": the fourth Thursday of November).
 */
export const feast: Meaning = (captures, reading) => {
  const written = text(captures, 'feast') ?? ''
  if (!written.includes('/') && !written.startsWith('easter')) {
    const [month, day] = written.split('-').map(Number)
    return date({ ...captures, month, day }, reading)
  }
  const [month, named, nth] = written.split('/').map(Number)
  const dayIn = (year: number): number | undefined =>
    written.includes('/') ? nthWeekday(year, month, named, nth) : easter(year) + Number(written.slice(6))
  const stated = yearWith(captures, reading)
  let { year } = stated
  if (!stated.told && reading.published !== undefined) {
    year = calendarDay(reading.published).year
    const here = dayIn(year)
    const shift = number(captures, 'shift')
    const lean = shift === -1 ? 'past' : shift === 1 ? 'future' : shift === 0 ? undefined : reading.lean()
    if (here !== undefined && lean === 'past' && here > reading.published) year--
    else if (here !== undefined && lean === 'future' && here < reading.published) year++
  }
  const day = year === undefined || year < 1583 || year > 4000 ? undefined : dayIn(year)
  return day === undefined ? { type: 'DATE', value: 'XXXX-XX-XX' } : withClock(captures, day)
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

/** What a unit that has begun still has of smaller ones: "le reste de la journée" is some hours. */
const rests: Readonly<Record<string, string>> = {
  D: 'PTXH',
  W: 'PXD',
  WE: 'PTXH',
  M: 'PXD',
  Y: 'PXM',
  DE: 'PXY',
  C: 'PXY',
}

/**
 * A length of time: number (or `many` for an unknown many), unit, `and` "half" for one half more; with `rest`, what is left
 * of the unit or of the part of the day.
 */
export const duration: Meaning = (captures) => {
  if (captures['rest'] !== undefined) {
    const left = captures['part'] === undefined ? rests[text(captures, 'unit') ?? ''] : 'PTXH'
    return left === undefined ? undefined : { type: 'DURATION', value: left }
  }
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
  const given = text(captures, 'part')
  const part = given === undefined ? undefined : partCode(given)
  if (captures['hour'] !== undefined && number(captures, 'number') === undefined) {
    // "tous les jeudis à 20h15", "every day at noon".
    const unit = text(captures, 'unit')
    const open =
      named !== undefined
        ? `XXXX-WXX-${named}`
        : unit === 'D' || (unit === undefined && part !== undefined)
          ? 'XXXX-XX-XX'
          : unit === 'WE'
            ? 'XXXX-WXX-WE'
            : undefined
    const clock = open === undefined ? undefined : withClock(captures, undefined, open)
    if (clock) return { type: 'SET', value: clock.value }
  }
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
