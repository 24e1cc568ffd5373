import { profileFields, type ReportProfile } from './report-profile.ts'
import {
  candidatesKept,
  cutInTwo,
  evenly,
  fewFound,
  fitOf,
  frequentLooked,
  freshness,
  keepHighest,
  likenessAcross,
  likenessOf,
  likenessWithin,
  nearbyKept,
  type StorySettings,
  sampledReports,
  storySettings,
  telling,
  type Vector,
  type Weighed,
  weigh,
} from './story-likeness.ts'

/** A story: its name, and the ids of its reports in the order in which they came. */
export interface Story {
  id: string
  reports: string[]
}

interface Member {
  id: string
  language: ReportProfile['language']
  day: number | undefined
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
    const member: Member = { id, language, day, vector, group: group ?? this.#newGroup() }
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
        reports: group.members.map((member) => member.id),
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

  #vector(profile: ReportProfile): Vector {
    return weigh(profile, this.#learned.size, (field, term) => {
      const number = this.#number(`${field} ${term}`)
      return [number, this.#frequency[number]]
    })
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
    const { nearest, join } = this.#settings
    const weighed = { language: profile.language, day: profile.day, vector }
    const groups = new Map<Group, [Member, number][]>()
    const nearby: [Member, number][] = []
    for (const member of this.#candidates(vector)) {
      const likeness = this.#likeness(weighed, member) * freshness(profile.day, member.day, this.#settings)
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
      const fit = fitOf(likeness, group, this.#settings)
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

  /**
   * The reports worth comparing with a new one: those that share most with it of the terms that are not in every other
   * report, by weight. In a collection of a few hundred these are all that share any.
   */
  #candidates({ terms, weights }: Vector): Member[] {
    if (this.#sums.length < this.#all.length) this.#sums = new Float64Array(2 * this.#all.length)
    const sums = this.#sums
    const found: number[] = []
    const meet = (k: number, from: number) => {
      const { members, weights: others } = this.#postings[terms[k]]
      const weight = weights[k]
      for (let m = from; m < members.length; m++) {
        if (sums[members[m]] === 0) found.push(members[m])
        sums[members[m]] += weight * others[m]
      }
    }
    const frequent: number[] = []
    for (let k = 0; k < terms.length; k++) {
      if (this.#postings[terms[k]].members.length > telling) frequent.push(k)
      else meet(k, 0)
    }
    // Of a story with more reports than that all its terms are in too many: it is met by the last of them.
    if (found.length < fewFound)
      for (const k of frequent.sort((a, b) => weights[b] - weights[a]).slice(0, frequentLooked))
        meet(k, this.#postings[terms[k]].members.length - telling)
    // Of equals the one that came first: the sort is stable and the order that of the index.
    if (found.length > candidatesKept) found.sort((a, b) => sums[b] - sums[a])
    const kept = found.slice(0, candidatesKept).map((number) => this.#all[number])
    for (const number of found) sums[number] = 0
    return kept
  }

  #likeness(a: Weighed, b: Weighed): number {
    return likenessOf(a, b, this.#settings)
  }

  /** Cuts a story in two, and the parts again, as long as there is a cut. */
  #cut(group: Group): void {
    const { side } = this.#settings
    const todo = [group]
    for (let next = todo.pop(); next; next = todo.pop()) {
      if (next.members.length < 2 * side) continue
      const sample = evenly(next.members, sampledReports)
      const likeness = (a: Member, b: Member) => this.#likeness(a, b)
      const parts = cutInTwo(sample, (member) => member.language, likeness, this.#settings)
      if (!parts) continue
      const other = this.#newGroup()
      const [first, second] = parts
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
    return likenessAcross(a, b, (one, two) => this.#likeness(one, two))
  }

  #within(members: readonly Member[]): number {
    return likenessWithin(members, (one, two) => this.#likeness(one, two))
  }
}

/** The name of a story. */
const nameOf = (group: Group) => `s${group.number}`
