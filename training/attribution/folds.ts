/** The five folds over whole reports, the same that `training/reader/documents.py` makes: Python's shuffle, seed 5. */

export const foldCount = 5

/** A report with labels: its set tells the newer, larger labels (new) from the older ones (own). */
export interface LabelledReport {
  id: string
  language: string
  set: 'new' | 'own'
}

/** The fold of each report, evenly by language and set; a report labelled twice stays in one fold. */
export function foldsOf(reports: readonly LabelledReport[]): Map<string, number> {
  const groups = new Map<string, string[]>()
  for (const { id, language, set } of reports) {
    const key = `${language} ${set}`
    groups.set(key, [...(groups.get(key) ?? []), id])
  }
  const folds = new Map<string, number>()
  for (const key of [...groups.keys()].sort()) {
    const ids = [...new Set(groups.get(key))].filter((id) => !folds.has(id)).sort()
    pythonShuffle(ids, 5)
    ids.forEach((id, k) => {
      folds.set(id, k % foldCount)
    })
  }
  return folds
}

/** Shuffles in place as Python's `random.Random(seed).shuffle` does. */
function pythonShuffle(list: string[], seed: number): void {
  const random = mersenneTwister(seed)
  for (let i = list.length - 1; i > 0; i--) {
    const bits = 32 - Math.clz32(i + 1)
    let k = random() >>> (32 - bits)
    while (k > i) k = random() >>> (32 - bits)
    const one = list[i]
    list[i] = list[k]
    list[k] = one
  }
}

/** The generator MT19937, begun as Python does from a small seed: 32 bits a call. */
function mersenneTwister(seed: number): () => number {
  const size = 624
  const state = new Uint32Array(size)
  state[0] = 19650218
  for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i
  let i = 1
  for (let k = 0; k < size; k++) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1664525)) + seed
    if (++i >= size) {
      state[0] = state[size - 1]
      i = 1
    }
  }
  for (let k = 1; k < size; k++) {
    state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1566083941)) - i
    if (++i >= size) {
      state[0] = state[size - 1]
      i = 1
    }
  }
  state[0] = 0x80000000
  let at = size
  return () => {
    if (at === size) {
      for (let k = 0; k < size; k++) {
        const y = (state[k] & 0x80000000) | (state[(k + 1) % size] & 0x7fffffff)
        state[k] = state[(k + 397) % size] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
      }
      at = 0
    }
    let y = state[at++]
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    y ^= y >>> 18
    return y >>> 0
  }
}
