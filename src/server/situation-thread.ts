import type { Analysis } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import type { Story } from '../situation/stories/stories.ts'
import { StoreError } from '../store/store.ts'
import type { SituationTask, SituationWork } from '../store/stories/situation-work.ts'
import { ThreadQueue } from '../threads/thread-queue.ts'

/** What the thread is given: a story of the database, or reports that somebody puts side by side. */
export type ComparingTask = SituationTask | { compare: readonly Analysis[] } | { group: readonly Analysis[] }

type Compared = SituationWork | Situation | readonly Story[]

export interface SituationThreadOptions {
  /** Milliseconds for one story; ten minutes by default. */
  time?: number
  /** What the thread runs; the one that compares reports by default. */
  file?: string | URL
}

/**
 * Compares reports in a thread of its own, which would hold up every request for seconds. It starts at the first task; the
 * models by which claims meet (50 MB) are there once, and the vectors of reports that it has seen stay for a while; after a
 * minute without a task it ends, and all of that with it.
 */
export class SituationThread {
  readonly #thread: ThreadQueue<ComparingTask, Compared>
  #closed = false

  constructor({ time = 600_000, file = 'server/situation-worker' }: SituationThreadOptions = {}) {
    this.#thread = new ThreadQueue({
      file,
      time,
      endsIdle: true,
      failed: (sentence) => new StoreError(sentence),
      late: (seconds, given) =>
        `${tooLarge(given)}: comparing ${theReports(given)} took longer than ${seconds} seconds.`,
      gone: (reason, given) => `${tooLarge(given)}: comparing ${theReports(given)} failed${reason}.`,
    })
  }

  /** The situation of a story. Throws a StoreError with a sentence where it cannot be worked out. */
  readonly workOut = (task: SituationTask): Promise<SituationWork> => this.#do(task) as Promise<SituationWork>

  /** What reports say together, which are kept nowhere. Throws a StoreError with a sentence where it cannot be worked out. */
  readonly compare = (analyses: readonly Analysis[]): Promise<Situation> =>
    this.#do({ compare: analyses }) as Promise<Situation>

  /** The stories that reports are. Throws a StoreError with a sentence where it cannot be worked out. */
  readonly group = (analyses: readonly Analysis[]): Promise<readonly Story[]> =>
    this.#do({ group: analyses }) as Promise<readonly Story[]>

  #do(task: ComparingTask): Promise<Compared> {
    return this.#closed ? Promise.reject(new StoreError(stopping)) : this.#thread.do(task)
  }

  /** Gives up what is under way, which nothing depends on, and ends the thread. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#thread.abandon(stopping)
  }
}

const tooLarge = (task: ComparingTask) =>
  'story' in task ? 'The story is too large' : 'The reports are too long together'
const theReports = (task: ComparingTask) => ('story' in task ? 'its reports' : 'them')
const stopping = 'The server is stopping: ask for the story again when it runs.'
