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
} from '../contract/analysis.ts'
import { type ArgumentMemory, emptyArgumentMemory } from './events/argument-memory.ts'
import type { LanguageWords } from './language-words.ts'
import type { Gives, Layer, Quotation, Sentence, Told } from './layers.ts'
import { type Discourse, type EntityIndex, emptyDiscourse, emptyEntityIndex } from './names/discourse.ts'
import type { ContextStates } from './reader/context-states.ts'
import type { ReportInput } from './report-input.ts'
import { Tokens } from './tokens.ts'
import type { Trail } from './trail.ts'

export type { Quotation, ReportInput, Sentence }

/**
 * The shared tree that components read and write, each through the view of it that it declared ({@link Reads}). Each
 * layer is empty until the component that gives it has run; the engine checks the order when it is built.
 */
export class Document implements Told {
  readonly input: ReportInput
  readonly text: string
  /** The words of that language. */
  readonly words: LanguageWords
  readonly language: Language
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
  entityIndex: EntityIndex = emptyEntityIndex()
  discourse: Discourse = emptyDiscourse()
  attributions: Attribution[] = []
  context: ContextStates | undefined = undefined
  claims: Claim[] = []
  predicates: Claim[] = []
  argumentMemory: ArgumentMemory = emptyArgumentMemory()
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

  /** Takes in the layers that a component gives; tags, lemmas and dependencies become columns of the tokens. */
  take({ tags, lemmas, dependencies, ...layers }: Partial<Gives<Layer>>): void {
    Object.assign(this, layers)
    if (tags || lemmas || dependencies)
      this.tokens.fill({ ...tags, ...dependencies, ...(lemmas ? { lemma: lemmas } : {}) })
  }
}
