import type { NameUnits } from './name-units.ts'

/** Word classes that the tagger knows of a word, by the lower-cased form; 0 where it knows none. */
export interface WordKnowledge {
  /** Cluster of words used alike, 0–255. */
  cluster(hash: number): number
  /** What the word is in lists of names (first name, surname, town …), 0–255. */
  listed(hash: number): number
  /** Class in the language's lexicon of titles, roles and name words, 0–63. */
  lexical(low: string): number
  /** Whether names of bodies go on in small letters, as in French ("Organisation mondiale de la santé"). */
  smallBodies: boolean
}

export const templates = 46

/** FNV-1a over UTF-16 code units. */
export function hashWord(word: string, from = 0, to = word.length): number {
  let h = 0x811c9dc5
  for (let i = from; i < to; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  return h >>> 0
}

function mix(template: number, value: number): number {
  let h = Math.imul(value ^ Math.imul(template + 1, 0x9e3779b1), 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const pair = (a: number, b: number): number =>
  (Math.imul(a, 0x01000193) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b)) | 0

const isUpper = (c: string): boolean => c.toLowerCase() !== c
const isLower = (c: string): boolean => c.toUpperCase() !== c
const isDigit = (c: number): boolean => c >= 48 && c <= 57

/**
 * Kind of form: 0 other, 1 all lower, 2 Capitalised, 3 ALL CAPITALS, 4 one capital, 5 capital and full stop, 6 mixed
 * (eBay, McDonald), 7 figures, 8 figures and letters, 9 punctuation, 10 capitals with points (U.S.), 11 Capital-Capital,
 * 12 lower with a hyphen.
 */
export function shapeOf(word: string): number {
  let upper = 0
  let lower = 0
  let digits = 0
  let points = 0
  let hyphens = 0
  let first = false
  let afterHyphen = false
  const size = word.length
  for (let i = 0; i < size; i++) {
    const code = word.charCodeAt(i)
    if (isDigit(code)) digits++
    else if (code === 46) points++
    else if (code === 45) hyphens++
    else {
      const c = word[i]
      if (code < 128 ? code >= 65 && code <= 90 : isUpper(c)) {
        upper++
        if (i === 0) first = true
        else if (word.charCodeAt(i - 1) === 45) afterHyphen = true
      } else if (code < 128 ? code >= 97 && code <= 122 : isLower(c)) lower++
    }
  }
  if (upper === 0 && lower === 0) return digits > 0 ? 7 : size > 0 && digits === 0 ? 9 : 0
  if (digits > 0) return 8
  if (upper === 0) return hyphens > 0 ? 12 : 1
  if (lower === 0) {
    if (points > 0) return upper === 1 ? 5 : 10
    return upper === 1 ? 4 : 3
  }
  if (first && upper === 1) return 2
  if (first && afterHyphen) return 11
  return 6
}

const capital = (shape: number): boolean =>
  shape === 2 || shape === 3 || shape === 4 || shape === 5 || shape === 6 || shape === 10 || shape === 11

/** Columns that are computed once for each unit of a document. */
export interface UnitColumns {
  hash: Int32Array
  shape: Uint8Array
  cluster: Uint8Array
  listed: Uint8Array
  lexical: Uint8Array
  /** Whether the unit may be part of a name. */
  eligible: Uint8Array
  /** 1 where its sentence is (nearly) all capitals, 2 where nearly every word of it has a capital, as in headlines. */
  shouted: Uint8Array
}

/** How far a capital may stand from a lower-case word inside a name ("Universidad de las Américas"). */
const reach = 3
/** How many words in small letters may follow the capitalised noun of a body in its name. */
const bodyReach = 6
/** Number of the class of words inside names (`nameClasses`). */
const linkClass = 11

export function columnsOf(units: NameUnits, knowledge: WordKnowledge): UnitColumns {
  const n = units.length
  const columns: UnitColumns = {
    hash: new Int32Array(n),
    shape: new Uint8Array(n),
    cluster: new Uint8Array(n),
    listed: new Uint8Array(n),
    lexical: new Uint8Array(n),
    eligible: new Uint8Array(n),
    shouted: new Uint8Array(n),
  }
  for (let i = 0; i < n; i++) {
    const hash = hashWord(units.low[i])
    columns.hash[i] = hash
    columns.shape[i] = shapeOf(units.form[i])
    columns.cluster[i] = knowledge.cluster(hash)
    columns.listed[i] = knowledge.listed(hash)
    columns.lexical[i] = knowledge.lexical(units.low[i])
  }
  const bodies = [3, 4, 6, 7, 8]
  for (let s = 0; s + 1 < units.sentences.length; s++) {
    const first = units.sentences[s]
    const last = units.sentences[s + 1]
    let capitals = 0
    let lower = 0
    let previous = -1000
    for (let i = first; i < last; i++) {
      const shape = columns.shape[i]
      if (shape === 1 || shape === 2 || shape === 6 || shape === 12) lower++
      else if (shape === 3) capitals++
      if (capital(shape) || shape === 7 || shape === 8) {
        columns.eligible[i] = 1
        if (i - previous <= reach + 1 && capital(shape))
          for (let k = previous + 1; k < i; k++) columns.eligible[k] = 1
        if (capital(shape)) previous = i
      }
    }
    // "Organisation mondiale de la santé": a body's name may go on in small letters, one word at a time between links.
    for (let i = first; knowledge.smallBodies && i < last; i++) {
      if (!capital(columns.shape[i]) || !bodies.includes(columns.lexical[i])) continue
      const end = Math.min(last, i + 1 + bodyReach)
      let bare = 0
      for (let k = i + 1; k < end; k++) {
        if (columns.lexical[k] === linkClass) bare = 0
        else if (columns.shape[k] !== 1 || units.form[k].length < 5 || ++bare > 1) break
        columns.eligible[k] = 1
      }
    }
    if (capitals > 1 && capitals > 3 * lower) for (let i = first; i < last; i++) columns.shouted[i] = 1
    else {
      let long = 0
      let raised = 0
      for (let i = first; i < last; i++) {
        if (units.form[i].length < 4 || columns.shape[i] === 7 || columns.shape[i] === 9) continue
        long++
        if (columns.shape[i] !== 1 && columns.shape[i] !== 12) raised++
      }
      if (long >= 5 && raised * 5 >= long * 4) for (let i = first; i < last; i++) columns.shouted[i] = 2
    }
  }
  return columns
}

/**
 * Writes the features of unit `i` (buckets, `templates` at most) into `out` and returns how many there are.
 * @param first first unit of its sentence
 * @param last behind the last unit of its sentence
 * @param mask number of buckets - 1
 */
export function featuresOf(
  units: NameUnits,
  columns: UnitColumns,
  i: number,
  first: number,
  last: number,
  mask: number,
  out: Int32Array,
): number {
  const { hash, shape, cluster, listed, lexical } = columns
  const at = (k: number): boolean => k >= first && k < last
  const h0 = hash[i]
  const h1 = at(i - 1) ? hash[i - 1] : 1
  const h2 = at(i - 2) ? hash[i - 2] : 2
  const k1 = at(i + 1) ? hash[i + 1] : 3
  const k2 = at(i + 2) ? hash[i + 2] : 4
  const edge = i === first ? 1 : 0
  const loud = columns.shouted[i]
  const s0 = shape[i] + 16 * loud
  const s1 = at(i - 1) ? shape[i - 1] : 14
  const s2 = at(i - 2) ? shape[i - 2] : 14
  const t1 = at(i + 1) ? shape[i + 1] : 15
  const t2 = at(i + 2) ? shape[i + 2] : 15
  const c0 = cluster[i]
  const c1 = at(i - 1) ? cluster[i - 1] : 0
  const d1 = at(i + 1) ? cluster[i + 1] : 0
  const c2 = at(i - 2) ? cluster[i - 2] : 0
  const d2 = at(i + 2) ? cluster[i + 2] : 0
  const g0 = listed[i]
  const g1 = at(i - 1) ? listed[i - 1] : 0
  const f1 = at(i + 1) ? listed[i + 1] : 0
  const l0 = lexical[i]
  const l1 = at(i - 1) ? lexical[i - 1] : 0
  const l2 = at(i - 2) ? lexical[i - 2] : 0
  const m1 = at(i + 1) ? lexical[i + 1] : 0
  const m2 = at(i + 2) ? lexical[i + 2] : 0
  const low = units.low[i]
  const size = low.length
  let n = 0
  const add = (template: number, value: number): void => {
    out[n++] = mix(template, value) & mask
  }
  add(0, s0 * 2 + edge)
  add(1, h0)
  add(2, pair(h0, s0 * 2 + edge))
  add(3, h1)
  add(4, k1)
  add(5, pair(h1, h0))
  add(6, pair(h0, k1))
  add(7, h2)
  add(8, k2)
  add(9, pair(h2, h1))
  add(10, pair(k1, k2))
  add(11, s1 * 64 + s0)
  add(12, s0 * 64 + t1)
  add(13, (s1 * 64 + s0) * 64 + t1)
  add(14, (s2 * 64 + s1) * 64 + s0)
  add(15, (s0 * 64 + t1) * 64 + t2)
  add(16, pair(hashWord(low, Math.max(0, size - 2)), s0))
  add(17, hashWord(low, Math.max(0, size - 3)))
  add(18, hashWord(low, Math.max(0, size - 4)))
  add(19, hashWord(low, 0, Math.min(2, size)))
  add(20, hashWord(low, 0, Math.min(3, size)))
  add(21, hashWord(low, 0, Math.min(4, size)))
  add(22, c0 * 64 + s0)
  add(23, c1 * 256 + c0)
  add(24, c0 * 256 + d1)
  add(25, c1 * 64 + s0)
  add(26, d1 * 64 + s0)
  add(27, c2 * 64 + s0)
  add(28, d2 * 64 + s0)
  add(29, c1 * 256 + d1)
  add(30, g0 * 64 + s0)
  add(31, (g1 * 256 + g0) * 64 + s1)
  add(32, (g0 * 256 + f1) * 64 + t1)
  add(33, l0 * 64 + s0)
  add(34, l1 * 64 + l0)
  add(35, l0 * 64 + m1)
  add(36, l1 * 64 + s0)
  add(37, m1 * 64 + s0)
  add(38, l2 * 64 + l1)
  add(39, m1 * 64 + m2)
  add(40, (g0 * 64 + l1) * 4 + units.possessive[i])
  add(41, pair(h1, s0))
  add(42, pair(k1, s0))
  add(43, pair(h1, g0))
  add(44, pair(k1, g0))
  add(45, pair(pair(h1, k1), s0))
  return n
}
