import { type Language, languages } from '../../contract/analysis.ts'
import { conceptsOf, formsOf } from '../../situation/words/concepts.ts'
import { indexedForm, type SameMeaning } from './search-query.ts'

/** Meanings of a word that are looked for, ways of saying each in one language, and the shortest open beginning. */
const mostMeanings = 3
const mostForms = 12
const shortestBeginning = 4
/** By how many letters a word's stem may be longer than the beginning under which the lexicon has it. */
const longerStem = 1

/**
 * How the other languages say what a folded word (or words joined by `_`) says, by the lexicon of concepts. A word is
 * looked up in each language, as nothing tells which one a person typed, its nearest meanings first; in a language that
 * has such a word itself ("election" beside "elección") only by the meaning that both have before all others.
 */
export function sameMeaning(folded: string): SameMeaning {
  const meanings = new Map(languages.map((language) => [language, meaningsOf(language, folded)]))
  const found: SameMeaning = {}
  for (const language of languages) {
    const own = meanings.get(language) ?? []
    const forms = new Set<string>()
    for (const [typed, concepts] of meanings)
      for (const concept of typed === language ? [] : concepts.slice(0, own.length > 0 ? 1 : mostMeanings))
        if (own.length === 0 || concept === own[0])
          for (const form of shortestFirst(formsOf(language, concept)).slice(0, mostForms))
            if (!form.endsWith('*') || form.length > shortestBeginning) forms.add(form)
    if (forms.size > 0) found[language] = [...forms]
  }
  return found
}

/**
 * What a word means, its nearest meanings first. Where the lexicon has only how it begins, the rest must be an ending of the
 * language, or a slip ("explosoin") would be taken for what it begins like.
 */
function meaningsOf(language: Language, folded: string): readonly string[] {
  const stem = indexedForm(folded, language).length - 1
  return conceptsOf(language, folded).filter((concept) =>
    formsOf(language, concept).some(
      (form) =>
        form === folded ||
        (form.endsWith('*') && folded.startsWith(form.slice(0, -1)) && stem <= form.length - 1 + longerStem),
    ),
  )
}

/** Single words before phrases: they are the commoner way of saying it. */
const shortestFirst = (forms: readonly string[]): string[] =>
  forms
    .map((form, k) => ({ form, k, words: form.split('_').length }))
    .sort((a, b) => a.words - b.words || a.k - b.k)
    .map(({ form }) => form)
