import { longestReport } from '../api/limits.ts'
import type { Analysis } from '../contract/analysis.ts'
import type { ReportInput } from '../engine/document.ts'
import type { AnalyseOptions } from '../engine/engine.ts'
import { spareProcessor } from '../threads/spare-processor.ts'
import { ThreadQueue } from '../threads/thread-queue.ts'
import { ProblemError } from './problem.ts'
import type { AnalysisForm, ReportTask, WrittenReport } from './read-report.ts'
import { sharedModel } from './shared-models.ts'

export interface AnalyserOptions {
  /** Reports read at once, each in a thread of its own that starts when there is something for it; one by default. */
  threads?: number
  /** Reports that may wait; 32 by default. Beyond it a report is refused with a sentence. */
  waiting?: number
  /** Milliseconds for one report; two minutes by default. */
  time?: number
  /** What a thread runs; the engine by default. */
  file?: string | URL
  /** Megabytes of a thread's heap, if it has a bound of its own. */
  heap?: number
}

/** How a report is read: as `Engine.analyse` has it, and by whom it is waited for. */
export interface ReadOptions extends AnalyseOptions {
  /** Asked by one who limits himself. */
  patient?: boolean
  /**
   * Read in the caller's thread, which it holds up meanwhile, and without a bound of time: for a short report that is not
   * worth a thread.
   */
  here?: boolean
  /** Gives the reading up where it is aborted: an AnalysisGivenUp is thrown. */
  signal?: AbortSignal
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
 * Reads reports in threads of its own, so that requests stay quick meanwhile, and Ctrl+C is heard; they wait in order. A
 * report that takes its thread down, or too long, is lost; the next one gets a new thread.
 */
export class Analyser {
  readonly #most: number
  readonly #threads: ThreadQueue<ReportTask, Analysis | WrittenReport>
  #closed = false

  constructor({
    threads = 1,
    waiting = 32,
    time = 120_000,
    file = 'server/analysis-worker',
    heap,
  }: AnalyserOptions = {}) {
    spareProcessor(threads)
    this.#most = waiting
    this.#threads = new ThreadQueue({
      file,
      threads,
      answer: sharedModel,
      ...(heap === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heap } }),
      time,
      failed: (sentence) => (this.#closed ? new AnalysisGivenUp(sentence) : new AnalysisFailed(sentence)),
      late: (seconds) => `It took longer than ${seconds} seconds to read: split the report.`,
      gone: (reason) => `The engine failed on this report${reason}: split it.`,
    })
  }

  /** How many reports are being read, and wait. */
  get load(): { running: number; waiting: number } {
    return this.#threads.load
  }

  /**
   * The analysis of a report. Throws an AnalysisFailed with a sentence where the report cannot be read, and a
   * ProblemError where too many wait (never for a `patient` caller) or the server is stopping.
   */
  analyse(input: ReportInput, options: ReadOptions = {}): Promise<Analysis> {
    return this.#read(input, options) as Promise<Analysis>
  }

  /** The analysis of a report as bytes, made where it is read: nothing of it is left to the caller's thread. Throws as `analyse`. */
  write(input: ReportInput, form: AnalysisForm, options: ReadOptions = {}): Promise<WrittenReport> {
    return this.#read(input, options, form) as Promise<WrittenReport>
  }

  async #read(
    input: ReportInput,
    { patient, here, signal, ...options }: ReadOptions,
    form?: AnalysisForm,
  ): Promise<Analysis | WrittenReport> {
    const { waiting } = this.load
    if (this.#closed) throw new ProblemError(503, 'The server is stopping.')
    if (!patient && waiting >= this.#most)
      throw new ProblemError(503, `${waiting} reports wait to be read: try again in a moment.`, {
        headers: { 'retry-after': '10' },
      })
    if (input.text.length > longestReport)
      throw new AnalysisFailed(
        `Its text has ${input.text.length} characters; Selon reads reports of up to ${longestReport}: split it.`,
      )
    const task: ReportTask = { input, options, ...(form === undefined ? {} : { form }) }
    if (!here)
      try {
        return await this.#threads.do(task, undefined, signal)
      } catch (error) {
        throw signal?.aborted ? new AnalysisGivenUp('It was given up.') : error
      }
    const { readReport } = await import('./read-report.ts')
    try {
      return readReport(task)
    } catch (error) {
      throw new AnalysisFailed(error instanceof Error ? error.message : String(error))
    }
  }

  /** Starts a thread before the first report, so that it is ready by then. */
  begin(): void {
    this.#threads.begin()
  }

  /** Ends the threads where nothing is under way, until there is; their memory is free meanwhile. */
  async rest(): Promise<void> {
    await this.#threads.rest()
  }

  /** Gives up what is under way and waits, refuses what comes from now on, and ends the threads. */
  async abandon(): Promise<void> {
    this.#closed = true
    await this.#threads.abandon('It was given up.')
  }

  /** Refuses what comes from now on, finishes what is under way and waits, and ends the threads. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#threads.finish()
  }
}
