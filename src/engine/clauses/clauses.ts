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
    const { reporting, strayed } = findReporting(document, this.heads)
    this.#reporting = reporting
    this.#extents = new ClauseExtents(document, this.heads, reporting, strayed)
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

/** The words that bring in what somebody says. */
interface Reporting {
  /** 1 for each token of a cue whose content holds a clause of its own. */
  reporting: Uint8Array
  /**
   * By token the clause of the content that it belongs to, where the parser hung it on the cue: "from 9 pm | to 5 am, said
   * the minister".
   */
  strayed: ReadonlyMap<number, number>
}

function findReporting(document: Document, heads: ClauseHeads): Reporting {
  const { tokens } = document
  const found = new Uint8Array(tokens.length)
  const strayed = new Map<number, number>()
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
        if (object) continue
        found[k] = 1
        for (const child of tokens.children(k).slice(0, 12)) {
          const stray = child < k && adjunct.has(tokens.baseRelation(child))
          const clause = stray ? hostOf(document, heads, content, child) : -1
          if (clause >= 0) strayed.set(child, clause)
        }
      }
  }
  return { reporting: found, strayed }
}

const adjunct: ReadonlySet<string> = new Set(['obl', 'obj', 'advmod'])
/** Steps up the tree from the word before a stray adjunct to the verb that it belongs to. */
const mostSteps = 20

/** The clause in a content that the word right before `child` belongs to; -1 where there is none. */
function hostOf(document: Document, heads: ClauseHeads, content: readonly Span[], child: number): number {
  const { tokens } = document
  if (headsClause(heads.rank[child])) return -1
  const around = content.find(([start, end]) => start <= tokens.start[child] && tokens.end[child] <= end)
  if (!around) return -1
  let at = tokens.leftmost(child) - 1
  while (at >= 0 && tokens.tag[at] === 'PUNCT') at--
  for (let n = 0; n < mostSteps && at >= 0 && tokens.start[at] >= around[0]; n++) {
    if (headsClause(heads.rank[at]) && heads.forms.of(at) !== 'participle') return heads.shell[at]
    at = tokens.head[at]
  }
  return -1
}
