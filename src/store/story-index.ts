import { sql } from 'kysely'
import type { Language } from '../engine/analysis.ts'
import { profileFields, type ReportProfile } from '../situation/report-profile.ts'
import {
  cutInTwo,
  evenly,
  fitOf,
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
} from '../situation/story-likeness.ts'
import type { Backend, Db } from './backend.ts'
import { PostingIndex } from './posting-index.ts'
import { TermCounts } from './term-counts.ts'

/** By how many of a report's weightiest terms it is found and finds others. */
const postedTerms = 40
/** Reports that may be met over all of these terms when one looks for others; the rarest terms come first. */
const mostMet = 1500
/** How many of those are compared whole; on the dev sets more change nothing. */
const candidatesKept = 80
/** Vectors kept in memory. */
const vectorsKept = 20_000
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

interface Member extends Weighed {
  number: number
  story: number
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

/** A term's number: 32 bits, never 0, the same on every machine. */
export function termNumber(field: string, term: string): number {
  let hash = 0x811c9dc5
  const text = `${field} ${term}`
  for (let k = 0; k < text.length; k++) {
    const unit = text.charCodeAt(k)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >> 8), 0x01000193)
  }
  hash ^= hash >>> 15
  return Math.imul(hash, 0x85ebca6b) | 0 || 1
}

export function vectorBytes({ terms, weights }: Vector): Buffer {
  const bytes = Buffer.alloc(terms.length * 8)
  for (let k = 0; k < terms.length; k++) {
    bytes.writeInt32LE(terms[k], k * 4)
    bytes.writeFloatLE(weights[k], (terms.length + k) * 4)
  }
  return bytes
}

export function vectorFrom(bytes: Uint8Array | ArrayBuffer, fields: number): Vector {
  const view =
    bytes instanceof ArrayBuffer
      ? new DataView(bytes)
      : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.byteLength / 8
  const terms = new Int32Array(count)
  const weights = new Float32Array(count)
  for (let k = 0; k < count; k++) {
    terms[k] = view.getInt32(k * 4, true)
    weights[k] = view.getFloat32((count + k) * 4, true)
  }
  return { terms, weights, fields }
}

/**
 * Groups reports into stories as they come, as `Stories` does in memory and by the same settings, with everything it needs
 * in the database: how often each term occurs, the reports under their weightiest terms, and each report's vector. What
 * one report costs depends on the reports that are like it, hardly on how many there are.
 */
export class StoryIndex {
  readonly #backend: Backend
  readonly #vectors = new Map<string, Vector>()
  readonly #counts: TermCounts
  readonly #postings: PostingIndex

  constructor(backend: Backend) {
    this.#backend = backend
    this.#counts = new TermCounts(backend)
    this.#postings = new PostingIndex(backend)
  }

  /** To be called where a transaction in which reports were placed or forgotten was undone. */
  reset(): void {
    this.#postings.reset()
  }

