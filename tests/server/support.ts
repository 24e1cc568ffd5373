import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Analysis } from '../../src/contract/analysis.ts'
import type { ReportInput } from '../../src/engine/document.ts'
import type { Analyser } from '../../src/server/analyser.ts'
import { type RunningServer, type ServerOptions, startServer } from '../../src/server/start-server.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { root, testEngine } from '../support.ts'

/** The reports in samples/, analysed once for a file of tests. */
let samples: Analysis[] | undefined
export function sampleAnalyses(): Analysis[] {
  samples ??= readdirSync(`${root}samples`)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) =>
      testEngine().analyse(JSON.parse(readFileSync(`${root}samples/${name}`, 'utf8')) as ReportInput),
    )
  return samples
}

export interface TestServer {
  server: RunningServer
  store: Store
  /** Unforeseen failures that were reported. */
  failures: unknown[]
  ask: (path: string, init?: RequestInit) => Promise<Response>
  stop: () => Promise<void>
}

/** The engine of the tests in the place of the thread; the thread has tests of its own. */
export const analyserHere = () =>
  ({
    load: { running: 0, waiting: 0 },
    analyse: async (input: ReportInput) => testEngine().analyse(input),
    close: async () => {},
  }) as unknown as Analyser

/** A server on a free port with a database of its own. */
export async function testServer(
  options: Partial<ServerOptions> & { reports?: readonly Analysis[] } = {},
): Promise<TestServer> {
  const { reports = [], ...rest } = options
  const folder = mkdtempSync(join(tmpdir(), 'selon-server-'))
  const store = await openStore(join(folder, 'selon.db'))
  await store.ingest(reports.map((analysis) => ({ analysis })))
  const failures: unknown[] = []
  const server = await startServer({
    store,
    backend: 'sqlite',
    port: 0,
    analyser: analyserHere(),
    // No test asks the network for a feed.
    askFeed: async (feed) => ({ feed, result: 'unchanged', new: 0, taken: 0, failed: 0 }),
    report: (error) => failures.push(error),
    ...rest,
  })
  return {
    server,
    store,
    failures,
    ask: (path, init) => fetch(new URL(path, server.address), { redirect: 'manual', ...init }),
    stop: async () => {
      await server.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const json = (value: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})
