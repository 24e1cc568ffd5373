import type {
  Analysis,
  Attribution,
  Claim,
  Entity,
  Language,
  Place,
  ReportedEvent,
  SourceKind,
  Span,
  TimeExpression,
} from '../contract/analysis.ts'
import { type Doubt, doubtOf } from './doubt.ts'
import { type Labels, labelsFor } from './labels.ts'

/** One attribution as a reader meets it. */
export interface Saying {
  attribution: Attribution
  cue: string
  content: string
  /** The outlet through which the source reached the report. */
  via: string | undefined
  /** Name of the source within whose words this one stands. */
  within: string | undefined
  /** Why it is to be looked at before it is relied on. */
  doubt: Doubt | undefined
}

/** All that one source says. */
export interface Voice {
  name: string
  kind: SourceKind
  entity: Entity | undefined
  sayings: Saying[]
}

/** A claim shown for the sentence it stands in. */
export interface Statement {
  claim: Claim
  text: string
}

export interface EventLine {
  event: ReportedEvent
  /** The clause that tells of it, to be read without the report; its trigger where no clause does. */
  sentence: string
  actors: string[]
  recipients: string[]
  trigger: string
  place: string | undefined
  /** When, for people; undefined where its value is no day, month or year. */
  time: string | undefined
  /** The same as TIMEX3. */
  timeValue: string | undefined
}

/** One clause with all the events that it tells of. */
export interface DeedLine {
  sentence: string
  /** Where its first event stands. */
  span: Span
  /** What it is, when, and how surely where that is not plain: "attaque, 11 mars 2026 (possible)". */
  note: string
  events: EventLine[]
}

/** Somebody in the report, for the table of actors. */
export interface ActorLine {
  entity: Entity
  mentions: number
  /** Attributions whose source it is. */
  speaks: number
  /** Names of those it acts on, each once, in order of the events. */
  actsOn: string[]
  actedOnBy: string[]
  /** Where the report first names it. */
  start: number
}

export interface PlaceLine {
  /** As the report first writes it. */
  name: string
  place: Place
  count: number
}

export interface TimeLine {
  time: TimeExpression
  text: string
}

/** What every output shows of a report, worked out once. */
export interface ReportView {
  analysis: Analysis
  labels: Labels
  /** Entities by their id. */
  entities: ReadonlyMap<string, Entity>
  /** Words by who vouches, largest share of the outlet first; `share` from 0 to 1. */
  shares: { voice: string; words: number; share: number }[]
  voices: Voice[]
  namelessSources: number
  /** Attributions of which there is a doubt. */
  doubtful: number
  asserted: Statement[]
  hearsay: Statement[]
  /** Those who speak, act or are acted on, and persons and bodies that come up again; the busiest first. */
  actors: ActorLine[]
  events: EventLine[]
  places: PlaceLine[]
  times: TimeLine[]
  check: { claim: Claim; text: string; reason: string }[]
}

const voiceOrder = ['outlet', 'named', 'document', 'group', 'media', 'anonymous', 'unstated', 'hearsay']

/**
 * Gathers what a reader wants to see of an Analysis.
 * @param language of Selon's own words; the report's where none is given
 */
