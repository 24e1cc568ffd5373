import { int16sOf } from '../typed-views.ts'

const begun = 0x811c9dc5

/** Goes on with a hash (FNV-1a over UTF-16 units). */
function goOn(hash: number, text: string): number {
  let h = hash
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}

/** The low bits pick the bucket: the high ones are mixed in. */
function ended(hash: number): number {
  let h = hash ^ (hash >>> 15)
  h = Math.imul(h, 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

/** A feature's 32-bit hash. */
export const hashFeature = (feature: string): number => ended(goOn(begun, feature))

/** Takes features of a predicate: each is what its parts say one behind the other. */
export interface FeatureSink {
  add(start: string, a?: string, between?: string, b?: string, behind?: string, c?: string): void
}

/** Features as hashes, made without writing any. */
export class HashedFeatures implements FeatureSink {
  hashes = new Int32Array(256)
  length = 0

  /** The features of a list that is written already. */
  static of(features: readonly string[]): HashedFeatures {
    const found = new HashedFeatures()
    for (const feature of features) found.add(feature)
    return found
  }

  clear(): void {
    this.length = 0
  }

  add(start: string, a = '', between = '', b = '', behind = '', c = ''): void {
    if (this.length === this.hashes.length) {
      const larger = new Int32Array(2 * this.hashes.length)
      larger.set(this.hashes)
      this.hashes = larger
    }
    let h = goOn(goOn(begun, start), a)
    if (between !== '') h = goOn(goOn(h, between), b)
    if (behind !== '') h = goOn(goOn(h, behind), c)
    this.hashes[this.length++] = ended(h)
  }
}

/** Features as they are written, for those who learn from them. */
export class WrittenFeatures implements FeatureSink {
  readonly features: string[] = []

  add(start: string, a = '', between = '', b = '', behind = '', c = ''): void {
    this.features.push(start + a + between + b + behind + c)
  }
}

/**
 * A linear classifier over hashed features. Layout, little-endian: "SLM1", classes u32, buckets u32 (a power of two),
 * scale f64, then int16 weights, `classes` for each bucket.
 */
export class HashedModel {
  readonly classes: number
  readonly #mask: number
  readonly #weights: Int16Array
  readonly scale: number

  /** Throws an Error where the bytes are no such model. */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    if (bytes.length < 20 || view.getUint32(0, true) !== 0x314d4c53)
      throw new Error(
        'The model of conditionals cannot be read: it was made by another version. Install the models again.',
      )
    this.classes = view.getUint32(4, true)
    const buckets = view.getUint32(8, true)
    this.#mask = buckets - 1
    this.scale = view.getFloat64(12, true)
    this.#weights = int16sOf(bytes, 20, this.classes * buckets)
  }

  /** Sums of weights for each class, in whole numbers: no rounding, so the same on every host. */
  scores(features: readonly string[]): number[] {
    const sums = new Array<number>(this.classes).fill(0)
    for (const feature of features) {
      const at = (hashFeature(feature) & this.#mask) * this.classes
      for (let c = 0; c < this.classes; c++) sums[c] += this.#weights[at + c]
    }
    return sums
  }
}

/** Writes a model in the layout that `HashedModel` reads. */
export function packHashedModel(classes: number, buckets: number, weights: Float64Array): Uint8Array {
  let largest = 0
  for (const w of weights) largest = Math.max(largest, Math.abs(w))
  const scale = largest > 0 ? largest / 32000 : 1
  const bytes = new Uint8Array(20 + 2 * classes * buckets)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x314d4c53, true)
  view.setUint32(4, classes, true)
  view.setUint32(8, buckets, true)
  view.setFloat64(12, scale, true)
  for (let i = 0; i < weights.length; i++) view.setInt16(20 + 2 * i, Math.round(weights[i] / scale), true)
  return bytes
}
