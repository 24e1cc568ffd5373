import { describe, expect, it } from 'vitest'
import { figureFeatureNames } from '../../src/situation/statements/figure-pairs.ts'
import { featureNames } from '../../src/situation/statements/pair-features.ts'
import { type Forest, PairJudge } from '../../src/situation/statements/pair-judge.ts'
import { numbers } from '../reader/tiny-encoder.ts'

/** Numbers from 0 to 1 that are the same on every run. */
function chances(seed: number): () => number {
  const next = numbers(seed)
  return () => (next() + 1) / 2
}

/** Thresholds, and values of features, many of which are equal. */
const values = [Number.NEGATIVE_INFINITY, -2, -1, -0.5, -0, 0, 0.25, 0.5, 1, 3, Number.POSITIVE_INFINITY]

/** A tree of so many leaves, of any shape. */
function treeOf(leaves: number, features: number, chance: () => number): Forest['trees'][number] {
  const tree = {
    feature: [] as number[],
    threshold: [] as number[],
    left: [] as number[],
    right: [] as number[],
    value: [] as number[],
  }
  const below = (count: number): number => {
    if (count === 1) return -tree.value.push(chance() - 0.5)
    const node = tree.feature.push(Math.floor(chance() * features)) - 1
    tree.threshold.push(values[Math.floor(chance() * values.length)])
    const onLeft = 1 + Math.floor(chance() * (count - 1))
    // Leaves of trained trees are not numbered from left to right.
    if (chance() < 0.5) {
      tree.left[node] = below(onLeft)
      tree.right[node] = below(count - onLeft)
    } else {
      tree.right[node] = below(count - onLeft)
      tree.left[node] = below(onLeft)
    }
    return node
  }
  below(leaves)
  return tree
}

/** What a forest says, by going down each of its trees. */
const walked = ({ trees }: Forest, features: Float64Array): number =>
  trees.reduce((sum, { feature, threshold, left, right, value }) => {
    let node = feature.length > 0 ? 0 : -1
    while (node >= 0) node = features[feature[node]] <= threshold[node] ? left[node] : right[node]
    return sum + value[-1 - node]
  }, 0)

const forestOf = (features: readonly string[], trees: Forest['trees']): Forest => ({ features, trees })

describe('the judge of pairs', () => {
  it('says to the bit what going down its trees says, whatever their shape and the features', () => {
    const chance = chances(7)
    for (let round = 0; round < 40; round++) {
      const trees = (features: number) =>
        Array.from({ length: 1 + Math.floor(chance() * 30) }, () =>
          treeOf(1 + Math.floor(chance() * 32), features, chance),
        )
      const forests = {
        same: forestOf(featureNames, trees(featureNames.length)),
        figure: forestOf(figureFeatureNames, trees(figureFeatureNames.length)),
      }
      const judge = new PairJudge(forests)
      for (const question of ['same', 'figure'] as const)
        for (let k = 0; k < 25; k++) {
          const features = Float64Array.from(forests[question].features, () =>
            chance() < 0.05
              ? Number.NaN
              : values[Math.floor(chance() * values.length)] + (chance() < 0.3 ? chance() : 0),
          )
          expect(judge.odds(question, features)).toBe(walked(forests[question], features))
        }
    }
  })

  it.each([
    ['other features', forestOf(featureNames.slice(1), []), 'of another version'],
    [
      'a tree of more leaves than it can tell apart',
      forestOf(featureNames, [treeOf(33, 3, chances(1))]),
      'too large',
    ],
  ])('refuses a model of %s', (_, same, words) => {
    expect(() => new PairJudge({ same, figure: forestOf(figureFeatureNames, []) })).toThrow(words)
  })
})
