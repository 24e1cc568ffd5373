import { sql } from 'kysely'
import type { MoveInStory, Moves, Page, StoryLead } from '../../contract/api.ts'
import { storyMoveKinds } from '../../contract/api.ts'
import { sameMeaning } from '../search/same-meaning.ts'
import { readQuery } from '../search/search-query.ts'
import type { Backend } from '../sql/backend.ts'
import { lastChange } from '../sql/change-log.ts'
import { limitOf, pageOf, readCursor } from '../sql/cursor.ts'
import { plain, storyId } from '../sql/keys.ts'
import { likeAnywhere } from '../sql/like.ts'
import { type LeadFilter, type MovesFilter, type PageRequest, StoreRequestError } from '../store.ts'
import type { Situations } from './situations.ts'
import { soon } from './soon.ts'
import {
  digestOf,
  leastRankMoved,
  packedDigest,
  ranks,
  type StoryDigest,
  unpackedDigest,
} from './story-digest.ts'
import { storyColumns, storyFrom } from './story-row.ts'

/** Stories of which `refresh` makes a digest at once. */
const madeAtOnce = 50
/** Milliseconds that a list spends on stories whose digest is not kept yet. */
const patience = 120
/** Stories that are looked at for what moved, the last changed, and moves that are listed. */
const mostStories = 3000
const mostListed = 60

/** Makes and keeps what lists show of stories in sentences. Reading never writes; only `refresh` does. */
export class StoryDigests {
  readonly #backend: Backend
  readonly #situations: Situations
  /** Stories whose Situation could not be read, as of a change: one of them holds up no other. */
  readonly #failed = new Map<number, number>()

  constructor(backend: Backend, situations: Situations) {
    this.#backend = backend
    this.#situations = situations
  }

