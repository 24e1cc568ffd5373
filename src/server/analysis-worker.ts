/** The thread in which reports are read, one after the other. */
import { setPriority } from 'node:os'
import { workerData } from 'node:worker_threads'
import { Engine } from '../engine/engine.ts'
import { detectLanguage } from '../engine/text/language.ts'
import { packs } from '../languages/index.ts'
import { folderResources } from '../node-resources.ts'
import { answerTasks } from '../threads/answer-tasks.ts'
import type { ReportTask } from './analyser.ts'

// Of a thread alone on Linux; elsewhere it would be the whole process.
if ((workerData as { background?: boolean } | null)?.background === true && process.platform === 'linux')
  setPriority(19)

const engine = new Engine(folderResources(), detectLanguage, packs)

/** Why an analysis failed: the engine's own sentence, or, where it broke, that the fault is Selon's and not the report's. */
function reasonOf(error: unknown): string {
  if (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError)
    return `Selon itself failed on this report (${error.name}: ${error.message}); the fault is not the report's: please tell its makers.`
  return error instanceof Error ? error.message : String(error)
}

answerTasks(({ input, options }: ReportTask) => {
  try {
    return engine.analyse(input, options)
  } catch (error) {
    throw new Error(reasonOf(error))
  }
})
