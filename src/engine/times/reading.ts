import type { TimeModifier, TimeType } from '../../contract/analysis.ts'
import { calendarDay, dayNumber, weekday } from './calendar.ts'

/** Which way a bare weekday, month or day lies from the report. */
export type Lean = 'past' | 'future' | undefined

/** What an expression means. */
export interface TimeMeaning {
  type: TimeType
  /** TIMEX3 value. */
  value: string
  mod?: TimeModifier
  from?: string
  to?: string
  /** Day number (calendar.ts) that later words may point back to ("le lendemain"). */
  day?: number
  /** Year and month meant, where no day is. */
  year?: number
  month?: number
}

/** What the rules know of the report while they read it in text order. */
export interface Reading {
  /** Day number of the publication; undefined where it is not known. */
  readonly published: number | undefined
  /** Hour of the publication, where it is known. */
  readonly hour: number | undefined
  /** The latest year that the text names (not after the publication): bounds what an undated text can mean. */
  readonly latestYear: number | undefined
  /** The day spoken of last, to which "le lendemain" points. */
  day: number | undefined
  /** The year and month spoken of last ("cette année-là", "ese mismo mes"). */
  year: number | undefined
  month: number | undefined
  /** The day named last in the sentence being read, to which a bare hour belongs. */
  sentenceDay: number | undefined
  /** The value of the hour or part of a day spoken of last, to which "quelques instants plus tard" points. */
  moment: string | undefined
  /** Decided from cue words ("dès", "since") and else from the tense; for the expression being read. */
  lean(): Lean
  /** The same from the cue words alone. */
  cue(): Lean
  /** Whether the verb is in the present: a habit ("le dimanche, ils chassent"). */
  habit(): boolean
  /** Whether a date in figures has its day first: by the language, and where that is not enough by the outlet's country. */
  readonly dayFirst: boolean
  /**
   * What the expression dates, where that is something that has happened: "l'attaque du …", "the 6 January riot". An
   * `attack` may be one that everybody knows by its day.
   */
  happening(): 'attack' | 'other' | undefined
  /** The year of the attack that the world knows by this month and day; undefined where there is none. */
  knownYear(month: number, day: number): number | undefined
}

/** The day number of an ISO 8601 date or date and time; undefined where it is none. */
export function publicationDay(
  published: string | undefined,
): { day: number; hour: number | undefined } | undefined {
  const match = published ? /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}))?/.exec(published) : null
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const number = dayNumber(year, month, day)
  const back = calendarDay(number)
  if (back.month !== month || back.day !== day) return undefined
  return { day: number, hour: match[4] === undefined ? undefined : Number(match[4]) }
}

/** The nearest day with this weekday (1 Monday), counting `from` itself, going the way of `lean` (past by default). */
export function nearWeekday(from: number, wanted: number, lean: Lean): number {
  const back = (weekday(from) - wanted + 7) % 7
  if (back === 0) return from
  return lean === 'future' ? from + 7 - back : from - back
}
