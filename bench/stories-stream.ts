/**
 * Groups analysed reports into stories as the database does when they come one after another:
 * `npx tsx bench/stories-stream.ts ANALYSES.jsonl CLUSTERS.jsonl [BATCH]` takes them into a temporary file in batches (of
 * 25, if not said), in the order given. ANALYSES as bench/analyse.ts writes them; CLUSTERS gets {id, story}, one report a
 * line, as bench/stories.ts gives for all at once.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Analysis } from '../src/contract/analysis.ts'
import { openStore } from '../src/store/open-store.ts'

const [from, to, size = '25'] = process.argv.slice(2)
const analyses = readFileSync(from, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Analysis)
  .filter((analysis) => analysis.report)
const folder = mkdtempSync(join(tmpdir(), 'selon-stories-stream-'))
try {
  const store = await openStore(join(folder, 'selon.db'))
  const used = process.cpuUsage()
  const batch = Number(size)
  for (let k = 0; k < analyses.length; k += batch)
    await store.ingest(analyses.slice(k, k + batch).map((analysis) => ({ analysis })))
  const { user, system } = process.cpuUsage(used)
  let lines = ''
  for (const { report } of analyses) {
    const stored = await store.report(report.id)
    lines += `${JSON.stringify({ id: report.id, story: stored?.story ?? null })}\n`
  }
  writeFileSync(to, lines)
  const { stories } = await store.counts()
  console.error(
    `${analyses.length} reports, ${stories} stories, ${Math.round((analyses.length / (user + system)) * 1e6)} reports a CPU second`,
  )
  await store.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
