import type { Language } from '../engine/analysis.ts'
import { sampleFrequency, sampleSize } from './common-words.ts'
import { profileFields, type ReportProfile } from './report-profile.ts'
import { logarithm } from './words.ts'

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
const sampledReports = 64
/** A term that more reports have than this tells too little to look for reports by; and how many reports are then compared. */
const telling = 500
const candidatesKept = 200
const nearbyKept = 8

/** A story: its name, and the ids of its reports in the order in which they came. */
export interface Story {
  id: string
  reports: string[]
}

/** Terms of a report with their weights, ordered by term: the sum of two vectors' products is their likeness. */
interface Vector {
  terms: Int32Array
  weights: Float64Array
  /** Which fields have terms, one bit a field. */
  fields: number
}

interface Member {
  /** Without its terms, which the vector holds. */
  profile: Pick<ReportProfile, 'id' | 'language' | 'day'>
  vector: Vector
  group: Group
}

interface Group {
  number: number
  members: Member[]
  /** Sum and number of the likenesses with which its reports joined. */
  joined: number
  joins: number
  /** Size at which the next cut is looked for. */
  nextLook: number
}

/**
 * Groups reports into stories as they come, whatever their language. A report is weighed by four kinds of terms (words,
 * names, numbers, pairs of words; tf-idf with running document frequencies, begun with those of common words), and its
 * likeness to another is the mean of the four cosines, between 0 and 1. It joins the story whose nearest reports it is
 * like, measured against how alike that story's own reports are, or begins one. Stories that grew are looked at again:
 * two look-alike events that came together are told apart by being less alike across than within, and two halves of one
 * are put together. Terms stand in an inverted index, so that a report is compared only with those that share some.
 */
export class Stories {
  readonly #settings: StorySettings
  readonly #numbers = new Map<string, number>()
  readonly #frequency: number[] = []
  /** By term: the numbers of the reports that have it, and how much it weighs in each. */
  readonly #postings: { members: number[]; weights: number[] }[] = []
  readonly #all: Member[] = []
  /** Scratch for sums by report, all 0 between uses. */
  #sums = new Float64Array(1024)
  readonly #members = new Map<string, Member>()
  readonly #learned = new Set<string>()
  /** The reports most like a new one when it came. */
  readonly #nearby = new Map<Member, Member[]>()
  #groups: Group[] = []
  #made = 0

  constructor(settings: Readonly<StorySettings> = storySettings) {
    this.#settings = settings
  }

