import type { Entity, Language, Span } from '../../contract/analysis.ts'
import type { PlaceWords } from '../language-words.ts'
import type { Document } from './document.ts'
import type { Candidate, Gazetteer } from './gazetteer.ts'
import type { PlaceLexicon } from './place-lexicon.ts'
import { liesIn } from './place-relations.ts'

/** A name in the text that is, or may be, a place's. */
export interface PlaceMention {
  span: Span
  /** First and last token, both included. */
  first: number
  last: number
  text: string
  candidates: readonly Candidate[]
  /** The entity whose mention it is; null for one that the gazetteer alone found. */
  entity: Entity | null
  /** How much speaks for its being a place at all; a mention of a place entity has 10. */
  evidence: number
  /** Part of another name: it helps to tell where the others are, and is no mention itself. */
  hidden: boolean
  /** Opens the name of a body that governs it: a place of its own, but no name of its own. */
  inBody?: boolean
  /** What the words around say that it is, though not which one: a team, or a river, a lake, a mountain of this name. */
  as?: 'team' | 'feature'
}

/** The longest name looked for, in tokens. */
const longest = 7

export const startsWithCapital = (word: string): boolean => {
  const first = word.slice(0, 1)
  return first !== first.toLowerCase()
}

/**
 * Finds the places named in a document: the mentions of its place entities; names inside other entities' names, which say
 * where the report is set but are no mentions ("Rapides Parish" in "Rapides Parish Fire District"); and elsewhere names that
 * the gazetteer has and that their surroundings make convincing. An entity of another type whose every name is a
 * place's, and which stands where only a place can stand, becomes a place.
 * @returns mentions in text order, none overlapping another
 */
