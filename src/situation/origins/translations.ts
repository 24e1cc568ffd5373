import type { Analysis, Span } from '../../contract/analysis.ts'
import { isFunctionWord } from '../words/common-words.ts'
import { conceptsOf } from '../words/concepts.ts'
import { countryStem } from '../words/spelling.ts'
import { wordsOf } from '../words/words.ts'

/** A report that tells another's sentences in another language, in their order. */
export interface Translation {
  /** Share of the words of each whose sentences stand in the other, weighed by how alike they are, between 0 and 1. */
  ofFirst: number
  ofSecond: number
  passages: { first: Span; second: Span }[]
}

interface SentenceSignature {
  span: Span
  keys: ReadonlyMap<string, number>
  weight: number
  words: number
}

/** What of a report is met in another language: numbers, names, and the concepts of its words. */
export interface CrossLanguageText {
  analysis: Analysis
  sentences: SentenceSignature[]
  words: number
  /** Numbers and names, by which reports that may be translations find each other. */
  anchors: ReadonlySet<string>
}

/** A number or a name weighs as much as so many other words. */
const weightOfAnchor = 3
/** Sentences of fewer words say nothing of their own; of very long ones the beginning counts. */
const leastWords = 5
const mostWords = 120
/** How alike two sentences must be, as Dice's coefficient of their weighed keys. */
const alikeLeast = 0.35
/** Share of the translation's words from which it is one; two reporters at one place come to three tenths. */
const translatedShare = 0.36
/** Sentences that must be met, and sentences of a report that are looked at. */
const leastSentences = 3
const mostSentences = 80
/** Anchors that two reports must share to be compared, and reports with which one is compared. */
const leastAnchors = 6
const mostCandidates = 8
const bucketSize = 64
/** Letters of a name by which it is met in another language. */
const nameLength = 5

/** Reads what of a report is met in another language. Linear in the text. */
export function crossLanguageText(analysis: Analysis): CrossLanguageText {
  const { text, language } = analysis.report
  const sentences: SentenceSignature[] = []
  const anchors = new Set<string>()
  let all = 0
  const quantities = (analysis.quantities ?? []).toSorted((a, b) => a.span[0] - b.span[0])
  let next = 0
  for (const [start, end] of analysis.sentences.slice(0, mostSentences)) {
    const words = wordsOf(text.slice(start, Math.min(end, start + 2000))).slice(0, mostWords)
    const keys = new Map<string, number>()
    words.forEach(({ folded, capital }, k) => {
      if (/^\d/.test(folded)) keys.set(`n ${folded}`, weightOfAnchor)
      else if (capital && k > 0) keys.set(`c ${countryStem(folded).slice(0, nameLength)}`, weightOfAnchor)
      else if (!isFunctionWord(language, folded))
        for (const concept of conceptsOf(language, folded).slice(0, 2)) keys.set(concept, 1)
    })
    while (next < quantities.length && quantities[next].span[0] < start) next++
    for (let k = next; k < quantities.length && quantities[k].span[1] <= end; k++)
      if (quantities[k].low !== null) keys.set(`n ${quantities[k].low}`, weightOfAnchor)
    if (words.length < leastWords) continue
    for (const [key, weight] of keys) if (weight === weightOfAnchor) anchors.add(key)
    let weight = 0
    for (const one of keys.values()) weight += one
    sentences.push({ span: [start, end], keys, weight, words: words.length })
    all += words.length
  }
  return { analysis, sentences, words: all, anchors }
}

/** Texts of other languages that share enough names and numbers to be translations; grows with the texts, not their pairs. */
export class NearTranslations {
  readonly #byAnchor = new Map<string, number[]>()
  readonly #texts: CrossLanguageText[] = []

  /** The texts before that may be told by this one in another language, and takes it in. */
  add(text: CrossLanguageText): CrossLanguageText[] {
    const votes = new Map<number, number>()
    for (const anchor of text.anchors)
      for (const other of this.#byAnchor.get(anchor) ?? []) votes.set(other, (votes.get(other) ?? 0) + 1)
    const near = [...votes]
      .filter(
        ([other, count]) =>
          count >= leastAnchors &&
          this.#texts[other].analysis.report.language !== text.analysis.report.language,
      )
      .sort(([a, m], [b, n]) => n - m || a - b)
      .slice(0, mostCandidates)
      .map(([other]) => this.#texts[other])
    const number = this.#texts.push(text) - 1
    for (const anchor of text.anchors) {
      const bucket = this.#byAnchor.get(anchor)
      if (!bucket) this.#byAnchor.set(anchor, [number])
      else if (bucket.length < bucketSize) bucket.push(number)
    }
    return near
  }
}

/** Whether a text tells the sentences of another, in their order, in another language. */
export function translationOf(first: CrossLanguageText, second: CrossLanguageText): Translation | undefined {
  const [rows, columns] = [first.sentences, second.sentences]
  const width = columns.length + 1
  const best = new Float64Array((rows.length + 1) * width)
  const alike = new Float64Array((rows.length + 1) * width)
  for (let i = 1; i <= rows.length; i++)
    for (let j = 1; j <= columns.length; j++) {
      const likeness = likenessOf(rows[i - 1], columns[j - 1])
      const gain = likeness >= alikeLeast ? likeness * columns[j - 1].words : 0
      alike[i * width + j] = gain > 0 ? likeness : 0
      best[i * width + j] = Math.max(
        best[(i - 1) * width + j],
        best[i * width + j - 1],
        best[(i - 1) * width + j - 1] + gain,
      )
    }
  const total = best[rows.length * width + columns.length]
  const share = total / Math.max(1, second.words)
  if (share < translatedShare) return undefined
  const passages: { first: Span; second: Span }[] = []
  for (let i = rows.length, j = columns.length; i > 0 && j > 0; ) {
    const here = best[i * width + j]
    if (here === best[(i - 1) * width + j]) i--
    else if (here === best[i * width + j - 1]) j--
    else {
      passages.push({ first: rows[i - 1].span, second: columns[j - 1].span })
      i--
      j--
    }
  }
  if (passages.length < leastSentences) return undefined
  passages.reverse()
  return {
    ofFirst: Math.min(1, total / Math.max(1, first.words)),
    ofSecond: Math.min(1, share),
    passages,
  }
}

/** Dice's coefficient of the weighed keys of two sentences. */
function likenessOf(a: SentenceSignature, b: SentenceSignature): number {
  let common = 0
  for (const [key, weight] of a.keys) if (b.keys.has(key)) common += weight
  return (2 * common) / Math.max(1, a.weight + b.weight)
}
