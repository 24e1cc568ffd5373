import { sql } from 'kysely'
import type { Backend, Db } from '../backend.ts'
import { bytesOf } from '../little-endian.ts'

/**
 * Counts of terms in pages of a fixed number, and postings in runs: what one report costs no longer grows with the
 * store. Reports that are there are put into runs when the next one comes.
 */
export async function bulkStoryIndex(db: Db, kind: Backend['kind']): Promise<void> {
  const bytes = sql.raw(kind === 'sqlite' ? 'blob' : 'bytea')
  await db.schema
    .createTable('term_count')
    .addColumn('page', 'integer', (column) => column.primaryKey())
    .addColumn('counts', bytes, (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('posting_run')
    .addColumn('run', 'integer', (column) => column.notNull())
    .addColumn('part', 'integer', (column) => column.notNull())
    .addColumn('postings', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('posting_run_key', ['run', 'part'])
    .execute()
  await db.schema
    .createTable('unsealed')
    .addColumn('report', 'integer', (column) => column.primaryKey())
    .execute()
  await sql`insert into unsealed (report) select report from vector`.execute(db)

  const counters = 1 << 22
  const perPage = 1000
  let counts = new Uint32Array(0)
  const perRead = 100_000
  for (let from = -(2 ** 31); ; ) {
    const { rows } = await sql<{ term: number; reports: number }>`
      select term, reports from term_frequency where term >= ${from} order by term limit ${perRead}`.execute(
      db,
    )
    // A database that is made now has none: memory that is taken in such a piece, and given back, has the host give back less later.
    if (rows.length > 0 && counts.length === 0)
      counts = new Uint32Array((Math.floor(counters / perPage) + 1) * perPage)
    for (const { term, reports } of rows) counts[term === 0 ? counters : term & (counters - 1)] += reports
    from = (rows[rows.length - 1]?.term ?? 2 ** 31) + 1
    if (rows.length < perRead || from >= 2 ** 31) break
  }
  for (let page = 0; page * perPage < counts.length; page++) {
    const some = counts.subarray(page * perPage, (page + 1) * perPage)
    if (some.some((count) => count > 0))
      await db
        .insertInto('term_count')
        .values({ page, counts: bytesOf(some) })
        .execute()
  }
  await sql`drop table posting`.execute(db)
  await sql`drop table term_frequency`.execute(db)
}