export function findPlaceMentions(
  document: Document,
  gazetteer: Gazetteer,
  lexicon: PlaceLexicon,
): PlaceMention[] {
  const { tokens, language } = document
  const reader: Reader = { document, language, gazetteer, lexicon }
  for (const entity of document.entities) if (shouldBePlace(reader, entity)) entity.type = 'place'
  /** By token: 1 inside a mention of a place entity, 2 inside another entity's. */
  const taken = new Uint8Array(tokens.length)
  const mentions: PlaceMention[] = []
  const personWords = new Set<string>()
  /** Names that an entity has as a place's. */
  const known = new Set<string>()
  const others: [first: number, last: number, isPlace: boolean][] = []
  for (const entity of document.entities) {
    const isPlace = entity.type === 'place' || entity.type === 'facility'
    for (const mention of entity.mentions) {
      if (mention.kind !== 'name') continue
      const [first, last] = tokensOf(document, mention.span)
      if (last < first) continue
      for (let i = first; i <= last; i++) taken[i] = isPlace ? 1 : 2
      if (entity.type === 'person') for (let i = first; i <= last; i++) personWords.add(tokens.form[i])
      if (!isPlace) {
        // A person's name with a small-letter word before it is "maire de Levallois".
        if (entity.type !== 'person' || !startsWithCapital(tokens.form[first]))
          others.push([first, last, isPlace])
        continue
      }
      const found = readMention(reader, mention.span, first, last)
      if (!found || isNoName(found.text, lexicon) || isCommonWord(reader, found)) continue
      if (isGivenName(reader, found)) {
        if (entity.mentions.length === 1) entity.type = 'person'
        continue
      }
      if (found.candidates.length === 0) others.push([first, last, isPlace])
      if (found.candidates.length > 0) known.add(found.text)
      else if (!standsLikePlace(reader, first, last) && !hasFeature(reader, found)) continue
      for (let i = found.first; i <= found.last; i++) taken[i] = 1
      mentions.push({ ...found, entity, evidence: 10, hidden: false })
    }
  }
  // Inside names: everything that is not the whole name.
  for (const [first, last, isPlace] of others)
    for (let i = first; i <= last; i++) {
      if (!startsWithCapital(tokens.form[i])) continue
      const found = longestName(reader, i, undefined, last)
      if (!found || (found.first === first && found.last === last)) continue
      if (found.candidates[0].kind === 'city' && lexicon.is('common', found.text)) continue
      const next = found.last + 1
      const open =
        next < tokens.length && tokens.form[next] === '(' && holds(reader, next + 1, found.candidates)
      const best = found.candidates[0]
      const weighty =
        best.kind !== 'city' ||
        best.seat >= 2 ||
        best.population >= 100000 ||
        (best.population >= 2500 && best.main && governs(reader, found))
      // "ministère de la Défense à Paris", "Est de l'Angleterre", "États de Sinaloa": the recogniser's name goes too far.
      const apart =
        weighty &&
        (found.last === last ? found.first > first : found.first === first && !isPlace) &&
        (isPlace
          ? best.kind !== 'city'
          : found.last < last
            ? governs(reader, found)
            : isInside(reader, found.first) ||
              (best.kind === 'region' && completesSettlement(reader, found.first)))
      // A village in a body's name is more often a word that happens to be one: "The Continental Observer".
      if (!open && !apart && !weighty && best.population < 2500) continue
      if (open || apart) known.add(found.text)
      const inBody = apart && !isPlace && found.first === first && found.last < last
      mentions.push({
        ...found,
        entity: null,
        evidence: 1,
        hidden: !open && !apart,
        ...(inBody && !open ? { inBody } : {}),
      })
      i = found.last
    }
  // A name that is a place's elsewhere in the report.
  for (const entity of document.entities) {
    if (entity.type === 'place' || entity.type === 'facility' || entity.wikidata) continue
    const names = entity.mentions.filter((mention) => mention.kind === 'name')
    if (names.length === 0 || !names.every((mention) => known.has(document.slice(mention.span)))) continue
    entity.type = 'place'
    for (const mention of names) {
      const [first, last] = tokensOf(document, mention.span)
      const found = last < first ? undefined : readMention(reader, mention.span, first, last)
      if (found) mentions.push({ ...found, entity, evidence: 10, hidden: false })
    }
  }
  for (let i = 0; i < tokens.length; i++) {
    if (taken[i] !== 0) continue
    const form = tokens.form[i]
    if (!startsWithCapital(form) && !lexicon.is('generic', form)) continue
    const found = longestName(reader, i, taken, tokens.length - 1)
    if (!found) continue
    const evidence = evidenceFor(reader, found, personWords, known)
    if (evidence > 0) mentions.push({ ...found, entity: null, evidence, hidden: false })
    i = found.last
  }
  mentions.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
  let end = 0
  const apart = mentions.filter((mention) => {
    if (mention.span[0] < end) return false
    end = mention.span[1]
    return true
  })
  readPostalCodes(reader, apart)
  const { counties } = document.words.places
  if (counties) readCounties(reader, apart, counties)
  for (const mention of apart) readRole(reader, mention)
  return joinNames(reader, apart)
}

interface Reader {
  document: Document
  language: Language
  gazetteer: Gazetteer
  lexicon: PlaceLexicon
}

/** "Portland, ME": two capitals behind a town that are the code of a state or province that has such a town. */
function readPostalCodes({ document, gazetteer }: Reader, mentions: PlaceMention[]): void {
  const { text, tokens } = document
  for (let m = mentions.length - 1; m >= 0; m--) {
    const { span, candidates, hidden } = mentions[m]
    if (hidden) continue
    const code = /^, ([A-Z]{2})(?![\p{L}\p{N}])/u.exec(text.slice(span[1], span[1] + 6))?.[1]
    if (!code) continue
    const states = gazetteer.postal(code)
    if (
      !states.some((state) =>
        candidates.slice(0, 40).some((town) => town.kind === 'city' && liesIn(town, state)),
      )
    )
      continue
    const start = span[1] + 2
    const token = tokens.at(start)
    if (mentions[m + 1] && mentions[m + 1].span[0] < start + 2) mentions.splice(m + 1, 1)
    mentions.splice(m + 1, 0, {
      span: [start, start + 2],
      first: token,
      last: token,
      text: code,
      candidates: states,
      entity: null,
      evidence: 4,
      hidden: false,
    })
  }
}

