import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type RawBuilder,
  SqliteAdapter,
  type SqliteDatabase,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import Database from 'libsql'
import type { SearchQuery, Way } from '../search/search-query.ts'
import { StoreError } from '../store.ts'
import {
  type Access,
  type Backend,
  behindNearest,
  type ColumnType,
  type Db,
  type IndexedWords,
  piecesInTurn,
  type Snapshot,
} from './backend.ts'
import { indexedPiece, reportNumbers } from './indexed-piece.ts'
import { isSelons, migrate } from './migrate.ts'
import { QuietCheckpoints } from './quiet-checkpoints.ts'
import { codeOf, explained, isBusy, isOfTheFile, longestWait } from './sqlite-errors.ts'
import { isThere, isWritable, makeWhole, missing } from './sqlite-file.ts'
import type { Tables } from './tables.ts'

/** Bytes of a page of a file that is made now; one that is there keeps its own. */
const pageSize = 16_384

/** Bytes of the log at which it is carried over into the file. */
const mostLog = 16_384_000

/** How often a writer looks whether it can write; milliseconds. */
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

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch (error) {
      // Where the disk was full SQLite has done it already; what is to be told is what went wrong before.
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    }
  }
}

/** Statements are prepared once. What goes wrong with the file or its disk is told in a sentence. */
function withPreparedStatements(database: Database.Database, path: string): SqliteDatabase {
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>()
  const told = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw isOfTheFile(error) ? explained(error, path) : error
    }
  }
  const telling = (statement: ReturnType<SqliteDatabase['prepare']>): typeof statement => ({
    reader: statement.reader,
    all: (parameters) => told(() => statement.all(parameters)),
    run: (parameters) => told(() => statement.run(parameters)),
    iterate: (parameters) => statement.iterate(parameters),
  })
  return {
    close: () => {
      prepared.clear()
      database.close()
    },
    prepare: (text) => {
      let statement = prepared.get(text)
      if (!statement) {
        statement = telling(
          told(() => database.prepare(text) as unknown as ReturnType<SqliteDatabase['prepare']>),
        )
        if (prepared.size >= 300) prepared.clear()
        prepared.set(text, statement)
      }
      return statement
    },
  }
}

/**
 * Kilobytes of pages that a connection keeps: one that writes meets the same ones again and again, and carries them to the disk
 * together; what is only read the system keeps, too.
 */
const writersPages = 32_768
const readersPages = 16_384

function connect(path: string, timeout: number, pages = readersPages): Database.Database {
  const database = new Database(path, { timeout })
  // Of a file that is made now: several rows of a few thousand bytes share a page, of which little stays empty.
  database.exec(`pragma page_size = ${pageSize}`)
  database.exec(`pragma journal_mode = wal`)
  // An acknowledged transaction is on the disk, and what is deleted is overwritten.
  database.exec('pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on')
  database.exec(`pragma cache_size = -${pages}; pragma temp_store = memory`)
  // Pages that many transactions change are carried from the log to the file once (16 MB of log at most by then).
  const [page] = database.pragma('page_size') as { page_size: number }[]
  database.exec(`pragma wal_autocheckpoint = ${Math.ceil(mostLog / (page?.page_size ?? pageSize))}`)
  return database
}

/** A connection to a file that this user may not write. */
function connectReading(path: string, timeout: number): Database.Database {
  const open = (name: string) => {
    const database = new Database(name, { timeout })
    try {
      database.exec(
        `pragma query_only = on; pragma cache_size = -${readersPages}; pragma temp_store = memory`,
      )
      database.prepare('select count(*) from sqlite_master').all()
      return database
    } catch (error) {
      database.close()
      throw error
    }
  }
  try {
    return open(path)
  } catch (error) {
    const log = `${path}-wal`
    // Without a log nobody writes: the file is all there is, and needs no lock, which could not be written either.
    if (!existsSync(log) || statSync(log).size === 0) return open(`${pathToFileURL(path).href}?immutable=1`)
    throw error
  }
}

