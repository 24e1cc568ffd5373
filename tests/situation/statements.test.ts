import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import type { Passage } from '../../src/contract/situation.ts'
import { renderSituationDossier } from '../../src/output/situation-dossier.ts'
import { renderSituationMarkdown } from '../../src/output/situation-markdown.ts'
import { renderSituationText } from '../../src/output/situation-text.ts'
import { newSince } from '../../src/situation/new-since.ts'
import { findOrigins } from '../../src/situation/origins/origins.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { describeStory } from '../../src/situation/story-statements.ts'
import { root, testEngine } from '../support.ts'
import { bareAnalysis } from './bare-analysis.ts'

type Told = [language: Language, text: string, published?: string]

/** Relations between the reports of one story, each of its own outlet: kind and aspect. */
function relations(...told: Told[]) {
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
    passage: (report, span) => ({
      report,
      span,
      text: reports.find((one) => one.report.id === report)?.report.text.slice(...span) ?? '',
    }),
  })
}
const kinds = (...told: Told[]) =>
  relations(...told).relations.map(({ kind, aspect }) => `${kind} ${aspect ?? ''}`.trim())

describe('what confirms what', () => {
  it.each<[string, Told, Told]>([
    [
      'the passive',
      ['fr', "La Cour suprême a annulé l'élection du gouverneur de Halde."],
      ['fr', "L'élection du gouverneur de Halde a été annulée par la Cour suprême."],
    ],
    [
      'another language',
      ['fr', 'La présidente Elena Marsk a signé la loi sur la presse.'],
      ['es', 'La presidenta Elena Marsk firmó la ley de prensa.'],
    ],
    [
      'what is said not to be',
      ['en', 'No survivors were found in the wreck of the plane, rescuers said.'],
      ['en', 'Rescuers said they had found no survivors in the wreck of the plane.'],
    ],
  ])('%s', (_, one, other) => {
    expect(kinds(one, other)).toContain('confirms')
  })

  it.each<[string, Told, Told]>([
    [
      'number',
      ['en', 'Lusania will send 300 soldiers to Corvia.'],
      ['en', 'Lusania will send 3,000 soldiers to Corvia.'],
    ],
    [
      'place',
      ['es', 'Las conversaciones empezarán en Ginebra.'],
      ['es', 'Las conversaciones empezarán en Madrid.'],
    ],
    [
      'actor',
      ['en', 'The rebels shot down a government helicopter near Halde.'],
      ['en', 'The army shot down a government helicopter near Halde.'],
    ],
    [
      'negation',
      ['fr', "La Cour suprême a annulé l'élection du gouverneur."],
      ['fr', "La Cour suprême n'a pas annulé l'élection du gouverneur."],
    ],
    [
      'certainty',
      ['fr', 'Le ministre Paul Verrin aurait touché des fonds de Norvex.'],
      ['fr', 'Le ministre Paul Verrin a touché des fonds de Norvex.'],
    ],
    [
      'date',
      ['es', 'La periodista Lena Orvik fue liberada el lunes en Kessary.'],
      ['es', 'La periodista Lena Orvik fue liberada el jueves en Kessary.'],
    ],
    [
      'attribution',
      ['en', 'The drone was launched from Corvia, Defence Minister Olga Reiss said.'],
      ['en', 'The drone was launched from Corvia, rebel spokesman Tomas Orlen said.'],
    ],
  ])('not where the %s differs', (_, one, other) => {
    expect(kinds(one, other)).not.toContain('confirms')
  })

  it('tells a denial and a conflict of numbers', () => {
    expect(
      kinds(
        ['fr', "La Cour suprême a annulé l'élection du gouverneur de Halde."],
        ['fr', "La Cour suprême n'a pas annulé l'élection du gouverneur de Halde."],
      ),
    ).toEqual(['denies negation'])
    expect(
      kinds(
        ['en', 'The government of Lusania sent 300 soldiers to the border with Corvia.'],
        ['en', 'The government of Lusania sent 3,000 soldiers to the border with Corvia.'],
      ),
    ).toEqual(['conflicts number'])
  })

  it('takes a figure that grows over days for news, not for a conflict', () => {
    const { relations: found, figures } = relations(
      ['fr', "L'explosion a tué douze personnes à Kessary.", '2026-04-10T12:00:00Z'],
      ['fr', "L'explosion a tué vingt personnes à Kessary.", '2026-04-13T12:00:00Z'],
    )
    expect(found.filter(({ kind }) => kind === 'conflicts')).toEqual([])
    expect(figures).toMatchObject([{ unit: 'killed', low: 12, high: 20 }])
  })

  it('counts two outlets that name one source as one origin', () => {
    const { statements } = relations(
      ['fr', 'Quatorze mineurs ont été tués à Sorvel, a annoncé la préfecture.'],
      ['fr', 'Quatorze mineurs ont été tués à Sorvel, selon la préfecture.'],
    )
    const both = statements.find(({ claims }) => new Set(claims.map(({ report }) => report)).size === 2)
    expect(both?.origins).toHaveLength(1)
    expect(both?.collapses).toMatchObject([{ report: 'r2', reason: 'same-source', with: 'r1' }])
  })
})

