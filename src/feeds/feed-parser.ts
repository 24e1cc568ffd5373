import type { ParsedFeed } from '../intake/feed/read-feed.ts'
import { quoted } from '../intake/intake-item.ts'
import { ThreadQueue } from '../threads/thread-queue.ts'
import { FeedError } from './feed-error.ts'
import type { OpmlFeed } from './read-opml.ts'

/** A feed or a list of feeds to be parsed. */
export type FeedTask =
  | { kind: 'feed'; bytes: Uint8Array; address: string; contentType: string | undefined }
  | { kind: 'opml'; text: string; name: string }
export type ParsedTask = ParsedFeed | OpmlFeed[]

/** What the thread that parses feeds may take; beyond it the thread is ended, and the next feed has a fresh one. */
export const feedParsingLimits = Object.freeze({
  /** Milliseconds for a feed. */
  time: 30_000,
  /** Megabytes of the thread's heap. */
  heap: 512,
})

const nameOf = (task: FeedTask) => (task.kind === 'feed' ? `The feed ${quoted(task.address)}` : task.name)

/** Parses feeds, and the articles in them, in a thread of its own, one at a time. An idle one keeps no process alive. */
export class FeedParser {
  readonly #thread: ThreadQueue<FeedTask, ParsedTask>

  constructor({
    time = feedParsingLimits.time,
    heap = feedParsingLimits.heap,
  }: { time?: number; heap?: number } = {}) {
    this.#thread = new ThreadQueue({
      file: 'feeds/feed-worker',
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 64 },
      time,
      failed: (sentence) => new FeedError(sentence),
      late: (seconds, task) =>
        `${nameOf(task)} took longer than ${seconds} seconds to read, so it was given up.`,
      gone: (reason, task, end) =>
        end === 'out of memory'
          ? `${nameOf(task)} takes more memory to read than the ${heap} MB that it may, so it was given up.`
          : `${nameOf(task)} cannot be read: Selon itself failed on it${reason}.`,
    })
  }

  /** As `readFeed`. Also throws a FeedError where reading takes too long or too much memory. */
  feed(bytes: Uint8Array, address: string, contentType: string | undefined): Promise<ParsedFeed> {
    return this.#thread.do({ kind: 'feed', bytes, address, contentType }) as Promise<ParsedFeed>
  }

  /** As `readOpml`. Also throws a FeedError where reading takes too long or too much memory. */
  opml(text: string, name: string): Promise<OpmlFeed[]> {
    return this.#thread.do({ kind: 'opml', text, name }) as Promise<OpmlFeed[]>
  }

  /** Gives up what is under way, and ends the thread. */
  close(): Promise<void> {
    return this.#thread.abandon('Reading was stopped.')
  }
}

let shared: FeedParser | undefined

/** The parser of this process. Its thread is started at the first feed. */
export function feedParser(): FeedParser {
  shared ??= new FeedParser()
  return shared
}
