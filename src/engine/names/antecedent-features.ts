import type { Reads } from '../layers.ts'
import type { ReadonlyInts } from '../tokens.ts'
import { scoreOf } from './antecedents.ts'
import type { Description } from './descriptors.ts'
import type { Markable } from './discourse.ts'
import { type Gender, opposite } from './name-lexicon.ts'

type Document = Reads<'sentences' | 'tokens' | 'tags' | 'lemmas' | 'dependencies' | 'quotations' | 'entities'>

/** Pronouns, the understood subjects of verbs, and definite nouns are weighed by different weights. */
export type AnaphorKind = 'pronoun' | 'dropped' | 'nominal'

/** A word or a missing subject that may stand for somebody. */
export interface Anaphor {
  kind: AnaphorKind
  /** Token at which it stands: its first, or the verb of a dropped subject. */
  at: number
  /** The verb whose subject it is; -1 where it is none. */
  verb: number
  gender: Gender
  /** What it can be: a person, a body or thing, or either. */
  means: 'person' | 'thing' | 'either'
  /** Whether it is the subject of a verb of speech or thought, or behind "according to". */
  speaks: boolean
  /** The noun that its relative clause is about, which is somebody else ("X, a quien tachó de"); -1 where there is none. */
  barred: number
  /** Whether its clause stands before the main one, whose subject it may take ahead of its name ("Alors qu'il avait dit"). */
  subordinate: boolean
  noun?: {
    concepts: readonly string[]
    lemma: string
    limits: ReadonlySet<string>
    demonstrative: boolean
    possessive: boolean
    /** Whether the lexicon has it; else it is any noun that says something. */
    listed: boolean
  }
}

/** What is known of the whole document while it is walked. */
export interface Surroundings {
  descriptions: readonly Description[]
  quotations: ReadonlyInts
  inside: ReadonlyInts
  /** Number of sentences before each one that stand wholly in quotation marks. */
  insideBefore: ReadonlyInts
  /** Entity that speaks each outermost quotation; -1 where it is not known. */
  speakerOf: ReadonlyInts
  /** 1 for each entity that a name shows speaking, outside quotations, anywhere in the document. */
  everSpeaks: ReadonlyInts
  /** Names of each entity in the document. */
  mentions: ReadonlyInts
  /** Entity of most mentions among the persons; -1 without any. */
  mainPerson: number
  firstPerson: number
}

/** One that may be meant, with what speaks for it. Entity -1: somebody or something without a name. */
export interface Candidate {
  entity: number
  features: Float64Array
}

/** Names of the features; the order is that of the weights. */
export const features = [
  'rules',
  'distance 0',
  'distance 1',
  'distance 2',
  'distance 3',
  'distance 4-6',
  'distance 7+',
  'recency 0',
  'recency 1',
  'recency 2',
  'recency 3+',
  'subject',
  'speaks',
  'last speaker',
  'last speaker, near',
  'speaker before',
  'subject of the sentence so far',
  'first subject of the sentence before',
  'last subject',
  'in quotation only',
  'same quotation',
  'speaker of the quotation',
  'outside, anaphor quoted',
  'nested',
  'gender agrees',
  'gender unknown',
  'organisation',
  'place or group',
  'mentions',
  'main person',
  'first person named',
  'other paragraph',
  'latest is pronoun',
  'latest is nominal',
  'ahead, same sentence',
  'ahead',
  'unnamed',
  'unnamed thing',
  'unnamed speaks',
  'shared, said',
  'shared, known',
  'other concepts said',
  'other concepts known',
  'no concepts',
  'limits agree',
  'limits agree not',
  'limits, concept silent',
  'same noun',
  'demonstrative and last',
  'loose noun',
  'unlisted noun',
  'dropped',
  'type unsure',
  'only one named',
  'body for a body',
  'unnamed person, last subject',
  'only speaker so far',
  'ever speaks',
  'outlet',
  'nobody',
  'nobody: limits',
  'nobody: unlisted',
  'nobody: demonstrative',
  'nobody: thing',
  'nobody: speaks',
  'nobody: quoted',
] as const
type Feature = (typeof features)[number]
const at = Object.fromEntries(features.map((name, i) => [name, i])) as Record<Feature, number>

