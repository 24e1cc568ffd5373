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
      const containers = findContainers(document, mentions)
      const prior = new Map(Object.entries(pack.places.homes))
      const country = outletCountry(document.input.publisher, document.input.url)
      if (country !== '') prior.set(country, (prior.get(country) ?? 0) + 3)
      const leaning = mentions.map((mention) => {
        const before = mention.first - 1
        if (before < 0 || document.tokens.sentence[before] !== document.tokens.sentence[mention.first])
          return undefined
        return pack.places.leanings[document.tokens.form[before]]
      })
      const resolved = resolvePlaces(mentions, { prior, containers, leaning })
      const shown = mentions.filter((mention) => !mention.hidden)
      const meant = resolved.filter((_, m) => !mentions[m].hidden)
      const places = shown.map((mention, m) => place(document, mention, meant[m], lexicon, m))
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
  index: number,
): Place {
  const made: Place = {
    id: `p${index + 1}`,
    span: mention.span,
    name: found ? found.name : document.slice(mention.span),
    entity: mention.entity ? mention.entity.id : null,
  }
  if (!found) return made
  made.kind = found.kind
  made.latitude = found.latitude
  made.longitude = found.longitude
  if (found.country !== '') made.country = found.country
  if (found.geonames !== 0) made.geonames = found.geonames
  made.use = placeUse(document, mention, found, lexicon)
  if (document.explain)
    made.why = { by: mention.entity ? 'places.entity' : 'places.gazetteer', spans: [mention.span] }
  return made
}

/** For each mention the index of the one that names what it lies in: "Paris, Texas", "Levallois (Hauts-de-Seine)". */
function findContainers(document: Document, mentions: readonly PlaceMention[]): number[] {
  const { text } = document
  return mentions.map((mention, m) => {
    const next = mentions[m + 1]
    if (!next) return -1
    const between = text.slice(mention.span[1], Math.min(next.span[0], mention.span[1] + 14))
    if (next.span[0] - mention.span[1] > 14 || !document.words.places.container.test(between)) return -1
    // A list of countries, or of towns, is none: the name behind is first of all a country's or a region's.
    if (mention.candidates.length === 0 || mention.candidates[0].kind === 'country') return -1
    const bracket = between.includes('(')
    if (next.candidates.length === 0) return -1
    if (!bracket && next.candidates[0].kind !== 'country' && next.candidates[0].kind !== 'region') return -1
    const holds = next.candidates.some(
      (outer) =>
        (outer.kind === 'country' || outer.kind === 'region' || (bracket && outer.kind === 'city')) &&
        mention.candidates.slice(0, 40).some((inner) => liesIn(inner, outer)),
    )
    return holds ? m + 1 : -1
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
    if (mention.entity) return
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
