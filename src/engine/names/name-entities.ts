import type { Entity, EntityType, Span } from '../../contract/analysis.ts'
import { foldName } from './fold-name.ts'
import { officesOf } from './leaders.ts'
import { type Gender, type NameLexicon, opposite } from './name-lexicon.ts'
import type { NameMention } from './name-mentions.ts'
import type { NameUnits } from './name-units.ts'

interface Group {
  /** Its place among the groups. */
  order: number
  type: EntityType
  mentions: NameMention[]
  /** Lower-cased words of the fullest name. */
  words: string[]
  name: string
  votes: Map<EntityType, number>
  /** What the titles before its names tell. */
  title: Gender
  wikidata?: string
}

const initial = (word: string): boolean => /^\p{L}\.?(?:-?\p{L}\.)*$/u.test(word)

/** Names that are compared for one word that they share: more than any report has. */
const mostSharing = 100

/** Whether a shorter name of a person may be a part or variant of a fuller one. */
function partOfPerson(short: readonly string[], full: readonly string[]): boolean {
  if (short.length > full.length) return false
  if (short.length === 1)
    return (
      short[0].length > 1 &&
      full.length > 1 &&
      (full[full.length - 1] === short[0] || compound(short[0], full))
    )
  if (short[short.length - 1] !== full[full.length - 1]) {
    // "López Obrador" in "Andrés Manuel López Obrador", "García Márquez" in "Gabriel García Márquez Iguarán".
    const at = full.indexOf(short[0])
    return at > 0 && short.every((word, i) => full[at + i] === word)
  }
  const a = short[0]
  const b = full[0]
  if (a === b) return true
  if (initial(a) && b.startsWith(a[0])) return true
  if (initial(b) && a.startsWith(b[0])) return true
  const at = full.indexOf(a)
  return at > 0 && short.every((word, i) => full[at + i] === word)
}

/** "Obrador" or "López" in a name of two surnames; the first name alone is left to {@link byFirstName}. */
function compound(word: string, full: readonly string[]): boolean {
  return full.length > 2 && full.indexOf(word) >= full.length - 2 && full.indexOf(word) > 0
}

function acronymOf(words: readonly string[], keepSmall: boolean): string {
  let letters = ''
  for (const word of words) if (keepSmall || !/^\p{Ll}/u.test(word)) letters += word.charAt(0).toUpperCase()
  return letters
}

const acronym = /^[\p{Lu}][\p{Lu}\d.&-]{1,9}$/u

/**
 * Groups name mentions into entities: equal names, institutions under all their names, parts of a person's name, acronyms.
 * Where two people share the surname that stands alone, it goes to the report's main figure, unless a title tells the gender.
 */
