import { existsSync } from 'node:fs'
import { createServer, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener, type HttpBindings, RequestError } from '@hono/node-server'
import type { ReaderChoice } from '../contract/api.ts'
import type { FeedOutcome } from '../feeds/watcher.ts'
import type { ReportQueue } from '../store/queue/queued-report.ts'
import type { Store } from '../store/store.ts'
import { Analyser } from './analyser.ts'
import { createApp } from './app.ts'
import { CarefulPass, type CarefulReading } from './careful-pass.ts'
import { ChangeStream } from './change-stream.ts'
import { Connections, countedAddress } from './connections.ts'
import { isLoopback } from './guard.ts'
import type { Services } from './handler.ts'
import { Metrics } from './metrics.ts'
import { failedItself, problemAnswer, problemOnTheWire } from './problem.ts'
import { type Rate, RateLimit } from './rate-limit.ts'
import { strictHeaders } from './security-headers.ts'
import { newToken, Sessions } from './sessions.ts'
import { SituationRefresh } from './situation-refresh.ts'
import type { SituationThread } from './situation-thread.ts'
import { StaticFiles } from './static-files.ts'

export interface ServerOptions {
  store: Store
  backend: 'sqlite' | 'postgresql'
  /** An IP address or name of this machine; 127.0.0.1 by default. */
  host?: string
  /** 0 takes a free one. */
  port?: number
  /** Demanded of every request; one is made where others than this machine can ask. */
  token?: string
  serverNames?: readonly string[]
  allowOrigins?: readonly string[]
  /** Folder of the built desk, and of the models. */
  desk?: string
  models?: string
  intake?: Services['intake']
  analyser?: Analyser
  /** Who reads; the fast reader alone, if not given. */
  reader?: ReaderChoice
  /** The thread of the careful reader, which goes over what waits for it; it ends with the server. */
  carefulAnalyser?: CarefulReading & Pick<Analyser, 'abandon'>
  /** The thread in which the store has large stories worked out; it ends with the server. */
  situations?: SituationThread
  askFeed: (id: string) => Promise<FeedOutcome>
  mcp?: (request: Request) => Promise<Response>
  /** The queue of the database, and whether its workers alone read what comes. */
  queue?: ReportQueue
  workersRead?: boolean
  /** Told of what nobody foresaw, for a log. */
  report: (error: unknown) => void
  limits?: Partial<ServerLimits>
}

export interface ServerLimits {
  /** Requests of one client, those of them that cost more, and tokens that were wrong. */
  requests: Rate
  heavyRequests: Rate
  wrongTokens: Rate
  /** Milliseconds for a request to arrive in full, and its headers; a connection that says nothing is closed as late. */
  requestTime: number
  headersTime: number
  /** Milliseconds after which a client that takes nothing of its answer is left. */
  stallTime: number
  /** Milliseconds between two looks at whether something changed, for listeners. */
  changeInterval: number
  /** Milliseconds that requests under way have when the server stops. */
  stopTime: number
  /** Connections at once, of all and of one address. */
  connections: number
  connectionsPerAddress: number
  /** Bytes of bodies above 1 MB that are under way at once. */
  largeBodies: number
}

export const defaultServerLimits: Readonly<ServerLimits> = Object.freeze({
  requests: { burst: 2000, perSecond: 500 },
  heavyRequests: { burst: 60, perSecond: 2 },
  wrongTokens: { burst: 10, perSecond: 0.1 },
  requestTime: 30_000,
  headersTime: 10_000,
  stallTime: 60_000,
  changeInterval: 1000,
  stopTime: 10_000,
  connections: 1000,
  connectionsPerAddress: 200,
  largeBodies: 64 * 1024 * 1024,
})

/** The server cannot be started, with a sentence that says why. */
export class ServerError extends Error {
  override name = 'ServerError'
}

export interface RunningServer {
  /** Where it is, with a slash at the end. */
  address: string
  port: number
  /** Present where a token is demanded. */
  token?: string
  /** Whether the desk was found. */
  desk: boolean
  /** Takes no more requests, finishes those under way and the reports that wait, and lets go. The store stays open. */
  stop(): Promise<void>
}

/** The package's own folder: two up from a source, one up from a bundle. */
function packageFolder(): string {
  const one = fileURLToPath(new URL('..', import.meta.url))
  return existsSync(`${one}package.json`) ? one : fileURLToPath(new URL('../..', import.meta.url))
}

