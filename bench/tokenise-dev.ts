/**
 * Tokens and sentences from raw text against a treebank: `npx tsx bench/tokenise-dev.ts fr MERGED.conllu[.gz] [--json]`.
 * Tokens: F1 of spans over each sentence's own text. Sentences: F1 of boundaries in one paragraph made by joining with a
 * space the sentences that end in a final mark or a quotation mark. `--errors` lists what is wrong.
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import { Document } from '../src/engine/document.ts'
import { createTokeniser } from '../src/engine/text/tokeniser.ts'
import { packs } from '../src/languages/index.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, errors: { type: 'boolean' } },
})
const language = positionals[0] as Language
const bytes = readFileSync(positionals[1])
const conllu = (positionals[1].endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
const tokeniser = createTokeniser(packs[language])

/** Written tokens of each sentence with the text that they make: multiword tokens count once. */
function readSentences(source: string): { text: string; spans: [number, number][] }[] {
  const out: { text: string; spans: [number, number][] }[] = []
  for (const block of source.split(/\n\n+/)) {
    let text = ''
    const spans: [number, number][] = []
    let covered = 0
    for (const line of block.split('\n')) {
      const fields = line.split('\t')
      if (fields.length < 10 || line.startsWith('#') || fields[0].includes('.')) continue
      const range = /^(\d+)-(\d+)$/.exec(fields[0])
      if (!range && Number(fields[0]) <= covered) continue
      if (range) covered = Number(range[2])
      spans.push([text.length, text.length + fields[1].length])
      text += fields[1]
      if (!fields[9].includes('SpaceAfter=No')) text += ' '
    }
    if (spans.length > 0) out.push({ text: text.trimEnd(), spans })
  }
  return out
}

function run(text: string): Document {
  const document = new Document({ text }, packs[language], false)
  tokeniser.run(document)
  return document
}

let right = 0
let gold = 0
let found = 0
const gathered = readSentences(conllu)
for (const sentence of gathered) {
  const { tokens } = run(sentence.text)
  const want = new Set(sentence.spans.map((span) => span.join('-')))
  gold += want.size
  found += tokens.length
  let good = 0
  for (let i = 0; i < tokens.length; i++) if (want.has(`${tokens.start[i]}-${tokens.end[i]}`)) good++
  right += good
  if (values.errors && good < want.size) {
    const have = new Set(tokens.form.map((_, i) => `${tokens.start[i]}-${tokens.end[i]}`))
    const missed = sentence.spans.filter((span) => !have.has(span.join('-')))
    const extra = tokens.form.filter((_, i) => !want.has(`${tokens.start[i]}-${tokens.end[i]}`))
    console.log(
      `TOKENS want ${missed.map(([a, b]) => sentence.text.slice(a, b)).join(' | ')}   got ${extra.join(' | ')}`,
    )
  }
}
const final = gathered.filter(({ text }) => /[.!?…"»”’']$/.test(text))
let paragraph = ''
const boundaries = new Set<number>()
for (const { text } of final) {
  paragraph += (paragraph ? ' ' : '') + text
  boundaries.add(paragraph.length)
}
const sentences = run(paragraph).sentences
let hits = 0
const ends = new Set(sentences.map((sentence) => sentence.span[1]))
for (const end of ends) if (boundaries.has(end)) hits++
if (values.errors) {
  for (const end of ends)
    if (!boundaries.has(end))
      console.log(`EXTRA ${paragraph.slice(Math.max(0, end - 50), end)} ⟂ ${paragraph.slice(end, end + 40)}`)
  for (const end of boundaries)
    if (!ends.has(end))
      console.log(`MISSED ${paragraph.slice(Math.max(0, end - 50), end)} ⟂ ${paragraph.slice(end, end + 40)}`)
}
const result = {
  tokens: { precision: right / found, recall: right / gold, f1: (2 * right) / (found + gold) },
  sentences: { gold: boundaries.size, found: ends.size, f1: (2 * hits) / (ends.size + boundaries.size) },
}
console.log(values.json ? JSON.stringify(result) : JSON.stringify(result, null, 1))
