import type { TriggerCandidate } from './trigger-features.ts'
import { triggerWeights } from './trigger-weights.ts'

/** Says whether a candidate reports an event, from its features. */
export type TriggerJudge = (candidate: TriggerCandidate, features: readonly string[]) => boolean

/** Weights of features by name, and the least log-odds with which a word is an event. */
export interface TriggerWeights {
  weights: ReadonlyMap<string, number>
  least: number
}

/** What the rules alone accept: everything without a doubt. */
export const byRules: TriggerJudge = ({ doubt }) => doubt === undefined

/** Log-odds that a candidate reports an event: the sum of its features' weights, unknown features counting nothing. */
export function oddsOf({ weights }: TriggerWeights, features: readonly string[]): number {
  let sum = 0
  for (const name of features) sum += weights.get(name) ?? 0
  return sum
}

/** A judge with the weights given. */
const judgeOf =
  (given: TriggerWeights): TriggerJudge =>
  (_, features) =>
    oddsOf(given, features) >= given.least

export const learnedJudge: TriggerJudge = judgeOf(triggerWeights)
