import { hash, lines } from './outlets.lexicon.ts'

const countryOf = new Map(lines.map((line) => line.split('\t') as [string, string]))

export const outletsHash = hash

/** ISO 3166-1 alpha-2 code of the country of an outlet by its name; '' where it is not known. */
export function outletCountry(publisher: string | undefined): string {
  if (!publisher) return ''
  return countryOf.get(publisher.trim().toLowerCase()) ?? ''
}
