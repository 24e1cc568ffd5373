import { sql } from 'kysely'
import type { Analysis } from '../../contract/analysis.ts'
import type { Page, ReportVersion, StoredReport, VersionDifference } from '../../contract/api.ts'
import { laidIn } from '../corrections/correction-book.ts'
import { layOver } from '../corrections/overlay.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { keyHash, keyOf } from '../sql/keys.ts'
import type { PageRequest, ReportFilter } from '../store.ts'
import { reportConditions } from './report-conditions.ts'
import { reportFrom } from './report-row.ts'
import { reportRow, storedAnalysis } from './stored-analysis.ts'

/** See Store.reports. */
export async function reports(
  backend: Backend,
  filter: ReportFilter,
  page?: PageRequest,
): Promise<Page<StoredReport>> {
  const limit = limitOf(page)
  const cursor = readCursor(page, ['number'])
  const conditions = await reportConditions(backend.read, filter)
  if (!conditions) return { items: [] }
  const rows = await backend.read
    .selectFrom('report')
    .selectAll()
    .where((e) => e.and(conditions(e)))
    .$if(cursor !== undefined, (query) => query.where('number', '<', Number(cursor?.[0])))
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, ({ number }) => [number], reportFrom)
}

/** See Store.report. */
export async function report(backend: Backend, id: string): Promise<StoredReport | undefined> {
  const row = await reportRow(backend.read, id)
  return row && reportFrom(row)
}

/** See Store.reportAt. */
export async function reportAt(backend: Backend, address: string): Promise<StoredReport | undefined> {
  const row = await backend.read
    .selectFrom('report')
    .selectAll()
    .where('url_hash', '=', keyHash(address))
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return row && reportFrom(row)
}

/** See Store.analysis. */
export async function analysis(
  backend: Backend,
  id: string,
  { version, corrected = true }: { version?: number; corrected?: boolean },
): Promise<Analysis | undefined> {
  const db = backend.read
  const head = await reportRow(db, id)
  if (!head) return undefined
  const found = await storedAnalysis(db, head.number, version ?? head.version)
  if (!found || !corrected) return found
  const older = version !== undefined && version !== head.version
  return layOver(found, await laidIn(db, head.number, older ? found.report.text : undefined)).analysis
}

const newestHas = (column: 'title' | 'published') =>
  sql<string | null>`case when version.number = report.version
    then coalesce(${sql.ref(`version.${column}`)}, ${sql.ref(`report.${column}`)}) else ${sql.ref(`version.${column}`)} end`.as(
    column,
  )

/** See Store.versions. */
export async function versions(backend: Backend, id: string): Promise<ReportVersion[]> {
  const rows = await backend.read
    .selectFrom('version')
    .innerJoin('report', 'report.number', 'version.report')
    .select(['version.number', 'version.received', 'version.difference'])
    // Of the newest they stand in the report's row.
    .select([newestHas('title'), newestHas('published')])
    .where('report.id', '=', keyOf(id))
    .orderBy('version.number')
    .execute()
  return rows.map(({ number, received, title, published, difference }) => ({
    number,
    received,
    ...(title === null ? {} : { title }),
    ...(published === null ? {} : { published }),
    ...(difference === null ? {} : { difference: JSON.parse(difference) as VersionDifference }),
  }))
}
