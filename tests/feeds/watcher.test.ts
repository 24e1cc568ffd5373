import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { version } from '../../src/engine/version.ts'
import { addFeed, addOpml } from '../../src/feeds/add-feeds.ts'
import type { Clock } from '../../src/feeds/clock.ts'
import { type FeedOutcome, Watcher, type WatcherOptions } from '../../src/feeds/watcher.ts'
import type { StoredFeedItem } from '../../src/store/feeds/feed-item.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { testEngine } from '../support.ts'
import { page, rss, stories, whole } from './feed-texts.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let port = 0
let asked: { url: string; headers: IncomingMessage['headers'] }[] = []
let answers: Record<string, Answer> = {}
const hanging = new Set<ServerResponse>()

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    const answer = answers[request.url ?? '']
    if (answer) answer(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const start = Date.UTC(2026, 2, 11, 12, 0, 0)
/** Time passes only when something sleeps. */
class TestClock implements Clock {
  time = start
  slept: number[] = []
  now = () => this.time
  random = () => 0.5
  sleep = async (milliseconds: number) => {
    this.slept.push(milliseconds)
    this.time += milliseconds
  }
}

let folder = ''
let store: Store
let clock: TestClock
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'selon-feeds-'))
  store = await openStore(join(folder, 'test.db'))
  clock = new TestClock()
  asked = []
  answers = {}
})
afterEach(async () => {
  for (const response of hanging) response.destroy()
  hanging.clear()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = (path: string) => `http://127.0.0.1:${port}${path}`
const html =
  (text: string): Answer =>
  (_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(text)
const xml =
  (text: string): Answer =>
  (_, response) =>
    response.setHeader('content-type', 'application/rss+xml').end(text)
const watcher = (changes: Partial<WatcherOptions> = {}) =>
  new Watcher(store, {
    analyse: (input) => testEngine().analyse(input),
    clock,
    // The test's own server, and nothing else.
    allowAddress: (address) => address === '127.0.0.1',
    time: 5000,
    ...changes,
  })
const ask = async (path = '/feed', changes: Partial<WatcherOptions> = {}): Promise<FeedOutcome> => {
  const { id } = await addFeed(store, at(path))
  return watcher(changes).askNow(id)
}
const feedOf = async (path = '/feed') => (await store.feeds()).find(({ address }) => address === at(path))
const items = async (): Promise<StoredFeedItem[]> =>
  (await Promise.all((await store.feeds()).map(({ id }) => store.feedItems(id)))).flatMap((one) => one.items)
const pathsAsked = () => asked.map(({ url }) => url).filter((url) => url !== '/robots.txt')

describe('a good feed', () => {
  test.each(['fr', 'en', 'es'] as const)(
    'brings the article in %s, with what the page leaves unsaid',
    async (language) => {
      answers['/feed'] = xml(rss([{ id: '1', link: '/a', title: 'In the feed', source: 'Agence Meridia' }]))
      answers['/a'] = html(page(language, 'Le Phare'))
      const outcome = await ask()
      expect(outcome).toMatchObject({
        result: 'read',
        new: 1,
        taken: 1,
        failed: 0,
        title: 'La Gazette de Valdora',
      })
      const { items: reports } = await store.reports()
      expect(reports).toHaveLength(1)
      expect(reports[0]).toMatchObject({
        language,
        title: stories[language].title,
        publisher: 'Agence Meridia',
        published: '2026-03-11T08:00:00+01:00',
        url: at('/a'),
        from: outcome.feed,
      })
      const analysis = await store.analysis(reports[0].id)
      expect(analysis?.report.text).toContain(stories[language].paragraphs[1])
      expect((await items())[0]).toMatchObject({ state: 'taken', report: reports[0].id })
    },
  )

  test('is only written down where workers read: nothing is analysed or kept here', async () => {
    answers['/feed'] = xml(rss([{ id: '1', link: '/a' }]))
    answers['/a'] = html(page('es'))
    const written: [string, string][] = []
    const outcome = await ask('/feed', {
      analyse: () => {
        throw new Error('It was read here.')
      },
      enqueue: async ({ language, title }, from) => {
        written.push([`${language} ${title}`, from])
        return 'waits'
      },
    })
    expect(outcome).toMatchObject({ result: 'read', taken: 1, failed: 0 })
    expect(written).toEqual([[`es ${stories.es.title}`, outcome.feed]])
    expect((await items())[0]).toMatchObject({ state: 'taken', report: 'waits' })
    expect((await store.counts()).reports).toBe(0)
  })

  test('an item is taken once, and what is unchanged is not sent again', async () => {
    answers['/feed'] = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
      else
        response
          .writeHead(200, {
            etag: '"v1"',
            'last-modified': 'Wed, 11 Mar 2026 10:00:00 GMT',
            'content-type': 'text/xml',
          })
          .end(rss([{ id: '1', link: '/a' }]))
    }
    answers['/a'] = html(page('fr'))
    expect((await ask()).taken).toBe(1)
    expect(await ask()).toMatchObject({ result: 'unchanged', new: 0, taken: 0 })
    expect(pathsAsked()).toEqual(['/feed', '/a', '/feed'])
    expect(asked.at(-1)?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': 'Wed, 11 Mar 2026 10:00:00 GMT',
    })
    expect(await feedOf()).toMatchObject({ etag: '"v1"', failures: 0, items: 1 })
  })

  test('says who asks, reads robots.txt once, and pauses between two requests', async () => {
    answers['/robots.txt'] = (_, response) => response.end('User-agent: Selon\nCrawl-delay: 7\n')
    answers['/feed'] = xml(
      rss([
        { id: '1', link: '/a' },
        { id: '2', link: '/b' },
      ]),
    )
    answers['/a'] = html(page('fr'))
    answers['/b'] = html(page('en'))
    await ask()
    expect(asked.map(({ url }) => url)).toEqual(['/robots.txt', '/feed', '/a', '/b'])
    for (const { headers } of asked) expect(headers['user-agent']).toContain(`Selon/${version}`)
    expect(clock.slept).toEqual([7000, 7000])
  })

  test('is asked again after its own time to live, and after its server’s', async () => {
    answers['/feed'] = xml(rss([], '<ttl>60</ttl>'))
    await ask()
    expect((await feedOf())?.next).toBe(new Date(start + 60 * 60_000).toISOString())
    answers['/feed'] = (_, response) =>
      response.writeHead(200, { 'cache-control': 'public, max-age=7200' }).end(rss([]))
    const { next } = await ask()
    expect(Date.parse(next ?? '')).toBe(clock.now() + 7_200_000)
  })

  test('only what is due is asked, and nothing that is paused', async () => {
    answers['/feed'] = xml(rss([]))
    answers['/other'] = xml(rss([]))
    const first = await addFeed(store, at('/feed'))
    await addFeed(store, at('/other'))
    await store.saveFeed({ address: at('/other'), paused: true })
    const own = watcher()
    expect(await own.askDue()).toMatchObject([{ feed: first.id, result: 'read' }])
    expect(await own.askDue()).toEqual([])
    clock.time += 16 * 60_000
    expect(await own.askDue()).toHaveLength(1)
    expect(pathsAsked()).toEqual(['/feed', '/feed'])
  })

  test('more articles than are followed at once wait for the next time', async () => {
    answers['/feed'] = (_, response) =>
      response
        .writeHead(200, { etag: '"e"' })
        .end(rss([1, 2, 3].map((i) => ({ id: `${i}`, content: whole('fr') }))))
    expect(await ask('/feed', { articles: 2 })).toMatchObject({ new: 3, taken: 2 })
    expect((await feedOf())?.etag).toBeUndefined()
    expect(await ask('/feed', { articles: 2 })).toMatchObject({ new: 0, taken: 1 })
    expect((await feedOf())?.etag).toBe('"e"')
  })

  test('two watchers do not ask it at once', async () => {
    let release = () => {}
    const arrived = new Promise<void>((resolve) => {
      answers['/feed'] = (_, response) => {
        release = () => response.end(rss([]))
        resolve()
      }
    })
    const { id } = await addFeed(store, at('/feed'))
    const first = watcher().askNow(id)
    await arrived
    expect(await watcher().askNow(id)).toMatchObject({ result: 'busy' })
    release()
    expect((await first).result).toBe('read')
    answers['/feed'] = xml(rss([]))
    expect((await watcher().askNow(id)).result).toBe('read')
  })

  test('a watcher that was started asks until it is stopped', async () => {
    answers['/feed'] = xml(rss([]))
    await addFeed(store, at('/feed'))
    let times = 0
    await new Promise<void>((resolve) => {
      const own = watcher({
        onEvent: () => {
          if (++times === 3) own.stop().then(resolve)
        },
      })
      own.start()
      own.start()
    })
    expect(pathsAsked()).toEqual(['/feed', '/feed', '/feed'])
  })
})

describe('an article that cannot be read', () => {
  const cases: [name: string, answer: Answer, sentence: string][] = [
    ['is gone', (_, response) => response.writeHead(404).end(), 'answered 404'],
    ['is behind a wall', (_, response) => response.writeHead(403).end(), 'answered 403'],
    ['is a picture', (_, response) => response.setHeader('content-type', 'image/png').end('x'), 'image/png'],
    [
      'is data that states a report',
      (_, response) =>
        response.setHeader('content-type', 'text/plain').end(
          JSON.stringify({
            id: 'taken-over',
            publisher: 'Reuters',
            text: stories.en.paragraphs.join(' '),
            language: 'en',
          }),
        ),
      'gives data',
    ],
    ['holds no article', html('<html><body><p>Rien.</p></body></html>'), 'holds no article'],
    [
      'leads inside a private network',
      (_, response) => response.writeHead(302, { location: `http://127.0.0.2:${port}/a` }).end(),
      'inside a private or reserved network',
    ],
    [
      'leads inside by a name',
      (_, response) => response.writeHead(302, { location: 'http://[::ffff:7f00:2]/latest/meta-data' }).end(),
      'inside a private or reserved network',
    ],
    [
      'leads to a file',
      (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'redirects to',
    ],
  ]
  test.each(cases)('because it %s is given up, with the reason', async (_, answer, sentence) => {
    answers['/feed'] = xml(
      rss([{ id: '1', link: '/a', description: stories.fr.paragraphs.join(' ').repeat(4) }]),
    )
    answers['/a'] = answer
    expect(await ask()).toMatchObject({ result: 'read', taken: 0, failed: 1 })
    const [item] = await items()
    expect(item).toMatchObject({ state: 'given-up', failures: 1 })
    expect(item.failure).toContain(sentence)
    expect((await store.reports()).items).toEqual([])
    expect((await ask()).new).toBe(0)
    expect(pathsAsked().filter((path) => path === '/a')).toHaveLength(1)
  })

  test.each(['javascript:alert(1)', 'file:///etc/passwd'])('because its link is %s', async (link) => {
    answers['/feed'] = xml(rss([{ id: '1', link }]))
    expect(await ask()).toMatchObject({ failed: 1 })
    expect((await items())[0]).toMatchObject({ state: 'given-up' })
  })

  test('because its host is in trouble is tried again, and given up at last', async () => {
    answers['/feed'] = xml(rss([{ id: '1', link: '/a' }]))
    answers['/a'] = (_, response) => response.writeHead(500).end()
    await ask()
    const [item] = await items()
    expect(item).toMatchObject({ state: 'waiting', failures: 1 })
    expect(Date.parse(item.next ?? '')).toBeGreaterThan(clock.now())
    for (let i = 0; i < 4; i++) {
      clock.time = Date.parse((await items())[0].next ?? '')
      await ask()
    }
    expect((await items())[0]).toMatchObject({ state: 'given-up', failures: 5 })
    expect(pathsAsked().filter((path) => path === '/a')).toHaveLength(5)
  })

  test('but stands whole in the feed is taken from there', async () => {
    answers['/feed'] = xml(rss([{ id: '1', link: '/a', title: stories.es.title, content: whole('es') }]))
    expect(await ask()).toMatchObject({ taken: 1 })
    expect((await store.reports()).items[0]).toMatchObject({
      language: 'es',
      title: stories.es.title,
      publisher: 'La Gazette de Valdora',
      url: at('/a'),
    })
  })

  test('because robots.txt closes it', async () => {
    answers['/robots.txt'] = (_, response) => response.end('User-agent: *\nDisallow: /a\n')
    answers['/feed'] = xml(rss([{ id: '1', link: '/a' }]))
    answers['/a'] = html(page('fr'))
    await ask()
    expect((await items())[0].failure).toContain('robots.txt')
    expect(pathsAsked()).toEqual(['/feed'])
  })
})

describe('a feed that cannot be read', () => {
  const cases: [name: string, answer: Answer, sentence: string, changes?: Partial<WatcherOptions>][] = [
    ['is missing', (_, response) => response.writeHead(404).end(), 'answered 404'],
    ['is a page', html(page('fr')), 'is a web page, not a feed'],
    ['is empty', xml(''), 'is empty'],
    ['is huge', (_, response) => response.end(Buffer.alloc(6 * 1024 * 1024, 'a ')), 'larger than 5 MB'],
    [
      'never ends',
      (_, response) => {
        hanging.add(response)
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 'a '))) {}
        }
        response.on('drain', more)
        more()
      },
      'larger than 5 MB',
    ],
    [
      'unpacks to too much',
      (_, response) =>
        response
          .writeHead(200, { 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(30 * 1024 * 1024, 'a '))),
      'larger than 5 MB',
    ],
    [
      'is slow',
      (_, response) => {
        hanging.add(response)
        response.writeHead(200).write('<rss>')
      },
      'did not answer in full',
      { time: 500 },
    ],
    [
      'breaks off',
      (_, response) =>
        void response.writeHead(200, { 'content-length': '900' }).write('<rss', () => response.destroy()),
      'cannot be read',
    ],
    [
      'leads inside a private network',
      (_, response) => response.writeHead(301, { location: `http://127.0.0.2:${port}/feed` }).end(),
      'inside a private or reserved network',
    ],
    [
      'leads round in a circle',
      (_, response) => response.writeHead(302, { location: '/feed' }).end(),
      'redirects more than 5 times',
    ],
    [
      'is an entity bomb',
      xml(
        `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${'ha'.repeat(100)}">]><rss><channel><title>&a;</title></channel></rss>`,
      ),
      'defines entities',
    ],
  ]
  test.each(cases)(
    'because it %s is asked later, with the reason',
    async (_, answer, sentence, changes = {}) => {
      answers['/feed'] = answer
      const outcome = await ask('/feed', changes)
      expect(outcome.result).toBe('failed')
      const feed = await feedOf()
      expect(feed).toMatchObject({ failures: 1, paused: false })
      expect(feed?.failure).toContain(sentence)
      expect(Date.parse(feed?.next ?? '')).toBeGreaterThan(clock.now())
      answers['/feed'] = xml(rss([]))
      expect((await ask()).result).toBe('read')
      expect((await feedOf())?.failure).toBeUndefined()
    },
  )

  test('waits longer after each failure, a day at most', async () => {
    answers['/feed'] = (_, response) => response.writeHead(500).end()
    const waits: number[] = []
    for (let i = 0; i < 10; i++) {
      const { next } = await ask()
      waits.push((Date.parse(next ?? '') - clock.now()) / 60_000)
      clock.time = Date.parse(next ?? '')
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440])
  })

  test.each([
    ['7200', 7200],
    ['Wed, 11 Mar 2026 18:00:00 GMT', 6 * 3600],
    ['99999999', 7 * 24 * 3600],
  ])('waits as long as Retry-After: %s says, and leaves the whole host alone', async (value, seconds) => {
    answers['/feed'] = (_, response) => response.writeHead(429, { 'retry-after': value }).end()
    answers['/other'] = xml(rss([]))
    const own = watcher()
    const { id } = await addFeed(store, at('/feed'))
    const { next } = await own.askNow(id)
    expect(Date.parse(next ?? '')).toBe(start + seconds * 1000)
    const other = await own.askNow((await addFeed(store, at('/other'))).id)
    expect(other).toMatchObject({ result: 'failed', next })
    expect(pathsAsked()).toEqual(['/feed'])
  })

  test('because it is gone for good is paused', async () => {
    answers['/feed'] = (_, response) => response.writeHead(410).end()
    await ask()
    expect(await feedOf()).toMatchObject({ paused: true, failures: 1 })
  })

  test('because robots.txt is in trouble asks for nothing else', async () => {
    answers['/robots.txt'] = (_, response) => response.writeHead(503).end()
    answers['/feed'] = xml(rss([]))
    expect((await ask()).failure).toContain('robots.txt')
    expect(pathsAsked()).toEqual([])
  })

  test('at a private address is refused, unless its host is allowed by name', async () => {
    answers['/feed'] = xml(rss([]))
    const nobody = () => false
    expect((await ask('/feed', { allowAddress: nobody })).failure).toContain('private or reserved network')
    expect(asked).toEqual([])
    const allowed = { allowAddress: nobody, allowHosts: [`127.0.0.1:${port}`] }
    expect((await ask('/feed', allowed)).result).toBe('read')
  })

  test('removed while it is asked stays removed', async () => {
    const { id } = await addFeed(store, at('/feed'))
    answers['/feed'] = async (_, response) => {
      await store.removeFeed(id)
      response.end(rss([{ id: '1', content: whole('fr') }]))
    }
    await watcher().askNow(id)
    expect(await store.feeds()).toEqual([])
    expect((await watcher().askNow(id)).result).toBe('gone')
  })
})

