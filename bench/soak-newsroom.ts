/**
 * Whether a whole newsroom holds out: `npx tsx bench/soak-newsroom.ts [--minutes 60] [--postgres] [--rate 1] [--results FILE]
 * [--source]` starts, from what was built (the sources with --source), `selon serve`, `selon watch` and, with --postgres, a
 * PostgreSQL of its own (or the one that SELON_TEST_POSTGRES names) and two of `selon worker`, all with `--queue`; else they share
 * a file. Six outlets, each a server of its own, publish so many reports a second together, a tenth of them new versions of
 * what they published before; readers ask, and some reports are posted. Writes a line of JSON each minute: memory of each
 * process, how long answers took, what waits. At the end nothing more is published, all that is under way is waited for, and
 * what is kept is held against what the outlets served: each address once, in its last version. Ends with 1 where something is
 * missing, there twice or of another version, where the server failed on a request, or a process ended or said anything on
 * standard error.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Agent, request } from 'undici'
import { startPostgres } from '../tests/store/postgres-server.ts'
import { below, invent } from './invented-reports.ts'
import { cpuOf, memoryOf } from './processes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    postgres: { type: 'boolean', default: false },
    rate: { type: 'string', default: '1' },
    results: { type: 'string' },
    source: { type: 'boolean', default: false },
  },
})
const minutes = Number(values.minutes)
const rate = Number(values.rate)
if (!(minutes >= 1 && minutes <= 600)) throw new Error('--minutes takes a number from 1 to 600.')
if (!(rate > 0 && rate <= 1.8))
  throw new Error('--rate takes a number up to 1.8: outlets are asked politely.')
const program = values.source ? ['--import', 'tsx', 'src/cli/main.ts'] : ['dist/cli.js']
if (!values.source && !existsSync(`${root}dist/cli.js`))
  throw new Error('The package was not built: run "npm run build", or give --source.')

const outlets = 6
/** Items that a feed shows. */
const shown = 60
/** Milliseconds that what is under way at the end is waited for. */
const patience = 8 * 60_000
const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
const begun = performance.now()
const ends = begun + minutes * 60_000
const goesOn = () => performance.now() < ends

/** An address of an outlet: what it says now, and which versions of it were served, in order. */
interface Page {
  path: string
  title: string
  text: string
  language: string
  published: string
  version: number
  served: number[]
}
interface Outlet {
  name: string
  origin: string
  server: Server
  pages: Page[]
  /** What its feed shows, last first: a new version has a key of its own. */
  items: { page: Page; key: string }[]
}
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
let made = 0

function publish(outlet: Outlet): void {
  const { pages } = outlet
  const version = made++
  if (version % 10 === 9 && pages.length > 3) {
    const page = pages[Math.max(0, pages.length - 1 - below(20))]
    page.version++
    page.text += ` ${invent(1_000_000 + version).report.text.slice(0, 300)}`
    outlet.items.unshift({ page, key: `${page.path}#${page.version}` })
  } else {
    const { report } = invent(version)
    const page: Page = {
      path: `/report/${version}`,
      title: `Bulletin ${version} ${report.text.split(' ').slice(0, 6).join(' ')}`,
      text: report.text,
      language: report.language,
      published: new Date().toISOString(),
      version: 1,
      served: [],
    }
    pages.push(page)
    outlet.items.unshift({ page, key: page.path })
  }
  outlet.items.length = Math.min(outlet.items.length, shown)
}
const titleOf = ({ title }: Page, version: number) => (version === 1 ? title : `${title} (${version})`)
function htmlOf(page: Page, outlet: Outlet): string {
  const paragraphs = page.text.split(/(?<=\.) /)
  const title = escaped(titleOf(page, page.version))
  return `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8"><title>${title}</title>
<meta property="og:site_name" content="${outlet.name}"><meta property="og:title" content="${title}">
<meta property="article:published_time" content="${page.published}"></head>
<body><nav><a href="/">${outlet.name}</a></nav><article><h1>${title}</h1>
${paragraphs.map((one) => `<p>${escaped(one)}</p>`).join('\n')}</article></body></html>`
}
async function openOutlet(number: number): Promise<Outlet> {
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '/'
    if (path === '/feed.xml') {
      answer.setHeader('content-type', 'application/rss+xml')
      answer.end(`<?xml version="1.0"?><rss version="2.0"><channel><title>${outlet.name}</title>
${outlet.items
  .map(
    ({ page, key }) =>
      `<item><title>${escaped(page.title)}</title><link>${outlet.origin}${page.path}</link><guid isPermaLink="false">${key}</guid></item>`,
  )
  .join('\n')}</channel></rss>`)
      return
    }
    const page = outlet.pages.find((one) => one.path === path)
    if (!page) {
      answer.statusCode = 404
      answer.end()
      return
    }
    if (page.served.at(-1) !== page.version) page.served.push(page.version)
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(htmlOf(page, outlet))
  })
  const outlet: Outlet = { name: `Outlet ${number}`, origin: '', server, pages: [], items: [] }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  outlet.origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return outlet
}

