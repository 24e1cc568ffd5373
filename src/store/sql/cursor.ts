import type { Page } from '../../contract/api.ts'
import { type PageRequest, StoreRequestError } from '../store.ts'

type Key = string | number

/** Where a list goes on, from the `after` of a request; undefined at its beginning. Throws a StoreRequestError. */
export function readCursor(
  request: PageRequest | undefined,
  kinds: readonly ('string' | 'number')[],
): Key[] | undefined {
  if (request?.after === undefined) return undefined
  try {
    const keys: unknown = JSON.parse(Buffer.from(request.after, 'base64url').toString())
    if (
      Array.isArray(keys) &&
      keys.length === kinds.length &&
      keys.every((key, k) => typeof key === kinds[k] && (typeof key === 'string' || Number.isFinite(key)))
    )
      return keys as Key[]
  } catch {
    // It is no cursor either way.
  }
  throw new StoreRequestError('"after" takes what an earlier page gave as "next", unchanged.')
}

/** Items of a page where no limit is given, and at most. */
const usualLimit = 50
const highestLimit = 500

/** How many items a page holds. Throws a StoreRequestError. */
export function limitOf(request: PageRequest | undefined): number {
  const limit = request?.limit ?? usualLimit
  if (!Number.isInteger(limit) || limit < 1 || limit > highestLimit)
    throw new StoreRequestError(`"limit" takes a whole number from 1 to ${highestLimit}.`)
  return limit
}

/** A page of the rows found, of which one more than the limit was asked for. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => Key[],
  itemOf: (row: Row) => T,
): Page<T> {
  const kept = rows.slice(0, limit)
  const last = kept[kept.length - 1]
  return {
    items: kept.map(itemOf),
    ...(rows.length > limit && last !== undefined
      ? { next: Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') }
      : {}),
  }
}