function filesOf(base: string, folder: string, models: boolean): StaticFiles | undefined {
  if (!existsSync(models ? `${folder}/manifest.json` : `${folder}/index.html`)) return undefined
  return new StaticFiles({
    base,
    folder,
    ...(models
      ? { only: (name) => name === 'manifest.json' || /\.bin(\.gz)?$/.test(name) }
      : // What Vite names by its content.
        { immutable: (name) => name.startsWith('assets/') }),
  })
}

const maxHeaderSize = 32_768
/** Milliseconds since the last request after which the careful reader goes on. */
const quietTime = 1000

/** What is told of a request that could not be read, by the code of the parser. */
const unreadable: Readonly<Record<string, [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'No whole request came in time: send it again, and at once.'],
  HPE_HEADER_OVERFLOW: [
    431,
    `The headers are larger than ${maxHeaderSize / 1024} kB, the most that is taken.`,
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The extensions of a chunk are larger than what is taken.'],
}

const refusals: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (_, port) =>
    `Port ${port} is in use: stop what uses it, or name another with --port (0 takes a free one).`,
  EACCES: (_, port) => `You have no permission to listen on port ${port}: name one above 1023 with --port.`,
  EADDRNOTAVAIL: (host) => `${host} is no address of this machine: name one with --host.`,
  ENOTFOUND: (host) => `There is no host "${host}": name an address of this machine with --host.`,
  EAI_AGAIN: (host) => `The name "${host}" could not be looked up: give an IP address with --host.`,
}

