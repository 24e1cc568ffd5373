import type { Reads } from '../layers.ts'

type Document = Reads<'sentences' | 'tokens'>

/**
 * What the name tagger sees of a document: its tokens without the English possessive ("company's" is "company"), since
 * a name leaves it out. A possessive that stands alone (as in tokenised corpora) is no unit. Rows are in text order.
 */
export interface NameUnits {
  length: number
  form: string[]
  /** Lower-cased form. */
  low: string[]
  /** UTF-16 offsets of the form as kept. */
  start: Int32Array
  end: Int32Array
  /** Index of the document's token. */
  token: Int32Array
  /** Whether a possessive was taken off. */
  possessive: Uint8Array
  /** First unit of each sentence, then the number of units. */
  sentences: number[]
}

const apostrophe = (c: number): boolean => c === 0x27 || c === 0x2019

/** Units of forms with offsets; `sentenceOf` gives the sentence number of each token. */
export function unitsOf(
  form: readonly string[],
  start: ArrayLike<number>,
  end: ArrayLike<number>,
  sentenceOf: (i: number) => number,
): NameUnits {
  const n = form.length
  const units: NameUnits = {
    length: 0,
    form: [],
    low: [],
    start: new Int32Array(n),
    end: new Int32Array(n),
    token: new Int32Array(n),
    possessive: new Uint8Array(n),
    sentences: [],
  }
  let k = 0
  let sentence = -1
  for (let i = 0; i < n; i++) {
    const word = form[i]
    const size = word.length
    if (sentenceOf(i) !== sentence) {
      sentence = sentenceOf(i)
      units.sentences.push(k)
    }
    if (size === 2 && apostrophe(word.charCodeAt(0)) && (word[1] === 's' || word[1] === 'S')) {
      if (k > 0) units.possessive[k - 1] = 1
      continue
    }
    let cut = 0
    if (
      size > 3 &&
      apostrophe(word.charCodeAt(size - 2)) &&
      (word[size - 1] === 's' || word[size - 1] === 'S')
    )
      cut = 2
    else if (size > 3 && apostrophe(word.charCodeAt(size - 1)) && word[size - 2] === 's') cut = 1
    const kept = cut > 0 ? word.slice(0, size - cut) : word
    units.form.push(kept)
    units.low.push(kept.toLowerCase())
    units.start[k] = start[i]
    units.end[k] = end[i] - cut
    units.token[k] = i
    if (cut > 0) units.possessive[k] = 1
    k++
  }
  units.sentences.push(k)
  units.length = k
  return units
}

/** Units of a document whose tokens and sentences are there. */
export function unitsOfDocument(document: Document): NameUnits {
  const { tokens } = document
  return unitsOf(tokens.form, tokens.start, tokens.end, (i) => tokens.sentence[i])
}
