import type { Analysis, Language, Reader } from '../../contract/analysis.ts'
import { hashText } from '../../engine/hash.ts'
import { boundedReport } from '../../engine/report-fields.ts'
import type { ReportInput } from '../../engine/report-input.ts'
import { keyHash, keyOf } from '../sql/keys.ts'

/** A report that is to be read by a worker. */
export interface ReportToRead {
  input: ReportInput & { language: Language }
  /** Where it came from: a feed's id, a path, an address. */
  from?: string
  /** Whether the analysis says why it found what it found. */
  explain?: boolean
  /** Who reads it; the fast reader if not given. */
  reader?: Reader
}

/** What became of a report that was given to the queue. */
export interface Queued {
  /** Id under which it is kept, if no report of its address is known by another. */
  report: string
  number: number
  /** False where the same report waited already. */
  added: boolean
}

/** How many reports stand where in the queue. */
export interface QueueState {
  /** To be read; those that a worker reads now; read, and to be put into their stories; given up. */
  waiting: number
  reading: number
  read: number
  failed: number
  /** Of those that wait: how many are tried again after a failure. */
  again: number
  /** When the one that waits longest came, ISO 8601. */
  since?: string
  /** Workers that are there, each by its machine and process where the database tells. */
  workers: string[]
}

/** A report that was given up, with the reason in a sentence. */
export interface FailedReport {
  number: number
  report: string
  since: string
  from?: string
  title?: string
  failure: string
  /** A newer version of it was taken in since: it is not tried again. */
  overtaken?: true
}

/** Reports that wait for workers on any number of machines, to be read and put into their stories. */
export interface ReportQueue {
  /** Name of the schema in which graphile-worker keeps its jobs. */
  readonly jobs: string
  /** Numbers by which its workers hold locks; see live-workers.ts. */
  readonly locks: { worker: number; placer: number }
  /**
   * Writes reports down with a job for each, for good when the promise resolves. The same report (its id, address and what it
   * says) waits once; one that was given up is tried again.
   */
  add(reports: readonly ReportToRead[]): Promise<Queued[]>
  /** What is to be read; undefined where it is read, given up or deleted already. */
  take(number: number): Promise<ReportToRead | undefined>
  /** Keeps an analysis, to be put into its story. False, and nothing done, where the report no longer waits to be read. */
  keep(number: number, analysis: Analysis): Promise<boolean>
  /** Gives a report up that still waits to be read, with the reason in a sentence. */
  giveUp(number: number, failure: string): Promise<void>
  /**
   * Takes in up to `most` reports that were read, in the order in which they came, in one transaction: they are gone from the
   * queue then. A report of which an older version is still to be read waits for that. Gives how many were taken in or given up.
   */
  place(most: number): Promise<number>
  /** Whether the report with this number is still to be read or placed, was given up, or is gone: taken in, or deleted. */
  outcome(number: number): Promise<{ state: 'waiting' | 'failed' | 'gone'; failure?: string }>
  state(): Promise<QueueState>
  /** Reports that were given up, the oldest first, those behind that a newer version overtook. */
  failed(most: number): Promise<FailedReport[]>
  /** Has reports read that were given up and not overtaken: those with these numbers, or all. Gives how many. */
  retry(numbers?: readonly number[]): Promise<number>
  /** Takes reports that were given up out of the queue. Gives how many. */
  drop(numbers: readonly number[]): Promise<number>
  /**
   * Sets right what processes left that ended: frees the jobs of workers that are no longer there, gives up reports that were
   * tried as often as they are, and adds jobs that are missing. Does nothing where another process does it just now.
   */
  mend(): Promise<void>
  /** Whether there is something to do now, and not only later. */
  due(): Promise<boolean>
}

/** Why something needs a queue that the database has not. @param what "selon worker", "--queue" */
export const needsPostgres = (what: string): string =>
  `${what} needs PostgreSQL, where several processes can share the work: name a database of it with --database postgres://user@host/name. On one machine Selon needs no queue.`

/** The id under which the engine gives the report of an input. */
export function idOf(given: ReportInput): string {
  const { report } = boundedReport(given)
  return keyOf(report.id ?? hashText(`${report.url ?? ''}\n${report.text}`))
}

/** The hash by which the same report is known again: its id, its address, what it says, and who is to read it. */
export function hashOf({ input, reader = 'fast' }: ReportToRead): string {
  const { text, title, publisher, published, language, url } = input
  return keyHash(JSON.stringify([idOf(input), url, text, title, publisher, published, language, reader]))
}
