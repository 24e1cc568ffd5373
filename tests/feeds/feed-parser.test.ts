import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { FeedError } from '../../src/feeds/feed-error.ts'
import { FeedParser, feedParser } from '../../src/feeds/feed-parser.ts'
import { plainXml, TangledXml } from '../../src/intake/feed/plain-xml.ts'
import { readFeed } from '../../src/intake/feed/read-feed.ts'
import { hostilePages } from '../intake/hostile-pages.ts'
import { page, rss } from './feed-texts.ts'

// Threads start slowly on a machine that has much to do.
vi.setConfig({ testTimeout: 300_000 })

const address = 'https://gazette.example/feeds/all'
const parsers: FeedParser[] = []
const parserWith = (options: { time?: number; heap?: number }) => {
  const parser = new FeedParser(options)
  parsers.push(parser)
  return parser
}
afterEach(() => Promise.all(parsers.splice(0).map((parser) => parser.close())))
afterAll(() => feedParser().close())

/** A feed of one item that holds an article whole. */
const feedOf = (html: string) =>
  Buffer.from(
    `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>La Gazette</title><item><guid>1</guid><title>Velmar</title><link>https://gazette.example/1</link><content:encoded>${html.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</content:encoded></item></channel></rss>`,
  )
const html = (kind: string, count: number) => hostilePages.find((one) => one.kind === kind)?.html(count) ?? ''

describe('the thread that parses feeds', () => {
  test('gives what the same code gives here', async () => {
    const bytes = Buffer.from(
      rss([{ id: 'x1', link: 'https://gazette.example/x1', title: 'Le pont rouvre' }]),
    )
    expect(await feedParser().feed(bytes, address, 'application/rss+xml')).toEqual(
      await readFeed(bytes, address, 'application/rss+xml'),
    )
    await expect(feedParser().feed(Buffer.from(page('fr')), address, 'text/html')).rejects.toThrow(
      /is a web page, not a feed/,
    )
    await expect(feedParser().opml('no list', 'The list')).rejects.toBeInstanceOf(FeedError)
    expect(
      await feedParser().opml(
        '<opml version="2.0"><body><outline xmlUrl="https://gazette.example/f"/></body></opml>',
        'The list',
      ),
    ).toEqual([{ address: 'https://gazette.example/f' }])
  })

  // Told by the order in which they come: what parsing holds up, it holds up on any machine.
  test.each(['towers of headings', 'low towers of lists', 'paragraphs', 'breaks and words'])(
    'an article of 500 kB (%s) holds nothing up',
    async (kind) => {
      const order: string[] = []
      const parsed = feedParser()
        .feed(feedOf(html(kind, 100_000).slice(0, 500_000)), address, undefined)
        .then((feed) => {
          order.push('feed')
          return feed
        })
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
      order.push('other work')
      expect((await parsed).items).toHaveLength(1)
      expect(order).toEqual(['other work', 'feed'])
    },
  )

  test('is ended where a feed takes too much memory, and the next one has a fresh thread', async () => {
    const parser = parserWith({ heap: 64 })
    const large = `<rss><channel>${'<item><title a="b">a</title></item>'.repeat(120_000)}</channel></rss>`
    await expect(parser.feed(Buffer.from(large), address, undefined)).rejects.toThrow(
      /^The feed "https:\/\/gazette\.example\/feeds\/all" takes more memory to read than the 64 MB that it may, so it was given up\.$/,
    )
    expect((await parser.feed(feedOf('<p>a'), address, undefined)).items).toHaveLength(1)
  })

  test('is ended where a feed takes too long', async () => {
    // No thread has begun within a millisecond.
    await expect(parserWith({ time: 1 }).feed(feedOf('<p>a'), address, undefined)).rejects.toThrow(
      /took longer than 0 seconds to read, so it was given up\.$/,
    )
  })
})

describe('XML written plainly', () => {
  test.each([
    ["<a b='c\"d'>e</a>", '<a b="c&quot;d">e</a>'],
    ['<a><!-- <b> --><c/></a>', '<a><c></c></a>'],
    ['<?xml version="1.0"?><!DOCTYPE a><a>&amp;&eacute;</a>', '<a>&amp;&eacute;</a>'],
    ['<a><![CDATA[<b>&amp;]]></a>', '<a><![CDATA[<b>&amp;]]></a>'],
    ['<a><b>c</a>', '<a><b>c</b></a>'],
    ['<a>b</c></a>', '<a>b</a>'],
    ['<a b c="<d>">e', '<a b="" c="&lt;d>">e</a>'],
    ['<x:a xmlns:x="y">&lt;b></x:a>', '<x:a xmlns:x="y">&lt;b></x:a>'],
  ])('%s', (given, plain) => {
    expect(plainXml(given)).toBe(plain)
  })

  test.each(['<a>', '<a b="">', '<a><!-->', '<a b="<!--">', '<a><![CDATA[ <!-- ]]>'])(
    '%s without end is refused',
    (piece) => {
      expect(() => plainXml(`<rss>${piece.repeat(300_000)}`)).toThrow(TangledXml)
    },
  )

  test('what breaks off comes to an end', () => {
    for (const piece of ['<', '<a "', '<!--', '<![CDATA[', '&', "<a b='", '</', '<?', '<!DOCTYPE ']) {
      let plain: string
      try {
        plain = plainXml(`<rss>${piece.repeat(300_000)}`)
      } catch (error) {
        expect(error, piece).toBeInstanceOf(TangledXml)
        continue
      }
      expect(plain.length, piece).toBeLessThan(5_000_000)
    }
  })
})
