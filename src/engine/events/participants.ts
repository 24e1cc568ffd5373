import type { Participant } from '../../contract/analysis.ts'
import { prepositionsOf } from './arguments.ts'
import type { Document, Entity, Place } from './document.ts'
import { type EventWords, wordsOfClass } from './lexicon.ts'
import { rowsOf } from './triggers.ts'

/** What the names and places of a document say of its tokens: made once for each document. */
export interface Mentions {
  /** Entity of the smallest mention over each token. */
  entity: (Entity | undefined)[]
  /** First and last token of that mention. */
  first: Int32Array
  last: Int32Array
  /** 1 where that mention is a name. */
  named: Uint8Array
  place: (Place | undefined)[]
  /** Tokens of time expressions. */
  time: Uint8Array
}

/** Reads entities, places and times into arrays by token. */
export function indexMentions(document: Document): Mentions {
  const { tokens } = document
  const entity = new Array<Entity | undefined>(tokens.length)
  const size = new Int32Array(tokens.length).fill(0x7fffffff)
  const named = new Uint8Array(tokens.length)
  const first = new Int32Array(tokens.length)
  const last = new Int32Array(tokens.length)
  for (const one of document.entities)
    for (const mention of one.mentions) {
      const [start, end] = mention.span
      const from = tokens.at(start)
      // A mention is a phrase: one of more than a hundred words is an error, and would make this loop quadratic.
      for (let i = from, n = 0; i < tokens.length && tokens.start[i] < end && n < 100; i++, n++)
        if (end - start < size[i]) {
          size[i] = end - start
          entity[i] = one
          named[i] = mention.kind === 'name' ? 1 : 0
          first[i] = from
          last[i] = Math.max(from, tokens.at(end - 1))
        }
    }
  const place = new Array<Place | undefined>(tokens.length)
  for (const one of document.places)
    for (
      let i = tokens.at(one.span[0]), n = 0;
      i < tokens.length && tokens.start[i] < one.span[1] && n < 100;
      i++, n++
    )
      place[i] = one
  const time = new Uint8Array(tokens.length)
  for (const one of document.times)
    for (
      let i = tokens.at(one.span[0]), n = 0;
      i < tokens.length && tokens.start[i] < one.span[1] && n < 100;
      i++, n++
    )
      time[i] = 1
  return { entity, first, last, named, place, time }
}

/** The noun that is counted, for a quantity word ("thousands of people", "deux cents policiers"); else the token itself. */
export function coreOf(document: Document, words: EventWords, token: number): number {
  const { tokens } = document
  if (!wordsOfClass(words, 'quantifier').has(tokens.lemma[token]) && tokens.tag[token] !== 'NUM') return token
  for (const child of tokens.children(token)) {
    if (child < token || child - token > 5) continue
    const relation = tokens.baseRelation(child)
    if (
      (relation === 'nmod' || relation === 'amod' || relation === 'flat') &&
      !wordsOfClass(words, 'quantifier').has(tokens.lemma[child])
    )
      return child
  }
  return token
}

