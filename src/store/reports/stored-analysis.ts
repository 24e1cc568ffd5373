import { sql } from 'kysely'
import type { Analysis } from '../../contract/analysis.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { keyOf } from '../sql/keys.ts'
import { StoreError } from '../store.ts'
import { analysisFrom } from './engines.ts'

/** The row of a report by its id. */
export function reportRow(db: Db, id: string) {
  return db.selectFrom('report').selectAll().where('id', '=', keyOf(id)).executeTakeFirst()
}

/** The analysis of a version of a report, by their numbers, as it was taken in. */
export async function storedAnalysis(db: Db, report: number, version: number): Promise<Analysis | undefined> {
  const row = await db
    .selectFrom('version')
    .select('analysis')
    .where('report', '=', report)
    .where('number', '=', version)
    .executeTakeFirst()
  return row && row.analysis.byteLength > 0 ? analysisFrom(db, row.analysis) : undefined
}

/** What is read of what is kept; undefined where its bytes are damaged, for those whom one report must not stop. */
export async function unlessDamaged<T>(read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return undefined
  }
}

/** The number of the story that a report is in. */
export async function storyOf(db: Db, report: number): Promise<number> {
  const row = await db
    .selectFrom('report')
    .select('story')
    .where('number', '=', report)
    .executeTakeFirstOrThrow()
  return row.story
}

/** The numbers of the stories that reports are in. */
export async function storiesOf(
  backend: Backend,
  db: Db,
  reports: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{
    number: number
    story: number
  }>`select number, story from report where number in
    (select c0 from ${backend.rows(
      reports.map((report) => [report]),
      ['integer'],
    )} as asked)`.execute(db)
  return new Map(rows.map(({ number, story }) => [number, story]))
}
