import { userInfo } from 'node:os'
import { largestPage } from '../api/limits.ts'
import { forTerminal } from '../output/neutralise.ts'
import { SituationThread } from '../server/situation-thread.ts'
import { type OpenOptions, openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { note } from './notes.ts'
import { UsageError } from './usage-error.ts'

/** What a command that uses the database takes. */
export interface DatabaseOptions {
  database?: string
}

/**
 * Opens the database, does the work and closes it, also where the work fails. One that is not there is refused, unless
 * `access` is "make".
 */
export async function withStore<T>(
  { database, access = 'write' }: DatabaseOptions & Pick<OpenOptions, 'access'>,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  // It starts where the reports of a story are to be compared, so that Ctrl+C is heard meanwhile.
  const situations = new SituationThread()
  const store = await openStore(database, { access, situate: situations.workOut, tell: note })
  try {
    return await work(store)
  } finally {
    void situations.close()
    await store.close()
  }
}

/** A whole number from an option. Throws a UsageError. */
export function countFrom(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`--${name} takes a whole number from 1 on, not "${forTerminal(value)}".`)
  return number
}

/** Who corrects, if it is not said. */
export function userName(): string {
  try {
    return userInfo().username || 'unknown'
  } catch {
    return 'unknown'
  }
}

/** Says on standard error that the database is empty, and how to fill it. */
export async function sayIfEmpty(store: Store): Promise<boolean> {
  if ((await store.counts()).reports > 0) return false
  note('The database holds no reports yet: selon ingest FILE takes some in.')
  return true
}

/** All items of a list, page by page, up to `most`. */
export async function* itemsOf<T>(
  list: (page: { limit: number; after?: string }) => Promise<{ items: T[]; next?: string }>,
  most = Number.POSITIVE_INFINITY,
): AsyncIterable<T> {
  let left = most
  let after: string | undefined
  do {
    const page = await list({ limit: Math.min(largestPage, left), ...(after === undefined ? {} : { after }) })
    yield* page.items
    left -= page.items.length
    after = page.next
  } while (after !== undefined && left > 0)
}
