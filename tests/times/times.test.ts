import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { Document } from '../../src/engine/document.ts'
import { createTokeniser } from '../../src/engine/text/tokeniser.ts'
import { createTimes } from '../../src/engine/times/times.ts'
import { packs } from '../../src/languages/index.ts'
import { testEngine } from '../support.ts'
import type { TimeCase } from './case.ts'
import { englishCases } from './cases.en.ts'
import { spanishCases } from './cases.es.ts'
import { frenchCases } from './cases.fr.ts'

const published = '2026-03-04'
const tables: readonly [Language, readonly TimeCase[]][] = [
  ['fr', frenchCases],
  ['en', englishCases],
  ['es', spanishCases],
]

function read(language: Language, text: string, when: string | undefined = published) {
  return testEngine()
    .analyse({ text, language, published: when })
    .times.map((time) => ({ words: text.slice(...time.span), ...time }))
}

for (const [language, cases] of tables)
  describe(`time expressions, ${language}`, () => {
    test.each(cases.map((row) => [row[0], row.slice(1)] as const))('%s', (marked, values) => {
      const words = [...marked.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1])
      const times = read(language, marked.replace(/[[\]]/g, ''))
      expect(times.map((time) => [time.words, time.value])).toEqual(words.map((word, i) => [word, values[i]]))
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
