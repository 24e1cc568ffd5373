import { hostname } from 'node:os'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import ipaddr from 'ipaddr.js'
import { quoted } from '../intake/intake-item.ts'
import { countedAddress } from './connections.ts'
import { extensionOrigin } from './extension-origin.ts'
import { ProblemError } from './problem.ts'
import type { RateLimit } from './rate-limit.ts'
import type { Sessions } from './sessions.ts'

export interface GuardOptions {
  /** The address that the server listens on. */
  host: string
  /** The port, once it is known. */
  port: () => number
  /** Present where a token is demanded. */
  sessions?: Sessions
  /** Further names under which it may be asked for, as behind a proxy. */
  serverNames: readonly string[]
  /** Origins ("https://desk.example.org") whose pages may ask. */
  allowOrigins: readonly string[]
  /** Whether anybody may have this without a token: the desk's own files, which hold nothing of the database, and health. */
  isOpen: (method: string, path: string) => boolean
  /** Whether the browser extension may ask for this: it keeps reports, and does nothing else. */
  keepsReport: (method: string, path: string) => boolean
  /** Whether the token comes in the body: what is wrong there is counted by the route, which alone can tell. */
  signsIn: (method: string, path: string) => boolean
  requests: RateLimit
  wrongTokens: RateLimit
}

/** Methods that change nothing. */
export const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

const withoutBrackets = (name: string) => name.replace(/^\[|\]$/g, '').toLowerCase()

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  const name = withoutBrackets(host)
  if (name === 'localhost') return true
  if (!ipaddr.isValid(name)) return false
  return ipaddr.process(name).range() === 'loopback'
}

/** Who is asking, to count by: the address of the other end. */
export function clientOf(context: Context): string {
  const env = context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return countedAddress(env?.incoming?.socket?.remoteAddress)
}

/** The name of the session cookie: cookies know no ports, and two servers may run on one machine. */
export const cookieName = (port: number) => `selon-${port}`

/**
 * Stands before every route. A page of another site must neither ask (Origin, Sec-Fetch-Site), nor pretend that this
 * server is its own by a name that leads here (Host: DNS rebinding); where a token is demanded, it is there.
 */
export function guard(options: GuardOptions): MiddlewareHandler {
  const { sessions, requests, wrongTokens } = options
  const origins = new Set(options.allowOrigins)
  const onLoopback = isLoopback(options.host)
  const own = new Set(['localhost', '127.0.0.1', '::1', withoutBrackets(options.host)])
  if (!onLoopback) own.add(hostname().toLowerCase())
  const further = new Set(options.serverNames.map((name) => name.toLowerCase()))

  const checkHost = (given: string): URL => {
    const url = URL.canParse(`http://${given}/`) ? new URL(`http://${given}/`) : undefined
    if (url?.pathname !== '/' || url.username || url.search)
      throw new ProblemError(400, 'The request has no Host that can be read.')
    const name = withoutBrackets(url.hostname)
    if (further.has(name) || further.has(url.host)) return url
    // Elsewhere than on loopback a token is demanded; an IP address cannot be made to lead here by somebody else's DNS.
    if (!onLoopback && (ipaddr.isValid(name) || own.has(name))) return url
    if (own.has(name) && Number(url.port || 80) === options.port()) return url
    throw new ProblemError(
      421,
      `This server is not known as ${quoted(given)}: ask for it by its address, or start it with --server-name.`,
    )
  }

  const checkOrigin = (context: Context, host: URL): void => {
    const origin = context.req.header('origin')
    if (origin !== undefined) {
      if (origins.has(origin)) return
      if (origin === extensionOrigin && options.keepsReport(context.req.method, context.req.path)) return
      const url = URL.canParse(origin) ? new URL(origin) : undefined
      if (!url || !/^https?:$/.test(url.protocol) || new URL(`http://${url.host}/`).host !== host.host)
        throw new ProblemError(
          403,
          `Pages of ${quoted(origin)} may not ask this server: start it with --allow-origin to let them.`,
        )
      return
    }
    const site = context.req.header('sec-fetch-site')
    if (site === undefined || site === 'same-origin' || site === 'none') return
    // A link that somebody follows is no request of the page that it stands on.
    const followed = context.req.method === 'GET' && context.req.header('sec-fetch-mode') === 'navigate'
    if (!followed && !options.isOpen(context.req.method, context.req.path))
      throw new ProblemError(403, 'Pages of other sites may not ask this server.')
  }

  const tokenOf = (context: Context) =>
    /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]

  /** Who the request shows himself to be: by the token, by the cookie of a session, or by nothing that is right. */
  const known = (context: Context): 'token' | 'session' | undefined => {
    if (!sessions) return 'token'
    const given = tokenOf(context)
    if (given !== undefined && sessions.isToken(given)) return 'token'
    const cookie = getCookie(context, cookieName(options.port()))
    return cookie !== undefined && sessions.goesOn(cookie) ? 'session' : undefined
  }

  const refuseStranger = (context: Context, client: string): void => {
    const given = tokenOf(context)
    if (given !== undefined) {
      const wait = wrongTokens.take(client)
      if (wait > 0) throw tooMany(wait)
    }
    throw new ProblemError(
      401,
      given === undefined
        ? 'This server wants the token that it printed when it started: send "Authorization: Bearer …", or sign in.'
        : 'This is not the token that the server printed when it started.',
      { headers: { 'www-authenticate': 'Bearer realm="Selon"' } },
    )
  }

  return async (context, next) => {
    const host = checkHost(context.req.header('host') ?? new URL(context.req.url).host)
    checkOrigin(context, host)
    const { method, path } = context.req
    const client = clientOf(context)
    const by = known(context)
    // Who has the token is counted apart, so that others behind the same address cannot use up what is his.
    if (by !== undefined || !options.signsIn(method, path)) {
      const wait = requests.take(by === undefined ? `${client} without a token` : client)
      if (wait > 0) throw tooMany(wait)
    }
    if (!options.isOpen(method, path)) {
      if (by === undefined) refuseStranger(context, client)
      // A form of another site can send the cookie in some browsers, but never this header.
      if (by === 'session' && !reading.has(method) && context.req.header('x-selon') === undefined)
        throw new ProblemError(403, 'A change with a session cookie needs the header "X-Selon".')
    }
    await next()
  }
}

/** The refusal of a client that asks too much. */
export function tooMany(seconds: number): ProblemError {
  return new ProblemError(
    429,
    `Too many requests: wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    { headers: { 'retry-after': String(seconds) } },
  )
}
