/** The thread beside the server in which the reports of large stories are compared, one story after the other. */
import { parentPort } from 'node:worker_threads'
import { type SituationTask, type SituationWork, workOutSituation } from '../store/situation-work.ts'
import type { Reply, Task } from '../threads/thread-queue.ts'

parentPort?.on('message', ({ number, given }: Task<SituationTask>) => {
  let reply: Reply<SituationWork>
  try {
    reply = { number, result: workOutSituation(given) }
  } catch (error) {
    reply = {
      number,
      error: `The reports of story ${given.story} could not be compared: ${error instanceof Error ? error.message : String(error)}.`,
    }
  }
  parentPort?.postMessage(reply)
})
