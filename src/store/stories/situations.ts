import type { Situation } from '../../contract/situation.ts'
import { mostBytes } from '../../situation/bound-situation.ts'
import { laidIn } from '../corrections/correction-book.ts'
import { enterStory } from '../ledger/write-ledger.ts'
import { enginesOf } from '../reports/engines.ts'
import { unlessDamaged } from '../reports/stored-analysis.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { storyId } from '../sql/keys.ts'
import { unpacked, unpackedSync } from '../sql/packed-json.ts'
import { inOrder, keptSituation } from './kept-situation.ts'
import { type SituationTask, type SituationWork, workOutSituation } from './situation-work.ts'
import { soon } from './soon.ts'
import { digestOf, packedDigest, ranks } from './story-digest.ts'
import type { StoryRow } from './story-row.ts'

/** Milliseconds that a list of stories spends on working out origins and conflicts that are not up to date. */
const patience = 60
/** The same of one story. */
const patienceOfOne = 1000
/** Share of the time that goes to that where lists are asked for without pause. */
const shareOfPatience = 0.05
/** Reports of a story that is worked out for a list; a larger one takes longer than a reader waits. */
const smallStory = 20
/** Bytes of a story's one report, packed, up to which it is worked out in this thread: it is compared with nothing. */
const smallReport = 100_000
/** Situations kept in memory until `refresh` writes them, and stories of which only the counts are. */
const situationsKept = 20
const countsKept = 20_000
/** Stories that `refresh` looks for at once. */
const refreshedAtOnce = 50

/** Works out the situation of a story elsewhere, so that this thread stays free; claims may meet there by models. */
export type Situate = (task: SituationTask) => Promise<SituationWork>

/** A state of a story: its last change, and as of which one its situation is kept. A new reading moves the latter alone. */
type StoryState = Pick<StoryRow, 'change' | 'situated'>

/** What was worked out as of a state of a story. */
interface WorkedOut extends SituationWork, StoryState {
  /** It is of one report, and compares nothing. */
  alone: boolean
}

const sameState = (a: StoryState | undefined, b: StoryState) =>
  a?.change === b.change && a.situated === b.situated

/**
 * The situations of stories. Reading gives what the database keeps as of the story's last change; where that is not there
 * it is worked out for the answer and stays in memory. Only `refresh` writes.
 */
export class Situations {
  readonly #backend: Backend
  readonly #situateApart: Situate | undefined
  /** Situations that are being worked out, by story and change. */
  readonly #underWay = new Map<string, Promise<WorkedOut | undefined>>()
  /** Worked out and not written, by story; what was worked out last at the end. */
  readonly #unwritten = new Map<number, WorkedOut>()
  readonly #counts = new Map<number, Omit<WorkedOut, 'bytes' | 'byTexts' | 'ledger' | 'details' | 'alone'>>()
  /** Stories whose situation could not be worked out, as of a change. */
  readonly #failed = new Map<number, number>()
  /** When a list of stories may next work out what is not up to date. */
  #restsUntil = 0
  /**
   * Whether stories were looked for that are up to date and have no situation, as an archive restores them, or are not in
   * the ledger, as in a database of before there was one.
   */
  #restoredAreKept = false

  constructor(backend: Backend, situateApart?: Situate) {
    this.#backend = backend
    this.#situateApart = situateApart
  }

  /** To be called where a report was deleted: nothing of it stays in memory. */
  forget(): void {
    this.#unwritten.clear()
    this.#counts.clear()
  }

  /** To be called where an archive was restored. */
  reset(): void {
    this.#restoredAreKept = false
  }

