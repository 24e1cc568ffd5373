import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '../../src/contract/analysis.ts'
import { Document } from '../../src/engine/document.ts'
import { createQuantities } from '../../src/engine/events/quantities.ts'
import { readNumber } from '../../src/engine/text/numbers.ts'
import { cutPieces } from '../../src/engine/text/pieces.ts'
import { createTokeniser } from '../../src/engine/text/tokeniser.ts'
import { createTimes } from '../../src/engine/times/times.ts'
import { numberWords as en } from '../../src/languages/en/numbers.ts'
import { numberWords as es } from '../../src/languages/es/numbers.ts'
import { numberWords as fr } from '../../src/languages/fr/numbers.ts'
import { packs } from '../../src/languages/index.ts'
import { testEngine } from '../support.ts'
import { quantityCases } from './cases.ts'

const harms = new Set(['killed', 'injured', 'arrested', 'missing', 'displaced'])

for (const language of languages)
  describe(`figures, ${language}`, () => {
    test.each(quantityCases[language].map((row) => [row[0], row.slice(1)] as const))(
      '%s',
      (text, figures) => {
        const quantities = testEngine().analyse({ text, language, published: '2026-03-04' }).quantities ?? []
        const seen = quantities
          .filter((quantity) => harms.has(quantity.unit) || /^[A-Z]{3}$/.test(quantity.unit))
          .map((quantity) => [text.slice(...quantity.span), quantity.unit, quantity.low, quantity.high])
        expect(seen).toEqual(figures)
      },
    )

    test('keeps spans inside any text, not empty, in order, apart', () => {
      const components = [
        createTokeniser(packs[language]),
        createTimes(packs[language]),
        createQuantities(packs[language]),
      ]
      const words = fc.constantFrom(
        ...[
          '12',
          'morts',
          'au moins',
          'entre',
          'et',
          '40',
          'dead',
          'killed',
          'a',
          'dozen',
          '$',
          '€',
          'millones',
          'de',
        ],
        ...[
          'una',
          'decena',
          'muertos',
          '1.000',
          '1 000',
          '-',
          '\n',
          '\ud800',
          'constructor',
          'toString',
          'cent',
          'mil',
        ],
      )
      const texts = fc.oneof(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
        fc.array(words, { minLength: 1, maxLength: 60 }).map((list) => list.join(' ')),
        fc.array(words, { minLength: 1, maxLength: 60 }).map((list) => list.join('')),
      )
      fc.assert(
        fc.property(texts, (text) => {
          fc.pre(text.trim() !== '')
          let end = 0
          const document = new Document({ text }, packs[language], false)
          for (const component of components) component.run(document)
          for (const quantity of document.quantities) {
            expect(quantity.span[0]).toBeGreaterThanOrEqual(end)
            expect(quantity.span[1]).toBeGreaterThan(quantity.span[0])
            expect(quantity.span[1]).toBeLessThanOrEqual(text.length)
            expect(quantity.unit).not.toBe('')
            for (const bound of [quantity.low, quantity.high])
              if (bound !== null) expect(Number.isFinite(bound)).toBe(true)
            end = quantity.span[1]
          }
        }),
        { numRuns: 300, seed: 6 },
      )
    })
  })

test('a noun counted gives its lemma and stands with the claim that it is part of', () => {
  const text = 'The city bought 40 cars for the police.'
  const { quantities = [], claims } = testEngine().analyse({ text, language: 'en' })
  expect(quantities.map(({ unit, low, high }) => ({ unit, low, high }))).toEqual([
    { unit: 'car', low: 40, high: 40 },
  ])
  const claim = claims.find(({ id }) => id === quantities[0].claim)
  expect(claim && text.slice(...claim.predicate)).toBe('bought')
})

describe('numbers in words and digits', () => {
  const words = { fr, en, es }
  test.each([
    ['fr', 'vingt-trois', 23],
    ['fr', 'quatre-vingt-dix-sept', 97],
    ['fr', 'soixante et onze', 71],
    ['fr', 'soixante-dix-sept', 77],
    ['fr', 'quatre-vingts', 80],
    ['fr', 'mille deux cents', 1200],
    ['fr', 'trois millions deux cent mille', 3_200_000],
    ['fr', '1,5 million', 1_500_000],
    ['fr', '1 500', 1500],
    ['fr', '4.000', 4000],
    ['fr', 'une centaine', 100],
    ['en', 'twenty-three', 23],
    ['en', 'two hundred and five', 205],
    ['en', '3.5 million', 3_500_000],
    ['en', 'a dozen', 12],
    ['en', '1,500', 1500],
    ['en', 'two thousand three hundred', 2300],
    ['es', 'treinta y cinco', 35],
    ['es', '4 mil 755', 4755],
    ['es', '219,375', 219_375],
    ['es', 'mil millones', 1e9],
    ['es', 'doscientos treinta y uno', 231],
    ['es', 'un millón y medio', 1_500_000],
    ['es', 'una decena', 10],
  ] as const)('%s: %s', (language, text, value) => {
    expect(readNumber(cutPieces(text), 0, words[language])?.value).toBe(value)
  })

  test.each([
    ['fr', 'million'],
    ['fr', 'mi-temps'],
    ['en', 'a'],
    ['en', 'constructor'],
    ['es', 'y cinco'],
  ] as const)('%s: "%s" begins no number', (language, text) => {
    expect(readNumber(cutPieces(text), 0, words[language])).toBeUndefined()
  })
})

test('the component alone does without tags', () => {
  const text = 'Le séisme a fait 12 morts.'
  const document = new Document({ text }, packs.fr, false)
  createQuantities(packs.fr).run(document)
  expect(document.quantities.map((quantity) => text.slice(...quantity.span))).toEqual(['12 morts'])
})
