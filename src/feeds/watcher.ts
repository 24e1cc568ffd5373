import PQueue from 'p-queue'
import type { Analysis, Language } from '../contract/analysis.ts'
import type { StoredFeed } from '../contract/api.ts'
import type { ReportInput } from '../engine/document.ts'
import type { FeedItem, ParsedFeed } from '../intake/feed/read-feed.ts'
import { checkedUrl } from '../intake/fetch-page.ts'
import type { FetchedPage } from '../intake/fetched-page.ts'
import { IntakeError, quoted, sentenceOf } from '../intake/intake-item.ts'
import { readInput } from '../intake/read-input.ts'
import { tellLanguage } from '../intake/tell-language.ts'
import type { FeedChange, StoredFeedItem } from '../store/feeds/feed-item.ts'
import type { Store } from '../store/store.ts'
import { type Clock, systemClock } from './clock.ts'
import { FeedError, isPermanent } from './feed-error.ts'
import { feedParser } from './feed-parser.ts'
import { PoliteFetcher, type PoliteOptions } from './polite-fetcher.ts'
import { backOff, defaultInterval, maxAge, nextInterval } from './schedule.ts'

/** The part of a database that feeds need. */
export type FeedStore = Pick<
  Store,
  'feeds' | 'saveFeed' | 'leaseFeed' | 'feedItem' | 'saveFeedItem' | 'feedItems' | 'ingest'
>

export interface WatcherOptions extends PoliteOptions {
  /** Reads a report: `engine.analyse`. */
  analyse: (input: ReportInput & { language: Language }) => Analysis | Promise<Analysis>
  /** Writes a report down for workers, who read it in the place of `analyse` and keep it; gives the report's id. */
  enqueue?: (input: ReportInput & { language: Language }, from: string) => Promise<string>
  /** Milliseconds between two requests for a feed that asks for nothing else; 15 minutes by default. */
  interval?: number
  /** Feeds asked at once, each at another host; 4 by default. */
  concurrency?: number
  /** Most bytes of a feed, and of an article, unpacked. */
  feedBytes?: number
  articleBytes?: number
  /** Articles followed each time that a feed is asked; the others wait for the next. */
  articles?: number
  /** Told of each feed that was asked and each item that was followed. */
  onEvent?: (event: WatchEvent) => void
  /** By which processes on one database tell each other apart; its own by default. */
  holder?: string
}

/** What happened: a feed was asked, or one of its items was followed. */
export type WatchEvent =
  | ({ kind: 'feed'; address: string } & FeedOutcome)
  | { kind: 'item'; feed: string; item: StoredFeedItem }

/** What asking a feed came to. `busy`: another process is asking it now. `gone`: there is no such feed. */
export interface FeedOutcome {
  feed: string
  result: 'read' | 'unchanged' | 'failed' | 'busy' | 'paused' | 'gone'
  title?: string
  /** Items not seen before; followed ones that gave a report, and that did not. */
  new: number
  taken: number
  failed: number
  failure?: string
  /** When it is asked next; ISO 8601. */
  next?: string
}

const feedTypes =
  'application/rss+xml,application/atom+xml,application/feed+json,application/rdf+xml,application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,*/*;q=0.1'
const articleTypes = 'text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.1'

const leaseTime = 10 * 60_000
const tick = 30_000
/** Tries for an article whose host is in trouble. */
const mostTries = 5

/**
 * Asks feeds when they are due and brings the reports behind their items into a database. What was seen is written down
 * before it is followed and what was taken in is marked after, so that a crash at any moment loses nothing and takes
 * nothing in twice. Several watchers, in one process or more, may share a database.
 */
export class Watcher {
  readonly #store: FeedStore
  readonly #options: WatcherOptions
  readonly #clock: Clock
  readonly #fetcher: PoliteFetcher
  readonly #holder: string
  readonly #interval: number
  #running: { stop: AbortController; ended: Promise<void> } | undefined
  readonly #stopping = new AbortController()

  constructor(store: FeedStore, options: WatcherOptions) {
    this.#store = store
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#fetcher = new PoliteFetcher(options)
    this.#interval = options.interval ?? defaultInterval
    this.#holder = options.holder ?? `${process.pid}-${crypto.randomUUID()}`
  }

