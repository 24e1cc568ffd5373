import { align, type Candidate, type Standing } from './pair-features.ts'
import type { Proposition } from './proposition.ts'

/** Claims of each other report that one is held against. */
const ofEachReport = 5
/** Added to the nearness of claims that share a name or a number. */
const sharedName = 0.06
const sharedValue = 0.15

/**
 * Pairs of claims of two reports that may say the same or differ on one thing: of each other report those nearest to a
 * claim by their words' vectors, names and numbers. Exact search; for one story.
 */
export function candidatesOf(byReport: readonly (readonly Proposition[])[]): {
  candidate: Candidate
  standing: Standing
}[] {
  const all = byReport.flat()
  const common = new Float64Array(all.length)
  const chosen = new Map<number, Set<number>>()
  const nearness = nearnessOf(all.map(({ mean }) => mean))
  for (const a of all) {
    let count = 0
    for (const other of byReport) {
      if (other.length === 0 || other[0].content.report === a.content.report) continue
      const near: { index: number; score: number }[] = []
      for (const b of other) {
        const found = nearness(a.index, b.index)
        common[a.index] += found
        count++
        let bonus = 0
        for (const name of a.names) if (b.names.has(name)) bonus += sharedName
        for (const value of a.values) if (b.values.has(value)) bonus += sharedValue
        keepNearest(near, b.index, found + Math.min(bonus, 2 * sharedValue))
      }
      for (const { index } of near) {
        const [first, second] = a.index < index ? [a.index, index] : [index, a.index]
        const known = chosen.get(first)
        if (known) known.add(second)
        else chosen.set(first, new Set([second]))
      }
    }
    common[a.index] /= Math.max(1, count)
  }
  const candidates: Candidate[] = []
  for (const [first, others] of [...chosen].sort(([x], [y]) => x - y))
    for (const second of [...others].sort((x, y) => x - y)) candidates.push(align(all[first], all[second]))
  const scores = new Map<string, number[]>()
  const keyOf = (one: Proposition, other: Proposition) => `${one.index} ${other.content.report}`
  for (const { a, b, score } of candidates)
    for (const key of [keyOf(a, b), keyOf(b, a)]) {
      const known = scores.get(key)
      if (known) known.push(score)
      else scores.set(key, [score])
    }
  for (const list of scores.values()) list.sort((x, y) => y - x)
  return candidates.map((candidate) => {
    const { a, b, score } = candidate
    const ofA = scores.get(keyOf(a, b)) ?? []
    const ofB = scores.get(keyOf(b, a)) ?? []
    const lead = (list: readonly number[]) => (list[0] > score ? score - list[0] : score - (list[1] ?? 0))
    return {
      candidate,
      standing: {
        rankA: nearer(ofA, score),
        rankB: nearer(ofB, score),
        leadA: lead(ofA),
        leadB: lead(ofB),
        commonA: common[a.index],
        commonB: common[b.index],
      },
    }
  })
}

/**
 * How near each vector is to each other one, by their places: the same bits as `dot` of both, worked out once for both orders and
 * four at a time, whose sums do not wait for each other. Of two thousand claims it takes 16 MB.
 */
function nearnessOf(vectors: readonly Float32Array[]): (one: number, other: number) => number {
  const n = vectors.length
  /** Where the products of a vector begin, with itself and those behind it; less its own place. */
  const rowOf = (one: number) => one * (n - 1) - (one * (one - 1)) / 2
  const products = new Float64Array((n * (n + 1)) / 2)
  for (let one = 0; one < n; one++) {
    const vector = vectors[one]
    const row = rowOf(one)
    for (let other = one; other < n; other += 4) {
      // Beyond the last stands the last, of which nothing is kept.
      const a = vectors[other]
      const b = vectors[Math.min(other + 1, n - 1)]
      const c = vectors[Math.min(other + 2, n - 1)]
      const d = vectors[Math.min(other + 3, n - 1)]
      let [toA, toB, toC, toD] = [0, 0, 0, 0]
      for (let k = 0; k < vector.length; k++) {
        const value = vector[k]
        toA += value * a[k]
        toB += value * b[k]
        toC += value * c[k]
        toD += value * d[k]
      }
      products[row + other] = toA
      if (other + 1 < n) products[row + other + 1] = toB
      if (other + 2 < n) products[row + other + 2] = toC
      if (other + 3 < n) products[row + other + 3] = toD
    }
  }
  return (one, other) => products[one < other ? rowOf(one) + other : rowOf(other) + one]
}

/** Puts a claim among the nearest of a report, the nearest first; of equal ones that which comes first in it. */
function keepNearest(near: { index: number; score: number }[], index: number, score: number): void {
  if (near.length === ofEachReport) {
    if (score <= near[ofEachReport - 1].score) return
    near.pop()
  }
  let at = near.length
  while (at > 0 && near[at - 1].score < score) at--
  near.splice(at, 0, { index, score })
}

/** How many are nearer. */
const nearer = (scores: readonly number[], score: number) => scores.filter((one) => one > score).length
