/** What a person calls the values by which the ledger is chosen, in the desk's language. */
import type { EventStatus, HolderKind, Language } from '../../src/contract/analysis.ts'
import type { LedgerCertainty, LedgerFacetName, LedgerOpposition, LedgerRow } from '../../src/contract/api.ts'
import { desk } from '../desk.svelte.ts'

const known = <Key extends string>(table: Readonly<Record<Key, string>>, value: string): string =>
  (table as Readonly<Record<string, string>>)[value] ?? value

/** @param label what the database calls it, where it is not called by itself */
export function facetValue(facet: LedgerFacetName, value: string, label: string | undefined): string {
  switch (facet) {
    case 'voice':
      return known<HolderKind>(desk.labels.voices as Record<HolderKind, string>, value)
    case 'certainty':
      return known<LedgerCertainty>(desk.m.certainty.words, value)
    case 'status':
      return known<EventStatus>(desk.labels.status, value)
    case 'opposition':
      return known<LedgerOpposition>(desk.m.ledger.opposition, value)
    case 'origins':
      return known<'1' | '2' | '3+'>(desk.m.ledger.origins, value)
    case 'language':
      return desk.languageName(value as Language)
    case 'when':
      return monthName(value)
    default:
      return label ?? value.replace(/^[a-z]+:/, '')
  }
}

/** "mars 2026" of 2026-03; a year or a day as they are said. */
function monthName(value: string): string {
  if (/^\d{4}$/.test(value)) return value
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return desk.date(value)
  const time = Date.parse(`${value}-01`)
  if (Number.isNaN(time)) return value
  return new Intl.DateTimeFormat(desk.language === 'en' ? 'en-GB' : desk.language, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(time)
}

/** Who says a row: a name, the outlet itself, or what kind of source it is. */
export function speakerName({ speaker, publisher }: LedgerRow): string {
  if (speaker.name) return speaker.name
  if (speaker.kind === 'outlet') return publisher ?? desk.labels.outlet
  return desk.m.ledger.unnamed
}
