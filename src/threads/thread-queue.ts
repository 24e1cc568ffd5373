import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type ResourceLimits, Worker } from 'node:worker_threads'

/** What a thread is given, and what it answers. */
export interface Task<Given> {
  number: number
  given: Given
}
export type Reply<Result> =
  | { number: number; result: Result }
  | { number: number; error: string }
  /** How much of the task is done, 0 to 1; the answer follows. */
  | { number: number; share: number }

/** Why a thread ended in the middle of a task: its memory was used up, or something broke it. */
export type ThreadEnd = 'out of memory' | 'broken'

export interface ThreadOptions<Given> {
  start: () => Worker
  /** Tasks done at once, each in a thread of its own; one by default, and then in order. */
  threads?: number
  /** Milliseconds for one task. */
  time: number | ((given: Given) => number)
  /** The error of a task that failed, by the sentence that the thread gave. */
  failed: (sentence: string) => Error
  /** The sentences of a task that took too long, and of one that took the thread down. */
  late: (seconds: number, given: Given) => string
  gone: (reason: string, given: Given, end: ThreadEnd) => string
}

interface Waiting<Given, Result> {
  task: Task<Given>
  done: (result: Result) => void
  failed: (error: Error) => void
  told?: (share: number) => void
}

/** A place for one thread, which is started at its first task and again where a task took it down. */
interface Place<Given, Result> {
  worker?: Worker
  running?: Waiting<Given, Result>
  timer?: NodeJS.Timeout
}

/**
 * Work that is done in threads of its own, so that requests stay quick meanwhile. A task that takes too long ends its
 * thread, and the next one has a fresh thread.
 */
export class ThreadQueue<Given, Result> {
  readonly #options: ThreadOptions<Given>
  readonly #queue: Waiting<Given, Result>[] = []
  readonly #places: Place<Given, Result>[]
  #number = 0

  constructor(options: ThreadOptions<Given>) {
    this.#options = options
    this.#places = Array.from({ length: options.threads ?? 1 }, () => ({}))
  }

  /** How many tasks are being done, and wait. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running().length, waiting: this.#queue.length }
  }

  #running(): Waiting<Given, Result>[] {
    return this.#places.flatMap(({ running }) => running ?? [])
  }

  /** Starts a thread before the first task, so that it is ready by then. */
  begin(): void {
    const [place] = this.#places
    if (place.worker) return
    place.worker = this.#listen(place, this.#options.start())
    place.worker.unref()
  }

  /** Does a task; `told` hears how much of it is done, 0 to 1, where the thread says so. */
  do(given: Given, told?: (share: number) => void): Promise<Result> {
    return new Promise((done, failed) => {
      this.#queue.push({ task: { number: this.#number++, given }, done, failed, ...(told ? { told } : {}) })
      this.#next()
    })
  }

  /** Ends the threads where nothing is under way or waits; the next task starts one. */
  async rest(): Promise<void> {
    if (this.#queue.length === 0 && this.#running().length === 0) await this.#end()
  }

  /** Finishes what is under way and waits, and ends the threads. */
  async finish(): Promise<void> {
    for (;;) {
      const last = this.#queue.at(-1) ?? this.#running()[0]
      if (!last) break
      await new Promise<void>((settled) => {
        const { done, failed } = last
        last.done = (result) => {
          done(result)
          settled()
        }
        last.failed = (error) => {
          failed(error)
          settled()
        }
      })
    }
    await this.#end()
  }

  /** Gives up what is under way and waits, and ends the threads. */
  async abandon(sentence: string): Promise<void> {
    const waiting = this.#queue.splice(0)
    for (const place of this.#places) if (place.running) waiting.unshift(this.#settle(place))
    const ended = this.#end()
    for (const { failed } of waiting) failed(this.#options.failed(sentence))
    await ended
  }

  async #end(): Promise<void> {
    await Promise.all(
      this.#places.map((place) => {
        const { worker } = place
        place.worker = undefined
        return worker?.terminate()
      }),
    )
  }

  #next(): void {
    // A thread that runs already is taken first.
    const free = this.#places.filter(({ running }) => running === undefined)
    const place = free.find(({ worker }) => worker !== undefined) ?? free[0]
    const next = place && this.#queue.shift()
    if (!next) return
    place.running = next
    place.worker ??= this.#listen(place, this.#options.start())
    place.worker.ref()
    place.worker.postMessage(next.task)
    const { late } = this.#options
    const { given } = next.task
    const time = typeof this.#options.time === 'number' ? this.#options.time : this.#options.time(given)
    place.timer = setTimeout(() => this.#lose(place, late(Math.round(time / 1000), given)), time)
  }

  #listen(place: Place<Given, Result>, worker: Worker): Worker {
    worker.on('message', (reply: Reply<Result>) => {
      if (worker !== place.worker || place.running?.task.number !== reply.number) return
      if ('share' in reply) {
        place.running.told?.(reply.share)
        return
      }
      const { done, failed } = this.#settle(place)
      if ('error' in reply) failed(this.#options.failed(reply.error))
      else done(reply.result)
      this.#next()
    })
    const gone = (error?: NodeJS.ErrnoException) => {
      if (worker !== place.worker) return
      place.worker = undefined
      if (!place.running) return
      const end = error?.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : 'broken'
      const reason = error ? ` (${error.message})` : ''
      this.#lose(place, this.#options.gone(reason, place.running.task.given, end))
    }
    worker.on('error', gone)
    worker.on('exit', () => gone())
    return worker
  }

  /** Gives up the task that is being done, and the thread with it. */
  #lose(place: Place<Given, Result>, sentence: string): void {
    const { worker } = place
    place.worker = undefined
    void worker?.terminate()
    this.#settle(place).failed(this.#options.failed(sentence))
    this.#next()
  }

  #settle(place: Place<Given, Result>): Waiting<Given, Result> {
    clearTimeout(place.timer)
    // Idle, it keeps no process alive.
    place.worker?.unref()
    const running = place.running as Waiting<Given, Result>
    place.running = undefined
    return running
  }
}

/**
 * A thread from its own file: a bundle beside this one in the package, a source in a checkout.
 * @param file under src/, without its ending: "server/analysis-worker"
 * @param workerData what the thread is told as it begins
 */
export function startThread(file: string, resourceLimits?: ResourceLimits, workerData?: unknown): Worker {
  const limits = {
    ...(resourceLimits ? { resourceLimits } : {}),
    ...(workerData === undefined ? {} : { workerData }),
  }
  const built = new URL(`./${file.slice(file.lastIndexOf('/') + 1)}.js`, import.meta.url)
  if (existsSync(built)) return new Worker(built, limits)
  // A source is read through the package that runs sources, which a thread does not inherit.
  const runner = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const source = new URL(`../${file}.ts`, import.meta.url).href
  return new Worker(
    `import(${JSON.stringify(runner)}).then((api) => { api.register(); return import(${JSON.stringify(source)}) })`,
    { eval: true, execArgv: [], ...limits },
  )
}
