import { deflateSync } from 'node:zlib'
import { Kysely, PostgresDialect, SqliteDialect, type SqliteDialectConfig, sql } from 'kysely'
import Database from 'libsql'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Analysis } from '../../src/contract/analysis.ts'
import { wordsOf } from '../../src/situation/words/words.ts'
import { vectorBytes } from '../../src/store/archive/likeness-vector.ts'
import { anchorOf } from '../../src/store/corrections/anchor.ts'
import { rowsOf } from '../../src/store/findings/finding-rows.ts'
import { openStore } from '../../src/store/open-store.ts'
import { indexPieces } from '../../src/store/search/search-query.ts'
import { firstTables } from '../../src/store/sql/migrations/0001-first-tables.ts'
import { unpackedVector } from '../../src/store/sql/packed-vector.ts'
import type { Store } from '../../src/store/store.ts'
import { backends } from './backends.ts'
import { sampleAnalyses } from './sample-analyses.ts'

/** A database as rows of any tables. */
type Raw = Kysely<Record<string, Record<string, unknown>>>

function connect(database: string): { db: Raw; kind: 'sqlite' | 'postgresql' } {
  if (database.startsWith('postgres'))
    return {
      kind: 'postgresql',
      db: new Kysely({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database }) }) }),
    }
  const file = new Database(database) as unknown as SqliteDialectConfig['database']
  return { kind: 'sqlite', db: new Kysely({ dialect: new SqliteDialect({ database: file }) }) }
}

async function insert(db: Raw, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  for (let k = 0; k < rows.length; k += 100)
    await db
      .insertInto(table)
      .values(
        rows.slice(k, k + 100).map((row) =>
          Object.fromEntries(
            // Bytes as SQLite gives them are not as it takes them.
            Object.entries(row).map(([name, value]) => [
              name,
              value instanceof ArrayBuffer ? Buffer.from(value) : value,
            ]),
          ),
        ),
      )
      .execute()
}

/** Every row of one database in the tables of another, as far as that has them. */
async function copyRows(from: Raw, to: Raw, kind: 'sqlite' | 'postgresql'): Promise<void> {
  const tables = (await to.introspection.getTables()).filter(({ name }) => !name.startsWith('search_text'))
  const there = new Set((await from.introspection.getTables()).map(({ name }) => name))
  // Reports and corrections first: others point at them.
  const order = ['report', 'correction', 'feed']
  tables.sort((a, b) => order.indexOf(b.name) - order.indexOf(a.name))
  for (const { name, columns } of tables) {
    if (!there.has(name) || name === 'selon_schema') continue
    const names = columns.map((column) => column.name)
    await insert(to, name, await from.selectFrom(name).select(names).execute())
    if (kind === 'postgresql' && names.includes('number') && name !== 'version')
      await sql`select setval(pg_get_serial_sequence(${name}, 'number'), (select coalesce(max(number), 1) from ${sql.table(name)}))`.execute(
        to,
      )
  }
  if (kind === 'postgresql')
    await insert(
      to,
      'search_text',
      await from.selectFrom('search_text').select(['report', 'piece', 'stems']).execute(),
    )
}

/** What schemas before the seventh kept beside the analyses: findings in rows, words in the index of words, bare vectors. */
async function fillAsBefore(
  db: Raw,
  kind: 'sqlite' | 'postgresql',
  analyses: readonly Analysis[],
): Promise<void> {
  const reports = await db.selectFrom('report').select(['number', 'id']).execute()
  const numbers = new Map(reports.map(({ id, number }) => [id, Number(number)]))
  for (const analysis of analyses) {
    const number = numbers.get(analysis.report.id) ?? 0
    const rows = rowsOf(number, analysis)
    for (const table of ['claim', 'attribution', 'event', 'place', 'time'] as const)
      await insert(db, table, rows[table])
    if (kind === 'sqlite')
      await insert(db, 'search_text', [
        {
          rowid: number * 1000,
          stems: indexPieces(
            analysis.report.title,
            wordsOf(analysis.report.text),
            analysis.report.language,
          )[0],
        },
      ])
    // Analyses were packed with their engines.
    await db
      .updateTable('version')
      .set({ analysis: deflateSync(JSON.stringify(analysis), { level: 3 }) })
      .where('report', '=', number)
      .execute()
  }
  for (const { report, terms, fields } of await db.selectFrom('vector').selectAll().execute())
    await db
      .updateTable('vector')
      .set({ terms: vectorBytes(unpackedVector(terms as Uint8Array, Number(fields))) })
      .where('report', '=', report)
      .execute()
}

