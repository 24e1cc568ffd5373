import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readOpml } from '../../src/feeds/read-opml.ts'
import { type FeedItem, readFeed } from '../../src/intake/feed/read-feed.ts'
import { IntakeError } from '../../src/intake/intake-item.ts'
import { rss, stories, whole } from './feed-texts.ts'

const address = 'https://gazette.example/feeds/all'
const read = (text: string | Uint8Array, contentType?: string) =>
  readFeed(typeof text === 'string' ? Buffer.from(text) : text, address, contentType)

const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">The &lt;b&gt;Courier&lt;/b&gt;</title><id>urn:courier</id><updated>2026-03-11T10:00:00Z</updated>
<entry><id>urn:courier:1</id><title type="html">Harbour &amp;amp; port closed</title><link rel="self" href="/self"/><link rel="alternate" href="/news/1"/><updated>2026-03-11T10:00:00Z</updated><author><name>Ana Ruy</name></author><source><id>urn:meridia</id><title>Agence Meridia</title></source><summary>Short.</summary></entry></feed>`
const rdf = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://faro.example/"><title>El Faro</title><link>https://faro.example/</link><description>d</description></channel><item rdf:about="https://faro.example/a"><title>Halde aplaza la votación</title><link>https://faro.example/a</link><dc:date>2026-03-11T09:30:00+01:00</dc:date><dc:creator>Luis Prado</dc:creator><dc:publisher>Diario de la Bahía</dc:publisher></item></rdf:RDF>`
const json = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Le Phare',
  language: 'fr',
  items: [
    {
      id: '7',
      url: '/a/7',
      title: 'Le pont rouvre',
      date_published: '2026-03-11T09:00:00+01:00',
      authors: [{ name: 'Léna Vauquier' }],
      content_html: whole('fr'),
    },
  ],
})

describe('formats', () => {
  const cases: [name: string, text: string, title: string, item: Partial<FeedItem>][] = [
    [
      'rss',
      rss([
        { id: 'x1', link: 'https://gazette.example/x1', title: 'Le pont rouvre', source: 'Agence Meridia' },
      ]),
      'La Gazette de Valdora',
      {
        key: 'x1',
        address: 'https://gazette.example/x1',
        title: 'Le pont rouvre',
        published: '2026-03-11T09:00:00+01:00',
        source: 'Agence Meridia',
      },
    ],
    [
      'atom',
      atom,
      'The Courier',
      {
        key: 'urn:courier:1',
        address: 'https://gazette.example/news/1',
        title: 'Harbour & port closed',
        published: '2026-03-11T10:00:00Z',
        authors: ['Ana Ruy'],
        source: 'Agence Meridia',
      },
    ],
    [
      'rdf',
      rdf,
      'El Faro',
      {
        key: 'https://faro.example/a',
        address: 'https://faro.example/a',
        title: 'Halde aplaza la votación',
        published: '2026-03-11T09:30:00+01:00',
        authors: ['Luis Prado'],
        source: 'Diario de la Bahía',
      },
    ],
    [
      'json',
      json,
      'Le Phare',
      {
        key: '7',
        address: 'https://gazette.example/a/7',
        title: 'Le pont rouvre',
        published: '2026-03-11T09:00:00+01:00',
        authors: ['Léna Vauquier'],
      },
    ],
  ]
  test.each(cases)('%s', async (format, text, title, item) => {
    const feed = await read(text)
    expect(feed.format).toBe(format)
    expect(feed.title).toBe(title)
    expect(feed.items).toHaveLength(1)
    expect(feed.items[0]).toMatchObject(item)
  })

  test('bytes in Latin-1, as the XML declaration or the header says, and in UTF-16', async () => {
    const text = rss([{ id: 'é', link: '/é', title: 'L’été à Valdora' }]).replace('’', "'")
    const latin = (declared: string) => Buffer.from(text.replace('utf-8', declared), 'latin1')
    expect((await read(latin('iso-8859-1'))).items[0].title).toBe("L'été à Valdora")
    expect((await read(latin('utf-8'), 'text/xml; charset=iso-8859-15')).items[0].title).toBe(
      "L'été à Valdora",
    )
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    expect((await read(wide)).items[0].title).toBe("L'été à Valdora")
  })
})

