/** The thread beside the server in which reports are read, one after the other. */
import { parentPort } from 'node:worker_threads'
import type { Analysis } from '../engine/analysis.ts'
import { Engine } from '../engine/engine.ts'
import { detectLanguage } from '../engine/text/language.ts'
import { folderResources } from '../node-resources.ts'
import type { ReportTask } from './analyser.ts'
import type { Reply, Task } from './thread-queue.ts'

const engine = new Engine(folderResources(), detectLanguage)

/** Why an analysis failed: the engine's own sentence, or, where it broke, that the fault is Selon's and not the report's. */
function reasonOf(error: unknown): string {
  if (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError)
    return `Selon itself failed on this report (${error.name}: ${error.message}); the fault is not the report's: please tell its makers.`
  return error instanceof Error ? error.message : String(error)
}

parentPort?.on('message', ({ number, given: { input, options } }: Task<ReportTask>) => {
  let reply: Reply<Analysis>
  try {
    reply = { number, result: engine.analyse(input, options) }
  } catch (error) {
    reply = { number, error: reasonOf(error) }
  }
  parentPort?.postMessage(reply)
})
