import type { EntityType, Language } from '../../contract/analysis.ts'
import type { LanguageWords } from '../language-words.ts'
import type { Reads } from '../layers.ts'
import type { WordPattern } from '../word-pattern.ts'
import { isFirstName } from './first-names.ts'
import {
  type Institution,
  institutionNamed,
  institutionOf,
  longestNameFrom,
  outletOfBare,
} from './institutions.ts'
import { columnsOf, templates, type UnitColumns, type WordKnowledge } from './name-features.ts'
import { type NameLexicon, nameClasses } from './name-lexicon.ts'
import {
  behindTitles,
  joinParticles,
  splitAtPossessives,
  titled,
  withEvidence,
  withoutGreetings,
  withoutKinds,
  withoutPortfolios,
} from './name-mends.ts'
import { begin, lastOf, type NameType, nameTypes } from './name-model.ts'
import type { Stretch } from './name-stretch.ts'
import { decode, type Weights } from './name-tagger.ts'
import { type NameUnits, unitsOfDocument } from './name-units.ts'

type Document = Reads<'sentences' | 'tokens'>

/** A name where it stands: units first ≤ i ≤ last. */
export interface NameMention {
  first: number
  last: number
  type: EntityType
  /** UTF-16 offsets. */
  start: number
  end: number
  text: string
  institution?: Institution
}

const link = nameClasses.indexOf('link') + 1
const calendar = nameClasses.indexOf('calendar') + 1

const typeOf: Readonly<Record<NameType, EntityType>> = {
  PER: 'person',
  ORG: 'organization',
  LOC: 'place',
  MISC: 'other',
}

/** All names of a document in text order, not overlapping: what the tagger finds, mended by what the lexicons know. */
export function findNameMentions(
  document: Document,
  weights: Weights,
  knowledge: WordKnowledge,
  lexicon: NameLexicon,
): { units: NameUnits; mentions: NameMention[] } {
  const { language } = document
  const units = unitsOfDocument(document)
  const columns = columnsOf(units, knowledge)
  const labels = new Uint8Array(units.length)
  const features = new Int32Array(templates)
  for (let s = 0; s + 1 < units.sentences.length; s++)
    decode(units, columns, units.sentences[s], units.sentences[s + 1], weights, labels, features)
  const tagged = stretchesOf(units, labels)
  const known = knownNames(document, units, columns)
  let merged = merge(tagged, known)
  const words = document.words.names
  merged = withoutPortfolios(units, columns, merged, lexicon, words)
  merged = withoutKinds(units, merged, words)
  titled(units, merged, lexicon)
  behindTitles(units, columns, merged, lexicon)
  withoutGreetings(units, merged, words.greeting, language)
  splitAtPossessives(units, merged, language)
  joinParticles(units, merged, words.nobility, language)
  if (words.smallBodies) withEvidence(units, columns, merged, lexicon)
  if (document.words.names.ministryLink)
    ministries(units, columns, merged, lexicon, document.words.names.ministryLink)
  repeat(units, columns, merged)
  const mentions: NameMention[] = []
  splitAtCommas(units, merged, language)
  if (document.words.names.officeBeforeName) splitAtOffices(units, columns, merged, lexicon, language)
  merged.sort((a, b) => a.first - b.first)
  const parts = new Set<string>()
  for (const stretch of merged)
    if (stretch.first !== stretch.last)
      for (let i = stretch.first; i <= stretch.last; i++) parts.add(units.low[i])
  for (const stretch of merged) {
    if (isCommon(units, columns, stretch, parts, document.words)) continue
    if (isRole(units, stretch, lexicon) || isPeople(units, stretch, lexicon, document.words)) continue
    const mention = trimmed(document, units, columns, stretch, lexicon)
    if (!mention) continue
    // What is left of "chef de l'Etat" may be a common word.
    if (
      mention.first > stretch.first &&
      isCommon(
        units,
        columns,
        { ...stretch, first: mention.first, last: mention.last },
        parts,
        document.words,
      )
    )
      continue
    mentions.push(mention)
  }
  return { units, mentions }
}

/**
 * One word that is no name after all: written small, a contraction ("I’ve"), or in French and Spanish an ordinary word
 * with a capital ("les Français", "la Justice") that no longer name of the report has in it.
 */
function isCommon(
  units: NameUnits,
  columns: UnitColumns,
  stretch: Stretch,
  parts: ReadonlySet<string>,
  words: LanguageWords,
): boolean {
  if (stretch.first !== stretch.last || stretch.institution) return false
  const i = stretch.first
  if (columns.shape[i] === 1 || columns.shape[i] === 7 || columns.shape[i] === 9) return true
  const low = units.low[i]
  if (words.names.contraction.test(low)) return true
  if (!words.names.capitalisesCommonWords || parts.has(low) || columns.shape[i] !== 2) return false
  if (columns.listed[i] < commonWord || isFirstName(units.form[i], words.code)) return false
  // "au Point", "dans Libération": an outlet's name.
  return outletOfBare(units.form[i], words) === undefined
}