  async #load(db: Db): Promise<void> {
    await this.#counts.load(db)
    await this.#postings.load(db, async (reports) => {
      const { rows } = await sql<{ report: number; terms: Uint8Array; fields: number }>`
        select report, terms, fields from vector where report in
        (select c0 from ${this.#backend.rows(
          reports.map((report) => [report]),
          ['integer'],
        )} as asked) order by report`.execute(db)
      return new Map(rows.map(({ report, terms, fields }) => [report, weightiest(vectorFrom(terms, fields))]))
    })
  }

  /** Puts new reports into stories, in order. Gives the stories that have other reports than before. */
  async place(db: Db, placed: readonly Placed[], begin: (db: Db) => Promise<number>): Promise<Set<number>> {
    await this.#load(db)
    for (const { profile } of placed) {
      const terms = new Set<number>()
      for (const field of profileFields)
        for (const term of profile.terms[field].keys()) terms.add(termNumber(field, term))
      this.#counts.add(terms)
    }
    const learned = Math.max(this.#counts.reports, placed.length)
    const touched = new Set<number>()
    for (const { number, profile, story } of placed) {
      const vector = weigh(profile, learned, (field, term) => {
        const numbered = termNumber(field, term)
        return [numbered, this.#counts.of(numbered)]
      })
      const member: Member = {
        number,
        story: story ?? 0,
        language: profile.language,
        day: profile.day,
        vector,
      }
      const found = await this.#nearest(db, member)
      member.story = story ?? found.story ?? (await begin(db))
      const joins = story === undefined && found.story !== undefined
      await db
        .updateTable('story')
        .set((e) => ({
          reports: e('reports', '+', 1),
          ...(joins ? { joined: e('joined', '+', found.likeness), joins: e('joins', '+', 1) } : {}),
        }))
        .where('number', '=', member.story)
        .execute()
      await db.updateTable('report').set({ story: member.story }).where('number', '=', number).execute()
      await this.#keep(db, member, found.nearby)
      touched.add(member.story)
    }
    await this.#postings.write(
      db,
      placed.map(({ number }) => number),
    )
    await this.#settle(db, touched, begin)
    return touched
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
    this.#counts.remove(vectorFrom(row.terms, row.fields).terms)
    await this.#postings.remove(db, report, forGood)
    await db.deleteFrom('vector').where('report', '=', report).execute()
    for (const key of this.#vectors.keys()) if (key.startsWith(`${report} `)) this.#vectors.delete(key)
  }

  /** Writes the counts that wait in memory, if there are many of them or `all` of them are wanted. */
  async flush(all = false): Promise<void> {
    await this.#counts.flush(all)
  }

  async #keep(db: Db, { number, vector }: Member, nearby: readonly number[]): Promise<void> {
    await db
      .insertInto('vector')
      .values({
        report: number,
        terms: vectorBytes(vector),
        fields: vector.fields,
        nearby: JSON.stringify(nearby),
      })
      .execute()
    this.#postings.add(number, weightiest(vector))
  }

  /** The story that a report fits best, if it fits one, and the reports most like it. */
  async #nearest(db: Db, member: Member): Promise<{ story?: number; likeness: number; nearby: number[] }> {
    const { nearest, join } = storySettings
    const candidates = await this.#candidates(db, member)
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
    const states = await this.#states(
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

  async #candidates(db: Db, member: Member): Promise<Member[]> {
    const rarest = weightiest(member.vector)
      .map(([term, weight]) => ({ weight, ...this.#postings.find(term) }))
      .filter(({ count }) => count > 0 && count <= telling)
      .sort((a, b) => a.count - b.count)
    let met = 0
    const likenesses = new Map<number, number>()
    for (const { weight, postings, count } of rarest) {
      met += count
      if (met > mostMet) break
      for (const [reports, weights, from, to] of postings)
        for (let k = from; k < to; k++)
          likenesses.set(reports[k], (likenesses.get(reports[k]) ?? 0) + weight * weights[k])
    }
    // Not the report itself, which may have been there in an older version, nor what was deleted.
    likenesses.delete(member.number)
    likenesses.delete(0)
    const most = [...likenesses].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, candidatesKept)
    if (most.length === 0) return []
    const { rows } = await sql<{
      number: number
      story: number
      version: number
      language: Language
      day: number | null
    }>`
      select number, story, version, language, day from report where number in
      (select c0 from ${this.#backend.rows(
        most.map(([number]) => [number]),
        ['integer'],
      )} as met)`.execute(db)
    const found = new Map(rows.map((row) => [row.number, row]))
    return this.#members(
      db,
      most.flatMap(([number]) => found.get(number) ?? []),
    )
  }

  async #members(
    db: Db,
    rows: readonly {
      number: number
      story: number
      version: number
      language: Language
      day: number | null
    }[],
  ): Promise<Member[]> {
    const missing = rows.filter(({ number, version }) => !this.#vectors.has(`${number} ${version}`))
    if (missing.length > 0) {
      const versions = new Map(missing.map(({ number, version }) => [number, version]))
      const { rows: vectors } = await sql<{ report: number; terms: Uint8Array; fields: number }>`
        select report, terms, fields from vector where report in
        (select c0 from ${this.#backend.rows(
          missing.map(({ number }) => [number]),
          ['integer'],
        )} as missing)`.execute(db)
      for (const { report, terms, fields } of vectors)
        this.#vectors.set(`${report} ${versions.get(report)}`, vectorFrom(terms, fields))
    }
    const members: Member[] = []
    for (const { number, story, version, language, day } of rows) {
      const key = `${number} ${version}`
      const vector = this.#vectors.get(key)
      if (!vector) continue
      // What was used last stays longest.
      this.#vectors.delete(key)
      this.#vectors.set(key, vector)
      members.push({ number, story, language, day: day ?? undefined, vector })
    }
    for (const key of this.#vectors.keys()) {
      if (this.#vectors.size <= vectorsKept) break
      this.#vectors.delete(key)
    }
    return members
  }

  async #states(db: Db, stories: readonly number[]): Promise<Map<number, StoryState>> {
    if (stories.length === 0) return new Map()
    const { rows } = await sql<StoryState>`
      select number, reports, joined, joins, next_cut, next_merge, pinned from story where number in
      (select c0 from ${this.#backend.rows(
        stories.map((story) => [story]),
        ['integer'],
      )} as asked)`.execute(db)
    return new Map(rows.map((row) => [row.number, row]))
  }

  /** All reports of a story, in the order in which they came. */
  async #membersOf(db: Db, story: number, most?: number): Promise<Member[]> {
    const rows = await db
      .selectFrom('report')
      .select(['number', 'story', 'version', 'language', 'day'])
      .where('story', '=', story)
      .orderBy('number')
      .execute()
    const kept = most === undefined ? rows : evenly(rows, most)
    return this.#members(
      db,
      kept.map((row) => ({ ...row, language: row.language as Language })),
    )
  }

  /** Looks once more at stories that have grown: cuts what are two, joins what is one. */
  async #settle(db: Db, touched: Set<number>, begin: (db: Db) => Promise<number>): Promise<void> {
    const states = await this.#states(db, [...touched])
    for (const state of states.values()) {
      if (state.pinned || state.reports < state.next_cut) continue
      await this.#cut(db, state.number, touched, begin)
    }
    for (const state of (await this.#states(db, [...touched])).values()) {
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
        touched.add(number)
        todo.push({ story: number, members: part })
      }
    }
  }

  async #move(db: Db, members: readonly Member[], story: number): Promise<void> {
    for (const member of members) member.story = story
    await sql`update report set story = ${story} where number in
      (select c0 from ${this.#backend.rows(
        members.map(({ number }) => [number]),
        ['integer'],
      )} as moved)`.execute(db)
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
  }

  /** Puts a story together with the one whose reports are as alike across as within, the most alike first. */
  async #merge(db: Db, story: number, touched: Set<number>): Promise<void> {
    const likeness = likenessByRows()
    for (;;) {
      const [state] = (await this.#states(db, [story])).values()
      if (!state || state.reports === 0) return
      const members = await this.#membersOf(db, story, mergeSample)
      const choices = await this.#choices(db, story)
      const own = likenessWithin(members, likeness)
      let best: StoryState | undefined
      let highest = storySettings.merge
      for (const other of (await this.#states(db, choices)).values()) {
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
      await this.join(db, kept.number, gone.number)
      touched.add(kept.number)
      touched.add(gone.number)
      story = kept.number
    }
  }

  /** Puts all reports of one story into another. */
  async join(db: Db, kept: number, gone: number): Promise<void> {
    await db.updateTable('report').set({ story: kept }).where('story', '=', gone).execute()
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
      (select c0 from ${this.#backend.rows(
        near.map((number) => [number]),
        ['integer'],
      )} as near) order by story`.execute(db)
    return stories.slice(0, nearbyKept).map((row) => row.story)
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

/** A vector's weightiest terms, the order of equals being that of their numbers. */
function weightiest({ terms, weights }: Vector): [number, number][] {
  const order = Array.from(terms, (_, k) => k)
  if (order.length > postedTerms) order.sort((a, b) => weights[b] - weights[a] || a - b).splice(postedTerms)
  return order.map((k) => [terms[k], weights[k]])
}
