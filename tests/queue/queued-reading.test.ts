import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { queueCommand } from '../../src/cli/queue-command.ts'
import { serveCommand } from '../../src/cli/serve-command.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { watchCommand } from '../../src/cli/watch-command.ts'
import { workerCommand } from '../../src/cli/worker-command.ts'
import type { Ingested, Problem, Status } from '../../src/contract/api.ts'
import { openQueue } from '../../src/queue/open-queue.ts'
import { QueueWorker } from '../../src/queue/queue-worker.ts'
import { AnalysisFailed } from '../../src/server/analyser.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { ReportQueue } from '../../src/store/queue/queued-report.ts'
import type { Store } from '../../src/store/store.ts'
import { json, testServer } from '../server/support.ts'
import { backends } from '../store/backends.ts'
import { testEngine } from '../support.ts'
import { reportToRead } from './queue-reports.ts'

const postgres = backends[1]

describe.skipIf(postgres.skipped)('a server whose reports workers read', () => {
  let database = ''
  let store: Store
  let queue: ReportQueue
  beforeAll(async () => {
    await postgres.start()
    database = await postgres.newDatabase()
    store = await openStore(database)
    queue = await openQueue(store, database, 'the test')
  })
  afterAll(async () => {
    await store?.close()
    await postgres.stop()
  })

  test('writes a report down, says that it waits where nobody reads, and else what became of it', async () => {
    const { ask, stop } = await testServer({ store, backend: 'postgresql', queue, workersRead: true })
    const worker = new QueueWorker(database, queue, {
      jobs: 1,
      analyse: async ({ input, explain }) => {
        if (input.id === 'q8') throw new AnalysisFailed('It is too long: split it.')
        return testEngine().analyse(input, explain ? { explain } : {})
      },
    })
    const send = (number: number, more = '') => ask('/api/reports', json(reportToRead(number, more).input))
    try {
      const first = await send(1)
      expect(first.status).toBe(202)
      expect(((await first.json()) as Problem).detail).toMatch(
        /"q1" and waits to be read, but no worker is running/,
      )
      const status = async () => ((await (await ask('/api/status')).json()) as Status).queue
      expect(await status()).toMatchObject({ waiting: 1, reading: 0, read: 0, failed: 0, workers: 0 })
      expect(await (await ask('/metrics')).text()).toMatch(/^selon_queue_waiting 1$/m)
      await worker.start()
      const outcome = async (number: number, more = '') => {
        const answer = await send(number, more)
        return [
          answer.status,
          ((await answer.json()) as Ingested).outcome,
          answer.headers.get('content-type'),
        ]
      }
      expect(await outcome(2)).toEqual([201, 'new', 'application/json'])
      expect(await outcome(2)).toEqual([200, 'same', 'application/json'])
      expect(await outcome(2, ' Una cosa más.')).toEqual([201, 'version', 'application/json'])
      expect((await store.analysis('q2'))?.attributions.some(({ why }) => why !== undefined)).toBe(true)
      expect(await store.report('q1')).toBeDefined()
      expect(await status()).toMatchObject({ waiting: 0, workers: 1 })
      // Given up at once here: the times between the tries are the queue's own.
      const [{ number }] = await queue.add([{ ...reportToRead(8), explain: true, reader: 'fast' }])
      await queue.giveUp(number, 'It is too long: split it.')
      const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
      try {
        expect(await queueCommand({ database, format: 'json' })).toBe(1)
        expect(JSON.parse(written.mock.calls.map(([text]) => String(text)).join(''))).toMatchObject({
          failed: 1,
          failures: [{ number, report: 'q8', failure: 'It is too long: split it.' }],
        })
      } finally {
        written.mockRestore()
      }
    } finally {
      await worker.stop()
      await stop()
    }
  })
})

const file = 'none.db'
test.each<[string, () => Promise<number>]>([
  ['selon worker', () => workerCommand({ database: file })],
  ['selon worker', () => workerCommand({})],
  ['selon queue', () => queueCommand({ database: file })],
  ['--queue', () => watchCommand([], { queue: true, database: file })],
  ['--queue', () => serveCommand({ queue: true, database: file })],
])('%s without PostgreSQL is refused, and no file is made', async (what, command) => {
  const refused = command()
  await expect(refused).rejects.toBeInstanceOf(UsageError)
  await expect(refused).rejects.toThrow(`${what} needs PostgreSQL`)
})
