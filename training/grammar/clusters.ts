import type { Language } from '../../src/contract/analysis.ts'
import { baseOf } from '../../src/engine/grammar/words.ts'
import { exchangeClusters } from '../exchange-clusters.ts'
import { rawSentences } from './raw-sentences.ts'
import type { Tree } from './treebank.ts'

/** The clusters of a language's words, from raw news text and the treebanks' own words. */
export function clusterWords(language: Language, trees: readonly Tree[]): Map<string, number> {
  const texts: string[][] = []
  for (const words of rawSentences(language)) texts.push(words.map(baseOf))
  for (const tree of trees) texts.push(tree.forms.map(baseOf))
  return exchangeClusters(language, texts)
}
