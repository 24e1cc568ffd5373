import type { StoredFeed } from '../../contract/api.ts'
import { feedId } from '../sql/keys.ts'
import type { Row } from '../sql/tables.ts'
import type { StoredFeedItem } from './feed-item.ts'

export function feedItemFrom(row: Row<'feed_item'>): StoredFeedItem {
  return {
    feed: feedId(row.feed),
    key: row.key,
    state: row.state as StoredFeedItem['state'],
    seen: row.seen,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.report === null ? {} : { report: row.report }),
    ...(row.failure === null ? {} : { failure: row.failure }),
    failures: row.failures,
    ...(row.next === null ? {} : { next: row.next }),
  }
}

export function feedFrom(row: Row<'feed'>): StoredFeed {
  return {
    id: feedId(row.number),
    address: row.address,
    ...(row.title === null ? {} : { title: row.title }),
    paused: row.paused === 1,
    ...(row.etag === null ? {} : { etag: row.etag }),
    ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
    ...(row.asked === null ? {} : { asked: row.asked }),
    ...(row.next === null ? {} : { next: row.next }),
    ...(row.failure === null ? {} : { failure: row.failure }),
    failures: row.failures,
    items: row.items,
  }
}
