/** The thread in which `selon compare` gathers analyses and compares them, so that Ctrl+C is heard meanwhile. */
import { deserialize } from 'node:v8'
import type { Analysis } from '../contract/analysis.ts'
import { folderResources } from '../node-resources.ts'
import { loadComparer } from '../situation/comparer.ts'
import { answering } from '../threads/answer-tasks.ts'
import { comparisonOf } from './comparison.ts'
import type { Comparison, ComparisonStep } from './comparison-thread.ts'

const analyses: Analysis[] = []

export const work = answering(async (given: ComparisonStep, told): Promise<Comparison> => {
  if ('compare' in given) return comparisonOf(analyses, given.compare, loadComparer(folderResources()), told)
  analyses.push(deserialize(given.packed) as Analysis)
  return { written: '' }
})
