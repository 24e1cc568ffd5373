/**
 * How fast workers take reports in from the queue: `npx tsx bench/queue.ts [REPORTS]` (300 if not said; after `npm run build`).
 * Starts a PostgreSQL of its own (or takes the one that SELON_TEST_POSTGRES names) and, one after the other, each in a new
 * database: putting into stories alone, one worker, two, and four of which one is held up nine tenths of the time, one that
 * only reads or the one that puts into stories. Reports have some 440 words. CPU milliseconds are those of the workers (read
 * and put into stories) and of PostgreSQL; on a machine with other work they say more than the wall clock does.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Language } from '../src/contract/analysis.ts'
import { openQueue } from '../src/queue/open-queue.ts'
import { openStore } from '../src/store/open-store.ts'
import type { ReportToRead } from '../src/store/queue/queued-report.ts'
import { startPostgres } from '../tests/store/postgres-server.ts'
import { testEngine } from '../tests/support.ts'
import { cpuOf, memoryOf, parentOf } from './processes.ts'

const count = Number(process.argv[2] ?? 300)
const wordsOfReport = 440
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const samples = new URL('../samples/', import.meta.url)

/** Sentences of the samples by language, of which reports are put together, each with a number of its own. */
const sentences: Record<Language, string[]> = { fr: [], en: [], es: [] }
for (const file of readdirSync(samples).filter((name) => name.endsWith('.json'))) {
  const { language, text } = JSON.parse(readFileSync(new URL(file, samples), 'utf8')) as {
    language: Language
    text: string
  }
  sentences[language].push(...text.split('\n\n').filter((paragraph) => paragraph.length > 60))
}
function report(number: number): ReportToRead {
  const language = (['fr', 'en', 'es'] as const)[number % 3]
  const from = sentences[language]
  const paragraphs = [`Dossier ${number} – Kessary ${number * 7919}.`]
  for (let k = 0, words = 0; words < wordsOfReport; k++) {
    const paragraph = from[(number * 5 + k * (1 + (number % 3))) % from.length]
    words += paragraph.split(/\s+/).length
    paragraphs.push(paragraph)
  }
  const day = String(1 + (number % 28)).padStart(2, '0')
  return {
    input: {
      id: `b${number}`,
      language,
      text: paragraphs.join('\n\n'),
      publisher: `Gazette ${number % 50}`,
      published: `2026-03-${day}`,
    },
  }
}

const peakOf = (pid: number): number => memoryOf(pid).peak
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

const server = await startPostgres()
const results: Record<string, unknown>[] = []

async function measured(name: string, workers: number, slow?: 'reader' | 'placer'): Promise<void> {
  const database = await server.newDatabase()
  const store = await openStore(database)
  const queue = await openQueue(store, database, 'the bench')
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const postmaster = parentOf(rows[0].pid)
  const postgresCpu = () =>
    readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && parentOf(Number(entry)) === postmaster)
      .reduce((sum, entry) => sum + cpuOf(Number(entry)), cpuOf(postmaster, true))
  const written = async () =>
    Number(
      (await client.query<{ at: string }>("select pg_current_wal_lsn() - '0/0'::pg_lsn as at")).rows[0].at,
    )
  const sizeOf = async () =>
    Number(
      (await client.query<{ size: string }>('select pg_database_size(current_database()) as size')).rows[0]
        .size,
    )
  const empty = async () => {
    for (;;) {
      const { waiting, reading, read, failed } = await queue.state()
      if (failed > 0) throw new Error('A report of the bench could not be read.')
      if (waiting + reading + read === 0) return
      await pause(50)
    }
  }
  const children: ChildProcess[] = []
  for (let k = 0; k < workers; k++)
    children.push(
      spawn(process.execPath, [cli, 'worker', '--database', database, '--jobs', '1'], {
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    )
  const pids = children.map(({ pid }) => pid ?? 0)
  // Models are loaded and code is warm before anything is counted.
  await queue.add(Array.from({ length: 24 * workers }, (_, k) => report(1_000_000 + k)))
  await empty()
  // Who puts into stories is the one that everybody waits for.
  const { rows: placers } = await client.query<{ name: string }>(
    'select application_name as name from pg_locks join pg_stat_activity using (pid) where classid::bigint = $1',
    [queue.locks.placer],
  )
  const placer = pids.findIndex((pid) => placers[0]?.name.endsWith(`:${pid}`))
  const slowed = pids.find((_, k) => (slow === 'placer') === (k === placer)) ?? pids[0]
  let holding = true
  const hold = async () => {
    while (holding) {
      process.kill(slowed, 'SIGSTOP')
      await pause(900)
      process.kill(slowed, 'SIGCONT')
      await pause(100)
    }
  }
  const held = slow ? hold() : undefined
  const before = {
    cpu: pids.map((pid) => cpuOf(pid)),
    postgres: postgresCpu(),
    wal: await written(),
    size: await sizeOf(),
  }
  const begun = performance.now()
  const reports = Array.from({ length: count }, (_, k) => report(k))
  await queue.add(reports)
  const queued = performance.now() - begun
  await empty()
  const wall = performance.now() - begun
  holding = false
  await held
  const each = pids.map((pid, k) => cpuOf(pid) - before.cpu[k])
  results.push({
    run: name,
    reportsASecond: Math.round((count / wall) * 10_000) / 10,
    cpuMsAReport: {
      workers: Math.round(each.reduce((sum, one) => sum + one, 0) / count),
      postgres: Math.round((postgresCpu() - before.postgres) / count),
    },
    shareOfEachWorker: each.map(
      (one) => Math.round((one / each.reduce((sum, all) => sum + all, 1)) * 100) / 100,
    ),
    writtenDownASecond: Math.round((count / queued) * 1000),
    logKilobytesAReport: Math.round(((await written()) - before.wal) / count / 1024),
    databaseKilobytesAReport: Math.round(((await sizeOf()) - before.size) / count / 1024),
    peakMegabytes: pids.map(peakOf),
    takenIn: (await store.counts()).reports,
  })
  console.error(JSON.stringify(results.at(-1)))
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(children.map((child) => new Promise((done) => child.once('close', done))))
  await client.end()
  await store.close()
}

/** What one process at a time does: putting into stories what others read. */
async function placing(): Promise<void> {
  const database = await server.newDatabase()
  const store = await openStore(database)
  const queue = await openQueue(store, database, 'the bench')
  const queued = await queue.add(Array.from({ length: count }, (_, k) => report(k)))
  for (const [k, { number }] of queued.entries())
    await queue.keep(number, testEngine().analyse(report(k).input))
  const cpu = process.cpuUsage()
  const begun = performance.now()
  while ((await queue.place(50)) > 0);
  const { user, system } = process.cpuUsage(cpu)
  results.push({
    run: 'putting into stories alone',
    reportsASecond: Math.round((count / (performance.now() - begun)) * 1000),
    cpuMsAReport: { worker: Math.round((user + system) / 100 / count) / 10 },
  })
  console.error(JSON.stringify(results.at(-1)))
  await store.close()
}

try {
  await placing()
  await measured('one worker', 1)
  await measured('two workers', 2)
  await measured('four workers, one that reads held up', 4, 'reader')
  await measured('four workers, the one that puts into stories held up', 4, 'placer')
  console.log(JSON.stringify(results, null, 1))
} finally {
  await server.stop()
}
process.exit(0)
