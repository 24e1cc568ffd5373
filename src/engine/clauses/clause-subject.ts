import { finiteToken } from '../names/dropped-subjects.ts'
import { firstFrom } from '../names/entity-index.ts'
import { entityOfSpan } from '../names/entity-of-span.ts'
import type { ClauseSubject, Document, Tokens } from './clause.ts'
import type { ClauseExtents } from './clause-extent.ts'
import type { ClauseHeads } from './clause-heads.ts'

/** Coordinated, governed and relative clauses that are followed to a subject. */
const steps = 8
/** Tokens of a subject; of a longer one its head alone is told. */
const longestPhrase = 80
/** Mentions before a dropped subject among which the last one of whom it means is looked for. */
const mentionsBack = 40

/**
 * Finds of what a clause says it: its own subject, or the one that stands elsewhere, before a relative pronoun, with the
 * verb that it is joined to or hangs on, or, where the language drops it, the one spoken of before.
 */
export class SubjectFinder {
  readonly #document: Document
  readonly #tokens: Tokens
  readonly #heads: ClauseHeads
  readonly #extents: ClauseExtents
  readonly #subjects = new Map<number, number>()
  /** Subjects that hang on one verb and are another's. */
  readonly #lent: ReadonlySet<number>
  readonly #phrases = new Map<number, ClauseSubject>()
  readonly #objects = new Map<number, number>()

  constructor(document: Document, heads: ClauseHeads, extents: ClauseExtents) {
    this.#document = document
    this.#tokens = document.tokens
    this.#heads = heads
    this.#extents = extents
    this.#lent = new Set(heads.lentSubject)
  }

