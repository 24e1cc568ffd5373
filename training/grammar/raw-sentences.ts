import { existsSync } from 'node:fs'
import type { Language } from '../../src/contract/analysis.ts'
import { Document } from '../../src/engine/document.ts'
import { createTokeniser } from '../../src/engine/text/tokeniser.ts'
import { packs } from '../../src/languages/index.ts'
import { readText, shared } from './treebank.ts'

/** Raw texts by language, under data/ of the shared folder: lines of JSON with `text`. */
export const rawTexts: Record<Language, readonly string[]> = {
  fr: ['text/fr.jsonl.gz', 'ner/fr/wikiann.train.jsonl.gz'],
  en: [
    'polnear/train.jsonl.gz',
    'ner/en/conll.train.jsonl.gz',
    'factappeal/train.jsonl.gz',
    'factuality/uw.train.jsonl.gz',
    'ner/en/wikiann.train.jsonl.gz',
  ],
  es: ['text/es.jsonl.gz', 'ner/es/conll.train.jsonl.gz', 'ner/es/wikiann.train.jsonl.gz'],
}

/** The words of each sentence of raw texts, in their order, cut by Selon's own tokeniser; a missing file gives none. */
export function* rawSentences(language: Language, names = rawTexts[language]): Generator<string[]> {
  const tokeniser = createTokeniser(packs[language])
  for (const name of names) {
    const file = `${shared}/data/${name}`
    if (!existsSync(file)) continue
    for (const line of readText(file).split('\n')) {
      if (line === '') continue
      const { text } = JSON.parse(line) as { text?: string }
      if (!text) continue
      const document = new Document({ text }, packs[language], false)
      tokeniser.run(document)
      for (const { first, last } of document.sentences) yield document.tokens.form.slice(first, last)
    }
  }
}
