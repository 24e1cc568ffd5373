import type { Backend, Db } from '../sql/backend.ts'
import { lastChange } from '../sql/change-log.ts'

/**
 * How much a database holds. All of it but who waits for the careful reader moves with the log of changes: it is counted once
 * for each state of that, since it means going through all reports.
 */
export class Counts {
  readonly #backend: Backend
  #known: { change: number; counted: Awaited<ReturnType<typeof counted>> } | undefined

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** See Store.counts. */
  async now() {
    const db = this.#backend.read
    const change = await lastChange(db)
    if (this.#known?.change !== change) this.#known = { change, counted: await counted(db) }
    const waiting = await db
      .selectFrom('report')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('awaits', '=', 1)
      .executeTakeFirstOrThrow()
    return { waiting: Number(waiting.count), ...this.#known.counted }
  }
}

async function counted(db: Db) {
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
  return {
    reports: Number(reports.reports),
    versions: Number(reports.versions ?? 0),
    stories: Number(stories.count),
    claims: Number(reports.claims ?? 0),
    corrections: Number(corrections.count),
  }
}
