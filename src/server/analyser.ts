import type { Worker } from 'node:worker_threads'
import { longestReport } from '../api/limits.ts'
import type { Analysis } from '../contract/analysis.ts'
import type { ReportInput } from '../engine/document.ts'
import type { AnalyseOptions } from '../engine/engine.ts'
import { startThread, ThreadQueue } from '../threads/thread-queue.ts'
import { ProblemError } from './problem.ts'

/** What the thread is given of a report. */
export interface ReportTask {
  input: ReportInput
  options: AnalyseOptions
}

export interface AnalyserOptions {
  /** Reports that may wait; 32 by default. Beyond it a report is refused with a sentence. */
  waiting?: number
  /** Milliseconds for one report; two minutes by default. */
  time?: number
  /** Starts the thread; the engine's own by default. */
  start?: () => Worker
  /** Whether its thread gives way to others, where the system can tell threads apart (Linux). */
  background?: boolean
}

/** The text is longer than is read, the engine took longer than it may, or its thread ended: the report cannot be read. */
export class AnalysisFailed extends Error {
  override name = 'AnalysisFailed'
}

/** The reading was ended because nobody waits for it any more: that says nothing of the report. */
export class AnalysisGivenUp extends AnalysisFailed {
  override name = 'AnalysisGivenUp'
}

/**
 * Reads reports in a thread of its own, one at a time and in order, so that requests stay quick meanwhile, and Ctrl+C is
 * heard. A report that takes the thread down, or too long, is lost; the next one gets a new thread.
 */
export class Analyser {
  readonly #most: number
  readonly #thread: ThreadQueue<ReportTask, Analysis>
  #closed = false

  constructor({ waiting = 32, time = 120_000, start, background = false }: AnalyserOptions = {}) {
    this.#most = waiting
    this.#thread = new ThreadQueue({
      start: start ?? (() => startThread('server/analysis-worker', undefined, { background })),
      time,
      failed: (sentence) => (this.#closed ? new AnalysisGivenUp(sentence) : new AnalysisFailed(sentence)),
      late: (seconds) => `It took longer than ${seconds} seconds to read: split the report.`,
      gone: (reason) => `The engine failed on this report${reason}: split it.`,
    })
  }

  /** How many reports are being read, and wait. */
  get load(): { running: number; waiting: number } {
    return this.#thread.load
  }

  /**
   * The analysis of a report. Throws an AnalysisFailed with a sentence where the report cannot be read, and a
   * ProblemError where too many wait (never for a `patient` caller, who limits himself) or the server is stopping.
   */
  analyse(input: ReportInput, options: AnalyseOptions & { patient?: boolean } = {}): Promise<Analysis> {
    const { patient, ...engineOptions } = options
    const { waiting } = this.load
    if (this.#closed) return Promise.reject(new ProblemError(503, 'The server is stopping.'))
    if (!patient && waiting >= this.#most)
      return Promise.reject(
        new ProblemError(503, `${waiting} reports wait to be read: try again in a moment.`, {
          headers: { 'retry-after': '10' },
        }),
      )
    if (input.text.length > longestReport)
      return Promise.reject(
        new AnalysisFailed(
          `Its text has ${input.text.length} characters; Selon reads reports of up to ${longestReport}: split it.`,
        ),
      )
    return this.#thread.do({ input, options: engineOptions })
  }

  /** Starts the thread before the first report, so that it is ready by then. */
  begin(): void {
    this.#thread.begin()
  }

  /** Ends the thread where nothing is under way, until there is; its memory is free meanwhile. */
  async rest(): Promise<void> {
    await this.#thread.rest()
  }

  /** Gives up what is under way and waits, refuses what comes from now on, and ends the thread. */
  async abandon(): Promise<void> {
    this.#closed = true
    await this.#thread.abandon('It was given up.')
  }

  /** Refuses what comes from now on, finishes what is under way and waits, and ends the thread. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#thread.finish()
  }
}
