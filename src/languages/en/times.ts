import {
  away,
  century,
  date,
  decade,
  duration,
  feast,
  fixed,
  lately,
  night,
  none,
  period,
  quarter,
  reference,
  repeated,
  samePeriod,
  season,
  week,
} from '../../engine/times/meanings.ts'
import { rules, type TimeRule } from '../../engine/times/rule.ts'

const calendar =
  '(^MONTH DAY [[,] YEAR] | [the] DAY [of] ^MONTH [[,] YEAR] | [the] ORDINALS:day of ^MONTH [[,] YEAR])'
const day = `([SHIFT | this] ^WEEKDAY [, | the] ${calendar} | ${calendar} | (SHIFT | this) ^WEEKDAY | ^WEEKDAY)`
const clock =
  "(HOUR + :/. + MINUTE [HALF] | HOUR HALF | HOUR o'clock | NUMBER:hour o'clock | NUMBER:hour HALF)"

/** English time rules; the meanings are shared by all languages (times/meanings.ts). */
export const timeRules: readonly TimeRule[] = [
  ...rules('not-a-time', none, [
    '(black/good/ash/bloody/cyber/holy) ^WEEKDAY',
    'friday prayers',
    'sunday times',
    'the sunday times',
    'mail on sunday',
    'the mail on sunday',
    'saturday night live',
    'monday night football',
    'second world war',
    '24 hours of le mans',
    'may day',
    'theresa may',
    '(in/at/the/a) second (place/half/round/time/term/wave)',
    'for a second time',
    'the man of the year',
    'person of the year',
    'new york times',
    'day to day',
    'the other day',
    'one day',
    'father christmas',
    'spring (break/rolls)',
    'the arab spring',
    'arab spring',
    'prague spring',
    'the daily (mail/telegraph/mirror/beast/express/star/show/news/caller)',
    'daily (mail/telegraph/mirror/beast/express/star/show/news/caller)',
    'weekly standard',
    '60 minutes',
    'a (daily/weekly/monthly/quarterly) (newspaper/magazine)',
  ]),

  ...rules('date', date, [
    `${day} [in the PART | PART | at night] [[,] [at/by/around/from] ${clock}]`,
    `(early/late) ${day} PART`,
    `(early/late) (on ${day} | ${day})`,
    `[the] (PART) (of/on) ${day}`,
    `${clock} [on/,] ${day}`,
    `${clock} [on/,] OFFSET`,
    'YEAR + - + TWO:month + - + TWO:day',
    'DIGIT12:month + / + DAY + / + YEAR',
  ]),
  ...rules('month', date, [
    '[EDGE] [-] ^MONTH [of] YEAR',
    '[EDGE] [-] ^MONTH , YEAR',
    'EDGE [-] ^MONTH',
    '(in/since/until/by/during/before/after/from/through/for/till/throughout) {[EDGE] [-] ^MONTH}',
    '(between/to/and/or) {^SURE:month}',
    '[EDGE] ^SURE:month',
    '[of/the] [month of] {SHIFT ^MONTH}',
    'month of ^MONTH',
  ]),
  ...rules('month-this', date, ['this [past] ^MONTH'], { shift: 0 }),
  ...rules('date-of-range', date, [
    '^MONTH {DAY} (-/—/to/and/through) DAY:other [[,] YEAR]',
    '{^MONTH DAY} (-/—/to/and/through) DAY:other [[,] YEAR]',
    '(between/from) {DAY} (and/to) DAY:other [of] ^MONTH [YEAR]',
    '{^MONTH DAY} (-/—/to/and/through) ^MONTH:othermonth DAY:other , YEAR',
    '{^MONTH} (and/to/-/through/or) ^MONTH:othermonth YEAR',
  ]),
  ...rules('following-weekday', date, ['the following ^WEEKDAY'], { follow: 1 }),

  ...rules('year', date, ['[the] year YEAR', '[EDGE] [-] YEAR', 'YEAR'], { bare: 1 }),
  ...rules('decade', decade, [
    '[the] [EDGE] [-] YEAR + s',
    "[the] [EDGE] [-] YEAR + ' + s",
    "[the] [EDGE] [-] [' +] TWO + s",
    'the [EDGE] [-] PLURALDECADE:two',
  ]),
  ...rules('century', century, [
    '[the] [EDGE] [-] (ORDINALS:which | DAY:which) century',
    'the (ORDINALS:which | DAY:which) centuries',
  ]),

  ...rules('night', night, [
    'the night of ^WEEKDAY:first to ^WEEKDAY',
    'overnight from ^WEEKDAY:first to ^WEEKDAY',
  ]),

  ...rules('deictic', date, [
    `OFFSET [PART] [[,] [at/by] ${clock}]`,
    'early/late {OFFSET}',
    'early OFFSET',
    'late OFFSET',
  ]),
  ...rules('deictic', date, ['[late] tonight'], { offset: 0, part: 'EV' }),
  ...rules('deictic', date, ['last night', 'overnight'], { offset: -1, part: 'NI' }),
  ...rules(
    'part-today',
    date,
    [`[early/earlier/late/later] this PART [[,] [at/around/by] ${clock}]`, 'this very PART'],
    { shift: 0 },
  ),
  ...rules('part', date, ['in the [early] PART']),
  ...rules('part', date, ['in the [early] {PART} hours']),
  ...rules('clock', date, [
    clock,
    'at/by/around/from/until {HOUR HALF}',
    '(at/by/around/until/about) {HOUR + : + MINUTE} [local/gmt/et]',
  ]),
  ...rules('noon', date, ['at/by/around/before/after/until {noon}', '[at] midday'], { hour: 12, minute: 0 }),
  ...rules('midnight', date, ['at/by/around/before/after/until {midnight}'], { hour: 0, minute: 0 }),

  ...rules(
    'anaphor',
    date,
    ['the day before', 'the previous day', 'a day earlier', 'one day earlier', 'the night before'],
    { anaphor: -1 },
  ),
  ...rules(
    'anaphor',
    date,
    [
      'the (next/following) day',
      'the day after',
      'a day later',
      'one day later',
      'the (next/following) PART',
    ],
    { anaphor: 1 },
  ),
  ...rules('anaphor', date, ['the same day', 'that [same] day', 'that [same] PART', 'the same PART'], {
    anaphor: 0,
  }),
  ...rules('anaphor-of', date, ['{[on] the eve} of'], { anaphor: -1, of: 1 }),
  ...rules('anaphor-of', date, ['{the day before} (the/his/her/their/its/a/an/he/she/they/it)'], {
    anaphor: -1,
    of: 1,
  }),
  ...rules('anaphor-of', date, ['{the day after} (the/his/her/their/its/a/an/he/she/they/it)'], {
    anaphor: 1,
    of: 1,
  }),

  ...rules('period', period, ['[earlier/later/early/late] this UNIT', 'the current UNIT'], { shift: 0 }),
  ...rules(
    'period',
    period,
    ['later [in] the UNIT', '(by/before/at/until/of) {[the] end of the UNIT}', 'end of the UNIT'],
    { shift: 0 },
  ),
  ...rules('period', period, ['[earlier/early/late/later] SHIFT UNIT', 'EDGE SHIFT UNIT']),
  ...rules('same-period', samePeriod, ['[earlier/later] that [same] UNIT', 'the same UNIT'], { shift: 0 }),
  ...rules('same-period', samePeriod, ['the (following/next) UNIT', 'the UNIT after'], { shift: 1 }),
  ...rules('same-period', samePeriod, ['the (previous/preceding) UNIT', 'the UNIT before'], { shift: -1 }),
  ...rules('quarter', quarter, [
    "[the] ORDINAL:which UNIT [of] [this year's] [YEAR]",
    '[the] ORDINAL:which UNIT of SHIFT year',
    "SHIFT year's ORDINAL:which UNIT",
  ]),
  ...rules('quarter', quarter, ['[the] ORDINAL:which half [of YEAR | of SHIFT year | YEAR]'], { unit: 'S' }),
  ...rules('quarter', quarter, ['[the] ORDINAL:which half of this year'], { unit: 'S', shift: 0 }),
  ...rules('week', week, ['week NUMBER:which of YEAR']),

  ...rules('season', season, [
    '[EDGE] SHIFT SEASON',
    '[the] [EDGE] [-] SEASON of YEAR',
    '[EDGE] [-] SEASON YEAR',
    '(in/by/during/since/until/before/after) {the [EDGE] SEASON}',
    '(in/by/during/since/until/before/after) {[EDGE] SEASON}',
  ]),
  ...rules('season-this', season, ['[later/earlier] this [past] SEASON'], { shift: 0 }),
  ...rules('feast', feast, [
    '(at/by/for/before/after/since/on/until/over/during/last/this) {FEAST [YEAR]}',
    'FEAST [,] YEAR',
    '{SHIFT FEAST}',
  ]),

  ...rules('ago', away, ['[APPROX] NUMBER UNIT ago', '[just] MANYAGO:many UNIT ago'], { sign: -1 }),
  ...rules('ago', away, ['(a/an) UNIT ago', '[just/about/over/nearly/almost] a/an UNIT ago'], {
    sign: -1,
    number: 1,
  }),
  ...rules('ago', away, ['half a century ago'], { sign: -1, unit: 'Y', number: 50 }),
  ...rules('ago', away, ['PLURALUNIT:unit ago'], { sign: -1, many: 1 }),
  ...rules('from-now', away, ['[in] [APPROX] NUMBER UNIT from now', "in [APPROX] NUMBER UNIT ' time"], {
    sign: 1,
  }),
  ...rules('from-now', away, ["in (a/an) UNIT ' s time", '(a/an) UNIT from now', "in a UNIT's time"], {
    sign: 1,
    number: 1,
  }),
  ...rules(
    'earlier',
    away,
    ['[APPROX] NUMBER UNIT (earlier | before that | previously)', 'MANYAGO:many UNIT earlier'],
    { sign: -1, anaphoric: 1 },
  ),
  ...rules('earlier', away, ['(a/an) UNIT earlier'], { sign: -1, anaphoric: 1, number: 1 }),
  ...rules('later', away, ['[APPROX] NUMBER UNIT (later | after that)', 'MANYAGO:many UNIT later'], {
    sign: 1,
    anaphoric: 1,
  }),
  ...rules('later', away, ['(a/an) UNIT later'], { sign: 1, anaphoric: 1, number: 1 }),
  ...rules('later', away, ['PLURALUNIT:unit later'], { sign: 1, anaphoric: 1, many: 1 }),

  ...rules('lately', lately, ['[the/these] SHIFT NUMBER UNIT']),
  ...rules(
    'lately',
    lately,
    [
      '[the/these] SHIFT (few/several/couple) UNIT',
      'recent UNIT',
      '[the/these] SHIFT couple of UNIT',
      'the last many UNIT',
    ],
    { many: 1 },
  ),
  ...rules('lately', lately, ['the past UNIT', 'the last UNIT'], { number: 1, shift: -1 }),
  ...rules('duration', duration, [
    'NUMBER [long/full/more/straight/consecutive/whole] UNIT',
    'NUMBER - UNIT',
    'NUMBER - UNIT - (old/olds/long)',
    'NUMBER UNIT - (old/olds/long)',
    '{NUMBER} (to/and/or/-/—) NUMBER:other UNIT',
    'MANY:many UNIT',
  ]),
  ...rules('duration', duration, ['NUMBER and a half UNIT', 'NUMBER and a half - UNIT'], { plushalf: 1 }),
  ...rules(
    'duration',
    duration,
    [
      '(for/in/within/after/spent/over/than/nearly/almost/about) {[just] (a/an/one) UNIT}',
      'a UNIT - long',
      'a - UNIT - long',
      'a full UNIT',
      'an entire UNIT',
    ],
    { number: 1 },
  ),
  ...rules(
    'duration',
    duration,
    [
      '(for/in/after/over/spent/spanning/lasting/took/takes) {PLURALUNIT:unit}',
      '[the] PLURALUNIT:unit - long',
    ],
    { many: 1 },
  ),
  ...rules('length', fixed, ['half an hour', 'a half hour', 'a half-hour', 'half-hour'], {
    type: 'DURATION',
    value: 'PT30M',
  }),
  ...rules('length', fixed, ['an hour and a half'], { type: 'DURATION', value: 'PT1.5H' }),
  ...rules('length', fixed, ['a year and a half'], { type: 'DURATION', value: 'P1.5Y' }),
  ...rules('length', fixed, ['half a century', 'half-century', 'a half-century'], {
    type: 'DURATION',
    value: 'P50Y',
  }),
  ...rules('length', fixed, ['a quarter of a century', 'quarter-century', 'a quarter-century'], {
    type: 'DURATION',
    value: 'P25Y',
  }),
  ...rules('length', fixed, ['all day', 'all day long', 'all night'], { type: 'DURATION', value: 'P1D' }),
  ...rules('length', fixed, ['all year', 'year-round'], { type: 'DURATION', value: 'P1Y' }),
  ...rules('length', fixed, ['all week'], { type: 'DURATION', value: 'P1W' }),
  ...rules('length', fixed, ['a long time', 'for {long}'], { type: 'DURATION', value: 'PXY' }),

  ...rules('set', repeated, [
    '(each/every/per) [other] [NUMBER] UNIT',
    '(each/every) (^WEEKDAY | PART | ^MONTH | SEASON) [PART]',
    '^WEEKDAYS:weekday',
    'on ^WEEKDAYS:weekday',
    '(once/twice) (a/per) UNIT',
    '(times/days/hours) {(a/per) UNIT}',
    'ADJECTIVE:set',
  ]),
  ...rules('set', repeated, ['every other UNIT'], { number: 2 }),

  ...rules('reference', reference, ['REFERENCE']),
]
