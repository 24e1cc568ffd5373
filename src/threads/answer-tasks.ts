import type { MessagePort } from 'node:worker_threads'

/** What a thread is given: the task, and where to say how much of it is done if anybody listens. */
export interface Task<Given> {
  given: Given
  told?: MessagePort
}
/** What it answers: what came of the task, or the sentence of its error. */
export type Answer<Result> = { result: Result } | { error: string }

/**
 * In a thread: what its file is to export as `work`. Answers each task with what `work` makes of it, or with its error's
 * sentence. `told` says meanwhile how much of the task is done, 0 to 1.
 */
export const answering =
  <Given, Result>(work: (given: Given, told: (share: number) => void) => Result | Promise<Result>) =>
  async ({ given, told }: Task<Given>): Promise<Answer<Result>> => {
    try {
      return { result: await work(given, (share) => told?.postMessage(share)) }
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) }
    } finally {
      told?.close()
    }
  }