/** "Israel Pace": a given name before a surname that no recogniser knew. */
function isGivenName({ document, lexicon }: Reader, { first, last }: Found): boolean {
  const { tokens } = document
  const next = last + 1
  if (first !== last || next >= tokens.length || tokens.sentence[next] !== tokens.sentence[last]) return false
  if (!lexicon.is('given', tokens.form[first]) || tokens.tag[next] !== 'PROPN') return false
  if (!startsWithCapital(tokens.form[next]) || lexicon.is('body', tokens.form[next])) return false
  if (first > 0 && tokens.sentence[first - 1] === tokens.sentence[first]) {
    const before = tokens.form[first - 1].toLowerCase()
    if (lexicon.is('locative', before) || lexicon.is('inside', before)) return false
  }
  return document.text.slice(tokens.end[last], tokens.start[next]) === ' '
}

/** "Athens Police Department", "Ohio Supreme Court": a body that governs the place whose name it begins with. */
function governs({ document, lexicon }: Reader, { last }: Found): boolean {
  const { tokens } = document
  const next = last + 1
  return (
    next < tokens.length &&
    tokens.sentence[next] === tokens.sentence[last] &&
    document.text.slice(tokens.end[last], tokens.start[next]).trim() === '' &&
    lexicon.is('body', tokens.form[next]) &&
    !lexicon.is('namesake', tokens.form[next])
  )
}

/** Whether the word before or behind a name makes it a river's, a lake's or a mountain's: "el río Paraguay", "James River". */
function hasFeature({ document, lexicon }: Reader, { first, last }: Found): boolean {
  const { tokens } = document
  if (first < last && (lexicon.is('feature', tokens.form[first]) || lexicon.is('feature', tokens.form[last])))
    return true
  const before = first - 1
  if (before >= 0 && tokens.sentence[before] === tokens.sentence[first])
    if (lexicon.is('feature', tokens.form[before])) return true
  const { of } = document.words.places
  // "la rivière de Kara" stands for itself as "lac de Guiers" does.
  if (
    before > 0 &&
    tokens.sentence[before - 1] === tokens.sentence[first] &&
    of.test(tokens.form[before]) &&
    lexicon.is('feature', tokens.form[before - 1])
  )
    return true
  const next = last + 1
  return (
    next < tokens.length &&
    tokens.sentence[next] === tokens.sentence[last] &&
    startsWithCapital(tokens.form[next]) &&
    lexicon.is('feature', tokens.form[next])
  )
}

const score = /(?:^|[^\d.,:/-])\d{1,3} ?[-–] ?\d{1,3}(?![\d.,:/-]*\d)/

/** Whether a name is a team's: its article says so, or it plays where a score is told. */
function isTeam(reader: Reader, { first, last, candidates }: PlaceMention): boolean {
  const { document, lexicon } = reader
  const { tokens } = document
  const before = first - 1
  const { teamArticle } = document.words.places
  if (
    before >= 0 &&
    tokens.sentence[before] === tokens.sentence[first] &&
    teamArticle.test(tokens.form[before])
  )
    if (
      candidates.some(
        (town) =>
          town.kind === 'city' &&
          town.main &&
          town.population >= 50000 &&
          candidates.every((other) => other.kind !== 'region' || liesIn(town, other)),
      )
    )
      return true
  if (candidates.length === 0 || candidates[0].kind !== 'city') return false
  const sentence = document.sentences[tokens.sentence[first]]
  if (!sentence || sentence.span[1] - sentence.span[0] > 600) return false
  if (!score.test(document.text.slice(sentence.span[0], sentence.span[1]))) return false
  if (isInside(reader, first)) return false
  let head = first
  while (head < last && tokens.head[head] >= first && tokens.head[head] <= last) head++
  for (let k = head, steps = 0; k >= 0 && steps < 4; k = tokens.head[k], steps++)
    if (lexicon.is('match', tokens.lemma[k])) return true
  return false
}

/** Marks a name whose place the words around take away: a team, or a river whose own place is not known. */
function readRole(reader: Reader, mention: PlaceMention): void {
  if (mention.hidden || mention.candidates.length === 0) return
  const best = mention.candidates[0]
  if (isTeam(reader, mention)) mention.as = 'team'
  else if (
    best.kind !== 'water' &&
    best.kind !== 'area' &&
    best.kind !== 'facility' &&
    hasFeature(reader, mention)
  ) {
    // "the Colorado River basin" has its own entry; a town on it ("Fall River, Massachusetts") is no river.
    const { document, lexicon } = reader
    const own =
      lexicon.is('feature', document.tokens.form[mention.first]) ||
      lexicon.is('feature', document.tokens.form[mention.last])
    if (mention.first === mention.last || !own) mention.as = 'feature'
  }
  if (mention.as) mention.candidates = []
}