const samples = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8'))))
const situation = compareReports(samples)

describe('the statements of the samples', () => {
  it('keep the schema and point at words of the reports', () => {
    const validate = new Ajv2020({ allErrors: true, strict: false }).compile(
      JSON.parse(readFileSync(`${root}contract/situation.schema.json`, 'utf8')),
    )
    validate(JSON.parse(JSON.stringify(situation)))
    expect(validate.errors ?? []).toEqual([])
    const text = new Map(samples.map(({ report }) => [report.id, report.text]))
    const passages: Passage[] = [
      ...situation.statements.flatMap(({ claims, passage }) => [
        passage,
        ...claims.map((claim) => claim.passage),
      ]),
      ...situation.relations.flatMap(({ from, to }) => [
        from.passage,
        ...from.words,
        to.passage,
        ...to.words,
      ]),
      ...situation.figures.flatMap(({ values }) => values.map(({ passage }) => passage)),
      ...situation.differences.flatMap((one) => [...one.passages, ...one.words.flat()]),
    ]
    expect(passages.length).toBeGreaterThan(100)
    for (const { report, span, text: words } of passages) expect(text.get(report)?.slice(...span)).toBe(words)
  })

  it('refer to statements that are there, and are the same at each run', () => {
    const ids = new Set(situation.statements.map(({ id }) => id))
    for (const { statements } of situation.relations)
      for (const id of statements) expect(ids.has(id)).toBe(true)
    for (const { only, missing } of situation.rest)
      for (const id of [...only, ...missing]) expect(ids.has(id)).toBe(true)
    expect(JSON.stringify(compareReports(samples))).toBe(JSON.stringify(situation))
  })

  it('rest the plan on the agency alone, however many have it', () => {
    const plan = situation.statements.find(({ passage }) => passage.text.includes('aurait validé un plan'))
    const reports = new Set(plan?.claims.map(({ report }) => report.slice(0, 2)))
    for (const report of ['01', '02', '03', '04', '06']) expect(reports.has(report)).toBe(true)
    expect(plan?.origins).toEqual([situation.reports[0].origin])
    expect(plan?.history.map(({ status }) => status)).toContain('denied')
  })
})

describe('what is new', () => {
  it('is only what reports since then say', () => {
    const published = new Map(situation.reports.map((report) => [report.id, report.published ?? '']))
    const news = newSince(situation, '2026-03-13')
    expect(news.length).toBeGreaterThan(3)
    for (const { passages } of news)
      expect(Date.parse(published.get(passages[0].report) ?? '')).toBeGreaterThanOrEqual(
        Date.parse('2026-03-13'),
      )
    expect(newSince(situation, '2027-01-01')).toEqual([])
  })

  it('refuses what is no date', () => {
    expect(() => newSince(situation, 'yesterday')).toThrow('"yesterday" is no date')
  })
})

describe('the dossier of a situation', () => {
  it('has no script, fetches nothing and lets nothing of a report act', () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    const html = renderSituationDossier(
      compareReports([
        bareAnalysis({ id: 'a', text: `${hostile} un deux trois`, title: hostile, publisher: hostile }),
      ]),
    )
    expect(html).not.toMatch(/<script|<img|https?:\/\//)
    expect(html).toContain("default-src 'none'")
  })

  it('shows the same in each format: how much it rests on, the denial, what is new', () => {
    for (const shown of [
      renderSituationDossier(situation, '2026-03-12'),
      renderSituationText(situation, { since: '2026-03-12' }),
      renderSituationMarkdown(situation, '2026-03-12'),
    ]) {
      expect(shown).toContain('9 articles')
      expect(shown).toContain('Démentis')
      expect(shown).toContain('Nouveau depuis')
      expect(shown).not.toMatch(/vérité|est vraie?\b(?! :)/)
    }
  })
})
