import type { Language } from '../contract/analysis.ts'

/** What the engine was told of the report. */
export interface ReportInput {
  id?: string
  text: string
  language?: Language
  published?: string
  publisher?: string
  title?: string
  url?: string
  authors?: string[]
}
