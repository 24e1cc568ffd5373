import { sql } from 'kysely'
import type { Language } from '../../contract/analysis.ts'
import { profileFields, type ReportProfile } from '../../situation/stories/report-profile.ts'
import {
  cutInTwo,
  evenly,
  fewFound,
  fitOf,
  frequentLooked,
  freshness,
  keepHighest,
  likenessAcross,
  likenessFrom,
  likenessWithin,
  nearbyKept,
  sampledReports,
  storySettings,
  telling,
  type Vector,
  type Weighed,
  weigh,
} from '../../situation/stories/story-likeness.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { lastChange } from '../sql/change-log.ts'
import { packedVector, roundedWeights, unpackedVector } from '../sql/packed-vector.ts'
import { termNumber } from '../sql/term-number.ts'
import { PostingIndex } from './posting-index.ts'
import { TermCounts } from './term-counts.ts'

/** By how many of a report's weightiest terms it is found and finds others. */
const postedTerms = 40
/** Reports that may be met over all of these terms when one looks for others; the rarest terms come first. */
const mostMet = 1500
/** Rows of one statement that carries bytes. */
const rowsPerStatement = 50
/** How many of those are compared whole; on the dev sets more change nothing. */
const candidatesKept = 80
/**
 * Reports (some 3 KB each) and stories kept in memory: the ones that were used last. A new report is compared with ones
 * from everywhere in the store, so that most of what is not kept is read again and again.
 */
const usualMembersKept = 50_000
const statesKept = 50_000
/** A story is looked at again for a cut or a merge when it has grown by this factor. */
const lookAgain = 1.5
/** Reports of each story among which a merge is looked for; nearer settled stories come by often, so this is small. */
const mergeSample = 12

export interface Placed {
  number: number
  profile: ReportProfile
  /** Stays where a person put it. */
  story?: number
}

/** Reports that are one story from now on; a new one where none is named. */
export interface Rearranged {
  reports: readonly number[]
  story?: number
}

interface Member extends Weighed {
  number: number
  story: number
}

interface MemberRow {
  number: number
  story: number
  language: string
  day: number | null
  terms: Uint8Array
  fields: number
}

interface StoryState {
  number: number
  reports: number
  joined: number
  joins: number
  next_cut: number
  next_merge: number
  pinned: number
}

/**
 * Groups reports into stories as they come, as `Stories` does in memory and by the same settings, with everything it needs
 * in the database: how often each term occurs, the reports under their weightiest terms, and each report's vector. What
 * one report costs depends on the reports that are like it, hardly on how many there are.
 *
 * Reports and stories that were met last stay in memory between transactions, as of a number in the log of changes:
 * whoever changes a report or a story logs it, so where the log has gone on without this index, they are read anew.
 */
export class StoryIndex {
  readonly #backend: Backend
  readonly #membersKept: number
  /** By number, what was used last at the end. */
  readonly #members = new Map<number, Member>()
  readonly #states = new Map<number, StoryState>()
  readonly #counts: TermCounts
  readonly #postings: PostingIndex
  readonly #met = new MetReports()
  /** The last change that what is in memory knows of. */
  #known: number | undefined
  /** The transaction in which it was brought up to what other processes did. */
  #loaded: Db | undefined

  /** @param membersKept reports kept in memory */
  constructor(backend: Backend, membersKept = usualMembersKept) {
    this.#backend = backend
    this.#membersKept = membersKept
    this.#counts = new TermCounts(backend)
    this.#postings = new PostingIndex(backend)
  }

  /** To be called where a transaction in which reports were placed or forgotten was undone. */
  reset(): void {
    this.#known = undefined
    this.#loaded = undefined
    this.#postings.reset()
  }

