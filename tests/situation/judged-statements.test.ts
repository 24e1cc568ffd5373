import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { folderResources } from '../../src/node-resources.ts'
import { loadComparer } from '../../src/situation/comparer.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { testEngine } from '../support.ts'

const comparer = loadComparer(folderResources())
type Told = readonly [language: Language, text: string]

const compare = (...told: Told[]) =>
  compareReports(
    told.map(([language, text], k) =>
      testEngine().analyse({
        id: `r${k + 1}`,
        language,
        text,
        publisher: `Outlet ${k + 1}`,
        published: `2026-04-15T1${k}:00:00Z`,
      }),
    ),
    [],
    's1',
    comparer,
  )

/** Whether one statement has claims of both reports. */
const meet = (...told: Told[]) =>
  compare(...told).statements.some(({ claims }) => new Set(claims.map(({ report }) => report)).size > 1)

describe('statements by the judge of pairs', () => {
  const same: [Told, Told][] = [
    [
      ['fr', 'Le conseil municipal de Sorvel a fermé la piscine vendredi après la découverte de bactéries.'],
      ['en', 'Sorvel town council shut the swimming pool on Friday after bacteria were found.'],
    ],
    [
      ['en', 'A fire destroyed the old sawmill in Lammer on Sunday night, firefighters said.'],
      [
        'es',
        'Un incendio destruyó el domingo por la noche el antiguo aserradero de Lammer, según los bomberos.',
      ],
    ],
    [
      ['es', 'La jueza Nora Vidrán dejó en libertad a los dos pilotos detenidos.'],
      ['fr', 'Les deux pilotes arrêtés ont été remis en liberté par la juge Nora Vidran.'],
    ],
    [
      ['en', 'The mayor of Orvel, Anna Vidran, resigned on Friday.'],
      ['en', 'Anna Vidran stepped down as mayor of Orvel on Friday.'],
    ],
  ]
  it.each(same)('meet: %j and %j', (one, other) => {
    expect(meet(one, other)).toBe(true)
  })

  const other: [Told, Told][] = [
    [
      ['fr', 'Le conseil municipal de Sorvel a fermé la piscine vendredi après la découverte de bactéries.'],
      ['en', 'Sorvel town council voted on Friday to build a second library.'],
    ],
    [
      ['en', 'Twelve miners were killed in the blast at Lammer.'],
      ['es', 'Treinta mineros murieron en la explosión de Lammer.'],
    ],
    [
      ['es', 'El ejército tomó la ciudad de Darvia.'],
      ['fr', "L'armée n'a pas pris la ville de Darvia."],
    ],
    [
      ['en', 'The company paid the fine in March.'],
      ['en', 'The company will build a factory in Lammer.'],
    ],
    [
      ['es', '¿Quién firmó el decreto el lunes en Carsan?'],
      ['fr', 'Le président a signé le décret lundi à Carsan.'],
    ],
  ]
  it.each(other)('stand apart: %j and %j', (one, two) => {
    expect(meet(one, two)).toBe(false)
  })

  it('puts the values of one count side by side as a figure', () => {
    const { figures } = compare(
      ['en', 'At least 12 people were killed in the earthquake at Lammer, the ministry said.'],
      ['es', 'El terremoto de Lammer dejó treinta y un muertos, según el ministerio.'],
    )
    expect(figures.map(({ low, high }) => [low, high])).toContainEqual([12, 31])
  })

  it('counts neither the day of a dateline nor the number of a name', () => {
    const { figures } = compare(
      [
        'fr',
        "LAMMER, 15 avr (Ferro) - Le vol SV 226 s'est écrasé à Lammer avec 41 personnes à bord, a indiqué la compagnie.",
      ],
      [
        'es',
        'Lammer, 19 abr (Solana).- El avión, un B-220, se estrelló en Lammer con 38 personas a bordo, según el ministerio.',
      ],
    )
    const values = figures.flatMap(({ values: all }) => all.map(({ low }) => low))
    expect(values).toEqual(expect.arrayContaining([38, 41]))
    for (const none of [15, 19, 220, 226]) expect(values).not.toContain(none)
  })

  it('gives the same Situation each time, and names its models', () => {
    const [one, again] = [compare(...same[0]), compare(...same[0])]
    expect(JSON.stringify(again)).toBe(JSON.stringify(one))
    expect(Object.keys(one.engine.models)).toEqual(expect.arrayContaining(['judge', 'vectors']))
  })

  it('reads no vectors of a lone report', () => {
    expect(Object.keys(compare(same[0][0]).engine.models)).not.toContain('vectors')
  })
})
