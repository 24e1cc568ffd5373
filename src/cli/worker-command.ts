import { hostname } from 'node:os'
import { forTerminal } from '../output/neutralise.ts'
import { Analyser } from '../server/analyser.ts'
import { openStore } from '../store/open-store.ts'
import type { ReportToRead } from '../store/queue/queued-report.ts'
import { StoreError } from '../store/store.ts'
import { jobsOf } from './jobs-option.ts'
import { note, noteOnOutput } from './notes.ts'
import { refuseWithoutPostgres } from './postgres-needed.ts'
import { queueSentence } from './queue-words.ts'
import { stopSignal } from './stop-signal.ts'
import type { DatabaseOptions } from './with-store.ts'

export interface WorkerOptions extends DatabaseOptions {
  jobs?: string
  once?: boolean
}

/** Milliseconds between two lines on what was done. */
const sayInterval = 10_000

/**
 * `selon worker`: reads reports of the queue, several at once, and puts them into stories, until it is stopped (SIGINT,
 * SIGTERM; what is under way is finished then) or, with --once, until nothing is left to do now.
 * @returns the exit code: 0, or 1 where it gave a report up
 * Throws a UsageError where an option is wrong, a StoreError where the database cannot be used.
 */
export async function workerCommand(options: WorkerOptions): Promise<number> {
  refuseWithoutPostgres(options.database, 'selon worker')
  const jobs = jobsOf(options)
  const stopped = stopSignal(() => log('Stopped at once: another worker reads what was under way.'))
  const { openQueue } = await import('../queue/open-queue.ts')
  const { QueueWorker } = await import('../queue/queue-worker.ts')
  const store = await openStore(options.database, { tell: note })
  const analyser = new Analyser({ threads: jobs })
  try {
    const queue = await openQueue(store, options.database, 'selon worker')
    const done = { read: 0, placed: 0, failed: 0 }
    const worker = new QueueWorker(options.database ?? '', queue, {
      jobs,
      analyse: (report) => analyser.analyse(report.input, readingOf(report)),
      onEvent: (event) => {
        if (event.kind === 'read') done.read++
        else if (event.kind === 'placed') done.placed += event.count
        else {
          if (event.kind === 'failed') done.failed++
          const what = `${event.from === undefined ? '' : `${event.from}: `}${event.report}`
          log(`${what}: ${event.failure}${event.kind === 'again' ? ' It is tried again later.' : ''}`)
        }
      },
      report: (error) => log(error instanceof Error ? error.message : String(error)),
    })
    const told = () =>
      `${done.read} read, ${done.placed} put into stories${done.failed > 0 ? `, ${done.failed} failed` : ''}.`
    let said = ''
    const timer = setInterval(() => {
      if (said === told()) return
      said = told()
      void queue.state().then(
        (state) => say(`${said} ${queueSentence(state)}`),
        () => undefined,
      )
    }, sayInterval)
    try {
      analyser.begin()
      await worker.start()
      say(`Worker ${hostname()}:${process.pid} reads ${jobs} at once. ${queueSentence(await queue.state())}`)
      const ended = worker.ended.then((reason) => {
        throw new StoreError(reason)
      })
      if (options.once) await Promise.race([worker.drain(), stopped, ended])
      else {
        say('Ctrl+C stops it, when what is under way is done.')
        await Promise.race([stopped, ended])
        say('Stopping: what is under way is finished first.')
      }
    } finally {
      clearInterval(timer)
      await worker.stop()
    }
    say(told())
    return done.failed > 0 ? 1 : 0
  } finally {
    await analyser.abandon()
    await store.close()
  }
}

const log = (sentence: string) => process.stderr.write(`selon: ${forTerminal(sentence)}\n`)
const say = (sentence: string) => noteOnOutput(forTerminal(sentence))

const readingOf = ({ explain, reader = 'fast' }: ReportToRead) => ({
  reader,
  patient: true,
  ...(explain ? { explain } : {}),
})
