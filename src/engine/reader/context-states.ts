import { firstIndex } from '../first-index.ts'

/** The layers of the encoder whose states are kept for the models that stand on them, counted from 1. */
export const keptLayers: readonly number[] = [6, 8]
/** Pieces of a report whose states are kept at most: some 30,000 words, 60 MB. */
const mostPieces = 40_000
const whole = 32767

interface Run {
  first: number
  end: number
  /** For each piece and layer `hidden` whole numbers, to be multiplied by the scale of that piece and layer. */
  values: Int16Array
  scales: Float32Array
}

/** What an encoder made of a report's words while it read it. Gone with the document. */
export class ContextStates {
  readonly hidden: number
  readonly #ends: readonly number[]
  readonly #starts: readonly number[]
  readonly #runs: Run[] = []

  /** @param pieces the report's pieces by their offsets, in text order */
  constructor(hidden: number, pieces: { starts: readonly number[]; ends: readonly number[] }) {
    this.hidden = hidden
    this.#starts = pieces.starts
    this.#ends = pieces.ends
  }

  /** Makes room for pieces first ≤ i < end; undefined where there are too many. */
  #room(first: number, end: number): Run | undefined {
    const last = this.#runs.at(-1)
    if (last?.first === first && last.end === end) return last
    if (end > mostPieces) return undefined
    const rows = (end - first) * keptLayers.length
    const run = { first, end, values: new Int16Array(rows * this.hidden), scales: new Float32Array(rows) }
    this.#runs.push(run)
    return run
  }

  /**
   * Keeps the states of one layer for pieces first ≤ i < end, which come in text order.
   * @param states `hidden` numbers a piece, those of piece `first` from `offset` on
   */
  keep(layer: number, first: number, end: number, states: Float32Array, offset: number): void {
    const which = keptLayers.indexOf(layer)
    const run = which < 0 ? undefined : this.#room(first, end)
    if (!run) return
    const { hidden } = this
    for (let i = 0; i < end - first; i++) {
      const row = i * keptLayers.length + which
      run.scales[row] = keepRow(states, offset + i * hidden, run.values, row * hidden, hidden)
    }
  }

  /**
   * Writes what the layers made of the word at offsets start ≤ i < end into `to` from `at` on, one layer behind the other.
   * Gives false, and writes nothing, where it was not kept.
   */
  read(start: number, end: number, to: Float64Array, at: number): boolean {
    const piece = firstIndex(this.#ends.length, (k) => this.#ends[k] > start)
    if (piece >= this.#ends.length || this.#starts[piece] >= end) return false
    const run = this.#runs[firstIndex(this.#runs.length, (k) => this.#runs[k].end > piece)]
    if (!run || piece < run.first) return false
    const { hidden } = this
    const row = (piece - run.first) * keptLayers.length
    for (let layer = 0; layer < keptLayers.length; layer++) {
      const scale = run.scales[row + layer]
      for (let k = 0; k < hidden; k++)
        to[at + layer * hidden + k] = run.values[(row + layer) * hidden + k] * scale
    }
    return true
  }
}

/** Writes `count` numbers as whole ones into `to` from `at` on; gives what these are to be multiplied by. */
function keepRow(numbers: Float32Array, from: number, to: Int16Array, at: number, count: number): number {
  let most = 0
  for (let k = 0; k < count; k++) {
    const size = Math.abs(numbers[from + k])
    if (size > most) most = size
  }
  if (most > 0) for (let k = 0; k < count; k++) to[at + k] = Math.round((numbers[from + k] / most) * whole)
  return most / whole
}
