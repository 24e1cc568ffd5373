/**
 * Learns whom a pronoun, a dropped subject or a definite noun means: `npx tsx training/names-antecedents.ts [--write]`.
 * Labels: training/labels/coreference.jsonl; texts: `$SELON_SHARED/data`. Two softmax rankers (subjects, nouns) over what
 * antecedent-features.ts says of each candidate, drawn towards the weights below, which stand for what is known of such
 * words beforehand: 300 labels are few. What was resolved before is what the weights of the round before resolve. Prints
 * the scores by cross-validation over whole reports (ten folds, seeded); `--write` also writes the weights learned from
 * all labels to src/engine/names/antecedent-weights.ts.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import { Document } from '../src/engine/document.ts'
import { features } from '../src/engine/names/antecedent-features.ts'
import { type Ranker, type RankerWeights, rankerOf } from '../src/engine/names/antecedent-ranker.ts'
import { createCoreference } from '../src/engine/names/coreference.ts'
import { findEntityAt } from '../src/engine/names/entity-index.ts'
import { entityOfSpan, subjectEntity } from '../src/engine/names/entity-of-span.ts'
import { createPipeline } from '../src/engine/pipeline.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

type Feature = (typeof features)[number]
type Model = 'subject' | 'noun'
type Weights = Record<Model, RankerWeights>
type Source = [start: number, end: number, kind: string, nameStart?: number, nameEnd?: number]

interface Label {
  report: string
  set: string
  language: Language
  sources: Source[]
  since?: string
}

/** One anaphor that is labelled, with its candidates and which of them are right. */
interface Instance {
  report: string
  model: Model
  rows: Float64Array[]
  right: number[]
}

const strength = 0.03
/** The least probability with which somebody is named. */
const least: Record<Model, number> = { subject: 0.6, noun: 0.55 }
const steps = 400
const folds = 10

const before: Record<Model, Partial<Record<Feature, number>>> = {
  subject: {
    rules: 8,
    'distance 0': 0.5,
    'distance 1': 0.5,
    'distance 2': -0.3,
    'distance 3': -0.6,
    'distance 4-6': -1,
    'distance 7+': -2,
    'last speaker': 0.8,
    'last speaker, near': 0.8,
    subject: 0.5,
    'in quotation only': -1,
    'gender agrees': 0.7,
    organisation: -0.5,
    'place or group': -1.5,
    'speaker of the quotation': -2,
    'ahead, same sentence': 6,
    nobody: 6.5,
    unnamed: -0.5,
    'unnamed thing': -0.5,
    mentions: 0.5,
    'main person': 0.3,
    'nobody: quoted': 0.5,
    'ever speaks': 0.3,
    outlet: -1,
    'unnamed person, last subject': 2,
    'only one named': 0.3,
  },
  noun: {
    rules: 1,
    'distance 0': 0.3,
    'distance 1': 0.5,
    'distance 3': -0.3,
    'distance 4-6': -0.7,
    'distance 7+': -1.2,
    'last speaker': 0.8,
    'recency 0': 0.3,
    subject: 0.3,
    'gender agrees': 0.5,
    'shared, said': 3.5,
    'shared, known': 2.5,
    'other concepts said': -1.5,
    'other concepts known': -1,
    'limits agree': 1.5,
    'limits agree not': -2.5,
    'limits, concept silent': -1,
    'same noun': 2,
    'demonstrative and last': 1,
    'ahead, same sentence': -1.5,
    ahead: -1.5,
    nobody: 3,
    unnamed: -1.5,
    'unlisted noun': -1,
    'nobody: limits': 0.5,
    mentions: 0.5,
    'main person': 0.3,
    'place or group': -1,
    'loose noun': 0.7,
    'body for a body': 1.2,
    'only one named': 0.8,
    'ever speaks': 0.3,
  },
}

