import type { JsonReport } from './report-from-json.ts'

/**
 * One report of a file that may hold several, or why it could not be read. `part` is what tells it from the others: its
 * number from 1, or the name of an attachment; the report that is the file itself has none.
 */
export type FilePart = { part?: string } & (
  | {
      ok: true
      report: JsonReport
      /** The language that it declares, which decides where its words do not. */
      hint?: string
      /** A sentence about what could not be used of it. */
      note?: string
    }
  | { ok: false; error: string }
)

/** What of a file is told to whoever takes it apart. */
export interface FileSource {
  /** As sentences name it. */
  name: string
  /** Where it was read from, if from an address. */
  url?: string
  contentType?: string
}

/** More reports than these are not taken out of one file. */
export const mostParts = 1000
