import type { Page, StoredCorrection } from '../../contract/api.ts'
import { scopeOf } from '../findings/scope.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { storyId } from '../sql/keys.ts'
import type { CorrectionFilter, PageRequest } from '../store.ts'
import { readCorrections } from './correction-book.ts'

/** See Store.corrections. */
export async function corrections(
  backend: Backend,
  filter: CorrectionFilter,
  page?: PageRequest,
): Promise<Page<StoredCorrection>> {
  const limit = limitOf(page)
  const cursor = readCursor(page, ['number'])
  const { report, story, nothing } = await scopeOf(backend, filter)
  if (nothing) return { items: [] }
  const db = backend.read
  const rows = await db
    .selectFrom('correction')
    .selectAll()
    .$if(cursor !== undefined, (query) => query.where('number', '<', Number(cursor?.[0])))
    .$if(filter.undone !== undefined, (query) =>
      query.where('undone_at', filter.undone ? 'is not' : 'is', null),
    )
    .$if(report !== undefined, (query) =>
      query.where('number', 'in', (e) =>
        e
          .selectFrom('correction_anchor')
          .select('correction')
          .where('report', '=', report ?? 0),
      ),
    )
    .$if(story !== undefined, (query) =>
      query.where((e) =>
        e.or([
          e(
            'number',
            'in',
            e
              .selectFrom('correction_anchor')
              .innerJoin('report', 'report.number', 'correction_anchor.report')
              .select('correction')
              .where('report.story', '=', story ?? 0),
          ),
          e.and([e('kind', '=', 'merge-stories'), e('body', 'like', `%"${storyId(story ?? 0)}"%`)]),
        ]),
      ),
    )
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute()
  const items = await readCorrections(db, rows)
  return pageOf(
    rows.map((row, k) => ({ number: row.number, item: items[k] })),
    limit,
    ({ number }) => [number],
    ({ item }) => item,
  )
}
