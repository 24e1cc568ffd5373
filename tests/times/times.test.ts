import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import type { Component } from '../../src/engine/component.ts'
import { Document } from '../../src/engine/document.ts'
import { createGrammar } from '../../src/engine/grammar/grammar.ts'
import { createTokeniser } from '../../src/engine/text/tokeniser.ts'
import { createTimes } from '../../src/engine/times/times.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'
import { testEngine } from '../support.ts'
import type { TimeCase } from './case.ts'
import { autumnCases } from './cases.autumn.ts'
import { englishCases } from './cases.en.ts'
import { spanishCases } from './cases.es.ts'
import { frenchCases } from './cases.fr.ts'

const published = '2026-03-04'
const tables: readonly [Language, readonly TimeCase[], string][] = [
  ['fr', frenchCases, published],
  ['en', englishCases, published],
  ['es', spanishCases, published],
  ['fr', autumnCases.fr, '2024-10-02'],
  ['en', autumnCases.en, '2024-10-02'],
  ['es', autumnCases.es, '2024-10-02'],
]

function read(language: Language, text: string, when: string | undefined = published) {
  return testEngine()
    .analyse({ text, language, published: when })
    .times.map((time) => ({ words: text.slice(...time.span), ...time }))
}

const grammars = new Map<Language, readonly Component[]>()

/** Times as the component gives them behind the grammar, without what comes after. */
function withTense(language: Language, text: string, when: string, publisher?: string) {
  const parts = grammars.get(language) ?? [
    createTokeniser(packs[language]),
    createGrammar(packs[language], folderResources()),
    createTimes(packs[language]),
  ]
  grammars.set(language, parts)
  const document = new Document({ text, published: when, publisher }, packs[language], false)
  for (const component of parts) component.run(document)
  return document.times.map((time) => ({ words: text.slice(...time.span), ...time }))
}

for (const [language, cases, when] of tables)
  describe(`time expressions, ${language}, ${when}`, () => {
    // A value may have its modifier behind it: "2026-01 END".
    test.each(cases.map((row) => [row[0], row.slice(1)] as const))('%s', (marked, values) => {
      const words = [...marked.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1])
      const times = withTense(language, marked.replace(/[[\]]/g, ''), when)
      const found = times.map((time, i) => [
        time.words,
        time.mod && values[i]?.includes(' ') ? `${time.value} ${time.mod}` : time.value,
      ])
      expect(found).toEqual(words.map((word, i) => [word, values[i]]))
    })
  })

describe('what follows from a value', () => {
  test('a day, a week, a month, a year and an hour have their stretch, its end left out', () => {
    const stretch = (text: string) => read('en', text).map((time) => [time.type, time.from, time.to])
    expect(stretch('It rained yesterday.')).toEqual([['DATE', '2026-03-03', '2026-03-04']])
    expect(stretch('It rained last week.')).toEqual([['DATE', '2026-02-23', '2026-03-02']])
    expect(stretch('It rained in December 2025.')).toEqual([['DATE', '2025-12-01', '2026-01-01']])
    expect(stretch('It rained in 2019.')).toEqual([['DATE', '2019-01-01', '2020-01-01']])
    expect(stretch('It rained at 11:59 p.m. on Tuesday.')).toEqual([
      ['TIME', '2026-03-03T23:59', '2026-03-04T00:00'],
    ])
  })

  test('a length, a repetition and a vague time have none', () => {
    for (const text of ['It rained three weeks.', 'It rained every day.', 'It rained recently.'])
      for (const time of read('en', text)) expect([time.from, time.to]).toEqual([undefined, undefined])
  })

  test('types are told apart', () => {
    const types = (language: Language, text: string) => read(language, text).map((time) => time.type)
    expect(types('fr', 'Il pleut chaque jour depuis trois ans, hier soir comme en 2019.')).toEqual([
      'SET',
      'DURATION',
      'TIME',
      'DATE',
    ])
    expect(types('es', 'Llueve cada día desde 2019.')).toEqual(['SET', 'DATE'])
  })
})

