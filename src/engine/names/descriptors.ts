import type { Reads } from '../layers.ts'
import type { EntityIndex, TokenMention } from './discourse.ts'
import { genderOfFirstName, isFirstName } from './first-names.ts'
import { foldName } from './fold-name.ts'
import { institutionOf } from './institutions.ts'
import { officesOf } from './leaders.ts'
import type { Gender, NameClass, NameLexicon, NameWord } from './name-lexicon.ts'

type Document = Reads<'tokens' | 'tags' | 'lemmas' | 'dependencies' | 'entities'>

/** What a report says of an entity beside its name. */
export interface Description {
  gender: Gender
  /** Concepts of the nouns said of it ("president", "newspaper") with the words that go with each. */
  concepts: Map<string, Set<string>>
  /** Those of them that the report says itself, rather than what is known of the name. */
  said: Set<string>
  role?: string
  /** Lemmas of all nouns that stand beside its name, those of no lexicon among them. */
  lemmas: Set<string>
  /** Whether something tells that its type is right: a first name, a title, a noun, an institution's name. */
  certain: boolean
  /** Tokens of nouns that describe it where they stand beside its name: they are no mentions of their own. */
  nouns: number[]
}

/** A noun (or several words) of the lexicon at a token. */
export interface LexicalNoun {
  first: number
  last: number
  gender: Gender
  concepts: readonly string[]
  class: NameClass
}

/** Words that are remembered of one thing that is said of one entity. */
const mostWords = 64

const described: readonly NameClass[] = ['role', 'body', 'outlet']

/** The longest entry of the wanted classes that begins at token `i`; undefined where there is none. */
export function nounAt(
  document: Document,
  lexicon: NameLexicon,
  i: number,
  wanted: readonly NameClass[] = described,
): LexicalNoun | undefined {
  const { tokens } = document
  const { start, end, form } = tokens
  // "Ex-president": the noun begins behind.
  if (
    !lexicon.beginnings.mayBegin(document.text, end[i], form[i]) &&
    !document.words.names.former.test(document.text.slice(start[i], start[i] + 16).toLowerCase())
  )
    return undefined
  const sentence = tokens.sentence[i]
  for (let k = Math.min(lexicon.longest + 2, 6); k >= 1; k--) {
    const last = i + k - 1
    if (last >= tokens.length || tokens.sentence[last] !== sentence) continue
    if (tokens.end[last] - tokens.start[i] > 60) continue
    const text = document.text.slice(tokens.start[i], tokens.end[last]).toLowerCase().replace(/’/g, "'")
    const word = (k === 1 && text.endsWith("'s") ? text.slice(0, -2) : text).replace(
      document.words.names.former,
      '',
    )
    let entries = lexicon.find(word).filter((entry) => wanted.includes(entry.class))
    // "l'animateur-producteur": the first of two says as much.
    if (entries.length === 0 && k === 1 && tokens.tag[i] === 'NOUN' && word.includes('-'))
      entries = lexicon.find(word.slice(0, word.indexOf('-'))).filter((entry) => wanted.includes(entry.class))
    if (entries.length === 0) continue
    const concepts = [...new Set(entries.flatMap((entry) => entry.concepts))]
    return { first: i, last, gender: genderOf(entries), concepts, class: entries[0].class }
  }
  return undefined
}

function genderOf(entries: readonly NameWord[]): Gender {
  const first = entries[0].gender
  return entries.every((entry) => entry.gender === first) ? first : 'x'
}

/** Gender that agreement shows on a token ("la", "ancienne"); x where it shows none. */
export function grammaticalGender(document: Document, i: number): Gender {
  const { tokens } = document
  if (!document.words.names.showsGender) return 'x'
  if (tokens.has(i, 'Gender', 'Fem')) return 'f'
  if (tokens.has(i, 'Gender', 'Masc')) return 'm'
  return 'x'
}

const stops = new Set(['PUNCT', 'VERB', 'AUX', 'SCONJ', 'PRON', 'CCONJ'])

