import { describe, expect, it } from 'vitest'
import { alsoIn, clusterOf, type Edge, PairOdds } from '../../src/situation/statements/cluster.ts'

const edge = (a: number, b: number, odds: number): Edge => ({ a, b, odds })
const odds = (things: number, edges: Edge[], forbids: (edge: Edge) => boolean = () => false) =>
  new PairOdds(things, edges, -3, forbids)

describe('clusterOf', () => {
  const cases: [string, string[], Edge[], number[]][] = [
    [
      'joins what all pairs speak for',
      ['r', 's', 't'],
      [edge(0, 1, 2), edge(1, 2, 2), edge(0, 2, 1)],
      [0, 0, 0],
    ],
    ['joins no chain of single links', ['r', 's', 't'], [edge(0, 1, 2), edge(1, 2, 1.5)], [0, 0, 2]],
    ['takes the surer link first', ['r', 's', 't'], [edge(0, 1, 1), edge(1, 2, 2)], [0, 1, 1]],
    ['lets one report repeat itself', ['r', 's', 'r'], [edge(0, 1, 2), edge(1, 2, 2)], [0, 0, 0]],
    ['joins nothing below the least', ['r', 's'], [edge(0, 1, 0.4)], [0, 1]],
  ]
  it.each(cases)('%s', (_, reports, edges, expected) => {
    expect(clusterOf(reports, odds(reports.length, edges), 0.5)).toEqual(expected)
  })

  it('joins no groups of which one pair is forbidden', () => {
    const edges = [edge(0, 1, 3), edge(1, 2, 3), edge(0, 2, 3)]
    expect(
      clusterOf(
        ['r', 's', 't'],
        odds(3, edges, ({ a, b }) => a === 0 && b === 2),
        0.5,
      ),
    ).toEqual([0, 0, 2])
  })
})

describe('alsoIn', () => {
  it('adds a thing to a second group that all of its pairs speak for', () => {
    const edges = [edge(0, 1, 3), edge(2, 3, 3), edge(0, 2, 2), edge(0, 3, 2)]
    expect(
      alsoIn(
        ['r', 's', 't', 'u'],
        [
          [0, 1],
          [2, 3],
        ],
        odds(4, edges),
        0.8,
      ),
    ).toEqual([[], [0]])
  })

  it('adds none that one pair forbids or that is only near one', () => {
    const edges = [edge(0, 1, 3), edge(2, 3, 3), edge(0, 2, 2), edge(0, 3, 2)]
    const forbids = ({ a, b }: Edge) => a === 0 && b === 3
    expect(
      alsoIn(
        ['r', 's', 't', 'u'],
        [
          [0, 1],
          [2, 3],
        ],
        odds(4, edges, forbids),
        0.8,
      ),
    ).toEqual([[], []])
  })

  it('tells two lone things that name one another once', () => {
    expect(alsoIn(['r', 's'], [[0], [1]], odds(2, [edge(0, 1, 1)]), 0.8)).toEqual([[1], []])
  })
})