  /** The situation of a story, by its number; undefined where it has no reports. */
  async of(number: number): Promise<Situation | undefined> {
    const row = await this.#kept(number)
    if (!row) return undefined
    // Of a story of one report it is worked out whenever it is asked for: nothing is compared.
    if (isKept(row) && row.situation?.byteLength) {
      const { situation } = row
      const kept = await unlessDamaged(() => keptSituation(this.#backend.read, number, situation))
      // It changed between the two questions, or is worked out anew where its bytes are damaged.
      if (kept) return kept
    }
    const worked = await this.#worked(number, row)
    if (worked) return unpacked<Situation>(worked.bytes)
    // Where no text is there any more, what it said when they were let go.
    return row.situation?.byteLength ? keptSituation(this.#backend.read, number, row.situation) : undefined
  }

  /**
   * A story's row with the origins and conflicts of its last change, worked out if they are not known. Where that takes longer
   * than a reader waits, with those before its last change.
   */
  async upToDate(row: StoryRow): Promise<StoryRow> {
    if (this.#withCounts(row).situated < row.change)
      await soon(() => this.#worked(row.number, row), patienceOfOne)
    return this.#withCounts(row)
  }

  /** Rows of a list: small stories are worked out for a moment; of the others the counts are those before their last change. */
  async upToDateSoon(rows: readonly StoryRow[]): Promise<StoryRow[]> {
    const unknown = rows
      .map(this.#withCounts)
      .filter(({ situated, change, reports }) => situated < change && reports <= smallStory)
    const now = performance.now()
    if (unknown.length > 0 && now >= this.#restsUntil) {
      this.#restsUntil = Number.POSITIVE_INFINITY
      const work = this.#inTime(unknown, patience, async (story) => {
        await this.#worked(story.number, story)
      }).finally(() => {
        const then = performance.now()
        this.#restsUntil = then + (then - now) / shareOfPatience
      })
      // What is worked out elsewhere goes on when the list is answered, for the next one.
      await soon(() => work, patience)
    }
    return rows.map(this.#withCounts)
  }

  /** See Store.refresh. */
  async refresh(milliseconds: number, only?: number): Promise<boolean> {
    if (this.#backend.readOnly) return true
    const started = performance.now()
    for (;;) {
      // What cannot be worked out is tried again when it has changed.
      const rows = (await this.#notKept(only, !Number.isFinite(milliseconds))).filter(
        ({ number, change }) => this.#failed.get(number) !== change,
      )
      if (rows.length === 0) return true
      const left = milliseconds - (performance.now() - started)
      if (left <= 0) return false
      await this.#inTime(rows, left, async (story) => {
        const worked = await this.#worked(story.number, story)
        if (worked) await this.#write(story.number, worked)
        else this.#failed.set(story.number, story.change)
      })
      if (only !== undefined) return true
    }
  }

  #withCounts = (row: StoryRow): StoryRow => {
    const known = this.#counts.get(row.number)
    if (!known || row.situated >= row.change || !sameState(known, row)) return row
    return { ...row, origins: known.origins, conflicts: known.conflicts, situated: row.change }
  }

  async #kept(number: number) {
    const row = await this.#backend.read
      .selectFrom('story')
      .select(['change', 'situated', 'ledgered', 'situation', 'reports'])
      .where('number', '=', number)
      .executeTakeFirst()
    return row && row.reports > 0 ? row : undefined
  }

  /**
   * Stories whose situation is not kept, or that one if its is not; the last changed first, since people look for what is
   * new, or the other way round where all are worked out, since what is written in its order takes less room.
   */
  async #notKept(
    only: number | undefined,
    oldestFirst: boolean,
  ): Promise<({ number: number } & StoryState)[]> {
    if (only !== undefined) {
      const row = await this.#kept(only)
      return row && (!isKept(row) || row.ledgered !== row.change)
        ? [{ number: only, change: row.change, situated: row.situated }]
        : []
    }
    const found = () =>
      this.#backend.read
        .selectFrom('story')
        .select(['number', 'change', 'situated'])
        .where('reports', '>', 0)
        .orderBy('change', oldestFirst ? 'asc' : 'desc')
        .limit(refreshedAtOnce + this.#failed.size)
    const changed = await found().whereRef('situated', '<', 'change').execute()
    const failed = ({ number, change }: { number: number; change: number }) =>
      this.#failed.get(number) === change
    if (this.#restoredAreKept || !changed.every(failed)) return changed
    const restored = await found()
      .where((e) => e.or([e('situation', 'is', null), e('ledgered', '<>', e.ref('change'))]))
      .execute()
    this.#restoredAreKept = restored.every(failed)
    return restored
  }

  /** Does something with stories, one after the other, for about so many milliseconds. */
  async #inTime<Story extends { number: number; change: number }>(
    stories: readonly Story[],
    milliseconds: number,
    work: (story: Story) => Promise<void>,
  ): Promise<void> {
    const started = performance.now()
    for (const story of stories) {
      if (performance.now() - started > milliseconds) break
      try {
        await work(story)
      } catch (error) {
        // One story that cannot be worked out holds up no other; whoever asks for it is told.
        if (this.#failed.get(story.number) !== story.change) throw error
      }
    }
  }

  /** What a story says as of a state; whoever asks for it meanwhile waits for the same work. */
  async #worked(number: number, { change, situated }: StoryState): Promise<WorkedOut | undefined> {
    const state = { change, situated }
    const unwritten = this.#unwritten.get(number)
    if (sameState(unwritten, state)) return unwritten
    const key = `${number} ${change} ${situated}`
    let work = this.#underWay.get(key)
    if (!work) {
      work = this.#workOut(number, state).finally(() => this.#underWay.delete(key))
      this.#underWay.set(key, work)
    }
    return work
  }

  async #workOut(number: number, state: StoryState): Promise<WorkedOut | undefined> {
    const task = await situationTask(this.#backend.read, number)
    if (task.reports.length === 0) return undefined
    const { reports } = task
    const small = reports.length === 1 && reports[0].analysis.byteLength <= smallReport
    const apart = small ? undefined : this.#situateApart
    let work: SituationWork
    try {
      work = await (apart ?? workOutSituation)(task)
    } catch (error) {
      this.#failed.set(number, state.change)
      throw error
    }
    const { alone, whole } = task
    // Where a text was let go, nothing is packed by the others: they will go, too.
    const worked = { ...work, ...(whole ? {} : { byTexts: undefined }), alone, ...state }
    const { origins, conflicts } = work
    keep(this.#unwritten, number, worked, situationsKept)
    keep(this.#counts, number, { origins, conflicts, ...state }, countsKept)
    return worked
  }

  async #write(
    number: number,
    { bytes, byTexts, origins, conflicts, ledger, details, alone, change, situated }: WorkedOut,
  ): Promise<void> {
    // Bytes that come from another thread are no Buffer.
    const buffer = (given: Uint8Array) => Buffer.from(given.buffer, given.byteOffset, given.byteLength)
    // Most stories have one report: what it says alone is worked out again when somebody asks.
    const digest = alone ? digestOf(unpackedSync<Situation>(bytes)) : undefined
    await this.#backend.write(async (db) => {
      // Another process may have let a text go since it was worked out, which changes no state.
      const texts = byTexts && (await hasAllTexts(db, number)) ? byTexts : undefined
      const situation = alone ? Buffer.alloc(0) : buffer(texts ?? bytes)
      const { numUpdatedRows } = await db
        .updateTable('story')
        .set({ situation, situated: change, ledgered: change, origins, conflicts })
        .where('number', '=', number)
        .where('change', '=', change)
        .where('situated', '=', situated)
        .executeTakeFirst()
      // What was worked out of a state that is gone is entered nowhere.
      if (numUpdatedRows === 0n) return
      await enterStory(this.#backend, db, number, ledger, details)
      if (digest)
        await db
          .insertInto('story_digest')
          .values({ story: number, rank: ranks[digest.why], origins, digest: packedDigest(digest) })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
    })
    this.#unwritten.delete(number)
    this.#counts.delete(number)
  }
}

/** Whether the situation of a story is there as of its last change. What was kept before situations had a bound is not. */
const isKept = (row: { change: number; situated: number; situation: Uint8Array | null }) =>
  row.situation !== null && row.situated === row.change && row.situation.byteLength <= mostBytes

async function hasAllTexts(db: Db, story: number): Promise<boolean> {
  const gone = await db
    .selectFrom('report')
    .select('number')
    .where('story', '=', story)
    .where('text_gone', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return gone === undefined
}

/** Puts a value at the end of a map that holds no more than `most`. */
function keep<T>(map: Map<number, T>, key: number, value: T, most: number): void {
  map.delete(key)
  map.set(key, value)
  for (const first of map.keys()) {
    if (map.size <= most) break
    map.delete(first)
  }
}

/** What the situation of a story is made of. */
async function situationTask(
  db: Db,
  number: number,
): Promise<SituationTask & { alone: boolean; whole: boolean }> {
  const rows = await db
    .selectFrom('report')
    .innerJoin('version', (join) =>
      join.onRef('version.report', '=', 'report.number').onRef('version.number', '=', 'report.version'),
    )
    .select(['report.number', 'report.engine_hash', 'version.analysis'])
    .where('report.story', '=', number)
    .orderBy(inOrder)
    .execute()
  const anchored = await db
    .selectFrom('correction_anchor')
    .innerJoin('report', 'report.number', 'correction_anchor.report')
    .select('report.number')
    .distinct()
    .where('report.story', '=', number)
    .execute()
  const corrected = new Set(anchored.map((row) => row.number))
  const reports: SituationTask['reports'] = []
  // Reports whose texts were let go cannot be compared any more.
  for (const { number: report, analysis } of rows)
    if (analysis.byteLength > 0)
      reports.push({ analysis, laid: corrected.has(report) ? await laidIn(db, report) : [] })
  const engines = await enginesOf(
    db,
    rows.map((row) => row.engine_hash),
  )
  return {
    story: storyId(number),
    reports,
    engines,
    alone: rows.length === 1 && reports.length === 1,
    whole: rows.length === reports.length,
  }
}
