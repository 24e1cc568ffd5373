import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import type { Passage } from '../../src/contract/situation.ts'
import { renderSituationMarkdown } from '../../src/output/situation-markdown.ts'
import { renderSituationText } from '../../src/output/situation-text.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { root, testEngine } from '../support.ts'
import { bareAnalysis } from './bare-analysis.ts'

const validate = new Ajv2020({ allErrors: true, strict: false }).compile(
  JSON.parse(readFileSync(`${root}contract/situation.schema.json`, 'utf8')),
)
const samples: Analysis[] = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8'))))
const unread = [{ input: 'broken.jsonl:7', error: 'Line 7 of broken.jsonl is not valid JSON.' }]
const situation = compareReports(samples, unread)

describe('the samples side by side', () => {
  it('keep the schema', () => {
    validate(JSON.parse(JSON.stringify(situation)))
    expect(validate.errors ?? []).toEqual([])
    expect(validate({ ...situation, counts: { ...situation.counts, reports: -1 } })).toBe(false)
    expect(validate({ ...situation, stories: undefined })).toBe(false)
  })

  it('tell one story, in three languages', () => {
    expect(situation.stories).toHaveLength(1)
    expect(situation.stories[0].languages).toEqual(['fr', 'en', 'es'])
    expect(situation.stories[0].title).toBe(samples[0].report.title)
  })

  it('show the reprint and the rewrite of the dispatch, and count them once', () => {
    const kinds = Object.fromEntries(
      situation.copies
        .filter(({ original }) => original.startsWith('01'))
        .map(({ kind, copy }) => [copy.slice(0, 2), kind]),
    )
    expect(kinds).toEqual({ '02': 'cut', '03': 'rewrite' })
    const origin = new Map(situation.reports.map((report) => [report.id.slice(0, 2), report.origin]))
    expect(origin.get('02')).toBe(origin.get('01'))
    expect(origin.get('03')).toBe(origin.get('01'))
    for (const other of ['05', '06', '07']) expect(origin.get(other)).not.toBe(origin.get('01'))
  })

  it('follow a relay of relays to the agency', () => {
    const relay = situation.relays.find(({ report }) => report.startsWith('08'))
    expect(relay?.through).toEqual(['The Valdora Courier', 'Radio Kessary', 'Agence Meridia'])
    expect(relay?.origin).toBe(situation.reports[0].origin)
  })

  it('show the hedge that the rewrite lost, with both passages', () => {
    const lost = situation.lostHedges.map(({ hedged, stated }) => [
      hedged.passage.report.slice(0, 2),
      hedged.marks.map(({ text }) => text.trim()).join(' '),
      stated.passage.report.slice(0, 2),
      stated.passage.text.includes('a validé') || stated.passage.text.includes('ont abouti'),
    ])
    expect(lost).toContainEqual(['01', 'aurait', '03', true])
    expect(lost).toContainEqual(['01', 'auraient', '03', true])
    // Nobody else lost one.
    expect(new Set(lost.map(([, , stated]) => stated))).toEqual(new Set(['03']))
  })

  it('say how much they rest on and what could not be read', () => {
    expect(situation.counts).toMatchObject({ reports: 9, stories: 1, unread: 1 })
    expect(situation.unread).toEqual(unread)
    for (const text of [renderSituationText(situation), renderSituationMarkdown(situation)])
      expect(text).toContain('9 articles')
    expect(renderSituationText(situation)).toContain('broken.jsonl:7')
  })

  it('point at words that stand in the reports', () => {
    const text = new Map(samples.map(({ report }) => [report.id, report.text]))
    const passages: Passage[] = [
      ...situation.copies.flatMap(({ passages }) =>
        passages.flatMap(({ original, copy }) => [original, copy]),
      ),
      ...situation.relays.flatMap(({ passage, cited }) => [passage, ...cited]),
      ...situation.lostHedges.flatMap(({ hedged, stated }) => [
        hedged.passage,
        ...hedged.marks,
        stated.passage,
      ]),
      ...situation.reports.flatMap(({ credits }) => credits.flatMap(({ passage }) => passage ?? [])),
    ]
    expect(passages.length).toBeGreaterThan(10)
    for (const passage of passages)
      expect(text.get(passage.report)?.slice(...passage.span)).toBe(passage.text)
  })

  it('refer only to what is there', () => {
    const reports = new Set(situation.reports.map(({ id }) => id))
    const stories = new Set(situation.stories.map(({ id }) => id))
    const origins = new Set(situation.origins.map(({ id }) => id))
    for (const report of situation.reports) {
      expect(stories.has(report.story)).toBe(true)
      expect(origins.has(report.origin)).toBe(true)
    }
    for (const { report, origin } of [...situation.collapses, ...situation.relays]) {
      expect(reports.has(report)).toBe(true)
      expect(origins.has(origin)).toBe(true)
    }
    for (const { copy } of situation.collapses)
      if (copy !== undefined) expect(situation.copies[copy]).toBeDefined()
  })
})

describe('rendering', () => {
  const hostile =
    '\u001b[31m<script>alert(1)</script> [x](javascript:alert(1)) \u202e=1+1 ![i](http://e.example/i)'
  const nasty = compareReports([
    bareAnalysis({ id: 'a', text: `${hostile} un deux trois quatre`, title: hostile, publisher: hostile }),
    bareAnalysis({ id: 'b', text: 'Rien.', title: hostile, authors: ['Le Quai avec Litora'] }),
  ])

  it('lets nothing of a report act', () => {
    const text = renderSituationText(nasty)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    const markdown = renderSituationMarkdown(nasty)
    expect(markdown).not.toMatch(/[^\\]<script/)
    expect(markdown).not.toMatch(/[^\\]\]\(/)
  })

  it('keeps to the width it is given', () => {
    for (const width of [40, 72, 100])
      for (const line of renderSituationText(situation, { width }).split('\n'))
        if (line.trim().includes(' ') && !/^\s*\S+ \S+$/.test(line))
          expect([...line].length).toBeLessThanOrEqual(width)
  })

  it.each([
    ['fr', '2 articles, 2 origines'],
    ['en', '2 reports, 2 origins'],
    ['es', '2 noticias, 2 orígenes'],
  ] as const)('speaks the language of most reports: %s', (language, words) => {
    const two = compareReports([
      bareAnalysis({ id: 'a', text: 'Uno.', language }),
      bareAnalysis({ id: 'b', text: 'Dos.', language }),
    ])
    expect(renderSituationText(two)).toContain(words)
    expect(renderSituationMarkdown(two)).toContain(words)
  })

  it('refuses two reports with one id', () => {
    const one = bareAnalysis({ id: 'a', text: 'Un.' })
    expect(() => compareReports([one, one])).toThrow('Two reports have the id "a"')
  })
})