/** First and last token that a span covers; last below first where it covers none. */
function tokensOf({ tokens }: Document, span: Span): [first: number, last: number] {
  const first = tokens.at(span[0])
  if (first >= tokens.length) return [0, -1]
  let last = first
  while (last + 1 < tokens.length && tokens.start[last + 1] < span[1]) last++
  return [first, last]
}

/** The mention of a place entity with what the gazetteer says of its name. */
function readMention(
  { document, language, gazetteer, lexicon }: Reader,
  span: Span,
  first: number,
  last: number,
): Found | undefined {
  const { tokens, text } = document
  const found: Found = {
    span: [span[0], span[1]],
    first,
    last,
    text: text.slice(span[0], span[1]),
    candidates: [],
  }
  const look = (start: number, end: number): boolean => {
    const name = text.slice(start, end)
    const candidates = usable(gazetteer.lookup(name, language), name)
    if (candidates.length === 0) return false
    found.text = name
    found.candidates = candidates
    return true
  }
  const end = span[1]
  // The dot of an abbreviation belongs to it: "La." is Louisiana; and so does a point of the compass: "W. Va.".
  const dotted = text[end] === '.' ? end + 1 : end
  const left = text.slice(Math.max(0, span[0] - 3), span[0])
  if (left.endsWith('W. ') || left.endsWith('W.')) {
    const start = span[0] - (left.endsWith(' ') ? 3 : 2)
    if (look(start, dotted)) {
      found.span = [start, found.span[1]]
      return found
    }
  }
  // "lac" + "Michigan", "comté de" + "Kenosha": a small-letter word that begins the name.
  for (let i = first - 1; i >= 0 && i >= first - 3 && tokens.sentence[i] === tokens.sentence[first]; i--)
    if (lexicon.is('generic', tokens.form[i]) && look(tokens.start[i], end)) {
      if (found.candidates.some((candidate) => candidate.kind !== 'city')) {
        found.span = [tokens.start[i], found.span[1]]
        found.first = i
        return found
      }
      found.candidates = []
    }
  // "Douglas" + "County": a longer name of which the entity has the beginning.
  if (last + 1 < tokens.length && document.words.places.counties?.kind.test(tokens.form[last + 1]))
    if (text.slice(end, tokens.start[last + 1]) === ' ' && look(span[0], tokens.end[last + 1])) {
      found.span = [found.span[0], tokens.end[last + 1]]
      found.last = last + 1
      return found
    }
  if (dotted > end && !text.slice(span[0], end).endsWith('.') && look(span[0], dotted)) return found
  // "hôpital Cochin" is in Paris.
  const before =
    first > 0 && tokens.sentence[first - 1] === tokens.sentence[first] ? tokens.form[first - 1] : ''
  if (look(span[0], end)) {
    if (found.candidates[0].kind === 'city' && lexicon.is('facility', before)) found.candidates = []
    return found
  }
  // "the Bronx", "la Cisjordanie": a name with an article that the gazetteer lacks.
  if (first < last && (!startsWithCapital(tokens.form[first]) || lexicon.is('function', tokens.form[first])))
    if (look(tokens.start[first + 1], end)) {
      found.span = [tokens.start[first + 1], found.span[1]]
      found.first = first + 1
    }
  return found
}

/** Whether the word before token `first`, in its sentence, is one behind which hardly anything but a place stands. */
function isInside({ document, lexicon }: Reader, first: number): boolean {
  const { tokens } = document
  if (first < 1 || tokens.sentence[first - 1] !== tokens.sentence[first]) return false
  const form = tokens.form[first - 1]
  return lexicon.is('inside', form) || lexicon.is('inside', form.toLowerCase())
}