/** "Premier" in "le Premier ministre": part of a role, no name. */
function isRole(units: NameUnits, stretch: Stretch, lexicon: NameLexicon): boolean {
  if (stretch.last === stretch.first + 1 && !stretch.institution)
    return lexicon.findClass(`${units.low[stretch.first]} ${units.low[stretch.last]}`, 'role') !== undefined
  if (stretch.first !== stretch.last || stretch.institution) return false
  const next = units.low[stretch.first + 1]
  return next !== undefined && lexicon.findClass(`${units.low[stretch.first]} ${next}`, 'role') !== undefined
}

/** "les Français", "Ella": a people or a pronoun, no name. */
function isPeople(units: NameUnits, stretch: Stretch, lexicon: NameLexicon, words: LanguageWords): boolean {
  if (stretch.first !== stretch.last || stretch.institution || !words.names.peopleArticle) return false
  const low = units.low[stretch.first]
  if (lexicon.findClass(low, 'pronoun')) return true
  const before = stretch.first > 0 ? units.low[stretch.first - 1] : ''
  if (!words.names.peopleArticle.test(before)) return false
  return stretch.type === 'person' || lexicon.findClass(low.replace(/s$/, ''), 'role') !== undefined
}

/** Classes of listed words from here on are ordinary words, mostly written small (training/names-lists.ts). */
const commonWord = 193

function stretchesOf(units: NameUnits, labels: Uint8Array): Stretch[] {
  const found: Stretch[] = []
  for (let i = 0; i < units.length; i++) {
    if (labels[i] === 0) continue
    const type = typeOf[nameTypes[(labels[i] - 1) >> 2]]
    let last = i
    if (((labels[i] - 1) & 3) === begin)
      while (last + 1 < units.length && labels[last] > 0 && ((labels[last] - 1) & 3) !== lastOf) last++
    found.push({ first: i, last, type })
    i = last
  }
  return found
}

/** Names of the institutions' lexicon as they stand, longest first; ambiguous ones are left to the tagger. */
function knownNames(document: Document, units: NameUnits, columns: UnitColumns): Stretch[] {
  const found: Stretch[] = []
  let sentence = 0
  for (let i = 0; i < units.length; i++) {
    while (units.sentences[sentence + 1] <= i) sentence++
    if (columns.shouted[i] === 1) continue
    const most = longestNameFrom(units.form[i])
    if (most === 0) continue
    const end = Math.min(units.sentences[sentence + 1], i + most)
    for (let last = end - 1; last >= i; last--) {
      if (units.end[last] - units.start[i] > 80) continue
      const text = document.text.slice(units.start[i], units.end[last])
      const institution = institutionNamed(text, document.words)
      if (!institution) continue
      const whole = wholeName(text, columns, i, last)
      if (!whole) continue
      found.push({ first: i, last, type: institution.type, institution })
      i = last
      break
    }
  }
  return found
}

/** A name that begins with a small letter must be written so in the lexicon: "talibans", not "le congrès". */
function wholeName(text: string, columns: UnitColumns, first: number, last: number): boolean {
  if (first !== last) return true
  const shape = columns.shape[first]
  return shape !== 9 && shape !== 7 && text.length > 1
}

/** The tagger's stretches with the known names laid over those that they equal or outreach. */
function merge(tagged: Stretch[], known: Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  let k = 0
  // "la Grèce et l'Espagne" as one name: two states that the tagger has joined.
  const places = known.filter((one) => one.type === 'place')
  let from = 0
  tagged = tagged.filter((stretch) => {
    while (from < places.length && places[from].first < stretch.first) from++
    return !(from + 1 < places.length && places[from + 1].last <= stretch.last)
  })
  for (const stretch of known) {
    while (k < tagged.length && tagged[k].last < stretch.first) merged.push(tagged[k++])
    let covered = false
    let from = k
    while (from < tagged.length && tagged[from].first <= stretch.last) {
      const other = tagged[from]
      // Inside a longer name ("Bank of France", "Real Madrid") the known one does not count.
      if (
        other.last - other.first > stretch.last - stretch.first &&
        !(other.first >= stretch.first && other.last <= stretch.last)
      )
        covered = true
      from++
    }
    if (covered) continue
    k = from
    merged.push(stretch)
  }
  while (k < tagged.length) merged.push(tagged[k++])
  return merged
}

