import type { Correction } from '../../contract/api.ts'
import { logChanges } from '../sql/change-log.ts'
import { numberIn, plain } from '../sql/keys.ts'
import type { StoreParts } from '../store-parts.ts'
import { applyAgain } from './apply-again.ts'
import type { Before } from './correction-book.ts'

/** See Store.undo. */
export async function undo({ backend, now }: StoreParts, correction: string, by: string): Promise<boolean> {
  const number = numberIn(correction, 'k')
  if (number === undefined) return false
  return backend.write(async (db) => {
    const row = await db.selectFrom('correction').selectAll().where('number', '=', number).executeTakeFirst()
    if (!row) return false
    if (row.undone_at !== null) return true
    const at = now()
    await db
      .updateTable('correction')
      .set({ undone_at: at, undone_by: plain(by) })
      .where('number', '=', number)
      .execute()
    const before = JSON.parse(row.before ?? '{}') as Before
    const kind = row.kind as Correction['kind']
    if (before.moved && before.from !== undefined && before.to !== undefined) {
      // Reports that were moved on since stay where they are now.
      for (const report of before.moved)
        await db
          .updateTable('report')
          .set({ story: before.from, ...(kind === 'move-report' ? { pinned: 0 } : {}) })
          .where('number', '=', report)
          .where('story', '=', before.to)
          .execute()
      await db.updateTable('story').set({ merged_into: null }).where('number', '=', before.from).execute()
      if (kind === 'merge-stories')
        await db.updateTable('story').set({ pinned: 0 }).where('number', '=', before.to).execute()
      else
        await db
          .updateTable('story')
          .set({ merged_into: before.from })
          .where('number', '=', before.to)
          .where('number', 'not in', db.selectFrom('report').select('story'))
          .execute()
    }
    const reports = await db
      .selectFrom('correction_anchor')
      .select('report')
      .where('correction', '=', number)
      .execute()
    await logChanges(backend, db, at, [{ kind: 'undo', correction }])
    await applyAgain(backend, db, at, kind, before, new Set(reports.map(({ report }) => report)))
    return true
  })
}