/** Reads titles, appositions and copulas: gender, concepts and role of every entity of the document. */
export function describe(document: Document, index: EntityIndex, lexicon: NameLexicon): Description[] {
  const { tokens, language, entities } = document
  const all = entities.map(
    (): Description => ({
      gender: 'x',
      concepts: new Map(),
      said: new Set(),
      lemmas: new Set(),
      certain: false,
      nouns: [],
    }),
  )
  const votes = entities.map(() => ({ m: 0, f: 0 }))
  const vote = (entity: number, gender: Gender, weight: number): void => {
    if (gender === 'm' || gender === 'f') votes[entity][gender] += weight
  }
  const tell = (entity: number, noun: LexicalNoun, to: number): void => {
    const description = all[entity]
    for (const concept of noun.concepts) {
      const words = description.concepts.get(concept) ?? new Set<string>()
      for (let k = noun.last + 1; k <= to && words.size < mostWords; k++) words.add(contentWord(document, k))
      words.delete('')
      description.concepts.set(concept, words)
      description.said.add(concept)
    }
    description.nouns.push(noun.first)
    // A feminine noun is said of women alone; many a masculine one of anybody.
    vote(entity, noun.gender, noun.class !== 'role' ? 1 : noun.gender === 'f' ? 4 : 2)
    if (!description.role && noun.class === 'role') {
      const text = document.text.slice(tokens.start[noun.first], tokens.end[to])
      if (text.length <= 90 && !text.includes('\n')) description.role = text
    }
  }
  entities.forEach((entity, k) => {
    const institution = institutionOf(entity.name, document.words)
    if (institution) {
      const concept: Partial<Record<string, string>> = {
        outlet: 'newspaper',
        wire: 'wire',
        state: 'country',
        party: 'party',
        court: 'court',
        parliament: 'parliament',
        international: 'organization',
        agency: 'organization',
        organization: 'organization',
        company: 'company',
        'armed-group': 'armed-group',
      }
      const named = concept[institution.kind]
      if (named) all[k].concepts.set(named, new Set())
      if (institution.kind === 'outlet' && document.words.names.broadcaster.test(entity.name)) {
        all[k].concepts.delete('newspaper')
        all[k].concepts.set('channel', new Set())
      }
    }
    if (entity.type === 'person') {
      const words = entity.name.split(/\s+/)
      if (words.length > 1) {
        const known = genderOfFirstName(words[0], language)
        // Where the list lacks it, a first name in -a is mostly a woman's.
        vote(
          k,
          known === 'x' && !isFirstName(words[0], language) && /a$/.test(words[0]) ? 'f' : known,
          known === 'x' ? 1 : 3,
        )
      }
      const offices = officesOf(entity.name)
      if (offices) vote(k, offices.gender, 8)
      for (const concept of offices?.concepts ?? []) all[k].concepts.set(concept, new Set(offices?.words))
      return
    }
    // "Banque centrale", "Tesla Inc": the name says what it is.
    for (const word of entity.name.toLowerCase().split(' '))
      for (const entry of lexicon.find(word))
        if (entry.class === 'body' && entity.type === 'organization') {
          for (const one of entry.concepts) if (!all[k].concepts.has(one)) all[k].concepts.set(one, new Set())
          vote(k, entry.gender, 1)
          break
        } else if (entry.class === 'company' && !all[k].concepts.has('company'))
          all[k].concepts.set('company', new Set())
  })
  for (const mention of index.mentions) {
    if (mention.kind !== 'name') continue
    for (const lemma of nounsBeside(document, mention)) all[mention.entity].lemmas.add(lemma)
    const person = entities[mention.entity].type === 'person'
    if (!person) vote(mention.entity, articleGender(document, mention.first), 1)
    else vote(mention.entity, agreement(document, mention), 2)
    const titles = titleBefore(document, lexicon, mention)
    for (const entry of titles) {
      vote(mention.entity, entry.gender, 4)
      for (const concept of entry.concepts) {
        if (concept === 'title') continue
        all[mention.entity].said.add(concept)
        if (!all[mention.entity].concepts.has(concept)) all[mention.entity].concepts.set(concept, new Set())
      }
    }
    const before = nounBefore(document, index, lexicon, mention)
    if (before && fits(person, before.noun)) {
      tell(mention.entity, before.noun, before.to)
      vote(mention.entity, articleGender(document, before.noun.first), 2)
    }
    const after = nounAfter(document, index, lexicon, mention)
    if (after && fits(person, after.noun)) {
      tell(mention.entity, after.noun, after.to)
      vote(mention.entity, articleGender(document, after.noun.first), 2)
    }
  }
  all.forEach((description, k) => {
    const { m, f } = votes[k]
    const [first, second] = entities[k].name.split(/\s+/)
    description.certain =
      m + f > 0 ||
      description.concepts.size > 0 ||
      entities[k].wikidata !== undefined ||
      (second !== undefined && isFirstName(first, language))
    if (m > f) description.gender = 'm'
    else if (f > m) description.gender = 'f'
  })
  return all
}

