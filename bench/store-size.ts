/**
 * What a report costs on the disk, by table and index, and how long reading it back takes:
 * `npx tsx bench/store-size.ts [ANALYSES.jsonl] [DATABASE]` fills a new database (a temporary file, if not said; or
 * postgres://…) with analyses, one a line as bench/analyse.ts writes them (2,000 invented ones, if not said), works out their
 * stories, and prints bytes a report.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Database from 'libsql'
import pg from 'pg'
import type { Analysis } from '../src/contract/analysis.ts'
import { openStore } from '../src/store/open-store.ts'
import { invent } from './invented-reports.ts'

const usage = `npx tsx bench/store-size.ts [ANALYSES.jsonl] [DATABASE]
  ANALYSES.jsonl  analyses, one a line, as bench/analyse.ts writes them; 2,000 invented ones, if not said
  DATABASE        a new file, or postgres://… of an empty database; a temporary file, if not said`

function argumentsGiven(): string[] {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    if (positionals.length <= 2) return positionals
    console.error(`There is more than a file of analyses and a database.\n${usage}`)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
  process.exit(2)
}

const [given, named] = argumentsGiven()
if (given !== undefined && given !== '' && !existsSync(given)) {
  console.error(`There is no file ${given}: name one with analyses, one a line.\n${usage}`)
  process.exit(2)
}
const folder = named === undefined ? mkdtempSync(join(tmpdir(), 'selon-store-size-')) : undefined
const database = named ?? join(folder ?? '', 'selon.db')
if (folder) process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const analyses =
  given === undefined || given === ''
    ? Array.from({ length: 2000 }, (_, k) => invent(k))
    : readFileSync(given, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Analysis)
const words = analyses.reduce((sum, { report }) => sum + report.text.split(/\s+/).length, 0)

const seconds = (from: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1e6
}

const store = await openStore(database)
let cpu = process.cpuUsage()
for (let k = 0; k < analyses.length; k += 50)
  await store.ingest(analyses.slice(k, k + 50).map((analysis) => ({ analysis, from: 'bench' })))
const ingested = seconds(cpu)
cpu = process.cpuUsage()
await store.refresh()
const refreshed = seconds(cpu)
cpu = process.cpuUsage()
const reads = Math.min(500, analyses.length)
for (let k = 0; k < reads; k++)
  await store.analysis(analyses[(k * 7919) % analyses.length].report.id, { corrected: false })
const read = seconds(cpu)
await store.close()

/** Bytes by table and index, the largest first. */
async function sizes(): Promise<[string, number][]> {
  if (!database.startsWith('postgres')) {
    const file = new Database(database)
    const rows = file
      .prepare('select name, sum(pgsize) as bytes from dbstat group by name order by bytes desc')
      .all()
    file.close()
    return (rows as { name: string; bytes: number }[]).map(({ name, bytes }) => [name, bytes])
  }
  const client = new pg.Client({ connectionString: database })
  await client.connect()
  // TOAST tables are counted with the table that they belong to.
  const { rows } = await client.query(`select c.relname as name,
      (pg_relation_size(c.oid) + coalesce((select pg_total_relation_size(c.reltoastrelid) where c.reltoastrelid <> 0), 0))::float8 as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind in ('r', 'i') order by bytes desc`)
  await client.end()
  return (rows as { name: string; bytes: number }[]).map(({ name, bytes }) => [name, bytes])
}

const all = await sizes()
const count = analyses.length
// Counts of terms are of one size whatever the store holds.
const flat = 'term_count'
const sumOf = (some: readonly [string, number][]) => some.reduce((sum, [, bytes]) => sum + bytes, 0)
const ofCounts = all.filter(([name]) => name.startsWith(flat))
const others = all.filter(([name]) => !name.startsWith(flat))
console.log(
  `${count} reports, ${Math.round(words / count)} words each: ${(sumOf(others) / count / 1000).toFixed(2)} KB a report, beside ${(sumOf(ofCounts) / 1e6).toFixed(1)} MB for the counts of terms, whatever the store holds`,
)
for (const [name, bytes] of others.slice(0, 24))
  console.log(
    `${name.padEnd(34)} ${Math.round(bytes / count)
      .toLocaleString('en')
      .padStart(8)} bytes a report`,
  )
if (!database.startsWith('postgres')) console.log(`file: ${(statSync(database).size / 1e6).toFixed(1)} MB`)
console.log(
  `taken in: ${((ingested / count) * 1000).toFixed(2)} ms of CPU a report; stories worked out: ${((refreshed / count) * 1000).toFixed(2)}; an analysis read back: ${((read / reads) * 1000).toFixed(2)}`,
)
