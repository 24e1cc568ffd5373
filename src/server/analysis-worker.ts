/** The thread beside the server in which reports are read, one after the other. */

import { parentPort } from 'node:worker_threads'
import type { Analysis } from '../engine/analysis.ts'
import { Engine } from '../engine/engine.ts'
import { detectLanguage } from '../engine/text/language.ts'
import { packs } from '../languages/index.ts'
import { folderResources } from '../node-resources.ts'
import type { ReportTask } from './analyser.ts'
import type { Reply, Task } from './thread-queue.ts'

const engine = new Engine(folderResources(), detectLanguage, packs)

parentPort?.on('message', ({ number, given: { input, options } }: Task<ReportTask>) => {
  let reply: Reply<Analysis>
  try {
    reply = { number, result: engine.analyse(input, options) }
  } catch (error) {
    reply = { number, error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(reply)
})
