import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openQueue } from '../../src/queue/open-queue.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { ReportQueue } from '../../src/store/queue/queued-report.ts'
import type { Store } from '../../src/store/store.ts'
import { backends } from '../store/backends.ts'
import { root, testEngine } from '../support.ts'
import { reportToRead } from './queue-reports.ts'

const kills = 50
/** Workers that run side by side, each killed and started again in its turn. */
const lanes = 2
/** When each is killed: as it begins or is ready, or when so many more are read, and taken in. */
const moments: readonly ('beginning' | 'ready' | readonly [read: number, takenIn: number])[] = [
  'beginning',
  [1, 0],
  [3, 2],
  'ready',
  [0, 3],
  [6, 0],
  [1, 1],
]
const postgres = backends[1]

/** A real worker, by the command that is shipped. */
function startWorker(database: string): {
  child: ChildProcess
  ready: Promise<void>
  ended: Promise<number | null>
} {
  const child = spawn(
    process.execPath,
    [`${root}dist/cli.js`, 'worker', '--database', database, '--jobs', '1'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let errors = ''
  child.stderr.on('data', (data) => {
    errors += String(data)
  })
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)))
  const ready = new Promise<void>((done, failed) => {
    child.stdout.once('data', () => done())
    child.once('close', (_, signal) => {
      if (signal !== 'SIGKILL') failed(new Error(`The worker ended by itself: ${errors}`))
      done()
    })
  })
  return { child, ready, ended }
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

describe.skipIf(postgres.skipped)('workers that are killed', () => {
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

  test(`lose nothing and double nothing, ${kills} times`, async () => {
    let next = 0
    const versions = new Map<string, number>()
    /** Writes a few reports down: some twice, some with another version behind them. */
    const add = async (count: number) => {
      const some = Array.from({ length: count }, () => next++)
      for (const number of some) {
        const first = reportToRead(number)
        const given = number % 7 === 0 ? [first, reportToRead(number, ' Une suite.')] : [first]
        await queue.add(number % 5 === 0 ? given.flatMap((one) => [one, one]) : given)
        versions.set(`q${number}`, given.length)
      }
    }
    await add(40)
    /** Waits until so many more are read, and so many more taken in, than now; there is always something to read. */
    const progress = async (ofReading: number, ofTakingIn: number) => {
      const now = async () => {
        const { waiting, reading, read } = await queue.state()
        if (waiting + reading < 4) await add(6)
        const { versions } = await store.counts()
        return { read: read + versions, takenIn: versions }
      }
      const before = await now()
      for (;;) {
        const { read, takenIn } = await now()
        if (read >= before.read + ofReading && takenIn >= before.takenIn + ofTakingIn) return
        await pause(20)
      }
    }
    let killed = 0
    let tookInWhileKilling = 0
    const lane = async (which: number) => {
      for (let k = 0; killed < kills; k++) {
        killed++
        const { child, ready, ended } = startWorker(database)
        const moment = (which * 211 + k * k * 37 + k * 101) % 400
        const at = moments[k % moments.length]
        if (at === 'beginning') await pause(moment)
        else {
          await ready
          if (at !== 'ready') await progress(...at)
          await pause(moment / 4)
        }
        child.kill('SIGKILL')
        await ended
        tookInWhileKilling = Math.max(tookInWhileKilling, (await store.counts()).versions)
      }
    }
    await Promise.all(Array.from({ length: lanes }, (_, which) => lane(which)))
    // By the moments chosen; else none was killed at work.
    expect(tookInWhileKilling).toBeGreaterThan(kills / 4)

    const last = startWorker(database)
    await last.ready
    for (;;) {
      const { waiting, reading, read, failed } = await queue.state()
      expect(failed).toBe(0)
      if (waiting + reading + read === 0) break
      await pause(200)
    }
    last.child.kill('SIGTERM')
    expect(await last.ended).toBe(0)

    const ids: string[] = []
    for (let after: string | undefined; ; ) {
      const page = await store.reports({}, { limit: 500, ...(after === undefined ? {} : { after }) })
      for (const { id, version } of page.items) {
        ids.push(id)
        expect([id, version]).toEqual([id, versions.get(id)])
      }
      if (page.next === undefined) break
      after = page.next
    }
    expect(ids.sort()).toEqual([...versions.keys()].sort())
    // Each was taken in once, and each other version once: the log tells of every time.
    const told = new Map<string, number>()
    for (let after = 0; ; ) {
      const changes = await store.changes(after, 1000)
      for (const { number, kind, report } of changes) {
        after = number
        if (kind === 'report' || kind === 'version') told.set(`${report}`, (told.get(`${report}`) ?? 0) + 1)
      }
      if (changes.length === 0) break
    }
    expect(told).toEqual(versions)
    for (const id of ids.filter((_, k) => k % 20 === 0)) {
      const number = Number(id.slice(1))
      const { input } = reportToRead(number, versions.get(id) === 2 ? ' Une suite.' : '')
      expect(await store.analysis(id)).toEqual(testEngine().analyse(input))
    }
    expect((await store.check()).problems).toEqual([])
  }, 900_000)
})
