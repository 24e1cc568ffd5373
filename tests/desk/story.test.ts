import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SituationFigure } from '../../src/contract/situation.ts'
import { disputesOf } from '../../src/situation/brief/disputes.ts'
import { movesOf } from '../../src/situation/brief/moves.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { sinceOf } from '../../web/now/since.ts'
import { copyGraph } from '../../web/story/copy-graph.ts'
import { dayGrid } from '../../web/story/day-grid.ts'
import { apartFrom, placesOf, roundSteps, seriesOf } from '../../web/story/figure-series.ts'
import { shownClaim, storyBook } from '../../web/story/story-book.ts'
import { root, testEngine } from '../support.ts'

const situation = compareReports(
  readdirSync(`${root}samples`)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')))),
)
const book = storyBook(situation, (iso) => iso)

describe('what is disputed and what moved', () => {
  it('is counted as it is shown', () => {
    const { denials, conflicts } = disputesOf(situation)
    const shown = book.disputes.reduce((sum, { relation }) => sum + 1 + (relation.alike?.claims ?? 0), 0)
    expect(denials + conflicts).toBe(shown)
    expect(denials).toBeGreaterThan(0)
  })
  it('is told with both passages, the last published first', () => {
    const moves = movesOf(situation)
    expect(new Set(moves.map(({ kind }) => kind))).toEqual(
      new Set(['denial', 'figure-up', 'hedge-dropped', 'settled']),
    )
    for (const { passage, before, reports } of moves)
      expect(new Set(reports)).toEqual(new Set([passage.report, before.report]))
    const dates = moves.map(({ published }) => published ?? '')
    expect(dates).toEqual([...dates].sort().reverse())
  })
  it('is nothing where one report tells alone', () => {
    const alone = compareReports([
      testEngine().analyse({ id: 'a', language: 'en', text: 'The mayor said the bridge would close.' }),
    ])
    expect(movesOf(alone)).toEqual([])
    expect(disputesOf(alone)).toEqual({ denials: 0, conflicts: 0, figures: 0 })
  })
})

describe('a statement', () => {
  it('is shown by the words of one of its own claims', () => {
    for (const statement of situation.statements) expect(statement.claims).toContain(shownClaim(statement))
  })
})

describe('a count as a series', () => {
  const figure = situation.figures.find(({ unit }) => unit === 'killed') as SituationFigure
  const points = seriesOf(figure, book, (name, outlet) => (name === 'outlet' ? outlet : name))
  it('has a point for each value, each with who gives it', () => {
    expect(points.map(({ number }) => number)).toEqual(figure.values.map((_, k) => k + 1))
    expect(points.every(({ holder }) => holder !== '')).toBe(true)
  })
  it('goes from left to right in time', () => {
    const places = placesOf(points)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect([Math.min(...places), Math.max(...places)]).toEqual([0, 1])
  })
  it('has no point on another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.integer({ min: 0, max: 60 }), y: fc.integer({ min: 0, max: 40 }) }), {
          maxLength: 12,
        }),
        (list) => {
          const placed = apartFrom(list, 10)
          placed.forEach((one, k) => {
            for (const other of placed.slice(k + 1))
              expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(9.999)
          })
        },
      ),
    )
  })
  it.each([
    [31, [0, 20]],
    [1140, [0, 500, 1000]],
    [3, [0, 1, 2, 3]],
    [0, [0]],
  ])('is measured up to %s in round steps', (most, steps) => {
    expect(roundSteps(most)).toEqual(steps)
  })
})

describe('statements beside days', () => {
  it('have every claim in the column of its own report’s day', () => {
    const grid = dayGrid(book)
    expect(grid.by).toBe('day')
    expect(grid.columns).toEqual([...grid.columns].sort())
    for (const { cells } of grid.rows)
      cells.forEach((cell, k) => {
        for (const claim of cell) expect(book.report(claim.report)?.published).toContain(grid.columns[k])
      })
  })
})

describe('who copies whom', () => {
  const graph = copyGraph(situation, book.nameOf)
  it('reads from left to right in time', () => {
    expect(graph.edges.length).toBeGreaterThan(2)
    for (const { from, to } of graph.edges) {
      expect(from.column).toBeLessThanOrEqual(to.column)
      if (from.published && to.published)
        expect(Date.parse(from.published)).toBeLessThanOrEqual(Date.parse(to.published))
    }
  })
  it('has no box on another', () => {
    const places = graph.nodes.map(({ column, lane }) => `${column} ${lane}`)
    expect(new Set(places).size).toBe(places.length)
    expect(Math.min(...graph.nodes.map(({ column }) => column))).toBe(0)
  })
})

describe('since when', () => {
  const now = Date.parse('2026-03-12T12:00:00Z')
  const visit = { change: 7, at: '2026-03-12T08:00:00Z' }
  it.each([
    [undefined, visit, { since: 7, by: 'received', choice: 'visit' }],
    [undefined, undefined, { since: '2026-03-11T12:00:00.000Z', by: 'published', choice: '24h' }],
    ['1h', visit, { since: '2026-03-12T11:00:00.000Z', by: 'published', choice: '1h' }],
    ['7d', undefined, { since: '2026-03-05T12:00:00.000Z', by: 'published', choice: '7d' }],
    ['2026-03-01T06:00Z', visit, { since: '2026-03-01T06:00:00.000Z', by: 'published', choice: 'chosen' }],
    ['nonsense', visit, { since: 7, by: 'received', choice: 'visit' }],
  ])('%s', (asked, before, expected) => {
    expect(sinceOf(asked, before, now)).toMatchObject(expected)
  })
})
