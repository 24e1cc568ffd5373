import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../src/api/operations.ts'
import type { Page, StoredReport, StoredStory } from '../../src/contract/api.ts'
import { ApiError, call, everyItem, routeAddress } from '../../web/api/client.ts'

afterEach(() => vi.unstubAllGlobals())

interface Sent {
  path: string
  method?: string
  body?: unknown
}
/** Answers every request with the same, and writes down what was asked. */
function answering(answer: unknown, status = 200): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method?: string; body?: string }) => {
    sent.push({ path, method, ...(body === undefined ? {} : { body: JSON.parse(body) }) })
    return new Response(status === 204 ? null : JSON.stringify(answer), { status })
  })
  return sent
}

describe('a call of a route', () => {
  it.each<[string, () => Promise<unknown>, Sent]>([
    ['a list without a query', () => call('listStories'), { path: '/api/stories', method: 'GET' }],
    [
      'a query of words, numbers and truths',
      () => call('listCorrections', { query: { report: 'a b', undone: false, limit: 7 } }),
      { path: '/api/corrections?report=a+b&undone=false&limit=7', method: 'GET' },
    ],
    [
      'what is empty or not given, which is left out',
      () => call('search', { query: { q: 'pont', language: '', publisher: undefined, kind: 'claim' } }),
      { path: '/api/search?q=pont&kind=claim', method: 'GET' },
    ],
    [
      'an id of signs that mean something in addresses',
      () => call('getAnalysis', { params: { id: 'https://a/b?c#d é' }, query: { version: 2 } }),
      { path: '/api/reports/https%3A%2F%2Fa%2Fb%3Fc%23d%20%C3%A9/analysis?version=2', method: 'GET' },
    ],
    [
      'a body',
      () => call('addReport', { body: { text: 'Le pont est fermé.', language: 'fr' } }),
      { path: '/api/reports', method: 'POST', body: { text: 'Le pont est fermé.', language: 'fr' } },
    ],
    [
      'an id and a body',
      () => call('changeFeed', { params: { id: '7' }, body: { paused: true } }),
      { path: '/api/feeds/7', method: 'PATCH', body: { paused: true } },
    ],
  ])('takes %s', async (_, ask, expected) => {
    const sent = answering({})
    await ask()
    expect(sent).toEqual([expected])
  })

  it('gives nothing where a route answers with nothing', async () => {
    answering(undefined, 204)
    expect(await call('deleteReport', { params: { id: 'r1' } })).toBeUndefined()
  })

  it('throws the sentence of a problem', async () => {
    answering({ title: 'Not found', detail: 'There is no report "r1".' }, 404)
    await expect(call('getReport', { params: { id: 'r1' } })).rejects.toEqual(
      new ApiError(404, 'There is no report "r1".'),
    )
  })

  it('says that a server cannot be reached', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('failed to fetch')
    })
    await expect(call('getStatus')).rejects.toMatchObject({ name: 'ApiError', status: 0 })
  })
})

it('gives every item of a list up to a number, page by page', async () => {
  const asked: unknown[] = []
  const items = await everyItem(async (page): Promise<Page<number>> => {
    asked.push(page)
    return { items: Array.from({ length: page.limit }, () => asked.length), next: 'more' }
  }, 1200)
  expect(items.length).toBe(1200)
  expect(asked).toEqual([
    { after: undefined, limit: 500 },
    { after: 'more', limit: 500 },
    { after: 'more', limit: 200 },
  ])
})

it('gives the address of a file and of a stream', () => {
  expect(routeAddress('export', { query: { format: 'csv', story: 's1', table: 'events' } })).toBe(
    '/api/export?format=csv&story=s1&table=events',
  )
  expect(routeAddress('streamChanges')).toBe('/api/changes/stream')
})

// Never called: the compiler refuses each line that is marked, and a mark on a line that it takes.
void async function whatDoesNotCompile(): Promise<void> {
  const stories: Page<StoredStory> = await call('listStories', { query: { text: 'pont', language: 'fr' } })
  const report: StoredReport = await call('getReport', { params: { id: 'r1' } })
  const nothing: Answer<'deleteReport'> = await call('deleteReport', { params: { id: 'r1' } })
  const feeds: Answer<'listFeeds'> = await call('listFeeds')
  void [stories, report, nothing, feeds]

  // @ts-expect-error there is no such route
  await call('listStorys')
  // @ts-expect-error nor such a parameter in its query
  await call('listStories', { query: { publisher: 'La Tribune' } })
  // @ts-expect-error nor such a language
  await call('listStories', { query: { language: 'de' } })
  // @ts-expect-error a limit is a number
  await call('listStories', { query: { limit: '10' } })
  // @ts-expect-error the route takes no query
  await call('listFeeds', { query: { limit: 10 } })
  // @ts-expect-error an id is needed
  await call('getReport')
  // @ts-expect-error under its own name
  await call('getReport', { params: { report: 'r1' } })
  // @ts-expect-error the route has no parameter in its path
  await call('listReports', { params: { id: 'r1' } })
  // @ts-expect-error words are needed
  await call('search', { query: { language: 'fr' } })
  // @ts-expect-error and may not be empty without being said to be words
  await call('search', { query: { q: undefined } })
  // @ts-expect-error a body is needed
  await call('addReport')
  // @ts-expect-error with a text or an address
  await call('addReport', { body: { title: 'Pont' } })
  // @ts-expect-error and no other field
  await call('addReport', { body: { text: 'Le pont.', colour: 'red' } })
  // @ts-expect-error a route that gets takes no body
  await call('getStatus', { body: {} })
  // @ts-expect-error a correction of a kind that there is
  await call('addCorrection', { body: { kind: 'rename', report: 'r1' } })
  // @ts-expect-error a file is had from its address
  await call('export', { query: { format: 'json', story: 's1' } })
  // @ts-expect-error in a format that there is
  routeAddress('export', { query: { format: 'xlsx', story: 's1' } })
  // @ts-expect-error a page of stories is none of reports
  const wrong: Page<StoredReport> = await call('listStories')
  void wrong
}
