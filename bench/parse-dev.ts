/**
 * Parses the given tokens of a treebank: `npx tsx bench/parse-dev.ts fr GOLD.conllu[.gz] OUT.conllu [--model FILE]`.
 * With `--merged FILE` it also writes the gold with one line a written token, for the scorer.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import { readConllu, writeConllu } from '../src/engine/grammar/conllu.ts'
import { Grammar, loadGrammar, parseTokens } from '../src/engine/grammar/grammar.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string' }, merged: { type: 'string' } },
})
const [language, gold, out] = positionals
const bytes = readFileSync(gold)
const given = readConllu((gold.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
const grammar = values.model
  ? new Grammar(new Uint8Array(gunzipSync(readFileSync(values.model))), packs[language as Language])
  : loadGrammar(packs[language as Language], folderResources())
const parsed = parseTokens(
  grammar,
  given.map(({ rows }) => rows.map((row) => row[1])),
)
writeFileSync(out, writeConllu(parsed, given))
if (values.merged)
  writeFileSync(
    values.merged,
    given
      .map(({ comments, rows }) => [...comments, ...rows.map((row) => row.join('\t')), '', ''].join('\n'))
      .join(''),
  )
