/**
 * Trains the network that values English predicates: `npx tsx training/factuality.ts [--write]`.
 * Data: ../shared/data/factuality (UW, Lee et al. 2015; MEANTIME as unified by Stanovsky et al. 2017; UDS-IH2), train
 * parts; chosen on the dev parts. Writes models/en.factuality.bin.gz.
 */

import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { prepare } from '../src/engine/factuality/claims.ts'
import { HashedFeatures, hashFeature, WrittenFeatures } from '../src/engine/factuality/hashed-model.ts'
import { readFactualityWords } from '../src/engine/factuality/lexicon.ts'
import { Network, type NetworkWeights, packNetwork } from '../src/engine/factuality/network.ts'
import { networkFeatures, sentenceFeatures } from '../src/engine/factuality/network-features.ts'
import { packs } from '../src/languages/index.ts'
import { predicateOfLabel, Reader, readLines } from './factuality-parse.ts'

interface Line {
  id: string
  text: string
  events: { span: [number, number]; value: number }[]
}

interface Example {
  rows: Int32Array
  value: number
  set: string
}

const sets = ['uw', 'meantime-unified', 'uds-ih2'] as const
const buckets = 1 << 15
const hidden = Number(process.env['HIDDEN'] ?? 24)
const rate = Number(process.env['RATE'] ?? 0.03)
/** Networks that are trained apart and put side by side: each its seed, passes, and weights of the corpora. */
const members = [
  { seed: 1, epochs: 6, dropout: 0.4, meantime: 4, uds: 0.03 },
  { seed: 2, epochs: 6, dropout: 0.3, meantime: 3, uds: 0.02 },
  { seed: 3, epochs: 5, dropout: 0.3, meantime: 8, uds: 0.03 },
  { seed: 5, epochs: 6, dropout: 0.4, meantime: 2, uds: 0.03 },
]
type Member = (typeof members)[number]
const slope = Number(process.env['SLOPE'] ?? 0.6)
const lift = Number(process.env['LIFT'] ?? 1.1)
/** UDS counts what is to come as "not happened": its scale is laid on FactBank's, where that is unsettled. */
const rescale = (set: string, value: number) => (set === 'uds-ih2' ? lift + slope * value : value)

const words = readFactualityWords(packs.en)
const reader = new Reader('en')
const started = performance.now()

function load(set: string, part: string): { features: string[][]; values: number[]; missed: number[] } {
  const features: string[][] = []
  const values: number[] = []
  const missed: number[] = []
  for (const line of readLines<Line>(`data/factuality/${set}.${part}.jsonl.gz`)) {
    const document = reader.read(line.text)
    const tokens = document.tokens
    const { kinds, evaluation } = prepare(document, words, undefined)
    const shared = document.sentences.map((_, k) => sentenceFeatures(document, k))
    const made = new Map<number, string[]>()
    for (let i = 0; i < tokens.length; i++)
      if (kinds[i] > 0) {
        const written = new WrittenFeatures()
        networkFeatures(document, words, evaluation, kinds[i], i, shared[tokens.sentence[i]], written)
        made.set(i, written.features)
      }
    for (const event of line.events) {
      const best = predicateOfLabel(tokens, kinds, event.span)
      if (best < 0) missed.push(event.value)
      else {
        features.push(made.get(best)!)
        values.push(event.value)
      }
    }
  }
  return { features, values, missed }
}

function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

const parts = new Map<string, ReturnType<typeof load>>()
for (const set of sets) for (const part of ['train', 'dev']) parts.set(`${set}.${part}`, load(set, part))
if (process.env['DUMP'])
  writeFileSync(
    process.env['DUMP'],
    [...parts].map(([name, part]) => JSON.stringify({ name, ...part })).join('\n'),
  )
const counts = new Map<string, number>()
for (const set of sets)
  for (const row of parts.get(`${set}.train`)!.features)
    for (const f of row) counts.set(f, (counts.get(f) ?? 0) + 1)
