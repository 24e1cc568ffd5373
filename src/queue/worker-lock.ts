import { hostname } from 'node:os'
import pg from 'pg'
import { lockNumber, workerName } from '../store/queue/live-workers.ts'
import type { ReportQueue } from '../store/queue/queued-report.ts'

/** Milliseconds until a lost connection is made again. */
const again = 1000

/**
 * The connection that holds what tells others that a worker is there, and whether it is the one that puts reports into
 * stories. Where it breaks, others take the worker for gone and do its jobs too, which the rows of the queue allow; it is made
 * again, with its locks.
 */
export class WorkerLock {
  readonly #address: string
  readonly #locks: ReportQueue['locks']
  readonly #names = new Set<string>()
  #client: Promise<pg.Client> | undefined
  /** What was asked last: one query follows another. */
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(address: string, locks: ReportQueue['locks']) {
    this.#address = address
    this.#locks = locks
  }

  /** Holds the lock of a pool of graphile-worker, before its first job. */
  async hold(name: string): Promise<void> {
    if (this.#names.has(name)) return this.#last.then(() => undefined)
    this.#names.add(name)
    await this.#inTurn((client) => lock(client, this.#locks.worker, name))
  }

  /** Lets go of the lock of a pool that ended. */
  async release(name: string): Promise<void> {
    if (this.#names.delete(name))
      await this.#inTurn((client) =>
        client.query('select pg_advisory_unlock($1, $2)', [this.#locks.worker, lockNumber(name)]),
      )
  }

  /** Whether this worker is the one that puts reports into stories: it stays so until it ends. */
  async isPlacer(): Promise<boolean> {
    const { rows } = await this.#inTurn((client) =>
      client.query<{ got: boolean }>('select pg_try_advisory_lock($1, 0) as got', [this.#locks.placer]),
    )
    return rows[0]?.got === true
  }

  async close(): Promise<void> {
    this.#closed = true
    const client = await this.#client?.catch(() => undefined)
    await client?.end()
  }

  #inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const done = this.#last.then(async () => work(await this.#connected()))
    this.#last = done.catch(() => undefined)
    return done
  }

  #connected(): Promise<pg.Client> {
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#lost()
      throw error
    })
    return this.#client
  }

  /** Makes the connection again after a moment, with the locks of all names. */
  #lost(): void {
    this.#client = undefined
    setTimeout(() => {
      if (!this.#closed) void this.#inTurn(async () => undefined).catch(() => undefined)
    }, again).unref()
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#address,
      application_name: workerName(hostname(), process.pid),
      keepAlive: true,
      connectionTimeoutMillis: 15_000,
    })
    client.on('error', () => undefined)
    await client.connect()
    // A machine that lost its power says nothing: PostgreSQL asks after it, and lets its locks go after half a minute.
    await client.query(
      'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4',
    )
    for (const name of this.#names) await lock(client, this.#locks.worker, name)
    client.once('end', () => this.#lost())
    return client
  }
}

const lock = (client: pg.Client, kind: number, name: string) =>
  client.query('select pg_advisory_lock($1, $2)', [kind, lockNumber(name)])
