import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, expect, it } from 'vitest'
import type { Situation } from '../../src/contract/situation.ts'
import { missing, root } from '../support.ts'

const cli = `${root}dist/cli.js`
const noBuild = missing('the built command line (npm run build makes dist/cli.js)', existsSync(cli))
const folder = mkdtempSync(join(tmpdir(), 'selon-same-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const database = ['--database', join(folder, 'selon.db')]
const fast = ['--reader', 'fast']
/** Milliseconds for a case that starts a dozen processes, on a machine that is busy. */
const manyProcesses = 300_000

const run = (args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

/** Asks a server that is started for it. */
async function served<T>(path: string): Promise<T> {
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--no-watch', ...database, ...fast], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((done) => child.once('exit', done))
  try {
    const address = await new Promise<string>((found, failed) => {
      let said = ''
      child.once('exit', () => failed(new Error(`selon serve ended: ${said}`)))
      child.stdout.on('data', (chunk) => {
        said += String(chunk)
        const [at] = /http:\S+/.exec(said) ?? []
        if (at) found(at)
      })
    })
    return (await (await fetch(new URL(path, address))).json()) as T
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** What the statements are, and what stands between them, however they are numbered. */
function told({ statements, relations, figures, lostHedges, counts }: Situation) {
  const claims = new Map(
    statements.map(({ id, claims }) => [
      id,
      claims
        .map(({ report, claim, by }) => `${report} ${claim} ${by === 'first' ? '' : by}`)
        .sort()
        .join(),
    ]),
  )
  return {
    statements: [...claims.values()].sort(),
    passages: statements.map(({ passage }) => passage.text).sort(),
    origins: statements.map(({ origins }) => origins.length),
    relations: relations
      .map(({ kind, aspect, statements: both }) => `${kind} ${aspect} ${both.map((one) => claims.get(one))}`)
      .sort(),
    figures: figures.length,
    lostHedges,
    counts,
  }
}

it.skipIf(noBuild)(
  'gives the same statements by compare, by ingest and story, by the API and by MCP',
  async () => {
    const files = readdirSync(`${root}samples`)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => `${root}samples/${name}`)
    const compared = JSON.parse(run(['compare', ...files, ...fast, '--format', 'json'])) as Situation
    expect(compared.counts).toMatchObject({ reports: 9, stories: 1 })
    expect(Object.keys(compared.engine.models)).toContain('judge')

    // Not all at once, so that the story is told again.
    run(['ingest', ...files.slice(0, 5), ...database, ...fast])
    run(['ingest', ...files.slice(5), ...database, ...fast])
    const kept = JSON.parse(run(['story', 's1', ...database, '--format', 'json'])) as Situation
    expect(kept.engine).toEqual(compared.engine)
    expect(told(kept)).toEqual(told(compared))
    expect(told(await served<Situation>('api/stories/s1/situation'))).toEqual(told(compared))

    const client = new Client({ name: 'test', version: '1' })
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp', ...database, ...fast] }),
    )
    try {
      const { structuredContent } = await client.callTool({
        name: 'compare_reports',
        arguments: { reports: compared.reports.map(({ id }) => ({ report: id })), limit: 20 },
      })
      const { statements } = structuredContent as {
        statements: { passage: { report: string; start: number; end: number } }[]
      }
      expect(statements.map(({ passage: { report, start, end } }) => [report, start, end])).toEqual(
        compared.statements.slice(0, 20).map(({ passage: { report, span } }) => [report, ...span]),
      )
    } finally {
      await client.close()
    }
  },
  manyProcesses,
)
