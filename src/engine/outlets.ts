import { lexicon } from './outlets.lexicon.ts'

let countries: Map<string, string> | undefined

function countryOf(outlet: string): string | undefined {
  countries ??= new Map(lexicon.lines.map((line) => line.split('\t') as [string, string]))
  return countries.get(outlet)
}

export const outletsHash = lexicon.hash

/** Ends of addresses that tell a country, where they are not its ISO code. */
const endOf: Readonly<Record<string, string>> = { uk: 'GB' }

/** Ends that are a country's, but that anybody in the world takes for a name's sake. */
const anybodys = new Set(
  'ac ai as cc cd cm co dj fm gg gl im io la ly me ms nu sc sh so st sx tk to tv vc ws'.split(' '),
)

/**
 * ISO 3166-1 alpha-2 code of the country of an outlet: by its name, else by the end of its address ("lasemaine.example.be").
 * '' where it is not known.
 */
export function outletCountry(publisher: string | undefined, url?: string): string {
  const name = publisher?.trim().toLowerCase() ?? ''
  const known = countryOf(name)
  if (known !== undefined) return known
  const host = /^[a-z0-9.-]{1,200}$/.test(name) && name.includes('.') ? name : hostOf(url)
  const end = /\.([a-z]{2})$/.exec(host)?.[1]
  if (end === undefined || anybodys.has(end)) return ''
  return endOf[end] ?? end.toUpperCase()
}

function hostOf(url: string | undefined): string {
  const scheme = url?.indexOf('://') ?? -1
  if (url === undefined || scheme < 0) return ''
  const rest = url.slice(scheme + 3).toLowerCase()
  const end = rest.search(/[:/?#]/)
  const host = end < 0 ? rest : rest.slice(0, end)
  return /^[a-z0-9.-]{1,200}$/.test(host) ? host : ''
}
