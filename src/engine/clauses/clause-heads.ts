import type { FactualityWords, GovernorClass } from '../factuality/lexicon.ts'
import { classOf } from '../factuality/predicates.ts'
import type { Document, Tokens } from './clause.ts'

/** What a predicate heads; `none` where the token does not predicate. */
export const rank = { none: 0, main: 1, embedded: 2, nominal: 3 } as const

/** Whether a rank is that of a predicate which heads a clause of its own. */
export const headsClause = (of: number): boolean => of === rank.main || of === rank.embedded

/** The heads of clauses. */
export interface ClauseHeads {
  /** One of `rank` a token. */
  rank: Uint8Array
  /** The token whose dependents make the clause: the head itself, or the modal verb above it. */
  shell: Int32Array
  /** The head of the clause that a modal verb belongs to; -1 for all others. */
  carriedBy: Int32Array
  /** The subject of a clause that the parser hung on another verb or made the root; -1 for all others. */
  lentSubject: Int32Array
  forms: VerbForms
}

type Form = 'finite' | 'infinitive' | 'participle' | 'gerund'

/** Coordinated verbs and modals that are followed upwards. */
const steps = 12

const wordPart: ReadonlySet<string> = new Set(['fixed', 'flat', 'case', 'compound', 'goeswith', 'aux', 'cop'])
/** Governors whose infinitive says what is so, or is not: "affirme avoir", "nie être". */
const telling: ReadonlySet<GovernorClass> = new Set<GovernorClass>([
  'say',
  'know',
  'believe',
  'deny',
  'doubt',
  'suspect',
])
/** Participles and adjectives of these classes are read like modals: "is expected to", "is likely to", "est censé". */
const modalLike: ReadonlySet<GovernorClass> = new Set<GovernorClass>([
  'seem',
  'promise',
  'believe',
  'suspect',
  'say',
  'probable',
  'possible',
  'unlikely',
  'certain',
  'fear',
  'fail',
])

/**
 * Tells which predicates head a clause of their own: finite verbs, and infinitives, participles and gerunds that state
 * something. All others are nominal: they stand within a clause and say nothing to a reader by themselves.
 * @param kinds what `findPredicates` found, a byte a token
 */
export function findClauseHeads(document: Document, words: FactualityWords, kinds: Uint8Array): ClauseHeads {
  return new HeadFinder(document, words, kinds).find()
}

class HeadFinder {
  readonly #document: Document
  readonly #tokens: Tokens
  readonly #words: FactualityWords
  readonly #kinds: Uint8Array
  readonly #rank: Uint8Array
  readonly #shell: Int32Array
  readonly #carriedBy: Int32Array
  readonly #known: Uint8Array
  readonly #forms: VerbForms

  constructor(document: Document, words: FactualityWords, kinds: Uint8Array) {
    this.#document = document
    this.#tokens = document.tokens
    this.#words = words
    this.#kinds = kinds
    this.#forms = new VerbForms(document)
    const { length } = document.tokens
    this.#rank = new Uint8Array(length)
    this.#known = new Uint8Array(length)
    this.#shell = Int32Array.from({ length }, (_, i) => i)
    this.#carriedBy = new Int32Array(length).fill(-1)
  }

