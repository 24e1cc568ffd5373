import { ContentChooser } from '../../src/engine/attribution/content-candidates.ts'
import { cueFeatures, mayBeCue } from '../../src/engine/attribution/cue-features.ts'
import { cueAt } from '../../src/engine/attribution/cue-tokens.ts'
import { markTaken } from '../../src/engine/attribution/drafts.ts'
import { type AttributionModel, FeatureBag } from '../../src/engine/attribution/linear.ts'
import { phraseAt } from '../../src/engine/attribution/phrases.ts'
import { SourceChooser } from '../../src/engine/attribution/source-candidates.ts'
import { sourceLexicon } from '../../src/engine/attribution/source-lexicon.ts'
import type { Item } from './documents.ts'
import { foldCount } from './folds.ts'
import { Dice, FeatureStore, Learner, quantised, scoreIn } from './learner.ts'

export interface LearnOptions {
  epochs: number
  /** A token is a cue from this margin on. */
  threshold: number
  say: (text: string) => void
}

/** Shares of the features that a step of learning leaves out. */
const dropped = { cue: 0.5, content: 0.2 }
/** Below this confidence a label is no pattern for contents and sources. */
const leastConfidence = 0.3
/** A pull that is smaller changes nothing worth its time. */
const leastPull = 0.01

const bag = new FeatureBag()

/**
 * Learns cues, then contents, then sources from labelled texts: cues by logistic loss, the others by hinge loss against
 * the candidate that overlaps most with the label. A label counts as much as it is sure.
 */
export function learn(items: readonly Item[], options: LearnOptions): AttributionModel {
  const cue = learnCues(items, options)
  const contents = learnContents(items, options)
  const source = quantised(learnSources(items, contents, options)).table
  const { table, scale } = quantised(cue)
  return {
    cue: table,
    content: quantised(contents.weights).table,
    source,
    threshold: Math.round(options.threshold * scale),
    unit: Math.round(scale),
  }
}

interface CueCase {
  item: number
  bag: number
  /** How sure it is that the token is a cue, from 0 to 1. */
  target: number
  weight: number
}

/** Also marks in each view what a model that has not seen its part of the texts takes its words for. */
function learnCues(items: readonly Item[], { epochs, threshold, say }: LearnOptions): Float64Array {
  const dice = new Dice()
  const store = new FeatureStore()
  const cases: CueCase[] = []
  let beyond = 0
  items.forEach(({ view, labelled, complete, weight }, item) => {
    const sources = sourceLexicon(view.document.words)
    const heads = new Map<number, number>()
    for (const { head, confidence } of labelled) heads.set(head, Math.max(confidence, heads.get(head) ?? 0))
    const skip = new Set<number>()
    for (const { head, cue, content, source } of labelled) {
      for (const i of complete ? cue : [...cue, ...content, ...source]) if (!heads.has(i)) skip.add(i)
      if (head >= 0 && !mayBeCue(view, head) && !phraseAt(view, head, sources)) beyond++
    }
    for (let i = 0; i < view.tokens.length; i++) {
      if (skip.has(i) || !mayBeCue(view, i) || view.cues[i]?.cue.like === 'according') continue
      bag.clear()
      cueFeatures(view, i, bag)
      cases.push({ item, bag: store.add(bag), target: heads.get(i) ?? 0, weight })
    }
  })
  const positive = cases.filter(({ target }) => target > 0.5).length
  say(`${cases.length} words that may be cues, ${positive} are; ${beyond} cues out of reach`)
  const learned = (part: number, epochs: number): Float64Array => {
    const learner = new Learner(store, dropped.cue, dice)
    const mine = [...cases.keys()].filter((k) => items[cases[k].item].fold !== part)
    for (let epoch = 0; epoch < epochs; epoch++)
      for (const k of dice.shuffled(mine)) {
        const one = cases[k]
        learner.begin(dice.salt())
        const score = learner.score(one.bag) / (1 - dropped.cue)
        const pull = one.weight * (one.target - 1 / (1 + Math.exp(-score)))
        if (Math.abs(pull) > leastPull) learner.pull(one.bag, pull)
      }
    return learner.averaged()
  }
  // Contents are learned beside the likely errors of the cues.
  for (let part = 0; part < foldCount; part++) {
    const mine = items.filter(({ fold }) => fold === part)
    if (mine.length === 0) continue
    const model = { cue: learned(part, Math.ceil(epochs / 2)), threshold, unit: 1 }
    for (const { view } of mine) markTaken(view, bag, model, sourceLexicon(view.document.words))
  }
  say('cues learned, each part without itself')
  return learned(-1, epochs)
}

interface ContentCase {
  item: Item
  weight: number
  cue: ReturnType<typeof cueAt>
  source: Set<number>
  phrase: ReturnType<typeof phraseAt>
  candidates: { first: number; last: number; holeFirst: number; holeLast: number }[]
  bags: { begin: number; end: number; pair: number }[]
  overlap: number[]
  target: number
}

interface Contents {
  weights: Float64Array
  cases: ContentCase[]
  store: FeatureStore
}

