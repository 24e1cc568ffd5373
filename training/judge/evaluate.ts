/**
 * Compares the reports of invented situations, each with judges that were learned without it, and writes the Situations for
 * the scorer: `npx tsx training/judge/evaluate.ts VECTORS.bin.gz JUDGES OUT SITUATION.jsonl …`, JUDGES/NAME.json as forest.py
 * `--without NAME` writes them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { boundSituation } from '../../src/situation/bound-situation.ts'
import { compareReports } from '../../src/situation/situation.ts'
import { PairJudge } from '../../src/situation/statements/pair-judge.ts'
import { cachedAnalyses } from './cached-analyses.ts'
import { cachedVectors } from './cached-vectors.ts'

const [vectorsFile, judges, out, ...files] = process.argv.slice(2)
const of = cachedVectors(vectorsFile)
mkdirSync(out, { recursive: true })
for (const file of files) {
  const name = file.replace(/^.*\//, '').replace('.jsonl', '')
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const analyses = await cachedAnalyses(name, lines)
  const judge = new PairJudge(JSON.parse(readFileSync(`${judges}/${name}.json`, 'utf8')))
  const situation = compareReports(analyses, [], undefined, { vectors: { of }, judge, models: {} })
  writeFileSync(`${out}/${name}.json`, JSON.stringify(boundSituation(situation)))
}
