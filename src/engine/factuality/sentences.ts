import type { ReasonKey } from './language.ts'
import type { FactualityWords } from './lexicon.ts'

/** A sentence of the language's `sentences` with its gaps filled; long fillings are cut. */
export function fillSentence(
  words: FactualityWords,
  key: ReasonKey,
  fill: { words?: string; holder?: string },
): string {
  return words.language.sentences[key].replace(/\{(words|holder)\}/g, (_, name: 'words' | 'holder') => {
    const text = (fill[name] ?? '…').replace(/\s+/g, ' ')
    return text.length > 80 ? `${text.slice(0, 77)}…` : text
  })
}
