import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { type Store, StoreError } from '../../src/store/store.ts'
import { missing } from '../support.ts'
import { numbered } from './take-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'selon-file-'))
const open: Store[] = []
afterAll(async () => {
  for (const store of open) await store.close().catch(() => undefined)
  rmSync(folder, { recursive: true, force: true })
})
const opened = async (path: string, options?: Parameters<typeof openStore>[1]) => {
  const store = await openStore(path, options)
  open.push(store)
  return store
}
const some = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, k) => ({ analysis: numbered(from + k) }))
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** How many reports a copy of the file alone holds. */
async function inCopy(path: string): Promise<number> {
  const copy = join(folder, `copy-${readdirSync(folder).length}.db`)
  copyFileSync(path, copy)
  const store = await openStore(copy)
  try {
    return (await store.counts()).reports
  } finally {
    await store.close()
  }
}

describe('a copy of the file alone', () => {
  test('holds all that was taken in, after a quiet moment, while the store is open', async () => {
    const path = join(folder, 'quiet.db')
    const store = await opened(path)
    await store.ingest(some(0, 30))
    await expect.poll(() => inCopy(path), { timeout: 60_000, interval: 200 }).toBe(30)
    // And again, whatever was written in between, also while another has it open.
    const other = await opened(path)
    await other.ingest(some(30, 40))
    await expect.poll(() => inCopy(path), { timeout: 60_000, interval: 200 }).toBe(40)
  }, 120_000)

  test('holds all once the store is closed, and its log is empty', async () => {
    const path = join(folder, 'closed.db')
    const store = await openStore(path)
    await store.ingest(some(0, 30))
    await store.close()
    expect(existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0).toBe(0)
    expect(await inCopy(path)).toBe(30)
  })

  test('made by copyInto holds one moment, while others write', async () => {
    const path = join(folder, 'busy.db')
    const store = await opened(path)
    await store.ingest(some(0, 20))
    let stop = false
    const writing = (async () => {
      let next = 20
      for (; !stop; next += 2) await store.ingest(some(next, next + 2))
      return next
    })()
    const reader = await opened(path)
    for (let k = 0; k < 3; k++) {
      const file = join(folder, `copied-${k}.db`)
      await reader.copyInto?.(file)
      const copy = await openStore(file, { access: 'read' })
      expect((await copy.counts()).reports % 2).toBe(0)
      expect((await copy.counts()).reports).toBeGreaterThanOrEqual(20)
      expect((await copy.check()).problems).toEqual([])
      await copy.close()
    }
    stop = true
    const written = await writing
    expect((await store.counts()).reports).toBe(written)
  }, 60_000)
})

