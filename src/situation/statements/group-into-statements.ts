import type { Analysis } from '../../contract/analysis.ts'
import type { ClaimContent, SentenceContent } from '../claims/claim-content.ts'
import { claimContents } from '../claims/claim-contents.ts'
import { type ClaimComparison, compareClaims } from '../claims/compare-claims.ts'
import { sameEntities } from '../claims/same-entity.ts'
import { anchorKeys, compareByAnchors, haveOtherNumbers } from './meet-by-anchors.ts'

/** Claims of one story that say the same. */
export interface ClaimGroup {
  members: { content: ClaimContent; by: string }[]
}

/** Two claims that speak of the same and differ in something. */
export interface ClaimPair {
  a: ClaimContent
  b: ClaimContent
  comparison: ClaimComparison
}

export interface GroupedClaims {
  groups: ClaimGroup[]
  contents: ClaimContent[]
  groupOf: ReadonlyMap<ClaimContent, ClaimGroup>
  /** Pairs that were looked at, speak of the same matter and stand in different groups. */
  apart: ClaimPair[]
}

/** Claims with less content than this say too little to be met again. */
const leastWeight = 0.7
const leastItems = 2
/** Content that claims must share to be one statement: of the shorter, of the longer, and of both together. */
const ofShorter = 0.62
const ofLonger = 0.38
const ofBoth = 0.52
/** More of the longer where the verb of one says little; nearly all of it, and a lower score, where the verbs are others. */
const moreOfLonger = 0.2
const nearlyAll = 0.8
const leastItemsOfOtherVerb = 4
const otherVerbScore = 0.9
/** The same for a pair that is looked at as one matter on which reports differ. */
const apartOfShorter = 0.66
const apartOfLonger = 0.45
/** Claims compared with each group, groups compared with each claim, groups kept under one key: all bounded. */
const representatives = 3
const candidatesLooked = 14
const bucketSize = 32
const keysOfItem = 3
const keysOfHeads = 6
/** Most telling items of a claim that make keys with what happens, and with each other. */
const itemsWithHeads = 7
const itemsInPairs = 5
/** Anchors in common before two sentences are compared, sentences compared, sentences kept under one anchor. */
const leastAnchors = 2
const sentencesLooked = 8
const anchorBucketSize = 24

/**
 * Groups the claims of the reports of one story into statements, in the order of the reports. Each claim is compared
 * only with groups that share a key with it: what happens together with a name or telling word, or two of these. Cost
 * grows with the number of claims.
 */
export function groupIntoStatements(analyses: readonly Analysis[]): GroupedClaims {
  const entities = sameEntities(analyses)
  const contents = analyses
    .flatMap((analysis) => claimContents(analysis, entities))
    .filter(
      ({ items, weight }) =>
        items.filter((item) => item.weight > 0).length >= leastItems && weight >= leastWeight,
    )
  const groups: ClaimGroup[] = []
  const groupOf = new Map<ClaimContent, ClaimGroup>()
  const indexOf = new Map<ClaimGroup, number>()
  const buckets = new Map<number, number[]>()
  const numbers = new KeyNumbers()
  const apart: ClaimPair[] = []
  const anchored = new Map<string, ClaimContent[]>()

  for (const content of contents) {
    const keys = blockingKeys(content, numbers)
    const votes = new Map<number, number>()
    for (const key of keys)
      for (const group of buckets.get(key) ?? []) votes.set(group, (votes.get(group) ?? 0) + 1)
    /** Groups with which it differs in something. */
    const barred = new Set<ClaimGroup>()
    const candidates = [...votes].sort(([a, m], [b, n]) => n - m || a - b).slice(0, candidatesLooked)
    let best = -1
    let bestScore = 0
    let bestBy = ''
    for (const [k] of candidates) {
      let score = 0
      let by = ''
      let possible = true
      for (const { content: other } of groups[k].members.slice(0, representatives)) {
        const comparison = compareClaims(other, content)
        let found = scoreOf(comparison)
        // What is counted may stand outside the clause: "some 3,100 jobs are to go at the bank based in Morne".
        if (
          found > 0 &&
          other.language !== content.language &&
          other.sentence &&
          content.sentence &&
          haveOtherNumbers(other.sentence, content.sentence)
        )
          found = 0
        if (found > score) {
          score = found
          by = comparison.by
        }
        const exclusive = comparison.differences.filter(
          ({ aspect }) => aspect !== 'certainty' && aspect !== 'attribution',
        )
        if (exclusive.length > 0) {
          possible = false
          barred.add(groups[k])
          if (other.report !== content.report && isOneMatter(comparison))
            apart.push({ a: other, b: content, comparison })
        }
      }
      if (possible && score > bestScore) {
        best = k
        bestScore = score
        bestBy = by
      }
    }
    const anchors = content.sentence ? anchorKeys(content.sentence) : []
    if (best < 0 && content.sentence) {
      const met = byAnchors(content, content.sentence, anchors, barred)
      if (met) {
        best = indexOf.get(met.group) ?? -1
        bestBy = met.by
      }
    }
    if (best < 0) {
      best = groups.length
      const group: ClaimGroup = { members: [] }
      indexOf.set(group, best)
      groups.push(group)
      bestBy = 'first'
    }
    groups[best].members.push({ content, by: bestBy })
    groupOf.set(content, groups[best])
    for (const key of anchors) {
      const bucket = anchored.get(key)
      if (!bucket) anchored.set(key, [content])
      else if (bucket.length < anchorBucketSize) bucket.push(content)
    }
    for (const key of keys) {
      const bucket = buckets.get(key)
      if (!bucket) buckets.set(key, [best])
      else if (bucket.length < bucketSize && !bucket.includes(best)) bucket.push(best)
    }
  }
  return { groups, contents, groupOf, apart }

  /** The statement of a sentence in another language that tells the same news, cut into clauses in its own way. */
  function byAnchors(
    content: ClaimContent,
    sentence: SentenceContent,
    keys: readonly string[],
    barred: ReadonlySet<ClaimGroup>,
  ): { group: ClaimGroup; by: string } | undefined {
    const votes = new Map<ClaimContent, number>()
    for (const key of keys)
      for (const other of anchored.get(key) ?? [])
        if (other.language !== content.language) votes.set(other, (votes.get(other) ?? 0) + 1)
    let best: { group: ClaimGroup; by: string } | undefined
    let bestScore = 0
    const likely = [...votes].filter(([, count]) => count >= leastAnchors).sort(([, m], [, n]) => n - m)
    for (const [other] of likely.slice(0, sentencesLooked)) {
      const group = groupOf.get(other)
      if (!other.sentence || !group || barred.has(group)) continue
      const { score, by } = compareByAnchors(other.sentence, sentence)
      if (score > bestScore) {
        best = { group, by: `${by}-across-languages` }
        bestScore = score
      }
    }
    return best
  }
}

