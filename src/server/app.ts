import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { type Operation, operations } from '../api/operations.ts'
import { type Route, type RouteName, routes } from '../api/routes.ts'
import { apiPage, apiPagePolicy } from './api-page.ts'
import { correctionHandlers } from './correction-handlers.ts'
import { exportHandler } from './export-handler.ts'
import { feedHandlers } from './feed-handlers.ts'
import { findingHandlers } from './finding-handlers.ts'
import { clientOf, cookieName, type GuardOptions, guard, reading, tooMany } from './guard.ts'
import { Created, type Handler, type Handlers, type Services } from './handler.ts'
import { honoRoute } from './hono-route.ts'
import { ledgerExports } from './ledger-exports.ts'
import { openApiDocument } from './openapi-document.ts'
import { ProblemError, problemAnswer, problemOf } from './problem.ts'
import type { RateLimit } from './rate-limit.ts'
import { reportHandlers } from './report-handlers.ts'
import { securityHeaders } from './security-headers.ts'
import { matches, type StaticFiles } from './static-files.ts'
import { statusHandlers } from './status-handlers.ts'

export interface AppOptions extends Services {
  guard: Omit<GuardOptions, 'isOpen' | 'keepsReport' | 'signsIn' | 'wrongTokens' | 'sessions' | 'port'>
  /** For what costs more than looking something up. */
  heavyRequests: RateLimit
  /** Bytes of large bodies under way at once. */
  largeBodies: number
  /** The desk's files; absent where they were not built. */
  desk?: StaticFiles
  /** The engine's models, for the browser. */
  models?: StaticFiles
  /** Answers POST, GET and DELETE /mcp. */
  mcp?: (request: Request) => Promise<Response>
}

const every: readonly Route[] = Object.values(routes)

/** Most bytes of a body that holds a token, which anybody may send. */
const tokenBodyBytes = 8 * 1024
/** Most bytes of a body. */
const bodyBytes = 1024 * 1024
/** Of one that holds a report or a list of feeds. */
const longBodyBytes = 16 * 1024 * 1024
const longBodies: ReadonlySet<string> = new Set([
  ...every.filter(({ body }) => body === 'long').map(({ path }) => path),
  '/mcp',
])
const tokenBodies: ReadonlySet<string> = new Set(
  every.filter(({ body }) => body === 'token').map(({ path }) => path),
)

const sizeInWords = (bytes: number) =>
  bytes < 1024 * 1024 ? `${bytes / 1024} kB` : `${bytes / 1024 / 1024} MB`

/** Addresses of the desk's views, which its own page tells apart. */
const deskRoute =
  /^\/(?:(?:story|report|compare|paste|search|ledger|sources|source|feeds|settings)(?:\/.*)?)?$/

const noDesk =
  'The desk was not built, so there is no page to show: run "npm run build", or reinstall Selon. The API is at /api.'

/** What answers without a token besides the desk: "GET /health". */
const openOperations: ReadonlySet<string> = new Set(
  every.filter(({ open }) => open).map(({ method, path }) => `${method.toUpperCase()} ${path}`),
)

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Buffer.from(bytes.subarray(0, 12)).toString('base64url')
}

type Variables = { operation: string }

