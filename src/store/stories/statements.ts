import type { Page } from '../../contract/api.ts'
import { scopeOf } from '../findings/scope.ts'
import { storyOf } from '../reports/stored-analysis.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import type { PageRequest, StatementFilter, StoredStatement } from '../store.ts'
import type { Situations } from './situations.ts'

/** See Store.statements. */
export async function statements(
  backend: Backend,
  situations: Situations,
  filter: StatementFilter,
  page?: PageRequest,
): Promise<Page<StoredStatement>> {
  const limit = limitOf(page)
  const cursor = readCursor(page, ['number', 'number'])
  const { report, story, nothing } = await scopeOf(backend, filter)
  if (nothing) return { items: [] }
  const only = story ?? (report === undefined ? undefined : await storyOf(backend.read, report))
  const stories = await backend.read
    .selectFrom('story')
    .select(['number', 'change'])
    .where('reports', '>', 0)
    .$if(only !== undefined, (query) => query.where('number', '=', only ?? 0))
    .$if(cursor !== undefined, (query) => query.where('change', '<=', Number(cursor?.[0])))
    .orderBy('change', 'desc')
    .limit(limit + 1)
    .execute()
  const rows: { key: [number, number]; statement: StoredStatement }[] = []
  for (const { number, change } of stories) {
    const statements = (await situations.of(number))?.statements ?? []
    statements.forEach((statement, k) => {
      if (cursor && change === cursor[0] && k <= Number(cursor[1])) return
      if (filter.report !== undefined && !statement.claims.some((claim) => claim.report === filter.report))
        return
      rows.push({ key: [change, k], statement })
    })
    if (rows.length > limit) break
  }
  return pageOf(
    rows,
    limit,
    ({ key }) => key,
    ({ statement }) => statement,
  )
}
