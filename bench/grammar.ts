/**
 * Speed and size of the grammar: `npx tsx bench/grammar.ts [fr en es] [--json]`. Words a second of tokenising, tagging
 * and parsing (median of five runs in one process, 100,000 words made by repeating news), the same at 1,000 and 10,000
 * words (linear: about equal), the time to load a model (wanted: less than 150 ms), and its size as shipped; with
 * `--browser` speed and load in Chromium too, and `--words N` for another length. Where other work shares the machine, the
 * figures by processor time count.
 */

import { existsSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { type Language, languages } from '../src/contract/analysis.ts'
import { Document } from '../src/engine/document.ts'
import { createGrammar } from '../src/engine/grammar/grammar.ts'
import { createTokeniser } from '../src/engine/text/tokeniser.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'
import { launchChromium } from '../tests/browser/launch.ts'

const shared = process.env['SELON_SHARED'] ?? '../shared'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    browser: { type: 'boolean' },
    words: { type: 'string', default: '100000' },
  },
})
const most = Number(values.words)
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

const processorMilliseconds = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

const results: Record<string, Record<string, number>> = {}
for (const language of wanted) {
  const file = new URL(`../models/${language}.grammar.bin.gz`, import.meta.url)
  const loads: number[] = []
  const processorLoads: number[] = []
  for (let n = 0; n < 5; n++) {
    const started = performance.now()
    const before = process.cpuUsage()
    createGrammar(packs[language], folderResources())
    loads.push(performance.now() - started)
    processorLoads.push(processorMilliseconds(before))
  }
  const tokeniser = createTokeniser(packs[language])
  const grammar = createGrammar(packs[language], folderResources())
  const processorRates: number[] = []
  const rate = (words: number, runs: number): number => {
    const text = newsOf(language, words)
    const rates: number[] = []
    for (let n = 0; n < runs; n++) {
      const started = performance.now()
      const before = process.cpuUsage()
      const document = new Document({ text }, packs[language], false)
      tokeniser.run(document)
      grammar.run(document)
      rates.push(words / ((performance.now() - started) / 1000))
      if (words === most) processorRates.push(words / (processorMilliseconds(before) / 1000))
    }
    return Math.round(median(rates))
  }
  const wordsPerSecond = rate(most, 5)
  results[language] = {
    wordsPerSecond,
    wordsPerProcessorSecond: Math.round(median(processorRates)),
    at10000: rate(10000, 5),
    at1000: rate(1000, 21),
    loadMilliseconds: Math.round(median(loads)),
    loadProcessorMilliseconds: Math.round(median(processorLoads)),
    megabytes: Math.round(statSync(file).size / 1e4) / 100,
  }
}
if (values.browser) {
  const script = await build({
    entryPoints: [fileURLToPath(new URL('grammar-in-browser.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    charset: 'utf8',
  })
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    // One address that no network knows: the page and the models come from here.
    await page.route('http://grammar.test/**', (route) => {
      const name = new URL(route.request().url()).pathname.slice(1)
      if (name === '') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' })
      return route.fulfill({ body: readFileSync(new URL(`../models/${name}`, import.meta.url)) })
    })
    await page.goto('http://grammar.test/')
    await page.addScriptTag({ content: script.outputFiles[0].text })
    for (const language of wanted) {
      const call = [language, `/${language}.grammar.bin.gz`, newsOf(language, most), most]
      const found = (await page.evaluate(`grammarSpeed(...${JSON.stringify(call)})`)) as {
        wordsPerSecond: number
        loadMilliseconds: number
      }
      results[language]['browserWordsPerSecond'] = found.wordsPerSecond
      results[language]['browserLoadMilliseconds'] = found.loadMilliseconds
    }
  } finally {
    await browser.close()
  }
}
if (values.json) console.log(JSON.stringify(results))
else console.table(results)
