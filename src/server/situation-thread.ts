import type { Worker } from 'node:worker_threads'
import { StoreError } from '../store/store.ts'
import type { SituationTask, SituationWork } from '../store/stories/situation-work.ts'
import { startThread, ThreadQueue } from '../threads/thread-queue.ts'

export interface SituationThreadOptions {
  /** Milliseconds for one story; ten minutes by default. */
  time?: number
  /** Starts the thread; the one that compares reports by default. */
  start?: () => Worker
}

/** Compares the reports of large stories in a thread of its own, which would hold up every request for seconds. */
export class SituationThread {
  readonly #thread: ThreadQueue<SituationTask, SituationWork>
  #closed = false

  constructor({ time = 600_000, start }: SituationThreadOptions = {}) {
    this.#thread = new ThreadQueue({
      start: start ?? (() => startThread('server/situation-worker')),
      time,
      failed: (sentence) => new StoreError(sentence),
      late: (seconds) => `The story is too large: comparing its reports took longer than ${seconds} seconds.`,
      gone: (reason) => `The story is too large: comparing its reports failed${reason}.`,
    })
  }

  /** The situation of a story. Throws a StoreError with a sentence where it cannot be worked out. */
  readonly workOut = (task: SituationTask): Promise<SituationWork> =>
    this.#closed ? Promise.reject(new StoreError(stopping)) : this.#thread.do(task)

  /** Gives up what is under way, which nothing depends on, and ends the thread. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#thread.abandon(stopping)
  }
}

const stopping = 'The server is stopping: ask for the story again when it runs.'
