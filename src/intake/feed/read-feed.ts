import { type AnyFeed, parseFeed } from 'feedsmith'
import { IntakeError, quoted } from '../intake-item.ts'
import { isoDate } from '../iso-date.ts'
import { readPage } from '../read-page.ts'
import { decodeXml } from './decode-xml.ts'
import { plainWords } from './plain-words.ts'
import { plainXml, TangledXml } from './plain-xml.ts'

/** What a feed says, whichever format it is in. */
export interface ParsedFeed {
  format: 'rss' | 'atom' | 'rdf' | 'json'
  title?: string
  /** As declared, a BCP 47 tag. */
  language?: string
  /** Minutes for which the feed wants to be left alone. */
  ttl?: number
  /** In the feed's order, each key once; two items of one identifier that are of two articles have a key each. */
  items: FeedItem[]
}

export interface FeedItem {
  /** By which the feed tells its items apart: its own identifier, else the address, else the words. */
  key: string
  /** Of its article; http or https. */
  address?: string
  /** Why it has no address. */
  withoutAddress?: string
  title?: string
  /** ISO 8601. */
  published?: string
  authors?: string[]
  language?: string
  /** The outlet that the feed has it from, where the feed says so. */
  source?: string
  /** What the feed tells of it, on one line, where it holds no more. */
  summary?: string
  /** The whole article, where the feed holds more than a summary: the headline first, paragraphs parted by a line feed. */
  fullText?: string
}

/** More items than any feed of news shows at once. */
const mostItems = 500
const longestAddress = 2048

/**
 * Reads RSS, Atom, RDF or JSON Feed, leniently; one that breaks off gives its whole items. Throws an IntakeError with a
 * sentence where the bytes are none of them.
 * @param address of the feed, against which links are resolved; of a file it is not known
 * @param name as sentences call it
 */
export async function readFeed(
  bytes: Uint8Array,
  address: string | undefined,
  contentType: string | undefined,
  name = quoted(address ?? ''),
): Promise<ParsedFeed> {
  const text = await decodeXml(bytes, contentType)
  const fail = (what: string) => new IntakeError(`${name} ${what}`)
  if (text.trim() === '') throw fail('is empty: give the address of a feed.')
  const root = /<(?:rss|feed|rdf:rdf|\w{1,20}:(?:feed|rdf))[\s>]/i.exec(text)?.index ?? text.length
  if (/<!ENTITY/i.test(text.slice(0, root)))
    throw fail('defines entities of its own, as no feed needs to, so it is not read.')
  let parsed: AnyFeed
  let plain = text
  try {
    if (root < text.length) plain = plainXml(text, { base: address })
    parsed = parseFeed(plain, { maxItems: mostItems })
  } catch (error) {
    if (error instanceof TangledXml)
      throw fail('has too many tags, or tags too tangled, to be read as a feed.')
    const empty = emptyFeed(plain, text)
    if (empty) return empty
    throw notAFeed(text, address, fail)
  }
  return { ...contentsOf(parsed, address) }
}

/** A feed that has a root and no items, which the parser takes for none; undefined where it is something else. */
function emptyFeed(plain: string, text: string): ParsedFeed | undefined {
  const root = /^\s*<(?:\w{1,20}:)?(rss|feed|rdf)>?[\s>]?/i.exec(plain)?.[1].toLowerCase()
  // Loose brackets are no feed, whatever stands before them.
  const hasItems = /<(?:\w{1,20}:)?(?:item|entry)[\s>]/i.test(plain)
  if (root === undefined || hasItems || text.includes('<<')) return undefined
  return { format: root === 'feed' ? 'atom' : root === 'rdf' ? 'rdf' : 'rss', items: [] }
}

function notAFeed(
  text: string,
  address: string | undefined,
  fail: (what: string) => IntakeError,
): IntakeError {
  if (!/<(?:!doctype\s+html|html|head|body)[\s>]/i.test(text.slice(0, 5000)))
    return fail('is not a feed that can be read: neither RSS, Atom, RDF nor JSON Feed was found in it.')
  const named = feedOfPage(text, address)
  return fail(
    named
      ? `is a web page, not a feed; it names the feed ${quoted(named)}: give that.`
      : 'is a web page, not a feed: look on it for an address of RSS or Atom and give that.',
  )
}

