/**
 * Trains the attribution model on PolNeAR over Selon's own grammar: `npx tsx training/attribution.ts [--out FILE] [--epochs N]`.
 * Cues, contents and sources are learned one after the other by averaged hinge losses with AdaGrad; weights become whole
 * numbers, so that the same text gives the same scores on any host. One model serves the three languages: its features are
 * tags, relations, punctuation, and each cue's English counterpart from cues.lexicon.txt. The French and Spanish reports
 * of training/labels count `--weight` times (0 for the English model, which PolNeAR alone serves best; 4 for the one of
 * French and Spanish); `--held-out K` leaves the K-th fifth of them out.
 */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Language, Span } from '../src/contract/analysis.ts'
import { AttributionView } from '../src/engine/attribution/attribution-view.ts'
import { ContentChooser } from '../src/engine/attribution/content-candidates.ts'
import { cueFeatures, mayBeCue } from '../src/engine/attribution/cue-features.ts'
import { cueLexicon, sharedWords } from '../src/engine/attribution/cue-lexicon.ts'
import { cueAt, type FoundCue } from '../src/engine/attribution/cue-tokens.ts'
import { markTaken } from '../src/engine/attribution/drafts.ts'
import { invertedAt } from '../src/engine/attribution/inverted.ts'
import { FeatureBag, scoreOf, tableSize, writeAttributionModel } from '../src/engine/attribution/linear.ts'
import { phraseAt } from '../src/engine/attribution/phrases.ts'
import { SourceChooser } from '../src/engine/attribution/source-candidates.ts'
import { sourceLexicon } from '../src/engine/attribution/source-lexicon.ts'
import type { Component } from '../src/engine/component.ts'
import { Document, type ReportInput } from '../src/engine/document.ts'
import { createGrammar } from '../src/engine/grammar/grammar.ts'
import { createCoreference } from '../src/engine/names/coreference.ts'
import { indexEntities } from '../src/engine/names/entity-index.ts'
import { createNames } from '../src/engine/names/names.ts'
import { createPlaces } from '../src/engine/places/places.ts'
import { createQuotations } from '../src/engine/text/quotations.ts'
import { createTokeniser } from '../src/engine/text/tokeniser.ts'
import { Tokens } from '../src/engine/tokens.ts'
import { packs } from '../src/languages/index.ts'
import { folderResources } from '../src/node-resources.ts'

interface GoldAttribution {
  id: string
  source: Span[] | null
  cue: Span[] | null
  content: Span[] | null
  parent?: string | null
}
interface GoldLine {
  id: string
  text: string
  language?: Language
  date?: string
  published?: string
  attributions: GoldAttribution[]
}
interface Item {
  view: AttributionView
  /** How often it counts. */
  weight: number
  /** Whether every attribution of its text is marked, those within others too. */
  complete: boolean
  gold: { source: Set<number>; cue: Set<number>; content: Set<number>; head: number; nested: boolean }[]
}

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'models/attribution.bin.gz' },
    epochs: { type: 'string', default: '4' },
    limit: { type: 'string', default: '100000' },
    models: { type: 'string' },
    cache: { type: 'string' },
    shared: { type: 'boolean', default: false },
    threshold: { type: 'string', default: '0' },
    weight: { type: 'string', default: '0' },
    'held-out': { type: 'string' },
    'drop-cues': { type: 'string', default: '0.5' },
    'drop-contents': { type: 'string', default: '0.2' },
    'drop-sources': { type: 'string', default: '0' },
  },
})
// What French and Spanish know words by.
const sharedEnglish = sharedWords([packs.fr, packs.es])
const shared = process.env.SELON_SHARED ?? '../shared'
const resources = folderResources(values.models)
const pipelines = new Map<Language, Component[]>()

function read(input: ReportInput, language: Language): Document {
  let pipeline = pipelines.get(language)
  if (!pipeline) {
    pipeline = [
      createTokeniser(packs[language]),
      createGrammar(packs[language], resources),
      createQuotations(),
      createNames(packs[language], resources),
      createPlaces(packs[language], resources),
      createCoreference(packs[language]),
    ]
    pipelines.set(language, pipeline)
  }
  const document = new Document(input, packs[language], false)
  for (const component of pipeline) component.run(document)
  return document
}

