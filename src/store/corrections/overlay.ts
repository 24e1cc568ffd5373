import type { Analysis, Claim, Entity, Place, Span } from '../../contract/analysis.ts'
import type { Correction, NewCorrection } from '../../contract/api.ts'
import { overlap } from './anchor.ts'

/** A correction as far as it stands in one report: where each of its anchors is, undefined where in another or nowhere. */
export interface Laid {
  id: string
  kind: Correction['kind']
  places: (Span | undefined)[]
  /** What a person puts in the place of what was found. */
  set?: SetRight
}

/** What corrections of a speaker, a certainty and a place say. */
export type SetRight = Extract<NewCorrection, { kind: 'speaker' | 'certainty' | 'place' }>

export interface Corrected {
  analysis: Analysis
  /** Entities that a person told apart, by their id in the analysis, each with the correction's id. */
  split: Map<string, string>
}

/** The entity with the mention that lies best on a place. */
export function entityAt(analysis: Analysis, place: Span): { entity: Entity; mention: number } | undefined {
  let best: { entity: Entity; mention: number } | undefined
  let highest = 0
  for (const entity of analysis.entities)
    entity.mentions.forEach(({ span }, mention) => {
      const common = overlap(span, place)
      if (common > highest) {
        highest = common
        best = { entity, mention }
      }
    })
  return best
}

/** The claims whose span lies best on a place, and on at least half of it. */
export function claimsAt(analysis: Analysis, place: Span): Claim[] {
  const highest = Math.max(0.5, ...analysis.claims.map(({ span }) => overlap(span, place)))
  return analysis.claims.filter(({ span }) => overlap(span, place) === highest)
}

/** The place whose name lies best on a place of the text. */
export function placeAt(analysis: Analysis, at: Span): Place | undefined {
  let best: Place | undefined
  let highest = 0
  for (const place of analysis.places) {
    const common = overlap(place.span, at)
    if (common > highest) {
      highest = common
      best = place
    }
  }
  return best
}

function setRight(analysis: Analysis, at: Span, set: SetRight): void {
  if (set.kind === 'place') {
    const place = placeAt(analysis, at)
    if (!place) return
    // Of the place that was meant before nothing stays.
    delete place.country
    delete place.admin1
    delete place.admin1Name
    delete place.geonames
    delete place.latitude
    delete place.longitude
    if (set.place) Object.assign(place, { latitude: set.place.latitude, longitude: set.place.longitude })
    return
  }
  for (const claim of claimsAt(analysis, at))
    if (set.kind === 'certainty') {
      claim.factuality = set.factuality
      // What an outlet says in its own voice it is as sure of as it says.
      if (claim.chain.length <= 1) claim.outletFactuality = set.factuality
    } else setSpeaker(analysis, claim, set.speaker)
}

/** Gives a claim another last holder, or none but the outlet. */
function setSpeaker(analysis: Analysis, claim: Claim, speaker: string | null): void {
  const [outlet] = claim.chain
  if (speaker === null) {
    claim.chain = [outlet]
    claim.basis = 'asserted'
    claim.outletFactuality = claim.factuality
    return
  }
  const known = analysis.entities.find(({ name }) => name === speaker)
  const holder = { kind: 'named' as const, name: speaker, ...(known ? { entity: known.id } : {}) }
  // Who stood between the outlet and the one that was taken for the speaker still does.
  claim.chain = claim.chain.length > 1 ? [...claim.chain.slice(0, -1), holder] : [outlet, holder]
  if (claim.basis !== 'attributed') {
    claim.basis = 'attributed'
    claim.outletFactuality = 'Uu'
  }
}

/** Lays people's corrections, in their order, over an analysis; the analysis given is left as it is. */
export function layOver(given: Analysis, corrections: readonly Laid[]): Corrected {
  const split = new Map<string, string>()
  if (corrections.length === 0) return { analysis: given, split }
  const analysis = structuredClone(given)
  for (const { id, kind, places, set } of corrections) {
    const [first, second] = places
    if (!first) continue
    if (kind === 'claim-wrong')
      withoutClaims(analysis, new Set(claimsAt(analysis, first).map((claim) => claim.id)))
    if (set) setRight(analysis, first, set)
    if (kind === 'merge-entities' && second) mergeEntities(analysis, first, second)
    if (kind === 'split-entity') {
      const entity = splitEntity(analysis, first)
      if (entity) split.set(entity, id)
    }
  }
  return { analysis, split }
}

