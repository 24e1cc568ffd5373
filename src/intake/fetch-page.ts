import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Agent, buildConnector, request } from 'undici'
import { version } from '../engine/version.ts'
import type { AddressPolicy } from './address-policy.ts'
import type { FetchedPage, FetchOptions } from './fetched-page.ts'
import { IntakeError, quoted } from './intake-item.ts'

export const userAgent = `Selon/${version} (+news reader; reads one page on its user's request)`

/** An address that Selon will not ask for, whenever it is tried: it is none, or leads inside a private network. */
export class AddressRefused extends IntakeError {
  override name = 'AddressRefused'
}

/** What one request gave. */
export interface FetchedAnswer {
  url: URL
  status: number
  /** Names in lower case; of a header that came twice, the first. */
  headers: Readonly<Record<string, string>>
  /** Unpacked; empty unless the status is 200. */
  bytes: Uint8Array
}

async function systemResolve(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
}

const withoutBrackets = (host: string) => host.replace(/^\[(.*)\]$/, '$1')

/**
 * Reads one page over http or https. Every connection goes through our own `connect`: the name is resolved by us, each
 * of its addresses is put to the policy, and the socket is opened to the address that was checked, so that a second
 * answer of the name's server changes nothing. Redirects are followed by hand and checked like the first address.
 * Throws an IntakeError with a sentence for each thing that can be wrong.
 */
export function fetchPage(address: string, options: FetchOptions): Promise<FetchedPage> {
  return connected(address, options, undefined, async (ask) => {
    let url = checkedUrl(address, undefined)
    for (let hop = 0; ; hop++) {
      const { status, headers, bytes } = await ask(url, {
        'user-agent': userAgent,
        accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.1',
      })
      if (status >= 300 && status < 400 && headers['location'] !== undefined) {
        if (hop >= options.redirects) throw tooManyRedirects(address, options.redirects)
        url = checkedUrl(headers['location'], url)
        continue
      }
      if (status !== 200)
        throw new IntakeError(`${quoted(url.href)} answered ${status}${meaningOfStatus(status)}.`)
      const contentType = headers['content-type']
      url.hash = ''
      return { url: url.href, ...(contentType ? { contentType } : {}), bytes }
    }
  })
}

/**
 * One request with the guard of `fetchPage`, and its answer whatever its status; redirects are for the caller to follow.
 * @param url one that `checkedUrl` gave
 * @param headers beside those that every request has
 */
export function fetchOnce(
  url: URL,
  options: Omit<FetchOptions, 'redirects'>,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<FetchedAnswer> {
  return connected(url.href, options, signal, (ask) => ask(url, headers))
}

export function tooManyRedirects(address: string, most: number): IntakeError {
  return new IntakeError(
    `${quoted(address)} redirects more than ${most} times: give the address at which the page ends up in a browser.`,
  )
}

/** Runs requests on guarded connections within the time of the options, and gives its errors a sentence. */
async function connected<T>(
  address: string,
  options: Omit<FetchOptions, 'redirects'>,
  signal: AbortSignal | undefined,
  work: (ask: (url: URL, headers: Readonly<Record<string, string>>) => Promise<FetchedAnswer>) => Promise<T>,
): Promise<T> {
  const resolve = options.resolve ?? systemResolve
  const time = new AbortController()
  const seconds = Math.max(1, Math.round(options.time / 1000))
  const timer = setTimeout(() => time.abort(), options.time)
  const stop = () => time.abort()
  signal?.addEventListener('abort', stop, { once: true })
  const agent = new Agent({
    connect: guardedConnector(options.allowAddress, resolve, options.time, time.signal),
    maxHeaderSize: 65_536,
  })
  try {
    signal?.throwIfAborted()
    return await work(async (url, headers) => {
      const answer = await request(url, {
        dispatcher: agent,
        method: 'GET',
        signal: time.signal,
        headersTimeout: options.time,
        bodyTimeout: options.time,
        headers: { 'accept-language': 'fr,en,es', 'accept-encoding': 'gzip, deflate, br', ...headers },
      })
      const given: Record<string, string> = {}
      for (const [name, value] of Object.entries(answer.headers)) {
        const first = header(value)
        if (first !== undefined) given[name.toLowerCase()] = first
      }
      const status = answer.statusCode
      if (status !== 200) {
        answer.body.on('error', () => undefined)
        answer.body.destroy()
        return { url, status, headers: given, bytes: new Uint8Array() }
      }
      const bytes = await body(answer.body, given['content-encoding'], options.bytes, url)
      return { url, status, headers: given, bytes }
    })
  } catch (error) {
    if (error instanceof IntakeError) throw error
    if (signal?.aborted) throw new IntakeError(`Reading ${quoted(address)} was stopped.`)
    if (time.signal.aborted)
      throw new IntakeError(
        `${quoted(address)} did not answer in full within ${seconds} seconds: try again later.`,
      )
    throw networkError(address, error)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
    // Not waited for: a connection that is being made would hold the answer back.
    agent.destroy().catch(() => undefined)
  }
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** What a status other than 200 means for a reader, to follow the number in a sentence. */
export function meaningOfStatus(status: number): string {
  if (status === 401 || status === 402 || status === 403)
    return ': it does not give the page to Selon, so save the page in a browser and give the file'
  if (status === 404 || status === 410) return ': there is no page there, so check the address'
  if (status === 429) return ': it wants fewer requests, so try again later'
  if (status >= 500) return ': the server is in trouble, so try again later'
  return ', and no page'
}

/**
 * A parsed address that may be asked for: http or https, without a user name and password. Throws an AddressRefused.
 * @param base the address that redirects there, if one does
 */
export function checkedUrl(address: string, base: URL | undefined): URL {
  let url: URL
  try {
    url = new URL(address, base)
  } catch {
    throw new AddressRefused(
      base
        ? `${quoted(base.href)} redirects to ${quoted(address)}, which is not an address.`
        : `${quoted(address)} is not an address: give one such as https://example.org/report.`,
    )
  }
  const hidden = url.username !== '' || url.password !== ''
  const shown = hidden ? `${url.protocol}//…@${url.host}${url.pathname}` : url.href
  const from = base
    ? `${quoted(base.href)} redirects to ${quoted(shown)}, `
    : `${quoted(hidden ? shown : address)} cannot be read: `
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new AddressRefused(`${from}${base ? 'and ' : ''}Selon reads http and https addresses.`)
  if (hidden)
    throw new AddressRefused(
      `${from}${base ? 'and ' : ''}Selon sends no user name or password: take it out of the address.`,
    )
  if (url.hostname === '') throw new AddressRefused(`${from}it names no host.`)
  return url
}

/** undici's connector behind a door: it is given only addresses that the policy allowed. */
function guardedConnector(
  allowAddress: AddressPolicy,
  resolve: (host: string) => Promise<string[]>,
  time: number,
  signal: AbortSignal,
): buildConnector.connector {
  const connect = buildConnector({ timeout: time })
  // While another address is left, one that swallows what is sent to it may not take all of the time.
  const connectSoon = buildConnector({ timeout: Math.ceil(time / 5) })
  const timeIsUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('The time is up.')), { once: true })
  })
  timeIsUp.catch(() => undefined)
  return (options, callback) => {
    const host = withoutBrackets(options.hostname)
    const addresses = isIP(host) ? Promise.resolve([host]) : Promise.race([resolve(host), timeIsUp])
    addresses
      .then((found) => {
        if (found.length === 0) throw new IntakeError(`The name ${quoted(host)} has no address: check it.`)
        const refused = found.find((address) => !allowAddress(address))
        if (refused !== undefined)
          throw new AddressRefused(
            `The address ${quoted(host)} ${refused === host ? 'is' : `leads to ${refused},`} inside a private or reserved network, and Selon reads only the public internet: save the page to a file and give that.`,
          )
        // The certificate is still checked against the name.
        const servername = isIP(host) ? options.servername : (options.servername ?? host)
        // One after the other, since a machine may have no route to the first (IPv6, often).
        const attempt = (i: number): void => {
          const address = found[i]
          const open = i + 1 < found.length ? connectSoon : connect
          open(
            { ...options, hostname: address, host: address, ...(servername ? { servername } : {}) },
            (...answer) => {
              if (answer[0] && i + 1 < found.length && !signal.aborted) attempt(i + 1)
              else callback(...answer)
            },
          )
        }
        attempt(0)
      })
      .catch((error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null))
  }
}