export function viewOf(analysis: Analysis, language: Language = analysis.report.language): ReportView {
  const { text } = analysis.report
  const words = (span: Span) => text.slice(span[0], span[1])
  const joined = (spans: Span[]) => spans.map(words).join(' … ')
  const entities = new Map(analysis.entities.map((entity) => [entity.id, entity]))
  const attributions = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]))
  const claims = new Map(analysis.claims.map((claim) => [claim.id, claim]))
  const shown = analysis.claims.filter(isShown)
  const around = narrowestClaims(text, shown)
  /** The clause of a claim, or for one of rank nominal the one in which it stands. */
  const clauseOf = (claim: Claim): Claim => (isShown(claim) ? claim : (around[claim.predicate[0]] ?? claim))
  const sentenceOf = (claim: Claim): string => claim.sentence ?? words(claim.span)
  const places = new Map(analysis.places.map((place) => [place.id, place]))
  const times = new Map(analysis.times.map((time) => [time.id, time]))

  const sourceName = (attribution: Attribution): string => {
    const written = joined(attribution.source)
    const entity = attribution.sourceEntity ? entities.get(attribution.sourceEntity) : undefined
    if (entity && attribution.sourceKind !== 'anonymous' && attribution.sourceKind !== 'group')
      return entity.name
    return written
  }

  const voices = new Map<string, Voice>()
  for (const attribution of analysis.attributions) {
    const name = sourceName(attribution)
    const key = attribution.sourceEntity ?? (name ? `text:${name.toLowerCase()}` : 'unstated')
    let voice = voices.get(key)
    if (!voice) {
      voice = {
        name,
        kind: attribution.sourceKind,
        entity: attribution.sourceEntity ? entities.get(attribution.sourceEntity) : undefined,
        sayings: [],
      }
      voices.set(key, voice)
    }
    const parent = attribution.parent ? attributions.get(attribution.parent) : undefined
    voice.sayings.push({
      attribution,
      cue: joined(attribution.cue),
      content: joined(attribution.content),
      via: attribution.via ? entities.get(attribution.via)?.name : undefined,
      within: parent ? sourceName(parent) : undefined,
      doubt: doubtOf(attribution),
    })
  }

  // That somebody said it is shown with what they said.
  const bringsIn = (claim: Claim): boolean =>
    claim.rank === undefined ? cueAt.has(claim.predicate[0]) : claim.reporting === true
  const cueAt = new Set<number>()
  for (const attribution of analysis.attributions)
    for (const [start, end] of attribution.cue) for (let at = start; at < end; at++) cueAt.add(at)

  // One line a sentence: the claim that covers most of it speaks for it.
  const widest = (basis: Claim['basis']): Statement[] => {
    const found: Statement[] = []
    let next = 0
    const ordered = shown
      .filter((claim) => claim.basis === basis && !bringsIn(claim))
      .sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
    for (const sentence of analysis.sentences) {
      let best: Claim | undefined
      for (; next < ordered.length && ordered[next].span[0] < sentence[1]; next++) {
        const claim = ordered[next]
        if (!best || claim.span[1] - claim.span[0] > best.span[1] - best.span[0]) best = claim
      }
      // A stray noun says nothing by itself.
      if (best && countWords(words(best.span)) >= 3) found.push({ claim: best, text: sentenceOf(best) })
    }
    return found
  }

  const counted = analysis.summary?.words ?? {}
  const total = Object.values(counted).reduce((sum, count) => sum + count, 0)
  const placeLines = new Map<string, PlaceLine>()
  for (const place of analysis.places) {
    const key = place.geonames !== undefined ? `id:${place.geonames}` : `${place.name}|${place.country ?? ''}`
    const line = placeLines.get(key)
    if (line) line.count++
    else placeLines.set(key, { name: words(place.span), place, count: 1 })
  }
  const wordsOfPlace = (id: string) => {
    const place = places.get(id)
    return place ? words(place.span) : undefined
  }
  const participants = (list: ReportedEvent['actors']) =>
    list.map((participant) => {
      const entity = participant.entity ? entities.get(participant.entity) : undefined
      return entity?.name ?? words(participant.span)
    })

  const sentenceOfEvent = (event: ReportedEvent): string => {
    const claim = claims.get(event.claims[0] ?? '')
    const told = around[event.trigger[0]] ?? (claim ? clauseOf(claim) : undefined)
    return told ? sentenceOf(told) : words(event.trigger)
  }
  const events = analysis.events.map((event) => ({
    event,
    sentence: sentenceOfEvent(event),
    actors: participants(event.actors),
    recipients: participants(event.recipients),
    trigger: words(event.trigger),
    place: event.place ? wordsOfPlace(event.place) : undefined,
    timeValue: event.time ? times.get(event.time)?.value : undefined,
    time: event.time ? readableTime(times.get(event.time)?.value ?? '', labelsFor(language)) : undefined,
  }))

  return {
    analysis,
    labels: labelsFor(language),
    entities,
    shares: Object.entries(counted)
      .filter(([, count]) => count > 0)
      .sort(([a], [b]) => voiceOrder.indexOf(a) - voiceOrder.indexOf(b))
      .map(([voice, count]) => ({ voice, words: count, share: total > 0 ? count / total : 0 })),
    voices: [...voices.values()],
    namelessSources: [...voices.values()].filter((voice) => voice.kind === 'anonymous').length,
    doubtful: analysis.attributions.filter((attribution) => doubtOf(attribution)).length,
    asserted: widest('asserted'),
    hearsay: widest('hearsay'),
    actors: actorLines(analysis, events),
    events,
    places: [...placeLines.values()],
    times: analysis.times.map((time) => ({ time, text: words(time.span) })),
    check: (analysis.summary?.check ?? []).flatMap(({ claim: id, reason }) => {
      const claim = claims.get(id)
      return claim ? [{ claim, text: sentenceOf(clauseOf(claim)), reason }] : []
    }),
  }
}

/** Whether a claim is one for a reader: a clause, and no noun or bare infinitive within one. */
export const isShown = ({ rank }: Pick<Claim, 'rank'>): boolean => rank !== 'nominal'

/** The narrowest claim over each character of a text. Time is linear in the length of all the spans together. */
function narrowestClaims(text: string, claims: readonly Claim[]): (Claim | undefined)[] {
  const found = new Array<Claim | undefined>(text.length)
  for (const claim of claims.toSorted((a, b) => b.span[1] - b.span[0] - (a.span[1] - a.span[0])))
    found.fill(claim, claim.span[0], claim.span[1])
  return found
}

