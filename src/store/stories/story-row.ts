import type { Language } from '../../contract/analysis.ts'
import type { StoredStory } from '../../contract/api.ts'
import { storyId } from '../sql/keys.ts'
import { share } from '../sql/share.ts'
import type { Row } from '../sql/tables.ts'

/** What a list shows of a story, and whether it is up to date. */
export const storyColumns = [
  'number',
  'title',
  'reports',
  'origins',
  'conflicts',
  'languages',
  'words',
  'hearsay_words',
  'first',
  'last',
  'change',
  'changed',
  'situated',
] as const

export type StoryRow = Pick<Row<'story'>, (typeof storyColumns)[number]>

/** A story as it is given out. */
export function storyFrom(row: StoryRow): StoredStory {
  return {
    id: storyId(row.number),
    title: row.title,
    reports: row.reports,
    origins: row.origins,
    conflicts: row.conflicts,
    languages: JSON.parse(row.languages) as Language[],
    hearsay: share(row.hearsay_words, row.words),
    ...(row.first === null ? {} : { first: row.first }),
    ...(row.last === null ? {} : { last: row.last }),
    change: row.change,
    changed: row.changed,
  }
}