  /** To be called at the end of a transaction that logged all that it did to reports and stories through this index. */
  async keepUp(db: Db): Promise<void> {
    if (this.#loaded === db) this.#known = await lastChange(db)
  }

  async #load(db: Db): Promise<void> {
    if (this.#loaded === db) return
    await this.#counts.load(db)
    const change = await lastChange(db)
    this.#loaded = db
    if (change === this.#known) return
    this.#members.clear()
    this.#states.clear()
    await this.#postings.load(db, async (reports) => {
      const { rows } = await sql<{ report: number; terms: Uint8Array; fields: number }>`
        select report, terms, fields from vector where report in
        (select c0 from ${this.#numbers(reports)} as asked) order by report`.execute(db)
      return new Map(
        rows.map(({ report, terms, fields }) => [report, weightiest(unpackedVector(terms, fields))]),
      )
    })
    this.#known = change
  }

  #numbers(numbers: readonly number[]) {
    return this.#backend.rows(
      numbers.map((number) => [number]),
      ['integer'],
    )
  }

  /** Puts new reports into stories, in order. Gives the stories that have other reports than before. */
  async place(db: Db, placed: readonly Placed[], begin: (db: Db) => Promise<number>): Promise<Set<number>> {
    await this.#load(db)
    const numbers = placed.map(({ profile }) => {
      const counted = new Set<number>()
      const ofFields = profileFields.map((field) =>
        Array.from(profile.terms[field].keys(), (term) => {
          const number = termNumber(field, term)
          counted.add(number)
          return number
        }),
      )
      this.#counts.add(counted)
      return ofFields
    })
    const learned = Math.max(this.#counts.reports, placed.length)
    const grown = new Set<number>()
    const rows: { report: number; terms: Buffer; fields: number; nearby: string }[] = []
    const stories: [number, number][] = []
    for (const [k, { number, profile, story }] of placed.entries()) {
      // A profile gives its terms in the same order whenever it is asked.
      const ofFields = numbers[k].map((ofField) => ofField.values())
      const weighed = weigh(profile, learned, (field) => {
        const numbered = ofFields[profileFields.indexOf(field)].next().value ?? 0
        return [numbered, this.#counts.of(numbered)]
      })
      // As the database will give it.
      const vector = { ...weighed, weights: roundedWeights(weighed.weights) }
      const member: Member = {
        number,
        story: story ?? 0,
        language: profile.language,
        day: profile.day,
        vector,
      }
      const heaviest = weightiest(vector)
      const found = await this.#nearest(db, member, heaviest)
      member.story = story ?? found.story ?? (await begin(db))
      const [state] = (await this.#statesOf(db, [member.story])).values()
      if (state) {
        state.reports++
        if (story === undefined && found.story !== undefined) {
          state.joined += found.likeness
          state.joins++
        }
      }
      grown.add(member.story)
      stories.push([number, member.story])
      rows.push({
        report: number,
        terms: packedVector(vector),
        fields: vector.fields,
        nearby: JSON.stringify(found.nearby),
      })
      this.#postings.add(number, heaviest)
      this.#members.set(number, member)
    }
    await this.#write(db, rows, stories, grown)
    const touched = new Set(grown)
    await this.#settle(db, touched, begin)
    this.#shrink()
    return touched
  }

  /** What `place` found of reports and stories, in a few statements. */
  async #write(
    db: Db,
    rows: readonly { report: number; terms: Buffer; fields: number; nearby: string }[],
    stories: readonly [number, number][],
    grown: ReadonlySet<number>,
  ): Promise<void> {
    for (let k = 0; k < rows.length; k += rowsPerStatement)
      await db
        .insertInto('vector')
        .values(rows.slice(k, k + rowsPerStatement))
        .execute()
    await sql`update report set story = given.c1
      from ${this.#backend.rows(stories, ['integer', 'integer'])} as given where report.number = given.c0`.execute(
      db,
    )
    const states = [...grown].flatMap((story) => {
      const state = this.#states.get(story)
      return state ? [[story, state.reports, state.joined, state.joins]] : []
    })
    await sql`update story set reports = given.c1, joined = given.c2, joins = given.c3
      from ${this.#backend.rows(states, ['integer', 'integer', 'real', 'integer'])} as given
      where story.number = given.c0`.execute(db)
    await this.#postings.write(
      db,
      rows.map(({ report }) => report),
    )
  }

  /**
   * Takes a report's terms out of the index; its vector goes with it.
   * @param forGood the report is deleted; else it only changes, and comes again
   */
  async forget(db: Db, report: number, forGood: boolean): Promise<void> {
    const row = await db
      .selectFrom('vector')
      .select(['terms', 'fields'])
      .where('report', '=', report)
      .executeTakeFirst()
    if (!row) return
    await this.#load(db)
    this.#counts.remove(unpackedVector(row.terms, row.fields).terms)
    await this.#postings.remove(db, report, forGood)
    await db.deleteFrom('vector').where('report', '=', report).execute()
    this.#members.delete(report)
    // Its story has a report less, which whoever calls this writes.
    this.#states.clear()
  }

  /** Writes the counts that wait in memory, if there are many of them or `all` of them are wanted. */
  async flush(all = false): Promise<void> {
    await this.#counts.flush(all)
  }

  #shrink(): void {
    for (const number of this.#members.keys()) {
      if (this.#members.size <= this.#membersKept) break
      this.#members.delete(number)
    }
    if (this.#states.size > statesKept) this.#states.clear()
  }

  /** The story that a report fits best, if it fits one, and the reports most like it. */
  async #nearest(
    db: Db,
    member: Member,
    heaviest: readonly [number, number][],
  ): Promise<{ story?: number; likeness: number; nearby: number[] }> {
    const { nearest, join } = storySettings
    const candidates = await this.#candidates(db, member, heaviest)
    const stories = new Map<number, [Member, number][]>()
    const nearby: [Member, number][] = []
    const likenessTo = likenessFrom(member, storySettings)
    for (const candidate of candidates) {
      const likeness = likenessTo(candidate) * freshness(member.day, candidate.day, storySettings)
      if (likeness >= join) keepHighest(nearby, candidate, likeness, nearbyKept)
      const best = stories.get(candidate.story)
      if (best) keepHighest(best, candidate, likeness, nearest)
      else stories.set(candidate.story, [[candidate, likeness]])
    }
    // Only what could fit is asked for: the least that joins is known without the story.
    const worth = [...stories].filter(([, best]) => best[0][1] >= join)
    const states = await this.#statesOf(
      db,
      worth.map(([story]) => story),
    )
    let found: number | undefined
    let highest = 1
    let reached = 0
    for (const [story, best] of worth) {
      const state = states.get(story)
      if (!state) continue
      const likeness = best.reduce((sum, [, one]) => sum + one, 0) / Math.min(nearest, state.reports)
      const fit = fitOf(likeness, state, storySettings)
      if (fit > highest || (fit === highest && found !== undefined && story < found)) {
        found = story
        highest = fit
        reached = likeness
      }
    }
    return {
      ...(found === undefined ? {} : { story: found }),
      likeness: reached,
      nearby: nearby.map(([one]) => one.number),
    }
  }

  async #candidates(db: Db, member: Member, heaviest: readonly [number, number][]): Promise<Member[]> {
    const found = heaviest
      .map(([term, weight]) => ({ weight, ...this.#postings.find(term) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count)
    let met = 0
    for (const { weight, postings, count } of found) {
      if (count > telling) break
      met += count
      if (met > mostMet) break
      for (const [reports, weights, from, to] of postings)
        for (let k = from; k < to; k++) this.#met.add(reports[k], weight * weights[k])
    }
    // Of a story with more reports than that all its terms are in too many: it is met by the last of them.
    if (met < fewFound)
      for (const { weight, postings } of found
        .filter(({ count }) => count > telling)
        .slice(0, frequentLooked)) {
        let left = telling
        for (const [reports, weights, from, to] of [...postings].reverse()) {
          const start = Math.max(from, to - left)
          for (let k = start; k < to; k++) this.#met.add(reports[k], weight * weights[k])
          left -= to - start
          if (left <= 0) break
        }
      }
    // Not the report itself, which may have been there in an older version.
    return this.#membersBy(db, this.#met.take(candidatesKept, member.number))
  }

  /** Reports by their numbers, in this order; those that were deleted are left out. */
  async #membersBy(db: Db, numbers: readonly number[]): Promise<Member[]> {
    const missing = numbers.filter((number) => !this.#members.has(number))
    if (missing.length > 0) {
      const { rows } = await sql<MemberRow>`
        select report.number, report.story, report.language, report.day, vector.terms, vector.fields
        from report join vector on vector.report = report.number
        where report.number in (select c0 from ${this.#numbers(missing)} as missing)`.execute(db)
      for (const { number, story, language, day, terms, fields } of rows)
        this.#members.set(number, {
          number,
          story,
          language: language as Language,
          day: day ?? undefined,
          vector: unpackedVector(terms, fields),
        })
    }
    const members: Member[] = []
    for (const number of numbers) {
      const member = this.#members.get(number)
      if (!member) continue
      // What was used last stays longest.
      this.#members.delete(number)
      this.#members.set(number, member)
      members.push(member)
    }
    return members
  }

  async #statesOf(db: Db, stories: readonly number[]): Promise<Map<number, StoryState>> {
    const missing = stories.filter((story) => !this.#states.has(story))
    if (missing.length > 0) {
      const { rows } = await sql<StoryState>`
        select number, reports, joined, joins, next_cut, next_merge, pinned from story where number in
        (select c0 from ${this.#numbers(missing)} as asked)`.execute(db)
      for (const row of rows) this.#states.set(row.number, row)
    }
    return new Map(
      stories.flatMap((story) => {
        const state = this.#states.get(story)
        return state ? [[story, state]] : []
      }),
    )
  }

  /** All reports of a story, in the order in which they came; evenly `most` of them. */
  async #membersOf(db: Db, story: number, most = Number.POSITIVE_INFINITY): Promise<Member[]> {
    const rows = await db
      .selectFrom('report')
      .select('number')
      .where('story', '=', story)
      .orderBy('number')
      .execute()
    return this.#membersBy(
      db,
      evenly(
        rows.map(({ number }) => number),
        most,
      ),
    )
  }

  /** Looks once more at stories that have grown: cuts what are two, joins what is one. */
  async #settle(db: Db, touched: Set<number>, begin: (db: Db) => Promise<number>): Promise<void> {
    // The older first, on every database.
    const inOrder = () =>
      this.#statesOf(
        db,
        [...touched].sort((a, b) => a - b),
      )
    for (const state of (await inOrder()).values()) {
      if (state.pinned || state.reports < state.next_cut) continue
      await this.#cut(db, state.number, touched, begin)
    }
    for (const state of (await inOrder()).values()) {
      if (state.pinned || state.reports < state.next_merge) continue
      await this.#merge(db, state.number, touched)
    }
  }

  async #cut(db: Db, story: number, touched: Set<number>, begin: (db: Db) => Promise<number>): Promise<void> {
    const likeness = likenessByRows()
    const pinned = new Set(
      (
        await db
          .selectFrom('report')
          .select('number')
          .where('story', '=', story)
          .where('pinned', '=', 1)
          .execute()
      ).map(({ number }) => number),
    )
    const todo = [{ story, members: await this.#membersOf(db, story) }]
    for (let next = todo.pop(); next; next = todo.pop()) {
      const { members } = next
      const sample = evenly(members, sampledReports)
      const parts =
        members.length < 2 * storySettings.side
          ? undefined
          : cutInTwo(sample, ({ language }) => language, likeness, storySettings)
      if (!parts) {
        await this.#looked(db, next.story, members, 'next_cut')
        continue
      }
      const [first, second] = parts
      const inFirst = new Set(first)
      const inSecond = new Set(second)
      const stay: Member[] = []
      const go: Member[] = []
      for (const member of members) {
        const goes =
          inSecond.has(member) ||
          (!inFirst.has(member) &&
            likenessAcross([member], second, likeness) > likenessAcross([member], first, likeness))
        if (goes && !pinned.has(member.number)) go.push(member)
        else stay.push(member)
      }
      if (go.length === 0 || stay.length === 0) {
        await this.#looked(db, next.story, members, 'next_cut')
        continue
      }
      const other = await begin(db)
      await this.#move(db, go, other)
      for (const [number, part] of [
        [next.story, stay],
        [other, go],
      ] as const) {
        const within = likenessWithin(evenly(part, sampledReports), likeness)
        // Not put back together in the same breath: that would go round in circles.
        await db
          .updateTable('story')
          .set({
            reports: part.length,
            joins: part.length,
            joined: part.length * within,
            next_merge: Math.floor(part.length * lookAgain) + 1,
          })
          .where('number', '=', number)
          .execute()
        this.#states.delete(number)
        touched.add(number)
        todo.push({ story: number, members: part })
      }
    }
  }

  async #move(db: Db, members: readonly Member[], story: number): Promise<void> {
    for (const member of members) member.story = story
    await sql`update report set story = ${story} where number in
      (select c0 from ${this.#numbers(members.map(({ number }) => number))} as moved)`.execute(db)
  }

  async #looked(
    db: Db,
    story: number,
    members: { length: number },
    look: 'next_cut' | 'next_merge',
  ): Promise<void> {
    const least = look === 'next_cut' ? 2 * storySettings.side : 1
    await db
      .updateTable('story')
      .set({ [look]: Math.max(least, Math.floor(members.length * lookAgain) + 1) })
      .where('number', '=', story)
      .execute()
    this.#states.delete(story)
  }

  /** Puts a story together with the one whose reports are as alike across as within, the most alike first. */
  async #merge(db: Db, story: number, touched: Set<number>): Promise<void> {
    const likeness = likenessByRows()
    for (;;) {
      const [state] = (await this.#statesOf(db, [story])).values()
      if (!state || state.reports === 0) return
      const members = await this.#membersOf(db, story, mergeSample)
      const choices = await this.#choices(db, story)
      const own = likenessWithin(members, likeness)
      let best: StoryState | undefined
      let highest = storySettings.merge
      for (const other of (await this.#statesOf(db, choices)).values()) {
        if (other.pinned || other.reports === 0) continue
        const others = await this.#membersOf(db, other.number, mergeSample)
        const across = likenessAcross(members, others, likeness)
        if (across < storySettings.join) continue
        const ratio = across / Math.min(own, likenessWithin(others, likeness))
        if (ratio > highest) {
          highest = ratio
          best = other
        }
      }
      if (!best) {
        await this.#looked(db, story, { length: state.reports }, 'next_merge')
        return
      }
      // The older goes on: its address has been about for longer.
      const [kept, gone] = best.number < story ? [best, state] : [state, best]
      await this.#join(db, kept.number, gone.number)
      touched.add(kept.number)
      touched.add(gone.number)
      story = kept.number
    }
  }

  /**
   * Puts reports into other stories, of which all reports are given.
   * @param left stories that have no reports afterwards, each with the one that its address leads to
   * @returns the stories that have other reports than before
   */
  async rearrange(
    db: Db,
    arranged: readonly Rearranged[],
    left: ReadonlyMap<number, number>,
    begin: (db: Db) => Promise<number>,
  ): Promise<Set<number>> {
    await this.#load(db)
    const likeness = likenessByRows()
    const touched = new Set<number>(left.keys())
    for (const { reports, story = await begin(db) } of arranged) {
      const members = await this.#membersBy(db, reports)
      await this.#move(db, members, story)
      const within = likenessWithin(evenly(members, sampledReports), likeness)
      await db
        .updateTable('story')
        .set({
          reports: members.length,
          joins: members.length,
          joined: members.length * within,
          // It was just looked at with all that is like it.
          next_cut: Math.max(2 * storySettings.side, Math.floor(members.length * lookAgain) + 1),
          next_merge: Math.floor(members.length * lookAgain) + 1,
          merged_into: null,
        })
        .where('number', '=', story)
        .execute()
      touched.add(story)
    }
    for (const [story, target] of left)
      await db
        .updateTable('story')
        .set({ reports: 0, joined: 0, joins: 0, merged_into: target > 0 ? target : null })
        .where('number', '=', story)
        .execute()
    this.#states.clear()
    return touched
  }

  /** Puts all reports of one story into another, because somebody wants it. */
  async join(db: Db, kept: number, gone: number): Promise<void> {
    // Should that be undone, memory must not go on as if it had been done.
    this.#known = undefined
    this.#loaded = undefined
    await this.#join(db, kept, gone)
  }

  async #join(db: Db, kept: number, gone: number): Promise<void> {
    await db.updateTable('report').set({ story: kept }).where('story', '=', gone).execute()
    for (const member of this.#members.values()) if (member.story === gone) member.story = kept
    this.#states.delete(kept)
    this.#states.delete(gone)
    const other = await db
      .selectFrom('story')
      .select(['reports', 'joined', 'joins'])
      .where('number', '=', gone)
      .executeTakeFirstOrThrow()
    await db
      .updateTable('story')
      .set((e) => ({
        reports: e('reports', '+', other.reports),
        joined: e('joined', '+', other.joined),
        joins: e('joins', '+', other.joins),
      }))
      .where('number', '=', kept)
      .execute()
    await db
      .updateTable('story')
      .set({ reports: 0, joined: 0, joins: 0, merged_into: kept })
      .where('number', '=', gone)
      .execute()
  }

  /** Stories with reports that were among the most like this one's when those came. */
  async #choices(db: Db, story: number): Promise<number[]> {
    const rows = await db
      .selectFrom('vector')
      .innerJoin('report', 'report.number', 'vector.report')
      .select('vector.nearby')
      .where('report.story', '=', story)
      .orderBy('report.number', 'desc')
      .limit(mergeSample)
      .execute()
    const near = [...new Set(rows.flatMap(({ nearby }) => JSON.parse(nearby) as number[]))]
    if (near.length === 0) return []
    const { rows: stories } = await sql<{ story: number }>`
      select distinct story from report where story <> ${story} and number in
      (select c0 from ${this.#numbers(near)} as near) order by story`.execute(db)
    return stories.slice(0, nearbyKept).map((row) => row.story)
  }
}

