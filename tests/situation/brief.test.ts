import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readerLanguage } from '../../src/cli/reader-language.ts'
import { type Language, languages } from '../../src/contract/analysis.ts'
import { briefLabelsFor } from '../../src/output/brief-labels.ts'
import { briefSentences, briefText } from '../../src/output/brief-view.ts'
import { renderSituationDossier } from '../../src/output/situation-dossier.ts'
import { renderSituationMarkdown } from '../../src/output/situation-markdown.ts'
import { renderSituationText } from '../../src/output/situation-text.ts'
import { boundSituation } from '../../src/situation/bound-situation.ts'
import { briefOf, mostLines } from '../../src/situation/brief/brief.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { denierIn } from '../../src/situation/statements/denials.ts'
import { testEngine } from '../support.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const samples = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8'))))
const situation = compareReports(samples, [], 's1')
const brief = situation.brief ?? []
const textOf = new Map(samples.map(({ report }) => [report.id, report.text]))

describe('who denies', () => {
  const read = (language: Language, text: string) =>
    testEngine().analyse({ id: 'r', language, publisher: 'The Outlet', text })
  it.each<[Language, string, string | undefined]>([
    ['fr', 'Le ministre accuse la mairie. La mairie dément.', 'La mairie'],
    ['fr', 'La présidence dément tout retrait.', 'La présidence'],
    ['en', 'The minister blamed the rebels. The rebels deny it.', 'The rebels'],
    ['en', 'The mayor was dismissed on Monday.', undefined],
    ['en', 'The mayor opened the bridge on Monday.', undefined],
    ['es', 'El ministro acusa al alcalde. La alcaldía lo niega.', 'La alcaldía'],
    ['es', 'La alcaldía abrió el puente el lunes.', undefined],
  ])('is named by the clause alone that says so, in %s: %s', (language, text, name) => {
    const analysis = read(language, text)
    const found = analysis.claims.flatMap((claim) => {
      const span = denierIn(analysis, claim)
      return span ? [text.slice(...span)] : []
    })
    expect(found).toEqual(name === undefined ? [] : [name])
  })
})

