/**
 * Scores whether the same statement is met across languages: `npx tsx bench/statement-pairs.ts [--judge] [--half tune|held]
 * [--pairs FILE] [--errors] [--json]`. The pairs (bench/statements/pairs.tsv) are sentences about invented places and people; a pair
 * counts as met where one statement holds claims of both reports.
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Language, languages } from '../src/contract/analysis.ts'
import { Engine } from '../src/engine/engine.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { loadComparer } from '../src/situation/comparer.ts'
import { groupIntoStatements } from '../src/situation/statements/group-into-statements.ts'
import { judgeStatements } from '../src/situation/statements/judge-statements.ts'

const { values } = parseArgs({
  options: {
    judge: { type: 'boolean' },
    half: { type: 'string' },
    pairs: { type: 'string' },
    errors: { type: 'boolean' },
    json: { type: 'boolean' },
  },
})
const engine = new Engine(folderResources(), () => undefined, packs)
const comparer = values.judge ? loadComparer(folderResources()) : undefined
const asLanguage = (code: string): Language => {
  const found = languages.find((language) => language === code)
  if (!found) throw new Error(`"${code}" is no language that Selon reads.`)
  return found
}
const analyse = (id: string, language: string, text: string) =>
  engine.analyse({ id, language: asLanguage(language), text, published: '2026-03-12T12:00:00Z' })

interface Score {
  met: number
  falselyMet: number
  missed: number
  pairs: number
}
const scores: Record<string, Score> = {}
const file = values.pairs ?? new URL('statements/pairs.tsv', import.meta.url)
for (const line of readFileSync(file, 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue
  const [half, verdict, first, second, one, other] = line.split('\t')
  if (values.half && half !== values.half) continue
  const reports = [analyse('a', first, one), analyse('b', second, other)]
  const { groups } = comparer ? judgeStatements(reports, comparer) : groupIntoStatements(reports)
  const met = groups.some(({ members }) => new Set(members.map(({ content }) => content.report)).size === 2)
  const same = verdict === 'same'
  for (const key of ['all', half, `${first}-${second}`]) {
    scores[key] ??= { met: 0, falselyMet: 0, missed: 0, pairs: 0 }
    scores[key].pairs++
    if (met && same) scores[key].met++
    else if (met) scores[key].falselyMet++
    else if (same) scores[key].missed++
  }
  if (values.errors && met !== same)
    console.log(`${half} ${met ? 'falsely met' : 'missed'}: ${one} | ${other}`)
}
const result = Object.fromEntries(
  Object.entries(scores).map(([key, score]) => {
    const precision = score.met / Math.max(1, score.met + score.falselyMet)
    const recall = score.met / Math.max(1, score.met + score.missed)
    const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0
    return [key, { ...score, precision, recall, f1 }]
  }),
)
if (values.json) console.log(JSON.stringify(result))
else
  for (const [key, { pairs, precision, recall, f1 }] of Object.entries(result))
    console.log(
      `${key.padEnd(6)} ${pairs} pairs: precision ${(100 * precision).toFixed(1)}, recall ${(100 * recall).toFixed(1)}, F1 ${(100 * f1).toFixed(1)}`,
    )
