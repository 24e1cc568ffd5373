import { type FeatureBag, tableSize } from '../../src/engine/attribution/linear.ts'

/** A generator of numbers from 0 to 1, the same at each run. */
export class Dice {
  #seed = 20251104
  next(): number {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0
    return this.#seed / 4294967296
  }
  salt(): number {
    return Math.floor(this.next() * 0x7fffffff)
  }
  shuffled(list: readonly number[]): number[] {
    const copy = [...list]
    for (let i = copy.length - 1; i > 0; i--) {
      const k = Math.floor(this.next() * (i + 1))
      const one = copy[i]
      copy[i] = copy[k]
      copy[k] = one
    }
    return copy
  }
}

/** Bags of features, one behind the other, so that each is made once and read in every epoch. */
export class FeatureStore {
  ids = new Int32Array(1 << 20)
  starts = new Int32Array(1 << 16)
  #length = 0
  #count = 0

  /** Keeps a copy of the bag and gives the number that it is known by. */
  add(bag: FeatureBag): number {
    if (this.#length + bag.length > this.ids.length)
      this.ids = larger(this.ids, 2 * (this.#length + bag.length))
    if (this.#count + 2 > this.starts.length) this.starts = larger(this.starts, 2 * this.starts.length)
    this.ids.set(bag.ids.subarray(0, bag.length), this.#length)
    this.#length += bag.length
    this.starts[++this.#count] = this.#length
    return this.#count - 1
  }

  get count(): number {
    return this.#count
  }
}

function larger(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(size)
  copy.set(array)
  return copy
}

const chances = 1 << 16

/**
 * Learns the weights of a linear model over the bags of a store: AdaGrad, averaged over all updates. Features are left out
 * at random (dropout), the same for all bags of a step, so that what is learned leans on no one feature.
 */
export class Learner {
  readonly weights = new Float64Array(tableSize)
  readonly #squares = new Float64Array(tableSize)
  readonly #sums = new Float64Array(tableSize)
  readonly #chance: Uint8Array
  readonly #store: FeatureStore
  readonly #dropped: number
  #time = 1
  #salt = 0

  /** @param dropped share of the features that a step leaves out */
  constructor(store: FeatureStore, dropped: number, dice: Dice) {
    this.#store = store
    this.#dropped = Math.round(256 * dropped)
    this.#chance = Uint8Array.from({ length: chances }, () => Math.floor(256 * dice.next()))
  }

  /** Begins a step: other features are left out, and the weights count once more in the average. */
  begin(salt: number): void {
    this.#salt = salt
    this.#time++
  }

  /** The score of a bag without what this step leaves out. */
  score(bag: number): number {
    const { ids, starts } = this.#store
    const { weights } = this
    let sum = 0
    for (let i = starts[bag]; i < starts[bag + 1]; i++) {
      const id = ids[i]
      if (this.#chance[(id ^ this.#salt) & (chances - 1)] >= this.#dropped) sum += weights[id]
    }
    return sum
  }

  /** Pulls the score of a bag up, or down where `pull` is negative. */
  pull(bag: number, pull: number): void {
    const { ids, starts } = this.#store
    for (let i = starts[bag]; i < starts[bag + 1]; i++) {
      const id = ids[i]
      if (this.#chance[(id ^ this.#salt) & (chances - 1)] < this.#dropped) continue
      this.#squares[id] += pull * pull
      const change = (0.1 * pull) / Math.sqrt(1 + this.#squares[id])
      this.weights[id] += change
      this.#sums[id] += this.#time * change
    }
  }

  averaged(): Float64Array {
    return this.weights.map((weight, id) => weight - this.#sums[id] / this.#time)
  }
}

/** The score of a bag under weights that no longer change. */
export function scoreIn(store: FeatureStore, weights: Float64Array, bag: number): number {
  let sum = 0
  for (let i = store.starts[bag]; i < store.starts[bag + 1]; i++) sum += weights[store.ids[i]]
  return sum
}

/** Weights as whole numbers from -127 to 127, and what a score of one is in them. */
export function quantised(weights: Float64Array): { table: Int8Array; scale: number } {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort()
  const scale = 127 / (sizes[Math.floor(sizes.length * 0.9995)] ?? 1)
  return {
    table: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight * scale)))),
    scale,
  }
}
