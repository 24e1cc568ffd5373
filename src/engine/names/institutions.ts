import type { EntityType, Language } from '../../contract/analysis.ts'
import type { LanguageWords } from '../language-words.ts'
import { hash, lines } from './institutions.lexicon.ts'

export const institutionKinds = [
  'agency',
  'area',
  'armed-group',
  'company',
  'court',
  'international',
  'office',
  'organization',
  'outlet',
  'parliament',
  'party',
  'platform',
  'seat',
  'state',
  'wire',
] as const
export type InstitutionKind = (typeof institutionKinds)[number]

export interface Institution {
  kind: InstitutionKind
  type: EntityType
  wikidata?: string
  /** Its usual name in each language that has one. */
  name: Partial<Record<Language, string>>
  /** Number of its row: the same for all its names. */
  row: number
}

interface Found {
  institution: Institution
  /** Whether the name means other things too. */
  ambiguous: boolean
}

export const institutionsHash = hash

const columns: readonly Language[] = ['en', 'fr', 'es']
const byName = new Map<string, Map<string, Found>>(columns.map((language) => [language, new Map()]))
/** Most words in a name, by its first word. */
const longestFrom = new Map<string, number>()

/** One spelling for all apostrophes, hyphens and spaces. */
export function plainName(name: string): string {
  return name.replace(/[’‘ʼ]/g, "'").replace(/[‐‑–]/g, '-').replace(/\s+/g, ' ').trim()
}

/** The words of a name as the tokeniser cuts it, nearly: elided articles stand alone. */
function firstWord(name: string): string {
  const end = /[\s']/.exec(name)
  return end ? name.slice(0, end[0] === "'" ? end.index + 1 : end.index) : name
}

for (let row = 0; row < lines.length; row++) {
  const [kind, type, wikidata, ...names] = lines[row].split('\t')
  const institution: Institution = {
    kind: kind as InstitutionKind,
    type: type as EntityType,
    ...(wikidata === '-' ? {} : { wikidata }),
    name: {},
    row,
  }
  columns.forEach((language, k) => {
    const list = names[k] ?? '-'
    if (list === '-') return
    for (const written of list.split('|')) {
      const ambiguous = written.endsWith('?')
      const name = plainName(ambiguous ? written.slice(0, -1) : written)
      institution.name[language] ??= name
      const known = byName.get(language)
      if (known && !known.has(name)) known.set(name, { institution, ambiguous })
      const first = firstWord(name)
      longestFrom.set(first, Math.max(longestFrom.get(first) ?? 0, name.split(/[ ']/).length + 1))
    }
  })
}

function lookUp(name: string, language: string): Found | undefined {
  const own = byName.get(language)?.get(name)
  if (own) return own
  for (const other of columns) {
    if (other === language) continue
    const found = byName.get(other)?.get(name)
    // Foreign names of states and cities are other words at home ("Chile" and "Chili" are no matter, "Níger" is).
    if (
      found &&
      found.institution.kind !== 'state' &&
      found.institution.kind !== 'area' &&
      found.institution.kind !== 'seat' &&
      !found.ambiguous
    )
      return found
  }
  return undefined
}

/**
 * The institution that a name as written means, articles allowed ("the Kremlin", "l’Elysée", "Le Parisien"), whatever the
 * language it is written in; undefined where it is none that Selon knows.
 * @param sure leaves out names that mean other things as well ("Time", "Marca")
 */
export function institutionOf(name: string, words: LanguageWords, sure = false): Institution | undefined {
  const plain = plainName(name)
  const bare = plain.replace(words.names.article, '')
  // "au Parisien", "du Monde": the article belongs to the outlet's name.
  const found =
    lookUp(plain, words.code) ??
    (bare === plain
      ? undefined
      : (lookUp(bare, words.code) ??
        withArticle(bare, words)
          .map((full) => lookUp(full, words.code))
          .find((one) => one?.institution.kind === 'outlet')))
  return found && !(sure && found.ambiguous) ? found.institution : undefined
}

/** The institution of exactly this name, articles not taken off; undefined where there is none or it means other things too. */
export function institutionNamed(name: string, words: LanguageWords): Institution | undefined {
  const found = lookUp(plainName(name), words.code)
  return found && !found.ambiguous ? found.institution : undefined
}

const withArticle = (bare: string, words: LanguageWords): string[] =>
  words.names.lostArticles.map((article) => `${article} ${bare}`)

/** Whether the name is that of a state, government body, agency, party, armed group or the like. */
export function isInstitution(name: string, words: LanguageWords): boolean {
  const found = institutionOf(name, words)
  return found !== undefined && found.kind !== 'company' && found.kind !== 'platform' && found.kind !== 'area'
}

/** The news outlet or wire service that a name means: its kind tells which; undefined where it is neither. */
export function outletOf(name: string, words: LanguageWords): Institution | undefined {
  const found = institutionOf(name, words)
  return found && (found.kind === 'outlet' || found.kind === 'wire') ? found : undefined
}

/** The outlet that a name with the article taken off by grammar means: "Parisien" in "au Parisien". */
export function outletOfBare(name: string, words: LanguageWords): Institution | undefined {
  const plain = plainName(name)
  const found =
    outletOf(plain, words) ??
    withArticle(plain, words)
      .map((full) => lookUp(full, words.code)?.institution)
      .find((one) => one?.kind === 'outlet')
  return found
}

/** Most tokens that a known name beginning with this word may have; 0 where none does. */
export function longestNameFrom(word: string): number {
  return longestFrom.get(plainName(word)) ?? 0
}
