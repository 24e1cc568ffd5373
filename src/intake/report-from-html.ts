import sniffEncoding from 'html-encoding-sniffer'
import { parseHTML } from 'linkedom'
import { articleParagraphs } from './article-text.ts'
import { byteOrderMark, decodeAs, decodeUtf8, decodeUtf16 } from './decode-text.ts'
import { IntakeError } from './intake-item.ts'
import { cleanLine, type PageDocument, type PageMetadata, pageMetadata } from './page-metadata.ts'
import type { JsonReport } from './report-from-json.ts'

export interface PageSource {
  /** As sentences name the page. */
  name: string
  /** Where it was read from, if from an address. */
  url?: string
  contentType?: string
}

/**
 * The text of a page's bytes: by its byte-order mark, the header's charset, its meta element; and by its bytes where
 * those are plainly UTF-8 though something else is declared, or the reverse.
 */
export async function decodePage(bytes: Uint8Array, contentType: string | undefined): Promise<string> {
  const mark = byteOrderMark(bytes)
  if (mark && mark.encoding !== 'utf-8') return decodeUtf16(bytes.subarray(2), mark.encoding === 'utf-16be')
  const strict = decodeUtf8(mark ? bytes.subarray(3) : bytes)
  // Bytes that agree with UTF-8 throughout and are not plain ASCII are UTF-8, whatever was declared.
  if (strict !== undefined && (mark || strict.length < bytes.length)) return strict
  const label = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1]
  const encoding = sniffEncoding(bytes, label ? { transportLayerEncodingLabel: label } : {})
  if (strict !== undefined && !/^(?:iso-2022|utf-16|replacement)/i.test(encoding)) return strict
  if (encoding.toLowerCase() !== 'utf-8') return decodeAs(bytes, encoding)
  // Declared UTF-8 and not so: a few bad bytes are replaced; a page full of them was written in windows-1252.
  const text = await decodeAs(bytes, 'utf-8')
  let bad = 0
  let beyond = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0xfffd) bad++
    else if (unit > 0x7f) beyond++
  }
  return bad > beyond ? decodeAs(bytes, 'windows-1252') : text
}

/** A page's article: its metadata, and its text with the headline first, paragraphs parted by a line feed. */
export interface PageReport extends Omit<PageMetadata, 'articleBody'> {
  text: string
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const key = (text: string) => words(text).join(' ')

/** More nesting and more tags than any page needs: parsers take a time beyond all bounds over such ones. */
const deepest = 1000
const mostTags = 150_000
const mostReferences = 200_000

const unnested = new Set(
  'area base br col embed hr img input link meta param source track wbr p li td th tr tbody thead tfoot dt dd option optgroup rt rp html head body'.split(
    ' ',
  ),
)

/**
 * Whether a page nests too deep or has too many tags to be parsed. Counts open elements by name, never fewer than a
 * parser would hold open; linear in the page's length.
 */
export function tooTangled(html: string): boolean {
  const open = new Map<string, number>()
  const low = html.toLowerCase()
  let depth = 0
  let tags = 0
  let references = 0
  for (let sign = low.indexOf('&'); sign >= 0; sign = low.indexOf('&', sign + 1))
    if (++references > mostReferences) return true
  let at = low.indexOf('<')
  while (at >= 0) {
    if (++tags > mostTags) return true
    const code = low.charCodeAt(at + 1)
    let next = at + 1
    if (code === 33 && low.startsWith('<!--', at)) {
      const end = low.indexOf('-->', at + 4)
      if (end < 0) return false
      next = end + 3
    } else if (code === 47 || (code >= 97 && code <= 122)) {
      const end = low.indexOf('>', at)
      if (end < 0) return false
      const closing = code === 47
      let stop = at + (closing ? 2 : 1)
      const start = stop
      while (stop < end && stop - start < 40 && !/[\s/]/.test(low[stop])) stop++
      const name = low.slice(start, stop)
      next = end + 1
      if (closing) {
        const count = open.get(name) ?? 0
        if (count > 0) {
          open.set(name, count - 1)
          depth--
        }
      } else if (name === 'script' || name === 'style' || name === 'textarea' || name === 'title') {
        const last = low.indexOf(`</${name}`, end)
        if (last < 0) return false
        next = last + 2
      } else if (!unnested.has(name) && !(low[end - 1] === '/' && (open.get('svg') ?? 0) > 0)) {
        open.set(name, (open.get(name) ?? 0) + 1)
        if (++depth > deepest) return true
      }
    }
    at = low.indexOf('<', next)
  }
  return false
}

/**
 * Reads an HTML page. Throws an IntakeError where it holds no article.
 * @param html the page, decoded
 */
export function readPage(html: string, source: PageSource): PageReport {
  const noArticle = () =>
    new IntakeError(
      `${source.name} holds no article: no run of paragraphs was found in it; give the page of one report, or its text in a .txt file.`,
    )
  const tangled = () =>
    new IntakeError(
      `${source.name} cannot be read as a page: its tags are too many or too tangled; give its text in a .txt file.`,
    )
  if (tooTangled(html)) throw tangled()
  let metadata: PageMetadata
  let paragraphs: string[]
  try {
    const parsed = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`)
    const document = parsed.document as unknown as Document
    metadata = pageMetadata(document as unknown as PageDocument, source.url)
    paragraphs = articleParagraphs(document, metadata.title)
  } catch (error) {
    if (error instanceof IntakeError) throw error
    throw tangled()
  }
  const { articleBody, ...rest } = metadata
  const body = articleBody ? plainParagraphs(articleBody) : []
  const found = words(paragraphs.join('\n')).length
  const stated = words(body.join('\n')).length
  // A page that shows its article by script alone still states it for search engines.
  if (stated > 60 && stated > found * 2) paragraphs = body
  if (words(paragraphs.join('\n')).length < 15) throw noArticle()

  const title = rest.title
  if (title) {
    const headline = key(title)
    const first = paragraphs.slice(0, 3).findIndex((paragraph) => key(paragraph) === headline)
    if (first >= 0) paragraphs.splice(first, 1)
    paragraphs.unshift(title)
  }
  return { ...rest, text: paragraphs.join('\n') }
}

function plainParagraphs(text: string): string[] {
  const spaced = /<(?:p|br|div|li|h\d)\b/i.test(text)
    ? text.replace(/<\/?(?:p|br|div|li|h\d)\b[^<>]{0,500}>/gi, '\n')
    : text
  return spaced
    .replace(/<[a-z/!][^<>]{0,2000}>/gi, '')
    .split(/[\r\n]+/)
    .map(cleanLine)
    .filter((line) => line !== '')
}

/** A report out of the bytes of an HTML page. Errors as `readPage`. */
export async function reportFromHtml(bytes: Uint8Array, source: PageSource): Promise<JsonReport> {
  return readPage(await decodePage(bytes, source.contentType), source)
}
