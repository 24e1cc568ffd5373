import type { Span } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import type { Reads, Refines } from '../layers.ts'
import {
  findMarkables,
  headOf,
  isSubject,
  opposite,
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
import { indexEntities } from './entity-index.ts'
import type { Gender, NameLexicon } from './name-lexicon.ts'
import { nameLexicon } from './name-lexicon.ts'
import { speechLemmas } from './speech-lemmas.ts'

type Document = Reads<'sentences' | 'tokens' | 'tags' | 'lemmas' | 'dependencies' | 'quotations'> &
  Refines<'entities'>

/**
 * Adds to the entities what else the report calls them: nouns ("la présidente", "the senator", "el mandatario") by what
 * titles and appositions say of each, and third person pronouns by recency, subjecthood, gender and quotation marks
 * (after Lappin and Leass 1994). Unclear ones are left alone. Also fills `role`.
 */
export function createCoreference(pack: LanguagePack): Component {
  const lexicon = nameLexicon(pack)
  const speech = speechLemmas(pack)
  return defineComponent({
    name: 'coreference',
    needs: ['sentences', 'tokens', 'tags', 'lemmas', 'dependencies', 'quotations'],
    gives: ['discourse', 'entityIndex'],
    refines: ['entities'],
    uses: { [`${pack.code}.names.lexicon`]: lexicon.hash },
    run: (document) => {
      const index = indexEntities(document)
      const descriptions = describe(document, index, lexicon)
      document.entities.forEach((entity, k) => {
        const { role } = descriptions[k]
        if (role && entity.type === 'person') entity.role = role
      })
      const quotations = quotationOfTokens(document)
      const inside = quotedSentences(document, quotations)
      const ahead = findMarkables(document, index, descriptions, lexicon, quotations, speech)
      const added: { entity: number; span: Span; kind: 'nominal' | 'pronoun' }[] = []
      const markables = walk(document, index, descriptions, ahead, quotations, inside, lexicon, speech, added)
      for (const one of added) document.entities[one.entity].mentions.push({ span: one.span, kind: one.kind })
      for (const entity of document.entities)
        entity.mentions.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
      return { discourse: { markables, quotations, inside }, entityIndex: indexEntities(document) }
    },
  })
}

/** Markables that are looked at for one noun, on either side: more than any report has within reach. */
const mostMarkables = 150

/** Resolves nouns and pronouns in text order; gives the markables with those that were resolved among them. */
function walk(
  document: Document,
  index: EntityIndex,
  descriptions: readonly Description[],
  ahead: readonly Markable[],
  quotations: Int32Array,
  inside: Uint8Array,
  lexicon: NameLexicon,
  speech: ReadonlySet<string>,
  added: { entity: number; span: Span; kind: 'nominal' | 'pronoun' }[],
): Markable[] {
  const { tokens } = document
  const described = new Set(descriptions.flatMap((description) => description.nouns))
  const byToken = new Map<number, Markable>()
  for (const m of ahead) byToken.set(m.first, m)
  const woman = onlyWoman(document, descriptions)
  // Those that begin at the word read or before it; what is resolved joins them at their end.
  const markables: Markable[] = []
  let next = 0
  for (let i = 0; i < tokens.length; i++) {
    while (next < ahead.length && ahead[next].first <= i) markables.push(ahead[next++])
    if (index.ofToken[i] >= 0) continue
    const tag = tokens.tag[i]
    if (tag === 'PRON') {
      const entity = pronounEntity(document, i, markables, quotations, inside, lexicon, speech)
      if (entity < 0) continue
      added.push({ entity, span: tokens.span(i), kind: 'pronoun' })
      markables.push({
        entity,
        first: i,
        last: i,
        head: i,
        sentence: tokens.sentence[i],
        gender: descriptions[entity].gender,
        human: document.entities[entity].type === 'person',
        body: document.entities[entity].type !== 'person',
        subject: isSubject(document, i),
        speaks: isSubject(document, i) && speech.has(tokens.lemma[tokens.head[i]]),
        nested: false,
        quotation: quotations[i],
        kind: 'pronoun',
      })
    } else if (tag === 'NOUN' || tag === 'ADJ' || tag === 'PROPN') {
      const noun = nounAt(document, lexicon, i)
      if (!noun) continue
      if (!described.has(noun.first)) {
        const found = nominalEntity(
          document,
          noun,
          index,
          descriptions,
          markables,
          ahead,
          woman,
          quotations,
          inside,
          lexicon,
          speech,
        )
        if (found) {
          added.push({ entity: found.entity, span: found.span, kind: 'nominal' })
          const known = byToken.get(i)
          if (known && known.entity < 0) {
            known.entity = found.entity
            known.kind = 'nominal'
            known.gender = descriptions[found.entity].gender
          } else
            markables.push({
              entity: found.entity,
              first: noun.first,
              last: noun.last,
              head: headOf(document, noun.first, noun.last),
              sentence: tokens.sentence[i],
              gender: descriptions[found.entity].gender,
              human: document.entities[found.entity].type === 'person',
              body: document.entities[found.entity].type !== 'person',
              subject: isSubject(document, headOf(document, noun.first, noun.last)),
              speaks: false,
              nested: false,
              quotation: quotations[i],
              kind: 'nominal',
            })
        }
      }
      i = noun.last
    }
  }
  while (next < ahead.length) markables.push(ahead[next++])
  return markables
}

/** Index of the first of the markables, which stand in text order, that begins at `token` or behind it. */
function firstFrom(markables: readonly Markable[], token: number): number {
  let low = 0
  let high = markables.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (markables[middle].first < token) low = middle + 1
    else high = middle
  }
  return low
}

