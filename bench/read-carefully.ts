/**
 * Reads the attributions of gold reports with the careful reader and writes them in the form that the scorers read:
 * `npx tsx bench/read-carefully.ts MODEL.safetensors[.gz] GOLD.jsonl[.gz] OUT.jsonl LANGUAGE`. Then
 * `node $SHARED/score/attribution.mjs GOLD OUT`. Prints words a CPU second, the grammar's part left out.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import { Engine } from '../src/engine/engine.ts'
import { CarefulReader } from '../src/engine/reader/careful-reader.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

const bytesOf = (path: string): Buffer => {
  const bytes = readFileSync(path)
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

const [model, gold, out, language] = process.argv.slice(2)
if (!model || !gold || !out || !language) {
  console.error('Usage: npx tsx bench/read-carefully.ts MODEL GOLD OUT LANGUAGE')
  process.exit(2)
}
const reader = new CarefulReader(bytesOf(model))
const engine = new Engine(folderResources(), () => undefined, packs)
const lines: string[] = []
let words = 0
let time = 0
for (const line of bytesOf(gold).toString('utf8').split('\n')) {
  if (line.trim() === '') continue
  const { id, text } = JSON.parse(line) as { id: string; text: string }
  const document = engine.read({ id, text, language: language as Language })
  const begun = process.cpuUsage()
  const found = reader.read(document)
  const { user, system } = process.cpuUsage(begun)
  time += (user + system) / 1e6
  words += text.split(/\s+/).length
  const entities: { id: string; name: string; mentions: never[] }[] = []
  const attributions = found.map((one, k) => {
    const [via] = one.via
    if (via) entities.push({ id: `e${k}`, name: text.slice(...via), mentions: [] })
    return {
      id: `a${k}`,
      cue: one.cue,
      content: one.content,
      source: one.source,
      sourceKind: one.kind,
      act: one.act,
      via: via ? `e${k}` : null,
      parent: one.parent === undefined ? null : `a${one.parent}`,
      confidence: one.confidence,
    }
  })
  const empty = { claims: [], times: [], places: [], events: [], sentences: [] }
  lines.push(JSON.stringify({ report: { id, text }, attributions, entities, ...empty }))
}
writeFileSync(out, `${lines.join('\n')}\n`)
console.log(`${words} words, ${Math.round(words / time)} a CPU second`)
