import { parentPort } from 'node:worker_threads'
import type { Reply, Task } from './thread-queue.ts'

/** In a thread: answers each task that it is given with what `work` makes of it, or with its error's sentence. */
export function answerTasks<Given, Result>(work: (given: Given) => Result | Promise<Result>): void {
  parentPort?.on('message', async ({ number, given }: Task<Given>) => {
    let reply: Reply<Result>
    try {
      reply = { number, result: await work(given) }
    } catch (error) {
      reply = { number, error: error instanceof Error ? error.message : String(error) }
    }
    parentPort?.postMessage(reply)
  })
}