/** The layers of a document as a line of JSON, to try other features without parsing again. */
function packDocument(document: Document): string {
  const { tokens } = document
  const features = new Map<string, number>()
  const ids: number[] = []
  for (let i = 0; i < tokens.length; i++) {
    const text = JSON.stringify(tokens.features[i])
    const id = features.get(text) ?? features.size
    features.set(text, id)
    ids.push(id)
  }
  return JSON.stringify({
    paragraphs: document.paragraphs,
    sentences: document.sentences,
    start: [...tokens.start],
    end: [...tokens.end],
    sentence: [...tokens.sentence],
    tag: tokens.tag,
    lemma: tokens.lemma,
    head: [...tokens.head],
    relation: tokens.relation,
    features: [...features.keys()],
    ids,
    entities: document.entities,
  })
}

function unpackDocument(line: string, input: ReportInput, language: Language): Document {
  const packed = JSON.parse(line) as {
    paragraphs: Span[]
    sentences: Document['sentences']
    start: number[]
    end: number[]
    sentence: number[]
    tag: Tokens['tag']
    lemma: string[]
    head: number[]
    relation: string[]
    features: string[]
    ids: number[]
    entities: Document['entities']
  }
  const document = new Document(input, packs[language], false)
  document.paragraphs = packed.paragraphs
  document.sentences = packed.sentences
  document.entities = packed.entities
  const tokens = new Tokens(
    input.text,
    Int32Array.from(packed.start),
    Int32Array.from(packed.end),
    Int32Array.from(packed.sentence),
  )
  const features = packed.features.map((text) => JSON.parse(text) as Tokens['features'][number])
  for (let i = 0; i < tokens.length; i++) {
    tokens.tag[i] = packed.tag[i]
    tokens.lemma[i] = packed.lemma[i]
    tokens.relation[i] = packed.relation[i]
    tokens.head[i] = packed.head[i]
    tokens.features[i] = features[packed.ids[i]]
  }
  document.tokens = tokens
  createQuotations().run(document)
  document.entityIndex = indexEntities(document)
  return document
}

const cacheLines =
  values.cache && existsSync(values.cache) ? readFileSync(values.cache, 'utf8').split('\n') : []
const cacheOut: string[] = []
let cacheAt = 0

function lines(path: string): GoldLine[] {
  const file = `${shared}/data/${path}`
  if (!existsSync(file)) throw new Error(`${file} is missing: set SELON_SHARED to the folder that has data/.`)
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as GoldLine)
}

/** The labelled reports of a language, without the fifth that is held out. */
function labelledReports(language: Language): GoldLine[] {
  const texts = new Map(lines(`text/${language}.jsonl.gz`).map((line) => [line.id, line]))
  return readFileSync(`training/labels/attribution.${language}.jsonl`, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { report: string; attributions: GoldAttribution[] })
    .filter((_, k) => values['held-out'] === undefined || k % 5 !== Number(values['held-out']))
    .map(({ report, attributions }) => {
      const text = texts.get(report)
      if (!text) throw new Error(`${report} is not in the texts of ${language}.`)
      return { ...text, attributions }
    })
}

function itemOf(line: GoldLine, language: Language, weight: number): Item {
  const input = { id: line.id, text: line.text, published: line.date ?? line.published }
  const cached = language === 'en' ? cacheLines[cacheAt++] : undefined
  const document = cached ? unpackDocument(cached, input, language) : read(input, language)
  if (values.cache && !cached && language === 'en') cacheOut.push(packDocument(document))
  const view = new AttributionView(
    document,
    cueLexicon(packs[language]),
    values.shared ? sharedEnglish : undefined,
  )
  const { tokens } = view
  const setOf = (spans: Span[] | null): Set<number> => {
    const set = new Set<number>()
    for (const [start, end] of spans ?? [])
      for (let i = tokens.at(start); i < tokens.length && tokens.start[i] < end; i++)
        if (view.isWord[i]) set.add(i)
    return set
  }
  const gold = line.attributions.map((one) => {
    const cue = setOf(one.cue)
    let head = -1
    let rank = -1
    for (const i of cue) {
      const up = tokens.head[i]
      const top = up < 0 || !cue.has(up)
      const r =
        (top ? 2 : 0) +
        (mayBeCue(view, i) || phraseAt(view, i, sourceLexicon(packs[language])) ? 4 : 0) +
        (view.cues[i] ? 1 : 0)
      if (r > rank) {
        rank = r
        head = i
      }
    }
    return { source: setOf(one.source), cue, content: setOf(one.content), head, nested: Boolean(one.parent) }
  })
  return { view, weight, complete: language !== 'en', gold }
}