function kyselyOver(
  database: Database.Database,
  path: string,
  Driver: new (config: SqliteDialectConfig) => SqliteDriver = SqliteDriver,
): Db {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new Driver({ database: withPreparedStatements(database, path) }),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

/**
 * Opens the file, and makes it where there is none and `access` is "make". A file that this user may not write is opened
 * for reading. Throws a StoreError with a sentence that says why it cannot.
 */
export async function openSqlite(
  file: string,
  access: Access,
  tell?: (sentence: string) => void,
): Promise<Backend> {
  const path = resolve(file)
  try {
    if (!isThere(path)) {
      if (access !== 'make') throw missing(path)
      await makeWhole(path, async (unfinished) => {
        const backend = await openWritable(unfinished)
        try {
          await migrate(backend, true)
        } finally {
          await backend.close()
        }
      })
    }
    await refuseForeign(path)
    const backend =
      access !== 'read' && isWritable(path) ? await openWritable(path) : await openReadOnly(path)
    try {
      await migrate(backend, false, tell)
    } catch (error) {
      await backend.close()
      throw error
    }
    return backend
  } catch (error) {
    throw explained(error, path)
  }
}

/** Opens a file that is there for reading, its schema as it is, to be looked at alone. Throws a StoreError. */
export async function openSqliteAsItIs(file: string): Promise<Backend> {
  const path = resolve(file)
  try {
    if (!isThere(path)) throw missing(path)
    await refuseForeign(path)
    return await openReadOnly(path)
  } catch (error) {
    throw explained(error, path)
  }
}

/** Looks at a file's tables without writing anything into it, as opening it for writing would. */
async function refuseForeign(path: string): Promise<void> {
  const database = await patiently(() => connectReading(path, 5000))
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as {
      name: string
    }[]
    isSelons(
      tables.map(({ name }) => name),
      { kind: 'sqlite', place: path },
      false,
    )
  } finally {
    database.close()
  }
}

async function openWritable(path: string): Promise<SqliteBackend> {
  const writing = await patiently(() => connect(path, 200, writersPages))
  const reading = await patiently(() => connect(path, 5000))
  return new SqliteBackend(path, kyselyOver(reading, path), () => patiently(() => connect(path, 5000)), {
    db: kyselyOver(writing, path, WritingDriver),
    connection: writing,
  })
}

