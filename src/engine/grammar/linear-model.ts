import type { ByteReader } from './bytes.ts'

/** What scores classes from hashed features: a trained model, or the table of one in training. */
export interface Scorer {
  /** Number of classes. */
  readonly classes: number
  /** Adds to scores[c] the weights of features[0..count) for every class c. */
  score(features: Int32Array, count: number, scores: Float64Array): void
}

/** Most features scored at once: so many sums of bytes fit into half a number. */
const mostAtOnce = 256
/** Numbers of a row, each of which holds the weights of four classes. */
const rowLength = 5
/** Four weights of zero, each standing 128 above itself. */
const noWeights = 0x80808080 | 0

/**
 * Adds four sums of weights to scores[from …]: `even` holds those of the first and third class, `odd` of the second and
 * fourth, each `above` too high.
 */
function addSums(
  scores: Float64Array,
  from: number,
  classes: number,
  even: number,
  odd: number,
  above: number,
): void {
  if (from < classes) scores[from] += (even & 0xffff) - above
  if (from + 1 < classes) scores[from + 1] += (odd & 0xffff) - above
  if (from + 2 < classes) scores[from + 2] += (even >>> 16) - above
  if (from + 3 < classes) scores[from + 3] += (odd >>> 16) - above
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
  /** Weights of up to twenty classes: rows of bytes. */
  readonly #rows: Int32Array
  /** Weights of more classes: the weight in the upper byte, the lower byte of the class in the lower. */
  readonly #pairs: Int16Array
  /** Upper bytes of the classes where there are more than 256. */
  readonly #high: Uint8Array | undefined
  readonly #sums: Int32Array
  /**
   * Of up to four classes the slot itself holds the weights, a byte each: no second place in memory is looked at. Of up to
   * twenty a row of five numbers holds them, a byte each. Bytes stand 128 above their weights, so that two sums may be
   * taken in the halves of one number; a feature that is not there adds zeros and is not counted.
   */
  readonly #layout: 'packed' | 'rows' | 'pairs'
  readonly #probes = new Int32Array(mostAtOnce)
  readonly #firsts = new Int16Array(mostAtOnce)

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
    const inRows = !packed && this.classes <= 4 * rowLength
    this.#layout = packed ? 'packed' : inRows ? 'rows' : 'pairs'
    // The first row is that of absent features.
    const rows = new Int32Array(inRows ? (count + 1) * rowLength : 0)
    rows.fill(noWeights, rowLength)
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
        let weight = noWeights
        for (let k = at; k < at + length; k++) weight ^= weights[k] << (8 * low[k])
        slots[2 * free + 1] = weight
      } else if (inRows) {
        const row = (i + 1) * rowLength
        for (let k = at; k < at + length; k++) rows[row + (low[k] >> 2)] ^= weights[k] << (8 * (low[k] & 3))
        slots[2 * free + 1] = row
      } else slots[2 * free + 1] = (at << 8) | (length - 1)
      at += length
      free++
    }
    const values = new Int16Array(this.#layout === 'pairs' ? pairs : 0)
    for (let i = 0; i < values.length; i++) values[i] = low[i] | (weights[i] << 8)
    this.#slots = slots
    this.#rows = rows
    this.#pairs = values
    this.#high = wide ? high : undefined
    this.#sums = new Int32Array(this.classes)
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    if (count > mostAtOnce) throw new Error(`A decision looks at ${mostAtOnce} features at most.`)
    if (this.#layout === 'packed') this.#scorePacked(features, count, scores)
    else if (this.#layout === 'rows') this.#scoreRows(features, count, scores)
    else this.#scorePairs(features, count, scores)
  }

  #scorePacked(features: Int32Array, count: number, scores: Float64Array): void {
    const slots = this.#slots
    const mask = this.#mask
    const probes = this.#probe(features, count)
    let even = 0
    let odd = 0
    let hits = 0
    for (let i = 0; i < count; i++) {
      const key = features[i]
      let found = probes[i]
      let slot = (key & mask) << 1
      while (found !== key && found !== 0) {
        slot += 2
        found = slots[slot]
      }
      const weight = slots[slot + 1]
      even += weight & 0xff00ff
      odd += (weight >>> 8) & 0xff00ff
      hits += (found | -found) >>> 31
    }
    const { classes } = this
    addSums(scores, 0, classes, even, odd, 128 * hits)
  }

  #scoreRows(features: Int32Array, count: number, scores: Float64Array): void {
    const slots = this.#slots
    const rows = this.#rows
    const mask = this.#mask
    const probes = this.#probe(features, count)
    let hits = 0
    for (let i = 0; i < count; i++) {
      const key = features[i]
      let found = probes[i]
      let slot = (key & mask) << 1
      while (found !== key && found !== 0) {
        slot += 2
        found = slots[slot]
      }
      probes[i] = slots[slot + 1]
      hits += (found | -found) >>> 31
    }
    let even0 = 0
    let even1 = 0
    let even2 = 0
    let even3 = 0
    let even4 = 0
    let odd0 = 0
    let odd1 = 0
    let odd2 = 0
    let odd3 = 0
    let odd4 = 0
    for (let i = 0; i < count; i++) {
      const row = probes[i]
      const w0 = rows[row]
      const w1 = rows[row + 1]
      const w2 = rows[row + 2]
      const w3 = rows[row + 3]
      const w4 = rows[row + 4]
      even0 += w0 & 0xff00ff
      odd0 += (w0 >>> 8) & 0xff00ff
      even1 += w1 & 0xff00ff
      odd1 += (w1 >>> 8) & 0xff00ff
      even2 += w2 & 0xff00ff
      odd2 += (w2 >>> 8) & 0xff00ff
      even3 += w3 & 0xff00ff
      odd3 += (w3 >>> 8) & 0xff00ff
      even4 += w4 & 0xff00ff
      odd4 += (w4 >>> 8) & 0xff00ff
    }
    const { classes } = this
    const above = 128 * hits
    addSums(scores, 0, classes, even0, odd0, above)
    addSums(scores, 4, classes, even1, odd1, above)
    addSums(scores, 8, classes, even2, odd2, above)
    addSums(scores, 12, classes, even3, odd3, above)
    addSums(scores, 16, classes, even4, odd4, above)
  }

  #scorePairs(features: Int32Array, count: number, scores: Float64Array): void {
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
    // The beginnings of all lists are fetched in one go, for the same reason as the slots.
    const firsts = this.#firsts
    for (let i = 0; i < lists; i++) firsts[i] = pairs[probes[i] >>> 8]
    const sums = this.#sums
    const high = this.#high
    sums.fill(0)
    for (let i = 0; i < lists; i++) {
      const place = probes[i]
      let k = place >>> 8
      const end = k + (place & 255)
      let pair = firsts[i]
      for (;;) {
        sums[high ? (pair & 255) | (high[k] << 8) : pair & 255] += pair >> 8
        if (k === end) break
        pair = pairs[++k]
      }
    }
    for (let c = 0; c < sums.length; c++) scores[c] += sums[c]
  }

  /**
   * The key in each feature's home slot. Fetched in one go before any is looked at: the fetches then overlap, where a
   * branch on each would make every one wait for the one before.
   */
  #probe(features: Int32Array, count: number): Int32Array {
    const probes = this.#probes
    const slots = this.#slots
    const mask = this.#mask
    for (let i = 0; i < count; i++) probes[i] = slots[(features[i] & mask) << 1]
    return probes
  }
}
