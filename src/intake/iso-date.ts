/** Months by the first letters that tell them apart, accents taken off, in French and Spanish too. */
const monthStarts: readonly (readonly string[])[] = [
  ['jan', 'ene'],
  ['feb', 'fev'],
  ['mar'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'aou', 'ago'],
  ['sep', 'set'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
]
const monthWords = new Set(
  'jan january janv janvier ene enero feb february fev fevr fevrier febrero mar march mars marzo apr april avr avril abr abril may mai mayo jun june juin junio jul july juil juillet julio aug august aou aout ago agosto sep sept september septembre septiembre set setiembre oct october octobre octubre nov november novembre noviembre dec december decembre dic diciembre'.split(
    ' ',
  ),
)
/** 1 to 12; 0 where a word is no month in any of the three languages. */
function monthOf(word: string): number {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').replace('.', '').toLowerCase()
  return monthWords.has(plain)
    ? monthStarts.findIndex((starts) => starts.some((one) => plain.startsWith(one))) + 1
    : 0
}

/** The zones that mail names by letters: those of RFC 822, and others that feeds have besides and that mean one thing. */
const zoneOffsets: Readonly<Record<string, string>> = {
  gmt: 'Z',
  utc: 'Z',
  ut: 'Z',
  z: 'Z',
  wet: '+00:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
  bst: '+01:00',
  west: '+01:00',
  cet: '+01:00',
  met: '+01:00',
  cest: '+02:00',
  mest: '+02:00',
  eet: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  wat: '+01:00',
  cat: '+02:00',
  sast: '+02:00',
  eat: '+03:00',
  jst: '+09:00',
  hkt: '+08:00',
  sgt: '+08:00',
  aest: '+10:00',
  aedt: '+11:00',
  nzst: '+12:00',
  nzdt: '+13:00',
  art: '-03:00',
  brt: '-03:00',
  clt: '-04:00',
  vet: '-04:00',
  cot: '-05:00',
  pet: '-05:00',
  akst: '-09:00',
  akdt: '-08:00',
  hst: '-10:00',
}
const two = (value: number) => String(value).padStart(2, '0')

/** What is ISO 8601 already stays as it was written. */
const strict = /^\d{4}-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?$/

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const unixForm =
  /^\p{L}{3,4}\.?\s+(\p{L}{3,4})\.?\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})(?:\s+([A-Z]{3,4}|[+-]\d{4}))?\s+(\d{4})$/iu

const mailForm =
  /^(?:[\p{L}]{2,10}\.?,?\s*)?(\d{1,2})(?:er|st|nd|rd|th|º|°)?[\s./-]{1,3}(?:de\s+)?(\p{L}{3,10})\.?,?[\s./-]{1,3}(?:de\s+|del\s+)?(\d{4}|\d{2})(?:(?:,?\s+(?:à|at|a las|-|–)?\s*|T)(\d{1,2})\s?(?:[:h]\s?(\d{2})(?::(\d{2})(?:\.\d+)?)?|h)\s*(?:([ap])\.?m\.?(?!\p{L}))?\s*(.{0,60}))?$/iu

const americanForm =
  /^(?:\p{L}{3,9}\.?,?\s+)?(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:(?:,|\s+at|\s+[-–])?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([ap])\.?m\.?(?!\p{L}))?\s*(.{0,60}))?$/iu

/**
 * A date as people and pages write it, in ISO 8601: "2026-03-02", "2026-03", "2026-03-02T18:30:00+01:00". Read are
 * ISO 8601 itself (also with a space for the T, an offset without its colon, slashes, and the day of the year) and the dates of HTTP and
 * mail ("Mon, 02 Mar 2026 18:30:00 GMT", also with the names of days, months and zones that feeds have: "mer., 02 oct. 2024
 * 10:00 CEST", "2 de octubre de 2024", "October 2, 2024", two digits for a year). The zone is kept as given, since the day in that zone is the day of the
 * report. undefined for anything else: "03/02/2026" is two different days.
 */