  /** Begins to ask feeds whenever they are due. Twice is once. */
  start(): void {
    if (this.#running || this.#stopping.signal.aborted) return
    const stop = new AbortController()
    this.#running = { stop, ended: this.#loop(AbortSignal.any([stop.signal, this.#stopping.signal])) }
  }

  /** Ends what is under way at the next safe place; resolves when nothing of it is left. Not to be started again. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running?.ended
  }

  /** Asks every feed that is due and not paused, once; gives what came of each. Errors of the database are thrown. */
  async askDue(signal: AbortSignal = this.#stopping.signal): Promise<FeedOutcome[]> {
    const now = this.#clock.now()
    const due = (await this.#store.feeds()).filter(
      (feed) => !feed.paused && (feed.next === undefined || Date.parse(feed.next) <= now),
    )
    return this.#askAll(due, signal)
  }

  /** Asks these feeds now, whether due or not, unless paused. */
  async askEach(ids: readonly string[]): Promise<FeedOutcome[]> {
    const wanted = new Set(ids)
    return this.#askAll(
      (await this.#store.feeds()).filter(({ id }) => wanted.has(id)),
      this.#stopping.signal,
    )
  }

  /** Asks one feed now, also where it is paused or not due. */
  async askNow(id: string): Promise<FeedOutcome> {
    const feed = (await this.#store.feeds()).find((one) => one.id === id)
    if (!feed) return { feed: id, result: 'gone', new: 0, taken: 0, failed: 0 }
    return this.#ask(feed, this.#stopping.signal)
  }

  async #loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.askDue(signal)
      } catch (error) {
        // A database that is away for a while: the feeds are due again at the next turn.
        this.#options.onEvent?.({
          kind: 'feed',
          address: '',
          feed: '',
          result: 'failed',
          new: 0,
          taken: 0,
          failed: 0,
          failure: sentenceOf(error),
        })
      }
      if (!signal.aborted) await this.#clock.sleep(tick, signal)
    }
  }

  async #askAll(feeds: readonly StoredFeed[], signal: AbortSignal): Promise<FeedOutcome[]> {
    const queue = new PQueue({ concurrency: this.#options.concurrency ?? 4 })
    return Promise.all(
      feeds.map((feed) =>
        queue.add(async (): Promise<FeedOutcome> => {
          if (feed.paused) return { feed: feed.id, result: 'paused', new: 0, taken: 0, failed: 0 }
          return this.#ask(feed, signal)
        }),
      ),
    )
  }

  async #ask(feed: StoredFeed, signal: AbortSignal): Promise<FeedOutcome> {
    const outcome: FeedOutcome = { feed: feed.id, result: 'failed', new: 0, taken: 0, failed: 0 }
    if (signal.aborted || !(await this.#lease(feed.id))) return { ...outcome, result: 'busy' }
    try {
      await this.#askLeased(feed, outcome, signal)
    } finally {
      const now = this.#at(this.#clock.now())
      await this.#store.leaseFeed(feed.id, this.#holder, now, now)
    }
    this.#options.onEvent?.({ kind: 'feed', address: feed.address, ...outcome })
    return outcome
  }

  #lease(feed: string): Promise<boolean> {
    const now = this.#clock.now()
    return this.#store.leaseFeed(feed, this.#holder, this.#at(now), this.#at(now + leaseTime))
  }

  readonly #at = (milliseconds: number) => new Date(milliseconds).toISOString()

  async #askLeased(feed: StoredFeed, outcome: FeedOutcome, signal: AbortSignal): Promise<void> {
    const { address } = feed
    const asked = this.#at(this.#clock.now())
    let parsed: ParsedFeed | undefined
    let validators: Pick<StoredFeed, 'etag' | 'lastModified'> = {}
    let age: number | undefined
    try {
      const answer = await this.#fetcher.get(address, {
        accept: feedTypes,
        bytes: this.#options.feedBytes ?? 5 * 1024 * 1024,
        signal,
        headers: {
          ...(feed.etag ? { 'if-none-match': feed.etag } : {}),
          ...(feed.lastModified ? { 'if-modified-since': feed.lastModified } : {}),
        },
      })
      age = maxAge(answer.headers['cache-control'])
      if (answer.status === 200) {
        parsed = await feedParser().feed(answer.bytes, answer.url.href, answer.headers['content-type'])
        validators = { etag: answer.headers['etag'], lastModified: answer.headers['last-modified'] }
      }
    } catch (error) {
      // Stopped by its user, a feed has not failed.
      if (!signal.aborted) await this.#failed(feed, error, asked, outcome)
      return
    }

    const title = parsed?.title ?? feed.title
    const fresh = new Map<string, FeedItem>()
    for (const item of parsed?.items ?? []) {
      fresh.set(item.key, item)
      if (await this.#store.feedItem(feed.id, item.key)) continue
      outcome.new++
      await this.#store.saveFeedItem({
        feed: feed.id,
        key: item.key,
        state: 'waiting',
        seen: asked,
        ...(item.address ? { address: item.address } : {}),
        ...(item.title ? { title: item.title } : {}),
        failures: 0,
      })
    }
    const next =
      this.#clock.now() + nextInterval(this.#interval, { ttl: parsed?.ttl, maxAge: age }, this.#clock)
    const left = await this.#followWaiting(
      feed,
      { title, language: parsed?.language },
      fresh,
      next,
      outcome,
      signal,
    )
    outcome.result = parsed ? 'read' : 'unchanged'
    if (title) outcome.title = title
    // With articles left over it is asked again soon, and in full, since what it holds of them is not kept here.
    const soon = this.#clock.now() + Math.min(60_000, this.#interval)
    outcome.next = this.#at(left > 0 ? soon : next)
    await this.#save({
      address,
      items: feed.items + outcome.new,
      ...(title ? { title } : {}),
      asked,
      next: outcome.next,
      failure: undefined,
      failures: 0,
      ...(parsed && left === 0 ? { etag: undefined, lastModified: undefined, ...validators } : {}),
    })
  }

  async #failed(feed: StoredFeed, error: unknown, asked: string, outcome: FeedOutcome): Promise<void> {
    if (!(error instanceof IntakeError)) throw error
    const failures = feed.failures + 1
    const now = this.#clock.now()
    const notBefore = error instanceof FeedError ? error.notBefore : undefined
    const gone = error instanceof FeedError && error.status === 410
    outcome.failure = gone
      ? `${error.message} It was paused, since it says that it is gone for good.`
      : error.message
    outcome.next = this.#at(Math.max(now + backOff(this.#interval, failures, this.#clock), notBefore ?? 0))
    await this.#save({
      address: feed.address,
      asked,
      next: outcome.next,
      failure: outcome.failure,
      failures,
      ...(gone ? { paused: true } : {}),
    })
  }

  /** A feed that was removed while it was asked stays removed. */
  async #save(change: FeedChange): Promise<void> {
    if ((await this.#store.feeds()).some(({ address }) => address === change.address))
      await this.#store.saveFeed(change)
  }

  /**
   * Follows the items of a feed that wait and whose time has come, newest of the feed first.
   * @param fresh what the feed says of its items now
   * @returns how many are left that could be followed at once
   */
  async #followWaiting(
    feed: StoredFeed,
    says: { title?: string; language?: string },
    fresh: ReadonlyMap<string, FeedItem>,
    nextAsk: number,
    outcome: FeedOutcome,
    signal: AbortSignal,
  ): Promise<number> {
    const waiting: StoredFeedItem[] = []
    let after: string | undefined
    do {
      const page = await this.#store.feedItems(
        feed.id,
        { state: 'waiting' },
        { limit: 500, ...(after === undefined ? {} : { after }) },
      )
      waiting.push(...page.items)
      after = page.next
    } while (after !== undefined)
    const now = this.#clock.now()
    const order = new Map([...fresh.keys()].map((key, i) => [key, i]))
    const due = waiting
      .filter(({ next }) => next === undefined || Date.parse(next) <= now)
      .sort((a, b) => (order.get(a.key) ?? fresh.size) - (order.get(b.key) ?? fresh.size))
    const most = this.#options.articles ?? 50
    let leased = now
    for (const [i, item] of due.entries()) {
      if (i >= most || signal.aborted) return due.length - i
      if (this.#clock.now() - leased > leaseTime / 3) {
        leased = this.#clock.now()
        // Somebody else took over while an article was slow: the rest is theirs.
        if (!(await this.#lease(feed.id))) return due.length - i
      }
      const followed = await this.#follow(feed, says, item, fresh.get(item.key), nextAsk, signal)
      if (!followed) return due.length - i
      await this.#store.saveFeedItem(followed)
      if (followed.state === 'taken') outcome.taken++
      else outcome.failed++
      this.#options.onEvent?.({ kind: 'item', feed: feed.address, item: followed })
    }
    return 0
  }

  /** Brings one item's article into the database; undefined where it was stopped on the way. */
  async #follow(
    feed: StoredFeed,
    says: { title?: string; language?: string },
    item: StoredFeedItem,
    fresh: FeedItem | undefined,
    nextAsk: number,
    signal: AbortSignal,
  ): Promise<StoredFeedItem | undefined> {
    const { failure: _, next: __, ...known } = item
    try {
      const input = await this.#article(feed, says, item, fresh, signal)
      // Breathing space for whatever else the process does: an analysis holds it for a moment.
      await new Promise((resolve) => setImmediate(resolve))
      const report = await this.#take(input, feed.id)
      return { ...known, state: 'taken', report, failures: 0 }
    } catch (error) {
      if (signal.aborted && error instanceof IntakeError) return undefined
      if (!(error instanceof IntakeError)) throw error
      const failures = item.failures + 1
      if (isPermanent(error) || failures >= mostTries)
        return { ...known, state: 'given-up', failure: error.message, failures }
      const wait = Math.max(
        this.#clock.now() + backOff(this.#interval, failures - 1, this.#clock),
        nextAsk,
        error instanceof FeedError ? (error.notBefore ?? 0) : 0,
      )
      return { ...known, state: 'waiting', failure: error.message, failures, next: this.#at(wait) }
    }
  }

  /** Has a report read and kept, here or by workers; its id. */
  async #take(input: ReportInput & { language: Language }, from: string): Promise<string> {
    if (this.#options.enqueue) return this.#options.enqueue(input, from)
    const [{ report }] = await this.#store.ingest([{ analysis: await this.#analyse(input), from }])
    return report
  }

  async #analyse(input: ReportInput & { language: Language }): Promise<Analysis> {
    try {
      return await this.#options.analyse(input)
    } catch (error) {
      // A report over a limit is no fault of Selon: the sentence stands by itself.
      if (error instanceof Error && error.name === 'AnalysisFailed') throw new FeedError(error.message)
      throw new FeedError(
        `Selon itself failed on this report (${sentenceOf(error)}): please tell its makers.`,
        {
          permanent: true,
        },
      )
    }
  }

  /** The report behind an item: its page, else the whole of it as the feed has it. A summary is never taken for it. */
  async #article(
    feed: StoredFeed,
    says: { title?: string; language?: string },
    item: StoredFeedItem,
    fresh: FeedItem | undefined,
    signal: AbortSignal,
  ): Promise<ReportInput & { language: Language }> {
    try {
      if (!item.address)
        throw new FeedError(fresh?.withoutAddress ?? 'The feed gives no link to its article.', {
          permanent: true,
        })
      return this.#described(await this.#page(item.address, signal), feed, says, fresh)
    } catch (error) {
      if (!fresh?.fullText || !(error instanceof IntakeError) || signal.aborted) throw error
      const hint = fresh.language ?? says.language
      let language: Language
      try {
        language = await tellLanguage(fresh.fullText, `The item ${quoted(fresh.title ?? item.key)}`, hint)
      } catch (failure) {
        throw new FeedError(sentenceOf(failure), { permanent: true })
      }
      return this.#described(
        { text: fresh.fullText, language, ...(item.address ? { url: item.address } : {}) },
        feed,
        says,
        fresh,
      )
    }
  }

  /** What the page leaves unsaid, as the feed has it; the outlet that the feed names as its source goes first. */
  #described(
    input: ReportInput & { language: Language },
    feed: StoredFeed,
    says: { title?: string },
    fresh: FeedItem | undefined,
  ): ReportInput & { language: Language } {
    const publisher = fresh?.source ?? input.publisher ?? says.title ?? feed.title
    const title = input.title ?? fresh?.title
    const published = input.published ?? fresh?.published
    const authors = input.authors?.length ? input.authors : fresh?.authors
    return {
      ...input,
      ...(publisher ? { publisher } : {}),
      ...(title ? { title } : {}),
      ...(published ? { published } : {}),
      ...(authors ? { authors } : {}),
    }
  }

  async #page(address: string, signal: AbortSignal): Promise<ReportInput & { language: Language }> {
    // What goes wrong on the way is thrown as it is; intake would keep only its sentence.
    let failure: unknown
    const fetch = async (): Promise<FetchedPage> => {
      try {
        const answer = await this.#fetcher.get(checkedUrl(address, undefined).href, {
          accept: articleTypes,
          bytes: this.#options.articleBytes ?? 10 * 1024 * 1024,
          signal,
        })
        const contentType = answer.headers['content-type']
        this.#checkType(address, contentType, answer.bytes)
        const url = new URL(answer.url)
        url.hash = ''
        return { url: url.href, ...(contentType ? { contentType } : {}), bytes: answer.bytes }
      } catch (error) {
        failure = error
        throw error
      }
    }
    for await (const item of readInput(address, { fetch, formats: ['html', 'text', 'pdf'] })) {
      if (item.ok) {
        // The page may not choose under which name it is kept: it could write over another report.
        const { id: _, ...input } = item.input
        return input
      }
      throw failure ?? new FeedError(item.error, { permanent: true })
    }
    throw new FeedError(`${quoted(address)} gave nothing.`, { permanent: true })
  }

  /** Data, and files that hold several reports, could state reports of any outlet: an article is a page, a text or a PDF. */
  #checkType(address: string, contentType: string | undefined, bytes: Uint8Array): void {
    const type = (contentType ?? '').split(';')[0].trim().toLowerCase()
    const wrong = /^(?:image|audio|video|font|multipart)\/|json|javascript|zip|octet-stream/.test(type)
    const start = Buffer.from(bytes.subarray(0, 64))
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, '')
    if (wrong || /^\s*[[{]/.test(start))
      throw new FeedError(
        `${quoted(address)} gives ${type && wrong ? quoted(type) : 'data'}, and no page with an article.`,
        { permanent: true },
      )
  }
}
