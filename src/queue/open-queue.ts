import pg from 'pg'
import { needsPostgres, type ReportQueue } from '../store/queue/queued-report.ts'
import { type Store, StoreError } from '../store/store.ts'
import { graphileWorker } from './graphile-worker.ts'

/** Connections to the database that break are replaced; whoever used one is told by its own query. */
export function quietPool(address: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: address, max, connectionTimeoutMillis: 15_000 })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/**
 * The queue of a database, with the tables of its jobs made or brought up to date. Throws a StoreError with a sentence where
 * the database has none, or this user may not make them.
 * @param address of the database, as for openStore
 * @param what needs the queue, as its sentence begins: "selon worker", "--queue"
 */
export async function openQueue(
  store: Store,
  address: string | undefined,
  what: string,
): Promise<ReportQueue> {
  const queue = await store.queue()
  if (!queue || address === undefined) throw new StoreError(needsPostgres(what))
  if (store.readOnly)
    throw new StoreError(`${what} needs a database that this user may write; this one can only be read.`)
  const { runMigrations } = graphileWorker()
  const pgPool = quietPool(address, 1)
  try {
    await runMigrations({ pgPool, schema: queue.jobs, logger: silent() })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const reason =
      code === '42501'
        ? `this user may not make or change it: have one who may (grant create on database … to …) start "selon worker" once, or let it own the schema`
        : (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
    throw new StoreError(`The queue's jobs stand in a schema of their own, "${queue.jobs}": ${reason}.`)
  } finally {
    await pgPool.end()
  }
  return queue
}

/** What graphile-worker has to say, told to nobody, or to `told` where it is no failure of a report. */
export function silent(told?: (sentence: string) => void) {
  const { Logger } = graphileWorker()
  return new Logger(() => (level, message, meta) => {
    if (String(level) === 'error' && meta?.['failure'] === undefined) told?.(message)
  })
}
