import type { Ingested } from '../contract/api.ts'
import type { ReportQueue, ReportToRead } from '../store/queue/queued-report.ts'
import type { Store } from '../store/store.ts'
import { ProblemError, problemAnswer } from './problem.ts'

/** Milliseconds that whoever sent a report waits for a worker, and between two looks; with more before it, not at all. */
const patience = 15_000
const look = 150
const fewBefore = 100

/**
 * Has a report read by workers. Gives what became of it where that is soon known; else an answer with status 202, which says
 * that the report is written down and waits. Throws a ProblemError where it could not be read.
 */
export async function readByWorkers(
  store: Pick<Store, 'report' | 'reportAt'>,
  queue: ReportQueue,
  given: ReportToRead,
): Promise<Ingested | Response> {
  const [queued] = await queue.add([given])
  const known = async () =>
    (await store.report(queued.report)) ??
    (given.input.url === undefined ? undefined : await store.reportAt(given.input.url))
  const before = await known()
  const { waiting, workers } = await queue.state()
  const begun = performance.now()
  while (workers.length > 0 && waiting <= fewBefore && performance.now() - begun < patience) {
    const { state, failure } = await queue.outcome(queued.number)
    if (state === 'failed') throw new ProblemError(422, failure ?? 'The report could not be read.')
    const now = state === 'gone' ? await known() : undefined
    if (now)
      return {
        report: now.id,
        outcome: !before ? 'new' : now.version > before.version ? 'version' : 'same',
        version: now.version,
        story: now.story,
      }
    await new Promise((done) => setTimeout(done, look))
  }
  const where = `The report is written down as "${queued.report}" and waits to be read`
  return problemAnswer(
    202,
    workers.length === 0
      ? `${where}, but no worker is running: somebody must start "selon worker".`
      : `${where}, with ${waiting} before it. It need not be sent again.`,
  )
}
