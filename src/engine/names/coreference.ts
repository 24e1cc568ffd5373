import type { Span } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { Reads, Refines } from '../layers.ts'
import { type Anaphor, candidatesOf, type Surroundings } from './antecedent-features.ts'
import { learnedRanker, type Ranker } from './antecedent-ranker.ts'
import {
  behindAccording,
  findMarkables,
  headOf,
  isSubject,
  quotationOfTokens,
  quotedSentences,
  resolve,
  spokenBefore,
} from './antecedents.ts'
import {
  contentWord,
  type Description,
  describe,
  grammaticalGender,
  type LexicalNoun,
  nounAt,
} from './descriptors.ts'
import type { EntityIndex, Markable } from './discourse.ts'
import { droppedSubject, relativeOf } from './dropped-subjects.ts'
import { firstFrom, indexEntities } from './entity-index.ts'
import type { Gender, NameLexicon } from './name-lexicon.ts'
import { nameLexicon } from './name-lexicon.ts'
import { speechLemmas } from './speech-lemmas.ts'

type Document = Reads<'sentences' | 'tokens' | 'tags' | 'lemmas' | 'dependencies' | 'quotations'> &
  Refines<'entities'>

/**
 * Adds to the entities what else the report calls them: third person pronouns, nouns ("la présidente", "the senator", "el
 * mandatario") and, where subjects are dropped, verbs without one. Who may be meant is weighed by recency, subjecthood,
 * gender, quotation marks, who spoke last and what titles and appositions say of each (weights learned from labels, see
 * training/names-antecedents.ts). Unclear ones are left alone. Also fills `role`.
 */
export function createCoreference(pack: LanguagePack, ranker: Ranker = learnedRanker): Component {
  const lexicon = nameLexicon(pack)
  const speech = speechLemmas(pack)
  return defineComponent({
    name: 'coreference',
    needs: ['sentences', 'tokens', 'tags', 'lemmas', 'dependencies', 'quotations'],
    gives: ['discourse', 'entityIndex'],
    refines: ['entities'],
    uses: { [`${pack.code}.names.lexicon`]: lexicon.hash },
    run: (document) => {
      const walk = new Walk(document, lexicon, speech, ranker)
      walk.run()
      for (const one of walk.added)
        document.entities[one.entity].mentions.push({ span: one.span, kind: one.kind })
      for (const entity of document.entities)
        entity.mentions.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
      return {
        discourse: { subjects: walk.subjects, quotations: walk.quotations },
        entityIndex: indexEntities(document),
      }
    },
  })
}

/** Resolves nouns, pronouns and dropped subjects in text order: what is resolved may be meant by what follows. */
class Walk {
  readonly added: { entity: number; span: Span; kind: 'nominal' | 'pronoun' }[] = []
  /** Entity that each verb without a subject of its own has, by token. */
  readonly subjects: Int32Array
  readonly #document: Document
  readonly #lexicon: NameLexicon
  readonly #speech: ReadonlySet<string>
  readonly #ranker: Ranker
  readonly #index: EntityIndex
  readonly #descriptions: readonly Description[]
  /** The quotation that each token stands in; -1 outside. */
  readonly quotations: Int32Array
  /** Named and unnamed ones that the text itself shows, in text order. */
  readonly #ahead: readonly Markable[]
  /** Those that begin at the word read or before it, and those that were resolved. */
  readonly #markables: Markable[] = []
  #next = 0
  readonly #around: Surroundings

  constructor(document: Document, lexicon: NameLexicon, speech: ReadonlySet<string>, ranker: Ranker) {
    this.#document = document
    this.subjects = new Int32Array(document.tokens.length).fill(-1)
    this.#lexicon = lexicon
    this.#speech = speech
    this.#ranker = ranker
    this.#index = indexEntities(document)
    this.#descriptions = describe(document, this.#index, lexicon)
    document.entities.forEach((entity, k) => {
      const { role } = this.#descriptions[k]
      if (role && entity.type === 'person') entity.role = role
    })
    this.quotations = quotationOfTokens(document)
    this.#ahead = findMarkables(document, this.#index, this.#descriptions, lexicon, this.quotations, speech)
    this.#around = surroundings(document, this.#descriptions, this.quotations, this.#ahead)
  }

