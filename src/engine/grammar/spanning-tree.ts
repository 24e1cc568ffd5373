/**
 * The best tree with one root over a table of scores (Chu and Liu 1965, Edmonds 1967): score[d * step + h] is that of word
 * h as the head of word d; h = n stands for the root. Sums of 64-bit floats in a fixed order: the same on every host.
 */

/**
 * Fills `heads` with the head of each of the n words, n for the root. The word whose gain over its best other head is the
 * greatest becomes the root's only dependent.
 */
export function bestTree(
  score: Float32Array,
  from: number,
  step: number,
  n: number,
  heads: Int32Array,
): void {
  let root = 0
  let gain = Number.NEGATIVE_INFINITY
  for (let d = 0; d < n; d++) {
    const row = from + d * step
    let best = -1
    for (let h = 0; h < n; h++) if (h !== d && (best < 0 || score[row + h] > score[row + best])) best = h
    heads[d] = best
    const more = score[row + n] - (best < 0 ? 0 : score[row + best])
    if (more > gain) {
      gain = more
      root = d
    }
  }
  heads[root] = n
  if (!isTree(heads, n, root)) contract(score, from, step, n, root, heads)
}

/** Whether every word hangs on the root: no cycle. */
function isTree(heads: Int32Array, n: number, root: number): boolean {
  // 0 not seen, otherwise the number of the walk that saw it.
  const seen = new Int32Array(n)
  seen[root] = n + 1
  for (let d = 0; d < n; d++) {
    let k = d
    while (seen[k] === 0) {
      seen[k] = d + 1
      k = heads[k]
    }
    if (seen[k] === d + 1) return false
    for (let j = d; seen[j] === d + 1; j = heads[j]) seen[j] = n + 1
  }
  return true
}

/** A member of a contracted cycle: the words in it, and the arc by which the cycle entered it. */
interface Member {
  readonly words: readonly number[]
  readonly head: number
  readonly dependent: number
}

/** Contracts cycle after cycle, takes the best heads of what is left, then opens each cycle where an arc enters it. */
function contract(
  given: Float32Array,
  from: number,
  step: number,
  n: number,
  root: number,
  heads: Int32Array,
): void {
  // The arc between two nodes: its score, and the two words that it joins in the sentence.
  const score = new Float64Array(n * n)
  const head = new Int32Array(n * n)
  const dependent = new Int32Array(n * n)
  for (let d = 0; d < n; d++)
    for (let h = 0; h < n; h++) {
      score[d * n + h] = given[from + d * step + h]
      head[d * n + h] = h
      dependent[d * n + h] = d
    }
  const put = (to: number, place: number, value: number): void => {
    score[to] = value
    head[to] = head[place]
    dependent[to] = dependent[place]
  }
  const chosen = new Int32Array(n)
  const words = Array.from({ length: n }, (_, i) => [i])
  let alive = Array.from({ length: n }, (_, i) => i)
  const contracted: Member[][] = []
  for (;;) {
    for (const d of alive) {
      if (d === root) continue
      let best = -1
      for (const h of alive) if (h !== d && (best < 0 || score[d * n + h] > score[d * n + best])) best = h
      chosen[d] = best
    }
    const cycle = cycleAmong(alive, chosen, root)
    if (!cycle) break
    const entered = cycle.map((d) => d * n + chosen[d])
    contracted.push(
      cycle.map((d, k) => ({ words: words[d], head: head[entered[k]], dependent: dependent[entered[k]] })),
    )
    const inner = entered.map((place) => score[place])
    const inside = new Set(cycle)
    const [kept] = cycle
    alive = alive.filter((node) => node === kept || !inside.has(node))
    for (const other of alive) {
      if (other === kept) continue
      // Into the cycle counts what is won by entering there instead of by the cycle's own arc.
      let into = -1
      let won = 0
      let out = -1
      cycle.forEach((d, k) => {
        const more = score[d * n + other] - inner[k]
        if (into < 0 || more > won) {
          into = d * n + other
          won = more
        }
        if (out < 0 || score[other * n + d] > score[out]) out = other * n + d
      })
      put(kept * n + other, into, won)
      if (other !== root) put(other * n + kept, out, score[out])
    }
    words[kept] = cycle.flatMap((d) => words[d])
  }
  heads.fill(-1, 0, n)
  heads[root] = n
  for (const d of alive) if (d !== root) heads[dependent[d * n + chosen[d]]] = head[d * n + chosen[d]]
  for (const members of contracted.reverse())
    for (const member of members)
      if (member.words.every((word) => heads[word] < 0)) heads[member.dependent] = member.head
}

/** The nodes of a cycle among the chosen heads, undefined where there is none. */
function cycleAmong(alive: readonly number[], chosen: Int32Array, root: number): number[] | undefined {
  const walk = new Map<number, number>()
  for (const start of alive) {
    let k = start
    while (k !== root && !walk.has(k)) {
      walk.set(k, start)
      k = chosen[k]
    }
    if (k === root || walk.get(k) !== start) continue
    const cycle = [k]
    for (let j = chosen[k]; j !== k; j = chosen[j]) cycle.push(j)
    return cycle
  }
  return undefined
}
