import type { ExpressionBuilder } from 'kysely'
import type { Db } from '../sql/backend.ts'
import { plain } from '../sql/keys.ts'
import type { Tables } from '../sql/tables.ts'
import type { ReportFilter } from '../store.ts'
import { storyNumber } from '../stories/story-number.ts'

/** Conditions on the table of reports; undefined where nothing can meet them. */
export async function reportConditions(db: Db, filter: ReportFilter) {
  const story = filter.story === undefined ? undefined : await storyNumber(db, filter.story)
  if (filter.story !== undefined && story === undefined) return undefined
  return (e: ExpressionBuilder<Tables, 'report'>) => [
    ...(story === undefined ? [] : [e('report.story', '=', story)]),
    ...(filter.language === undefined ? [] : [e('report.language', '=', filter.language)]),
    ...(filter.publisher === undefined ? [] : [e('report.publisher', '=', plain(filter.publisher))]),
    ...(filter.from === undefined ? [] : [e('report.published', '>=', plain(filter.from))]),
    ...(filter.to === undefined ? [] : [e('report.published', '<', plain(filter.to))]),
    ...(filter.reader === undefined ? [] : [e('report.reader', '=', filter.reader)]),
    ...(filter.awaitsCareful === undefined ? [] : [e('report.awaits', '=', filter.awaitsCareful ? 1 : 0)]),
    ...(filter.feed === undefined ? [] : [e('report.came_from', '=', plain(filter.feed))]),
  ]
}