/** Whether an event says who does it or to whom it is done. */
const hasPeople = ({ event }: EventLine): boolean => event.actors.length + event.recipients.length > 0

/** Without the events of nobody in particular that another tells better: one of their type in the same clause, or of their word anywhere. */
function tellingEvents(events: readonly EventLine[]): EventLine[] {
  const told = new Set<string>()
  const inClause = ({ event, sentence }: EventLine): string => `${event.type} in ${sentence}`
  const byWord = ({ event }: EventLine): string | undefined =>
    event.lemma && `${event.type} as ${event.lemma}`
  for (const line of events) if (hasPeople(line)) told.add(inClause(line)).add(byWord(line) ?? '')
  return events.filter(
    (line) => hasPeople(line) || !(told.has(inClause(line)) || told.has(byWord(line) ?? inClause(line))),
  )
}

/** Who did what: a line for each clause, whatever it tells of, in the order of the text. */
export function deedsOf({ events, labels }: Pick<ReportView, 'events' | 'labels'>): DeedLine[] {
  const lines = new Map<string, DeedLine>()
  for (const line of tellingEvents(events)) {
    const found = lines.get(line.sentence)
    if (found) found.events.push(line)
    else
      lines.set(line.sentence, {
        sentence: line.sentence,
        span: line.event.trigger,
        note: '',
        events: [line],
      })
  }
  for (const deed of lines.values()) {
    const kinds = deed.events.map(({ event }) => {
      const kind =
        event.type === 'OTHER' ? (event.lemma ?? labels.eventTypes.OTHER) : labels.eventTypes[event.type]
      return event.status === 'occurred' ? kind : `${kind} (${labels.status[event.status]})`
    })
    const days = deed.events.map(({ time }) => time).filter((time) => time !== undefined)
    deed.note = [...new Set([...kinds, ...days])].join(', ')
  }
  return [...lines.values()]
}

const actorTypes: ReadonlySet<string> = new Set(['person', 'organization', 'group'])

function actorLines(analysis: Analysis, events: readonly EventLine[]): ActorLine[] {
  const lines = new Map<string, { line: ActorLine; deeds: number; on: Set<string>; by: Set<string> }>()
  for (const entity of analysis.entities)
    lines.set(entity.id, {
      line: {
        entity,
        mentions: entity.mentions.length,
        speaks: 0,
        actsOn: [],
        actedOnBy: [],
        start: entity.mentions[0]?.span[0] ?? 0,
      },
      deeds: 0,
      on: new Set(),
      by: new Set(),
    })
  for (const { sourceEntity } of analysis.attributions) {
    const found = sourceEntity ? lines.get(sourceEntity) : undefined
    if (found) found.line.speaks++
  }
  for (const { event, actors, recipients } of events) {
    for (const { entity } of event.actors) {
      const found = entity ? lines.get(entity) : undefined
      if (!found) continue
      found.deeds++
      for (const name of recipients) if (name !== found.line.entity.name) found.on.add(name)
    }
    for (const { entity } of event.recipients) {
      const found = entity ? lines.get(entity) : undefined
      if (!found) continue
      found.deeds++
      for (const name of actors) if (name !== found.line.entity.name) found.by.add(name)
    }
  }
  return [...lines.values()]
    .filter(
      ({ line, deeds }) => line.speaks + deeds > 0 || (actorTypes.has(line.entity.type) && line.mentions > 1),
    )
    .sort(
      (a, b) =>
        b.line.speaks + b.deeds - (a.line.speaks + a.deeds) ||
        b.line.mentions - a.line.mentions ||
        a.line.start - b.line.start,
    )
    .map(({ line, on, by }) => ({ ...line, actsOn: [...on], actedOnBy: [...by] }))
}

/** A publication date for people ("11 mars 2026"), from ISO 8601; as it stands where it is no date. */
export function readableDate(iso: string, labels: Labels): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso)
  const month = parts ? labels.months[Number(parts[2]) - 1] : undefined
  return parts && month ? labels.date(Number(parts[3]), month, Number(parts[1])) : iso
}

/** A TIMEX3 value for people: "11 mars 2026", "mars 2026", "2026"; undefined where it is no day, month or year. */
export function readableTime(value: string, labels: Labels): string | undefined {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(value)
  if (!parts) return undefined
  const [, year, month, day] = parts
  const name = month === undefined ? undefined : labels.months[Number(month) - 1]
  if (month === undefined || name === undefined) return month === undefined ? year : undefined
  return day === undefined ? `${name} ${year}` : labels.date(Number(day), name, Number(year))
}

/** Words of a text: runs of letters and digits. */
export function countWords(text: string): number {
  let count = 0
  for (const _ of text.matchAll(/[\p{L}\p{N}]+/gu)) count++
  return count
}
