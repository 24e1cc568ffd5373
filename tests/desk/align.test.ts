import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Analysis, Span } from '../../src/contract/analysis.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { align, echoOf, type Link, linksBetween } from '../../web/compare/align.ts'
import { root, testEngine } from '../support.ts'

const read = (name: string) =>
  testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${name}.json`, 'utf8')))

/** An analysis of which nothing but its sentences matters. */
const withSentences = (count: number) =>
  ({ sentences: Array.from({ length: count }, (_, k): Span => [k * 10, k * 10 + 9]) }) as unknown as Analysis

describe('align', () => {
  it('puts each sentence of both texts in exactly one row, in its order, whatever the links', () => {
    const span = fc
      .tuple(fc.nat(120), fc.integer({ min: 1, max: 40 }))
      .map(([from, long]): Span => [from, from + long])
    const link: fc.Arbitrary<Link> = fc.record({
      reason: fc.constantFrom(
        'copy' as const,
        'statement' as const,
        'denies' as const,
        'lost-hedge' as const,
      ),
      left: span,
      right: span,
    })
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), fc.array(link, { maxLength: 20 }), (a, b, links) => {
        const [left, right] = [withSentences(a), withSentences(b)]
        const rows = align(left, right, links)
        expect(rows.flatMap((row) => row.left)).toEqual(left.sentences)
        expect(rows.flatMap((row) => row.right)).toEqual(right.sentences)
        for (const row of rows) expect(row.left.length + row.right.length).toBeGreaterThan(0)
      }),
    )
  })
  it('puts linked sentences side by side, the strongest where they cross', () => {
    const links: Link[] = [
      { reason: 'statement', left: [0, 9], right: [20, 29] },
      { reason: 'conflicts', left: [10, 19], right: [0, 9] },
    ]
    const rows = align(withSentences(2), withSentences(3), links)
    expect(rows.find(({ left }) => left[0]?.[0] === 10)?.right).toEqual([[0, 9]])
    const apart = rows.find(({ left }) => left[0]?.[0] === 0)
    expect(apart?.right).toEqual([])
    expect(apart && echoOf(apart)).toEqual({ side: 'right', span: [20, 29] })
  })
  it('leaves texts that share nothing alone', () => {
    const rows = align(withSentences(2), withSentences(2), [])
    expect(rows.every((row) => row.left.length === 0 || row.right.length === 0)).toBe(true)
    expect(rows.every((row) => echoOf(row) === undefined)).toBe(true)
  })
})

describe('linksBetween', () => {
  it('finds what a rewrite shares with the dispatch, and the reserve that it lost', () => {
    const [dispatch, rewrite] = [read('01-meridia-dispatch.fr'), read('03-tribune-rewrite.fr')]
    const situation = compareReports([dispatch, rewrite])
    const links = linksBetween(situation, dispatch.report.id, rewrite.report.id)
    expect(new Set(links.map(({ reason }) => reason))).toContain('copy')
    const lost = links.filter(({ reason }) => reason === 'lost-hedge')
    expect(lost.some(({ left }) => dispatch.report.text.slice(...left).includes('aurait validé'))).toBe(true)
    // The other way round the sides change places.
    const back = linksBetween(situation, rewrite.report.id, dispatch.report.id)
    const pairs = (list: Link[], turned: boolean) =>
      list.map(({ left, right }) => JSON.stringify(turned ? [right, left] : [left, right])).sort()
    expect(pairs(back, true)).toEqual(pairs(links, false))
  })
})
