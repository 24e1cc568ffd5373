import type { Analysis, Span } from '../../contract/analysis.ts'
import { canEncode, Encoder, type EncoderSizes } from '../../engine/reader/encoder.ts'
import { beginMark, endMark, PieceCutter } from '../../engine/reader/pieces.ts'
import { cutText, windowsOf } from '../../engine/reader/read-windows.ts'
import type { TensorFile } from '../../engine/reader/tensor-file.ts'
import { firstAt } from '../words/spans.ts'

/** What stands for each piece of a report's text, in the order of the text. */
export interface ReportVectors {
  /** Where each piece begins and ends, UTF-16 offsets, half-open. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** How telling each piece is, from 0 to 1: rare ones are more so. */
  readonly weights: Float32Array
  /** `width` numbers a piece, of length 1. */
  readonly values: Float32Array
  readonly width: number
}

/** The vectors of a stretch of text. */
export interface Stretch extends ReportVectors {
  /** Sum of the weights. */
  readonly weight: number
}

/** Logarithms of how often a piece stands in text: at the one it tells nothing, at the other as much as any. */
const common = -4
const rare = -12
const leastWeight = 0.03
/** Pieces whose vectors are kept, half a kilobyte each, those used last: a story is compared again with each report that joins it. */
const piecesKept = 80_000

/**
 * Vectors of the words of reports in their context, in which words of one meaning lie near each other across languages:
 * the lower layers of multilingual-e5 and a projection. The same bits on every host. Some 800 words a second.
 */
export class WordVectors {
  readonly #encoder: Encoder
  readonly #cutter: PieceCutter
  readonly #scores: Float32Array
  /** By report, what was used last at the end. */
  readonly #known = new Map<string, ReportVectors>()
  #pieces = 0

  /** @param file the model `vectors`. Throws where the host has no WebAssembly with SIMD: ask `canEncode` first. */
  constructor(file: TensorFile) {
    const { sizes } = file.about<{ sizes: EncoderSizes }>('vectors')
    const { pieces, normal } = file.about<{ pieces: string; normal: Record<string, string> }>('pieces')
    this.#scores = file.floats('piece.scores')
    this.#cutter = new PieceCutter({ pieces, scores: this.#scores, normal })
    this.#encoder = new Encoder(file, sizes, ['project'])
  }

  static readonly canRun = canEncode

  /** The vectors of a report's text, title aside. */
  of({ report, sentences }: Pick<Analysis, 'report' | 'sentences'>): ReportVectors {
    const key = `${report.id} ${report.text}`
    const known = this.#known.get(key)
    if (known) {
      this.#known.delete(key)
      this.#known.set(key, known)
      return known
    }
    const cut = cutText(report.text, sentences, this.#cutter)
    const { ids, starts, ends } = cut.pieces
    const n = ids.length
    let values = new Float32Array(0)
    let width = 0
    for (const [first, end, askedFirst, askedEnd] of windowsOf(cut.sentences)) {
      this.#encoder.read([beginMark, ...ids.slice(first, end), endMark])
      const { rows, columns } = this.#encoder.head('project', end - first + 2)
      if (width === 0) {
        width = columns
        values = new Float32Array(n * width)
      }
      for (let i = askedFirst; i < askedEnd; i++) {
        const from = (i - first + 1) * width
        let square = 0
        for (let c = 0; c < width; c++) square += rows[from + c] * rows[from + c]
        const by = square > 0 ? 1 / Math.sqrt(square) : 0
        for (let c = 0; c < width; c++) values[i * width + c] = rows[from + c] * by
      }
    }
    const weights = Float32Array.from(ids, (id) =>
      Math.max(leastWeight, Math.min(1, (this.#scores[id] - common) / (rare - common))),
    )
    const found = { starts, ends, weights, values, width }
    this.#known.set(key, found)
    this.#pieces += n
    for (const [oldest, { starts: gone }] of this.#known) {
      if (this.#pieces <= piecesKept || oldest === key) break
      this.#known.delete(oldest)
      this.#pieces -= gone.length
    }
    return found
  }
}

/** The vectors of the pieces that stand within some spans, those within others left out. */
export function stretchOf(vectors: ReportVectors, spans: readonly Span[], without: readonly Span[]): Stretch {
  const { starts, ends, width } = vectors
  const chosen: number[] = []
  for (const [from, to] of spans)
    for (let k = firstAt(ends, from + 1); k < starts.length && starts[k] < to; k++) {
      if (ends[k] <= starts[k] || chosen[chosen.length - 1] >= k) continue
      if (without.some(([start, end]) => start < ends[k] && starts[k] < end)) continue
      chosen.push(k)
    }
  const values = new Float32Array(chosen.length * width)
  const weights = new Float32Array(chosen.length)
  let weight = 0
  chosen.forEach((k, i) => {
    values.set(vectors.values.subarray(k * width, (k + 1) * width), i * width)
    weights[i] = vectors.weights[k]
    weight += weights[i]
  })
  return {
    starts: chosen.map((k) => starts[k]),
    ends: chosen.map((k) => ends[k]),
    weights,
    values,
    width,
    weight,
  }
}
