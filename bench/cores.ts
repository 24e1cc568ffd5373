/**
 * What more cores give: a command over the same reports on one core, with `--jobs 1` and with `--jobs N` by turns, in one run,
 * on the build (npm run build): `npx tsx bench/cores.ts [--command read|ingest|compare] [--jobs 2] [--reports 1000]
 * [--rounds 3] [--reader fast|careful]`. With `--jobs 1` one thread reads, but V8 compiles and clears up in threads of its own
 * beside it: only a process that is bound to one core (taskset, on Linux) takes one. Reports of some 440 words in three
 * languages, of news (`../shared/data`; SELON_SHARED) or, where it is missing, of the samples' paragraphs in other orders. For
 * each run: seconds by the clock and of the processor (all threads), peak memory, and what other processes took of the machine
 * meanwhile: where that is much, the clock says nothing. At the end the ratios of the clocks, round by round, their median, and
 * whether all wrote the same bytes (of `ingest`: kept as many new reports; its batches also end by the clock, and with them what meets in a story). Ends with 1 where they did not.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'

const { values } = parseArgs({
  options: {
    command: { type: 'string', default: 'read' },
    jobs: { type: 'string', default: '2' },
    reports: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    reader: { type: 'string', default: 'fast' },
  },
})
const { command, jobs, reader } = values
const [wanted, rounds] = [Number(values.reports), Number(values.rounds)]
const wordsEach = 440

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = `${root}dist/cli.js`
if (!existsSync(cli)) throw new Error('There is no build to measure: npm run build makes it.')
const shared = process.env['SELON_SHARED'] ?? `${root}../shared`
const news: Record<Language, string> = {
  fr: 'text/fr.jsonl.gz',
  en: 'polnear/train.jsonl.gz',
  es: 'text/es.jsonl.gz',
}

/** Paragraphs of news of a language, or the samples' own. */
function paragraphsOf(language: Language): string[] {
  const file = `${shared}/data/${news[language]}`
  if (existsSync(file))
    return gunzipSync(readFileSync(file))
      .toString()
      .split('\n')
      .filter(Boolean)
      .flatMap((line) => (JSON.parse(line) as { text: string }).text.split(/\n+/))
      .filter((paragraph) => paragraph.trim() !== '')
  return readdirSync(`${root}samples`)
    .filter((name) => name.endsWith(`.${language}.json`))
    .flatMap((name) =>
      (JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')) as { text: string }).text.split(/\n+/),
    )
}

/** Reports one behind the other through the paragraphs, from the beginning again in another order where they end. */
function* reportsOf(language: Language): Generator<object> {
  const paragraphs = paragraphsOf(language)
  let at = 0
  for (let number = 0; ; number++) {
    const own: string[] = []
    let words = 0
    while (words < wordsEach) {
      const turn = Math.floor(at / paragraphs.length)
      const paragraph = paragraphs[((at % paragraphs.length) * (2 * turn + 1) + turn) % paragraphs.length]
      own.push(paragraph)
      words += paragraph.split(/\s+/).length
      at++
    }
    yield { id: `${language}-${number}`, language, published: '2026-03-02', text: own.join('\n') }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'selon-cores-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const input = join(folder, 'reports.jsonl')
const sources = [reportsOf('fr'), reportsOf('en'), reportsOf('es')]
writeFileSync(
  input,
  Array.from({ length: wanted }, (_, k) => `${JSON.stringify(sources[k % 3].next().value)}\n`).join(''),
)

/** Told at the end of the command's process, of all its threads. */
const usage = `import { writeSync } from 'node:fs'; import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => { const { user, system } = process.cpuUsage()
  writeSync(3, JSON.stringify({ processor: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024 })) })`
const withUsage = ['--import', `data:text/javascript,${encodeURIComponent(usage)}`]

interface Run {
  /** Seconds by the clock, of the processor in all threads, and of the processor that others took. */
  clock: number
  processor: number
  others: number
  /** Megabytes at most. */
  memory: number
  /** What it wrote, as a hash; of ingest what it counted. */
  wrote: string
}

const busy = () => cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys, 0) / 1000

/** Each way in which the command is run: its name, what it is started by, and its jobs. */
const ways: { name: string; before: string[]; at: string }[] = [
  { name: '--jobs 1', before: [], at: '1' },
  { name: `--jobs ${jobs}`, before: [], at: jobs },
]
if (spawnSync('taskset', ['--version']).status === 0)
  ways.unshift({ name: 'one core', before: ['taskset', '-c', '0'], at: '1' })

async function run({ before, at }: (typeof ways)[number]): Promise<Run> {
  const output = join(folder, 'output')
  const database = join(folder, 'reports.db')
  for (const name of readdirSync(folder)) if (name !== 'reports.jsonl') rmSync(join(folder, name))
  const args = [
    command,
    input,
    ...['--jobs', at, '--reader', reader],
    ...(command === 'ingest'
      ? ['--database', database]
      : ['--format', command === 'compare' ? 'json' : 'jsonl', '--output', output]),
  ]
  const [busyBefore, begun] = [busy(), performance.now()]
  const [program, ...rest] = [...before, process.execPath, ...withUsage, cli, ...args]
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
  const heard = ['', '']
  for (const [k, stream] of [child.stdio[1], child.stdio[3]].entries())
    stream?.on('data', (data) => {
      heard[k] += String(data)
    })
  const code = await new Promise((done) => child.on('close', done))
  if (code !== 0) throw new Error(`selon ${args.join(' ')} ended with ${code}.`)
  const clock = (performance.now() - begun) / 1000
  const { processor, memory } = JSON.parse(heard[1]) as { processor: number; memory: number }
  const wrote =
    command === 'ingest'
      ? (/^\d+ new, .*the same/m.exec(heard[0])?.[0] ?? '')
      : createHash('sha256').update(readFileSync(output)).digest('hex').slice(0, 16)
  return { clock, processor, memory, wrote, others: Math.max(0, busy() - busyBefore - processor) }
}

const told = (name: string, { clock, processor, memory, others }: Run) =>
  `${name.padEnd(10)} ${clock.toFixed(1).padStart(6)} s by the clock, ${processor.toFixed(1).padStart(6)} of the processor, ${memory.toFixed(0).padStart(5)} MB; others took ${others.toFixed(1)} s (${((others / clock) * 100).toFixed(0)} % of a core)`
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

console.log(`selon ${command}, ${reader} reader, ${wanted} reports, ${cpus().length} cores`)
const runs = new Map<string, Run[]>(ways.map(({ name }) => [name, []]))
for (let round = 0; round < rounds; round++)
  for (const k of ways.keys()) {
    // Each way comes first, last and between in turn.
    const way = ways[(k + round) % ways.length]
    const one = await run(way)
    runs.get(way.name)?.push(one)
    console.log(told(way.name, one))
  }
const several = runs.get(`--jobs ${jobs}`) ?? []
for (const [name, alone] of [...runs].slice(0, -1)) {
  const ratios = alone.map(({ clock }, round) => clock / several[round].clock)
  const processors = alone.map(({ processor }, round) => several[round].processor / processor)
  console.log(
    `--jobs ${jobs}: ${median(ratios).toFixed(2)} times as fast as ${name} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}), for ${median(processors).toFixed(2)} times the processor`,
  )
}
const same = new Set([...runs.values()].flat().map(({ wrote }) => wrote)).size === 1
console.log(same ? 'All wrote the same.' : 'They did not write the same!')
if (!same) process.exitCode = 1
