import type { EntityType, Language } from '../../contract/analysis.ts'
import { type LanguageWords, onceALanguage } from '../language-words.ts'
import { lexicon } from './institutions.lexicon.ts'

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

export const institutionsHash = lexicon.hash

const columns: readonly Language[] = ['en', 'fr', 'es']

/** The names of all institutions. */
interface Names {
  /** What a name means in each language, in the order of `columns`. */
  found: Map<string, (Found | undefined)[]>
  /** Most words in a name, by its first word. */
  longestFrom: Map<string, number>
}

let known: Names | undefined

/** Made when first asked for. */
function names(): Names {
  known ??= readNames()
  return known
}

/** Whether a name has a sign that `plainName` writes otherwise: most have none. */
function isPlain(name: string): boolean {
  const last = name.length - 1
  let before = 32
  for (let i = 0; i <= last; i++) {
    const unit = name.charCodeAt(i)
    // Besides the letters of Europe there is little that is not a space or a sign of another kind.
    if (unit > 0x24f || unit === 0xa0 || (unit < 32 && unit > 8)) return false
    if (unit === 32 && before === 32) return false
    before = unit
  }
  return before !== 32 || last < 0
}

/** One spelling for all apostrophes, hyphens and spaces. */
export function plainName(name: string): string {
  if (isPlain(name)) return name
  return name.replace(/[’‘ʼ]/g, "'").replace(/[‐‑–]/g, '-').replace(/\s+/g, ' ').trim()
}

/** The first word of a plain name, and how many it has, as the tokeniser cuts it, nearly: elided articles stand alone. */
function wordsIn(name: string): { first: string; count: number } {
  let end = -1
  let count = 1
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i)
    if (unit !== 0x20 && unit !== 0x27) continue
    count++
    if (end < 0) end = unit === 0x27 ? i + 1 : i
  }
  return { first: end < 0 ? name : name.slice(0, end), count }
}

function readNames(): Names {
  const all = new Map<string, (Found | undefined)[]>()
  const longestFrom = new Map<string, number>()
  const { lines } = lexicon
  for (let row = 0; row < lines.length; row++) {
    const [kind, type, wikidata, ...lists] = lines[row].split('\t')
    const institution: Institution = {
      kind: kind as InstitutionKind,
      type: type as EntityType,
      ...(wikidata === '-' ? {} : { wikidata }),
      name: {},
      row,
    }
    columns.forEach((language, k) => {
      const list = lists[k] ?? '-'
      if (list === '-') return
      for (const written of list.split('|')) {
        const ambiguous = written.endsWith('?')
        const name = plainName(ambiguous ? written.slice(0, -1) : written)
        institution.name[language] ??= name
        let of = all.get(name)
        if (!of) {
          of = columns.map(() => undefined)
          all.set(name, of)
        }
        of[k] ??= { institution, ambiguous }
        const { first, count } = wordsIn(name)
        longestFrom.set(first, Math.max(longestFrom.get(first) ?? 0, count + 1))
      }
    })
  }
  return { found: all, longestFrom }
}

function lookUp(name: string, language: string): Found | undefined {
  const of = names().found.get(name)
  if (!of) return undefined
  const own = of[columns.indexOf(language as Language)]
  if (own) return own
  // Foreign names of states and cities are other words at home ("Chile" and "Chili" are no matter, "Níger" is).
  return of.find(
    (found) =>
      found &&
      found.institution.kind !== 'state' &&
      found.institution.kind !== 'area' &&
      found.institution.kind !== 'seat' &&
      !found.ambiguous,
  )
}

/**
 * The institution that a name as written means, articles allowed ("the Kremlin", "l’Elysée", "Le Parisien"), whatever the
 * language it is written in; undefined where it is none that Selon knows.
 * @param sure leaves out names that mean other things as well ("Time", "Marca")
 */
export function institutionOf(name: string, words: LanguageWords, sure = false): Institution | undefined {
  const plain = plainName(name)
  let found = lookUp(plain, words.code)
  if (!found) {
    const bare = plain.replace(words.names.article, '')
    if (bare !== plain) found = lookUp(bare, words.code) ?? outletWithArticle(bare, words)
  }
  return found && !(sure && found.ambiguous) ? found.institution : undefined
}

/** The institution of exactly this name, articles not taken off; undefined where there is none or it means other things too. */
export function institutionNamed(name: string, words: LanguageWords): Institution | undefined {
  const found = lookUp(plainName(name), words.code)
  return found && !found.ambiguous ? found.institution : undefined
}

/** Names that some name begins with an article before: most are none. */
const behindArticle = onceALanguage((words) => {
  const behind = new Set<string>()
  for (const name of names().found.keys())
    for (const article of words.names.lostArticles)
      if (name.startsWith(`${article} `)) behind.add(name.slice(article.length + 1))
  return behind
})

/** The outlet whose name has the article that another word took: "au Parisien", "du Monde". */
function outletWithArticle(bare: string, words: LanguageWords): Found | undefined {
  if (!behindArticle(words).has(bare)) return undefined
  for (const article of words.names.lostArticles) {
    const found = lookUp(`${article} ${bare}`, words.code)
    if (found?.institution.kind === 'outlet') return found
  }
  return undefined
}

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

/** All names of outlets and wire services, in all languages. */
export function outletNames(): string[] {
  const isOutlet = (one: Found | undefined) =>
    one?.institution.kind === 'outlet' || one?.institution.kind === 'wire'
  return [...names().found].filter(([, of]) => of.some(isOutlet)).map(([name]) => name)
}

/** The outlet that a name with the article taken off by grammar means: "Parisien" in "au Parisien". */
export function outletOfBare(name: string, words: LanguageWords): Institution | undefined {
  const plain = plainName(name)
  return outletOf(plain, words) ?? outletWithArticle(plain, words)?.institution
}

/** Most tokens that a known name beginning with this word may have; 0 where none does. */
export function longestNameFrom(word: string): number {
  return names().longestFrom.get(plainName(word)) ?? 0
}
