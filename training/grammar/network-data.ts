import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../src/contract/analysis.ts'
import { ByteReader, ByteWriter } from '../../src/engine/grammar/bytes.ts'
import { readKnowledge } from '../../src/engine/grammar/grammar.ts'
import { featuresOf } from '../../src/engine/grammar/network.ts'
import { verbForms } from '../../src/engine/grammar/verb-forms.ts'
import { Words } from '../../src/engine/grammar/words.ts'
import { packs } from '../../src/languages/index.ts'
import { clusterWords } from './clusters.ts'
import { writeKnowledge } from './knowledge.ts'
import { rawSentences, rawTexts } from './raw-sentences.ts'
import { shortClauses } from './short-clauses.ts'
import { readTreebank, type Tree } from './treebank.ts'

/**
 * Treebanks with all labels, and those (speech) from which syntax alone is learned, by language. The first is labelled as the
 * network is to label; the others by other customs (the Spanish PUD's months are nouns and its "todo" too).
 */
const treebanks: Record<Language, { full: readonly string[]; syntax: readonly string[] }> = {
  fr: { full: ['fr/train'], syntax: ['fr/train-spoken'] },
  en: { full: ['en/train'], syntax: [] },
  es: { full: ['es/train', 'es/train-pud'], syntax: [] },
}

/** The trees of a language with all labels. Throws an Error where there are none. */
export function fullTrees(language: Language): Tree[] {
  const trees = treebanks[language].full.flatMap(readTreebank)
  if (trees.length === 0) throw new Error(`No treebank of ${language} under SELON_SHARED.`)
  return trees
}

/** What a language's model knows of words by form, as the model file holds it. */
export function knowledgeOf(language: Language, trees: readonly Tree[]): Uint8Array {
  const writer = new ByteWriter()
  writeKnowledge(writer, trees, clusterWords(language, trees))
  return writer.done()
}

/** Raw texts that hold more titles and scraps than sentences. */
const scraps = (name: string): boolean => name.includes('wikiann')

/** Whether words are a whole sentence by their look. */
const whole = (forms: readonly string[]): boolean =>
  forms.length >= 6 && /^[.!?]$/.test(forms[forms.length - 1])

/**
 * Writes what network.py reads of a language into a folder: train, short, syntax, dev and raw sentences with their words by
 * number, and for each number the features of the word.
 */
export function writeNetworkData(language: Language, folder: string): void {
  mkdirSync(folder, { recursive: true })
  const full = fullTrees(language)
  const words = new Words(
    readKnowledge(new ByteReader(knowledgeOf(language, full)), verbForms(packs[language])),
  )
  const numbers = new Map<string, number>()
  const features: number[][] = []
  const number = (form: string): number => {
    let found = numbers.get(form)
    if (found === undefined) {
      found = numbers.size
      numbers.set(form, found)
      features.push(featuresOf(words.of(form)))
    }
    return found
  }
  const lines = (name: string, values: Iterable<unknown>): void => {
    writeFileSync(
      join(folder, `${name}.jsonl`),
      Array.from(values, (value) => JSON.stringify(value)).join('\n'),
    )
  }
  const trees = (list: readonly Tree[]) =>
    list.map((tree) => ({
      w: tree.forms.map(number),
      t: tree.tags,
      b: tree.bundles,
      h: tree.heads,
      r: tree.relations,
      ...(tree.source === treebanks[language].full[0] ? {} : { other: 1 }),
    }))
  lines('train', trees(full))
  lines('short', trees(shortClauses(full)))
  lines('dev', trees(readTreebank(`${language}/dev`)))
  const syntax = treebanks[language].syntax.flatMap(readTreebank)
  if (syntax.length > 0) lines('syntax', trees(syntax))
  const raw: number[][] = []
  // Of scraps a network learns to take verbs for nouns.
  for (const name of rawTexts[language])
    for (const forms of rawSentences(language, [name]))
      if (forms.length > 1 && forms.length < 120 && (!scraps(name) || whole(forms)))
        raw.push(forms.map(number))
  lines('raw', raw)
  writeFileSync(join(folder, 'features.json'), JSON.stringify(features))
}