describe('a date in figures', () => {
  const day = (publisher: string | undefined, url?: string) => {
    const text = 'The form of 7/8/2024 is void.'
    return testEngine().analyse({ text, language: 'en', publisher, url, published: '2024-10-02' }).times[0]
      ?.value
  }

  test('has the order of the language, and of the country of an outlet that is known', () => {
    expect(day(undefined)).toBe('2024-07-08')
    expect(day('The Guardian')).toBe('2024-08-07')
    expect(day('USA Today')).toBe('2024-07-08')
    expect(day(undefined, 'https://news.example.co.uk/1')).toBe('2024-08-07')
    expect(day(undefined, 'https://news.example.ie/1')).toBe('2024-08-07')
  })

  test('is a day of that order or none', () => {
    expect(read('fr', 'Le vote du 31/11 est annulé.')).toEqual([])
    expect(read('en', 'The form of 13/13/2024 is void.').map((time) => time.value)).not.toContain(
      '2024-13-13',
    )
  })
})

describe('hours and days of what has no value of its own', () => {
  const stretch = (language: Language, text: string) =>
    read(language, text).map((time) => [time.from, time.to])

  test('small hours, dawn and dusk', () => {
    expect(stretch('es', 'La madrugada del sábado hubo disparos.')).toEqual([
      ['2026-02-28T00:00', '2026-02-28T06:00'],
    ])
    expect(stretch('en', 'Shots rang out in the early hours of Sunday.')).toEqual([
      ['2026-03-01T00:00', '2026-03-01T06:00'],
    ])
    expect(stretch('fr', 'Des tirs ont éclaté à l’aube samedi.')).toEqual([
      ['2026-02-28T05:00', '2026-02-28T08:00'],
    ])
    expect(stretch('en', 'Shots rang out at dusk.')).toEqual([['2026-03-04T18:00', '2026-03-04T21:00']])
  })

  test('halves, weeks and days of a month', () => {
    expect(stretch('fr', 'La première quinzaine de février fut froide.')).toEqual([
      ['2026-02-01', '2026-02-16'],
    ])
    expect(stretch('es', 'La última semana de enero fue fría.')).toEqual([['2026-01-25', '2026-02-01']])
    expect(stretch('en', 'The first ten days of January were cold.')).toEqual([['2026-01-01', '2026-01-11']])
    expect(stretch('en', 'The last two weeks of January were cold.')).toEqual([['2026-01-18', '2026-02-01']])
    expect(stretch('fr', 'Les deux premières semaines de janvier furent froides.')).toEqual([
      ['2026-01-01', '2026-01-15'],
    ])
    expect(stretch('es', 'Las 24 primeras horas de enero fueron frías.')).not.toContainEqual([
      '2026-01-01',
      '2026-01-25',
    ])
  })

  test('midnight ends its day', () => {
    expect(stretch('en', 'It ended on Monday at midnight.')).toEqual([
      ['2026-03-03T00:00', '2026-03-03T00:01'],
    ])
  })
})

