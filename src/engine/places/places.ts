import type { Entity, Place } from '../../contract/analysis.ts'
import { type Component, defineComponent } from '../component.ts'
import type { LanguagePack } from '../language-pack.ts'
import { outletCountry, outletsHash } from '../outlets.ts'
import type { Resources } from '../resources.ts'
import type { Document } from './document.ts'
import { type Candidate, Gazetteer } from './gazetteer.ts'
import { type PlaceLexicon, placeLexicon } from './place-lexicon.ts'
import { findPlaceMentions, type PlaceMention } from './place-mentions.ts'
import { liesIn } from './place-relations.ts'
import { resolvePlaces } from './place-resolution.ts'
import { placeUse } from './place-use.ts'

/**
 * Places: each name of a place with its coordinates, country and kind where the gazetteer knows it and the report makes
 * clear which one is meant, and whether it stands for the place or for its government or team. Mentions come from the
 * entities of type place and facility; others that the gazetteer and the words around make convincing are added, with an
 * entity. A place that is not known stays without coordinates. The gazetteer is loaded at the first capitalised name.
 */
export function createPlaces(pack: LanguagePack, resources: Resources): Component {
  const lexicon = placeLexicon(pack)
  const gazetteer = new Gazetteer(resources)
  return defineComponent({
    name: 'places',
    needs: ['sentences', 'tokens', 'tags', 'lemmas', 'dependencies'],
    gives: ['places'],
    refines: ['entities'],
    uses: {
      places: resources.hash('places'),
      [`${pack.code}.places.lexicon`]: lexicon.hash,
      outlets: outletsHash,
    },
    run: (document) => {
      const mentions = findPlaceMentions(document, gazetteer, lexicon)
      const containers = findContainers(document, mentions, gazetteer)
      const prior = new Map(Object.entries(pack.places.homes))
      const country = outletCountry(document.input.publisher, document.input.url)
      if (country !== '') prior.set(country, (prior.get(country) ?? 0) + 3)
      for (const [home, points] of homeSigns(document)) prior.set(home, (prior.get(home) ?? 0) + points)
      const leaning = mentions.map((mention) => {
        const before = mention.first - 1
        if (before < 0 || document.tokens.sentence[before] !== document.tokens.sentence[mention.first])
          return undefined
        return pack.places.leanings[document.tokens.form[before]]
      })
      const resolved = resolvePlaces(mentions, { prior, homes: pack.places.homes, containers, leaning })
      leaveUnknownCountry(document, mentions, resolved)
      const shown = mentions.filter((mention) => !mention.hidden)
      const meant = resolved.filter((_, m) => !mentions[m].hidden)
      const places = shown.map((mention, m) => place(document, mention, meant[m], lexicon, gazetteer, m))
      link(document, shown, places)
      return { places }
    },
  })
}

function place(
  document: Document,
  mention: PlaceMention,
  found: Candidate | undefined,
  lexicon: PlaceLexicon,
  gazetteer: Gazetteer,
  index: number,
): Place {
  const made: Place = {
    id: `p${index + 1}`,
    span: mention.span,
    name: found ? found.name : document.slice(mention.span),
    entity: mention.entity ? mention.entity.id : null,
  }
  if (!found) {
    if (mention.as === 'team') made.use = 'associative'
    return made
  }
  made.kind = found.kind
  made.latitude = found.latitude
  made.longitude = found.longitude
  if (found.country !== '') made.country = found.country
  const region = gazetteer.firstLevel(found)
  if (region) {
    made.admin1 = region.code
    if (region.name !== undefined) made.admin1Name = region.name
  }
  if (found.geonames !== 0) made.geonames = found.geonames
  made.use = placeUse(document, mention, found, lexicon)
  if (document.explain)
    made.why = { by: mention.entity ? 'places.entity' : 'places.gazetteer', spans: [mention.span] }
  return made
}

/** The most that a report's words may say of the country it is from. */
const mostSigns = 6

/** Points for countries from words that only their reports have: "selectmen", "constabulary". Each word counts once. */
function homeSigns({ tokens, words }: Document): [country: string, points: number][] {
  return Object.entries(words.places.homeSigns).map(([country, pattern]) => {
    const seen = new Set<string>()
    for (let i = 0; i < tokens.length && seen.size < mostSigns; i++)
      if (pattern.test(tokens.form[i])) seen.add(tokens.form[i].toLowerCase())
    return [country, seen.size]
  })
}

/** Towns with fewer inhabitants are known to few outside their country. */
const wellKnown = 100000

/**
 * A report from a country that no gazetteer has (an invented one): its towns are not those that happen to bear their names. A
 * town in such a country stays unplaced, and so does a small one that nothing else in the report ties to where it is.
 */