function pronounEntity(
  document: Document,
  i: number,
  markables: readonly Markable[],
  quotations: Int32Array,
  inside: Uint8Array,
  lexicon: NameLexicon,
  speech: ReadonlySet<string>,
): number {
  const { tokens } = document
  const words = document.words.names.coreference
  const entry = lexicon.findClass(tokens.form[i].toLowerCase(), 'pronoun')
  if (entry?.concepts[0] !== 'sg') return -1
  const relation = tokens.relation[i]
  const hung = tokens.form[i].charCodeAt(0) === 45
  if ((relation.startsWith('expl') && !hung) || tokens.has(i, 'Poss', 'Yes')) return -1
  if (words.genderlessBehindPreposition && entry.gender === 'x' && (i === 0 || tokens.tag[i - 1] !== 'ADP'))
    return -1
  if (words.impersonal && impersonal(document, i)) return -1
  const subject = isSubject(document, i)
  const verb = tokens.head[i]
  const speaks = subject && verb >= 0 && speech.has(tokens.lemma[verb])
  return resolve(
    document,
    markables,
    {
      at: i,
      gender: entry.gender === 'n' ? 'x' : entry.gender,
      onlyHuman: !words.mayMeanThing.test(entry.form),
      subject,
      quotation: quotations[i],
      inside,
    },
    speaks,
  )
}