/**
 * Leaves out the features that `salt` chooses, about `share` of them, the same for every bag of a step: what is learned
 * then leans on no one feature (dropout).
 */
function thin(bag: FeatureBag, salt: number, share: number): void {
  if (share === 0) return
  let kept = 0
  for (let k = 0; k < bag.length; k++) {
    const h = Math.imul(bag.ids[k] ^ salt, 0x9e3779b1)
    const draw = (Math.imul(h ^ (h >>> 15), 0x85ebca6b) >>> 8) / (1 << 24)
    if (draw >= share) bag.ids[kept++] = bag.ids[k]
  }
  bag.length = kept
}
const salt = (): number => Math.floor(random() * 0x7fffffff)

/** Learner with AdaGrad and averaging over updates. */
class Learner {
  readonly weights = new Float64Array(tableSize)
  readonly #squares = new Float64Array(tableSize)
  readonly #sums = new Float64Array(tableSize)
  #time = 1
  readonly #rate: number
  constructor(rate: number) {
    this.#rate = rate
  }
  step(bag: FeatureBag, sign: number): void {
    for (let k = 0; k < bag.length; k++) {
      const id = bag.ids[k]
      this.#squares[id] += sign * sign
      const change = (this.#rate * sign) / Math.sqrt(1 + this.#squares[id])
      this.weights[id] += change
      this.#sums[id] += this.#time * change
    }
  }
  tick(): void {
    this.#time++
  }
  averaged(): Float64Array {
    return this.weights.map((weight, id) => weight - this.#sums[id] / this.#time)
  }
}

function quantised(weights: Float64Array): { table: Int8Array; scale: number } {
  const sizes = [...weights]
    .map(Math.abs)
    .filter((w) => w > 0)
    .sort((a, b) => a - b)
  const top = sizes[Math.floor(sizes.length * 0.9995)] ?? 1
  const scale = 127 / top
  return {
    table: Int8Array.from(weights, (w) => Math.max(-127, Math.min(127, Math.round(w * scale)))),
    scale,
  }
}

let seed = 20251104
const random = (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 4294967296
}
function shuffled<T>(list: readonly T[]): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    const one = copy[i]
    copy[i] = copy[k]
    copy[k] = one
  }
  return copy
}

const started = performance.now()
const say = (text: string): void =>
  console.error(`${Math.round((performance.now() - started) / 1000)}s ${text}`)
const items = lines('polnear/train.jsonl.gz')
  .slice(0, Number(values.limit))
  .map((line) => itemOf(line, 'en', 1))
const weight = Number(values.weight)
if (weight > 0)
  for (const language of ['fr', 'es'] as const)
    for (const line of labelledReports(language)) items.push(itemOf(line, language, weight))
if (values.cache && cacheOut.length > 0) writeFileSync(values.cache, cacheOut.join('\n'))
say(`${items.length} articles read`)
const epochs = Number(values.epochs)
const dropCue = Number(values['drop-cues'])
const dropContent = Number(values['drop-contents'])
const dropSource = Number(values['drop-sources'])
const bag = new FeatureBag()

