/** Asks the server. A call either gives what its route promises or throws an ApiError with a sentence. */
import { largestPage } from '../../src/api/limits.ts'
import type { Answer, Asked } from '../../src/api/operations.ts'
import {
  type PathParameter,
  type QueryParameter,
  type Route,
  type RouteName,
  routes,
} from '../../src/api/routes.ts'
import type { Page } from '../../src/contract/api.ts'

export class ApiError extends Error {
  override name = 'ApiError'
  /** HTTP status; 0 where the server could not be reached. */
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** A path with its query; what is undefined or empty is left out. */
export function withQuery(path: string, query: object = {}): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') words.set(name, String(value))
  const text = words.toString()
  return text ? `${path}?${text}` : path
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        // A page from elsewhere cannot send this header without being allowed to.
        'x-selon': 'desk',
        ...(init.body ? { 'content-type': 'application/json' } : {}),
        ...init.headers,
      },
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, '')
  }
  // A report that waits for a worker (202) is not there to be shown: why stands in the answer.
  if (response.ok && response.status !== 202) return response
  let detail = ''
  try {
    const problem = (await response.json()) as { detail?: unknown; title?: unknown }
    detail = String(problem.detail ?? problem.title ?? '')
  } catch {
    // An answer that is no problem document has nothing more to say than its status.
  }
  throw new ApiError(response.status, detail)
}

type Empty = Record<never, never>
/** Required where something in it is; a parameter that is empty is left out, as one that is not given. */
type Query<Q> = Empty extends Q
  ? { query?: { [Name in keyof Q]: Q[Name] | '' } }
  : { query: { [Name in keyof Q]: Empty extends Pick<Q, Name> ? Q[Name] | '' : Q[Name] } }

/** What a call of a route takes: the parameters of its path and query, and its body. */
type Given<Name extends RouteName> = ([PathParameter<Name>] extends [never]
  ? { params?: never }
  : { params: Record<PathParameter<Name>, string> }) &
  ([QueryParameter<Name>] extends [never] ? { query?: never } : Query<Asked<Name>['query']>) &
  (Asked<Name>['body'] extends undefined ? { body?: never } : { body: Asked<Name>['body'] })

type Call<Name extends RouteName> = Given<Name> & { signal?: AbortSignal }
/** Routes that answer with JSON or nothing; a file or a stream is had from its address. */
type Callable = {
  [Name in RouteName]: (typeof routes)[Name] extends { gives: 'media' } ? never : Name
}[RouteName]

/** The address of a route with its parameters. */
export function routeAddress<Name extends RouteName>(
  name: Name,
  ...[given]: Empty extends Omit<Given<Name>, 'body'>
    ? [given?: Omit<Given<Name>, 'body'>]
    : [given: Omit<Given<Name>, 'body'>]
): string {
  const { params, query } = (given ?? {}) as { params?: Record<string, string>; query?: object }
  const path = routes[name].path.replace(/\{(\w+)\}/g, (_, parameter: string) =>
    encodeURIComponent(params?.[parameter] ?? ''),
  )
  return withQuery(path, query)
}

/** Calls a route by its name. Throws an ApiError, and an AbortError where the signal says so. */
export async function call<Name extends Callable>(
  name: Name,
  ...[given]: Empty extends Call<Name> ? [given?: Call<Name>] : [given: Call<Name>]
): Promise<Answer<Name>> {
  const { params, query, body, signal } = (given ?? {}) as {
    params?: never
    query?: never
    body?: unknown
    signal?: AbortSignal
  }
  const { method }: Route = routes[name]
  const response = await ask(routeAddress(name, { params, query } as never), {
    method: method.toUpperCase(),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as Answer<Name>
}

/** Everything of a list, page by page, up to `most` items. */
export async function everyItem<T>(
  list: (page: { after?: string; limit: number }) => Promise<Page<T>>,
  most: number,
): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  do {
    const page: Page<T> = await list({ after, limit: Math.min(largestPage, most - items.length) })
    items.push(...page.items)
    after = page.next
  } while (after !== undefined && items.length < most)
  return items
}
