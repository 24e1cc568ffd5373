import { sql } from 'kysely'
import type { Backend, Db } from '../sql/backend.ts'
import { type Postings as PostingColumns, packedPostings, unpackedPostings } from './packed-postings.ts'

/** Reports whose postings stand in memory alone (and in their vectors) before they are written as a run. */
const sealedAt = 512
/** Postings in one row of the table; a few dozen kilobytes, so that one can be changed alone. */
const perPart = 5000

/** Postings ordered by term, as long as they stay. */
type Columns = PostingColumns

/**
 * Columns with a table of where the terms begin that have the same first bits: terms are hashes, so that one is found
 * among a handful, while halving millions again and again waits for memory at every step.
 */
interface Run extends Columns {
  starts: Int32Array
  /** How many of a term's last bits do not count for the table. */
  shift: number
}

/** Postings that one entry of a run's table stands for, about. */
const perStart = 16
const fewestBits = 4
const mostBits = 18

const startOf = (term: number, shift: number) => (term ^ 0x80000000) >>> shift

function indexed(columns: Columns): Run {
  const { terms } = columns
  let bits = fewestBits
  while (bits < mostBits && terms.length > perStart << bits) bits++
  const shift = 32 - bits
  const starts = new Int32Array((1 << bits) + 1)
  for (let k = 0; k < terms.length; k++) starts[startOf(terms[k], shift) + 1]++
  for (let k = 1; k < starts.length; k++) starts[k] += starts[k - 1]
  return { ...columns, starts, shift }
}

/** Reports under a term, with the term's weight in each. */
export type Postings = [
  reports: Int32Array | number[],
  weights: Float32Array | number[],
  from: number,
  to: number,
]

/**
 * Which reports have a term among their weightiest. New reports stand in memory; by the hundred they become a run, and
 * runs of like size are merged into one (a log-structured merge tree), so that writing is never scattered over the disk
 * and each posting is rewritten only as often as the store doubles. Runs are read once and stay in memory, 12 bytes a posting.
 */
export class PostingIndex {
  readonly #backend: Backend
  readonly #runs = new Map<number, Run>()
  /** Reports in no run yet. */
  readonly #fresh = new Map<number, [number, number][]>()
  readonly #freshUnder = new Map<number, [number[], number[]]>()

  #doubtful = false

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** What is in memory is read anew: after a transaction that was undone it may be other than what the database has. */
  reset(): void {
    this.#doubtful = true
  }