/** "il y a", "il est possible que", "il faut": il stands for nobody. */
function impersonal(document: Document, i: number): boolean {
  const { tokens } = document
  const verb = tokens.head[i]
  if (verb < 0) return true
  const { impersonalNext, impersonalSecond } = document.words.names.coreference
  const form = (k: number) => tokens.form[k]?.toLowerCase() ?? ''
  if (impersonalNext.test(form(i + 1)) || impersonalSecond.test(form(i + 2))) return true
  if (tokens.tag[verb] === 'ADJ' || tokens.has(verb, 'Voice', 'Pass'))
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

/** Whether a definite article or a demonstrative opens the phrase of the noun at `first`; gives the token that does. */
function definiteBefore(document: Document, first: number): number {
  const { tokens } = document
  for (let k = first - 1; k >= Math.max(0, first - 3); k--) {
    if (tokens.sentence[k] !== tokens.sentence[first]) return -1
    if (tokens.tag[k] === 'DET' || tokens.tag[k] === 'PRON' || tokens.tag[k] === 'ADP') {
      if (tokens.has(k, 'Poss', 'Yes') || tokens.has(k, 'Person', '3')) return -1
      const definite = tokens.has(k, 'Definite', 'Def') || tokens.has(k, 'PronType', 'Dem')
      return definite ? k : -1
    }
    if (tokens.tag[k] !== 'ADJ' && tokens.tag[k] !== 'NOUN') return -1
  }
  return -1
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

function nominalEntity(
  document: Document,
  noun: LexicalNoun,
  index: EntityIndex,
  descriptions: readonly Description[],
  markables: readonly Markable[],
  ahead: readonly Markable[],
  woman: number,
  quotations: Int32Array,
  inside: Uint8Array,
  lexicon: NameLexicon,
  speech: ReadonlySet<string>,
): { entity: number; span: Span } | undefined {
  const { tokens, entities } = document
  const article = definiteBefore(document, noun.first)
  if (article < 0) return undefined
  if (tokens.has(noun.first, 'Number', 'Plur')) return undefined
  // A name right behind it is the one meant, and the name is a mention of its own.
  for (let k = noun.last + 1; k <= Math.min(noun.last + 2, tokens.length - 1); k++) {
    if (tokens.sentence[k] !== tokens.sentence[noun.last]) break
    const entity = index.ofToken[k]
    if (
      entity >= 0 &&
      entities[entity].type === 'person' &&
      tokens.tag[k - 1] !== 'ADP' &&
      tokens.tag[k - 1] !== 'DET'
    )
      return undefined
  }
  let limits = complements(document, noun, article)
  // "le président de la République", "the American president": the one that everybody means.
  if ([...limits].every((word) => lexicon.own.has(word))) limits = new Set()
  const shown: Gender =
    document.words.names.showsGender && noun.gender === 'x'
      ? grammaticalGender(document, article)
      : noun.gender
  const sentence = tokens.sentence[noun.first]
  const person = noun.class === 'role'
  // Latest mention of each entity before the noun.
  const latest = new Map<number, number>()
  const behind = firstFrom(markables, article)
  for (let k = behind - 1; k >= 0 && behind - k <= mostMarkables; k--) {
    const m = markables[k]
    if (sentence - m.sentence > 12) break
    if (m.entity >= 0 && !latest.has(m.entity)) latest.set(m.entity, k)
  }
  const generic = noun.concepts.includes('person')
  let best = -1
  let top = -1000
  let second = -1000
  for (const [entity, k] of latest) {
    const description = descriptions[entity]
    const human = entities[entity].type === 'person'
    if (human !== person) continue
    if (person && opposite(description.gender, shown === 'n' ? 'x' : shown)) continue
    const shared = noun.concepts.filter((concept) => description.concepts.has(concept))
    if (shared.length === 0) continue
    const m = markables[k]
    let score = 100 - 4 * (sentence - m.sentence)
    // What the report says itself counts for more than what is known of the name.
    if (shared.some((concept) => description.said.has(concept))) score += 25
    if (limits.size > 0) {
      let same = 0
      for (const word of limits)
        if (shared.some((concept) => agrees(description.concepts.get(concept)!, word))) same++
      const silent =
        (!person || noun.concepts.some((concept) => sole.has(concept))) &&
        shared.every((concept) => description.concepts.get(concept)!.size === 0)
      if (same === 0 && !silent) continue
      score += 20 * same
    }
    if (generic && limits.size > 0) continue
    if (m.subject) score += 6
    if (score > top) {
      second = top
      top = score
      best = entity
    } else if (score > second) second = score
  }
  if (
    best < 0 &&
    person &&
    limits.size === 0 &&
    noun.concepts.some((concept) => loose.has(concept) || offices.has(concept))
  )
    best = onlyOne(document, noun, shown, descriptions, markables, quotations, inside, speech)
  else if (top - second < 8) best = -1
  if (best < 0 && !person && limits.size === 0 && noun.concepts.some((concept) => bodies.has(concept)))
    best = onlyBody(document, noun, descriptions, markables)
  if (best < 0 && person && shown === 'f' && noun.concepts.some(isPolitical)) best = woman
  if (best < 0 && limits.size === 0) best = announced(document, noun, shown, person, descriptions, ahead)
  if (best < 0) return undefined
  return { entity: best, span: [tokens.start[article], tokens.end[noun.last]] }
}

/** Nouns that a report may use of any company or organisation that it has named. */
const bodies = new Set(['company', 'organization', 'club', 'newspaper', 'channel', 'wire'])
/** What is said of bodies that are neither companies nor clubs. */
const others = new Set([
  'government',
  'ministry',
  'parliament',
  'army',
  'police',
  'court',
  'party',
  'country',
  'armed-group',
])

/** The organisation of which the last two sentences speak, where it is one and nothing speaks against the noun. */
function onlyBody(
  document: Document,
  noun: LexicalNoun,
  descriptions: readonly Description[],
  markables: readonly Markable[],
): number {
  const { tokens, entities } = document
  const sentence = tokens.sentence[noun.first]
  const media = noun.class === 'outlet'
  let subject = -1
  let subjects = 0
  const met = new Set<number>()
  const behind = firstFrom(markables, noun.first)
  for (let k = behind - 1; k >= 0 && behind - k <= mostMarkables; k--) {
    const m = markables[k]
    if (sentence - m.sentence > 2) break
    if (m.entity < 0) continue
    if (entities[m.entity].type !== 'organization' || met.has(m.entity)) continue
    const { concepts } = descriptions[m.entity]
    const outlet = concepts.has('newspaper') || concepts.has('channel') || concepts.has('wire')
    if (outlet !== media) continue
    if ([...concepts.keys()].some((concept) => others.has(concept))) continue
    met.add(m.entity)
    if (m.subject) {
      subject = m.entity
      subjects++
    }
  }
  if (met.size === 1) return [...met][0]
  return subjects === 1 ? subject : -1
}

/** "Le chef de l'Etat a réagi. Emmanuel Macron …": the one holder of the office named in what follows. */
function announced(
  document: Document,
  noun: LexicalNoun,
  shown: Gender,
  person: boolean,
  descriptions: readonly Description[],
  ahead: readonly Markable[],
): number {
  const { tokens, entities } = document
  if (!person || !noun.concepts.some((concept) => offices.has(concept))) return -1
  const gender = shown === 'n' ? 'x' : shown
  let found = -1
  const from = firstFrom(ahead, noun.last + 1)
  for (let k = from; k < ahead.length && k - from < mostMarkables; k++) {
    const m = ahead[k]
    if (m.sentence - tokens.sentence[noun.first] > 6) break
    if (m.kind !== 'name' || m.entity < 0) continue
    if (entities[m.entity].type !== 'person' || opposite(descriptions[m.entity].gender, gender)) continue
    if (!noun.concepts.some((concept) => descriptions[m.entity].concepts.has(concept))) continue
    if (found >= 0 && found !== m.entity) return -1
    found = m.entity
  }
  return found
}

/** "la maire du 7e arrondissement": the one woman whom the report names, where nothing said of her speaks against it. */
function onlyWoman(document: Document, descriptions: readonly Description[]): number {
  let found = -1
  for (let k = 0; k < descriptions.length; k++) {
    if (document.entities[k].type !== 'person' || descriptions[k].gender === 'm') continue
    if (descriptions[k].gender === 'f' ? found >= 0 : document.entities[k].name.includes(' ')) return -1
    if (descriptions[k].gender === 'f') found = k
  }
  return found >= 0 && [...descriptions[found].concepts.keys()].every(isPolitical) ? found : -1
}

const isPolitical = (concept: string): boolean =>
  loose.has(concept) || political.has(concept) || concept === 'director'

/** Of whom a report knows one. */
const sole = new Set(['pope', 'king', 'queen'])

/** What reports like to call somebody for a change, without having said so before ("l'artiste", "the New Yorker"). */
const loose = new Set(['artist', 'sports', 'writer', 'politician', 'magnate', 'candidate', 'person'])

/** Offices of well-known people, which a report need not have named before. */
const offices = new Set([
  'president',
  'prime-minister',
  'minister',
  'secretary',
  'chancellor',
  'senator',
  'deputy',
  'mayor',
  'governor',
  'king',
  'queen',
  'pope',
])

/** Offices of politics, whose holders are leaders, too. */
const political = new Set([...offices, 'candidate', 'politician', 'vice-president', 'party'])

/** The one person clearly spoken of just before, where nothing said of them speaks against the noun. */
function onlyOne(
  document: Document,
  noun: LexicalNoun,
  shown: Gender,
  descriptions: readonly Description[],
  markables: readonly Markable[],
  quotations: Int32Array,
  inside: Uint8Array,
  speech: ReadonlySet<string>,
): number {
  const head = headOf(document, noun.first, noun.last)
  const relation = document.tokens.baseRelation(head)
  if (!isSubject(document, head) && !spokenBefore(document, speech, noun.first)) {
    if (relation === 'obj' || relation === 'iobj' || relation === 'nmod' || relation === 'conj') return -1
  }
  const gender = shown === 'n' ? 'x' : shown
  const wanted = {
    at: noun.first,
    gender,
    onlyHuman: true,
    subject: true,
    quotation: quotations[noun.first],
    inside,
  }
  const entity = resolve(document, markables, wanted, true, 20)
  if (entity < 0) return -1
  const known = [...descriptions[entity].concepts.keys()].filter((concept) => !loose.has(concept))
  if (known.length === 0 || noun.concepts.includes('person')) return entity
  // "le leader écologiste" of a deputy.
  return noun.concepts.includes('director') && known.some((concept) => political.has(concept)) ? entity : -1
}

/** Whether a limiting word is among those that go with the role: equal, or of one stem ("Mexique", "mexicaine"). */
function agrees(words: ReadonlySet<string>, word: string): boolean {
  if (words.has(word)) return true
  for (const one of words) {
    const size = Math.min(one.length, word.length, 5)
    if (size >= 4 && one.slice(0, size) === word.slice(0, size)) return true
  }
  return false
}
