import type { Analysis, Span } from '../contract/analysis.ts'
import type { CsvTable } from '../contract/api.ts'
import { forCsv } from './neutralise.ts'

const columns: Record<CsvTable, readonly string[]> = {
  claims: [
    'report',
    'claim',
    'start',
    'end',
    'words',
    'predicate',
    'basis',
    'chain',
    'factuality',
    'outlet_factuality',
    'marks',
    'event',
  ],
  attributions: [
    'report',
    'attribution',
    'source',
    'source_entity',
    'source_kind',
    'via',
    'cue',
    'act',
    'speech',
    'content',
    'parent',
    'start',
    'end',
  ],
  events: [
    'report',
    'event',
    'type',
    'mode',
    'lemma',
    'status',
    'trigger',
    'actors',
    'recipients',
    'place',
    'time',
    'start',
    'end',
  ],
  places: [
    'report',
    'place',
    'words',
    'name',
    'kind',
    'country',
    'latitude',
    'longitude',
    'geonames',
    'use',
    'start',
    'end',
  ],
  times: ['report', 'time', 'words', 'type', 'value', 'from', 'to', 'start', 'end'],
  quantities: ['report', 'quantity', 'words', 'unit', 'low', 'high', 'claim', 'event', 'start', 'end'],
}

/**
 * The header line of a table (RFC 4180, CR LF). With `byteOrderMark` it begins with U+FEFF, by which Excel knows UTF-8;
 * other programs may take the mark for a part of the first column's name.
 */
export function csvHeader(table: CsvTable, byteOrderMark = false): string {
  return `${byteOrderMark ? '\ufeff' : ''}${columns[table].join(',')}\r\n`
}

/** One Analysis as lines of a table, without the header. No cell can become a formula in a spreadsheet. */
export function csvRows(analysis: Analysis, table: CsvTable): string {
  const { text, id } = analysis.report
  const words = (span: Span) => text.slice(span[0], span[1])
  const joined = (spans: Span[]) => spans.map(words).join(' … ')
  const entityName = new Map(analysis.entities.map((entity) => [entity.id, entity.name]))
  const named = (entity: string | null | undefined) => (entity ? (entityName.get(entity) ?? '') : '')
  const participants = (list: { span: Span; entity?: string | null }[]) =>
    list.map((participant) => named(participant.entity) || words(participant.span)).join('; ')
  const placeName = new Map(analysis.places.map((place) => [place.id, place.name]))
  const timeValue = new Map(analysis.times.map((time) => [time.id, time.value]))
  type Cell = string | number | null | undefined
  const rows: Cell[][] = (() => {
    switch (table) {
      case 'claims':
        return analysis.claims.map((claim) => [
          id,
          claim.id,
          ...claim.span,
          words(claim.span),
          words(claim.predicate),
          claim.basis,
          claim.chain.map((holder) => holder.name ?? (named(holder.entity) || holder.kind)).join(' > '),
          claim.factuality,
          claim.outletFactuality,
          claim.marks.map((mark) => `${mark.kind}: ${words(mark.span)}`).join('; '),
          claim.event,
        ])
      case 'attributions':
        return analysis.attributions.map((attribution) => [
          id,
          attribution.id,
          joined(attribution.source),
          named(attribution.sourceEntity),
          attribution.sourceKind,
          named(attribution.via),
          joined(attribution.cue),
          attribution.act,
          attribution.speech,
          joined(attribution.content),
          attribution.parent,
          attribution.content[0]?.[0],
          attribution.content.at(-1)?.[1],
        ])
      case 'events':
        return analysis.events.map((event) => [
          id,
          event.id,
          event.type,
          event.mode,
          event.lemma,
          event.status,
          words(event.trigger),
          participants(event.actors),
          participants(event.recipients),
          event.place ? placeName.get(event.place) : '',
          event.time ? timeValue.get(event.time) : '',
          ...event.trigger,
        ])
      case 'places':
        return analysis.places.map((place) => [
          id,
          place.id,
          words(place.span),
          place.name,
          place.kind,
          place.country,
          place.latitude,
          place.longitude,
          place.geonames,
          place.use,
          ...place.span,
        ])
      case 'times':
        return analysis.times.map((time) => [
          id,
          time.id,
          words(time.span),
          time.type,
          time.value,
          time.from,
          time.to,
          ...time.span,
        ])
      case 'quantities':
        return (analysis.quantities ?? []).map((quantity) => [
          id,
          quantity.id,
          words(quantity.span),
          quantity.unit,
          quantity.low,
          quantity.high,
          quantity.claim,
          quantity.event,
          ...quantity.span,
        ])
    }
  })()
  // A number is written by Selon and may begin with a minus; only words are guarded.
  const cell = (value: Cell) => (typeof value === 'number' ? String(value) : forCsv(value ?? ''))
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}
