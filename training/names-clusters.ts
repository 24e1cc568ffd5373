/** Clusters of the words of raw news text, for names. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '../src/contract/analysis.ts'
import { hashWord } from '../src/engine/names/name-features.ts'
import { ByteTable } from '../src/engine/names/name-model.ts'
import { exchangeClusters } from './exchange-clusters.ts'
import { rawTexts, readLines, unitsOfText } from './names-data.ts'

/** Words of a text for clustering: lower-cased, figures as one word. */
function wordsOf(text: string, language: Language): string[] {
  return unitsOfText(text, language).low.map((w) => (/^[\d.,:/-]+$/.test(w) ? '0' : w))
}

function train(language: Language): Map<string, number> {
  const texts: string[][] = []
  for (const file of rawTexts[language])
    for (const item of readLines<{ text: string }>(file))
      for (const paragraph of item.text.split('\n')) texts.push(wordsOf(paragraph, language))
  return exchangeClusters(language, texts)
}

/** The clusters of a language's words; kept in the temporary folder, since they take a minute to make. */
export function clusterWords(language: Language): ByteTable {
  const cache = join(tmpdir(), `selon-name-clusters.${language}.json`)
  let clusters: [string, number][]
  if (existsSync(cache)) clusters = JSON.parse(readFileSync(cache, 'utf8')) as [string, number][]
  else {
    clusters = [...train(language)]
    writeFileSync(cache, JSON.stringify(clusters))
  }
  const table = new ByteTable(16)
  for (const [w, c] of clusters) table.set(hashWord(w), c)
  return table
}