// 1. Cues.
interface CueCase {
  view: AttributionView
  i: number
  label: number
}
const cueCases: CueCase[] = []
let lost = 0
for (const { view, gold, weight: times, complete } of items) {
  const sources = sourceLexicon(view.document.words)
  const heads = new Set(gold.map((one) => one.head))
  const skip = new Set<number>()
  for (const one of gold) {
    for (const i of one.cue) if (!heads.has(i)) skip.add(i)
    if (!complete) {
      for (const i of one.content) if (!heads.has(i)) skip.add(i)
      for (const i of one.source) if (!heads.has(i)) skip.add(i)
    }
    if (one.head >= 0 && !mayBeCue(view, one.head) && !phraseAt(view, one.head, sources)) lost++
  }
  for (let i = 0; i < view.tokens.length; i++)
    if (!skip.has(i) && mayBeCue(view, i) && view.cues[i]?.cue.like !== 'according')
      for (let n = 0; n < times; n++) cueCases.push({ view, i, label: heads.has(i) ? 1 : -1 })
}
say(
  `${cueCases.length} words that may be cues, ${cueCases.filter((one) => one.label > 0).length} are; ${lost} cues out of reach`,
)
function learnCues(cases: readonly CueCase[], name: string): Learner {
  const learner = new Learner(0.1)
  for (let epoch = 0; epoch < epochs; epoch++) {
    let errors = 0
    for (const { view, i, label } of shuffled(cases)) {
      bag.clear()
      cueFeatures(view, i, bag)
      thin(bag, salt(), dropCue)
      const score = scoreOf(learner.weights, bag) / (1 - dropCue)
      if (score * label < 0) errors++
      // Logistic loss.
      const pull = label / (1 + Math.exp(score * label))
      if (Math.abs(pull) > 1e-3) learner.step(bag, pull)
      learner.tick()
    }
    say(`${name}, epoch ${epoch + 1}: ${errors} errors`)
  }
  return learner
}
const cueLearner = learnCues(cueCases, 'cues')
// What the model takes the words of a text for that it has not seen: contents are learned beside its likely errors.
const parts = 4
const partOf = new Map<AttributionView, number>()
items.forEach(({ view }, k) => {
  partOf.set(view, k % parts)
})
for (let part = 0; part < parts; part++) {
  const weights = learnCues(
    cueCases.filter(({ view }) => partOf.get(view) !== part),
    `cues, part ${part + 1} left out`,
  ).averaged()
  for (const { view } of items)
    if (partOf.get(view) === part)
      markTaken(
        view,
        bag,
        { cue: weights, threshold: Number(values.threshold), unit: 1 },
        sourceLexicon(view.document.words),
      )
}

// 2. Contents.
const jaccard = (a: Set<number>, b: Set<number>): number => {
  let both = 0
  for (const x of a) if (b.has(x)) both++
  return both === 0 ? 0 : both / (a.size + b.size - both)
}
interface Case {
  view: AttributionView
  cue: FoundCue
  content: Set<number>
  source: Set<number>
  phrase: ReturnType<typeof phraseAt>
  inverted: ReturnType<typeof invertedAt>
}
const cases: Case[] = []
for (const { view, gold, weight: times } of items) {
  const sources = sourceLexicon(view.document.words)
  for (const one of gold) {
    if (one.head < 0 || one.content.size === 0) continue
    const phrase = phraseAt(view, one.head, sources)
    if (!phrase && !mayBeCue(view, one.head)) continue
    const cue = phrase?.cue ?? cueAt(view, one.head, 0, '')
    const inverted = view.language === 'en' ? undefined : invertedAt(view, cue, sources)
    const case_ = { view, cue, content: one.content, source: one.source, phrase, inverted }
    for (let n = 0; n < times; n++) cases.push(case_)
  }
}
const wordsOf = (
  view: AttributionView,
  c: { first: number; last: number; holeFirst: number; holeLast: number },
): Set<number> => {
  const set = new Set<number>()
  for (let i = c.first; i <= c.last; i++)
    if (view.isWord[i] && !(i >= c.holeFirst && i <= c.holeLast)) set.add(i)
  return set
}
const choosers = new Map<AttributionView, ContentChooser>()
const sourceChoosers = new Map<AttributionView, SourceChooser>()
for (const { view } of items) {
  choosers.set(view, new ContentChooser(view, bag))
  sourceChoosers.set(view, new SourceChooser(view, bag))
}
const contentLearner = new Learner(0.1)
const known = new Map<Case, Float32Array>()
for (let epoch = 0; epoch < epochs; epoch++) {
  let right = 0
  let possible = 0
  let sum = 0
  for (const one of shuffled(cases)) {
    const chooser = choosers.get(one.view) as ContentChooser
    chooser.prepare(one.cue, one.inverted?.last, one.phrase?.sourceLast)
    if (chooser.candidates.length === 0) continue
    let overlap = known.get(one)
    if (!overlap) {
      overlap = Float32Array.from(chooser.candidates, (c) => {
        // Quotations that go on in later sentences are added by a rule: the span asked for is the cue's own part.
        const words = wordsOf(one.view, c)
        return jaccard(words, one.content)
      })
      known.set(one, overlap)
    }
    let target = 0
    for (let k = 1; k < overlap.length; k++) if (overlap[k] > overlap[target] + 1e-6) target = k
    if (overlap[target] >= 0.999) possible++
    if (overlap[target] < 0.4) continue
    const skipped = salt()
    let best = -1
    let top = 0
    let plain = -1
    let plainTop = 0
    let own = 0
    for (let k = 0; k < overlap.length; k++) {
      chooser.features(k)
      thin(bag, skipped, dropContent)
      const score = scoreOf(contentLearner.weights, bag)
      if (k === target) own = score
      const with_ = score + 2 * (overlap[target] - overlap[k])
      if (best < 0 || with_ > top) {
        best = k
        top = with_
      }
      if (plain < 0 || score > plainTop) {
        plain = k
        plainTop = score
      }
    }
    sum += overlap[plain]
    if (overlap[plain] >= 0.999) right++
    if (best !== target && top > own) {
      chooser.features(target)
      thin(bag, skipped, dropContent)
      contentLearner.step(bag, 1)
      chooser.features(best)
      thin(bag, skipped, dropContent)
      contentLearner.step(bag, -1)
    }
    contentLearner.tick()
  }
  say(
    `contents, epoch ${epoch + 1}: of ${cases.length}, ${possible} within reach, ${right} exact, mean overlap ${(sum / cases.length).toFixed(3)}`,
  )
}

