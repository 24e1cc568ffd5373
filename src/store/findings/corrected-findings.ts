import type { Analysis, Entity } from '../../contract/analysis.ts'
import { laidIn, splitKey } from '../corrections/correction-book.ts'
import { layOver } from '../corrections/overlay.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { entityKey, rowsOf } from './finding-rows.ts'
import { addRows, removeRows } from './write-finding-rows.ts'

/** The rows of a report's findings, made anew from its analysis with corrections laid over it. */
export async function writeFindings(
  backend: Backend,
  db: Db,
  report: number,
  analysis: Analysis,
  aliases: (key: string) => string,
): Promise<void> {
  const { analysis: corrected, split } = layOver(analysis, await laidIn(db, report))
  const keyFor = (entity: Entity) => {
    const correction = split.get(entity.id)
    const key = entityKey(entity)
    return aliases(correction ? splitKey(key, correction) : key)
  }
  await removeRows(backend, db, report)
  await addRows(backend, db, [rowsOf(report, corrected, keyFor)])
  await db
    .updateTable('report')
    .set({ claims: corrected.claims.length })
    .where('number', '=', report)
    .execute()
}