function withoutClaims(analysis: Analysis, wrong: ReadonlySet<string>): void {
  if (wrong.size === 0) return
  analysis.claims = analysis.claims.filter(({ id }) => !wrong.has(id))
  if (analysis.predicates)
    analysis.predicates = analysis.predicates.filter(
      ({ within }) => within === undefined || !wrong.has(within),
    )
  const events = new Set<string>()
  for (const event of analysis.events) {
    if (!event.claims.some((claim) => wrong.has(claim))) continue
    event.claims = event.claims.filter((claim) => !wrong.has(claim))
    // An event that no claim carries any more is not told.
    if (event.claims.length === 0) events.add(event.id)
  }
  analysis.events = analysis.events.filter(({ id }) => !events.has(id))
  for (const claim of [...analysis.claims, ...(analysis.predicates ?? [])])
    if (claim.event && events.has(claim.event)) claim.event = null
  if (analysis.quantities)
    analysis.quantities = analysis.quantities
      .filter(({ claim }) => !claim || !wrong.has(claim))
      .map((quantity) =>
        quantity.event && events.has(quantity.event) ? { ...quantity, event: null } : quantity,
      )
  if (analysis.summary?.check)
    analysis.summary.check = analysis.summary.check.filter(({ claim }) => !wrong.has(claim))
}

/** Gives every reference to an entity for which `other` has another id that id instead. */
function refer(analysis: Analysis, other: (entity: string, span?: Span) => string | undefined): void {
  for (const one of analysis.attributions) {
    if (one.sourceEntity) one.sourceEntity = other(one.sourceEntity, one.source[0]) ?? one.sourceEntity
    if (one.via) one.via = other(one.via) ?? one.via
  }
  const sources = new Map(analysis.attributions.map((one) => [one.id, one.source[0]]))
  for (const claim of [...analysis.claims, ...(analysis.predicates ?? [])])
    for (const holder of claim.chain)
      if (holder.entity)
        holder.entity =
          other(holder.entity, holder.attribution ? sources.get(holder.attribution) : undefined) ??
          holder.entity
  for (const event of analysis.events)
    for (const participant of [...event.actors, ...event.recipients])
      if (participant.entity)
        participant.entity = other(participant.entity, participant.span) ?? participant.entity
  for (const place of analysis.places)
    if (place.entity) place.entity = other(place.entity, place.span) ?? place.entity
}

function mergeEntities(analysis: Analysis, first: Span, second: Span): void {
  const one = entityAt(analysis, first)?.entity
  const two = entityAt(analysis, second)?.entity
  if (!one || !two || one === two) return
  one.mentions = [...one.mentions, ...two.mentions].sort(
    (a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1],
  )
  if (!one.wikidata && two.wikidata) one.wikidata = two.wikidata
  if (!one.role && two.role) one.role = two.role
  analysis.entities = analysis.entities.filter((entity) => entity !== two)
  refer(analysis, (entity) => (entity === two.id ? one.id : undefined))
}

/** Makes the mention at a place an entity of its own, and gives its id. */
function splitEntity(analysis: Analysis, place: Span): string | undefined {
  const found = entityAt(analysis, place)
  if (!found || found.entity.mentions.length < 2) return undefined
  const { entity, mention } = found
  const [moved] = entity.mentions.splice(mention, 1)
  const numbers = analysis.entities.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))
  const id = `e${Math.max(0, ...numbers) + 1}`
  analysis.entities.push({
    id,
    type: entity.type,
    name: analysis.report.text.slice(moved.span[0], moved.span[1]),
    mentions: [moved],
  })
  refer(analysis, (other, span) =>
    other === entity.id && span && overlap(span, moved.span) > 0 ? id : undefined,
  )
  return id
}
