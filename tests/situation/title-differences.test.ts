import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import { findDifferences } from '../../src/situation/relations/differences.ts'
import { groupIntoStatements } from '../../src/situation/statements/group-into-statements.ts'
import { testEngine } from '../support.ts'

type Told = [language: Language, text: string]

/** Titles on which the reports differ, each by its words. */
function titles(...told: Told[]): string[] {
  const reports = told.map(([language, text], k) =>
    testEngine().analyse({ id: `r${k + 1}`, language, text, published: '2026-04-15T12:00:00Z' }),
  )
  return findDifferences(groupIntoStatements(reports), reports, 's1', (report, span) => ({
    report,
    span,
    text: reports.find((one) => one.report.id === report)?.report.text.slice(...span) ?? '',
  }))
    .filter(({ kind }) => kind === 'title')
    .map(({ words }) => words.map((side) => side.map(({ text }) => text).join(' ')).join(' | '))
}

describe('titles on which reports differ', () => {
  it.each<[string, Told, Told, string]>([
    [
      'former and present',
      ['fr', "L'ancien ministre des Finances Paul Verrin a été arrêté lundi."],
      ['fr', 'Le ministre des Finances Paul Verrin a été arrêté lundi.'],
      'ancien ministre des Finances | ministre des Finances',
    ],
    [
      'former and present, in English',
      ['en', 'Finance minister Paul Verrin was arrested on Monday.'],
      ['en', 'The former finance minister Paul Verrin was arrested on Monday.'],
      'Finance minister | former finance minister',
    ],
    [
      'former and present, in Spanish',
      ['es', 'El exministro de Hacienda Paul Verrin fue detenido el lunes.'],
      ['es', 'El ministro de Hacienda Paul Verrin fue detenido el lunes.'],
      'exministro de Hacienda | ministro de Hacienda',
    ],
    [
      'across languages',
      ['fr', "L'ancien maire Hugo Lestang a été condamné."],
      ['en', 'Mayor Hugo Lestang was convicted.'],
      'ancien maire | Mayor',
    ],
    [
      'two ranks',
      ['fr', "Le général Ivo Karsten a ordonné l'évacuation."],
      ['fr', "Le colonel Ivo Karsten a ordonné l'évacuation."],
      'général | colonel',
    ],
    [
      'a deputy',
      ['en', 'Governor Ana Ruiz left the province on Friday.'],
      ['en', 'Deputy governor Ana Ruiz left the province on Friday.'],
      'Governor | Deputy governor',
    ],
  ])('%s', (_, one, other, expected) => {
    expect(titles(one, other)).toEqual([expected])
  })

  it.each<[string, Told, Told]>([
    [
      'a shorter form',
      ['fr', 'Le ministre des Finances Paul Verrin a démissionné.'],
      ['fr', 'Le ministre Paul Verrin a démissionné.'],
    ],
    [
      'a longer form in another language',
      ['en', 'Mayor Hugo Lestang was convicted.'],
      ['fr', 'Hugo Lestang, maire de Brenne, a été condamné.'],
    ],
    ['no title', ['en', 'Hugo Lestang was convicted.'], ['en', 'Former mayor Hugo Lestang was convicted.']],
    [
      'somebody else',
      ['en', 'Former mayor Hugo Lestang was convicted.'],
      ['en', 'Mayor Olga Reiss was convicted.'],
    ],
    [
      'another office that may be held beside it',
      ['fr', 'Le maire Hugo Lestang a été condamné.'],
      ['fr', 'Le sénateur Hugo Lestang a été condamné.'],
    ],
    [
      'foreign affairs in Spanish, which begin as what is former does',
      ['es', 'La ministra de Exteriores, Ruza Kaldin, habló el lunes.'],
      ['fr', 'La ministre des Affaires étrangères, Ruza Kaldin, a parlé lundi.'],
    ],
    [
      'a former minister with words between',
      ['en', 'Former Casselian health minister Paul Verrin was jailed on Monday.'],
      ['fr', "L'ancien ministre de la Santé Paul Verrin a été emprisonné lundi."],
    ],
    [
      'a candidate',
      ['en', 'Presidential candidate Olga Reiss spoke on Monday.'],
      ['en', 'Former presidential candidate Olga Reiss spoke on Monday.'],
    ],
  ])('nothing: %s', (_, one, other) => {
    expect(titles(one, other)).toEqual([])
  })

  it('says of one person and kind of difference the first two alone, whatever the number of reports', () => {
    const told = Array.from(
      { length: 12 },
      (_, k): Told => [
        'en',
        k % 2 === 0 ? 'Mayor Hugo Lestang was convicted.' : 'Former mayor Hugo Lestang was convicted.',
      ],
    )
    expect(titles(...told)).toHaveLength(1)
  })
})
