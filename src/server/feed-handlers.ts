import type { StoredFeed } from '../contract/api.ts'
import { addFeed, addOpml } from '../feeds/add-feeds.ts'
import type { FeedOutcome } from '../feeds/watcher.ts'
import { IntakeError } from '../intake/intake-item.ts'
import { Created, type Handlers, notThere, type Services } from './handler.ts'
import { ProblemError } from './problem.ts'

/** Milliseconds that an answer waits for a feed; asking it goes on after that. */
const patience = 25_000

/** Writes feeds down. Throws a ProblemError that says why they cannot be feeds. */
async function added(store: Services['store'], body: { address: string } | { opml: string }) {
  try {
    return 'opml' in body ? await addOpml(store, body.opml, 'The list') : [await addFeed(store, body.address)]
  } catch (error) {
    if (error instanceof IntakeError) throw new ProblemError(422, error.message)
    throw error
  }
}

/** Feeds: adding, pausing, asking and removing them. */
export function feedHandlers({
  store,
  askFeed,
  report,
}: Services): Handlers<'listFeeds' | 'addFeed' | 'changeFeed' | 'removeFeed' | 'askFeed'> {
  const feedThere = async (id: string): Promise<StoredFeed> => {
    const feed = (await store.feeds()).find((one) => one.id === id)
    if (!feed) throw notThere('feed', id)
    return feed
  }
  return {
    listFeeds: async () => ({ items: await store.feeds() }),
    addFeed: async ({ body }) => {
      const items = await added(store, body)
      // One that was just written down is asked at once; those of a list when their turn comes.
      if ('address' in body) for (const { id } of items) void askFeed(id).catch(report)
      return new Created({ items })
    },
    changeFeed: async ({ params, body }) => {
      const { address } = await feedThere(params.id)
      return store.saveFeed({ address, ...body })
    },
    removeFeed: async ({ params }) => {
      if (!(await store.removeFeed(params.id))) throw notThere('feed', params.id)
    },
    askFeed: async ({ params }) => {
      const feed = await feedThere(params.id)
      const asking = askFeed(feed.id)
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<FeedOutcome>((resolve) => {
        timer = setTimeout(
          () => resolve({ feed: feed.id, result: 'busy', new: 0, taken: 0, failed: 0 }),
          patience,
        )
      })
      asking.catch(() => undefined)
      return Promise.race([asking, late]).finally(() => clearTimeout(timer))
    },
  }
}
