import { type CreateTableBuilder, sql } from 'kysely'
import type { Backend, Db } from '../backend.ts'

/**
 * The ledger: one row a claim with who says it and how its statement stands in its story. Stories that are there are entered
 * little by little, as those that change.
 */
export async function ledger(db: Db, kind: Backend['kind']): Promise<void> {
  const real = sql.raw(kind === 'sqlite' ? 'real' : 'double precision')
  const table = db.schema.createTable('ledger') as CreateTableBuilder<string>
  await (kind === 'sqlite'
    ? table.addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
    : table.addColumn('number', 'integer', (column) => column.primaryKey().generatedByDefaultAsIdentity())
  )
    .addColumn('report', 'integer', (column) => column.notNull())
    .addColumn('claim', 'text', (column) => column.notNull())
    .addColumn('start', 'integer', (column) => column.notNull())
    .addColumn('end', 'integer', (column) => column.notNull())
    .addColumn('statement', 'text')
    .addColumn('is_first', 'integer', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('outlet', 'text')
    .addColumn('published', 'text', (column) => column.notNull())
    .addColumn('speaker', 'text')
    .addColumn('speaker_name', 'text')
    .addColumn('voice', 'text', (column) => column.notNull())
    .addColumn('role', 'text')
    .addColumn('basis', 'text', (column) => column.notNull())
    .addColumn('factuality', 'text', (column) => column.notNull())
    .addColumn('outlet_factuality', 'text', (column) => column.notNull())
    .addColumn('certainty', 'text', (column) => column.notNull())
    .addColumn('status', 'text')
    .addColumn('event', 'text')
    .addColumn('origins', 'integer', (column) => column.notNull())
    .addColumn('reports', 'integer', (column) => column.notNull())
    .addColumn('since', 'text')
    .addColumn('opposition', 'text', (column) => column.notNull())
    .addColumn('place', 'text')
    .addColumn('place_name', 'text')
    .addColumn('latitude', real)
    .addColumn('longitude', real)
    .addColumn('country', 'text')
    .addColumn('from', 'text')
    .addColumn('to', 'text')
    .addColumn('chain', 'text', (column) => column.notNull())
    .addColumn('sentence', 'text', (column) => column.notNull())
    .addColumn('stems', 'text', (column) => column.notNull())
    .addColumn('against', 'text', (column) => column.notNull())
    .execute()
  const index = (...columns: string[]) =>
    db.schema
      .createIndex(`ledger_by_${columns.join('_')}`)
      .on('ledger')
      .columns(columns)
      .execute()
  await index('report')
  await index('published', 'number')
  await index('speaker')
  await db.schema
    .alterTable('story')
    .addColumn('ledgered', 'integer', (column) => column.notNull().defaultTo(-1))
    .execute()
}
