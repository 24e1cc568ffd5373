import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import Database from 'libsql'
import { type Backend, type ColumnType, type Db, type IndexedWords, piecesInTurn } from './backend.ts'
import { migrate } from './migrate.ts'
import type { SearchQuery } from './search-query.ts'
import { StoreError, StoreRequestError } from './store.ts'
import type { Tables } from './tables.ts'

/** How long a writer waits for another process's transaction, and how often it looks; milliseconds. */
const longestWait = 120_000
const lookEvery = 20

/** Pieces of one report in the full-text index. */
const piecesKept = 1000

/** Takes the write lock at the beginning, waiting for it without stopping this process's other work. */
class WritingDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    for (let waited = 0; ; waited += lookEvery) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'))
        return
      } catch (error) {
        if (!isBusy(error) || waited > longestWait) throw error
        await new Promise((done) => setTimeout(done, lookEvery))
      }
    }
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
const isBusy = (error: unknown) => codeOf(error).startsWith('SQLITE_BUSY')

/** Statements are prepared once. */
function withPreparedStatements(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  return {
    close: () => {
      prepared.clear()
      database.close()
    },
    prepare: (text) => {
      let statement = prepared.get(text)
      if (!statement) {
        statement = database.prepare(text) as unknown as ReturnType<SqliteDatabase['prepare']>
        if (prepared.size >= 300) prepared.clear()
        prepared.set(text, statement)
      }
      return statement
    },
  }
}

function connect(path: string, timeout: number): Database.Database {
  const database = new Database(path, { timeout })
  database.exec(`pragma journal_mode = wal`)
  // An acknowledged transaction is on the disk, and what is deleted is overwritten.
  database.exec('pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on')
  database.exec('pragma cache_size = -65536; pragma temp_store = memory')
  // Pages that many transactions change are carried from the log to the file once (64 MB of log at most by then).
  database.exec('pragma wal_autocheckpoint = 16000')
  return database
}

function kyselyOver(
  database: Database.Database,
  Driver: new (config: SqliteDialectConfig) => SqliteDriver,
): Db {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new Driver({ database: withPreparedStatements(database) }),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

/** Opens or makes the file. Throws a StoreError with a sentence that says why it cannot. */
export async function openSqlite(file: string): Promise<Backend> {
  const path = resolve(file)
  let reading: Database.Database
  let writing: Database.Database
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writing = await patiently(() => connect(path, 200))
    reading = await patiently(() => connect(path, 5000))
  } catch (error) {
    throw explained(error, path)
  }
  const read = kyselyOver(reading, SqliteDriver)
  const write = kyselyOver(writing, WritingDriver)
  const backend = new SqliteBackend(path, read, write, writing)
  try {
    await migrate(backend)
  } catch (error) {
    await backend.close()
    throw explained(error, path)
  }
  return backend
}

async function patiently<T>(work: () => T): Promise<T> {
  for (let waited = 0; ; waited += lookEvery) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || waited > longestWait) throw error
      await new Promise((done) => setTimeout(done, lookEvery))
    }
  }
}

/** Whether the fault lies in what was to be written and not in the database. */
const isOfValue = (code: string): boolean => /^SQLITE_(?:TOOBIG|CONSTRAINT|MISMATCH|RANGE)/.test(code)

function explained(error: unknown, path: string): unknown {
  if (error instanceof StoreError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = codeOf(error)
  if (isOfValue(code))
    return new StoreRequestError(`What was to be written is too large or not allowed: ${message}.`)
  if (code === 'SQLITE_NOTADB' || message.includes('not a database'))
    return new StoreError(`${path} is no database of Selon: name another file with --database.`)
  if (isBusy(error))
    return new StoreError(
      `The database ${path} has been in use by another process for ${longestWait / 60_000} minutes: try again when that is done.`,
    )
  if (code === 'SQLITE_CORRUPT')
    return new StoreError(`The database ${path} is damaged: put back a copy of it, or name another file.`)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return new StoreError(`The disk is full: the database ${path} could not be written.`)
  if (code === 'SQLITE_READONLY' || code === 'EACCES' || code === 'EROFS')
    return new StoreError(`The database ${path} cannot be written: you have no permission to write there.`)
  return new StoreError(`The database ${path} cannot be used: ${message}`)
}

class SqliteBackend implements Backend {
  readonly kind = 'sqlite'
  readonly place: string
  readonly read: Db
  readonly #write: Db
  readonly #connection: Database.Database

  constructor(place: string, read: Db, write: Db, connection: Database.Database) {
    this.place = place
    this.read = read
    this.#write = write
    this.#connection = connection
  }

  async write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await this.#write.transaction().execute(work)
    } catch (error) {
      throw codeOf(error).startsWith('SQLITE_') ? explained(error, this.place) : error
    }
  }

  rows(rows: readonly (readonly unknown[])[], types: readonly ColumnType[]) {
    // A list needs no taking apart.
    if (types.length === 1)
      return sql`(select value as c0 from json_each(${JSON.stringify(rows.map(([value]) => value))}))`
    const columns = types.map(
      (_, k) => sql`json_extract(value, ${sql.lit(`$[${k}]`)}) as ${sql.ref(`c${k}`)}`,
    )
    return sql`(select ${sql.join(columns)} from json_each(${JSON.stringify(rows)}))`
  }

  matches({ alternatives }: SearchQuery) {
    const words = alternatives
      .map(({ phrases }) => `(${phrases.map((phrase) => `"${phrase.join(' ')}"`).join(' AND ')})`)
      .join(' OR ')
    return sql<{ report: number; rank: number }>`(
      select report, min(rank) as rank from (
        select rowid / ${sql.lit(piecesKept)} as report, rank from search_text where search_text match ${words} limit -1
      ) as pieces group by report)`
  }

  async index(db: Db, reports: readonly IndexedWords[]): Promise<void> {
    const kept = reports.map(({ report, pieces }) => ({ report, pieces: pieces.slice(0, piecesKept) }))
    for (const pieces of piecesInTurn(kept)) {
      const rows = pieces.map(([report, k, piece]) => [report * piecesKept + k, piece])
      await sql`insert into search_text (rowid, stems)
        select c0, c1 from ${this.rows(rows, ['integer', 'text'])} as given`.execute(db)
    }
  }

  async unindex(db: Db, report: number): Promise<void> {
    const first = report * piecesKept
    await sql`delete from search_text where rowid >= ${first} and rowid < ${first + piecesKept}`.execute(db)
  }

  async purge(): Promise<void> {
    // What is deleted is overwritten in the file; the log of what was written before still has it until it is emptied.
    for (let waited = 0; waited < 5000; waited += lookEvery) {
      const [result] = this.#connection.pragma('wal_checkpoint(truncate)') as { busy: number }[]
      if (result?.busy === 0) return
      await new Promise((done) => setTimeout(done, lookEvery))
    }
  }

  async close(): Promise<void> {
    await this.read.destroy()
    await this.#write.destroy()
  }
}
