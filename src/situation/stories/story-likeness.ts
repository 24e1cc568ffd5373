import type { Language } from '../../contract/analysis.ts'
import { logarithm } from '../../engine/exact-math.ts'
import { sampleFrequency, sampleSize } from '../words/common-words.ts'
import { type ProfileField, profileFields, type ReportProfile } from './report-profile.ts'

/** What decides whether reports tell one story. The same for every language and collection. */
export interface StorySettings {
  /** Least likeness to join a story. */
  join: number
  /** A report joins where it is at least this share as like the story as the story's reports were when they joined. */
  cohesion: number
  /** A story is cut in two where reports across the cut are less than this share as alike as those on each side. */
  cut: number
  /** Two stories are one where reports across them are at least this share as alike as those within. */
  merge: number
  /** Fewest reports on each side of a cut. */
  side: number
  /** How many of a story's reports, the nearest, a new one is measured by. */
  nearest: number
  /** Across languages fewer words can meet: likeness there counts this many times. */
  acrossLanguages: number
  /** Days without a report after which likeness begins to count less, and days after those at which it has halved. */
  freshDays: number
  halvingDays: number
}

export const storySettings: Readonly<StorySettings> = Object.freeze({
  join: 0.12,
  cohesion: 0.4,
  cut: 0.58,
  merge: 0.65,
  side: 3,
  nearest: 3,
  acrossLanguages: 1.6,
  freshDays: 7,
  halvingDays: 60,
})

/** Likeness with which a story's cohesion begins, and how many joins that counts for. */
const expectedCohesion = 0.3
const expectedJoins = 2
/** Reports among which a cut is looked for: its cost stays bounded. */
export const sampledReports = 64
/** A term that more reports have than this tells too little to look for reports by; and how many reports are then compared. */
export const telling = 500
export const candidatesKept = 200
export const nearbyKept = 8
/** Where fewer reports than this are found so, the weightiest of the terms that tell too little are looked at as well, so many of them. */
export const fewFound = 8
export const frequentLooked = 4

/**
 * Terms as rare as can be that every field is taken to have beside its own, and that meet none: two reports whose one number
 * is the same are not alike for that.
 */
const fewTerms = 1.25

/** More terms than one report has; times a term's number (32 bits) it is still a whole number. */
const mostTerms = 2 ** 21

/** Terms of a report with their weights, ordered by term: the sum of two vectors' products is their likeness. */
export interface Vector {
  terms: Int32Array
  weights: Float64Array | Float32Array
  /** Which fields have terms, one bit a field. */
  fields: number
}

/** A report as its likeness to another needs it. */
export interface Weighed {
  language: Language
  day: number | undefined
  vector: Vector
}

/**
 * Every field of a report as a vector of a length below 1, the nearer to it the more the field tells; all together scaled so
 * that a report that has much in every field is nearly 1 like itself: tf-idf, with the frequencies of common words to begin with.
 * @param learned number of reports whose terms were counted, this one among them
 * @param look gives a term's number, and in how many of them it stands
 */
export function weigh(
  { language, terms }: ReportProfile,
  learned: number,
  look: (field: ProfileField, term: string) => [number: number, frequency: number],
): Vector {
  const numbers: number[] = []
  const weights: number[] = []
  const scale = 1 / profileFields.length
  const reports = learned + sampleSize + 1
  // Most terms are rare, and equally so.
  const rarities = new Map<number, number>()
  const rarest = logarithm(reports)
  const least = fewTerms * rarest * rarest
  let fields = 0
  for (const [bit, field] of profileFields.entries()) {
    const from = numbers.length
    let square = 0
    for (const [term, count] of terms[field]) {
      const [number, counted] = look(field, term)
      const frequency = counted + (field === 'words' ? sampleFrequency(language, term) : 0)
      let rarity = rarities.get(frequency)
      if (rarity === undefined) {
        rarity = logarithm(reports / frequency)
        rarities.set(frequency, rarity)
      }
      const weight = (1 + (count === 1 ? 0 : logarithm(count))) * rarity
      numbers.push(number)
      weights.push(weight)
      square += weight * weight
    }
    const factor = square > 0 ? Math.sqrt(scale / (square + least)) : 0
    if (square > 0) fields |= 1 << bit
    for (let k = from; k < weights.length; k++) weights[k] *= factor
  }
  // In the order of terms, those alike in the order of their coming: both in one number, which sorts without a comparison.
  const order = Float64Array.from(numbers, (number, k) => number * mostTerms + k).sort()
  const ordered = { terms: new Int32Array(order.length), weights: new Float64Array(order.length), fields }
  for (let at = 0; at < order.length; at++) {
    const term = Math.floor(order[at] / mostTerms)
    ordered.terms[at] = term
    ordered.weights[at] = weights[order[at] - term * mostTerms]
  }
  return ordered
}

