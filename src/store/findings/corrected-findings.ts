import type { Analysis, Entity } from '../../contract/analysis.ts'
import { laidIn, splitKey } from '../corrections/correction-book.ts'
import { layOver } from '../corrections/overlay.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { entityKey, type ReportRows, rowsOf } from './finding-rows.ts'
import { addRows, removeRows } from './write-finding-rows.ts'

/** What lists show of a report, with corrections laid over its analysis. */
export async function correctedRows(
  db: Db,
  report: number,
  analysis: Analysis,
  aliases: (key: string) => string,
): Promise<ReportRows> {
  const { analysis: corrected, split } = layOver(analysis, await laidIn(db, report))
  const keyFor = (entity: Entity) => {
    const correction = split.get(entity.id)
    const key = entityKey(entity)
    return aliases(correction ? splitKey(key, correction) : key)
  }
  return rowsOf(report, corrected, keyFor)
}

/** Writes anew by what a report is found, of its analysis with corrections laid over it. */
export async function writeFindings(
  backend: Backend,
  db: Db,
  report: number,
  analysis: Analysis,
  aliases: (key: string) => string,
): Promise<void> {
  const rows = await correctedRows(db, report, analysis, aliases)
  await removeRows(backend, db, report)
  await addRows(backend, db, [{ number: report, rows }])
  await db.updateTable('report').set({ claims: rows.claim.length }).where('number', '=', report).execute()
}
