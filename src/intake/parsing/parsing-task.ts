import type { PageReport, PageSource } from '../read-page.ts'
import type { PdfReport } from '../report-from-pdf.ts'

/** A page or a file to be parsed: its bytes, and how sentences name it. */
export type ParsingTask = { kind: 'page'; bytes: Uint8Array; source: PageSource } | PdfTask
export interface PdfTask {
  kind: 'pdf'
  bytes: Uint8Array
  name: string
}
export type Parsed = PageReport | PdfReport
