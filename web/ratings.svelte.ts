/** The person's own ratings of sources, by their names, for whatever shows a chain. */
import type { Reliability } from '../src/contract/api.ts'
import { call, everyItem } from './api/client.ts'

/** Sources that are rated, as many as are read. */
const most = 2000

class Ratings {
  #of = $state.raw<ReadonlyMap<string, Reliability>>(new Map())
  #asked = false

  /** The rating of a source, if it has one; asks the server for all of them once. */
  of(name: string | undefined): Reliability | undefined {
    return name === undefined ? undefined : this.#of.get(name)
  }

  /** To be called where a view shows chains. */
  load(): void {
    if (this.#asked) return
    this.#asked = true
    everyItem((page) => call('listSources', { query: { rated: true, ...page } }), most)
      .then((sources) => {
        const known = new Map(this.#of)
        for (const { name, rating } of sources) if (rating) known.set(name, rating)
        this.#of = known
      })
      .catch(() => {
        // A chain without its ratings is a chain all the same.
        this.#asked = false
      })
  }

  /** What was rated here is shown at once. */
  put(name: string, rating: Reliability | undefined): void {
    const known = new Map(this.#of)
    if (rating) known.set(name, rating)
    else known.delete(name)
    this.#of = known
  }
}

export const ratings = new Ratings()
