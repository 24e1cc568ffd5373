/** Watches: what the ledger was asked for, kept in this browser under a name, with when it was last looked at. */
import { addressOf, type LedgerFilters, ledgerQuery } from '../address.ts'
import { recall, remember } from '../memory.ts'

export interface Watch {
  name: string
  /** The query of the ledger's address, which names it. */
  query: string
  /** When it was last looked at, ISO 8601. */
  seen: string
}

const isWatch = (value: unknown): value is Watch =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'query' in value &&
  typeof value.query === 'string' &&
  'seen' in value &&
  typeof value.seen === 'string'
const areWatches = (value: unknown): value is Watch[] => Array.isArray(value) && value.every(isWatch)

/** As many as are kept; the oldest go first. */
const most = 50

export const watches = (): Watch[] => recall('watches', areWatches) ?? []

/** The query of a watch: neither its order nor when reports came belongs to it. */
export const watchQuery = ({ order: _, received: __, ...filters }: LedgerFilters): string =>
  ledgerQuery(filters)

/** Keeps a watch, or notes that it was looked at; all that are kept then. */
export function keepWatch(watch: Watch): Watch[] {
  const kept = [...watches().filter(({ query }) => query !== watch.query), watch].slice(-most)
  remember('watches', kept)
  return kept
}

/** Forgets a watch; those that are left. */
export function forgetWatch(query: string): Watch[] {
  const kept = watches().filter((watch) => watch.query !== query)
  remember('watches', kept)
  return kept
}

/** What a watch asks for. */
export function filtersOf({ query }: Watch): LedgerFilters {
  const address = addressOf(new URL(`http://desk/ledger${query}`))
  return address.view === 'ledger' ? address.filters : {}
}
