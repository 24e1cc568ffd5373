import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { findOrigins } from '../../src/situation/origins/origins.ts'
import { describeStory } from '../../src/situation/story-statements.ts'
import { testEngine } from '../support.ts'

type Told = [language: Language, text: string, published?: string]

/** What stands between reports of one story, each of its own outlet. */
function relations(...told: Told[]): string[] {
  const reports = told.map(([language, text, published], k) =>
    testEngine().analyse({
      id: `r${k + 1}`,
      language,
      text,
      publisher: `Outlet ${k + 1}`,
      published: published ?? '2026-04-15T12:00:00Z',
    }),
  )
  return describeStory({
    story: 's1',
    reports,
    origins: findOrigins(reports, [], new Map()),
    statementsBefore: 0,
    figuresBefore: 0,
    passage: (report, span) => ({ report, span, text: '' }),
  }).relations.map(({ kind, aspect }) => `${kind} ${aspect ?? ''}`.trim())
}

describe('where one thing alone differs', () => {
  it.each<[string, Told, Told]>([
    [
      'conflicts certainty',
      ['fr', 'Le juge Luc Orme aurait reçu des fonds de la banque Tarvel.'],
      ['fr', 'Le juge Luc Orme a reçu des fonds de la banque Tarvel.'],
    ],
    [
      'conflicts certainty',
      ['es', 'El ministro Ilan Brode habría vendido las armas a los rebeldes de Ombre.'],
      ['es', 'El ministro Ilan Brode vendió las armas a los rebeldes de Ombre.'],
    ],
    [
      'conflicts time',
      ['en', 'The museum of Tarsk will reopen on 3 June, the mayor said.'],
      ['en', 'The museum of Tarsk will reopen on 20 August, the mayor said.'],
    ],
    [
      'conflicts number',
      ['fr', 'Le Parlement enverra 40 observateurs à la frontière corvienne.'],
      ['fr', 'Le Parlement enverra 400 observateurs à la frontière corvienne.'],
    ],
    [
      'conflicts actor',
      ['fr', 'Le colonel Luc Orme a ordonné la fermeture du camp de Tavel.'],
      ['fr', 'Le colonel Jean Taron a ordonné la fermeture du camp de Tavel.'],
    ],
    [
      'conflicts attribution',
      ['fr', '« Nous ne signerons rien », a déclaré le maire Hugo Lestang devant la foule.'],
      ['fr', '« Nous ne signerons rien », a déclaré le député Ilan Brode devant la foule.'],
    ],
  ])('%s', (expected, one, other) => {
    expect(relations(one, other)).toContain(expected)
    expect(relations(one, other)).not.toContain('confirms')
  })

  it.each<[string, Told, Told]>([
    [
      'what may be, days before it was',
      ['en', 'The European Union may impose new sanctions on Corvia in June.', '2026-04-10T12:00:00Z'],
      ['en', 'The European Union imposed new sanctions on Corvia in June.', '2026-07-02T12:00:00Z'],
    ],
    [
      'a plan that changed',
      ['en', 'The museum of Tarsk will reopen on 3 June, the mayor said.', '2026-04-10T12:00:00Z'],
      ['en', 'The museum of Tarsk will reopen on 20 August, the mayor said.', '2026-05-28T12:00:00Z'],
    ],
    [
      'two who say the same in their own words',
      ['en', 'The drone was launched from Corvia, Defence Minister Olga Reiss said.'],
      ['en', 'The drone was launched from Corvia, rebel spokesman Tomas Orlen said.'],
    ],
    [
      'a name cut otherwise',
      ['en', 'The pirates were from Corvia and Lusania, two countries on the coast of the Gulf.'],
      ['en', 'The pirates were from Corvia and Lusania, two countries on the coast of the Gulf of Ombre.'],
    ],
    [
      'what was thwarted is not denied',
      ['en', 'The navy thwarted an attack by pirates on the tanker Astra on Thursday.'],
      ['en', 'Pirates planned the attack on the tanker Astra.'],
    ],
    [
      'no doubt denies the doubt',
      ['fr', 'Aucun doute sur le fait que Luc Orme a été empoisonné pour ses articles.'],
      ['fr', 'Luc Orme a été empoisonné pour ses articles.'],
    ],
  ])('no conflict: %s', (_, one, other) => {
    expect(relations(one, other).filter((kind) => /^(conflicts|denies)/.test(kind))).toEqual([])
  })
})
