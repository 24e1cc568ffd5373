import { sql } from 'kysely'
import type { Analysis } from '../../contract/analysis.ts'
import { groupIntoStories } from '../../situation/stories/group-into-stories.ts'
import type { Story } from '../../situation/stories/stories.ts'
import { analysisFrom } from '../reports/engines.ts'
import { unlessDamaged } from '../reports/stored-analysis.ts'
import type { Backend, Db } from '../sql/backend.ts'
import type { Settled } from '../store.ts'
import { inTransaction, type StoreParts } from '../store-parts.ts'
import { beginStory, describeStories } from './describe-stories.ts'
import type { Rearranged } from './story-index.ts'

/** Groups reports elsewhere, so that this thread stays free. */
export type GroupApart = (analyses: readonly Analysis[]) => Promise<readonly Story[]>

/** Reports that are grouped together: so many analyses stand in memory. */
const reportsOfBatch = 2000

interface Placed {
  number: number
  id: string
  story: number
  published: string | null
}

/**
 * See Store.settle. Reports are grouped anew all at once, in an order that does not depend on when they came, so that the same
 * reports end up in the same stories; each new group goes on under the story that it shares most reports with.
 */
export async function settleStories(
  parts: StoreParts,
  most: number,
  group: GroupApart = async (analyses) => groupIntoStories(analyses),
): Promise<Settled> {
  const { backend } = parts
  const settled: Settled = { reports: 0, moved: 0 }
  for (const batch of batches(await recent(backend, most))) {
    settled.reports += batch.length
    settled.moved += await settleBatch(parts, batch, group)
  }
  return settled
}

/**
 * The reports of the stories that the last reports are in, the stories whole: not those of which a person moved something, or
 * texts were let go. In the order of publication.
 */
async function recent(backend: Backend, most: number): Promise<Placed[]> {
  const { rows } = await sql<Placed>`select number, id, story, published from report
    where story in (select story from (select story from report order by number desc limit ${sql.lit(most)}) as last)
      and story not in (select number from story where pinned = 1)
      and story not in (select story from report where pinned = 1 or text_gone is not null)`.execute(
    backend.read,
  )
  return rows.sort(byPublication)
}

const byPublication = (a: Placed, b: Placed) =>
  compared(a.published ?? '', b.published ?? '') || compared(a.id, b.id)
const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Stories are not parted: the next one begins another batch where the last is full. */
function* batches(reports: readonly Placed[]): Iterable<Placed[]> {
  const stories = new Map<number, Placed[]>()
  for (const report of reports) {
    const known = stories.get(report.story)
    if (known) known.push(report)
    else stories.set(report.story, [report])
  }
  let batch: Placed[] = []
  for (const story of stories.values()) {
    if (batch.length > 0 && batch.length + story.length > reportsOfBatch) {
      yield batch
      batch = []
    }
    batch.push(...story)
  }
  if (batch.length > 0) yield batch
}

async function settleBatch(parts: StoreParts, batch: readonly Placed[], group: GroupApart): Promise<number> {
  const { backend, index, now } = parts
  const found = new Map<Placed, Analysis>()
  const damaged = new Set<number>()
  for (const report of batch) {
    const analysis = await newest(backend.read, report.number)
    if (analysis) found.set(report, analysis)
    else damaged.add(report.story)
  }
  // A story with a report that cannot be read stays as it is.
  const readable = [...found.keys()].filter(({ story }) => !damaged.has(story)).sort(byPublication)
  const analyses = readable.flatMap((report) => found.get(report) ?? [])
  const byId = new Map(readable.map((report) => [report.id, report]))
  const groups = (await group(analyses)).map(({ reports }) => reports.flatMap((id) => byId.get(id) ?? []))
  const chosen = storiesFor(groups)
  const moves = groups.flatMap((reports, k) => reports.filter(({ story }) => story !== chosen[k]))
  if (moves.length === 0) return 0
  return inTransaction(parts, async (db) => {
    // Who wrote meanwhile was not seen: these reports are settled another time.
    if (!(await isAsBefore(backend, db, readable))) return 0
    const arranged: Rearranged[] = groups.flatMap((reports, k) => {
      const story = chosen[k]
      return reports.every((report) => report.story === story) && countOf(readable, story) === reports.length
        ? []
        : [{ reports: reports.map(({ number }) => number), ...(story === undefined ? {} : { story }) }]
    })
    const left = new Map<number, number>()
    for (const { story } of readable)
      if (!chosen.includes(story)) left.set(story, targetOf(groups, chosen, story))
    const touched = await index.rearrange(db, arranged, left, beginStory)
    await describeStories(backend, db, now(), touched)
    await index.keepUp(db)
    return moves.length
  })
}

async function newest(db: Db, report: number): Promise<Analysis | undefined> {
  const row = await db
    .selectFrom('report')
    .innerJoin('version', (join) =>
      join.onRef('version.report', '=', 'report.number').onRef('version.number', '=', 'report.version'),
    )
    .select('version.analysis')
    .where('report.number', '=', report)
    .executeTakeFirst()
  return row && row.analysis.byteLength > 0 ? unlessDamaged(() => analysisFrom(db, row.analysis)) : undefined
}

const countOf = (reports: readonly Placed[], story: number | undefined) =>
  reports.filter((report) => report.story === story).length

/** For each group the story that it goes on as: that of most of its reports, each story once; none for a new one. */
function storiesFor(groups: readonly (readonly Placed[])[]): (number | undefined)[] {
  const shared = groups.flatMap((reports, group) => {
    const counts = new Map<number, number>()
    for (const { story } of reports) counts.set(story, (counts.get(story) ?? 0) + 1)
    return [...counts].map(([story, count]) => ({ group, story, count }))
  })
  shared.sort((a, b) => b.count - a.count || a.story - b.story || a.group - b.group)
  const chosen: (number | undefined)[] = groups.map(() => undefined)
  const taken = new Set<number>()
  for (const { group, story } of shared) {
    if (chosen[group] !== undefined || taken.has(story)) continue
    chosen[group] = story
    taken.add(story)
  }
  return chosen
}

/** Where the address of a story leads that has no reports any more: to that with most of them. */
function targetOf(
  groups: readonly (readonly Placed[])[],
  chosen: readonly (number | undefined)[],
  story: number,
): number {
  let best = 0
  let most = 0
  for (const [k, reports] of groups.entries()) {
    const count = countOf(reports, story)
    const target = chosen[k]
    if (target !== undefined && count > most) {
      best = target
      most = count
    }
  }
  return best
}

async function isAsBefore(backend: Backend, db: Db, reports: readonly Placed[]): Promise<boolean> {
  const given = backend.rows(
    reports.map(({ number, story }) => [number, story]),
    ['integer', 'integer'],
  )
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${given} as given
    join report on report.number = given.c0 and report.story = given.c1 and report.pinned = 0
    join story on story.number = report.story and story.pinned = 0`.execute(db)
  if (Number(rows[0]?.count ?? 0) !== reports.length) return false
  const stories = [...new Set(reports.flatMap(({ story }) => [story]))].map((story) => [story])
  const { rows: all } = await sql<{ count: number }>`select count(*) as count from report
    where story in (select c0 from ${backend.rows(stories, ['integer'])} as asked)`.execute(db)
  return Number(all[0]?.count ?? 0) === reports.length
}
