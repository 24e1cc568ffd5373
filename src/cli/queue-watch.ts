import type { ReportQueue, ReportToRead } from '../store/queue/queued-report.ts'
import type { Store } from '../store/store.ts'
import { queueWarning } from './queue-words.ts'

/** Milliseconds between two looks. */
const interval = 30_000

/** Tells, now and whenever it becomes so, that reports wait and no worker is there, or that some failed. Gives how it is ended. */
export async function watchQueue(
  queue: Pick<ReportQueue, 'state'>,
  tell: (sentence: string) => void,
): Promise<() => void> {
  let told = ''
  const look = async () => {
    const state = await queue.state()
    // A worker that is started anew is away for a moment; a failure more is told once.
    const kind = `${state.workers.length === 0 && state.waiting + state.reading + state.read > 0} ${state.failed}`
    const warning = queueWarning(state)
    if (warning !== undefined && kind !== told) tell(warning)
    told = kind
  }
  await look()
  // A database that is away for a moment: the next look does it.
  const timer = setInterval(() => void look().catch(() => undefined), interval)
  timer.unref()
  return () => clearInterval(timer)
}

/**
 * The queue of a database: ready to write reports down in, where that is asked for, else to look at, where there is one.
 * Throws a StoreError as openQueue does; the store is closed then.
 */
export async function queueOf(
  store: Store,
  { queue, database }: { queue?: boolean; database?: string },
): Promise<ReportQueue | undefined> {
  if (!queue) return store.queue()
  const { openQueue } = await import('../queue/open-queue.ts')
  try {
    return await openQueue(store, database, '--queue')
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Writes a report of a feed down for workers; its id. */
export const enqueueWith =
  (queue: ReportQueue, how: Pick<ReportToRead, 'explain' | 'reader'>) =>
  async (input: ReportToRead['input'], from: string): Promise<string> =>
    (await queue.add([{ input, from, ...how }]))[0].report
