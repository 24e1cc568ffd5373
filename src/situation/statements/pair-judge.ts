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

/** Judges pairs of claims by boosted decision trees over their features. */
export class PairJudge {
  readonly #forests: Forests

  /** Throws an Error with a sentence where the trees were learned on other features. */
  constructor(forests: Forests) {
    for (const question of questions)
      if (
        forests[question]?.features.join() !==
        (question === 'figure' ? figureFeatureNames : featureNames).join()
      )
        throw new Error('The model that compares claims is of another version: install Selon again.')
    this.#forests = forests
  }

  /** Log-odds that the answer is yes. */
  odds(question: Question, features: Float64Array): number {
    let sum = 0
    for (const { feature, threshold, left, right, value } of this.#forests[question].trees) {
      let node = feature.length > 0 ? 0 : -1
      while (node >= 0) node = features[feature[node]] <= threshold[node] ? left[node] : right[node]
      sum += value[-1 - node]
    }
    return sum
  }
}
