import {
  away,
  century,
  date,
  decade,
  duration,
  feast,
  fixed,
  habitOrDay,
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

const year = '[,] [de/del] [año] YEAR'
const monthDay = `DAY (de/del) [mes] [de] MONTH [${year} | [del] [año] SHIFT]`
const day = `([SHIFT] WEEKDAY [,] [día] [el] ${monthDay} | SHIFT ${monthDay} | ${monthDay} | [SHIFT] [mismo] WEEKDAY [SHIFT])`
const dayOnly = 'WEEKDAY [,] [día] DAY'
const part = '[,] [a] [primera/última] [hora/horas] [de/por/en/a] [el/la] PART'
const clock = '(TWO:hour + :/. + MINUTE [horas/h/hs] | HOUR + : + MINUTE [horas/h/hs])'
const hour = `[,] [a] (las/la) (HOUR | NUMBER:hour) [: MINUTE | . MINUTE] [horas/h] [(de/por) la PART]`

/** Spanish time rules; the meanings are shared by all languages (times/meanings.ts). */
export const timeRules: readonly TimeRule[] = [
  ...rules('not-a-time', none, [
    'a la hora de',
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
    `{[este/ese] ${dayOnly}}`,
    `[la/esta] PART (de/del) [este/ese/el] (${dayOnly} | ${day})`,
    `[la/esta] PART (de/del) {OFFSET}`,
    `${clock} (del/de) ${day}`,
    'TWO:day + / + TWO:month + / + YEAR',
    'DAY + / + DIGIT12:month + / + YEAR',
    'DAY + . + DIGIT12:month + . + YEAR',
    'DAY + - + DIGIT12:month + - + YEAR',
    'YEAR + - + TWO:month + - + TWO:day',
  ]),
  ...rules('month', date, [
    `{[EDGE] [SHIFT] [mes de/meses] [de] _MONTH [${year} | [del] [año] SHIFT]}`,
    `[el/del/al/los] [EDGE] [SHIFT] (mes/meses) de MONTH [${year} | [del] [año] SHIFT]`,
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
    '[los/las] años (YEAR | TWO)',
    '[la] década (de/del) [los] [años] (YEAR | TWO)',
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
  ]),
  ...rules('deictic', date, ['anoche', 'anoche mismo'], { offset: -1, part: 'NI' }),
  ...rules('deictic', date, ['mañana', 'el día de mañana', 'mañana mismo'], { offset: 1 }),
  ...rules('deictic', date, ['mañana por la PART'], { offset: 1 }),
  ...rules('part-today', date, [`(esta/este) [misma/mismo] PART [${hour}]`, 'hoy por la PART'], { shift: 0 }),
  ...rules('part', date, ['{(por/de/en/durante) la PART}']),
  ...rules('clock', date, [
    clock,
    `(a/hacia/sobre/desde/hasta/de) las (HOUR | NUMBER:hour) [: MINUTE | . MINUTE] [horas/h] [(de/por) la PART]`,
    `[a] las HOUR + :/. + MINUTE [horas/h]`,
    `a las (HOUR | NUMBER:hour) y media [de la PART]`,
    'HOUR h',
  ]),
  ...rules('noon', date, ['[al] mediodía'], { hour: 12, minute: 0 }),
  ...rules('midnight', date, ['[a] [la] medianoche'], { hour: 0, minute: 0 }),

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
      '(a/hasta) (finales/fines/final/mediados/principios) (de/del) [este/esta] {UNIT}',
      '[el] UNIT actual',
      'lo que va de UNIT',
    ],
    { shift: 0 },
  ),
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
  ]),
  ...rules('week', week, [
    '[la] ORDINAL:which semana (de/del) [año] YEAR',
    '[la] semana NUMBER:which (de/del) YEAR',
  ]),

  ...rules('season', season, [
    '[EDGE] [el/la/este/esta] SHIFT SEASON',
    '[EDGE] [el/la/este/esta] SEASON (SHIFT | [de/del] [año] YEAR)',
    '{(el/este) SEASON} [de YEAR]',
    '(en/para/desde/durante/hasta) {SEASON}',
    'antes de {[el/la] SEASON}',
    '(en/de/desde/durante/para) {[el/la] SEASON}',
    '{[EDGE] SEASON} de YEAR',
  ]),
  ...rules('season-this', season, ['(este/esta) SEASON'], { shift: 0 }),
  ...rules('feast', feast, [
    '(en/por/para/de/desde/antes/el/la/esta) {FEAST [(de/del) YEAR | SHIFT]}',
    'FEAST de YEAR',
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
    'NUMBER [de] [largos/largas] UNIT',
    'NUMBER [de] UNIT HALF:plushalf',
    'NUMBER HALF:plushalf UNIT',
    '{NUMBER} (a/y/o/-/u) NUMBER:other UNIT',
    'MANY:many UNIT',
    'NUMBER - UNIT',
    '{NUMBER UNIT} (antes/después) (de/del)',
  ]),
  ...rules('duration', duration, ['(el/la) (primer/primera) UNIT'], { number: 1 }),
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
    'cada (WEEKDAY | PART | MONTH | SEASON)',
    '(todos/todas) (los/las) UNIT',
    '(por/al) UNIT',
    '[todos] los WEEKDAYS:weekday [(por/en) la PART]',
    'todas las PARTS:part',
    'ADJECTIVE:set',
  ]),
  ...rules('habit', habitOrDay, ['el {WEEKDAY}'], {}),

  ...rules('reference', reference, ['REFERENCE']),
]