/** The feed that a page names in its head, if any. */
function feedOfPage(html: string, address: string | undefined): string | undefined {
  const head = html.slice(0, 200_000)
  for (let at = head.indexOf('<link'); at >= 0; at = head.indexOf('<link', at + 5)) {
    const end = head.indexOf('>', at)
    if (end < 0) return undefined
    const tag = head.slice(at, Math.min(end, at + 1000))
    if (!/type\s*=\s*["']?application\/(?:rss|atom|feed)\+/i.test(tag)) continue
    const href = /href\s*=\s*["']?([^"'\s>]{1,900})/i.exec(tag)?.[1]
    const found = href === undefined ? undefined : webAddress(href, address)
    if (found) return found
  }
  return undefined
}

/** An address resolved against the feed's, if it is one of http or https. */
function webAddress(link: string, base: string | undefined): string | undefined {
  try {
    const url = new URL(link.trim(), base)
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.href.length <= longestAddress
      ? url.href
      : undefined
  } catch {
    return undefined
  }
}

/** An item as its format has it, before it is checked. */
interface RawItem {
  id?: string
  links: (string | undefined)[]
  title?: string
  date?: string
  authors?: (string | undefined)[]
  language?: string
  source?: string
  html?: string
  text?: string
  /** May hold HTML. */
  summary?: string
}

function contentsOf(parsed: AnyFeed, address: string | undefined): ParsedFeed {
  const feed = rawFeed(parsed)
  const title = plainWords(feed.title)
  // A file does not tell where it came from; the feed itself may.
  const base =
    address ?? feed.links.map((link) => webAddress(link ?? '', undefined)).find((link) => link !== undefined)
  const items = distinct(feed.items.flatMap((raw) => itemOf(raw, base) ?? []))
  return {
    format: parsed.format,
    ...(title ? { title } : {}),
    ...(feed.language ? { language: feed.language.slice(0, 40) } : {}),
    ...(feed.ttl !== undefined && feed.ttl > 0 ? { ttl: feed.ttl } : {}),
    items,
  }
}

/**
 * Items each once. Some feeds give one identifier to all their articles: those have their addresses, or titles, beside it
 * in their keys, whichever of them comes first.
 */
function distinct(items: readonly FeedItem[]): FeedItem[] {
  const own = ({ address, title }: FeedItem) => address ?? title ?? ''
  const articles = new Map<string, Map<string, FeedItem>>()
  for (const item of items) {
    const same = articles.get(item.key)
    if (!same) articles.set(item.key, new Map([[own(item), item]]))
    else if (!same.has(own(item))) same.set(own(item), item)
  }
  const kept = new Set([...articles.values()].flatMap((same) => [...same.values()]))
  return items
    .filter((item) => kept.has(item))
    .map((item) =>
      articles.get(item.key)?.size === 1
        ? item
        : { ...item, key: `${item.key} ${own(item)}`.slice(0, 2 * longestAddress) },
    )
}

function itemOf(raw: RawItem, base: string | undefined): FeedItem | undefined {
  const links = raw.links.filter((link): link is string => Boolean(link?.trim()))
  const address = links.map((link) => webAddress(link, base)).find((link) => link !== undefined)
  const title = plainWords(raw.title)
  const key = (raw.id?.trim() || address || title)?.slice(0, longestAddress).toWellFormed()
  if (!key) return undefined
  const published = raw.date === undefined ? undefined : isoDate(raw.date)
  const authors = (raw.authors ?? []).flatMap((name) => plainWords(name) ?? []).slice(0, 20)
  const source = plainWords(raw.source)
  const fullText = fullTextOf(raw, title)
  return {
    key,
    ...(address
      ? { address }
      : {
          withoutAddress:
            links.length > 0
              ? `Its link, ${quoted(links[0])}, is no address of http or https.`
              : 'The feed gives no link to its article.',
        }),
    ...(title ? { title } : {}),
    ...(published ? { published } : {}),
    ...(authors.length > 0 ? { authors } : {}),
    ...(raw.language ? { language: raw.language.slice(0, 40) } : {}),
    ...(source && !/^https?:/i.test(source) ? { source } : {}),
    ...(fullText ? { fullText } : summaryOf(raw)),
  }
}

/** UTF-16 units of a summary. */
const longestSummary = 5000

/** What the feed tells of an article in place of it. */
function summaryOf({ summary, html, text }: RawItem): { summary?: string } {
  const words = plainWords(summary || html || text, longestSummary)
  return words ? { summary: words } : {}
}

/** UTF-16 units of an article in a feed, with its tags; of more than this one its page is read instead. */
const longestItem = 1_000_000
/** Fewer words than this, or an end that breaks off, are a summary. */
const fewestWords = 80
const breaksOff =
  /(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&#8230;)\s*\]|(?:lire la suite|lire l'article|continue reading|read more|seguir leyendo|leer más|sigue leyendo)\W{0,5})\s*$/i

/** The article out of a feed's own element for the whole of it; undefined where that holds no more than a summary. */
function fullTextOf({ html, text }: RawItem, title: string | undefined): string | undefined {
  let words = text
  if (html !== undefined && html !== '') {
    // The end is looked at before the article is taken out of it, which leaves such lines away.
    const end = html.slice(-600).replace(/<[^<>]*>/g, ' ')
    if (html.length > longestItem || breaksOff.test(end)) return undefined
    try {
      words = readPage(`<html><body><article>${html}</article></body></html>`, { name: 'The item' }).text
    } catch {
      return undefined
    }
  }
  if (!words) return undefined
  const paragraphs = words
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const count = paragraphs.reduce((sum, line) => sum + line.split(/\s+/).length, 0)
  if (count < fewestWords || breaksOff.test((paragraphs.at(-1) ?? '').slice(-200))) return undefined
  if (title && paragraphs[0].toLowerCase() !== title.toLowerCase()) paragraphs.unshift(title)
  return paragraphs.join('\n')
}

/** Links to the article itself come first, of those the ones to a page. */
const isPage = (type: string | undefined) =>
  type === undefined || /^(?:text\/html|application\/xhtml\+xml)\b/i.test(type)

interface RawFeed {
  title?: string
  language?: string
  ttl?: number
  /** Of the feed and its site. */
  links: (string | undefined)[]
  items: RawItem[]
}

function rawFeed(parsed: AnyFeed): RawFeed {
  if (parsed.format === 'json') {
    const { feed } = parsed
    return {
      title: feed.title,
      language: feed.language,
      links: [feed.feed_url, feed.home_page_url],
      items: (feed.items ?? []).map((item) => ({
        id: item.id,
        links: [item.url, item.external_url],
        title: item.title,
        date: item.date_published,
        authors: item.authors?.map(({ name }) => name),
        language: item.language,
        html: item.content_html,
        text: item.content_text,
        summary: item.summary,
      })),
    }
  }
  if (parsed.format === 'atom') {
    const { feed } = parsed
    return {
      title: feed.title?.value,
      language: feed.xml?.lang,
      links: (feed.links ?? [])
        .filter(({ rel }) => rel === 'self' || rel === undefined || rel === 'alternate')
        .map(({ href }) => href),
      items: (feed.entries ?? []).map((entry) => {
        const own = (entry.links ?? []).filter(({ rel }) => rel === undefined || rel === 'alternate')
        const isText = entry.content?.type === undefined || entry.content.type === 'text'
        return {
          id: entry.id,
          links: [
            ...own.filter(({ type }) => isPage(type)),
            ...own.filter(({ type }) => !isPage(type)),
            ...(entry.links ?? []).filter(({ rel }) => rel === 'via'),
          ].map(({ href }) => href),
          title: entry.title?.value,
          date: entry.published ?? entry.updated,
          authors: entry.authors?.map(({ name }) => name),
          language: entry.xml?.lang,
          source: entry.source?.title?.value,
          summary: entry.summary?.value,
          ...(isText ? { text: entry.content?.value } : { html: entry.content?.value }),
        }
      }),
    }
  }
  if (parsed.format === 'rdf') {
    const { feed } = parsed
    return {
      title: feed.title,
      language: feed.dc?.languages?.[0],
      links: [feed.link],
      items: (feed.items ?? []).map((item) => ({
        id: item.rdf?.about,
        links: [item.link],
        title: item.title,
        date: item.dc?.dates?.[0],
        authors: item.dc?.creators,
        source: item.dc?.publishers?.[0] ?? item.dc?.sources?.[0],
        html: item.content?.encoded,
        summary: item.description,
      })),
    }
  }
  const { feed } = parsed
  return {
    title: feed.title,
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
    ttl: feed.ttl,
    links: [feed.atom?.links?.find(({ rel }) => rel === 'self')?.href, feed.link],
    items: (feed.items ?? []).map((item) => ({
      id: item.guid?.value,
      links: [
        item.link,
        item.guid?.isPermaLink === false ? undefined : item.guid?.value,
        item.atom?.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
      ].filter((link, i) => i === 0 || /^https?:/i.test(link ?? '')),
      title: item.title,
      date:
        item.pubDate ??
        item.dc?.dates?.[0] ??
        item.dcterms?.issued?.[0] ??
        item.atom?.published ??
        item.atom?.updated,
      authors:
        item.dc?.creators ??
        item.authors?.map((person) => person.name ?? undefined) ??
        item.atom?.authors?.map(({ name }) => name) ??
        (item.itunes?.author === undefined ? undefined : [item.itunes.author]),
      source: item.source?.title,
      html: item.content?.encoded,
      summary: item.description,
    })),
  }
}
