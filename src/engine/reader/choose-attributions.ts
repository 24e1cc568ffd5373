import { logarithm, probability } from '../exact-math.ts'
import { firstIndex } from '../first-index.ts'
import { parentsOf, shared } from './parents.ts'
import type { Anchor, CutText, WindowScores } from './read-windows.ts'

/** A run of words of the text, the first and the last included. */
export type WordRange = readonly [first: number, last: number]

/** How to choose; found by cross-validation and kept in the model's file. */
export interface Choice {
  /** Least probability of an anchor with and without a cue. */
  cue: number
  bare: number
  /** Weight of a word's log-odds in a content, and what is added to them. */
  token: number
  bias: number
  /** Weight of the network's own edges; cost of each part of a content; cost of an edge that the grammar does not offer. */
  edge: number
  part: number
  offered: number
  /** How much better a source must score that is none of the grammar's phrases, and how well at least; the same of an outlet. */
  free: number
  source: number
  via: number
  /** Contents that share this part of their words are one. */
  alike: number
}

/** What the grammar offers of a text: words by their offsets, and among them where something may begin or end. */
export interface OfferedWords {
  starts: readonly number[]
  ends: readonly number[]
  /** Whether a content may begin, and end, with each word. */
  begins: readonly boolean[]
  closes: readonly boolean[]
  /** Phrases that may be a source, in text order. */
  phrases: readonly WordRange[]
  /** Outermost quotations, in text order. */
  quotations: readonly WordRange[]
  /** Whether each word is the last of its sentence. */
  endsSentence: readonly boolean[]
}

/** An attribution as it was chosen. */
export interface ChosenAttribution {
  cue: WordRange[]
  content: WordRange[]
  source: WordRange[]
  via: WordRange[]
  kind: string
  act: string
  withoutCue: boolean
  /** What its confidence is told by. */
  features: ChoiceFeatures
  /** Which of the attributions it stands in. */
  parent: ChosenAttribution | undefined
}

export interface ChoiceFeatures {
  cue: number
  inside: number
  starts: number
  ends: number
  length: number
  source: number
  unsourced: number
}

const never = -1e9

/** Scores of an anchor by word of its window. */
interface WordScores {
  anchor: Anchor
  content: number[]
  source: number[]
  via: number[]
  starts: number[]
  ends: number[]
}

/** What a content is chosen by: the gain of each word of the window, and of a stretch that begins or ends with it. */
export interface ContentSums {
  inside: readonly number[]
  begin: readonly number[]
  end: readonly number[]
}

/** An anchor for which a content was sought, in words of its window, whose first one is `first`; and what was chosen. */
export interface ConsideredAnchor {
  anchor: Anchor
  cue: readonly number[]
  first: number
  sums: ContentSums
  source: readonly number[]
  chosen: ChosenAttribution | undefined
}

/** Is told what is considered: for those who ask why. */
export interface ChoiceWatcher {
  window(window: WindowScores, pieces: CutText['pieces']): void
  considered(one: ConsideredAnchor): void
}

