import type { Correction } from '../../contract/api.ts'
import { writeFindings } from '../findings/corrected-findings.ts'
import { storedAnalysis, storiesOf } from '../reports/stored-analysis.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { describeStories } from '../stories/describe-stories.ts'
import { type Before, changesFindings, entityAliases } from './correction-book.ts'

/** Lays corrections anew over all reports that one of them touches. */
export async function applyAgain(
  backend: Backend,
  db: Db,
  at: string,
  kind: Correction['kind'],
  before: Before,
  reports: Set<number>,
): Promise<void> {
  if (kind === 'merge-entities' && before.keys) {
    const others = await db
      .selectFrom('report_entity')
      .select('report')
      .distinct()
      .where('key', 'in', before.keys)
      .execute()
    for (const { report } of others) reports.add(report)
  }
  const aliases = await entityAliases(db)
  if (changesFindings(kind))
    for (const report of reports) {
      const head = await db
        .selectFrom('report')
        .select('version')
        .where('number', '=', report)
        .executeTakeFirst()
      const analysis = head && (await storedAnalysis(db, report, head.version))
      if (analysis) await writeFindings(backend, db, report, analysis, aliases)
    }
  const stories = new Set<number>()
  for (const story of (await storiesOf(backend, db, [...reports])).values()) stories.add(story)
  for (const story of [before.from, before.to]) if (story !== undefined) stories.add(story)
  if (kind !== 'note') await describeStories(backend, db, at, stories)
}
