import { forTerminal } from '../output/neutralise.ts'
import { openQueue } from '../queue/open-queue.ts'
import type { ReportToRead } from '../store/queue/queued-report.ts'
import type { Store } from '../store/store.ts'
import { describedBy, itemsIn, type ReportOptions, readerChoiceOf } from './analyse-inputs.ts'
import { note } from './notes.ts'
import { queueWarning } from './queue-words.ts'

/** Reports written down in one transaction. */
const batchSize = 100

/**
 * `selon ingest --queue`: writes reports down for workers to read; one line at the end.
 * @param options checked before, by `checkReportOptions`
 * @returns how many were written down, waited already, and could not be read as input
 */
export async function enqueueInputs(
  store: Store,
  address: string | undefined,
  inputs: readonly string[],
  options: ReportOptions,
  stop: AbortSignal,
): Promise<{ added: number; there: number; failed: number }> {
  const queue = await openQueue(store, address, '--queue')
  const counts = { added: 0, there: 0, failed: 0 }
  const reader = readerChoiceOf(options)
  const complain = (sentence: string) => process.stderr.write(`selon: ${forTerminal(sentence)}\n`)
  const remark = (sentence: string) => note(`selon: ${sentence}`)
  let batch: ReportToRead[] = []
  const keep = async () => {
    for (const { added } of await queue.add(batch)) counts[added ? 'added' : 'there']++
    batch = []
  }
  for (const given of inputs) {
    for await (const item of itemsIn(given, options, remark, stop)) {
      if (!item.ok) {
        complain(item.error)
        counts.failed++
        continue
      }
      if (item.note) remark(item.note)
      batch.push({
        input: describedBy(options, item.input),
        from: item.origin,
        ...(reader === 'careful' ? { reader } : {}),
      })
      if (batch.length >= batchSize) await keep()
    }
    if (stop.aborted) break
  }
  await keep()
  const warning = queueWarning(await queue.state())
  if (warning !== undefined) complain(warning)
  return counts
}