const least = Number(process.env['LEAST'] ?? 4)
const toRows = (features: readonly string[]) =>
  Int32Array.from(
    features
      .filter((f) => (counts.get(f) ?? 0) >= least)
      .map((f) => (hashFeature(f) & (buckets - 1)) * (hidden + 1)),
  )
const examples: Example[] = []
for (const set of sets) {
  const part = parts.get(`${set}.train`)!
  part.features.forEach((f, i) => {
    examples.push({ rows: toRows(f), value: rescale(set, part.values[i]), set })
  })
}
console.log(`${examples.length} examples, read in ${Math.round((performance.now() - started) / 1000)} s`)

function train({ seed, epochs, dropout, meantime, uds }: Member): NetworkWeights {
  const weightOf: Record<string, number> = { uw: 1, 'meantime-unified': meantime, 'uds-ih2': uds }
  const width = hidden + 1
  const next = random(seed)
  const rows = new Float64Array(buckets * width)
  for (let i = 0; i < rows.length; i++) rows[i] = i % width === hidden ? 0 : (next() - 0.5) * 0.1
  const biases = new Float64Array(hidden).fill(0.05)
  const outputs = Float64Array.from({ length: hidden }, () => (next() - 0.5) * 0.6)
  let offset = 2
  const rowSquares = new Float64Array(rows.length).fill(1e-4)
  const biasSquares = new Float64Array(hidden).fill(1e-4)
  const outputSquares = new Float64Array(hidden).fill(1e-4)
  let offsetSquares = 1e-4
  const order = examples.map((_, i) => i)
  const sums = new Float64Array(width)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = rate * (1 - epoch / (epochs + 1))
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      ;[order[i], order[j]] = [order[j], order[i]]
    }
    let loss = 0
    for (const index of order) {
      const e = examples[index]
      const kept: number[] = []
      for (const at of e.rows) if (next() >= dropout) kept.push(at)
      const boost = 1 / (1 - dropout)
      sums.fill(0)
      for (const at of kept) for (let h = 0; h < width; h++) sums[h] += rows[at + h]
      let value = offset + sums[hidden] * boost
      for (let h = 0; h < hidden; h++) {
        const sum = sums[h] * boost + biases[h]
        if (sum > 0) value += sum * outputs[h]
      }
      const error = value - e.value
      loss += Math.abs(error)
      // Huber: squared near the mark, absolute farther off.
      const gradient = Math.max(-1, Math.min(1, error / 0.7)) * weightOf[e.set]
      offsetSquares += gradient * gradient
      offset -= (step * gradient) / Math.sqrt(offsetSquares)
      const linear = gradient * boost
      for (let h = 0; h < hidden; h++) {
        const sum = sums[h] * boost + biases[h]
        if (sum <= 0) continue
        const toHidden = gradient * outputs[h]
        const toOutput = gradient * sum
        outputSquares[h] += toOutput * toOutput
        outputs[h] -= (step * toOutput) / Math.sqrt(outputSquares[h])
        biasSquares[h] += toHidden * toHidden
        biases[h] -= (step * toHidden) / Math.sqrt(biasSquares[h])
        const g = toHidden * boost
        for (const at of kept) {
          const k = at + h
          rowSquares[k] += g * g
          rows[k] -= (step * g) / Math.sqrt(rowSquares[k])
        }
      }
      for (const at of kept) {
        const k = at + hidden
        rowSquares[k] += linear * linear
        rows[k] -= (step * linear) / Math.sqrt(rowSquares[k])
      }
    }
    console.log(`epoch ${epoch + 1}: ${(loss / examples.length).toFixed(4)}`)
  }
  // Buckets that no feature of the training data fills say nothing.
  const filled = new Set<number>()
  for (const e of examples) for (const at of e.rows) filled.add(at)
  for (let b = 0; b < buckets; b++)
    if (!filled.has(b * width)) for (let h = 0; h < width; h++) rows[b * width + h] = 0
  return { buckets, hidden, offset, biases, outputs, thresholds: [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5], rows }
}