/** Chooses the attributions of a text: for each likely anchor the best content and source among what the grammar offers. */
export function chooseAttributions(
  { pieces }: CutText,
  windows: Iterable<WindowScores>,
  words: OfferedWords,
  choice: Choice,
  watch?: ChoiceWatcher,
): ChosenAttribution[] {
  const found: ChosenAttribution[] = []
  const cut: { one: ChosenAttribution; left: boolean; right: boolean }[] = []
  const goesOn = new Float64Array(pieces.ids.length)
  for (const window of windows) {
    for (let i = window.askedFirst; i < window.askedEnd; i++) goesOn[i] = window.goesOn[i - window.first]
    const { first, ranges } = wordsOf(pieces, window, words)
    if (ranges.length === 0) continue
    watch?.window(window, pieces)
    const wordAt = new Map<number, number>()
    ranges.forEach(([a, b], k) => {
      for (let t = a; t < b; t++) wordAt.set(t, k)
    })
    const begin = ranges.map((_, k) => (words.begins[first + k] ? 0 : -choice.offered) - choice.part)
    const end = ranges.map((_, k) => (words.closes[first + k] ? 0 : -choice.offered))
    const cued = new Map<number, Anchor>()
    for (const anchor of window.anchors) if (!anchor.withoutCue) cued.set(anchor.piece - window.first, anchor)
    const chooseFor = (anchor: Anchor, cue: number[]): void => {
      const scores = scoresByWord(anchor, ranges)
      const sums = contentSums(scores, cue, begin, end, choice)
      const one = chooseOne(scores, sums, cue, first, words, choice)
      watch?.considered({ anchor, cue, first, sums, source: scores.source, chosen: one })
      if (!one) return
      found.push(one)
      const left = one.content[0][0] === first
      const right = one.content[one.content.length - 1][1] === first + ranges.length - 1
      if (left || right) cut.push({ one, left, right })
    }
    for (const [from, to] of cueRuns(window, choice.cue)) {
      const at = window.first + from
      const anchor = cued.get(from)
      if (!anchor || at < window.askedFirst || at >= window.askedEnd) continue
      const cue = new Set<number>()
      for (let t = from; t <= to; t++) {
        const word = wordAt.get(t)
        if (word !== undefined) cue.add(word)
      }
      chooseFor(
        anchor,
        [...cue].sort((a, b) => a - b),
      )
    }
    for (const anchor of window.anchors)
      if (anchor.withoutCue && anchor.probability > choice.bare) chooseFor(anchor, [])
  }
  const onward = goesOnByWord(pieces, goesOn, words)
  for (const { one, left, right } of cut) pastEdges(one, left, right, onward, words)
  return withParents(throughQuotations(withoutDoubles(found, choice.alike), words))
}

/** The words of a window: the first one's number, and of each its pieces, counted from the window's first. */
function wordsOf(
  { starts, ends }: CutText['pieces'],
  window: WindowScores,
  words: OfferedWords,
): { first: number; ranges: [number, number][] } {
  const start = starts[window.first]
  const end = ends[window.end - 1]
  const first = firstIndex(words.starts.length, (k) => words.starts[k] >= start)
  const ranges: [number, number][] = []
  let i = window.first
  for (let k = first; k < words.starts.length && words.ends[k] <= end; k++) {
    while (i < window.end - 1 && ends[i] <= words.starts[k]) i++
    let j = i + 1
    while (j < window.end && starts[j] < words.ends[k]) j++
    ranges.push([i - window.first, j - window.first])
  }
  return { first, ranges }
}

function scoresByWord(anchor: Anchor, ranges: readonly (readonly [number, number])[]): WordScores {
  const mean = (role: number): number[] =>
    ranges.map(([a, b]) => {
      let sum = 0
      for (let t = a; t < b; t++) sum += anchor.links[role][t]
      return sum / (b - a)
    })
  return {
    anchor,
    content: mean(0),
    source: mean(1),
    via: mean(2),
    starts: ranges.map(([a]) => anchor.links[3][a]),
    ends: ranges.map(([, b]) => anchor.links[4][b - 1]),
  }
}

/** Runs of pieces of a window that are a cue's. */
export function cueRuns({ outside, begins }: WindowScores, least: number): [number, number][] {
  const runs: [number, number][] = []
  for (let i = 0; i < outside.length; i++) {
    if (1 - outside[i] <= least) continue
    let j = i
    while (j + 1 < outside.length && 1 - outside[j + 1] > least && begins[j + 1] <= 0.5) j++
    runs.push([i, j])
    i = j
  }
  return runs
}

function contentSums(
  scores: WordScores,
  cue: readonly number[],
  begin: readonly number[],
  end: readonly number[],
  choice: Choice,
): ContentSums {
  const inside = scores.content.map((score) => choice.token * (score + choice.bias))
  // A cue stands in no content of its own.
  for (const word of cue) inside[word] = -8
  return {
    inside,
    begin: begin.map((cost, k) => cost + choice.edge * scores.starts[k]),
    end: end.map((cost, k) => cost + choice.edge * scores.ends[k]),
  }
}

