import type { Language, Span } from '../../contract/analysis.ts'
import { logarithm } from '../../engine/exact-math.ts'
import { isFunctionWord, sampleFrequency, sampleSize } from '../words/common-words.ts'
import { comparing } from '../words/comparing.ts'
import { beginsPhrase, conceptsOf, isLight, widerThan } from '../words/concepts.ts'
import { cognate, countryStem } from '../words/spelling.ts'
import { storyStem } from '../words/stem.ts'
import { type Word, wordsOf } from '../words/words.ts'
import type { ContentItem } from './claim-content.ts'
import type { SharedEntity } from './same-entity.ts'

/** Weights of words between 0 and 1: of those in every report, of light ones, of phrases and pronouns. */
const leastTelling = 0.05
const lightWeight = 0.2
const phraseWeight = 0.8
const pronounWeight = 0.5
/** The logarithm at which a stem is as rare as can be told from the sample. */
const rarest = 5.2
/** Words of a phrase, and characters that it may reach over behind its first word. */
const longestPhrase = 4
const phraseReach = 24
/** Letters from which on a word may be the name of a country or its people, and have a cognate. */
const leastCountry = 5
const leastCognate = 6

/** How telling a stem is: 0 for one in every report, 1 for a rare one. */
function telling(language: Language, stem: string): number {
  return Math.max(
    leastTelling,
    Math.min(1, logarithm(sampleSize / (sampleFrequency(language, stem) + 1)) / rarest),
  )
}

/** The words by which the same noun or verb is met again, across endings and, by its sound, across languages. */
function wordKeys(
  language: Language,
  folded: string,
): { keys: string[]; wider: string[]; concepts: readonly string[] } {
  const concepts = conceptsOf(language, folded)
  const keys = concepts.map((concept) => `k:${concept}`)
  // Who is killed dies: reports count the same people as either.
  if (concepts.includes('kill')) keys.push('k:die')
  const wider = widerThan(concepts).map((concept) => `k:${concept}`)
  keys.push(storyStem(folded))
  if (concepts.length === 0 && folded.length >= leastCountry) keys.push(`d:${countryStem(folded)}`)
  // Two known words meet by what they mean alone: "librairie" is no "library".
  if (folded.length >= leastCognate) (concepts.length === 0 ? keys : wider).push(`c:${cognate(folded)}`)
  return { keys, wider, concepts }
}

/** What a word says, or a phrase that begins with it; nothing where it is a mere function word. */
export function itemOfWord(language: Language, words: readonly Word[], k: number): ContentItem | undefined {
  const { start, end, folded } = words[k]
  // Phrases first: "cessez-le-feu", "alto el fuego".
  for (let length = beginsPhrase(language, folded) ? longestPhrase : 0; length > 1; length--) {
    const last = words[k + length - 1]
    if (!last || last.start - end > phraseReach) continue
    const concepts = conceptsOf(
      language,
      words
        .slice(k, k + length)
        .map((word) => word.folded)
        .join('_'),
    )
    if (concepts.length > 0)
      return {
        span: [start, last.end],
        keys: [...concepts.map((concept) => `k:${concept}`), ...(concepts.includes('kill') ? ['k:die'] : [])],
        // What its words mean each by itself: "took gold" meets "gold".
        wider: [
          ...widerThan(concepts),
          ...words
            .slice(k, k + length)
            .flatMap((word) =>
              isFunctionWord(language, word.folded) || comparing[language].light.has(word.folded)
                ? []
                : conceptsOf(language, word.folded),
            ),
        ].map((concept) => `k:${concept}`),
        weight: isLight(concepts) ? lightWeight : phraseWeight,
        kind: 'word',
        concepts,
        before: false,
      }
  }
  const digit = folded.length < 2 && /^\p{N}/u.test(folded)
  if (
    (folded.length < 2 && !digit) ||
    isFunctionWord(language, folded) ||
    comparing[language].light.has(folded)
  )
    return undefined
  const { keys, wider, concepts } = wordKeys(language, folded)
  const weight = telling(language, storyStem(folded))
  return {
    span: [start, end],
    keys,
    wider,
    weight: isLight(concepts) ? Math.min(weight, lightWeight) : weight,
    kind: 'word',
    concepts,
    before: false,
  }
}

/** What a name or pronoun says: whom it stands for, and by which words other reports may call the same. */
export function itemOfEntity(
  span: Span,
  pronoun: boolean,
  shared: SharedEntity,
  place: boolean,
  language: Language,
  text: string,
): ContentItem {
  const name = wordsOf(text.slice(span[0], span[1]))
  const keys = [`e:${shared.key}`]
  if (!pronoun) keys.push(`n:${name.map(({ folded }) => folded).join(' ')}`)
  // A report may have the name as a mere word.
  if (!pronoun && (name.length === 1 || shared.type !== 'person'))
    for (const { folded } of name)
      if (
        (name.length === 1 || folded.length > 3) &&
        !isFunctionWord(language, folded) &&
        (name.length === 1 || conceptsOf(language, folded).length === 0)
      )
        keys.push(storyStem(folded))
  if (!pronoun && name.length === 1 && name[0].folded.length >= leastCountry)
    keys.push(`d:${countryStem(name[0].folded)}`)
  const telling = name.filter(({ folded }) => folded.length > 1 && !isFunctionWord(language, folded))
  const parts =
    pronoun || shared.type === 'person' || telling.length < 2
      ? undefined
      : telling.map(({ folded }) => {
          const { keys: own, wider } = wordKeys(language, folded)
          return folded.length >= leastCountry
            ? [...own, ...wider, `d:${countryStem(folded)}`]
            : [...own, ...wider]
        })
  const concepts: string[] = []
  if (!pronoun)
    for (const { folded } of name)
      if (!isFunctionWord(language, folded)) concepts.push(...conceptsOf(language, folded))
  // "Supreme Court", "Social Democrats": words that say together what another report says in its own.
  if (!pronoun)
    for (let length = Math.min(name.length, longestPhrase); length > 1; length--)
      for (let k = 0; k + length <= name.length; k++)
        if (beginsPhrase(language, name[k].folded))
          keys.push(
            ...conceptsOf(
              language,
              name
                .slice(k, k + length)
                .map(({ folded }) => folded)
                .join('_'),
            ).map((concept) => `k:${concept}`),
          )
  // "Gobierno", "Floods": the name is a word that another report has as such.
  if (name.length === 1) keys.push(...concepts.map((concept) => `k:${concept}`))
  return {
    span,
    keys,
    ...(parts ? { parts } : {}),
    wider: name.length === 1 ? widerThan(concepts).map((concept) => `k:${concept}`) : [],
    weight: pronoun ? pronounWeight : 1,
    kind: pronoun
      ? 'pronoun'
      : place || shared.type === 'place' || shared.type === 'facility'
        ? 'place'
        : 'name',
    concepts,
    before: false,
  }
}
