export interface Rate {
  /** Requests at once, and how many more each second. */
  burst: number
  perSecond: number
}

/** Clients remembered at most; the ones heard of longest ago are forgotten first. */
const mostClients = 10_000

/** Counts requests by client: a bucket each, which fills up again by the second. */
export class RateLimit {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #buckets = new Map<string, { left: number; at: number }>()

  /** @param now milliseconds that only go up */
  constructor(rate: Rate, now: () => number = () => performance.now()) {
    this.#rate = rate
    this.#now = now
  }

  /** Takes one from the client's bucket; gives 0, or the seconds to wait where it is empty. */
  take(client: string): number {
    const bucket = this.#bucket(client)
    if (bucket.left < 1) return this.#wait(bucket.left)
    bucket.left -= 1
    return 0
  }

  #wait(left: number): number {
    return Math.max(1, Math.ceil((1 - left) / this.#rate.perSecond))
  }

  #bucket(client: string): { left: number; at: number } {
    const now = this.#now()
    const known = this.#buckets.get(client)
    const left = known
      ? Math.min(this.#rate.burst, known.left + ((now - known.at) / 1000) * this.#rate.perSecond)
      : this.#rate.burst
    const bucket = { left, at: now }
    this.#buckets.delete(client)
    this.#buckets.set(client, bucket)
    if (this.#buckets.size > mostClients) {
      const [oldest] = this.#buckets.keys()
      this.#buckets.delete(oldest)
    }
    return bucket
  }
}
