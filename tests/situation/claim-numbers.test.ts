import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { numeralsIn, percentagesOf } from '../../src/situation/claims/claim-numbers.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { testEngine } from '../support.ts'

/** Spaces that part groups of a number: plain, no-break, narrow no-break. */
const spaces = [' ', '\u00a0', '\u202f']

describe('numbers in digits', () => {
  it.each<[language: Language, text: string, values: number[]]>([
    ['fr', 'quelque 2␣300 emplois', [2300]],
    ['fr', '12␣450 et 3 personnes', [12_450, 3]],
    ['fr', '1,2 milliard en 2026', [1_200_000_000, 2026]],
    ['fr', 'en 2026␣300 emplois', [2026, 300]],
    ['es', 'unos 2␣300 empleos', [2300]],
    ['es', '4.000 o 4,5', [4000, 4.5]],
    ['en', 'some 2,300 jobs', [2300]],
    ['en', '1.5 million people', [1_500_000]],
    ['en', 'flight B12 of 7', [12, 7]],
    ['en', 'Dh472.72 billion of debt, euro345 a month', [472_720_000_000, 345]],
    ['en', 'no jobs', []],
  ])('%s "%s"', (language, text, values) => {
    for (const space of spaces) {
      const written = text.replaceAll('␣', space)
      const found = numeralsIn(written, [0, written.length], language)
      expect(found.map(({ value }) => value)).toEqual(values)
      for (const { span } of found) expect(written.slice(...span)).toMatch(/^[0-9]/)
    }
  })

  it.each<[language: Language, text: string, values: number[]]>([
    ['fr', 'une hausse de 3,5␣% et de 2␣300␣%', [3.5, 2300]],
    ['es', 'un 7 por ciento', [7]],
    ['en', '1.5 percent, 12%', [1.5, 12]],
    ['en', '12 people', []],
  ])('of the hundred: %s "%s"', (language, text, values) => {
    for (const space of spaces) {
      const written = text.replaceAll('␣', space)
      const numerals = numeralsIn(written, [0, written.length], language)
      expect(percentagesOf(written, language, numerals).map(({ low }) => low)).toEqual(values)
    }
  })
})

it.each<[language: Language, text: string]>([
  ['fr', 'Le Conseil a adopté la résolution 2␣334 sur les colonies.'],
  ['fr', "L'indice de la Bourse de Valdora a clôturé à 12␣450 lundi."],
  ['es', 'El índice de la Bolsa de Valdora cerró en 12␣450 el lunes.'],
  ['es', 'El Consejo adoptó la resolución 2␣334 sobre las colonias.'],
  ['fr', 'La sonde a franchi la barre des 2␣300 lundi à Valdora.'],
])('%s reports that differ in such a space alone say one thing: "%s"', (language, text) => {
  const situation = compareReports(
    spaces.map((space, k) =>
      testEngine().analyse({
        id: `r${k + 1}`,
        language,
        text: text.replaceAll('␣', space),
        publisher: `Outlet ${k + 1}`,
      }),
    ),
    [],
    's1',
  )
  expect(situation.counts.conflicts).toBe(0)
  expect(situation.statements.map(({ claims }) => new Set(claims.map(({ report }) => report)).size)).toEqual(
    situation.statements.map(() => spaces.length),
  )
})
