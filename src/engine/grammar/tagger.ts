import type { Scorer } from './linear-model.ts'
import { mix } from './mix.ts'
import type { Word } from './words.ts'

/** Most features that one decision of the tagger looks at. */
export const tagFeatureRoom = 64

/** Stand-in for what lies before or behind a sentence. */
const edge = 0x7ead

/** Where a word stands, seen from the word that is tagged. */
const positions = ['self', 'previous', 'next', 'secondPrevious', 'secondNext'] as const

/** What stands before and behind a sentence. */
const outside: Word = {
  form: '',
  lower: '',
  own: edge,
  base: edge,
  suffix1: edge,
  suffix2: edge,
  suffix3: edge,
  suffix4: edge,
  suffix5: edge,
  prefix1: edge,
  prefix2: edge,
  prefix3: edge,
  shape: edge,
  cluster: edge,
  ambiguity: edge,
  reading: edge,
  modes: 0,
  moods: edge,
  sums: undefined,
}

/**
 * Features of the universal tag that look at one word alone, by where it stands. Their weights may be summed once a word.
 * @returns how many stand in `out`, from `n` on
 */
function wordFeatures(word: Word, position: (typeof positions)[number], out: Int32Array, n: number): number {
  switch (position) {
    case 'self':
      out[n++] = 0x101
      out[n++] = mix(0x102, word.base)
      out[n++] = mix(0x103, word.own)
      out[n++] = mix(0x104, word.suffix1)
      out[n++] = mix(0x105, word.suffix2)
      out[n++] = mix(0x106, word.suffix3)
      out[n++] = mix(0x107, word.suffix4)
      out[n++] = mix(0x108, word.suffix5)
      out[n++] = mix(0x109, word.prefix1)
      out[n++] = mix(0x10a, word.prefix2)
      out[n++] = mix(0x10b, word.prefix3)
      out[n++] = mix(0x10c, word.shape)
      out[n++] = mix(0x10e, word.cluster)
      out[n++] = mix(0x10f, word.moods)
      out[n++] = mix(mix(0x134, word.moods), word.suffix3)
      out[n++] = mix(mix(0x138, word.cluster), word.suffix3)
      out[n++] = mix(0x110, word.ambiguity)
      out[n++] = mix(0x111, word.reading)
      return n
    case 'previous':
      out[n++] = mix(0x118, word.base)
      out[n++] = mix(0x123, word.cluster)
      out[n++] = mix(0x125, word.suffix3)
      return n
    case 'next':
      out[n++] = mix(0x11a, word.base)
      out[n++] = mix(0x11e, word.ambiguity)
      out[n++] = mix(0x122, word.cluster)
      out[n++] = mix(0x124, word.suffix3)
      return n
    case 'secondPrevious':
      out[n++] = mix(0x11c, word.base)
      return n
    case 'secondNext':
      out[n++] = mix(0x11d, word.base)
      return n
  }
}

