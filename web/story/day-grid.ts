/** Statements beside days: who said what on which day, and as what. */
import type { SituationStatement, StatementClaim } from '../../src/contract/situation.ts'
import type { StoryBook } from './story-book.ts'

export interface GridRow {
  statement: SituationStatement
  /** Claims by the number of their column. */
  cells: StatementClaim[][]
}

export interface DayGrid {
  /** What columns stand for: days, or hours where all was said on one day. ISO 8601, cut to the day or hour. */
  columns: string[]
  by: 'day' | 'hour'
  rows: GridRow[]
}

/** Rows and columns that can still be read; of more columns the last are shown. */
const mostRows = 12
const mostColumns = 14

/** A moment cut to its day or hour as it was written: the place where it was published tells what day it was. */
const cut = (published: string | undefined, by: DayGrid['by']): string | undefined =>
  published === undefined
    ? undefined
    : by === 'day'
      ? published.slice(0, 10)
      : published.length >= 13
        ? published.slice(0, 13)
        : undefined

/** Statements that more than one day has first, those of more than one status before all. */
export function dayGrid(book: StoryBook): DayGrid {
  const published = (claim: StatementClaim) => book.report(claim.report)?.published
  const claims = book.statements.flatMap((statement) => statement.claims)
  const days = new Set(claims.flatMap((claim) => cut(published(claim), 'day') ?? []))
  const by = days.size > 1 ? 'day' : 'hour'
  const all = [...new Set(claims.flatMap((claim) => cut(published(claim), by) ?? []))].sort()
  const columns = all.slice(-mostColumns)
  const place = new Map(columns.map((column, k) => [column, k]))
  const rows = book.statements
    .map((statement): GridRow => {
      const cells: StatementClaim[][] = columns.map(() => [])
      for (const claim of statement.claims) {
        const at = place.get(cut(published(claim), by) ?? '')
        if (at !== undefined) cells[at].push(claim)
      }
      return { statement, cells }
    })
    .filter(({ cells }) => cells.filter((cell) => cell.length > 0).length > 1)
  const moved = ({ statement }: GridRow) => statement.history.length
  return { columns, by, rows: rows.sort((a, b) => moved(b) - moved(a)).slice(0, mostRows) }
}