  #clearFresh(): void {
    this.#fresh.clear()
    this.#freshUnder.clear()
  }

  /**
   * Brings memory up to what other processes did.
   * @param read gives the postings of reports by their numbers
   */
  async load(
    db: Db,
    read: (reports: readonly number[]) => Promise<Map<number, [number, number][]>>,
  ): Promise<void> {
    if (this.#doubtful) {
      this.#runs.clear()
      this.#clearFresh()
      this.#doubtful = false
    }
    const runs = (await db.selectFrom('posting_run').select('run').distinct().execute()).map(({ run }) => run)
    for (const run of this.#runs.keys()) if (!runs.includes(run)) this.#runs.delete(run)
    for (const run of runs.sort((a, b) => a - b)) {
      if (this.#runs.has(run)) continue
      const parts = await db
        .selectFrom('posting_run')
        .select('postings')
        .where('run', '=', run)
        .orderBy('part')
        .execute()
      this.#runs.set(run, indexed(joined(parts.map(({ postings }) => unpackedPostings(postings)))))
    }
    const fresh = (await db.selectFrom('unsealed').select('report').execute()).map(({ report }) => report)
    if (fresh.length === this.#fresh.size && fresh.every((report) => this.#fresh.has(report))) return
    this.#clearFresh()
    for (let k = 0; k < fresh.length; k += sealedAt) {
      for (const [report, postings] of await read(fresh.slice(k, k + sealedAt))) this.add(report, postings)
      await this.#seal(db)
    }
  }

  /** Puts a new report in, which `find` finds from now on; `write` comes in the same transaction. */
  add(report: number, postings: [number, number][]): void {
    this.#fresh.set(report, postings)
    for (const [term, weight] of postings) {
      const under = this.#freshUnder.get(term)
      if (under) {
        under[0].push(report)
        under[1].push(weight)
      } else this.#freshUnder.set(term, [[report], [weight]])
    }
  }

  /** Writes which reports stand in no run, and a run where they are many. */
  async write(db: Db, reports: readonly number[]): Promise<void> {
    if (reports.length > 0)
      await sql`insert into unsealed (report) select c0 from ${this.#backend.rows(
        reports.map((report) => [report]),
        ['integer'],
      )} as given where true on conflict do nothing`.execute(db)
    await this.#seal(db)
  }

  /** All that stands under a term: pieces of columns, each with where it begins and ends. */
  find(term: number): { postings: Postings[]; count: number } {
    const postings: Postings[] = []
    let count = 0
    for (const { terms, reports, weights, starts, shift } of this.#runs.values()) {
      const start = startOf(term, shift)
      const end = starts[start + 1]
      const from = firstNotBelow(terms, term, starts[start], end)
      if (from === end || terms[from] !== term) continue
      const to = firstNotBelow(terms, term + 1, from, end)
      postings.push([reports, weights, from, to])
      count += to - from
    }
    const under = this.#freshUnder.get(term)
    if (under) {
      postings.push([under[0], under[1], 0, under[0].length])
      count += under[0].length
    }
    return { postings, count }
  }

  async #seal(db: Db): Promise<void> {
    if (this.#fresh.size < sealedAt) return
    const rows: [number, number, number][] = []
    for (const [report, postings] of this.#fresh)
      for (const [term, weight] of postings) rows.push([term, report, weight])
    rows.sort((a, b) => a[0] - b[0] || a[1] - b[1])
    let sealed: Columns = {
      terms: Int32Array.from(rows, ([term]) => term),
      reports: Int32Array.from(rows, ([, report]) => report),
      weights: Float32Array.from(rows, ([, , weight]) => weight),
    }
    const gone: number[] = []
    for (const [number, run] of [...this.#runs].reverse()) {
      if (run.terms.length > sealed.terms.length * 1.5) break
      sealed = merged(run, sealed)
      gone.push(number)
    }
    const number = Math.max(0, ...this.#runs.keys()) + 1
    if (gone.length > 0) await db.deleteFrom('posting_run').where('run', 'in', gone).execute()
    for (let part = 0; part * perPart < sealed.terms.length; part++)
      await this.#writePart(db, number, part, sealed)
    await sql`delete from unsealed where report in (select c0 from ${this.#backend.rows(
      [...this.#fresh.keys()].map((report) => [report]),
      ['integer'],
    )} as sealed)`.execute(db)
    for (const run of gone) this.#runs.delete(run)
    this.#runs.set(number, indexed(sealed))
    this.#clearFresh()
  }

  async #writePart(db: Db, run: number, part: number, { terms, reports, weights }: Columns): Promise<void> {
    const [from, to] = [part * perPart, (part + 1) * perPart]
    const postings = packedPostings({
      terms: terms.subarray(from, to),
      reports: reports.subarray(from, to),
      weights: weights.subarray(from, to),
    })
    await db
      .insertInto('posting_run')
      .values({ run, part, postings })
      .onConflict((conflict) => conflict.columns(['run', 'part']).doUpdateSet({ postings }))
      .execute()
  }

  /**
   * Takes a report out.
   * @param everywhere of runs too: where it is deleted. Where it only changed, its older words may lead to it.
   */
  async remove(db: Db, report: number, everywhere: boolean): Promise<void> {
    const postings = this.#fresh.get(report)
    if (postings) {
      this.#fresh.delete(report)
      for (const [term] of postings) {
        const under = this.#freshUnder.get(term)
        const at = under?.[0].indexOf(report) ?? -1
        if (!under || at < 0) continue
        under[0].splice(at, 1)
        under[1].splice(at, 1)
        if (under[0].length === 0) this.#freshUnder.delete(term)
      }
    }
    await db.deleteFrom('unsealed').where('report', '=', report).execute()
    if (!everywhere) return
    for (const [number, run] of this.#runs) {
      const parts = new Set<number>()
      for (let at = run.reports.indexOf(report); at >= 0; at = run.reports.indexOf(report, at + 1)) {
        run.reports[at] = 0
        run.weights[at] = 0
        // The order of terms is needed; which term it was is not.
        run.terms[at] = at > 0 ? run.terms[at - 1] : -(2 ** 31)
        parts.add(Math.floor(at / perPart))
      }
      for (const part of parts) await this.#writePart(db, number, part, run)
    }
  }
}

/** Where between two places in ordered numbers the first stands that is not below one. */
function firstNotBelow(numbers: Int32Array, least: number, first: number, end: number): number {
  let from = first
  let to = end
  while (from < to) {
    const middle = (from + to) >>> 1
    if (numbers[middle] < least) from = middle + 1
    else to = middle
  }
  return from
}

function joined(parts: readonly Columns[]): Columns {
  const size = parts.reduce((sum, { terms }) => sum + terms.length, 0)
  const run: Columns = {
    terms: new Int32Array(size),
    reports: new Int32Array(size),
    weights: new Float32Array(size),
  }
  let at = 0
  for (const { terms, reports, weights } of parts) {
    run.terms.set(terms, at)
    run.reports.set(reports, at)
    run.weights.set(weights, at)
    at += terms.length
  }
  return run
}

/** Two runs as one, without what was taken out. */
function merged(a: Columns, b: Columns): Columns {
  const size = a.terms.length + b.terms.length
  const run: Columns = {
    terms: new Int32Array(size),
    reports: new Int32Array(size),
    weights: new Float32Array(size),
  }
  let [i, k, at] = [0, 0, 0]
  while (i < a.terms.length || k < b.terms.length) {
    const first = k >= b.terms.length || (i < a.terms.length && a.terms[i] <= b.terms[k])
    const from = first ? a : b
    const next = first ? i++ : k++
    if (from.reports[next] === 0) continue
    run.terms[at] = from.terms[next]
    run.reports[at] = from.reports[next]
    run.weights[at++] = from.weights[next]
  }
  return {
    terms: run.terms.slice(0, at),
    reports: run.reports.slice(0, at),
    weights: run.weights.slice(0, at),
  }
}
