import type { Store } from '../store/store.ts'

/** Milliseconds of work in one turn, and between two turns: requests are answered in between. */
const slice = 100
const pause = 1000
/** Changes after which stories are settled (a report makes one or two), and the reports that are looked at then. */
const settledAfter = 1000
const settledAtOnce = 600

type RefreshedStore = Pick<Store, 'lastChange' | 'refresh'> & Partial<Pick<Store, 'settle'>>

/**
 * Works out the situations of stories that changed, a little at a time while the server runs, so that lists of stories
 * have them without waiting. Large ones are worked out in a thread, so that a turn may take longer than its slice without
 * holding anything up.
 */
export class SituationRefresh {
  readonly #store: RefreshedStore
  readonly #timer: NodeJS.Timeout
  #underWay: Promise<void> | undefined
  /** The last change up to which all was worked out. */
  #done = -1
  /** The last change when stories were settled, or the server started. */
  #settled: number | undefined

  constructor(store: RefreshedStore, interval = pause) {
    this.#store = store
    this.#timer = setInterval(() => void this.turn(), interval)
    this.#timer.unref()
  }

  /** One turn, now. */
  async turn(): Promise<void> {
    this.#underWay ??= this.#work()
      // A database that is away for a moment: the next turn does it.
      .catch(() => undefined)
      .finally(() => {
        this.#underWay = undefined
      })
    return this.#underWay
  }

  async #work(): Promise<void> {
    const last = await this.#store.lastChange()
    this.#settled ??= last
    if (last !== this.#done && (await this.#store.refresh(slice))) this.#done = last
    // When nothing else waits, the order in which the last reports came is made good for.
    if (last !== this.#done || last - this.#settled < settledAfter) return
    this.#settled = last
    await this.#store.settle?.(settledAtOnce)
  }

  /** No more turns; resolves when the one under way is over. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#underWay
  }
}