/** "la ville balnéaire de" + name, "the town of" + name. */
function completesSettlement({ document, lexicon }: Reader, first: number): boolean {
  const { tokens } = document
  if (first < 2 || tokens.sentence[first - 2] !== tokens.sentence[first]) return false
  if (!document.words.places.of.test(tokens.form[first - 1])) return false
  if (lexicon.is('settlement', tokens.form[first - 2])) return true
  return (
    first > 2 &&
    tokens.sentence[first - 3] === tokens.sentence[first] &&
    lexicon.is('settlement', tokens.form[first - 3])
  )
}

/** Whether an unknown name stands where a place does, since the recogniser also takes other names for places'. */
function standsLikePlace(reader: Reader, first: number, last: number): boolean {
  const { tokens } = reader.document
  // "in Prisi", "in the Fithian House", "à l'anse de Boumandariel".
  return (
    isInside(reader, first) ||
    isInside(reader, first - 1) ||
    completesSettlement(reader, first) ||
    (last + 1 < tokens.length && tokens.form[last + 1] === '(')
  )
}

/** What is no name of a place at all: digits, a point of the compass, a word of the language. */
function isNoName(name: string, lexicon: PlaceLexicon): boolean {
  return !/[^\d\s.,:;/-]/.test(name) || lexicon.is('function', name)
}

/** Whether a name is an everyday word with a sentence's capital, as in French "Nice journée !". */
function isCommonWord({ document, lexicon }: Reader, { first, last, text }: Found): boolean {
  const { tokens } = document
  if (first !== last || !lexicon.is('common', text)) return false
  if (first > 0 && tokens.sentence[first - 1] === tokens.sentence[first]) return false
  return (
    last + 1 < tokens.length &&
    tokens.sentence[last + 1] === tokens.sentence[last] &&
    tokens.tag[last + 1] === 'NOUN'
  )
}

/** Whether an entity of another type is a place after all. */
function shouldBePlace(reader: Reader, entity: Entity): boolean {
  if (entity.type === 'place' || entity.type === 'facility' || entity.wikidata) return false
  const { counties } = reader.document.words.places
  let names = 0
  let exact = 0
  let strong = 0
  for (const mention of entity.mentions) {
    if (mention.kind !== 'name') continue
    names++
    const [first, last] = tokensOf(reader.document, mention.span)
    if (last < first) continue
    const found = readMention(reader, mention.span, first, last)
    if (!found || found.candidates.length === 0 || found.text.length < 4) continue
    const best = found.candidates[0]
    if (
      counties?.after.test(reader.document.text.slice(mention.span[1], mention.span[1] + 120)) &&
      reader.gazetteer.has(counties.nameOf(found.text))
    ) {
      exact++
      strong++
      continue
    }
    if (reader.lexicon.is('common', found.text) || reader.lexicon.is('function', found.text)) continue
    exact++
    const { tokens } = reader.document
    const weighty = best.kind !== 'city' || best.population >= 50000 || best.seat >= 2
    const after =
      last + 1 < tokens.length && tokens.sentence[last + 1] === tokens.sentence[last]
        ? tokens.form[last + 1]
        : ''
    // No person and hardly a body is called "Jackson County", "Nord-Kivu" or "Nueva Escocia".
    if (best.kind !== 'city' && counties?.kind.test(tokens.form[last])) strong++
    else if ((best.kind === 'country' || best.kind === 'region') && best.main && /[ -]/.test(found.text))
      strong++
    if (weighty && best.main && !reader.lexicon.is('given', found.text)) {
      if (isToward(reader, first) || isSeized(reader, first)) strong++
    }
    // "Columbus residents", "a Decatur man", "Berea police".
    if (reader.lexicon.is('resident', after) && (entity.type !== 'person' || entity.mentions.length === 1))
      strong++
    if (isInside(reader, first) && (weighty || entity.type !== 'person')) strong++
    if (completesSettlement(reader, first)) strong++
    if (
      first > 1 &&
      tokens.form[first - 1] === ',' &&
      best.kind === 'region' &&
      isHeld(reader, first - 2, found.candidates)
    )
      strong += 2
    const opening = last + 1 < tokens.length ? tokens.form[last + 1] : ''
    if (
      (opening === '(' || opening === ',') &&
      last + 2 < tokens.length &&
      holds(reader, last + 2, found.candidates)
    )
      strong += 2
  }
  return exact * 2 >= names && strong > 0
}

