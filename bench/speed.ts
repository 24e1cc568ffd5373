/**
 * Speed and memory of the whole engine: `npm run bench:speed`. For each language, in a process of its own, words per second
 * of `analyse` over up to 500,000 words of news no two reports of which are the same (`../shared/data`; SELON_SHARED): the
 * first 50,000 cold, and all behind them warm. Then linearity over one report of 1 to 1,000 thousand words (the samples over
 * and over), peak memory, and the start of `selon read` on a short report, with each reader: the whole process, beside that of
 * a bare Node, median of fifteen runs each, compiled code kept by a run before them. With `--varied fr|en|es` only that language's words, as JSON; with `--start` only the
 * start. All is told by the clock of one process and by the processor's seconds of all its threads (compiling and clearing up run
 * beside the reading): where other processes have the machine, only these say anything, and they too grow by a third.
 * It measures the build (npm run build), as its users have it: run as TypeScript the same code is slower.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { type Language, languages } from '../src/contract/analysis.ts'
import type { createEngine as CreateEngine } from '../src/index.ts'
import { spareProcessor } from '../src/threads/spare-processor.ts'

/** Where there is varied news in each language. */
const varied: Record<Language, string> = {
  fr: 'text/fr.jsonl.gz',
  en: 'polnear/train.jsonl.gz',
  es: 'text/es.jsonl.gz',
}
const wordsWanted = 500_000
const wordsCold = 50_000

const root = fileURLToPath(new URL('..', import.meta.url))
const shared = process.env['SELON_SHARED'] ?? `${root}../shared`
const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]

const built = `${root}dist/index.js`
if (!existsSync(built)) throw new Error('There is no build to measure: npm run build makes it.')
// As the command line has it where it reads.
spareProcessor(1)
const { createEngine } = (await import(built)) as { createEngine: typeof CreateEngine }

/** Seconds that an action takes: by the clock, and of the processor in all threads. */
function seconds(action: () => void): { clock: number; processor: number } {
  const before = process.cpuUsage()
  const started = performance.now()
  action()
  const { user, system } = process.cpuUsage(before)
  return { clock: (performance.now() - started) / 1000, processor: (user + system) / 1e6 }
}

interface Rates {
  clock: number
  processor: number
}

const told = ({ clock, processor }: Rates) => `${clock} words/s (${processor} a second of the processor)`

/** Reads up to 500,000 different words and prints the words per second as JSON. */
async function readVaried(language: Language): Promise<void> {
  const lines = gunzipSync(readFileSync(`${shared}/data/${varied[language]}`))
    .toString()
    .split('\n')
    .filter(Boolean)
  const texts = new Set(lines.map((line) => (JSON.parse(line) as { text: string }).text))
  const engine = await createEngine({ languages: [language] })
  const none = { words: 0, clock: 0, processor: 0 }
  const taken = { cold: { ...none }, warm: { ...none } }
  for (const text of texts) {
    const part = taken.cold.words < wordsCold ? taken.cold : taken.warm
    const { clock, processor } = seconds(() => engine.analyse({ text, language, published: '2026-03-12' }))
    part.clock += clock
    part.processor += processor
    part.words += countWords(text)
    if (taken.cold.words + taken.warm.words >= wordsWanted) break
  }
  const rates = ({ words, clock, processor }: typeof none) => ({
    clock: Math.round(words / clock),
    processor: Math.round(words / processor),
  })
  console.log(
    JSON.stringify({
      language,
      words: taken.cold.words + taken.warm.words,
      cold: rates(taken.cold),
      warm: rates(taken.warm),
    }),
  )
}

/** News of about `words` words: the language's samples over and over. */
function repeated(language: Language, words: number): string {
  const samples: { text: string; language: Language }[] = readdirSync(`${root}samples`)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(`${root}samples/${file}`, 'utf8')))
  const base = samples
    .filter((sample) => sample.language === language)
    .map((sample) => sample.text)
    .join('\n\n')
  return Array.from({ length: Math.max(1, Math.round(words / countWords(base))) }, () => base).join('\n\n')
}

async function all(): Promise<void> {
  if (existsSync(`${shared}/data`)) {
    for (const language of languages) {
      const printed = execFileSync(
        process.execPath,
        [...process.execArgv, fileURLToPath(import.meta.url), '--varied', language],
        {
          encoding: 'utf8',
        },
      )
      const { words, cold, warm } = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as {
        words: number
        cold: Rates
        warm: Rates
      }
      console.log(
        `${language}: ${told(cold)} on the first 50,000 words, cold; ${told(warm)} on the rest of ${words}, warm`,
      )
    }
  } else console.log(`Varied news skipped: the data is not at ${shared} (set SELON_SHARED to its folder).`)

  const engine = await createEngine({ languages: ['fr'] })
  console.log('\none French report of growing length:')
  for (const thousands of [1, 10, 100, 1000]) {
    const text = repeated('fr', thousands * 1000)
    const words = countWords(text)
    const { clock: taken } = seconds(() => engine.analyse({ text, language: 'fr', published: '2026-03-12' }))
    console.log(
      `${String(words).padStart(9)} words  ${taken.toFixed(2).padStart(7)} s  ${Math.round(words / taken)} words/s  peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
    )
  }
  console.log()
  start()
}

/** Has a process say at its end what it took of the processor. */
const sayUsage = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write('\\n' + JSON.stringify(process.cpuUsage())))",
)}`

/** Seconds that a Node process takes from its start to its end. */
function wholeProcess(args: readonly string[]): { clock: number; processor: number } {
  const started = performance.now()
  const { stderr } = spawnSync(process.execPath, ['--import', sayUsage, ...args], { encoding: 'utf8' })
  const clock = (performance.now() - started) / 1000
  const { user, system } = JSON.parse(stderr.split('\n').at(-1) ?? '') as NodeJS.CpuUsage
  return { clock, processor: (user + system) / 1e6 }
}

/** The start of the command line. */
function start(): void {
  const cli = `${root}dist/cli.js`
  if (existsSync(cli)) {
    const sample = `${root}samples/01-meridia-dispatch.fr.json`
    for (const [what, args] of [
      ['selon read, one short report', [cli, 'read', '--reader', 'careful', sample]],
      ['the same with the fast reader', [cli, 'read', '--reader', 'fast', sample]],
      ['a bare Node', ['--eval', '0']],
    ] as const) {
      wholeProcess(args)
      const runs = Array.from({ length: 15 }, () => wholeProcess(args))
      console.log(
        `${what}: ${median(runs.map(({ processor }) => processor)).toFixed(2)} s of the processor, ${median(runs.map(({ clock }) => clock)).toFixed(2)} s by the clock (medians of 15)`,
      )
    }
  } else console.log('\nselon read: not built (npm run build)')
}

const asked = process.argv.indexOf('--varied')
const language = languages.find((each) => each === process.argv[asked + 1])
if (asked > 0 && language) await readVaried(language)
else if (process.argv.includes('--start')) start()
else await all()