/** Features of the universal tag that look at several words or at tags; see `tagFeatures`. */
function contextFeatures(
  words: readonly Word[],
  i: number,
  tags: Uint8Array,
  guesses: Uint8Array | undefined,
  out: Int32Array,
  n: number,
): number {
  const length = words.length
  const word = words[i]
  const w1 = i > 0 ? words[i - 1] : outside
  const n1 = i + 1 < length ? words[i + 1] : outside
  const n2 = i + 2 < length ? words[i + 2] : outside
  const t1 = i > 0 ? tags[i - 1] + 1 : 31
  const t2 = i > 1 ? tags[i - 2] + 1 : 31
  const { base } = word
  out[n++] = mix(0x10d, mix(word.shape, i === 0 ? 1 : 0))
  out[n++] = mix(mix(0x133, word.moods), t1)
  out[n++] = mix(mix(0x135, word.moods), mix(t1, n1.ambiguity))
  out[n++] = mix(mix(0x136, word.cluster), n1.cluster)
  out[n++] = mix(mix(0x137, word.cluster), w1.cluster)
  out[n++] = mix(0x112, t1)
  out[n++] = mix(0x113, (t1 << 5) | t2)
  out[n++] = mix(mix(0x114, t1), base)
  out[n++] = mix(mix(0x115, t1), word.suffix3)
  out[n++] = mix(mix(0x116, t1), word.ambiguity)
  out[n++] = mix(mix(0x117, t1), word.cluster)
  out[n++] = mix(mix(0x119, w1.base), base)
  out[n++] = mix(mix(0x11b, n1.base), base)
  out[n++] = mix(mix(0x11f, n1.ambiguity), n2.ambiguity)
  out[n++] = mix(mix(0x120, n1.ambiguity), word.ambiguity)
  out[n++] = mix(mix(mix(0x121, n1.ambiguity), word.ambiguity), t1)
  out[n++] = mix(mix(0x126, n1.shape), word.shape)
  out[n++] = mix(mix(0x127, w1.shape), word.shape)
  out[n++] = mix(mix(0x128, word.suffix2), mix(t1, n1.ambiguity))
  if (guesses) {
    const g1 = i + 1 < length ? guesses[i + 1] + 1 : 31
    const g2 = i + 2 < length ? guesses[i + 2] + 1 : 31
    const own = guesses[i] + 1
    out[n++] = mix(0x129, g1)
    out[n++] = mix(0x12a, (g1 << 5) | g2)
    out[n++] = mix(0x12b, (t1 << 5) | g1)
    out[n++] = mix(0x12c, (((t2 << 5) | t1) << 5) | g1)
    out[n++] = mix(0x12d, (((t1 << 5) | g1) << 5) | g2)
    out[n++] = mix(mix(0x12e, (t1 << 5) | g1), base)
    out[n++] = mix(mix(0x12f, g1), base)
    out[n++] = mix(mix(0x130, (t1 << 5) | g1), word.ambiguity)
    out[n++] = mix(0x131, own)
    out[n++] = mix(mix(0x132, (t1 << 5) | g1), word.suffix2)
  }
  return n
}

/** The word `by` places from word `i`, or what stands outside the sentence. */
function wordAt(words: readonly Word[], at: number): Word {
  return at >= 0 && at < words.length ? words[at] : outside
}

/** Places of `positions`, relative to the word that is tagged. */
const offsets = [0, -1, 1, -2, 2]

/**
 * All features of the universal tag of word `i`. `tags` are those already decided to its left; `guesses` those found in an
 * earlier pass (undefined in the first, when they are not known yet).
 */
export function tagFeatures(
  words: readonly Word[],
  i: number,
  tags: Uint8Array,
  guesses: Uint8Array | undefined,
  out: Int32Array,
): number {
  let n = 0
  positions.forEach((position, k) => {
    n = wordFeatures(wordAt(words, i + offsets[k]), position, out, n)
  })
  return contextFeatures(words, i, tags, guesses, out, n)
}

