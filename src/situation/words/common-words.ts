import type { Language } from '../../contract/analysis.ts'
import { comparing } from './comparing.ts'

/** Reports of the sample in which the frequencies were counted, as the lexicon gives them: a thousand. */
export const sampleSize = 1000

/** In how many of a thousand reports a word must stand to be a function word: "the", "qui", "hasta". */
const functionWordFrequency = 450

const read = (lines: readonly string[]) =>
  new Map(
    lines.map((line): [string, number] => {
      const [stem, frequency] = line.split('\t')
      return [stem, Number(frequency)]
    }),
  )

const known: Partial<Record<Language, Map<string, number>>> = {}

/** By stem; read when first asked for. */
function frequenciesOf(language: Language): Map<string, number> {
  known[language] ??= read(comparing[language].frequencies.lines)
  return known[language]
}

/** In how many of a thousand reports of the language a stem stands; 3 for one that is not in the list. */
export function sampleFrequency(language: Language, stem: string): number {
  return frequenciesOf(language).get(stem) ?? 3
}

/** Whether a folded word is a function word of the language. */
export function isFunctionWord(language: Language, folded: string): boolean {
  return folded.length <= 6 && (frequenciesOf(language).get(folded) ?? 0) >= functionWordFrequency
}
