/**
 * Learns which words report an event: `npx tsx training/events.ts [--write]`. A logistic model over what
 * trigger-features.ts says of each candidate, one for the three languages, drawn towards what the rules alone would say.
 * Labels: the annotated sentences of `$SELON_SHARED/data/events` (dev and extra), training/labels/events.jsonl and half A of
 * training/labels/claims.jsonl. Prints how triggers are found by cross-validation over whole reports (ten folds, seeded),
 * beside the rules alone, and what half B, which nothing is learned from, makes of the weights; `--write` writes the weights
 * learned from all but B to src/engine/events/trigger-weights.ts.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { EventType, Language, Span } from '../src/contract/analysis.ts'
import { Document } from '../src/engine/document.ts'
import { createEvents } from '../src/engine/events/events.ts'
import { byRules, oddsOf, type TriggerWeights } from '../src/engine/events/trigger-judge.ts'
import { createPipeline } from '../src/engine/pipeline.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

interface LabelledEvent {
  type: EventType[]
  trigger: Span
  triggerAlt?: Span[]
  /** A careful reader may mark it or leave it. */
  optional?: boolean
}

interface LabelledSentence {
  report: string
  file: string
  language: Language
  start: number
  end: number
  events: LabelledEvent[]
}

interface Instance {
  report: string
  group: string
  features: readonly string[]
  byRules: boolean
  /** Whether a labelled event has its trigger here, and whether it is of the candidate's type; undefined: it counts neither way. */
  found: boolean | undefined
  right: boolean
}

/** How strongly the weights are drawn to what stands before the labels. */
const strength = 0.003
/** What the rules alone are worth before any label. */
const trust = 1.5
const least = -0.4
const leastUses = 4
const steps = 300
const folds = 10

const { values } = parseArgs({ options: { write: { type: 'boolean' } } })
const shared = process.env['SELON_SHARED'] ?? new URL('../../shared', import.meta.url).pathname

