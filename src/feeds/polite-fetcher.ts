import robotsModule, { type Robot } from 'robots-parser'
import { version } from '../engine/version.ts'
import { type AddressPolicy, publicAddressesOnly } from '../intake/address-policy.ts'
import {
  AddressRefused,
  checkedUrl,
  type FetchedAnswer,
  fetchOnce,
  meaningOfStatus,
  tooManyRedirects,
} from '../intake/fetch-page.ts'
import { IntakeError, quoted } from '../intake/intake-item.ts'
import { type Clock, systemClock } from './clock.ts'
import { FeedError } from './feed-error.ts'
import { retryAfter } from './schedule.ts'

/** What servers are told; robots.txt may speak to it as "Selon". */
export const feedUserAgent = `Selon/${version} (Selon, a reader of news feeds; run by its user; obeys robots.txt as "Selon")`
const robotName = 'Selon'

// The package is one function; its types, read as an ES module, say that it stands one step deeper.
const robots = robotsModule as unknown as (url: string, rules: string) => Robot

export interface PoliteOptions {
  clock?: Clock
  /** Hosts ("intranet.example", or with a port "localhost:8080") that may lie in a private network. */
  allowHosts?: readonly string[]
  /** For all other hosts; public addresses alone by default. */
  allowAddress?: AddressPolicy
  /** Milliseconds between two requests to one host; 2,000 by default. */
  pause?: number
  /** Milliseconds for one request; 20,000 by default. */
  time?: number
  redirects?: number
  resolve?: (host: string) => Promise<string[]>
}

export interface PoliteRequest {
  accept: string
  /** Most bytes of the answer, counted after decompression. */
  bytes: number
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

interface Rules {
  /** Undefined where the host has none. */
  robot?: Robot
  /** The host could not say, so nothing is asked of it: why. */
  closed?: FeedError
  until: number
}

const hour = 3_600_000
/** The standard (RFC 9309) wants at least 500 KiB read. */
const robotsBytes = 512 * 1024
const mostHosts = 2000

/**
 * Asks servers as a guest: obeys robots.txt (RFC 9309), makes one request to a host at a time with a pause between
 * two, leaves a host alone for as long as its Retry-After says, and connects to no private network, at any hop.
 */
export class PoliteFetcher {
  readonly #clock: Clock
  readonly #options: PoliteOptions
  readonly #pause: number
  readonly #allowed: ReadonlySet<string>
  readonly #rules = new Map<string, Rules>()
  /** By host: when the last request to it ends. */
  readonly #turns = new Map<string, Promise<unknown>>()
  readonly #free = new Map<string, number>()
  readonly #holds = new Map<string, number>()

  constructor(options: PoliteOptions = {}) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#pause = options.pause ?? 2000
    this.#allowed = new Set((options.allowHosts ?? []).map((host) => host.toLowerCase()))
  }

  /**
   * One address, redirects followed. Gives answers of status 200 and 304; every other one, and all that goes wrong on the
   * way, is an IntakeError (most often a FeedError) with a sentence.
   */
  async get(address: string, request: PoliteRequest): Promise<FetchedAnswer> {
    const most = this.#options.redirects ?? 5
    let url = checkedUrl(address, undefined)
    for (let hop = 0; ; hop++) {
      await this.#checkRobots(url, request.signal)
      const answer = await this.#ask(url, request, this.#pauseOf(url))
      const location = answer.headers['location']
      if (answer.status >= 300 && answer.status < 400 && answer.status !== 304 && location !== undefined) {
        if (hop >= most) throw tooManyRedirects(address, most)
        url = checkedUrl(location, url)
        continue
      }
      if (answer.status === 200 || answer.status === 304) return answer
      throw this.#refusal(answer)
    }
  }

  #refusal({ url, status, headers }: FetchedAnswer): FeedError {
    const notBefore = retryAfter(headers['retry-after'], this.#clock.now())
    return new FeedError(`${quoted(url.href)} answered ${status}${meaningOfStatus(status)}.`, {
      status,
      permanent: [401, 402, 403, 404, 405, 406, 410, 451].includes(status),
      ...(notBefore === undefined ? {} : { notBefore }),
    })
  }

  /** Throws where robots.txt keeps Selon out, or its host cannot say whether it does. */
  async #checkRobots(url: URL, signal: AbortSignal | undefined): Promise<void> {
    const now = this.#clock.now()
    let rules = this.#rules.get(url.origin)
    if (!rules || rules.until <= now) {
      rules = await this.#readRobots(url, signal)
      forgetOldest(this.#rules)
      this.#rules.set(url.origin, rules)
    }
    if (rules.closed) throw rules.closed
    if (rules.robot?.isAllowed(url.href, robotName) === false)
      throw new FeedError(
        `${quoted(url.href)} is closed to programs by its host's robots.txt: read it in a browser.`,
        { permanent: true },
      )
  }

