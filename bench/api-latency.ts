/**
 * How long the API takes to answer each kind of request, of what the desk asks and what others do: `npx tsx bench/api-latency.ts
 * DATABASE [--rounds 40] [--kind ledger] [--results FILE] [--source]`, where DATABASE was filled by `npx tsx bench/ingest.ts` (a file, or the
 * address of PostgreSQL). Starts what was built (the sources with --source) beside itself and tells of each kind the first answer
 * after the start, then the median and the 95th and 99th of 100 answers one at a time and with eight readers at once, in
 * milliseconds, CPU milliseconds of the server an answer, and the server's memory.
 */
import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Agent, request } from 'undici'
import { below, invented } from './invented-reports.ts'
import { cpuOf, memoryOf } from './processes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '40' },
    kind: { type: 'string', default: '' },
    results: { type: 'string' },
    source: { type: 'boolean', default: false },
  },
})
const [database] = positionals
if (database === undefined) throw new Error('Name a database: npx tsx bench/api-latency.ts DATABASE')
const rounds = Number(values.rounds)
const program = values.source ? ['--import', 'tsx', 'src/cli/main.ts'] : ['dist/cli.js']
/** Seconds that one kind may take one at a time: of what takes longer fewer answers are waited for. */
const patience = 20

async function main(): Promise<void> {
  const server = spawn(
    process.execPath,
    [...program, 'serve', '--port', '0', '--database', database, '--no-watch'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const pid = server.pid ?? 0
  const address = await new Promise<string>((found) => {
    let output = ''
    server.stdout.on('data', (chunk) => {
      output += String(chunk)
      if (output.includes('Ctrl+C')) found(/http:\/\/\S+/.exec(output)?.[0] ?? '')
    })
  })
  const agent = new Agent({ connections: 8, headersTimeout: 600_000, bodyTimeout: 600_000 })
  const ask = async (path: string): Promise<string> => {
    const answer = await request(address + path, { dispatcher: agent })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${text.slice(0, 200)}`)
    return text
  }
  const timed = async (path: string): Promise<number> => {
    const begun = performance.now()
    await ask(path)
    return performance.now() - begun
  }
  const tell = (line: object) => {
    console.log(JSON.stringify(line))
    if (values.results) appendFileSync(values.results, `${JSON.stringify(line)}\n`)
  }
  const begun = performance.now()
  try {
    const firstStatus = await timed('api/status')
    const { counts } = JSON.parse(await ask('api/status')) as { counts: { reports: number; stories: number } }
    tell({ database: database.split(':')[0], ...counts, firstStatusMs: Math.round(firstStatus) })
    const pages = JSON.parse(await ask('api/stories?limit=200')) as { items: { id: string }[] }
    const story = () => encodeURIComponent(pages.items[below(pages.items.length)].id)
    const report = () => `r${below(counts.reports)}`
    const { items: speakers } = JSON.parse(await ask('api/entities?limit=50')) as {
      items: { id: string; name: string }[]
    }
    const speaker = () => encodeURIComponent(speakers[below(speakers.length)].name)
    const word = (language: string) => `${invented(below(300))}${language}`
    const kinds: [string, () => string][] = [
      ['status', () => 'api/status'],
      ['stories, the last 50', () => 'api/stories?limit=50'],
      ['stories by a word of the title', () => `api/stories?limit=50&text=${word('f')}`],
      ['leads, the first 20', () => 'api/leads?limit=20'],
      ['moves since the 200th change', () => 'api/moves?since=200'],
      ['a story', () => `api/stories/${story()}`],
      ['a story put side by side', () => `api/stories/${story()}/situation`],
      ['reports, the last 50', () => 'api/reports?limit=50'],
      ['reports of an outlet', () => `api/reports?limit=50&publisher=Outlet%20${below(40)}`],
      ['a report', () => `api/reports/${report()}`],
      ['its analysis', () => `api/reports/${report()}/analysis`],
      ['search, a common word', () => 'api/search?q=police&limit=20'],
      ['search, two words in quotation marks', () => 'api/search?q=%22la%20police%22&limit=20'],
      ['search, a rare word', () => `api/search?q=${invented(20_000 + below(10_000))}e&limit=20`],
      ['search, another language', () => 'api/search?q=gobierno&language=en&limit=20'],
      ['claims of a report', () => `api/claims?report=${report()}&limit=50`],
      ['claims, the last 50', () => 'api/claims?limit=50'],
      ['ledger, the first page with its counts', () => 'api/ledger?limit=50'],
      ['ledger of a speaker', () => `api/ledger?limit=50&speaker=${speaker()}`],
      ['ledger by certainty and language', () => 'api/ledger?limit=50&certainty=hedged&language=fr'],
      ['ledger by a word', () => `api/ledger?limit=50&text=${word('s')}`],
      ['entities, the first 50', () => 'api/entities?limit=50'],
      ['entities by a name', () => `api/entities?limit=50&text=${invented(below(3000))}`],
      ['sources, the first 50', () => 'api/sources?limit=50'],
      ['changes, the last 100', () => `api/changes?after=${2 * counts.reports - 100}&limit=100`],
      ['feeds', () => 'api/feeds'],
    ]
    for (const [kind, path] of kinds.filter(([name]) => name.includes(values.kind))) {
      const first = await timed(path()).catch((error: unknown) => String(error))
      if (typeof first === 'string') {
        tell({ kind, failed: first })
        continue
      }
      const few = first > 1000
      let failures = 0
      const cpu = cpuOf(pid)
      const one: number[] = []
      const since = performance.now()
      for (let k = 0; k < (few ? 5 : rounds) && performance.now() - since < patience * 1000; k++)
        await timed(path()).then(
          (time) => one.push(time),
          () => failures++,
        )
      const spent = (cpuOf(pid) - cpu) / one.length
      const eight: number[] = []
      const from = performance.now()
      let left = few ? 8 : rounds * 2
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          while (left-- > 0 && performance.now() - from < patience * 1000)
            await timed(path()).then(
              (time) => eight.push(time),
              () => failures++,
            )
        }),
      )
      tell({
        kind,
        first: Math.round(first),
        one: shares(one),
        cpuMs: Math.round(spent * 10) / 10,
        eight: shares(eight),
        ...(failures > 0 ? { failures } : {}),
        megabytes: memoryOf(pid).now,
      })
    }
    tell({ seconds: Math.round((performance.now() - begun) / 1000), megabytes: memoryOf(pid) })
  } finally {
    await agent.close()
    server.kill('SIGTERM')
    await new Promise((done) => server.on('close', done))
  }
}

/** Answers, and the milliseconds that half, 95 and 99 of 100 of them took at most. */
function shares(times: readonly number[]): { answers: number; p50: number; p95: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { answers: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

await main()
