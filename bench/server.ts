/**
 * How quick `selon serve` is with the embedded database: `npx tsx bench/server.ts DATABASE`, where DATABASE was filled by
 * `npx tsx bench/store-speed.ts 10000 DATABASE`. Starts the server beside itself, and asks. Wall time depends on what else
 * the machine does; the processor time of the server does not.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Agent, request } from 'undici'

const root = fileURLToPath(new URL('..', import.meta.url))
const database = process.argv[2]
if (database === undefined) throw new Error('Name a database: npx tsx bench/server.ts DATABASE')

async function main(): Promise<void> {
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
    const firstOf = async (list: string) => {
      const { items } = JSON.parse(await ask(list)) as { items: { id: string }[] }
      return encodeURIComponent(items[0].id)
    }
    const story = await firstOf('api/stories')
    const report = await firstOf('api/reports')
    console.log(await ask('api/status'))
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
      `api/stories/${story}`,
      `api/reports/${report}`,
      `api/reports/${report}/analysis`,
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
  }
}

await main()