describe('adding feeds', () => {
  test.each([
    ['https://gazette.example/feed', 'https://gazette.example/feed'],
    [' https://gazette.example#top ', 'https://gazette.example/'],
    ['feed://gazette.example/rss', 'https://gazette.example/rss'],
    ['feed:https://gazette.example/rss', 'https://gazette.example/rss'],
  ])('%s', async (written, address) => {
    expect((await addFeed(store, written)).address).toBe(address)
    await addFeed(store, written)
    expect(await store.feeds()).toHaveLength(1)
  })
  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'gazette', '', 'https://a:b@gazette.example/'])(
    '%s is refused',
    async (written) => {
      await expect(addFeed(store, written)).rejects.toThrow(/\.$/)
      expect(await store.feeds()).toEqual([])
    },
  )
  test('from a list, leaving those that are there as they are', async () => {
    await store.saveFeed({ address: 'https://gazette.example/feed', paused: true, title: 'Mine' })
    const list = `<opml version="2.0"><body><outline text="A" xmlUrl="https://gazette.example/feed"/><outline text="B" xmlUrl="https://b.example/feed"/></body></opml>`
    expect(await addOpml(store, list)).toMatchObject([{ title: 'Mine', paused: true }, { title: 'B' }])
    expect(await store.feeds()).toHaveLength(2)
  })
})
