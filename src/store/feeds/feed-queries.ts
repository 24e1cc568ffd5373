import type { Page, StoredFeed } from '../../contract/api.ts'
import type { Backend } from '../sql/backend.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { keyHash, keyOf, numberIn, optional, plain } from '../sql/keys.ts'
import type { PageRequest } from '../store.ts'
import type { FeedChange, FeedItemFilter, StoredFeedItem } from './feed-item.ts'
import { feedFrom, feedItemFrom } from './feed-row.ts'

/** See Store.feeds. */
export async function feeds(backend: Backend): Promise<StoredFeed[]> {
  const rows = await backend.read.selectFrom('feed').selectAll().orderBy('number').execute()
  return rows.map(feedFrom)
}

/** See Store.saveFeed. */
export async function saveFeed(backend: Backend, { address, ...change }: FeedChange): Promise<StoredFeed> {
  const given = {
    ...('title' in change ? { title: optional(change.title) } : {}),
    ...(change.paused === undefined ? {} : { paused: change.paused ? 1 : 0 }),
    ...('etag' in change ? { etag: optional(change.etag) } : {}),
    ...('lastModified' in change ? { last_modified: optional(change.lastModified) } : {}),
    ...('asked' in change ? { asked: optional(change.asked) } : {}),
    ...('next' in change ? { next: optional(change.next) } : {}),
    ...('failure' in change ? { failure: optional(change.failure) } : {}),
    ...(change.failures === undefined ? {} : { failures: change.failures }),
    ...(change.items === undefined ? {} : { items: change.items }),
  }
  return backend.write(async (db) => {
    const hash = keyHash(address)
    const insert = db
      .insertInto('feed')
      .values({ address: plain(address), address_hash: hash, paused: 0, failures: 0, items: 0, ...given })
    await insert
      .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ address_hash: hash, ...given }))
      .execute()
    return feedFrom(
      await db.selectFrom('feed').selectAll().where('address_hash', '=', hash).executeTakeFirstOrThrow(),
    )
  })
}

/** See Store.removeFeed. */
export async function removeFeed(backend: Backend, id: string): Promise<boolean> {
  const number = numberIn(id, 'f')
  if (number === undefined) return false
  return backend.write(async (db) => {
    await db.deleteFrom('feed_item').where('feed', '=', number).execute()
    const { numDeletedRows } = await db.deleteFrom('feed').where('number', '=', number).executeTakeFirst()
    return numDeletedRows > 0n
  })
}

/** See Store.leaseFeed. */
export async function leaseFeed(
  backend: Backend,
  feed: string,
  holder: string,
  now: string,
  until: string,
): Promise<boolean> {
  const number = numberIn(feed, 'f')
  if (number === undefined) return false
  return backend.write(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('feed')
      .set({ lease_holder: plain(holder), lease_until: until })
      .where('number', '=', number)
      .where((e) =>
        e.or([
          e('lease_holder', 'is', null),
          e('lease_holder', '=', plain(holder)),
          e('lease_until', '<=', now),
        ]),
      )
      .executeTakeFirst()
    return numUpdatedRows > 0n
  })
}

/** See Store.feedItem. */
export async function feedItem(
  backend: Backend,
  feed: string,
  key: string,
): Promise<StoredFeedItem | undefined> {
  const row = await backend.read
    .selectFrom('feed_item')
    .selectAll()
    .where('feed', '=', numberIn(feed, 'f') ?? 0)
    .where('key_hash', '=', keyHash(key))
    .executeTakeFirst()
  return row && feedItemFrom(row)
}

/** See Store.saveFeedItem. */
export async function saveFeedItem(backend: Backend, item: StoredFeedItem): Promise<void> {
  const feed = numberIn(item.feed, 'f')
  if (feed === undefined) return
  const values = {
    state: item.state,
    seen: item.seen,
    address: optional(item.address),
    title: optional(item.title),
    report: item.report === undefined ? null : keyOf(item.report),
    failure: optional(item.failure),
    failures: item.failures,
    next: optional(item.next),
  }
  await backend.write(async (db) => {
    const known = await db.selectFrom('feed').select('number').where('number', '=', feed).executeTakeFirst()
    if (!known) return
    await db
      .insertInto('feed_item')
      .values({ feed, key: plain(item.key), key_hash: keyHash(item.key), ...values })
      .onConflict((conflict) => conflict.columns(['feed', 'key_hash']).doUpdateSet(values))
      .execute()
  })
}

/** See Store.feedItems. */
export async function feedItems(
  backend: Backend,
  feed: string,
  filter: FeedItemFilter,
  page?: PageRequest,
): Promise<Page<StoredFeedItem>> {
  const limit = limitOf(page)
  const cursor = readCursor(page, ['string', 'number'])
  const rows = await backend.read
    .selectFrom('feed_item')
    .selectAll()
    .where('feed', '=', numberIn(feed, 'f') ?? 0)
    .$if(filter.state !== undefined, (query) => query.where('state', '=', filter.state ?? ''))
    .$if(cursor !== undefined, (query) =>
      query.where((e) =>
        e.or([
          e('seen', '<', String(cursor?.[0])),
          e.and([e('seen', '=', String(cursor?.[0])), e('number', '<', Number(cursor?.[1]))]),
        ]),
      ),
    )
    .orderBy('seen', 'desc')
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, ({ seen, number }) => [seen, number], feedItemFrom)
}
