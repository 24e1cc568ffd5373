/**
 * Whether `selon serve` stays as small as it was while reports come and go: `npx tsx bench/soak.ts [--minutes 20] [--source]`.
 * Starts the built server (the sources with --source) beside itself with a database of its own, reads and writes, and looks
 * at its memory every five seconds. Ends with 1 where the memory of the last minute (its median) is more than 1.5 times that
 * of minute five, or more than 600 MB, or where the server failed on a request. Below seven minutes the minute in the middle
 * stands for minute five. Prints one JSON object last.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Agent, request } from 'undici'
import { below, invent } from './invented-reports.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '20' }, source: { type: 'boolean', default: false } },
})
const minutes = Number(values.minutes)
if (!(minutes >= 1 && minutes <= 600)) throw new Error('--minutes takes a number from 1 to 600.')
const program = values.source ? ['--import', 'tsx', 'src/cli/main.ts'] : ['dist/cli.js']
if (!values.source && !existsSync(`${root}dist/cli.js`))
  throw new Error('The package was not built: run "npm run build", or give --source.')

/** How much memory may grow from minute five on, and how much there may be, in MB. */
const mostGrowth = 1.5
const mostMegabytes = 600
/** Milliseconds between two reports, which the limit for what costs more allows, and reports kept at once. */
const pause = 800
const kept = 400

