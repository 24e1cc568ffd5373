/**
 * Analyses a gold file for the scorers: `npx tsx bench/analyse.ts GOLD.jsonl[.gz] OUT.jsonl [--language en] [--reader careful]
 * [--every-predicate]`. With the last, what predicates within a clause is written among the claims, to score the value of every
 * predicate.
 * Lines are {id, text, language?, published?, publisher?}; OUT gets one Analysis a line, or {id, error}.
 */

import { createWriteStream, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import { Engine } from '../src/engine/engine.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { everyPredicate } from '../src/situation/words/every-predicate.ts'

interface GoldLine {
  id: string | number
  text: string
  language?: Language | null
  lang?: Language | null
  published?: string | null
  date?: string | null
  publisher?: string | null
  title?: string | null
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    language: { type: 'string' },
    explain: { type: 'boolean' },
    reader: { type: 'string' },
    'every-predicate': { type: 'boolean' },
  },
})
const [gold, out] = positionals
const bytes = readFileSync(gold)
const lines = (gold.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n').filter(Boolean)
const engine = new Engine(folderResources(), () => undefined, packs)
const output = createWriteStream(out)
let words = 0
const started = performance.now()
for (const line of lines) {
  const item = JSON.parse(line) as GoldLine
  const language = (item.language ?? item.lang ?? values.language ?? undefined) as Language | undefined
  const given = {
    id: String(item.id),
    text: item.text,
    language,
    published: item.published ?? item.date ?? undefined,
    publisher: item.publisher ?? undefined,
    title: item.title ?? undefined,
  }
  try {
    const analysis = engine.analyse(given, {
      explain: values.explain === true,
      reader: values.reader === 'careful' ? 'careful' : 'fast',
    })
    output.write(
      `${JSON.stringify(values['every-predicate'] ? { ...analysis, claims: everyPredicate(analysis) } : analysis)}\n`,
    )
    words += item.text.split(/\s+/).length
  } catch (error) {
    console.error(`${given.id}: ${error instanceof Error ? error.stack : String(error)}`)
    output.write(`${JSON.stringify({ id: given.id, error: String(error) })}\n`)
  }
}
output.end()
const seconds = (performance.now() - started) / 1000
console.error(`${lines.length} texts, ${words} words, ${Math.round(words / seconds)} words/s`)