/** Features of the morphological bundle of word `i`, whose universal tag is known, as are all others. */
export function bundleFeatures(
  words: readonly Word[],
  i: number,
  tags: Uint8Array,
  bundles: Int32Array,
  out: Int32Array,
): number {
  const length = words.length
  const word = words[i]
  const w1 = i > 0 ? words[i - 1] : undefined
  const n1 = i + 1 < length ? words[i + 1] : undefined
  const tag = tags[i]
  const t1 = w1 ? tags[i - 1] + 1 : 31
  const t2 = i > 1 ? tags[i - 2] + 1 : 31
  const g1 = n1 ? tags[i + 1] + 1 : 31
  const m1 = w1 ? bundles[i - 1] + 1 : 1023
  const m2 = i > 1 ? bundles[i - 2] + 1 : 1023
  const b1 = w1 ? w1.base : edge
  const c1 = n1 ? n1.base : edge
  const { base } = word
  let n = 0
  out[n++] = mix(0x201, tag)
  const seed = mix(0x202, tag)
  out[n++] = mix(seed + 1, base)
  out[n++] = mix(seed + 2, word.suffix1)
  out[n++] = mix(seed + 3, word.suffix2)
  out[n++] = mix(seed + 4, word.suffix3)
  out[n++] = mix(seed + 5, word.suffix4)
  out[n++] = mix(seed + 6, word.suffix5)
  out[n++] = mix(seed + 7, word.shape)
  out[n++] = mix(seed + 8, word.cluster)
  out[n++] = mix(seed + 9, word.reading)
  out[n++] = mix(seed + 10, m1)
  out[n++] = mix(seed + 11, mix(m1, m2))
  out[n++] = mix(seed + 12, (t1 << 5) | t2)
  out[n++] = mix(seed + 13, (t1 << 5) | g1)
  out[n++] = mix(seed + 14, b1)
  out[n++] = mix(seed + 15, c1)
  out[n++] = mix(seed + 16, mix(m1, base))
  out[n++] = mix(seed + 17, mix(m1, word.suffix2))
  out[n++] = mix(seed + 18, mix(m1, word.suffix3))
  out[n++] = mix(seed + 19, mix(b1, base))
  out[n++] = mix(seed + 20, mix(c1, base))
  out[n++] = mix(seed + 21, mix(n1 ? n1.suffix2 : edge, g1))
  out[n++] = mix(seed + 22, mix(word.suffix2, n1 ? n1.suffix2 : edge))
  out[n++] = mix(seed + 23, mix(b1, word.suffix3))
  out[n++] = mix(seed + 24, mix(i > 1 ? words[i - 2].base : edge, b1))
  out[n++] = mix(seed + 25, i > 1 ? words[i - 2].base : edge)
  out[n++] = mix(seed + 26, mix(mix(t1, g1), base))
  // The nearest earlier word that may agree with this one: subject of a verb, auxiliary of a participle, noun of an adjective.
  let k = i - 1
  let steps = 0
  while (k >= 0 && steps < 7 && !agreeing[tags[k]]) {
    k--
    steps++
  }
  const near = k >= 0 && steps < 7 ? mix(tags[k], bundles[k] + 1) : edge
  out[n++] = mix(seed + 27, near)
  out[n++] = mix(seed + 28, mix(near, word.suffix2))
  out[n++] = mix(seed + 29, mix(near, base))
  out[n++] = mix(seed + 30, k >= 0 && steps < 7 ? mix(words[k].base, word.suffix2) : edge)
  out[n++] = mix(seed + 31, word.moods)
  out[n++] = mix(seed + 32, mix(word.reading, m1))
  out[n++] = mix(seed + 33, mix(word.reading, b1))
  out[n++] = mix(seed + 34, mix(word.reading, near))
  out[n++] = mix(seed + 35, mix(word.moods, word.suffix3))
  // The conjunction that governs the clause, with the word that governs it: "exige que …", "afin que …".
  let q = i - 1
  const stop = i - 12
  while (q >= 0 && q > stop && tags[q] !== 13) q--
  const governed = q >= 0 && q > stop
  const conjunction = governed ? words[q].base : edge
  const governor = governed && q > 0 ? words[q - 1].base : edge
  out[n++] = mix(seed + 36, mix(word.moods, conjunction))
  out[n++] = mix(seed + 37, mix(word.reading, mix(conjunction, governor)))
  out[n++] = mix(
    seed + 38,
    mix(word.moods, mix(conjunction, governed && q > 0 ? words[q - 1].cluster : edge)),
  )
  out[n++] = mix(seed + 39, mix(word.moods, i === 0 ? 1 : 0))
  return n
}

const auxiliary = 3
const verb = 15

/** NOUN, PRON, PROPN, AUX, VERB, DET by their place in `universalTags`. */
const agreeing = new Uint8Array(32)
for (const tag of [3, 5, 7, 10, 11, 15]) agreeing[tag] = 1

/** Tags words from left to right: a first pass, then a second that also sees what the first found to the right. */
export class Tagger {
  readonly #first: Scorer
  readonly #second: Scorer
  readonly #bundle: Scorer
  readonly #bundlesOf: readonly Uint16Array[]
  readonly #modes: Int32Array
  readonly #features = new Int32Array(tagFeatureRoom)
  readonly #scores = new Float64Array(32)
  readonly #bundleScores: Float64Array
  readonly #remember: boolean
  #outside: Int16Array | undefined

