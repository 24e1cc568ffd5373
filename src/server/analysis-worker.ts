/** The thread in which reports are read, one after the other. */
import { answering } from '../threads/answer-tasks.ts'
import { engineWith, type ReportTask, readReport } from './read-report.ts'
import { ownersModels } from './shared-models.ts'

const engine = engineWith(ownersModels())

export const work = answering((task: ReportTask) => readReport(task, engine))
