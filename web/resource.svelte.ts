import { ApiError } from './api/client.ts'

/** Something that is fetched: on its way, there, or failed. A newer question makes an older answer void. */
export class Resource<T> {
  value = $state.raw<T | undefined>()
  error = $state.raw<Error | undefined>()
  loading = $state(false)
  #abort: AbortController | undefined

  /** Asks; the value shown stays until the new one is there. */
  async load(ask: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.#abort?.abort()
    const abort = new AbortController()
    this.#abort = abort
    this.loading = true
    this.error = undefined
    try {
      const value = await ask(abort.signal)
      if (!abort.signal.aborted) this.value = value
    } catch (error) {
      if (abort.signal.aborted) return
      this.error = error instanceof Error ? error : new Error(String(error))
    } finally {
      if (!abort.signal.aborted) this.loading = false
    }
  }

  /** Stops asking and forgets. */
  clear(): void {
    this.#abort?.abort()
    this.value = undefined
    this.error = undefined
    this.loading = false
  }

  /** Whether the server wants to know who is asking. */
  get refused(): boolean {
    return this.error instanceof ApiError && this.error.status === 401
  }
}