describe('the brief of the samples', () => {
  it('names what an editor wants first: the plan, on one nameless origin, denied, printed as fact', () => {
    expect(brief.length).toBeLessThanOrEqual(mostLines)
    const [plan] = brief
    expect(plan.passages.map(({ text }) => text).join(' ')).toMatch(
      /validé un plan|approved a plan|aprobado un plan/,
    )
    expect(plan).toMatchObject({
      why: 'disputed',
      certainty: 'hedged',
      origins: 1,
      holder: { kind: 'nameless' },
    })
    expect(plan.reports).toBeGreaterThanOrEqual(5)
    expect(plan.against).toMatchObject([{ kind: 'denies', holder: { kind: 'named' } }])
    expect(plan.against[0].passage.report).toBe('05-presidency-denial.fr')
    expect(plan.asFact).toEqual(['03-tribune-rewrite.fr'])
  })

  it('puts the counts of the dead side by side', () => {
    const dead = brief.find(({ unit }) => unit === 'killed')
    const values = dead?.values.map(({ low, high }) => low ?? high) ?? []
    for (const value of [12, 31, 27]) expect(values).toContain(value)
  })

  it('shows nothing but words of the reports where it links to them', () => {
    for (const line of brief)
      for (const { report, span, text } of [
        ...line.passages,
        ...line.against.map(({ passage }) => passage),
        ...line.values.map(({ passage }) => passage),
        ...(line.holder?.passage ? [line.holder.passage] : []),
      ])
        expect(textOf.get(report)?.slice(...span)).toBe(text)
    const ids = new Set(situation.statements.map(({ id }) => id))
    for (const { statements } of brief) for (const id of statements) expect(ids.has(id)).toBe(true)
  })

  it.each([
    ['other words', false],
    ['the same words in other signs', true],
  ])('shows a conflict of %s only if its words differ', (_, areSame) => {
    // Two statements that are said to conflict, in words of our making.
    const changed = structuredClone(situation)
    const [told, other] = ['st1', 'st2'].map((id) => changed.statements.find((one) => one.id === id))
    if (!told || !other) throw new Error('The samples have no such statements.')
    other.story = told.story
    const end = ({ claims: [{ report, claim, passage }] }: typeof told) => ({ report, claim, passage })
    for (const { passage } of told.claims) passage.text = 'The port was closed on Monday'
    other.claims[0].passage.text = areSame
      ? '« The port was closed, on Monday »'
      : 'The port stayed open on Monday'
    changed.relations = [
      { kind: 'conflicts', statements: [told.id, other.id], from: end(told), to: end(other), by: 'test' },
    ] as unknown as typeof changed.relations
    changed.statements = [told, other]
    changed.figures = []
    const against = briefOf(changed).flatMap((line) => line.against.map(({ kind }) => kind))
    expect(against).toEqual(areSame ? [] : ['conflicts'])
  })

  it('keeps only lines whose words are left where the situation is cut', () => {
    const cut = boundSituation(situation, 60_000)
    const ids = new Set(cut.statements.map(({ id }) => id))
    for (const { statements } of cut.brief ?? []) for (const id of statements) expect(ids.has(id)).toBe(true)
  })

  it.each(languages)('reads as sentences in the reader’s language: %s', (language) => {
    const lines = briefSentences(situation, 's1', language)
    expect(lines).toHaveLength(brief.length)
    for (const parts of lines) {
      expect(briefText(parts)).toMatch(/\.$/)
      expect(briefText(parts)).not.toMatch(/undefined|null|NaN/)
      expect(parts.some(({ passage }) => passage)).toBe(true)
    }
    expect(briefText(lines[0])).toContain(briefLabelsFor(language).denied)
    for (const shown of [
      renderSituationText(situation, { language }),
      renderSituationMarkdown(situation, undefined, language),
      renderSituationDossier(situation, undefined, language),
    ])
      expect(shown).toContain(briefLabelsFor(language).title)
  })

  it('names the speaker further out where nobody names the nearest one, who has a dropped subject', () => {
    const accused =
      'La oposición exige la dimisión del ministro Seldan, a quien acusa de ocultar el número real de víctimas de Sorvel.'
    const reports = [accused, `${accused} El lunes llovió en Valdora.`].map((text, k) =>
      testEngine().analyse({ id: `r${k}`, language: 'es', text, publisher: ['El Faro', 'La Ría'][k] }),
    )
    const nameless = reports[0].claims.find(({ chain }) => chain.length > 2)?.chain
    expect(nameless?.map(({ name }) => name)).toEqual(['El Faro', 'La oposición', undefined])
    const [line] = compareReports(reports).brief ?? []
    expect(line.holder).toMatchObject({ name: 'La oposición' })
  })

  it('says nothing of what one report tells alone', () => {
    expect(compareReports(samples.slice(0, 1)).brief).toEqual([])
  })
})

describe('the words of frame', () => {
  it('are the same set in each language', () => {
    const shape = (code: (typeof languages)[number]) => {
      const { units, certainties, ...labels } = briefLabelsFor(code)
      return [Object.keys(labels), Object.keys(units), Object.keys(certainties)]
    }
    for (const code of languages) expect(shape(code)).toEqual(shape('en'))
  })

  it.each([
    [undefined, { LANG: 'fr_FR.UTF-8' }, 'fr'],
    [undefined, { LANG: 'C.UTF-8' }, 'en'],
    [undefined, { LANG: 'de_DE.UTF-8' }, 'en'],
    [undefined, { LANG: 'fr_FR.UTF-8', LC_ALL: 'es_ES.UTF-8' }, 'es'],
    [undefined, {}, 'en'],
    ['es', { LANG: 'fr_FR.UTF-8' }, 'es'],
  ] as const)('asked for %s in %o', (asked, environment, expected) => {
    expect(readerLanguage(asked, environment)).toEqual(expected)
  })

  it('are refused in another language', () => {
    expect(() => readerLanguage('de', {})).toThrow('interface')
  })
})
