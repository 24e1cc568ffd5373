import type { QueueState } from '../store/queue/queued-report.ts'

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`

/** How many reports stand where in the queue, in a sentence. */
export function queueSentence({ waiting, reading, read, failed, again, since }: QueueState): string {
  const first = since !== undefined && waiting > 0 ? `, the first since ${since}` : ''
  const later = again > 0 ? `, ${again} of them after a failure` : ''
  return `${count(waiting, 'report waits', 'reports wait')} to be read${first}${later}; ${count(reading, 'is', 'are')} being read, ${count(read, 'is', 'are')} read and not yet in a story, ${failed} failed.`
}

/** Which workers are there; where there is none, how to start one. */
export function workersSentence({ workers }: QueueState): string {
  if (workers.length === 0)
    return 'No worker is running, so nothing of it is read: start one with "selon worker" and the same --database.'
  return `${count(workers.length, 'worker', 'workers')}: ${workers.join(', ')}.`
}

/** What a person must be told of the queue: that reports wait and nobody reads them, or that some failed. */
export function queueWarning(state: QueueState): string | undefined {
  const open = state.waiting + state.reading + state.read
  if (open > 0 && state.workers.length === 0) return `${queueSentence(state)} ${workersSentence(state)}`
  if (state.failed > 0)
    return `${count(state.failed, 'report', 'reports')} of the queue could not be read: "selon queue" says why, "selon queue --retry" has them tried again.`
  return undefined
}