function chooseOne(
  scores: WordScores,
  sums: ContentSums,
  cue: readonly number[],
  first: number,
  words: OfferedWords,
  choice: Choice,
): ChosenAttribution | undefined {
  const parts = bestParts(sums.inside, sums.begin, sums.end)
  if (parts.length === 0) return undefined
  const content: number[] = []
  for (const [a, b] of parts) for (let k = a; k <= b; k++) content.push(k)
  const source = chooseSource(scores.source, [...content, ...cue], first, words, choice)
  const via = bestRun(scores.via)
  const shifted = (ranges: readonly WordRange[]): WordRange[] =>
    ranges.map(([a, b]) => [a + first, b + first])
  return {
    cue: shifted(cue.length > 0 ? [[cue[0], cue[cue.length - 1]]] : []),
    content: shifted(parts),
    source: shifted(source.range ? [source.range] : []),
    via: shifted(via.range && via.sum > choice.via ? [via.range] : []),
    kind: scores.anchor.kind,
    act: scores.anchor.act,
    withoutCue: scores.anchor.withoutCue,
    features: {
      cue: scores.anchor.probability,
      inside: content.reduce((sum, k) => sum + scores.content[k], 0) / content.length,
      starts: Math.max(...parts.map(([a]) => scores.starts[a])),
      ends: Math.max(...parts.map(([, b]) => scores.ends[b])),
      length: content.length,
      source: source.sum,
      unsourced: source.range ? 0 : 1,
    },
    parent: undefined,
  }
}

/** The stretches with the greatest sum: inside[i] for each word, begin[i] and end[j] for the edges of each stretch. */
function bestParts(inside: readonly number[], begin: readonly number[], end: readonly number[]): WordRange[] {
  let out = 0
  let within = never
  // Whether the best stretch with word i in it begins there, and whether the best way behind word i - 1 has one end there.
  const opened: boolean[] = []
  const closed = [false]
  inside.forEach((gain, i) => {
    opened.push(out + begin[i] > within)
    within = Math.max(within, out + begin[i]) + gain
    closed.push(within + end[i] > out)
    out = Math.max(out, within + end[i])
  })
  const parts: WordRange[] = []
  for (let i = inside.length; i > 0; ) {
    if (!closed[i]) {
      i--
      continue
    }
    let first = i - 1
    while (!opened[first]) first--
    parts.push([first, i - 1])
    i = first
  }
  return parts.reverse()
}

/** The grammar's phrase with the greatest sum of log-odds outside the words that are taken; none where no sum is positive. */
function chooseSource(
  scores: readonly number[],
  taken: readonly number[],
  first: number,
  { phrases }: OfferedWords,
  choice: Choice,
): { range: WordRange | undefined; sum: number } {
  const free = [...scores]
  for (const word of taken) free[word] = -20
  const sums = [0]
  for (const score of free) sums.push(sums[sums.length - 1] + score)
  let range: WordRange | undefined
  let best = 0
  const from = firstIndex(phrases.length, (k) => phrases[k][0] >= first)
  for (let k = from; k < phrases.length && phrases[k][0] < first + scores.length; k++) {
    const [a, b] = [phrases[k][0] - first, phrases[k][1] - first]
    if (b >= scores.length) continue
    const sum = sums[b + 1] - sums[a]
    if (sum > best) {
      best = sum
      range = [a, b]
    }
  }
  const run = bestRun(free)
  if (run.range && run.sum - choice.free > best) {
    best = run.sum
    range = run.range
  }
  return { range: best > choice.source ? range : undefined, sum: best }
}

/** The run with the greatest sum, where that is positive. */
function bestRun(scores: readonly number[]): { range: WordRange | undefined; sum: number } {
  let range: WordRange | undefined
  let best = 0
  let sum = 0
  let lowest = 0
  let from = 0
  scores.forEach((score, k) => {
    sum += score
    if (sum - lowest > best) {
      best = sum - lowest
      range = [from, k]
    }
    if (sum < lowest) {
      lowest = sum
      from = k + 1
    }
  })
  return { range, sum: best }
}

const numbersOf = (ranges: readonly WordRange[]): Set<number> => {
  const numbers = new Set<number>()
  for (const [a, b] of ranges) for (let k = a; k <= b; k++) numbers.add(k)
  return numbers
}

/** Of attributions with nearly the same content the one with the surest cue; in text order. */
function withoutDoubles(found: readonly ChosenAttribution[], alike: number): ChosenAttribution[] {
  const kept: { one: ChosenAttribution; content: Set<number>; first: number; last: number }[] = []
  const surest = [...found].sort((a, b) => b.features.cue - a.features.cue)
  for (const one of surest) {
    const content = numbersOf(one.content)
    const first = one.content[0][0]
    const last = one.content[one.content.length - 1][1]
    const double = kept.some((other) => {
      if (other.first > last || other.last < first) return false
      const both = shared(content, other.content)
      return both >= alike * (content.size + other.content.size - both)
    })
    if (!double) kept.push({ one, content, first, last })
  }
  return kept
    .map(({ one }) => one)
    .sort((a, b) => a.content[0][0] - b.content[0][0] || (a.cue[0]?.[0] ?? -1) - (b.cue[0]?.[0] ?? -1))
}

