import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import type { Situation } from '../../src/contract/situation.ts'
import { forJson } from '../../src/output/neutralise.ts'
import { renderSituationDossier } from '../../src/output/situation-dossier.ts'
import { renderSituationMarkdown } from '../../src/output/situation-markdown.ts'
import { renderSituationText } from '../../src/output/situation-text.ts'
import { boundSituation, mostBytes, writtenSize } from '../../src/situation/bound-situation.ts'
import { newSince } from '../../src/situation/new-since.ts'
import { NearTexts } from '../../src/situation/origins/min-hash.ts'
import { compareReports, longestPassage, situationLists } from '../../src/situation/situation.ts'
import { packedSync, unpackedSync } from '../../src/store/sql/packed-json.ts'
import { workOutSituation } from '../../src/store/stories/situation-work.ts'
import { root, testEngine } from '../support.ts'
import { alikenesses, alikeReports } from './alike-reports.ts'
import { bareAnalysis } from './bare-analysis.ts'

const validate = new Ajv2020({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(`${root}contract/situation.schema.json`, 'utf8')),
)
const bytesOf = (situation: Situation) =>
  Buffer.byteLength(`${forJson(JSON.stringify(situation, null, 2))}\n`)

/** That it keeps the schema, and refers only to what is there. */
function holds(situation: Situation, analyses: readonly Analysis[]): void {
  validate(JSON.parse(JSON.stringify(situation)))
  expect(validate.errors ?? []).toEqual([])
  const texts = new Map(analyses.map(({ report }) => [report.id, report.text]))
  const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id))
  const [reports, stories, origins, statements] = [
    ids(situation.reports),
    ids(situation.stories),
    ids(situation.origins),
    ids(situation.statements),
  ]
  const missing: string[] = []
  const need = (set: ReadonlySet<string>, ...named: string[]) => {
    for (const id of named) if (!set.has(id)) missing.push(id)
  }
  JSON.stringify(situation, (_, value: unknown) => {
    if (value && typeof value === 'object' && 'span' in value && 'text' in value && 'report' in value) {
      const { report, span, text } = value as { report: string; span: [number, number]; text: string }
      need(reports, report)
      if (texts.get(report)?.slice(...span) !== text) missing.push(`words of ${report}`)
    }
    return value
  })
  for (const one of situation.reports) {
    need(stories, one.story)
    need(origins, one.origin)
  }
  for (const one of situation.stories) {
    need(reports, ...one.reports)
    need(origins, ...one.origins)
  }
  for (const one of situation.origins) need(reports, ...one.reports)
  for (const one of [...situation.collapses, ...situation.relays]) need(origins, one.origin)
  for (const { copy } of situation.collapses)
    if (copy !== undefined && !situation.copies[copy]) missing.push(`copy ${copy}`)
  for (const one of situation.copies) need(reports, one.original, one.copy)
  for (const one of situation.statements) {
    need(origins, ...one.origins, ...one.collapses.map(({ origin }) => origin))
    need(reports, ...one.claims.map(({ report }) => report))
  }
  for (const one of situation.relations) need(statements, ...one.statements)
  for (const one of situation.figures) if (one.statement !== undefined) need(statements, one.statement)
  for (const one of situation.rest) need(statements, ...one.only, ...one.missing)
  expect(missing).toEqual([])
}

describe.each(alikenesses)('reports that are alike: %s', (alikeness) => {
  const [few, many] = [80, 160].map((count) => alikeReports(count, alikeness))
  const [small, large] = [compareReports(few), compareReports(many)]

  it('give a situation that grows with their number, list by list, and never with their pairs', () => {
    for (const list of situationLists) {
      const [one, other] = [small, large].map((situation) =>
        (situation[list] ?? []).reduce((sum, entry) => sum + writtenSize(entry), 0),
      )
      // Twice as many reports, and more where the first few have nobody before them yet; their pairs would be four times as many.
      expect([list, other <= 2.6 * one + 2000]).toEqual([list, true])
      expect(large[list]?.length).toBeLessThanOrEqual(2.6 * (small[list]?.length ?? 0) + 4)
    }
  })

  it('tell a relation once for all claims in the same words', () => {
    const keys = large.relations
      .filter(({ statements: [a, b] }) => a === b)
      .map(({ kind, aspect, by, from, to, statements }) =>
        JSON.stringify([kind, aspect, by, from.passage.text, to.passage.text, statements]),
      )
    expect(keys.length).toBe(new Set(keys).size)
  })

  it('keep the schema and refer to what is there, whole and cut', () => {
    holds(large, many)
    for (const most of [400_000, 150_000, 60_000]) {
      const cut = boundSituation(large, most)
      expect(bytesOf(cut)).toBeLessThanOrEqual(most)
      holds(cut, many)
      expect(cut.counts).toEqual(large.counts)
    }
  })

  it('say how many entries are left out, wherever some are', () => {
    const cut = boundSituation(large, 100_000)
    for (const list of situationLists)
      expect([list, (cut[list]?.length ?? 0) + (cut.leftOut?.[list] ?? 0)]).toEqual([
        list,
        (large[list]?.length ?? 0) + (large.leftOut?.[list] ?? 0),
      ])
    const whole = new Map(large.statements.map((statement) => [statement.id, statement]))
    for (const { id, claims, leftOut } of cut.statements)
      expect(claims.length + (leftOut?.claims ?? 0)).toBe(whole.get(id)?.claims.length)
    for (const text of [renderSituationText(cut), renderSituationMarkdown(cut), renderSituationDossier(cut)])
      expect(text).toContain('laissé de côté')
    expect(renderSituationText(compareReports(few.slice(0, 2)))).not.toContain('laissé de côté')
  })
})

