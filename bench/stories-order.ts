/**
 * Whether stories depend on the order in which reports came: `npx tsx bench/stories-order.ts ANALYSES.jsonl [ORDERS] [BATCH]`
 * takes analysed reports into a database as given and in other orders (3, each the same on every run), and prints by B-cubed
 * how far the stories of each agree with those of the first, before and after stories are settled. Where lines of ANALYSES
 * have a "situation", also how far they agree with these.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Analysis } from '../src/contract/analysis.ts'
import { openStore } from '../src/store/open-store.ts'
import { chanceOf } from './chance-of.ts'

const [from, orders = '3', size = '25'] = process.argv.slice(2)
const analyses = readFileSync(from, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Analysis & { situation?: string })
  .filter((analysis) => analysis.report)

/** F of B-cubed of two groupings of the same reports. */
function agreement(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  const groups = (of: ReadonlyMap<string, string>) => {
    const found = new Map<string, Set<string>>()
    for (const [id, story] of of) found.set(story, (found.get(story) ?? new Set()).add(id))
    return found
  }
  const [inA, inB] = [groups(a), groups(b)]
  let precision = 0
  let recall = 0
  for (const [id, story] of a) {
    const one = inA.get(story) ?? new Set()
    const other = inB.get(b.get(id) ?? '') ?? new Set()
    const common = [...one].filter((report) => other.has(report)).length
    precision += common / one.size
    recall += common / other.size
  }
  return (2 * precision * recall) / (precision + recall) / a.size
}

const gold = new Map(
  analyses.flatMap(({ report, situation }) => (situation === undefined ? [] : [[report.id, situation]])),
)
const results: { before: Map<string, string>; after: Map<string, string> }[] = []
for (let order = 0; order <= Number(orders); order++) {
  const ordered =
    order === 0
      ? analyses
      : analyses.toSorted((a, b) => chanceOf(`${order} ${a.report.id}`) - chanceOf(`${order} ${b.report.id}`))
  const folder = mkdtempSync(join(tmpdir(), 'selon-stories-order-'))
  const store = await openStore(join(folder, 'selon.db'))
  const stories = async () =>
    new Map(
      await Promise.all(
        analyses.map(
          async ({ report }): Promise<[string, string]> => [
            report.id,
            (await store.report(report.id))?.story ?? '',
          ],
        ),
      ),
    )
  for (let k = 0; k < ordered.length; k += Number(size))
    await store.ingest(ordered.slice(k, k + Number(size)).map((analysis) => ({ analysis })))
  const before = await stories()
  const used = process.cpuUsage()
  const { moved } = await store.settle()
  const { user, system } = process.cpuUsage(used)
  const after = await stories()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
  results.push({ before, after })
  const told = (of: Map<string, string>, first: Map<string, string>) =>
    `${agreement(of, first).toFixed(3)}${gold.size === of.size ? ` (with the gold ${agreement(of, gold).toFixed(3)})` : ''}`
  console.log(
    `order ${order}: ${told(before, results[0].before)} as they came, ${told(after, results[0].after)} settled; ${moved} moved, ${((user + system) / 1000 / analyses.length).toFixed(1)} ms of CPU a report`,
  )
}
