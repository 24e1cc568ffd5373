import type { Analysis, Claim } from '../../contract/analysis.ts'
import type { Json } from '../sql/columns.ts'
import type { LedgerDetail } from './ledger-detail.ts'

/** The fields of a detail in their order. */
const fields = [
  'claim',
  'span',
  'statement',
  'basis',
  'factuality',
  'outletFactuality',
  'event',
  'reports',
  'since',
  'place',
  'to',
  'chain',
  'sentence',
  'text',
  'against',
  'name',
] as const satisfies readonly (keyof LedgerDetail)[]

const longestSentence = 1000

/** What of a detail is otherwise than expected; null where a field is not there. */
export type DetailRow = { readonly [key: string]: Json }

/** What of an analysis a detail is expected by. */
export type Findings = Pick<Analysis, 'report' | 'claims' | 'events' | 'places' | 'times' | 'entities'>

/**
 * What an analysis lets expect of the detail of a claim. What is kept is where a detail is otherwise: this is never changed,
 * however the ledger comes to be made; it need not be right, only the same.
 */
function expected(analysis: Findings): (claim: string) => Partial<LedgerDetail> {
  const { text, publisher, published } = analysis.report
  const byId = <T extends { id: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]))
  const claims = byId(analysis.claims)
  const events = byId(analysis.events)
  const places = byId(analysis.places)
  const times = byId(analysis.times)
  const entities = byId(analysis.entities)
  const nameOf = ({ kind, name, entity }: Claim['chain'][number]) =>
    kind === 'outlet'
      ? (name ?? publisher ?? 'outlet')
      : ((entity && entities.get(entity)?.name) ?? name ?? kind)
  return (id) => {
    const claim = claims.get(id)
    if (!claim) return {}
    const event = claim.event ? events.get(claim.event) : undefined
    const place = event?.place ? places.get(event.place) : undefined
    const time = event?.time ? times.get(event.time) : undefined
    const words = text.slice(claim.span[0], claim.span[1])
    const sentence = (claim.sentence ?? words).slice(0, longestSentence)
    const holder = claim.chain[claim.chain.length - 1]
    return {
      span: claim.span,
      basis: claim.basis,
      factuality: claim.factuality,
      outletFactuality: claim.outletFactuality,
      ...(event ? { event: event.type } : {}),
      reports: 1,
      ...(published ? { since: published } : {}),
      ...(place === undefined
        ? {}
        : {
            place: {
              key:
                place.geonames === undefined
                  ? `place:${place.name.toLowerCase()}`
                  : `geonames:${place.geonames}`,
              name: place.name,
              ...(place.latitude === undefined ? {} : { latitude: place.latitude }),
              ...(place.longitude === undefined ? {} : { longitude: place.longitude }),
              ...(place.country === undefined ? {} : { country: place.country }),
            },
          }),
      ...(time?.from && time.to ? { to: time.to } : {}),
      chain: claim.chain.map(nameOf),
      sentence,
      ...(words === sentence ? {} : { text: words }),
      against: [],
      ...(holder && claim.chain.length > 1 && holder.entity ? { name: nameOf(holder) } : {}),
    }
  }
}

/** Details as what is otherwise in them than their analysis lets expect. */
export function withoutExpected(details: readonly LedgerDetail[], analysis: Findings): DetailRow[] {
  const expectedOf = expected(analysis)
  return details.map((detail) => {
    const known = expectedOf(detail.claim)
    return Object.fromEntries(
      fields.flatMap((field): [string, Json][] => {
        const own = detail[field]
        if (field !== 'claim' && JSON.stringify(own) === JSON.stringify(known[field])) return []
        return [[field, own === undefined ? null : (own as unknown as Json)]]
      }),
    )
  })
}

/** The details that `withoutExpected` was given, by the same analysis. */
export function withExpected(rows: readonly DetailRow[], analysis: Findings): LedgerDetail[] {
  const expectedOf = expected(analysis)
  return rows.map((row) => {
    const known: Partial<Record<string, unknown>> = expectedOf(String(row['claim']))
    return Object.fromEntries(
      fields.flatMap((field): [string, unknown][] => {
        const value = field in row ? row[field] : known[field]
        return value === null || value === undefined ? [] : [[field, value]]
      }),
    ) as unknown as LedgerDetail
  })
}
