import { ThreadQueue } from '../../threads/thread-queue.ts'
import type { FilePart, FileSource } from '../file-part.ts'
import type { FileFormat } from '../format.ts'
import { IntakeError } from '../intake-item.ts'
import type { PageReport, PageSource } from '../read-page.ts'
import type { PdfReport } from '../report-from-pdf.ts'
import type { Parsed, ParsingTask } from './parsing-task.ts'

/** What a thread that parses may take; beyond it the thread is ended, and the next page has a fresh one. */
export const parsingLimits = Object.freeze({
  /** Threads at once. */
  threads: 2,
  /** Milliseconds for a page, for a PDF file, and for a file of several reports. */
  pageTime: 30_000,
  pdfTime: 120_000,
  fileTime: 60_000,
  /** Megabytes of a thread's heap. */
  heap: 512,
})

const nameOf = (task: ParsingTask) => (task.kind === 'pdf' ? task.name : task.source.name)
const instead = (task: ParsingTask) =>
  task.kind === 'page' ? 'give its text in a .txt file' : 'split it, or give its text in a .txt file'

export interface ParsingPoolOptions {
  /** Milliseconds for a page, for a PDF file, and for a file of several reports. */
  pageTime?: number
  pdfTime?: number
  fileTime?: number
  /** Megabytes of a thread's heap. */
  heap?: number
}

/**
 * Parses pages, PDF files and files of several reports in threads of their own, so that none of them can hold up whoever asks, or take his memory.
 * Idle threads keep no process alive.
 */
export class ParsingPool {
  readonly #threads: ThreadQueue<ParsingTask, Parsed>

  constructor({
    pageTime = parsingLimits.pageTime,
    pdfTime = parsingLimits.pdfTime,
    fileTime = parsingLimits.fileTime,
    heap = parsingLimits.heap,
  }: ParsingPoolOptions = {}) {
    this.#threads = new ThreadQueue({
      file: 'intake/parsing/parsing-worker',
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 64 },
      threads: parsingLimits.threads,
      endsIdle: true,
      time: ({ kind }) => (kind === 'page' ? pageTime : kind === 'pdf' ? pdfTime : fileTime),
      failed: (sentence) => new IntakeError(sentence),
      late: (seconds, task) =>
        `${nameOf(task)} took longer than ${seconds} seconds to read, so it was given up: ${instead(task)}.`,
      gone: (reason, task, end) =>
        end === 'out of memory'
          ? `${nameOf(task)} takes more memory to read than the ${heap} MB that it may, so it was given up: ${instead(task)}.`
          : `${nameOf(task)} cannot be read: Selon itself failed on it${reason}; ${instead(task)}.`,
    })
  }

  /** The report of a page's bytes. Throws an IntakeError with a sentence where it holds none, or takes too much. */
  page(bytes: Uint8Array, source: PageSource): Promise<PageReport> {
    return this.#threads.do({ kind: 'page', bytes, source }) as Promise<PageReport>
  }

  /** The report of a PDF file's bytes. Errors as of a page. */
  pdf(bytes: Uint8Array, name: string): Promise<PdfReport> {
    return this.#threads.do({ kind: 'pdf', bytes, name }) as Promise<PdfReport>
  }

  /** The reports of a file that may hold several. Errors as of a page; what fails within it stands in its place. */
  file(bytes: Uint8Array, format: FileFormat, source: FileSource): Promise<FilePart[]> {
    return this.#threads.do({ kind: 'file', bytes, format, source }) as Promise<FilePart[]>
  }

  /** Gives up what is under way, and ends the threads. */
  close(): Promise<void> {
    return this.#threads.abandon('Reading was stopped.')
  }
}

let shared: ParsingPool | undefined

/** The pool of this process. Its threads are started at the first page. */
export function parsingPool(): ParsingPool {
  shared ??= new ParsingPool()
  return shared
}
