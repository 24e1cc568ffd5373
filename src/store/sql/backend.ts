import type { Kysely, RawBuilder } from 'kysely'
import type { SearchQuery } from '../search/search-query.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type ColumnType = 'integer' | 'real' | 'text'

/** The words of a report for the full-text index. */
export interface IndexedWords {
  report: number
  pieces: readonly string[]
}

/** Whether a database that is not there is made, one that is there may be written, or it is only read. */
export type Access = 'make' | 'write' | 'read'

export interface Snapshot {
  db: Db
  end(): Promise<void>
}

/** What SQLite and PostgreSQL do each in its own way; all else is one query for both. */
export interface Backend {
  readonly kind: 'sqlite' | 'postgresql'
  readonly read: Db
  /** True where this user may not write: `write` is refused with a sentence. */
  readonly readOnly: boolean
  /** A connection that sees the database as it is now, whatever others write, until it is ended. */
  snapshot(): Promise<Snapshot>
  /**
   * What the database itself finds wrong with its files, a sentence each; nothing where they are whole. PostgreSQL tells of
   * damage when it meets it.
   */
  damage(db: Db): Promise<string[]>
  /** Copies the database as it is now into a new or empty file, while others may write; where a file can hold it (SQLite). */
  copyInto?(file: string): Promise<void>
  /**
   * Runs `work` in a transaction that is alone in writing, over all processes; what it did is for good when the promise
   * resolves, and undone where it throws.
   */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>
  /**
   * Runs `work` in a transaction that waits for no other writer, where there can be one (PostgreSQL): for tables that no
   * report, story or correction stands in.
   */
  beside?<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** A JSON array of rows (arrays) as a select whose columns are c0, c1 …: many values with one parameter. */
  rows(rows: readonly (readonly unknown[])[], types: readonly ColumnType[]): RawBuilder<unknown>
  /** Select of `report` and `rank` (the lower the better) of the reports whose words match. */
  matches(query: SearchQuery): RawBuilder<{ report: number; rank: number }>
  /** Puts reports' words into the full-text index; each piece a run of stems between spaces. */
  index(db: Db, reports: readonly IndexedWords[]): Promise<void>
  unindex(db: Db, report: number): Promise<void>
  /** Bytes of a column of digits (hexadecimal), for a statement that takes rows as text. */
  bytes(column: string): RawBuilder<unknown>
  /** Whether a column of bytes has some bytes in it. */
  holds(column: RawBuilder<unknown>, bytes: Buffer): RawBuilder<unknown>
  /** After a deletion: the bytes leave the disk as far as the database can see to it. */
  purge(): Promise<void>
  /** Where the database is, for messages, without its password. */
  readonly place: string
  close(): Promise<void>
}

/** By how much a rank is put behind where only the words of another language were found: more than any two ranks differ by. */
export const behindNearest = 1000

/** Letters of one statement into the full-text index. */
const lettersPerStatement = 1_000_000

/** Pieces by the row that each becomes, in lists for one statement each. */
export function* piecesInTurn(reports: readonly IndexedWords[]): Iterable<[number, number, string][]> {
  let rows: [number, number, string][] = []
  let letters = 0
  for (const { report, pieces } of reports)
    for (const [k, piece] of pieces.entries()) {
      rows.push([report, k, piece])
      letters += piece.length
      if (letters < lettersPerStatement) continue
      yield rows
      rows = []
      letters = 0
    }
  if (rows.length > 0) yield rows
}
