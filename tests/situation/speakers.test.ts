import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { testEngine } from '../support.ts'

type Told = [text: string, publisher?: string]

/** What each report says of its own besides, so that none is a copy of another. */
const beside: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Shops opened late in the old town, where rain had flooded two cellars near the market hall and a bakery.',
    'A choir from Lowmere sang on the square in the evening while children lit paper lanterns along the quay.',
    'The ferry to Arbanc was out of service for repairs, and a bus took its passengers around the bay instead.',
  ],
  fr: [
    'Les boutiques ont ouvert tard dans la vieille ville, où la pluie avait inondé deux caves près des halles.',
    'Une chorale de Mirande a chanté le soir sur la place pendant que des enfants allumaient des lampions.',
    'Le bac d’Arbanc était en réparation, et un autocar a conduit ses passagers autour de la baie.',
  ],
  es: [
    'Las tiendas abrieron tarde en el casco viejo, donde la lluvia había inundado dos sótanos del mercado.',
    'Un coro de Mirande cantó por la tarde en la plaza mientras unos niños encendían farolillos de papel.',
    'El transbordador de Arbanc estaba averiado, y un autobús llevó a sus pasajeros alrededor de la bahía.',
  ],
}

/** The statement that most reports have, of reports in one language, an hour apart. */
function statement(language: Language, told: readonly Told[]) {
  const analyses = told.map(([text, publisher], k) =>
    testEngine().analyse({
      id: `r${k + 1}`,
      language,
      text: `${text} ${beside[language][k]}`,
      publisher: publisher ?? `Gazeta ${'ABCD'[k]}`,
      published: `2026-04-15T1${k}:00:00Z`,
    }),
  )
  const { statements, origins } = compareReports(analyses, [], 's1')
  const reports = (one: (typeof statements)[number]) => new Set(one.claims.map(({ report }) => report)).size
  const most = statements.toSorted((a, b) => reports(b) - reports(a))[0]
  return { most, reports: reports(most), origins }
}

describe('on how many origins a statement rests', () => {
  it.each<[string, Language, Told[], number]>([
    [
      'a ministry and its spokeswoman are one',
      'en',
      [
        ['Fourteen miners were killed in Sorvel on Monday, the interior ministry said.'],
        ['Fourteen miners were killed in Sorvel on Monday, said Ana Coll, an interior ministry spokeswoman.'],
      ],
      1,
    ],
    [
      'le ministère et son porte-parole sont un',
      'fr',
      [
        ["Quatorze mineurs ont été tués lundi à Sorvel, a annoncé le ministère de l'Intérieur."],
        ["Quatorze mineurs ont été tués lundi à Sorvel, a dit le porte-parole du ministère de l'Intérieur."],
      ],
      1,
    ],
    [
      'el ministerio y su portavoz son uno',
      'es',
      [
        ['Catorce mineros murieron el lunes en Sorvel, informó el Ministerio del Interior.'],
        ['Catorce mineros murieron el lunes en Sorvel, dijo el portavoz del Ministerio del Interior.'],
      ],
      1,
    ],
    [
      'two bodies are two',
      'en',
      [
        ['Fourteen miners were killed in Sorvel on Monday, the coast guard said.'],
        ['Fourteen miners were killed in Sorvel on Monday, the prosecutor said.'],
      ],
      2,
    ],
    [
      'deux institutions sont deux',
      'fr',
      [
        ['Quatorze mineurs ont été tués lundi à Sorvel, a annoncé la préfecture.'],
        ['Quatorze mineurs ont été tués lundi à Sorvel, a annoncé le parquet.'],
      ],
      2,
    ],
    [
      'dos instituciones son dos',
      'es',
      [
        ['Catorce mineros murieron el lunes en Sorvel, informó la Guardia Costera.'],
        ['Catorce mineros murieron el lunes en Sorvel, informó la Fiscalía.'],
      ],
      2,
    ],
    [
      'officials whom nobody names may be the same ones',
      'en',
      [
        ['The dam at Sorvel will be emptied in May, two officials said.'],
        ['The dam at Sorvel will be emptied in May, two officials said.'],
      ],
      1,
    ],
    [
      'outlets that name nobody count once',
      'fr',
      [
        ['Le barrage de Sorvel sera vidé en mai avant les travaux.'],
        ['Le barrage de Sorvel sera vidé en mai avant les travaux.'],
        ['Le barrage de Sorvel sera vidé en mai avant les travaux.'],
      ],
      1,
    ],
  ])('%s', (_, language, told, expected) => {
    const { most, reports, origins } = statement(language, told)
    expect(reports).toBe(told.length)
    expect(most.origins).toHaveLength(expected)
    const known = new Set(origins.map(({ id }) => id))
    for (const { origin } of most.claims) expect(known.has(origin)).toBe(true)
  })

  it('says why outlets that name nobody are none of their own', () => {
    const { most } = statement('en', [
      ['The dam at Sorvel will be emptied in May before the works.'],
      ['The dam at Sorvel will be emptied in May before the works.'],
    ])
    expect(most.collapses).toMatchObject([{ report: 'r2', reason: 'not-shown', with: 'r1' }])
  })
})
