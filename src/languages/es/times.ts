import {
  anniversary,
  away,
  century,
  date,
  decade,
  duration,
  feast,
  fixed,
  habitOrDay,
  lately,
  momentsLater,
  namedDay,
  night,
  none,
  period,
  quarter,
  reference,
  repeated,
  samePeriod,
  season,
  stretchOfMonth,
  week,
  weekdayOfMonth,
  weekOf,
} from '../../engine/times/meanings.ts'
import { rules, type TimeRule } from '../../engine/times/rule.ts'

const year = '[,] [de/del] [año] YEAR'
/** The year behind a day or month: "de 2024", "del año pasado", ", hace dos años", "de ese mismo año". */
const yearBehind = `[${year} | [,] [de/del] YEARAWAY | [del] [año] SHIFT | [,] [de] hace NUMBER:yearsago (año/años) | [,] [de/del] SAMEYEAR]`
const monthDay = `(DAY (de/del) [mes] [de] MONTH ${yearBehind} | DAY (de/del) MONTHAWAY)`
const figures =
  '(DAY:one + / + DAY:second + / + (YEAR | TWO) | DAY:one + . + DAY:second + . + (YEAR | TWO) | DAY:one + - + DAY:second + - + (YEAR | TWO))'
const day = `([SHIFT] WEEKDAY [,] [día] [el] ${monthDay} | WEEKDAY [,] [día] [el] ${figures} | WEEKDAY [,] [día] [el] DAY:one + / + DAY:second | SHIFT ${monthDay} | ${monthDay} | WEEKDAY [de] WEEKAWAY | [SHIFT] [mismo] WEEKDAY [SHIFT])`
const dayOnly = 'WEEKDAY [,] [día] DAY'
const part =
  '[,] [a/al/antes/desde/hasta/durante] [de/del] [primera/última/primeras/últimas] [hora/horas] [de/por/en/a/del] [el/la] PART'
const clock = '(TWO:hour + :/. + MINUTE [horas/h/hs] | HOUR + : + MINUTE [horas/h/hs])'
const hours = '(HOUR | NUMBER:hour) [: MINUTE | . MINUTE | PASTHOUR:minute] [horas/h/hs] [en punto]'
const hour = `([,] [a/hacia/sobre/desde] (las/la) ${hours} [(de/por) la PART | del PART | del NOON:x] | [,] [a/al/hacia/sobre/desde] [el/la] NOON:hour)`
/** A month by its name or from now, for what is counted in it. */
const inMonth = `(de/del/en) ([mes] [de] _MONTH ${yearBehind} | MONTHAWAY)`

