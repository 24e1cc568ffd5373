import type { Analysis, Attribution, Entity, Holder, Participant, Span } from '../../contract/analysis.ts'
import { tellsWho } from '../../situation/words/tells-who.ts'
import { fold } from '../../situation/words/words.ts'
import type { ColumnType } from '../sql/backend.ts'
import { keyOf, plain } from '../sql/keys.ts'

/** Column types of what is kept of a report's findings beside its analysis, in the order of their rows. */
export const rowColumns = {
  report_entity: {
    report: 'integer',
    id: 'text',
    key: 'text',
    name: 'text',
    type: 'text',
    wikidata: 'text',
    mentions: 'integer',
  },
  report_source: {
    report: 'integer',
    name: 'text',
    kind: 'text',
    published: 'integer',
    cited: 'integer',
  },
} as const satisfies Record<string, Record<string, ColumnType>>

/** What lists show of findings, made of the analysis whenever it is asked for. */
const listed = {
  claim: {
    report: 'integer',
    id: 'text',
    start: 'integer',
    end: 'integer',
    text: 'text',
    basis: 'text',
    factuality: 'text',
    outlet_factuality: 'text',
    chain: 'text',
    event: 'text',
  },
  attribution: {
    report: 'integer',
    id: 'text',
    start: 'integer',
    end: 'integer',
    text: 'text',
    source: 'text',
    source_text: 'text',
    kind: 'text',
    via: 'text',
    parent: 'text',
    act: 'text',
    speech: 'text',
  },
  event: {
    report: 'integer',
    id: 'text',
    start: 'integer',
    end: 'integer',
    text: 'text',
    type: 'text',
    mode: 'text',
    status: 'text',
    actors: 'text',
    recipients: 'text',
    entities: 'text',
    place: 'text',
    from: 'text',
    to: 'text',
  },
  place: {
    report: 'integer',
    id: 'text',
    start: 'integer',
    end: 'integer',
    text: 'text',
    name: 'text',
    entity: 'text',
    kind: 'text',
    latitude: 'real',
    longitude: 'real',
    country: 'text',
    geonames: 'integer',
    use: 'text',
  },
  time: {
    report: 'integer',
    id: 'text',
    start: 'integer',
    end: 'integer',
    text: 'text',
    type: 'text',
    value: 'text',
    from: 'text',
    to: 'text',
  },
} as const satisfies Record<string, Record<string, ColumnType>>

type RowColumns = typeof rowColumns & typeof listed
type RowTable = keyof RowColumns
type ValueOf<T> = T extends 'text' ? string | null : number | null
type RowOf<T extends RowTable> = {
  [Column in keyof RowColumns[T]]: ValueOf<RowColumns[T][Column]>
}
export type ReportRows = { [T in RowTable]: RowOf<T>[] }

/** The key under which an entity is known in all reports: its identifier, else its kind and folded name. */
export function entityKey({ type, name, wikidata }: Pick<Entity, 'type' | 'name' | 'wikidata'>): string {
  const folded = fold(plain(name)).replace(/\s+/g, ' ').trim()
  return wikidata ? keyOf(wikidata) : keyOf(`${type}:${folded}`)
}

