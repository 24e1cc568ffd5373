import type { Analysis, Entity, Language } from '../../contract/analysis.ts'
import { isFunctionWord } from '../words/common-words.ts'
import { ofAllLanguages } from '../words/comparing.ts'
import { conceptsOf } from '../words/concepts.ts'
import { nameStem } from '../words/spelling.ts'
import { storyStem } from '../words/stem.ts'
import { wordsOf } from '../words/words.ts'

/** Somebody or something named in reports of one story: the same key in each. */
export interface SharedEntity {
  key: string
  /** The fullest name met first. */
  name: string
  type: Entity['type']
  /** Words by which it is called beside its name: titles and functions. */
  roles: Set<string>
}

export type SharedEntities = ReadonlyMap<Analysis, ReadonlyMap<string, SharedEntity>>

/** Words that stand with names and are none of their own: "Mme", "Colonel", "Mr". */
const titles = new Set(ofAllLanguages(({ titles }) => titles.words))

/** Words of titles that are kept of one, give or take the last title. */
const rolesKept = 64

/** Words that say what kind of place it is. */
const generic = new Set([
  'k:mountain',
  'k:city',
  'k:province',
  'k:island',
  'k:village',
  'k:river',
  'k:district',
  'k:port',
])

/** The words that tell a name, each by its concept where it has one: "Northern Front" and "Front du Nord" have the same. */
export function nameKeys(language: Language, name: string, byConcept: boolean): string[] {
  const keys = new Set<string>()
  const words = wordsOf(name)
  // "homme d'affaires Viktor Sands": what is written small is no name.
  const written =
    byConcept || words.every(({ capital }) => !capital) ? words : words.filter(({ capital }) => capital)
  for (const { folded } of written) {
    if (titles.has(folded) || folded.length < 2 || isFunctionWord(language, folded)) continue
    const concept = byConcept ? conceptsOf(language, folded)[0] : undefined
    keys.add(concept ? `k:${concept}` : byConcept ? storyStem(folded) : folded)
  }
  return [...keys].sort()
}

/**
 * Who is who across the reports of one story: entities meet by their Wikidata or GeoNames identifier, by their name in
 * any order and language, by a part of a person's name where only one person has it, and by initials.
 */
export function sameEntities(analyses: readonly Analysis[]): SharedEntities {
  interface Item {
    analysis: Analysis
    entity: Entity
    keys: string[]
    parent: number
  }
  const items: Item[] = []
  for (const analysis of analyses)
    for (const entity of analysis.entities) {
      const named = entity.mentions.some(({ kind }) => kind === 'name')
      const keys = named ? nameKeys(analysis.report.language, entity.name, entity.type !== 'person') : []
      items.push({ analysis, entity, keys, parent: items.length })
    }
  const root = (k: number): number => {
    let at = k
    while (items[at].parent !== at) {
      items[at].parent = items[items[at].parent].parent
      at = items[at].parent
    }
    return at
  }
  const join = (a: number, b: number) => {
    const [one, two] = [root(a), root(b)]
    if (one !== two) items[Math.max(one, two)].parent = Math.min(one, two)
  }
  const firstWith = new Map<string, number>()
  const meet = (key: string, k: number) => {
    const first = firstWith.get(key)
    if (first === undefined) firstWith.set(key, k)
    else join(first, k)
  }
  const identifiers = new Map<Analysis, Map<string, number>>()
  for (const analysis of analyses) {
    const found = new Map<string, number>()
    for (const { entity, geonames } of analysis.places)
      if (entity && geonames !== undefined) found.set(entity, geonames)
    identifiers.set(analysis, found)
  }
  items.forEach(({ analysis, entity, keys }, k) => {
    if (entity.wikidata) meet(`wikidata ${entity.wikidata}`, k)
    const place = identifiers.get(analysis)?.get(entity.id)
    if (place !== undefined && entity.type !== 'person') meet(`geonames ${place}`, k)
    if (keys.length === 0) return
    meet(`name ${keys.join(' ')}`, k)
    const stems = [
      ...new Set(
        nameKeys(analysis.report.language, entity.name, true)
          .filter((key) => !generic.has(key))
          .map((key) => (key.startsWith('k:') ? key : '')),
      ),
    ].filter(Boolean)
    for (const { folded } of wordsOf(entity.name))
      if (
        !titles.has(folded) &&
        !isFunctionWord(analysis.report.language, folded) &&
        folded.length > 1 &&
        conceptsOf(analysis.report.language, folded).length === 0
      )
        stems.push(nameStem(folded))
    if (stems.length > 0) meet(`stems ${stems.sort().join(' ')}`, k)
    // The plain words as well: a person whose name the other report's reader took for something else.
    meet(`name ${nameKeys(analysis.report.language, entity.name, true).join(' ')}`, k)
  })
  // A single word meets the one person, or else the one other name, of whose name it is the last.
  const byLast = new Map<string, Set<number>>()
  const fulls = new Map<string, Set<number>>()
  const initials = new Map<string, Set<number>>()
  const note = (map: Map<string, Set<number>>, key: string, k: number) =>
    map.set(key, (map.get(key) ?? new Set()).add(root(k)))
  items.forEach(({ analysis, entity }, k) => {
    const words = wordsOf(entity.name).filter(
      ({ folded }) => !titles.has(folded) && !isFunctionWord(analysis.report.language, folded),
    )
    if (words.length < 2) return
    if (entity.type === 'person') note(byLast, words[words.length - 1].folded, k)
    note(fulls, words.map(({ folded }) => folded).join(' '), k)
    if (entity.type !== 'person')
      note(
        initials,
        words
          .filter(({ capital }) => capital)
          .map(({ folded }) => folded[0])
          .join(''),
        k,
      )
  })
  /** The first of some items where they are one by now. */
  const theOne = (holders: ReadonlySet<number>): number | undefined => {
    let first: number | undefined
    for (const k of holders) {
      if (first !== undefined && root(k) !== root(first)) return undefined
      first ??= k
    }
    return first
  }
  items.forEach(({ entity, keys }, k) => {
    const words = wordsOf(entity.name)
    if (words.length !== 1 || keys.length === 0) return
    const holders = byLast.get(words[0].folded)
    const holder = entity.type === 'person' && holders ? theOne(holders) : undefined
    if (holder !== undefined) join(holder, k)
    const spelled = /^\p{Lu}{2,6}$/u.test(entity.name) ? initials.get(words[0].folded) : undefined
    const whole = spelled ? theOne(spelled) : undefined
    if (whole !== undefined) join(whole, k)
  })
  const shared = new Map<number, SharedEntity>()
  const result = new Map<Analysis, Map<string, SharedEntity>>()
  items.forEach(({ analysis, entity }, k) => {
    const at = root(k)
    let found = shared.get(at)
    if (!found) {
      found = { key: `e${shared.size + 1}`, name: entity.name, type: entity.type, roles: new Set() }
      shared.set(at, found)
    }
    if (entity.role && found.roles.size < rolesKept)
      for (const key of nameKeys(analysis.report.language, entity.role, true)) found.roles.add(key)
    const ofReport = result.get(analysis) ?? new Map<string, SharedEntity>()
    ofReport.set(entity.id, found)
    result.set(analysis, ofReport)
  })
  return result
}
