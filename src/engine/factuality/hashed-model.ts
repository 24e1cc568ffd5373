import { int16sOf } from '../typed-views.ts'

/** A feature's 32-bit hash (FNV-1a over UTF-16 units). */
export function hashFeature(feature: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193)
  // The low bits pick the bucket: mix the high ones in.
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 13
  return hash >>> 0
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