describe('a text without a publication date', () => {
  const undated = (language: Language, text: string) =>
    testEngine()
      .analyse({ text, language })
      .times.map((time) => time.value)

  test('keeps what is not known unknown', () => {
    expect(undated('fr', 'Le pont a cédé jeudi.')).toEqual(['XXXX-WXX-4'])
    expect(undated('fr', 'Le pont a cédé le 4 juin.')).toEqual(['XXXX-06-04'])
    expect(undated('es', 'La feria es en junio próximo.')).toEqual(['XXXX-06'])
    expect(undated('en', 'The bridge fell last week.')).toEqual(['XXXX-WXX'])
    expect(undated('en', 'The bridge fell yesterday.')).toEqual(['XXXX-XX-XX'])
    expect(undated('en', 'The bridge fell on June 4, 2021.')).toEqual(['2021-06-04'])
    expect(undated('en', 'The bridge fell on June 4 last year.')).toEqual(['XXXX-06-04'])
    expect(undated('fr', "Le pont a cédé en juin de l'an dernier.")).toEqual(['XXXX-06'])
    expect(undated('es', 'El puente cedió el último viernes del mes.')).toEqual(['XXXX-XX-WXX-5'])
    expect(undated('en', 'The bridge fell on the first Tuesday of May.')).toEqual(['XXXX-05-WXX-2'])
    expect(undated('fr', 'Le pont a cédé il y a deux ans jour pour jour.')).toEqual(['XXXX-XX-XX'])
    expect(undated('fr', 'Il était parti le 9, revenu le 12.')).toEqual(['XXXX-XX-09', 'XXXX-XX-12'])
    expect(undated('fr', "Depuis l'attaque du 3 mai, la ville a peur.")).toEqual(['XXXX-05-03'])
    expect(undated('es', 'La marcha del 10/11 fue anulada.')).toEqual(['XXXX-11-10'])
    expect(undated('en', 'It ended at noon Friday.')).toEqual(['XXXX-WXX-5T12:00'])
    expect(undated('en', 'It rained at Easter.')).toEqual(['XXXX-XX-XX'])
  })

  test('is dated by what it states itself', () => {
    expect(undated('es', 'El dique cedió este lunes (11.01.2021), tras el aviso del domingo.')).toEqual([
      '2021-01-11',
      '2021-01-11',
      '2021-01-10',
    ])
  })

  test('takes a year from a weekday that fits the years it names', () => {
    expect(undated('fr', 'Racheté en 2019, le journal a paru mercredi 22 juillet.')).toEqual([
      '2019',
      '2020-07-22',
    ])
  })
})

const components = {
  fr: [createTokeniser(packs.fr), createTimes(packs.fr)],
  en: [createTokeniser(packs.en), createTimes(packs.en)],
  es: [createTokeniser(packs.es), createTimes(packs.es)],
}

/** Times as the component gives them on tokens alone, without the grammar. */
function alone(language: Language, text: string, when: string | undefined) {
  const document = new Document({ text, published: when }, packs[language], false)
  for (const component of components[language]) component.run(document)
  return document.times
}

describe('any text', () => {
  const words = fc.constantFrom(
    ...[
      'le',
      'la',
      'de',
      'du',
      'au',
      'lundi',
      '12',
      '31',
      'mars',
      '2020',
      'il y a',
      'deux',
      'ans',
      'h',
      ':',
      '/',
      '.',
    ],
    ...[
      'enero',
      'próximo',
      'mañana',
      'a las',
      'May',
      'next',
      'two',
      'years',
      'ago',
      "'",
      '-',
      '—',
      '\n',
      '999999999',
    ],
    ...[
      '\ud800',
      '\udc00',
      '🕛',
      '٣',
      'ª',
      '1.000',
      '0',
      '00',
      'nuit',
      "l'",
      'siècle',
      'XXe',
      'semaine',
      'à',
    ],
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
    fc.array(words, { minLength: 1, maxLength: 60 }).map((list) => list.join(' ')),
    fc.array(words, { minLength: 1, maxLength: 60 }).map((list) => list.join('')),
  )

  test.each(['fr', 'en', 'es'] as const)(
    'keeps spans inside the text, not empty, in order, apart (%s)',
    (language) => {
      fc.assert(
        fc.property(texts, fc.constantFrom(published, undefined, 'not a date'), (text, when) => {
          fc.pre(text.trim() !== '')
          let end = 0
          for (const time of alone(language, text, when)) {
            expect(time.span[0]).toBeGreaterThanOrEqual(end)
            expect(time.span[1]).toBeGreaterThan(time.span[0])
            expect(time.span[1]).toBeLessThanOrEqual(text.length)
            expect(time.value).not.toMatch(/NaN|undefined|Infinity/)
            if (time.from !== undefined && time.to !== undefined) expect(time.from < time.to).toBe(true)
            end = time.span[1]
          }
        }),
        { numRuns: 300, seed: 6 },
      )
    },
  )

  test('same in, same out', () => {
    const text = frenchCases.map((row) => row[0].replace(/[[\]]/g, '')).join('\n')
    expect(read('fr', text)).toEqual(read('fr', text))
  })
})