/** "dans Goma", "into Goma": a direction that a person is seldom said to be. */
function isToward({ document: { tokens }, lexicon }: Reader, name: number): boolean {
  // "from Manchester, Leeds and Liverpool": the first of a list has the preposition of all.
  let first = name
  for (let steps = 0; steps < 8 && tokens.baseRelation(first) === 'conj' && tokens.head[first] >= 0; steps++)
    first = tokens.head[first]
  if (tokens.tag[first] !== 'PROPN') first = name
  return (
    first > 0 &&
    tokens.sentence[first - 1] === tokens.sentence[first] &&
    lexicon.is('toward', tokens.form[first - 1].toLowerCase())
  )
}

/** "ont pris Goma", "besieged Goma". */
function isSeized({ document: { tokens }, lexicon }: Reader, first: number): boolean {
  const verb = tokens.head[first]
  return verb >= 0 && tokens.baseRelation(first) === 'obj' && lexicon.is('seized', tokens.lemma[verb])
}

/** Whether the name that ends at token `last` is of a place in one of `outer`: "Springfield, Mass.". */
function isHeld(
  { document, language, gazetteer }: Reader,
  last: number,
  outer: readonly Candidate[],
): boolean {
  const { tokens, text } = document
  for (let first = last; first > last - 3 && first >= 0; first--) {
    if (!startsWithCapital(tokens.form[first])) return false
    const inner = gazetteer.lookup(text.slice(tokens.start[first], tokens.end[last]), language).slice(0, 40)
    if (
      inner.some((candidate) => outer.some((whole) => candidate.kind === 'city' && liesIn(candidate, whole)))
    )
      return true
  }
  return false
}

/** Joins neighbours that are one name together: "Castilla" + "y" + "León". */
function joinNames(
  { document, language, gazetteer }: Reader,
  mentions: readonly PlaceMention[],
): PlaceMention[] {
  const { text } = document
  const joined: PlaceMention[] = []
  for (const two of mentions) {
    const one = joined[joined.length - 1]
    joined.push(two)
    if (!one || one.hidden || two.hidden || two.span[0] - one.span[1] > 9) continue
    if (!document.words.places.join.test(text.slice(one.span[1], two.span[0]))) continue
    const name = text.slice(one.span[0], two.span[1])
    const candidates = gazetteer.lookup(name, language).filter((candidate) => candidate.kind !== 'city')
    if (candidates.length === 0) continue
    joined.splice(-2, 2, { ...one, span: [one.span[0], two.span[1]], last: two.last, text: name, candidates })
  }
  return joined
}

/** "Walton and Oconee counties": each of the names is a county's. */
function readCounties(
  { document, gazetteer }: Reader,
  mentions: PlaceMention[],
  counties: NonNullable<PlaceWords['counties']>,
): void {
  const { text } = document
  for (let m = mentions.length - 1; m >= 0; m--) {
    const after = text.slice(mentions[m].span[1], mentions[m].span[1] + 120)
    if (!counties.after.test(after)) continue
    const candidates = gazetteer.lookup(counties.nameOf(mentions[m].text))
    if (candidates.length > 0) mentions[m].candidates = candidates
  }
}

/** Candidates whose name may be so written: an acronym only in capitals. */
function usable(candidates: readonly Candidate[], name: string): readonly Candidate[] {
  if (name !== name.toUpperCase()) return candidates.filter((candidate) => !candidate.acronym)
  // "L.A." is no "La.".
  const acronyms = name.includes('.') ? candidates.filter((candidate) => candidate.acronym) : []
  return acronyms.length > 0 ? acronyms : candidates
}

interface Found {
  span: Span
  first: number
  last: number
  text: string
  candidates: readonly Candidate[]
}