  /**
   * @param remember sums what depends on one word alone once a word and keeps it there: for models that no longer change,
   *   each with its own words
   * @param bundlesOf for each universal tag the bundles that it may carry; the classifier's classes are places among them
   */
  constructor(
    first: Scorer,
    second: Scorer,
    bundle: Scorer,
    bundlesOf: readonly Uint16Array[],
    modes: Int32Array,
    remember = false,
  ) {
    this.#modes = modes
    this.#remember = remember
    this.#first = first
    this.#second = second
    this.#bundle = bundle
    this.#bundlesOf = bundlesOf
    this.#bundleScores = new Float64Array(bundle.classes)
  }

  /** Fills #scores for word `i`, by the second pass's model where there are guesses. */
  #scoreTag(words: readonly Word[], i: number, tags: Uint8Array, guesses: Uint8Array | undefined): void {
    const features = this.#features
    const scores = this.#scores
    const model = guesses ? this.#second : this.#first
    if (!this.#remember) {
      scores.fill(0)
      model.score(features, tagFeatures(words, i, tags, guesses, features), scores)
      return
    }
    const { classes } = model
    const half = guesses ? positions.length * classes : 0
    const self = this.#sumsOf(words[i])
    const previous = this.#sumsOf(wordAt(words, i - 1))
    const next = this.#sumsOf(wordAt(words, i + 1))
    const secondPrevious = this.#sumsOf(wordAt(words, i - 2))
    const secondNext = this.#sumsOf(wordAt(words, i + 2))
    for (let c = 0, k = half; c < classes; c++, k++)
      scores[c] =
        self[k] +
        previous[k + classes] +
        next[k + 2 * classes] +
        secondPrevious[k + 3 * classes] +
        secondNext[k + 4 * classes]
    model.score(features, contextFeatures(words, i, tags, guesses, features, 0), scores)
  }

  /** For each pass and position, what the word alone adds to each class. */
  #sumsOf(word: Word): Int16Array {
    const known = word === outside ? this.#outside : word.sums
    if (known) return known
    const { classes } = this.#first
    // Some eighteen weights of a byte: their sums fit into sixteen bits.
    const sums = new Int16Array(2 * positions.length * classes)
    ;[this.#first, this.#second].forEach((model, pass) => {
      positions.forEach((position, k) => {
        const count = wordFeatures(word, position, this.#features, 0)
        const from = (pass * positions.length + k) * classes
        this.#scores.fill(0)
        model.score(this.#features, count, this.#scores)
        for (let c = 0; c < classes; c++) sums[from + c] = this.#scores[c]
      })
    })
    if (word === outside) this.#outside = sums
    else word.sums = sums
    return sums
  }

  /** Fills `tags` (places in `universalTags`) and `bundles` for the words of one sentence. */
  tag(words: readonly Word[], tags: Uint8Array, bundles: Int32Array): void {
    const features = this.#features
    const scores = this.#scores
    const length = words.length
    for (let i = 0; i < length; i++) {
      this.#scoreTag(words, i, tags, undefined)
      tags[i] = best(scores, this.#first.classes)
    }
    const guesses = tags.slice(0, length)
    for (let i = 0; i < length; i++) {
      this.#scoreTag(words, i, tags, guesses)
      tags[i] = best(scores, this.#second.classes)
    }
    for (let i = 0; i < length; i++) {
      const allowed = this.#bundlesOf[tags[i]]
      if (allowed.length === 1) {
        bundles[i] = allowed[0]
        continue
      }
      const count = bundleFeatures(words, i, tags, bundles, features)
      const bundleScores = this.#bundleScores
      bundleScores.fill(0)
      this.#bundle.score(features, count, bundleScores)
      // What the verb lexicon says of a form goes before what the scores say: "fassiez" is no indicative.
      const may = tags[i] === verb || tags[i] === auxiliary ? words[i].modes : 0
      let chosen = -1
      if (may !== 0)
        for (let k = 0; k < allowed.length; k++)
          if ((this.#modes[allowed[k]] & may) !== 0 && (chosen < 0 || bundleScores[k] > bundleScores[chosen]))
            chosen = k
      bundles[i] = allowed[chosen < 0 ? best(bundleScores, allowed.length) : chosen]
    }
  }
}

/** The class with the highest score, the first of equals. */
export function best(scores: Float64Array, classes: number): number {
  let chosen = 0
  for (let c = 1; c < classes; c++) if (scores[c] > scores[chosen]) chosen = c
  return chosen
}
