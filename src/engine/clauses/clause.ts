export type { Attribution, Document, Tokens } from '../factuality/document.ts'

/** Tokens first ≤ i ≤ last. */
export interface Stretch {
  first: number
  last: number
}

/** Of what a clause says it: the words, and the entity where it is one. */
export interface ClauseSubject {
  words: Stretch
  entity: string | null
}

/** One full clause. */
export interface Clause {
  /** Where it stands, in order; never empty. */
  parts: Stretch[]
  subject: ClauseSubject | undefined
  /** The clause with its subject, to be read without the report. */
  sentence: string
  /** Whether it only brings in what somebody says. */
  reporting: boolean
}