/** Lemmas of the nouns to which a name is apposed or which are apposed to it: "le rappeur X", "X, juré de l'émission". */
function nounsBeside(document: Document, mention: TokenMention): string[] {
  const { tokens } = document
  const found: string[] = []
  let head = mention.first
  for (let i = mention.first; i <= mention.last; i++)
    if (tokens.head[i] < mention.first || tokens.head[i] > mention.last) {
      head = i
      break
    }
  const add = (i: number): void => {
    if (tokens.tag[i] === 'NOUN') found.push(tokens.lemma[i])
  }
  const governor = tokens.head[head]
  const relation = tokens.baseRelation(head)
  const cased = tokens.children(head).some((k) => tokens.baseRelation(k) === 'case')
  if (governor >= 0 && (relation === 'appos' || relation === 'flat' || (relation === 'nmod' && !cased)))
    add(governor)
  for (const k of tokens.children(head)) if (tokens.baseRelation(k) === 'appos') add(k)
  for (let k = mention.first - 1; k >= 0 && k >= mention.first - 2; k--) {
    if (tokens.sentence[k] !== tokens.sentence[mention.first]) break
    if (tokens.tag[k] !== 'NOUN' && tokens.tag[k] !== 'ADJ') break
    add(k)
  }
  return found
}

function fits(person: boolean, noun: LexicalNoun): boolean {
  return person ? noun.class === 'role' : noun.class !== 'role'
}

