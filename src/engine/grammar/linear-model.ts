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
  /** For each slot its key, and where its weights begin with how many they are: one cache line holds both. */
  readonly #slots: Int32Array
  /** Weights: the class in the upper half, the weight in the lower. */
  readonly #pairs: Int32Array
  /** Of up to four classes the slot itself holds the weights, a byte each: no second place in memory is looked at. */
  readonly #packed: boolean
  #probes = new Int32Array(128)

  /** Reads what the training's `writeLinearModel` wrote: features in the order of their home slots. */
  constructor(reader: ByteReader) {
    this.classes = reader.number()
    const bits = reader.byte()
    const count = reader.number()
    const pairs = reader.number()
    // A key's low bits are its home slot, told as steps from the one before; the others stand in planes of a byte.
    const steps = reader.view(count)
    const far = reader.view(count)
    const planes = [0, 1, 2].map((plane) => (bits + 8 * plane < 32 ? reader.view(count) : steps))
    const lengths = reader.view(count)
    const low = reader.view(pairs)
    const wide = this.classes > 256
    const high = wide ? reader.view(pairs) : low
    const weights = reader.view(pairs)
    const size = 1 << bits
    const mask = size - 1
    this.#mask = mask
    // Features that find their slot taken go to the next; beyond the end there is room for the last of them.
    const slots = new Int32Array((size + (count >> 2) + 1024) * 2)
    const packed = this.classes <= 4
    this.#packed = packed
    let free = 0
    let home = 0
    let at = 0
    for (let i = 0; i < count; i++) {
      home += steps[i] | (far[i] << 8)
      let key = home | (planes[0][i] << bits)
      if (bits + 8 < 32) key |= planes[1][i] << (bits + 8)
      if (bits + 16 < 32) key |= planes[2][i] << (bits + 16)
      const slot = home
      if (free < slot) free = slot
      const length = lengths[i] === 0 ? 256 : lengths[i]
      slots[2 * free] = key
      if (packed) {
        let weight = 0
        for (let k = at; k < at + length; k++) weight |= weights[k] << (8 * low[k])
        slots[2 * free + 1] = weight
      } else slots[2 * free + 1] = (at << 8) | (length - 1)
      at += length
      free++
    }
    const values = new Int32Array(packed ? 0 : pairs)
    for (let i = 0; i < values.length; i++) {
      const of = wide ? low[i] | (high[i] << 8) : low[i]
      values[i] = (of << 16) | (((weights[i] << 24) >> 24) & 0xffff)
    }
    this.#slots = slots
    this.#pairs = values
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    if (this.#packed) this.#scorePacked(features, count, scores)
    else this.#scoreListed(features, count, scores)
  }

  #scorePacked(features: Int32Array, count: number, scores: Float64Array): void {
    const slots = this.#slots
    const mask = this.#mask
    const probes = this.#probe(features, count)
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    for (let i = 0; i < count; i++) {
      const key = features[i]
      let found = probes[i]
      if (found === 0) continue
      let slot = (key & mask) << 1
      while (found !== key && found !== 0) {
        slot += 2
        found = slots[slot]
      }
      if (found === 0) continue
      const weight = slots[slot + 1]
      first += (weight << 24) >> 24
      second += (weight << 16) >> 24
      third += (weight << 8) >> 24
      fourth += weight >> 24
    }
    const sums = [first, second, third, fourth]
    for (let c = 0; c < this.classes; c++) scores[c] += sums[c]
  }

  #scoreListed(features: Int32Array, count: number, scores: Float64Array): void {
    const slots = this.#slots
    const pairs = this.#pairs
    const mask = this.#mask
    const probes = this.#probe(features, count)
    let lists = 0
    for (let i = 0; i < count; i++) {
      const key = features[i]
      let found = probes[i]
      if (found === 0) continue
      let slot = (key & mask) << 1
      while (found !== key && found !== 0) {
        slot += 2
        found = slots[slot]
      }
      if (found !== 0) probes[lists++] = slots[slot + 1]
    }
    for (let i = 0; i < lists; i++) {
      const place = probes[i]
      let k = place >>> 8
      const end = k + (place & 255)
      for (; k <= end; k++) {
        const pair = pairs[k]
        scores[pair >>> 16] += (pair << 16) >> 16
      }
    }
  }

  /**
   * The key in each feature's home slot. Fetched in one go before any is looked at: the fetches then overlap, where a
   * branch on each would make every one wait for the one before.
   */
  #probe(features: Int32Array, count: number): Int32Array {
    if (this.#probes.length < count) this.#probes = new Int32Array(count * 2)
    const probes = this.#probes
    const slots = this.#slots
    const mask = this.#mask
    for (let i = 0; i < count; i++) probes[i] = slots[(features[i] & mask) << 1]
    return probes
  }
}
