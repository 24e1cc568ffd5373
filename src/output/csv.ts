import type { Analysis, Language, Span } from '../contract/analysis.ts'
import type { CsvTable } from '../contract/api.ts'
import { labelsFor } from './labels.ts'
import { forCsv } from './neutralise.ts'
import { isShown, readableTime } from './report-view.ts'

const columns: Record<CsvTable, readonly string[]> = {
  claims: [
    'report',
    'claim',
    'start',
    'end',
    'words',
    'sentence',
    'subject',
    'rank',
    'predicate',
    'basis',
    'chain',
    'factuality',
    'certainty',
    'outlet_factuality',
    'outlet_certainty',
    'marks',
    'marks_in_words',
    'event',
  ],
  attributions: [
    'report',
    'attribution',
    'source',
    'source_entity',
    'source_kind',
    'source_kind_in_words',
    'via',
    'cue',
    'act',
    'act_in_words',
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
    'type_in_words',
    'mode',
    'lemma',
    'status',
    'status_in_words',
    'trigger',
    'actors',
    'recipients',
    'place',
    'time',
    'time_in_words',
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
  times: ['report', 'time', 'words', 'type', 'value', 'value_in_words', 'from', 'to', 'start', 'end'],
  quantities: ['report', 'quantity', 'words', 'unit', 'low', 'high', 'claim', 'event', 'start', 'end'],
}

/**
 * The header line of a table (RFC 4180, CR LF). With `byteOrderMark` it begins with U+FEFF, by which Excel knows UTF-8;
 * other programs may take the mark for a part of the first column's name.
 */
export function csvHeader(table: CsvTable, byteOrderMark = false): string {
  return `${byteOrderMark ? '\ufeff' : ''}${columns[table].join(',')}\r\n`
}

/**
 * One Analysis as lines of a table, without the header; codes stand beside their words, claims
 * are those for a reader. No cell can become a formula in a spreadsheet.
 * @param language of those words; the report's where none is given
 */
export function csvRows(
  analysis: Analysis,
  table: CsvTable,
  language: Language = analysis.report.language,
): string {
  const { text, id } = analysis.report
  const labels = labelsFor(language)
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
        return analysis.claims
          .filter(isShown)
          .map((claim) => [
            id,
            claim.id,
            ...claim.span,
            words(claim.span),
            claim.sentence,
            claim.subject ? named(claim.subject.entity) || words(claim.subject.span) : '',
            claim.rank,
            words(claim.predicate),
            claim.basis,
            claim.chain.map((holder) => holder.name ?? (named(holder.entity) || holder.kind)).join(' > '),
            claim.factuality,
            labels.factuality[claim.factuality],
            claim.outletFactuality,
            labels.factuality[claim.outletFactuality],
            claim.marks.map((mark) => `${mark.kind}: ${words(mark.span)}`).join('; '),
            claim.marks.map((mark) => `${labels.marks[mark.kind]}: ${words(mark.span)}`).join('; '),
            claim.event,
          ])
      case 'attributions':
        return analysis.attributions.map((attribution) => [
          id,
          attribution.id,
          joined(attribution.source),
          named(attribution.sourceEntity),
          attribution.sourceKind,
          labels.sourceKinds[attribution.sourceKind],
          named(attribution.via),
          joined(attribution.cue),
          attribution.act,
          attribution.act ? labels.acts[attribution.act] : '',
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
          labels.eventTypes[event.type],
          event.mode,
          event.lemma,
          event.status,
          labels.status[event.status],
          words(event.trigger),
          participants(event.actors),
          participants(event.recipients),
          event.place ? placeName.get(event.place) : '',
          event.time ? timeValue.get(event.time) : '',
          event.time ? readableTime(timeValue.get(event.time) ?? '', labels) : '',
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
          readableTime(time.value, labels),
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
