/**
 * Tries the API against its own document with Schemathesis: `npx tsx bench/schemathesis.ts [--examples N] [--seconds N]
 * [--seed N]`. Starts a server on loopback with a token and a database of its own, filled with samples/, and ends with
 * Schemathesis' exit code: 0 where it reports nothing. bench/schemathesis.md says how it is installed and what is left out.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ReportInput } from '../src/engine/document.ts'
import { IntakeError } from '../src/intake/intake-item.ts'
import { Analyser } from '../src/server/analyser.ts'
import { startServer } from '../src/server/start-server.ts'
import { openStore } from '../src/store/open-store.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const program = process.env['SCHEMATHESIS'] ?? `${root}build/schemathesis/bin/schemathesis`
const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
})

/** Operations and checks that are left out; bench/schemathesis.md says why. */
const leftOut = {
  operations: ['streamChanges'],
  checks: ['positive_data_acceptance'],
}

/** What is wrong may be refused with any of these: 431 too, where what is wrong is longer than the headers may be. */
const settings = `[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 431]
`

async function main(): Promise<number> {
  if (!existsSync(program)) {
    console.error(
      `Schemathesis is not at ${program}: see bench/schemathesis.md, or name its program in SCHEMATHESIS.`,
    )
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'selon-schemathesis-'))
  const store = await openStore(join(folder, 'selon.db'))
  const analyser = new Analyser()
  const unlimited = { burst: 1e9, perSecond: 1e9 }
  let failures = 0
  const server = await startServer({
    store,
    backend: 'sqlite',
    port: 0,
    token: 'a-token-for-schemathesis-only',
    analyser,
    // Nothing but loopback is asked, whatever addresses are made up.
    askFeed: async (feed) => ({ feed, result: 'unchanged', new: 0, taken: 0, failed: 0 }),
    intake: {
      fetch: async () => {
        throw new IntakeError('There is no network here.')
      },
    },
    report: (error) => {
      failures++
      console.error(error)
    },
    limits: { requests: unlimited, heavyRequests: unlimited, wrongTokens: unlimited },
  })
  try {
    for (const name of readdirSync(`${root}samples`)
      .filter((one) => one.endsWith('.json'))
      .sort()) {
      const input = JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')) as ReportInput & {
        language: 'fr' | 'en' | 'es'
      }
      await store.ingest([{ analysis: await analyser.analyse(input) }])
    }
    writeFileSync(join(folder, 'schemathesis.toml'), settings)
    const child = spawn(
      program,
      [
        'run',
        `${server.address}openapi.json`,
        ...['--header', `Authorization:Bearer ${server.token}`],
        ...['--checks', 'all', '--exclude-checks', leftOut.checks.join(',')],
        ...leftOut.operations.flatMap((id) => ['--exclude-operation-id', id]),
        ...['--max-examples', values.examples, '--max-time', values.seconds, '--seed', values.seed],
        ...['--request-timeout', '60', '--continue-on-failure', '--no-color'],
        ...['--generation-database', 'none', '--suppress-health-check', 'all'],
      ],
      // Its settings are read from the folder where it runs, and what it keeps is kept there.
      { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] },
    )
    const code = await new Promise<number>((done, failed) => {
      child.on('error', failed)
      child.on('close', (ended) => done(ended ?? 1))
    })
    console.log(`What nobody foresaw, in the server's own log: ${failures}`)
    return failures > 0 ? 1 : code
  } finally {
    await server.stop()
    await analyser.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

process.exit(await main())