  run(): void {
    const { tokens, words } = this.#document
    const described = new Set(this.#descriptions.flatMap((description) => description.nouns))
    const byToken = new Map<number, Markable>()
    for (const m of this.#ahead) byToken.set(m.first, m)
    for (let i = 0; i < tokens.length; i++) {
      while (this.#next < this.#ahead.length && this.#ahead[this.#next].first <= i)
        this.#markables.push(this.#ahead[this.#next++])
      if (this.#index.ofToken[i] >= 0) continue
      const tag = tokens.tag[i]
      if (tag === 'PRON') this.#pronoun(i)
      else if (tag === 'NOUN' || tag === 'ADJ' || tag === 'PROPN') {
        const noun = nounAt(this.#document, this.#lexicon, i) ?? this.#anyNoun(i)
        if (!noun) continue
        if (!described.has(noun.first)) this.#nominal(noun, byToken.get(i))
        i = noun.last
      } else if (tag === 'VERB' && words.grammar.dropsSubject) this.#dropped(i)
    }
  }

  #enter(
    entity: number,
    first: number,
    last: number,
    head: number,
    kind: 'nominal' | 'pronoun',
    speaks: boolean,
  ): void {
    const { tokens, entities } = this.#document
    const human = entities[entity].type === 'person'
    this.#markables.push({
      entity,
      first,
      last,
      head,
      sentence: tokens.sentence[first],
      gender: this.#descriptions[entity].gender,
      human,
      body: !human,
      subject: speaks || isSubject(this.#document, head),
      speaks,
      nested: false,
      quotation: this.quotations[first],
      kind,
    })
  }

  #choose(anaphor: Anaphor): number {
    const candidates = candidatesOf(
      this.#document,
      anaphor,
      this.#markables,
      firstFrom(this.#markables, anaphor.at),
      this.#ahead,
      this.#next,
      this.#around,
    )
    return this.#ranker(anaphor, candidates)
  }

  #pronoun(i: number): void {
    const document = this.#document
    const { tokens } = document
    const words = document.words.names.coreference
    const low = tokens.form[i].toLowerCase()
    const thing = words.thingPronoun.test(low)
    const entry = this.#lexicon.findClass(low, 'pronoun')
    if (!thing && entry?.concepts[0] !== 'sg') return
    const gender = thing || !entry || entry.gender === 'n' ? 'x' : entry.gender
    const relation = tokens.relation[i]
    const hung = low.charCodeAt(0) === 45
    if ((relation.startsWith('expl') && relation !== 'expl:subj' && !hung) || tokens.has(i, 'Poss', 'Yes'))
      return
    if (words.genderlessBehindPreposition && gender === 'x' && (i === 0 || tokens.tag[i - 1] !== 'ADP'))
      return
    if (words.impersonal && impersonal(document, i)) return
    const subject = isSubject(document, i)
    const verb = subject ? tokens.head[i] : -1
    const speaks = (verb >= 0 && this.#speech.has(tokens.lemma[verb])) || behindAccording(document, i)
    if (thing && !speaks) return
    const onlyHuman = !words.mayMeanThing.test(low)
    const entity =
      subject || speaks
        ? this.#choose({
            kind: 'pronoun',
            at: i,
            verb,
            gender,
            means: thing ? 'thing' : onlyHuman ? 'person' : 'either',
            speaks,
            barred: verb >= 0 ? relativeOf(document, verb) : -1,
            subordinate: verb >= 0 && subordinate(document, verb),
          })
        : resolve(document, this.#markables, {
            at: i,
            gender,
            onlyHuman,
            quotation: this.quotations[i],
            inside: this.#around.inside,
          })
    if (entity < 0) return
    this.added.push({ entity, span: tokens.span(i), kind: 'pronoun' })
    this.#enter(entity, i, i, i, 'pronoun', speaks)
  }