/** Whether the head word of a phrase belongs to the class `name` of the lexicon, by its lemma, its name or its place. */
export function isOfClass(
  document: Document,
  words: EventWords,
  mentions: Mentions,
  token: number,
  name: string,
): boolean {
  const { tokens } = document
  const tag = tokens.tag[token]
  if (name === 'agent')
    return (
      isOfClass(document, words, mentions, token, 'person') ||
      isOfClass(document, words, mentions, token, 'body') ||
      mentions.place[token]?.kind === 'country' ||
      mentions.place[token]?.use === 'associative' ||
      (mentions.entity[token]?.type === 'place' &&
        mentions.named[token] === 1 &&
        (mentions.place[token]?.kind ?? 'country') === 'country')
    )
  const core = coreOf(document, words, token)
  if (core !== token) return isOfClass(document, words, mentions, core, name)
  if (name === 'official' && mentions.entity[token]?.type === 'person' && tag === 'PROPN') return true
  const lemma = tokens.lemma[token]
  const listed = wordsOfClass(words, name)
  if (name === 'thing' && isListedActor(words, lemma)) return false
  if (
    listed.has(lemma) ||
    listed.has(lemma.toLowerCase()) ||
    listed.has(tokens.form[token].toLowerCase()) ||
    listed.has(tokens.form[token].toLowerCase().replace(/s$/, ''))
  )
    return true
  if (name === 'thing')
    return (
      tag === 'NOUN' &&
      rowsOf(document, token).some((row) => row.type !== undefined) &&
      !isListedActor(words, lemma)
    )
  const type = mentions.entity[token]?.type
  if (name === 'person') {
    if (type !== undefined) return type === 'person' || type === 'group'
    if (tag === 'PRON') return !document.words.events.impersonalPronoun.test(tokens.form[token])
    if (tag === 'NUM') return mentions.time[token] === 0 && !/[%€$£]/.test(tokens.form[token])
    if (tag === 'PROPN') return mentions.place[token] === undefined
    return false
  }
  if (name === 'body') {
    if (type !== undefined) return type === 'organization' || type === 'group'
    return tag === 'PROPN' && mentions.place[token] === undefined
  }
  if (name === 'place') {
    if (mentions.place[token] !== undefined) return true
    if (type !== undefined) return type === 'place' || type === 'facility'
    return tag === 'PROPN'
  }
  return false
}

/**
 * Whether a head word is or may well be somebody: a listed person or body, a name, a named country, or a noun with the
 * ending of those who do something ("-iste", "-dor"), things that end so left out.
 */
export function isSomebody(
  document: Document,
  words: EventWords,
  mentions: Mentions,
  token: number,
): boolean {
  if (isOfClass(document, words, mentions, token, 'agent')) return true
  const { tokens } = document
  const core = coreOf(document, words, token)
  if (core !== token) return isSomebody(document, words, mentions, core)
  if (tokens.tag[token] === 'PROPN') return true
  // "l'anesthésiste Fabrice Péchel": who has a name is somebody, whatever the noun.
  for (const child of tokens.children(token))
    if (
      child > token &&
      child - token < 4 &&
      tokens.tag[child] === 'PROPN' &&
      /^(flat|appos|nmod)/.test(tokens.relation[child]) &&
      mentions.entity[child]?.type === 'person' &&
      tokens.tag[child - 1] !== 'ADP'
    )
      return true
  if (tokens.tag[token] !== 'NOUN') return tokens.tag[token] === 'ADJ' || tokens.tag[token] === 'VERB'
  const lemma = tokens.lemma[token].toLowerCase()
  if (isOfClass(document, words, mentions, token, 'thing') || wordsOfClass(words, 'notperson').has(lemma))
    return false
  for (const ending of wordsOfClass(words, 'personending'))
    if (lemma.length > ending.length + 2 && lemma.endsWith(ending)) return true
  return false
}

function isListedActor(words: EventWords, lemma: string): boolean {
  return (
    wordsOfClass(words, 'person').has(lemma) ||
    wordsOfClass(words, 'body').has(lemma) ||
    wordsOfClass(words, 'place').has(lemma)
  )
}

const inner = /^(det|amod|nummod|compound|flat|fixed|nmod:poss|goeswith|name|clf)/

/** A name takes no "of" complement: in "accuse la Kestrie d'espionnage" that is the verb's. */
function isName(document: Document, token: number): boolean {
  const { tokens } = document
  if (tokens.tag[token] === 'PROPN') return true
  return /^\p{Lu}\p{Ll}/u.test(tokens.form[token]) && tokens.sentence[token - 1] === tokens.sentence[token]
}

/** A finite form of a listed verb, taken for an adjective by the tagger ("planean"). */
function isVerbForm(words: EventWords, form: string): boolean {
  const lower = form.toLowerCase()
  return words.forms.verbOf(lower) !== undefined && words.forms.participleOf(lower) === undefined
}