  /**
   * Counts a report's terms ahead of adding it. Where many reports are at hand at once, learning them all first makes
   * the weights of the first as good as those of the last. A report added without is learned then.
   */
  learn(profile: ReportProfile): void {
    if (this.#learned.has(profile.id)) return
    this.#learned.add(profile.id)
    for (const field of profileFields)
      for (const term of profile.terms[field].keys()) {
        const number = this.#number(`${field} ${term}`)
        this.#frequency[number]++
      }
  }

  /** Puts a report into a story and returns the story's id; one whose id came before changes nothing. */
  add(profile: ReportProfile): string {
    const known = this.#members.get(profile.id)
    if (known) return nameOf(known.group)
    this.learn(profile)
    const vector = this.#vector(profile)
    const { group, likeness, nearby } = this.#nearest(profile, vector)
    const { id, language, day } = profile
    const member: Member = { profile: { id, language, day }, vector, group: group ?? this.#newGroup() }
    if (group) {
      group.joined += likeness
      group.joins++
    }
    member.group.members.push(member)
    this.#members.set(profile.id, member)
    this.#nearby.set(member, nearby)
    vector.terms.forEach((term, k) => {
      const posting = this.#postings[term]
      posting.members.push(this.#all.length)
      posting.weights.push(vector.weights[k])
    })
    this.#all.push(member)
    if (member.group.members.length >= member.group.nextLook) {
      member.group.nextLook = member.group.members.length * 2
      this.#cut(member.group)
    }
    return nameOf(member.group)
  }

  /** Looks at every story once more, cuts what are two and joins what is one. Call it when a batch is in. */
  settle(): void {
    for (const group of [...this.#groups]) this.#cut(group)
    this.#merge()
  }

  /** All stories, in the order in which they began. */
  stories(): Story[] {
    return this.#groups
      .toSorted((a, b) => a.number - b.number)
      .map((group) => ({
        id: nameOf(group),
        reports: group.members.map((member) => member.profile.id),
      }))
  }

  /** How alike two reports that were added are, between 0 and 1; 0 where one is not known. */
  likeness(first: string, second: string): number {
    const a = this.#members.get(first)
    const b = this.#members.get(second)
    return a && b ? this.#likeness(a, b) : 0
  }

  #newGroup(): Group {
    this.#made++
    const group: Group = {
      number: this.#made,
      members: [],
      joined: 0,
      joins: 0,
      nextLook: 4 * this.#settings.side,
    }
    this.#groups.push(group)
    return group
  }

  #number(term: string): number {
    let number = this.#numbers.get(term)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(term, number)
      this.#frequency.push(0)
      this.#postings.push({ members: [], weights: [] })
    }
    return number
  }

  /** Every field as a vector of length 1, all together scaled so that a report that has every field is 1 like itself. */
  #vector({ language, terms }: ReportProfile): Vector {
    const found: [number, number][] = []
    const scale = 1 / profileFields.length
    const reports = this.#learned.size + sampleSize + 1
    let fields = 0
    for (const [bit, field] of profileFields.entries()) {
      const from = found.length
      let square = 0
      for (const [term, count] of terms[field]) {
        const number = this.#number(`${field} ${term}`)
        const frequency = this.#frequency[number] + (field === 'words' ? sampleFrequency(language, term) : 0)
        const weight = (1 + logarithm(count)) * logarithm(reports / frequency)
        found.push([number, weight])
        square += weight * weight
      }
      const factor = square > 0 ? Math.sqrt(scale / square) : 0
      if (square > 0) fields |= 1 << bit
      for (let k = from; k < found.length; k++) found[k][1] *= factor
    }
    found.sort((a, b) => a[0] - b[0])
    return {
      terms: Int32Array.from(found, ([term]) => term),
      weights: Float64Array.from(found, ([, weight]) => weight),
      fields,
    }
  }

  /** The story that a report fits best, if it fits one, and its likeness to it. */
  #nearest(
    profile: ReportProfile,
    vector: Vector,
  ): {
    group?: Group
    likeness: number
    nearby: Member[]
  } {
    const { nearest, join, cohesion } = this.#settings
    const groups = new Map<Group, [Member, number][]>()
    const nearby: [Member, number][] = []
    for (const member of this.#candidates(vector)) {
      const likeness = this.#alike(vector, profile.language, member) * this.#fresh(profile, member)
      if (likeness >= join) keepHighest(nearby, member, likeness, nearbyKept)
      const best = groups.get(member.group)
      if (best) keepHighest(best, member, likeness, nearest)
      else groups.set(member.group, [[member, likeness]])
    }
    let found: Group | undefined
    let highest = 1
    let reached = 0
    for (const [group, best] of groups) {
      const likeness = best.reduce((sum, [, one]) => sum + one, 0) / Math.min(nearest, group.members.length)
      const expected = (group.joined + expectedJoins * expectedCohesion) / (group.joins + expectedJoins)
      const fit = likeness / Math.max(join, cohesion * expected)
      if (fit > highest || (fit === highest && found && group.number < found.number)) {
        found = group
        highest = fit
        reached = likeness
      }
    }
    return {
      ...(found ? { group: found } : {}),
      likeness: reached,
      nearby: nearby.map(([member]) => member),
    }
  }

