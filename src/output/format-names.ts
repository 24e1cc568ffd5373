import { type ExportFormat, exportFormats } from '../contract/api.ts'

/** What a report can be written as: in colours on a terminal, or exported. */
export type Format = 'text' | ExportFormat
/** The formats of a report that was read and is in no database: nobody has given a verdict on it. */
export const formats: readonly Format[] = [
  'text',
  ...exportFormats.filter((format) => format !== 'claimreview'),
]
/** Formats that are bytes, not to be shown on a terminal. */
export const isBinary = (format: string): boolean => format === 'docx' || format === 'parquet'
