/** The thread in which reports are read, one after the other. */
import { setPriority } from 'node:os'
import { workerData } from 'node:worker_threads'
import { answering } from '../threads/answer-tasks.ts'
import { readReport } from './read-report.ts'

// Of a thread alone on Linux; elsewhere it would be the whole process.
if ((workerData as { background?: boolean } | null)?.background === true && process.platform === 'linux')
  setPriority(19)

export const work = answering(readReport)
