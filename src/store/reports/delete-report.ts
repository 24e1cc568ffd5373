import { removeRows } from '../findings/write-finding-rows.ts'
import { logChanges } from '../sql/change-log.ts'
import { correctionId, storyId } from '../sql/keys.ts'
import { inTransaction, type StoreParts } from '../store-parts.ts'
import { describeStories } from '../stories/describe-stories.ts'
import { reportRow } from './stored-analysis.ts'

/** See Store.deleteReport. */
export async function deleteReport(parts: StoreParts, id: string): Promise<boolean> {
  const { backend, index, now } = parts
  const gone = await inTransaction(parts, async (db) => {
    const head = await reportRow(db, id)
    if (!head) return false
    const at = now()
    const anchored = await db
      .selectFrom('correction_anchor')
      .select('correction')
      .distinct()
      .where('report', '=', head.number)
      .execute()
    await removeRows(backend, db, head.number)
    await backend.unindex(db, head.number)
    await index.forget(db, head.number, true)
    for (const { correction } of anchored) {
      await db.deleteFrom('correction_anchor').where('correction', '=', correction).execute()
      await db.deleteFrom('correction').where('number', '=', correction).execute()
      await db.deleteFrom('change').where('correction', '=', correctionId(correction)).execute()
    }
    await db.deleteFrom('version').where('report', '=', head.number).execute()
    await db.deleteFrom('report').where('number', '=', head.number).execute()
    // What waits to be read of it would bring it back.
    await db
      .deleteFrom('queued_report')
      .where((e) =>
        e.or([e('id', '=', head.id), ...(head.url_hash === null ? [] : [e('url_hash', '=', head.url_hash)])]),
      )
      .execute()
    await db.deleteFrom('change').where('report', '=', head.id).execute()
    // The item is still known, so that its feed does not bring the report back.
    await db
      .updateTable('feed_item')
      .set({
        report: null,
        title: null,
        address: null,
        next: null,
        state: 'given-up',
        failure: 'The report was deleted.',
      })
      .where('report', '=', head.id)
      .execute()
    await logChanges(backend, db, at, [{ kind: 'deleted', report: head.id, story: storyId(head.story) }])
    await describeStories(backend, db, at, new Set([head.story]))
    return true
  })
  if (gone) await backend.purge()
  return gone
}
