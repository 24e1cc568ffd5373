import { exponential } from '../exact-math.ts'
import type { ContextStates } from './context-states.ts'
import type { Encoder } from './encoder.ts'
import { beginMark, endMark, type PieceCutter, type Pieces } from './pieces.ts'

/** How the network's heads are laid out; stands in the model's file. */
export interface HeadLayout {
  roles: readonly string[]
  kinds: readonly string[]
  acts: readonly string[]
  /** Distances of more pieces than this count alike. */
  far: number
  /** Numbers by which an anchor and a piece are matched, for each role. */
  width: number
}

/** What the heads have beside their dense layers. */
export interface HeadWeights {
  /** Added where an anchor has no cue. */
  withoutCue: Float32Array
  /** For each role by distance from -far to far. */
  distance: Float32Array
  /** Rows by kind over an anchor's state and its source's mean state. */
  kind: { rows: number; columns: number; values: Float64Array; bias: Float32Array }
}

/**
 * Where an attribution may hang: the first piece of a cue or, for a content without a cue, the content's first piece. Log-odds
 * stand by role and piece of the window.
 */
export interface Anchor {
  /** Number of the piece in the text. */
  piece: number
  withoutCue: boolean
  probability: number
  links: Float32Array[]
  kind: string
  act: string
}

/** What the network says of a run of pieces: first ≤ i < end were read, askedFirst ≤ i < askedEnd asked about. */
export interface WindowScores {
  first: number
  end: number
  askedFirst: number
  askedEnd: number
  /** Probability that each piece is no part of a cue, and that it begins one. */
  outside: Float64Array
  begins: Float64Array
  /** Probability that each piece goes on with a content, whoever’s it is. */
  goesOn: Float64Array
  anchors: Anchor[]
}

/** How many pieces a window is asked about at most, and how many are read at most on either side of them. */
export interface WindowSizes {
  core: number
  context: number
}

/** In all no more than windows had in training: longer ones are read worse. */
const usualSizes: WindowSizes = { core: 160, context: 24 }
/** Longer sentences are cut here. */
const longestSentence = 180
/** Anchors less likely than this are not weighed. */
const least = 0.1

/** The heads that are dense layers of the encoder's file. */
export const denseHeads = ['tags', 'anchor', 'token', 'alone', 'act'] as const

/** A text in pieces, with each sentence's first piece and the piece behind its last. */
export interface CutText {
  pieces: Pieces
  sentences: readonly (readonly [number, number])[]
}

/** @param spans the sentences, in text order */
export function cutText(
  text: string,
  spans: readonly (readonly [number, number])[],
  cutter: PieceCutter,
): CutText {
  const pieces: Pieces = { ids: [], starts: [], ends: [] }
  const sentences: [number, number][] = []
  for (const [start, end] of spans) {
    const first = pieces.ids.length
    const cut = cutter.cut(text, start, end)
    for (let k = 0; k < cut.ids.length && k < longestSentence; k++) {
      pieces.ids.push(cut.ids[k])
      pieces.starts.push(cut.starts[k])
      pieces.ends.push(cut.ends[k])
    }
    if (pieces.ids.length > first) sentences.push([first, pieces.ids.length])
  }
  return { pieces, sentences }
}

type Window = [first: number, end: number, askedFirst: number, askedEnd: number]

/** Runs of whole sentences, each with whole sentences around it. */
export function windowsOf(
  sentences: CutText['sentences'],
  { core, context }: WindowSizes = usualSizes,
): Window[] {
  const windows: Window[] = []
  for (let i = 0; i < sentences.length; ) {
    let j = i
    while (j + 1 < sentences.length && sentences[j + 1][1] - sentences[i][0] <= core) j++
    // What is left behind it is read with it where there is room, as a short report is in one window.
    if (sentences[sentences.length - 1][1] - sentences[i][0] <= core + context) j = sentences.length - 1
    const [a, b] = [sentences[i][0], sentences[j][1]]
    let before = i
    while (before > 0 && a - sentences[before - 1][0] <= context) before--
    let behind = j
    while (behind + 1 < sentences.length && sentences[behind + 1][1] - b <= context) behind++
    windows.push([sentences[before][0], sentences[behind][1], a, b])
    i = j + 1
  }
  return windows
}

/**
 * What the network says of each window of a text, in text order.
 * @param kept takes the states of the pieces that each window is asked about
 */
