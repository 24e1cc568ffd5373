import { createHash } from 'node:crypto'

/**
 * A worker that is there holds an advisory lock of PostgreSQL, by its name; the lock goes when its connection does, also where
 * the process is killed. So nobody has to guess by a clock whether a slow worker still lives.
 */

/** A number of 31 bits from a name, for an advisory lock. */
export const lockNumber = (name: string): number =>
  createHash('sha256').update(name).digest().readUInt32BE(0) >>> 1

/** The locks of the workers of one schema: one class for their names, one for who puts reports into stories. */
export const lockClasses = (schema: string) => ({
  worker: lockNumber(`selon worker ${schema}`),
  placer: lockNumber(`selon placer ${schema}`),
})

/** What a worker's connection is called, by which the queue names it. */
export const workerName = (machine: string, process: number) =>
  `selon worker ${machine.slice(0, 30)}:${process}`
