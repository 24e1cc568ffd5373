/**
 * How quick `selon serve` is with the embedded database: tsx bench/server.ts [reports]
 * Fills a database with invented reports (10,000 by default), starts the server beside itself, and asks. Wall time
 * depends on what else the machine does; the processor time of the server does not.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Agent, request } from 'undici'
import type { ReportInput } from '../src/engine/document.ts'
import { createEngine } from '../src/index.ts'
import { openStore } from '../src/store/open-store.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const count = Number(process.argv[2] ?? 10_000)
const folder = mkdtempSync(join(tmpdir(), 'selon-bench-'))
const database = join(folder, 'selon.db')

/** Reports that differ as reports do: paragraphs of the samples under other names, figures and dates. */
async function fill(): Promise<void> {
  const engine = await createEngine()
  const samples = readdirSync(`${root}samples`)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')) as ReportInput)
  const names = [
    'Orvel',
    'Tassin',
    'Brumal',
    'Kerzan',
    'Lodève',
    'Mirande',
    'Sorgue',
    'Valmy',
    'Ardon',
    'Belcourt',
  ]
  const store = await openStore(database)
  const begun = performance.now()
  let batch = []
  for (let i = 0; i < count; i++) {
    const sample = samples[i % samples.length]
    const place = `${names[i % 10]}-${names[Math.floor(i / 10) % 10]}-${names[Math.floor(i / 100) % 10]}`
    const paragraphs = sample.text.split('\n').filter((one) => one.trim() !== '')
    const first = paragraphs[i % paragraphs.length]
    const text = `${first.replace(/\d+/g, (figure) => String(Number(figure) + (i % 97)))} ${place}. ${names[(i * 7) % 10]} ${i}.`
    const published = new Date(Date.UTC(2026, 0, 1) + i * 600_000).toISOString()
    batch.push({
      analysis: engine.analyse({ ...sample, id: `bench-${i}`, title: `${place} ${i}`, text, published }),
    })
    if (batch.length === 500) {
      await store.ingest(batch)
      batch = []
    }
  }
  await store.ingest(batch)
  const { reports, stories, claims } = await store.counts()
  console.log(
    `${reports} reports, ${stories} stories, ${claims} claims, taken in within ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  )
  await store.refresh()
  await store.close()
}

async function main(): Promise<void> {
  await fill()
  const server = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/cli/main.ts', 'serve', '--port', '0', '--database', database, '--no-watch'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const address = await new Promise<string>((found) => {
    let output = ''
    server.stdout.on('data', (chunk) => {
      output += String(chunk)
      if (output.includes('Ctrl+C')) found(/http:\/\/\S+/.exec(output)?.[0] ?? '')
    })
  })
  const agent = new Agent({ connections: 8 })
  const ask = async (path: string): Promise<string> => {
    const answer = await request(address + path, { dispatcher: agent })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${text.slice(0, 200)}`)
    return text
  }
  const processorSeconds = async () => Number(/^process_cpu_seconds (\S+)$/m.exec(await ask('metrics'))?.[1])
  try {
    const { items } = JSON.parse(await ask('api/stories')) as { items: { id: string }[] }
    for (const path of [
      'api/stories',
      'api/stories?limit=500',
      'api/stories?text=Orvel',
      'api/reports',
      'api/search?q=police',
    ]) {
      const times: number[] = []
      for (let i = 0; i < 30; i++) {
        const begun = performance.now()
        await ask(path)
        times.push(performance.now() - begun)
      }
      times.sort((a, b) => a - b)
      console.log(`${path}: median ${times[15].toFixed(1)} ms, slowest of 30 ${times[29].toFixed(1)} ms`)
    }
    const paths = [
      'api/stories',
      'api/reports?limit=20',
      `api/stories/${items[0].id}`,
      'api/reports/bench-7',
      'api/reports/bench-7/analysis',
      'api/claims?limit=20',
      'api/status',
      'api/search?q=police&limit=10',
    ]
    const requests = 2000
    const before = await processorSeconds()
    const begun = performance.now()
    let next = 0
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (next < requests) await ask(paths[next++ % paths.length])
      }),
    )
    const wall = (performance.now() - begun) / 1000
    const processor = (await processorSeconds()) - before
    console.log(
      `${requests} requests of ${paths.length} kinds, 8 at a time: ${(requests / wall).toFixed(0)} a second; ${((processor / requests) * 1000).toFixed(2)} ms of processor each (${(requests / processor).toFixed(0)} a second of one core)`,
    )
  } finally {
    await agent.close()
    server.kill('SIGTERM')
    await new Promise((done) => server.on('close', done))
    rmSync(folder, { recursive: true, force: true })
  }
}

await main()
