/** What the parts of the extension say to one another. */
import type { Language, Reader, Span } from '../../src/contract/analysis.ts'
import type { LegendWords } from '../reading/legend-words.ts'
import type { PassageWords } from '../reading/passage-words.ts'
import type { Sureness, Voice } from '../reading/units.ts'

/** What can go wrong, as data: it is worded where it is shown. */
export type Trouble =
  | {
      kind:
        | 'noArticle'
        | 'tangled'
        | 'tooLong'
        | 'noLanguage'
        | 'slow'
        | 'notShown'
        | 'failed'
        | 'gone'
        | 'token'
    }
  | { kind: 'otherLanguage'; language: string }
  | { kind: 'noDesk' | 'notSelon' | 'notAllowed'; port: number }
  | { kind: 'refused'; words: string }

/** A clause of the article as it is marked, by its place in the article's text. */
export interface Mark {
  start: number
  end: number
  voice: Voice
  sure: Sureness
  negated: boolean
  /** Stands in a clause that has a colour of its own. */
  inserted: boolean
  /** The claim; several marks may be of one. */
  claim?: string
  /** Its words, in `notes`. */
  note: number
}

/** An article read, with all that is shown of it, in words. */
export interface MarkedArticle {
  /** By which it can be kept. */
  id: string
  language: Language
  text: string
  paragraphs: Span[]
  sentences: Span[]
  marks: Mark[]
  /** Words of the text that decide how sure something is. */
  words: Span[]
  notes: PassageWords[]
  /** Marks that are stepped through: each claim once. */
  stops: number[]
  /** Statements, and those of them on the word of others. */
  counts: { statements: number; ofOthers: number }
  legend: LegendWords
}

/** What is asked by the page of the reader, over a port of this name. */
export const readingPort = 'read'
export interface ReadingAsked {
  html: string
  url: string
  /** In which it is told. */
  language: Language
  reader: Reader
}
export type ReadingStep = 'models' | 'reading' | 'careful'
export type ReadingAnswer =
  | { step: ReadingStep }
  | { article: MarkedArticle; more: boolean }
  | { trouble: Trouble }
  /** The careful reader could not read; what the fast one found stands. */
  | { done: true }

/** What is asked by the page of the service worker. */
export type PageAsked =
  | { ask: 'begin' }
  | { ask: 'style'; theme: 'light' | 'dark' | undefined }
  | { ask: 'keep'; id: string; port: number }

export interface Begun {
  port: number
  reader: Reader
  language?: Language
}
export type Kept = { kept: string } | { trouble: Trouble }

/** What the service worker asks of the reader: the report of an article, to keep it. */
export interface ReportAsked {
  ask: 'report'
  id: string
}
export interface ReadReport {
  text: string
  language: Language
  title?: string
  publisher?: string
  authors?: string[]
  published?: string
  url?: string
}

/** Most UTF-16 units of a page and of its article that are read in the browser. */
export const longestPage = 10 * 1024 * 1024
export const longestArticleHere = 300_000
