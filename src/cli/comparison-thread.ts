import type { Language } from '../contract/analysis.ts'
import type { Unread } from '../contract/situation.ts'
import { ThreadQueue } from '../threads/thread-queue.ts'

export const situationFormats = ['text', 'json', 'jsonl', 'markdown', 'html', 'docx', 'stix'] as const

/** What the reports gathered are compared for. */
export interface ComparisonTask {
  unread: Unread[]
  format: (typeof situationFormats)[number]
  since?: string
  colour: boolean
  width: number
  /** Of Selon's own words. */
  language: Language
}

/** A comparison as it is written. */
export interface Comparison {
  written: string | Uint8Array
  /** Where something was cut that the format itself does not tell a person: a sentence. */
  leftOut?: string
}

/** What the thread is given: one more report, or, when it has all, the word to compare them. */
export type ComparisonStep = { packed: Uint8Array } | { compare: ComparisonTask }

/** The longest time that can be waited for: a comparison takes as long as it takes, since Ctrl+C ends it. */
const noLimit = 2 ** 31 - 1

/** Compares reports in a thread of its own. */
export class ComparisonThread {
  readonly #thread = new ThreadQueue<ComparisonStep, Comparison>({
    file: 'cli/comparison-worker',
    time: noLimit,
    failed: (sentence) => new Error(sentence),
    late: (seconds) => `Comparing the reports took longer than ${seconds} seconds: compare fewer.`,
    gone: (reason) => `Comparing the reports failed${reason}: compare fewer.`,
  })

  /** Takes one more report: its analysis, packed. */
  async add(packed: Uint8Array): Promise<void> {
    await this.#thread.do({ packed })
  }

  /**
   * The comparison of all that were taken, as it is written; `told` hears how much of it is done, 0 to 1. Throws an Error
   * with a sentence where it fails.
   */
  compare(task: ComparisonTask, told?: (share: number) => void): Promise<Comparison> {
    return this.#thread.do({ compare: task }, told)
  }

  /** Gives up what is under way, and ends the thread. */
  async close(): Promise<void> {
    await this.#thread.abandon('It was given up.')
  }
}
