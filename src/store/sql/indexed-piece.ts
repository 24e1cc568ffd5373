/**
 * The row of SQLite's index of words in which a piece of a report stands: that of its first piece is the report's number,
 * so that rows that follow one another differ by little.
 */
export const indexedPiece = (report: number, piece: number): number => piece * reportNumbers + report

/** How many numbers reports may have: the rest of a row's number by this is the report. */
export const reportNumbers = 2 ** 31
