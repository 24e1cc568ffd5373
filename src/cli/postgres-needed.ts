import { isPostgres } from '../store/open-store.ts'
import { needsPostgres } from '../store/queue/queued-report.ts'
import { UsageError } from './usage-error.ts'

/** Refuses, before a file is made, what needs a queue. Throws a UsageError. @param what "selon worker", "--queue" */
export function refuseWithoutPostgres(database: string | undefined, what: string): void {
  if (database === undefined || !isPostgres(database)) throw new UsageError(needsPostgres(what))
}
