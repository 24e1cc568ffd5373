/**
 * How fast the database takes reports in as it grows, and how fast it is read:
 * `npx tsx bench/store-speed.ts [REPORTS] [DATABASE]` fills a database (100,000 reports in a temporary file, if not said)
 * with the analyses of invented reports, then prints what one report more costs, alone and by the fifty, how long opening
 * takes, and how many read requests a second it answers. Analyses are made beforehand and not counted. A database that holds
 * such reports is filled further, so that a large one can be filled in several runs.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../src/store/open-store.ts'
import type { IngestItem, Store } from '../src/store/store.ts'
import { below, invent, invented } from './invented-reports.ts'

const total = Number(process.argv[2] ?? 100_000)
const folder = process.argv[3] === undefined ? mkdtempSync(join(tmpdir(), 'selon-store-speed-')) : undefined
const database = process.argv[3] ?? join(folder ?? '', 'selon.db')
if (folder) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

let made = 0
const invented50 = (count: number): IngestItem[] =>
  Array.from({ length: count }, () => ({ analysis: invent(made++), from: 'bench' }))

/** Wall and CPU milliseconds of some work. */
async function timed(work: () => Promise<unknown>): Promise<{ wall: number; cpu: number }> {
  const cpu = process.cpuUsage()
  const started = performance.now()
  await work()
  const used = process.cpuUsage(cpu)
  return { wall: performance.now() - started, cpu: (used.user + used.system) / 1000 }
}
const rate = (count: number, milliseconds: number) => Math.round((count / milliseconds) * 1000)

let store: Store = await openStore(database)
const known = (await store.counts()).reports
// A database that was filled before goes on with the reports that come next, not with the first ones again.
while (made < known) invent(made++)
const tenths: { reports: number; wall: number; cpu: number }[] = []
for (let tenth = 1; tenth <= 10; tenth++) {
  const until = known + Math.floor(((total - known) * tenth) / 10)
  let wall = 0
  let cpu = 0
  const from = made
  while (made < until) {
    const items = invented50(Math.min(50, until - made))
    const took = await timed(() => store.ingest(items))
    wall += took.wall
    cpu += took.cpu
  }
  if (made > from) {
    tenths.push({ reports: made, wall: rate(made - from, wall), cpu: rate(made - from, cpu) })
    console.error(
      `${made} reports: ${rate(made - from, wall)} a second, ${rate(made - from, cpu)} by CPU time`,
    )
  }
}

const fifties = invented50(1000)
const batches = await timed(async () => {
  for (let k = 0; k < fifties.length; k += 50) await store.ingest(fifties.slice(k, k + 50))
})
const singles = invented50(200)
const alone = await timed(async () => {
  for (const item of singles) await store.ingest([item])
})
await store.close()
const one = invented50(1)
const opening = await timed(async () => {
  store = await openStore(database)
  await store.ingest(one)
})
const listing = await timed(() => store.stories({}, { limit: 50 }))
const again = await timed(() => store.stories({}, { limit: 50 }))
const counting = await timed(() => store.counts())
const reading: Record<string, number> = {}
const read = async (name: string, count: number, work: (k: number) => Promise<unknown>) => {
  const { cpu, wall } = await timed(async () => {
    for (let k = 0; k < count; k++) await work(k)
  })
  reading[name] = rate(count, Math.max(cpu, wall))
}
const someReport = () => `r${below(made)}`
await read('report', 500, () => store.report(someReport()))
await read('analysis', 500, () => store.analysis(someReport()))
await read('claims of a report', 300, () => store.claims({ report: someReport() }))
await read('claims', 100, () => store.claims({ factuality: 'CT+' }))
await read('reports', 200, () => store.reports({}, { limit: 50 }))
await read('stories', 50, () => store.stories({}, { limit: 50 }))
await read('entities', 100, () => store.entities({}, { limit: 50 }))
await read('search, a rare word', 100, (k) => store.search(invented(20_000 + k), {}, { limit: 10 }))
await read('search, two words', 100, (k) =>
  store.search(`${invented(k)}f ${invented(k + 3)}f`, {}, { limit: 10 }),
)
console.log(
  JSON.stringify(
    {
      reports: (await store.counts()).reports,
      stories: (await store.counts()).stories,
      fill: tenths,
      byFifty: { wall: rate(1000, batches.wall), cpu: rate(1000, batches.cpu) },
      oneByOne: { wall: rate(200, alone.wall), cpu: rate(200, alone.cpu) },
      openAndTakeOneMs: Math.round(opening.wall),
      storiesFirstMs: Math.round(listing.wall),
      storiesAgainMs: Math.round(again.wall),
      countsMs: Math.round(counting.wall),
      readsPerSecond: reading,
      megabytes: database.startsWith('postgres') ? undefined : Math.round(statSync(database).size / 1e6),
      residentMegabytes: Math.round(process.memoryUsage().rss / 1e6),
    },
    null,
    1,
  ),
)
await store.close()
