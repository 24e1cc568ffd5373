import { sql } from 'kysely'
import { StoreError } from '../store.ts'
import type { Backend, Db } from './backend.ts'
import { firstTables } from './migrations/0001-first-tables.ts'
import { bulkStoryIndex } from './migrations/0002-bulk-story-index.ts'
import { leanReportSources } from './migrations/0003-lean-report-sources.ts'
import { readers } from './migrations/0004-readers.ts'
import { storyDigests } from './migrations/0005-story-digests.ts'
import { ledger } from './migrations/0006-ledger.ts'
import { compact } from './migrations/0007-compact.ts'
import { queuedReports } from './migrations/0008-queued-reports.ts'
import { codedValues } from './migrations/0009-coded-values.ts'

/** A step from one schema to the next; it is written once and never changed. */
export type Migration = (db: Db, kind: Backend['kind']) => Promise<void>

/** In order; the number of a schema is how many of them it has behind it. */
export const migrations: readonly Migration[] = [
  firstTables,
  bulkStoryIndex,
  leanReportSources,
  readers,
  storyDigests,
  ledger,
  compact,
  queuedReports,
  codedValues,
]

/** The schema from which on no step goes through all reports. */
const quickFrom = 7
/** Reports from which on bringing a database to the newest schema takes more than a few seconds. */
const manyReports = 1000

/** Tables of Selon's by whose names another program's would be met in the same schema of PostgreSQL. */
const telltale = ['report', 'story', 'claim', 'version', 'entity', 'source', 'correction', 'change', 'feed']

/**
 * Whether tables are those of a database of Selon, and not of one that has none yet. Throws a StoreError where they are
 * another program's.
 * @param fresh it is a file that was made just now; else a file without Selon's tables is another program's
 */
export function isSelons(
  tables: readonly string[],
  { kind, place }: Pick<Backend, 'kind' | 'place'>,
  fresh: boolean,
): boolean {
  if (tables.includes('selon_schema')) return true
  if (tables.some((name) => kind === 'sqlite' || telltale.includes(name)))
    throw new StoreError(
      `The database ${place} holds tables of another program: name one of Selon's own with --database.`,
    )
  if (kind === 'sqlite' && !fresh)
    throw new StoreError(
      `${place} is a database without tables, which none of Selon's is: if it is a copy, the file that ends in -wal was not copied with it; else delete it to have a new one made.`,
    )
  return false
}

/** How many migrations a database has behind it; 0 for a new one. Throws a StoreError where it is not Selon's. */
export async function schemaOf(db: Db, backend: Backend, fresh: boolean): Promise<number> {
  if (!isSelons(await tableNames(db, backend), backend, fresh)) return 0
  const { rows } = await sql<{ number: number }>`select number from selon_schema`.execute(db)
  return rows[0]?.number ?? 0
}

async function tableNames(db: Db, backend: Backend): Promise<string[]> {
  const { rows } = await (backend.kind === 'sqlite'
    ? sql<{ name: string }>`select name from sqlite_master where type = 'table'`
    : sql<{
        name: string
      }>`select table_name as name from information_schema.tables where table_schema = current_schema()`
  ).execute(db)
  return rows.map(({ name }) => name)
}

/**
 * Brings a database to the newest schema, one process at a time. Throws a StoreError where it is newer or not Selon's, or
 * older and may not be written.
 * @param fresh as for schemaOf
 * @param tell told in a sentence before it begins with a database that takes more than a few seconds
 */
export async function migrate(
  backend: Backend,
  fresh: boolean,
  tell?: (sentence: string) => void,
): Promise<void> {
  const newest = migrations.length
  const refuseNewer = (schema: number) => {
    if (schema > newest)
      throw new StoreError(
        `The database ${backend.place} was made by a newer Selon (its schema is ${schema}, this Selon knows ${newest}): update Selon, or name another database.`,
      )
  }
  const before = await schemaOf(backend.read, backend, fresh)
  refuseNewer(before)
  if (before === newest) return
  if (backend.readOnly)
    throw new StoreError(
      `The database ${backend.place} was made by an older Selon and can only be read here: open it once as a user who may write there, or open a copy of it.`,
    )
  await backend.write(async (db) => {
    // Another process may have been here while this one waited.
    const schema = await schemaOf(db, backend, fresh)
    refuseNewer(schema)
    // It is one transaction, and of a file one that lets nothing else have its turn: it is said beforehand.
    if (schema > 0 && schema < quickFrom && tell) {
      const { rows } = await sql<{ count: number }>`select count(*) as count from report`.execute(db)
      const reports = Number(rows[0]?.count ?? 0)
      if (reports >= manyReports)
        tell(
          `The database ${backend.place} is of an older Selon: it is brought to the form of this one, which may take some minutes for its ${reports} reports. Broken off, it is left as it was.`,
        )
    }
    if (schema === 0) {
      await sql`create table if not exists selon_schema (number integer not null)`.execute(db)
      await sql`insert into selon_schema (number) values (0)`.execute(db)
    }
    for (const migration of migrations.slice(schema)) await migration(db, backend.kind)
    await sql`update selon_schema set number = ${newest}`.execute(db)
  })
}
