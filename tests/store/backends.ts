import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { missing } from '../support.ts'
import { type PostgresServer, postgresIsThere, startPostgres } from './postgres-server.ts'

/** A database under test: each case runs on SQLite and on PostgreSQL. */
export interface TestedBackend {
  name: 'SQLite' | 'PostgreSQL'
  /** For `describe.skipIf`. */
  skipped: boolean
  start(): Promise<void>
  /** What `openStore` takes for a new, empty database. */
  newDatabase(): Promise<string>
  stop(): Promise<void>
}

let folder = ''
let made = 0
let server: PostgresServer | undefined

export const backends: TestedBackend[] = [
  {
    name: 'SQLite',
    skipped: false,
    start: async () => {
      folder = mkdtempSync(join(tmpdir(), 'selon-store-'))
    },
    newDatabase: async () => join(folder, `${made++}.db`),
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  },
  {
    name: 'PostgreSQL',
    skipped: missing('PostgreSQL (its programs, or one named by SELON_TEST_POSTGRES)', postgresIsThere),
    start: async () => {
      server = await startPostgres()
    },
    newDatabase: async () => {
      if (!server) throw new Error('PostgreSQL is not running.')
      return server.newDatabase()
    },
    stop: async () => server?.stop(),
  },
]
