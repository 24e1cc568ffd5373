import type { TaskList, WorkerPool } from 'graphile-worker'
import type pg from 'pg'
import type { Analysis } from '../contract/analysis.ts'
import { tasks } from '../store/queue/postgres-queue.ts'
import type { ReportQueue, ReportToRead } from '../store/queue/queued-report.ts'
import { graphileWorker } from './graphile-worker.ts'
import { quietPool, silent } from './open-queue.ts'
import { WorkerLock } from './worker-lock.ts'

export interface QueueWorkerOptions {
  /** Reads a report. An error of the name AnalysisFailed says that it cannot be read, AnalysisGivenUp that it was not. */
  analyse: (report: ReportToRead) => Promise<Analysis>
  /** Reports read at once. */
  jobs: number
  onEvent?: (event: WorkerEvent) => void
  /** Told of what nobody foresaw. */
  report?: (error: unknown) => void
}

/** What happened: a report was read, or given up, or tried again later; some were put into their stories. */
export type WorkerEvent =
  | { kind: 'read' }
  | { kind: 'placed'; count: number }
  | { kind: 'again' | 'failed'; report: string; from?: string; failure: string }

/** Tries for a report that the engine itself says it cannot read: its time or its memory may have been another's fault. */
const mostReadings = 3
/** Reports put into stories in one transaction, and milliseconds of one job that does so. */
const batch = 50
const longestPlacing = 60_000
/** Milliseconds between two turns. */
const turnInterval = 1500
/**
 * The one that puts reports into stories looks at every turn after what others left, the others now and then, should it be
 * halted. A look goes through all that waits: with very many it takes seconds, and the pause is so many times as long.
 */
const othersPause = 30_000
const pauseForLook = 10
/** More reports are fetched than are read at once, so that no thread waits for the database. */
const ahead = 1

/**
 * A worker: reads reports of a queue, several at once, and, if it is the first of all workers, puts what was read into stories.
 * It may be killed at any moment: what it had begun is done by another. Nothing is done twice, since what was read is kept
 * only where the report still waits, and its row goes in the transaction that takes it in.
 */
export class QueueWorker {
  readonly #address: string
  readonly #queue: ReportQueue
  readonly #options: QueueWorkerOptions
  readonly #lock: WorkerLock
  readonly #pool: pg.Pool
  #reading: WorkerPool | undefined
  #placing: WorkerPool | undefined
  #timer: NodeJS.Timeout | undefined
  #turning: Promise<void> | undefined
  /** When it next looks after what others left, by performance.now(). */
  #nextLook = 0
  #stopped = false
  /** What was reported last, so that a database that is away is told of once. */
  #told = ''
  /** Resolves with the reason, in a sentence, where it cannot go on by itself. */
  readonly ended: Promise<string>
  #end: (reason: string) => void = () => undefined

  /** @param queue as openQueue gives it, of the same address */
  constructor(address: string, queue: ReportQueue, options: QueueWorkerOptions) {
    this.#address = address
    this.#queue = queue
    this.#options = options
    this.#lock = new WorkerLock(address, queue.locks)
    // Each asks for its jobs and is told of new ones.
    this.#pool = quietPool(this.#address, options.jobs + ahead + 4)
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Begins to work. Throws a StoreError where the database cannot be used. */
  async start(): Promise<void> {
    await this.#queue.mend()
    this.#startReading()
    await this.#startPlacing()
    this.#timer = setInterval(() => {
      this.#turning ??= this.#turn()
        .catch((error: unknown) => this.#tell(error))
        .finally(() => {
          this.#turning = undefined
        })
    }, turnInterval)
  }

  /** Begins again what ended while the database was away, and looks after what others left. */
  async #turn(): Promise<void> {
    this.#startReading()
    await this.#startPlacing()
    const begun = performance.now()
    if (begun < this.#nextLook) return
    await this.#queue.mend()
    this.#told = ''
    const ended = performance.now()
    this.#nextLook = ended + Math.max(this.#placing ? 0 : othersPause, (ended - begun) * pauseForLook)
  }

