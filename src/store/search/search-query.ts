import { stemmer as englishStemmer } from '@orama/stemmers/english'
import { stemmer as frenchStemmer } from '@orama/stemmers/french'
import { stemmer as spanishStemmer } from '@orama/stemmers/spanish'
import { type Language, languages, type Span } from '../../contract/analysis.ts'
import { isFunctionWord } from '../../situation/words/common-words.ts'
import { type Word, wordsOf } from '../../situation/words/words.ts'

const stemmers: Record<Language, (word: string) => string> = {
  fr: frenchStemmer,
  en: englishStemmer,
  es: spanishStemmer,
}
const longestStem = 60
const remembered = 100_000
const stems: Record<Language, Map<string, string>> = { fr: new Map(), en: new Map(), es: new Map() }

/**
 * The form under which a word is indexed and looked for: its stem in its language, behind the language's first letter, in a-z
 * and 0-9 alone so that no database's own tokenizer changes it. English and Spanish share theirs: a report may be found by a
 * word that both have, and only its own language says what is marked in it.
 */
export function indexedForm(folded: string, language: Language): string {
  const known = stems[language]
  let form = known.get(folded)
  if (form === undefined) {
    const stem = stemmers[language](folded).slice(0, longestStem)
    form = language[0] + stem.replace(/[^a-z0-9]/gu, (sign) => `x${sign.codePointAt(0)?.toString(16)}`)
    if (known.size >= remembered) known.clear()
    known.set(folded, form)
  }
  return form
}

/** Words of a piece of the index: PostgreSQL keeps no position beyond 16,383. */
const pieceWords = 8000

/** A report's title and the words of its text as pieces for the full-text index. */
export function indexPieces(
  title: string | undefined,
  ofText: readonly Word[],
  language: Language,
): string[] {
  const forms = [...wordsOf(title ?? ''), ...ofText].map(({ folded }) => indexedForm(folded, language))
  const pieces: string[] = []
  for (let k = 0; k < forms.length; k += pieceWords) pieces.push(forms.slice(k, k + pieceWords).join(' '))
  return pieces
}

/** One way of saying what is looked for: indexed forms side by side; where it is open, the last one only begins so. */
export interface Way {
  forms: string[]
  open?: boolean
}

/** What must all be found, each in one of its ways, in one of the languages. */
type Alternatives = { language: Language; wanted: Way[][] }[]

export interface SearchQuery {
  alternatives: Alternatives
  /** Those that come before the others, where there are some: what was typed, without what other languages say for it. */
  nearest?: Alternatives
}

const mostWords = 32

/** Words of a query that are looked for in the words of the other languages too, and longest set phrase among them. */
const mostMeant = 8
const longestPhrase = 4

/** What a person typed, taken apart: phrases in quotation marks, and single words. */
export function takenApart(typed: string): { phrases: Word[][]; single: Word[] } {
  const phrases: Word[][] = []
  const single: Word[] = []
  const pattern = /["“”„«]([^"“”„«»]*)["“”»]|([^"“”„«»]+)/gu
  let count = 0
  for (const [, quoted, loose] of typed.slice(0, 2000).matchAll(pattern)) {
    const words = wordsOf(quoted ?? loose ?? '').slice(0, mostWords - count)
    count += words.length
    if (quoted !== undefined && words.length > 0) phrases.push(words)
    else single.push(...words)
  }
  return { phrases, single }
}

/** How another language says a word: as written, `_` between the words of a phrase, a star at the end for any ending. */
export type SameMeaning = Partial<Record<Language, readonly string[]>>

/** What stands in place of a word of a query: other names of what it names, and what other languages say for it. */
export interface OtherWords {
  spellings?: ReadonlyMap<string, readonly string[]>
  meanings?: ((folded: string) => SameMeaning) | undefined
}

/**
 * What a person typed: words that must all occur, those in quotation marks side by side and as they stand. Undefined
 * without words.
 * @param others what may stand in place of a word that is not in quotation marks, by its folded form
 */
