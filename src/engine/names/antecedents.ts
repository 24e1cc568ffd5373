import type { Reads } from '../layers.ts'
import type { ReadonlyInts } from '../tokens.ts'
import type { Description } from './descriptors.ts'
import { grammaticalGender, nounAt } from './descriptors.ts'
import type { EntityIndex, Markable } from './discourse.ts'
import { firstFrom } from './entity-index.ts'
import { type Gender, type NameLexicon, opposite } from './name-lexicon.ts'

type Document = Reads<'sentences' | 'tokens' | 'tags' | 'lemmas' | 'dependencies' | 'quotations' | 'entities'>

/** What is looked for. */
export interface Wanted {
  /** Token at which it stands; antecedents stand before it. */
  at: number
  gender: Gender
  /** Only people (he, she), or bodies as well (il, elle, a dropped subject). */
  onlyHuman: boolean
  quotation: number
  /** 1 for each sentence that stands wholly in a quotation. */
  inside: ReadonlyInts
}

/** Sentences before a pronoun in which it is looked for. */
const farthest = 3
/** Lead of the best over the next below which it is not clear who is meant. */
const least = 7

/** Number of the outermost quotation that each token stands in; -1 outside. */
export function quotationOfTokens(document: Document): Int32Array {
  const { tokens } = document
  const of = new Int32Array(tokens.length).fill(-1)
  document.quotations.forEach((quotation, q) => {
    if (quotation.level !== 0) return
    for (let i = tokens.at(quotation.span[0]); i < tokens.length && tokens.start[i] < quotation.span[1]; i++)
      of[i] = q
  })
  return of
}

/** 1 for each sentence whose words all stand in quotation marks. */
export function quotedSentences(document: Document, quotations: Int32Array): Uint8Array {
  return Uint8Array.from(document.sentences, (sentence) => {
    for (let i = sentence.first; i < sentence.last; i++)
      if (quotations[i] < 0 && document.tokens.tag[i] !== 'PUNCT') return 0
    return 1
  })
}

export function isSubject(document: Document, i: number): boolean {
  const relation = document.tokens.relation[i]
  if (relation === 'nsubj' || relation === 'nsubj:pass' || relation === 'csubj' || relation === 'expl:subj')
    return true
  // "propose-t-il": a pronoun hung on its verb is its subject, whatever the parser makes of it.
  return document.tokens.form[i].charCodeAt(0) === 45 && document.tokens.tag[i] === 'PRON'
}

/** Token of first ≤ i ≤ last whose head stands outside. */
export function headOf(document: Document, first: number, last: number): number {
  const { head } = document.tokens
  for (let i = first; i <= last; i++) if (head[i] < first || head[i] > last) return i
  return first
}

/** A name's place in the sentence is that of the noun to which it is apposed: "le ministre X a dit". */
export function governorOf(document: Document, i: number): number {
  const { tokens } = document
  let at = i
  for (let n = 0; n < 4; n++) {
    const relation = tokens.baseRelation(at)
    const head = tokens.head[at]
    if (head < 0) break
    const apposed = relation === 'appos' || relation === 'flat'
    const bare =
      tokens.relation[at] === 'nmod' && !tokens.children(at).some((k) => tokens.baseRelation(k) === 'case')
    if (!apposed && !bare) break
    at = head
  }
  return at
}

/** "…", a commenté X: a verb of speech right before the phrase, whose subject it is whatever the parser makes of it. */
export function spokenBefore(document: Document, speech: ReadonlySet<string>, first: number): boolean {
  const { tokens } = document
  for (let k = first - 1; k >= 0 && k >= first - 6 && tokens.sentence[k] === tokens.sentence[first]; k--) {
    const tag = tokens.tag[k]
    // A title before the name, whatever the tagger makes of it: "raconte Me X".
    if (k === first - 1 && tag !== 'VERB' && /^\p{Lu}/u.test(tokens.form[k])) continue
    if (tag === 'VERB')
      return speech.has(tokens.lemma[k]) && tokens.baseRelation(k) !== 'acl' && inverted(document, k)
    if (tag !== 'DET' && tag !== 'NOUN' && tag !== 'ADJ' && tag !== 'PROPN' && tag !== 'ADV') return false
  }
  return false
}

