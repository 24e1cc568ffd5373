import type { LanguagePack } from '../language-pack.ts'

const classes = [
  'actor',
  'between',
  'body',
  'facility',
  'feature',
  'function',
  'generic',
  'given',
  'inside',
  'link',
  'locative',
  'match',
  'namesake',
  'common',
  'party',
  'resident',
  'seized',
  'settlement',
  'target',
  'title',
  'toward',
] as const
export type PlaceWordClass = (typeof classes)[number]

export interface PlaceLexicon {
  readonly hash: string
  is(wordClass: PlaceWordClass, word: string): boolean
}

/** The words of a language that help to tell a place (languages/xx/places.lexicon.txt). */
export function placeLexicon(pack: LanguagePack): PlaceLexicon {
  const { lines, hash } = pack.places.words
  const sets = new Map<string, Set<string>>(classes.map((name) => [name, new Set()]))
  for (const line of lines) {
    const tab = line.indexOf('\t')
    const set = sets.get(line.slice(tab + 1))
    if (!set) throw new Error(`${pack.code}/places.lexicon.txt: unknown class in "${line}".`)
    set.add(line.slice(0, tab))
  }
  return { hash, is: (wordClass, word) => sets.get(wordClass)!.has(word) }
}
