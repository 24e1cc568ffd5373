import { Kysely, PostgresDialect, SqliteDialect, type SqliteDialectConfig, sql } from 'kysely'
import Database from 'libsql'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportRecord } from '../../src/store/archive/archive-format.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { backends } from './backends.ts'
import { numbered } from './take-in.ts'

interface Known {
  report: string
  story: string
  feed: string
}

const all = async (items: AsyncIterable<unknown>) => {
  const read: unknown[] = []
  for await (const item of items) read.push(item)
  return read
}

/** Every method of a Store: how it is called where it reads, null where it is there to write (or to end). */
const reading: { [Method in keyof Store]-?: ((store: Store, known: Known) => unknown) | null } = {
  reports: (store, { story }) => store.reports({ story }),
  report: (store, { report }) => store.report(report),
  reportAt: (store) => store.reportAt('https://example.org/none'),
  analysis: (store, { report }) => store.analysis(report),
  versions: (store, { report }) => store.versions(report),
  stories: (store) => store.stories({}, { limit: 100 }),
  story: (store, { story }) => store.story(story),
  leads: (store) => store.leads({}, { limit: 100 }),
  moves: (store) => store.moves({ since: 0 }),
  situation: (store, { story }) => store.situation(story),
  statements: (store) => store.statements({}, { limit: 500 }),
  ledger: (store, { story }) => store.ledger({ story }),
  search: (store) => store.search('barrage', { kind: 'claim' }),
  claims: (store) => store.claims(),
  attributions: (store) => store.attributions(),
  events: (store) => store.events(),
  places: (store) => store.places(),
  times: (store) => store.times(),
  entities: (store, { story }) => store.entities({ story }),
  entity: (store) => store.entity('none'),
  sources: (store) => store.sources(),
  ratingOf: (store) => store.ratingOf('Essai'),
  corrections: (store, { report }) => store.corrections({ report }),
  changes: (store) => store.changes(0),
  lastChange: (store) => store.lastChange(),
  feeds: (store) => store.feeds(),
  feedItem: (store, { feed }) => store.feedItem(feed, 'i1'),
  feedItems: (store, { feed }) => store.feedItems(feed),
  exportAll: (store) => all(store.exportAll()),
  queue: async (store) => (await store.queue())?.state(),
  refuseIfDamaged: (store) => store.refuseIfDamaged(),
  check: (store) => store.check(),
  readOnly: (store) => store.readOnly,
  counts: (store) => store.counts(),
  ingest: null,
  readAgain: null,
  retain: null,
  settle: null,
  deleteReport: null,
  refresh: null,
  rateSource: null,
  correct: null,
  undo: null,
  saveFeed: null,
  removeFeed: null,
  leaseFeed: null,
  saveFeedItem: null,
  restore: null,
  copyInto: null,
  close: null,
}

interface Watched {
  /** Another value whenever another connection has written anything. */
  state(): Promise<unknown>
  /** Stories of which no situation is kept as of their last change. */
  notKept(): Promise<number>
  end(): Promise<void>
}

function watch(database: string): Watched {
  const postgres = database.startsWith('postgres')
  const db = new Kysely<{ story: { reports: number; situated: number; change: number; situation: unknown } }>(
    {
      dialect: postgres
        ? new PostgresDialect({ pool: new pg.Pool({ connectionString: database }) })
        : new SqliteDialect({
            database: new Database(database) as unknown as NonNullable<SqliteDialectConfig['database']>,
          }),
    },
  )
  return {
    state: async () => {
      if (!postgres) return (await sql`pragma data_version`.execute(db)).rows
      const { rows: tables } = await sql<{
        name: string
      }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
      const rows: unknown[] = []
      // Every row that is written gets a new place and the transaction's number.
      for (const { name } of tables)
        rows.push(
          (
            await sql`select ${name}::text as name, count(*) as count, max(xmin::text::bigint) as latest,
              md5(coalesce(string_agg(ctid::text, ' ' order by ctid), '')) as places from ${sql.table(name)}`.execute(
              db,
            )
          ).rows[0],
        )
      return rows
    },
    notKept: async () =>
      (
        await db
          .selectFrom('story')
          .select('change')
          .where('reports', '>', 0)
          .where((e) => e.or([e('situated', '<', e.ref('change')), e('situation', 'is', null)]))
          .execute()
      ).length,
    end: () => db.destroy(),
  }
}

