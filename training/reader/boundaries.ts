/**
 * Writes, for each report, the boundaries that the grammar offers the careful reader:
 * `npx tsx training/reader/boundaries.ts IN.jsonl[.gz] OUT.jsonl [--language fr]`.
 * IN has `id`, `text` and, where the option does not say it, `language`. OUT has `id`; `words`: for each word (a run of
 * letters and digits) its offsets, why something may begin there and why something may end there; `phrases`: noun phrases
 * that may be a source, whole or cut before a clause or an apposition; `groups`: verb groups, nouns and prepositional
 * phrases that may be a cue. All offsets are half-open UTF-16 offsets.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../../src/contract/analysis.ts'
import { Engine } from '../../src/engine/engine.ts'
import { boundariesOf } from '../../src/engine/reader/boundaries.ts'
import { detectLanguage } from '../../src/engine/text/language.ts'
import { packs } from '../../src/languages/index.ts'
import { folderResources } from '../../src/node-resources.ts'

function main(): void {
  const { values, positionals } = parseArgs({
    options: { language: { type: 'string' } },
    allowPositionals: true,
  })
  const [from, to] = positionals
  if (!from || !to)
    throw new Error('Name a file of reports and the file to write: boundaries.ts IN.jsonl OUT.jsonl')
  const bytes = readFileSync(from)
  const lines = (from.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
  const engine = new Engine(folderResources(), detectLanguage, packs)
  const out: string[] = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const { id, text, language } = JSON.parse(line) as { id: string; text: string; language?: Language }
    const document = engine.read({
      id,
      text,
      language: language ?? (values.language as Language | undefined),
    })
    out.push(JSON.stringify({ id, ...boundariesOf(document) }))
  }
  writeFileSync(to, `${out.join('\n')}\n`)
}

if (process.argv[1]?.endsWith('boundaries.ts')) main()
