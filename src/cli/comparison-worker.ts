/** The thread in which `selon compare` gathers analyses and compares them, so that Ctrl+C is heard meanwhile. */
import { parentPort } from 'node:worker_threads'
import type { Analysis } from '../engine/analysis.ts'
import type { Reply, Task } from '../server/thread-queue.ts'
import { comparisonOf } from './comparison.ts'
import type { Comparison, ComparisonStep } from './comparison-thread.ts'

const analyses: Analysis[] = []

parentPort?.on('message', ({ number, given }: Task<ComparisonStep>) => {
  let reply: Reply<Comparison>
  try {
    if ('analysis' in given) analyses.push(given.analysis)
    reply = { number, result: 'analysis' in given ? { written: '' } : comparisonOf(analyses, given.compare) }
  } catch (error) {
    reply = { number, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(reply)
})