async function fill(store: Store): Promise<Known> {
  const taken = await store.ingest(Array.from({ length: 12 }, (_, k) => ({ analysis: numbered(k) })))
  const { report } = numbered(3)
  await store.ingest([{ analysis: { ...numbered(3), report: { ...report, text: `${report.text} Fin.` } } }])
  const feed = await store.saveFeed({ address: 'https://example.org/feed' })
  await store.saveFeedItem({ feed: feed.id, key: 'i1', state: 'waiting', seen: '2026-04-02', failures: 0 })
  await store.rateSource('Essai', 'B', 'Ana')
  await store.correct({
    kind: 'note',
    by: 'Ana',
    note: 'Voir.',
    anchor: anchorOf('r5', numbered(5).report.text, [0, 6]),
  })
  return { report: 'r3', story: taken[3].story, feed: feed.id }
}

describe.each(backends)('reading a store in $name', (backend) => {
  beforeAll(() => (backend.skipped ? undefined : backend.start()))
  afterAll(() => (backend.skipped ? undefined : backend.stop()))
  const on = test.skipIf(backend.skipped)

  on(
    'writes nothing, whatever is read, and gives what is worked out all the same',
    async () => {
      const database = await backend.newDatabase()
      const store = await openStore(database)
      const watched = watch(database)
      try {
        const known = await fill(store)
        const stale = await watched.notKept()
        expect(stale).toBeGreaterThan(0)
        const before = await watched.state()
        for (const [method, read] of Object.entries(reading)) {
          if (!read) continue
          await read(store, known)
          expect(await watched.state(), method).toEqual(before)
        }
        expect(await watched.notKept()).toBe(stale)
        const { counts } = (await store.situation(known.story)) ?? {}
        expect(await store.story(known.story)).toMatchObject({
          origins: counts?.origins,
          conflicts: counts?.conflicts,
        })
        const answered = await store.statements({}, { limit: 500 })

        // To refresh is to write: what was worked out is kept, once.
        expect(await store.refresh()).toBe(true)
        const kept = await watched.state()
        expect(kept).not.toEqual(before)
        expect(await watched.notKept()).toBe(0)
        expect(await store.statements({}, { limit: 500 })).toEqual(answered)
        expect(await store.refresh()).toBe(true)
        expect(await watched.state()).toEqual(kept)
      } finally {
        await watched.end()
        await store.close()
      }
    },
    120_000,
  )

  on(
    'keeps one story where only that one is refreshed',
    async () => {
      const database = await backend.newDatabase()
      const store = await openStore(database)
      const watched = watch(database)
      try {
        const { story } = await fill(store)
        const stale = await watched.notKept()
        expect(await store.refresh(undefined, story)).toBe(true)
        expect(await watched.notKept()).toBe(stale - 1)
        expect(await store.refresh(undefined, 's9999')).toBe(true)
        expect(await watched.notKept()).toBe(stale - 1)
      } finally {
        await watched.end()
        await store.close()
      }
    },
    120_000,
  )

  on(
    'works out the stories that an archive restored, which come without their situations',
    async () => {
      const from = await openStore(await backend.newDatabase())
      await fill(from)
      await from.refresh()
      const records = (await all(from.exportAll())) as ExportRecord[]
      await from.close()
      const database = await backend.newDatabase()
      const store = await openStore(database)
      const watched = watch(database)
      try {
        // Nothing was there to be worked out, and this must not be remembered.
        expect(await store.refresh()).toBe(true)
        await store.restore(
          (async function* () {
            yield* records
          })(),
        )
        expect(await watched.notKept()).toBeGreaterThan(0)
        expect(await store.refresh()).toBe(true)
        expect(await watched.notKept()).toBe(0)
      } finally {
        await watched.end()
        await store.close()
      }
    },
    120_000,
  )
})