  #across(a: Language, b: Language): number {
    return a === b ? 1 : this.#settings.acrossLanguages
  }

  #fresh(profile: ReportProfile, member: Member): number {
    if (profile.day === undefined || member.profile.day === undefined) return 1
    const gap = Math.abs(profile.day - member.profile.day) - this.#settings.freshDays
    return gap <= 0 ? 1 : 1 / (1 + gap / this.#settings.halvingDays)
  }

  /**
   * The reports worth comparing with a new one: those that share most with it of the terms that are not in every other
   * report, by weight. In a collection of a few hundred these are all that share any.
   */
  #candidates({ terms, weights }: Vector): Member[] {
    if (this.#sums.length < this.#all.length) this.#sums = new Float64Array(2 * this.#all.length)
    const sums = this.#sums
    const found: number[] = []
    for (let k = 0; k < terms.length; k++) {
      const { members, weights: others } = this.#postings[terms[k]]
      if (members.length > telling) continue
      const weight = weights[k]
      for (let m = 0; m < members.length; m++) {
        if (sums[members[m]] === 0) found.push(members[m])
        sums[members[m]] += weight * others[m]
      }
    }
    // Of equals the one that came first: the sort is stable and the order that of the index.
    if (found.length > candidatesKept) found.sort((a, b) => sums[b] - sums[a])
    const kept = found.slice(0, candidatesKept).map((number) => this.#all[number])
    for (const number of found) sums[number] = 0
    return kept
  }

  #alike(vector: Vector, language: Language, member: Member): number {
    const sum = product(vector, member.vector) * share(vector, member.vector)
    return Math.min(sum * this.#across(language, member.profile.language), 1)
  }

  #likeness(a: Member, b: Member): number {
    return this.#alike(a.vector, a.profile.language, b)
  }

  /** Cuts a story in two, and the parts again, as long as there is a cut. */
  #cut(group: Group): void {
    const { side } = this.#settings
    const todo = [group]
    for (let next = todo.pop(); next; next = todo.pop()) {
      if (next.members.length < 2 * side) continue
      const sample = evenly(next.members, sampledReports)
      const alike = sample.map((a) => sample.map((b) => this.#likeness(a, b)))
      const parts = this.#partsOf(sample, alike)
      if (!parts) continue
      const other = this.#newGroup()
      const [first, second] = parts.map((part) => part.map((k) => sample[k]))
      const inFirst = new Set(first)
      const inSecond = new Set(second)
      const stay: Member[] = []
      for (const member of next.members) {
        const goes =
          inSecond.has(member) ||
          (!inFirst.has(member) && this.#mean([member], second) > this.#mean([member], first))
        if (goes) {
          member.group = other
          other.members.push(member)
        } else stay.push(member)
      }
      next.members = stay
      for (const part of [next, other]) {
        const within = this.#within(evenly(part.members, sampledReports))
        part.joins = part.members.length
        part.joined = part.joins * within
        part.nextLook = Math.max(part.members.length * 2, 4 * side)
      }
      todo.push(next, other)
    }
  }

  /**
   * The two sides of a cut, as indices into `sample`, the larger first, if there is one. Average-linkage clustering gives
   * the tree; from its root down, single reports and pairs that stand apart are set aside.
   */
  #partsOf(
    sample: readonly Member[],
    alike: readonly (readonly number[])[],
  ): [number[], number[]] | undefined {
    const { side, cut } = this.#settings
    let node: Node | undefined = averageLinkage(alike)
    while (node?.parts) {
      const [one, two]: [Node, Node] = node.parts
      const [large, small] = one.leaves.length >= two.leaves.length ? [one, two] : [two, one]
      if (small.leaves.length >= side) {
        // Likeness is measured within one language as far as both sides have reports in it; where they have none in
        // common, a difference of language would pass for one of story.
        const languages = new Set(large.leaves.map((k) => sample[k].profile.language))
        if (!small.leaves.some((k) => languages.has(sample[k].profile.language))) return undefined
        const same = (a: number, b: number) => sample[a].profile.language === sample[b].profile.language
        const across = meanOf(large.leaves, small.leaves, alike, same)
        const least = Math.min(
          meanOf(large.leaves, large.leaves, alike, same),
          meanOf(small.leaves, small.leaves, alike, same),
        )
        return across < cut * least ? [large.leaves, small.leaves] : undefined
      }
      node = large
    }
    return undefined
  }

  /** Puts together stories whose reports are as alike across as within, the most alike first. */
  #merge(): void {
    const { merge, join } = this.#settings
    const within = new Map<Group, number>()
    const withinOf = (group: Group) => {
      let mean = within.get(group)
      if (mean === undefined) {
        mean = this.#within(evenly(group.members, sampledReports))
        within.set(group, mean)
      }
      return mean
    }
    const ratios = new Map<string, number>()
    const ratioOf = (one: Group, two: Group) => {
      const key = `${one.number} ${two.number}`
      let ratio = ratios.get(key)
      if (ratio === undefined) {
        const across = this.#mean(evenly(one.members, sampledReports), evenly(two.members, sampledReports))
        ratio = across < join ? 0 : across / Math.min(withinOf(one), withinOf(two))
        ratios.set(key, ratio)
      }
      return ratio
    }
    for (;;) {
      let highest = merge
      let best: [Group, Group] | undefined
      for (const [one, two] of this.#choices()) {
        const ratio = ratioOf(one, two)
        if (ratio <= highest) continue
        highest = ratio
        best = [one, two]
      }
      if (!best) return
      const [one, two] = best
      for (const member of two.members) member.group = one
      one.members.push(...two.members)
      one.joined += two.joined
      one.joins += two.joins
      this.#groups = this.#groups.filter((group) => group !== two)
      within.delete(one)
      for (const key of ratios.keys()) if (key.split(' ').includes(String(one.number))) ratios.delete(key)
    }
  }

  /** Pairs of stories between which some report had to choose, the older first, in a fixed order. */
  #choices(): [Group, Group][] {
    const pairs = new Map<string, [Group, Group]>()
    for (const [{ group: a }, nearby] of this.#nearby)
      for (const { group: b } of nearby) {
        if (a === b) continue
        const [one, two] = a.number < b.number ? [a, b] : [b, a]
        pairs.set(`${one.number} ${two.number}`, [one, two])
      }
    return [...pairs.values()]
  }

  #mean(a: readonly Member[], b: readonly Member[]): number {
    let sum = 0
    for (const one of a) for (const two of b) sum += this.#likeness(one, two)
    return sum / (a.length * b.length)
  }

  #within(members: readonly Member[]): number {
    if (members.length < 2) return expectedCohesion
    let sum = 0
    for (let i = 0; i < members.length; i++)
      for (let k = i + 1; k < members.length; k++) sum += this.#likeness(members[i], members[k])
    return (2 * sum) / (members.length * (members.length - 1))
  }
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

/** The name of a story. */
const nameOf = (group: Group) => `s${group.number}`

/** Puts a report into a short list that is ordered by likeness, highest first, and keeps `count` of them. */
function keepHighest(list: [Member, number][], member: Member, likeness: number, count: number): void {
  let at = list.length
  while (at > 0 && list[at - 1][1] < likeness) at--
  if (at >= count) return
  list.splice(at, 0, [member, likeness])
  if (list.length > count) list.pop()
}

/** At most `count` of the items, evenly spread over their order. */
function evenly<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, k) => items[Math.floor((k * items.length) / count)])
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
