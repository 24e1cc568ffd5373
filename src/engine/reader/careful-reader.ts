import type { Span } from '../../contract/analysis.ts'
import { firstIndex } from '../first-index.ts'
import type { Reads } from '../layers.ts'
import type { BytesInParts } from '../resources.ts'
import type { Trail } from '../trail.ts'
import { boundariesOf } from './boundaries.ts'
import { ChoiceTrail } from './choice-trail.ts'
import {
  type Choice,
  type ChosenAttribution,
  type ConfidenceWeights,
  chooseAttributions,
  confidenceOf,
  type OfferedWords,
  type WordRange,
} from './choose-attributions.ts'
import { ContextStates } from './context-states.ts'
import { Encoder, type EncoderSizes } from './encoder.ts'
import { PieceCutter } from './pieces.ts'
import { cutText, denseHeads, type HeadLayout, type HeadWeights, readWindows } from './read-windows.ts'
import { TensorFile } from './tensor-file.ts'

/** What the careful reader says of an attribution; spans are half-open UTF-16 offsets into the report's text. */
export interface ReadAttribution {
  cue: Span[]
  content: Span[]
  source: Span[]
  via: Span[]
  kind: string
  act: string
  /** Index of the attribution that it stands in. */
  parent: number | undefined
  /** Probability that it and its source are right; undefined where the model was not calibrated. */
  confidence: number | undefined
}

/** What stands in the model's file beside its tensors. */
interface About extends HeadLayout {
  sizes: EncoderSizes
  choice: Readonly<Record<string, Choice>>
  confidence: Readonly<Record<string, ConfidenceWeights>>
}

type Document = Reads<'tokens' | 'tags' | 'dependencies' | 'sentences' | 'quotations'>

/**
 * The careful reader of attributions: a multilingual encoder scores what the grammar offers. Loading takes a tenth of a second
 * and some 65 MB, 25 where its model is read in parts; reading, about a second for a thousand words.
 */
export class CarefulReader {
  readonly #about: About
  readonly #encoder: Encoder
  readonly #cutter: PieceCutter
  readonly #weights: HeadWeights

  /**
   * @param model the model's file, unpacked, or what reads it in parts
   * Throws an Error with a sentence where the model is damaged, or the host cannot run it (see `canEncode`).
   */
  constructor(model: Uint8Array | BytesInParts) {
    const file = new TensorFile(model)
    this.#about = file.about<About>('reader')
    const { pieces, normal } = file.about<{ pieces: string; normal: Record<string, string> }>('pieces')
    this.#cutter = new PieceCutter({
      pieces,
      scores: file.floats('piece.scores'),
      normal,
    })
    this.#encoder = new Encoder(file, this.#about.sizes, denseHeads)
    const kind = file.matrix('kind')
    this.#weights = {
      withoutCue: file.floats('without_cue'),
      distance: file.floats('distance'),
      kind: {
        rows: kind.rows,
        columns: kind.columns,
        values: Float64Array.from(
          kind.values,
          (value, i) => value * kind.scales[Math.floor(i / kind.columns)],
        ),
        bias: file.floats('kind.bias'),
      },
    }
  }

  /**
   * The attributions of a document, in text order, and what the encoder made of its words.
   * @param trail takes what was considered, for those who ask why
   */
  read(document: Document, trail?: Trail): { attributions: ReadAttribution[]; context: ContextStates } {
    const { text, language } = document
    const words = offeredWords(document)
    const cut = cutText(
      text,
      document.sentences.map(({ span }) => span),
      this.#cutter,
    )
    const choice = this.#about.choice[language] ?? Object.values(this.#about.choice)[0]
    const context = new ContextStates(this.#encoder.sizes.hidden, cut.pieces)
    const windows = readWindows(cut, this.#encoder, this.#about, this.#weights, context)
    const watch = trail && new ChoiceTrail(text, words, choice)
    const chosen = chooseAttributions(cut, windows, words, choice, watch)
    const spans = (ranges: readonly WordRange[]): Span[] =>
      ranges.map(([a, b]) => [words.starts[a], words.ends[b]])
    const index = new Map<ChosenAttribution, number>(chosen.map((one, k) => [one, k]))
    const weights = this.#about.confidence[language]
    const confidences = new Map(chosen.map((one) => [one, weights && confidenceOf(one, weights)]))
    if (watch) trail.push(...watch.trail(confidences))
    const attributions = chosen.map((one) => ({
      cue: spans(one.cue),
      content: spans(one.content),
      source: spans(one.source),
      via: spans(one.via),
      kind: one.kind,
      act: one.act,
      parent: one.parent && index.get(one.parent),
      confidence: confidences.get(one),
    }))
    return { attributions, context }
  }
}

/** What the grammar offers of a document, in words. */
export function offeredWords(document: Document): OfferedWords {
  const { words, phrases } = boundariesOf(document)
  const starts = words.map(([start]) => start)
  const ends = words.map(([, end]) => end)
  const seen = new Set<string>()
  const wordsIn = (start: number, end: number): WordRange => [
    firstBehind(ends, start),
    firstBehind(starts, end - 1) - 1,
  ]
  const ranges: WordRange[] = []
  for (const [start, end] of phrases) {
    const [first, last] = wordsIn(start, end)
    if (first > last || seen.has(`${first} ${last}`)) continue
    seen.add(`${first} ${last}`)
    ranges.push([first, last])
  }
  ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const endsSentence = words.map(() => false)
  for (const { span } of document.sentences) {
    const last = wordsIn(span[0], span[1])[1]
    if (last >= 0) endsSentence[last] = true
  }
  return {
    starts,
    ends,
    begins: words.map(([, , begins]) => begins > 0),
    closes: words.map(([, , , closes]) => closes > 0),
    phrases: ranges,
    quotations: document.quotations
      .filter(({ level }) => level === 0)
      .map(({ inner }) => wordsIn(inner[0], inner[1]))
      .filter(([first, last]) => first <= last),
    endsSentence,
  }
}

/** Index of the first number greater than a value, among rising ones. */
function firstBehind(numbers: readonly number[], value: number): number {
  return firstIndex(numbers.length, (k) => numbers[k] > value)
}