function decoderOf(encoding: string): Transform | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip()
  if (encoding === 'deflate') return createInflate()
  if (encoding === 'br') return createBrotliDecompress()
  return undefined
}

/** The whole body, decompressed as it comes, so that what unpacks to too much is dropped before it is held. */
async function body(
  stream: NodeJS.ReadableStream & { destroy(error?: Error): void },
  encoding: string | undefined,
  limit: number,
  url: URL,
): Promise<Uint8Array> {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  if (codings.length > 1)
    throw new IntakeError(
      `${quoted(url.href)} is packed more than once (${quoted(codings.join(', '))}), which no page needs.`,
    )
  let source: NodeJS.ReadableStream & { destroy(error?: Error): void } = stream
  if (codings.length === 1) {
    const decoder = decoderOf(codings[0])
    if (!decoder)
      throw new IntakeError(
        `${quoted(url.href)} is packed as ${quoted(codings[0])}, which Selon did not ask for.`,
      )
    stream.on('error', (error: Error) => decoder.destroy(error))
    source = stream.pipe(decoder)
  }
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of source) {
      const bytes = chunk as Uint8Array
      length += bytes.length
      if (length > limit)
        throw new IntakeError(
          `${quoted(url.href)} is larger than ${Math.round(limit / 1024 / 1024)} MB, the most that Selon reads of a page.`,
        )
      parts.push(bytes)
    }
  } finally {
    source.destroy()
    stream.on('error', () => undefined)
    stream.destroy()
  }
  return Buffer.concat(parts)
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no host of that name; check the address, and that this machine is online',
  EAI_AGAIN: 'the name could not be looked up; check that this machine is online',
  ECONNREFUSED: 'the host refuses connections; check the address',
  ECONNRESET: 'the host broke the connection off; try again later',
  EHOSTUNREACH: 'the host cannot be reached; check that this machine is online',
  ENETUNREACH: 'the network cannot be reached; check that this machine is online',
  ETIMEDOUT: 'the host did not answer; try again later',
  UND_ERR_CONNECT_TIMEOUT: 'the host did not answer; try again later',
  UND_ERR_HEADERS_TIMEOUT: 'the host did not answer; try again later',
  UND_ERR_BODY_TIMEOUT: 'the host stopped in the middle; try again later',
  UND_ERR_SOCKET: 'the host broke the connection off; try again later',
  UND_ERR_HEADERS_OVERFLOW: 'the head of its answer is too long',
  Z_DATA_ERROR: 'its answer cannot be unpacked',
  Z_BUF_ERROR: 'its answer breaks off before its end',
}

function networkError(address: string, error: unknown): IntakeError {
  if (error instanceof Error && error.cause instanceof IntakeError) return error.cause
  const code = (error as { code?: string }).code ?? ''
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS/.test(code)
    ? `its certificate cannot be trusted (${code})`
    : undefined
  const reason = reasons[code] ?? certificate ?? (error instanceof Error ? error.message : String(error))
  return new IntakeError(`${quoted(address)} cannot be read: ${reason}.`)
}
