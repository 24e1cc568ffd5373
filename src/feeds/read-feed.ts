import { type AnyFeed, parseFeed } from 'feedsmith'
import { byteOrderMark, decodeAs, decodeUtf8, decodeUtf16 } from '../intake/decode-text.ts'
import { quoted } from '../intake/intake-item.ts'
import { isoDate } from '../intake/iso-date.ts'
import { readPage } from '../intake/read-page.ts'
import { FeedError } from './feed-error.ts'
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
  /** In the feed's order, each key once. */
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
  /** The whole article, where the feed holds more than a summary: the headline first, paragraphs parted by a line feed. */
  fullText?: string
}

/** More items than any feed of news shows at once. */
const mostItems = 500
const longestAddress = 2048

/**
 * Reads RSS, Atom, RDF or JSON Feed, leniently. Throws a FeedError with a sentence where the bytes are none of them.
 * @param address of the feed, against which links are resolved
 */
export async function readFeed(
  bytes: Uint8Array,
  address: string,
  contentType: string | undefined,
): Promise<ParsedFeed> {
  const text = await decodeFeed(bytes, contentType)
  const fail = (what: string) => new FeedError(`${quoted(address)} ${what}`)
  if (text.trim() === '') throw fail('is empty: give the address of a feed.')
  const root = /<(?:rss|feed|rdf:rdf|\w{1,20}:(?:feed|rdf))[\s>]/i.exec(text)?.index ?? text.length
  if (/<!ENTITY/i.test(text.slice(0, root)))
    throw fail('defines entities of its own, as no feed needs to, so it is not read.')
  let parsed: AnyFeed
  try {
    parsed = parseFeed(root < text.length ? plainXml(text) : text, { maxItems: mostItems })
  } catch (error) {
    if (error instanceof TangledXml)
      throw fail('has too many tags, or tags too tangled, to be read as a feed.')
    throw notAFeed(text, address, fail)
  }
  return { ...contentsOf(parsed, address) }
}

function notAFeed(text: string, address: string, fail: (what: string) => FeedError): FeedError {
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
function feedOfPage(html: string, address: string): string | undefined {
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

/** The text of a feed's bytes: by the byte-order mark, the bytes themselves, the XML declaration, the header. */
async function decodeFeed(bytes: Uint8Array, contentType: string | undefined): Promise<string> {
  const mark = byteOrderMark(bytes)
  if (mark && mark.encoding !== 'utf-8') return decodeUtf16(bytes.subarray(2), mark.encoding === 'utf-16be')
  const body = mark ? bytes.subarray(mark.length) : bytes
  const strict = decodeUtf8(body)
  if (strict !== undefined) return strict
  const declaration = Buffer.from(body.subarray(0, 200)).toString('latin1')
  const label =
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w:.-]{1,40})["']/i.exec(declaration)?.[1] ??
    /charset\s*=\s*["']?([\w:.-]{1,40})/i.exec(contentType ?? '')?.[1]
  return decodeAs(body, label && !/^utf-?8$/i.test(label) ? label : 'windows-1252')
}

/** An address resolved against the feed's, if it is one of http or https. */
function webAddress(link: string, base: string): string | undefined {
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
}

function contentsOf(parsed: AnyFeed, address: string): ParsedFeed {
  const feed = rawFeed(parsed)
  const title = plainWords(feed.title)
  const items = new Map<string, FeedItem>()
  for (const raw of feed.items) {
    const item = itemOf(raw, address)
    if (item && !items.has(item.key)) items.set(item.key, item)
  }
  return {
    format: parsed.format,
    ...(title ? { title } : {}),
    ...(feed.language ? { language: feed.language.slice(0, 40) } : {}),
    ...(feed.ttl !== undefined && feed.ttl > 0 ? { ttl: feed.ttl } : {}),
    items: [...items.values()],
  }
}

function itemOf(raw: RawItem, base: string): FeedItem | undefined {
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
    ...(fullText ? { fullText } : {}),
  }
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

function rawFeed(parsed: AnyFeed): { title?: string; language?: string; ttl?: number; items: RawItem[] } {
  if (parsed.format === 'json') {
    const { feed } = parsed
    return {
      title: feed.title,
      language: feed.language,
      items: (feed.items ?? []).map((item) => ({
        id: item.id,
        links: [item.url, item.external_url],
        title: item.title,
        date: item.date_published,
        authors: item.authors?.map(({ name }) => name),
        language: item.language,
        html: item.content_html,
        text: item.content_text,
      })),
    }
  }
  if (parsed.format === 'atom') {
    const { feed } = parsed
    return {
      title: feed.title?.value,
      language: feed.xml?.lang,
      items: (feed.entries ?? []).map((entry) => {
        const isText = entry.content?.type === undefined || entry.content.type === 'text'
        return {
          id: entry.id,
          links: [
            ...(entry.links ?? []).filter(({ rel }) => rel === undefined || rel === 'alternate'),
            ...(entry.links ?? []).filter(({ rel }) => rel === 'via'),
          ].map(({ href }) => href),
          title: entry.title?.value,
          date: entry.published ?? entry.updated,
          authors: entry.authors?.map(({ name }) => name),
          language: entry.xml?.lang,
          source: entry.source?.title?.value,
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
      items: (feed.items ?? []).map((item) => ({
        id: item.rdf?.about,
        links: [item.link],
        title: item.title,
        date: item.dc?.dates?.[0],
        authors: item.dc?.creators,
        source: item.dc?.publishers?.[0] ?? item.dc?.sources?.[0],
        html: item.content?.encoded,
      })),
    }
  }
  const { feed } = parsed
  return {
    title: feed.title,
    language: feed.language,
    ttl: feed.ttl,
    items: (feed.items ?? []).map((item) => ({
      id: item.guid?.value,
      links: [item.link, item.guid?.isPermaLink === false ? undefined : item.guid?.value].filter(
        (link, i) => i === 0 || /^https?:/i.test(link ?? ''),
      ),
      title: item.title,
      date: item.pubDate ?? item.dc?.dates?.[0],
      authors: item.dc?.creators ?? item.authors?.map((person) => person.name ?? undefined),
      source: item.source?.title,
      html: item.content?.encoded,
    })),
  }
}
