import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Backend } from './backend.ts'
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

/**
 * Opens a database, makes it where there is none, and brings it to the newest schema.
 * @param database path of a file, or postgres://user@host/name; the user's own file if not given
 * Throws a StoreError with a sentence for a person where it cannot be used.
 */
export async function openStore(database?: string, options: StoreOptions = {}): Promise<Store> {
  const place = database ?? defaultDatabase()
  let backend: Backend
  if (/^postgres(ql)?:\/\//.test(place)) {
    const { openPostgres } = await import('./postgres-backend.ts')
    backend = await openPostgres(place)
  } else {
    const { openSqlite } = await import('./sqlite-backend.ts')
    backend = await openSqlite(place)
  }
  return new SqlStore(backend, options)
}