/** Whether a quotation or a comma opens the clause of the verb: then its subject follows it. */
function inverted(document: Document, verb: number): boolean {
  const { tokens } = document
  for (let k = verb - 1; k >= 0 && k >= verb - 4 && tokens.sentence[k] === tokens.sentence[verb]; k--) {
    const tag = tokens.tag[k]
    if (tag === 'PUNCT') return true
    if (tag !== 'AUX' && tag !== 'ADV' && tag !== 'PRON') return false
    if (tag === 'PRON' && isSubject(document, k)) return false
  }
  return false
}

/** "selon lui", "according to her", "según la ministra": whether a preposition of sources stands before a phrase. */
export function behindAccording(document: Document, head: number): boolean {
  const { tokens } = document
  const { according } = document.words.names.coreference
  return tokens
    .children(head)
    .some(
      (k) =>
        k < head &&
        tokens.tag[k] === 'ADP' &&
        according.test(`${tokens.form[k]}${tokens.form[k + 1]}`.toLowerCase()),
    )
}

/** "Por su parte, el doctor X, refirió que": a name without preposition and right behind it a verb of speech without subject. */
function speaksAfter(document: Document, speech: ReadonlySet<string>, head: number, last: number): boolean {
  const { tokens } = document
  if (tokens.children(head).some((k) => tokens.baseRelation(k) === 'case')) return false
  let verb = last + 1
  if (tokens.form[verb] === ',') verb++
  while (verb < last + 5 && (tokens.tag[verb] === 'AUX' || tokens.tag[verb] === 'ADV')) verb++
  return (
    verb < tokens.length &&
    tokens.sentence[verb] === tokens.sentence[last] &&
    tokens.tag[verb] === 'VERB' &&
    speech.has(tokens.lemma[verb]) &&
    (tokens.has(verb, 'VerbForm', 'Fin') ||
      tokens.tag[verb - 1] === 'AUX' ||
      tokens.tag[verb - 1] === 'ADV') &&
    !tokens.children(verb).some((k) => isSubject(document, k) && k !== head)
  )
}

function markable(
  document: Document,
  quotations: Int32Array,
  speech: ReadonlySet<string>,
  first: number,
  last: number,
  rest: Pick<Markable, 'entity' | 'gender' | 'human' | 'body' | 'kind'>,
): Markable {
  const { tokens } = document
  const head = governorOf(document, headOf(document, first, last))
  const relation = tokens.baseRelation(head)
  const behind =
    spokenBefore(document, speech, Math.min(first, head)) ||
    (rest.human && rest.kind === 'name' && speaksAfter(document, speech, head, last))
  return {
    ...rest,
    first,
    last,
    head,
    sentence: tokens.sentence[first],
    subject: behind || isSubject(document, head),
    speaks:
      behind ||
      behindAccording(document, head) ||
      (isSubject(document, head) && speech.has(tokens.lemma[tokens.head[head]])),
    nested: relation === 'nmod' || relation === 'compound',
    quotation: quotations[first],
  }
}

/** Named mentions and unnamed people ("un homme", "a police officer") that could be meant, in text order. */
export function findMarkables(
  document: Document,
  index: EntityIndex,
  descriptions: readonly Description[],
  lexicon: NameLexicon,
  quotations: Int32Array,
  speech: ReadonlySet<string>,
): Markable[] {
  const { tokens, entities } = document
  const found: Markable[] = []
  for (const mention of index.mentions) {
    const entity = entities[mention.entity]
    const human = entity.type === 'person'
    const body = entity.type === 'organization' || entity.type === 'group' || entity.type === 'place'
    if (!human && !body) continue
    found.push(
      markable(document, quotations, speech, mention.first, mention.last, {
        entity: mention.entity,
        gender: descriptions[mention.entity].gender,
        human,
        body,
        kind: mention.kind,
      }),
    )
  }
  const nouns = new Set(descriptions.flatMap((description) => description.nouns))
  for (let i = 0; i < tokens.length; i++) {
    if (tokens.tag[i] !== 'NOUN' || index.ofToken[i] >= 0 || nouns.has(i)) continue
    if (tokens.has(i, 'Number', 'Plur')) continue
    // Apposed to a name, it is no other one.
    if (tokens.baseRelation(i) === 'appos' && tokens.head[i] >= 0 && index.ofToken[tokens.head[i]] >= 0)
      continue
    const noun = nounAt(document, lexicon, i, ['role'])
    if (noun) {
      if (nouns.has(noun.first)) continue
      const article = tokens.children(i).find((k) => tokens.tag[k] === 'DET')
      const shown = article === undefined ? 'x' : grammaticalGender(document, article)
      found.push(
        markable(document, quotations, speech, i, noun.last, {
          entity: -1,
          gender: noun.gender === 'x' ? shown : noun.gender,
          human: true,
          body: false,
          kind: 'unnamed',
        }),
      )
      i = noun.last
    } else if (document.words.names.showsGender && isSubject(document, i)) {
      found.push(
        markable(document, quotations, speech, i, i, {
          entity: -1,
          gender: grammaticalGender(document, i),
          human: false,
          body: false,
          kind: 'unnamed',
        }),
      )
    }
  }
  return found.sort((a, b) => a.first - b.first)
}