/** How well two claims go together, from 0 for not at all to 1. */
export function scoreOf(comparison: ClaimComparison): number {
  const { first, second, sameHead, weakHead, otherHead, otherMatter, common } = comparison
  const shorter = Math.max(first, second)
  const longer = Math.min(first, second)
  const both = first + second > 0 ? (2 * first * second) / (first + second) : 0
  if (common < leastItems || otherMatter) return 0
  if (weakHead && longer < ofLonger + moreOfLonger) return 0
  if (sameHead) return shorter >= ofShorter && longer >= ofLonger && both >= ofBoth ? both : 0
  // Another verb: nearly all the rest must be the same.
  return !otherHead && common >= leastItemsOfOtherVerb && longer >= nearlyAll ? both * otherVerbScore : 0
}

/** Whether two claims that differ in something speak of one matter. */
function isOneMatter({ first, second, sameHead, common }: ClaimComparison): boolean {
  return (
    sameHead &&
    common >= leastItems &&
    Math.max(first, second) >= apartOfShorter &&
    Math.min(first, second) >= apartOfLonger
  )
}

/** How many numbers words of keys may have: two of them make one number that is exact. */
const mostNumbered = 2 ** 26

/** Numbers for the words of which keys are made, so that two words are met as one number. */
class KeyNumbers {
  readonly #numbers = new Map<string, number>()

  /** The number of two words in this order. */
  of(first: string, second: string): number {
    return this.#number(first) * mostNumbered + this.#number(second)
  }

  #number(word: string): number {
    let number = this.#numbers.get(word)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(word, number)
    }
    return number
  }
}

/** Keys under which a claim is found again: what happens with a telling item, and pairs of the most telling items. */
function blockingKeys({ heads, items }: ClaimContent, numbers: KeyNumbers): number[] {
  // A word of many meanings is found again by the first of them.
  const telling = items
    .toSorted((a, b) => b.weight - a.weight || a.span[0] - b.span[0])
    .slice(0, itemsWithHeads)
    .map(({ keys }) => keys.slice(0, keysOfItem))
  const keys = new Set<number>()
  for (const head of [...heads].slice(0, keysOfHeads))
    for (const own of telling) for (const key of own) if (!heads.has(key)) keys.add(numbers.of(head, key))
  const most = telling.slice(0, itemsInPairs)
  for (let i = 0; i < most.length; i++)
    for (let j = i + 1; j < most.length; j++)
      for (const a of most[i]) for (const b of most[j]) keys.add(a < b ? numbers.of(a, b) : numbers.of(b, a))
  return [...keys]
}
