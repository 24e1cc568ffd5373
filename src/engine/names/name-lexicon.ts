import { onceALanguage } from '../language-words.ts'
import { NameBeginnings } from '../name-beginnings.ts'
import type { WordList } from '../word-list.ts'

/** Classes of words in `names.lexicon.txt`; their order is part of the trained models. */
export const nameClasses = [
  'title',
  'role',
  'body',
  'outlet',
  'place',
  'facility',
  'law',
  'event',
  'group',
  'company',
  'link',
  'calendar',
  'pronoun',
  'own',
] as const
export type NameClass = (typeof nameClasses)[number]

/** m, f, n(euter), x (either). */
export type Gender = 'm' | 'f' | 'n' | 'x'

/** Whether two genders exclude each other. */
export const opposite = (a: Gender, b: Gender): boolean =>
  (a === 'm' && b === 'f') || (a === 'f' && b === 'm')

export interface NameWord {
  form: string
  class: NameClass
  gender: Gender
  /** What may be said of the same one: "president", "newspaper"; for pronouns the number, "sg" or "pl". */
  concepts: readonly string[]
}

export interface NameLexicon {
  hash: string
  /** Entries of a lower-cased form (one word or several, single spaces between), none: empty. */
  find(low: string): readonly NameWord[]
  /** The entry of that class, if the form has one. */
  findClass(low: string, wanted: NameClass): NameWord | undefined
  /** Number of the form's first class for the tagger, 0 where it has none. */
  classOf(low: string): number
  /** Folded words that go with the offices of the language's own country. */
  own: ReadonlySet<string>
  /** Most words that an entry has. */
  longest: number
  /** By which word an entry may begin. */
  beginnings: NameBeginnings
}

const none: readonly NameWord[] = Object.freeze([])

function build({ lines, hash }: WordList): NameLexicon {
  const words = new Map<string, NameWord[]>()
  let longest = 1
  for (const line of lines) {
    const [form, kind, gender, concepts] = line.split('\t')
    const low = form.toLowerCase()
    const entry: NameWord = {
      form,
      class: kind as NameClass,
      gender: gender as Gender,
      concepts: concepts.split(','),
    }
    const known = words.get(low)
    if (known) known.push(entry)
    else words.set(low, [entry])
    longest = Math.max(longest, low.split(' ').length)
  }
  const classes = new Map<string, number>()
  for (const [low, entries] of words)
    if (entries.some((entry) => entry.class !== 'own'))
      classes.set(low, 1 + Math.min(...entries.map((entry) => nameClasses.indexOf(entry.class))))
  const own = new Set<string>()
  for (const [low, entries] of words)
    if (entries.some((entry) => entry.class === 'own')) own.add(low.normalize('NFD').replace(/\p{M}/gu, ''))
  return {
    hash,
    own,
    longest,
    beginnings: new NameBeginnings(words.keys()),
    find: (low) => words.get(low) ?? none,
    findClass: (low, wanted) => words.get(low)?.find((entry) => entry.class === wanted),
    classOf: (low) => classes.get(low) ?? 0,
  }
}

/** Words that tell of names in a language; read once. */
export const nameLexicon = onceALanguage((pack): NameLexicon => build(pack.names.words))