/** Sentences between a markable's and the pronoun's that stand wholly in quotation marks. */
function quoted(document: Document, from: number, wanted: Wanted): number {
  const { tokens } = document
  let count = 0
  for (let s = from + 1; s < tokens.sentence[wanted.at]; s++) if (wanted.inside[s] === 1) count++
  return count
}

/** Scores are whole numbers: how likely a markable is meant; see Lappin and Leass (1994) for the kind of weights. */
export function scoreOf(document: Document, m: Markable, wanted: Wanted, speaks: boolean): number {
  const { tokens } = document
  const sentence = tokens.sentence[wanted.at]
  // Who spoke last goes on speaking, however long the quotation between.
  const distance = speaks
    ? sentence - m.sentence - quoted(document, m.sentence, wanted)
    : sentence - m.sentence
  let score = 100 - 22 * distance
  if (speaks && m.speaks && m.quotation < 0) score += 24
  if (m.subject) score += 30
  if (m.kind === 'name') score += 4
  if (m.kind === 'pronoun') score += 10
  if (m.nested) score -= 14
  if (m.gender === wanted.gender && m.gender !== 'x') score += 16
  if (m.quotation >= 0 && m.quotation !== wanted.quotation) score -= 45
  // In their own words speakers call themselves I, others he or she.
  if (wanted.quotation >= 0 && m.quotation < 0) score -= 25
  if (!m.human) score -= m.body ? (speaks && !m.speaks ? 45 : 18) : speaks ? 80 : 24
  if (document.sentences[m.sentence].paragraph !== document.sentences[sentence].paragraph) score -= 6
  return score
}

/**
 * The entity that a pronoun which is no subject stands for; -1 where that is nobody named or not clear.
 * @param markables in text order, pronouns resolved so far among them
 */
export function resolve(document: Document, markables: readonly Markable[], wanted: Wanted): number {
  const { tokens } = document
  const sentence = tokens.sentence[wanted.at]
  const best = new Map<number, number>()
  for (let k = firstFrom(markables, wanted.at) - 1, n = 0; k >= 0 && n < 60; k--, n++) {
    const m = markables[k]
    if (sentence - m.sentence > farthest + 5) break
    if (sentence - m.sentence - quoted(document, m.sentence, wanted) > farthest) break
    if (wanted.onlyHuman && !m.human) continue
    if (opposite(m.gender, wanted.gender)) continue
    if (bound(document, m, wanted)) continue
    const score = scoreOf(document, m, wanted, false)
    // Those without a name stand for themselves: each is another.
    const key = m.entity >= 0 ? m.entity : -2 - k
    if (score > (best.get(key) ?? -1000)) best.set(key, score)
  }
  let first = -1
  let top = -1000
  let second = -1000
  for (const [key, score] of best)
    if (score > top) {
      second = top
      top = score
      first = key
    } else if (score > second) second = score
  if (first < 0 || top < 50) return -1
  return top - second >= least ? first : -1
}

/** Whether the tree forbids that the two are one: an object and the subject of the same verb. */
function bound(document: Document, m: Markable, wanted: Wanted): boolean {
  const { tokens } = document
  if (m.sentence !== tokens.sentence[wanted.at]) return false
  const a = tokens.head[m.head]
  const b = tokens.head[wanted.at]
  return a >= 0 && a === b && m.head !== wanted.at
}
