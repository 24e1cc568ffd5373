import type { Analysis } from '../../contract/analysis.ts'
import { keyHash } from '../sql/keys.ts'

/** A hash of what a report says: where it is another, the report is another version. */
export const contentHashOf = ({ report }: Analysis): string =>
  keyHash(JSON.stringify([report.text, report.title, report.publisher, report.published, report.language]))
