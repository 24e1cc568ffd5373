import type { Problem } from '../contract/api.ts'
import { sentenceOf } from '../intake/intake-item.ts'
import { StoreError, StoreRequestError } from '../store/store.ts'

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood',
  401: 'A token is needed',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not done here',
  408: 'Too slow',
  413: 'Too large',
  415: 'Of a kind that is not read',
  421: 'Asked for under another name',
  422: 'This cannot be read',
  429: 'Too many requests',
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

/** The answer to a request that failed (RFC 9457). */
export function problemAnswer(status: number, detail: string, { errors, headers }: More = {}): Response {
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'The request failed',
    status,
    detail,
    ...(errors ? { errors } : {}),
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}

/** The answer to whatever was thrown; `report` is told of what nobody foresaw. */
export function problemOf(error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof ProblemError) return problemAnswer(error.status, error.message, error.more)
  if (error instanceof StoreRequestError) return problemAnswer(400, error.message)
  if (error instanceof StoreError) {
    report(error)
    return problemAnswer(503, error.message)
  }
  report(error)
  // What it says of itself may hold a path or words of a report: that is for the log.
  return problemAnswer(500, 'Selon itself failed on this request: please tell its makers what you did.')
}

/** For a log: the sentence of an error, and where it came from. */
export function traceOf(error: unknown): string {
  return error instanceof Error && error.stack ? error.stack : sentenceOf(error)
}
