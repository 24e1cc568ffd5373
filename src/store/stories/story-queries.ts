import { sql } from 'kysely'
import type { Page, StoredStory } from '../../contract/api.ts'
import { sameMeaning } from '../search/same-meaning.ts'
import { readQuery } from '../search/search-query.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import type { PageRequest, StoryFilter } from '../store.ts'
import type { Situations } from './situations.ts'
import { storyNumber } from './story-number.ts'
import { storyColumns, storyFrom } from './story-row.ts'

/** See Store.stories. */
export async function stories(
  backend: Backend,
  situations: Situations,
  filter: StoryFilter,
  page?: PageRequest,
): Promise<Page<StoredStory>> {
  const limit = limitOf(page)
  const cursor = readCursor(page, ['number'])
  const query =
    filter.text === undefined ? undefined : readQuery(filter.text, filter.language, { meanings: sameMeaning })
  if (filter.text !== undefined && !query) return { items: [] }
  const text = query && backend.matches(query)
  const rows = await backend.read
    .selectFrom('story')
    .select(storyColumns)
    .where('reports', '>', 0)
    .$if(filter.language !== undefined, (query) => query.where('languages', 'like', `%"${filter.language}"%`))
    .$if(filter.after !== undefined, (query) => query.where('change', '>', filter.after ?? 0))
    .$if(cursor !== undefined, (query) => query.where('change', '<', Number(cursor?.[0])))
    .$if(text !== undefined, (query) =>
      query.where(
        'number',
        'in',
        sql<number>`(select report.story from report join ${text} as matched on matched.report = report.number)`,
      ),
    )
    .orderBy('change', 'desc')
    .limit(limit + 1)
    .execute()
  // One more than is shown tells that there are more; it need not be up to date.
  const shown = await situations.upToDateSoon(rows.slice(0, limit))
  return pageOf([...shown, ...rows.slice(limit)], limit, ({ change }) => [change], storyFrom)
}

/** See Store.story. */
export async function story(
  backend: Backend,
  situations: Situations,
  id: string,
): Promise<StoredStory | undefined> {
  const number = await storyNumber(backend.read, id)
  if (number === undefined) return undefined
  const row = await backend.read
    .selectFrom('story')
    .select(storyColumns)
    .where('number', '=', number)
    .executeTakeFirst()
  return row && storyFrom(await situations.upToDate(row))
}