const { values } = parseArgs({ options: { write: { type: 'boolean' } } })
const shared = process.env['SELON_SHARED'] ?? new URL('../../shared', import.meta.url).pathname
const labels = readFileSync(new URL('labels/coreference.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Label)
const texts = new Map<string, { text: string; published?: string }>()
for (const set of new Set(labels.map((label) => label.set)))
  for (const line of gunzipSync(readFileSync(`${shared}/data/${set}.jsonl.gz`))
    .toString('utf8')
    .split('\n')) {
    if (line === '') continue
    const item = JSON.parse(line) as { id: string; text: string; published?: string }
    texts.set(`${set} ${item.id}`, item)
  }

/** The reports as they are before coreference, read once. */
const resources = folderResources()
const pipelines = new Map(
  [...new Set(labels.map((label) => label.language))].map((language) => [
    language,
    createPipeline(packs[language], resources),
  ]),
)
const reports = labels.flatMap((label) => {
  const item = texts.get(`${label.set} ${label.report}`)
  if (!item) return []
  const input = { text: item.text, language: label.language, published: item.published ?? undefined }
  const document = new Document(input, packs[label.language], false)
  for (const component of pipelines.get(label.language) ?? []) {
    if (component.name === 'coreference') break
    component.run(document)
  }
  return [{ label, document, entities: JSON.stringify(document.entities) }]
})

let seed = 7
const random = (): number => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed / 2147483648
}
const order = reports.map(({ label }) => label.report)
for (let i = order.length - 1; i > 0; i--) {
  const j = Math.floor(random() * (i + 1))
  ;[order[i], order[j]] = [order[j], order[i]]
}
const foldOf = new Map(order.map((report, i) => [report, i % folds]))

const start = (model: Model): number[] => features.map((name) => before[model][name] ?? 0)

/** Gradient ascent on the likelihood of the right candidates, by RMSProp. */
function learn(instances: readonly Instance[], model: Model): RankerWeights {
  const weights = start(model)
  const drawn = start(model)
  const squares = new Array<number>(features.length).fill(1e-8)
  const own = instances.filter((instance) => instance.model === model)
  for (let step = 0; step < steps; step++) {
    const gradient = new Array<number>(features.length).fill(0)
    for (const { rows, right } of own) {
      const scores = rows.map((row) => row.reduce((sum, value, i) => sum + value * weights[i], 0))
      const top = Math.max(...scores)
      const powers = scores.map((score) => Math.exp(score - top))
      const all = powers.reduce((a, b) => a + b, 0)
      const good = right.reduce((sum, k) => sum + powers[k], 0)
      rows.forEach((row, k) => {
        const pull = (right.includes(k) ? powers[k] / good : 0) - powers[k] / all
        if (pull !== 0) for (let i = 0; i < row.length; i++) gradient[i] += pull * row[i]
      })
    }
    const rate = step < 0.7 * steps ? 0.05 : 0.01
    for (let i = 0; i < features.length; i++) {
      const slope = gradient[i] / Math.max(1, own.length) - strength * (weights[i] - drawn[i])
      squares[i] = 0.9 * squares[i] + 0.1 * slope * slope
      weights[i] += (rate * slope) / Math.sqrt(squares[i] + 1e-8)
    }
  }
  return { weights: weights.map((weight) => Math.round(weight * 1000) / 1000), least: least[model] }
}

/** Reads every report with the ranker for it; tells of each anaphor that is labelled. */
function collect(weightsOf: (report: string) => Weights): Instance[] {
  const instances: Instance[] = []
  for (const { label, document, entities } of reports) {
    document.entities = JSON.parse(entities) as Document['entities']
    const { tokens } = document
    const labelled = new Map<number, Source>()
    for (const source of label.sources)
      for (let i = tokens.at(source[0]); i < tokens.length && tokens.start[i] < source[1]; i++)
        if (!labelled.has(i)) labelled.set(i, source)
    const choose = rankerOf(weightsOf(label.report))
    const watching: Ranker = (anaphor, candidates) => {
      const source = labelled.get(anaphor.at)
      if (source && (source[2] === 'nominal') === (anaphor.kind === 'nominal')) {
        const meant = namedAt(document, source)
        const whose = candidates.map(({ entity }) => entity)
        let right = whose.flatMap((entity, k) => ((meant < 0 ? entity < 0 : entity === meant) ? [k] : []))
        // Somebody out of reach: nobody is the right answer.
        if (right.length === 0) right = whose.flatMap((entity, k) => (entity < 0 ? [k] : []))
        instances.push({
          report: label.report,
          model: anaphor.kind === 'nominal' ? 'noun' : 'subject',
          rows: candidates.map(({ features: row }) => row.slice()),
          right,
        })
      }
      return choose(anaphor, candidates)
    }
    createCoreference(packs[label.language], watching).run(document)
  }
  return instances
}

/** Index of the entity whose name a label points to; -1 where it points to none. */
function namedAt(document: Document, [, , , first, last]: Source): number {
  if (first === undefined || last === undefined) return -1
  let best = -1
  let most = 0
  document.entities.forEach((entity, k) => {
    for (const { span, kind } of entity.mentions) {
      const common = Math.min(last, span[1]) - Math.max(first, span[0])
      if (kind === 'name' && common > most) {
        most = common
        best = k
      }
    }
  })
  return best
}

function score(weightsOf: (report: string) => Weights): void {
  const count = new Map<
    string,
    { right: number; wrong: number; missing: number; named: number; all: number }
  >()
  for (const { label, document, entities } of reports) {
    document.entities = JSON.parse(entities) as Document['entities']
    createCoreference(packs[label.language], rankerOf(weightsOf(label.report))).run(document)
    for (const [first, last, kind, nameStart, nameEnd] of label.sources) {
      const found =
        kind === 'dropped'
          ? subjectEntity(document, document.tokens.at(first))
          : entityOfSpan(document, [first, last])
      const named = nameStart !== undefined && nameEnd !== undefined
      const meant = named ? (findEntityAt(document, [nameStart, nameEnd])?.id ?? null) : null
      for (const group of ['all', label.since ?? 'first', label.language, kind]) {
        const n = count.get(group) ?? { right: 0, wrong: 0, missing: 0, named: 0, all: 0 }
        n.all++
        if (named) n.named++
        if (found === null) n.missing += named ? 1 : 0
        else if (named && found === meant) n.right++
        else n.wrong++
        count.set(group, n)
      }
    }
  }
  for (const [group, n] of [...count].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(
      `${group.padEnd(10)} right ${((100 * n.right) / Math.max(1, n.named)).toFixed(1)}% (${n.right} of ${n.named}), missing ${n.missing}, wrong ${n.wrong} (${((100 * n.wrong) / n.all).toFixed(1)}%)`,
    )
}

const first: Weights = {
  subject: { weights: start('subject'), least: least.subject },
  noun: { weights: start('noun'), least: least.noun },
}
let perFold: Weights[] = Array.from({ length: folds }, () => first)
let whole = first
for (let round = 0; round < 2; round++) {
  const instances = collect((report) => perFold[foldOf.get(report) ?? 0])
  perFold = Array.from({ length: folds }, (_, fold) => {
    const rest = instances.filter(({ report }) => foldOf.get(report) !== fold)
    return { subject: learn(rest, 'subject'), noun: learn(rest, 'noun') }
  })
  whole = { subject: learn(instances, 'subject'), noun: learn(instances, 'noun') }
}
console.log('by cross-validation over whole reports')
score((report) => perFold[foldOf.get(report) ?? 0])
if (values.write) {
  const rows = features
    .map((name, i) => `  // ${name}\n  [${whole.subject.weights[i]}, ${whole.noun.weights[i]}],`)
    .join('\n')
  writeFileSync(
    new URL('../src/engine/names/antecedent-weights.ts', import.meta.url),
    `// Made by training/names-antecedents.ts from training/labels/coreference.jsonl.

/** Weights by feature, in the order of antecedent-features.ts: of pronouns and dropped subjects, of nouns. */
const rows: readonly (readonly [number, number])[] = [
${rows}
]

export const antecedentWeights = {
  subject: { weights: rows.map(([weight]) => weight), least: ${least.subject} },
  noun: { weights: rows.map(([, weight]) => weight), least: ${least.noun} },
}
`,
  )
}
