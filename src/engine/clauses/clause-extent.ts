import type { WordPattern } from '../word-pattern.ts'
import type { Attribution, Document, Stretch, Tokens } from './clause.ts'
import { type ClauseHeads, headsClause, rank } from './clause-heads.ts'

/** Holes in one clause that are told; more are left in. */
const mostHoles = 8
/** Tokens of a dateline at most: "GENEVA, Switzerland (Reuters) — ". */
const datelineReach = 14

/**
 * Measures clauses: for each head all that it governs, conjuncts of its nouns included, without the clauses joined to it,
 * without what brings it in, and without dateline. Linear in the text: each token's stretch is made of its dependents'.
 */
export class ClauseExtents {
  readonly #tokens: Tokens
  readonly #heads: ClauseHeads
  /** What each token's subtree reaches over. */
  readonly #first: Int32Array
  readonly #last: Int32Array
  /** Where the words of each sentence begin, its dateline left out. */
  readonly #starts: Int32Array
  readonly #pastLikeParticiple: boolean
  readonly #stating: WordPattern
  readonly #reporting: Uint8Array
  readonly #strayed: ReadonlyMap<number, number>
  /** The strayed tokens of each clause. */
  readonly #guests = new Map<number, number[]>()
  readonly #words = new Map<Attribution, readonly Stretch[]>()