/** "Educación, Lucia Azzolina" as one name: two, of which the one that opens with a first name is a person. */
function splitAtCommas(units: NameUnits, stretches: Stretch[], language: Language): void {
  for (let k = stretches.length - 1; k >= 0; k--) {
    const { first, last, type } = stretches[k]
    let comma = first
    while (comma < last && units.form[comma] !== ',') comma++
    if (comma <= first || comma >= last || !isFirstName(units.form[comma + 1], language)) continue
    stretches.splice(k, 1, { first, last: comma - 1, type }, { first: comma + 1, last, type: 'person' })
  }
}

/** "ministre de l'Intérieur Gérald Darmanin": behind a role and its preposition, the first name opens the name. */
function splitAtOffices(
  units: NameUnits,
  columns: UnitColumns,
  stretches: Stretch[],
  lexicon: NameLexicon,
  language: Language,
): void {
  for (const stretch of stretches) {
    const { last } = stretch
    let { first } = stretch
    // The stretch may open with the role itself, in small letters.
    while (first < last && !capitalShape(columns.shape[first])) first++
    if (first === last || stretch.institution || isFirstName(units.form[first], language)) continue
    let before = first - 1
    while (before >= 0 && before > first - 4 && columns.lexical[before] === link) before--
    if (before < 0 || before === first - 1 || !lexicon.findClass(units.low[before], 'role')) continue
    for (let k = first + 1; k < last; k++) {
      if (!isFirstName(units.form[k], language) || columns.lexical[k - 1] === link) continue
      stretch.first = k
      stretch.type = 'person'
      break
    }
  }
}

/** "ministère de l'Intérieur", "ministère de l'Europe et des Affaires étrangères": a body, whatever its parts may be. */
function ministries(
  units: NameUnits,
  columns: UnitColumns,
  stretches: Stretch[],
  lexicon: NameLexicon,
  follows: WordPattern,
): void {
  const found: Stretch[] = []
  for (let i = 0; i + 2 < units.length; i++) {
    if (!lexicon.findClass(units.low[i], 'body')?.concepts.includes('ministry')) continue
    let last = -1
    for (let k = i + 1; k < units.length && k < i + 12; k++) {
      if (columns.shape[k] === 2 || columns.shape[k] === 11) last = k
      else if (columns.lexical[k] !== link || (k === i + 1 && !follows.test(units.low[k]))) break
    }
    if (last > i) found.push({ first: i, last, type: 'organization' })
  }
  if (found.length === 0) return
  const covered = new Uint8Array(units.length)
  for (const { first, last } of found) covered.fill(1, first, last + 1)
  // Of those that overlap, the later one stays.
  const kept = stretches.filter(({ first, last }) => {
    for (let i = first; i <= last; i++) if (covered[i] === 1) return false
    return true
  })
  for (let k = 0; k < found.length; k++)
    if (!(k + 1 < found.length && found[k + 1].first <= found[k].last)) kept.push(found[k])
  stretches.length = 0
  for (const stretch of kept) stretches.push(stretch)
}

const capitalShape = (shape: number): boolean => shape >= 2 && shape <= 6 && shape !== 5

/**
 * A capitalised word that the report uses as a name elsewhere is one here too: the surname of a person called by the
 * full name, a word found as a name twice as often as not.
 */
function repeat(units: NameUnits, columns: UnitColumns, stretches: Stretch[]): void {
  const taken = new Uint8Array(units.length)
  const single = new Map<string, Map<EntityType, number>>()
  const surnames = new Map<string, number>()
  for (const stretch of stretches) {
    taken.fill(1, stretch.first, stretch.last + 1)
    if (stretch.first === stretch.last) {
      const low = units.low[stretch.first]
      const count = single.get(low) ?? new Map<EntityType, number>()
      count.set(stretch.type, (count.get(stretch.type) ?? 0) + 1)
      single.set(low, count)
    } else if (stretch.type === 'person') {
      const low = units.low[stretch.last]
      surnames.set(low, (surnames.get(low) ?? 0) + 1)
    }
  }
  const loose = new Map<string, number>()
  for (let i = 0; i < units.length; i++)
    if (taken[i] === 0 && columns.shape[i] === 1) loose.set(units.low[i], (loose.get(units.low[i]) ?? 0) + 1)
  for (const stretch of stretches) {
    if (stretch.first !== stretch.last || stretch.institution) continue
    if (stretch.type !== 'person' && surnames.has(units.low[stretch.first])) stretch.type = 'person'
  }
  for (let i = 0; i < units.length; i++) {
    if (taken[i] === 1 || !capitalShape(columns.shape[i]) || units.form[i].length < 3) continue
    const low = units.low[i]
    if (loose.has(low) || columns.lexical[i] === calendar) continue
    let type: EntityType | undefined
    if (surnames.has(low)) type = 'person'
    else {
      const count = single.get(low)
      if (count)
        for (const [one, n] of count)
          if (n >= 2 && (type === undefined || n > (count.get(type) ?? 0))) type = one
    }
    if (type) {
      stretches.push({ first: i, last: i, type })
      taken[i] = 1
    }
  }
}

