import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { folderResources } from '../../src/node-resources.ts'
import { loadComparer } from '../../src/situation/comparer.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { root, testEngine } from '../support.ts'

const comparer = loadComparer(folderResources())
type Told = readonly [language: Language, text: string]

const compare = (told: readonly Told[]) =>
  compareReports(
    told.map(([language, text], k) =>
      testEngine().analyse({
        id: `r${k + 1}`,
        language,
        text,
        publisher: `Outlet ${k + 1}`,
        published: `2026-04-1${4 + k}T10:00:00Z`,
      }),
    ),
    [],
    's1',
    comparer,
  )

const conflicts = (told: readonly Told[]) =>
  compare(told).relations.flatMap(({ kind, aspect, from, to }) =>
    kind === 'denies' || kind === 'conflicts' ? [`${kind} ${aspect} ${from.report} ${to.report}`] : [],
  )

describe('conflicts of claims that are near', () => {
  const told: [string, Told[], string][] = [
    [
      'two doers of one event',
      [
        ['en', 'The health ministry said that a Sorvel drone hit the market in Lammer on Monday.'],
        ['en', 'The army said that a shell fired by the Northern League hit the market in Lammer on Monday.'],
      ],
      'conflicts actor r2 r1',
    ],
    [
      'two doers of one event, in two languages',
      [
        ['fr', "Selon la mairie, un missile d'Orvel a frappé l'école de Carsan jeudi."],
        ['en', 'The Orvel army said that a rocket of the Free Guard hit the school in Carsan on Thursday.'],
      ],
      'conflicts actor r2 r1',
    ],
    [
      'ordered, and not decided',
      [
        ['en', 'No final decision has been taken on the closure of the Lammer mine, officials said.'],
        ['fr', 'La ministre Ilse Vidran a ordonné la fermeture de la mine de Lammer.'],
      ],
      'conflicts decision r2 r1',
    ],
    [
      'decided, and nothing is decided',
      [
        ['es', 'El gobierno ha decidido enviar la flota a Carsan.'],
        ['fr', "Aucune décision n'a été prise sur l'envoi de la flotte à Carsan, selon un porte-parole."],
      ],
      'conflicts decision r1 r2',
    ],
    [
      'approved, and not decided yet',
      [
        ['en', 'President Anton Weiss approved the sale of the port of Halde.'],
        ['es', 'No se ha tomado ninguna decisión sobre la venta del puerto de Halde, dijo el ministerio.'],
      ],
      'conflicts decision r1 r2',
    ],
    [
      'denied by a speaker',
      [
        ['es', 'La empresa Norvex vertió residuos en el río Sarn, según el sindicato.'],
        ['en', 'Norvex denied that it had dumped waste in the river Sarn.'],
      ],
      'denies negation r2 r1',
    ],
    [
      'denied by a speaker, as a thing named',
      [
        ['en', 'The banker Oskar Veyne was arrested at his home in Halde, two officers said.'],
        ['fr', "L'avocate du banquier Oskar Veyne a démenti son arrestation à Halde."],
      ],
      'denies negation r2 r1',
    ],
    [
      'denied beside it',
      [
        ['fr', 'Le syndicat accuse la société Norvex d’avoir vidé une cuve dans le Sarn. La société le nie.'],
        ['en', 'Fish died in the river Sarn on Monday.'],
      ],
      'denies negation r1 r1',
    ],
    [
      'denied beside it, Spanish',
      [
        ['es', 'Los vecinos acusan a la empresa Norvex de haber cerrado la presa. La empresa lo niega.'],
        ['en', 'The river Sarn burst its banks on Monday.'],
      ],
      'denies negation r1 r1',
    ],
    [
      'denied beside it, English',
      [
        ['en', 'The union accuses Norvex of having shut the dam by night. The company disputes this.'],
        ['es', 'El río Sarn se desbordó el lunes.'],
      ],
      'denies negation r1 r1',
    ],
    [
      'a reserve that was lost',
      [
        ['en', 'Mayor Hugo Lestang has reportedly sold the harbour of Halde to Norvex.'],
        ['en', 'Mayor Hugo Lestang has sold the harbour of Halde to Norvex.'],
      ],
      'conflicts certainty r2 r1',
    ],
    [
      'two hours of one thing',
      [
        ['es', 'El toque de queda en Halde rige de las 20.00 a las 05.00, anunció la ministra.'],
        ['en', 'The curfew in Halde runs from 9pm to 5am, the minister announced.'],
      ],
      'conflicts time r2 r1',
    ],
    [
      'who insists that it is otherwise, beside it',
      [
        [
          'en',
          'The banker Oskar Veyne was seized at his home in Halde on Monday. His lawyer insists that he is at home in Halde with his family.',
        ],
        ['fr', 'Le fleuve Sarn a débordé lundi.'],
      ],
      'conflicts negation r1 r1',
    ],
    [
      'what a rumour says and a speaker denies in other words, beside it',
      [
        [
          'fr',
          'Selon une rumeur, onze mineurs seraient morts dans la mine de Lammer. « Aucun mineur n’est mort », a déclaré le directeur, Paul Henry.',
        ],
        ['en', 'The river Sarn burst its banks on Monday.'],
      ],
      'denies negation r1 r1',
    ],
    [
      'two who say of each other that he began, beside each other',
      [
        [
          'es',
          'El Ejército sostiene que los rebeldes abrieron fuego contra el puesto de Halde; estos replican que fueron los soldados quienes dispararon primero contra ellos.',
        ],
        ['en', 'The river Sarn burst its banks on Monday.'],
      ],
      'conflicts actor r1 r1',
    ],
    [
      'one who blames, and another who speaks of something else',
      [
        ['fr', 'Orvel impute l’accident à une erreur du pilote ; Halde parle d’un sabotage du moteur.'],
        ['en', 'The river Sarn burst its banks on Monday.'],
      ],
      'conflicts actor r1 r1',
    ],
    [
      'a clause that is said to be false',
      [
        ['es', 'Once mineros habrían muerto en la mina de Lammer, según una vecina.'],
        [
          'en',
          'Claims that eleven miners have died in the Lammer mine are false, the ministry told reporters.',
        ],
      ],
      'denies negation r2 r1',
    ],
    [
      'what runs contrary to what others say',
      [
        ['fr', 'Un filtre de l’usine de Sarn a été coupé pendant neuf heures, selon le syndicat de l’eau.'],
        [
          'fr',
          'Contrairement aux affirmations du syndicat de l’eau, aucun filtre de l’usine de Sarn n’a été coupé.',
        ],
      ],
      'denies negation r2 r1',
    ],
    [
      'by a day, and not before a later one',
      [
        ['fr', 'Le premier navire de Halde serait livré en 2028.'],
        ['es', 'El primer barco de Halde no se entregaría antes de 2029, según el astillero.'],
      ],
      'conflicts time r2 r1',
    ],
  ]
  it.each(told)('%s', (_, reports, expected) => {
    expect(conflicts(reports)).toContain(expected)
  })

  const none: [string, Told[]][] = [
    [
      'a refusal is no denial',
      [
        [
          'en',
          'The ministry said that the Guard had left Halde. “The Guard will not sign the deal,” its leader, Ivo Karsten, insisted.',
        ],
        ['fr', 'Le fleuve Sarn a débordé lundi.'],
      ],
    ],
    [
      'one of two is false, and not told which',
      [
        [
          'fr',
          'Le syndicat dit que le pont était fermé. La société dit qu’il était ouvert. L’une des deux versions est fausse.',
        ],
        ['en', 'The river Sarn burst its banks on Monday.'],
      ],
    ],
    [
      'what one speaker says, and denies',
      [
        ['en', 'The army said that the shooting in Halde was a drill, and denied any plot.'],
        ['es', 'El río Sarn se desbordó el lunes.'],
      ],
    ],
    [
      'by a day, and not before an earlier one',
      [
        ['fr', 'Le premier navire de Halde serait livré en 2029.'],
        ['es', 'El primer barco de Halde no se entregaría antes de 2028, según el astillero.'],
      ],
    ],
    [
      'who is dismissed denies nothing',
      [
        ['en', 'General Ivo Karsten was dismissed in June.'],
        ['es', 'El general Ivo Karsten, destituido en junio, vive en Halde.'],
      ],
    ],
    [
      'the days of two bulletins',
      [
        ['fr', "Plus de 300 personnes ont péri dans la crue du Sarn, d'après un bilan actualisé mardi."],
        ['fr', "Plus de 900 personnes ont péri dans la crue du Sarn, d'après un bilan actualisé mercredi."],
      ],
    ],
    [
      'the same deed in two languages',
      [
        ['fr', "Selon l'armée, un drone de Sorvel a frappé le marché de Lammer lundi."],
        ['en', 'A drone from Sorvel hit the market in Lammer on Monday, the army said.'],
      ],
    ],
    [
      'what is to come before any decision, and none taken',
      [
        ['en', 'No final decision has been taken on the closure of the Lammer mine, officials said.'],
        ['fr', 'Le conseil serait consulté avant toute décision sur la fermeture de la mine de Lammer.'],
        [
          'es',
          'El consejo sería consultado antes de cualquier decisión sobre el cierre de la mina de Lammer.',
        ],
      ],
    ],
    [
      'two denials',
      [
        ['en', 'Norvex denied that it had dumped waste in the river Sarn.'],
        ['es', 'Norvex negó haber vertido residuos en el río Sarn.'],
      ],
    ],
  ]
  it.each(none)('none: %s', (_, reports) => {
    expect(conflicts(reports)).toEqual([])
  })

  it('meets one quotation in three languages', () => {
    const { statements } = compare([
      ['fr', '«Nous ne partirons pas», a déclaré la ministre Vidran.'],
      ['es', '“No nos iremos”, dijo la ministra Vidran.'],
      ['en', '“We will not leave,” Minister Vidran said.'],
    ])
    expect(statements.some(({ claims }) => new Set(claims.map(({ report }) => report)).size === 3)).toBe(true)
  })

  it('takes nobody before a noun for a doer', () => {
    const sample = (name: string) =>
      testEngine().analyse({
        ...(JSON.parse(readFileSync(`${root}samples/${name}.json`, 'utf8')) as {
          text: string
          language: Language
        }),
        id: name,
      })
    const { relations } = compareReports(
      [sample('01-meridia-dispatch.fr'), sample('07-observer-independent.en')],
      [],
      's1',
      comparer,
    )
    expect(relations.length).toBeGreaterThan(0)
    expect(relations.filter(({ by }) => by === 'other-doers')).toEqual([])
  })

  it('shows a denial with who denies it', () => {
    const { relations } = compare([
      ['es', 'La empresa Norvex vertió residuos en el río Sarn, según el sindicato.'],
      ['en', 'Norvex denied that it had dumped waste in the river Sarn.'],
    ])
    expect(relations.find(({ kind }) => kind === 'denies')?.from.passage.text).toBe(
      'Norvex denied that it had dumped waste in the river Sarn',
    )
  })
})
