import type { Language } from '../../contract/analysis.ts'
import type { NameWords } from '../language-words.ts'
import { isFirstName } from './first-names.ts'
import type { UnitColumns } from './name-features.ts'
import { type NameLexicon, nameClasses } from './name-lexicon.ts'
import type { Stretch } from './name-stretch.ts'
import type { NameUnits } from './name-units.ts'

const link = nameClasses.indexOf('link') + 1
const role = nameClasses.indexOf('role') + 1

/** Concepts of offices that are called by what they are for: "ministre de la Santé". */
const offices = new Set(['minister', 'secretary'])

/** Units that the name of an office takes: "secrétaire d'État chargé de la Ville et du Logement" in full. */
const longestOffice = 16

/**
 * Takes out of the names what belongs to an office: "État", "Mer" in "secrétaire d'État à la Mer", "Armées" in "ministre
 * des Armées". A name right behind keeps what is its own.
 */
export function withoutPortfolios(
  units: NameUnits,
  columns: UnitColumns,
  stretches: readonly Stretch[],
  lexicon: NameLexicon,
  { portfolio, headLast }: NameWords,
): Stretch[] {
  if (!portfolio) return [...stretches]
  const covered = new Uint8Array(units.length)
  let any = false
  let sentence = 0
  for (let i = 0; i < units.length; i++) {
    while (units.sentences[sentence + 1] <= i) sentence++
    const limit = Math.min(units.sentences[sentence + 1], i + longestOffice)
    const last = officeAt(units, lexicon, i, limit)
    if (last < 0) continue
    let end = last
    for (let k = last + 1; k < limit; k++) {
      if (portfolio.test(units.low[k])) end = k
      // "Ministre délégué chargé de la Mer"; in English nothing but "of", "for", "and" stands between.
      else if (columns.lexical[k] !== link && (headLast || !small(units.form[k]))) break
    }
    if (end === last && last === i) continue
    covered.fill(1, i, end + 1)
    any = true
    i = end
  }
  if (!any) return [...stretches]
  return stretches.flatMap((stretch) => {
    if (stretch.institution?.kind === 'state') return [stretch]
    let { first } = stretch
    while (
      first <= stretch.last &&
      (covered[first] === 1 || (first > stretch.first && columns.lexical[first] === link))
    )
      first++
    if (first > stretch.last) return []
    // "Minister for Health Services" leaves no person.
    if (headLast && first > stretch.first && stretch.type !== 'person') return []
    return [first === stretch.first ? stretch : { first, last: stretch.last, type: 'person' as const }]
  })
}

