import { type CreateTableBuilder, sql } from 'kysely'
import type { Backend, Db } from '../backend.ts'

/** Reports that wait to be read by workers. */
export async function queuedReports(db: Db, kind: Backend['kind']): Promise<void> {
  const bytes = sql.raw(kind === 'sqlite' ? 'blob' : 'bytea')
  const table = db.schema.createTable('queued_report') as CreateTableBuilder<string>
  await (kind === 'sqlite'
    ? table.addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
    : table.addColumn('number', 'integer', (column) => column.primaryKey().generatedByDefaultAsIdentity())
  )
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('url_hash', 'text')
    .addColumn('came_from', 'text')
    .addColumn('received', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('report', 'text', (column) => column.notNull())
    .addColumn('analysis', bytes)
    .addColumn('failure', 'text')
    .execute()
  const index = (...columns: string[]) =>
    db.schema
      .createIndex(`queued_report_by_${columns.join('_')}`)
      .on('queued_report')
      .columns(columns)
      .execute()
  await index('state', 'number')
  await index('id')
  await index('url_hash')
}
