import { describe, expect, it } from 'vitest'
import {
  type Choice,
  chooseAttributions,
  type OfferedWords,
  type WordRange,
} from '../../src/engine/reader/choose-attributions.ts'
import type { Anchor, CutText, WindowScores } from '../../src/engine/reader/read-windows.ts'

const choice: Choice = {
  cue: 0.5,
  bare: 0.5,
  token: 1,
  bias: 0,
  edge: 0,
  part: 1,
  offered: 4,
  free: 0,
  source: 0,
  via: 0,
  alike: 0.8,
}

/** Twelve words of one letter, each one piece; sentences end with the words 3, 7 and 11. */
const starts = Array.from({ length: 12 }, (_, k) => 2 * k)
const ends = starts.map((start) => start + 1)
const cut: CutText = {
  pieces: { ids: starts.map(() => 7), starts, ends },
  sentences: [
    [0, 4],
    [4, 8],
    [8, 12],
  ],
}
const endsSentence = starts.map((_, k) => k % 4 === 3)
const words = (quotations: WordRange[], closes = starts.map(() => true)): OfferedWords => ({
  starts,
  ends,
  begins: starts.map(() => true),
  closes,
  phrases: [[0, 0]],
  quotations,
  endsSentence,
})

/** Word 0 speaks, word 1 is the cue, and from word 2 on all that the first window reads is its content. */
function windows(end: number, goesOn: readonly number[]): WindowScores[] {
  const odds = (of: (k: number) => boolean) => Float32Array.from({ length: end }, (_, k) => (of(k) ? 3 : -3))
  const anchor: Anchor = {
    piece: 1,
    withoutCue: false,
    probability: 0.9,
    links: [
      odds((k) => k > 1),
      odds((k) => k === 0),
      odds(() => false),
      odds(() => false),
      odds(() => false),
    ],
    kind: 'named',
    act: 'say',
  }
  const scores = (first: number, last: number, anchors: Anchor[]): WindowScores => {
    const numbers = (of: (k: number) => number) =>
      Float64Array.from({ length: last - first }, (_, k) => of(first + k))
    return {
      first,
      end: last,
      askedFirst: first,
      askedEnd: last,
      outside: numbers((k) => (k === 1 && anchors.length > 0 ? 0.1 : 1)),
      begins: numbers((k) => (k === 1 && anchors.length > 0 ? 0.9 : 0)),
      goesOn: numbers((k) => (goesOn.includes(k) ? 0.9 : 0)),
      anchors,
    }
  }
  return [scores(0, end, [anchor]), ...(end < 12 ? [scores(end, 12, [])] : [])]
}

const none: number[] = []
describe('a content', () => {
  it.each([
    ['ends with its window where nothing says more', 4, none, [], 3],
    ['goes on behind its window while the next one says so', 4, [4, 5, 6], [], 6],
    ['does not where the next window begins another', 4, [5, 6, 7], [], 3],
    ['goes on to the end of the quotation in which it ends', 4, none, [[2, 9]], 9],
    ['does not behind a quotation', 4, none, [[2, 3]], 3],
    ['does not into a quotation that begins behind it', 4, none, [[4, 9]], 3],
    ['ends where the text does', 12, none, [[2, 11]], 11],
  ] as [string, number, number[], WordRange[], number][])('%s', (_, end, goesOn, quotations, last) => {
    const [one, ...others] = chooseAttributions(cut, windows(end, goesOn), words(quotations), choice)
    expect(others).toEqual([])
    expect(one.source).toEqual([[0, 0]])
    expect(one.cue).toEqual([[1, 1]])
    expect(one.content).toEqual([[2, last]])
  })

  it('ends behind its window where the grammar lets it', () => {
    const closes = starts.map((_, k) => k !== 6)
    const [one] = chooseAttributions(cut, windows(4, [4, 5, 6]), words([], closes), choice)
    expect(one.content).toEqual([[2, 5]])
  })
})
