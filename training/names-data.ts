/** Texts with names to train and test the taggers on, from the data folder outside the repository. */

import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import type { Component } from '../src/engine/component.ts'
import { Document } from '../src/engine/document.ts'
import { type NameUnits, unitsOfDocument } from '../src/engine/names/name-units.ts'
import { createTokeniser } from '../src/engine/text/tokeniser.ts'
import { packs } from '../src/languages/index.ts'

export interface Labelled {
  id: string
  text: string
  names: { span: [number, number]; type: string }[]
}

export const shared = process.env['SELON_SHARED'] ?? new URL('../../shared', import.meta.url).pathname

export function readLines<T>(file: string): T[] {
  const bytes = readFileSync(`${shared}/data/${file}`)
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

const tokenisers = new Map<Language, Component>()

/** Units of a text by the engine's own tokens and sentences; `whole`: as one sentence. */
export function unitsOfText(text: string, language: Language, whole = false): NameUnits {
  const tokeniser = tokenisers.get(language) ?? createTokeniser(packs[language])
  tokenisers.set(language, tokeniser)
  const document = new Document({ text }, packs[language], false)
  tokeniser.run(document)
  const units = unitsOfDocument(document)
  if (whole) units.sentences = [0, units.length]
  return units
}

/** Sentences with a verb-like length and several words: WikiANN has many that are a bare name between odd marks. */
function sentenceLike(item: Labelled): boolean {
  return /\.\s*$/.test(item.text) && item.text.split(' ').length >= 6
}

/** Texts to train on with how much an error in each counts, or texts to test on. */
export function readLabelled(language: Language, part: 'train' | 'dev'): [Labelled, number][] {
  if (language === 'fr') {
    const own = readLines<Labelled>(`ner/fr/wikiann.${part}.jsonl.gz`).filter(sentenceLike)
    if (part === 'dev') return own.map((item) => [item, 1])
    return [
      ...own.map((item): [Labelled, number] => [item, 1]),
      ...readLines<Labelled>('ner/es/conll.train.jsonl.gz').map((item): [Labelled, number] => [item, 1]),
      ...readLines<Labelled>('ner/en/conll.train.jsonl.gz').map((item): [Labelled, number] => [item, 1]),
    ]
  }
  return readLines<Labelled>(`ner/${language}/conll.${part}.jsonl.gz`).map((item) => [item, 1])
}

/** Raw text of each language: to cluster words on, and to see how they are written. */
export const rawTexts: Record<Language, readonly string[]> = {
  fr: ['text/fr.jsonl.gz', 'ner/fr/wikiann.train.jsonl.gz', 'ner/fr/wikiann.dev.jsonl.gz'],
  en: [
    'polnear/train.jsonl.gz',
    'ner/en/conll.train.jsonl.gz',
    'ner/en/wikiann.train.jsonl.gz',
    'situations/ecbplus.dev.jsonl.gz',
  ],
  es: ['text/es.jsonl.gz', 'ner/es/conll.train.jsonl.gz', 'ner/es/wikiann.train.jsonl.gz'],
}
