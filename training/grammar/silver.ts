/**
 * Analyses of raw text by the teacher (training/grammar/teacher/), kept as labels alone: which sentences of
 * `rawSentences`, and for each of their words tag, features, head and relation. The words come from the shared texts.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import type { Language } from '../../src/engine/analysis.ts'
import { rawSentences } from './raw-sentences.ts'
import type { Tree } from './treebank.ts'

export interface SilverHeader {
  /** Names of the features and of the relations, by number. */
  bundles: string[]
  relations: string[]
  /** How many sentences and words have labels. */
  sentences: number
  words: number
  /** SHA-256 of the words of the labelled sentences: the labels fit this text and no other. */
  text: string
}

/** Hash of sentences by which labels and text are held together. */
export function hashOf(sentences: Iterable<readonly string[]>): string {
  const hash = createHash('sha256')
  for (const words of sentences) hash.update(`${words.join(' ')}\n`)
  return hash.digest('hex')
}

/**
 * The trees of the labelled sentences, from a file made by teacher/pack-silver.ts.
 * @throws Error where the shared texts are not those that were labelled
 */
export function readSilver(language: Language, file: string): Tree[] {
  const bytes = brotliDecompressSync(readFileSync(file))
  const end = bytes.indexOf(10)
  const header = JSON.parse(bytes.subarray(0, end).toString('utf8')) as SilverHeader
  const { sentences, words: total } = header
  let at = end + 1
  const plane = (length: number): Uint8Array => {
    const part = bytes.subarray(at, at + length)
    at += length
    return part
  }
  // Steps between labelled sentences, then one byte a word in each plane; heads as distances, 0 for the root.
  const steps = plane(sentences)
  const tags = plane(total)
  const bundles = plane(total)
  const more = plane(total)
  const heads = plane(total)
  const relations = plane(total)
  const chosen: string[][] = []
  let wanted = steps[0]
  let next = 0
  let index = 0
  for (const words of rawSentences(language)) {
    if (next < sentences && index === wanted) {
      chosen.push(words)
      next++
      if (next < sentences) wanted += steps[next]
    }
    index++
  }
  if (hashOf(chosen) !== header.text)
    throw new Error(
      `The texts under ../shared, or how they are cut into words, are not what ${file} was made from: make it again (training/labels/README.md).`,
    )
  let k = 0
  return chosen.map((forms) => {
    const tree: Tree = {
      source: 'silver',
      forms,
      lemmas: [],
      tags: [],
      bundles: [],
      heads: [],
      relations: [],
    }
    for (let i = 0; i < forms.length; i++, k++) {
      tree.lemmas.push('_')
      tree.tags.push(tags[k])
      tree.bundles.push(header.bundles[bundles[k] | (more[k] << 8)])
      const distance = (heads[k] << 24) >> 24
      tree.heads.push(distance === 0 ? forms.length : i + distance)
      tree.relations.push(header.relations[relations[k]])
    }
    return tree
  })
}
