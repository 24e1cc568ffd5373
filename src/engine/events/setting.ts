import type { ReportedEvent } from '../../contract/analysis.ts'
import { prepositionsOf } from './arguments.ts'
import type { Document, Place } from './document.ts'
import type { EventWords } from './lexicon.ts'
import type { Mentions } from './participants.ts'

/** Places and times by the token on which their phrase hangs: worked out once for each document. */
export interface Settings {
  places: ReadonlyMap<number, readonly string[]>
  times: ReadonlyMap<number, readonly string[]>
  placeById: ReadonlyMap<string, Place>
}

/** The head token of a span: the one whose head lies outside it; -1 where the span has no token. */
function headOf(document: Document, start: number, end: number): number {
  const { tokens } = document
  const from = tokens.at(start)
  let n = 0
  for (let i = from; i < tokens.length && tokens.start[i] < end && n < 40; i++, n++) {
    const head = tokens.head[i]
    if (head < 0 || tokens.start[head] < start || tokens.start[head] >= end) {
      if (tokens.tag[i] === 'ADP' || tokens.tag[i] === 'DET' || tokens.tag[i] === 'PUNCT') continue
      return i
    }
  }
  return -1
}

/**
 * Where each place and time of the document is attached. A place counts only through a preposition of place ("in
 * Paris", not "of Paris") and only in its literal use; a time only if it is a date or a time of day. What a parser hangs
 * on the noun before ("arrested three men in Paris") is passed on to the verb of that noun.
 */
export function indexSettings(document: Document, words: EventWords): Settings {
  const { tokens } = document
  const places = new Map<number, string[]>()
  const times = new Map<number, string[]>()
  const hang = (map: Map<number, string[]>, at: number, id: string): void => {
    const known = map.get(at)
    if (known) known.push(id)
    else map.set(at, [id])
  }
  for (const place of document.places) {
    if (place.use === 'associative') continue
    let token = headOf(document, place.span[0], place.span[1])
    if (token < 0) continue
    // "in the city of Lyon", "dans la ville de Lyon": the place is the noun's.
    let before = prepositionsOf(document, token)
    for (let n = 0; n < 2; n++) {
      const head = tokens.head[token]
      if (head < 0 || tokens.tag[head] !== 'NOUN') break
      const relation = tokens.baseRelation(token)
      const part =
        relation === 'appos' ||
        relation === 'flat' ||
        relation === 'compound' ||
        (relation === 'nmod' && before.some((word) => words.language.of.includes(word)))
      if (!part || Math.abs(head - token) > 6 || !isPlaceNoun(words, tokens.lemma[head])) break
      token = head
      before = prepositionsOf(document, token)
    }
    if (!before.some((word) => words.language.locative.includes(word))) continue
    const relation = tokens.baseRelation(token)
    if (relation !== 'obl' && relation !== 'nmod' && relation !== 'advmod' && relation !== 'xcomp') continue
    const head = tokens.head[token]
    if (head < 0) continue
    climb(document, head, (at) => hang(places, at, place.id))
  }
  for (const time of document.times) {
    if (time.type !== 'DATE' && time.type !== 'TIME') continue
    const token = headOf(document, time.span[0], time.span[1])
    if (token < 0) continue
    const head = tokens.head[token]
    if (head < 0) continue
    const relation = tokens.baseRelation(token)
    if (!/^(obl|nmod|advmod|advcl|obj|appos|flat|nummod|amod|dep|parataxis|compound)$/.test(relation))
      continue
    const ofNoun = prepositionsOf(document, token).some((word) => words.language.of.includes(word))
    if (ofNoun) hang(times, head, time.id)
    else climb(document, head, (at) => hang(times, at, time.id))
  }
  return { places, times, placeById: new Map(document.places.map((place) => [place.id, place])) }
}

/**
 * Calls `hang` on what a phrase hangs on and, past nouns that are complements, on what those hang on, up to the first
 * verb: a parser may hang "in Leeds on Monday" one noun too low. A subject is not passed: its place is its own.
 */
function climb(document: Document, from: number, hang: (at: number) => void): void {
  const { tokens } = document
  let at = from
  for (let n = 0; n < 4 && at >= 0; n++) {
    hang(at)
    if (
      tokens.tag[at] === 'VERB' ||
      !/^(obj|obl|nmod|flat|appos|compound|nsubj:pass|iobj)/.test(tokens.relation[at])
    )
      return
    at = tokens.head[at]
  }
}

function isPlaceNoun(words: EventWords, lemma: string): boolean {
  return words.classes.get('place')?.has(lemma) === true
}

/**
 * Writes place and time on an event whose trigger is `token` and whose clause is headed by `clause` (the light verb, or
 * the trigger itself). A place that is a participant is no setting.
 */
export function setSetting(
  document: Document,
  settings: Settings,
  event: ReportedEvent,
  token: number,
  clause: number,
): void {
  const taken = (id: string): boolean => {
    const place = settings.placeById.get(id)
    return (
      place !== undefined &&
      [...event.actors, ...event.recipients].some(
        ({ span }) => span[0] <= place.span[0] && place.span[1] <= span[1],
      )
    )
  }
  const candidates = [token, ...phaseVerbs(document, token), ...(clause === token ? [] : [clause])]
  for (const at of candidates) {
    if (event.place === undefined || event.place === null) {
      const place = settings.places.get(at)?.find((id) => !taken(id))
      if (place !== undefined) event.place = place
    }
    if (event.time === undefined || event.time === null) {
      const time = settings.times.get(at)?.[0]
      if (time !== undefined) event.time = time
    }
  }
}

/** Verbs above an infinitive that only say how it goes on or is meant ("began to", "a tenté de"): their setting is its own. */
function phaseVerbs(document: Document, token: number): readonly number[] {
  const { tokens } = document
  const above: number[] = []
  let at = token
  for (let n = 0; n < 3; n++) {
    if (tokens.baseRelation(at) !== 'xcomp') break
    at = tokens.head[at]
    above.push(at)
  }
  return above
}

/** The literal place that a participant is, for events that happen where their recipient is (an attack, a visit). */
export function placeOfParticipant(mentions: Mentions, head: number): string | undefined {
  const place = mentions.place[head]
  if (!place || place.use === 'associative' || place.kind === 'country') return undefined
  return place.id
}
