import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PieceCutter, type PieceList } from '../../src/engine/reader/pieces.ts'

const scored: [string, number][] = [
  ['<s>', 0],
  ['<pad>', 0],
  ['</s>', 0],
  ['<unk>', 0],
  ['▁', -4],
  ['▁le', -3],
  ['▁les', -3.5],
  ['▁mai', -6],
  ['re', -5],
  ['▁maire', -7],
  ['s', -3],
  ['é', -6],
  ['▁été', -7],
  ['t', -6],
  ['e', -5],
  ['.', -3],
  ['m', -7],
  ['a', -5],
  ['i', -5],
  ['r', -5],
  ['l', -5],
  ['1', -5],
  ['2', -5],
]
const list: PieceList = {
  pieces: scored.map(([piece]) => piece).join('\n'),
  scores: Float32Array.from(scored, ([, score]) => score),
  normal: { '\n': ' ', '\u00a0': ' ', '½': '1⁄2', '…': '...', 'e\u0301': 'é', '\u0301': '', '\u200b': ' ' },
}
const cutter = new PieceCutter(list)
const pieceOf = (id: number) => scored[id][0]
const written = (text: string) => cutter.cut(text, 0, text.length).ids.map(pieceOf)

describe('pieces', () => {
  it.each([
    ['le maire', ['▁le', '▁maire']],
    ['les maires', ['▁les', '▁maire', 's']],
    [' le \u00a0 le\n', ['▁le', '▁le']],
    ['été', ['▁été']],
    ['e\u0301te\u0301', ['▁été']],
    ['a…', ['▁', 'a', '.', '.', '.']],
    ['漢字s', ['▁', '<unk>', 's']],
    ['🙂', ['▁', '<unk>']],
    ['½', ['▁', '1', '<unk>', '2']],
    ['a\u0301\u0301', ['▁', 'a']],
    ['a\u200bs', ['▁', 'a', '▁', 's']],
    ['', []],
    [' \n ', []],
  ])('of %j are %j', (text, pieces) => {
    expect(written(text)).toEqual(pieces)
  })

  it('stand where they were found', () => {
    const text = 'Ah, les e\u0301te\u0301s…'
    const { ids, starts, ends } = cutter.cut(text, 4, text.length)
    expect(ids.map((id, k) => [pieceOf(id), text.slice(starts[k], ends[k])])).toEqual([
      ['▁les', 'les'],
      ['▁été', 'e\u0301te\u0301'],
      ['s', 's'],
      ['.', '…'],
      ['.', '…'],
      ['.', '…'],
    ])
  })

  it('have sound offsets in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { ids, starts, ends } = cutter.cut(text, 0, text.length)
        let last = 0
        ids.forEach((_, k) => {
          expect(starts[k]).toBeGreaterThanOrEqual(0)
          expect(ends[k]).toBeGreaterThanOrEqual(starts[k])
          expect(ends[k]).toBeLessThanOrEqual(text.length)
          expect(starts[k]).toBeGreaterThanOrEqual(last)
          last = starts[k]
        })
      }),
    )
  })

  it('of a run without a space are found in bounded words', () => {
    const { ids } = cutter.cut('a'.repeat(100_000), 0, 100_000)
    expect(ids.length).toBeGreaterThan(100_000)
  })
})
