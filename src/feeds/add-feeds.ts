import type { StoredFeed } from '../contract/api.ts'
import { checkedUrl } from '../intake/fetch-page.ts'
import type { Store } from '../store/store.ts'
import { feedParser } from './feed-parser.ts'

/**
 * Adds a feed by its address; one that is there stays as it is. Throws an IntakeError with a sentence where it is no
 * address of http or https.
 */
export async function addFeed(store: Pick<Store, 'saveFeed'>, address: string): Promise<StoredFeed> {
  const url = checkedUrl(
    address
      .trim()
      .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
      .replace(/^feed:/i, 'https:'),
    undefined,
  )
  url.hash = ''
  return store.saveFeed({ address: url.href })
}

/** Adds the feeds of an OPML list. Throws a FeedError where the text is none. @param name as the sentence calls it */
export async function addOpml(
  store: Pick<Store, 'feeds' | 'saveFeed'>,
  text: string,
  name = 'The list',
): Promise<StoredFeed[]> {
  const listed = await feedParser().opml(text, name)
  const known = new Map((await store.feeds()).map((feed) => [feed.address, feed]))
  const added: StoredFeed[] = []
  for (const { address, title } of listed)
    added.push(known.get(address) ?? (await store.saveFeed({ address, ...(title ? { title } : {}) })))
  return added
}
