import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Access, Backend } from './sql/backend.ts'
import { SqlStore, type StoreOptions } from './sql-store.ts'
import type { Store } from './store.ts'

/** Where the database is if none is named: the user's data folder, as each system has it. */
export function defaultDatabase(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  const folder =
    environment['XDG_DATA_HOME'] ||
    (platform === 'win32'
      ? environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local')
      : platform === 'darwin'
        ? join(home, 'Library', 'Application Support')
        : join(home, '.local', 'share'))
  return join(folder, 'selon', 'selon.db')
}

export interface OpenOptions extends StoreOptions {
  /** "make" if not given. A file that is not there is refused with the others, and is never written to with "read". */
  access?: Access
  /** Told in a sentence before something that takes long: a large database of an older Selon is brought to the newest schema. */
  tell?: (sentence: string) => void
}

/** Whether a database is named by an address of PostgreSQL, and not by the path of a file. */
export const isPostgres = (place: string) => /^postgres(ql)?:\/\//.test(place)

/**
 * Opens what is behind a store; see openStore. Throws a StoreError with a sentence for a person where it cannot be used.
 */
async function openBackend(
  database: string | undefined,
  { access = 'make', tell }: Pick<OpenOptions, 'access' | 'tell'>,
): Promise<Backend> {
  const place = database ?? defaultDatabase()
  if (isPostgres(place)) {
    const { openPostgres } = await import('./sql/postgres-backend.ts')
    return openPostgres(place, { ...(tell ? { tell } : {}) })
  }
  const { openSqlite } = await import('./sql/sqlite-backend.ts')
  return openSqlite(place, access, tell)
}

/**
 * Opens a database, makes it where there is none, and brings it to the newest schema. Where this user may only read it,
 * it is opened for reading (`readOnly`).
 * @param database path of a file, or postgres://user@host/name; the user's own file if not given
 * Throws a StoreError with a sentence for a person where it cannot be used.
 */
export async function openStore(database?: string, options: OpenOptions = {}): Promise<Store> {
  return new SqlStore(await openBackend(database, options), options)
}

/** What there is at the place of a database, before anything is done to it. */
export interface DatabaseState {
  /** Path or address, without a password. */
  place: string
  kind: Backend['kind']
  /** How many migrations it has behind it; undefined where there is no database yet. */
  schema: number | undefined
  /** How many this Selon knows. */
  newest: number
}

/**
 * Looks at a database and changes nothing: it is neither made nor brought to the newest schema.
 * @param database as for openStore
 * Throws a StoreError with a sentence where it is there and cannot be used.
 */
export async function databaseState(database: string = defaultDatabase()): Promise<DatabaseState> {
  const kind = isPostgres(database) ? 'postgresql' : 'sqlite'
  const { migrations, schemaOf } = await import('./sql/migrate.ts')
  const newest = migrations.length
  if (kind === 'sqlite' && !existsSync(database))
    return { place: resolve(database), kind, schema: undefined, newest }
  const backend = isPostgres(database)
    ? await (await import('./sql/postgres-backend.ts')).openPostgres(database, { asItIs: true })
    : await (await import('./sql/sqlite-backend.ts')).openSqliteAsItIs(database)
  try {
    const schema = await schemaOf(backend.read, backend, false)
    return { place: backend.place, kind, schema: schema === 0 ? undefined : schema, newest }
  } finally {
    await backend.close()
  }
}
