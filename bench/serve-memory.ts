/**
 * What `selon serve` needs in memory and of the processor for the sample reports, posted at once, read by both readers and
 * compared: `npx tsx bench/serve-memory.ts [--jobs 1,2]` (after `npm run build`, on Linux). Prints peak and last resident memory,
 * and what of the last is the process's own and what pages of files (Node itself).
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Status } from '../src/contract/api.ts'
import { servedAddress } from '../tests/served-address.ts'

const root = new URL('..', import.meta.url).pathname
const { values } = parseArgs({ options: { jobs: { type: 'string', default: '1,2' } } })
/** Seconds in which the careful reader is through with all. */
const longest = 180

const samples = readdirSync(`${root}samples`)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(`${root}samples/${name}`, 'utf8'))

async function measured(jobs: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'selon-memory-'))
  const child = spawn(
    process.execPath,
    [
      `${root}dist/cli.js`,
      'serve',
      '--port=0',
      '--no-watch',
      `--jobs=${jobs}`,
      `--database=${folder}/selon.db`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    const address = await servedAddress(child)
    const headers = { 'content-type': 'application/json' }
    await Promise.all(
      samples.map(async (body) => {
        const answer = await fetch(`${address}/api/reports`, { method: 'POST', headers, body })
        if (!answer.ok) throw new Error(await answer.text())
      }),
    )
    let waiting = Number.POSITIVE_INFINITY
    for (let second = 0; second < longest && waiting > 0; second++) {
      await wait(1000)
      const status = (await (await fetch(`${address}/api/status`)).json()) as Status
      waiting = status.analysing.waiting
    }
    if (waiting > 0) throw new Error(`${waiting} reports still wait for the careful reader.`)
    // What their story says is worked out when it is asked for, and then in the background.
    for (let k = 0; k < 30; k++) {
      await (await fetch(`${address}/api/stories`)).text()
      await wait(500)
    }
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    const megabytes = (name: string) =>
      Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024)
    const times = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
    const seconds = (Number(times[11]) + Number(times[12])) / 100
    return `--jobs ${jobs}: at most ${megabytes('VmHWM')} MB, at the end ${megabytes('VmRSS')} MB (${megabytes('RssAnon')} its own, ${megabytes('RssFile')} of files), ${seconds} s of the processor`
  } finally {
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

for (const jobs of values.jobs.split(',')) console.log(await measured(jobs))
