/**
 * Groups analysed reports into stories for the scorer: `npx tsx bench/stories.ts ANALYSES.jsonl CLUSTERS.jsonl`.
 * ANALYSES as bench/analyse.ts writes them; CLUSTERS gets {id, story}, one report a line, in the order given.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Analysis } from '../src/contract/analysis.ts'
import { groupIntoStories } from '../src/situation/stories/group-into-stories.ts'

const [from, to] = process.argv.slice(2)
const analyses = readFileSync(from, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Analysis)
  .filter((analysis) => analysis.report)
const started = performance.now()
const stories = groupIntoStories(analyses)
const seconds = (performance.now() - started) / 1000
const storyOf = new Map(stories.flatMap(({ id, reports }) => reports.map((report) => [report, id])))
writeFileSync(
  to,
  analyses
    .map(({ report: { id } }) => `${JSON.stringify({ id, story: storyOf.get(id) ?? null })}\n`)
    .join(''),
)
console.error(
  `${analyses.length} reports, ${stories.length} stories, ${Math.round(analyses.length / seconds)} reports/s`,
)
