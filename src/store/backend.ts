import type { Kysely, RawBuilder } from 'kysely'
import type { SearchQuery } from './search-query.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type ColumnType = 'integer' | 'real' | 'text'

/** The words of a report for the full-text index. */
export interface IndexedWords {
  report: number
  pieces: readonly string[]
}

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
  /** Puts reports' words into the full-text index; each piece a run of stems between spaces. */
  index(db: Db, reports: readonly IndexedWords[]): Promise<void>
  unindex(db: Db, report: number): Promise<void>
  /** After a deletion: the bytes leave the disk as far as the database can see to it. */
  purge(): Promise<void>
  /** Where the database is, for messages, without its password. */
  readonly place: string
  close(): Promise<void>
}

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
