/** Addresses of the desk's views: every view can be shared as an address, and every address opens its view. */
import { ofLedger } from '../src/api/routes.ts'
import { type Language, languages, type Span } from '../src/contract/analysis.ts'
import { type LeadOrder, leadOrders } from '../src/contract/api.ts'

/** What the ledger is asked for, as its address and its exports carry it. */
export type LedgerFilters = { [Name in (typeof ofLedger)[number]]?: string }

export type Address =
  | {
      view: 'now'
      text?: string
      language?: Language
      publisher?: string
      place?: string
      /** Days of publication, both belonging to the stretch. */
      from?: string
      to?: string
      order?: LeadOrder
      /** Since when what moved is told. */
      since?: string
    }
  | { view: 'story'; id: string; show?: string; section?: string }
  | { view: 'report'; id: string; passage?: Span; version?: number }
  | {
      view: 'compare'
      /** One is missing where it is yet to be chosen. */
      ids: readonly [string?, string?]
      /** Versions of them, where they are not the newest. */
      versions?: readonly [number?, number?]
    }
  | { view: 'paste'; address?: string }
  | {
      view: 'search'
      q: string
      language?: Language
      publisher?: string
      from?: string
      to?: string
      kind?: 'report' | 'claim'
    }
  | { view: 'ledger'; filters: LedgerFilters }
  | { view: 'sources'; text?: string }
  | { view: 'source'; name: string }
  | { view: 'feeds' }
  | { view: 'settings' }
  | { view: 'unknown'; path: string }

export type ViewName = Address['view']

/** The query of the ledger's address, with its question mark; nothing where nothing is asked for. */
export function ledgerQuery(filters: LedgerFilters): string {
  const query = new URLSearchParams()
  for (const name of ofLedger) if (filters[name]) query.set(name, filters[name])
  const words = query.toString()
  return words ? `?${words}` : ''
}

/** The path, query and fragment of a view. */
export function pathOf(address: Address): string {
  const query = new URLSearchParams()
  const put = (name: string, value: string | undefined) => {
    if (value) query.set(name, value)
  }
  const finish = (path: string, fragment?: string) => {
    const words = query.toString()
    return `${path}${words ? `?${words}` : ''}${fragment ? `#${fragment}` : ''}`
  }
  const part = encodeURIComponent
  switch (address.view) {
    case 'now':
      put('text', address.text)
      put('language', address.language)
      put('publisher', address.publisher)
      put('place', address.place)
      put('from', address.from)
      put('to', address.to)
      put('order', address.order)
      put('since', address.since)
      return finish('/')
    case 'story':
      put('show', address.show)
      return finish(`/story/${part(address.id)}`, address.section)
    case 'report':
      if (address.passage) put('passage', address.passage.join('-'))
      if (address.version !== undefined) put('version', String(address.version))
      return finish(`/report/${part(address.id)}`)
    case 'compare':
      put('left', address.versions?.[0]?.toString())
      put('right', address.versions?.[1]?.toString())
      return finish(['/compare', ...address.ids.map((id) => part(id ?? ''))].join('/').replace(/\/+$/, ''))
    case 'paste':
      put('address', address.address)
      return finish('/paste')
    case 'search':
      put('q', address.q)
      put('language', address.language)
      put('publisher', address.publisher)
      put('from', address.from)
      put('to', address.to)
      put('kind', address.kind)
      return finish('/search')
    case 'ledger':
      return `/ledger${ledgerQuery(address.filters)}`
    case 'sources':
      put('text', address.text)
      return finish('/sources')
    case 'source':
      return finish(`/source/${part(address.name)}`)
    case 'feeds':
    case 'settings':
      return `/${address.view}`
    case 'unknown':
      return address.path
  }
}

/** The view that an address names; "unknown" where none does. */
export function addressOf(url: URL): Address {
  const unknown: Address = { view: 'unknown', path: url.pathname }
  let parts: string[]
  try {
    parts = url.pathname.split('/').slice(1).map(decodeURIComponent)
  } catch {
    return unknown
  }
  const given = (name: string) => url.searchParams.get(name) || undefined
  const day = (name: string) => {
    const text = given(name)
    return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
  }
  const [view = '', ...rest] = parts
  if (parts.length === 1) {
    switch (view) {
      case '':
        return {
          view: 'now',
          text: given('text'),
          language: languages.find((one) => one === given('language')),
          publisher: given('publisher'),
          place: given('place'),
          from: day('from'),
          to: day('to'),
          order: leadOrders.find((one) => one === given('order')),
          since: given('since'),
        }
      case 'paste':
        return { view, address: given('address') }
      case 'search': {
        const kind = given('kind')
        return {
          view,
          q: given('q') ?? '',
          language: languages.find((one) => one === given('language')),
          publisher: given('publisher'),
          from: given('from'),
          to: given('to'),
          kind: kind === 'report' || kind === 'claim' ? kind : undefined,
        }
      }
      case 'ledger': {
        const filters: LedgerFilters = {}
        for (const name of ofLedger) {
          const value = given(name)
          if (value) filters[name] = value
        }
        return { view, filters }
      }
      case 'sources':
        return { view, text: given('text') }
      case 'feeds':
      case 'settings':
        return { view }
    }
  }
  if (rest.length === 1 && rest[0]) {
    if (view === 'story')
      return { view, id: rest[0], show: given('show'), section: url.hash.slice(1) || undefined }
    if (view === 'source') return { view, name: rest[0] }
    if (view === 'report') {
      const span = /^(\d{1,9})-(\d{1,9})$/.exec(given('passage') ?? '')
      const version = /^\d{1,6}$/.exec(given('version') ?? '')
      return {
        view,
        id: rest[0],
        passage: span && Number(span[1]) < Number(span[2]) ? [Number(span[1]), Number(span[2])] : undefined,
        version: version ? Number(version[0]) : undefined,
      }
    }
  }
  if (view === 'compare' && rest.length <= 2) {
    const ids = rest.filter((id) => id !== '')
    const number = (name: string) => {
      const text = given(name)
      return text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined
    }
    const [left, right] = [number('left'), number('right')]
    return {
      view,
      ids: [ids[0], ids[1]],
      ...(left === undefined && right === undefined ? {} : { versions: [left, right] as const }),
    }
  }
  return unknown
}
