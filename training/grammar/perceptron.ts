import type { ByteWriter } from '../../src/engine/grammar/bytes.ts'
import type { Scorer } from '../../src/engine/grammar/linear-model.ts'

/** An averaged perceptron in training: a row of weights a feature, kept in an open hash table. */
export class Perceptron implements Scorer {
  readonly classes: number
  #bits = 16
  #keys = new Int32Array(1 << 16)
  #rows = new Int32Array(1 << 16)
  #weights: Float32Array
  #sums: Float64Array
  #count = 0
  /** Marks of features that an update has asked for once: a row is made at the second time only. */
  readonly #once = new Uint8Array(1 << 22)
  #room = 1 << 14
  /** Updates so far; the average is over them. */
  time = 1

  constructor(classes: number) {
    this.classes = classes
    this.#weights = new Float32Array(this.#room * classes)
    this.#sums = new Float64Array(this.#room * classes)
  }

  get size(): number {
    return this.#count
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    const mask = (1 << this.#bits) - 1
    const { classes } = this
    const keys = this.#keys
    const weights = this.#weights
    for (let i = 0; i < count; i++) {
      const key = features[i]
      let slot = key & mask
      while (keys[slot] !== key && keys[slot] !== 0) slot = (slot + 1) & mask
      if (keys[slot] === 0) continue
      const row = this.#rows[slot] * classes
      for (let c = 0; c < classes; c++) scores[c] += weights[row + c]
    }
  }

  /** Adds `delta` to the weight of each feature for a class. */
  update(features: Int32Array, count: number, of: number, delta: number): void {
    for (let i = 0; i < count; i++) {
      const row = this.#row(features[i])
      if (row < 0) continue
      const at = row * this.classes + of
      this.#weights[at] += delta
      this.#sums[at] += delta * this.time
    }
  }

  /** Puts the averaged weights in the place of the last ones: training is over. */
  average(): void {
    const end = this.#count * this.classes
    for (let at = 0; at < end; at++) {
      this.#weights[at] -= this.#sums[at] / this.time
      this.#sums[at] = 0
    }
  }

  /** The averaged weight of each feature that has one: calls `visit(key, class, weight)`. */
  #averages(): { key: number; pairs: [number, number][] }[] {
    const out: { key: number; pairs: [number, number][] }[] = []
    for (let slot = 0; slot < this.#keys.length; slot++) {
      if (this.#keys[slot] === 0) continue
      const row = this.#rows[slot] * this.classes
      const pairs: [number, number][] = []
      for (let c = 0; c < this.classes; c++) {
        const value = this.#weights[row + c] - this.#sums[row + c] / this.time
        if (value !== 0) pairs.push([c, value])
      }
      if (pairs.length > 0) out.push({ key: this.#keys[slot], pairs })
    }
    return out
  }

  /**
   * Writes the averaged weights as whole numbers from -127 to 127, the largest few cut.
   * @param least weights no larger than this are left out
   */
  write(writer: ByteWriter, least: number): { features: number; pairs: number } {
    const averages = this.#averages()
    const sizes = averages.flatMap(({ pairs }) => pairs.map(([, value]) => Math.abs(value)))
    sizes.sort((a, b) => a - b)
    const unit = (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127
    const kept: { key: number; pairs: [number, number][] }[] = []
    for (const { key, pairs } of averages) {
      const rounded: [number, number][] = []
      for (const [c, value] of pairs) {
        const whole = Math.max(-127, Math.min(127, Math.round(value / unit)))
        if (Math.abs(whole) > least) rounded.push([c, whole])
      }
      if (rounded.length > 0) kept.push({ key, pairs: rounded.slice(0, 256) })
    }
    let bits = 10
    while (1 << bits < kept.length * 1.6) bits++
    const mask = (1 << bits) - 1
    kept.sort((a, b) => (a.key & mask) - (b.key & mask) || a.key - b.key)
    const count = kept.length
    const pairCount = kept.reduce((sum, { pairs }) => sum + pairs.length, 0)
    writer.number(this.classes)
    writer.byte(bits)
    writer.number(count)
    writer.number(pairCount)
    const steps = kept.map(({ key }, i) => (key & mask) - (i > 0 ? kept[i - 1].key & mask : 0))
    if (steps.some((step) => step > 65535)) throw new Error('A model this sparse needs a smaller table.')
    writer.append(Uint8Array.from(steps, (step) => step & 255))
    writer.append(Uint8Array.from(steps, (step) => step >> 8))
    for (let plane = 0; plane < 3; plane++)
      if (bits + 8 * plane < 32)
        writer.append(Uint8Array.from(kept, ({ key }) => (key >>> (bits + 8 * plane)) & 255))
    writer.append(Uint8Array.from(kept, ({ pairs }) => pairs.length & 255))
    const classes = kept.flatMap(({ pairs }) => pairs.map(([c]) => c))
    writer.append(Uint8Array.from(classes, (c) => c & 255))
    if (this.classes > 256) writer.append(Uint8Array.from(classes, (c) => c >> 8))
    writer.append(Uint8Array.from(kept.flatMap(({ pairs }) => pairs.map(([, weight]) => weight & 255))))
    return { features: count, pairs: pairCount }
  }

  #row(key: number): number {
    let mask = (1 << this.#bits) - 1
    let slot = key & mask
    while (this.#keys[slot] !== key && this.#keys[slot] !== 0) slot = (slot + 1) & mask
    if (this.#keys[slot] !== 0) return this.#rows[slot]
    // One mistake makes two updates, of the right class and the wrong one: marks count to four.
    const mark = (Math.imul(key, 0x9e3779b1) >>> 8) & 0xffffff
    const shift = (mark & 3) * 2
    const marks = (this.#once[mark >> 2] >> shift) & 3
    if (marks < 2) {
      this.#once[mark >> 2] += 1 << shift
      return -1
    }
    if (this.#count * 2 > this.#keys.length) {
      this.#rehash()
      mask = (1 << this.#bits) - 1
      slot = key & mask
      while (this.#keys[slot] !== 0) slot = (slot + 1) & mask
    }
    if (this.#count === this.#room) {
      this.#room *= 2
      const weights = new Float32Array(this.#room * this.classes)
      weights.set(this.#weights)
      this.#weights = weights
      const sums = new Float64Array(this.#room * this.classes)
      sums.set(this.#sums)
      this.#sums = sums
    }
    this.#keys[slot] = key
    this.#rows[slot] = this.#count
    return this.#count++
  }

  #rehash(): void {
    this.#bits++
    const mask = (1 << this.#bits) - 1
    const keys = new Int32Array(1 << this.#bits)
    const rows = new Int32Array(1 << this.#bits)
    for (let old = 0; old < this.#keys.length; old++) {
      const key = this.#keys[old]
      if (key === 0) continue
      let slot = key & mask
      while (keys[slot] !== 0) slot = (slot + 1) & mask
      keys[slot] = key
      rows[slot] = this.#rows[old]
    }
    this.#keys = keys
    this.#rows = rows
  }
}

/** Pseudo-random numbers (mulberry32), the same on every host. */
export function seeded(seed: number): () => number {
  let a = seed | 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Puts a list into a random order, in place. */
export function shuffle<T>(list: T[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    const kept = list[i]
    list[i] = list[k]
    list[k] = kept
  }
}
