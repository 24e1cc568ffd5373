import { describe, expect, test } from 'vitest'
import { readFeed } from '../../src/intake/feed/read-feed.ts'
import { knownFailures } from '../known-failures.ts'

const { held } = knownFailures(new URL('feed-facts.known-failures.json', import.meta.url))

const address = 'https://ronvaux.example/feeds/all.xml'
const item = (inner: string) =>
  `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Gazette</title><item><link>https://ronvaux.example/1</link>${inner}</item></channel></rss>`
const bare = (inner: string) => `<rss version="2.0"><channel><title>Gazette</title>${inner}</channel></rss>`
const entry = (inner: string, more = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${more}><title>Gazette</title><entry><id>u:1</id>${inner}</entry></feed>`
const old = (inner: string) =>
  `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Gazette</title><entry><id>u:1</id><link rel="alternate" type="text/html" href="https://ronvaux.example/1"/>${inner}</entry></feed>`
const rdf = (inner: string) =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://ronvaux.example/"><title>Gazette</title></channel>${inner}</rdf:RDF>`
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')

interface Fact {
  name: string
  feed: string | Uint8Array
  /** What of the feed is asked: of its first item, or of all. */
  ask:
    | 'published'
    | 'title'
    | 'address'
    | 'authors'
    | 'source'
    | 'summary'
    | 'language'
    | 'titles'
    | 'addresses'
    | 'feed title'
    | 'count'
  is: unknown
}

const dates: [written: string, published: string | undefined][] = [
  ['Wed, 02 Oct 2024 10:00:00 GMT', '2024-10-02T10:00:00Z'],
  ['Wed, 02 Oct 2024 10:00:00 UT', '2024-10-02T10:00:00Z'],
  ['Wed, 02 Oct 2024 10:00:00 Z', '2024-10-02T10:00:00Z'],
  ['Wed, 02 Oct 2024 10:00:00 EDT', '2024-10-02T10:00:00-04:00'],
  ['Thu, 04 Jan 2024 10:00:00 EST', '2024-01-04T10:00:00-05:00'],
  ['Thu, 04 Jan 2024 10:00:00 PST', '2024-01-04T10:00:00-08:00'],
  ['Wed, 02 Oct 2024 10:00:00 PDT', '2024-10-02T10:00:00-07:00'],
  ['Thu, 04 Jan 2024 10:00:00 MST', '2024-01-04T10:00:00-07:00'],
  ['Thu, 04 Jan 2024 10:00:00 CST', '2024-01-04T10:00:00-06:00'],
  ['Wed, 02 Oct 2024 10:00:00 CEST', '2024-10-02T10:00:00+02:00'],
  ['Thu, 04 Jan 2024 10:00:00 CET', '2024-01-04T10:00:00+01:00'],
  ['Wed, 02 Oct 2024 10:00:00 BST', '2024-10-02T10:00:00+01:00'],
  ['Wed, 02 Oct 2024 10:00:00 GMT+2', '2024-10-02T10:00:00+02:00'],
  ['Wed, 02 Oct 2024 10:00:00 +0200 (CEST)', '2024-10-02T10:00:00+02:00'],
  ['Wed, 02 Oct 2024 10:00 +0200', '2024-10-02T10:00:00+02:00'],
  ['02 Oct 2024 10:00:00 +0200', '2024-10-02T10:00:00+02:00'],
  ['Wed,02 Oct 2024 10:00:00 +0200', '2024-10-02T10:00:00+02:00'],
  ['wed, 2 oct 2024 10:00:00 +0200', '2024-10-02T10:00:00+02:00'],
  ['  Wed, 02   Oct 2024   10:00:00 +0200 ', '2024-10-02T10:00:00+02:00'],
  ['Wednesday, 02-Oct-24 10:00:00 GMT', '2024-10-02T10:00:00Z'],
  ['Wed, 02 Oct 24 10:00:00 GMT', '2024-10-02T10:00:00Z'],
  ['Fri, 02 Oct 98 10:00:00 GMT', '1998-10-02T10:00:00Z'],
  ['Thu, 01 Jan 04 19:48:21 EST', '2004-01-01T19:48:21-05:00'],
  ['Wed Oct  2 10:00:00 2024', '2024-10-02T10:00:00'],
  ['Wed Oct  2 10:00:00 EDT 2024', '2024-10-02T10:00:00-04:00'],
  ['Wed, Oct 02 2024 10:00:00 EDT', '2024-10-02T10:00:00-04:00'],
  ['October 2, 2024', '2024-10-02'],
  ['October 2, 2024 10:00 AM EDT', '2024-10-02T10:00:00-04:00'],
  ['Oct 2, 2024, 12:05 am', '2024-10-02T00:05:00'],
  ['2024-10-02T10:00:00Z', '2024-10-02T10:00:00Z'],
  ['2024-10-02T10:00:00-08:00', '2024-10-02T10:00:00-08:00'],
  ['2024-10-02T10:00:00-0800', '2024-10-02T10:00:00-08:00'],
  ['2024-10-02T10:00:00.123Z', '2024-10-02T10:00:00.123Z'],
  ['2024-10-02T10:00Z', '2024-10-02T10:00Z'],
  ['2024-10-02 10:00:00', '2024-10-02T10:00:00'],
  ['2024-10-02 10:00:00 EST', '2024-10-02T10:00:00-05:00'],
  ['2024-10-02 10:00:00 +0000', '2024-10-02T10:00:00+00:00'],
  ['2024-10-02', '2024-10-02'],
  ['2024-10', '2024-10'],
  ['2024', '2024'],
  ['20241002', '2024-10-02'],
  ['20241002T100000Z', '2024-10-02T10:00:00Z'],
  ['20241002T10:00:00Z', '2024-10-02T10:00:00Z'],
  ['2024-276', '2024-10-02'],
  ['2024-276T10:00:00Z', '2024-10-02T10:00:00Z'],
  ['2024-02-29', '2024-02-29'],
  ['Thursday, September 12, 2024 - 10:00', '2024-09-12T10:00:00'],
  ['samedi 5 octobre 2024 - 10:00', '2024-10-05T10:00:00'],
  ['mercredi 2 octobre 2024 à 10h', '2024-10-02T10:00:00'],
  ['Wed, 2 Oct 2024 1:05:00 PM EST', '2024-10-02T13:05:00-05:00'],
  ['Wed Oct 02 2024 10:00:00 GMT+0200 (Central European Summer Time)', '2024-10-02T10:00:00+02:00'],
  ['2024-10-02T08:00:00.000Z[UTC]', '2024-10-02T08:00:00.000Z'],
  ['Wed, 02 Oct 2024 10:00:00 AEST', '2024-10-02T10:00:00+10:00'],
  ['Wed, 02 Oct 2024 10:00:00 IST', '2024-10-02'],
  ['Wed, 02 Oct 2024 10:00:00 America/New_York', '2024-10-02'],
  ['2/oct/2024', '2024-10-02'],
  ['Thu, 31 Jun 2024 10:00:00 GMT', undefined],
  ['mer., 02 oct. 2024 10:00:00 +0200', '2024-10-02T10:00:00+02:00'],
  ['mercredi 2 octobre 2024 10:00', '2024-10-02T10:00:00'],
  ['mercredi 2 octobre 2024 à 10h00', '2024-10-02T10:00:00'],
  ['1er août 2024', '2024-08-01'],
  ['jeu, 01 févr. 2024 10:00:00 CET', '2024-02-01T10:00:00+01:00'],
  ['mié, 02 oct 2024 10:00:00 +0200', '2024-10-02T10:00:00+02:00'],
  ['miércoles, 2 de octubre de 2024', '2024-10-02'],
  ['2 de octubre de 2024', '2024-10-02'],
  ['miércoles, 2 de octubre de 2024, 10:00', '2024-10-02T10:00:00'],
  ['dom., 4 ago. 2024 10:00:00 CEST', '2024-08-04T10:00:00+02:00'],
  ['Wed, 32 Oct 2024 10:00:00 GMT', undefined],
  ['Wed, 02 Oct 2024 25:00:00 GMT', undefined],
  ['2024-13-02', undefined],
  ['03/02/2024', undefined],
  ['yesterday', undefined],
  ['', undefined],
]

const link = (href: string, more = '') => `<link href="${href}"${more}/>`
const facts: Fact[] = [
  ...dates.map(
    ([written, published]): Fact => ({
      name: `date "${written}"`,
      feed: item(`<pubDate>${written}</pubDate>`),
      ask: 'published',
      is: published,
    }),
  ),
  // Where the date stands.
  {
    name: 'dc:date',
    feed: item('<dc:date>2024-10-02T10:00:00Z</dc:date>'),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  {
    name: 'dcterms:issued',
    feed: item('<dcterms:issued>2024-10-02T10:00:00Z</dcterms:issued>'),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  {
    name: 'atom:published in RSS',
    feed: item('<atom:published>2024-10-02T10:00:00Z</atom:published>'),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  {
    name: 'pubDate in small letters',
    feed: item('<pubdate>Wed, 02 Oct 2024 10:00:00 GMT</pubdate>'),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  {
    name: 'pubDate as CDATA',
    feed: item('<pubDate><![CDATA[Wed, 02 Oct 2024 10:00:00 GMT]]></pubDate>'),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  {
    name: 'Atom published before updated',
    feed: entry(
      `${link('/1')}<updated>2024-10-03T10:00:00Z</updated><published>2024-10-02T10:00:00Z</published>`,
    ),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  {
    name: 'Atom updated alone',
    feed: entry(`${link('/1')}<updated>2024-10-02T10:00:00Z</updated>`),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  {
    name: 'Atom 0.3 issued',
    feed: old('<issued>2024-10-02T10:00:00Z</issued><modified>2024-10-03T10:00:00Z</modified>'),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  {
    name: 'Atom 0.3 modified',
    feed: old('<modified>2024-10-02T10:00:00Z</modified>'),
    ask: 'published',
    is: '2024-10-02T10:00:00Z',
  },
  // Titles.
  {
    name: 'title in base64, plain',
    feed: old(`<title mode="base64">${base64('Le pont est fermé')}</title>`),
    ask: 'title',
    is: 'Le pont est fermé',
  },
  {
    name: 'title in base64, HTML',
    feed: old(`<title type="text/html" mode="base64">\n${base64('Le <b>pont</b> &amp; la route')}\n</title>`),
    ask: 'title',
    is: 'Le pont & la route',
  },
  {
    name: 'title in base64 as CDATA',
    feed: old(`<title mode="base64"><![CDATA[${base64('¿Quién avisó?')}]]></title>`),
    ask: 'title',
    is: '¿Quién avisó?',
  },
  {
    name: 'title escaped',
    feed: old('<title type="text/html" mode="escaped">The &lt;b&gt;bridge&lt;/b&gt;</title>'),
    ask: 'title',
    is: 'The bridge',
  },
  {
    name: 'title as XML',
    feed: old(
      '<title type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">The <b>bridge</b></div></title>',
    ),
    ask: 'title',
    is: 'The bridge',
  },
  {
    name: 'title as XHTML',
    feed: entry(
      `${link('/1')}<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <em>bridge</em> of Tarvel</div></title>`,
    ),
    ask: 'title',
    is: 'The bridge of Tarvel',
  },
  {
    name: 'title as HTML with entities of HTML',
    feed: entry(
      `${link('/1')}<title type="html">Le pr&amp;eacute;fet&amp;nbsp;: &amp;laquo;&amp;nbsp;non&amp;nbsp;&amp;raquo;</title>`,
    ),
    ask: 'title',
    is: 'Le préfet\u00a0: «\u00a0non\u00a0»',
  },
  {
    name: 'title in RSS with entities that XML does not know',
    feed: item('<title>Le pr&eacute;fet</title>'),
    ask: 'title',
    is: 'Le préfet',
  },
  {
    name: 'title with a number for a letter',
    feed: item('<title>L&#8217;&#xE9;t&#233;</title>'),
    ask: 'title',
    is: 'L’été',
  },
  {
    name: 'title as CDATA with a tag',
    feed: item('<title><![CDATA[The <i>bridge</i> & road]]></title>'),
    ask: 'title',
    is: 'The bridge & road',
  },
  {
    name: 'title with a bare ampersand',
    feed: item('<title>Bridge & road</title>'),
    ask: 'title',
    is: 'Bridge & road',
  },
  {
    name: 'title over two lines',
    feed: item('<title>The\n   bridge</title>'),
    ask: 'title',
    is: 'The bridge',
  },
  {
    name: 'title that speaks of less',
    feed: entry(`${link('/1')}<title type="text">1 &lt; 2</title>`),
    ask: 'title',
    is: '1 < 2',
  },
  {
    name: 'title of the channel, not of its picture',
    feed: `<rss version="2.0"><channel><image><title>Logo</title></image><title>Gazette</title></channel></rss>`,
    ask: 'feed title',
    is: 'Gazette',
  },
  // Links.
  {
    name: 'xml:base of the entry in that of the feed',
    feed: entry(link('Pont'), ' xml:base="https://ronvaux.example/ongoing/"').replace(
      '<entry>',
      '<entry xml:base="When/2013/08/14/">',
    ),
    ask: 'address',
    is: 'https://ronvaux.example/ongoing/When/2013/08/14/Pont',
  },
  {
    name: 'xml:base of the feed',
    feed: entry(link('pont/1'), ' xml:base="https://other.example/a/"'),
    ask: 'address',
    is: 'https://other.example/a/pont/1',
  },
  {
    name: 'xml:base of the link itself',
    feed: entry(`<link href="1" xml:base="https://other.example/b/"/>`),
    ask: 'address',
    is: 'https://other.example/b/1',
  },
  {
    name: 'xml:base relative to the address of the feed',
    feed: entry(link('1'), ' xml:base="/sub/"'),
    ask: 'address',
    is: 'https://ronvaux.example/sub/1',
  },
  {
    name: 'xml:base in RSS',
    feed: '<rss version="2.0" xml:base="https://other.example/c/"><channel><item><title>x</title><link>1.html</link></item></channel></rss>',
    ask: 'address',
    is: 'https://other.example/c/1.html',
  },
  {
    name: 'no base: against the feed',
    feed: entry(link('../news/1')),
    ask: 'address',
    is: 'https://ronvaux.example/news/1',
  },
  {
    name: 'alternate of HTML after one of JSON',
    feed: entry(
      `${link('/1.json', ' rel="alternate" type="application/json"')}${link('/1', ' rel="alternate" type="text/html"')}`,
    ),
    ask: 'address',
    is: 'https://ronvaux.example/1',
  },
  {
    name: 'alternate before self, enclosure and edit',
    feed: entry(
      `${link('/e', ' rel="edit"')}${link('/m.mp3', ' rel="enclosure"')}${link('/s', ' rel="self"')}${link('/1', ' rel="alternate"')}`,
    ),
    ask: 'address',
    is: 'https://ronvaux.example/1',
  },
  {
    name: 'a link without rel is the article',
    feed: entry(link('/1')),
    ask: 'address',
    is: 'https://ronvaux.example/1',
  },
  {
    name: 'guid that is a link',
    feed: bare('<item><title>x</title><guid>https://ronvaux.example/g</guid></item>'),
    ask: 'address',
    is: 'https://ronvaux.example/g',
  },
  {
    name: 'guid that is none',
    feed: bare('<item><title>x</title><guid isPermaLink="false">https://ronvaux.example/g</guid></item>'),
    ask: 'address',
    is: undefined,
  },
  {
    name: 'link with spaces round it',
    feed: bare('<item><title>x</title><link>\n  https://ronvaux.example/1\n</link></item>'),
    ask: 'address',
    is: 'https://ronvaux.example/1',
  },
  {
    name: 'link as CDATA',
    feed: bare('<item><title>x</title><link><![CDATA[https://ronvaux.example/1?a=1&b=2]]></link></item>'),
    ask: 'address',
    is: 'https://ronvaux.example/1?a=1&b=2',
  },
  {
    name: 'link with entities',
    feed: bare('<item><title>x</title><link>https://ronvaux.example/1?a=1&amp;b=2</link></item>'),
    ask: 'address',
    is: 'https://ronvaux.example/1?a=1&b=2',
  },
  {
    name: 'atom:link in RSS',
    feed: item('<title>x</title><atom:link rel="alternate" href="https://ronvaux.example/a"/>').replace(
      '<link>https://ronvaux.example/1</link>',
      '',
    ),
    ask: 'address',
    is: 'https://ronvaux.example/a',
  },
  {
    name: 'link of RSS 1.0',
    feed: rdf('<item rdf:about="u:1"><title>x</title><link>https://ronvaux.example/1</link></item>'),
    ask: 'address',
    is: 'https://ronvaux.example/1',
  },
  // Who.
  {
    name: 'dc:creator',
    feed: item('<dc:creator>Ruth Ashby</dc:creator>'),
    ask: 'authors',
    is: ['Ruth Ashby'],
  },
  {
    name: 'author as address with a name',
    feed: item('<author>ruth@ronvaux.example (Ruth Ashby)</author>'),
    ask: 'authors',
    is: ['Ruth Ashby'],
  },
  {
    name: 'author as name with an address',
    feed: item('<author>Ruth Ashby &lt;ruth@ronvaux.example&gt;</author>'),
    ask: 'authors',
    is: ['Ruth Ashby'],
  },
  { name: 'author as a name', feed: item('<author>Ruth Ashby</author>'), ask: 'authors', is: ['Ruth Ashby'] },
  {
    name: 'itunes:author',
    feed: item('<itunes:author>Ruth Ashby</itunes:author>'),
    ask: 'authors',
    is: ['Ruth Ashby'],
  },
  {
    name: 'two authors of Atom',
    feed: entry(
      `${link('/1')}<author><name>Ruth Ashby</name></author><author><name>Léna Vauquier</name></author>`,
    ),
    ask: 'authors',
    is: ['Ruth Ashby', 'Léna Vauquier'],
  },
  {
    name: 'source of RSS',
    feed: item('<source url="https://meridia.example/rss">Agence Meridia</source>'),
    ask: 'source',
    is: 'Agence Meridia',
  },
  {
    name: 'source of Atom',
    feed: entry(`${link('/1')}<source><title>Agence Meridia</title></source>`),
    ask: 'source',
    is: 'Agence Meridia',
  },
  {
    name: 'language of the channel',
    feed: bare('<language>es-mx</language><item><title>x</title></item>'),
    ask: 'language',
    is: 'es-mx',
  },
  {
    name: 'dc:language',
    feed: item('').replace('<item>', '<dc:language>fr</dc:language><item>'),
    ask: 'language',
    is: 'fr',
  },
  { name: 'xml:lang of Atom', feed: entry(link('/1'), ' xml:lang="fr"'), ask: 'language', is: 'fr' },
  // Words.
  {
    name: 'description',
    feed: item('<description>&lt;p&gt;The bridge is closed.&lt;/p&gt;</description>'),
    ask: 'summary',
    is: 'The bridge is closed.',
  },
  {
    name: 'description of RSS 1.0',
    feed: rdf('<item rdf:about="u:1"><title>x</title><description>Short.</description></item>'),
    ask: 'summary',
    is: 'Short.',
  },
  {
    name: 'summary of Atom',
    feed: entry(`${link('/1')}<summary type="html">&lt;b&gt;Short.&lt;/b&gt;</summary>`),
    ask: 'summary',
    is: 'Short.',
  },
  {
    name: 'content in place of a summary',
    feed: entry(
      `${link('/1')}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Short.</p></div></content>`,
    ),
    ask: 'summary',
    is: 'Short.',
  },
  // Which items.
  {
    name: 'one identifier, two articles',
    feed: bare(
      '<item><guid isPermaLink="false">1</guid><title>a</title><link>/a</link></item><item><guid isPermaLink="false">1</guid><title>b</title><link>/b</link></item>',
    ),
    ask: 'addresses',
    is: ['https://ronvaux.example/a', 'https://ronvaux.example/b'],
  },
  {
    name: 'one identifier, two articles of Atom',
    feed: entry(link('/a')).replace('</feed>', `<entry><id>u:1</id>${link('/b')}</entry></feed>`),
    ask: 'addresses',
    is: ['https://ronvaux.example/a', 'https://ronvaux.example/b'],
  },
  {
    name: 'one identifier, two titles without links',
    feed: bare(
      '<item><guid isPermaLink="false">1</guid><title>a</title></item><item><guid isPermaLink="false">1</guid><title>b</title></item>',
    ),
    ask: 'titles',
    is: ['a', 'b'],
  },
  {
    name: 'the same item twice',
    feed: bare('<item><guid isPermaLink="false">1</guid><title>a</title><link>/a</link></item>'.repeat(2)),
    ask: 'count',
    is: 1,
  },
  { name: 'a channel without items', feed: bare(''), ask: 'count', is: 0 },
  { name: 'an empty channel', feed: '<rss version="2.0"><channel></channel></rss>', ask: 'count', is: 0 },
  {
    name: 'an Atom feed without entries',
    feed: '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>',
    ask: 'count',
    is: 0,
  },
  { name: 'RSS 1.0 without items', feed: rdf(''), ask: 'count', is: 0 },
  {
    name: 'cut off within its last item',
    feed: `${bare('<item><title>a</title><link>/a</link></item><item><title>b</title><link>/b').replace('</channel></rss>', '')}`,
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'cut off within a tag',
    feed: `<rss version="2.0"><channel><title>x</title><item><title>a</title><link>/a</link></item><item><titl`,
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'cut off between items',
    feed: `<rss version="2.0"><channel><title>x</title><item><title>a</title><link>/a</link></item>`,
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'cut off within CDATA',
    feed: `<rss version="2.0"><channel><title>x</title><item><title>a</title></item><item><title>b</title><description><![CDATA[<p>c`,
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'Atom cut off',
    feed: `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><id>1</id><title>a</title></entry><entry><id>2</id><title>b`,
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'items beside the channel',
    feed: '<rss version="0.90"><channel><title>x</title></channel><item><title>a</title><link>/a</link></item></rss>',
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'RSS 0.91 with its document type',
    feed: `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>x</title><item><title>a</title><link>/a</link></item></channel></rss>`,
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'another prefix',
    feed: '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>x</a:title><a:entry><a:id>1</a:id><a:title>a</a:title></a:entry></a:feed>',
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'words before the declaration',
    feed: `\n\n<!-- made by hand -->\n<?xml version="1.0"?>${bare('<item><title>a</title></item>')}`,
    ask: 'titles',
    is: ['a'],
  },
  {
    name: 'control characters',
    feed: bare('<item><title>a\u0008b\u0000</title></item>'),
    ask: 'count',
    is: 1,
  },
  {
    name: 'declared as UTF-16, written in UTF-8',
    feed: `<?xml version="1.0" encoding="utf-16"?>${bare('<item><title>été</title></item>')}`,
    ask: 'titles',
    is: ['été'],
  },
  {
    name: 'declared as UTF-8, written in windows-1252',
    feed: Buffer.from(
      `<?xml version="1.0" encoding="utf-8"?>${bare('<item><title>\u0093été\u0094</title></item>')}`,
      'latin1',
    ),
    ask: 'titles',
    is: ['“été”'],
  },
  {
    name: 'JSON Feed with a number for an identifier',
    feed: '{"version":"https://jsonfeed.org/version/1","title":"x","items":[{"id":7,"url":"/7","title":"a","date_published":"2024-10-02T10:00:00Z"}]}',
    ask: 'titles',
    is: ['a'],
  },
]

describe('facts that public test suites of feeds know', () => {
  test('are at least 55', () => {
    expect(facts.length).toBeGreaterThanOrEqual(55)
  })
  test.each(facts)('$name: its $ask', async ({ name, feed, ask, is }) => {
    const bytes = typeof feed === 'string' ? Buffer.from(feed) : feed
    const read = await readFeed(bytes, address, undefined).then(
      (parsed) => ({ parsed }),
      (error: Error) => ({ error: error.message }),
    )
    held(name, () => {
      if ('error' in read) throw new Error(read.error)
      const { items, title, language } = read.parsed
      const [first] = items
      const found: Record<Fact['ask'], unknown> = {
        published: first?.published,
        title: first?.title,
        address: first?.address,
        authors: first?.authors,
        source: first?.source,
        summary: first?.summary,
        language: first?.language ?? language,
        titles: items.map((one) => one.title),
        addresses: items.map((one) => one.address),
        'feed title': title,
        count: items.length,
      }
      expect(found[ask]).toEqual(is)
    })
  })
})
