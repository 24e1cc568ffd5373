/**
 * Who does what to whom, how surely, with what figures, and full clauses: `npx tsx bench/events.ts fr|en|es`. Analyses
 * the annotated reports of ../shared/data/events (SELON_SHARED), scores them with ../shared/score/events.mjs, and
 * prints the scorer's figures as one JSON object. `claimsFullClause` counts all of `claims`, `shownClauses` those that a
 * reader is shown alone, of rank main and embedded. With `--added A` or `--added B` it scores that half of the sentences
 * of training/labels/claims.jsonl instead: A was read for its errors, B never.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Analysis, Language } from '../src/contract/analysis.ts'
import { Engine } from '../src/engine/engine.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

interface Annotated {
  file: string
  report: string
  language?: Language
  half?: 'A' | 'B'
}

interface Report {
  id: string
  text: string
  title?: string
  published?: string
  date?: string
  publisher?: string
}

const { values, positionals } = parseArgs({ options: { added: { type: 'string' } }, allowPositionals: true })
const language = positionals[0] as Language
const half = values.added
if (!(language in packs) || (half !== undefined && half !== 'A' && half !== 'B')) {
  console.error('Name a language: npx tsx bench/events.ts fr|en|es [--added A|B].')
  process.exit(2)
}
const shared = process.env['SELON_SHARED'] ?? process.env['SHARED'] ?? '../shared'

/** The records of a file of JSON lines, packed with gzip or not. */
function recordsOf<Row>(path: string): Row[] {
  const bytes = readFileSync(path)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
}

mkdirSync('build', { recursive: true })
const gold = half
  ? `build/${language}.events-added.jsonl`
  : `${shared}/data/events/events.${language}.dev.jsonl`
if (half) {
  const rows = recordsOf<Annotated>('training/labels/claims.jsonl').filter(
    (row) => row.language === language && row.half === half,
  )
  writeFileSync(gold, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}
const reports = new Map<string, Report>()
const annotated = recordsOf<Annotated>(gold)
for (const file of new Set(annotated.map((row) => row.file)))
  for (const report of recordsOf<Report>(`${shared}/data/${file}`))
    reports.set(`${file} ${String(report.id)}`, report)

const engine = new Engine(folderResources(), () => undefined, packs)
const analyses: Analysis[] = []
for (const key of new Set(annotated.map(({ file, report }) => `${file} ${report}`))) {
  const found = reports.get(key)
  if (!found) throw new Error(`The annotated report "${key}" is not in its file.`)
  const { id, text, title, published, date, publisher } = found
  const day = published ?? date
  analyses.push(
    engine.analyse({
      id: String(id),
      text,
      language,
      ...(day ? { published: day } : {}),
      ...(publisher ? { publisher } : {}),
      ...(title ? { title } : {}),
    }),
  )
}

interface Scores {
  claimsFullClause: unknown
  cut: unknown
}

/** The scorer's figures for some analyses. */
function scoresOf(name: string, of: readonly Analysis[]): Scores {
  const path = `build/${language}.${name}.jsonl`
  writeFileSync(path, `${of.map((analysis) => JSON.stringify(analysis)).join('\n')}\n`)
  return JSON.parse(
    execFileSync('node', [`${shared}/score/events.mjs`, gold, path, '--json'], { encoding: 'utf8' }),
  ) as Scores
}

const all = scoresOf('events', analyses)
const shown = scoresOf(
  'events-shown',
  analyses.map((analysis) => ({
    ...analysis,
    claims: analysis.claims.filter(({ rank }) => rank === 'main' || rank === 'embedded'),
  })),
)
console.log(JSON.stringify({ ...all, shownClauses: shown.claimsFullClause, shownCut: shown.cut }))
