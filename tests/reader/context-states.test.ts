import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ContextStates, keptLayers } from '../../src/engine/reader/context-states.ts'

const hidden = 4
/** Pieces of three letters each with a space between. */
const piecesOf = (count: number) => ({
  starts: Array.from({ length: count }, (_, i) => 4 * i),
  ends: Array.from({ length: count }, (_, i) => 4 * i + 3),
})
/** What layer `layer` makes of piece `i`. */
const stateOf = (layer: number, i: number): number[] =>
  Array.from({ length: hidden }, (_, k) => Math.sin(layer * 100 + i * 10 + k) * (i + 1))

/** Keeps all layers of pieces first ≤ i < end, with a mark of beginning before them. */
function keepRun(context: ContextStates, first: number, end: number): void {
  for (const layer of [1, ...keptLayers, 12]) {
    const states = [0, 0, 0, 0]
    for (let i = first; i < end; i++) states.push(...stateOf(layer, i))
    context.keep(layer, first, end, Float32Array.from(states), hidden)
  }
}

function readWord(context: ContextStates, start: number, end: number): number[] | undefined {
  const found = new Float64Array(hidden * keptLayers.length + 1)
  return context.read(start, end, found, 1) ? [...found.subarray(1)] : undefined
}

describe('states of words in context', () => {
  it('gives back what each layer made of the first piece of a word, whatever windows it was read in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }), (windows) => {
        const count = windows.reduce((sum, size) => sum + size, 0)
        const context = new ContextStates(hidden, piecesOf(count))
        let first = 0
        for (const size of windows) {
          keepRun(context, first, first + size)
          first += size
        }
        for (let i = 0; i < count; i++) {
          const wanted = keptLayers.flatMap((layer) => stateOf(layer, i))
          const found = readWord(context, 4 * i, 4 * i + 7) ?? []
          expect(found).toHaveLength(wanted.length)
          for (let k = 0; k < wanted.length; k++)
            expect(Math.abs(found[k] - wanted[k])).toBeLessThan((i + 1) / 30_000)
        }
      }),
    )
  })

  it('says where a word has no piece, or its piece was not read', () => {
    const context = new ContextStates(hidden, piecesOf(6))
    keepRun(context, 0, 2)
    keepRun(context, 4, 6)
    expect(readWord(context, 3, 4)).toBeUndefined()
    expect(readWord(context, 24, 27)).toBeUndefined()
    expect(readWord(context, 8, 11)).toBeUndefined()
    expect(readWord(context, 16, 19)).toBeDefined()
  })

  it('keeps a bounded number of pieces, from the beginning', () => {
    const context = new ContextStates(hidden, piecesOf(60_000))
    for (let first = 0; first < 60_000; first += 500) keepRun(context, first, first + 500)
    expect(readWord(context, 4 * 30_000, 4 * 30_000 + 3)).toBeDefined()
    expect(readWord(context, 4 * 50_000, 4 * 50_000 + 3)).toBeUndefined()
  })
})