/** Markables before and behind an anaphor that are looked at: more than any report has within reach. */
const mostBefore = 120
const mostBehind = 40

/** What is said of media, which report what others say. */
const outlets = ['newspaper', 'channel', 'wire'] as const

interface Gathered {
  entity: number
  latest: Markable
  distance: number
  rules: number
  subject: boolean
  speaks: boolean
  quotedOnly: boolean
  sameQuotation: boolean
  order: number
  ahead: boolean
}

/** What reports like to call somebody for a change, without having said so before ("l'artiste", "the New Yorker"). */
const loose = new Set([
  'artist',
  'sports',
  'writer',
  'politician',
  'magnate',
  'candidate',
  'person',
  'director',
  'journalist',
  'scientist',
])

/**
 * All that an anaphor may stand for, nobody (the last) among them.
 * @param behind index of the first of the markables that begins at the anaphor or behind it; `aheadFrom` the same in `ahead`
 */
export function candidatesOf(
  document: Document,
  anaphor: Anaphor,
  markables: readonly Markable[],
  behind: number,
  ahead: readonly Markable[],
  aheadFrom: number,
  around: Surroundings,
): Candidate[] {
  const { tokens, entities } = document
  const sentence = tokens.sentence[anaphor.at]
  const quotation = around.quotations[anaphor.at]
  const wanted = {
    at: anaphor.at,
    gender: anaphor.gender,
    onlyHuman: anaphor.means === 'person',
    quotation,
    inside: around.inside,
  }
  const gathered = new Map<number, Gathered>()
  let lastSpeaker = -2
  let speakerBefore = -2
  let lastSubject = -2
  let sentenceSubject = -2
  let beforeSubject = -2
  let recent = 0
  for (let k = behind - 1; k >= 0 && behind - k <= mostBefore; k--) {
    const m = markables[k]
    const raw = sentence - m.sentence
    const distance = raw - Math.max(0, around.insideBefore[sentence] - around.insideBefore[m.sentence + 1])
    if (distance > 12 || raw > 40) break
    const fits = fitting(document, anaphor, m, around)
    const key = m.entity >= 0 ? m.entity : -2 - k
    if (m.quotation < 0 || m.quotation === quotation) {
      if (m.speaks && m.quotation < 0) {
        if (lastSpeaker === -2) lastSpeaker = key
        else if (speakerBefore === -2 && key !== lastSpeaker) speakerBefore = key
      }
      if (m.subject && lastSubject === -2) lastSubject = key
      if (m.subject && raw === 0) sentenceSubject = key
      if (m.subject && distance === 1) beforeSubject = key
    }
    if (!fits || (anaphor.noun && contradicts(anaphor.noun, m, around))) continue
    const known = gathered.get(key)
    if (known) {
      known.subject ||= m.subject
      known.speaks ||= m.speaks
      if (m.quotation < 0) known.quotedOnly = false
      if (m.quotation === quotation) known.sameQuotation = true
      if (distance <= 3) known.rules = Math.max(known.rules, scoreOf(document, m, wanted, anaphor.speaks))
      continue
    }
    // Those without a name are soon forgotten.
    if (m.entity < 0 && (distance > 2 || (anaphor.kind === 'nominal' && !m.human))) continue
    gathered.set(key, {
      entity: m.entity,
      latest: m,
      distance,
      rules: distance <= 3 ? scoreOf(document, m, wanted, anaphor.speaks) : 0,
      subject: m.subject,
      speaks: m.speaks,
      quotedOnly: m.quotation >= 0 && m.quotation !== quotation,
      sameQuotation: m.quotation >= 0 && m.quotation === quotation,
      order: recent,
      ahead: false,
    })
    if (m.entity >= 0) recent++
  }
  for (let k = aheadFrom; k < ahead.length && k - aheadFrom < mostBehind; k++) {
    const m = ahead[k]
    const distance = m.sentence - sentence
    if (distance > (anaphor.kind === 'nominal' ? 5 : 0)) break
    if (m.entity < 0 || gathered.has(m.entity) || m.first <= anaphor.at) continue
    if (anaphor.kind !== 'nominal' && !(anaphor.subordinate && m.subject)) continue
    if (!fitting(document, anaphor, m, around)) continue
    if (anaphor.noun && contradicts(anaphor.noun, m, around)) continue
    gathered.set(m.entity, {
      entity: m.entity,
      latest: m,
      distance,
      rules: 0,
      subject: m.subject,
      speaks: m.speaks,
      quotedOnly: m.quotation >= 0,
      sameQuotation: false,
      order: 3,
      ahead: true,
    })
  }
  let named = 0
  for (const one of gathered.values()) if (one.entity >= 0 && !one.ahead) named++
  const found: Candidate[] = []
  for (const [key, one] of gathered) {
    const f = new Float64Array(features.length)
    found.push({ entity: one.entity, features: f })
    const m = one.latest
    const set = (name: Feature, value: boolean | number = 1): void => {
      f[at[name]] = Number(value)
    }
    set('rules', Math.max(0, one.rules) / 100)
    if (one.ahead) set(one.distance === 0 ? 'ahead, same sentence' : 'ahead')
    else {
      const d = one.distance
      set(
        d <= 0
          ? 'distance 0'
          : d === 1
            ? 'distance 1'
            : d === 2
              ? 'distance 2'
              : d === 3
                ? 'distance 3'
                : d <= 6
                  ? 'distance 4-6'
                  : 'distance 7+',
      )
      const r = one.order
      if (one.entity >= 0)
        set(r === 0 ? 'recency 0' : r === 1 ? 'recency 1' : r === 2 ? 'recency 2' : 'recency 3+')
      set('last speaker', key === lastSpeaker)
      set('last speaker, near', key === lastSpeaker && one.distance <= 1)
      set('speaker before', key === speakerBefore)
      set('subject of the sentence so far', key === sentenceSubject)
      set('first subject of the sentence before', key === beforeSubject)
      set('last subject', key === lastSubject)
      set(
        'other paragraph',
        document.sentences[m.sentence].paragraph !== document.sentences[sentence].paragraph,
      )
    }
    set('subject', m.subject)
    set('speaks', m.speaks && m.quotation < 0)
    set('in quotation only', one.quotedOnly)
    set('same quotation', one.sameQuotation)
    set('outside, anaphor quoted', quotation >= 0 && m.quotation < 0)
    set(
      'speaker of the quotation',
      quotation >= 0 && one.entity >= 0 && around.speakerOf[quotation] === one.entity,
    )
    set('nested', m.nested)
    const gender = one.entity >= 0 ? around.descriptions[one.entity].gender : m.gender
    if (anaphor.gender !== 'x') {
      set('gender agrees', gender === anaphor.gender)
      set('gender unknown', gender === 'x')
    }
    set('dropped', anaphor.kind === 'dropped' && one.entity < 0)
    if (one.entity < 0) {
      set('unnamed')
      set('unnamed thing', !m.human)
      set('unnamed person, last subject', m.human && key === lastSubject)
      set('unnamed speaks', m.speaks)
      continue
    }
    set('latest is pronoun', m.kind === 'pronoun')
    set('latest is nominal', m.kind === 'nominal')
    const { type } = entities[one.entity]
    set('organisation', type === 'organization')
    set('place or group', type === 'place' || type === 'group')
    set('only speaker so far', key === lastSpeaker && speakerBefore === -2)
    set('ever speaks', around.everSpeaks[one.entity])
    set(
      'outlet',
      outlets.some((concept) => around.descriptions[one.entity].concepts.has(concept)),
    )
    set('body for a body', anaphor.means === 'thing' && type === 'organization')
    set('only one named', named === 1 && !one.ahead)
    set('type unsure', anaphor.means !== 'either' && (type === 'person') !== (anaphor.means === 'person'))
    set('mentions', Math.min(6, around.mentions[one.entity]) / 6)
    set('main person', one.entity === around.mainPerson)
    set('first person named', one.entity === around.firstPerson)
    if (anaphor.noun)
      describeNoun(anaphor.noun, around.descriptions[one.entity], set, key === lastSpeaker || one.order === 0)
  }
  const nobody = new Float64Array(features.length)
  nobody[at.nobody] = 1
  if (anaphor.noun) {
    nobody[at['nobody: limits']] = Number(anaphor.noun.limits.size > 0)
    nobody[at['nobody: unlisted']] = Number(!anaphor.noun.listed)
    nobody[at['nobody: demonstrative']] = Number(anaphor.noun.demonstrative)
  }
  nobody[at['nobody: thing']] = Number(anaphor.means === 'thing')
  nobody[at['nobody: speaks']] = Number(anaphor.speaks)
  nobody[at['nobody: quoted']] = Number(quotation >= 0)
  found.push({ entity: -1, features: nobody })
  return found
}