export function groupNames(
  mentions: readonly NameMention[],
  units: NameUnits,
  lexicon: NameLexicon,
  genderOf: (firstName: string) => Gender,
): { entities: Entity[]; groupOf: Map<NameMention, number> } {
  const groups: Group[] = []
  const of = new Map<NameMention, Group>()
  const byKey = new Map<string, Group>()
  // Groups by each word that any of their names had; who may be one shares a word.
  const byWord = new Map<string, Group[]>()
  const enter = (group: Group): void => {
    for (const word of new Set(group.words)) {
      const list = byWord.get(word)
      if (!list) byWord.set(word, [group])
      else if (list.length < mostSharing && list[list.length - 1] !== group) list.push(group)
    }
  }
  const sharing = (words: readonly string[]): Group[] =>
    [...new Set(words.flatMap((word) => byWord.get(word) ?? []))].sort((a, b) => a.order - b.order)
  const add = (group: Group, mention: NameMention): void => {
    group.mentions.push(mention)
    group.votes.set(mention.type, (group.votes.get(mention.type) ?? 0) + 1)
    of.set(mention, group)
    if (mention.institution?.wikidata) group.wikidata ??= mention.institution.wikidata
  }
  const create = (mention: NameMention): Group => {
    const group: Group = {
      order: groups.length,
      type: mention.type,
      mentions: [],
      words: foldName(mention.text).split(/[\s]+/),
      name: mention.text,
      votes: new Map(),
      title: 'x',
    }
    groups.push(group)
    enter(group)
    return group
  }
  const keyOf = (mention: NameMention): string =>
    mention.institution ? `#${mention.institution.row}` : foldName(mention.text)

  // Full names and everything but lone surnames first, so that a headline's surname finds the name below it.
  const firstNames = new Set(
    mentions
      .filter((mention) => mention.type === 'person' && mention.first < mention.last)
      .map((mention) => foldName(mention.text).split(/\s+/)[0]),
  )
  const isLone = (mention: NameMention): boolean => {
    if (mention.first !== mention.last) return false
    // "Laetitia" taken for a body, of somebody called by the full name elsewhere.
    if (mention.type === 'organization' && !mention.institution && firstNames.has(foldName(mention.text)))
      if (genderOf(mention.text) !== 'x') mention.type = 'person'
    return mention.type === 'person'
  }
  for (const mention of mentions) {
    if (isLone(mention)) continue
    const key = keyOf(mention)
    let group = byKey.get(key)
    if (!group && mention.type === 'person') {
      const words = foldName(mention.text).split(/\s+/)
      group = sharing(words).find((other) => {
        if (other.type !== 'person' || other.words.length < 2) return false
        return partOfPerson(words, other.words) || partOfPerson(other.words, words)
      })
    }
    group ??= create(mention)
    byKey.set(key, group)
    add(group, mention)
    if (mention.type === 'person') entitle(group, titleGender(units, mention, lexicon))
    const words = foldName(mention.text).split(/\s+/)
    if (words.length > group.words.length) {
      group.words = words
      group.name = mention.text
      enter(group)
    }
  }
  for (const mention of mentions) {
    if (!isLone(mention)) continue
    const key = keyOf(mention)
    const title = titleGender(units, mention, lexicon)
    const word = foldName(mention.text)
    const alike = sharing([word])
    const candidates = alike.filter(
      (group) =>
        group.type === 'person' &&
        (partOfPerson([word], group.words) || (group.words.length === 1 && group.words[0] === word)),
    )
    const fitting =
      title === 'x'
        ? candidates
        : candidates.filter(
            (group) => !opposite(genderOf(firstOf(group)), title) && !opposite(group.title, title),
          )
    let group = mainFigure(fitting)
    if (!group) {
      // A first name alone, of somebody called by the full name elsewhere.
      const byFirst = alike.filter(
        (one) => one.type === 'person' && one.words.length > 1 && one.words[0] === word,
      )
      if (byFirst.length === 1 && title === 'x') group = byFirst[0]
    }
    if (!group) {
      const same = byKey.get(key)
      if (same && same.type !== 'person') group = same
    }
    if (!group) {
      group = create(mention)
      byKey.set(key, group)
    }
    add(group, mention)
    entitle(group, title)
  }
  joinAcronyms(mentions, units, of, groups)
  const kept = groups.filter((group) => group.mentions.length > 0)
  for (const group of kept) {
    group.mentions.sort((a, b) => a.start - b.start)
    let best = 0
    for (const mention of group.mentions) {
      const votes = group.votes.get(mention.type) ?? 0
      if (votes > best) {
        best = votes
        group.type = mention.type
      }
      if (mention.institution) {
        group.type = mention.institution.type
        best = Number.MAX_SAFE_INTEGER
      }
    }
    group.name = fullest(group)
  }
  kept.sort((a, b) => a.mentions[0].start - b.mentions[0].start)
  const groupOf = new Map<NameMention, number>()
  const entities = kept.map((group, i): Entity => {
    for (const mention of group.mentions) groupOf.set(mention, i)
    return {
      id: `e${i + 1}`,
      type: group.type,
      name: group.name,
      ...(group.wikidata ? { wikidata: group.wikidata } : {}),
      mentions: group.mentions.map((mention) => ({
        span: [mention.start, mention.end] as Span,
        kind: 'name',
      })),
    }
  })
  return { entities, groupOf }
}