describe('what an item holds', () => {
  const only = async (item: Parameters<typeof rss>[0][number]) => (await read(rss([item]))).items[0]

  test.each([
    ['&lt;b&gt;Pont&lt;/b&gt; rouvert', 'Pont rouvert'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;Pont', 'Pont'],
    ['<![CDATA[<img src=x onerror=alert(1)>Pont & route]]>', 'Pont & route'],
    ['AT&amp;amp;T', 'AT&T'],
    ['&lt;a href="javascript:x"&gt;Pont&lt;/a&gt;', 'Pont'],
  ])('a title %s is %s', async (written, title) => {
    expect((await only({ id: 'i', link: '/a', title: written })).title).toBe(title)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,hello',
    'file:///etc/passwd',
    'ftp://gazette.example/a',
    'mailto:a@b.example',
    `https://gazette.example/${'a'.repeat(3000)}`,
  ])('a link %s is none', async (link) => {
    const item = await only({ id: 'i', link })
    expect(item.address).toBeUndefined()
    expect(item.withoutAddress).toContain('no address of http or https')
  })

  test('its permanent identifier stands for a link', async () => {
    const text = rss([{ id: 'https://gazette.example/p' }]).replace(' isPermaLink="false"', '')
    expect((await read(text)).items[0].address).toBe('https://gazette.example/p')
  })

  test('one item twice comes once; two articles under one identifier have a key each, in any order', async () => {
    const items = [
      { id: 'a', link: '/1' },
      { id: 'a', link: '/2' },
      { id: 'b', link: '/3' },
      { id: 'b', link: '/3' },
    ]
    const keys = (await read(rss(items))).items.map(({ key }) => key)
    expect(keys).toEqual(['a https://gazette.example/1', 'a https://gazette.example/2', 'b'])
    const other = (await read(rss(items.reverse()))).items.map(({ key }) => key)
    expect(new Set(other)).toEqual(new Set(keys))
  })

  test.each(['fr', 'en', 'es'] as const)(
    'the whole article in %s is told from a summary',
    async (language) => {
      const { title, paragraphs } = stories[language]
      const full = await only({ id: 'i', title, content: whole(language) })
      expect(full.fullText?.split('\n')[0]).toBe(title)
      expect(full.fullText).toContain(paragraphs[2])
      const more = { fr: 'Lire la suite', en: 'Read more', es: 'Seguir leyendo' }[language]
      for (const content of [
        `<p>${paragraphs[0]}</p>`,
        `${whole(language)}<p>Et encore […]</p>`,
        `${whole(language)}<p>${paragraphs[0]} ${more}</p>`,
      ])
        expect((await only({ id: 'i', title, content })).fullText).toBeUndefined()
      expect(
        (await only({ id: 'i', title, description: paragraphs.join(' ').repeat(3) })).fullText,
      ).toBeUndefined()
    },
  )
})

describe('what is no feed', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}">]><rss version="2.0"><channel><title>&c;</title></channel></rss>`
  test.each([
    ['nothing', '', 'is empty'],
    ['words', 'Le pont a rouvert.', 'is not a feed'],
    ['a page', '<!doctype html><html><body>Bonjour</body></html>', 'is a web page, not a feed: look'],
    [
      'a page that names a feed',
      '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>',
      'it names the feed "https://gazette.example/rss.xml"',
    ],
    ['an entity bomb', bomb, 'defines entities of its own'],
    ['a file of another kind', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'is not a feed'],
    ['other JSON', '{"a": 1}', 'is not a feed'],
    ['tags without end', `<rss><channel>${'<a>'.repeat(50_000)}`, 'too tangled'],
    ['a feed of brackets', `<rss><channel>${'<'.repeat(50_000)}`, 'is not a feed that can be read'],
    ['a feed of depths', `<rss><channel>${'<item>'.repeat(50_000)}`, 'too tangled'],
    ['a feed of items', `<rss><channel>${'<item/>'.repeat(400_000)}`, 'too tangled'],
    [
      'a feed of attributes',
      `<rss><channel><item ${'a="b" '.repeat(50_000)}/></channel></rss>`,
      'too tangled',
    ],
  ])('%s', async (_, text, sentence) => {
    await expect(read(text)).rejects.toThrow(sentence)
    await expect(read(text)).rejects.toBeInstanceOf(IntakeError)
  })

  test.each([
    ['deep nesting inside an item', rss([{ id: 'a', content: '<div>'.repeat(100_000) }])],
    ['a broken end', rss([{ id: 'a', link: '/a' }]).slice(0, -30)],
    ['a title of two megabytes', rss([{ id: 'a', link: '/a', title: 'a '.repeat(1_000_000) }])],
    ['100,000 items', rss(Array.from({ length: 100_000 }, (_, i) => ({ id: `i${i}` }))).slice(0, 5_000_000)],
    ['open brackets', `<rss><channel><item><title>${'<'.repeat(1_000_000)}`],
    ['open comments', `<rss><channel>${'<!--'.repeat(200_000)}`],
    ['ampersands', rss([{ id: 'a', title: '&'.repeat(500_000), content: '&#x26;'.repeat(300_000) }])],
    ['a title of open tags', rss([{ id: 'a', title: '&lt;i&gt;'.repeat(200_000) }])],
  ])('%s takes little time', async (_, text) => {
    const before = process.cpuUsage()
    const feed = await read(text).catch((error: unknown) => {
      expect(error).toBeInstanceOf(IntakeError)
      return undefined
    })
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(10)
    expect(feed?.items.length ?? 0).toBeLessThanOrEqual(500)
    for (const { title } of feed?.items ?? []) expect((title ?? '').length).toBeLessThanOrEqual(500)
  })

  test('any bytes give a feed or a sentence', async () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '<link href="',
      '">',
      '<![CDATA[',
      ']]>',
      '&#0;',
      '&#xD800;',
      '{"version":"https://jsonfeed.org/version/1.1","items":[',
      '{"id":',
      'null',
      ']}',
      '<title type="xhtml">',
      '\u0000',
      'é',
    )
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 40 })
        .map((all) => Buffer.from(all.join(''))),
    )
    await fc.assert(
      fc.asyncProperty(bytes, async (input) => {
        try {
          for (const { key, address: at } of (await read(input)).items) {
            expect(key.isWellFormed() && key !== '').toBe(true)
            if (at !== undefined) expect(at).toMatch(/^https?:/)
          }
        } catch (error) {
          expect(error).toBeInstanceOf(IntakeError)
          expect((error as Error).message).toMatch(/\.$/)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('OPML', () => {
  const list = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Torvanie"><outline type="rss" text="La &lt;b&gt;Gazette&lt;/b&gt;" xmlUrl="https://gazette.example/feed"/><outline text="again" xmlUrl="https://gazette.example/feed"/></outline><outline text="Courier" xmlUrl="http://courier.example/atom"/><outline text="no" xmlUrl="javascript:alert(1)"/><outline text="a note"/></body></opml>`
  test('gives each address once, in order', () => {
    expect(readOpml(list, 'It')).toEqual([
      { address: 'https://gazette.example/feed', title: 'La Gazette' },
      { address: 'http://courier.example/atom', title: 'Courier' },
    ])
  })
  test.each([
    ['', 'is not an OPML list'],
    ['<html></html>', 'is not an OPML list'],
    ['<opml version="2.0"><body><outline text="a"/></body></opml>', 'names no feed'],
    ['<!DOCTYPE opml [<!ENTITY a "b">]><opml><body/></opml>', 'defines entities'],
  ])('%s is refused', (text, sentence) => {
    expect(() => readOpml(text, 'The list')).toThrow(sentence)
  })
  test('deep outlines do not stop it', () => {
    const deep = `<opml version="2.0"><body>${'<outline text="a">'.repeat(20_000)}`
    expect(() => readOpml(deep, 'The list')).toThrow(IntakeError)
  })
})
