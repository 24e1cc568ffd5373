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
 * The form under which a word is indexed and looked for: its stem in its language, behind the language's first letter so
 * that languages do not meet, in a-z and 0-9 alone so that no database's own tokenizer changes it.
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

/** Words that must all be found, phrase by phrase (most phrases are one word), in one of the languages. */
export interface SearchQuery {
  alternatives: { language: Language; phrases: string[][] }[]
}

const mostWords = 32

/** Further ways of saying the words of a query, by other names of what one of them names. */
const mostVariants = 12

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

/**
 * What a person typed: words that must all occur, those in quotation marks side by side. Undefined without words.
 * @param spellings other names of what a word names, by the word's folded form; one of them may stand in its place
 */
export function readQuery(
  typed: string,
  only?: Language,
  spellings: ReadonlyMap<string, readonly string[]> = new Map(),
): SearchQuery | undefined {
  const { phrases, single } = takenApart(typed)
  if (phrases.length === 0 && single.length === 0) return undefined
  return {
    alternatives: (only ? [only] : languages).flatMap((language) => {
      // Words such as "the" tell nothing, unless there is nothing else.
      const telling = single.filter(({ folded }) => !isFunctionWord(language, folded))
      const wanted = telling.length > 0 || phrases.length > 0 ? telling : single
      const all = [...phrases, ...wanted.map((word) => [word])]
      const variants = wanted.flatMap((word, k) =>
        (spellings.get(word.folded) ?? []).map((name) =>
          all.map((phrase, at) => (at === phrases.length + k ? wordsOf(name) : phrase)),
        ),
      )
      return [all, ...variants.slice(0, mostVariants)].map((chosen) => ({
        language,
        phrases: chosen.map((phrase) => phrase.map(({ folded }) => indexedForm(folded, language))),
      }))
    }),
  }
}

/** Where the phrases of a query stand in a text, or in a passage of it: for each phrase its spans, in order. */
export function findPhrases(
  text: string,
  language: Language,
  query: SearchQuery,
  [from, to]: Span = [0, text.length],
): Span[][] {
  const words = wordsOf(text.slice(from, to))
  const forms = words.map(({ folded }) => indexedForm(folded, language))
  const found = query.alternatives
    .filter((one) => one.language === language)
    .map(({ phrases }) =>
      phrases.map((phrase) => {
        const spans: Span[] = []
        for (let k = forms.indexOf(phrase[0]); k >= 0; k = forms.indexOf(phrase[0], k + 1))
          if (phrase.every((form, i) => forms[k + i] === form))
            spans.push([from + words[k].start, from + words[k + phrase.length - 1].end])
        return spans
      }),
    )
  // Of several ways of saying it that of which most stands here.
  const count = (one: Span[][]) => one.filter((spans) => spans.length > 0).length
  return found.reduce<Span[][]>((best, one) => (count(one) > count(best) ? one : best), found[0] ?? [])
}