/** Whether "of" alone brings in a noun: not "ahead of", "because of". */
function isPlainOf({ tokens }: Document, { language }: EventWords, token: number): boolean {
  const first = tokens.children(token).find((child) => tokens.baseRelation(child) === 'case')
  return (
    first === undefined ||
    language.of.includes(tokens.form[first].toLowerCase()) ||
    language.of.includes(tokens.lemma[first].toLowerCase())
  )
}

/** First and last token of the noun phrase of `head`: determiner, adjectives and "of" complements, no clauses. */
function phrase(
  document: Document,
  words: EventWords,
  head: number,
  depth: number,
): [first: number, last: number] {
  const { tokens } = document
  let first = head
  let last = head
  for (const child of tokens.children(head)) {
    const relation = tokens.relation[child]
    let keep = inner.test(relation)
    if (!keep && child > head && relation.startsWith('nmod') && depth < 3 && !isName(document, head))
      keep =
        prepositionsOf(document, child).some((word) => words.language.of.includes(word)) &&
        isPlainOf(document, words, child) &&
        child - head < 12
    if (
      !keep &&
      relation === 'appos' &&
      child > head &&
      tokens.leftmost(child) === last + 1 &&
      tokens.tag[last + 1] !== 'PUNCT'
    )
      keep = true
    if (!keep || child - head > 25 || head - child > 25) continue
    if (
      relation.startsWith('amod') &&
      (tokens.tag[child] === 'VERB' || isVerbForm(words, tokens.form[child]))
    )
      continue
    const [left, right] = depth < 4 ? phrase(document, words, child, depth + 1) : [child, child]
    if (relation.startsWith('nmod') && child > head) {
      if (left < last - 8) continue
    }
    first = Math.min(first, left)
    last = Math.max(last, right)
  }
  return [first, last]
}

/** Whether a mention is a phrase without a verb or another event's word: then it tells how far the participant goes. */
function isPlainName(document: Document, first: number, last: number, head: number): boolean {
  if (last - first > 9) return false
  for (let i = first; i <= last; i++) {
    const tag = document.tokens.tag[i]
    if (i !== head && (tag === 'VERB' || tag === 'AUX' || rowsOf(document, i).length > 0)) return false
  }
  return true
}

/** The participant whose head word is `head`: its noun phrase and its entity. */
export function participantOf(
  document: Document,
  words: EventWords,
  mentions: Mentions,
  head: number,
): Participant {
  const { tokens } = document
  let [first, last] = phrase(document, words, head, 0)
  let entity = mentions.entity[head]
  if (entity) {
    if (isPlainName(document, mentions.first[head], mentions.last[head], head)) {
      first = Math.min(first, mentions.first[head])
      last = Math.max(last, mentions.last[head])
    }
  } else {
    for (const child of tokens.children(head)) {
      if (!/^(flat|appos|compound)/.test(tokens.relation[child]) || child < head) continue
      if (tokens.tag[child] === 'PROPN' && mentions.entity[child]?.type === 'person')
        entity = mentions.entity[child]
    }
  }
  // "The king's visit": the article stands on the noun that is visited, and belongs to the king.
  if (/.['’]s$|s['’]$/.test(tokens.form[last]))
    while (
      first > 0 &&
      last - first < 6 &&
      tokens.head[first - 1] === tokens.head[head] &&
      /^(DET|ADJ|NUM)$/.test(tokens.tag[first - 1])
    )
      first--
  const start = tokens.start[first]
  let end = tokens.end[last]
  // A bracket that the phrase opens and does not close is left out.
  const open = document.text.slice(start, end).search(/[([]/)
  if (open > 0 && !/[)\]]/.test(document.text.slice(start + open, end)))
    end = start + document.text.slice(start, start + open).trimEnd().length
  const possessive = /['’]s?$/.exec(document.text.slice(start, end))
  if (possessive && possessive.index > 0) end -= possessive[0].length
  return { span: [start, end], entity: entity?.id ?? null }
}