/** The first of the largest. */
function largest(values: readonly number[]): number {
  let best = 0
  for (let k = 1; k < values.length; k++) if (values[k] > values[best] + 1e-6) best = k
  return best
}

function contentCases(items: readonly Item[], store: FeatureStore): ContentCase[] {
  const cases: ContentCase[] = []
  for (const item of items) {
    const { view } = item
    const sources = sourceLexicon(view.document.words)
    const chooser = new ContentChooser(view, bag)
    for (const { head, content, source, confidence } of item.labelled) {
      if (head < 0 || content.size === 0 || confidence < leastConfidence) continue
      const phrase = phraseAt(view, head, sources)
      if (!phrase && !mayBeCue(view, head)) continue
      const cue = phrase?.cue ?? cueAt(view, head, 0, '')
      chooser.prepare(cue, phrase?.sourceLast)
      if (chooser.candidates.length === 0) continue
      const upTo = new Int32Array(view.tokens.length + 1)
      for (let i = 0; i < view.tokens.length; i++) upTo[i + 1] = upTo[i] + (content.has(i) ? 1 : 0)
      const held = (first: number, last: number): number => (last < first ? 0 : upTo[last + 1] - upTo[first])
      const overlap = chooser.candidates.map((one) => {
        const both = held(one.first, one.last) - held(one.holeFirst, one.holeLast)
        return both / (chooser.wordsOf(one) + content.size - both)
      })
      cases.push({
        item,
        weight: item.weight * confidence,
        cue,
        source,
        phrase,
        candidates: chooser.candidates.map((one) => ({ ...one })),
        bags: chooser.collect((one) => store.add(one)),
        overlap,
        target: largest(overlap),
      })
    }
  }
  return cases
}

function learnContents(items: readonly Item[], { epochs, say }: LearnOptions): Contents {
  const dice = new Dice()
  const store = new FeatureStore()
  const cases = contentCases(items, store)
  const learner = new Learner(store, dropped.content, dice)
  const scores = new Float64Array(store.count)
  const scoredAt = new Int32Array(store.count)
  let step = 0
  const scored = (one: number): number => {
    if (scoredAt[one] !== step) {
      scoredAt[one] = step
      scores[one] = learner.score(one)
    }
    return scores[one]
  }
  const order = [...cases.keys()]
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const k of dice.shuffled(order)) {
      const { bags, overlap, target, weight } = cases[k]
      if (overlap[target] < 0.4) continue
      step++
      learner.begin(dice.salt())
      const own = bags.map(({ begin, end, pair }) => scored(begin) + scored(end) + scored(pair))
      const best = largest(own.map((score, c) => score + 2 * (overlap[target] - overlap[c])))
      if (best === target) continue
      for (const [candidate, sign] of [
        [target, weight],
        [best, -weight],
      ]) {
        const { begin, end, pair } = bags[candidate]
        for (const one of [begin, end, pair]) learner.pull(one, sign)
      }
    }
  const reach = cases.filter(({ overlap, target }) => overlap[target] > 0.999).length
  say(`${cases.length} contents, ${reach} within reach`)
  return { weights: learner.averaged(), cases, store }
}

function learnSources(
  items: readonly Item[],
  { cases, store: contentStore, weights }: Contents,
  { epochs, say }: LearnOptions,
): Float64Array {
  const dice = new Dice()
  const store = new FeatureStore()
  const choosers = new Map(items.map((item) => [item, new SourceChooser(item.view, bag)]))
  const asked = cases.map(({ item, cue, phrase, source, bags, candidates, weight }) => {
    // Beside the content that the model takes.
    const content =
      candidates[
        largest(
          bags.map(({ begin, end, pair }) =>
            [begin, end, pair].reduce((sum, one) => sum + scoreIn(contentStore, weights, one), 0),
          ),
        )
      ]
    const chooser = choosers.get(item) as SourceChooser
    chooser.prepare(cue, content.first, content.last, content.holeFirst, content.holeLast, phrase)
    const overlap = chooser.candidates.map(({ first, last }) => {
      if (first < 0) return source.size === 0 ? 1 : 0
      let words = 0
      let both = 0
      for (let i = first; i <= last; i++)
        if (item.view.isWord[i]) {
          words++
          if (source.has(i)) both++
        }
      return both / (words + source.size - both)
    })
    const kept = chooser.candidates.map((_, k) => {
      chooser.features(k)
      return store.add(bag)
    })
    return { weight, overlap, bags: kept, target: largest(overlap) }
  })
  const learner = new Learner(store, 0, dice)
  const order = [...asked.keys()]
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const k of dice.shuffled(order)) {
      const { weight, overlap, bags, target } = asked[k]
      if (overlap[target] < 0.5) continue
      learner.begin(dice.salt())
      const best = largest(bags.map((one, c) => learner.score(one) + 2 * (overlap[target] - overlap[c])))
      if (best === target) continue
      learner.pull(bags[target], weight)
      learner.pull(bags[best], -weight)
    }
  const reach = asked.filter(({ overlap, target }) => overlap[target] >= 0.5).length
  say(`${asked.length} sources, ${reach} within reach`)
  return learner.averaged()
}
