import type { HashedFeatures } from './hashed-model.ts'

/**
 * A network over hashed features: their rows are summed, rectified, and weighed, beside a linear part. Layout,
 * little-endian: "SNN1", buckets u32 (a power of two), hidden u32, scale f64, offset f64, biases and output weights
 * (f64, `hidden` each), six thresholds (f64) between the values -3 … 3, then `hidden + 1` int8 for each bucket.
 */
export class Network {
  readonly #mask: number
  readonly #hidden: number
  readonly #scale: number
  readonly #offset: number
  readonly #biases: Float64Array
  readonly #outputs: Float64Array
  readonly #thresholds: Float64Array
  readonly #rows: Int8Array
  readonly #sums: Int32Array
  /** What is known of each bucket: 0 nothing yet, 1 it says something, 2 it is empty, as most are that no training met. */
  readonly #known: Uint8Array

  /** Throws an Error where the bytes are no such model. */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (bytes.length < 28 || view.getUint32(0, true) !== 0x314e4e53)
      throw new Error(
        'The model of factuality cannot be read: it was made by another version. Install the models again.',
      )
    const buckets = view.getUint32(4, true)
    this.#mask = buckets - 1
    this.#hidden = view.getUint32(8, true)
    this.#scale = view.getFloat64(12, true)
    this.#offset = view.getFloat64(20, true)
    let at = 28
    const read = (count: number) => {
      const values = new Float64Array(count)
      for (let i = 0; i < count; i++, at += 8) values[i] = view.getFloat64(at, true)
      return values
    }
    this.#biases = read(this.#hidden)
    this.#outputs = read(this.#hidden)
    this.#thresholds = read(6)
    this.#rows = new Int8Array(bytes.buffer, bytes.byteOffset + at, buckets * (this.#hidden + 1))
    this.#sums = new Int32Array(this.#hidden + 1)
    this.#known = new Uint8Array(buckets)
  }

  /** The value of what the features describe, about -3 (certainly not) to 3 (certainly). */
  value(features: HashedFeatures): number {
    const width = this.#hidden + 1
    const sums = this.#sums
    sums.fill(0)
    const rows = this.#rows
    for (let f = 0; f < features.length; f++) {
      const bucket = features.hashes[f] & this.#mask
      if (this.#known[bucket] === 2) continue
      const at = bucket * width
      if (this.#known[bucket] === 0) {
        let empty = true
        for (let h = 0; h < width && empty; h++) empty = rows[at + h] === 0
        this.#known[bucket] = empty ? 2 : 1
        if (empty) continue
      }
      for (let h = 0; h < width; h++) sums[h] += rows[at + h]
    }
    let value = this.#offset + sums[this.#hidden] * this.#scale
    for (let h = 0; h < this.#hidden; h++) {
      const sum = sums[h] * this.#scale + this.#biases[h]
      if (sum > 0) value += sum * this.#outputs[h]
    }
    return value
  }

  /** The whole number from -3 to 3 that a value stands for. */
  round(value: number): number {
    let level = -3
    for (const threshold of this.#thresholds) if (value > threshold) level++
    return level
  }
}

/** What a network is made of, before it is packed. */
export interface NetworkWeights {
  buckets: number
  hidden: number
  offset: number
  biases: Float64Array
  outputs: Float64Array
  thresholds: readonly number[]
  /** `hidden + 1` for each bucket; the last is the linear part. */
  rows: Float64Array
}

/** Writes a network in the layout that `Network` reads. */
export function packNetwork(weights: NetworkWeights): Uint8Array {
  const { buckets, hidden } = weights
  let largest = 0
  for (const w of weights.rows) largest = Math.max(largest, Math.abs(w))
  const scale = largest > 0 ? largest / 127 : 1
  const bytes = new Uint8Array(28 + 8 * (2 * hidden + 6) + buckets * (hidden + 1))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x314e4e53, true)
  view.setUint32(4, buckets, true)
  view.setUint32(8, hidden, true)
  view.setFloat64(12, scale, true)
  view.setFloat64(20, weights.offset, true)
  let at = 28
  for (const values of [weights.biases, weights.outputs, weights.thresholds])
    for (const value of values) {
      view.setFloat64(at, value, true)
      at += 8
    }
  for (const w of weights.rows) view.setInt8(at++, Math.round(w / scale))
  return bytes
}
