/**
 * Scores who is meant by pronoun, nominal and dropped sources against labels made by hand:
 * `npx tsx bench/coreference.ts [--set first|added] [--language fr] [--errors] [--json]`. The labels (training/labels/coreference.jsonl) are offsets alone: span
 * of the source (of the verb where the subject is dropped), its kind, and the span of a name of the one meant (none: nobody
 * named). right: the entity that the name belongs to; missing: none given; wrong: another. `first` are the 28 reports that
 * the rules were written with, `added` the 38 labelled later.
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import { Engine } from '../src/engine/engine.ts'
import { findEntityAt } from '../src/engine/names/entity-index.ts'
import { entityOfSpan, subjectEntity } from '../src/engine/names/entity-of-span.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

interface Label {
  report: string
  set: string
  language: Language
  /** Absent in the reports labelled first. */
  since?: 'added'
  sources: [start: number, end: number, kind: string, nameStart?: number, nameEnd?: number][]
}

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    language: { type: 'string' },
    errors: { type: 'boolean' },
    json: { type: 'boolean' },
  },
})
const shared = process.env['SELON_SHARED'] ?? new URL('../../shared', import.meta.url).pathname
const labels = readFileSync(new URL('../training/labels/coreference.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Label)
  .filter((label) => !values.set || (label.since ?? 'first') === values.set)
  .filter((label) => !values.language || label.language === values.language)
const texts = new Map<string, { text: string; published?: string }>()
for (const set of new Set(labels.map((label) => label.set)))
  for (const line of gunzipSync(readFileSync(`${shared}/data/${set}.jsonl.gz`))
    .toString('utf8')
    .split('\n')) {
    if (line === '') continue
    const item = JSON.parse(line) as { id: string; text: string; published?: string }
    texts.set(`${set} ${item.id}`, item)
  }

const engine = new Engine(folderResources(), () => undefined, packs)
const count: Record<
  string,
  { right: number; wrong: number; missing: number; named: number; nobody: number; nobodyRight: number }
> = {}
for (const label of labels) {
  const item = texts.get(`${label.set} ${label.report}`)
  if (!item) continue
  const document = engine.read({
    text: item.text,
    language: label.language,
    published: item.published ?? undefined,
  })
  for (const [start, end, kind, nameStart, nameEnd] of label.sources) {
    const found =
      kind === 'dropped'
        ? subjectEntity(document, document.tokens.at(start))
        : entityOfSpan(document, [start, end])
    const meant =
      nameStart === undefined || nameEnd === undefined ? null : findEntityAt(document, [nameStart, nameEnd])
    const named = nameStart !== undefined
    const verdict = named
      ? found === null
        ? 'missing'
        : found === meant?.id
          ? 'right'
          : 'wrong'
      : found === null
        ? 'nobodyRight'
        : 'wrong'
    for (const group of ['all', label.language, `${label.language} ${kind}`]) {
      count[group] ??= { right: 0, wrong: 0, missing: 0, named: 0, nobody: 0, nobodyRight: 0 }
      count[group][verdict]++
      count[group][named ? 'named' : 'nobody']++
    }
    if (values.errors && (verdict === 'wrong' || verdict === 'missing')) {
      const name = (id: string | null | undefined): string =>
        document.entities.find((entity) => entity.id === id)?.name ?? '-'
      const around = item.text.slice(Math.max(0, start - 60), end + 30).replace(/\s+/g, ' ')
      console.log(
        `${verdict} ${label.report} ${start}-${end} ${kind}: ${around} | found ${name(found)}, meant ${name(meant?.id)}`,
      )
    }
  }
}
const share = (a: number, b: number): number => (b === 0 ? 0 : a / b)
const result = Object.fromEntries(
  Object.entries(count)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, n]) => [
      group,
      { ...n, accuracy: share(n.right, n.named), 'wrong share': share(n.wrong, n.named + n.nobody) },
    ]),
)
if (values.json) console.log(JSON.stringify(result))
else
  for (const [group, n] of Object.entries(result))
    console.log(
      `${group.padEnd(14)} right ${(100 * n.accuracy).toFixed(1)}% (${n.right} of ${n.named}), missing ${n.missing}, wrong ${n.wrong}, nobody ${n.nobodyRight} of ${n.nobody}`,
    )
