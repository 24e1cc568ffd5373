import type { Feature, Point } from 'geojson'
import type { LedgerRow } from '../contract/api.ts'
import { labelsFor } from './labels.ts'
import { momentOf, rfc822 } from './moment.ts'
import { forCsv, forXml } from './neutralise.ts'

/** The columns of a table of the ledger. */
export const ledgerColumns: Readonly<Record<string, (row: LedgerRow) => string | number | undefined>> = {
  published: ({ published }) => published,
  speaker: ({ speaker }) => speaker.name,
  speaker_id: ({ speaker }) => speaker.id,
  speaker_kind: ({ speaker }) => speaker.kind,
  role: ({ speaker }) => speaker.role,
  speaker_rating: ({ speaker }) => speaker.rating,
  outlet: ({ publisher }) => publisher,
  outlet_rating: ({ outletRating }) => outletRating,
  chain: ({ chain }) => chain.join(' > '),
  sentence: ({ sentence }) => sentence,
  language: ({ language }) => language,
  certainty: ({ certainty }) => certainty,
  basis: ({ basis }) => basis,
  factuality: ({ factuality }) => factuality,
  outlet_factuality: ({ outletFactuality }) => outletFactuality,
  status: ({ status }) => status,
  event: ({ event }) => event,
  place: ({ place }) => place?.name,
  place_id: ({ place }) => place?.id,
  country: ({ place }) => place?.country,
  latitude: ({ place }) => place?.latitude,
  longitude: ({ place }) => place?.longitude,
  from: ({ from }) => from,
  to: ({ to }) => to,
  origins: ({ origins }) => origins,
  reports: ({ reports }) => reports,
  opposition: ({ opposition }) => opposition,
  against: ({ against }) => against.map(({ text }) => text).join(' | '),
  story: ({ story }) => story,
  statement: ({ statement }) => statement,
  report: ({ report }) => report,
  title: ({ title }) => title,
  claim: ({ claim }) => claim,
  start: ({ span }) => span[0],
  end: ({ span }) => span[1],
}

/** The first line of a table of the ledger. */
export const ledgerCsvHead = (): string => `${Object.keys(ledgerColumns).join(',')}\r\n`

/** A row of the ledger as a line of CSV (RFC 4180), no cell of which a spreadsheet takes for a formula. */
export const ledgerCsvLine = (row: LedgerRow): string =>
  `${Object.values(ledgerColumns)
    .map((column) => {
      const value = column(row)
      // A number is Selon's own; its minus is no formula.
      return typeof value === 'number' ? String(value) : forCsv(value ?? '')
    })
    .join(',')}\r\n`

/** A row of the ledger as a point of GeoJSON (RFC 7946); undefined where it has none. */
export function ledgerFeature(row: LedgerRow): Feature<Point> | undefined {
  const { place, speaker, report, claim } = row
  if (place?.latitude === undefined || place.longitude === undefined) return undefined
  return {
    type: 'Feature',
    id: `${report}/${claim}`,
    geometry: { type: 'Point', coordinates: [place.longitude, place.latitude] },
    properties: {
      of: 'claim',
      report,
      story: row.story,
      sentence: row.sentence,
      speaker: speaker.name ?? null,
      speakerKind: speaker.kind,
      outlet: row.publisher ?? null,
      published: row.published ?? null,
      certainty: row.certainty,
      status: row.status ?? null,
      place: place.name,
      from: row.from ?? null,
      to: row.to ?? null,
      origins: row.origins,
      opposition: row.opposition,
      start: row.span[0],
      end: row.span[1],
    },
  }
}

/** Who says it, as a person calls them: a name, the outlet, or what kind of source it is. */
export function ledgerSpeakerName({ speaker, publisher, language }: LedgerRow): string {
  const labels = labelsFor(language)
  if (speaker.name) return speaker.name
  if (speaker.kind === 'outlet') return publisher ?? labels.outlet
  return labels.voices[speaker.kind] ?? labels.noSource
}

/** What stands before the items of a feed of the ledger. @param self its own address */
export const ledgerRssHead = (title: string, page: string, self: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${forXml(title)}</title>
<link>${forXml(page)}</link>
<atom:link href="${forXml(self)}" rel="self" type="application/rss+xml"/>
<description>${forXml('Selon: who says what, through whom, and how surely. It never says what is true.')}</description>
`
export const ledgerRssEnd = '</channel></rss>\n'

/** A row of the ledger as an item of a feed. @param address of its passage on the desk */
export function ledgerRssItem(row: LedgerRow, address: string): string {
  const labels = labelsFor(row.language)
  const who = ledgerSpeakerName(row)
  const about = [labels.factuality[row.factuality], row.publisher, row.place?.name, row.from?.slice(0, 10)]
  const moment = momentOf(row.published)
  return `<item>
<title>${forXml(`${who}: ${row.sentence}`)}</title>
<link>${forXml(address)}</link>
<guid isPermaLink="false">${forXml(`${row.report} ${row.claim} ${row.span.join('-')}`)}</guid>
<description>${forXml(about.filter(Boolean).join(' · '))}</description>
${moment === undefined ? '' : `<pubDate>${rfc822(moment)}</pubDate>\n`}</item>
`
}
