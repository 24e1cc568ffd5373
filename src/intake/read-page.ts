import { articleParagraphs, paragraphsUnderHeadline } from './article-text.ts'
import { isBoilerplate } from './boilerplate.ts'
import { IntakeError, lowered, quoted } from './intake-item.ts'
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
      { reason: 'no-article' },
    )
  const tangled = () =>
    new IntakeError(
      `${source.name} cannot be read as a page: its tags are too many or too tangled; give its text in a .txt file.`,
      { reason: 'tangled' },
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
      note = `What was found in ${lowered(source.name)} has nothing of its headline ${quoted(rest.title ?? '')} or its description: it may be another article; look at it, or give the right text in a .txt file.`
  }
  if (words(paragraphs.join('\n')).length < 15) throw noArticle()
  const ownWords = paragraphs.filter((paragraph) => !isBoilerplate(paragraph, rest.title))
  if (words(ownWords.join('\n')).length * 3 < words(paragraphs.join('\n')).length)
    throw new IntakeError(
      `${source.name} holds no article, only what its site says to readers (cookies, subscriptions, printing): give the page of one report, or its text in a .txt file.`,
      { reason: 'no-article' },
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
      { reason: 'too-long' },
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
