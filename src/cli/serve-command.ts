import type { ReportInput } from '../engine/document.ts'
import { forTerminal } from '../output/neutralise.ts'
import type { Analyser, ReadOptions } from '../server/analyser.ts'
import { settledReader } from './analyse-inputs.ts'
import { jobsOf } from './jobs-option.ts'
import { note, noteOnOutput } from './notes.ts'
import { refuseWithoutPostgres } from './postgres-needed.ts'
import { enqueueWith, queueOf, watchQueue } from './queue-watch.ts'
import { stopSignal } from './stop-signal.ts'
import { UsageError } from './usage-error.ts'

export interface ServeOptions {
  jobs?: string
  host?: string
  port?: string
  database?: string
  token?: string
  allowHost?: string[]
  serverName?: string[]
  allowOrigin?: string[]
  reader?: string
  /** What comes is written down for workers to read (PostgreSQL). */
  queue?: boolean
  /** False with --no-watch. */
  watch?: boolean
}

export const defaultPort = 7670
/** It takes in few reports at a time, and its memory is wanted for much else. */
const reportsInMemory = 8000

/**
 * The threads in which all is read, for the careful reader: they are others' too, who have what they wait for finished when the
 * server stops, while its own is given up.
 */
function beside(analyser: Analyser) {
  const stop = new AbortController()
  return {
    analyse: (input: ReportInput, options?: ReadOptions) =>
      analyser.analyse(input, { ...options, signal: stop.signal }),
    rest: () => analyser.rest(),
    abandon: async () => stop.abort(),
  }
}

function portOf(written: string | undefined): number {
  if (written === undefined) return defaultPort
  if (!/^\d{1,5}$/.test(written) || Number(written) > 65_535)
    throw new UsageError(`--port takes a number from 0 (a free one) to 65535, not "${forTerminal(written)}".`)
  return Number(written)
}

function tokenOf(written: string | undefined): string | undefined {
  if (written === undefined || /^[!-~]{16,200}$/.test(written)) return written
  throw new UsageError(
    '--token takes 16 to 200 letters, digits and signs without a space: leave it out to have one made.',
  )
}

function originsOf(written: readonly string[]): string[] {
  return written.map((one) => {
    if (URL.canParse(one) && /^https?:$/.test(new URL(one).protocol)) {
      const { origin, pathname, search } = new URL(one)
      if (pathname === '/' && search === '') return origin
    }
    throw new UsageError(
      `--allow-origin takes an origin such as https://desk.example.org, not "${forTerminal(one)}".`,
    )
  })
}

/**
 * `selon serve`: the desk and the API, until it is stopped (SIGINT, SIGTERM); what is under way is finished then.
 * @returns the exit code: 0 when it was stopped
 * Throws a UsageError where an option is wrong, and an Error with a sentence where it cannot be started.
 */