// 3. Sources, given the content chosen by the model half of the time and the gold one else.
const sourceLearner = new Learner(0.1)
const contentWeights = contentLearner.averaged()
for (let epoch = 0; epoch < epochs; epoch++) {
  let right = 0
  let possible = 0
  let n = 0
  for (const one of shuffled(cases)) {
    if (one.phrase || one.inverted) continue
    const chooser = choosers.get(one.view) as ContentChooser
    chooser.prepare(one.cue)
    const best = chooser.best(contentWeights)
    if (!best) continue
    const c = chooser.candidates[best.index]
    const sources = sourceChoosers.get(one.view) as SourceChooser
    sources.prepare(one.cue, c.first, c.last, c.holeFirst, c.holeLast)
    const overlap = sources.candidates.map((s) =>
      s.first < 0
        ? one.source.size === 0
          ? 1
          : 0
        : jaccard(wordsOf(one.view, { ...s, holeFirst: 0, holeLast: -1 }), one.source),
    )
    n++
    let target = 0
    for (let k = 1; k < overlap.length; k++) if (overlap[k] > overlap[target] + 1e-6) target = k
    if (overlap[target] >= 0.5) possible++
    else continue
    const skipped = salt()
    let bestK = -1
    let top = 0
    let plain = -1
    let plainTop = 0
    let own = 0
    for (let k = 0; k < overlap.length; k++) {
      sources.features(k)
      thin(bag, skipped, dropSource)
      const score = scoreOf(sourceLearner.weights, bag)
      if (k === target) own = score
      const augmented = score + 2 * (overlap[target] - overlap[k])
      if (bestK < 0 || augmented > top) {
        bestK = k
        top = augmented
      }
      if (plain < 0 || score > plainTop) {
        plain = k
        plainTop = score
      }
    }
    if (overlap[plain] >= 0.5) right++
    if (bestK !== target && top > own) {
      sources.features(target)
      thin(bag, skipped, dropSource)
      sourceLearner.step(bag, 1)
      sources.features(bestK)
      thin(bag, skipped, dropSource)
      sourceLearner.step(bag, -1)
    }
    sourceLearner.tick()
  }
  say(`sources, epoch ${epoch + 1}: of ${n}, ${possible} within reach, ${right} right`)
}

const cue = quantised(cueLearner.averaged())
const bytes = writeAttributionModel({
  cue: cue.table,
  content: quantised(contentWeights).table,
  source: quantised(sourceLearner.averaged()).table,
  threshold: Math.round(Number(values.threshold) * cue.scale),
  unit: Math.round(cue.scale),
})
const packed = gzipSync(bytes, { level: 9 })
writeFileSync(values.out, packed)
say(`${values.out}: ${packed.length} bytes; a score of 1 is ${cue.scale.toFixed(1)}`)
