import { sql } from 'kysely'
import type { Db } from '../backend.ts'

/**
 * Which reader each report was read by, and whether it waits for the careful one. Reports that are there were read by the
 * fast reader and wait for nobody: a large database is not read anew unless somebody asks.
 */
export async function readers(db: Db): Promise<void> {
  await db.schema
    .alterTable('report')
    .addColumn('reader', 'text', (column) => column.notNull().defaultTo('fast'))
    .execute()
  await db.schema
    .alterTable('report')
    .addColumn('awaits', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  // Only those that wait: few, and soon none.
  await sql`create index report_awaits on report (number) where awaits = 1`.execute(db)
}
