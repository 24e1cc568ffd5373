import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Analysis, languages } from '../../src/contract/analysis.ts'
import { type Cited, citation } from '../../web/reading/citation.ts'
import { attributionReason, reasonIn } from '../../web/reading/reasons.ts'
import {
  type Clause,
  clausesOf,
  isClause,
  paragraphsOf,
  sentencesOf,
  unitsOf,
} from '../../web/reading/units.ts'
import { root, testEngine } from '../support.ts'

const analyses: [string, Analysis][] = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .map((file) => [
    file,
    testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')), { explain: true }),
  ])
const textOf = (clauses: readonly Clause[]): string =>
  clauses
    .map(({ parts }) => parts.map((part) => (isClause(part) ? textOf([part]) : part.text)).join(''))
    .join('')

describe.each(analyses)('the clauses of %s', (_, analysis) => {
  const { text } = analysis.report

  it('are the text, whole and in order', () => {
    expect(textOf(clausesOf(unitsOf(analysis)))).toBe(text)
  })
  it('stand in sentences that are the paragraph', () => {
    for (const paragraph of paragraphsOf(analysis))
      expect(
        sentencesOf(paragraph, analysis.sentences)
          .map(({ clauses }) => textOf(clauses))
          .join(''),
      ).toBe(text.slice(paragraph.start, paragraph.end))
  })
  it('are one for each claim in one voice, wherever it stands', () => {
    for (const paragraph of paragraphsOf(analysis))
      for (const { clauses } of sentencesOf(paragraph, analysis.sentences)) {
        const look = (list: readonly Clause[]) => {
          const here = list.flatMap(({ unit }) => (unit.claim ? `${unit.claim.id} ${unit.voice}` : []))
          expect(new Set(here).size).toBe(here.length)
          for (const { parts } of list) look(parts.filter(isClause))
        }
        look(clauses)
      }
  })
  it('have their reasons in every language, with the words quoted, and back again', () => {
    const reasons = [
      ...analysis.claims.flatMap(({ why }) => why?.sentence ?? []),
      ...(analysis.summary?.check ?? []).map(({ reason }) => reason),
    ]
    expect(reasons.length).toBeGreaterThan(0)
    const from = analysis.report.language
    for (const reason of reasons)
      for (const to of languages) {
        const there = reasonIn(reason, from, to)
        if (to !== from) expect(there).not.toBe(reason)
        for (const [, quoted] of reason.matchAll(/[«“]\s?([^»”]+?)\s?[»”]/g)) expect(there).toContain(quoted)
        expect(there).not.toMatch(/\{/)
      }
    for (const attribution of analysis.attributions)
      for (const to of languages) expect(attributionReason(attribution, text, to)).toMatch(/\S.*[.]$/)
  })
})

describe('reasonIn', () => {
  it.each([
    ['Nié (« pas »).', 'fr', 'en', 'Denied (“pas”).'],
    ['Reported as said by Ana Ruiz. Denied (“not”).', 'en', 'es', 'Referido según Ana Ruiz. Negado («not»).'],
    ['El medio lo afirma en nombre propio.', 'es', 'fr', 'Le média l’affirme en son nom.'],
    ['Words of nobody’s making', 'en', 'fr', 'Words of nobody’s making'],
    ['', 'en', 'fr', ''],
  ] as const)('%s from %s to %s', (reason, from, to, expected) => {
    expect(reasonIn(reason, from, to)).toBe(expected)
  })
})

describe('citation', () => {
  const text = 'The mayor said [evil](https://x) *that* the bridge would close.'
  const cited = (more: Partial<Analysis['report']> = {}): Cited => ({
    report: {
      id: 'r1',
      language: 'en',
      text,
      title: 'Bridge <b>closes</b>',
      publisher: 'The Gazette',
      published: '2026-03-11T18:40:00Z',
      url: 'https://example.org/a?b=1',
      ...more,
    },
    vouching: {
      chain: [
        { name: 'the mayor', kind: 'named' },
        { name: 'The Gazette', kind: 'outlet' },
      ],
      certainty: 'stated, for the mayor',
      words: 'The bridge would close',
      span: [15, text.length - 1],
    },
    link: 'http://127.0.0.1:7670/report/r1?passage=15-62',
    chain: 'the mayor, via The Gazette',
  })

  it('is Markdown in which a report’s words are words alone', () => {
    const markdown = citation('markdown', cited())
    expect(markdown).toContain('> \\[evil\\](https://x) \\*that\\* the bridge would close')
    expect(markdown).toContain('> — the mayor, via The Gazette (stated, for the mayor)')
    expect(markdown).toContain('[Selon](<http://127.0.0.1:7670/report/r1?passage=15-62>)')
    expect(markdown).toContain('Bridge \\<b\\>closes')
  })
  it('is what Zotero takes', () => {
    const [item] = JSON.parse(citation('csl', cited())) as Record<string, unknown>[]
    expect(item).toMatchObject({
      type: 'article-newspaper',
      'container-title': 'The Gazette',
      issued: { 'date-parts': [[2026, 3, 11]] },
      URL: 'https://example.org/a?b=1',
    })
    expect(String(item['note'])).toContain('the mayor, via The Gazette')
  })
  it('is a draft that rates nothing', () => {
    const draft = JSON.parse(citation('claimreview', cited())) as Record<string, unknown>
    expect(draft).toMatchObject({
      '@type': 'ClaimReview',
      claimReviewed: 'The bridge would close',
      itemReviewed: { author: { name: 'the mayor' } },
      reviewRating: { ratingValue: '' },
    })
  })
  it.each(['markdown', 'csl', 'claimreview'] as const)('%s leads nowhere but to the web', (format) => {
    expect(citation(format, cited({ url: 'javascript:alert(1)' }))).not.toContain('javascript:')
  })
})
