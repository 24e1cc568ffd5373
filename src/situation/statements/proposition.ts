import type { Span } from '../../contract/analysis.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import { allNumeralsIn } from '../claims/claim-numbers.ts'
import { type ReportVectors, type Stretch, stretchOf } from '../vectors/report-vectors.ts'
import { firstAt } from '../words/spans.ts'
import { nameStem } from '../words/spelling.ts'
import { wordsOf } from '../words/words.ts'

/** What a piece of a claim's text belongs to. */
export const pieceIs = { head: 1, name: 2, number: 4, own: 8 } as const

/** A claim as pairs are judged by: its words with their vectors, its names and numbers. */
export interface Proposition {
  content: ClaimContent
  /** Its place among the claims of the story. */
  index: number
  words: Stretch
  /** For each piece what it belongs to (`pieceIs`). */
  flags: Uint8Array
  /** Mean of the words that are its own and no other claim's, of length 1. */
  mean: Float32Array
  /** The same of its predicate, and of the words before and behind it: what happens, and who is who in it. */
  headMean: Float32Array
  beforeMean: Float32Array
  behindMean: Float32Array
  /** The same of its sentence, and of the sentences before and behind. */
  sentenceMean: Float32Array
  around: Float32Array
  sentence: number
  /** Weight of the words that are its own. */
  weight: number
  values: ReadonlySet<number>
  names: ReadonlySet<string>
}

/** Characters of a claim that are looked at. */
const longest = 800
/** Share of a claim from which on a claim within it is the same in other bounds. */
const nearlyAll = 0.75
/** Characters of a subject that stands outside its clause. */
const longestSubject = 120

/** The claims of one report as propositions, in their order. */
export function propositionsOf(
  contents: readonly ClaimContent[],
  vectors: ReportVectors,
  before: number,
): Proposition[] {
  if (contents.length === 0) return []
  const { analysis } = contents[0]
  const { text } = analysis.report
  const sentenceMeans = analysis.sentences.map((span) => {
    const stretch = stretchOf(vectors, [span], [])
    return meanOf(stretch, () => true)
  })
  const sentenceEnds = analysis.sentences.map(([, end]) => end)
  const nested = contents.flatMap(({ claim }) => (claim.rank === 'nominal' ? [] : [claim.span]))
  const attributions = new Map(analysis.attributions.map((one) => [one.id, one]))
  return contents.map((content, k) => {
    const { claim } = content
    const span: Span = [
      Math.max(claim.span[0], claim.predicate[0] - longest),
      Math.min(claim.span[1], claim.predicate[1] + longest),
    ]
    const subject = claim.subject?.span
    const outside =
      subject && (subject[1] <= span[0] || subject[0] >= span[1]) && subject[1] - subject[0] <= longestSubject
    const clause = (claim.clause ?? [span]).flatMap(([from, to]): Span[] => {
      const cut: Span = [Math.max(from, span[0]), Math.min(to, span[1])]
      return cut[0] < cut[1] ? [cut] : []
    })
    const holders = claim.chain.slice(1).flatMap(({ attribution }) => {
      const found = attribution && attributions.get(attribution)
      return found ? [...found.source, ...found.cue] : []
    })
    const words = stretchOf(
      vectors,
      outside ? [subject, ...clause].sort((x, y) => x[0] - y[0]) : clause,
      holders.filter((one) => one[1] - one[0] < (span[1] - span[0]) / 2),
    )
    const inner = nested.filter(
      (one) =>
        one !== claim.span &&
        one[0] >= span[0] &&
        one[1] <= span[1] &&
        one[1] - one[0] < nearlyAll * (span[1] - span[0]) &&
        !(one[0] <= claim.predicate[0] && claim.predicate[1] <= one[1]),
    )
    const names = content.items.filter(({ kind }) => kind === 'name' || kind === 'place')
    const numerals = allNumeralsIn(text, span, content.language)
    const numberSpans = [...content.numbers.map((one) => one.span), ...numerals.map((one) => one.span)]
    const inside = (spans: readonly Span[], k: number) =>
      spans.some(([from, to]) => from < words.ends[k] && words.starts[k] < to)
    const flags = new Uint8Array(words.weights.length)
    let weight = 0
    for (let i = 0; i < flags.length; i++) {
      if (inside([claim.predicate], i)) flags[i] |= pieceIs.head
      if (
        inside(
          names.map((one) => one.span),
          i,
        )
      )
        flags[i] |= pieceIs.name
      if (inside(numberSpans, i)) flags[i] |= pieceIs.number
      if (!inside(inner, i)) {
        flags[i] |= pieceIs.own
        weight += words.weights[i]
      }
    }
    const sentence = firstAt(sentenceEnds, claim.predicate[0] + 1)
    const values = new Set<number>()
    for (const { low, high } of content.numbers) {
      if (low !== null) values.add(low)
      if (high !== null) values.add(high)
    }
    for (const { value } of numerals) values.add(value)
    const width = words.width
    const around = new Float32Array(width)
    for (const at of [sentence - 1, sentence, sentence + 1]) {
      const one = sentenceMeans[at]
      if (one) for (let c = 0; c < width; c++) around[c] += one[c]
    }
    return {
      content,
      index: before + k,
      words,
      flags,
      mean: meanOf(words, (i) => (flags[i] & pieceIs.own) > 0),
      headMean: meanOf(words, (i) => (flags[i] & pieceIs.head) > 0),
      beforeMean: meanOf(words, (i) => (flags[i] & pieceIs.own) > 0 && words.ends[i] <= claim.predicate[0]),
      behindMean: meanOf(words, (i) => (flags[i] & pieceIs.own) > 0 && words.starts[i] >= claim.predicate[1]),
      sentenceMean: sentenceMeans[sentence] ?? new Float32Array(width),
      around: ofLengthOne(around),
      sentence,
      weight,
      values,
      names: new Set(
        names.flatMap(({ keys, span: at }) => [
          ...keys.filter((key) => key.startsWith('e:')),
          ...wordsOf(text.slice(at[0], at[1]))
            .filter(({ folded, capital }) => capital && folded.length > 3)
            .map(({ folded }) => nameStem(folded)),
        ]),
      ),
    }
  })
}

function meanOf({ values, weights, width }: Stretch, chosen: (k: number) => boolean): Float32Array {
  const sum = new Float32Array(width)
  for (let k = 0; k < weights.length; k++)
    if (chosen(k)) for (let c = 0; c < width; c++) sum[c] += weights[k] * values[k * width + c]
  return ofLengthOne(sum)
}

function ofLengthOne(sum: Float32Array): Float32Array {
  let square = 0
  for (const one of sum) square += one * one
  if (square > 0) {
    const by = 1 / Math.sqrt(square)
    for (let c = 0; c < sum.length; c++) sum[c] *= by
  }
  return sum
}
