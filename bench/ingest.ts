/**
 * What it takes to take reports in, as they become more: `npx tsx bench/ingest.ts [--to 1000,10000,100000] [--database
 * DATABASE] [--results FILE] [--stories]` fills a database (of its own in a temporary folder, if none is named) with invented
 * reports, fifty in a transaction, and tells at each mark, as a line of JSON: reports a second and CPU milliseconds a report since
 * the mark before (of this process, and of PostgreSQL), memory of this process, bytes on the disk, and how long opening takes.
 * With --stories it then works out what all stories say, and tells the same of that; with --alone SECONDS for so long, of each
 * report as if it stood alone, so that a large database has a ledger in less than a day. Analyses are made beforehand: neither that
 * nor the engine's reading is counted. A database that holds such reports is filled further.
 */
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import {
  type SituationTask,
  type SituationWork,
  workOutSituation,
} from '../src/store/stories/situation-work.ts'
import { invent } from './invented-reports.ts'
import { cpuOfFamily, memoryOf, parentOf } from './processes.ts'

const { values } = parseArgs({
  options: {
    to: { type: 'string', default: '1000,10000,100000' },
    database: { type: 'string' },
    results: { type: 'string' },
    stories: { type: 'boolean', default: false },
    alone: { type: 'string' },
  },
})
const marks = values.to.split(',').map(Number)
const folder = values.database === undefined ? mkdtempSync(join(tmpdir(), 'selon-ingest-')) : undefined
if (folder) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
const database = values.database ?? join(folder ?? '', 'selon.db')

const client = database.startsWith('postgres') ? new pg.Client({ connectionString: database }) : undefined
await client?.connect()
const postmaster = parentOf(
  Number((await client?.query<{ pid: number }>('select pg_backend_pid() as pid'))?.rows[0].pid ?? 0),
)
const bytesOnDisk = async () =>
  client
    ? Number(
        (await client.query<{ size: string }>('select pg_database_size(current_database()) as size')).rows[0]
          .size,
      )
    : ['', '-wal', '-shm']
        .map((end) => `${database}${end}`)
        .filter((file) => existsSync(file))
        .reduce((sum, file) => sum + statSync(file).size, 0)

interface Spent {
  wall: number
  cpu: number
  postgres: number
}
const nothing = (): Spent => ({ wall: 0, cpu: 0, postgres: 0 })
/** Adds what some work takes, in milliseconds. */
async function spend<T>(spent: Spent, work: () => Promise<T>): Promise<T> {
  const postgres = client ? cpuOfFamily(postmaster) : 0
  const cpu = process.cpuUsage()
  const started = performance.now()
  const result = await work()
  spent.wall += performance.now() - started
  const used = process.cpuUsage(cpu)
  spent.cpu += (used.user + used.system) / 1000
  if (client) spent.postgres += cpuOfFamily(postmaster) - postgres
  return result
}
const tenth = (figure: number) => Math.round(figure * 10) / 10
const each = ({ wall, cpu, postgres }: Spent, count: number) => ({
  reportsASecond: Math.round((count / wall) * 1000),
  cpuMsAReport: tenth(cpu / count),
  ...(client ? { postgresCpuMsAReport: tenth(postgres / count) } : {}),
})
async function tell(line: object): Promise<void> {
  const { now, peak } = memoryOf(process.pid)
  const bytes = await bytesOnDisk()
  const whole = JSON.stringify({
    ...line,
    megabytesOnDisk: Math.round(bytes / 1e6),
    kilobytesAReport: made > 0 ? tenth(bytes / 1000 / made) : undefined,
    residentMegabytes: now,
    peakMegabytes: peak,
  })
  console.log(whole)
  if (values.results) appendFileSync(values.results, `${whole}\n`)
}

/** What the reports of a story say, each compared with itself alone. */
async function alone(task: SituationTask): Promise<SituationWork> {
  const works = task.reports.map((report) => workOutSituation({ ...task, reports: [report] }))
  return {
    ...works[0],
    ledger: works.flatMap(({ ledger }) => ledger),
    details: works.flatMap(({ details }) => details),
  }
}

let made = 0
const open = () => openStore(database, values.alone === undefined ? {} : { situate: alone })
let store: Store = await open()
const known = (await store.counts()).reports
while (made < known) invent(made++)
for (const mark of marks.filter((one) => one > known)) {
  const spent = nothing()
  const last = nothing()
  const from = made
  let lastOnes = 0
  while (made < mark) {
    const items = Array.from({ length: Math.min(50, mark - made) }, () => ({
      analysis: invent(made++),
      from: 'bench',
    }))
    const before = { ...spent }
    await spend(spent, () => store.ingest(items))
    if (made > mark - 1000) {
      lastOnes += items.length
      last.wall += spent.wall - before.wall
      last.cpu += spent.cpu - before.cpu
      last.postgres += spent.postgres - before.postgres
    }
    if (made % 5000 < 50) console.error(made, JSON.stringify(each(spent, made - from)))
  }
  await store.close()
  const opening = nothing()
  const next = { analysis: invent(made++), from: 'bench' }
  await spend(opening, async () => {
    store = await open()
    await store.ingest([next])
  })
  await tell({
    reports: mark,
    since: from,
    ...each(spent, mark - from),
    lastThousand: each(last, lastOnes),
    openAndTakeOneMs: Math.round(opening.wall),
  })
}
if (values.stories || values.alone !== undefined) {
  const spent = nothing()
  const { reports, stories } = await store.counts()
  const until = Number(values.alone ?? Number.POSITIVE_INFINITY) * 1000
  for (let done = false, rounds = 0; !done && spent.wall < until; rounds++) {
    done = await spend(spent, () => store.refresh(10_000))
    if (rounds % 6 === 0) console.error('stories', Math.round(spent.wall / 1000), 's')
  }
  await tell({ reports, stories, whatTheySay: each(spent, reports), seconds: Math.round(spent.wall / 1000) })
}
await store.close()
await client?.end()
