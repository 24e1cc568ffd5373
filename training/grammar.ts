/**
 * Trains a language's grammar: `npx tsx training/grammar.ts fr [--out FILE] [--work FOLDER] [--python PROGRAM]` writes
 * models/fr.grammar.bin.gz. First a large network learns from the treebanks of all three languages and labels raw text
 * (an hour; done once for the three), then a small one learns from the treebank and those labels. The networks are trained by
 * training/grammar/network.py on one thread with fixed seeds: the same data, machine and library give the same bytes. What
 * a step has made stays in the work folder (build/grammar) and is not made again while it lies there.
 */

import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { languages } from '../src/contract/analysis.ts'
import { ByteWriter } from '../src/engine/grammar/bytes.ts'
import { verbForms } from '../src/engine/grammar/verb-forms.ts'
import { packs } from '../src/languages/index.ts'
import { writeLemmas } from './grammar/lemmas.ts'
import { fullTrees, knowledgeOf, writeNetworkData } from './grammar/network-data.ts'
import { readNetwork, writeNetwork } from './grammar/pack-network.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    work: { type: 'string', default: 'build/grammar' },
    python: { type: 'string', default: 'python3' },
    steps: { type: 'string' },
  },
})
const language = languages.find((code) => code === positionals[0])
if (!language) throw new Error('Name the language to train: fr, en or es.')
// Of a vector's numbers so many steps on each side of zero: fewer pack smaller, and English has the most vectors.
const steps = Number(values.steps ?? (language === 'en' ? 9 : 12))
const started = Date.now()
const log = (text: string): void => console.error(`${((Date.now() - started) / 1000).toFixed(0)}s ${text}`)

const work = values.work
/** Runs a step of network.py unless what it makes is there. */
const step = (makes: string, ...args: string[]): void => {
  if (existsSync(makes)) return
  const program = fileURLToPath(new URL('grammar/network.py', import.meta.url))
  execFileSync(values.python, [program, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
  log(makes)
}
// The vectors' numbers lie far apart in memory: handing it back to the system after each step would take longer than the step.
process.env['MALLOC_MMAP_THRESHOLD_'] ??= '4000000000'
process.env['MALLOC_TRIM_THRESHOLD_'] ??= '8000000000'
process.env['MALLOC_TOP_PAD_'] ??= '200000000'

for (const each of languages)
  if (!existsSync(join(work, each, 'features.json'))) writeNetworkData(each, join(work, each))
step(join(work, 'teacher.pt'), 'teach', work)
step(join(work, language, 'silver.jsonl'), 'label', work)
step(join(work, language, 'network.bin'), 'learn', work, language)

const full = fullTrees(language)
const trained = readNetwork(join(work, language, 'network'))
const { bundles, relations } = trained
const place = new Map(bundles.map((bundle, i) => [bundle, i]))
const bundlesOf: Set<number>[] = Array.from({ length: 17 }, () => new Set())
for (const tree of full)
  tree.bundles.forEach((bundle, i) => {
    bundlesOf[tree.tags[i]].add(place.get(bundle)!)
  })
for (const list of bundlesOf) if (list.size === 0) list.add(place.get('_')!)

const writer = new ByteWriter()
writer.string(
  JSON.stringify({
    bundles,
    bundlesOf: bundlesOf.map((set) => [...set].sort((a, b) => a - b)),
    relations,
  }),
)
writer.append(knowledgeOf(language, full))
writeLemmas(writer, full, verbForms(packs[language]))
writeNetwork(writer, trained.network, steps)
const packed = gzipSync(writer.done(), { level: 9 })
const out = values.out ?? fileURLToPath(new URL(`../models/${language}.grammar.bin.gz`, import.meta.url))
writeFileSync(out, packed)
log(`${out}: ${(packed.length / 1e6).toFixed(2)} MB`)