/** The reports that one meets under its terms, with what they share: a sum by number, all 0 between uses. */
class MetReports {
  #sums = new Float64Array(1024)
  readonly #found: number[] = []

  add(report: number, weight: number): void {
    if (weight <= 0) return
    if (report >= this.#sums.length) {
      const larger = new Float64Array(2 * report)
      larger.set(this.#sums)
      this.#sums = larger
    }
    if (this.#sums[report] === 0) this.#found.push(report)
    this.#sums[report] += weight
  }

  /** The `most` that share most, of equals the one that came first, without `except`; nothing is met afterwards. */
  take(most: number, except: number): number[] {
    const sums = this.#sums
    // Postings of what was deleted have the number 0.
    const found = this.#found.filter((report) => report !== 0 && report !== except)
    const least = leastOfHighest(
      found.map((report) => sums[report]),
      most,
    )
    const taken = found
      .filter((report) => sums[report] >= least)
      .sort((a, b) => sums[b] - sums[a] || a - b)
      .slice(0, most)
    for (const report of this.#found) sums[report] = 0
    this.#found.length = 0
    return taken
  }
}

/** The likeness of two reports; quick where one is compared with many in a row. */
function likenessByRows(): (a: Member, b: Member) => number {
  let last: Member | undefined
  let likenessTo: (b: Member) => number = () => 0
  return (a, b) => {
    if (a !== last) {
      last = a
      likenessTo = likenessFrom(a, storySettings)
    }
    return likenessTo(b)
  }
}

/** The lowest of the `most` highest numbers: what is below it need not be put in order. */
function leastOfHighest(numbers: readonly number[] | Vector['weights'], most: number): number {
  if (numbers.length <= most) return Number.NEGATIVE_INFINITY
  const ordered = Float64Array.from(numbers).sort()
  return ordered[ordered.length - most]
}

/** A vector's weightiest terms, the order of equals being that of their numbers. */
export function weightiest({ terms, weights }: Vector): [number, number][] {
  const least = leastOfHighest(weights, postedTerms)
  const order: number[] = []
  for (let k = 0; k < weights.length; k++) if (weights[k] >= least) order.push(k)
  if (terms.length > postedTerms) order.sort((a, b) => weights[b] - weights[a] || a - b).splice(postedTerms)
  return order.map((k) => [terms[k], weights[k]])
}
