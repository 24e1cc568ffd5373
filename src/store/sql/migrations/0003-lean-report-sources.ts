import type { Db } from '../backend.ts'

/**
 * Sources of reports are read by their report alone. Their index by name was read by nothing, and was a fifth of the pages
 * that taking a report in writes.
 */
export async function leanReportSources(db: Db): Promise<void> {
  await db.schema.dropIndex('report_source_by_name').execute()
}
