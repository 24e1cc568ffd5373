import type { Tokens } from './document.ts'
import type { Evaluation } from './evaluation.ts'
import type { FactualityWords, GovernorClass } from './lexicon.ts'
import type { Own } from './own-marks.ts'
import type { State } from './states.ts'

/** A predicate and what it hangs on, while the rules ask what it takes over from there. */
export interface Inheritance {
  readonly tokens: Tokens
  readonly words: FactualityWords
  readonly result: Evaluation
  readonly owns: readonly (Own | undefined)[]
  /** The predicate, and what its own words say. */
  readonly i: number
  readonly own: Own
  readonly questions: Uint8Array
  /** What its cue does, where it is a cue's content. */
  readonly act: GovernorClass | undefined
  /** The word right before its complementizer, where that says how sure the clause is; or -1. */
  readonly governor: number
  /** Its governor; -1 for a root. */
  readonly h: number
  readonly relation: string
  /** The governor's state, lemma and class. */
  readonly head: State
  readonly lemma: string
  readonly kind: GovernorClass | undefined
  /** "se negó a firmar", "accused of stealing": treebanks hang what is a complement on the verb as advcl. */
  readonly complement: boolean
  /** Whether it is the subject of a passive. */
  readonly passive: boolean
}

/** Sets what a predicate takes over from its governor, and says whether it did: the first rule that does decides. */
export interface InheritanceRule {
  readonly name: string
  apply(at: Inheritance): boolean
}
