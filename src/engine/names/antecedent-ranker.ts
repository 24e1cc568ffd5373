import { exponential } from '../exact-math.ts'
import type { Anaphor, Candidate } from './antecedent-features.ts'
import { antecedentWeights } from './antecedent-weights.ts'

/** Chooses whom an anaphor means among what candidatesOf gives: an index into the document's entities, -1 for nobody or unclear. */
export type Ranker = (anaphor: Anaphor, candidates: readonly Candidate[]) => number

/** Weights by feature and the least probability with which somebody is named. */
export interface RankerWeights {
  weights: readonly number[]
  least: number
}

/** A ranker with the weights given: a softmax over the candidates, silent where the best is not probable enough. */
export function rankerOf(given: { subject: RankerWeights; noun: RankerWeights }): Ranker {
  return (anaphor, candidates) => {
    const { weights, least } = anaphor.kind === 'nominal' ? given.noun : given.subject
    let best = 0
    const scores = candidates.map(({ features }) => {
      let score = 0
      for (let i = 0; i < features.length; i++) if (features[i] !== 0) score += features[i] * weights[i]
      return score
    })
    for (let k = 1; k < scores.length; k++) if (scores[k] > scores[best]) best = k
    if (candidates[best].entity < 0) return -1
    let sum = 0
    for (const score of scores) sum += exponential(score - scores[best])
    return sum * least <= 1 ? candidates[best].entity : -1
  }
}

export const learnedRanker: Ranker = rankerOf(antecedentWeights)
