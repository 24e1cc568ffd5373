/** The server's routes, typed. Every call either gives what it promises or throws an ApiError with a sentence. */
import type { Analysis, Report } from '../../src/contract/analysis.ts'
import type {
  Change,
  Ingested,
  NewCorrection,
  Page,
  Reliability,
  ReportVersion,
  SearchHit,
  Status,
  StoredCorrection,
  StoredEntity,
  StoredEvent,
  StoredFeed,
  StoredPlace,
  StoredReport,
  StoredSource,
  StoredStory,
  StoryNews,
} from '../../src/contract/api.ts'
import type { Situation } from '../../src/contract/situation.ts'

export class ApiError extends Error {
  override name = 'ApiError'
  /** HTTP status; 0 where the server could not be reached. */
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

type Query = Record<string, string | number | boolean | undefined>

/** A path with its query; what is undefined or empty is left out. */
export function withQuery(path: string, query: Query = {}): string {
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
  if (response.ok) return response
  let detail = ''
  try {
    const problem = (await response.json()) as { detail?: unknown; title?: unknown }
    detail = String(problem.detail ?? problem.title ?? '')
  } catch {
    // An answer that is no problem document has nothing more to say than its status.
  }
  throw new ApiError(response.status, detail)
}

async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await ask(withQuery(path, query), signal ? { signal } : {})
  return (await response.json()) as T
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await ask(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

const id = encodeURIComponent

export const api = {
  status: (signal?: AbortSignal) => get<Status>('/api/status', {}, signal),
  signIn: (token: string) => send<void>('POST', '/api/session', { token }),

  reports: (query: Query, signal?: AbortSignal) => get<Page<StoredReport>>('/api/reports', query, signal),
  report: (report: string, signal?: AbortSignal) =>
    get<StoredReport>(`/api/reports/${id(report)}`, {}, signal),
  analysis: (report: string, version?: number, signal?: AbortSignal) =>
    get<Analysis>(`/api/reports/${id(report)}/analysis`, { version, corrected: true }, signal),
  versions: (report: string, signal?: AbortSignal) =>
    get<{ items: ReportVersion[] }>(`/api/reports/${id(report)}/versions`, {}, signal),
  saveReport: (
    report:
      | { address: string }
      | {
          text: string
          title?: string
          publisher?: string
          published?: string
          language?: string
          url?: string
        },
  ) => send<Ingested>('POST', '/api/reports', report),
  deleteReport: (report: string) => send<void>('DELETE', `/api/reports/${id(report)}`),
  /** Fetched by the local server; nothing is kept. */
  read: (address: string) => send<Report>('POST', '/api/read', { address }),

  stories: (query: Query, signal?: AbortSignal) => get<Page<StoredStory>>('/api/stories', query, signal),
  story: (story: string, signal?: AbortSignal) => get<StoredStory>(`/api/stories/${id(story)}`, {}, signal),
  situation: (story: string, signal?: AbortSignal) =>
    get<Situation>(`/api/stories/${id(story)}/situation`, {}, signal),

  news: (story: string, since: number, signal?: AbortSignal) =>
    get<StoryNews>(`/api/stories/${id(story)}/new`, { since }, signal),

  search: (query: Query, signal?: AbortSignal) => get<Page<SearchHit>>('/api/search', query, signal),
  events: (query: Query, signal?: AbortSignal) => get<Page<StoredEvent>>('/api/events', query, signal),
  places: (query: Query, signal?: AbortSignal) => get<Page<StoredPlace>>('/api/places', query, signal),
  entities: (query: Query, signal?: AbortSignal) => get<Page<StoredEntity>>('/api/entities', query, signal),

  sources: (query: Query, signal?: AbortSignal) => get<Page<StoredSource>>('/api/sources', query, signal),
  rateSource: (name: string, rating: Reliability | null, note?: string) =>
    send<void>('PUT', `/api/sources/${id(name)}/rating`, { rating, ...(note ? { note } : {}) }),

  corrections: (query: Query, signal?: AbortSignal) =>
    get<Page<StoredCorrection>>('/api/corrections', query, signal),
  correct: (correction: NewCorrection) => send<StoredCorrection>('POST', '/api/corrections', correction),
  undo: (correction: string) => send<void>('DELETE', `/api/corrections/${id(correction)}`),

  changes: (after: number, signal?: AbortSignal) =>
    get<{ items: Change[]; last: number }>('/api/changes', { after }, signal),

  feeds: (signal?: AbortSignal) => get<{ items: StoredFeed[] }>('/api/feeds', {}, signal),
  addFeed: (feed: { address: string } | { opml: string }) => send<unknown>('POST', '/api/feeds', feed),
  changeFeed: (feed: string, change: { paused?: boolean; title?: string }) =>
    send<StoredFeed>('PATCH', `/api/feeds/${id(feed)}`, change),
  removeFeed: (feed: string) => send<void>('DELETE', `/api/feeds/${id(feed)}`),
  askFeed: (feed: string) => send<unknown>('POST', `/api/feeds/${id(feed)}/ask`),
}

/** Everything of a list, page by page, up to `most` items. */
export async function everyItem<T>(
  list: (query: Query, signal?: AbortSignal) => Promise<Page<T>>,
  query: Query,
  most: number,
  signal?: AbortSignal,
): Promise<T[]> {
  const items: T[] = []
  let after: string | undefined
  do {
    const page: Page<T> = await list({ ...query, after, limit: Math.min(500, most - items.length) }, signal)
    items.push(...page.items)
    after = page.next
  } while (after !== undefined && items.length < most)
  return items
}
