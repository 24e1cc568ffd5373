import { readdirSync, readFileSync } from 'node:fs'
import type { Analysis } from '../../src/contract/analysis.ts'
import { root, testEngine } from '../support.ts'

let analyses: Analysis[] | undefined

/** The analyses of all samples, in the order of their files' names; made once for a test file. */
export function sampleAnalyses(): Analysis[] {
  analyses ??= readdirSync(`${root}samples`)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8'))))
  return analyses
}
