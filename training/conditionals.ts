/**
 * Trains the classifier of the conditional's uses: `npx tsx training/conditionals.ts [--write] [--errors]`.
 * Labels: training/labels/conditionals.LANGUAGE.jsonl (offsets into ../shared/data/text or the label's `file`); chosen on
 * ../shared/data/conditionals/LANGUAGE.dev. Writes models/LANGUAGE.factuality.bin.gz.
 */

import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Language } from '../src/contract/analysis.ts'
import type { Document } from '../src/engine/document.ts'
import {
  conditionalFeatures,
  conditionalUses,
  isConditional,
  type Use,
} from '../src/engine/factuality/conditionals.ts'
import { HashedModel, hashFeature, packHashedModel } from '../src/engine/factuality/hashed-model.ts'
import { type FactualityWords, readFactualityWords } from '../src/engine/factuality/lexicon.ts'
import { packs } from '../src/languages/index.ts'
import { Reader, readLines, textsOf } from './factuality-parse.ts'

interface Example {
  features: string[]
  label: number
  weight: number
  where: string
  group: string
}

const write = process.argv.includes('--write')
const showErrors = process.argv.includes('--errors')
const buckets = 1 << 16
/** Weight of a label of the other language: Spanish has too few of hearsay to do without the French ones. */
const foreign = { fr: 0.3, es: 1 }
/** Weight of a label of hearsay: in Spanish it is rare, and missed more often than claimed wrongly. */
const hearsayWeight = { fr: 1, es: 1.5 }
const seeds = [7, 8, 9]

const plain = (use: string): Use => (use === 'polite' ? 'other' : (use as Use))

function example(
  words: FactualityWords,
  document: Document,
  span: [number, number],
  use: string,
  group: string,
): Example | undefined {
  let token = document.tokens.at(span[0])
  // "ne serait" labelled with its neighbours: the conditional is somewhere in the span.
  for (let k = token; k < document.tokens.length && document.tokens.start[k] < span[1]; k++)
    if (isConditional(document.tokens, words, k)) {
      token = k
      break
    }
  if (!isConditional(document.tokens, words, token)) {
    if (use !== 'not') console.error(`no conditional: ${document.text.slice(span[0], span[1])} (${use})`)
    return undefined
  }
  const text = document.text
  return {
    features: [...new Set(conditionalFeatures(document, words, token))],
    label: conditionalUses.indexOf(plain(use)),
    weight: 1,
    where:
      `${text.slice(Math.max(0, span[0] - 160), span[0])}<<${text.slice(span[0], span[1])}>>${text.slice(span[1], span[1] + 80)}`.replace(
        /\n/g,
        ' ¶ ',
      ),
    group,
  }
}

function loadTrain(language: Language): Example[] {
  const words = readFactualityWords(packs[language])
  const reader = new Reader(language)
  const labels = readLines<{ report: string; file?: string; span: [number, number]; use: string }>(
    `training/labels/conditionals.${language}.jsonl`,
  )
  const reports = `text/${language}.jsonl.gz`
  const texts = new Map(
    [...new Set([reports, ...labels.map((label) => label.file ?? reports)])].flatMap((file) => textsOf(file)),
  )
  const examples: Example[] = []
  const documents = new Map<string, Document>()
  for (const label of labels) {
    let document = documents.get(label.report)
    if (!document) {
      document = reader.read(texts.get(label.report)!)
      documents.set(label.report, document)
    }
    const made = example(words, document, label.span, label.use, label.report)
    if (made) examples.push(made)
  }
  return examples
}

function loadDev(language: Language): Example[] {
  const words = readFactualityWords(packs[language])
  const reader = new Reader(language)
  const examples: Example[] = []
  for (const line of readLines<{ text: string; span: [number, number]; use: string; report: string }>(
    `data/conditionals/${language}.dev.jsonl.gz`,
  )) {
    const made = example(words, reader.read(line.text), line.span, line.use, line.report)
    if (made) examples.push(made)
  }
  return examples
}

/** e to the x by squaring: plain arithmetic, so the same on every host. */
function exponential(x: number): number {
  let y = 1 + Math.max(-40, x) / 4096
  for (let i = 0; i < 12; i++) y *= y
  return y
}

function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

/**
 * Multinomial logistic regression, AdaGrad, L2, weights averaged over the later passes; features met less than three
 * times are left out.
 */