function describeNoun(
  noun: NonNullable<Anaphor['noun']>,
  description: Description,
  set: (name: Feature, value?: boolean | number) => void,
  last: boolean,
): void {
  const shared = noun.concepts.filter((concept) => description.concepts.has(concept))
  const said = shared.some((concept) => description.said.has(concept))
  set('shared, said', said)
  set('shared, known', shared.length > 0 && !said)
  const others = [...description.concepts.keys()].filter((concept) => !shared.includes(concept))
  if (shared.length === 0) {
    set(
      'other concepts said',
      others.some((concept) => description.said.has(concept)),
    )
    set('other concepts known', others.length > 0 && !others.some((concept) => description.said.has(concept)))
    set('no concepts', others.length === 0)
  }
  if (noun.limits.size > 0) {
    let same = 0
    let told = 0
    for (const words of shared.length > 0
      ? shared.map((concept) => description.concepts.get(concept)!)
      : description.concepts.values()) {
      told += words.size
      for (const word of noun.limits) if (agrees(words, word)) same++
    }
    set('limits agree', same > 0)
    set('limits agree not', same === 0 && told > 0)
    set('limits, concept silent', same === 0 && told === 0)
  }
  set('same noun', description.lemmas.has(noun.lemma))
  set('demonstrative and last', noun.demonstrative && last)
  set(
    'loose noun',
    noun.concepts.some((concept) => loose.has(concept)),
  )
  set('unlisted noun', !noun.listed)
}

