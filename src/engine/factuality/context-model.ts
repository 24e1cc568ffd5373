import { type ContextStates, keptLayers } from '../reader/context-states.ts'
import { TensorFile, type WholeMatrix } from '../reader/tensor-file.ts'
import { predicateOf } from './conditionals.ts'
import type { Tokens } from './document.ts'
import { HashedFeatures } from './hashed-model.ts'

/** The words whose states tell how sure a predicate is: itself and what governs it. */
export function valueWords(tokens: Tokens, i: number): number[] {
  const head = tokens.head[i]
  return [i, head >= 0 ? head : i]
}

/** The words whose states tell what a conditional is used for: itself, the predicate that it belongs to, and what governs that. */
export function useWords(tokens: Tokens, i: number): number[] {
  const predicate = predicateOf(tokens, i)
  const head = tokens.head[predicate]
  return [i, predicate, head >= 0 ? head : predicate]
}

/**
 * What the encoder made of some words, one behind the other: for each its kept layers. The first word's stand for one that was
 * not kept; undefined where that was not kept either.
 */
export function contextOf(
  tokens: Tokens,
  context: Pick<ContextStates, 'read' | 'hidden'>,
  words: readonly number[],
): Float64Array | undefined {
  const width = context.hidden * keptLayers.length
  const states = new Float64Array(words.length * width)
  for (let k = 0; k < words.length; k++) {
    const read = context.read(tokens.start[words[k]], tokens.end[words[k]], states, k * width)
    if (read) continue
    if (k === 0) return undefined
    states.copyWithin(k * width, 0, width)
  }
  return states
}

/** What stands in the model's file beside its tensors. */
interface About {
  buckets: number
  values: { offset: number; thresholds: readonly number[] }
}

/** A layer over states and hashed features: a row for each of its units. */
class JoinedRows {
  readonly rows: number
  readonly #states: WholeMatrix
  readonly #features: WholeMatrix
  readonly #bias: Float32Array
  readonly #middle: Float32Array
  readonly #scale: Float32Array
  readonly #mask: number
  /** The column of each bucket of hashed features that is in use. */
  readonly #columns: ReadonlyMap<number, number>

  constructor(file: TensorFile, name: string, buckets: number) {
    this.#states = file.matrix(`${name}.states`)
    this.#features = file.matrix(`${name}.features`)
    this.#bias = file.floats(`${name}.bias`)
    this.#middle = file.floats(`${name}.middle`)
    this.#scale = file.floats(`${name}.scale`)
    this.#mask = buckets - 1
    this.#columns = new Map(Array.from(file.floats(`${name}.buckets`), (bucket, column) => [bucket, column]))
    this.rows = this.#features.rows
  }

  /** A sum for each row; those behind the last row over states are over features alone. */
  sums(features: HashedFeatures, states: Float64Array): Float64Array {
    const { rows, columns, values, scales } = this.#features
    const counts = new Int32Array(rows)
    for (let f = 0; f < features.length; f++) {
      const at = this.#columns.get(features.hashes[f] & this.#mask)
      if (at === undefined) continue
      for (let r = 0; r < rows; r++) counts[r] += values[r * columns + at]
    }
    const sums = new Float64Array(rows)
    const even = states.map((state, k) => (state - this.#middle[k]) * this.#scale[k])
    const over = this.#states
    for (let r = 0; r < rows; r++) {
      sums[r] = counts[r] * scales[r]
      if (r >= over.rows) continue
      let sum = 0
      for (let k = 0; k < over.columns; k++) sum += over.values[r * over.columns + k] * even[k]
      sums[r] += sum * over.scales[r] + this.#bias[r]
    }
    return sums
  }
}

/**
 * How sure a predicate is, and what a conditional is used for, by the features of the fast models together with what the
 * careful reader's encoder made of the words.
 */
export class ContextModel {
  readonly #values: JoinedRows
  readonly #uses: JoinedRows
  readonly #out: Float32Array
  readonly #about: About['values']

  /** Throws an Error with a sentence where the bytes are no such model. */
  constructor(bytes: Uint8Array) {
    const file = new TensorFile(bytes, 'The model of certainty')
    const { buckets, values } = file.about<About>('certainty')
    this.#about = values
    this.#values = new JoinedRows(file, 'values', buckets)
    this.#uses = new JoinedRows(file, 'uses', buckets)
    this.#out = file.floats('values.out')
  }

  /** The whole number from -3 (certainly not) to 3 (certainly) of a predicate, and the value that it stands for. */
  value(features: HashedFeatures, states: Float64Array): { value: number; level: number } {
    const sums = this.#values.sums(features, states)
    const { offset, thresholds } = this.#about
    let value = offset + sums[this.#values.rows - 1]
    for (let h = 0; h < this.#out.length; h++) if (sums[h] > 0) value += sums[h] * this.#out[h]
    let level = -3
    for (const threshold of thresholds) if (value > threshold) level++
    return { value, level }
  }

  /** Log-odds of each of `conditionalUses`. */
  uses(features: readonly string[], language: string, states: Float64Array): number[] {
    return [...this.#uses.sums(HashedFeatures.of([...features, `language=${language}`]), states)]
  }
}