/** The mention without articles, prepositions and titles at its edges; none where nothing is left. */
function trimmed(
  document: Document,
  units: NameUnits,
  columns: UnitColumns,
  stretch: Stretch,
  lexicon: NameLexicon,
): NameMention | undefined {
  let { first, last } = stretch
  const ministry = lexicon.findClass(units.low[first], 'body')?.concepts.includes('ministry') === true
  if (!stretch.institution && !ministry) {
    while (
      first < last &&
      (columns.shape[first] === 1 || columns.shape[first] === 12) &&
      (columns.lexical[first] === link
        ? stretch.type !== 'person' ||
          !/^\p{L}{2,}$/u.test(units.low[first]) ||
          document.words.names.particle.test(units.low[first])
        : stretch.type !== 'person' || columns.lexical[first] > 0)
    )
      first++
    while (
      last > first &&
      (columns.shape[last] === 1 || columns.shape[last] === 9) &&
      columns.lexical[last] === link
    )
      last--
    while (
      first < last &&
      (stretch.type === 'person' || stretch.type === 'other') &&
      lexicon
        .find(units.low[first])
        .some((entry) => entry.class === 'title' && entry.form === units.form[first])
    ) {
      first++
      stretch.type = 'person'
    }
    if (first < last && opensWithArticle(document, units, columns, first, last)) first++
    if (first === last && (columns.lexical[first] === calendar || columns.shape[first] === 9))
      return undefined
  }
  const start = units.start[first]
  const end = units.end[last]
  if (end <= start) return undefined
  const text = document.text.slice(start, end)
  return {
    first,
    last,
    type: finerType(stretch.type, units, first, last, lexicon),
    start,
    end,
    text,
    ...(stretch.institution ? { institution: stretch.institution } : {}),
  }
}

/**
 * "Le Pérou" where a sentence begins: the article is no part of the name, unless it is one known with it (La Haye, Le
 * Monde) or the report writes it with a capital where a sentence goes on.
 */
function opensWithArticle(
  document: Document,
  units: NameUnits,
  columns: UnitColumns,
  first: number,
  last: number,
): boolean {
  const { leadingArticle, withoutArticle } = document.words.names
  if (!leadingArticle || columns.lexical[first] !== link || !leadingArticle.test(units.low[first]))
    return false
  if (/['’]$/.test(units.low[first]))
    return (
      units.form[first].charAt(0) !== units.low[first].charAt(0) &&
      institutionOf(document.text.slice(units.start[first], units.end[last]), document.words)?.kind !==
        'outlet'
    )
  const before = first === 0 ? undefined : document.text.slice(units.end[first - 1], units.start[first])
  const opens = before === undefined || before.includes('\n') || /^[.!?"«“:»”(]/.test(units.form[first - 1])
  if (!opens) return false
  const bare = document.text.slice(units.start[first + 1], units.end[last])
  if (institutionOf(bare, document.words)) return true
  const text = document.text.slice(0, longestSearch)
  let at = text.indexOf(bare)
  for (let n = 0; at >= 0 && n < 20; n++) {
    const article = text.slice(Math.max(0, at - 3), at).toLowerCase()
    if (withoutArticle.test(article)) return true
    at = text.indexOf(bare, at + 1)
  }
  return false
}

/** UTF-16 units from the start of a text in which a name is looked for without its article. */
const longestSearch = 100_000

/** Splits what the tagger calls a place or something else by the words that it is made of. */
function finerType(
  type: EntityType,
  units: NameUnits,
  first: number,
  last: number,
  lexicon: NameLexicon,
): EntityType {
  if (type === 'person' || type === 'organization' || type === 'group') return type
  for (let i = first; i <= last; i++) {
    const low = units.low[i]
    if (type === 'place') {
      if (first !== last && lexicon.findClass(low, 'facility') && !lexicon.findClass(low, 'place'))
        return 'facility'
      continue
    }
    if (lexicon.findClass(low, 'group') && first === last) return 'group'
    if (first === last) continue
    if (lexicon.findClass(low, 'law')) return 'law'
    if (lexicon.findClass(low, 'event')) return 'event'
  }
  return type
}
