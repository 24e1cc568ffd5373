import { forJson, forTerminal } from '../output/neutralise.ts'
import { openQueue } from '../queue/open-queue.ts'
import type { FailedReport } from '../store/queue/queued-report.ts'
import { oneOf } from './analyse-inputs.ts'
import { refuseWithoutPostgres } from './postgres-needed.ts'
import { queueSentence, workersSentence } from './queue-words.ts'
import { UsageError } from './usage-error.ts'
import { countFrom, type DatabaseOptions, withStore } from './with-store.ts'

export interface QueueOptions extends DatabaseOptions {
  format?: string
  /** Numbers of reports that failed, or all. */
  retry?: string[] | boolean
  drop?: string[]
  limit?: string
}

/** Failed reports shown if nothing else is said. */
const usuallyShown = 20

/**
 * `selon queue`: how many reports wait for workers, which failed and why; has them tried again, or takes them out.
 * @returns the exit code: 0, or 1 where reports wait and no worker is there, or some failed
 * Throws a UsageError where an option is wrong, a StoreError where the database cannot be used.
 */
export async function queueCommand(options: QueueOptions): Promise<number> {
  refuseWithoutPostgres(options.database, 'selon queue')
  const format = oneOf('format', options.format ?? 'text', ['text', 'json'] as const)
  const limit = countFrom('limit', options.limit) ?? usuallyShown
  const retried =
    options.retry === undefined ? undefined : options.retry === true ? [] : numbersOf('retry', options.retry)
  const dropped = options.drop && numbersOf('drop', options.drop)
  return withStore(options, async (store) => {
    const queue = await openQueue(store, options.database, 'selon queue')
    const again = retried && (await queue.retry(retried.length > 0 ? retried : undefined))
    const gone = dropped && (await queue.drop(dropped))
    const state = await queue.state()
    const failed = await queue.failed(limit)
    const open = state.waiting + state.reading + state.read
    const code = state.failed > 0 || (open > 0 && state.workers.length === 0) ? 1 : 0
    if (format === 'json') {
      process.stdout.write(`${forJson(JSON.stringify({ ...state, failures: failed }, null, 2))}\n`)
      return code
    }
    if (again !== undefined)
      process.stdout.write(`${again} ${again === 1 ? 'waits' : 'wait'} to be read again.\n`)
    if (gone !== undefined) process.stdout.write(`${gone} taken out of the queue.\n`)
    process.stdout.write(`${queueSentence(state)}\n`)
    if (open > 0 || state.workers.length > 0) process.stdout.write(`${forTerminal(workersSentence(state))}\n`)
    for (const one of failed) process.stdout.write(failureLines(one))
    const overtaken = failed.filter((one) => one.overtaken).length
    if (failed.length - overtaken < state.failed)
      process.stdout.write(`… and ${state.failed - failed.length + overtaken} more (--limit).\n`)
    return code
  })
}

function numbersOf(name: string, given: string[] | boolean): number[] {
  const numbers = given === true || given === false ? [] : given.map(Number)
  if (numbers.some((number) => !Number.isInteger(number) || number < 1 || number > 2 ** 31 - 1))
    throw new UsageError(`--${name} takes numbers of failed reports, as "selon queue" lists them.`)
  return numbers
}

const failureLines = ({ number, report, title, from, failure, overtaken }: FailedReport): string =>
  `failed  ${String(number).padEnd(6)}  ${forTerminal(report)}${title ? `  ${forTerminal(title)}` : ''}${from ? `  (${forTerminal(from)})` : ''}\n        ${forTerminal(failure)}${overtaken ? ' A newer version was taken in since: it is not tried again ("--drop" takes it out).' : ''}\n`
