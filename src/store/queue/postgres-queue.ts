import { sql } from 'kysely'
import type { Analysis } from '../../contract/analysis.ts'
import { boundedReport } from '../../engine/report-fields.ts'
import { ingestEach } from '../reports/ingest-each.ts'
import { takeInReports } from '../reports/take-in-reports.ts'
import type { Backend, Db } from '../sql/backend.ts'
import { keyHash, optional } from '../sql/keys.ts'
import { packed, unpacked } from '../sql/packed-json.ts'
import { type IngestItem, StoreError } from '../store.ts'
import type { StoreParts } from '../store-parts.ts'
import { lockClasses, lockNumber } from './live-workers.ts'
import {
  type FailedReport,
  hashOf,
  idOf,
  type Queued,
  type QueueState,
  type ReportQueue,
  type ReportToRead,
} from './queued-report.ts'

/** The tasks of graphile-worker's jobs, and the queue by which one job at a time puts reports into stories. */
export const tasks = { read: 'selon-read', place: 'selon-place' } as const
/** Tries for a report whose worker is killed, or that the database was in the way of. */
const mostTries = 12
/** Reports of one statement. */
const perStatement = 100
/** Seconds by which a report is put off for each worker that ended with it: others go first. */
const putOff = 2

/** States of reports that were given up; "overtaken" where a newer version was taken in since. */
const givenUp = ['failed', 'overtaken']

const readKey = (number: number) => `selon-read-${number}`

/** What a row was placed from was taken away by another meanwhile: nothing was written. */
class QueueMoved extends StoreError {
  override name = 'QueueMoved'
}

/** What of a report stands in its row as JSON. */
type Written = Pick<ReportToRead, 'input' | 'explain' | 'reader'>

/** The queue of the database behind a store. `schema` is where the jobs are: see jobSchema. */
export class PostgresQueue implements ReportQueue {
  readonly jobs: string
  readonly locks: ReportQueue['locks']
  readonly #parts: StoreParts
  readonly #backend: Backend
  readonly #table
  readonly #view

  constructor(parts: StoreParts, schema: string) {
    this.#parts = parts
    this.#backend = parts.backend
    this.jobs = schema
    this.locks = lockClasses(schema)
    this.#table = sql.id(schema)
    this.#view = sql.id(schema, 'jobs')
  }

