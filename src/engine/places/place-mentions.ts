import type { Entity, Language, Span } from '../analysis.ts'
import type { Document } from '../document.ts'
import type { Candidate, Gazetteer } from './gazetteer.ts'
import type { PlaceLexicon } from './place-lexicon.ts'

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
}

/** The longest name looked for, in tokens. */
const longest = 7

export const startsWithCapital = (word: string): boolean => {
  const first = word.slice(0, 1)
  return first !== first.toLowerCase()
}

/**
 * Finds the places named in a document: the mentions of its place entities, and, outside all other entities, names that
 * the gazetteer has and that their surroundings make convincing.
 * @returns mentions in text order, none overlapping another
 */
export function findPlaceMentions(
  document: Document,
  language: Language,
  gazetteer: Gazetteer,
  lexicon: PlaceLexicon,
): PlaceMention[] {
  const { tokens, text } = document
  /** By token: 1 inside a mention of a place entity, 2 inside another entity's. */
  const taken = new Uint8Array(tokens.length)
  const mentions: PlaceMention[] = []
  const personWords = new Set<string>()
  for (const entity of document.entities) {
    const isPlace = entity.type === 'place' || entity.type === 'facility'
    for (const mention of entity.mentions) {
      const first = tokens.at(mention.span[0])
      let last = first
      while (last + 1 < tokens.length && tokens.start[last + 1] < mention.span[1]) last++
      if (mention.kind !== 'name') continue
      for (let i = first; i <= last && i < tokens.length; i++) taken[i] = isPlace ? 1 : 2
      if (entity.type === 'person')
        for (let i = first; i <= last && i < tokens.length; i++) personWords.add(tokens.form[i])
    }
  }
  for (const entity of document.entities) {
    if (entity.type !== 'place' && entity.type !== 'facility') continue
    for (const mention of entity.mentions) {
      if (mention.kind !== 'name') continue
      const first = tokens.at(mention.span[0])
      if (first >= tokens.length) continue
      let last = first
      while (last + 1 < tokens.length && tokens.start[last + 1] < mention.span[1]) last++
      const span: Span = [mention.span[0], mention.span[1]]
      // The dot of an abbreviation belongs to it: "La." is Louisiana.
      let name = text.slice(span[0], span[1])
      let candidates: readonly Candidate[] = []
      if (!name.endsWith('.') && text[span[1]] === '.') candidates = gazetteer.lookup(`${name}.`, language)
      if (candidates.length === 0) candidates = gazetteer.lookup(name, language)
      // "the Bronx", "la Cisjordanie": names keep an article that the gazetteer may lack.
      if (candidates.length === 0 && first < last) {
        const rest = text.slice(tokens.start[first + 1], span[1])
        if (!startsWithCapital(tokens.form[first]) || lexicon.is('function', tokens.form[first])) {
          candidates = gazetteer.lookup(rest, language)
          if (candidates.length > 0) name = rest
        }
      }
      mentions.push({
        span,
        first,
        last,
        text: name,
        candidates: usable(candidates, name),
        entity,
        evidence: 10,
      })
    }
  }
  for (let i = 0; i < tokens.length; i++) {
    if (taken[i] !== 0) continue
    const form = tokens.form[i]
    const capital = startsWithCapital(form)
    if (!capital && !lexicon.is('generic', form)) continue
    const found = longestName(document, i, language, gazetteer, lexicon, taken)
    if (!found) continue
    const evidence = evidenceFor(document, found, lexicon, personWords, gazetteer, language)
    if (evidence > 0) mentions.push({ ...found, entity: null, evidence })
    i = found.last
  }
  return mentions.sort((a, b) => a.span[0] - b.span[0])
}

/** Candidates whose name may be so written: an acronym only in capitals. */
function usable(candidates: readonly Candidate[], name: string): readonly Candidate[] {
  const capitals = name === name.toUpperCase()
  return capitals ? candidates : candidates.filter((candidate) => !candidate.acronym)
}

interface Found {
  span: Span
  first: number
  last: number
  text: string
  candidates: readonly Candidate[]
}

/** The longest name of the gazetteer that begins at token `first`. */
function longestName(
  document: Document,
  first: number,
  language: Language,
  gazetteer: Gazetteer,
  lexicon: PlaceLexicon,
  taken: Uint8Array,
): Found | undefined {
  const { tokens, text } = document
  const sentence = tokens.sentence[first]
  const small = !startsWithCapital(tokens.form[first])
  let found: Found | undefined
  for (let last = first; last < tokens.length && last < first + longest; last++) {
    if (tokens.sentence[last] !== sentence || taken[last] !== 0) break
    const form = tokens.form[last]
    const capital = startsWithCapital(form)
    if (
      last > first &&
      !capital &&
      !lexicon.is('link', form) &&
      form !== '-' &&
      form !== '.' &&
      !(small && last <= first + 3)
    )
      break
    if (last > first && text.slice(tokens.end[last - 1], tokens.start[last]).includes('\n')) break
    if (small && last === first) continue
    if (!capital && last > first && !small) continue
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
  document: Document,
  { first, last, text: name, candidates }: Found,
  lexicon: PlaceLexicon,
  personWords: ReadonlySet<string>,
  gazetteer: Gazetteer,
  language: Language,
): number {
  const { tokens, text } = document
  const best = candidates[0]
  const before =
    first > 0 && tokens.sentence[first - 1] === tokens.sentence[first] ? tokens.form[first - 1] : ''
  const after =
    last + 1 < tokens.length && tokens.sentence[last + 1] === tokens.sentence[last]
      ? tokens.form[last + 1]
      : ''
  const weighty = best.kind !== 'city' || best.seat === 3 || best.population >= 300000
  let evidence = weighty ? 2 : best.population >= 50000 ? 0.5 : -0.5
  if (first < last) evidence += 1
  if (lexicon.is('locative', before) || lexicon.is('locative', before.toLowerCase())) evidence += 1.5
  else if (startsWithCapital(before) && !lexicon.is('function', before)) evidence -= 4
  if (lexicon.is('title', before)) evidence -= 5
  if (startsWithCapital(after) && !/^['’]/.test(after)) evidence -= 3
  if (after === ',' && last + 2 < tokens.length && container(document, last + 2, language, gazetteer))
    evidence += 3
  if (after === '(' && last + 2 < tokens.length && container(document, last + 2, language, gazetteer))
    evidence += 3
  if (lexicon.is('common', name)) evidence -= 2.5
  if (personWords.has(tokens.form[first]) || personWords.has(tokens.form[last])) evidence -= 4
  if (name.length <= 3 && best.kind === 'city') evidence -= 3
  if (name === name.toUpperCase() && name.length > 3 && !weighty) evidence -= 1
  void text
  return evidence
}

/** Whether a country or region is named from token `first` on. */
function container(document: Document, first: number, language: Language, gazetteer: Gazetteer): boolean {
  const { tokens, text } = document
  for (let last = first; last < first + 3 && last < tokens.length; last++) {
    const name = text.slice(tokens.start[first], tokens.end[last])
    const dotted = text[tokens.end[last]] === '.' ? gazetteer.lookup(`${name}.`, language) : []
    for (const candidate of usable([...dotted, ...gazetteer.lookup(name, language)], name))
      if (candidate.kind === 'country' || candidate.kind === 'region') return startsWithCapital(name)
  }
  return false
}
