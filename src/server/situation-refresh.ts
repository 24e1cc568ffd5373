import type { Store } from '../store/store.ts'

/** Milliseconds of work in one turn, and between two turns: requests are answered in between. */
const slice = 100
const pause = 1000

/**
 * Works out the situations of stories that changed, a little at a time while the server runs, so that lists of stories
 * have them without waiting. Large ones are worked out in a thread, so that a turn may take longer than its slice without
 * holding anything up.
 */
export class SituationRefresh {
  readonly #store: Pick<Store, 'lastChange' | 'refresh'>
  readonly #timer: NodeJS.Timeout
  #underWay: Promise<void> | undefined
  /** The last change up to which all was worked out. */
  #done = -1

  constructor(store: Pick<Store, 'lastChange' | 'refresh'>, interval = pause) {
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
    if (last !== this.#done && (await this.#store.refresh(slice))) this.#done = last
  }

  /** No more turns; resolves when the one under way is over. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#underWay
  }
}