function measure(
  network: Network,
  set: string,
  part: string,
): { mae: number; r: number; values: number[]; gold: number[] } {
  const { features, values, missed } = parts.get(`${set}.${part}`)!
  const x = [
    ...features.map((f) => network.round(network.value(HashedFeatures.of(f)))),
    ...missed.map(() => 3),
  ]
  const y = [...values, ...missed]
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length
  const mx = mean(x)
  const my = mean(y)
  let sxy = 0
  let sxx = 0
  let syy = 0
  let error = 0
  x.forEach((a, i) => {
    sxy += (a - mx) * (y[i] - my)
    sxx += (a - mx) ** 2
    syy += (y[i] - my) ** 2
    error += Math.abs(a - y[i])
  })
  return {
    mae: error / x.length,
    r: sxy / Math.sqrt(sxx * syy),
    values: features.map((f) => network.value(HashedFeatures.of(f))),
    gold: values,
  }
}

/** Thresholds that lose least on UW and MEANTIME, found one at a time. */
function tune(weights: NetworkWeights): void {
  const network = new Network(packNetwork(weights))
  const data: { v: number; y: number; w: number }[] = []
  for (const set of ['uw', 'meantime-unified'])
    for (const part of ['dev']) {
      const { features, values } = parts.get(`${set}.${part}`)!
      features.forEach((f, i) => {
        data.push({ v: network.value(HashedFeatures.of(f)), y: values[i], w: set === 'uw' ? 1 : 3 })
      })
    }
  const thresholds = [...weights.thresholds]
  const loss = () => {
    let total = 0
    for (const { v, y, w } of data) {
      let level = -3
      for (const t of thresholds) if (v > t) level++
      total += w * (Math.abs(level - y) + 0.02 * (level - y) ** 2)
    }
    return total
  }
  for (let round = 0; round < 3; round++)
    for (let k = 5; k >= 0; k--) {
      let best = loss()
      let at = thresholds[k]
      const low = k > 0 ? thresholds[k - 1] : -4
      const high = k < 5 ? thresholds[k + 1] : 4
      for (let t = Math.max(low, -3.5); t <= Math.min(high, 3.2); t += 0.05) {
        thresholds[k] = t
        const l = loss()
        if (l < best - 1e-9) {
          best = l
          at = t
        }
      }
      thresholds[k] = at
    }
  weights.thresholds = thresholds.map((t) => Math.round(t * 100) / 100)
}

/** One network that gives the mean of several: their hidden units side by side, their linear parts averaged. */
function join(networks: readonly NetworkWeights[]): NetworkWeights {
  const count = networks.length
  const width = hidden * count + 1
  const rows = new Float64Array(buckets * width)
  networks.forEach((network, n) => {
    for (let b = 0; b < buckets; b++) {
      for (let h = 0; h < hidden; h++) rows[b * width + n * hidden + h] = network.rows[b * (hidden + 1) + h]
      rows[b * width + width - 1] += network.rows[b * (hidden + 1) + hidden] / count
    }
  })
  return {
    buckets,
    hidden: hidden * count,
    offset: networks.reduce((sum, network) => sum + network.offset / count, 0),
    biases: Float64Array.from(networks.flatMap((network) => [...network.biases])),
    outputs: Float64Array.from(networks.flatMap((network) => [...network.outputs].map((w) => w / count))),
    thresholds: networks[0].thresholds,
    rows,
  }
}

const weights = join(members.map(train))
tune(weights)
const packed = packNetwork(weights)
const network = new Network(packed)
console.log(`thresholds ${weights.thresholds.join(' ')}`)
for (const set of sets)
  for (const part of ['train', 'dev']) {
    const { mae, r } = measure(network, set, part)
    console.log(
      `${set} ${part}: MAE ${mae.toFixed(4)} r ${r.toFixed(4)} covered ${(parts.get(`${set}.${part}`)!.values.length / (parts.get(`${set}.${part}`)!.values.length + parts.get(`${set}.${part}`)!.missed.length)).toFixed(3)}`,
    )
  }
if (process.argv.includes('--write'))
  writeFileSync('models/en.factuality.bin.gz', gzipSync(packed, { level: 9 }))