export function isoDate(written: string): string | undefined {
  // Some programs name the zone once more, in square brackets.
  const text = written
    .slice(0, 200)
    .trim()
    .replace(/\s*\[[\w/+-]{1,40}\]$/, '')
  if (text.length > 100) return undefined
  const match =
    /^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:(?:[T ]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?)?)?$/i.exec(
      text,
    )
  if (match) {
    const [, year, month, day, hour, minute, second, fraction, zone] = match
    if (zone && /^[a-z]{3,4}$/i.test(zone) && !zoneOffsets[zone.toLowerCase()]) return undefined
    if (month === undefined) return Number(year) >= 1000 ? year : undefined
    const date = assemble(Number(year), Number(month), day, hour, minute, second, fraction, zone)
    return date !== undefined && strict.test(text) ? text : date
  }
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2}):?(\d{2})(?::?(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  )
  if (compact) {
    const [, year, month, day, hour, minute, second, zone] = compact
    return assemble(Number(year), Number(month), day, hour, minute, second, undefined, zone)
  }
  const ordinal = /^(\d{4})-(\d{3})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text)
  if (ordinal) {
    const [, year, ofYear, hour, minute, second, zone] = ordinal
    let day = Number(ofYear)
    let month = 1
    while (month <= 12 && day > daysIn(Number(year), month)) day -= daysIn(Number(year), month++)
    return assemble(Number(year), month, String(day), hour, minute, second, undefined, zone)
  }
  const unix = unixForm.exec(text)
  if (unix) {
    const [, name, day, hour, minute, second, rest, year] = unix
    const zone = zoneOf(rest ?? '')
    return zone === undefined
      ? undefined
      : assemble(Number(year), monthOf(name), day, hour, minute, second, undefined, zone)
  }
  const mail = mailForm.exec(text)
  if (mail) {
    const [, day, name, year, hour, minute, second, half, rest] = mail
    const month = monthOf(name)
    return month === 0
      ? undefined
      : assembleNamed(
          yearOf(year),
          month,
          day,
          hour,
          hour === undefined ? undefined : (minute ?? '00'),
          second,
          half,
          rest ?? '',
        )
  }
  const american = americanForm.exec(text)
  if (american) {
    const [, name, day, year, hour, minute, second, half, rest] = american
    const month = monthOf(name)
    return month === 0
      ? undefined
      : assembleNamed(Number(year), month, day, hour, minute, second, half, rest ?? '')
  }
  return undefined
}

/** Zones that stand for several, or are named by a place. */
const unknownZone = /^(?:IST|AST|ADT|GST|CCT|[A-Z]\w{1,20}\/[A-Z][\w/+-]{1,30})(?:\s*\([^()]*\))?$/i

/**
 * A date whose month was named, with its time in the half of the day that may be told. Of a moment whose zone nobody
 * knows the day alone is told.
 */
function assembleNamed(
  year: number,
  month: number,
  day: string,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half: string | undefined,
  rest: string,
): string | undefined {
  const zone = zoneOf(rest)
  if (half && hour !== undefined && (Number(hour) > 12 || Number(hour) === 0)) return undefined
  const shift = half ? (half.toLowerCase() === 'p' ? 12 : 0) - (hour === '12' ? 12 : 0) : 0
  const hours = hour === undefined ? undefined : String(Number(hour) + shift)
  if (zone !== undefined) return assemble(year, month, day, hours, minute, second, undefined, zone)
  if (!unknownZone.test(rest.trim())) return undefined
  return assemble(year, month, day, hours, minute, second, undefined, undefined)?.slice(0, 10)
}

/** Two digits are of the years 1970 to 2069. */
const yearOf = (digits: string) =>
  digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900)

/** What stands after a time: a zone, by name or offset, a name in brackets behind it or not; undefined for anything else. */
function zoneOf(written: string): string | undefined {
  const bare = written.replace(/\s*\([^()]*\)\s*$/, '').trim()
  if (bare === '') {
    // A name in brackets alone is the zone.
    const named = /^\(([A-Za-z]{2,5})\)$/.exec(written.trim())?.[1]
    return named ? (zoneOffsets[named.toLowerCase()] ? named : '') : ''
  }
  const match = /^(?:(?:GMT|UTC)\s?)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(bare)
  if (match) {
    const hours = match[2].padStart(2, '0')
    return Number(hours) > 14 ? undefined : `${match[1]}${hours}${match[3] ?? '00'}`
  }
  return zoneOffsets[bare.toLowerCase()] ? bare : undefined
}

/** The first whole date in a short line of words ("Publié le 2 mars 2026 à 18h30"), as `isoDate` gives it, without its time. */
export function dateInWords(line: string): string | undefined {
  const match =
    /(?<![\d\p{L}])(?:\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}(?:er|st|nd|rd|th)?\s+(?:de\s+)?\p{L}{3,10}\.?,?\s+(?:de\s+|del\s+)?\d{4}(?!\d)|\p{L}{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}(?!\d))/u.exec(
      line,
    )
  return match ? isoDate(match[0]) : undefined
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
