import type { ByteWriter } from '../../src/engine/grammar/bytes.ts'
import { readFeatures } from '../../src/engine/grammar/conllu.ts'
import { best, bundleFeatures, Tagger, tagFeatureRoom, tagFeatures } from '../../src/engine/grammar/tagger.ts'
import { modeOf } from '../../src/engine/grammar/verb-modes.ts'
import type { Words } from '../../src/engine/grammar/words.ts'
import { Perceptron, shuffle } from './perceptron.ts'
import type { Tree } from './treebank.ts'

export interface TaggerTraining {
  readonly words: Words
  readonly bundles: readonly string[]
  readonly bundleIndex: ReadonlyMap<string, number>
  readonly bundlesOf: readonly Uint16Array[]
  readonly epochs: number
  log(text: string): void
}

/** Trains the three classifiers of the tagger, each on what it will see when it runs. */
export function trainTagger(
  trees: readonly Tree[],
  setting: TaggerTraining,
  random: () => number,
): { tagger: Tagger; write(writer: ByteWriter, least: number): void } {
  const { words, bundleIndex, bundlesOf } = setting
  const sentences = trees.map((tree) => ({
    words: tree.forms.map((form) => words.of(form)),
    tags: Uint8Array.from(tree.tags),
    bundles: Int32Array.from(tree.bundles, (bundle) => bundleIndex.get(bundle)!),
    weak: tree.source.includes('spoken'),
  }))
  const margin = 15
  const rival = (scores: Float64Array, gold: number, n: number): number => {
    let other = gold === 0 ? 1 : 0
    for (let c = 0; c < n; c++) if (c !== gold && scores[c] > scores[other]) other = c
    return other
  }
  const features = new Int32Array(tagFeatureRoom)
  const scores = new Float64Array(32)
  const first = new Perceptron(17)
  const second = new Perceptron(17)
  // Features of a bundle name its tag, so a row holds that tag's bundles only, by their place among them.
  const widest = Math.max(...bundlesOf.map((list) => list.length))
  const bundle = new Perceptron(widest)
  const placeOf = bundlesOf.map((list) => new Map([...list].map((b, place) => [b, place])))
  const order = sentences.map((_, i) => i)
  for (let epoch = 0; epoch < setting.epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) {
      const sentence = sentences[index]
      const found = new Uint8Array(sentence.words.length)
      for (let i = 0; i < sentence.words.length; i++) {
        const count = tagFeatures(sentence.words, i, found, undefined, features)
        scores.fill(0)
        first.score(features, count, scores)
        found[i] = best(scores, 17)
        const gold = sentence.tags[i]
        const other = rival(scores, gold, 17)
        if (scores[gold] - scores[other] <= margin) {
          first.update(features, count, gold, 1)
          first.update(features, count, other, -1)
        }
        first.time++
      }
      const guesses = found.slice()
      // Now and then a guess is wrong on purpose, so that the second pass does not lean on a first that knows its texts.
      for (let i = 0; i < guesses.length; i++) if (random() < 0.03) guesses[i] = Math.floor(random() * 17)
      for (let i = 0; i < sentence.words.length; i++) {
        const count = tagFeatures(sentence.words, i, found, guesses, features)
        scores.fill(0)
        second.score(features, count, scores)
        found[i] = best(scores, 17)
        const gold = sentence.tags[i]
        const other = rival(scores, gold, 17)
        if (scores[gold] - scores[other] <= margin) {
          second.update(features, count, gold, 1)
          second.update(features, count, other, -1)
        }
        second.time++
      }
    }
  }
  const bundleScores = new Float64Array(widest)
  shuffle(order, random)
  for (let epoch = 0; epoch < setting.epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) {
      const sentence = sentences[index]
      if (sentence.weak) continue
      const found = new Int32Array(sentence.words.length)
      for (let i = 0; i < sentence.words.length; i++) {
        const allowed = bundlesOf[sentence.tags[i]]
        if (allowed.length === 1) {
          found[i] = allowed[0]
          continue
        }
        const count = bundleFeatures(sentence.words, i, sentence.tags, found, features)
        bundleScores.fill(0)
        bundle.score(features, count, bundleScores)
        const chosen = best(bundleScores, allowed.length)
        found[i] = allowed[chosen]
        const gold = placeOf[sentence.tags[i]].get(sentence.bundles[i])!
        const other = rival(bundleScores, gold, allowed.length)
        if (bundleScores[gold] - bundleScores[other] <= margin) {
          bundle.update(features, count, gold, 1)
          bundle.update(features, count, other, -1)
        }
        bundle.time++
      }
    }
  }
  first.average()
  second.average()
  bundle.average()
  return {
    tagger: new Tagger(
      first,
      second,
      bundle,
      bundlesOf,
      Int32Array.from(setting.bundles, (features) => modeOf(readFeatures(features))),
    ),
    write(writer, least) {
      for (const model of [first, second, bundle]) {
        const { features: count, pairs } = model.write(writer, least)
        setting.log(`  ${count} features, ${pairs} weights`)
      }
    },
  }
}
