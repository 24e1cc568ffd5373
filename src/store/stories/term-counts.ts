import type { Backend, Db } from '../sql/backend.ts'
import { bufferOf, bytesOf } from '../sql/little-endian.ts'

/** Counters: so many that two terms seldom share one, so few that they fit in memory (16 MB) whatever the store holds. */
const counters = 1 << 22
/** Where it is counted how many reports there are. */
const all = counters
/** Counters in a row of the table: one page of SQLite. */
const perPage = 1000
const pages = Math.floor(all / perPage) + 1
/** Rows of one statement. */
const perStatement = 200
/**
 * Reports whose terms are counted in memory before the counts go to the database, which touches most of their pages: so
 * many, or this share of all that were counted, beside which they make no difference.
 */
const countedAhead = 500
const shareAhead = 0.02

const counterOf = (term: number) => term & (counters - 1)

/**
 * In how many reports each term stands, counted by a part of the term's number: terms that share a counter count for
 * more than they should, which weighs them a little less, and what counting costs does not grow with the store.
 */
export class TermCounts {
  readonly #backend: Backend
  #counts: Uint32Array | undefined
  /** What the database does not know yet. */
  readonly #pending = new Map<number, number>()

  constructor(backend: Backend) {
    this.#backend = backend
  }

  async load(db: Db): Promise<void> {
    if (this.#counts) return
    const counts = new Uint32Array(pages * perPage)
    for (const { page, counts: bytes } of await db.selectFrom('term_count').selectAll().execute())
      counts.set(new Uint32Array(bufferOf(bytes)), page * perPage)
    for (const [counter, change] of this.#pending) counts[counter] = Math.max(counts[counter] + change, 0)
    this.#counts = counts
  }

  /** Counts a report's terms, each once. `load` comes before. */
  add(terms: Iterable<number>): void {
    this.#change(terms, 1)
  }

  remove(terms: Iterable<number>): void {
    this.#change(terms, -1)
  }

  /** How many reports have a term, or hardly more; at least 1. */
  of(term: number): number {
    return Math.max(this.#counts?.[counterOf(term)] ?? 1, 1)
  }

  get reports(): number {
    return this.#counts?.[all] ?? 0
  }

  #change(terms: Iterable<number>, by: number): void {
    this.#changeOne(all, by)
    for (const term of terms) this.#changeOne(counterOf(term), by)
  }

  #changeOne(counter: number, by: number): void {
    this.#pending.set(counter, (this.#pending.get(counter) ?? 0) + by)
    if (this.#counts) this.#counts[counter] = Math.max(this.#counts[counter] + by, 0)
  }

  /** Writes what waits in memory, if it is much or `now`. */
  async flush(now = false): Promise<void> {
    if (this.#pending.size === 0) return
    const ahead = Math.max(countedAhead, this.reports * shareAhead)
    if (!now && Math.abs(this.#pending.get(all) ?? 0) < ahead) return
    const changed = new Map<number, [number, number][]>()
    for (const [counter, change] of this.#pending) {
      if (change === 0) continue
      const page = Math.floor(counter / perPage)
      const changes = changed.get(page)
      if (changes) changes.push([counter - page * perPage, change])
      else changed.set(page, [[counter - page * perPage, change]])
    }
    const list = [...changed].sort(([a], [b]) => a - b)
    await this.#backend.write(async (db) => {
      for (let k = 0; k < list.length; k += perStatement) {
        const some = list.slice(k, k + perStatement)
        // Other processes count too: what they wrote is added to, and learned.
        const rows = await db
          .selectFrom('term_count')
          .selectAll()
          .where(
            'page',
            'in',
            some.map(([page]) => page),
          )
          .execute()
        const known = new Map(rows.map(({ page, counts }) => [page, new Uint32Array(bufferOf(counts))]))
        const values = some.map(([page, changes]) => {
          const counts = known.get(page) ?? new Uint32Array(perPage)
          for (const [at, change] of changes) counts[at] = Math.max(counts[at] + change, 0)
          this.#counts?.set(counts, page * perPage)
          return { page, counts: bytesOf(counts) }
        })
        await db
          .insertInto('term_count')
          .values(values)
          .onConflict((conflict) =>
            conflict.column('page').doUpdateSet((e) => ({ counts: e.ref('excluded.counts') })),
          )
          .execute()
      }
    })
    this.#pending.clear()
  }
}

/** Counts the terms of all reports anew, for a database that has none of their counts yet. */
export class TermTally {
  readonly #counts = new Uint32Array(pages * perPage)

  /** Counts a report's terms, each once. */
  add(terms: Iterable<number>): void {
    this.#counts[all]++
    for (const term of terms) this.#counts[counterOf(term)]++
  }

  async write(db: Db): Promise<void> {
    for (let page = 0; page < pages; page++) {
      const counts = this.#counts.subarray(page * perPage, (page + 1) * perPage)
      if (counts.some((count) => count > 0))
        await db
          .insertInto('term_count')
          .values({ page, counts: bytesOf(counts) })
          .execute()
    }
  }
}