/** What the first schema kept beside the vectors: reports under their terms, and how many have each. */
async function fillFirstIndex(db: Raw): Promise<void> {
  const vectors = await db.selectFrom('vector').select(['report', 'terms', 'fields']).execute()
  const postings: Record<string, unknown>[] = []
  const frequencies = new Map<number, number>([[0, vectors.length]])
  for (const { report, terms, fields } of vectors) {
    const vector = unpackedVector(terms as Uint8Array, Number(fields))
    for (const [k, term] of vector.terms.entries()) {
      frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
      postings.push({ term, report, weight: vector.weights[k] })
    }
  }
  await insert(db, 'posting', postings)
  await insert(
    db,
    'term_frequency',
    [...frequencies].map(([term, reports]) => ({ term, reports })),
  )
}

async function everything(store: Store) {
  const { items: stories } = await store.stories({}, { limit: 100 })
  return {
    counts: { ...(await store.counts()), waiting: 0 },
    reports: await store.reports({}, { limit: 100 }),
    analyses: await Promise.all(sampleAnalyses().map(({ report }) => store.analysis(report.id))),
    stories,
    situations: await Promise.all(stories.map(({ id }) => store.situation(id))),
    entities: await store.entities({}, { limit: 100 }),
    sources: await store.sources({}, { limit: 100 }),
    claims: await store.claims({}, { limit: 100 }),
    said: await Promise.all(
      ['Meridia', 'Phare'].flatMap((source) => [store.claims({ source }), store.attributions({ source })]),
    ),
    events: await store.events({ status: 'occurred' }),
    places: await store.places({ country: 'FR' }),
    times: await store.times({ from: '2026-03-01' }),
    found: await store.search('police', {}, { limit: 100 }),
    corrections: await store.corrections(),
    changes: await store.changes(0, 1000),
  }
}

/** Fills an empty database with what another has, in the first tables that there were. */
async function asFirst(today: string, before: string) {
  const [from, to] = [connect(today), connect(before)]
  await firstTables(to.db, to.kind)
  await sql`create table selon_schema (number integer not null)`.execute(to.db)
  await sql`insert into selon_schema (number) values (1)`.execute(to.db)
  await copyRows(from.db, to.db, to.kind)
  await fillFirstIndex(to.db)
  return [from, to]
}

describe.each(backends)('a database of the first schema in $name', (backend) => {
  beforeAll(() => (backend.skipped ? undefined : backend.start()))
  afterAll(() => (backend.skipped ? undefined : backend.stop()))

  test.skipIf(backend.skipped)(
    'holds the same when it is opened, and goes on as if it had been made today',
    async () => {
      const now = () => '2026-04-02T00:00:00.000Z'
      const today = await backend.newDatabase()
      const before = await backend.newDatabase()
      const half = Math.ceil(sampleAnalyses().length / 2)
      const filled = await openStore(today, { now })
      await filled.ingest(
        sampleAnalyses()
          .slice(0, half)
          .map((analysis) => ({ analysis, from: 'wire' })),
      )
      const { report, claims } = sampleAnalyses()[0]
      await filled.correct({
        kind: 'claim-wrong',
        by: 'Ana',
        anchor: anchorOf(report.id, report.text, claims[0].span),
      })
      await filled.close()

      const [from, to] = await asFirst(today, before)
      await fillAsBefore(to.db, to.kind, sampleAnalyses().slice(0, half))
      await from.db.destroy()
      await to.db.destroy()

      const [one, two] = [await openStore(today, { now }), await openStore(before, { now })]
      try {
        expect(await everything(two)).toEqual(await everything(one))
        // What was there before there was a careful reader does not wait for it.
        expect([(await two.counts()).waiting, (await one.counts()).waiting]).toEqual([0, half])
        const more = sampleAnalyses()
          .slice(half)
          .map((analysis) => ({ analysis }))
        expect(await two.ingest(more)).toEqual(await one.ingest(more))
        expect(await two.deleteReport(sampleAnalyses()[1].report.id)).toBe(
          await one.deleteReport(sampleAnalyses()[1].report.id),
        )
        expect(await everything(two)).toEqual(await everything(one))
      } finally {
        await one.close()
        await two.close()
      }
    },
    120_000,
  )

  test.skipIf(backend.skipped)(
    'is told of before it is brought to the newest schema, if that takes long',
    async () => {
      const now = () => '2026-04-02T00:00:00.000Z'
      const today = await backend.newDatabase()
      const before = await backend.newDatabase()
      const filled = await openStore(today, { now })
      await filled.ingest(
        sampleAnalyses()
          .slice(0, 1)
          .map((analysis) => ({ analysis })),
      )
      await filled.close()
      const [from, to] = await asFirst(today, before)
      const row = await to.db.selectFrom('report').selectAll().executeTakeFirstOrThrow()
      await insert(
        to.db,
        'report',
        Array.from({ length: 999 }, (_, k) => ({ ...row, number: k + 10, id: `copy-${k}`, url_hash: null })),
      )
      await from.db.destroy()
      await to.db.destroy()

      const told: string[] = []
      for (const database of [today, before, before]) {
        const store = await openStore(database, { now, tell: (sentence) => told.push(sentence) })
        await store.close()
      }
      expect(told).toHaveLength(1)
      expect(told[0]).toContain('1000 reports')
    },
    120_000,
  )
})