/** All that is kept of a report's analysis for lists, one row a finding. */
export function rowsOf(
  report: number,
  analysis: Analysis,
  keyFor: (entity: Entity) => string = entityKey,
): ReportRows {
  const { text, publisher } = analysis.report
  const words = (span: Span) => plain(text.slice(span[0], span[1]))
  const whole = (spans: readonly Span[]) => spans.map(words).join(' … ')
  const entities = new Map(analysis.entities.map((entity) => [entity.id, entity]))
  const attributions = new Map(analysis.attributions.map((one) => [one.id, one]))
  const nameOf = (entity: string | null | undefined) => (entity ? (entities.get(entity)?.name ?? null) : null)
  const sourceOf = (one: Attribution) => plain(nameOf(one.sourceEntity) ?? whole(one.source))
  const holderName = (holder: Holder) => {
    const attribution = holder.attribution ? attributions.get(holder.attribution) : undefined
    return plain(
      nameOf(holder.entity) ??
        holder.name ??
        (attribution && attribution.source.length > 0 ? whole(attribution.source) : holder.kind),
    )
  }
  // A pronoun whose person is not known names nobody: "ils" of two reports are not the same.
  const namesOf = (participants: readonly Participant[]) =>
    participants
      .map((one) => plain(nameOf(one.entity) ?? words(one.span)))
      .filter((name) => tellsWho(analysis.report.language, name))
  const hull = (spans: readonly Span[]): Span =>
    spans.reduce<Span>(([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)], spans[0] ?? [0, 0])
  const named = analysis.entities.filter(({ mentions }) => mentions.some(({ kind }) => kind === 'name'))
  const keys = new Map(named.map((entity) => [entity.id, keyFor(entity)]))
  const places = new Map(analysis.places.map((place) => [place.id, place]))
  const times = new Map(analysis.times.map((time) => [time.id, time]))

  const cited = new Map<string, { kind: string; published: number; cited: number }>()
  const count = (name: string, kind: string, field: 'published' | 'cited') => {
    const key = keyOf(name.replace(/\s+/g, ' ').trim())
    if (!key) return
    const known = cited.get(key) ?? { kind, published: 0, cited: 0 }
    known[field]++
    cited.set(key, known)
  }
  if (publisher) count(publisher, 'outlet', 'published')
  for (const one of analysis.attributions) {
    if (
      one.sourceKind !== 'unstated' &&
      one.sourceKind !== 'anonymous' &&
      (one.sourceEntity || one.source.length > 0)
    )
      count(sourceOf(one), one.sourceKind, 'cited')
    const via = nameOf(one.via)
    if (via && one.via !== one.sourceEntity) count(plain(via), 'media', 'cited')
  }

  return {
    claim: analysis.claims.map((claim) => ({
      report,
      id: claim.id,
      start: claim.span[0],
      end: claim.span[1],
      text: words(claim.span),
      basis: claim.basis,
      factuality: claim.factuality,
      outlet_factuality: claim.outletFactuality,
      chain: JSON.stringify(claim.chain.map(holderName)),
      event: claim.event ?? null,
    })),
    attribution: analysis.attributions.map((one) => {
      const span = hull(one.content.length > 0 ? one.content : [...one.cue, ...one.source])
      return {
        report,
        id: one.id,
        start: span[0],
        end: span[1],
        text: whole(one.content),
        source: sourceOf(one),
        source_text: whole(one.source),
        kind: one.sourceKind,
        via: nameOf(one.via),
        parent: one.parent ?? null,
        act: one.act ?? null,
        speech: one.speech,
      }
    }),
    event: analysis.events.map((event) => {
      const place = event.place ? places.get(event.place) : undefined
      const time = event.time ? times.get(event.time) : undefined
      const everyone = [...event.actors, ...event.recipients]
      return {
        report,
        id: event.id,
        start: event.trigger[0],
        end: event.trigger[1],
        text: words(event.trigger),
        type: event.type,
        mode: event.mode ?? null,
        status: event.status,
        actors: JSON.stringify(namesOf(event.actors)),
        recipients: JSON.stringify(namesOf(event.recipients)),
        entities: JSON.stringify([
          ...new Set(everyone.flatMap((one) => (one.entity ? (keys.get(one.entity) ?? []) : []))),
        ]),
        place: place
          ? JSON.stringify({
              name: plain(place.name),
              ...(place.latitude === undefined ? {} : { latitude: place.latitude }),
              ...(place.longitude === undefined ? {} : { longitude: place.longitude }),
            })
          : null,
        from: time?.from ?? null,
        to: time?.to ?? null,
      }
    }),
    place: analysis.places.map((place) => ({
      report,
      id: place.id,
      start: place.span[0],
      end: place.span[1],
      text: words(place.span),
      name: plain(place.name),
      entity: (place.entity && keys.get(place.entity)) || null,
      kind: place.kind ?? null,
      latitude: place.latitude ?? null,
      longitude: place.longitude ?? null,
      country: place.country ?? null,
      geonames: place.geonames ?? null,
      use: place.use ?? null,
    })),
    time: analysis.times.map((time) => ({
      report,
      id: time.id,
      start: time.span[0],
      end: time.span[1],
      text: words(time.span),
      type: time.type,
      value: time.value,
      from: time.from ?? null,
      to: time.to ?? null,
    })),
    report_entity: named.map((entity) => ({
      report,
      id: entity.id,
      key: keys.get(entity.id) ?? '',
      name: plain(entity.name),
      type: entity.type,
      wikidata: entity.wikidata ?? null,
      mentions: entity.mentions.length,
    })),
    report_source: [...cited].map(([name, counts]) => ({ report, name, ...counts })),
  }
}
