import type { Language } from '../contract/analysis.ts'
import type { ReportInput } from '../engine/document.ts'
import type { AddressPolicy } from './address-policy.ts'
import type { FetchedPage, FetchOptions } from './fetched-page.ts'
import type { Format } from './format.ts'

/**
 * What one input (or one line of it) gave: a report, or a sentence that says what was wrong, where, and what to do.
 * `origin` is where it came from: a path, a path with a line ("news.jsonl:7"), an address, or "standard input"; `line`
 * stands only where it is a line of JSON Lines.
 */
export type IntakeItem =
  | {
      ok: true
      input: ReportInput & { language: Language }
      origin: string
      line?: number
      /** A sentence about what could not be used of it. */
      note?: string
      /** How much of its input is behind it, 0 to 1; absent where nobody knows (a stream), or where it is all of it. */
      share?: number
    }
  | { ok: false; id?: string; origin: string; line?: number; error: string; share?: number }

/** What a folder held that Selon does not read. */
export interface Skipped {
  folder: string
  /** How many files were left out. */
  count: number
  /** The first ten of their paths, relative to the folder. */
  examples: string[]
}

export interface IntakeLimits {
  /** Bytes of one file, or of one stream that is not JSON Lines. */
  fileBytes: number
  /** Bytes of one line of JSON Lines. */
  lineBytes: number
  /** Bytes of one HTML page, wherever it comes from. */
  pageBytes: number
  /** Bytes of one PDF file. */
  pdfBytes: number
  /** Bytes of one e-mail with its attachments, alone or in a mailbox. */
  mailBytes: number
  /** Bytes of one answer from the network, counted after decompression. */
  fetchBytes: number
  /** Milliseconds for one address, redirects included. */
  fetchTime: number
  redirects: number
}

export const defaultLimits: Readonly<IntakeLimits> = Object.freeze({
  fileBytes: 256 * 1024 * 1024,
  lineBytes: 256 * 1024 * 1024,
  pageBytes: 10 * 1024 * 1024,
  pdfBytes: 100 * 1024 * 1024,
  mailBytes: 50 * 1024 * 1024,
  fetchBytes: 10 * 1024 * 1024,
  fetchTime: 20_000,
  redirects: 5,
})

export interface IntakeOptions {
  /** The language of every report read: what a report says of itself is not asked and nothing is detected. */
  language?: Language
  /** What `-` reads; the process's standard input by default. */
  stdin?: AsyncIterable<Uint8Array | string>
  /** Which network addresses may be connected to; public ones alone by default. */
  allowAddress?: AddressPolicy
  limits?: Partial<IntakeLimits>
  /** What is read at all; every format by default. */
  formats?: readonly Format[]
  /** Fetches an address; by default one page at once, as `fetchPage` does. */
  fetch?: (address: string, options: FetchOptions) => Promise<FetchedPage>
  /** Told once for each folder that held files which Selon does not read. */
  onSkipped?: (skipped: Skipped) => void
  /** Told as an input is read: bytes done of bytes in all (undefined where nobody knows, as for a stream). */
  onProgress?: (done: number, total: number | undefined) => void
}

/** Why a page was refused, for whoever says so in another language than English. */
export type Refusal =
  | { reason: 'no-article' | 'tangled' | 'too-long' | 'no-language' }
  | {
      reason: 'other-language'
      /** A BCP 47 code. */
      language: string
    }

/** A refusal: its message is the sentence shown to a person. */
export class IntakeError extends Error {
  override name = 'IntakeError'
  readonly refusal?: Refusal

  constructor(sentence: string, refusal?: Refusal) {
    super(sentence)
    if (refusal) this.refusal = refusal
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+/g

/** A name or a piece of input made fit for an error sentence: on one line, without control characters, cut at 100. */
export function quoted(value: string): string {
  const cut = value.length > 100 ? `${value.slice(0, 99)}…` : value
  return `"${cut.replace(unprintable, '?')}"`
}

/** The sentence of an error, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The name of an input ("The page …") as it stands within a sentence. */
export const lowered = (name: string): string =>
  name.replace(/^(The|Standard) /, (word) => word.toLowerCase())
