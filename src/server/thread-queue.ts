import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/** What a thread is given, and what it answers. */
export interface Task<Given> {
  number: number
  given: Given
}
export type Reply<Result> = { number: number; result: Result } | { number: number; error: string }

export interface ThreadOptions {
  start: () => Worker
  /** Milliseconds for one task. */
  time: number
  /** The error of a task that failed, by the sentence that the thread gave. */
  failed: (sentence: string) => Error
  /** The sentences of a task that took too long, and of one that took the thread down. */
  late: (seconds: number) => string
  gone: (reason: string) => string
}

interface Waiting<Given, Result> {
  task: Task<Given>
  done: (result: Result) => void
  failed: (error: Error) => void
}

/**
 * Work that is done in a thread of its own, one task at a time and in order, so that requests stay quick meanwhile. The
 * thread is started at the first task, and again where a task took it down.
 */
export class ThreadQueue<Given, Result> {
  readonly #options: ThreadOptions
  readonly #queue: Waiting<Given, Result>[] = []
  #running: Waiting<Given, Result> | undefined
  #worker: Worker | undefined
  #timer: NodeJS.Timeout | undefined
  #number = 0

  constructor(options: ThreadOptions) {
    this.#options = options
  }

  /** How many tasks are being done, and wait. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running ? 1 : 0, waiting: this.#queue.length }
  }

  /** Starts the thread before its first task, so that it is ready by then. */
  begin(): void {
    if (this.#worker) return
    this.#worker = this.#listen(this.#options.start())
    this.#worker.unref()
  }

  do(given: Given): Promise<Result> {
    return new Promise((done, failed) => {
      this.#queue.push({ task: { number: this.#number++, given }, done, failed })
      this.#next()
    })
  }

  /** Finishes what is under way and waits, and ends the thread. */
  async finish(): Promise<void> {
    while (this.#running || this.#queue.length > 0) {
      const last = this.#queue.at(-1) ?? this.#running
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
    await this.#worker?.terminate()
    this.#worker = undefined
  }

  /** Gives up what is under way and waits, and ends the thread. */
  async abandon(sentence: string): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    const waiting = this.#queue.splice(0)
    if (this.#running) waiting.unshift(this.#settle())
    for (const { failed } of waiting) failed(this.#options.failed(sentence))
    await worker?.terminate()
  }

  #next(): void {
    if (this.#running) return
    const next = this.#queue.shift()
    if (!next) return
    this.#running = next
    this.#worker ??= this.#listen(this.#options.start())
    this.#worker.ref()
    this.#worker.postMessage(next.task)
    const { time, late } = this.#options
    this.#timer = setTimeout(() => this.#lose(late(Math.round(time / 1000))), time)
  }

  #listen(worker: Worker): Worker {
    worker.on('message', (reply: Reply<Result>) => {
      if (worker !== this.#worker || this.#running?.task.number !== reply.number) return
      const { done, failed } = this.#settle()
      if ('error' in reply) failed(this.#options.failed(reply.error))
      else done(reply.result)
      this.#next()
    })
    const gone = (error?: Error) => {
      if (worker !== this.#worker) return
      this.#worker = undefined
      if (this.#running) this.#lose(this.#options.gone(error ? ` (${error.message})` : ''))
    }
    worker.on('error', gone)
    worker.on('exit', () => gone())
    return worker
  }

  /** Gives up the task that is being done, and the thread with it. */
  #lose(sentence: string): void {
    const worker = this.#worker
    this.#worker = undefined
    void worker?.terminate()
    this.#settle().failed(this.#options.failed(sentence))
    this.#next()
  }

  #settle(): Waiting<Given, Result> {
    clearTimeout(this.#timer)
    // Idle, it keeps no process alive.
    this.#worker?.unref()
    const running = this.#running as Waiting<Given, Result>
    this.#running = undefined
    return running
  }
}

/**
 * A thread from its own file: a bundle in the package, a source in a checkout.
 * @param beside the module in whose folder the file stands; this one by default
 */
export function startThread(name: string, beside: string = import.meta.url): Worker {
  const built = new URL(`./${name}.js`, beside)
  if (existsSync(built)) return new Worker(built)
  // A source is read through the package that runs sources, which a thread does not inherit.
  const runner = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const source = new URL(`./${name}.ts`, beside).href
  return new Worker(
    `import(${JSON.stringify(runner)}).then((api) => { api.register(); return import(${JSON.stringify(source)}) })`,
    { eval: true, execArgv: [] },
  )
}
