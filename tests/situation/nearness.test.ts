import { describe, expect, it } from 'vitest'
import { nearestOf } from '../../src/situation/vectors/nearness.ts'

const width = 8
/** Rows of numbers between -1 and 1, the same on every run. */
const rows = (count: number, from: number) => ({
  width,
  values: Float32Array.from(
    { length: count * width },
    (_, k) => (((k + 1) * (from + 7) * 37) % 101) / 50 - 1,
  ),
})

/** The same, one product after the other. */
function plainly(a: ReturnType<typeof rows>, b: ReturnType<typeof rows>) {
  const [n, m] = [a, b].map(({ values }) => values.length / width)
  const product = (i: number, j: number) =>
    Array.from({ length: width }, (_, c) => a.values[i * width + c] * b.values[j * width + c]).reduce(
      (x, y) => x + y,
    )
  const all = Array.from({ length: n }, (_, i) => Array.from({ length: m }, (_, j) => product(i, j)))
  return {
    nearA: all.map((row) => Math.max(-1, ...row)),
    nearB: Array.from({ length: m }, (_, j) => Math.max(-1, ...all.map((row) => row[j]))),
  }
}

describe('the nearest of two lots of words', () => {
  it.each([
    [1, 1],
    [3, 5],
    [4, 4],
    [7, 9],
    [40, 33],
    [600, 250],
  ])('is what the products tell: %i and %i', (n, m) => {
    const [a, b] = [rows(n, 3), rows(m, 8)]
    const [found, expected] = [nearestOf(a, b), plainly(a, b)]
    expect(found.nearA).toHaveLength(n)
    expect(found.nearB).toHaveLength(m)
    expected.nearA.forEach((value, k) => {
      expect(found.nearA[k]).toBeCloseTo(value, 4)
    })
    expected.nearB.forEach((value, k) => {
      expect(found.nearB[k]).toBeCloseTo(value, 4)
    })
    // What stands in memory from the last time changes nothing, nor does the order of the two.
    expect(nearestOf(a, rows(m, 8))).toEqual(found)
    expect(nearestOf(b, a)).toEqual({ nearA: found.nearB, nearB: found.nearA })
  })

  it('is nothing where one has no words', () => {
    expect(nearestOf(rows(0, 1), rows(2, 1))).toEqual({
      nearA: new Float32Array(0),
      nearB: new Float32Array(2).fill(-1),
    })
  })
})
