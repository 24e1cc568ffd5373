import type { Backend } from '../sql/backend.ts'

/** See Store.counts. */
export async function counts(backend: Backend) {
  const db = backend.read
  const reports = await db
    .selectFrom('report')
    .select(({ fn }) => [
      fn.countAll<number>().as('reports'),
      fn.sum<number | null>('version').as('versions'),
      fn.sum<number | null>('claims').as('claims'),
    ])
    .executeTakeFirstOrThrow()
  const stories = await db
    .selectFrom('story')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('reports', '>', 0)
    .executeTakeFirstOrThrow()
  const corrections = await db
    .selectFrom('correction')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const waiting = await db
    .selectFrom('report')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('awaits', '=', 1)
    .executeTakeFirstOrThrow()
  return {
    waiting: Number(waiting.count),
    reports: Number(reports.reports),
    versions: Number(reports.versions ?? 0),
    stories: Number(stories.count),
    claims: Number(reports.claims ?? 0),
    corrections: Number(corrections.count),
  }
}
