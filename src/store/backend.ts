import type { Kysely, RawBuilder } from 'kysely'
import type { SearchQuery } from './search-query.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type ColumnType = 'integer' | 'real' | 'text'

/** What SQLite and PostgreSQL do each in its own way; all else is one query for both. */
export interface Backend {
  readonly kind: 'sqlite' | 'postgresql'
  readonly read: Db
  /**
   * Runs `work` in a transaction that is alone in writing, over all processes; what it did is for good when the promise
   * resolves, and undone where it throws.
   */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** A JSON array of rows (arrays) as a select whose columns are c0, c1 …: many values with one parameter. */
  rows(rows: readonly (readonly unknown[])[], types: readonly ColumnType[]): RawBuilder<unknown>
  /** Select of `report` and `rank` (the lower the better) of the reports whose words match. */
  matches(query: SearchQuery): RawBuilder<{ report: number; rank: number }>
  /** Puts words into the full-text index; each piece a run of stems between spaces. */
  index(db: Db, report: number, pieces: readonly string[]): Promise<void>
  unindex(db: Db, report: number): Promise<void>
  /** After a deletion: the bytes leave the disk as far as the database can see to it. */
  purge(): Promise<void>
  /** Where the database is, for messages, without its password. */
  readonly place: string
  close(): Promise<void>
}