/** "Le président américain" where the one named is president of something else. */
function contradicts(noun: NonNullable<Anaphor['noun']>, m: Markable, around: Surroundings): boolean {
  if (m.entity < 0 || noun.limits.size === 0) return false
  const { concepts } = around.descriptions[m.entity]
  let told = false
  for (const concept of noun.concepts) {
    const words = concepts.get(concept)
    if (!words || words.size === 0) continue
    told = true
    for (const word of noun.limits) if (agrees(words, word)) return false
  }
  return told
}

/** Whether what looks like a person may be a company, or the other way about: a name of which the report says nothing. */
function mistakable(document: Document, m: Markable, around: Surroundings): boolean {
  if (m.entity < 0) return false
  const { type } = document.entities[m.entity]
  return (type === 'person' || type === 'organization') && !around.descriptions[m.entity].certain
}

/** Whether a markable can be what is meant: kind, gender, and what the tree forbids. */
function fitting(document: Document, anaphor: Anaphor, m: Markable, around: Surroundings): boolean {
  const { tokens } = document
  if (anaphor.means === 'person' ? !m.human : anaphor.means === 'thing' && m.human)
    if (!mistakable(document, m, around)) return false
  const gender = m.entity >= 0 ? around.descriptions[m.entity].gender : m.gender
  if ((anaphor.means === 'person' || m.human) && opposite(gender, anaphor.gender)) return false
  // A noun has a gender of its own: "Grupo X … la empresa".
  if (!m.human && anaphor.kind !== 'nominal' && opposite(m.gender, anaphor.gender)) return false
  if (m.sentence !== tokens.sentence[anaphor.at]) return true
  if (
    anaphor.barred >= 0 &&
    (m.head === anaphor.barred || (m.first <= anaphor.barred && anaphor.barred <= m.last))
  )
    return false
  // An object and the subject of one verb are two.
  if (anaphor.verb >= 0 && tokens.head[m.head] === anaphor.verb) return false
  const a = tokens.head[m.head]
  const b = tokens.head[anaphor.at]
  return !(a >= 0 && a === b && m.head !== anaphor.at && anaphor.kind !== 'dropped')
}

/** Whether a limiting word is among those that go with the role: equal, or of one stem ("Mexique", "mexicaine"). */
export function agrees(words: ReadonlySet<string>, word: string): boolean {
  if (words.has(word)) return true
  for (const one of words) {
    const size = Math.min(one.length, word.length, 5)
    if (size >= 4 && one.slice(0, size) === word.slice(0, size)) return true
  }
  return false
}
