/**
 * What `selon compare` costs as reports become more: `npx tsx bench/compare-growth.ts [REPORTS…]` (1,000 and 3,000, if not
 * said). The reports are mixed: news in three languages without labels, and the dev situations, in an order of chance that
 * is the same on every run. `selon read` and `selon compare` of the build (npm run build) run as processes of their own, with the
 * fast reader; counted are the seconds of CPU of all their threads and the most memory that they held. The last line is a
 * JSON object: by number of reports `read` and `compare` seconds, `ratio` (comparing alone against reading), `memory` in MB of
 * `compare`, and `growth`, the exponent of the seconds of comparing alone between the first and the last number.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { chanceOf } from './chance-of.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = process.env['SELON_SHARED'] ?? `${root}../shared`
const cli = `${root}dist/cli.js`
if (!existsSync(cli)) throw new Error('The command line is not built: npm run build makes it.')
const asked = process.argv.slice(2).map(Number)
const sizes = asked.length > 0 ? asked : [1000, 3000]

const sources = [
  ['text/fr.jsonl.gz', 'fr'],
  ['text/es.jsonl.gz', 'es'],
  ['situations/ecbplus.dev.jsonl.gz', 'en'],
  ['situations/orange.dev.jsonl.gz', 'fr'],
  ['places/en-lgl.dev.jsonl.gz', 'en'],
] as const

const reports = sources
  .flatMap(([file, language]) =>
    gunzipSync(readFileSync(`${shared}/data/${file}`))
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const { id, text, title, published, date } = JSON.parse(line)
        const when = published ?? date
        return {
          id: `${file}/${id}`,
          text,
          language,
          ...(title ? { title } : {}),
          ...(/^\d{4}-\d{2}-\d{2}/.test(when ?? '') ? { published: when } : {}),
        }
      }),
  )
  .sort((a, b) => chanceOf(a.id) - chanceOf(b.id))

const folder = mkdtempSync(join(tmpdir(), 'selon-compare-growth-'))
/** Writes what the process used when it ends, whichever of its threads did it. */
const meter = join(folder, 'meter.mjs')
writeFileSync(
  meter,
  `import { writeFileSync } from 'node:fs'
  import { isMainThread } from 'node:worker_threads'
  if (isMainThread) process.on('exit', () => writeFileSync(process.env.SELON_METER, JSON.stringify(process.resourceUsage())))`,
)

function measured(command: readonly string[]): { seconds: number; memory: number } {
  const used = join(folder, 'used.json')
  // Its answer goes to a file that nobody reads.
  execFileSync(
    process.execPath,
    ['--import', pathToFileURL(meter).href, cli, ...command, '--reader', 'fast', '-o', join(folder, 'out')],
    { env: { ...process.env, SELON_METER: used }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(used, 'utf8'))
  return { seconds: (userCPUTime + systemCPUTime) / 1e6, memory: Math.round(maxRSS / 1024) }
}

try {
  const rounded = (value: number) => Math.round(value * 100) / 100
  const bySize: Record<string, { read: number; compare: number; ratio: number; memory: number }> = {}
  const alone: number[] = []
  for (const size of sizes) {
    if (size > reports.length) throw new Error(`There are ${reports.length} reports, not ${size}.`)
    const input = join(folder, 'reports.jsonl')
    writeFileSync(
      input,
      reports
        .slice(0, size)
        .map((report) => `${JSON.stringify(report)}\n`)
        .join(''),
    )
    const read = measured(['read', input, '--format', 'jsonl'])
    const compare = measured(['compare', input, '--format', 'json'])
    alone.push(compare.seconds - read.seconds)
    bySize[size] = {
      read: rounded(read.seconds),
      compare: rounded(compare.seconds),
      ratio: rounded((compare.seconds - read.seconds) / read.seconds),
      memory: compare.memory,
    }
    console.error(`${size} reports: ${JSON.stringify(bySize[size])}`)
  }
  const [first, last] = [sizes[0], sizes[sizes.length - 1]]
  const growth =
    last > first ? Math.log(alone[alone.length - 1] / alone[0]) / Math.log(last / first) : undefined
  console.log(JSON.stringify({ ...bySize, ...(growth === undefined ? {} : { growth: rounded(growth) }) }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