  find(): ClauseHeads {
    for (let i = 0; i < this.#tokens.length; i++) if (this.#kinds[i] > 0) this.#rankOf(i, 0)
    this.#joinNeighbours()
    this.#joinParted()
    this.#carryOver()
    return {
      rank: this.#rank,
      shell: this.#shell,
      carriedBy: this.#carriedBy,
      lentSubject: this.#findLentSubjects(),
      forms: this.#forms,
    }
  }

  /** Subjects that stand before their clause and hang elsewhere. */
  #findLentSubjects(): Int32Array {
    const tokens = this.#tokens
    const { dropsSubject } = this.#document.words.grammar
    const found = new Int32Array(tokens.length).fill(-1)
    for (let i = 0; i < tokens.length; i++) {
      if (!headsClause(this.#rank[i]) || this.#shell[i] !== i || this.#forms.of(i) !== 'finite') continue
      const children = tokens.children(i)
      if (children.some((k) => subjectLike.has(tokens.baseRelation(k)))) continue
      const relation = tokens.baseRelation(i)
      if (relation === 'ccomp') found[i] = this.#secondSubject(i, tokens.head[i])
      if (found[i] >= 0 || !hungWrongly.has(relation) || dropsSubject) continue
      if (children.some((k) => k < i && (this.#isRelative(k) || tokens.baseRelation(k) === 'mark'))) continue
      found[i] = this.#bareRoot(i)
      if (found[i] >= 0) this.#rank[i] = rank.main
    }
    return found
  }

  /** "The storm, which came by night, did little damage, officials said": of two subjects of one verb the one before the clause. */
  #secondSubject(i: number, verb: number): number {
    const tokens = this.#tokens
    if (verb < i) return -1
    const subjects = tokens.children(verb).filter((k) => tokens.baseRelation(k) === 'nsubj')
    return subjects.length === 2 && subjects[0] < i && subjects[1] > i ? subjects[0] : -1
  }

  /** "A man accused of killing a guard who tried to stop him was charged": the noun that a sentence seems to consist of. */
  #bareRoot(i: number): number {
    const tokens = this.#tokens
    if (!tokens.children(i).some((k) => k < i && tokens.baseRelation(k) === 'aux')) return -1
    let at = i
    for (let n = 0; n < steps && tokens.head[at] >= 0; n++) {
      at = tokens.head[at]
      // Within another clause of its own it is that clause's.
      const clause = this.#forms.of(at) === 'finite' && this.#kinds[at] === 1
      if (clause && tokens.relation[at] !== 'acl:relcl') return -1
    }
    const noun = tokens.tag[at] === 'NOUN' || tokens.tag[at] === 'PROPN'
    if (!noun || tokens.head[at] >= 0 || at === tokens.head[i]) return -1
    return tokens.children(at).some((k) => clausal.has(tokens.baseRelation(k))) ? -1 : at
  }

  #isRelative(k: number): boolean {
    const tokens = this.#tokens
    return (
      tokens.has(k, 'PronType', 'Rel') ||
      this.#document.words.clauses.relativeSubject.test(tokens.form[k].toLowerCase())
    )
  }

  #rankOf(i: number, depth: number): number {
    if (this.#known[i] || depth > steps) return this.#rank[i]
    this.#known[i] = 1
    this.#rank[i] = this.#decide(i, depth)
    return this.#rank[i]
  }

  #decide(i: number, depth: number): number {
    const tokens = this.#tokens
    const relation = tokens.baseRelation(i)
    if (this.#kinds[i] === 3 || wordPart.has(relation)) return rank.nominal
    const verbForm = this.#forms.of(i)
    const head = tokens.head[i]
    if (relation === 'conj' && head >= 0) {
      const joined = this.#kinds[head] > 0 ? this.#rankOf(head, depth + 1) : rank.none
      const stated = headsClause(joined)
      if (verbForm === 'finite') return stated ? joined : rank.embedded
      if (this.#forms.of(head) === verbForm || verbForm === 'infinitive')
        return stated && this.#forms.of(head) === verbForm ? joined : rank.nominal
      return stated && verbForm !== 'participle' ? rank.embedded : rank.nominal
    }
    if (verbForm === 'finite') {
      if (this.#isNoun(i) || this.#tellsTime(i, relation)) return rank.nominal
      if (relation === 'root' || relation === 'parataxis') return rank.main
      // What the parser hangs like a noun and gives no subject, object or auxiliary is no clause.
      if (nounLike.has(relation) && !this.#hasOwn(i)) return rank.nominal
      if (this.#lacksAll(i, relation)) return rank.nominal
      return rank.embedded
    }
    if (relation === 'root') return rank.main
    if (verbForm === 'infinitive') return this.#infinitive(i, relation, head)
    return this.#participle(i, relation, head)
  }

  /** "Al arribo", "la deriva": a noun that the tagger took for a verb has an article and no subject. */
  #isNoun(i: number): boolean {
    const tokens = this.#tokens
    if (this.#kinds[i] !== 1) return false
    let article = false
    for (const k of tokens.children(i)) {
      const relation = tokens.baseRelation(k)
      if (argument.has(relation)) return false
      if (relation === 'det' && k < i) article = true
    }
    return article
  }

  /** "Il y a vingt ans", "hace tres años": a verb that only tells since when. */
  #tellsTime(i: number, relation: string): boolean {
    const tokens = this.#tokens
    if (relation === 'root' || !this.#document.words.clauses.since.test(tokens.lemma[i].toLowerCase()))
      return false
    let measured = false
    for (const k of tokens.children(i)) {
      const under = tokens.baseRelation(k)
      if (under === 'nsubj' && tokens.tag[k] !== 'PRON') return false
      if (under === 'obj' || under === 'obl' || under === 'advmod')
        measured ||= tokens.tag[k] === 'ADV' || tokens.children(k).some((one) => tokens.tag[one] === 'NUM')
    }
    return measured
  }

  /** "Threatens the salmon runs": a noun taken for a verb, in a language that does not leave out subjects. */
  #lacksAll(i: number, relation: string): boolean {
    if (this.#document.words.grammar.dropsSubject || this.#kinds[i] !== 1) return false
    if (relation !== 'ccomp' && relation !== 'advcl') return false
    return !this.#hasOwn(i) && !this.#tokens.children(i).some((k) => this.#tokens.baseRelation(k) === 'mark')
  }

  /** Whether the token has a subject, an object or an auxiliary. */
  #hasOwn(i: number): boolean {
    const tokens = this.#tokens
    return tokens.children(i).some((k) => argument.has(tokens.baseRelation(k)))
  }

  #infinitive(i: number, relation: string, head: number): number {
    const tokens = this.#tokens
    const clauses = this.#document.words.clauses
    if (head < 0) return rank.main
    if (/^\p{Lu}/u.test(tokens.form[i]) && i > 0 && tokens.sentence[i - 1] === tokens.sentence[i])
      return rank.nominal
    if (isPerfect(tokens, i)) return rank.embedded
    const marks = marksOf(tokens, i)
    const verb = this.#kinds[head] === 1
    const lemma = tokens.lemma[head].toLowerCase()
    if (verb && clauses.accusing.test(lemma)) return rank.embedded
    if (relation === 'xcomp' || relation === 'ccomp') {
      const kind = classOf(tokens, this.#words, head)
      if (verb && clauses.infinitiveAfterSpeech && marks.length === 0 && kind && telling.has(kind))
        return rank.embedded
      return rank.nominal
    }
    if (relation === 'advcl' || relation === 'acl')
      return marks.some((mark) => clauses.statingMark.test(mark)) ? rank.embedded : rank.nominal
    return rank.nominal
  }

  #participle(i: number, relation: string, head: number): number {
    const tokens = this.#tokens
    const clauses = this.#document.words.clauses
    const form = tokens.form[i].toLowerCase()
    if (clauses.describing.test(form)) return rank.nominal
    if (relation === 'parataxis') return rank.main
    // "Careful about ensuring it": what a preposition governs states nothing, but where it tells of what one is accused.
    const marks = marksOf(tokens, i)
    if (
      marks.length > 0 &&
      !marks.some((mark) => clauses.statingMark.test(mark)) &&
      (head < 0 || !clauses.accusing.test(tokens.lemma[head].toLowerCase())) &&
      tokens.children(i).some((k) => k < i && governing.has(tokens.baseRelation(k)))
    )
      return rank.nominal
    if (relation === 'advcl') return rank.embedded
    if (relation === 'xcomp') {
      const object = head >= 0 && tokens.children(head).some((k) => tokens.baseRelation(k) === 'obj')
      const kind = head >= 0 ? classOf(tokens, this.#words, head) : undefined
      return (object && kind === 'know') ||
        (head >= 0 && clauses.accusing.test(tokens.lemma[head].toLowerCase()))
        ? rank.embedded
        : rank.nominal
    }
    if (relation === 'acl') return this.#adnominal(i, head) ? rank.embedded : rank.nominal
    if (relation === 'ccomp') return rank.embedded
    return tokens
      .children(i)
      .some((k) => tokens.baseRelation(k) === 'nsubj' || tokens.baseRelation(k) === 'obj')
      ? rank.embedded
      : rank.nominal
  }

  /** Whether a participle or gerund beside a noun states something: it stands apart, or has somebody who does it. */
  #adnominal(i: number, head: number): boolean {
    const tokens = this.#tokens
    const first = tokens.leftmost(i)
    if (first > 0 && head < i && tokens.tag[first] === 'PUNCT') return true
    if (first > 0 && first - 1 > head && tokens.tag[first - 1] === 'PUNCT') return true
    return tokens
      .children(i)
      .some(
        (k) =>
          tokens.relation[k] === 'obl:agent' || ['obj', 'xcomp', 'ccomp'].includes(tokens.baseRelation(k)),
      )
  }

  /** "Destroyed and jammed 49 drones", "capturada y detenida por fraude": verbs side by side that share all are one clause. */
  #joinNeighbours(): void {
    const tokens = this.#tokens
    for (let i = 0; i < tokens.length; i++) {
      if (!headsClause(this.#rank[i])) continue
      const head = tokens.head[i]
      if (tokens.baseRelation(i) !== 'conj' || head < 0 || head >= i || i - head > 3) continue
      if (this.#kinds[i] !== 1 || this.#kinds[head] !== 1 || this.#forms.of(i) !== this.#forms.of(head))
        continue
      let between = true
      for (let k = head + 1; k < i; k++) between &&= tokens.tag[k] === 'CCONJ' || tokens.tag[k] === 'ADV'
      if (!between) continue
      let object = false
      let other = false
      for (const k of tokens.children(i)) {
        const relation = tokens.baseRelation(k)
        if (relation === 'obj') object = true
        else if (
          relation !== 'cc' &&
          relation !== 'punct' &&
          relation !== 'advmod' &&
          tokens.relation[k] !== 'obl:agent'
        )
          other = true
      }
      const taken = tokens.children(head).some((k) => k < i && tokens.baseRelation(k) === 'obj')
      if ((object && !taken) || (!object && !other)) {
        this.#rank[i] = rank.nominal
        this.#carriedBy[i] = head
      }
    }
  }

  /** "Aurait, selon ces médias, pris la fuite": an auxiliary parted from its participle by an aside or a quotation mark. */
  #joinParted(): void {
    const tokens = this.#tokens
    const { auxiliary } = this.#document.words.clauses
    for (let i = 0; i < tokens.length; i++) {
      if (!headsClause(this.#rank[i])) continue
      if (this.#kinds[i] !== 1 || !auxiliary.test(tokens.lemma[i].toLowerCase())) continue
      if (tokens.tag[i + 1] !== 'PUNCT' || tokens.sentence[i + 1] !== tokens.sentence[i]) continue
      if (
        tokens
          .children(i)
          .some((k) => k > i && complement.has(tokens.baseRelation(k)) && this.#kinds[k] !== 1)
      )
        continue
      for (
        let k = i + 2;
        k < tokens.length && k < i + asideReach && tokens.sentence[k] === tokens.sentence[i];
        k++
      ) {
        if (this.#kinds[k] !== 1) continue
        if (!tokens.has(k, 'VerbForm', 'Part') || this.#forms.of(k) === 'finite') break
        this.#rank[k] = this.#rank[i]
        this.#rank[i] = rank.nominal
        this.#carriedBy[i] = k
        this.#shell[k] = i
        break
      }
    }
  }

  /** Lets the infinitive carry the clause of a modal verb above it, and hands the modal's dependents over to it. */
  #carryOver(): void {
    const tokens = this.#tokens
    for (let i = 0; i < tokens.length; i++) {
      if (this.#kinds[i] === 0 || this.#carriedBy[i] >= 0 || this.#shell[i] !== i) continue
      let at = i
      let found: number = this.#rank[i]
      for (let n = 0; n < steps; n++) {
        const relation = tokens.baseRelation(at)
        const head = tokens.head[at]
        if (head < 0 || (relation !== 'xcomp' && relation !== 'ccomp') || this.#kinds[head] === 0) break
        if (this.#carriedBy[head] >= 0 || !this.#isModal(head, at)) break
        if (this.#rank[head] === rank.nominal && this.#kinds[head] === 3) break
        found = this.#rank[head]
        this.#carriedBy[head] = i
        this.#rank[head] = rank.nominal
        at = head
      }
      if (at === i) continue
      this.#shell[i] = this.#shell[at]
      this.#rank[i] = found
    }
  }

  #isModal(head: number, dependent: number): boolean {
    const tokens = this.#tokens
    const lemma = tokens.lemma[head].toLowerCase()
    const verbForm = this.#forms.of(dependent)
    if (verbForm === 'finite') return false
    const clauses = this.#document.words.clauses
    if (
      this.#words.modals.has(lemma) ||
      this.#words.nearFuture.has(lemma) ||
      clauses.auxiliaryLike.test(lemma)
    )
      return true
    const kind = classOf(tokens, this.#words, head)
    if (kind === undefined) return false
    if (kind === 'seem') return true
    const passive =
      this.#kinds[head] === 2 || tokens.children(head).some((k) => tokens.relation[k] === 'aux:pass')
    return passive && modalLike.has(kind) && !clauses.accusing.test(lemma)
  }
}

/** Tokens from an auxiliary to the participle from which an aside parts it. */
const asideReach = 12
const complement: ReadonlySet<string> = new Set(['obj', 'xcomp', 'ccomp', 'obl'])
/** What a main clause behind long words beside its subject is taken for. */
const hungWrongly: ReadonlySet<string> = new Set(['acl', 'ccomp', 'advcl', 'xcomp'])
const subjectLike: ReadonlySet<string> = new Set(['nsubj', 'csubj', 'expl'])
/** What a noun that heads a clause of its own has. */
const clausal: ReadonlySet<string> = new Set(['nsubj', 'csubj', 'cop', 'aux', 'parataxis', 'ccomp'])
const governing: ReadonlySet<string> = new Set(['mark', 'case'])
const nounLike: ReadonlySet<string> = new Set([
  'nmod',
  'obl',
  'obj',
  'iobj',
  'nsubj',
  'amod',
  'appos',
  'advmod',
])
const argument: ReadonlySet<string> = new Set(['nsubj', 'obj', 'aux', 'cop', 'expl'])

/** Forms of the marks, prepositions and bare adverbs before a verb, lower case. */
function marksOf(tokens: Tokens, i: number): string[] {
  const found: string[] = []
  for (const k of tokens.children(i)) {
    const relation = tokens.baseRelation(k)
    if (k < i && (relation === 'mark' || relation === 'case' || tokens.tag[k] === 'ADP'))
      found.push(tokens.form[k].toLowerCase())
    else if (k < i && relation === 'advmod' && tokens.children(k).length === 0)
      found.push(tokens.form[k].toLowerCase())
  }
  return found
}

/** Whether an infinitive tells of what is over: "avoir signé", "haber matado", "having signed". */
function isPerfect(tokens: Tokens, i: number): boolean {
  return (
    tokens.has(i, 'VerbForm', 'Part') &&
    tokens.children(i).some((k) => tokens.baseRelation(k) === 'aux' && !tokens.relation[k].includes('pass'))
  )
}

/** What form of verb each predicate has; what was found is kept, since all that is joined to one verb asks for its form. */
export class VerbForms {
  readonly #document: Document
  readonly #known: (Form | undefined)[]

  constructor(document: Document) {
    this.#document = document
    this.#known = new Array<Form | undefined>(document.tokens.length).fill(undefined)
  }

  /** The form of token `i`, its auxiliaries and what it shares with the verb that it is joined to included. */
  of(i: number, depth = 0): Form {
    this.#known[i] ??= formOf(this.#document, this, i, depth)
    return this.#known[i]
  }
}

function formOf(document: Document, forms: VerbForms, i: number, depth: number): Form {
  const { tokens } = document
  let helped = false
  let infinitive = false
  let gerund = false
  let subject = false
  let object = false
  let marked = false
  for (const k of tokens.children(i)) {
    const relation = tokens.baseRelation(k)
    if (relation === 'aux' || relation === 'cop') {
      const verbForm = tokens.features[k]?.['VerbForm']
      if (verbForm === 'Fin' || tokens.features[k]?.['Mood'] !== undefined) return 'finite'
      if (verbForm === 'Inf') infinitive = true
      else if (verbForm === 'Ger' || verbForm === 'Part') gerund = true
      helped = true
    } else if (relation === 'nsubj') subject = true
    else if (relation === 'obj') object = true
    else if (relation === 'mark') marked = true
  }
  const features = tokens.features[i]
  const own = features?.['VerbForm']
  if (infinitive) return 'infinitive'
  if (gerund && own !== 'Fin') return 'gerund'
  if (own === 'Fin' || (own === undefined && features?.['Mood'] !== undefined)) return 'finite'
  if (own === 'Inf') {
    // "They go": the parser's doubt, but a subject and no "to".
    return subject && !marked && document.words.clauses.pastLikeParticiple ? 'finite' : 'infinitive'
  }
  if (own === 'Ger' || (own === 'Part' && features?.['Tense'] === 'Pres')) return 'gerund'
  if (own === 'Part') {
    if (!helped && document.words.clauses.pastLikeParticiple && (subject || object) && !marked)
      return 'finite'
    if (!helped && tokens.baseRelation(i) === 'conj' && tokens.head[i] >= 0 && depth < steps) {
      const head = tokens.head[i]
      const joined = forms.of(head, depth + 1)
      if (tokens.has(head, 'VerbForm', 'Part')) return joined
    }
    return 'participle'
  }
  return 'finite'
}
