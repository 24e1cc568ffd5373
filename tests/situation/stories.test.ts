import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { logarithm } from '../../src/engine/exact-math.ts'
import { groupIntoStories } from '../../src/situation/stories/group-into-stories.ts'
import { profileOf } from '../../src/situation/stories/report-profile.ts'
import { Stories } from '../../src/situation/stories/stories.ts'
import { isFunctionWord } from '../../src/situation/words/common-words.ts'
import { dayOf } from '../../src/situation/words/day.ts'
import { fold, wordsOf } from '../../src/situation/words/words.ts'
import { testEngine } from '../support.ts'
import { bareAnalysis } from './bare-analysis.ts'

/** Two shipwrecks alike in all but who, where and how many, and a quarrel about a museum; each in three languages. */
const texts: [story: string, language: Language, text: string][] = [
  [
    'north',
    'fr',
    'Le ferry Astéria a coulé dimanche au large de Lormont, faisant 14 morts. Le capitaine, Ivar Solm, a été arrêté. La préfète de Lormont, Odile Garance, a ouvert une enquête sur la compagnie Nordlinie.',
  ],
  [
    'north',
    'en',
    'The ferry Asteria sank off Lormont on Sunday, killing 14 people. Captain Ivar Solm was arrested, and the prefect, Odile Garance, opened an inquiry into the Nordlinie company.',
  ],
  [
    'north',
    'es',
    'El ferry Asteria se hundió el domingo frente a Lormont y dejó 14 muertos. El capitán Ivar Solm fue detenido. La prefecta Odile Garance abrió una investigación sobre la compañía Nordlinie.',
  ],
  [
    'north',
    'fr',
    'Après le naufrage de l’Astéria, la compagnie Nordlinie se défend. Son directeur assure que le capitaine Ivar Solm connaissait la passe de Lormont. Les familles des 14 victimes attendent Odile Garance.',
  ],
  [
    'south',
    'fr',
    'Le ferry Belmara a chaviré jeudi à l’entrée du port de Caldes, faisant 31 morts. La capitaine, Rosa Vidal, est hospitalisée. Le gouverneur de Caldes, Tomeu Ferran, accuse l’armateur Marsol.',
  ],
  [
    'south',
    'en',
    'The ferry Belmara capsized on Thursday at the entrance of Caldes harbour, killing 31 people. Captain Rosa Vidal is in hospital. Governor Tomeu Ferran accused the owner, Marsol.',
  ],
  [
    'south',
    'es',
    'El ferry Belmara volcó el jueves a la entrada del puerto de Caldes y dejó 31 muertos. La capitana Rosa Vidal está hospitalizada. El gobernador Tomeu Ferran acusa a la naviera Marsol.',
  ],
  [
    'south',
    'es',
    'La naviera Marsol rechaza las acusaciones del gobernador Tomeu Ferran tras el naufragio del Belmara en Caldes. Rosa Vidal declarará mañana. Las familias de los 31 muertos piden justicia.',
  ],
  [
    'museum',
    'fr',
    'Le musée Harcourt de Vély refuse de rendre le tableau de Lise Amberg. Ses héritiers, menés par Paul Amberg, portent plainte.',
  ],
  [
    'museum',
    'en',
    'The Harcourt museum in Vely refuses to return the painting by Lise Amberg. Her heirs, led by Paul Amberg, are suing.',
  ],
]
const analyses = texts.map(([story, language, text], k) =>
  testEngine().analyse({ id: `${story}-${k}`, language, text }),
)
const storyOf = (id: string) => id.split('-')[0]
const inOrder = (order: readonly number[]) =>
  groupIntoStories(order.map((k) => analyses[k])).map(({ reports }) => reports)

describe('stories', () => {
  const orders: [string, number[]][] = [
    ['as given', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['backwards', [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['mixed', [4, 0, 9, 5, 1, 8, 2, 6, 3, 7]],
  ]
  it.each(orders)('groups over languages and keeps look-alikes apart: %s', (_, order) => {
    const stories = inOrder(order)
    for (const reports of stories) expect(new Set(reports.map(storyOf)).size).toBe(1)
    expect(stories).toHaveLength(3)
  })

  it('gives the same for the same, numbered by first report', () => {
    const stories = groupIntoStories(analyses)
    expect(groupIntoStories(analyses)).toEqual(stories)
    expect(stories.map(({ id }) => id)).toEqual(['s1', 's2', 's3'])
    expect(stories.flatMap(({ reports }) => reports).sort()).toEqual(
      analyses.map(({ report }) => report.id).sort(),
    )
  })

  it('changes nothing where a report comes twice', () => {
    const stories = new Stories()
    const profiles = analyses.map((analysis) =>
      profileOf(analysis, (word) => isFunctionWord(analysis.report.language, word)),
    )
    for (const profile of profiles) stories.add(profile)
    const before = stories.stories()
    for (const profile of profiles) stories.add(profile)
    expect(stories.stories()).toEqual(before)
  })

  it('lets likeness fade with the days between reports', () => {
    const text =
      'Grève au port de Lormont : les dockers de Nordlinie bloquent les quais et demandent une hausse des salaires.'
    const later =
      'Au port de Lormont, les dockers bloquent de nouveau les quais de Nordlinie pour une hausse de salaire.'
    const grouped = (published: string) =>
      groupIntoStories([
        bareAnalysis({ id: 'a', text, published: '2024-01-10' }),
        bareAnalysis({ id: 'b', text: later, published }),
      ]).length
    expect(grouped('2024-01-12')).toBe(1)
    expect(grouped('2026-06-01')).toBe(2)
  })

  it('leaves a report alone that shares nothing, or says nothing', () => {
    const reports = ['', '!!! ???', 'Un mot.', '\ud800\ud800 \ud800', '12 12 12'].map((text, k) =>
      bareAnalysis({ id: String(k), text }),
    )
    expect(groupIntoStories(reports)).toHaveLength(reports.length)
  })
})

describe('words', () => {
  it.each([
    ['Élysée', 'elysee'],
    ['ŒUVRE', 'oeuvre'],
    ['Año', 'ano'],
    ['İzmir', 'izmir'],
    ['ASCII', 'ascii'],
  ])('folds %s', (written, folded) => {
    expect(fold(written)).toBe(folded)
  })

  it('keeps offsets', () => {
    const text = 'L’été, 12 « Kœnig »\u0301 🙂 fin'
    for (const { start, end, folded } of wordsOf(text)) expect(fold(text.slice(start, end))).toBe(folded)
  })

  it('takes logarithms as the host does, but for the last digits', () => {
    for (const value of [0.001, 0.5, 1, 1.49, 1.5, 2, 17, 1e6])
      expect(logarithm(value)).toBeCloseTo(Math.log(value), 10)
  })

  it.each([
    ['1970-01-02', 1],
    ['2026-03-11T18:40:00+01:00', 20523],
    ['March', undefined],
    [undefined, undefined],
  ])('counts the days of %s', (iso, day) => {
    expect(dayOf(iso)).toBe(day)
  })
})
