import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestTree } from '../../src/engine/grammar/spanning-tree.ts'

/** Whether every word reaches the root, which has one dependent. */
function isTree(heads: ArrayLike<number>, n: number): boolean {
  let roots = 0
  for (let d = 0; d < n; d++) {
    if (heads[d] === n) roots++
    let k = d
    for (let steps = 0; k !== n; k = heads[k]) if (k < 0 || k > n || steps++ > n) return false
  }
  return roots === 1
}

const total = (score: Float32Array, step: number, heads: ArrayLike<number>, n: number): number => {
  let sum = 0
  for (let d = 0; d < n; d++) sum += score[d * step + heads[d]]
  return sum
}

/** The best total over all trees whose root is `root`, by trying all. */
function bestOfAll(score: Float32Array, step: number, n: number, root: number): number {
  let best = Number.NEGATIVE_INFINITY
  const heads = new Array<number>(n).fill(-1)
  const place = (d: number): void => {
    if (d === n) {
      if (heads[root] === n && isTree(heads, n)) best = Math.max(best, total(score, step, heads, n))
      return
    }
    for (let h = 0; h <= n; h++) {
      heads[d] = h
      place(d + 1)
    }
  }
  place(0)
  return best
}

const table = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((n) =>
      fc
        .array(fc.integer({ min: -8, max: 8 }), { minLength: n * (n + 1), maxLength: n * (n + 1) })
        .map((scores) => ({ n, score: Float32Array.from(scores) })),
    )

describe('the best tree', () => {
  it('is the best of all trees with its root', () => {
    fc.assert(
      fc.property(table(5), ({ n, score }) => {
        const heads = new Int32Array(n)
        bestTree(score, 0, n + 1, n, heads)
        expect(isTree(heads, n)).toBe(true)
        expect(total(score, n + 1, heads, n)).toBe(bestOfAll(score, n + 1, n, heads.indexOf(n)))
      }),
      { numRuns: 150 },
    )
  })
  it('is a tree over many words, whatever the scores', () => {
    fc.assert(
      fc.property(table(40), ({ n, score }) => {
        const heads = new Int32Array(n)
        bestTree(score, 0, n + 1, n, heads)
        expect(isTree(heads, n)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})