const firstOf = (group: Group): string => (group.words.length > 1 ? group.name.split(/\s+/)[0] : '')

function entitle(group: Group, title: Gender): void {
  if (group.title === 'x') group.title = title
}

function titleGender(units: NameUnits, mention: NameMention, lexicon: NameLexicon): Gender {
  if (mention.first === 0) return 'x'
  const before = units.form[mention.first - 1]
  const entry = lexicon.find(before.toLowerCase()).find((one) => one.class === 'title' && one.form === before)
  return entry ? entry.gender : 'x'
}

/**
 * Whom a surname alone means where several share it: one known by an office, else the one named in full first, since
 * relatives of a report's main figure come later and keep their first names.
 */
function mainFigure(groups: readonly Group[]): Group | undefined {
  let best: Group | undefined
  let known = false
  for (const group of groups) {
    const leader = officesOf(group.name) !== undefined
    const earlier = best === undefined || group.mentions[0].start < best.mentions[0].start
    if (best === undefined || (leader && !known) || (leader === known && earlier)) {
      best = group
      known = leader
    }
  }
  return best
}

/** "Full Name (ABC)", "ABC (Full Name)" and, in the same report, an acronym of the capitals of exactly one name. */
function joinAcronyms(
  mentions: readonly NameMention[],
  units: NameUnits,
  of: Map<NameMention, Group>,
  groups: Group[],
): void {
  const join = (into: Group, from: Group): void => {
    if (into === from) return
    for (const mention of from.mentions) {
      into.mentions.push(mention)
      of.set(mention, into)
    }
    for (const [type, n] of from.votes) into.votes.set(type, (into.votes.get(type) ?? 0) + n)
    if (from.wikidata) into.wikidata ??= from.wikidata
    from.mentions = []
  }
  const short = (mention: NameMention): boolean =>
    mention.first === mention.last && acronym.test(mention.text)
  for (let k = 1; k < mentions.length; k++) {
    const a = mentions[k - 1]
    const b = mentions[k]
    const gap = b.first - a.last
    if (gap !== 2 || units.form[a.last + 1] !== '(' || units.form[b.last + 1] !== ')') continue
    if (a.type === 'person' || b.type === 'person') continue
    const [full, brief] = short(b) ? [a, b] : [b, a]
    if (!short(brief) || short(full)) continue
    // A place in brackets behind an acronym is where it is, not what it is called.
    if (full.type === 'place' && brief.type !== 'place') continue
    if (!of.get(full) || !of.get(brief)) continue
    join(of.get(full)!, of.get(brief)!)
  }
  const byLetters = new Map<string, Group[]>()
  for (const group of groups) {
    if (group.mentions.length === 0 || (group.type !== 'organization' && group.type !== 'place')) continue
    const words = group.name.split(/[\s'’-]+/).filter(Boolean)
    if (words.length < 2) continue
    for (const letters of new Set([acronymOf(words, false), acronymOf(words, true)])) {
      if (letters.length < 2) continue
      const list = byLetters.get(letters)
      if (list) list.push(group)
      else byLetters.set(letters, [group])
    }
  }
  for (const group of groups) {
    if (group.mentions.length === 0 || group.type !== 'organization') continue
    if (!short(group.mentions[0])) continue
    const letters = group.mentions[0].text.replace(/[.&-]/g, '').toUpperCase()
    if (letters.length < 3) continue
    const full = (byLetters.get(letters) ?? []).filter((one) => one.mentions.length > 0 && one !== group)
    if (full.length === 1 && full[0].type === 'organization') join(full[0], group)
  }
}

/** The name with most words, then most letters, in ordinary spelling rather than capitals; the first of equals. */
function fullest(group: Group): string {
  let best = group.mentions[0].text
  const rank = (text: string): number => {
    const words = text.split(/\s+/).length
    const shouted = words > 1 && text === text.toUpperCase() ? 1 : 0
    return words * 1000 + text.length - shouted * 100_000
  }
  for (const mention of group.mentions) if (rank(mention.text) > rank(best)) best = mention.text
  return best.replace(/\s+/g, ' ')
}
