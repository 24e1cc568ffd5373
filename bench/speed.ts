/**
 * Speed and memory of the whole engine: `npm run bench:speed`. Words per second of `analyse` in one process on a fixed
 * text (median of five runs after a warm-up) for each language, linearity over 1 to 1,000 thousand words, and peak memory.
 * Start-up time of `selon read` on a short report is the whole process's wall time, median of eleven runs.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Language } from '../src/contract/analysis.ts'
import { createEngine } from '../src/index.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const samples: { text: string; language: Language; published: string }[] = readdirSync(`${root}samples`)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')))
const engine = await createEngine({ languages: ['fr', 'en', 'es'] })
const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]

/** News of about `words` words: the language's samples over and over. */
function news(language: Language, words: number): string {
  const base = samples
    .filter((sample) => sample.language === language)
    .map((sample) => sample.text)
    .join('\n\n')
  const repeats = Math.max(1, Math.round(words / countWords(base)))
  return Array.from({ length: repeats }, () => base).join('\n\n')
}

function time(text: string, language: Language): number {
  const started = performance.now()
  engine.analyse({ text, language, published: '2026-03-12' })
  return (performance.now() - started) / 1000
}

for (const language of ['fr', 'en', 'es'] as const) {
  // Reports of ordinary length, as they come: 100 of some 1,000 words.
  const report = news(language, 1000)
  const words = countWords(report)
  for (let k = 0; k < 20; k++) time(report, language)
  const runs = Array.from({ length: 5 }, () => {
    let seconds = 0
    for (let k = 0; k < 20; k++) seconds += time(report, language)
    return (20 * words) / seconds
  })
  console.log(
    `${language}: ${Math.round(median(runs))} words/s in reports of ${words} words (median of 5 runs of 20 reports)`,
  )
}
console.log('\none French report of growing length:')
for (const thousands of [1, 10, 100, 1000]) {
  const text = news('fr', thousands * 1000)
  const words = countWords(text)
  const seconds = time(text, 'fr')
  console.log(
    `${String(words).padStart(9)} words  ${seconds.toFixed(2).padStart(7)} s  ${Math.round(words / seconds)} words/s  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  )
}
const cli = `${root}dist/cli.js`
if (existsSync(cli)) {
  const sample = `${root}samples/01-meridia-dispatch.fr.json`
  const runs = Array.from({ length: 11 }, () => {
    const started = performance.now()
    execFileSync(process.execPath, [cli, 'read', sample], { stdio: 'ignore' })
    return performance.now() - started
  })
  console.log(`\nselon read, one short report, whole process: ${Math.round(median(runs))} ms (median of 11)`)
} else console.log('\nselon read: not built (npm run build)')
