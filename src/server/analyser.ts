import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Analysis, Language } from '../engine/analysis.ts'
import type { ReportInput } from '../engine/document.ts'
import type { AnalyseOptions } from '../engine/engine.ts'
import { ProblemError } from './problem.ts'

export interface Task {
  number: number
  input: ReportInput
  options: AnalyseOptions
}
export type Reply = { number: number; analysis: Analysis } | { number: number; error: string }

export interface AnalyserOptions {
  /** Reports that may wait; 32 by default. Beyond it a report is refused with a sentence. */
  waiting?: number
  /** Milliseconds for one report; two minutes by default. */
  time?: number
  /** Starts the thread; the engine's own by default. */
  start?: () => Worker
}

/** The engine took longer than it may, or its thread ended: the report cannot be read. */
export class AnalysisFailed extends Error {
  override name = 'AnalysisFailed'
}

interface Waiting {
  task: Task
  done: (analysis: Analysis) => void
  failed: (error: Error) => void
}

/**
 * Reads reports in a thread of its own, one at a time and in order, so that requests stay quick meanwhile. The thread is
 * started at the first report, and again where a report took it down.
 */
export class Analyser {
  readonly #most: number
  readonly #time: number
  readonly #start: () => Worker
  readonly #queue: Waiting[] = []
  #running: Waiting | undefined
  #worker: Worker | undefined
  #timer: NodeJS.Timeout | undefined
  #number = 0
  #closed = false

  constructor(options: AnalyserOptions = {}) {
    this.#most = options.waiting ?? 32
    this.#time = options.time ?? 120_000
    this.#start = options.start ?? startWorker
  }

  /** How many reports are being read, and wait. */
  get load(): { running: number; waiting: number } {
    return { running: this.#running ? 1 : 0, waiting: this.#queue.length }
  }

  /**
   * The analysis of a report. Throws an AnalysisFailed with a sentence where the report cannot be read, and a
   * ProblemError where too many wait (never for a `patient` caller, who limits himself) or the server is stopping.
   */
  analyse(
    input: ReportInput & { language: Language },
    options: AnalyseOptions & { patient?: boolean } = {},
  ): Promise<Analysis> {
    const { patient, ...engineOptions } = options
    if (this.#closed) return Promise.reject(new ProblemError(503, 'The server is stopping.'))
    if (!patient && this.#queue.length >= this.#most)
      return Promise.reject(
        new ProblemError(503, `${this.#queue.length} reports wait to be read: try again in a moment.`, {
          headers: { 'retry-after': '10' },
        }),
      )
    return new Promise((done, failed) => {
      this.#queue.push({ task: { number: this.#number++, input, options: engineOptions }, done, failed })
      this.#next()
    })
  }

  /** Refuses what comes from now on, finishes what is under way and waits, and ends the thread. */
  async close(): Promise<void> {
    this.#closed = true
    while (this.#running || this.#queue.length > 0) {
      const last = this.#queue.at(-1) ?? this.#running
      if (!last) break
      await new Promise<void>((settled) => {
        const { done, failed } = last
        last.done = (analysis) => {
          done(analysis)
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

  #next(): void {
    if (this.#running) return
    const next = this.#queue.shift()
    if (!next) return
    this.#running = next
    this.#worker ??= this.#listen(this.#start())
    this.#worker.ref()
    this.#worker.postMessage(next.task)
    this.#timer = setTimeout(() => {
      const seconds = Math.round(this.#time / 1000)
      this.#lose(`It took longer than ${seconds} seconds to read: split the report.`)
    }, this.#time)
  }

  #listen(worker: Worker): Worker {
    worker.on('message', (reply: Reply) => {
      if (worker !== this.#worker || this.#running?.task.number !== reply.number) return
      const { done, failed } = this.#finish()
      if ('error' in reply) failed(new AnalysisFailed(reply.error))
      else done(reply.analysis)
      this.#next()
    })
    const gone = (error?: Error) => {
      if (worker !== this.#worker) return
      this.#worker = undefined
      if (this.#running)
        this.#lose(`The engine failed on this report${error ? ` (${error.message})` : ''}: split it.`)
    }
    worker.on('error', gone)
    worker.on('exit', () => gone())
    return worker
  }

  /** Gives up the report that is being read, and the thread with it. */
  #lose(sentence: string): void {
    const worker = this.#worker
    this.#worker = undefined
    void worker?.terminate()
    this.#finish().failed(new AnalysisFailed(sentence))
    this.#next()
  }

  #finish(): Waiting {
    clearTimeout(this.#timer)
    // Idle, it keeps no process alive.
    this.#worker?.unref()
    const running = this.#running as Waiting
    this.#running = undefined
    return running
  }
}

/** The thread's own file beside this one: a bundle in the package, a source in a checkout. */
function startWorker(): Worker {
  const built = new URL('./analysis-worker.js', import.meta.url)
  if (existsSync(built)) return new Worker(built)
  // A source is read through the package that runs sources, which a thread does not inherit.
  const runner = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const source = new URL('./analysis-worker.ts', import.meta.url).href
  return new Worker(
    `import(${JSON.stringify(runner)}).then((api) => { api.register(); return import(${JSON.stringify(source)}) })`,
    { eval: true, execArgv: [] },
  )
}