describe('the files of a database', () => {
  test('are nobody else’s to read, whatever the umask', async () => {
    const before = process.umask(0)
    try {
      const path = join(folder, 'new', 'folder', 'private.db')
      const store = await opened(path)
      await store.ingest(some(0, 3))
      for (const suffix of ['', '-wal', '-shm']) expect(mode(`${path}${suffix}`)).toBe('600')
      expect(mode(join(folder, 'new'))).toBe('700')
      expect(readdirSync(join(folder, 'new', 'folder')).filter((name) => name.endsWith('.part'))).toEqual([])
    } finally {
      process.umask(before)
    }
  })

  const cases: [string, (path: string) => void, RegExp][] = [
    [
      'nothing in it',
      (path) => writeFileSync(path, ''),
      /is empty \(0 bytes\), which no database of Selon is/,
    ],
    ['words', (path) => writeFileSync(path, 'Nothing but words. '.repeat(400)), /is no database of Selon/],
    ['few words', (path) => writeFileSync(path, 'x'), /is no database of Selon/],
    ['a database without tables', (path) => foreign(path, 'pragma user_version = 3'), /without tables/],
    ['any tables of another program', (path) => foreign(path, 'create table photo (x)'), /another program/],
    ['tables named as Selon’s', (path) => foreign(path, 'create table report (x)'), /another program/],
  ]
  test.each(cases)('with %s are refused and left as they are', async (name, make, reason) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.db`)
    make(path)
    const before = readFileSync(path)
    for (const access of ['make', 'write', 'read'] as const) {
      const refused = openStore(path, { access })
      await expect(refused).rejects.toBeInstanceOf(StoreError)
      await expect(refused).rejects.toThrow(reason)
    }
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('that are not there are made only where that is wanted', async () => {
    const path = join(folder, 'nowhere', 'none.db')
    for (const access of ['write', 'read'] as const)
      await expect(openStore(path, { access })).rejects.toThrow(
        /There is no database at .*none\.db: selon ingest/,
      )
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
    await (await openStore(path)).close()
    expect(statSync(path).size).toBeGreaterThan(0)
  })

  test('are not put beside the log of a database that is gone', async () => {
    const path = join(folder, 'gone.db')
    writeFileSync(`${path}-wal`, 'the log of something')
    await expect(openStore(path)).rejects.toThrow(/log of a database that is gone/)
    expect(existsSync(path)).toBe(false)
  })
})

function foreign(path: string, statement: string): void {
  const other = new Database(path)
  other.exec(`${statement}; vacuum`)
  other.close()
}

test('a database opened for reading gives what it holds, and refuses what would change it', async () => {
  const path = join(folder, 'read.db')
  const store = await openStore(path)
  await store.ingest(some(0, 12))
  await store.close()
  const before = readFileSync(path)
  const reading = await opened(path, { access: 'read' })
  expect(reading.readOnly).toBe(true)
  expect((await reading.stories()).items.length).toBeGreaterThan(0)
  const [{ id }] = (await reading.stories()).items
  expect((await reading.story(id))?.origins).toBeGreaterThan(0)
  expect(await reading.situation(id)).toEqual(await reading.situation(id))
  expect(await reading.refresh()).toBe(true)
  expect((await reading.search('barrage')).items.length).toBeGreaterThan(0)
  expect((await reading.check()).problems).toEqual([])
  for await (const _ of reading.exportAll());
  for (const write of [
    () => reading.ingest(some(12, 13)),
    () => reading.saveFeed({ address: 'https://example.org/' }),
    () => reading.rateSource('x', 'A', 'me'),
    () => reading.deleteReport('r1'),
  ]) {
    await expect(write()).rejects.toBeInstanceOf(StoreError)
    await expect(write()).rejects.toThrow(/can only be read/)
  }
  expect(readFileSync(path).equals(before)).toBe(true)
})

describe('a damaged file', () => {
  /** All that is exported, or the sentence that says why it is not. */
  async function exported(path: string): Promise<{ lines: string[] } | { refused: string }> {
    let store: Store | undefined
    try {
      store = await openStore(path, { access: 'read' })
      const lines: string[] = []
      for await (const record of store.exportAll()) lines.push(JSON.stringify(record))
      return { lines }
    } catch (error) {
      // Anything else has no sentence for a person.
      if (!(error instanceof StoreError)) throw error
      return { refused: error.message }
    } finally {
      await store?.close()
    }
  }
  /** All that is no row of a few letters, in which one letter may turn into another unseen. */
  const vouchedFor = (lines: readonly string[]) =>
    lines.map((line) => {
      const { record, report, version, analysis } = JSON.parse(line)
      return { record, report, version, analysis }
    })
  const spoilers: [string, (page: Buffer, k: number) => unknown][] = [
    ['zeros', (page) => page.fill(0)],
    ['letters', (page) => page.fill('selon ')],
    ['a bit turned in its middle', (page) => page.writeUInt8(page[page.length >> 1] ^ 16, page.length >> 1)],
    [
      'a bit turned near its end',
      (page, k) => page.writeUInt8(page[page.length - 100 - (k % 50)] ^ 1, page.length - 100 - (k % 50)),
    ],
  ]
  test.each(spoilers)(
    'with %s in any page gives a sentence, or all that was there: never less',
    async (name, spoil) => {
      const path = join(folder, `whole-${name.length}.db`)
      const store = await openStore(path)
      await store.ingest(some(0, 25))
      await store.saveFeed({ address: 'https://example.org/', title: 'Fil' })
      await store.close()
      const whole = await exported(path)
      if ('refused' in whole) throw new Error(whole.refused)
      const bytes = readFileSync(path)
      const size = bytes.readUInt16BE(16)
      const pages = bytes.length / size
      const spoilt = join(folder, `spoilt-${name.length}.db`)
      let refused = 0
      // Every third page of the many, the first always.
      for (let page = 0; page < pages; page += page < 12 ? 1 : 3) {
        const copy = Buffer.from(bytes)
        spoil(copy.subarray(page * size, (page + 1) * size), page)
        writeFileSync(spoilt, copy)
        const got = await exported(spoilt)
        if ('refused' in got) refused++
        else expect(vouchedFor(got.lines), `page ${page + 1}`).toEqual(vouchedFor(whole.lines))
      }
      if (name === 'zeros' || name === 'letters') expect(refused).toBeGreaterThan(pages / 6)
    },
    120_000,
  )

  test('stops nobody at a report that cannot be read', async () => {
    const path = join(folder, 'one.db')
    const store = await openStore(path, { now: () => '2026-01-01T00:00:00.000Z' })
    await store.ingest(some(0, 9))
    await store.close()
    const file = new Database(path)
    const spoil = file.prepare(
      'update version set analysis = ? where report in (select number from report where id in (?, ?))',
    )
    expect(spoil.run(Buffer.from([1, 2, 3]), 'r3', 'r5').changes).toBe(2)
    file.close()
    const later = await opened(path, { now: () => '2026-02-01T00:00:00.000Z' })
    const { report, ...rest } = numbered(3)
    const anew = { ...rest, report: { ...report, text: report.text.replace('numéro 3', 'nouveau') } }
    const found = async (words: string) => (await later.search(words, {}, { limit: 20 })).items.length
    expect((await later.ingest([{ analysis: anew }]))[0]).toMatchObject({ outcome: 'version' })
    expect([await found('"numéro 3"'), await found('nouveau')]).toEqual([0, 1])
    await later.settle()
    expect(await later.retain(10)).toMatchObject({ reports: 8 })
    expect(await found('numéro')).toBe(0)
    expect((await later.report('r5'))?.textGone).toBeDefined()
    expect(await later.deleteReport('r5')).toBe(true)
    // What it once said is lost, and said to be.
    expect((await later.check()).problems).toEqual([
      { problem: 'An analysis cannot be read.', count: 1, examples: ['r3, version 1'] },
    ])
  })

  test('keeps no text from going, nor the ledger from being read afterwards', async () => {
    const path = join(folder, 'detail.db')
    const store = await openStore(path, { now: () => '2026-01-01T00:00:00.000Z' })
    await store.ingest(some(0, 4))
    await store.refresh()
    const reportsIn = async (ledger: Store) =>
      new Set((await ledger.ledger({}, { limit: 500 })).items.map(({ report }) => report))
    expect(await reportsIn(store)).toEqual(new Set(['r0', 'r1', 'r2', 'r3']))
    await store.close()
    const file = new Database(path)
    const spoil = file.prepare(
      'update ledger_detail set detail = ? where report = (select number from report where id = ?)',
    )
    expect(spoil.run(Buffer.from([5, 1, 2, 3, 4, 5, 6]), 'r2').changes).toBe(1)
    file.close()
    const later = await opened(path, { now: () => '2026-02-01T00:00:00.000Z' })
    expect(await later.retain(10)).toMatchObject({ reports: 4 })
    expect((await later.report('r2'))?.textGone).toBeDefined()
    expect(await reportsIn(later)).toEqual(new Set(['r0', 'r1', 'r3']))
    expect((await later.check()).problems).toEqual([])
  })

  test('is told of by check, by lists and by search in sentences', async () => {
    const path = join(folder, 'told.db')
    const store = await openStore(path)
    await store.ingest(some(0, 200))
    await store.close()
    const bytes = readFileSync(path)
    const size = bytes.readUInt16BE(16)
    for (let page = 20; page * size < bytes.length; page += 2)
      bytes.fill(0xff, page * size, (page + 1) * size)
    writeFileSync(path, bytes)
    const damaged = await opened(path)
    const checked = await damaged.check()
    expect(checked.whole).toBe(false)
    expect(checked.problems[0]).toMatchObject({ problem: expect.stringMatching(/damaged/) })
    let failed = 0
    for (const ask of [
      () => damaged.search('barrage', {}, { limit: 100 }),
      () => damaged.claims({}, { limit: 500 }),
      () => damaged.stories({}, { limit: 500 }),
      () => damaged.reports({}, { limit: 500 }),
      () => damaged.refuseIfDamaged(),
    ])
      try {
        await ask()
      } catch (error) {
        failed++
        expect(error).toBeInstanceOf(StoreError)
        expect((error as Error).message).toMatch(/damaged/)
      }
    expect(failed).toBeGreaterThan(0)
  })
})

const small = join(folder, 'small')
const mounted = (() => {
  mkdirSync(small)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', small], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', small], { stdio: 'ignore' })
})

test.skipIf(missing('a small disk that can be mounted (as root)', mounted))(
  'a full disk is told in words, and what was acknowledged is kept',
  async () => {
    const path = join(small, 'full.db')
    const store = await openStore(path)
    let kept = 0
    let sentence = ''
    for (; kept < 5000 && !sentence; kept += 10)
      try {
        await store.ingest(some(kept, kept + 10))
      } catch (error) {
        expect(error).toBeInstanceOf(StoreError)
        sentence = (error as Error).message
        break
      }
    expect(sentence).toMatch(/^The disk is full: the database .* could not be written/)
    expect((await store.counts()).reports).toBe(kept)
    await store.close()
    const roomy = join(folder, 'roomy.db')
    for (const suffix of ['', '-wal'])
      if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${roomy}${suffix}`)
    chmodSync(roomy, 0o600)
    const again = await openStore(roomy)
    expect((await again.counts()).reports).toBe(kept)
    expect((await again.check()).problems).toEqual([])
    await again.ingest(some(kept, kept + 10))
    await again.close()
  },
  120_000,
)
