/**
 * Clusters of words used alike, by the exchange algorithm for class bigrams (Kneser and Ney 1993, Martin et al. 1998):
 * words seen in the same company share a number.
 */
const classes = 240
const least = 4
const rounds = 12

/**
 * The clusters of the words of texts (each a list of words), numbered from 1; the same texts give the same clusters.
 * @param name what the texts are, for the log
 */
export function exchangeClusters(name: string, texts: readonly (readonly string[])[]): Map<string, number> {
  const frequency = new Map<string, number>()
  for (const words of texts) for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const vocabulary = [...frequency].filter(([, n]) => n >= least)
  vocabulary.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const index = new Map(vocabulary.map(([w], i) => [w, i]))
  const V = vocabulary.length
  // The last class but one holds rare words, the last one the edges of paragraphs.
  const rare = V
  const edge = V + 1
  const C = classes + 2
  const next: Map<number, number>[] = Array.from({ length: V + 2 }, () => new Map())
  const before: Map<number, number>[] = Array.from({ length: V + 2 }, () => new Map())
  const bump = (m: Map<number, number>, k: number): void => void m.set(k, (m.get(k) ?? 0) + 1)
  let total = 0
  for (const words of texts) {
    let a = edge
    for (let i = 0; i <= words.length; i++) {
      const b = i === words.length ? edge : (index.get(words[i]) ?? rare)
      bump(next[a], b)
      bump(before[b], a)
      a = b
      total++
    }
  }
  console.error(`${name}: ${total} words, ${V} of them clustered`)
  const of = new Int32Array(V + 2)
  for (let i = 0; i < V; i++) of[i] = i % classes
  of[rare] = classes
  of[edge] = classes + 1
  const N = new Int32Array(C * C)
  const left = new Int32Array(C)
  const right = new Int32Array(C)
  for (let a = 0; a < V + 2; a++)
    for (const [b, n] of next[a]) {
      N[of[a] * C + of[b]] += n
      left[of[a]] += n
      right[of[b]] += n
    }
  const nlog = new Float64Array(total + 2)
  for (let i = 1; i < nlog.length; i++) nlog[i] = i * Math.log(i)
  const out = new Int32Array(C)
  const into = new Int32Array(C)
  for (let round = 0; round < rounds; round++) {
    let moved = 0
    for (let w = 0; w < V; w++) {
      const from = of[w]
      out.fill(0)
      into.fill(0)
      let self = 0
      let outs = 0
      let ins = 0
      for (const [b, n] of next[w]) {
        if (b === w) self += n
        else out[of[b]] += n
        outs += n
      }
      for (const [a, n] of before[w]) {
        if (a !== w) into[of[a]] += n
        ins += n
      }
      // Take the word out of its class.
      for (let c = 0; c < C; c++) {
        N[from * C + c] -= out[c]
        N[c * C + from] -= into[c]
      }
      N[from * C + from] -= self
      left[from] -= outs
      right[from] -= ins
      const outList: number[] = []
      const inList: number[] = []
      for (let c = 0; c < C; c++) {
        if (out[c] > 0) outList.push(c)
        if (into[c] > 0) inList.push(c)
      }
      let best = -Infinity
      let target = from
      for (let c = 0; c < classes; c++) {
        let gain = 0
        for (const d of outList) {
          if (d === c) continue
          const n = N[c * C + d]
          gain += nlog[n + out[d]] - nlog[n]
        }
        for (const d of inList) {
          if (d === c) continue
          const n = N[d * C + c]
          gain += nlog[n + into[d]] - nlog[n]
        }
        const own = N[c * C + c]
        gain += nlog[own + out[c] + into[c] + self] - nlog[own]
        gain -= nlog[left[c] + outs] - nlog[left[c]] + nlog[right[c] + ins] - nlog[right[c]]
        if (gain > best) {
          best = gain
          target = c
        }
      }
      for (let c = 0; c < C; c++) {
        N[target * C + c] += out[c]
        N[c * C + target] += into[c]
      }
      N[target * C + target] += self
      left[target] += outs
      right[target] += ins
      if (target !== from) moved++
      of[w] = target
    }
    console.error(`round ${round + 1}: ${moved} moved`)
    if (moved * 200 < V) break
  }
  return new Map(vocabulary.map(([w], i) => [w, of[i] + 1]))
}
