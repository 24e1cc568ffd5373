import { type Opml, parseOpml } from 'feedsmith'
import { plainWords } from '../intake/feed/plain-words.ts'
import { plainXml, TangledXml } from '../intake/feed/plain-xml.ts'
import { FeedError } from './feed-error.ts'

export interface OpmlFeed {
  address: string
  title?: string
}

const mostFeeds = 5000

/**
 * The feeds that an OPML list names, each address once, in its order; other outlines are passed over. Throws a FeedError
 * with a sentence where the text is no OPML or names no feed.
 * @param name as the sentence calls the list
 */
export function readOpml(text: string, name: string): OpmlFeed[] {
  const start = text.search(/<opml[\s>]/i)
  if (start >= 0 && /<!ENTITY/i.test(text.slice(0, start)))
    throw new FeedError(
      `${name} defines entities of its own, as no list of feeds needs to, so it is not read.`,
    )
  let document: Opml.Document<string>
  try {
    document = parseOpml(plainXml(text))
  } catch (error) {
    if (error instanceof TangledXml)
      throw new FeedError(`${name} has too many tags, or tags too tangled, to be read.`)
    throw new FeedError(`${name} is not an OPML list: export one from a feed reader, or give addresses.`)
  }
  const feeds = new Map<string, OpmlFeed>()
  const waiting = [...(document.body?.outlines ?? [])].reverse()
  while (waiting.length > 0 && feeds.size < mostFeeds) {
    const outline = waiting.pop()
    if (!outline) break
    for (const inner of [...(outline.outlines ?? [])].reverse()) waiting.push(inner)
    const written = outline.xmlUrl?.trim()
    if (!written || !/^https?:\/\//i.test(written) || written.length > 2048 || !URL.canParse(written))
      continue
    const address = new URL(written).href
    const title = plainWords(outline.title ?? outline.text)
    if (!feeds.has(address)) feeds.set(address, { address, ...(title ? { title } : {}) })
  }
  if (feeds.size === 0)
    throw new FeedError(`${name} names no feed: its outlines need an "xmlUrl" of http or https.`)
  return [...feeds.values()]
}
