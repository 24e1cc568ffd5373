import { featuresOf, templates, type UnitColumns } from './name-features.ts'
import { labelCount, mayFollow, type NameRows } from './name-model.ts'
import type { NameUnits } from './name-units.ts'

/** Labels that may stand before each label; row labelCount - the start of a sentence - is left to the caller. */
const before: readonly (readonly number[])[] = Array.from({ length: labelCount }, (_, b) =>
  Array.from({ length: labelCount }, (_, a) => a).filter((a) => mayFollow(a, b)),
)
const mayStart: readonly boolean[] = Array.from({ length: labelCount }, (_, b) => mayFollow(0, b))
const mayEnd: readonly boolean[] = Array.from({ length: labelCount }, (_, a) => mayFollow(a, 0))
const never = -1e12

export interface Weights {
  mask: number
  /** All weights, as they are learned, or the rows of those that are not 0. */
  weights?: ArrayLike<number>
  rows?: NameRows
  transitions: ArrayLike<number>
}

/**
 * The best labels of the units first ≤ i < last of one sentence (Viterbi), written into `labels`. Stretches that cannot
 * be names are O without being looked at, so a sentence is decoded stretch by stretch.
 */
export function decode(
  units: NameUnits,
  columns: UnitColumns,
  first: number,
  last: number,
  model: Weights,
  labels: Uint8Array,
  features: Int32Array = new Int32Array(templates),
): void {
  for (let i = first; i < last; ) {
    if (columns.eligible[i] === 0) {
      labels[i++] = 0
      continue
    }
    let to = i
    while (to < last && columns.eligible[to] === 1) to++
    decodeStretch(units, columns, first, last, i, to, model, labels, features)
    i = to
  }
}

let scores = new Float64Array(0)
let back = new Uint8Array(0)

function decodeStretch(
  units: NameUnits,
  columns: UnitColumns,
  first: number,
  last: number,
  from: number,
  to: number,
  model: Weights,
  labels: Uint8Array,
  features: Int32Array,
): void {
  const length = to - from
  if (scores.length < length * labelCount) {
    scores = new Float64Array(length * labelCount * 2)
    back = new Uint8Array(length * labelCount * 2)
  }
  const { weights, rows, transitions, mask } = model
  const own = new Float64Array(labelCount)
  const start = (from === first ? labelCount : 0) * labelCount
  for (let k = 0; k < length; k++) {
    const n = featuresOf(units, columns, from + k, first, last, mask, features)
    own.fill(0)
    for (let f = 0; f < n; f++) {
      const bucket = features[f]
      if (rows) {
        const { blocks, within, labels, values } = rows
        const to = blocks[(bucket + 1) >> 3] + within[bucket + 1]
        for (let i = blocks[bucket >> 3] + within[bucket]; i < to; i++) own[labels[i]] += values[i]
      } else if (weights) for (let y = 0; y < labelCount; y++) own[y] += weights[bucket * labelCount + y]
    }
    const row = k * labelCount
    if (k === 0) {
      for (let y = 0; y < labelCount; y++) scores[y] = mayStart[y] ? own[y] + transitions[start + y] : never
      continue
    }
    const previous = row - labelCount
    for (let y = 0; y < labelCount; y++) {
      const options = before[y]
      let best = never * 2
      let arg = options[0]
      for (let o = 0; o < options.length; o++) {
        const a = options[o]
        const score = scores[previous + a] + transitions[a * labelCount + y]
        if (score > best) {
          best = score
          arg = a
        }
      }
      scores[row + y] = best + own[y]
      back[row + y] = arg
    }
  }
  const row = (length - 1) * labelCount
  let best = never * 4
  let arg = 0
  for (let y = 0; y < labelCount; y++) {
    if (!mayEnd[y]) continue
    const score = scores[row + y] + transitions[y * labelCount]
    if (score > best) {
      best = score
      arg = y
    }
  }
  for (let k = length - 1; k >= 0; k--) {
    labels[from + k] = arg
    arg = back[k * labelCount + arg]
  }
}