/** The whole server but for its socket. */
export function createApp(options: AppOptions): OpenAPIHono<{ Variables: Variables }> {
  const { store, desk, models, metrics, report } = options
  const app = new OpenAPIHono<{ Variables: Variables }>({
    defaultHook: (result, context) => {
      if (result.success) return
      const errors = plainIssues(result.error.issues).map((issue) => ({
        in: String(result.target),
        at: issue.path.map(String).join('.'),
        message: issue.message,
      }))
      const [{ at, message }] = errors
      // A body that can be read and says what cannot be is another thing than a request that cannot be read.
      const status = result.target === 'json' ? 422 : 400
      return answered(
        context,
        problemAnswer(status, `${at ? `"${at}": ` : ''}${message}${/[.!?]$/.test(message) ? '' : '.'}`, {
          errors,
        }),
      )
    },
  })
  // Tells this run's answers from those of another, which may have another database or engine.
  const run = randomUUID().slice(0, 8)

  const isOpen = (method: string, path: string) =>
    openOperations.has(`${method === 'HEAD' ? 'GET' : method} ${path}`) ||
    ((method === 'GET' || method === 'HEAD') && (deskRoute.test(path) || (desk?.has(path) ?? false)))

  app.use(async (context, next) => {
    const begun = performance.now()
    await next()
    metrics.add(
      context.get('operation') ?? 'other',
      knownMethods.has(context.req.method) ? context.req.method : 'OTHER',
      context.res.status,
      (performance.now() - begun) / 1000,
    )
  })
  app.use(securityHeaders)
  app.use(
    guard({
      ...options.guard,
      port: options.port,
      ...(options.sessions ? { sessions: options.sessions } : {}),
      wrongTokens: options.wrongTokens,
      isOpen,
      keepsReport: (method, path) => method === 'POST' && path === routes.addReport.path,
      signsIn: (method, path) => method === 'POST' && path === routes.beginSession.path,
    }),
  )
  const { allowOrigins } = options.guard
  if (allowOrigins.length > 0)
    app.use(
      cors({
        origin: (origin) => (allowOrigins.includes(origin) ? origin : null),
        allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
        allowHeaders: [
          'authorization',
          'content-type',
          'if-none-match',
          'last-event-id',
          'x-selon',
          'mcp-session-id',
          'mcp-protocol-version',
        ],
        exposeHeaders: ['etag', 'retry-after', 'mcp-session-id'],
        maxAge: 600,
      }),
    )
  const tooLarge = (limit: number) => () =>
    problemAnswer(413, `The request is larger than ${sizeInWords(limit)}, the most that is taken.`)
  const limited = (limit: number) => bodyLimit({ maxSize: limit, onError: tooLarge(limit) })
  const [tiny, short, long] = [tokenBodyBytes, bodyBytes, longBodyBytes].map(limited)
  app.use((context, next) => {
    const { path } = context.req
    const limit = longBodies.has(path) ? long : tokenBodies.has(path) ? tiny : short
    return limit(context, next)
  })

  // Many large bodies at once would fill the memory; those of usual size go on meanwhile.
  let underWay = 0
  app.use(async (context, next) => {
    if (!longBodies.has(context.req.path) || reading.has(context.req.method)) return next()
    const announced = Number(context.req.header('content-length') ?? longBodyBytes)
    if (announced <= bodyBytes) return next()
    if (underWay + announced > options.largeBodies)
      throw new ProblemError(503, 'Too much is being sent at once: try again in a moment.', {
        headers: { 'retry-after': '10' },
      })
    underWay += announced
    try {
      await next()
    } finally {
      underWay -= announced
    }
  })

  // More than one refusal in a row for the same reason is no news: the client is told, the log is not.
  app.onError((error, context) => {
    // Whoever sent it went away amid it: nobody is there to be told, and nothing here has failed.
    if (brokenOff(context))
      return answered(context, problemAnswer(400, 'The request broke off before it had come whole.'))
    if (error instanceof HTTPException)
      return answered(
        context,
        problemAnswer(
          error.status,
          error.status === 400 ? 'The body is no JSON that can be read.' : error.message,
        ),
      )
    return answered(context, problemOf(error, report))
  })

  const handlers: Handlers<RouteName> = {
    ...reportHandlers(options),
    ...findingHandlers(options),
    ...correctionHandlers(options),
    ...feedHandlers(options),
    ...exportHandler(options),
    ...ledgerExports(options),
    ...statusHandlers(options),
  }
  for (const [name, definition] of Object.entries(operations) as [RouteName, Operation][]) {
    const handle = handlers[name] as Handler<Operation>
    const { method, heavy, conditional } = definition.route
    const route = honoRoute(definition)
    const path = route.getRoutingPath()
    // Before the body is read: whether it may be sent at all.
    app.on(method.toUpperCase(), path, async (context, next) => {
      context.set('operation', name)
      if (heavy) {
        const wait = options.heavyRequests.take(clientOf(context))
        if (wait > 0) throw tooMany(wait)
      }
      const type = context.req.header('content-type')?.split(';')[0].trim().toLowerCase()
      if (definition.body && type !== 'application/json')
        throw new ProblemError(415, 'Send the body as JSON, with "Content-Type: application/json".')
      await next()
    })
    app.openapi(route, (async (context: Context) => {
      let etag: string | undefined
      if (conditional === 'change') {
        etag = `W/"${run}-${await store.lastChange()}"`
        if (matches(context.req.header('if-none-match'), etag)) return unchanged(context, etag)
      }
      const request = context.req as unknown as { valid(target: string): never }
      const given = await handle(
        {
          params: definition.params ? request.valid('param') : {},
          query: request.valid('query'),
          body: definition.body ? request.valid('json') : undefined,
        },
        context,
      )
      if (given instanceof Response) return given
      if (given instanceof Created) return context.json(given.value as object, 201)
      if (given === undefined) return context.body(null, 204)
      const text = JSON.stringify(given)
      if (conditional) {
        etag ??= `W/"${await digest(text)}"`
        if (matches(context.req.header('if-none-match'), etag)) return unchanged(context, etag)
        context.header('etag', etag)
        context.header('cache-control', 'private, no-cache')
      }
      return context.body(text, 200, { 'content-type': 'application/json' })
    }) as never)
  }

  let document: { json: string; page: string } | undefined
  const described = () => {
    if (!document) {
      const made = openApiDocument(app as unknown as OpenAPIHono, {
        token: options.sessions !== undefined,
        cookie: cookieName(options.port()),
      })
      document = { json: JSON.stringify(made), page: apiPage(made) }
    }
    return document
  }
  app.get('/openapi.json', (context) =>
    context.body(described().json, 200, { 'content-type': 'application/json' }),
  )
  app.get('/api', (context) =>
    context.body(described().page, 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': apiPagePolicy,
    }),
  )

  const { mcp } = options
  if (mcp)
    app.on(['GET', 'POST', 'DELETE'], '/mcp', (context) => {
      context.set('operation', 'mcp')
      return mcp(context.req.raw)
    })

  app.on(['GET', 'HEAD'], '/*', async (context, next) => {
    const path = decoded(context.req.path)
    const file =
      models?.answer(path, context.req.raw) ??
      desk?.answer(path, context.req.raw) ??
      (deskRoute.test(path) ? desk?.answer('/index.html', context.req.raw) : undefined)
    if (file) {
      context.set('operation', 'files')
      return file
    }
    if (deskRoute.test(path)) throw new ProblemError(404, noDesk)
    await next()
  })
  app.notFound((context) => {
    const { path, method } = context.req
    const allowed = methodsOf(path)
    if (allowed.length > 0 && !allowed.includes(method))
      return answered(
        context,
        problemAnswer(405, `${quotedPath(path)} does not take ${method}: it takes ${allowed.join(', ')}.`, {
          headers: { allow: allowed.join(', ') },
        }),
      )
    // Whoever looks with a browser is told by the desk, in their language.
    const page =
      (method === 'GET' || method === 'HEAD') && /\btext\/html\b/.test(context.req.header('accept') ?? '')
        ? desk?.answer('/index.html', context.req.raw)
        : undefined
    if (page && !/^\/(?:api|models|mcp)(?:\/|$)/.test(path))
      return answered(context, new Response(page.body, { status: 404, headers: page.headers }))
    return answered(context, problemAnswer(404, `There is nothing at ${quotedPath(path)}: see /api.`))
  })
  return app
}