/** Whether each word goes on with a content, as the window that was asked about it says of its first piece. */
function goesOnByWord(
  { starts, ends }: CutText['pieces'],
  goesOn: Float64Array,
  words: OfferedWords,
): boolean[] {
  let i = 0
  return words.starts.map((start) => {
    while (i < starts.length - 1 && ends[i] <= start) i++
    return goesOn[i] > 0.5
  })
}

/** A content goes no further than so many words beyond its window. */
const farthestPast = 250

/** A content that touches its window's edge goes on behind it while the next window says that a content does. */
function pastEdges(
  { content }: ChosenAttribution,
  left: boolean,
  right: boolean,
  goesOn: readonly boolean[],
  { closes }: OfferedWords,
): void {
  if (right) {
    const [first, last] = content[content.length - 1]
    let end = last
    while (end + 1 < goesOn.length && goesOn[end + 1] && end - last < farthestPast) end++
    while (end > last && !closes[end]) end--
    content[content.length - 1] = [first, end]
  }
  if (left) {
    const [first, last] = content[0]
    let start = first
    // The first word that does not go on is the one that begins it.
    while (start > 0 && goesOn[start] && first - start < farthestPast) start--
    content[0] = [start, last]
  }
}

/** Longer quotations are not gone through: their marks were hardly paired right. */
const longestQuotation = 400

/**
 * A content that ends with a sentence within a quotation goes on to the quotation's end, also where that lies behind the
 * window: whoever spoke goes on speaking until the marks are closed, or until something without a cue was found of its own.
 */
function throughQuotations(
  found: ChosenAttribution[],
  { quotations, endsSentence }: OfferedWords,
): ChosenAttribution[] {
  const alone = found.filter(({ withoutCue }) => withoutCue).map(({ content }) => content[0][0])
  for (const { content } of found) {
    const [first, last] = content[content.length - 1]
    if (!endsSentence[last]) continue
    const around = quotationAt(quotations, last)
    if (!around || around[1] - around[0] >= longestQuotation) continue
    const next = alone[firstIndex(alone.length, (k) => alone[k] > last)] ?? Number.POSITIVE_INFINITY
    const end = Math.min(around[1], next - 1)
    if (end > last) content[content.length - 1] = [first, end]
  }
  return found
}

/** The quotation in which a word stands. */
function quotationAt(quotations: readonly WordRange[], word: number): WordRange | undefined {
  const found = quotations[firstIndex(quotations.length, (k) => quotations[k][1] >= word)]
  return found && found[0] <= word ? found : undefined
}

/** Sets the parent of each. */
function withParents(found: ChosenAttribution[]): ChosenAttribution[] {
  const words = found.map(({ cue, content }) => ({ cue: numbersOf(cue), content: numbersOf(content) }))
  parentsOf(words).forEach((parent, k) => {
    found[k].parent = parent === undefined ? undefined : found[parent]
  })
  return found
}

/** Weights of a confidence by the names of calibrate.py, the bias among them. */
export type ConfidenceWeights = Readonly<Record<string, number>>

/**
 * The probability that an attribution and its source are right, by logistic regression over what the choice was told by,
 * calibrated by cross-validation.
 */
export function confidenceOf(
  { features: f, parent, withoutCue }: ChosenAttribution,
  weights: ConfidenceWeights,
): number {
  const cue = Math.min(Math.max(f.cue, 1e-3), 1 - 1e-3)
  const values: Record<string, number> = {
    cue: logarithm(cue / (1 - cue)),
    inside: Math.min(f.inside, 8),
    edges: Math.min(f.starts, 4) + Math.min(f.ends, 4),
    length: logarithm(f.length),
    source: logarithm(1 + Math.max(0, f.source)),
    unsourced: f.unsourced,
    bare: withoutCue ? 1 : 0,
    nested: parent ? 1 : 0,
    bias: 1,
  }
  let odds = 0
  for (const [name, weight] of Object.entries(weights)) odds += weight * (values[name] ?? 0)
  return probability(odds)
}