function trainOnce(examples: readonly Example[], l2: number, epochs: number, seed: number): Float64Array {
  const classes = conditionalUses.length
  const weights = new Float64Array(classes * buckets)
  const squares = new Float64Array(classes * buckets).fill(1e-6)
  const summed = new Float64Array(classes * buckets)
  let passes = 0
  const counts = new Map<string, number>()
  for (const e of examples) for (const f of e.features) counts.set(f, (counts.get(f) ?? 0) + 1)
  const rows = examples.map((e) =>
    e.features.filter((f) => counts.get(f)! >= 3).map((f) => (hashFeature(f) & (buckets - 1)) * classes),
  )
  const next = random(seed)
  const order = examples.map((_, i) => i)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1))
      ;[order[i], order[j]] = [order[j], order[i]]
    }
    for (const index of order) {
      const e = examples[index]
      const scores = new Array<number>(classes).fill(0)
      for (const at of rows[index]) for (let c = 0; c < classes; c++) scores[c] += weights[at + c]
      const top = Math.max(...scores)
      let sum = 0
      const odds = scores.map((s) => exponential(s - top))
      for (const o of odds) sum += o
      for (let c = 0; c < classes; c++) {
        const gradient = (odds[c] / sum - (c === e.label ? 1 : 0)) * e.weight
        for (const at of rows[index]) {
          const g = gradient + l2 * weights[at + c]
          squares[at + c] += g * g
          weights[at + c] -= (0.05 * g) / Math.sqrt(squares[at + c])
        }
      }
    }
    if (epoch * 3 >= epochs) {
      for (let k = 0; k < weights.length; k++) summed[k] += weights[k]
      passes++
    }
  }
  return summed.map((sum) => sum / passes)
}

/** The mean of trainings that meet the examples in different orders: the order alone is worth two points of F1. */
function train(examples: readonly Example[], l2: number, epochs: number): Float64Array {
  const trained = seeds.map((seed) => trainOnce(examples, l2, epochs, seed))
  return trained[0].map((_, k) => trained.reduce((sum, weights) => sum + weights[k], 0) / trained.length)
}

function score(model: HashedModel, examples: readonly Example[], show: boolean): string {
  let right = 0
  let tp = 0
  let predicted = 0
  let gold = 0
  const confusion = new Map<string, number>()
  for (const e of examples) {
    const scores = model.scores(e.features)
    const best = scores.indexOf(Math.max(...scores))
    const merge = (c: number) => (conditionalUses[c] === 'not' ? 0 : c)
    if (merge(best) === merge(e.label)) right++
    else if (show) console.log(`${conditionalUses[e.label]} -> ${conditionalUses[best]}: ${e.where}`)
    if (conditionalUses[best] === 'hearsay') predicted++
    if (conditionalUses[e.label] === 'hearsay') gold++
    if (best === e.label && conditionalUses[best] === 'hearsay') tp++
    const key = `${conditionalUses[e.label]}>${conditionalUses[best]}`
    confusion.set(key, (confusion.get(key) ?? 0) + 1)
  }
  const f1 = (2 * tp) / (predicted + gold)
  return `uses ${((100 * right) / examples.length).toFixed(1)} hearsay P ${((100 * tp) / predicted).toFixed(1)} R ${((100 * tp) / gold).toFixed(1)} F1 ${(100 * f1).toFixed(1)} (${examples.length})`
}

const l2 = Number(process.env['L2'] ?? 0.02)
const epochs = Number(process.env['EPOCHS'] ?? 8)
const model = (examples: readonly Example[]) =>
  new HashedModel(packHashedModel(conditionalUses.length, buckets, train(examples, l2, epochs)))

/** Scores over reports left out in turn, those of the dev set among them. */
function crossValidate(own: readonly Example[], other: readonly Example[]): string {
  const groups = [...new Set(own.map((e) => e.group))]
  const fold = new Map(groups.map((g, i) => [g, i % 5]))
  const hearsay = conditionalUses.indexOf('hearsay')
  const merge = (c: number) => (conditionalUses[c] === 'not' ? 0 : c)
  let right = 0
  let tp = 0
  let predicted = 0
  let gold = 0
  for (let k = 0; k < 5; k++) {
    const m = model([...own.filter((e) => fold.get(e.group) !== k), ...other])
    for (const e of own.filter((x) => fold.get(x.group) === k)) {
      const scores = m.scores(e.features)
      const best = scores.indexOf(Math.max(...scores))
      if (merge(best) === merge(e.label)) right++
      if (best === hearsay) predicted++
      if (e.label === hearsay) gold++
      if (best === hearsay && e.label === hearsay) tp++
    }
  }
  return `uses ${((100 * right) / own.length).toFixed(1)} hearsay F1 ${((200 * tp) / (predicted + gold)).toFixed(1)}`
}

const sets = { fr: loadTrain('fr'), es: loadTrain('es') }
for (const language of ['fr', 'es'] as const) {
  const emphasised = (e: Example): Example =>
    e.label === conditionalUses.indexOf('hearsay') ? { ...e, weight: e.weight * hearsayWeight[language] } : e
  const own = sets[language].map(emphasised)
  // The other language's labels teach what is the same in both; its words are other features, and its priors its own.
  const other = sets[language === 'fr' ? 'es' : 'fr'].map((e) => ({
    ...e,
    weight: emphasised(e).weight * foreign[language],
    features: e.features.map((f) => (f === 'bias' ? 'bias:other' : f)),
  }))
  const dev = loadDev(language)
  const packed = packHashedModel(conditionalUses.length, buckets, train([...own, ...other], l2, epochs))
  console.log(`${language}: ${own.length} labels for training, ${dev.length} for choosing`)
  console.log(`cross-validated: ${crossValidate([...own, ...dev.map(emphasised)], other)}`)
  console.log(`dev: ${score(new HashedModel(packed), dev, showErrors)}`)
  if (write) writeFileSync(`models/${language}.factuality.bin.gz`, gzipSync(packed, { level: 9 }))
}
