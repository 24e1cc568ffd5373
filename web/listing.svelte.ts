import type { Page } from '../src/contract/api.ts'
import { ApiError } from './api/client.ts'

type Ask<T> = (page: { after?: string; limit: number }, signal: AbortSignal) => Promise<Page<T>>

/** A list that comes page by page, as far as it is looked at. */
export class Listing<T> {
  items = $state.raw<T[]>([])
  error = $state.raw<Error | undefined>()
  loading = $state(false)
  /** Whether the last page is there. */
  complete = $state(false)
  #ask: Ask<T> | undefined
  #next: string | undefined
  #abort: AbortController | undefined
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Begins anew; what is shown stays until the first page is there. */
  async start(ask: Ask<T>): Promise<void> {
    this.#abort?.abort()
    this.#abort = new AbortController()
    this.#ask = ask
    this.#next = undefined
    this.complete = false
    this.loading = false
    await this.#page(true)
  }

  /** Asks for the next page, if there is one and none is on its way. */
  async more(): Promise<void> {
    if (this.loading || this.complete || this.error || !this.#ask) return
    await this.#page(false)
  }

  get refused(): boolean {
    return this.error instanceof ApiError && this.error.status === 401
  }

  async #page(fresh: boolean): Promise<void> {
    const abort = this.#abort
    if (!abort || !this.#ask) return
    this.loading = true
    this.error = undefined
    try {
      const page = await this.#ask({ after: this.#next, limit: this.#limit }, abort.signal)
      if (abort.signal.aborted) return
      this.items = fresh ? page.items : [...this.items, ...page.items]
      this.#next = page.next
      this.complete = page.next === undefined
    } catch (error) {
      if (abort.signal.aborted) return
      this.error = error instanceof Error ? error : new Error(String(error))
    } finally {
      if (!abort.signal.aborted) this.loading = false
    }
  }
}
