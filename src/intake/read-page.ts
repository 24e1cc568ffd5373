import { articleParagraphs } from './article-text.ts'
import { IntakeError } from './intake-item.ts'
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
export interface PageReport extends Omit<PageMetadata, 'articleBody'> {
  text: string
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
    const document = parsePage(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`)
    metadata = pageMetadata(document, source.url)
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
  const text = paragraphs.join('\n')
  if (text.length > longestArticle)
    throw new IntakeError(
      `${source.name} holds an article of more than ${longestArticle} characters, the most that Selon reads of a page: split it.`,
      { reason: 'too-long' },
    )
  return { ...rest, text }
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