/** What was wrong, without alternatives: of each, the one that the request comes nearest to. */
function plainIssues(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues
    .flatMap((issue) => {
      if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
      const weight = (one: z.core.$ZodIssue[]) =>
        one.length + one.filter(({ code }) => code === 'unrecognized_keys').length
      const nearest = issue.errors.reduce((a, b) => (weight(b) < weight(a) ? b : a))
      return plainIssues(nearest).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
    })
    .slice(0, 20)
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Whether the connection was closed before the request had come whole. */
function brokenOff(context: Context): boolean {
  const { incoming } = (context.env ?? {}) as Partial<HttpBindings>
  return incoming !== undefined && !incoming.complete && incoming.destroyed
}

function unchanged(context: Context, etag: string): Response {
  return context.body(null, 304, { etag, 'cache-control': 'private, no-cache' })
}

/** A response with the headers that were set on the way to it. */
function answered(context: Context, response: Response): Response {
  return context.newResponse(response.body, response)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const quotedPath = (path: string) => `"${path.length > 100 ? `${path.slice(0, 99)}…` : path}"`

const patterns = every.map(({ method, path }) => ({
  method: method.toUpperCase(),
  pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
}))
/** The methods that an address of the API takes; none where it is not of the API. */
function methodsOf(path: string): string[] {
  const methods = patterns.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : []))
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods
}
