/**
 * Compares the reports of invented situations, each with judges that were learned without it, and writes the Situations for
 * the scorer: `npx tsx training/judge/evaluate.ts VECTORS.bin.gz JUDGES OUT SITUATION.jsonl …`, JUDGES/NAME.json as forest.py
 * `--without NAME` writes them.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Analysis } from '../../src/contract/analysis.ts'
import { createEngine } from '../../src/index.ts'
import { boundSituation } from '../../src/situation/bound-situation.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { PairJudge } from '../../src/situation/statements/pair-judge.ts'
import { cachedVectors } from './cached-vectors.ts'

const [vectorsFile, judges, out, ...files] = process.argv.slice(2)
const engine = await createEngine()
const of = cachedVectors(vectorsFile)
const cache = process.env.SELON_JUDGE_CACHE
mkdirSync(out, { recursive: true })
for (const file of files) {
  const name = file.replace(/^.*\//, '').replace('.jsonl', '')
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const kept =
    cache &&
    `${cache}/${name}-${createHash('sha256').update(lines.join()).digest('hex').slice(0, 8)}.analyses`
  const analyses: Analysis[] =
    kept && existsSync(kept)
      ? JSON.parse(readFileSync(kept, 'utf8'))
      : lines.map((line) => engine.analyse(JSON.parse(line)))
  if (kept) writeFileSync(kept, JSON.stringify(analyses))
  const judge = new PairJudge(JSON.parse(readFileSync(`${judges}/${name}.json`, 'utf8')))
  const situation = compareReports(analyses, [], undefined, { vectors: { of }, judge, models: {} })
  writeFileSync(`${out}/${name}.json`, JSON.stringify(boundSituation(situation)))
}