/** The longest name of the gazetteer that begins at token `first` and ends at `limit` at the latest. */
function longestName(
  { document, language, gazetteer, lexicon }: Reader,
  first: number,
  taken: Uint8Array | undefined,
  limit: number,
): Found | undefined {
  const { tokens, text } = document
  const sentence = tokens.sentence[first]
  const small = !startsWithCapital(tokens.form[first])
  let found: Found | undefined
  for (let last = first; last <= limit && last < first + longest; last++) {
    if (tokens.sentence[last] !== sentence || (taken && taken[last] !== 0)) break
    const form = tokens.form[last]
    const capital = startsWithCapital(form)
    if (last > first) {
      if (
        !capital &&
        !lexicon.is('link', form) &&
        form !== '-' &&
        form !== '.' &&
        !(small && last <= first + 3)
      )
        break
      if (text.slice(tokens.end[last - 1], tokens.start[last]).includes('\n')) break
    }
    if (small ? last === first || form.toLowerCase() === form.toUpperCase() : !capital) continue
    let end = tokens.end[last]
    let name = text.slice(tokens.start[first], end)
    if (name.length > 60) break
    let candidates: readonly Candidate[] = []
    if (!name.endsWith('.') && text[end] === '.') {
      candidates = usable(gazetteer.lookup(`${name}.`, language), name)
      if (candidates.length > 0) {
        end++
        name += '.'
      }
    }
    if (candidates.length === 0) candidates = usable(gazetteer.lookup(name, language), name)
    if (small) candidates = candidates.filter((candidate) => candidate.kind !== 'city')
    if (candidates.length > 0)
      found = { span: [tokens.start[first], end], first, last, text: name, candidates }
  }
  return found
}

/** Above 0 where the words around make it likely that the name is a place's. */
function evidenceFor(
  reader: Reader,
  { first, last, text: name, candidates }: Found,
  personWords: ReadonlySet<string>,
  known: ReadonlySet<string>,
): number {
  const { document, lexicon } = reader
  const { tokens } = document
  const best = candidates[0]
  const initial =
    first === 0 ||
    tokens.sentence[first - 1] !== tokens.sentence[first] ||
    /^[^\p{L}\p{N},(/-]/u.test(tokens.form[first - 1])
  const before = initial ? '' : tokens.form[first - 1]
  const after =
    last + 1 < tokens.length && tokens.sentence[last + 1] === tokens.sentence[last]
      ? tokens.form[last + 1]
      : ''
  const weighty = best.kind !== 'city' || best.seat === 3 || best.population >= 300000
  const middling = best.main && (best.population >= 100000 || best.seat >= 2)
  let evidence = weighty
    ? 2
    : middling
      ? 0.7
      : best.population >= 50000 && best.main
        ? 0
        : known.has(name)
          ? 0
          : -2
  if (known.has(name)) evidence += 2
  if (first < last) evidence += 1
  if (lexicon.is('locative', before) || lexicon.is('locative', before.toLowerCase())) evidence += 1.5
  else if (startsWithCapital(before) && !lexicon.is('function', before)) evidence -= 4
  if (initial && first === last && !weighty) evidence -= 2
  const tag = tokens.tag[last]
  if (first === last && tag !== 'X' && tag !== 'PROPN') evidence -= 2.5
  if (lexicon.is('title', before)) evidence -= 5
  if (startsWithCapital(after) && !/^['’]/.test(after)) evidence -= 3
  if ((after === ',' || after === '(') && last + 2 < tokens.length && holds(reader, last + 2, candidates))
    evidence += 4
  if (first === last && lexicon.is('function', name)) evidence -= 6
  if (lexicon.is('common', name)) evidence -= 2.5
  if (personWords.has(tokens.form[first]) || personWords.has(tokens.form[last])) evidence -= 4
  if (name.length <= 3 && best.kind === 'city') evidence -= 3
  if (name === name.toUpperCase() && name.length > 3 && !weighty) evidence -= 1
  return evidence
}

/** Whether a country or region that holds one of `inner` is named from token `first` on. */
function holds(
  { document, language, gazetteer }: Reader,
  first: number,
  inner: readonly Candidate[],
): boolean {
  const { tokens, text } = document
  for (let last = first; last < first + 3 && last < tokens.length; last++) {
    const name = text.slice(tokens.start[first], tokens.end[last])
    if (!startsWithCapital(name)) return false
    const dotted = text[tokens.end[last]] === '.' ? gazetteer.lookup(`${name}.`, language) : []
    for (const outer of usable([...dotted, ...gazetteer.lookup(name, language)], name))
      if (
        (outer.kind === 'country' || outer.kind === 'region') &&
        inner.slice(0, 40).some((candidate) => candidate.kind !== 'country' && liesIn(candidate, outer))
      )
        return true
  }
  return false
}
