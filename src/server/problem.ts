import type { Problem } from '../contract/api.ts'
import { sentenceOf } from '../intake/intake-item.ts'
import { StoreError, StoreRequestError } from '../store/store.ts'
import { strictHeaders } from './security-headers.ts'

const titles: Readonly<Record<number, string>> = {
  202: 'Not read yet',
  400: 'The request cannot be understood',
  401: 'A token is needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not done here',
  408: 'Too slow',
  410: 'No longer kept',
  413: 'Too large',
  415: 'Of a kind that is not read',
  417: 'Not expected',
  421: 'Asked for under another name',
  422: 'This cannot be read',
  429: 'Too many requests',
  431: 'Headers too large',
  500: 'Selon failed',
  502: 'The other server failed',
  503: 'Not now',
}

interface More {
  errors?: Problem['errors']
  headers?: Readonly<Record<string, string>>
}

/** A refusal: a status, and a sentence that says what was wrong and what to do. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly status: number
  readonly more: More

  constructor(status: number, detail: string, more: More = {}) {
    super(detail)
    this.status = status
    this.more = more
  }
}

const problemType = 'application/problem+json'

function problemText(status: number, detail: string, errors?: Problem['errors']): string {
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'The request failed',
    status,
    detail,
    ...(errors ? { errors } : {}),
  }
  return JSON.stringify(problem)
}

/** The answer to a request that failed (RFC 9457). */
export function problemAnswer(status: number, detail: string, { errors, headers }: More = {}): Response {
  return new Response(problemText(status, detail, errors), {
    status,
    headers: { 'content-type': problemType, ...headers },
  })
}

/**
 * The same as it goes over the wire, for a connection on which no request could be read; it is to be closed then.
 * @param reason HTTP's own words for the status
 */
export function problemOnTheWire(status: number, detail: string, reason = ''): string {
  const text = problemText(status, detail)
  const headers: Readonly<Record<string, string>> = {
    ...strictHeaders,
    'content-type': problemType,
    'content-length': String(Buffer.byteLength(text)),
    connection: 'close',
    date: new Date().toUTCString(),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${text}`
}

/** All that is told of what nobody foresaw: what it says of itself may hold a path or words of a report, and is for the log. */
export const failedItself = 'Selon itself failed on this request: please tell its makers what you did.'

/** The answer to whatever was thrown; `report` is told of what nobody foresaw. */
export function problemOf(error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof ProblemError) return problemAnswer(error.status, error.message, error.more)
  if (error instanceof StoreRequestError) return problemAnswer(400, error.message)
  if (error instanceof StoreError) {
    report(error)
    return problemAnswer(503, error.message)
  }
  report(error)
  return problemAnswer(500, failedItself)
}

/** For a log: the sentence of an error, and where it came from. */
export function traceOf(error: unknown): string {
  return error instanceof Error && error.stack ? error.stack : sentenceOf(error)
}