function leaveUnknownCountry(
  document: Document,
  mentions: readonly PlaceMention[],
  resolved: (Candidate | undefined)[],
): void {
  const { container } = document.words.places
  /** Names without a place behind which, or in which, others are said to lie. */
  const unknown = new Set<string>()
  const inside = new Set<number>()
  mentions.forEach((outer, m) => {
    if (outer.candidates.length > 0 || outer.as || outer.hidden || !outer.entity) return
    const inner = mentions[m - 1]
    const between = inner ? document.text.slice(inner.span[1], outer.span[0]) : ''
    if (inner && between.length <= 14 && between.trim() !== ',' && container.test(between)) {
      unknown.add(outer.text)
      inside.add(m - 1)
    }
  })
  if (unknown.size === 0) return
  const names = new Set([...inside].map((m) => mentions[m].text))
  /** By country the names in it, two at most, without those of the unknown country. */
  const named = new Map<string, Set<string>>()
  mentions.forEach(({ text }, m) => {
    const country = resolved[m]?.country
    if (country === undefined || names.has(text)) return
    const texts = named.get(country) ?? new Set()
    if (texts.size < 2) named.set(country, texts.add(text))
  })
  mentions.forEach((mention, m) => {
    const found = resolved[m]
    if (found?.kind !== 'city') return
    const others = named.get(found.country)
    const tied = others !== undefined && (others.size > 1 || !others.has(mention.text))
    if (names.has(mention.text) || (!tied && found.population < wellKnown && found.seat < 3))
      resolved[m] = undefined
  })
}

/** For each mention the index of the one that names what it lies in: "Paris, Texas", "Levallois (Hauts-de-Seine)". */
function findContainers(
  document: Document,
  mentions: readonly PlaceMention[],
  gazetteer: Gazetteer,
): number[] {
  const { text } = document
  return mentions.map((mention, m) => {
    const next = mentions[m + 1]
    if (!next) return -1
    const between = text.slice(mention.span[1], Math.min(next.span[0], mention.span[1] + 20))
    const { container, nearby } = document.words.places
    const near = nearby.test(between)
    if (next.span[0] - mention.span[1] > 20 || !(near || container.test(between))) return -1
    // A list of countries, or of towns, is none: the name behind is first of all a country's or a region's.
    if (mention.candidates.length === 0 || mention.candidates[0].kind === 'country') return -1
    const bracket = near || between.includes('(')
    if (next.candidates.length === 0) return -1
    if (!bracket && next.candidates[0].kind !== 'country' && next.candidates[0].kind !== 'region') return -1
    const holds = (candidates: readonly Candidate[]): boolean =>
      next.candidates.some(
        (outer) =>
          (outer.kind === 'country' || outer.kind === 'region' || (bracket && outer.kind === 'city')) &&
          candidates.slice(0, 40).some((inner) => liesIn(inner, outer)),
      )
    if (holds(mention.candidates)) return m + 1
    // "Londres (Ontario)", "Moscou (Idaho)": namesakes go by the same name in translation.
    const namesakes = gazetteer
      .lookup(mention.candidates[0].name)
      .filter((candidate) => candidate.kind === 'city')
    if (mention.candidates[0].kind === 'city' && holds(namesakes)) {
      const known = new Set(mention.candidates.map(({ index }) => index))
      mention.candidates = [
        ...mention.candidates.slice(0, 20),
        ...namesakes.filter(({ index }) => !known.has(index)),
      ]
      return m + 1
    }
    // A bracket names what holds the place: it is none of those that are known.
    const outer = next.candidates[0].kind
    if (between.includes('(') && text[next.span[1]] === ')' && (outer === 'country' || outer === 'region'))
      mention.candidates = []
    return -1
  })
}

/** Gives an entity to each place that has none: that of an equal name, or a new one. */
function link(document: Document, mentions: readonly PlaceMention[], places: readonly Place[]): void {
  const byPlace = new Map<string, Entity>()
  const used = new Set(document.entities.map((entity) => entity.id))
  const keyOf = (m: number): string =>
    places[m].latitude === undefined
      ? `name ${places[m].name}`
      : `${places[m].name} ${places[m].latitude} ${places[m].longitude}`
  mentions.forEach((mention, m) => {
    if (mention.entity && !byPlace.has(keyOf(m))) byPlace.set(keyOf(m), mention.entity)
  })
  let count = document.entities.length
  mentions.forEach((mention, m) => {
    if (mention.entity || mention.inBody) return
    let entity = byPlace.get(keyOf(m))
    if (!entity) {
      do count++
      while (used.has(`e${count}`))
      entity = {
        id: `e${count}`,
        type: places[m].kind === 'facility' ? 'facility' : 'place',
        name: mention.text,
        mentions: [],
      }
      byPlace.set(keyOf(m), entity)
      document.entities.push(entity)
    }
    // Mentions stand in text order, and come in it: the place is found from the end.
    let at = entity.mentions.length
    while (at > 0 && entity.mentions[at - 1].span[0] > mention.span[0]) at--
    entity.mentions.splice(at, 0, { span: mention.span, kind: 'name' })
    places[m].entity = entity.id
  })
}