export async function serveCommand(options: ServeOptions): Promise<number> {
  const port = portOf(options.port)
  const token = tokenOf(options.token ?? (process.env['SELON_TOKEN'] || undefined))
  if (options.queue) refuseWithoutPostgres(options.database, '--queue')
  const reader = settledReader(options).choice
  // Where workers read what comes, what is opened or asked for is little: one thread with its models does it.
  const jobs = options.queue && options.jobs === undefined ? 1 : jobsOf(options)
  const allowOrigins = originsOf(options.allowOrigin ?? [])

  const [
    { openStore },
    { startServer },
    { Analyser: ReportAnalyser },
    { SituationThread },
    { Watcher },
    { createMcpHttp },
    { traceOf },
    { parsingPool },
    { feedParser },
  ] = await Promise.all([
    import('../store/open-store.ts'),
    import('../server/start-server.ts'),
    import('../server/analyser.ts'),
    import('../server/situation-thread.ts'),
    import('../feeds/watcher.ts'),
    import('../mcp/http-handler.ts'),
    import('../server/problem.ts'),
    import('../intake/parsing/parsing-pool.ts'),
    import('../feeds/feed-parser.ts'),
  ])
  const log = (sentence: string) => process.stderr.write(`selon: ${forTerminal(sentence)}\n`)
  const say = (sentence: string) => process.stdout.write(`${forTerminal(sentence)}\n`)

  const stopped = stopSignal(() => log('Stopped at once: what was under way is lost.'))
  const situations = new SituationThread()
  const store = await openStore(options.database, {
    situate: situations.workOut,
    group: situations.group,
    reportsInMemory,
    tell: note,
  })
  const analyser = new ReportAnalyser({ threads: jobs })
  const queue = await queueOf(store, options)
  const atOnce = reader === 'careful' ? 'careful' : 'fast'
  // A thread of its own would have the engine's tables in memory once more, and make them.
  const carefulAnalyser = reader === 'fast' ? undefined : beside(analyser)
  const watcher = new Watcher(store, {
    // The watcher limits itself, and a report of a feed is not refused because others wait.
    analyse: (input) => analyser.analyse(input, { explain: true, patient: true, reader: atOnce }),
    ...(queue && options.queue ? { enqueue: enqueueWith(queue, { explain: true, reader: atOnce }) } : {}),
    allowHosts: options.allowHost ?? [],
    onEvent: (event) => {
      if (event.kind === 'feed' && event.result === 'failed')
        log(`${event.address}${event.address ? ': ' : ''}${event.failure ?? 'it could not be asked.'}`)
    },
  })
  // An agent waits for what it has read.
  const forAgents = reader === 'fast' ? 'fast' : 'careful'
  const mcp = createMcpHttp(store, {
    analyse: (input) => analyser.analyse(input, { explain: true, reader: forAgents }),
    compare: situations.compare,
  })
  try {
    const server = await startServer({
      store,
      backend: /^postgres(ql)?:/.test(options.database ?? '') ? 'postgresql' : 'sqlite',
      ...(options.host === undefined ? {} : { host: options.host }),
      port,
      ...(token === undefined ? {} : { token }),
      serverNames: options.serverName ?? [],
      allowOrigins,
      analyser,
      reader,
      ...(carefulAnalyser ? { carefulAnalyser } : {}),
      situations,
      askFeed: (id) => watcher.askNow(id),
      mcp: mcp.fetch,
      ...(queue ? { queue, workersRead: options.queue === true } : {}),
      report: (error) => log(traceOf(error)),
    })
    let watchedQueue: (() => void) | undefined
    try {
      say(`Selon is at ${server.address}`)
      if (server.token !== undefined && token === undefined)
        say(`Others than this machine can reach it, so it wants a token: ${server.token}`)
      else if (server.token !== undefined) say('It wants the token that you gave.')
      if (!server.desk)
        say(`The desk was not built, so there is the API alone (${server.address}api): run "npm run build".`)
      const { reports, waiting } = await store.counts()
      if (reports === 0)
        noteOnOutput(
          'The database is empty: take reports in with "selon ingest samples/", or paste one in the desk.',
        )
      if (waiting > 0 && reader !== 'fast' && !store.readOnly)
        noteOnOutput(
          `The careful reader goes over ${waiting} ${waiting === 1 ? 'report that waits' : 'reports that wait'} for it, while nothing else is asked.`,
        )
      if (store.readOnly)
        noteOnOutput(
          'The database can only be read: nothing is taken in or corrected, and no feeds are asked.',
        )
      if (options.queue)
        noteOnOutput('Reports that come are written down, and read by workers ("selon worker").')
      if (queue) watchedQueue = await watchQueue(queue, log)
      noteOnOutput('Ctrl+C stops it.')
      if (options.watch !== false && !store.readOnly) watcher.start()
      await stopped
      noteOnOutput('Stopping: what is under way is finished first.')
    } finally {
      // Feeds first: they give reports to the engine, which finishes those that wait.
      watchedQueue?.()
      await watcher.stop()
      await server.stop()
      await mcp.close()
    }
  } finally {
    await situations.close()
    await analyser.close()
    await carefulAnalyser?.abandon()
    // A page or feed under way is given up: it would keep its thread until its limit.
    await Promise.all([parsingPool().close(), feedParser().close()])
    await store.close()
  }
  return 0
}