  #dropped(verb: number): void {
    const document = this.#document
    const { tokens } = document
    const at = droppedSubject(document, verb, this.quotations)
    if (!at) return
    const speaks = this.#speech.has(tokens.lemma[verb])
    const entity = this.#choose({
      kind: 'dropped',
      at: verb,
      verb,
      gender: 'x',
      means: 'either',
      speaks,
      barred: relativeOf(document, verb),
      subordinate: subordinate(document, verb),
    })
    if (entity < 0) return
    this.subjects[verb] = entity
    if (speaks) this.#enter(entity, verb, verb, verb, 'pronoun', true)
  }

  /** A noun of no lexicon where it is a source: subject of a verb of speech, or behind "according to". */
  #anyNoun(i: number): LexicalNoun | undefined {
    const document = this.#document
    const { tokens } = document
    if (tokens.tag[i] !== 'NOUN' || !this.#isSource(i)) return undefined
    return { first: i, last: i, gender: grammaticalGender(document, i), concepts: [], class: 'role' }
  }

  #isSource(head: number): boolean {
    const document = this.#document
    const { tokens } = document
    const verb = tokens.head[head]
    return (
      (isSubject(document, head) && verb >= 0 && this.#speech.has(tokens.lemma[verb])) ||
      spokenBefore(document, this.#speech, head) ||
      behindAccording(document, head)
    )
  }

  #nominal(noun: LexicalNoun, known: Markable | undefined): void {
    const document = this.#document
    const { tokens, entities } = document
    const determiner = determinerOf(document, noun.first)
    if (!determiner || tokens.has(noun.first, 'Number', 'Plur')) return
    const { at: article, kind } = determiner
    // A name right behind it is the one meant, and the name is a mention of its own.
    for (let k = noun.last + 1; k <= Math.min(noun.last + 2, tokens.length - 1); k++) {
      if (tokens.sentence[k] !== tokens.sentence[noun.last]) break
      const entity = this.#index.ofToken[k]
      if (
        entity >= 0 &&
        entities[entity].type === 'person' &&
        tokens.tag[k - 1] !== 'ADP' &&
        tokens.tag[k - 1] !== 'DET'
      )
        return
    }
    const head = headOf(document, noun.first, noun.last)
    const source = this.#isSource(head)
    if (kind === 'possessive' && !source) return
    let limits = complements(document, noun, article)
    // "le président de la République", "the American president": the one that everybody means.
    if ([...limits].every((word) => this.#lexicon.own.has(word))) limits = new Set()
    const listed = noun.concepts.length > 0
    const shown: Gender =
      document.words.names.showsGender && noun.gender === 'x'
        ? grammaticalGender(document, article)
        : noun.gender
    const entity = this.#choose({
      kind: 'nominal',
      at: noun.first,
      verb: isSubject(document, head) ? tokens.head[head] : -1,
      gender: shown === 'n' ? 'x' : shown,
      means: !listed ? 'either' : noun.class === 'role' ? 'person' : 'thing',
      speaks: source,
      barred: -1,
      subordinate: false,
      noun: {
        concepts: noun.concepts,
        lemma: tokens.lemma[head],
        limits,
        demonstrative: kind === 'demonstrative',
        possessive: kind === 'possessive',
        listed,
      },
    })
    if (entity < 0) return
    // Where nobody speaks or acts by it, it needs what the report says.
    if (
      !source &&
      !isSubject(document, head) &&
      !noun.concepts.some((concept) => this.#descriptions[entity].concepts.has(concept))
    )
      return
    this.added.push({ entity, span: [tokens.start[article], tokens.end[noun.last]], kind: 'nominal' })
    if (known && known.entity < 0) {
      known.entity = entity
      known.kind = 'nominal'
      known.gender = this.#descriptions[entity].gender
    } else this.#enter(entity, noun.first, noun.last, head, 'nominal', source)
  }
}

/** What of a document is asked for again and again as anaphors are weighed. */
function surroundings(
  document: Document,
  descriptions: readonly Description[],
  quotations: Int32Array,
  ahead: readonly Markable[],
): Surroundings {
  const { entities, sentences } = document
  const inside = quotedSentences(document, quotations)
  const insideBefore = new Int32Array(sentences.length + 2)
  for (let s = 0; s < sentences.length; s++) insideBefore[s + 1] = insideBefore[s] + inside[s]
  insideBefore[sentences.length + 1] = insideBefore[sentences.length]
  const mentions = Int32Array.from(entities, (entity) => entity.mentions.length)
  let mainPerson = -1
  let firstPerson = -1
  entities.forEach((entity, k) => {
    if (entity.type !== 'person') return
    if (firstPerson < 0) firstPerson = k
    if (mainPerson < 0 || mentions[k] > mentions[mainPerson]) mainPerson = k
  })
  const everSpeaks = new Uint8Array(entities.length)
  for (const m of ahead) if (m.entity >= 0 && m.speaks && m.quotation < 0) everSpeaks[m.entity] = 1
  return {
    everSpeaks,
    descriptions,
    quotations,
    inside,
    insideBefore,
    speakerOf: speakersOfQuotations(document, quotations, ahead),
    mentions,
    mainPerson,
    firstPerson,
  }
}

/** Tokens between a quotation and the name of who speaks it. */
const speakerReach = 14