  /**
   * @param reporting 1 for each verb that brings in what somebody says
   * @param strayed by token the clause that it belongs to, where it hangs on such a verb
   */
  constructor(
    document: Document,
    heads: ClauseHeads,
    reporting: Uint8Array,
    strayed: ReadonlyMap<number, number>,
  ) {
    this.#strayed = strayed
    for (const [k, clause] of strayed) {
      const guests = this.#guests.get(clause)
      if (guests) guests.push(k)
      else this.#guests.set(clause, [k])
    }
    this.#tokens = document.tokens
    this.#heads = heads
    this.#reporting = reporting
    this.#starts = datelines(document)
    this.#stating = document.words.clauses.statingMark
    this.#pastLikeParticiple = document.words.clauses.pastLikeParticiple
    const { length, head, tag, sentence } = document.tokens
    this.#first = Int32Array.from({ length }, (_, i) => i)
    this.#last = Int32Array.from({ length }, (_, i) => i)
    const order: number[] = []
    for (let i = 0; i < length; i++) if (head[i] < 0) order.push(i)
    for (let k = 0; k < order.length; k++)
      for (const child of this.#tokens.children(order[k])) order.push(child)
    for (let k = order.length - 1; k >= 0; k--) {
      const i = order[k]
      const h = head[i]
      if (h < 0 || tag[i] === 'PUNCT' || sentence[i] !== sentence[h]) continue
      if (this.#isAside(i, h)) continue
      const host = strayed.get(i)
      if (host !== undefined) {
        if (this.#last[i] > this.#last[host]) this.#last[host] = this.#last[i]
        continue
      }
      // A main clause that the parser hung on the last noun before it.
      if (heads.lentSubject[i] >= 0 && head[heads.lentSubject[i]] < 0) continue
      if (this.#first[i] < this.#first[h]) this.#first[h] = this.#first[i]
      if (this.#last[i] > this.#last[h]) this.#last[h] = this.#last[i]
    }
  }

  /**
   * The stretches of the clause of a head, in order; the head always lies in one.
   * @param around the attributions in whose content the head stands
   */
  of(i: number, around: readonly Attribution[]): Stretch[] {
    const tokens = this.#tokens
    const shell = this.#heads.shell[i]
    let first = shell
    let last = shell
    const holes: Stretch[] = []
    const reach = (k: number) => {
      if (this.#first[k] < first) first = this.#first[k]
      if (this.#last[k] > last) last = this.#last[k]
    }
    const kept: number[] = []
    for (const k of tokens.children(shell)) {
      if (tokens.tag[k] === 'PUNCT' || tokens.sentence[k] !== tokens.sentence[shell]) continue
      if (k < shell && this.#opens(k, shell)) continue
      if (this.#strayed.has(k)) continue
      if (this.#isAside(k, shell) || this.#isSeparate(k) || this.#bringsIn(k, around))
        holes.push({ first: this.#first[k], last: this.#last[k] })
      else kept.push(k)
    }
    for (const k of kept) reach(k)
    for (const k of this.#guests.get(shell) ?? []) reach(k)
    if (i !== shell && (i < first || i > last)) reach(i)
    const subject = this.#hungOn(i, shell)
    if (subject >= 0) reach(subject)
    const lent = this.#heads.lentSubject[i]
    if (lent >= 0) reach(lent)
    const object = this.#strandedObject(shell, last)
    if (object >= 0) reach(object)
    for (const attribution of around)
      for (const hole of this.#wordsOf(attribution))
        if (hole.last >= first && hole.first <= last) holes.push(hole)
    first = Math.max(first, Math.min(this.#starts[tokens.sentence[i]], shell))
    return this.#cut(i, shell, { first, last }, holes)
  }

  /**
   * "The unions that demanded | a rise | left": the second subject of one verb, right behind a relative clause beside the
   * first that has no object, is its object.
   */
  #strandedObject(shell: number, last: number): number {
    const tokens = this.#tokens
    if (tokens.relation[shell] !== 'acl:relcl' || last !== shell) return -1
    const noun = tokens.head[shell]
    const verb = noun < 0 ? -1 : tokens.head[noun]
    if (verb < 0 || noun > shell || tokens.baseRelation(noun) !== 'nsubj') return -1
    for (const k of tokens.children(verb).slice(0, mostHoles))
      if (k !== noun && tokens.baseRelation(k) === 'nsubj' && this.#first[k] === shell + 1) return k
    return -1
  }

  /** "The quake struck the island": the noun that the parser hung its verb on, as if it were a participle. */
  #hungOn(i: number, shell: number): number {
    const tokens = this.#tokens
    const head = tokens.head[shell]
    if (!this.#pastLikeParticiple || head < 0 || head > shell || tokens.relation[shell] !== 'acl') return -1
    if (this.#heads.forms.of(i) !== 'finite') return -1
    const relations = tokens.children(shell).map((k) => tokens.baseRelation(k))
    return relations.includes('nsubj') || relations.includes('mark') ? -1 : head
  }

  /** Whether a dependent only leads into its clause: "que", "alors que", "when", "de que". */
  #opens(k: number, shell: number): boolean {
    const tokens = this.#tokens
    const relation = tokens.baseRelation(k)
    // "Que" of a relative clause stands for somebody or something.
    if (relation === 'mark')
      return (
        tokens.relation[shell] !== 'acl:relcl' ||
        tokens.tag[k] === 'ADP' ||
        tokens.children(shell).some((one) => tokens.baseRelation(one) === 'nsubj')
      )
    if (relation === 'cc' || relation === 'discourse') return true
    // "Antes de herir": what leads into an infinitive.
    if (relation === 'advmod' && this.#stating.test(tokens.form[k].toLowerCase()) && tokens.head[shell] >= 0)
      return tokens.baseRelation(shell) === 'advcl'
    if (tokens.tag[shell] !== 'VERB') return false
    if (relation === 'case') return true
    return (
      relation === 'advmod' &&
      tokens.baseRelation(shell) === 'advcl' &&
      (tokens.tag[k] === 'SCONJ' || tokens.has(k, 'PronType', 'Int') || tokens.has(k, 'PronType', 'Rel'))
    )
  }

  /** All that hangs on a token, without punctuation at its edges. */
  wholeOf(i: number): Stretch {
    return { first: this.#first[i], last: this.#last[i] }
  }

  /** The first token of a sentence behind its dateline. */
  startOf(sentence: number): number {
    return this.#starts[sentence]
  }

  /** The stretch of a noun phrase: without the relative clauses and asides that follow its head. */
  phrase(head: number): Stretch {
    const tokens = this.#tokens
    let first = head
    let last = head
    for (const k of tokens.children(head)) {
      const relation = tokens.baseRelation(k)
      if (tokens.tag[k] === 'PUNCT' || relation === 'acl' || relation === 'parataxis' || relation === 'cop')
        continue
      if (
        relation === 'case' ||
        relation === 'mark' ||
        relation === 'cc' ||
        tokens.sentence[k] !== tokens.sentence[head]
      )
        continue
      if (headsClause(this.#heads.rank[head])) continue
      if (this.#first[k] < first) first = this.#first[k]
      if (this.#last[k] > last) last = this.#last[k]
    }
    while (first < head && tokens.tag[first] === 'PUNCT') first++
    while (last > head && tokens.tag[last] === 'PUNCT') last--
    return { first, last }
  }

  /** "…, saying that it had": a clause that only brings in words, hung on another. */
  #isAside(k: number, head: number): boolean {
    const relation = this.#tokens.baseRelation(k)
    if (this.#reporting[k] === 0) return false
    return (relation === 'advcl' || relation === 'parataxis') && this.#heads.rank[head] !== rank.none
  }

  /** Whether a dependent is a clause beside this one. */
  #isSeparate(k: number): boolean {
    const relation = this.#tokens.baseRelation(k)
    if (relation !== 'conj' && relation !== 'parataxis') return false
    const { rank: ranks, carriedBy } = this.#heads
    // A modal verb is its infinitive's; what stands beside the verb before it and shares all with it is no other clause.
    const carrier = carriedBy[k]
    return (
      headsClause(ranks[k]) ||
      (carrier >= 0 && carrier !== this.#tokens.head[k] && ranks[carrier] !== rank.nominal)
    )
  }

  /** The tokens of an attribution's cue and source. */
  #wordsOf(attribution: Attribution): readonly Stretch[] {
    let found = this.#words.get(attribution)
    if (!found) {
      const tokens = this.#tokens
      found = [...attribution.cue, ...attribution.source].map(([start, end]) => ({
        first: tokens.at(start),
        last: tokens.at(end - 1),
      }))
      this.#words.set(attribution, found)
    }
    return found
  }

  /** Whether a dependent holds the cue or the source of who says the clause: "selon la police", "a-t-elle dit". */
  #bringsIn(k: number, around: readonly Attribution[]): boolean {
    const tokens = this.#tokens
    const from = tokens.start[this.#first[k]]
    const to = tokens.end[this.#last[k]]
    const lies = ([start, end]: readonly [number, number]) => from <= start && end <= to
    const holds = ([start, end]: readonly [number, number]) =>
      start <= tokens.start[k] && tokens.end[k] <= end
    return around.some(
      ({ cue, source, content }) => (cue.some(lies) || source.some(lies)) && !content.some(holds),
    )
  }

  #cut(i: number, shell: number, whole: Stretch, holes: Stretch[]): Stretch[] {
    const tokens = this.#tokens
    const parts: Stretch[] = []
    let at = whole.first
    for (const hole of holes.sort((a, b) => a.first - b.first).slice(0, mostHoles)) {
      if (hole.last < at || hole.first > whole.last) continue
      if (hole.first <= i && i <= hole.last) continue
      if (hole.first <= shell && shell <= hole.last) continue
      if (hole.first > at) parts.push({ first: at, last: hole.first - 1 })
      at = hole.last + 1
    }
    if (at <= whole.last) parts.push({ first: at, last: whole.last })
    const trimmed = parts.map((part) => trim(tokens, part)).filter((part) => part.first <= part.last)
    return trimmed.length > 0 ? trimmed : [{ first: i, last: i }]
  }
}

/** Without punctuation and conjunctions at its edges. */
function trim(tokens: Tokens, { first, last }: Stretch): Stretch {
  while (first <= last && (tokens.tag[first] === 'PUNCT' || tokens.baseRelation(first) === 'cc')) first++
  while (last >= first && (tokens.tag[last] === 'PUNCT' || tokens.baseRelation(last) === 'cc')) last--
  return { first, last }
}

const capitals = /^(?:\p{Lu}[\p{Lu}.'’-]+|\p{Lu}\.?)$/u
const dash = /^(?:-|--|–|—|―)$/

/** The first token of each sentence behind its dateline: "PARIS (Reuters) — ", "MADRID, 3 May. -". */
function datelines(document: Document): Int32Array {
  const { tokens, sentences } = document
  const starts = new Int32Array(sentences.length)
  let paragraph = -1
  sentences.forEach((sentence, s) => {
    starts[s] = sentence.first
    if (sentence.paragraph === paragraph) return
    paragraph = sentence.paragraph
    const first = sentence.first
    if (first >= tokens.length || !capitals.test(tokens.form[first]) || tokens.form[first].length < 2) return
    for (let k = first + 1; k < sentence.last && k < first + datelineReach; k++) {
      const tag = tokens.tag[k]
      if (dash.test(tokens.form[k])) {
        starts[s] = k + 1
        return
      }
      if (tag === 'VERB' || tag === 'AUX' || tag === 'PRON' || tag === 'DET' || tag === 'SCONJ') return
    }
  })
  return starts
}
