/**
 * Writes what the teacher reads: `npx tsx training/grammar/teacher/sentences.ts en FOLDER` makes train.jsonl and dev.jsonl
 * (treebank) and raw.jsonl (raw text, words alone), one sentence a line.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../../src/engine/analysis.ts'
import { rawSentences, rawTexts } from '../raw-sentences.ts'
import { readTreebank, type Tree } from '../treebank.ts'

const language = process.argv[2] as Language
const folder = process.argv[3]
mkdirSync(folder, { recursive: true })
const full: Record<Language, string[]> = {
  fr: ['fr/train'],
  en: ['en/train'],
  es: ['es/train', 'es/train-pud'],
}
const syntax: Record<Language, string[]> = { fr: ['fr/train-spoken'], en: [], es: [] }
const line = (tree: Tree, complete: boolean) =>
  JSON.stringify({
    forms: tree.forms,
    tags: tree.tags,
    bundles: complete ? tree.bundles : null,
    heads: tree.heads.map((head) => (head === tree.forms.length ? 0 : head + 1)),
    relations: tree.relations,
  })
const train = [
  ...full[language].flatMap(readTreebank).map((tree) => line(tree, true)),
  ...syntax[language].flatMap(readTreebank).map((tree) => line(tree, false)),
]
writeFileSync(join(folder, 'train.jsonl'), `${train.join('\n')}\n`)
writeFileSync(
  join(folder, 'dev.jsonl'),
  `${readTreebank(`${language}/dev`)
    .map((tree) => line(tree, true))
    .join('\n')}\n`,
)
const raw: string[] = []
for (const words of rawSentences(language, rawTexts[language])) raw.push(JSON.stringify(words))
writeFileSync(join(folder, 'raw.jsonl'), `${raw.join('\n')}\n`)
console.error(`${train.length} trees, ${raw.length} raw sentences`)