  /** The subject of the clause of a head; undefined where nobody is told. */
  of(i: number): ClauseSubject | undefined {
    const head = this.#headOf(i)
    if (head < 0) return head === dropped ? this.#spokenOf(i) : undefined
    const start = this.#extents.startOf(this.#tokens.sentence[head])
    if (head < start) {
      // A dateline that the parser took for the subject hides it beside itself.
      for (let k = start; k < i && k < start + longestPhrase; k++)
        if (nominal.has(this.#tokens.tag[k]) && (this.#tokens.head[k] < start || this.#tokens.head[k] === i))
          return this.#phrase(k)
      return undefined
    }
    return this.#phrase(head)
  }

  /** The phrase of a noun and whom it means; kept, since many clauses may have one subject. */
  #phrase(head: number): ClauseSubject {
    let found = this.#phrases.get(head)
    if (!found) {
      let words = this.#extents.phrase(head)
      if (words.last - words.first > longestPhrase) words = { first: head, last: head }
      const span = this.#tokens.spanOf(words.first, words.last)
      found = { words, entity: entityOfSpan(this.#document, span) }
      this.#phrases.set(head, found)
    }
    return found
  }

  /** The head of the subject; `none` where there is none, `dropped` where a finite verb leaves it out. */
  #headOf(i: number): number {
    const tokens = this.#tokens
    const lent = this.#heads.lentSubject[i]
    if (lent >= 0) return lent
    let at = i
    for (let n = 0; n < steps; n++) {
      const shell = this.#heads.shell[at]
      const relation = tokens.baseRelation(shell)
      const head = tokens.head[shell]
      const own = this.#ownSubject(at, shell)
      if (own >= 0) {
        if (relation === 'acl' && head >= 0 && this.#isRelative(own)) return head
        return own
      }
      if (own === impersonal) return none
      if (head < 0) return this.#document.words.grammar.dropsSubject ? dropped : none
      const verbForm = this.#heads.forms.of(at)
      if (relation === 'conj') {
        at = head
        continue
      }
      if (relation === 'acl') {
        if (verbForm === 'finite' && !this.#relativeIsSubject(shell)) return dropped
        return head
      }
      if (verbForm === 'finite') {
        if (!this.#document.words.grammar.dropsSubject) return none
        // "Dijo que cerraría": the subject of the verb above goes on where the two agree.
        if ((relation !== 'ccomp' && relation !== 'advcl') || !this.#agrees(at, head)) return none
        at = head
        continue
      }
      if (relation === 'xcomp' || relation === 'ccomp' || relation === 'advcl') {
        const object = relation === 'advcl' && !this.#accuses(head) ? -1 : this.#objectOf(head)
        if (object >= 0 && !this.#isReflexive(object)) return object
        at = head
        continue
      }
      if (relation === 'parataxis') {
        at = head
        continue
      }
      return none
    }
    return none
  }

  /** Whether two finite verbs are of one number and of the third person, and the lower is not impersonal. */
  #agrees(at: number, head: number): boolean {
    const tokens = this.#tokens
    const lower = this.#finiteOf(at)
    const upper = this.#finiteOf(head)
    if (lower < 0 || upper < 0 || this.#isImpersonal(at)) return false
    const person = (k: number) => tokens.features[k]?.['Person'] ?? '3'
    return (
      person(lower) === '3' &&
      person(upper) === '3' &&
      tokens.features[lower]?.['Number'] === tokens.features[upper]?.['Number']
    )
  }

  /** The finite verb of a clause, be it a modal verb, the head or an auxiliary; -1 where it has none. */
  #finiteOf(i: number): number {
    const shell = finiteToken(this.#document, this.#heads.shell[i])
    return shell < 0 ? finiteToken(this.#document, i) : shell
  }

  /** "Se trata de", "hay": a verb of which nobody is the subject. */
  #isImpersonal(at: number): boolean {
    const tokens = this.#tokens
    const { reflexivePronoun } = this.#document.words.events
    if (this.#document.words.clauses.impersonal.test(tokens.lemma[at].toLowerCase())) return true
    return tokens
      .children(at)
      .slice(0, steps)
      .some((k) => tokens.tag[k] === 'PRON' && reflexivePronoun.test(tokens.form[k]))
  }

  #accuses(head: number): boolean {
    return this.#document.words.clauses.accusing.test(this.#tokens.lemma[head].toLowerCase())
  }

  #ownSubject(at: number, shell: number): number {
    const tokens = this.#tokens
    let found: number = none
    for (let k = at, n = 0; n < steps; k = tokens.head[k], n++) {
      const subject = this.#subjectChild(k)
      if (subject >= 0) return subject
      if (subject === impersonal) found = impersonal
      if (k === shell || tokens.head[k] < 0) break
    }
    return found
  }

  /** The subject that hangs on a token itself; kept, since all that is joined to it asks. */
  #subjectChild(k: number): number {
    let found = this.#subjects.get(k)
    if (found !== undefined) return found
    found = none
    for (const child of this.#tokens.children(k)) {
      if (this.#tokens.baseRelation(child) === 'nsubj' && !this.#lent.has(child)) {
        found = child
        break
      }
      if (this.#tokens.relation[child] === 'expl:subj') found = impersonal
    }
    this.#subjects.set(k, found)
    return found
  }

  #objectOf(head: number): number {
    const known = this.#objects.get(head)
    if (known !== undefined) return known
    const found = this.#findObject(head)
    this.#objects.set(head, found)
    return found
  }

  #findObject(head: number): number {
    const tokens = this.#tokens
    for (const child of tokens.children(head))
      if (tokens.baseRelation(child) === 'obj' || tokens.baseRelation(child) === 'iobj') return child
    return none
  }

  #isReflexive(i: number): boolean {
    return this.#tokens.has(i, 'Reflex', 'Yes')
  }

  #isRelative(i: number): boolean {
    const tokens = this.#tokens
    return (
      tokens.has(i, 'PronType', 'Rel') ||
      this.#document.words.clauses.relativeSubject.test(tokens.form[i].toLowerCase())
    )
  }

  /** Whether a relative clause without a subject that the parser found has its pronoun for one. */
  #relativeIsSubject(shell: number): boolean {
    const tokens = this.#tokens
    for (const child of tokens.children(shell).slice(0, steps)) {
      if (child > shell || !this.#isRelative(child)) continue
      const relation = tokens.baseRelation(child)
      return relation !== 'obj' && relation !== 'obl' && relation !== 'advmod'
    }
    return true
  }

  /** The last mention of whom a dropped subject means. */
  #spokenOf(i: number): ClauseSubject | undefined {
    const document = this.#document
    const { discourse, entities, entityIndex } = document
    const tokens = this.#tokens
    const finite = this.#finiteOf(i)
    if (finite < 0 || tokens.has(finite, 'Number', 'Plur') || this.#isImpersonal(i)) return undefined
    const person = tokens.features[finite]?.['Person']
    if (person !== undefined && person !== '3') return undefined
    const own = discourse.subjects[i] ?? -1
    const entity = own >= 0 ? own : (discourse.subjects[finite] ?? -1)
    if (entity < 0) return undefined
    const { mentions } = entityIndex
    let k = firstFrom(mentions, i) - 1
    for (
      let n = 0;
      n < mentionsBack && k >= 0 && (mentions[k].entity !== entity || mentions[k].last >= i);
      n++
    )
      k--
    const before = mentions[k]
    if (before?.entity !== entity || before.last >= i) return undefined
    return { words: { first: before.first, last: before.last }, entity: entities[entity].id }
  }
}

const nominal: ReadonlySet<string> = new Set(['NOUN', 'PROPN', 'PRON'])
const none = -1
const impersonal = -2
const dropped = -3
