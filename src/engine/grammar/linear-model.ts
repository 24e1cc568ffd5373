import type { ByteReader } from './bytes.ts'

/** What scores classes from hashed features: a trained model, or the table of one in training. */
export interface Scorer {
  /** Number of classes. */
  readonly classes: number
  /** Adds to scores[c] the weights of features[0..count) for every class c. */
  score(features: Int32Array, count: number, scores: Float64Array): void
}

/**
 * A linear classifier over hashed features: for each feature a short list of (class, weight). Weights are whole numbers,
 * so sums are exact and the same on every host.
 */
export class LinearModel implements Scorer {
  readonly classes: number
  readonly #mask: number
  readonly #keys: Int32Array
  readonly #offsets: Int32Array
  readonly #class: Uint16Array
  readonly #weight: Int16Array

  /** Reads what the training's `writeLinearModel` wrote: features in the order of their home slots. */
  constructor(reader: ByteReader) {
    this.classes = reader.number()
    const bits = reader.byte()
    const count = reader.number()
    const pairs = reader.number()
    const planes = [reader.view(count), reader.view(count), reader.view(count), reader.view(count)]
    const lengths = reader.view(count)
    const low = reader.view(pairs)
    const wide = this.classes > 256
    const high = wide ? reader.view(pairs) : low
    const weights = reader.view(pairs)
    const size = 1 << bits
    const mask = size - 1
    this.#mask = mask
    // Features that find their slot taken go to the next; beyond the end there is room for the last of them.
    const keys = new Int32Array(size + count + 2)
    const offsets = new Int32Array(size + count + 2)
    let free = 0
    let at = 0
    for (let i = 0; i < count; i++) {
      const key = planes[0][i] | (planes[1][i] << 8) | (planes[2][i] << 16) | (planes[3][i] << 24)
      const slot = key & mask
      if (free < slot) free = slot
      keys[free] = key
      // Offset and length in one number: length below 256.
      offsets[free] = at
      at += lengths[i] === 0 ? 256 : lengths[i]
      free++
      offsets[free] = at
    }
    const classes = new Uint16Array(pairs)
    const values = new Int16Array(pairs)
    for (let i = 0; i < pairs; i++) {
      classes[i] = wide ? low[i] | (high[i] << 8) : low[i]
      values[i] = (weights[i] << 24) >> 24
    }
    this.#keys = keys
    this.#offsets = offsets
    this.#class = classes
    this.#weight = values
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    const keys = this.#keys
    const offsets = this.#offsets
    const classes = this.#class
    const weights = this.#weight
    for (let i = 0; i < count; i++) {
      const key = features[i]
      let slot = key & this.#mask
      let found = keys[slot]
      while (found !== key && found !== 0) found = keys[++slot]
      if (found === 0) continue
      const end = offsets[slot + 1]
      for (let k = offsets[slot]; k < end; k++) scores[classes[k]] += weights[k]
    }
  }
}
