import type { Claim, Span } from '../../contract/analysis.ts'
import type { ClauseHeads } from '../clauses/clause-heads.ts'
import type { Document } from './document.ts'

/** A predicate that was valued: its claim and its token. */
export interface ValuedPredicate {
  claim: Claim
  token: number
}

/** How many heads are followed to the clause in which a predicate stands. */
const reach = 24
/** Values of what did not happen, hardly did, or is left open. */
const unlikely: ReadonlySet<string> = new Set(['CT-', 'PR-', 'PS-', 'Uu'])
/** Predicates side by side that are followed upwards. */
const mostConjuncts = 6
/** Marks that tell how a verb's mood is read: they belong to a claim wherever they stand. */
const moods: ReadonlySet<string> = new Set([
  'hearsay-conditional',
  'hypothetical-conditional',
  'future-in-past',
])

/**
 * Parts claims from mere predicates. A claim is a clause; of what stands within clauses only what did not happen, is
 * left open or told as a rumour or a charge ("refused to sign", "accused of murder"), and where a sentence has no clause the
 * topmost predicate. Every predicate is told in which claim it stands.
 */
export function partPredicates(
  document: Document,
  heads: ClauseHeads,
  found: readonly ValuedPredicate[],
): { claims: Claim[]; predicates: Claim[] } {
  const hosts = new Hosts(document, heads, found)
  const claims: Claim[] = []
  const predicates: Claim[] = []
  for (const one of found) {
    const host = hosts.of(one)
    const isInner = one.claim.rank === 'nominal' && host !== undefined
    if (isInner) one.claim.within = host.claim.id
    if (isInner && !standsOut(document, one, host.claim)) predicates.push(one.claim)
    else claims.push(one.claim)
  }
  return { claims, predicates }
}

/** Whether a predicate within a clause tells what did not happen or is left open, or a rumour or charge, where its clause is plain. */
function standsOut({ tokens }: Document, { claim, token }: ValuedPredicate, host: Claim): boolean {
  const isOwn = ({ span, kind }: Claim['marks'][number]) =>
    !host.marks.some((mark) => mark.kind === kind && mark.span[0] === span[0])
  const own = claim.marks.filter(isOwn)
  if (own.some(({ kind }) => moods.has(kind))) return true
  // "Could not verify the report", "the alleged murder took place": of a clause that is plain.
  if (
    claim.basis === 'hearsay' &&
    host.basis !== 'hearsay' &&
    (claim.factuality !== 'CT+' ||
      own.some(({ kind, span }) => kind === 'evidential' && standsBeside(span, claim.predicate)))
  )
    return true
  // "Refused to sign", "did not manage to sell the harbour": what did not happen is said by its own word. What somebody only
  // aims at, asks for or plans is told by the clause of who does ("threatened to block the harbour"), and what a noun names or
  // governs ("a lack of evidence", "the refusal to sign") by the clause that it stands in.
  return unlikely.has(claim.factuality) && isCompletion(tokens, token)
}

/** Whether a predicate is what a verb says, or is joined to such. */
function isCompletion(tokens: Document['tokens'], token: number): boolean {
  let at = token
  for (let n = 0; n < mostConjuncts && tokens.baseRelation(at) === 'conj' && tokens.head[at] >= 0; n++)
    at = tokens.head[at]
  if (tokens.tag[token] === 'NOUN' || tokens.tag[token] === 'PROPN') return false
  const relation = tokens.baseRelation(at)
  if (tokens.features[token]['VerbForm'] === 'Fin') return true
  if (relation !== 'xcomp' && relation !== 'ccomp') return false
  return tokens.head[at] >= 0 && tokens.tag[tokens.head[at]] === 'VERB'
}

/** Whether two spans follow one another with no more than a space between. */
const standsBeside = (a: Span, b: Span) =>
  (a[1] <= b[0] && b[0] - a[1] <= 1) || (b[1] <= a[0] && a[0] - b[1] <= 1)

/** Finds the clause in which each predicate stands. */
class Hosts {
  readonly #document: Document
  readonly #heads: ClauseHeads
  readonly #clauses = new Map<number, ValuedPredicate>()
  /** The first clause of each sentence or, where it has none, the predicate that speaks for it. */
  readonly #first = new Map<number, ValuedPredicate>()
  readonly #known = new Map<ValuedPredicate, ValuedPredicate | undefined>()

  constructor(document: Document, heads: ClauseHeads, found: readonly ValuedPredicate[]) {
    this.#document = document
    this.#heads = heads
    const { sentence } = document.tokens
    const tokens = new Set(found.map(({ token }) => token))
    const isTop = ({ token }: ValuedPredicate) => !this.#up(token).some((k) => tokens.has(k))
    for (const one of found) {
      if (one.claim.rank === 'nominal') continue
      this.#clauses.set(one.token, one)
      if (!this.#first.has(sentence[one.token])) this.#first.set(sentence[one.token], one)
    }
    const bare = found.filter(({ token }) => !this.#first.has(sentence[token]))
    for (const list of [bare.filter(isTop), bare])
      for (const one of list)
        if (!this.#first.has(sentence[one.token])) this.#first.set(sentence[one.token], one)
    let last: ValuedPredicate | undefined
    for (const one of found) {
      if (one.claim.rank !== 'nominal') {
        last = one
        continue
      }
      const before = last && sentence[last.token] === sentence[one.token] ? last : undefined
      const host = this.#above(one.token) ?? before ?? this.#first.get(sentence[one.token])
      if (host !== one) this.#known.set(one, host)
    }
  }

  /** The clause in which a predicate stands; undefined for a clause, and for what speaks for a sentence without one. */
  of(one: ValuedPredicate): ValuedPredicate | undefined {
    return this.#known.get(one)
  }

  /** The nearest clause up the tree. */
  #above(token: number): ValuedPredicate | undefined {
    for (const k of [token, ...this.#up(token)]) {
      const found = this.#clauses.get(k) ?? this.#clauses.get(this.#heads.carriedBy[k])
      if (found) return found
    }
    return undefined
  }

  /** The heads above a token, the nearest first. */
  #up(token: number): number[] {
    const { head } = this.#document.tokens
    const found: number[] = []
    for (let k = head[token]; k >= 0 && found.length < reach; k = head[k]) found.push(k)
    return found
  }
}