/** Starts the server; resolves when it takes requests. Throws a ServerError with a sentence where it cannot. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, host = '127.0.0.1' } = options
  const limits: ServerLimits = { ...defaultServerLimits, ...options.limits }
  const token = options.token ?? (isLoopback(host) ? undefined : newToken())
  const sessions = token === undefined ? undefined : new Sessions(token)
  const root = packageFolder()
  const desk = filesOf('/', options.desk ?? `${root}dist/web`, false)
  const models = filesOf('/models/', options.models ?? `${root}models`, true)
  const analyser = options.analyser ?? new Analyser()
  const changes = new ChangeStream(store, limits.changeInterval)
  /** When a request came last. */
  let lastRequest = Number.NEGATIVE_INFINITY
  const { carefulAnalyser } = options
  const pass =
    carefulAnalyser &&
    new CarefulPass(store, carefulAnalyser, {
      urgent: analyser,
      busy: () => analyser.load.running > 0 || performance.now() - lastRequest < quietTime,
      changed: () => void changes.tell(),
      report: options.report,
    })
  let port = options.port ?? 0
  let stopping = false

  const app = createApp({
    store,
    backend: options.backend,
    analyser,
    reader: options.reader ?? 'fast',
    ...(pass ? { careful: pass } : {}),
    intake: options.intake ?? {},
    askFeed: options.askFeed,
    changes,
    metrics: new Metrics(),
    ...(options.queue ? { queue: options.queue } : {}),
    workersRead: options.workersRead === true,
    ...(sessions ? { sessions } : {}),
    wrongTokens: new RateLimit(limits.wrongTokens),
    heavyRequests: new RateLimit(limits.heavyRequests),
    largeBodies: limits.largeBodies,
    port: () => port,
    by: 'desk',
    report: options.report,
    guard: {
      host,
      serverNames: options.serverNames ?? [],
      allowOrigins: options.allowOrigins ?? [],
      requests: new RateLimit(limits.requests),
    },
    ...(desk ? { desk } : {}),
    ...(models ? { models } : {}),
    ...(options.mcp ? { mcp: options.mcp } : {}),
  })
  const connections = new Connections<Socket>({
    all: limits.connections,
    perAddress: limits.connectionsPerAddress,
  })
  const full = 'There are too many connections: close some, or try again in a moment.'
  const turnedAway = new WeakSet<Socket>()
  /** Answers under way, by their connection: a client may send a request before the one before is answered. */
  const answers = new WeakMap<Socket, Set<ServerResponse>>()
  let underWay = 0
  let idle: (() => void) | undefined
  /** An answer that no route gave. */
  const outright = (status: number, detail: string, headers: Readonly<Record<string, string>> = {}) =>
    problemAnswer(status, detail, { headers: { ...strictHeaders, ...headers } })
  const listener = getRequestListener(
    (request, env) => {
      if (turnedAway.has((env as HttpBindings).incoming.socket))
        return outright(503, full, { connection: 'close' })
      if (stopping)
        return outright(503, 'The server is stopping.', { connection: 'close', 'retry-after': '5' })
      return app.fetch(request, env)
    },
    {
      errorHandler: (error) => {
        if (error instanceof RequestError)
          return outright(400, 'The address that is asked for, or the header "Host", cannot be read.')
        options.report(error)
        return outright(500, failedItself)
      },
    },
  )
  const server = createServer(
    {
      requestTimeout: limits.requestTime,
      headersTimeout: limits.headersTime,
      connectionsCheckingInterval: Math.min(1000, limits.headersTime),
      keepAliveTimeout: 5000,
      maxHeaderSize,
      // Refused above, in a sentence.
      requireHostHeader: false,
    },
    listener,
  )
  /** Answers on a connection where no request could be read, and closes it whether or not the other end does. */
  const refuse = (socket: Socket, status: number, detail: string) => {
    const begun = [...(answers.get(socket) ?? [])].some(({ headersSent }) => headersSent)
    // Amid an answer, or where nothing can be written, there is no place for another.
    if (begun || !socket.writable) socket.destroy()
    else {
      socket.end(problemOnTheWire(status, detail, STATUS_CODES[status]))
      socket.destroySoon()
    }
  }
  server.on('connection', (socket) => {
    socket.on('close', () => connections.gone(socket))
    for (const closed of connections.admit(socket, countedAddress(socket.remoteAddress))) {
      if (closed !== socket) closed.destroy()
      else {
        turnedAway.add(socket)
        refuse(socket, 503, full)
      }
    }
  })
  server.on('request', ({ socket }, response) => {
    lastRequest = performance.now()
    const here = answers.get(socket) ?? new Set()
    answers.set(socket, here.add(response))
    connections.begin(socket)
    underWay++
    response.on('close', () => {
      here.delete(response)
      if (here.size === 0) connections.rest(socket)
      underWay--
      if (underWay === 0) idle?.()
    })
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const [status, detail] = unreadable[error.code ?? ''] ?? [400, 'This is no HTTP that can be read.']
    refuse(socket as Socket, status, detail)
  })
  server.on('checkExpectation', (request) => {
    refuse(request.socket, 417, 'Nothing is done for the header "Expect" but "100-continue": leave it out.')
  })
  server.on('connect', (_, socket) => {
    refuse(socket as Socket, 405, 'This server is no proxy: it does not take CONNECT.')
  })
  // Nothing has come or gone for so long. An answer may be made that long; one that waits to be taken is given up, and so
  // is a connection after its last answer. One on which no request came yet is closed as late.
  server.setTimeout(limits.stallTime, (socket) => {
    if (socket.writableLength > 0) socket.destroy()
    // After a long pause of this process a request may be there that was not read yet: it comes first.
    else setImmediate(() => answers.get(socket)?.size === 0 && socket.destroy())
  })

  await new Promise<void>((listening, failed) => {
    const refused = (error: NodeJS.ErrnoException) => {
      const sentence = refusals[error.code ?? '']?.(host, port)
      failed(new ServerError(sentence ?? `The server cannot listen on ${host}: ${error.message}.`))
    }
    server.once('error', refused)
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      server.off('error', refused)
      server.on('error', options.report)
      listening()
    })
  })
  const refresh = new SituationRefresh(store)
  pass?.start()
  const bound = server.address()
  if (bound && typeof bound === 'object') port = bound.port
  const bare = host.replace(/^\[|\]$/g, '')

  /** Resolves when no request is under way, or the time for them is over. */
  const quiet = async (): Promise<void> => {
    if (underWay === 0) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((done) => {
      idle = done
      timer = setTimeout(done, limits.stopTime)
    })
    clearTimeout(timer)
  }

  return {
    address: `http://${bare.includes(':') ? `[${bare}]` : bare}:${port}/`,
    port,
    ...(token === undefined ? {} : { token }),
    desk: desk !== undefined,
    stop: async () => {
      stopping = true
      const closed = new Promise<void>((done) => server.close(() => done()))
      changes.close()
      const refreshed = refresh.stop()
      // A report that is read in the background waits on in the database.
      const passed = pass?.stop(async () => carefulAnalyser?.abandon())
      server.closeIdleConnections()
      await quiet()
      // Reports that still wait are read, and what asked for them keeps them.
      await analyser.close()
      await quiet()
      // What nobody waits for any more is given up: it is worked out when it is asked for.
      await options.situations?.close()
      await passed
      await refreshed
      server.closeAllConnections()
      await closed
    },
  }
}