  #tell(error: unknown): void {
    const sentence = error instanceof Error ? error.message : String(error)
    if (sentence !== this.#told) this.#options.report?.(error)
    this.#told = sentence
  }

  /** Does what can be done now, and stops. */
  async drain(): Promise<void> {
    while (!this.#stopped && (await this.#queue.due())) await new Promise((done) => setTimeout(done, 200))
    await this.stop()
  }

  /** Takes no more jobs, finishes those under way, and lets go. Twice is once. */
  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    clearInterval(this.#timer)
    await this.#turning
    await Promise.allSettled([this.#reading?.gracefulShutdown(), this.#placing?.gracefulShutdown()])
    await this.#lock.close()
    await this.#pool.end()
  }

  #startReading(): void {
    if (this.#reading || this.#stopped) return
    this.#reading = this.#run(this.#options.jobs + ahead, {
      [tasks.read]: async (payload, { job }) => {
        const number = (payload as { report?: unknown } | null)?.report
        if (typeof number === 'number') await this.#read(number, job.attempts)
      },
    })
  }

  /** Becomes the one that puts reports into stories, if there is none. */
  async #startPlacing(): Promise<void> {
    if (this.#placing || this.#stopped || !(await this.#lock.isPlacer())) return
    this.#nextLook = 0
    this.#placing = this.#run(1, { [tasks.place]: () => this.#placeRead() })
  }

  #run(concurrency: number, taskList: TaskList): WorkerPool {
    const { runTaskList } = graphileWorker()
    const pool = runTaskList(
      {
        schema: this.#queue.jobs,
        concurrency,
        noHandleSignals: true,
        logger: silent((sentence) => this.#tell(new Error(sentence))),
        // What is under way is finished, however long it takes: a second signal ends the process.
        gracefulShutdownAbortTimeout: 2 ** 31 - 1,
        preset: {
          plugins: [
            {
              name: 'selon-worker-lock',
              version: '1.0.0',
              worker: {
                hooks: {
                  startWorker: async (_, { worker }) => this.#lock.hold(worker.workerPool.id),
                },
              },
            },
          ],
        },
      },
      taskList,
      this.#pool,
    )
    const over = (error?: unknown) => {
      if (this.#stopped) return
      // What it left is freed as that of a worker that is gone, and it is begun again at the next turn.
      this.#nextLook = 0
      void this.#lock.release(pool.id).catch(() => undefined)
      if (this.#reading === pool) this.#reading = undefined
      if (this.#placing === pool) this.#placing = undefined
      if (error !== undefined) this.#tell(error)
      else
        this.#end(
          "The jobs' tables were brought up to date by a newer Selon: start this worker again with that version.",
        )
    }
    pool.promise.then(() => over(), over)
    return pool
  }

  async #read(number: number, attempts: number): Promise<void> {
    const given = await this.#queue.take(number)
    if (!given) return
    let analysis: Analysis
    try {
      analysis = await this.#options.analyse(given)
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error)
      const known = { report: given.input.id ?? given.input.url ?? `number ${number}`, failure }
      const of = { ...known, ...(given.from === undefined ? {} : { from: given.from }) }
      const cannot = error instanceof Error && error.name === 'AnalysisFailed'
      if (!cannot || attempts < mostReadings) {
        this.#options.onEvent?.({ kind: 'again', ...of })
        throw error
      }
      await this.#queue.giveUp(number, failure)
      this.#options.onEvent?.({ kind: 'failed', ...of })
      return
    }
    if (await this.#queue.keep(number, analysis)) this.#options.onEvent?.({ kind: 'read' })
  }

  async #placeRead(): Promise<void> {
    const begun = performance.now()
    for (;;) {
      const count = await this.#queue.place(batch)
      if (count === 0) return
      this.#options.onEvent?.({ kind: 'placed', count })
      // What is left has a job by the next report read, or by the next look after what others left.
      if (this.#stopped || performance.now() - begun > longestPlacing) return
    }
  }
}
