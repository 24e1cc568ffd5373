import sniffEncoding from 'html-encoding-sniffer'
import { articleParagraphs, paragraphsUnderHeadline } from './article-text.ts'
import { isBoilerplate } from './boilerplate.ts'
import { byteOrderMark, decodeAs, decodeUtf8, decodeUtf16 } from './decode-text.ts'
import { IntakeError, quoted } from './intake-item.ts'
import { repairedSentence, repairMojibake } from './mojibake.ts'
import { isAnnounced } from './other-article.ts'
import { cleanLine, type PageMetadata, pageMetadata } from './page-metadata.ts'
import { parsePage } from './parsing/parse-page.ts'

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
export interface PageReport extends Omit<PageMetadata, 'articleBody' | 'description'> {
  text: string
  /** A sentence about what is doubtful in it: the text is not what the page announces. */
  note?: string
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const key = (text: string) => words(text).join(' ')

/** UTF-16 units of one article; longer ones are none. */
export const longestArticle = 3_000_000

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
  let metadata: PageMetadata
  let paragraphs: string[]
  try {
    const document = parsedPage(html)
    metadata = pageMetadata(document, source.url)
    paragraphs = articleParagraphs(document, metadata.title, metadata.description)
  } catch (error) {
    if (error instanceof IntakeError) throw error
    throw tangled()
  }
  const { articleBody, description, ...rest } = metadata
  const body = articleBody ? plainParagraphs(articleBody) : []
  const found = words(paragraphs.join('\n')).length
  const stated = words(body.join('\n')).length
  // A page that shows its article by script alone still states it for search engines.
  if (stated > 60 && stated > found * 2) paragraphs = body
  const fits = (lines: readonly string[]) => isAnnounced(lines.join('\n'), rest.title, description)
  let note: string | undefined
  if (fits(paragraphs) === false) {
    const other = fits(body) ? body : otherParagraphs(html, rest.title, (lines) => fits(lines) === true)
    if (other) paragraphs = other
    else
      note = `What was found in ${source.name.replace(/^The /, 'the ')} has nothing of its headline ${quoted(rest.title ?? '')} or its description: it may be another article; look at it, or give the right text in a .txt file.`
  }
  if (words(paragraphs.join('\n')).length < 15) throw noArticle()
  const ownWords = paragraphs.filter((paragraph) => !isBoilerplate(paragraph, rest.title))
  if (words(ownWords.join('\n')).length * 3 < words(paragraphs.join('\n')).length)
    throw new IntakeError(
      `${source.name} holds no article, only what its site says to readers (cookies, subscriptions, printing): give the page of one report, or its text in a .txt file.`,
    )

  const title = rest.title
  if (title) {
    const headline = key(title)
    const first = paragraphs.slice(0, 3).findIndex((paragraph) => key(paragraph) === headline)
    if (first >= 0) paragraphs.splice(first, 1)
    paragraphs.unshift(title)
  }
  const text = paragraphs.join('\n')
  if (text.length > longestArticle)
    throw new IntakeError(
      `${source.name} holds an article of more than ${longestArticle} characters, the most that Selon reads of a page: split it.`,
    )
  return { ...rest, text, ...(note === undefined ? {} : { note }) }
}

/** What stands around the headline in a page of which the extractor took something else. */
function otherParagraphs(
  html: string,
  title: string | undefined,
  fits: (paragraphs: string[]) => boolean,
): string[] | undefined {
  if (title === undefined) return undefined
  return paragraphsUnderHeadline(parsedPage(html), title, fits)
}

const parsedPage = (html: string) =>
  parsePage(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`)

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

/**
 * A report out of the bytes of an HTML page, and a sentence about letters of it that were put right, before its article was
 * looked for: by wrong letters it would not be found. Errors as `readPage`.
 */
export async function reportFromHtml(bytes: Uint8Array, source: PageSource): Promise<PageReport> {
  const html = await decodePage(bytes, source.contentType)
  const repaired = await repairMojibake(html)
  if (!repaired) return readPage(html, source)
  const page = readPage(repaired.text, source)
  const note = repairedSentence(repaired, source.name)
  return { ...page, note: page.note === undefined ? note : `${page.note} ${note}` }
}