/** Spanish time rules; the meanings are shared by all languages (times/meanings.ts). */
export const timeRules: readonly TimeRule[] = [
  ...rules('not-a-time', none, [
    'a la hora de',
    '24 / 7',
    'es hora de',
    'última hora',
    'a última hora',
    'de última hora',
    'la hora de la verdad',
    'plaza de mayo',
    'avenida de mayo',
    'madres de plaza de mayo',
    'clínica mayo',
    'santo domingo',
    'plácido domingo',
    'domingo de ramos',
    '[el/del/de] año escolar/académico/fiscal',
    'en segundo lugar',
    'por segundo año',
    'el/del/al/un segundo',
    'la segunda',
    'más tarde',
    'tarde o temprano',
    'un día',
    'algún día',
    'el otro día',
    'poco a poco',
    '(el/un/este/del/al/otro) (diario/semanal/trimestral)',
    'los/sus/estos diarios',
    'pan de cada día',
    'la luz del día',
    'orden del día',
    'día a día',
    'el día a día',
  ]),

  ...rules('date', date, [
    `[este/ese/el] ${day} [${part}] [${hour}]`,
    `{[este/ese] ${dayOnly} [${part}] [${hour}]}`,
    `[la/esta] PART (de/del) [este/ese/el] (${dayOnly} | ${day})`,
    `[la/esta] PART (de/del) {OFFSET}`,
    `${clock} (del/de) ${day}`,
    `{[el/la] NOON:hour [de/del] [este/ese/el] ${day}}`,
    `(a/al) {[el/la] NOON:hour [de/del] [este/ese/el] ${day}}`,
    `[a] las ${hours} [(de/por) la PART | del PART] [,] (de/del) [este/ese/el] ${day}`,
    `[el/la] DAWN:part (de/del) [este/ese/el] (${dayOnly} | ${day})`,
    `[la/esta] PART [este/ese] (${dayOnly} | ${day})`,
    `[el/del/día/al] {${figures}}`,
    'DAY + - + MONTH + - + (YEAR | TWO)',
    '(el/del/al/día/desde/hasta) [el/día] {DAY:one + / + DAY:second}',
    'YEAR + - + TWO:month + - + TWO:day',
    'YEAR + - + TWO:month + - + TWO:day + t + HOUR + : + MINUTE',
    `[de/del] YEARAWAY [,] [el] ${monthDay}`,
    `hace NUMBER:yearsago (año/años) [,] [el] ${monthDay}`,
  ]),
  ...rules('first-hours', date, [`[a] {primera hora (de/del) [la PART de/del] [este/ese/el] ${day}}`], {
    edge: 'early',
  }),
  ...rules('first-hours', date, [`[a] {última hora (de/del) [la PART de/del] [este/ese/el] ${day}}`], {
    edge: 'late',
  }),
  ...rules(
    'first-hours',
    date,
    [`[las] primeras horas (de/del) [este/ese/el] ${day}`, '[las] primeras horas de OFFSET'],
    { part: 'EH' },
  ),
  ...rules('first-hours', date, [`[las] últimas horas (de/del) [este/ese/el] ${day}`], { part: 'EV' }),
  ...rules('named-day', namedDay, ['[el/del/al] {NAMEDDAY}']),
  ...rules('day-of-month', date, [`el {DAY [${part}]}`, `el {DAY ${hour}}`], { alone: 1 }),
  ...rules('day-of-month', date, [`(el/del/al) día {DAY [${part}] [${hour}]}`]),
  ...rules('weekday-of-month', weekdayOfMonth, [
    `[el/los/al] NTH WEEKDAY ${inMonth}`,
    `[el] NTH WEUNIT:unit ${inMonth}`,
    '[el/los/al] NTH WEEKDAY del mes',
    '[el] NTH WEUNIT:unit del mes',
  ]),
  ...rules(
    'weekday-of-month',
    weekdayOfMonth,
    [
      `[el/los] NTH [y] [NTH:x] WEEKDAY (de cada mes | de todos los meses) [${hour}]`,
      `cada NTH WEEKDAY (de/del) mes [${hour}]`,
      `los NTH WEEKDAY del mes [${hour}]`,
    ],
    { each: 1 },
  ),
  ...rules('week-of-month', stretchOfMonth, [`[la] NTH semana ${inMonth}`, '[la] NTH semana del mes'], {
    unit: 'W',
  }),
  ...rules(
    'half-of-month',
    stretchOfMonth,
    [`[la] NTH (quincena/mitad) ${inMonth}`, '[la] NTH (quincena/mitad) del mes'],
    {
      unit: 'F',
    },
  ),
  ...rules('days-of-month', stretchOfMonth, [
    `[los] NUMBER NTH UNIT ${inMonth}`,
    `[los] NTH NUMBER UNIT ${inMonth}`,
  ]),
  ...rules('week-of', weekOf, [`[la] semana del [WEEKDAY] [día] ${monthDay}`]),
  ...rules('weekday-week', date, ['[el] WEEKDAY en ocho'], { weeks: 1 }),
  ...rules('weekday-week', date, ['[el] WEEKDAY en quince'], { weeks: 2 }),
  ...rules('month', date, [
    `{[EDGE] [SHIFT] [mes de/meses] [de] _MONTH ${yearBehind}}`,
    `[el/del/al/los] [EDGE] [SHIFT] (mes/meses) de MONTH ${yearBehind}`,
    `SHIFT MONTH [${year}]`,
    `MONTH [de/del] [año] YEAR`,
    '[este/ese] MONTH SHIFT',
  ]),
  ...rules('month-this', date, ['este [mes de] MONTH', 'este mes de MONTH'], { shift: 0 }),
  ...rules('month-same', date, ['ese [mismo] [mes de] MONTH'], { same: 1 }),
  ...rules('date-of-range', date, [
    `(entre/del/desde/el/los/días/de) [el/los/día/días] {DAY} (y/al/a/hasta/-) [el] [día] [WEEKDAY:otherweekday] DAY:other de MONTH [${year} | SHIFT]`,
    `{[WEEKDAY] DAY} y [el] [WEEKDAY:otherweekday] DAY:other de MONTH [${year} | SHIFT]`,
    `{DAY de MONTH} (al/y/a) [el] [WEEKDAY:otherweekday] DAY:other de MONTH:othermonth (de/del) YEAR`,
    '{_MONTH} (y/a/o/-) MONTH:othermonth (de/del) YEAR',
  ]),
  ...rules('following-weekday', date, ['[el] WEEKDAY siguiente', '[el] siguiente WEEKDAY'], { follow: 1 }),

  ...rules(
    'year',
    date,
    ['[EDGE] [el/del/este] [pasado/próximo] (año/años) YEAR', '[EDGE] [del/de] [año] YEAR', 'YEAR'],
    { bare: 1 },
  ),
  ...rules('decade', decade, [
    '[EDGE] [los/las/de] [los] años (YEAR | TWO | DECADEWORD:two)',
    '[EDGE] [la/de] [la] década (de/del) [los] [años] (YEAR | TWO | DECADEWORD:two)',
    '(en/de/desde/durante) {los DECADEWORD:two}',
  ]),
  ...rules('century', century, ['[EDGE] [del/el/de] siglo CENTURY:which']),

  ...rules('night', night, [
    '[la] (noche/madrugada) del WEEKDAY:first al WEEKDAY [DAY de MONTH [de YEAR]]',
    '[la] (noche/madrugada) del [WEEKDAY:firstweekday] DAY:first [de MONTH:firstmonth] al [WEEKDAY] DAY de MONTH [de YEAR]',
  ]),

  ...rules('deictic', date, [
    `[el día de] OFFSET [${part}] [${hour}]`,
    `OFFSET [,] {WEEKDAY [DAY [de MONTH [de YEAR]]]}`,
    'ayer (noche | por la noche)',
    `OFFSET [,] ${hour}`,
    '[el/la] NOON:hour de OFFSET',
    '(a/al) {[el/la] NOON:hour de OFFSET}',
    '[el] DAWN:part de OFFSET',
  ]),
  ...rules('deictic', date, ['anoche', 'anoche mismo'], { offset: -1, part: 'NI' }),
  ...rules('deictic', date, [`mañana [${hour}]`, 'el día de mañana', 'mañana mismo'], { offset: 1 }),
  ...rules('deictic', date, ['mañana por la PART'], { offset: 1 }),
  ...rules('part-today', date, [`(esta/este) [misma/mismo] PART [${hour}]`, 'hoy por la PART'], { shift: 0 }),
  ...rules('part', date, [
    '{(por/de/en/durante) la PART}',
    'de {SMALLHOURS:part}',
    '(al/antes/hasta/desde) [de/del] [el] {DAWN:part}',
    'en plena PART',
  ]),
  ...rules('clock', date, [
    clock,
    `(a/hacia/sobre/desde/hasta/de) (las/la) ${hours} [(de/por) la PART | del PART]`,
    `[a] las HOUR + :/. + MINUTE [horas/h]`,
    'HOUR h',
  ]),
  ...rules('clock', date, [`y (las/la) {${hours}} [(de/por) la PART]`], { behind: 'clock' }),
  ...rules('decade', decade, ['(y/o) [los] {(YEAR | TWO | DECADEWORD:two)}'], { behind: 'decade' }),
  ...rules('noon', date, [
    '[al] NOON:hour',
    '(a/hasta/desde/sobre/de/hacia) [la/el] {NOON:hour}',
    'a la NOON:hour',
  ]),

  ...rules('anaphor', date, ['la víspera', '[el] día anterior', 'el día antes', '[la] PART anterior'], {
    anaphor: -1,
  }),
  ...rules('anaphor', date, ['[al/el] día siguiente', '[al/el] siguiente día', 'la mañana siguiente'], {
    anaphor: 1,
  }),
  ...rules(
    'anaphor',
    date,
    ['(ese/aquel) [mismo] día', '(ese/el) mismo día', 'esa [misma] PART', 'aquella PART', 'la misma PART'],
    { anaphor: 0 },
  ),
  ...rules('anaphor-of', date, ['{[la] víspera} (de/del)'], { anaphor: -1, of: 1 }),

  ...rules('lately', lately, ['[el/la/del] (último/última) UNIT'], { number: 1 }),
  ...rules(
    'period',
    period,
    [
      '(este/esta) [mismo/misma] UNIT',
      '[este/esta] UNIT en curso',
      '(a/hasta/para/desde) EDGE [de/del] [este/esta] {UNIT}',
      'EDGE (este/esta) UNIT',
      '[el] UNIT actual',
      'lo que va de UNIT',
    ],
    { shift: 0 },
  ),
  ...rules('period', period, ['[el/la] UNIT BEFORELAST:shift']),
  ...rules('period', period, ['[EDGE] [el/la/del] UNIT SHIFT', '[EDGE] [el/la/del] SHIFT UNIT']),
  ...rules(
    'same-period',
    samePeriod,
    ['(ese/esa) [mismo/misma] UNIT', '(aquel/aquella) [mismo/misma] UNIT', '(el/la) (mismo/misma) UNIT'],
    { shift: 0 },
  ),
  ...rules('same-period', samePeriod, ['[el/la/al] UNIT siguiente', '[el/la/al] siguiente UNIT'], {
    shift: 1,
  }),
  ...rules('same-period', samePeriod, ['[el/la] UNIT anterior', 'el anterior UNIT'], { shift: -1 }),
  ...rules('quarter', quarter, [
    '[el/del] ORDINAL:which UNIT [(de/del) [año] YEAR]',
    '[el/del] ORDINAL:which UNIT del año SHIFT',
    '[el/del] ORDINAL:which UNIT (de/del) (YEARAWAY | SAMEYEAR)',
  ]),
  ...rules(
    'quarter',
    quarter,
    [
      't + DIGIT12:which [de/del] (YEAR | TWO)',
      'DIGIT12:which + t [de/del] YEAR',
      'DIGIT12:which + t + TWO',
      'q + DIGIT12:which [de/del] YEAR',
    ],
    {
      unit: 'Q',
    },
  ),
  ...rules(
    'quarter',
    quarter,
    ['s + DIGIT12:which [de/del] YEAR', 'DIGIT12:which + s [de/del] YEAR', 'h + DIGIT12:which [de/del] YEAR'],
    { unit: 'S' },
  ),
  ...rules('quarter', quarter, ['[la] ORDINAL:which mitad (de/del) [año] (YEAR | YEARAWAY)'], { unit: 'S' }),
  ...rules('week', week, [
    '[la] ORDINAL:which semana (de/del) [año] YEAR',
    '[la] semana NUMBER:which (de/del) YEAR',
  ]),

  ...rules('season', season, [
    '[EDGE] [el/la/este/esta] SHIFT SEASON',
    '[EDGE] [el/la/este/esta] SEASON (SHIFT | [de/del] [año] YEAR | [de/del] YEARAWAY | [de/del] SAMEYEAR)',
    '{(el/este) SEASON} [de YEAR]',
    '(en/para/desde/durante/hasta) {SEASON}',
    'antes de {[el/la] SEASON}',
    '(en/de/desde/durante/para) {[el/la] SEASON}',
    '{[EDGE] SEASON} de YEAR',
  ]),
  ...rules('season-this', season, ['(este/esta) SEASON'], { shift: 0 }),
  ...rules('feast', feast, [
    '(en/por/para/de/desde/antes/el/la/esta) {FEAST [(de/del) YEAR | SHIFT | (de/del) YEARAWAY]}',
    'FEAST (de/del) YEAR',
  ]),

  ...rules('anniversary', anniversary, ['hace NUMBER UNIT [,] mañana'], { offset: 1 }),
  ...rules('anniversary', anniversary, [
    'hace NUMBER UNIT [,] (OFFSET | [el] WEEKDAY | TOTHEDAY | esta/este UNIT:within)',
    'OFFSET [,] (hace/hacen) NUMBER UNIT',
    'OFFSET se (cumplen/cumple) NUMBER UNIT',
  ]),
  ...rules(
    'ago',
    away,
    [
      '[desde] {hace [ya] [APPROX] NUMBER [de] UNIT [HALF]}',
      '[desde] {hace [ya] [APPROX] MANYAGO:many UNIT}',
      '(NUMBER | MANYAGO:many) UNIT atrás',
      '[desde] {hacía NUMBER UNIT}',
    ],
    { sign: -1 },
  ),
  ...rules('ago', away, ['[desde] {hace UNIT}', 'UNIT atrás'], { sign: -1, many: 1 }),
  ...rules(
    'from-now',
    away,
    ['dentro de [APPROX] NUMBER UNIT', 'dentro de [APPROX] MANYAGO:many UNIT', 'en [APPROX] NUMBER UNIT más'],
    { sign: 1 },
  ),
  ...rules('earlier', away, ['[APPROX] NUMBER UNIT antes', 'MANYAGO:many UNIT antes'], {
    sign: -1,
    anaphoric: 1,
  }),
  ...rules(
    'later',
    away,
    ['[APPROX] NUMBER UNIT (después | más tarde)', 'MANYAGO:many UNIT (después | más tarde)'],
    { sign: 1, anaphoric: 1 },
  ),

  ...rules('lately', lately, [
    '[estos/estas/los/las] SHIFTS:shift NUMBER [de] UNIT',
    '[estos/estas/los/las] NUMBER SHIFTS:shift UNIT',
  ]),
  ...rules(
    'lately',
    lately,
    ['[estos/estas/los/las] SHIFTS:shift [MANY] UNIT', 'los SHIFTS UNIT', 'estos UNIT'],
    { many: 1 },
  ),
  ...rules('duration', duration, [
    '[APPROX] {NUMBER [de] [largos/largas] UNIT}',
    'NUMBER [de] UNIT HALF:plushalf',
    'NUMBER HALF:plushalf UNIT',
    '{NUMBER} (a/y/o/-/u) NUMBER:other UNIT',
    'MANY:many UNIT',
    'NUMBER - UNIT',
    '{NUMBER UNIT} (antes/después) (de/del)',
  ]),
  ...rules('duration', duration, ['(el/la) (primer/primera) UNIT'], { number: 1 }),
  ...rules('duration', duration, ['[el] resto (de/del) [la/esta/este] (UNIT | PART)'], { rest: 1 }),
  ...rules('moments', momentsLater, [
    '[unos/pocos] (instantes/momentos) (después | más tarde)',
    'un (instante/momento) después',
  ]),
  ...rules('length', fixed, ['(unos/algunos/varios) (instantes/momentos)'], {
    type: 'DURATION',
    value: 'PTXM',
  }),
  ...rules('length', fixed, ['media hora'], { type: 'DURATION', value: 'PT30M' }),
  ...rules('length', fixed, ['un cuarto de hora'], { type: 'DURATION', value: 'PT15M' }),
  ...rules('length', fixed, ['medio año'], { type: 'DURATION', value: 'P6M' }),
  ...rules('length', fixed, ['todo el día', 'toda la noche', 'toda la jornada'], {
    type: 'DURATION',
    value: 'P1D',
  }),
  ...rules('length', fixed, ['toda la mañana', 'toda la tarde'], { type: 'DURATION', value: 'PTXH' }),
  ...rules('length', fixed, ['todo el año'], { type: 'DURATION', value: 'P1Y' }),
  ...rules('length', fixed, ['mucho tiempo', 'largo tiempo'], { type: 'DURATION', value: 'PXY' }),

  ...rules('set', repeated, [
    '(cada) [NUMBER] UNIT',
    `cada UNIT [,] ${hour}`,
    `cada (WEEKDAY | PART | MONTH | SEASON) [(por/en) la PART] [${hour}]`,
    '(todos/todas) (los/las) UNIT',
    `(todos/todas) (los/las) UNIT [,] ${hour}`,
    '(por/al) UNIT',
    `[todos] los WEEKDAYS:weekday [(por/en) la PART] [${hour}]`,
    `todas las PARTS:part [${hour}]`,
    'ADJECTIVE:set',
  ]),
  ...rules('habit', habitOrDay, ['el {WEEKDAY}'], {}),

  ...rules('reference', reference, ['REFERENCE']),
]