/** How alike two reports are, between 0 and 1. */
export function likenessOf(a: Weighed, b: Weighed, settings: Readonly<StorySettings>): number {
  const sum = product(a.vector, b.vector) * share(a.vector, b.vector)
  return Math.min(sum * (a.language === b.language ? 1 : settings.acrossLanguages), 1)
}

/**
 * What `likenessOf` gives, for one report and many others: the one's terms stand in a table (open addressing, 0 is no
 * term), so that each other report costs a look for every term of its own alone.
 */
export function likenessFrom(a: Weighed, settings: Readonly<StorySettings>): (b: Weighed) => number {
  let size = 16
  while (size < a.vector.terms.length * 4) size *= 2
  const terms = new Int32Array(size)
  const weights = new Float64Array(size)
  const { terms: own, weights: ownWeights } = a.vector
  for (let k = 0; k < own.length; k++) {
    let at = own[k] & (size - 1)
    while (terms[at] !== 0) at = (at + 1) & (size - 1)
    terms[at] = own[k]
    weights[at] = ownWeights[k]
  }
  return (b) => {
    const { terms: others, weights: otherWeights } = b.vector
    let sum = 0
    for (let k = 0; k < others.length; k++) {
      const term = others[k]
      let at = term & (size - 1)
      while (terms[at] !== term && terms[at] !== 0) at = (at + 1) & (size - 1)
      if (terms[at] === term) sum += weights[at] * otherWeights[k]
    }
    return Math.min(
      sum * share(a.vector, b.vector) * (a.language === b.language ? 1 : settings.acrossLanguages),
      1,
    )
  }
}

/** What likeness counts for over the days between two reports: 1, and less after a while. */
export function freshness(
  a: number | undefined,
  b: number | undefined,
  { freshDays, halvingDays }: Readonly<StorySettings>,
): number {
  if (a === undefined || b === undefined) return 1
  const gap = Math.abs(a - b) - freshDays
  return gap <= 0 ? 1 : 1 / (1 + gap / halvingDays)
}

/**
 * How well a report fits a story: above 1 it belongs there.
 * @param likeness to the story's nearest reports
 * @param joined sum of the likenesses with which its reports joined, and `joins` how many those are
 */
export function fitOf(
  likeness: number,
  { joined, joins }: { joined: number; joins: number },
  { join, cohesion }: Readonly<StorySettings>,
): number {
  const expected = (joined + expectedJoins * expectedCohesion) / (joins + expectedJoins)
  return likeness / Math.max(join, cohesion * expected)
}

/** How alike the reports of one story are, in the mean over all pairs; what is expected where there is only one. */
export function likenessWithin<T>(members: readonly T[], likeness: (a: T, b: T) => number): number {
  if (members.length < 2) return expectedCohesion
  let sum = 0
  for (let i = 0; i < members.length; i++)
    for (let k = i + 1; k < members.length; k++) sum += likeness(members[i], members[k])
  return (2 * sum) / (members.length * (members.length - 1))
}

/** How alike the reports of two stories are, in the mean over all pairs. */
export function likenessAcross<T>(
  a: readonly T[],
  b: readonly T[],
  likeness: (a: T, b: T) => number,
): number {
  let sum = 0
  for (const one of a) for (const two of b) sum += likeness(one, two)
  return sum / (a.length * b.length)
}

/**
 * The two sides of a cut, the larger first, if there is one. Average-linkage clustering gives the tree; from its root
 * down, single reports and pairs that stand apart are set aside.
 */
