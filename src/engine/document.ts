import type {
  Attribution,
  Claim,
  Entity,
  Language,
  Place,
  Quantity,
  ReportedEvent,
  Span,
  Summary,
  TimeExpression,
} from './analysis.ts'
import type { LanguageWords } from './language-words.ts'
import { Tokens } from './tokens.ts'
import type { Trail } from './trail.ts'

/** A stretch between quotation marks, marks included. Its mark may never close (end of paragraph then). */
export interface Quotation {
  span: Span
  /** What stands inside the marks. */
  inner: Span
  /** 0 for an outer quotation, 1 for one inside it, … */
  level: number
  closed: boolean
}

/** One sentence: tokens first ≤ i < last, and its offsets without surrounding space. */
export interface Sentence {
  span: Span
  first: number
  last: number
  paragraph: number
}

/** What the engine was told of the report. */
export interface ReportInput {
  id?: string
  text: string
  language?: Language
  published?: string
  publisher?: string
  title?: string
  url?: string
  authors?: string[]
}

/**
 * The shared tree that components read and write. Each layer is empty until the component that gives it has run;
 * the engine checks the order when it is built, so a component may rely on what it declared to need.
 */
export class Document {
  readonly input: ReportInput
  readonly text: string
  /** The words of that language. */
  readonly words: LanguageWords
  readonly language: Language
  /** Whether to fill `why`. */
  readonly explain: boolean
  /** What each rule did, where somebody asked. */
  trail: Trail | undefined

  paragraphs: Span[] = []
  sentences: Sentence[] = []
  tokens: Tokens = new Tokens('', new Int32Array(0), new Int32Array(0), new Int32Array(0))
  quotations: Quotation[] = []
  times: TimeExpression[] = []
  entities: Entity[] = []
  places: Place[] = []
  attributions: Attribution[] = []
  claims: Claim[] = []
  events: ReportedEvent[] = []
  quantities: Quantity[] = []
  summary: Summary | undefined

  /** @param words the language that it is read in */
  constructor(input: ReportInput, words: LanguageWords, explain: boolean) {
    this.input = input
    this.text = input.text
    this.words = words
    this.language = words.code
    this.explain = explain
  }

  slice(span: Span): string {
    return this.text.slice(span[0], span[1])
  }
}
