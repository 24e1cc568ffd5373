/**
 * Measures what the engine tells of attributions whose spans are right: `npx tsx bench/attribution-details.ts GOLD.jsonl[.gz]…
 * [--language L] [--errors kind|via|parent|names] [--json]`. Cue, content and source come from the gold, as if the careful
 * reader had found them without a kind; kind, outlet (`via`), parent and who is meant are told by the engine. So the errors are
 * those of the deciders alone. With several files the figures are over all of them; bench/labelled-reports.ts writes some.
 * `names` lists sources that stand for an entity though they are no name of anybody ("on", "nous", a relative pronoun).
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Attribution, Language, Span } from '../src/contract/analysis.ts'
import { AttributionView } from '../src/engine/attribution/attribution-view.ts'
import { toAttributions } from '../src/engine/attribution/attributions.ts'
import { carefulDrafts } from '../src/engine/attribution/careful-drafts.ts'
import { cueLexicon } from '../src/engine/attribution/cue-lexicon.ts'
import { Engine } from '../src/engine/engine.ts'
import type { ReadAttribution } from '../src/engine/reader/careful-reader.ts'
import { parentsOf } from '../src/engine/reader/parents.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

interface GoldAttribution {
  id: string
  cue: Span[]
  content: Span[]
  source: Span[]
  sourceKind?: string | null
  via?: string | null
  parent?: string | null
}
interface GoldReport {
  id: string | number
  text: string
  language?: Language
  publisher?: string
  attributions: GoldAttribution[]
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: { type: 'string' }, errors: { type: 'string' }, json: { type: 'boolean' } },
})
if (positionals.length === 0) throw new Error('Name a gold file: attribution-details.ts GOLD.jsonl.')

const engine = new Engine(folderResources(), () => undefined, packs)
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^(le|la|les|l['’]|the|el|los|las)\s*/u, '')
    .trim()

interface Share {
  right: number
  all: number
}
const shares: Record<string, Share> = {}
const count = (what: string, right: boolean): void => {
  shares[what] ??= { right: 0, all: 0 }
  shares[what].all++
  if (right) shares[what].right++
}

for (const file of positionals) {
  const bytes = readFileSync(file)
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
  for (const line of lines) if (line.trim() !== '') measure(JSON.parse(line) as GoldReport)
}

function measure(gold: GoldReport): void {
  const language = gold.language ?? (values.language as Language | undefined)
  const document = engine.read({
    id: String(gold.id),
    text: gold.text,
    ...(language ? { language } : {}),
    ...(gold.publisher ? { publisher: gold.publisher } : {}),
  })
  const labels = gold.attributions
    .filter(({ content }) => content.length > 0)
    .sort((a, b) => a.content[0][0] - b.content[0][0])
  const words = [...gold.text.matchAll(/[\p{L}\p{N}]+/gu)]
  const wordsIn = (spans: readonly Span[]): Set<number> =>
    new Set(
      words.flatMap(({ index, 0: form }, k) =>
        spans.some(([start, end]) => index < end && index + form.length > start) ? [k] : [],
      ),
    )
  const parents = parentsOf(
    labels.map(({ cue, content }) => ({ cue: wordsIn(cue), content: wordsIn(content) })),
  )
  const found = labels.map(
    ({ cue, content, source }, k): ReadAttribution => ({
      cue,
      content,
      source,
      via: [],
      kind: '',
      act: '',
      parent: parents[k],
      confidence: undefined,
    }),
  )
  const view = new AttributionView(document, cueLexicon(document.words))
  const drafts = carefulDrafts(view, found)
  const attributions = toAttributions(view, drafts)
  const entities = new Map(document.entities.map((entity) => [entity.id, entity]))
  // Drafts are in text order; what was made of each label is known by its content's beginning and its cue.
  const madeOf = new Map<GoldAttribution, Attribution>()
  const left = new Set(attributions)
  for (const label of labels) {
    const made = [...left].find(
      (one) =>
        touches(one.content, label.content) &&
        sameCue(one.cue, label.cue) &&
        touchesOrNone(one.source, label.source),
    )
    if (!made) continue
    left.delete(made)
    madeOf.set(label, made)
  }
  const byId = new Map(labels.map((label) => [label.id, label]))
  for (const [label, made] of madeOf) {
    const expressed = label.source.length > 0
    const show = (what: string, wanted: string, got: string): void => {
      if (values.errors === what)
        console.log(
          `${gold.id} ${wanted} ← ${got} | ${slices(gold.text, label.source)} | ${slices(gold.text, label.cue)} | ${slices(gold.text, label.content).slice(0, 100)}`,
        )
    }
    if (label.sourceKind) {
      const right = label.sourceKind === made.sourceKind
      count('kind', right)
      count(expressed ? 'kind, expressed' : 'kind, not expressed', right)
      if (!right) show('kind', label.sourceKind, made.sourceKind)
    }
    const via = made.via ? entities.get(made.via) : undefined
    const names = via
      ? [via.name, ...via.mentions.map(({ span }) => gold.text.slice(...span))].map(plainName)
      : []
    if (label.via) {
      const right = names.includes(plainName(label.via))
      count('via', right)
      if (!right) show('via', label.via, via?.name ?? 'none')
    } else if (via) show('via', 'none', via.name)
    if (via) count('via that are right', label.via != null && names.includes(plainName(label.via)))
    const wanted = label.parent ? byId.get(label.parent) : undefined
    const got = made.parent ? [...madeOf].find(([, one]) => one.id === made.parent)?.[0] : undefined
    if (wanted) count('parent', wanted === got)
    if (got) count('parents that are right', wanted === got)
    if (wanted !== got)
      show(
        'parent',
        wanted
          ? `${slices(gold.text, wanted.cue)}: ${slices(gold.text, wanted.content).slice(0, 90)}`
          : 'none',
        got ? `${slices(gold.text, got.cue)}: ${slices(gold.text, got.content).slice(0, 90)}` : 'none',
      )
    const entity = made.sourceEntity ? entities.get(made.sourceEntity) : undefined
    if (entity && expressed) show('names', entity.name, entity.type)
  }
}

function slices(text: string, spans: readonly Span[]): string {
  return spans.map((span) => text.slice(...span)).join(' … ')
}

function touches(a: readonly Span[], b: readonly Span[]): boolean {
  return a.some(([from, to]) => b.some(([start, end]) => from < end && to > start))
}

function sameCue(a: readonly Span[], b: readonly Span[]): boolean {
  return a.length === 0 || b.length === 0 ? b.length === 0 : touches(a, b)
}

function touchesOrNone(a: readonly Span[], b: readonly Span[]): boolean {
  return a.length === 0 || b.length === 0 || touches(a, b)
}

const figures = Object.fromEntries(
  Object.entries(shares).map(([what, { right, all }]) => [`${what} (of ${all})`, right / all]),
)
if (values.json) console.log(JSON.stringify(figures))
else for (const [what, share] of Object.entries(figures)) console.log(`${what}: ${(100 * share).toFixed(1)}`)