  async #readRobots(page: URL, signal: AbortSignal | undefined): Promise<Rules> {
    const until = (hours: number) => this.#clock.now() + hours * hour
    const request = { accept: 'text/plain,*/*;q=0.1', bytes: robotsBytes, ...(signal ? { signal } : {}) }
    let url = new URL('/robots.txt', page)
    for (let hop = 0; hop <= 5; hop++) {
      // An error here (no such host, a private network) is that of the page too.
      const answer = await this.#ask(url, request, 0, true)
      const { status, headers } = answer
      if (status >= 300 && status < 400 && headers['location'] !== undefined) {
        try {
          url = checkedUrl(headers['location'], url)
        } catch {
          return { until: until(24) }
        }
        continue
      }
      if (status === 200) {
        // A line longer than any address is no rule.
        const text = new TextDecoder()
          .decode(answer.bytes)
          .split(/\r\n?|\n/)
          .filter((line) => line.length <= 2048)
          .join('\n')
        return { robot: robots(new URL('/robots.txt', page).href, text), until: until(24) }
      }
      if (status === 429 || status >= 500) {
        const notBefore = retryAfter(headers['retry-after'], this.#clock.now())
        const closed = new FeedError(
          `${quoted(url.href)}, which says what programs may read there, answered ${status}, so nothing is asked of that host for now.`,
          notBefore === undefined ? {} : { notBefore },
        )
        return { closed, until: Math.min(notBefore ?? until(0.25), until(1)) }
      }
      return { until: until(24) }
    }
    return { until: until(24) }
  }

  #pauseOf(url: URL): number {
    const wanted = this.#rules.get(url.origin)?.robot?.getCrawlDelay(robotName)
    return Math.max(this.#pause, Math.min((wanted ?? 0) * 1000, 60_000))
  }

  /** One request, in its turn at its host and after the pause that is due there. */
  #ask(url: URL, request: PoliteRequest, pause: number, forRobots = false): Promise<FetchedAnswer> {
    const { host } = url
    const before = this.#turns.get(host) ?? Promise.resolve()
    const mine = before.then(async () => {
      const held = this.#holds.get(host) ?? 0
      if (held > this.#clock.now())
        throw new FeedError(
          `The host ${quoted(host)} wants no requests before ${new Date(held).toISOString()}.`,
          { notBefore: held },
        )
      const wait = (this.#free.get(host) ?? 0) + pause - this.#clock.now()
      if (pause > 0 && wait > 0) await this.#clock.sleep(wait, request.signal)
      if (request.signal?.aborted) throw new IntakeError(`Reading ${quoted(url.href)} was stopped.`)
      const answer = await this.#fetch(url, request)
      if (answer.status === 429 || answer.status === 503) {
        const until = retryAfter(answer.headers['retry-after'], this.#clock.now())
        if (until !== undefined) this.#holds.set(host, until)
      }
      return answer
    })
    const settled = mine.then(
      () => this.#release(host, forRobots),
      () => this.#release(host, forRobots),
    )
    this.#turns.set(host, settled)
    settled.then(() => {
      if (this.#turns.get(host) === settled) this.#turns.delete(host)
    })
    return mine
  }

  #release(host: string, forRobots: boolean): void {
    if (forRobots) return
    forgetOldest(this.#free)
    this.#free.set(host, this.#clock.now())
    for (const [held, until] of this.#holds) if (until <= this.#clock.now()) this.#holds.delete(held)
  }

  async #fetch(url: URL, request: PoliteRequest): Promise<FetchedAnswer> {
    const known = this.#allowed.has(url.hostname.toLowerCase()) || this.#allowed.has(url.host.toLowerCase())
    try {
      return await fetchOnce(
        url,
        {
          allowAddress: known ? () => true : (this.#options.allowAddress ?? publicAddressesOnly),
          bytes: request.bytes,
          time: this.#options.time ?? 20_000,
          ...(this.#options.resolve ? { resolve: this.#options.resolve } : {}),
        },
        { 'user-agent': feedUserAgent, accept: request.accept, ...request.headers },
        request.signal,
      )
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error
      throw new AddressRefused(
        error.message.replace(
          'save the page to a file and give that',
          'allow the host by its name (--allow-host) if it is yours',
        ),
      )
    }
  }
}

/** Keeps a table of hosts from growing without end. */
function forgetOldest<T>(table: Map<string, T>): void {
  if (table.size < mostHosts) return
  for (const key of table.keys()) {
    table.delete(key)
    break
  }
}