it('briefs of many stories stay within the bound, and the first line of a story comes before the second of any', () => {
  const analyses = alikeReports(12, 'reworded')
  const one = compareReports(analyses, [], 's1')
  const [line] = one.brief ?? []
  expect(line).toBeDefined()
  const stories = Array.from({ length: 60 }, (_, k) => ({ ...one.stories[0], id: `s${k + 1}` }))
  const most = 200_000
  const many: Situation = {
    ...one,
    stories,
    // A report of each story, so that none is left out with its reports.
    reports: stories.flatMap(({ id }, k) => ({ ...one.reports[k % one.reports.length], story: id })),
    brief: stories.flatMap(({ id }) => Array.from({ length: 5 }, () => ({ ...line, story: id }))),
  }
  expect(bytesOf({ ...one, brief: many.brief })).toBeGreaterThan(most)
  const cut = boundSituation(many, most)
  expect(bytesOf(cut)).toBeLessThanOrEqual(most)
  expect((cut.brief?.length ?? 0) + (cut.leftOut?.brief ?? 0)).toBe(300)
  const told = stories.map(({ id }) => (cut.brief ?? []).filter(({ story }) => story === id).length)
  expect(Math.max(...told) - Math.min(...told)).toBeLessThanOrEqual(1)
})

it('1,200 reports that are alike are one story, of one origin where they are copies', () => {
  const situation = compareReports(alikeReports(1200, 'copies').map(lean))
  expect(situation.counts).toMatchObject({ reports: 1200, stories: 1, origins: 1 })
}, 300_000)

it.each(['copies', 'reworded'] as const)(
  'the situation of 1,200 such reports is at most 8 MB: %s',
  (alikeness) => {
    const analyses = alikeReports(1200, alikeness)
    const { bytes } = workOutSituation({
      story: 's1',
      reports: analyses.map((analysis) => ({
        analysis: packedSync(analysis),
        laid: [],
      })),
    })
    const situation = unpackedSync<Situation>(bytes)
    expect(situation.counts.reports).toBe(1200)
    expect(bytesOf(situation)).toBeLessThanOrEqual(mostBytes)
    holds(situation, analyses)
    for (const text of [
      renderSituationText(situation),
      renderSituationMarkdown(situation),
      renderSituationDossier(situation),
    ])
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes)
  },
  300_000,
)

/** Without findings: what is looked at is the text. */
const lean = (analysis: Analysis): Analysis => ({
  ...bareAnalysis({ ...analysis.report }),
  sentences: analysis.sentences,
})

describe('a bounded number of earlier texts is compared', () => {
  it('with one that is like all of them', () => {
    const near = new NearTexts()
    const signature = Uint32Array.from({ length: 256 }, (_, k) => k * 2654435761)
    const counts = Array.from({ length: 500 }, () => near.add(signature).length)
    expect(Math.max(...counts)).toBe(16)
    // However many came before.
    expect(counts[499]).toBe(16)
  })
})

describe('news', () => {
  it('tell of the last claim where claims in the same words confirm one', () => {
    // Of two agencies' words the second comes from many outlets, in the same words, each in a report of its own.
    const text = (k: number) =>
      k === 0
        ? 'La préfecture de Vell a évacué trois villages mardi.'
        : `La préfecture de Vell a évacué trois villages mardi.\nUn lecteur de ${'abcdefghijkl'[k].repeat(9)} ${'mnopqrstuvwx'[k].repeat(7)} en parle ${'abcdefghijkl'[k].repeat(5)}.`
    const analyses = Array.from({ length: 10 }, (_, k) =>
      testEngine().analyse({
        id: `r${k}`,
        text: text(k),
        language: 'fr',
        publisher: `Gazette ${'abcdefghijkl'[k].repeat(4)}`,
        published: `2026-03-11T${String(10 + k)}:00:00Z`,
      }),
    )
    const situation = compareReports(analyses, [], 's1')
    const confirmed = situation.relations.filter(
      ({ kind, from }) => kind === 'confirms' && from.passage.text.includes('évacué trois villages'),
    )
    expect(confirmed.map(({ alike }) => [alike?.claims, alike?.last.report])).toEqual([[8, 'r9']])
    expect(
      newSince(situation, '2026-03-11T19:00:00Z').filter(({ kind }) => kind === 'confirmed'),
    ).toMatchObject([{ published: '2026-03-11T19:00:00Z', passages: [{ report: 'r9' }, { report: 'r0' }] }])
  })
})

describe('a long passage', () => {
  it('is given by its beginning, cut between characters, with how much is left out', () => {
    const words = Array.from({ length: 400 }, (_, k) => `mot${k}`).join(' ')
    const text = `${'a'.repeat(longestPassage - 1)}😀 ${words}`
    const situation = compareReports([
      bareAnalysis({ id: 'a', text }),
      bareAnalysis({ id: 'b', text: `Avant. ${text}` }),
    ])
    const passages = situation.copies.flatMap((copy) =>
      copy.passages.flatMap(({ original, copy: other }) => [original, other]),
    )
    expect(passages).toHaveLength(2)
    for (const { text: shown, span, leftOut } of passages) {
      expect(shown).toBe('a'.repeat(longestPassage - 1))
      expect(span[1] + (leftOut ?? 0)).toBe(text.length + (span[0] === 0 ? 0 : 'Avant. '.length))
    }
  })
})
