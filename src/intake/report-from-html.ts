import { IntakeError } from './intake-item.ts'
import type { JsonReport } from './report-from-json.ts'

export interface PageSource {
  name: string
  url: string | undefined
  contentType: string | undefined
}

/** A report out of the bytes of an HTML page. */
export async function reportFromHtml(bytes: Uint8Array, source: PageSource): Promise<JsonReport> {
  void bytes
  throw new IntakeError(`${source.name} is a page.`)
}
