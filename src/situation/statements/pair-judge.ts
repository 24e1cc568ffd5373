import { figureFeatureNames } from './figure-pairs.ts'
import { featureNames } from './pair-features.ts'

/** One decision tree: node k asks whether feature[k] ≤ threshold[k]; below 0 a child is a leaf, -1 - child its number. */
interface Tree {
  feature: readonly number[]
  threshold: readonly number[]
  left: readonly number[]
  right: readonly number[]
  value: readonly number[]
}

/** The trees that answer one question, and the names of the features that they ask for. */
export interface Forest {
  features: readonly string[]
  trees: readonly Tree[]
}

/** What is asked of two claims, and of two numbers (`figure`: whether they count the same thing). */
export const questions = ['same', 'figure'] as const
export type Question = (typeof questions)[number]

/** The trees of each question. */
export type Forests = Readonly<Record<string, Forest>>

/**
 * A forest laid out by features rather than by trees (QuickScorer, Lucchese et al., SIGIR 2015): of each tree a bit for every leaf,
 * the lowest for the leftmost. A node whose feature is above its threshold takes away the leaves on its left; when all such nodes
 * have, the lowest bit that is left is the leaf that is reached. It asks nodes in a row, where walking down the trees jumps.
 */
interface Leaves {
  /** Where the nodes of each feature begin, and behind the last where they end. */
  from: Int32Array
  /** Of each node its threshold, those of one feature from the least to the greatest; its tree; the leaves that it leaves. */
  thresholds: Float64Array
  trees: Int32Array
  masks: Uint32Array
  /** All leaves of each tree, and where its values begin. */
  whole: Uint32Array
  values: Float64Array
  firstValue: Int32Array
  /** Room for what is left of each tree. */
  left: Uint32Array
}

/** Leaves of a tree, at most: one bit each. */
const mostLeaves = 32

function laidOut({ features, trees }: Forest): Leaves {
  const nodes: { feature: number; threshold: number; tree: number; mask: number }[] = []
  const values: number[] = []
  const firstValue: number[] = []
  const whole: number[] = []
  trees.forEach(({ feature, threshold, left, right, value }, tree) => {
    firstValue.push(values.length)
    if (value.length > mostLeaves)
      throw new Error('The model that compares claims has a tree that is too large: install Selon again.')
    let leaf = 0
    /** Numbers the leaves below a child from left to right; the bits of those. */
    const below = (child: number): number => {
      if (child < 0) {
        values.push(value[-1 - child])
        return 2 ** leaf++
      }
      const onLeft = below(left[child])
      nodes.push({ feature: feature[child], threshold: threshold[child], tree, mask: ~onLeft >>> 0 })
      return onLeft + below(right[child])
    }
    whole.push(below(feature.length > 0 ? 0 : -1))
  })
  nodes.sort((a, b) => a.feature - b.feature || a.threshold - b.threshold)
  const from = new Int32Array(features.length + 1)
  for (const { feature } of nodes) from[feature + 1]++
  for (let k = 0; k < features.length; k++) from[k + 1] += from[k]
  return {
    from,
    thresholds: Float64Array.from(nodes, ({ threshold }) => threshold),
    trees: Int32Array.from(nodes, ({ tree }) => tree),
    masks: Uint32Array.from(nodes, ({ mask }) => mask),
    whole: Uint32Array.from(whole),
    values: Float64Array.from(values),
    firstValue: Int32Array.from(firstValue),
    left: new Uint32Array(trees.length),
  }
}

/** Judges pairs of claims by boosted decision trees over their features. */
export class PairJudge {
  readonly #leaves: Readonly<Record<string, Leaves>>

  /** Throws an Error with a sentence where the trees were learned on other features. */
  constructor(forests: Forests) {
    for (const question of questions)
      if (
        forests[question]?.features.join() !==
        (question === 'figure' ? figureFeatureNames : featureNames).join()
      )
        throw new Error('The model that compares claims is of another version: install Selon again.')
    this.#leaves = Object.fromEntries(questions.map((question) => [question, laidOut(forests[question])]))
  }

  /** Log-odds that the answer is yes. */
  odds(question: Question, features: Float64Array): number {
    const { from, thresholds, trees, masks, whole, values, firstValue, left } = this.#leaves[question]
    left.set(whole)
    for (let feature = 0; feature < from.length - 1; feature++) {
      const value = features[feature]
      const end = from[feature + 1]
      // What is no number is above every threshold.
      for (let k = from[feature]; k < end && !(value <= thresholds[k]); k++) left[trees[k]] &= masks[k]
    }
    let sum = 0
    for (let tree = 0; tree < left.length; tree++) {
      const bits = left[tree]
      sum += values[firstValue[tree] + 31 - Math.clz32(bits & -bits)]
    }
    return sum
  }
}
