import type {
  Attribution,
  Claim,
  Entity,
  Place,
  Quantity,
  ReportedEvent,
  Span,
  Summary,
  TimeExpression,
} from '../contract/analysis.ts'
import type { ArgumentMemory } from './events/argument-memory.ts'
import type { LanguageWords } from './language-words.ts'
import type { Discourse, EntityIndex } from './names/discourse.ts'
import type { ContextStates } from './reader/context-states.ts'
import type { ReportInput } from './report-input.ts'
import type {
  Features,
  LemmaRows,
  ReadonlyInts,
  TagRows,
  TokenRows,
  Tokens,
  TreeRows,
  UniversalTag,
} from './tokens.ts'
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

/** What each layer of a document is, as the component that gives it hands it over. */
export interface Layers {
  paragraphs: Span[]
  sentences: Sentence[]
  tokens: Tokens
  /** One of each a token. */
  tags: { tag: UniversalTag[]; features: Features[] }
  lemmas: string[]
  /** Each token's head (-1 for a root) and its relation to it. */
  dependencies: { head: Int32Array; relation: string[] }
  quotations: Quotation[]
  times: TimeExpression[]
  entities: Entity[]
  places: Place[]
  /** Which entity each token belongs to, once all mentions are known. */
  entityIndex: EntityIndex
  /** Who may be meant by a pronoun or a dropped subject. */
  discourse: Discourse
  attributions: Attribution[]
  /** What the careful reader's encoder made of the words; undefined where the fast one read. */
  context: ContextStates | undefined
  claims: Claim[]
  /** What predicates within a clause and is no claim. */
  predicates: Claim[]
  /** What was worked out of the trees about who acts, kept so that nothing is worked out twice. */
  argumentMemory: ArgumentMemory
  events: ReportedEvent[]
  quantities: Quantity[]
  summary: Summary
}

/** A part of the document that some component gives and others read. */
export type Layer = keyof Layers

/** A value that may be looked at and not changed, however deep. */
export type Immutable<T> = T extends Int32Array | Uint8Array
  ? ReadonlyInts
  : T extends ContextStates
    ? Pick<T, 'read' | 'hidden'>
    : T extends Map<infer Key, infer Value>
      ? ReadonlyMap<Key, Immutable<Value>>
      : T extends Set<infer Value>
        ? ReadonlySet<Value>
        : T extends object
          ? { readonly [Key in keyof T]: Immutable<T[Key]> }
          : T

/** What every component may look at: the report as given. */
export interface Told {
  readonly input: Immutable<ReportInput>
  readonly text: string
  readonly language: ReportInput['language'] & string
  /** The words of that language. */
  readonly words: LanguageWords
  /** Whether to fill `why`. */
  readonly explain: boolean
  /** Where somebody asked, what each rule did is written here. */
  readonly trail: Trail | undefined
  slice(span: Span): string
}

/** Layers that are columns of the tokens. */
type Column = 'tags' | 'lemmas' | 'dependencies'

/** The document as far as these layers allow, to be read: a layer that is not named is not there. */
export type Reads<L extends Layer = never> = Told & {
  readonly [K in Exclude<L, Column | 'tokens'>]: Immutable<Layers[K]>
} & ('tokens' extends L ? { readonly tokens: TokensWith<L> } : unknown)

/** The tokens with those columns of theirs that are among the layers. */
export type TokensWith<L extends Layer> = TokenRows &
  ('tags' extends L ? TagRows : unknown) &
  ('lemmas' extends L ? LemmaRows : unknown) &
  ('dependencies' extends L ? TreeRows : unknown)

/** Layers of the document whose members may be changed and added to, though the layer is another component's. */
export type Refines<L extends Layer> = { readonly [K in L]: Layers[K] }

/** What a component hands over: these layers, all of them and no other. */
export type Gives<L extends Layer> = { [K in L]: Layers[K] } & { [K in Exclude<Layer, L>]?: never }
