import type { StoredFeed } from '../../contract/api.ts'

/** An item is waiting to be followed, or to be tried again; taken, as a report; or given up, with the reason. */
export const feedItemStates = ['waiting', 'taken', 'given-up'] as const
export type FeedItemState = (typeof feedItemStates)[number]
export interface StoredFeedItem {
  feed: string
  /** By which the feed tells its items apart. */
  key: string
  state: FeedItemState
  /** When it was first seen; ISO 8601. */
  seen: string
  address?: string
  title?: string
  /** Id of the report that it gave. */
  report?: string
  /** Why its article could not be read the last time, for a person. */
  failure?: string
  failures: number
  /** When it is tried next; ISO 8601. */
  next?: string
}
export interface FeedItemFilter {
  state?: FeedItemState
}
export type FeedChange = { address: string } & Partial<Omit<StoredFeed, 'id' | 'address'>>