  async add(reports: readonly ReportToRead[]): Promise<Queued[]> {
    const given = reports.map((one) => ({ given: one, id: idOf(one.input), hash: hashOf(one) }))
    if (given.length === 0) return []
    // Versions of one report go in one after the other: which came last is what it says.
    const versions = new Set(given.map(({ hash }) => hash)).size > new Set(given.map(({ id }) => id)).size
    const atOnce = versions ? 1 : perStatement
    const received = this.#parts.now()
    return this.#beside(async (db) => {
      // One after the other: numbers tell the order also of those who write down at once, and nobody waits for another's rows.
      await sql`select pg_advisory_xact_lock(${this.locks.placer}, 1)`.execute(db)
      const queued: Queued[] = []
      for (let k = 0; k < given.length; k += atOnce) {
        const some = given.slice(k, k + atOnce)
        const numbers = await this.#addSome(db, some, received)
        const told = new Set<string>()
        for (const { id, hash } of some) {
          const { number = 0, added = false } = numbers.get(hash) ?? {}
          queued.push({ report: id, number, added: added && !told.has(hash) })
          told.add(hash)
        }
      }
      return queued
    })
  }

  /** Writes reports down, each with its job; by its hash the number of each, and whether it waits since now. */
  async #addSome(
    db: Db,
    given: readonly { given: ReportToRead; hash: string }[],
    received: string,
  ): Promise<Map<string, { number: number; added: boolean }>> {
    const numbers = new Map<string, { number: number; added: boolean }>()
    // Twice in one statement would be an error.
    const each = new Map(given.map((one) => [one.hash, one.given]))
    const insert = async (rows: ReturnType<typeof rowOf>[], hashOfRow: (hash: string) => string) => {
      const written = await db
        .insertInto('queued_report')
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .column('hash')
            .doUpdateSet({ state: 'waiting', failure: null })
            .where('queued_report.state', 'in', givenUp),
        )
        .returning(['number', 'hash'])
        .execute()
      for (const { number, hash } of written) numbers.set(hashOfRow(hash), { number, added: true })
      await this.#addReads(
        db,
        written.map(({ number }) => number),
      )
    }
    await insert(
      [...each].map(([hash, one]) => rowOf(one, hash, received)),
      (hash) => hash,
    )
    const others = [...each.keys()].filter((hash) => !numbers.has(hash))
    if (others.length === 0) return numbers
    const { rows } = await sql<{ hash: string; number: number; last: string }>`
      select same.hash, latest.number, latest.hash as last from queued_report as same, lateral (
        select number, hash from queued_report where id = same.id order by number desc limit 1) as latest
      where same.hash in (${sql.join(others)})`.execute(db)
    for (const { hash, number, last } of rows) {
      numbers.set(hash, { number, added: false })
      const again = each.get(hash)
      // Where it said something else meanwhile, and says this again, it waits once more, behind the other.
      const behind = last.split('#')[0] === hash ? last : `${hash}#${number}`
      if (again) await insert([rowOf(again, behind, received)], () => hash)
    }
    return numbers
  }

  async take(number: number): Promise<ReportToRead | undefined> {
    const row = await this.#backend.read
      .selectFrom('queued_report')
      .select(['report', 'came_from'])
      .where('number', '=', number)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    return (
      row && { ...(JSON.parse(row.report) as Written), ...(row.came_from ? { from: row.came_from } : {}) }
    )
  }

  async keep(number: number, analysis: Analysis): Promise<boolean> {
    const bytes = await packed(analysis)
    return this.#beside(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('queued_report')
        .set({ state: 'read', analysis: bytes })
        .where('number', '=', number)
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await this.#addPlace(db)
      return true
    })
  }

  giveUp(number: number, failure: string): Promise<void> {
    return this.#giveUp(number, 'waiting', failure)
  }

  /** @param state in which it is given up; where another has brought it further meanwhile, it stays. */
  async #giveUp(number: number, state: 'waiting' | 'read', failure: string): Promise<void> {
    await this.#beside(async (db) => {
      await db
        .updateTable('queued_report')
        .set({ state: 'failed', failure: optional(failure), analysis: null })
        .where('number', '=', number)
        .where('state', '=', state)
        .execute()
      // A later version of it may have waited for this one.
      await this.#addPlace(db)
    })
  }

  async place(most: number): Promise<number> {
    const { rows } = await sql<{ number: number; came_from: string | null; analysis: Uint8Array }>`
      select number, came_from, analysis from queued_report as ripe where state = 'read' and not exists (
        select 1 from queued_report as earlier where earlier.state = 'waiting' and earlier.number < ripe.number
        and (earlier.id = ripe.id or earlier.url_hash = ripe.url_hash))
      order by number limit ${most}`.execute(this.#backend.read)
    if (rows.length === 0) return 0
    const numbers = new Map<IngestItem, number>()
    for (const { number, came_from: from, analysis } of rows)
      try {
        const read = await unpacked<Analysis>(analysis)
        numbers.set({ analysis: read, ...(from === null ? {} : { from }) }, number)
      } catch (error) {
        // What stands behind it must not wait for ever.
        if (!(error instanceof StoreError)) throw error
        await this.#giveUp(number, 'read', error.message)
      }
    const items = [...numbers.keys()]
    try {
      const ingest = (some: readonly IngestItem[]) => this.#takeIn(some, numbers)
      for (const [k, taken] of (await ingestEach({ ingest }, items)).entries())
        if (!taken.ok) await this.#giveUp(numbers.get(items[k]) ?? 0, 'read', taken.error)
    } catch (error) {
      if (!(error instanceof QueueMoved)) throw error
    }
    return rows.length
  }

  /** Takes reports in and their rows away, in one transaction. */
  #takeIn(items: readonly IngestItem[], numbers: ReadonlyMap<IngestItem, number>) {
    return takeInReports(this.#parts, items, async (db, taken) => {
      // What failed of their older versions would pass for the newest if it were read now.
      await sql`update queued_report as older set state = 'overtaken' from queued_report as newer
        where older.state = 'failed' and older.number < newer.number
        and (older.id = newer.id or older.url_hash = newer.url_hash)
        and newer.number in (${sql.join(items.map((item) => numbers.get(item) ?? 0))})`.execute(db)
      const { numDeletedRows } = await db
        .deleteFrom('queued_report')
        .where(
          'number',
          'in',
          items.map((item) => numbers.get(item) ?? 0),
        )
        .where('state', '=', 'read')
        .executeTakeFirst()
      if (numDeletedRows !== BigInt(items.length))
        throw new QueueMoved('Another process put these reports into their stories, or deleted one.')
      // An item of a feed was written down under the id that its report would have if it were new.
      for (const [k, { report }] of taken.entries()) {
        const expected = items[k].analysis.report.id
        if (report !== expected && items[k].from?.startsWith('f'))
          await db
            .updateTable('feed_item')
            .set({ report })
            .where('report', '=', expected)
            .where('feed', '=', Number(items[k].from?.slice(1)) || 0)
            .execute()
      }
    })
  }

  async outcome(number: number) {
    const row = await this.#backend.read
      .selectFrom('queued_report')
      .select(['state', 'failure'])
      .where('number', '=', number)
      .executeTakeFirst()
    if (row === undefined) return { state: 'gone' as const }
    return givenUp.includes(row.state)
      ? { state: 'failed' as const, failure: row.failure ?? '' }
      : { state: 'waiting' as const }
  }

  async state(): Promise<QueueState> {
    const db = this.#backend.read
    const { rows } = await sql<{ state: string; count: number; since: string }>`
      select state, count(*)::integer as count, min(received) as since from queued_report group by state`.execute(
      db,
    )
    const of = (state: string) => rows.find((row) => row.state === state)
    const waiting = of('waiting')
    const jobs = (await this.#isThere())
      ? await sql<{ reading: number; again: number }>`select
          count(*) filter (where locked_at is not null)::integer as reading,
          count(*) filter (where locked_at is null and last_error is not null and attempts < max_attempts)::integer as again
          from ${this.#view} where task_identifier = ${tasks.read}`.execute(db)
      : undefined
    const { rows: workers } = await sql<{ name: string }>`
      select coalesce(max(application_name), '') as name from pg_locks left join pg_stat_activity using (pid)
      where ${this.#heldLocks()} group by pid order by pid`.execute(db)
    const reading = jobs?.rows[0]?.reading ?? 0
    const open = Math.max(0, (waiting?.count ?? 0) - reading)
    return {
      waiting: open,
      reading,
      read: of('read')?.count ?? 0,
      failed: of('failed')?.count ?? 0,
      // A job may outlive its report for a moment.
      again: Math.min(jobs?.rows[0]?.again ?? 0, open),
      ...(waiting ? { since: waiting.since } : {}),
      workers: workers.map(({ name }) => name.replace(/^selon worker /, '') || 'unnamed'),
    }
  }

  async failed(most: number): Promise<FailedReport[]> {
    const rows = await this.#backend.read
      .selectFrom('queued_report')
      .select(['number', 'id', 'received', 'came_from', 'report', 'failure', 'state'])
      .where('state', 'in', givenUp)
      .orderBy('state')
      .orderBy('number')
      .limit(most)
      .execute()
    return rows.map(({ number, id, received, came_from: from, report, failure, state }) => {
      const { title } = (JSON.parse(report) as Written).input
      return {
        number,
        report: id,
        since: received,
        ...(from ? { from } : {}),
        ...(title ? { title } : {}),
        failure: failure ?? '',
        ...(state === 'overtaken' ? { overtaken: true as const } : {}),
      }
    })
  }

  retry(numbers?: readonly number[]): Promise<number> {
    return this.#beside(async (db) => {
      let update = db
        .updateTable('queued_report')
        .set({ state: 'waiting', failure: null })
        .where('state', '=', 'failed')
      if (numbers) update = update.where('number', 'in', [0, ...numbers])
      const rows = await update.returning('number').execute()
      await this.#addReads(
        db,
        rows.map(({ number }) => number),
      )
      return rows.length
    })
  }

  async drop(numbers: readonly number[]): Promise<number> {
    const { numDeletedRows } = await this.#beside((db) =>
      db
        .deleteFrom('queued_report')
        .where('state', 'in', givenUp)
        .where('number', 'in', [0, ...numbers])
        .executeTakeFirst(),
    )
    return Number(numDeletedRows)
  }

  async mend(): Promise<void> {
    await this.#beside(async (db) => {
      const { rows } = await sql<{ got: boolean }>`
        select pg_try_advisory_xact_lock(${this.locks.placer}, 2) as got`.execute(db)
      // Else another does it just now.
      if (rows[0]?.got !== true) return
      await this.#freeOfGone()
      // Jobs that were tried as often as they are: what a report waits for then never comes.
      const { rows: dead } = await sql<{
        id: string
        task: string
        key: string | null
        error: string | null
      }>`
        select id, task_identifier as task, key, last_error as error from ${this.#view}
        where attempts >= max_attempts and locked_at is null
        and task_identifier in (${tasks.read}, ${tasks.place})`.execute(db)
      if (dead.length > 0) {
        for (const { task, key, error } of dead) {
          const number = task === tasks.read ? Number(key?.slice(readKey(0).length - 1)) : 0
          if (!(number > 0)) continue
          await db
            .updateTable('queued_report')
            .set({
              state: 'failed',
              failure: optional(
                error ?? `Each of the ${mostTries} workers that began to read it ended before it had.`,
              ),
            })
            .where('number', '=', number)
            .where('state', '=', 'waiting')
            .execute()
        }
        const ids = sql.join(dead.map(({ id }) => sql`${id}::bigint`))
        await sql`select from ${this.#table}.complete_jobs(array[${ids}])`.execute(db)
      }
      const { rows: orphans } = await sql<{ number: number }>`select number from queued_report
        where state = 'waiting' and not exists (
          select 1 from ${this.#view} as jobs where jobs.key = 'selon-read-' || queued_report.number)
        order by number limit 10000`.execute(db)
      await this.#addReads(
        db,
        orphans.map(({ number }) => number),
      )
      const { rows: unplaced } = await sql`select from queued_report where state = 'read' and not exists (
        select 1 from ${this.#view} as jobs where jobs.task_identifier = ${tasks.place}
        and (jobs.locked_at is not null or jobs.attempts < jobs.max_attempts)) limit 1`.execute(db)
      if (unplaced.length > 0) await this.#addPlace(db)
    })
  }

  /** Frees the jobs of workers that are no longer there. */
  async #freeOfGone(): Promise<void> {
    const db = this.#backend.read
    const queues = sql.id(this.jobs, '_private_job_queues')
    const { rows: holders } = await sql<{ name: string }>`select locked_by as name from ${this.#view}
      where locked_by is not null union select locked_by from ${queues} where locked_by is not null`.execute(
      db,
    )
    if (holders.length === 0) return
    // Read after who holds jobs: a worker takes its lock before its first job.
    const { rows: held } = await sql<{ number: number }>`
      select objid::bigint::integer as number from pg_locks where ${this.#heldLocks()}`.execute(db)
    const there = new Set(held.map(({ number }) => number))
    const gone = holders.map(({ name }) => name).filter((name) => !there.has(lockNumber(name)))
    if (gone.length > 0) await this.#free(gone)
  }

  /** Frees the jobs of workers that ended; what they read is put off a little, more each time. */
  async #free(workers: readonly string[]): Promise<void> {
    await this.#beside(async (db) => {
      const names = sql`array[${sql.join(workers.map((name) => sql`${name}::text`))}]`
      const { rows } = await sql<{ id: string }>`select id from ${this.#view}
        where locked_by = any(${names}) and task_identifier = ${tasks.read}`.execute(db)
      await sql`select ${this.#table}.force_unlock_workers(${names})`.execute(db)
      for (const { id } of rows)
        await sql`select from ${this.#view} as given, lateral ${this.#table}.reschedule_jobs(array[${id}::bigint],
          run_at => now() + make_interval(secs => ${sql.lit(putOff)} * (given.attempts - 1))) where given.id = ${id}::bigint
          and given.attempts < given.max_attempts`.execute(db)
    })
  }

  async due(): Promise<boolean> {
    const { rows } = await sql<{ due: boolean }>`select exists (select 1 from ${this.#view}
      where task_identifier in (${tasks.read}, ${tasks.place})
      and (locked_at is not null or (attempts < max_attempts and run_at <= now()))) as due`.execute(
      this.#backend.read,
    )
    return rows[0]?.due === true
  }

  #beside<T>(work: (db: Db) => Promise<T>): Promise<T> {
    if (!this.#backend.beside) throw new StoreError('The queue needs PostgreSQL.')
    return this.#backend.beside(work)
  }

  /** Whether there are jobs that this user may see: one who only reads reports may not. */
  async #isThere(): Promise<boolean> {
    const { rows } = await sql<{ there: boolean }>`select exists (
      select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = ${this.jobs} and relname = 'jobs' and has_schema_privilege(pg_namespace.oid, 'usage')
        and has_table_privilege(pg_class.oid, 'select')) as there`.execute(this.#backend.read)
    return rows[0]?.there === true
  }

  #heldLocks() {
    return sql`locktype = 'advisory' and granted and objsubid = 2 and classid::bigint = ${this.locks.worker}
      and database = (select oid from pg_database where datname = current_database())`
  }

  /** A job for each report, which has it read; once, whoever asks again. */
  async #addReads(db: Db, numbers: readonly number[]): Promise<void> {
    if (numbers.length === 0) return
    await sql`select from ${this.#table}.add_jobs(array(
      select row(${tasks.read}, json_build_object('report', c0), null, null, ${sql.lit(mostTries)}, 'selon-read-' || c0,
        null, null)::${this.#table}.job_spec
      from ${this.#backend.rows(
        numbers.map((number) => [number]),
        ['integer'],
      )} as given order by c0), true)`.execute(db)
  }

  /** A job that puts what was read into stories, if none waits. */
  async #addPlace(db: Db): Promise<void> {
    await sql`select from ${this.#table}.add_job(${tasks.place}, queue_name => ${tasks.place}, job_key => ${tasks.place},
      job_key_mode => 'preserve_run_at')`.execute(db)
  }
}

function rowOf(given: ReportToRead, hash: string, received: string) {
  const { input, from, explain, reader } = given
  const { url } = boundedReport(input).report
  const written: Written = { input, ...(explain ? { explain } : {}), ...(reader ? { reader } : {}) }
  return {
    hash,
    id: idOf(input),
    url_hash: url ? keyHash(url) : null,
    came_from: optional(from),
    received,
    state: 'waiting',
    report: JSON.stringify(written),
  }
}

/** The schema of graphile-worker's jobs beside Selon's tables in the schema given. */
export const jobSchema = (schema: string): string =>
  schema === 'public' ? 'selon_jobs' : `${schema.slice(0, 58)}_jobs`
