import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Analysis } from '../../src/contract/analysis.ts'
import { createEngine } from '../../src/index.ts'

/** Reads reports, one a line of JSON; their Analyses are kept from run to run in the folder that SELON_JUDGE_CACHE names. */
export async function cachedAnalyses(name: string, lines: readonly string[]): Promise<Analysis[]> {
  const cache = process.env.SELON_JUDGE_CACHE
  const hash = createHash('sha256').update(lines.join()).digest('hex').slice(0, 8)
  const kept = cache && `${cache}/${name}-${hash}.analyses`
  if (kept && existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'))
  engine ??= createEngine()
  const analyses: Analysis[] = []
  for (const line of lines) analyses.push((await engine).analyse(JSON.parse(line)))
  if (kept) {
    mkdirSync(cache, { recursive: true })
    writeFileSync(kept, JSON.stringify(analyses))
  }
  return analyses
}

let engine: ReturnType<typeof createEngine> | undefined