/** Last unit of a noun for a minister or secretary that begins at `i`; -1 where none does. */
function officeAt(units: NameUnits, lexicon: NameLexicon, i: number, limit: number): number {
  if (!lexicon.beginnings.mayBegin('', 0, units.form[i])) return -1
  for (let last = Math.min(limit - 1, i + 3); last >= i; last--) {
    const text = units.form
      .slice(i, last + 1)
      .join(' ')
      .replace(/(['’]) /g, "'")
      .toLowerCase()
    if (lexicon.findClass(text, 'role')?.concepts.some((concept) => offices.has(concept))) return last
  }
  return -1
}

const small = (word: string): boolean => /^\p{Ll}/u.test(word)

/** "El señor Orrego": what follows a title is a person, whatever the tagger took it for. */
export function titled(units: NameUnits, stretches: readonly Stretch[], lexicon: NameLexicon): void {
  for (const stretch of stretches) {
    // Places keep their saints: "San Isidro".
    if (stretch.type === 'person' || stretch.type === 'place') continue
    if (stretch.institution?.wikidata) continue
    if (stretch.last - stretch.first > 3) continue
    // "Monsieur Lac", "Admin Park": the title is no part of the name.
    if (stretch.first < stretch.last && civilTitle(units, lexicon, stretch.first)) {
      stretch.first++
      stretch.type = 'person'
      delete stretch.institution
      continue
    }
    if (stretch.first === 0) continue
    if (civilTitle(units, lexicon, stretch.first - 1)) {
      stretch.type = 'person'
      delete stretch.institution
    }
  }
}

/** "Madame Lac": a word with a capital right behind a title is a name, though nothing else shows it. */
export function behindTitles(
  units: NameUnits,
  columns: UnitColumns,
  stretches: Stretch[],
  lexicon: NameLexicon,
): void {
  const taken = new Uint8Array(units.length)
  for (const { first, last } of stretches) taken.fill(1, first, last + 1)
  const opens = new Set(units.sentences)
  for (let i = 0; i + 1 < units.length; i++) {
    const next = i + 1
    if (taken[i] === 1 || taken[next] === 1 || opens.has(next) || columns.shape[next] !== capitalised)
      continue
    if (columns.lexical[next] === link || columns.lexical[next] === role) continue
    if (!civilTitle(units, lexicon, i) || lexicon.find(units.low[next]).some((one) => one.class === 'title'))
      continue
    stretches.push({ first: next, last: next, type: 'person' })
  }
  stretches.sort((a, b) => a.first - b.first)
}

/** The shape of a word with a capital at its head alone. */
const capitalised = 2

/** Units behind a name within which "is a fruit" stands. */
const kindReach = 4

/** "Apple is a fruit": one word that opens its sentence and is said to be of a kind of things is no name. */
export function withoutKinds(
  units: NameUnits,
  stretches: readonly Stretch[],
  { kindOfThing, isOfKind }: NameWords,
): Stretch[] {
  const opens = new Set(units.sentences)
  return stretches.filter(({ first, last }) => {
    if (first !== last || !opens.has(first) || !isOfKind.test(units.low[first + 1] ?? '')) return true
    for (let k = first + 2; k < units.length && k <= first + kindReach && !opens.has(k); k++)
      if (kindOfThing.test(units.low[k])) return false
    return true
  })
}

/** Whether a unit is a title that stands before people's names: "Mme", "señora", "Mr." */
export function civilTitle(units: NameUnits, lexicon: NameLexicon, i: number): boolean {
  return lexicon.find(units.low[i]).some((entry) => entry.class === 'title' && entry.form === units.form[i])
}

/** "Hello Nelisa", "Dear Gert": the greeting is no part of the name, and who is greeted is a person. */
export function withoutGreetings(
  units: NameUnits,
  stretches: readonly Stretch[],
  greeting: NameWords['greeting'],
  language: Language,
): void {
  for (const stretch of stretches) {
    if (stretch.institution || stretch.first === stretch.last || !greeting.test(units.low[stretch.first]))
      continue
    if (!isFirstName(units.form[stretch.first + 1], language) && stretch.type !== 'person') continue
    stretch.first++
    stretch.type = 'person'
  }
}

/** "George Lukas's Lukasfilm": a person and what is theirs are two names. */
export function splitAtPossessives(units: NameUnits, stretches: Stretch[], language: Language): void {
  for (let k = stretches.length - 1; k >= 0; k--) {
    const { first, last, type, institution } = stretches[k]
    if (institution || type !== 'person' || !isFirstName(units.form[first], language)) continue
    let owner = first
    while (owner < last && units.possessive[owner] === 0) owner++
    if (owner >= last) continue
    stretches.splice(k, 1, { first, last: owner, type }, { first: owner + 1, last, type: 'organization' })
  }
}

/** "Marie-Ève d'Aubrac": a first name and what a particle of nobility ties to it are one person. */
export function joinParticles(
  units: NameUnits,
  stretches: Stretch[],
  nobility: NameWords['nobility'],
  language: Language,
): void {
  for (let k = stretches.length - 1; k > 0; k--) {
    const before = stretches[k - 1]
    const stretch = stretches[k]
    if (
      stretch.first !== before.last + 2 ||
      before.first !== before.last ||
      !nobility.test(units.low[before.last + 1])
    )
      continue
    const given = units.form[before.first]
    if (
      before.type !== 'person' ||
      !(isFirstName(given, language) || isFirstName(given.split('-')[0], language))
    )
      continue
    // "Marie de France" is left as it is: a state that Selon knows.
    if (stretch.institution || stretch.type === 'group') continue
    stretches.splice(k - 1, 2, { first: before.first, last: stretch.last, type: 'person' })
  }
}

/** Kind of name that a listed word is mostly met in (training/names-lists.ts); -1 where it is an ordinary word or in no list. */
const listedKind = (listed: number): number => (listed < 1 || listed > 192 ? -1 : ((listed - 1) >> 4) & 3)
const placeKind = 3
/** Whether it is met in names of that kind alone. */
const listedAlone = (listed: number): boolean => ((listed - 1) & 15) === 1 << placeKind

/** Units before a name in which the noun for what it is may stand: "la société belge Verrane". */
const nounReach = 3

/**
 * Looks for what shows that a name is an organisation's, where the tagger says so and no lexicon knows it: what opens or
 * heads it (a company, a party: one; a championship, a law: something else), a noun before it, capitals alone. A single
 * word with none of it that is in lists of places alone is a place.
 */
export function withEvidence(
  units: NameUnits,
  columns: UnitColumns,
  stretches: readonly Stretch[],
  lexicon: NameLexicon,
): void {
  for (const stretch of stretches) {
    if (stretch.type !== 'organization' || stretch.institution) continue
    const { first, last } = stretch
    if (first < last) {
      const head = units.low[first]
      if (lexicon.findClass(head, 'body') || lexicon.findClass(head, 'outlet')) continue
      if (lexicon.findClass(head, 'event') || lexicon.findClass(head, 'law')) stretch.type = 'other'
      continue
    }
    if (listedKind(columns.listed[first]) !== placeKind || !listedAlone(columns.listed[first])) continue
    if (/^[\p{Lu}\d&.-]+$/u.test(units.form[first])) continue
    let noun = false
    for (let k = first - 1; k >= Math.max(0, first - nounReach) && !noun; k--)
      noun = lexicon.find(units.low[k]).some((entry) => bodies.has(entry.class))
    if (!noun) stretch.type = 'place'
  }
}

const bodies: ReadonlySet<string> = new Set(['body', 'outlet', 'company'])