export function readQuery(typed: string, only?: Language, others: OtherWords = {}): SearchQuery | undefined {
  const { phrases, single } = takenApart(typed)
  if (phrases.length === 0 && single.length === 0) return undefined
  const asTyped = single.map((word) => [word])
  const grouped = others.meanings ? setPhrases(single, others.meanings) : asTyped
  const readings = grouped.length < asTyped.length ? [asTyped, grouped] : [asTyped]
  const alternatives = (others: OtherWords): Alternatives =>
    (only ? [only] : languages).flatMap((language) =>
      readings.map((units) => {
        // Words such as "the" tell nothing, unless there is nothing else.
        const telling = units.filter(
          (words) => words.length > 1 || !isFunctionWord(language, words[0].folded),
        )
        const wanted = telling.length > 0 || phrases.length > 0 ? telling : units
        return {
          language,
          wanted: [
            ...phrases.map((words) => [wayOf(words, language)]),
            ...wanted.map((words, k) => waysOf(words, language, k < mostMeant ? others : {})),
          ],
        }
      }),
    )
  if (!others.meanings) return { alternatives: alternatives(others) }
  return { alternatives: alternatives(others), nearest: alternatives({ ...others, meanings: undefined }) }
}

/** Folded words, and set phrases with `_` between their words, that other languages are asked for. */
export const unitsOf = (typed: string, meanings: (folded: string) => SameMeaning): string[] =>
  setPhrases(takenApart(typed).single, meanings)
    .slice(0, mostMeant)
    .map((words) => words.map(({ folded }) => folded).join('_'))

/** Words in order, those that together are a set phrase of a lexicon ("cessez-le-feu") put together. */
function setPhrases(words: readonly Word[], meanings: (folded: string) => SameMeaning): Word[][] {
  const units: Word[][] = []
  for (let k = 0; k < words.length; ) {
    let length = Math.min(longestPhrase, words.length - k)
    const joined = () =>
      words
        .slice(k, k + length)
        .map(({ folded }) => folded)
        .join('_')
    while (length > 1 && Object.keys(meanings(joined())).length === 0) length--
    units.push(words.slice(k, k + length))
    k += length
  }
  return units
}

const wayOf = (words: readonly Word[], language: Language): Way => ({
  forms: words.map(({ folded }) => indexedForm(folded, language)),
})

function waysOf(words: readonly Word[], language: Language, { spellings, meanings }: OtherWords): Way[] {
  const folded = words.map((word) => word.folded).join('_')
  const ways = [wayOf(words, language)]
  for (const name of spellings?.get(folded) ?? []) ways.push(wayOf(wordsOf(name), language))
  for (const form of meanings?.(folded)[language] ?? []) {
    const parts = form.replace('*', '').split('_')
    // What is indexed is the stem, which may be shorter than the beginning.
    ways.push({ forms: parts.map((part) => indexedForm(part, language)) })
    if (form.endsWith('*'))
      ways.push({
        forms: parts.map((part, k) =>
          k < parts.length - 1 ? indexedForm(part, language) : language[0] + part,
        ),
        open: true,
      })
  }
  const known = new Set<string>()
  return ways.filter(({ forms, open }) => {
    const key = `${forms.join(' ')}${open ? '*' : ''}`
    return forms.length > 0 && !known.has(key) && known.add(key)
  })
}

/** Where what a query wants stands in a text, or in a passage of it: the spans of each thing wanted, in order. */
export function findPhrases(
  text: string,
  language: Language,
  query: SearchQuery,
  [from, to]: Span = [0, text.length],
): Span[][] {
  const words = wordsOf(text.slice(from, to))
  const forms = words.map(({ folded }) => indexedForm(folded, language))
  const spansOf = ({ forms: wanted, open }: Way): Span[] => {
    const last = wanted.length - 1
    return forms.flatMap((_, k): Span[] =>
      k + last < forms.length &&
      wanted.every((form, i) => (open && i === last ? forms[k + i].startsWith(form) : forms[k + i] === form))
        ? [[from + words[k].start, from + words[k + last].end]]
        : [],
    )
  }
  const found = query.alternatives
    .filter((one) => one.language === language)
    .map(({ wanted }) => wanted.map((ways) => distinct(ways.flatMap(spansOf))))
  // Of several ways of saying it that of which most stands here.
  const count = (one: Span[][]) => one.filter((spans) => spans.length > 0).length
  return found.reduce<Span[][]>((best, one) => (count(one) > count(best) ? one : best), found[0] ?? [])
}

const distinct = (spans: readonly Span[]): Span[] =>
  [...new Map(spans.map((span) => [span.join(), span])).values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
