import type { Span } from '../../contract/analysis.ts'
import type { FactualityWords } from '../factuality/lexicon.ts'
import type { Attribution, Clause, Document } from './clause.ts'
import { ClauseExtents } from './clause-extent.ts'
import { type ClauseHeads, findClauseHeads, headsClause } from './clause-heads.ts'
import { SubjectFinder } from './clause-subject.ts'
import { readableSentence } from './readable-sentence.ts'

/**
 * The full clauses of a document, by the token that heads each: which predicates head one, where it stands, of what it
 * says it, and how it reads by itself.
 */
export class ClauseReader {
  readonly heads: ClauseHeads
  readonly #document: Document
  readonly #extents: ClauseExtents
  readonly #subjects: SubjectFinder
  readonly #reporting: Uint8Array
  readonly #names: ReadonlyMap<string, string>

  /** @param kinds what `findPredicates` found, a byte a token */
  constructor(document: Document, words: FactualityWords, kinds: Uint8Array) {
    this.#document = document
    this.#names = new Map(document.entities.map(({ id, name }) => [id, name]))
    this.heads = findClauseHeads(document, words, kinds)
    this.#reporting = findReporting(document, this.heads)
    this.#extents = new ClauseExtents(document, this.heads, this.#reporting)
    this.#subjects = new SubjectFinder(document, this.heads, this.#extents)
  }

  /**
   * The clause that token `i` heads; undefined where it heads none.
   * @param around the attributions in whose content the token stands
   */
  of(i: number, around: readonly Attribution[]): Clause | undefined {
    if (!this.isClause(i)) return undefined
    const parts = this.#extents.of(i, around)
    const subject = this.#subjects.of(i)
    return {
      parts,
      subject,
      sentence: readableSentence(this.#document, this.heads, this.#names, i, parts, subject),
      reporting: this.#reporting[i] === 1,
    }
  }

  /** Whether a token heads a clause. */
  isClause(i: number): boolean {
    return headsClause(this.heads.rank[i])
  }

  /** The modal verbs and auxiliaries above the head of a clause that belong to it, the lowest first. */
  bearersOf(i: number): readonly number[] {
    const found: number[] = []
    const { shell, carriedBy } = this.heads
    for (let k = i; k !== shell[i] && found.length < 12; ) {
      const head = this.#document.tokens.head[k]
      if (head < 0 || carriedBy[head] < 0) break
      found.push(head)
      k = head
    }
    return found
  }

  /** The words of a predicate that heads no clause, as offsets. */
  phraseOf(i: number): Span {
    const { first, last } = this.#extents.wholeOf(i)
    return this.#document.tokens.spanOf(first, last)
  }
}

/** 1 for each token of a cue whose content holds a clause of its own. */
function findReporting(document: Document, heads: ClauseHeads): Uint8Array {
  const { tokens } = document
  const found = new Uint8Array(tokens.length)
  // How many clauses are headed before each token.
  const before = new Int32Array(tokens.length + 1)
  for (let i = 0; i < tokens.length; i++) before[i + 1] = before[i] + (headsClause(heads.rank[i]) ? 1 : 0)
  for (const { cue, content, source } of document.attributions) {
    const told = content.some(([start, end]) => {
      const first = tokens.at(start)
      return (
        first < tokens.length && before[Math.min(tokens.at(end - 1), tokens.length - 1) + 1] > before[first]
      )
    })
    if (!told) continue
    for (const [start, end] of cue)
      for (let k = tokens.at(start); k < tokens.length && tokens.start[k] < end; k++) {
        // "Accuses X of it": who says something to or of somebody does something too. Who speaks behind the cue, which
        // looks like its object ("a indiqué un conseiller"), is none.
        const object = tokens
          .children(k)
          .slice(0, 12)
          .some(
            (child) =>
              tokens.baseRelation(child) === 'obj' &&
              tokens.tag[child] !== 'PRON' &&
              ![content, source].some((spans) =>
                spans.some(([from, to]) => from <= tokens.start[child] && tokens.end[child] <= to),
              ),
          )
        if (!object) found[k] = 1
      }
  }
  return found
}
