import type { Analysis, Language } from '../../contract/analysis.ts'
import { dayOf } from '../words/day.ts'
import { storyStem } from '../words/stem.ts'
import { type Word, wordsOf } from '../words/words.ts'

/** The kinds of terms by which reports are compared; each counts for the same in their likeness. */
export const profileFields = ['words', 'names', 'numbers', 'pairs'] as const
export type ProfileField = (typeof profileFields)[number]

/** What grouping reports into stories needs of one report; made once, small, without the text. */
export interface ReportProfile {
  id: string
  language: Language
  /** Days since 1970-01-01 of the publication date; undefined where it is not known. */
  day: number | undefined
  /** How much each term weighs in the report: its count, and more for what stands near the beginning. */
  terms: Readonly<Record<ProfileField, ReadonlyMap<string, number>>>
}

/** Words at the beginning of a report that count half as much again: news says first what it is about. */
const leadWords = 60
const leadWeight = 1.5

/**
 * The terms of a report: stems of its words, the words of its names (with the identifiers of known entities and
 * places, which are the same in every language), its numbers and dates, and pairs of neighbouring words.
 * @param isCommon tells function words, which are left out
 * @param ofText the words of the report's text, where they are at hand
 */
export function profileOf(
  analysis: Analysis,
  isCommon: (stem: string) => boolean,
  ofText: readonly Word[] = wordsOf(analysis.report.text),
): ReportProfile {
  const { report } = analysis
  const inName = new Uint8Array(report.text.length)
  const identifiers: string[] = []
  for (const entity of analysis.entities)
    for (const mention of entity.mentions) {
      if (mention.kind !== 'name') continue
      inName.fill(1, mention.span[0], mention.span[1])
      if (entity.wikidata) identifiers.push(entity.wikidata)
    }
  const words = new Map<string, number>()
  const names = new Map<string, number>()
  const numbers = new Map<string, number>()
  const pairs = new Map<string, number>()
  const add = (terms: Map<string, number>, term: string, weight: number) =>
    terms.set(term, (terms.get(term) ?? 0) + weight)

  let count = 0
  let before = ''
  for (const word of ofText) {
    const stem = storyStem(word.folded)
    if (word.folded.length < 2 || isCommon(word.folded)) {
      before = ''
      continue
    }
    count++
    const weight = count <= leadWords ? leadWeight : 1
    const isNumber = /^\p{N}/u.test(word.folded)
    if (before) add(pairs, `${before} ${stem}`, weight)
    before = stem
    if (isNumber) {
      add(numbers, word.folded, weight)
      continue
    }
    if (inName[word.start] === 1 && word.capital) add(names, word.folded, weight)
    add(words, stem, weight)
  }
  for (const identifier of identifiers) add(names, identifier, 1)
  for (const place of analysis.places)
    if (place.geonames !== undefined) add(names, `place ${place.geonames}`, 1)
  return {
    id: report.id,
    language: report.language,
    day: dayOf(report.published),
    terms: { words, names, numbers, pairs },
  }
}
