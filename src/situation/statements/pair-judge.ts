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

/** A forest laid out so that a node's numbers lie together. */
interface Nodes {
  /** Where each tree begins. */
  roots: Int32Array
  /** Of each node its feature, then its child where the feature is at most its threshold, then the other; a leaf is ~ its place in `values`. */
  links: Int32Array
  thresholds: Float64Array
  values: Float64Array
}

function laidOut({ trees }: Forest): Nodes {
  const count = trees.reduce((sum, { feature }) => sum + feature.length, 0)
  const links = new Int32Array(3 * count)
  const thresholds = new Float64Array(count)
  const values = Float64Array.from(trees.flatMap(({ value }) => value))
  const roots: number[] = []
  let node = 0
  let leaf = 0
  for (const { feature, threshold, left, right, value } of trees) {
    const first = node
    const placed = (child: number) => (child >= 0 ? first + child : child - leaf)
    roots.push(feature.length > 0 ? first : ~leaf)
    feature.forEach((number, k) => {
      links.set([number, placed(left[k]), placed(right[k])], 3 * node)
      thresholds[node++] = threshold[k]
    })
    leaf += value.length
  }
  return { roots: Int32Array.from(roots), links, thresholds, values }
}

/** Judges pairs of claims by boosted decision trees over their features. */
export class PairJudge {
  readonly #nodes: Readonly<Record<string, Nodes>>

  /** Throws an Error with a sentence where the trees were learned on other features. */
  constructor(forests: Forests) {
    for (const question of questions)
      if (
        forests[question]?.features.join() !==
        (question === 'figure' ? figureFeatureNames : featureNames).join()
      )
        throw new Error('The model that compares claims is of another version: install Selon again.')
    this.#nodes = Object.fromEntries(questions.map((question) => [question, laidOut(forests[question])]))
  }

  /** Log-odds that the answer is yes. */
  odds(question: Question, features: Float64Array): number {
    const { roots, links, thresholds, values } = this.#nodes[question]
    let sum = 0
    for (let k = 0; k < roots.length; k++) {
      let node = roots[k]
      while (node >= 0) node = links[3 * node + (features[links[3 * node]] <= thresholds[node] ? 1 : 2)]
      sum += values[~node]
    }
    return sum
  }
}