const databaseBytes = (folder: string) =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'selon-soak-'))
  const database = join(folder, 'selon.db')
  const server = spawn(
    process.execPath,
    [...program, 'serve', '--port', '0', '--database', database, '--no-watch'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let log = ''
  server.stderr.on('data', (chunk) => {
    log = (log + String(chunk)).slice(-10_000)
  })
  const address = await new Promise<string>((found, failed) => {
    let output = ''
    server.stdout.on('data', (chunk) => {
      output += String(chunk)
      if (output.includes('Ctrl+C')) found(/http:\/\/\S+/.exec(output)?.[0] ?? '')
    })
    server.on('close', () => failed(new Error(`The server ended: ${log}`)))
  })
  const { port } = new URL(address)
  const agent = new Agent({ connections: 16, headersTimeout: 120_000, bodyTimeout: 120_000 })
  const statuses: Record<string, number> = {}
  const failures: string[] = []
  const ends = performance.now() + minutes * 60_000
  const goesOn = () => performance.now() < ends

  async function ask(path: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET', body?: object) {
    const answer = await request(address + path, {
      method,
      dispatcher: agent,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    })
    const text = await answer.body.text()
    statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1
    // 503 says that too much waits, which may be on a busy machine.
    if (answer.statusCode >= 500 && answer.statusCode !== 503)
      failures.push(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 200)}`)
    return { status: answer.statusCode, text }
  }

  const reports: string[] = []
  async function write(): Promise<void> {
    for (let n = 0; goesOn(); n++) {
      const { report } = invent(n)
      const { text, title, publisher, published, language } = report
      const id = `soak/${n}`
      const body = {
        id,
        text,
        language,
        ...(title ? { title } : {}),
        ...(publisher ? { publisher } : {}),
        ...(published ? { published } : {}),
      }
      const { status } = await ask('api/reports', 'POST', body)
      if (status < 300) reports.push(id)
      // A second version, a rating, and an upload that breaks off.
      if (n % 10 === 0) await ask('api/reports', 'POST', { ...body, text: `${text} ${text.slice(0, 300)}` })
      if (n % 7 === 0) await ask('api/sources/Soak/rating', 'PUT', { rating: 'ABCDEF'[below(6)] })
      if (n % 5 === 0) breakOff()
      if (reports.length > kept)
        await ask(`api/reports/${encodeURIComponent(reports.shift() ?? '')}`, 'DELETE')
      await sleep(pause)
    }
  }
  function breakOff(): void {
    const socket = connect(Number(port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `POST /api/reports HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"text":"${'x'.repeat(1000)}`,
    )
    setTimeout(() => socket.destroy(), 100)
  }
  async function read(): Promise<void> {
    while (goesOn()) {
      const stories = JSON.parse((await ask('api/stories?limit=50')).text) as { items: { id: string }[] }
      const story = encodeURIComponent(stories.items[below(stories.items.length || 1)]?.id ?? 's1')
      const report = encodeURIComponent(reports[below(reports.length || 1)] ?? 'none')
      for (const path of [
        `api/stories/${story}`,
        `api/stories/${story}/situation`,
        `api/stories/${story}/new?since=0`,
        `api/reports/${report}`,
        `api/reports/${report}/analysis`,
        'api/reports?limit=100',
        'api/search?q=police&limit=20',
        'api/claims?limit=100',
        'api/entities?limit=50',
        `api/statements?story=${story}`,
        'api/status',
        'health',
      ]) {
        await ask(path)
        await sleep(50)
      }
    }
  }
  async function listen(): Promise<void> {
    while (goesOn()) {
      const answer = await request(`${address}api/changes/stream`, { dispatcher: agent })
      const over = sleep(20_000).then(() => answer.body.destroy())
      answer.body.on('error', () => {})
      answer.body.resume()
      await over
    }
  }
  async function exportAll(): Promise<void> {
    for (const format of ['jsonl', 'csv', 'markdown', 'json'].values()) {
      if (!goesOn()) return
      await ask(`api/export?format=${format}&all=1`)
    }
  }

  const samples: { minute: number; megabytes: number }[] = []
  const begun = performance.now()
  async function look(): Promise<void> {
    for (;;) {
      const { text } = await ask('metrics')
      const bytes = Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1])
      const minute = (performance.now() - begun) / 60_000
      samples.push({ minute, megabytes: bytes / 1024 / 1024 })
      if (samples.length % 12 === 0)
        console.error(
          `${minute.toFixed(1)} min: ${(bytes / 1024 / 1024).toFixed(0)} MB, ${reports.length} reports kept`,
        )
      if (!goesOn()) return
      await sleep(5000)
    }
  }
  const medianOf = (from: number, to: number) => {
    const inside = samples
      .filter(({ minute }) => minute >= from && minute <= to)
      .map(({ megabytes }) => megabytes)
      .sort((a, b) => a - b)
    return inside[Math.floor(inside.length / 2)] ?? Number.NaN
  }

  try {
    await Promise.all([
      look(),
      write(),
      ...[1, 2, 3].map(read),
      ...[1, 2].map(listen),
      (async () => {
        while (goesOn()) {
          await sleep(Math.min(60_000, Math.max(0, ends - performance.now())))
          await exportAll()
        }
      })(),
    ])
    const middle = minutes >= 7 ? 5 : minutes / 2
    const early = medianOf(middle - 0.5, middle + 0.5)
    const last = medianOf(minutes - 1, Number.POSITIVE_INFINITY)
    const result = {
      minutes,
      'MB at minute five': Math.round(early),
      'MB at the end': Math.round(last),
      growth: Number((last / early).toFixed(3)),
      'MB at most': Math.round(Math.max(...samples.map(({ megabytes }) => megabytes))),
      'MB of database': Math.round(databaseBytes(folder) / 1024 / 1024),
      answers: statuses,
      failures: failures.length,
      'lines of log': log.split('\n').filter((one) => one !== '').length,
    }
    for (const failure of failures.slice(0, 20)) console.error(failure)
    if (log) console.error(log)
    console.log(JSON.stringify(result))
    const good = last <= mostMegabytes && last / early <= mostGrowth && failures.length === 0 && log === ''
    return good ? 0 : 1
  } finally {
    await agent.destroy()
    if (server.exitCode === null) {
      const closed = new Promise((done) => server.on('close', done))
      server.kill('SIGTERM')
      await closed
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exit(await main())
