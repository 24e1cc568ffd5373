/** Time and chance as feeds see them; tests give their own. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number
  /** Waits that many milliseconds, or until the signal aborts; it never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** From 0 (inclusive) to 1. */
  random(): number
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) {
        resolve()
        return
      }
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      // Longer than a timer can count, it would fire at once.
      const timer = setTimeout(done, Math.min(milliseconds, 2 ** 31 - 1))
      signal?.addEventListener('abort', done, { once: true })
    }),
}