interface Process {
  name: string
  child: ChildProcess
  log: string[]
  output: string
  ended: boolean
  samples: { minute: number; megabytes: number }[]
}
const processes: Process[] = []
let stopping = false
const trouble: string[] = []
function start(name: string, options: readonly string[]): Process {
  const child = spawn(process.execPath, [...program, ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const one: Process = { name, child, log: [], output: '', ended: false, samples: [] }
  child.stdout.on('data', (chunk) => {
    one.output = (one.output + String(chunk)).slice(-5000)
  })
  child.stderr.on('data', (chunk) => {
    for (const line of String(chunk).split('\n').filter(Boolean)) {
      console.error(`${name}: ${line}`)
      if (one.log.length < 200) one.log.push(line)
    }
  })
  child.on('close', (code) => {
    one.ended = true
    if (stopping) return
    trouble.push(`${name} ended with ${code}`)
    console.error(trouble.at(-1))
  })
  processes.push(one)
  return one
}

/** Growth in an hour, by least squares. */
function slope(samples: readonly { minute: number; megabytes: number }[]): number {
  const meanOf = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
  const x = meanOf(samples.map(({ minute }) => minute))
  const y = meanOf(samples.map(({ megabytes }) => megabytes))
  const over = samples.reduce((sum, one) => sum + (one.minute - x) * (one.megabytes - y), 0)
  const under = samples.reduce((sum, one) => sum + (one.minute - x) ** 2, 0)
  return (over / under) * 60
}
const share = (sorted: readonly number[], part: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
const shares = (times: readonly number[]) => {
  const sorted = times.toSorted((a, b) => a - b)
  return { count: sorted.length, p50: share(sorted, 0.5), p95: share(sorted, 0.95), p99: share(sorted, 0.99) }
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'selon-newsroom-'))
  const postgres = values.postgres ? await startPostgres() : undefined
  const database = postgres ? await postgres.newDatabase() : join(folder, 'selon.db')
  const queue = postgres ? ['--queue'] : []
  const all = await Promise.all(Array.from({ length: outlets }, (_, k) => openOutlet(k + 1)))
  const hosts = all.flatMap(({ origin }) => ['--allow-host', new URL(origin).host])
  const agent = new Agent({ connections: 16, headersTimeout: 900_000, bodyTimeout: 900_000 })
  const tell = (line: object) => {
    console.log(JSON.stringify(line))
    if (values.results) appendFileSync(values.results, `${JSON.stringify(line)}\n`)
  }
  try {
    const serve = start('serve', ['serve', '--port', '0', '--database', database, '--no-watch', ...queue])
    while (!serve.output.includes('Ctrl+C')) {
      if (serve.ended) throw new Error(`The server ended: ${serve.log.join('\n')}`)
      await sleep(100)
    }
    const address = /http:\/\/\S+/.exec(serve.output)?.[0] ?? ''
    for (const outlet of all) publish(outlet)
    if (postgres)
      for (const k of [1, 2]) start(`worker ${k}`, ['worker', '--database', database, '--jobs', '1'])
    start('watch', [
      'watch',
      '--database',
      database,
      '--interval',
      '1',
      ...queue,
      ...all.map(({ origin }) => `${origin}/feed.xml`),
      ...hosts,
    ])

    const statuses: Record<string, number> = {}
    const times = new Map<string, number[]>()
    const ever = new Map<string, number[]>()
    async function ask(kind: string, path: string, body?: object) {
      const asked = performance.now()
      const answer = await request(address + path, {
        dispatcher: agent,
        method: body ? 'POST' : 'GET',
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      })
      const text = await answer.body.text()
      for (const list of [times, ever]) list.set(kind, [...(list.get(kind) ?? []), performance.now() - asked])
      statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1
      // 503 says that too much waits, which may be on a busy machine.
      if (answer.statusCode >= 500 && answer.statusCode !== 503)
        trouble.push(`${path}: ${answer.statusCode} ${text.slice(0, 200)}`)
      return { status: answer.statusCode, text }
    }
    const items = async (kind: string, path: string) =>
      (JSON.parse((await ask(kind, path)).text) as { items: { id: string }[] }).items
    async function read(): Promise<void> {
      while (goesOn()) {
        const stories = await items('stories', 'api/stories?limit=50')
        const reports = await items('reports', 'api/reports?limit=50')
        const story = encodeURIComponent(stories[below(stories.length || 1)]?.id ?? 's1')
        const report = encodeURIComponent(reports[below(reports.length || 1)]?.id ?? 'none')
        const word = invent(2_000_000).report.text.split(' ')[below(100)]
        for (const [kind, path] of [
          ['leads', 'api/leads?limit=20'],
          ['story', `api/stories/${story}`],
          ['situation', `api/stories/${story}/situation`],
          ['report', `api/reports/${report}`],
          ['analysis', `api/reports/${report}/analysis`],
          ['search', `api/search?q=${encodeURIComponent(word)}&limit=20`],
          ['ledger', 'api/ledger?limit=50'],
          ['entities', 'api/entities?limit=50'],
          ['sources', 'api/sources?limit=50'],
          ['changes', 'api/changes?limit=100'],
          ['feeds', 'api/feeds'],
          ['status', 'api/status'],
        ]) {
          await ask(kind, path)
          await sleep(500)
        }
      }
    }
    const posted: string[] = []
    async function post(): Promise<void> {
      for (let n = 0; goesOn(); n++) {
        const { text, language } = invent(3_000_000 + n).report
        const { status } = await ask('post', 'api/reports', { id: `posted/${n}`, text, language })
        if (status < 300) posted.push(`posted/${n}`)
        await sleep(10_000)
      }
    }
    async function publishing(): Promise<void> {
      for (let n = 0; goesOn(); n++) {
        await sleep(Math.max(0, begun + ((n + 1) * 1000) / rate - performance.now()))
        publish(all[n % outlets])
      }
    }
    const databaseBytes = () =>
      postgres
        ? undefined
        : Math.round(
            readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0) / 1e6,
          )
    const state = async () =>
      JSON.parse((await ask('status', 'api/status')).text) as {
        counts: { reports: number }
        queue?: { waiting: number; reading: number; read: number; failed: number }
      }
    async function look(): Promise<void> {
      for (let looks = 0; goesOn(); looks++) {
        const minute = (performance.now() - begun) / 60_000
        for (const one of processes)
          if (!one.ended && one.child.pid !== undefined)
            one.samples.push({ minute, megabytes: memoryOf(one.child.pid).now })
        if (looks % 6 === 5) {
          const {
            counts: { reports },
            queue: waits,
          } = await state()
          tell({
            minute: Math.round(minute * 10) / 10,
            published: made,
            reports,
            ...(waits ? { queue: waits } : {}),
            megabytes: Object.fromEntries(
              processes.map(({ name, samples }) => [name, samples.at(-1)?.megabytes]),
            ),
            cpuSeconds: Object.fromEntries(
              processes.map(({ name, child }) => [name, Math.round(cpuOf(child.pid ?? 0) / 1000)]),
            ),
            ...(postgres ? {} : { megabytesOnDisk: databaseBytes() }),
            answers: shares([...times.values()].flat()),
            slowest: Object.entries(Object.fromEntries(times))
              .map(([kind, list]) => [kind, Math.round(Math.max(...list))] as const)
              .toSorted((a, b) => b[1] - a[1])
              .slice(0, 3),
            trouble: trouble.length,
            linesOfLog: processes.reduce((sum, { log }) => sum + log.length, 0),
          })
          times.clear()
        }
        await sleep(10_000)
      }
    }
    await Promise.all([look(), publishing(), post(), read(), read()])

    // Nothing more comes: what is under way is done, and counted.
    const expected = () =>
      new Map([
        ...all.flatMap(({ origin, pages }) =>
          pages
            .filter(({ served }) => served.length > 0)
            .map((page) => [`${origin}${page.path}`, page] as const),
        ),
        ...posted.map((id) => [id, undefined] as const),
      ])
    const unseen = () =>
      all.flatMap(({ pages }) => pages).filter(({ version, served }) => served.at(-1) !== version).length
    const until = performance.now() + patience
    let still = 0
    for (let last = ''; performance.now() < until && still < 4 && !processes.some(({ ended }) => ended); ) {
      const {
        counts: { reports },
        queue: waits,
      } = await state()
      const now = JSON.stringify([reports, waits, unseen()])
      const waiting = (waits?.waiting ?? 0) + (waits?.reading ?? 0) + (waits?.read ?? 0)
      still = now === last && waiting === 0 && unseen() === 0 ? still + 1 : 0
      last = now
      await sleep(10_000)
    }
    interface Listed {
      id: string
      url?: string
      title?: string
      version: number
    }
    const found = new Map<string, Listed[]>()
    for (let after = ''; ; ) {
      const page = JSON.parse(
        (await ask('all', `api/reports?limit=500${after && `&after=${encodeURIComponent(after)}`}`)).text,
      ) as { items: Listed[]; next?: string }
      for (const one of page.items) {
        const key = one.url ?? one.id
        found.set(key, [...(found.get(key) ?? []), one])
      }
      if (page.next === undefined) break
      after = page.next
    }
    const lost: string[] = []
    const otherVersion: string[] = []
    const wanted = expected()
    for (const [key, page] of wanted) {
      const [one] = found.get(key) ?? []
      if (!one) lost.push(key)
      else if (
        page &&
        (one.version !== page.served.length || one.title !== titleOf(page, page.served.at(-1) ?? 1))
      )
        otherVersion.push(`${key}: ${one.version} of ${page.served.join()}, "${one.title}"`)
    }
    const doubled = [...found].filter(([, list]) => list.length > 1).map(([key]) => key)
    const unknown = [...found.keys()].filter((key) => !wanted.has(key))
    const warm = Math.min(10, minutes / 4)
    const counted = await state()
    const memory = Object.fromEntries(
      processes.map(({ name, samples, child }) => {
        const after = samples.filter(({ minute }) => minute >= warm)
        return [
          name,
          {
            'MB at the end': samples.at(-1)?.megabytes,
            'MB at most': memoryOf(child.pid ?? 0).peak,
            'MB more an hour': Math.round(slope(after)),
          },
        ]
      }),
    )
    stopping = true
    for (const { child } of processes.toReversed()) {
      const closed = new Promise((done) => child.once('close', done))
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await closed
      }
    }
    const log = processes.flatMap((one) => one.log.map((line) => `${one.name}: ${line}`))
    tell({
      minutes,
      database: postgres ? 'postgresql' : 'sqlite',
      published: made,
      served: wanted.size,
      notFetched: unseen(),
      kept: counted.counts.reports,
      lost: lost.length,
      doubled: doubled.length,
      unknown: unknown.length,
      otherVersion: otherVersion.length,
      memory,
      answers: Object.fromEntries([...ever].map(([kind, list]) => [kind, shares(list)])),
      statuses,
      trouble: trouble.slice(0, 20),
      log: log.slice(0, 40),
      linesOfLog: log.length,
    })
    for (const one of [...lost, ...doubled, ...unknown, ...otherVersion].slice(0, 20)) console.error(one)
    const bad = [lost, doubled, unknown, otherVersion, trouble, log]
    return bad.every((list) => list.length === 0) && unseen() === 0 ? 0 : 1
  } finally {
    stopping = true
    await agent.destroy()
    for (const { child, ended } of processes) if (!ended) child.kill('SIGKILL')
    for (const { server } of all) server.closeAllConnections()
    for (const { server } of all) server.close()
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exit(await main())
