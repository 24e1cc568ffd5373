import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Analyser } from '../../src/server/analyser.ts'
import { openStore } from '../../src/store/open-store.ts'
import { root, testEngine } from '../support.ts'
import { threadFile } from '../threads/thread-file.ts'
import { json } from './support.ts'

const report = {
  text: 'Selon la police, deux hommes ont été arrêtés lundi à Torvia.',
  language: 'fr' as const,
}

const later = (milliseconds: number) =>
  threadFile(
    `await new Promise((done) => setTimeout(done, ${milliseconds})); return { result: { claims: [] } }`,
  )

describe('the thread in which reports are read', () => {
  it('gives the same as the engine here', async () => {
    const analyser = new Analyser()
    try {
      expect(await analyser.analyse(report)).toEqual(testEngine().analyse(report))
      await expect(analyser.analyse({ ...report, text: ' ' })).rejects.toThrow(/The text is empty/)
    } finally {
      await analyser.close()
    }
  })

  it('refuses what is too much, except from one who limits himself', async () => {
    const analyser = new Analyser({ waiting: 2, file: later(50) })
    const accepted = [1, 2, 3].map(() => analyser.analyse(report))
    expect(analyser.load).toEqual({ running: 1, waiting: 2 })
    await expect(analyser.analyse(report)).rejects.toMatchObject({ status: 503 })
    accepted.push(analyser.analyse(report, { patient: true }))
    expect(await Promise.all(accepted)).toHaveLength(4)
    await analyser.close()
  })

  it('is started again where a report took it down, or too long', async () => {
    const analyser = new Analyser({
      time: 2000,
      file: threadFile(
        `if (given.input.text === 'die') process.exit(3); if (given.input.text === 'loop') for (;;);
        return { result: { claims: [] } }`,
      ),
    })
    const all = await Promise.allSettled(
      ['a', 'die', 'b', 'loop', 'c'].map((text) => analyser.analyse({ ...report, text })),
    )
    expect(all.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(all.map((one) => (one.status === 'rejected' ? String(one.reason.message) : ''))).toEqual([
      '',
      expect.stringContaining('failed on this report'),
      '',
      expect.stringContaining('longer than 2 seconds'),
      '',
    ])
    await analyser.close()
  })

  it('finishes what waits before it ends, and takes nothing more', async () => {
    const analyser = new Analyser({ file: later(20) })
    const waiting = [1, 2, 3, 4].map(() => analyser.analyse(report))
    const closed = analyser.close()
    await expect(analyser.analyse(report)).rejects.toMatchObject({ status: 503 })
    await closed
    expect((await Promise.allSettled(waiting)).every(({ status }) => status === 'fulfilled')).toBe(true)
  })
})

const folder = mkdtempSync(join(tmpdir(), 'selon-serve-'))
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Run {
  child: ChildProcess
  output: () => string
  ended: Promise<number | null>
}
function serve(...options: string[]): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'serve', ...options], {
    cwd: root,
  })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += String(chunk)
    })
  return { child, output: () => output, ended: new Promise((done) => child.on('close', done)) }
}
async function addressOf({ child, output }: Run): Promise<string> {
  while (!/Ctrl\+C stops it/.test(output())) {
    if (child.exitCode !== null) throw new Error(output())
    await new Promise((done) => setTimeout(done, 20))
  }
  return /http:\/\/\S+/.exec(output())?.[0] ?? ''
}

describe('selon serve', () => {
  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
    'at %s finishes the report under way, ends the streams, and loses nothing',
    async (signal) => {
      const database = join(folder, `${signal}.db`)
      const run = serve('--port', '0', '--database', database, '--no-watch')
      const address = await addressOf(run)
      expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
      const begin = {
        jsonrpc: '2.0',
        id: 1,
        method: 'initialize',
        params: {
          protocolVersion: '2025-06-18',
          capabilities: {},
          clientInfo: { name: 'test', version: '1' },
        },
      }
      const agent = await fetch(`${address}mcp`, {
        ...json(begin),
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      })
      expect([agent.status, await agent.text()]).toEqual([200, expect.stringContaining('"serverInfo"')])
      const stream = await fetch(`${address}api/changes/stream`)
      // Long enough that the signal comes while it is read.
      const text = Array.from({ length: 400 }, (_, i) => report.text.replace('deux', String(i + 2))).join(
        '\n',
      )
      const saving = fetch(`${address}api/reports`, json({ ...report, text, id: 'long' }))
      for (;;) {
        const { analysing } = (await (await fetch(`${address}api/status`)).json()) as {
          analysing: { running: number }
        }
        if (analysing.running > 0) break
      }
      run.child.kill(signal)
      const saved = await saving
      expect(saved.status).toBe(201)
      expect(await stream.text()).toContain(': listening')
      expect(await run.ended).toBe(0)
      const store = await openStore(database)
      try {
        expect((await store.report('long'))?.id).toBe('long')
      } finally {
        await store.close()
      }
      await expect(fetch(`${address}health`)).rejects.toThrow()
    },
  )

  it('says in a sentence that its port is in use, and ends with 1', async () => {
    const first = serve('--port', '0', '--database', join(folder, 'a.db'), '--no-watch')
    const { port } = new URL(await addressOf(first))
    const second = serve('--port', port, '--database', join(folder, 'b.db'), '--no-watch')
    expect(await second.ended).toBe(1)
    expect(second.output()).toBe(
      `selon: Port ${port} is in use: stop what uses it, or name another with --port (0 takes a free one).\n`,
    )
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
  })

  it.each([
    ['--port', '70000', /--port takes a number/],
    ['--token', 'short', /--token takes 16 to 200/],
    ['--allow-origin', 'example.org', /--allow-origin takes an origin/],
  ])('refuses %s %s, and ends with 2', async (option, value, sentence) => {
    const run = serve(option, value, '--database', join(folder, 'c.db'))
    expect(await run.ended).toBe(2)
    expect(run.output()).toMatch(sentence)
  })
})
