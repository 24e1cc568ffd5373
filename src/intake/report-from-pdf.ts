import { IntakeError } from './intake-item.ts'
import type { JsonReport } from './report-from-json.ts'

/** A report out of the bytes of a PDF file. */
export async function reportFromPdf(bytes: Uint8Array, name: string): Promise<JsonReport> {
  void bytes
  throw new IntakeError(`${name} is a PDF.`)
}