export function cutInTwo<T>(
  sample: readonly T[],
  languageOf: (member: T) => Language,
  likeness: (a: T, b: T) => number,
  { side, cut }: Readonly<StorySettings>,
): [T[], T[]] | undefined {
  const alike = sample.map(() => new Array<number>(sample.length).fill(1))
  // As alike one way as the other.
  for (let i = 0; i < sample.length; i++)
    for (let k = i + 1; k < sample.length; k++) alike[i][k] = alike[k][i] = likeness(sample[i], sample[k])
  let node: Node | undefined = averageLinkage(alike)
  while (node?.parts) {
    const [one, two]: [Node, Node] = node.parts
    const [large, small] = one.leaves.length >= two.leaves.length ? [one, two] : [two, one]
    if (small.leaves.length >= side) {
      // Likeness is measured within one language as far as both sides have reports in it; where they have none in
      // common, a difference of language would pass for one of story.
      const languages = new Set(large.leaves.map((k) => languageOf(sample[k])))
      if (!small.leaves.some((k) => languages.has(languageOf(sample[k])))) return undefined
      const same = (a: number, b: number) => languageOf(sample[a]) === languageOf(sample[b])
      const across = meanOf(large.leaves, small.leaves, alike, same)
      const least = Math.min(
        meanOf(large.leaves, large.leaves, alike, same),
        meanOf(small.leaves, small.leaves, alike, same),
      )
      if (across >= cut * least) return undefined
      return [large.leaves.map((k) => sample[k]), small.leaves.map((k) => sample[k])]
    }
    node = large
  }
  return undefined
}

/** Puts an item into a short list that is ordered by likeness, highest first, and keeps `count` of them. */
export function keepHighest<T>(list: [T, number][], item: T, likeness: number, count: number): void {
  let at = list.length
  while (at > 0 && list[at - 1][1] < likeness) at--
  if (at >= count) return
  list.splice(at, 0, [item, likeness])
  if (list.length > count) list.pop()
}

/** At most `count` of the items, evenly spread over their order. */
export function evenly<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, k) => items[Math.floor((k * items.length) / count)])
}

/** What a sum over all fields must be multiplied by to be the mean over those that both vectors have. */
function share(a: Vector, b: Vector): number {
  let both = 0
  for (let fields = a.fields & b.fields; fields > 0; fields >>= 1) both += fields & 1
  return both > 0 ? profileFields.length / both : 0
}

interface Node {
  leaves: number[]
  parts?: [Node, Node]
}

/** The sum of products of two vectors ordered by term. */
function product(a: Vector, b: Vector): number {
  let sum = 0
  let i = 0
  let k = 0
  while (i < a.terms.length && k < b.terms.length) {
    const difference = a.terms[i] - b.terms[k]
    if (difference === 0) sum += a.weights[i++] * b.weights[k++]
    else if (difference < 0) i++
    else k++
  }
  return sum
}

/** The mean likeness of pairs from `a` and `b` that `counts` admits; 1 where there is none. */
function meanOf(
  a: readonly number[],
  b: readonly number[],
  alike: readonly (readonly number[])[],
  counts: (a: number, b: number) => boolean,
): number {
  let sum = 0
  let pairs = 0
  for (const one of a)
    for (const two of b)
      if (one !== two && counts(one, two)) {
        sum += alike[one][two]
        pairs++
      }
  return pairs > 0 ? sum / pairs : 1
}

/** Agglomerative clustering by average linkage (Lance and Williams 1967) of a square matrix of likeness. */
function averageLinkage(alike: readonly (readonly number[])[]): Node | undefined {
  const nodes: Node[] = alike.map((_, k) => ({ leaves: [k] }))
  const between = alike.map((row) => [...row])
  const alive = nodes.map((_, k) => k)
  while (alive.length > 1) {
    let one = 0
    let two = 1
    let highest = -1
    for (let i = 0; i < alive.length; i++)
      for (let k = i + 1; k < alive.length; k++)
        if (between[alive[i]][alive[k]] > highest) {
          highest = between[alive[i]][alive[k]]
          one = i
          two = k
        }
    const kept = alive[one]
    const gone = alive[two]
    const keptSize = nodes[kept].leaves.length
    const goneSize = nodes[gone].leaves.length
    for (const other of alive) {
      if (other === kept || other === gone) continue
      const mean = (keptSize * between[kept][other] + goneSize * between[gone][other]) / (keptSize + goneSize)
      between[kept][other] = mean
      between[other][kept] = mean
    }
    nodes[kept] = { leaves: nodes[kept].leaves.concat(nodes[gone].leaves), parts: [nodes[kept], nodes[gone]] }
    alive.splice(two, 1)
  }
  return alive.length > 0 ? nodes[alive[0]] : undefined
}