/** The word of a token that carries meaning, folded; empty for articles, prepositions and the like. */
export function contentWord(document: Document, i: number): string {
  const tag = document.tokens.tag[i]
  if (tag !== 'NOUN' && tag !== 'PROPN' && tag !== 'ADJ') return ''
  return foldName(document.tokens.form[i]).replace(/'s$/, '')
}

/** Gender of the passive participle whose subject the name is: "Rachida X a été désignée". */
function agreement(document: Document, mention: TokenMention): Gender {
  const { tokens } = document
  for (let i = mention.first; i <= mention.last; i++) {
    if (tokens.relation[i] !== 'nsubj:pass') continue
    const verb = tokens.head[i]
    if (verb > mention.last && tokens.has(verb, 'Gender', 'Fem')) return grammaticalGender(document, verb)
  }
  return 'x'
}

function articleGender(document: Document, i: number): Gender {
  for (let k = i - 1; k >= Math.max(0, i - 3); k--) {
    const tag = document.tokens.tag[k]
    if (tag === 'DET') return grammaticalGender(document, k)
    if (tag !== 'ADJ' && tag !== 'ADV') return 'x'
  }
  return 'x'
}

function titleBefore(document: Document, lexicon: NameLexicon, mention: TokenMention): NameWord[] {
  const { tokens } = document
  const i = mention.first - 1
  if (i < 0 || tokens.sentence[i] !== tokens.sentence[mention.first]) return []
  return lexicon
    .find(tokens.form[i].toLowerCase())
    .filter((entry) => entry.class === 'title' && entry.form === tokens.form[i])
}

/** "le ministre de l'Intérieur Gérald Darmanin", "le ministre de l'Intérieur, Gérald Darmanin,", "Senator X". */
function nounBefore(
  document: Document,
  index: EntityIndex,
  lexicon: NameLexicon,
  mention: TokenMention,
): { noun: LexicalNoun; to: number } | undefined {
  const { tokens } = document
  const sentence = tokens.sentence[mention.first]
  const inside = (i: number): boolean => i >= 0 && i < tokens.length && tokens.sentence[i] === sentence
  let to = mention.first - 1
  if (!inside(to)) return undefined
  const comma = tokens.form[to] === ','
  if (comma) {
    // The comma must close again behind the name, or "selon son avocat, X a dit" would make X the lawyer.
    const next = mention.last + 1
    if (inside(next) && tokens.tag[next] !== 'PUNCT') return undefined
    to--
  }
  if (!inside(to) || tokens.tag[to] === 'ADP' || tokens.tag[to] === 'DET') return undefined
  let found: LexicalNoun | undefined
  for (let i = to; inside(i) && to - i < 12; i--) {
    const tag = tokens.tag[i]
    if (stops.has(tag) && !(tag === 'CCONJ' && i < to)) break
    // "la chaîne du groupe X": what has a complement is another body.
    if (tag === 'ADP' && document.entities[mention.entity].type !== 'person') break
    const other = index.ofToken[i]
    if (other >= 0 && document.entities[other].type === 'person') break
    const noun = nounAt(document, lexicon, i)
    if (!noun || noun.last > to) continue
    if (document.words.names.headLast) {
      // The head stands last: "the company's chief executive", unless a complement follows it.
      if (!found || noun.last >= found.last) found = noun
      else break
    } else found = noun
  }
  if (!found) return undefined
  // "the senator from Ohio X" is rare; a preposition between noun and name needs the comma.
  if (document.words.names.headLast && !comma && found.last !== to) return undefined
  if (comma) {
    const article = found.first - 1
    const opener = inside(article) ? tokens.tag[article] : 'PUNCT'
    if (opener !== 'DET' && opener !== 'ADJ' && opener !== 'NOUN' && opener !== 'PROPN' && opener !== 'PUNCT')
      return undefined
  }
  return { noun: found, to }
}

/** "X, présidente du Mexique,", "X, a senior economist at Y,", "X is the president of Y". */
function nounAfter(
  document: Document,
  index: EntityIndex,
  lexicon: NameLexicon,
  mention: TokenMention,
): { noun: LexicalNoun; to: number } | undefined {
  const { tokens } = document
  const sentence = tokens.sentence[mention.first]
  const inside = (i: number): boolean => i < tokens.length && tokens.sentence[i] === sentence
  let i = mention.last + 1
  if (!inside(i)) return undefined
  const mark = tokens.form[i]
  if (mark === ',' || mark === '(' || mark === '–' || mark === '-') i++
  else {
    // Copula: the verb to be, then the noun.
    if (tokens.tag[i] !== 'AUX' && tokens.tag[i] !== 'VERB') return undefined
    const verb = i
    i++
    let found: LexicalNoun | undefined
    for (let k = i; inside(k) && k < i + 5; k++) {
      if (stops.has(tokens.tag[k]) || tokens.tag[k] === 'ADP') break
      found = nounAt(document, lexicon, k)
      if (found) break
    }
    if (!found || tokens.head[verb] !== found.first || tokens.baseRelation(verb) !== 'cop') return undefined
    return { noun: found, to: phraseEnd(document, found.last) }
  }
  for (let k = i; inside(k) && k < i + 6; k++) {
    const tag = tokens.tag[k]
    if (stops.has(tag)) return undefined
    if (tag === 'ADP') return undefined
    const other = index.ofToken[k]
    if (other >= 0 && document.entities[other].type === 'person') return undefined
    const noun = nounAt(document, lexicon, k)
    if (!noun) continue
    if (document.words.names.headLast) {
      // Go on to the last noun of the compound: "the company's chief executive".
      const next = noun.last + 1
      if (inside(next) && (tokens.tag[next] === 'NOUN' || tokens.tag[next] === 'PART')) continue
      if (document.words.names.possessive.test(tokens.form[noun.last])) continue
    }
    const to = phraseEnd(document, noun.last)
    // "Macron, le ministre Darmanin et": what follows is another one's name.
    for (let n = noun.last + 1; n <= Math.min(to + 1, tokens.length - 1); n++) {
      const name = index.ofToken[n]
      if (name >= 0 && document.entities[name].type === 'person' && tokens.tag[n - 1] !== 'ADP')
        return undefined
    }
    // "X, son avocat, Me Y": the noun is said of the second.
    if (inside(to + 2) && tokens.form[to + 1] === ',')
      for (let n = to + 2; n <= to + 3 && inside(n); n++) {
        const name = index.ofToken[n]
        if (name >= 0 && document.entities[name].type === 'person') {
          if (
            n === to + 2 ||
            lexicon.find(tokens.form[n - 1].toLowerCase()).some((one) => one.class === 'title')
          )
            return undefined
        }
      }
    const closing = to + 1
    if (inside(closing) && tokens.tag[closing] !== 'PUNCT' && tokens.tag[closing] !== 'CCONJ') {
      if (tokens.tag[closing] === 'VERB' || tokens.tag[closing] === 'AUX') return undefined
    }
    return { noun, to }
  }
  return undefined
}

/** End of the noun phrase whose noun ends at `i`: adjectives and prepositional complements, up to a mark or a verb. */
function phraseEnd(document: Document, i: number): number {
  const { tokens } = document
  const sentence = tokens.sentence[i]
  let end = i
  for (let k = i + 1; k < tokens.length && k < i + 10 && tokens.sentence[k] === sentence; k++) {
    const tag = tokens.tag[k]
    if (
      tag === 'PUNCT' ||
      tag === 'VERB' ||
      tag === 'AUX' ||
      tag === 'SCONJ' ||
      tag === 'PRON' ||
      tag === 'CCONJ'
    )
      break
    if (tag !== 'ADP' && tag !== 'DET') end = k
  }
  return end
}