function recordsOf<Row>(path: string | URL): Row[] {
  const bytes = readFileSync(path)
  return (String(path).endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
}

const sentences = new Map<string, (LabelledSentence & { group: string })[]>()
const take = (group: string, rows: readonly LabelledSentence[]): void => {
  for (const row of rows) {
    const key = `${row.file} ${row.report}`
    sentences.set(key, [...(sentences.get(key) ?? []), { ...row, group }])
  }
}
for (const language of Object.keys(packs))
  for (const kind of ['dev', 'extra'])
    take('annotated', recordsOf(`${shared}/data/events/events.${language}.${kind}.jsonl`))
take('added', recordsOf(new URL('labels/events.jsonl', import.meta.url)))
for (const half of ['A', 'B'])
  take(
    `half ${half}`,
    recordsOf<LabelledSentence & { half: string }>(new URL('labels/claims.jsonl', import.meta.url)).filter(
      (row) => row.half === half,
    ),
  )
const wanted: Record<string, number> = {}
for (const rows of sentences.values())
  for (const { group, events } of rows)
    wanted[group] = (wanted[group] ?? 0) + events.filter(({ optional }) => !optional).length

const overlaps = ([a, b]: Span, [c, d]: Span): boolean => a < d && c < b

/** Every candidate in a labelled sentence, as the rules leave it. */
function collect(): Instance[] {
  const instances: Instance[] = []
  const resources = folderResources()
  const files = new Set([...sentences.values()].map(([first]) => first.file))
  const pipelines = new Map<Language, ReturnType<typeof createPipeline>>()
  for (const file of files)
    for (const record of recordsOf<{
      id: string | number
      text: string
      title?: string
      published?: string
      date?: string
    }>(`${shared}/data/${file}`)) {
      const labelled = sentences.get(`${file} ${record.id}`)
      if (!labelled) continue
      const { language } = labelled[0]
      const published = record.published ?? record.date
      const document = new Document(
        {
          id: String(record.id),
          text: record.text,
          language,
          ...(published ? { published } : {}),
          ...(record.title ? { title: record.title } : {}),
        },
        packs[language],
        false,
      )
      const pipeline = pipelines.get(language) ?? createPipeline(packs[language], resources)
      pipelines.set(language, pipeline)
      for (const component of pipeline) {
        if (component.name === 'events') break
        component.run(document)
      }
      createEvents(packs[language], (candidate, features) => {
        const span = document.tokens.span(candidate.token)
        const sentence = labelled.find(({ start, end }) => span[0] >= start && span[0] < end)
        if (sentence) {
          const events = sentence.events
          const event =
            events.find(({ trigger }) => overlaps(span, trigger)) ??
            events.find(({ triggerAlt }) => triggerAlt?.some((one) => overlaps(span, one)))
          instances.push({
            report: `${file} ${record.id}`,
            group: sentence.group,
            features,
            byRules: byRules(candidate, features),
            found: event?.optional ? undefined : event !== undefined,
            right: event?.type.includes(candidate.row.type as EventType) ?? false,
          })
        }
        return byRules(candidate, features)
      }).run(document)
    }
  return instances
}

const believed: Record<string, number> = {
  'N sure': trust,
  'V sure': trust,
  'N unmatched': -trust,
  'V unmatched': -trust,
}
for (const doubt of ['N bare', 'N generic', 'V nobody', 'V private', 'N private'])
  believed[doubt] = -0.3 * trust

/** Gradient descent on the logistic loss, by Adam. */
function learn(instances: readonly Instance[], names: readonly string[]): TriggerWeights {
  const place = new Map(names.map((name, i) => [name, i]))
  const rows = instances.map(({ features }) =>
    [...new Set(features)].flatMap((name) => {
      const i = place.get(name)
      return i === undefined ? [] : [i]
    }),
  )
  const before = names.map((name) => believed[name] ?? 0)
  const weights = [...before]
  const mean = weights.map(() => 0)
  const squares = weights.map(() => 0)
  for (let step = 0; step < steps; step++) {
    const slope = weights.map(
      (weight, i) => (names[i].startsWith('lemma ') ? 2 : 1) * strength * (weight - before[i]),
    )
    rows.forEach((row, k) => {
      let odds = 0
      for (const i of row) odds += weights[i]
      const pull = (1 / (1 + Math.exp(-odds)) - Number(instances[k].right)) / rows.length
      for (const i of row) slope[i] += pull
    })
    const rate = step < 200 ? 0.05 : 0.01
    for (let i = 0; i < weights.length; i++) {
      mean[i] = 0.9 * mean[i] + 0.1 * slope[i]
      squares[i] = 0.99 * squares[i] + 0.01 * slope[i] * slope[i]
      weights[i] -= (rate * mean[i]) / (Math.sqrt(squares[i]) + 1e-6)
    }
  }
  return {
    weights: new Map(names.map((name, i) => [name, Math.round(weights[i] * 100) / 100])),
    least,
  }
}

/** Prints precision, recall and F1 of triggers in each group. */
function score(name: string, instances: readonly Instance[], accepted: (k: number) => boolean): void {
  for (const group of Object.keys(wanted)) {
    let right = 0
    let typed = 0
    let spurious = 0
    instances.forEach((instance, k) => {
      if (instance.group !== group || instance.found === undefined || !accepted(k)) return
      if (instance.found) right++
      else spurious++
      if (instance.found && instance.right) typed++
    })
    const all = wanted[group]
    const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`
    console.log(
      `${name.padEnd(8)} ${group.padEnd(10)} precision ${percent(right, right + spurious)}, recall ${percent(right, all)}, F1 ${percent(2 * right, right + spurious + all)}, with its type ${percent(2 * typed, right + spurious + all)}`,
    )
  }
}

const keptBack = 'half B'
const instances = collect()
const uses = new Map<string, number>()
for (const { features, group, found } of instances)
  if (group !== keptBack && found !== undefined)
    for (const name of new Set(features)) uses.set(name, (uses.get(name) ?? 0) + 1)
const names = [...uses].flatMap(([name, count]) => (count >= leastUses ? [name] : [])).sort()
const counted = instances.filter(({ found, group }) => found !== undefined && group !== keptBack)

let seed = 7
const random = (): number => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed / 2147483648
}
const order = [...new Set(instances.map(({ report }) => report))]
for (let i = order.length - 1; i > 0; i--) {
  const j = Math.floor(random() * (i + 1))
  ;[order[i], order[j]] = [order[j], order[i]]
}
const foldOf = new Map(order.map((report, i) => [report, i % folds]))
score('rules', instances, (k) => instances[k].byRules)
const perFold = Array.from({ length: folds }, (_, fold) =>
  learn(
    counted.filter(({ report }) => foldOf.get(report) !== fold),
    names,
  ),
)
const fromAll = learn(counted, names)
score('learned', instances, (k) => {
  const { group, report, features } = instances[k]
  return oddsOf(group === keptBack ? fromAll : perFold[foldOf.get(report) ?? 0], features) >= least
})

if (values.write) {
  const { weights } = fromAll
  const rows = [...weights].flatMap(([name, weight]) => (weight === 0 ? [] : [`  ['${name}', ${weight}],`]))
  writeFileSync(
    new URL('../src/engine/events/trigger-weights.ts', import.meta.url),
    `// Made by training/events.ts from annotated sentences.

/** Weights by the names that trigger-features.ts gives, and the least log-odds of an event. */
export const triggerWeights: { weights: ReadonlyMap<string, number>; least: number } = {
  weights: new Map([
${rows.map((row) => `  ${row}`).join('\n')}
  ]),
  least: ${least},
}
`,
  )
}
