/** A bag of hashed features: filled, scored, emptied. It grows with what it is given, so that none is left out. */
export class FeatureBag {
  ids = new Int32Array(4096)
  length = 0

  clear(): void {
    this.length = 0
  }

  /** Adds the feature of template `t` with two values (hashes or small integers). */
  add(t: number, a = 0, b = 0): void {
    if (this.length === this.ids.length) {
      const larger = new Int32Array(2 * this.ids.length)
      larger.set(this.ids)
      this.ids = larger
    }
    let h = Math.imul(t + 1, 0x9e3779b1) ^ Math.imul(a ^ (a >>> 15), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ Math.imul(b ^ (b >>> 16), 0x27d4eb2f)
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3ced)
    this.ids[this.length++] = (h ^ (h >>> 13)) & mask
  }
}

/** Weights a table holds: features are hashed into it. */
export const tableSize = 1 << 18
const mask = tableSize - 1

/** A table of weights; whole numbers at run time, so that sums are the same on any host. */
export type Weights = Int8Array | Float32Array | Float64Array

export function scoreOf(weights: Weights, bag: FeatureBag, from = 0): number {
  let sum = 0
  for (let i = from; i < bag.length; i++) sum += weights[bag.ids[i]]
  return sum
}

/** The trained parts of attribution: is this a cue, what is its content, who is its source. */
export interface AttributionModel {
  cue: Weights
  content: Weights
  source: Weights
  /** A token is a cue from this score on. */
  threshold: number
  /** What a margin of one in training is in the cue's scores. */
  unit: number
}

const magic = 0x314c4553

/** Reads a model as `training/attribution.ts` writes it. Throws an Error where the bytes are no such model. */
export function readAttributionModel(bytes: Uint8Array): AttributionModel {
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length !== 12 + 3 * tableSize || head.getUint32(0, true) !== magic)
    throw new Error('The attribution model is damaged: reinstall Selon, or train it again.')
  const table = (k: number): Int8Array =>
    new Int8Array(bytes.buffer, bytes.byteOffset + 12 + k * tableSize, tableSize)
  return {
    threshold: head.getInt32(4, true),
    unit: head.getInt32(8, true),
    cue: table(0),
    content: table(1),
    source: table(2),
  }
}

/** The bytes of a model whose weights are whole numbers from -127 to 127. */
export function writeAttributionModel(model: AttributionModel): Uint8Array {
  const bytes = new Uint8Array(12 + 3 * tableSize)
  const head = new DataView(bytes.buffer)
  head.setUint32(0, magic, true)
  head.setInt32(4, model.threshold, true)
  head.setInt32(8, model.unit, true)
  const tables = [model.cue, model.content, model.source]
  tables.forEach((table, k) => {
    bytes.set(new Uint8Array(Int8Array.from(table).buffer), 12 + k * tableSize)
  })
  return bytes
}