export function* readWindows(
  { pieces, sentences }: CutText,
  encoder: Encoder,
  layout: HeadLayout,
  weights: HeadWeights,
  kept?: ContextStates,
  sizes: WindowSizes = usualSizes,
): Generator<WindowScores> {
  const { hidden } = encoder.sizes
  for (const [first, end, askedFirst, askedEnd] of windowsOf(sentences, sizes)) {
    const length = end - first
    encoder.read([beginMark, ...pieces.ids.slice(first, end), endMark], (layer, states) => {
      // A state before the first is that of the mark of beginning.
      kept?.keep(layer, askedFirst, askedEnd, states, (askedFirst - first + 1) * hidden)
    })
    const tags = encoder.head('tags', length + 2)
    const outside = new Float64Array(length)
    const begins = new Float64Array(length)
    const goesOn = new Float64Array(length)
    const found: { at: number; withoutCue: boolean; probability: number }[] = []
    for (let i = 0; i < length; i++) {
      const row = tags.rows.subarray((i + 1) * tags.columns, (i + 2) * tags.columns)
      const [o, b, inside] = shares(row.subarray(0, 3))
      outside[i] = o
      begins[i] = b
      goesOn[i] = shares(row.subarray(3, 6))[2]
      if (first + i < askedFirst || first + i >= askedEnd) continue
      if (1 - o > least) found.push({ at: i, withoutCue: false, probability: b + inside })
      const [, bare] = shares(row.subarray(9, 11))
      if (bare > least) found.push({ at: i, withoutCue: true, probability: bare })
    }
    const anchors = found.length > 0 ? linked(found, length, encoder, layout, weights) : []
    for (const anchor of anchors) anchor.piece += first
    yield { first, end, askedFirst, askedEnd, outside, begins, goesOn, anchors }
  }
}

function linked(
  found: readonly { at: number; withoutCue: boolean; probability: number }[],
  length: number,
  encoder: Encoder,
  { roles, kinds, acts, far, width }: HeadLayout,
  { withoutCue, distance, kind }: HeadWeights,
): Anchor[] {
  const n = length + 2
  // A piece may be the anchor of a cue and of a content without one: it is asked about once.
  const places = [...new Set(found.map(({ at }) => at + 1))]
  const row = new Map(places.map((place, k) => [place, k]))
  const asked = encoder.head('anchor', places)
  const act = encoder.head('act', places)
  const given = encoder.head('token', n)
  const alone = encoder.head('alone', n)
  const root = Math.sqrt(width)
  const { hidden } = encoder.sizes
  return found.map(({ at, withoutCue: bare, probability }) => {
    const which = row.get(at + 1)!
    const from = which * asked.columns
    const links = roles.map((_, role) => {
      const query = new Float64Array(width)
      for (let i = 0; i < width; i++) {
        const k = role * width + i
        query[i] = asked.rows[from + k] + (bare ? withoutCue[k] : 0)
      }
      const odds = new Float32Array(length)
      for (let j = 0; j < length; j++) {
        const sum = product(query, given.rows, (j + 1) * given.columns + role * width)
        const away = Math.max(-far, Math.min(far, j - at)) + far
        odds[j] =
          sum / root + alone.rows[(j + 1) * alone.columns + role] + distance[role * (2 * far + 1) + away]
      }
      return odds
    })
    // The kind is told by the anchor and by the mean of what is more likely its source than not.
    const state = Float64Array.from(encoder.state(at + 1))
    const mean = new Float64Array(hidden)
    let count = 0
    links[1].forEach((odds, j) => {
      if (odds <= 0) return
      count++
      const source = encoder.state(j + 1)
      for (let i = 0; i < hidden; i++) mean[i] += source[i]
    })
    const scores = Array.from({ length: kind.rows }, (_, k) => {
      let sum = kind.bias[k]
      for (let i = 0; i < hidden; i++)
        sum +=
          kind.values[k * kind.columns + i] * state[i] +
          (kind.values[k * kind.columns + hidden + i] * mean[i]) / Math.max(1, count)
      return sum
    })
    return {
      piece: at,
      withoutCue: bare,
      probability,
      links,
      kind: kinds[greatest(scores)],
      act: acts[greatest(act.rows.subarray(which * act.columns, (which + 1) * act.columns))],
    }
  })
}

/** The sum of the products of numbers and those of a row from `at` on, in their order. */
function product(numbers: Float64Array, row: Float32Array, at: number): number {
  let sum = 0
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] * row[at + i]
  return sum
}

/** The first of the greatest numbers, by its index. */
function greatest(numbers: ArrayLike<number>): number {
  let best = 0
  for (let k = 1; k < numbers.length; k++) if (numbers[k] > numbers[best]) best = k
  return best
}

/** Probabilities of scores (softmax). */
function shares(scores: Float32Array): number[] {
  const most = Math.max(...scores)
  const powers = Array.from(scores, (score) => exponential(score - most))
  const sum = powers.reduce((a, b) => a + b)
  return powers.map((power) => power / sum)
}
