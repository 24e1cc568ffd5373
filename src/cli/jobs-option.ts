import { availableParallelism, totalmem } from 'node:os'
import { forTerminal } from '../output/neutralise.ts'
import { UsageError } from './usage-error.ts'

/** The option that says how many reports are read at once: its flags and its help. */
export const jobsOption = [
  '-j, --jobs <number>',
  'reports read at once, on as many cores (all of them); 1 reads in one thread',
] as const

/** More threads than any machine has cores for. */
const mostJobs = 256
/** Bytes that are to be there for each thread before it is started unasked: a thread with its models takes less. */
const memoryOfJob = 512 * 1024 ** 2

/** How many reports may be read at once. Throws a UsageError where it is no whole number from 1 to 256. */
export function jobsOf({ jobs }: { jobs?: string }): number {
  if (jobs === undefined) return usualJobs()
  const number = /^\d{1,3}$/.test(jobs) ? Number(jobs) : 0
  if (number >= 1 && number <= mostJobs) return number
  throw new UsageError(`--jobs takes a whole number from 1 to ${mostJobs}, not "${forTerminal(jobs)}".`)
}

/** All cores that this process may use, or fewer where memory is short for so many. */
function usualJobs(): number {
  // Of a container that is given part of the machine; without a bound it is 0, or more than there is.
  const bound = process.constrainedMemory()
  const memory = bound > 0 ? Math.min(bound, totalmem()) : totalmem()
  return Math.min(mostJobs, Math.max(1, Math.min(availableParallelism(), Math.floor(memory / memoryOfJob))))
}
