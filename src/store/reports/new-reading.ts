import type { Analysis } from '../../contract/analysis.ts'
import { anchorAgain, entityAliases } from '../corrections/correction-book.ts'
import { writeFindings } from '../findings/corrected-findings.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { logChanges } from '../sql/change-log.ts'
import { storyId } from '../sql/keys.ts'
import { inTransaction, type StoreParts } from '../store-parts.ts'
import { describeStories } from '../stories/describe-stories.ts'
import { keepEngines } from './engines.ts'
import { prepareReport, type ReportToKeep, reportHead } from './report-to-keep.ts'
import { reportRow } from './stored-analysis.ts'

/** Puts a reading of a report's newest version in the place of the one that is there: its analysis, and what was found. */
export async function layNewReading(
  backend: Backend,
  db: Db,
  given: ReportToKeep,
  { number, version }: { number: number; version: number },
  aliases: (key: string) => string,
): Promise<void> {
  await keepEngines(backend, db, [given.analysis])
  await db
    .updateTable('version')
    .set({ analysis: given.bytes })
    .where('report', '=', number)
    .where('number', '=', version)
    .execute()
  await db
    .updateTable('report')
    .set({ ...reportHead(given), version })
    .where('number', '=', number)
    .execute()
  await anchorAgain(db, number, given.analysis)
  await writeFindings(backend, db, number, given.analysis, aliases)
}

/** See Store.readAgain. */
export async function readAgain(
  parts: StoreParts,
  id: string,
  version: number,
  analysis: Analysis | undefined,
): Promise<boolean> {
  const { backend, now } = parts
  const given = analysis && (await prepareReport({ analysis }))
  return inTransaction(parts, async (db) => {
    const head = await reportRow(db, id)
    // It was deleted, or says something else now.
    if (!head || head.version !== version || head.text_gone !== null) return false
    if (!given) {
      await db.updateTable('report').set({ awaits: 0 }).where('number', '=', head.number).execute()
      return true
    }
    if (given.id !== head.id || given.contentHash !== head.content_hash) return false
    await layNewReading(backend, db, given, head, await entityAliases(db))
    const at = now()
    await logChanges(backend, db, at, [{ kind: 'reading', report: head.id, story: storyId(head.story) }])
    await describeStories(backend, db, at, new Set([head.story]), 'read')
    return true
  })
}
