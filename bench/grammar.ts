/**
 * Speed and size of the grammar: `npx tsx bench/grammar.ts [fr en es] [--json]`. Words a second of tokenising, tagging
 * and parsing (median of five runs in one process, 100,000 words made by repeating news), the same at 1,000 and 10,000
 * words (linear: about equal), the time to load a model, and its size as shipped.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { type Language, languages } from '../src/engine/analysis.ts'
import { Document } from '../src/engine/document.ts'
import { createGrammar } from '../src/engine/grammar/grammar.ts'
import { createTokeniser } from '../src/engine/text/tokeniser.ts'
import { folderResources } from '../src/node-resources.ts'

const shared = process.env['SELON_SHARED'] ?? '../shared'
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const wanted = positionals.length > 0 ? (positionals as Language[]) : [...languages]

const news: Record<Language, string> = {
  fr: 'text/fr.jsonl.gz',
  en: 'polnear/dev.jsonl.gz',
  es: 'text/es.jsonl.gz',
}

/** About `words` words of news, reports repeated as needed. */
function newsOf(language: Language, words: number): string {
  const file = `${shared}/data/${news[language]}`
  if (!existsSync(file)) throw new Error(`${file} is missing: set SELON_SHARED.`)
  const texts = gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, 200)
    .map((line) => (JSON.parse(line) as { text: string }).text)
  const out: string[] = []
  let count = 0
  for (let i = 0; count < words; i = (i + 1) % texts.length) {
    const parts = texts[i].split(/(\s+)/)
    const kept = parts.slice(0, 2 * (words - count))
    count += Math.ceil(kept.length / 2)
    out.push(kept.join(''))
  }
  return out.join('\n')
}

const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length >> 1]

const results: Record<string, Record<string, number>> = {}
for (const language of wanted) {
  const file = new URL(`../models/${language}.grammar.bin.gz`, import.meta.url)
  const loads: number[] = []
  for (let n = 0; n < 5; n++) {
    const started = performance.now()
    createGrammar(language, folderResources())
    loads.push(performance.now() - started)
  }
  const tokeniser = createTokeniser(language)
  const grammar = createGrammar(language, folderResources())
  let cpu = 0
  const rate = (words: number, runs: number): number => {
    const text = newsOf(language, words)
    const rates: number[] = []
    for (let n = 0; n < runs; n++) {
      const started = performance.now()
      const before = process.cpuUsage()
      const document = new Document({ text }, language, false)
      tokeniser.run(document)
      grammar.run(document)
      rates.push(words / ((performance.now() - started) / 1000))
      const used = process.cpuUsage(before)
      cpu = words / ((used.user + used.system) / 1e6)
    }
    return Math.round(median(rates))
  }
  const wordsPerSecond = rate(100000, 5)
  const wordsPerProcessorSecond = Math.round(cpu)
  results[language] = {
    wordsPerSecond,
    wordsPerProcessorSecond,
    at10000: rate(10000, 5),
    at1000: rate(1000, 21),
    loadMilliseconds: Math.round(median(loads)),
    megabytes: Math.round(statSync(file).size / 1e4) / 100,
  }
}
if (values.json) console.log(JSON.stringify(results))
else console.table(results)
