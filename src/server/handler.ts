import type { Context } from 'hono'
import type { z } from 'zod'
import type { Operation, operations } from '../api/operations.ts'
import type { Analysis } from '../contract/analysis.ts'
import type { ReaderChoice } from '../contract/api.ts'
import type { FeedOutcome } from '../feeds/watcher.ts'
import type { IntakeOptions } from '../intake/intake-item.ts'
import { textGoneSentence } from '../output/text-gone.ts'
import type { ReportQueue } from '../store/queue/queued-report.ts'
import type { Store } from '../store/store.ts'
import type { Analyser } from './analyser.ts'
import type { CarefulPass } from './careful-pass.ts'
import type { ChangeStream } from './change-stream.ts'
import type { Metrics } from './metrics.ts'
import { ProblemError } from './problem.ts'
import type { RateLimit } from './rate-limit.ts'
import type { Sessions } from './sessions.ts'

/** What handlers work with. */
export interface Services {
  store: Store
  backend: 'sqlite' | 'postgresql'
  analyser: Analyser
  /** Who reads: what is asked for by name, or what can be had of it. */
  reader: ReaderChoice
  /** Reads carefully before its turn; absent where only the fast reader reads. */
  careful?: Pick<CarefulPass, 'first'>
  /** The queue of the database, where it has one; with `workersRead` what comes is read by its workers alone. */
  queue?: ReportQueue
  workersRead: boolean
  /** How addresses are fetched. */
  intake: Pick<IntakeOptions, 'allowAddress' | 'fetch' | 'limits'>
  /** Asks one feed now. */
  askFeed: (id: string) => Promise<FeedOutcome>
  changes: ChangeStream
  metrics: Metrics
  sessions?: Sessions
  wrongTokens: RateLimit
  port: () => number
  /** Who corrects and rates, as it is written down. */
  by: string
  /** Told of what nobody foresaw. */
  report: (error: unknown) => void
}

/** An answer with status 201. */
export class Created<T> {
  readonly value: T
  constructor(value: T) {
    this.value = value
  }
}

/** Answers one operation: with what its definition says, nothing (204), or an answer of its own making. */
export type Handler<O> =
  O extends Operation<infer P, infer Q, infer B, infer A>
    ? (
        input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> },
        context: Context,
      ) => Promise<z.input<A> | Created<z.input<A>> | Response>
    : never

type Operations = typeof operations
/** Handlers of some operations, by name. */
export type Handlers<Names extends keyof Operations> = { [Name in Names]: Handler<Operations[Name]> }

/** What was looked up, or the refusal that there is none. @param what "report", as the sentence calls it */
export function there<T>(found: T | undefined, what: string, id: string): T {
  if (found === undefined) throw notThere(what, id)
  return found
}

export function notThere(what: string, id: string): ProblemError {
  const shown = id.length > 100 ? `${id.slice(0, 99)}…` : id
  return new ProblemError(404, `There is no ${what} "${shown}".`)
}

/** The analysis that was looked up; the refusal says where it is not there because texts are kept for a time only. */
export async function analysisOrWhyNot(
  store: Pick<Store, 'report'>,
  found: Analysis | undefined,
  what: string,
  id: string,
): Promise<Analysis> {
  if (found) return found
  const report = await store.report(id)
  if (report?.textGone) throw new ProblemError(410, textGoneSentence(report.textGone, 'en'))
  throw notThere(what, id)
}

/** Cuts a page's request off a query. */
export function paged<T extends { after?: string; limit?: number }>({
  after,
  limit,
  ...filter
}: T): [Omit<T, 'after' | 'limit'>, { after?: string; limit?: number }] {
  return [filter, { ...(after === undefined ? {} : { after }), ...(limit === undefined ? {} : { limit }) }]
}