/** Entity that speaks each outermost quotation, where a named one stands with it: behind it, else before it. */
function speakersOfQuotations(
  document: Document,
  quotations: Int32Array,
  ahead: readonly Markable[],
): Int32Array {
  const { tokens } = document
  const of = new Int32Array(document.quotations.length).fill(-1)
  let k = 0
  let before = -1
  for (let i = 0; i < tokens.length; ) {
    const q = quotations[i]
    let end = i
    while (end + 1 < tokens.length && quotations[end + 1] === q) end++
    if (q >= 0) {
      for (; k < ahead.length && ahead[k].first < i; k++)
        if (ahead[k].speaks && ahead[k].quotation < 0) before = k
      let n = k
      while (n < ahead.length && ahead[n].first <= end) n++
      for (; n < ahead.length && ahead[n].first <= end + speakerReach; n++) {
        if (ahead[n].sentence !== tokens.sentence[end] && ahead[n].sentence !== tokens.sentence[end] + 1)
          break
        if (!ahead[n].speaks || ahead[n].quotation >= 0) continue
        of[q] = ahead[n].entity
        break
      }
      if (of[q] < 0 && before >= 0 && i - ahead[before].last <= speakerReach) of[q] = ahead[before].entity
    }
    i = end + 1
  }
  return of
}

/** Whether the clause of a verb hangs on one that follows it. */
function subordinate(document: Document, verb: number): boolean {
  const { tokens } = document
  for (let v = verb, n = 0; v >= 0 && n < 4; v = tokens.head[v], n++)
    if (tokens.baseRelation(v) === 'advcl' && tokens.head[v] > v) return true
  return false
}

/** What opens the phrase of the noun at `first` and makes it one that the reader knows. */
function determinerOf(
  document: Document,
  first: number,
): { at: number; kind: 'article' | 'demonstrative' | 'possessive' } | undefined {
  const { tokens } = document
  const { possessive } = document.words.names
  for (let k = first - 1; k >= Math.max(0, first - 4); k--) {
    if (tokens.sentence[k] !== tokens.sentence[first]) return undefined
    const tag = tokens.tag[k]
    if (tokens.has(k, 'Poss', 'Yes') || possessive.test(tokens.form[k].toLowerCase()))
      return { at: k, kind: 'possessive' }
    if (tag === 'DET' || tag === 'PRON' || tag === 'ADP') {
      if (tokens.has(k, 'PronType', 'Dem')) return { at: k, kind: 'demonstrative' }
      if (tokens.has(k, 'Person', '3')) return undefined
      return tokens.has(k, 'Definite', 'Def') ? { at: k, kind: 'article' } : undefined
    }
    if (tag !== 'ADJ' && tag !== 'NOUN' && tag !== 'PROPN' && tag !== 'NUM' && tag !== 'ADV') return undefined
  }
  return undefined
}

/** "il y a", "il est possible que", "il faut": il stands for nobody. */
function impersonal(document: Document, i: number): boolean {
  const { tokens } = document
  const verb = tokens.head[i]
  if (verb < 0) return true
  const { impersonalNext, impersonalSecond, impersonalVerb } = document.words.names.coreference
  // Where the parser takes a pronoun for nobody, the verb must be one that has nobody for its subject.
  if (
    tokens.relation[i] === 'expl:subj' &&
    (tokens.tag[verb] !== 'VERB' || impersonalVerb.test(tokens.lemma[verb]))
  )
    return true
  const form = (k: number) => tokens.form[k]?.toLowerCase() ?? ''
  if (impersonalNext.test(form(i + 1)) || impersonalSecond.test(form(i + 2))) return true
  if (tokens.tag[verb] === 'ADJ' || tokens.children(verb).some((k) => tokens.relation[k] === 'aux:pass'))
    return tokens.children(verb).some((k) => {
      const relation = tokens.baseRelation(k)
      return (
        relation === 'csubj' ||
        relation === 'ccomp' ||
        (relation === 'xcomp' && tokens.has(k, 'VerbForm', 'Inf'))
      )
    })
  return false
}

/** Words that limit the noun: "brésilien" in "le président brésilien", "Ohio" in "the senator from Ohio". */
function complements(document: Document, noun: LexicalNoun, article: number): Set<string> {
  const { tokens } = document
  const { former, genitive } = document.words.names.coreference
  const words = new Set<string>()
  const add = (i: number): void => {
    const word = contentWord(document, i)
    if (word !== '') words.add(word)
  }
  for (let i = article + 1; i < noun.first; i++) if (!former.test(tokens.form[i])) add(i)
  const sentence = tokens.sentence[noun.last]
  for (
    let i = noun.last + 1;
    i < tokens.length && i < noun.last + 8 && tokens.sentence[i] === sentence;
    i++
  ) {
    const tag = tokens.tag[i]
    if (tag !== 'ADJ' && tag !== 'ADP' && tag !== 'DET' && tag !== 'NOUN' && tag !== 'PROPN') break
    if (tag === 'ADP' && !genitive.test(tokens.lemma[i])) break
    if ((tag === 'NOUN' || tag === 'ADP') && !tokens.isUnder(i, headOf(document, noun.first, noun.last)))
      break
    if (tag === 'ADJ' && tokens.head[i] > i) break
    add(i)
  }
  return words
}
