import type { FilePart, FileSource } from '../file-part.ts'
import type { FileFormat } from '../format.ts'
import type { PageReport, PageSource } from '../read-page.ts'
import type { PdfReport } from '../report-from-pdf.ts'

/** A page or a file to be parsed: its bytes, and how sentences name it. */
export type ParsingTask = { kind: 'page'; bytes: Uint8Array; source: PageSource } | PdfTask | FileTask
export interface PdfTask {
  kind: 'pdf'
  bytes: Uint8Array
  name: string
}
/** A file that may hold several reports. */
export interface FileTask {
  kind: 'file'
  bytes: Uint8Array
  format: FileFormat
  source: FileSource
}
export type Parsed = PageReport | PdfReport | FilePart[]
