import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { SearchQuery, Way } from '../search/search-query.ts'
import { StoreError, StoreRequestError } from '../store.ts'
import {
  type Backend,
  behindNearest,
  type ColumnType,
  type Db,
  type IndexedWords,
  piecesInTurn,
  type Snapshot,
} from './backend.ts'
import { migrate } from './migrate.ts'
import type { Tables } from './tables.ts'

/** The lock that whoever writes holds to the end of the transaction. */
const writeLock = 0x53656c6f

/** Reports that are ranked of those that have what is looked for. */
export const mostRanked = 2000

const columnTypes = { integer: 'integer', real: 'double precision', text: 'text' } as const

/** The address of a database without its password. */
function withoutPassword(address: string): string {
  try {
    const url = new URL(address)
    if (url.password) url.password = '***'
    url.searchParams.delete('password')
    return url.href
  } catch {
    return 'postgres://…'
  }
}

/**
 * Opens a PostgreSQL database. Throws a StoreError with a sentence that says why it cannot.
 * @param asItIs leaves its schema as it is, to be looked at alone
 */
export async function openPostgres(
  address: string,
  { asItIs = false, tell }: { asItIs?: boolean; tell?: (sentence: string) => void } = {},
): Promise<Backend> {
  const place = withoutPassword(address)
  const pool = new pg.Pool({ connectionString: address, max: 8, connectionTimeoutMillis: 15_000 })
  // A connection that breaks while idle is replaced at the next query; that query tells of its own failure.
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const backend = new PostgresBackend(place, db)
  try {
    const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(db)
    if (rows[0]?.server_encoding !== 'UTF8')
      throw new StoreError(
        `The database ${place} has the encoding ${rows[0]?.server_encoding}: make one with encoding UTF8.`,
      )
    if (asItIs) return backend
    await migrate(backend, false, tell)
    await backend.learnRights()
  } catch (error) {
    await backend.close()
    throw explained(error, place)
  }
  return backend
}

function explained(error: unknown, place: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // Data exceptions, constraints, limits: the fault lies in what was to be written.
  if (/^(?:22|23|54)/.test(code))
    return new StoreRequestError(`What was to be written is too large or not allowed: ${error.message}.`)
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing answers there: start PostgreSQL, or check host and port',
    ENOTFOUND: 'there is no such host',
    '28P01': 'the password is wrong',
    '28000': 'this user may not enter',
    '3D000': 'there is no such database: make it with createdb',
    '42501': 'this user has no permission to do that there',
    '25006': 'it can only be read',
    '53300': 'it has too many connections already',
    '53100': 'its disk is full',
  }
  const reason = reasons[code] ?? (error.message || 'it does not answer').replace(/\.$/, '')
  return new StoreError(`The database ${place} cannot be used: ${reason}.`)
}

class PostgresBackend implements Backend {
  readonly kind = 'postgresql'
  readonly place: string
  readonly read: Db
  #readOnly = false

  constructor(place: string, db: Db) {
    this.place = place
    this.read = db
  }

  get readOnly(): boolean {
    return this.#readOnly
  }

  /** Learns whether this user may write here, once the tables are there. */
  async learnRights(): Promise<void> {
    const { rows } = await sql<{ writes: boolean }>`select current_setting('transaction_read_only') = 'off'
      and has_table_privilege('report', 'insert') and has_table_privilege('story', 'update') as writes`.execute(
      this.read,
    )
    this.#readOnly = rows[0]?.writes === false
  }

  async snapshot(): Promise<Snapshot> {
    const db = await this.read
      .startTransaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute()
    return { db, end: async () => void (await db.rollback().execute()) }
  }

  async damage(): Promise<string[]> {
    return []
  }

  write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.beside(async (db) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(writeLock)})`.execute(db)
      return work(db)
    })
  }

  async beside<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (this.#readOnly)
      throw new StoreError(`The database ${this.place} can only be read: this user may not write there.`)
    try {
      return await this.read.transaction().execute(work)
    } catch (error) {
      throw isOfDatabase(error) ? explained(error, this.place) : error
    }
  }

  rows(rows: readonly (readonly unknown[])[], types: readonly ColumnType[]) {
    const columns = types.map(
      (type, k) => sql`(value->>${sql.lit(k)})::${sql.raw(columnTypes[type])} as ${sql.ref(`c${k}`)}`,
    )
    return sql`(select ${sql.join(columns)} from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) as listed(value))`
  }

  matches({ alternatives, nearest }: SearchQuery) {
    const phrase = ({ forms, open }: Way) =>
      `(${forms.map((form, k) => `'${form}'${open && k === forms.length - 1 ? ':*' : ''}`).join(' <-> ')})`
    const words = (all: SearchQuery['alternatives']) =>
      all
        .map(({ wanted }) => `(${wanted.map((ways) => `(${ways.map(phrase).join(' | ')})`).join(' & ')})`)
        .join(' | ')
    // A rank needs all words of a report, which are read from elsewhere: of what many have, those that came last are ranked, and the
    // others follow, the last first. The sum keeps the database from going through all reports in their order.
    const found = (all: SearchQuery['alternatives'], behind: number) => sql`
      select report, ${sql.lit(behind)} + case when place <= ${sql.lit(mostRanked)} then -ts_rank_cd(stems, query, 1)
        else 1 - report / 4294967296.0::double precision end as rank
      from (select report, stems, query, row_number() over (order by report + 0 desc) as place
        from search_text, cast(${words(all)} as tsquery) as query where stems @@ query) as found`
    const pieces = nearest
      ? sql`${found(nearest, 0)} union all ${found(alternatives, behindNearest)}`
      : found(alternatives, 0)
    return sql<{ report: number; rank: number }>`(
      select report, min(rank)::double precision as rank from (${pieces}) as pieces group by report)`
  }

  async index(db: Db, reports: readonly IndexedWords[]): Promise<void> {
    for (const pieces of piecesInTurn(reports))
      await sql`insert into search_text (report, piece, stems)
        select c0, c1, to_tsvector('simple', c2)
        from ${this.rows(pieces, ['integer', 'integer', 'text'])} as given`.execute(db)
  }

  bytes(column: string) {
    return sql`decode(${sql.ref(column)}, 'hex')`
  }

  holds(column: RawBuilder<unknown>, bytes: Buffer) {
    return sql`position(${bytes}::bytea in ${column}) > 0`
  }

  async unindex(db: Db, report: number): Promise<void> {
    await sql`delete from search_text where report = ${report}`.execute(db)
  }

  async purge(): Promise<void> {
    // Rows that were deleted leave the tables' files when their space is cleared.
    for (const table of [
      'report',
      'version',
      'ledger',
      'ledger_name',
      'ledger_detail',
      'vector',
      'search_text',
      'story',
    ])
      await sql`vacuum ${sql.table(table)}`.execute(this.read)
  }

  async close(): Promise<void> {
    await this.read.destroy()
  }
}

const isOfDatabase = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code !== ''