async function openReadOnly(path: string): Promise<SqliteBackend> {
  const another = () => patiently(() => connectReading(path, 5000))
  return new SqliteBackend(path, kyselyOver(await another(), path), another)
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

class SqliteBackend implements Backend {
  readonly kind = 'sqlite'
  readonly place: string
  readonly read: Db
  readonly readOnly: boolean
  /** Opens a further connection. */
  readonly #connect: () => Promise<Database.Database>
  /** Absent where nothing may be written. */
  readonly #writing: { db: Db; connection: Database.Database } | undefined
  readonly #checkpoints: QuietCheckpoints | undefined

  constructor(
    place: string,
    read: Db,
    another: () => Promise<Database.Database>,
    writing?: { db: Db; connection: Database.Database },
  ) {
    this.place = place
    this.read = read
    this.readOnly = writing === undefined
    this.#connect = another
    this.#writing = writing
    this.#checkpoints = writing && new QuietCheckpoints(writing.connection)
  }

  async write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (!this.#writing)
      throw new StoreError(
        `The database ${this.place} can only be read: you have no permission to write there.`,
      )
    // Statements on a file are done without waiting for anything: between two transactions all else has its turn.
    await setImmediate()
    try {
      return await this.#writing.db.transaction().execute(work)
    } catch (error) {
      throw isOfTheFile(error) || isBusy(error) || isOfSqlite(error) ? explained(error, this.place) : error
    } finally {
      this.#checkpoints?.written()
    }
  }

  async snapshot(): Promise<Snapshot> {
    const connection = await this.#connect()
    const db = kyselyOver(connection, this.place)
    const end = async () => {
      // A statement that is not collected yet would go on reading from the log.
      if (connection.inTransaction) connection.exec('rollback')
      await db.destroy()
    }
    try {
      connection.exec('begin')
      // The first reading fixes what is seen.
      await sql`select count(*) from sqlite_master`.execute(db)
    } catch (error) {
      await end()
      throw explained(error, this.place)
    }
    return { db, end }
  }

  async damage(db: Db): Promise<string[]> {
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(20)`.execute(db)
    return rows.map(({ integrity_check }) => integrity_check).filter((line) => line !== 'ok')
  }

  async copyInto(file: string): Promise<void> {
    const connection = await this.#connect()
    try {
      connection.prepare('vacuum into ?').run(file)
    } catch (error) {
      throw explained(error, isOfTheFile(error) ? this.place : file)
    } finally {
      connection.close()
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

  matches({ alternatives, nearest }: SearchQuery) {
    const phrase = ({ forms, open }: Way) => `"${forms.join(' ')}"${open ? '*' : ''}`
    const words = (all: SearchQuery['alternatives']) =>
      all
        .map(({ wanted }) => `(${wanted.map((ways) => `(${ways.map(phrase).join(' OR ')})`).join(' AND ')})`)
        .join(' OR ')
    // The limit keeps the database from taking the rank apart before it is known.
    const found = (all: SearchQuery['alternatives'], behind: number) => sql`select * from (
      select rowid % ${sql.lit(reportNumbers)} as report, rank + ${sql.lit(behind)} as rank
      from search_text where search_text match ${words(all)} limit -1)`
    const pieces = nearest
      ? sql`${found(nearest, 0)} union all ${found(alternatives, behindNearest)}`
      : found(alternatives, 0)
    return sql<{ report: number; rank: number }>`(
      select report, min(rank) as rank from (${pieces}) as pieces group by report)`
  }

  async index(db: Db, reports: readonly IndexedWords[]): Promise<void> {
    const kept = reports.map(({ report, pieces }) => ({ report, pieces: pieces.slice(0, piecesKept) }))
    for (const pieces of piecesInTurn(kept)) {
      const rows = pieces.map(([report, k, piece]) => [indexedPiece(report, k), piece])
      await sql`insert into search_text (rowid, stems)
        select c0, c1 from ${this.rows(rows, ['integer', 'text'])} as given`.execute(db)
    }
  }

  bytes(column: string) {
    return sql`unhex(${sql.ref(column)})`
  }

  holds(column: RawBuilder<unknown>, bytes: Buffer) {
    return sql`instr(${column}, ${bytes}) > 0`
  }

  async unindex(db: Db, report: number): Promise<void> {
    for (let piece = 0; piece < piecesKept; piece++) {
      const { numAffectedRows } =
        await sql`delete from search_text where rowid = ${indexedPiece(report, piece)}`.execute(db)
      if (!numAffectedRows) return
    }
  }

  async purge(): Promise<void> {
    // Words that were taken out of the index stand in it until it is written anew in one piece.
    await this.write((db) => sql`insert into search_text (search_text) values ('optimize')`.execute(db))
    // What is deleted is overwritten in the file; the log of what was written before still has it until it is emptied.
    for (let waited = 0; waited < 5000; waited += lookEvery) {
      if (this.#emptyLog()) return
      await new Promise((done) => setTimeout(done, lookEvery))
    }
  }

  /** Carries the log over into the file and empties it; false where others read from it. */
  #emptyLog(): boolean {
    const [result] = (this.#writing?.connection.pragma('wal_checkpoint(truncate)') ?? []) as {
      busy: number
    }[]
    return result?.busy === 0
  }

  async close(): Promise<void> {
    this.#checkpoints?.stop()
    await this.read.destroy()
    if (!this.#writing) return
    try {
      this.#emptyLog()
    } catch {
      // Nothing is lost: it stays in the log.
    }
    await this.#writing.db.destroy()
  }
}

const isOfSqlite = (error: unknown) => codeOf(error).startsWith('SQLITE_')
