/** The thread in which reports are read, one after the other. */
import { setPriority } from 'node:os'
import { workerData } from 'node:worker_threads'
import { answering } from '../threads/answer-tasks.ts'
import { engineWith, type ReportTask, readReport } from './read-report.ts'
import { ownersModels } from './shared-models.ts'

// Of a thread alone on Linux; elsewhere it would be the whole process.
if ((workerData as { background?: boolean } | null)?.background === true && process.platform === 'linux')
  setPriority(19)

const engine = engineWith(ownersModels())

export const work = answering((task: ReportTask) => readReport(task, engine))