  /** Makes the digests of stories whose Situation is kept, for about so many milliseconds. True where none is left. */
  async refresh(milliseconds: number): Promise<boolean> {
    if (this.#backend.readOnly) return true
    const started = performance.now()
    for (;;) {
      const found = await this.#backend.read
        .selectFrom('story')
        .select(['number', 'change'])
        .where('reports', '>', 0)
        .where('situation', 'is not', null)
        .whereRef('situated', '=', 'change')
        .where('number', 'not in', sql<number>`(select story from story_digest)`)
        .orderBy('change', 'desc')
        .limit(madeAtOnce + this.#failed.size)
        .execute()
      const rows = found.filter(({ number, change }) => this.#failed.get(number) !== change)
      if (rows.length === 0) return true
      const made: [number, number, number, number, string][] = []
      for (const { number, change } of rows) {
        try {
          const read = await this.#situations.of(number)
          if (!read) {
            this.#failed.set(number, change)
            continue
          }
          const digest = digestOf(read)
          made.push([
            number,
            change,
            ranks[digest.why],
            read.counts.origins,
            packedDigest(digest).toString('hex'),
          ])
        } catch {
          // Whoever opens the story is told.
          this.#failed.set(number, change)
        }
        if (performance.now() - started > milliseconds) break
      }
      const given = this.#backend.rows(made, ['integer', 'integer', 'integer', 'integer', 'text'])
      // A story that changed meanwhile has another Situation: what was made of this one is not kept.
      await this.#backend.write(async (db) => {
        await sql`insert into story_digest (story, ${sql.ref('rank')}, origins, digest)
          select given.c0, given.c2, given.c3, ${this.#backend.bytes('given.c4')} from ${given} as given
          join story on story.number = given.c0 and story.change = given.c1
            and story.situated = story.change and story.situation is not null
          where true on conflict do nothing`.execute(db)
      })
      if (performance.now() - started > milliseconds) return false
    }
  }

  /** See Store.leads. */
  async leads(filter: LeadFilter, page?: PageRequest): Promise<Page<StoryLead>> {
    const limit = limitOf(page)
    const cursor = readCursor(page, ['number', 'string', 'number'])
    const query =
      filter.text === undefined
        ? undefined
        : readQuery(filter.text, filter.language, { meanings: sameMeaning })
    if (filter.text !== undefined && !query) return { items: [] }
    const text = query && this.#backend.matches(query)
    const { publisher, place, from, to, order = 'urgent' } = filter
    const written = likeAnywhere(
      plain(place ?? '')
        .trim()
        .toLowerCase(),
    )
    const last = sql<string>`coalesce(story.last, '')`
    const first =
      order === 'urgent'
        ? sql<number>`coalesce(story_digest.rank, 0)`
        : order === 'origins'
          ? sql<number>`coalesce(story_digest.origins, story.origins)`
          : order === 'reports'
            ? sql<number>`story.reports`
            : // A constant alone would be taken for the number of a column.
              sql<number>`story.number * 0`
    const inReports = [
      ...(publisher === undefined ? [] : [sql`report.publisher = ${plain(publisher)}`]),
      ...(from === undefined ? [] : [sql`report.published >= ${plain(from)}`]),
      ...(to === undefined ? [] : [sql`report.published < ${plain(to)}`]),
    ]
    const rows = await this.#backend.read
      .selectFrom('story')
      .leftJoin('story_digest', 'story_digest.story', 'story.number')
      .select(storyColumns.map((name) => `story.${name}` as const))
      .select([first.as('place_in_order'), last.as('last_news')])
      .where('story.reports', '>', 0)
      .$if(filter.language !== undefined, (query) =>
        query.where('story.languages', 'like', `%"${filter.language}"%`),
      )
      .$if(inReports.length > 0, (query) =>
        query.where(
          sql<boolean>`exists (select 1 from report where report.story = story.number and ${sql.join(inReports, sql` and `)})`,
        ),
      )
      .$if(place !== undefined, (query) =>
        query.where(
          'story.number',
          'in',
          // Under any of its names that reports have; those of no gazetteer by the ledger's rows.
          sql<number>`(select report.story from report where report.number in (
              select report from report_place where geonames in (
                select geonames from report_place where lower(text) like ${written}))
            or report.number in (select ledger.report from ledger join ledger_name on ledger_name.number = ledger.place
              where lower(ledger_name.name) like ${written}))`,
        ),
      )
      .$if(text !== undefined, (query) =>
        query.where(
          'story.number',
          'in',
          sql<number>`(select report.story from report join ${text} as matched on matched.report = report.number)`,
        ),
      )
      .$if(cursor !== undefined, (query) =>
        query.where(
          sql<boolean>`(${first} < ${cursor?.[0]} or (${first} = ${cursor?.[0]} and (${last} < ${cursor?.[1]}
            or (${last} = ${cursor?.[1]} and story.number < ${cursor?.[2]}))))`,
        ),
      )
      .orderBy(first, 'desc')
      .orderBy(last, 'desc')
      .orderBy('story.number', 'desc')
      .limit(limit + 1)
      .execute()
    // Digests are long: those of one page alone are read, and none is carried along while stories are put in order.
    const digests = await this.#digestsOf(rows.slice(0, limit).map(({ number }) => number))
    const until = performance.now() + patience
    const leads = new Map<number, StoryLead>()
    for (const row of rows.slice(0, limit)) {
      const kept = digests.get(row.number)
      // One that changed a moment ago is told of without sentences rather than late.
      const digest = kept ?? (await soon(() => this.#made(row.number), until - performance.now()))
      const { why, disputes, brief, reports } = digest ?? nothingYet
      leads.set(row.number, { story: storyFrom(row), why, disputes, brief, reports })
    }
    return pageOf(
      rows,
      limit,
      (row) => [Number(row.place_in_order), row.last_news, row.number],
      (row) => leads.get(row.number) as StoryLead,
    )
  }

  /** See Store.moves. */
  async moves({ since, by = 'received' }: MovesFilter): Promise<Moves> {
    const db = this.#backend.read
    const last = await lastChange(db)
    if (typeof since === 'string' && Number.isNaN(Date.parse(since)))
      throw new StoreRequestError(
        `There is no such moment as "${since.slice(0, 40)}": write it as 2026-03-02T18:30:00Z.`,
      )
    const moment =
      typeof since === 'string'
        ? new Date(since).toISOString()
        : ((
            await db
              .selectFrom('change')
              .select('at')
              .where('number', '<=', since)
              .orderBy('number', 'desc')
              .limit(1)
              .executeTakeFirst()
          )?.at ?? '')
    // What is dated by the day alone counts as of its beginning.
    const isAfter = (at: string | null | undefined) =>
      at != null && (by === 'received' ? at > moment : Date.parse(at) >= Date.parse(moment))
    const rows = await db
      .selectFrom('report')
      .innerJoin('story', 'story.number', 'report.story')
      .select(['report.id', 'report.published', 'report.received', 'report.story', 'story.title'])
      .$if(by === 'received', (query) => query.where('report.received', '>', moment))
      .$if(by === 'published', (query) => query.where('report.published', '>=', dayBefore(moment)))
      .orderBy('report.number', 'desc')
      .limit(mostStories * 4)
      .execute()
    const fresh = rows.filter(({ published, received }) => isAfter(by === 'received' ? received : published))
    const isNew = new Set(fresh.map(({ id }) => id))
    const titles = new Map(fresh.map(({ story, title }) => [story, title]))
    const counts: Moves['counts'] = Object.fromEntries(
      storyMoveKinds.map((kind) => [kind, 0]),
    ) as Moves['counts']
    const items: MoveInStory[] = []
    const stories = [...titles.keys()].slice(0, mostStories)
    const digests = await this.#digestsOf(stories, leastRankMoved)
    for (const [story, { moves, reports }] of digests) {
      const counted = new Set<string>()
      for (const move of moves) {
        if (!move.reports.some((report) => isNew.has(report))) continue
        // A count that rose twice is one that rose; its last value is told.
        const count = move.unit === undefined ? undefined : `${move.kind} ${move.unit}`
        if (count !== undefined && counted.has(count)) continue
        if (count !== undefined) counted.add(count)
        counts[move.kind]++
        const named = new Set(move.reports)
        items.push({
          story: storyId(story),
          title: titles.get(story) ?? '',
          move,
          reports: reports.filter(({ id }) => named.has(id)),
        })
      }
    }
    items.sort((a, b) => {
      const [x, y] = [a.move.published ?? '', b.move.published ?? '']
      return x > y ? -1 : x < y ? 1 : a.story < b.story ? -1 : a.story > b.story ? 1 : 0
    })
    return {
      since: String(since),
      last,
      reports: fresh.length,
      stories: titles.size,
      counts,
      items: items.slice(0, mostListed),
      ...(items.length > mostListed ? { leftOut: items.length - mostListed } : {}),
    }
  }

  /** Digests that are kept, by the numbers of their stories. */
  async #digestsOf(stories: readonly number[], leastRank = 0): Promise<Map<number, StoryDigest>> {
    if (stories.length === 0) return new Map()
    const asked = this.#backend.rows(
      stories.map((story) => [story]),
      ['integer'],
    )
    const rows = await this.#backend.read
      .selectFrom('story_digest')
      .select(['story', 'digest'])
      .where('story', 'in', sql<number>`(select c0 from ${asked} as asked)`)
      .where('rank', '>=', leastRank)
      .execute()
    return new Map(rows.map(({ story, digest }) => [story, unpackedDigest(digest)]))
  }

  async #made(number: number): Promise<StoryDigest | undefined> {
    // A list does not fail for one story that cannot be worked out: whoever opens it is told.
    const situation = await this.#situations.of(number).catch(() => undefined)
    return situation && digestOf(situation)
  }
}

/** The day before a moment: dates are written with the hour of their own place. */
const dayBefore = (moment: string) => new Date(Date.parse(moment) - 86_400_000).toISOString().slice(0, 10)

const nothingYet: Omit<StoryDigest, 'moves'> = {
  why: 'said',
  disputes: { denials: 0, conflicts: 0, figures: 0 },
  brief: [],
  reports: [],
}
