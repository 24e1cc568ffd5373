import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Language } from '../../src/contract/analysis.ts'
import type { WordList } from '../../src/engine/word-list.ts'
import { root, testEngine } from '../support.ts'

/** Lexicons that no component of the engine reads: the comparison of claims does, or the gazetteer is built from them. */
const elsewhere = /document-frequencies|engine\/places\/(?:areas|countries|regions|towns|us-counties)/

const files = (folder: string): string[] =>
  readdirSync(`${root}src/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.lexicon.txt'))
    .map((file) => `${folder}/${file.replace(/\.txt$/, '.ts')}`)
    .filter((file) => !elsewhere.test(file))

test.each<[Language, string]>([
  ['fr', 'La maire parle.'],
  ['en', 'The mayor speaks.'],
  ['es', 'La alcaldesa habla.'],
])('an Analysis in %s carries the hash of every lexicon behind it', async (language, text) => {
  const hashes = new Set(Object.values(testEngine().analyse({ text, language }).engine.models))
  const lexicons = [...files('engine'), ...files(`languages/${language}`)]
  expect(lexicons.length).toBeGreaterThan(15)
  const missing: string[] = []
  for (const file of lexicons) {
    const { lexicon } = (await import(/* @vite-ignore */ `../../src/${file}`)) as { lexicon: WordList }
    if (!hashes.has(lexicon.hash)) missing.push(file)
  }
  expect(missing).toEqual([])
})
