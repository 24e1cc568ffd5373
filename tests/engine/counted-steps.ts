import { Session } from 'node:inspector/promises'

/** How often each block of the engine's code ran, by file, function and place in the source. */
export type Steps = ReadonlyMap<string, number>

/**
 * Counts what the engine does by the run-time's own block counters (V8's precise coverage): each function entered and
 * each turn of a loop is a step, wherever it stands, so that no loop is forgotten and the engine carries no counter.
 */
export class StepCounter {
  readonly #session = new Session()

  /** Begins to count. Only code that is loaded after this is counted block by block: import the engine behind it. */
  async start(): Promise<void> {
    this.#session.connect()
    await this.#session.post('Profiler.enable')
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  async stop(): Promise<void> {
    await this.#session.post('Profiler.stopPreciseCoverage')
    this.#session.disconnect()
  }

  /** The steps of one piece of work. */
  async of(work: () => void): Promise<Steps> {
    await this.#session.post('Profiler.takePreciseCoverage')
    work()
    const { result } = await this.#session.post('Profiler.takePreciseCoverage')
    const steps = new Map<string, number>()
    for (const { url, functions } of result) {
      const file = /\/src\/engine\/(.+)$/.exec(url)?.[1]
      if (file === undefined) continue
      for (const { functionName, ranges } of functions)
        for (const { startOffset, endOffset, count } of ranges)
          if (count > 0) steps.set(`${file} ${functionName || 'unnamed'} ${startOffset}-${endOffset}`, count)
    }
    return steps
  }
}
