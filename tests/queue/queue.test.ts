import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { queueSentence, queueWarning, workersSentence } from '../../src/cli/queue-words.ts'
import { openQueue } from '../../src/queue/open-queue.ts'
import { QueueWorker, type WorkerEvent } from '../../src/queue/queue-worker.ts'
import { AnalysisFailed } from '../../src/server/analyser.ts'
import { openStore } from '../../src/store/open-store.ts'
import { hashOf, idOf, type QueueState, type ReportQueue } from '../../src/store/queue/queued-report.ts'
import type { Store } from '../../src/store/store.ts'
import { backends } from '../store/backends.ts'
import { testEngine } from '../support.ts'
import { reportToRead } from './queue-reports.ts'

const postgres = backends[1]

describe.skipIf(postgres.skipped)('a queue of reports', () => {
  let database = ''
  let store: Store
  let queue: ReportQueue
  const workers: QueueWorker[] = []
  beforeAll(() => postgres.start())
  afterAll(() => postgres.stop())
  beforeEach(async () => {
    database = await postgres.newDatabase()
    store = await openStore(database)
    queue = await openQueue(store, database, 'the test')
  })
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()))
    await store.close()
  })

  const worker = (options: Partial<ConstructorParameters<typeof QueueWorker>[2]> = {}) => {
    const made = new QueueWorker(database, queue, {
      jobs: 2,
      analyse: async ({ input, explain }) => testEngine().analyse(input, explain ? { explain } : {}),
      ...options,
    })
    workers.push(made)
    return made
  }
  /** Waits until so many reports are in no story yet. */
  const untilOpen = async (open: number) => {
    for (;;) {
      const { waiting, reading, read } = await queue.state()
      if (waiting + reading + read === open) return
      await new Promise((done) => setTimeout(done, 20))
    }
  }

  test('is read by workers, each report once, and put into stories as if it were taken in here', async () => {
    const reports = Array.from({ length: 12 }, (_, k) => reportToRead(k))
    const queued = await queue.add([...reports, reports[3]])
    expect(queued.map(({ added }) => added)).toEqual([...reports.map(() => true), false])
    expect(queued[12].number).toBe(queued[3].number)
    expect((await queue.add(reports)).every(({ added }) => !added)).toBe(true)
    expect(await queue.state()).toMatchObject({ waiting: 12, reading: 0, read: 0, failed: 0, workers: [] })
    const events: WorkerEvent[] = []
    const all = { onEvent: (event: WorkerEvent) => events.push(event) }
    const [one, other] = [worker(all), worker(all)]
    await Promise.all([one.start(), other.start()])
    await untilOpen(0)
    // Both are of this process.
    expect((await queue.state()).workers).toHaveLength(2)
    expect(events.filter(({ kind }) => kind === 'read')).toHaveLength(12)
    expect(await store.counts()).toMatchObject({ reports: 12, versions: 12 })
    const [{ report }] = queued
    expect(await store.analysis(report)).toEqual(testEngine().analyse(reports[0].input))
    expect((await queue.outcome(queued[0].number)).state).toBe('gone')
    await Promise.all([one.stop(), other.stop()])
    expect((await queue.state()).workers).toEqual([])
    expect((await store.check()).problems).toEqual([])
  })

  test('takes versions in as they came, whichever is read first', async () => {
    const [first, second] = await queue.add([reportToRead(1), reportToRead(1, ' Nothing more was said.')])
    expect(first.report).toBe(second.report)
    const read = async (number: number) => {
      const given = await queue.take(number)
      if (given) await queue.keep(number, testEngine().analyse(given.input))
    }
    await read(second.number)
    expect(await queue.place(50)).toBe(0)
    await read(first.number)
    expect(await queue.place(50)).toBe(2)
    expect(await store.report('q1')).toMatchObject({ version: 2 })
    expect((await store.analysis('q1'))?.report.text).toContain('Nothing more was said.')
    expect(await queue.keep(first.number, testEngine().analyse(reportToRead(1).input))).toBe(false)
  })

  test('is not held up by an analysis that cannot be read any more', async () => {
    const queued = await queue.add([reportToRead(1), reportToRead(2)])
    for (const { number } of queued) {
      const given = await queue.take(number)
      if (given) await queue.keep(number, testEngine().analyse(given.input))
    }
    const client = new pg.Client({ connectionString: database })
    await client.connect()
    await client.query("update queued_report set analysis = '\\x010203' where number = $1", [
      queued[0].number,
    ])
    await client.end()
    await queue.place(50)
    expect((await store.reports()).items.map(({ id }) => id)).toEqual([queued[1].report])
    expect(await queue.failed(10)).toMatchObject([
      { report: queued[0].report, failure: expect.stringMatching(/damaged|read/) },
    ])
  })

  test('ends with what a report said last, also where it said that before', async () => {
    const [one, other] = [reportToRead(1), reportToRead(1, ' It was denied.')]
    const together = await queue.add([one, other, one])
    expect(together.map(({ added }) => added)).toEqual([true, true, true])
    expect((await queue.add([one])).map(({ added }) => added)).toEqual([false])
    expect((await queue.add([other])).map(({ added }) => added)).toEqual([true])
    expect((await queue.add([other, one])).map(({ added }) => added)).toEqual([false, true])
    const reading = worker()
    await reading.start()
    await untilOpen(0)
    expect(await store.report('q1')).toMatchObject({ version: 5 })
    expect((await store.analysis('q1'))?.report.text).toBe(one.input.text)
  })

  test('keeps what could not be read with its reason, and has it tried again or takes it out', async () => {
    const [bad, , other] = await queue.add([reportToRead(1), reportToRead(2), reportToRead(4)])
    let refuse = true
    const analyse = async ({ input }: ReturnType<typeof reportToRead>) => {
      if (refuse && input.id !== 'q2') throw new AnalysisFailed('It is too long: split it.')
      return testEngine().analyse(input)
    }
    const client = new pg.Client({ connectionString: database })
    await client.connect()
    // Nobody waits here for the times that lie between two tries.
    const hurry = setInterval(
      () =>
        void client.query(`select ${queue.jobs}.reschedule_jobs(array_agg(id), run_at => now())
        from ${queue.jobs}.jobs where attempts > 0 and locked_at is null`),
      200,
    )
    try {
      await worker({ analyse }).start()
      await untilOpen(0)
    } finally {
      clearInterval(hurry)
    }
    expect(await queue.state()).toMatchObject({ failed: 2 })
    expect(await queue.failed(10)).toMatchObject([
      { number: bad.number, report: 'q1', from: 'test/1', failure: 'It is too long: split it.' },
      { number: other.number, report: 'q4' },
    ])
    expect(await queue.outcome(bad.number)).toEqual({ state: 'failed', failure: 'It is too long: split it.' })
    expect(await queue.drop([other.number])).toBe(1)
    refuse = false
    expect(await queue.retry([bad.number])).toBe(1)
    await untilOpen(0)
    expect(await queue.state()).toMatchObject({ failed: 0 })
    expect((await store.counts()).reports).toBe(2)
    await client.end()
  })

  test('does not try again what failed once a newer version was taken in, unless it comes again', async () => {
    const old = reportToRead(1, ' An old word.')
    const analyse = async ({ input }: ReturnType<typeof reportToRead>) => {
      if (refuse && input.text.includes('old word')) throw new AnalysisFailed('It is too long: split it.')
      return testEngine().analyse(input)
    }
    let refuse = true
    const [failed, other] = await queue.add([old, reportToRead(2, ' An old word.')])
    await queue.giveUp(failed.number, 'It is too long: split it.')
    await queue.giveUp(other.number, 'It is too long: split it.')
    await queue.add([reportToRead(1)])
    await worker({ analyse }).start()
    await untilOpen(0)
    refuse = false
    expect(await queue.state()).toMatchObject({ failed: 1 })
    expect(await queue.failed(10)).toMatchObject([
      { number: other.number, report: 'q2' },
      { number: failed.number, report: 'q1', overtaken: true },
    ])
    expect((await queue.failed(1))[0].overtaken).toBeUndefined()
    expect(await queue.retry([failed.number])).toBe(0)
    expect(await queue.retry()).toBe(1)
    await untilOpen(0)
    expect(await store.report('q1')).toMatchObject({ version: 1 })
    expect(await queue.outcome(failed.number)).toMatchObject({ state: 'failed' })
    // Whoever sends the old words anew means them.
    expect(await queue.add([old])).toMatchObject([{ number: failed.number, added: true }])
    await untilOpen(0)
    expect((await store.analysis('q1'))?.report.text).toBe(old.input.text)
    expect(await queue.failed(10)).toEqual([])
  })

  test('frees what a worker that ended had begun, and gives up what ended every worker', async () => {
    const [poison] = await queue.add([reportToRead(1), reportToRead(2)])
    const client = new pg.Client({ connectionString: database })
    await client.connect()
    try {
      // As a worker leaves it that was killed: locked by a name whose lock nobody holds.
      await client.query(`update ${queue.jobs}._private_jobs set locked_by = 'gone', locked_at = now(),
        attempts = case when key = 'selon-read-${poison.number}' then max_attempts else 3 end`)
      await queue.mend()
      const { rows } = await client.query<{ later: boolean; locked: string | null }>(
        `select run_at > now() as later, locked_by as locked from ${queue.jobs}.jobs`,
      )
      expect(rows).toEqual([{ later: true, locked: null }])
      expect(await queue.failed(10)).toMatchObject([
        { number: poison.number, failure: expect.stringContaining('ended before it had') },
      ])
      // Jobs that somebody deleted are made anew.
      await client.query(`delete from ${queue.jobs}._private_jobs`)
      await queue.mend()
      expect(await queue.due()).toBe(true)
      await worker().start()
      await untilOpen(0)
      expect(await store.report('q2')).toBeDefined()
    } finally {
      await client.end()
    }
  })

  test('is read on where all connections of a worker were cut', async () => {
    await worker().start()
    await queue.add([reportToRead(1)])
    await untilOpen(0)
    const client = new pg.Client({ connectionString: database })
    await client.connect()
    try {
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`)
      // The store's own connections were cut too: each is made anew at its next query.
      for (;;)
        try {
          await queue.add([reportToRead(2)])
          break
        } catch {
          await new Promise((done) => setTimeout(done, 50))
        }
      await untilOpen(0)
      expect(await store.report('q2')).toBeDefined()
      while ((await queue.state()).workers.length === 0) await new Promise((done) => setTimeout(done, 50))
    } finally {
      await client.end()
    }
  })

  test('keeps what one worker read where another, taken for gone, gives the report up after it', async () => {
    const given = reportToRead(1)
    const [{ number }] = await queue.add([given])
    expect(await queue.keep(number, testEngine().analyse(given.input))).toBe(true)
    await queue.giveUp(number, 'It took longer than 120 seconds to read: split the report.')
    expect(await queue.state()).toMatchObject({ read: 1, failed: 0 })
    expect(await queue.place(1)).toBe(1)
    expect(await store.report('q1')).toBeDefined()
  })

  test('does not bring back a report that is deleted', async () => {
    await store.ingest([{ analysis: testEngine().analyse(reportToRead(1).input) }])
    const [queued] = await queue.add([reportToRead(1, ' More.')])
    expect(await store.deleteReport('q1')).toBe(true)
    expect(await queue.take(queued.number)).toBeUndefined()
    const reading = worker()
    await reading.start()
    await reading.drain()
    expect(await store.report('q1')).toBeUndefined()
  })

  test('is refused with a sentence where its jobs may not be made', async () => {
    const bare = await postgres.newDatabase()
    const owner = new pg.Client({ connectionString: bare })
    await owner.connect()
    const user = `guest_${process.pid}`
    await (await openStore(bare)).close()
    await owner.query(`create role ${user} login; grant all on all tables in schema public to ${user}`)
    const address = new URL(bare)
    address.username = user
    const guest = await openStore(address.href)
    try {
      await expect(openQueue(guest, address.href, '--queue')).rejects.toThrow(
        /"selon_jobs": this user may not make/,
      )
      // Who may not see the jobs of others is told of the reports alone.
      const store = await openStore(bare)
      await (await openQueue(store, bare, 'the test')).add([reportToRead(1)])
      await store.close()
      expect(await (await guest.queue())?.state()).toMatchObject({ waiting: 1, reading: 0 })
    } finally {
      await guest.close()
      await owner.query(`drop owned by ${user}; drop role ${user}`)
      await owner.end()
    }
  })
})

test('a queue needs PostgreSQL, which is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'selon-queue-'))
  const store = await openStore(join(folder, 'a.db'))
  try {
    expect(await store.queue()).toBeUndefined()
    await expect(openQueue(store, join(folder, 'a.db'), '--queue')).rejects.toThrow(
      /^--queue needs PostgreSQL/,
    )
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the same report is known again by its hash, and has the id that the engine gives', () => {
  const given = reportToRead(1)
  const { id: _, ...nameless } = given.input
  expect(idOf(nameless)).toBe(testEngine().analyse(nameless).report.id)
  expect(idOf(given.input)).toBe('q1')
  expect(hashOf(given)).toBe(hashOf({ ...reportToRead(1), from: 'elsewhere', explain: true }))
  for (const other of [reportToRead(2), reportToRead(1, ' More.'), { ...given, reader: 'careful' as const }])
    expect(hashOf(other)).not.toBe(hashOf(given))
})

const nothing: QueueState = { waiting: 0, reading: 0, read: 0, failed: 0, again: 0, workers: [] }
test.each<[Partial<QueueState>, string | undefined]>([
  [{}, undefined],
  [{ waiting: 3, workers: ['desk:12'] }, undefined],
  [
    { waiting: 1, since: '2026-03-11T08:00:00Z' },
    '1 report waits to be read, the first since 2026-03-11T08:00:00Z',
  ],
  [{ read: 2 }, 'No worker is running'],
  [{ waiting: 2, again: 1 }, '1 of them after a failure'],
  [{ failed: 1, workers: ['desk:12'] }, '1 report of the queue could not be read'],
])('of a queue with %j a person is told %j', (state, sentence) => {
  const told = queueWarning({ ...nothing, ...state })
  if (sentence === undefined) expect(told).toBeUndefined()
  else expect(told).toContain(sentence)
  expect(queueSentence({ ...nothing, ...state })).toMatch(/\.$/)
  expect(workersSentence({ ...nothing, ...state })).toMatch(/\.$/)
})
