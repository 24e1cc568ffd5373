import { parentPort } from 'node:worker_threads'
import type { Reply, Task } from './thread-queue.ts'

/**
 * In a thread: answers each task that it is given with what `work` makes of it, or with its error's sentence. `told` says
 * meanwhile how much of the task is done, 0 to 1.
 */
export function answerTasks<Given, Result>(
  work: (given: Given, told: (share: number) => void) => Result | Promise<Result>,
): void {
  parentPort?.on('message', async ({ number, given }: Task<Given>) => {
    let reply: Reply<Result>
    try {
      const told = (share: number) => parentPort?.postMessage({ number, share } satisfies Reply<Result>)
      reply = { number, result: await work(given, told) }
    } catch (error) {
      reply = { number, error: error instanceof Error ? error.message : String(error) }
    }
    parentPort?.postMessage(reply)
  })
}
