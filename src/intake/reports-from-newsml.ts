import { DomUtils, parseDocument } from 'htmlparser2'
import { decodeXml } from './feed/decode-xml.ts'
import { plainXml, TangledXml } from './feed/plain-xml.ts'
import type { FilePart, FileSource } from './file-part.ts'
import { linesOfHtml } from './html-lines.ts'
import { IntakeError } from './intake-item.ts'
import { isoDate } from './iso-date.ts'
import { authorsOf, cleanLine } from './page-metadata.ts'
import { longestArticle } from './read-page.ts'

type XmlNode = ReturnType<typeof parseDocument>['children'][number]
type XmlElement = Extract<XmlNode, { attribs: unknown }>

const isElement = (node: XmlNode): node is XmlElement => 'attribs' in node
const localName = ({ name }: XmlElement) => name.slice(name.indexOf(':') + 1).toLowerCase()

/** The elements of a name within another, at any depth, in order; what stands within those found is not looked at. */
function within(element: XmlElement, ...names: string[]): XmlElement[] {
  const found: XmlElement[] = []
  const waiting: XmlNode[] = [...element.children].reverse()
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (!node || !isElement(node)) continue
    if (names.includes(localName(node))) found.push(node)
    else for (let i = node.children.length - 1; i >= 0; i--) waiting.push(node.children[i])
  }
  return found
}

const wordsOf = (element: XmlElement | undefined): string | undefined => {
  const line = element ? cleanLine(DomUtils.textContent(element)).slice(0, 2000) : ''
  return line === '' ? undefined : line
}

/** The first that has words, of the elements of these names: those of the first name first. */
function firstWords(element: XmlElement, ...names: string[]): string | undefined {
  for (const name of names)
    for (const one of within(element, name)) {
      const words = wordsOf(one)
      if (words) return words
    }
  return undefined
}

/**
 * The reports of a file in NewsML-G2, NewsML 1 or NITF, one for each news item that has text. Throws an IntakeError where
 * it holds none.
 */
export async function reportsFromNewsml(bytes: Uint8Array, source: FileSource): Promise<FilePart[]> {
  const text = await decodeXml(bytes, source.contentType)
  let root: XmlElement | undefined
  try {
    root = parseDocument(plainXml(text), { xmlMode: true }).children.find(isElement)
  } catch (error) {
    if (!(error instanceof TangledXml)) throw error
    throw new IntakeError(`${source.name} has too many tags, or tags too tangled, to be read.`)
  }
  const items = root
    ? ['newsitem', 'nitf'].includes(localName(root))
      ? [root]
      : within(root, 'newsitem', 'nitf')
    : []
  if (items.length === 0)
    throw new IntakeError(`${source.name} holds no news item: give NewsML-G2, NewsML or NITF with one.`)
  return items.map((item, index): FilePart => {
    const part = items.length > 1 ? { part: String(index + 1) } : {}
    const name = items.length > 1 ? `News item ${index + 1} of ${source.name}` : source.name
    try {
      return { ...part, ...reportOf(item, name) }
    } catch (error) {
      if (!(error instanceof IntakeError)) throw error
      return { ...part, ok: false, error: error.message }
    }
  })
}

/** Elements whose words are of pictures, tables of names or the agency's own notes. */
const besides = ['media', 'body.head', 'body.end', 'object', 'figure']

function reportOf(item: XmlElement, name: string): FilePart {
  const [status] = within(item, 'pubstatus')
  if (/:?(?:canceled|cancelled|withheld)$/i.test(status?.attribs['qcode'] ?? ''))
    throw new IntakeError(`${name} was withdrawn by its provider, so it is not read.`)
  const [meta] = within(item, 'itemmeta')
  const [content] = within(item, 'contentmeta')
  const title =
    (content && firstWords(content, 'headline')) ??
    firstWords(item, 'hl1', 'headline') ??
    (meta && firstWords(meta, 'title'))
  const lines = bodyOf(item)
  if (lines === undefined)
    throw new IntakeError(`${name} cannot be read: the tags of its text are too many or too tangled.`)
  if (lines.length === 0)
    throw new IntakeError(`${name} holds no text, only what describes it: give the item with its text.`)
  if (title && lines[0].toLowerCase() !== title.toLowerCase()) lines.unshift(title)
  const text = lines.join('\n')
  if (text.length > longestArticle)
    throw new IntakeError(
      `${name} holds more than ${longestArticle} characters, the most that Selon reads of one item: split it.`,
    )
  const published = dateOf(item)
  const byline = firstWords(content ?? item, 'by', 'byline') ?? (content && firstWords(content, 'creator'))
  const authors = byline ? authorsOf(byline) : []
  const publisher = publisherOf(item)
  const hint =
    (content && within(content, 'language')[0]?.attribs['tag']) ??
    item.attribs['xml:lang'] ??
    item.attribs['lang']
  const id = item.attribs['guid'] ?? firstWords(item, 'publicidentifier')
  return {
    ok: true,
    report: {
      text,
      ...(id ? { id: id.slice(0, 500) } : {}),
      ...(title ? { title } : {}),
      ...(published ? { published } : {}),
      ...(publisher ? { publisher } : {}),
      ...(authors.length > 0 ? { authors } : {}),
    },
    ...(hint ? { hint } : {}),
  }
}

/** The lines of an item's text: of the first of its contents that has words. */
function bodyOf(item: XmlElement): string[] | undefined {
  const contents = [
    ...within(item, 'body.content'),
    ...within(item, 'inlinexml').flatMap((one) => within(one, 'body')),
    ...within(item, 'inlinexml'),
    ...within(item, 'inlinedata'),
    ...within(item, 'datacontent').flatMap((one) => [...within(one, 'body.content', 'body'), one]),
  ]
  let tangled = false
  for (const content of contents) {
    for (const other of within(content, ...besides)) DomUtils.removeElement(other)
    const plain = localName(content) === 'inlinedata' || !content.children.some(isElement)
    const inner = plain ? DomUtils.textContent(content) : DomUtils.getInnerHTML(content, { xmlMode: false })
    const lines =
      plain && !/<(?:p|div|br|h\d|html)[\s/>]/i.test(inner)
        ? inner
            .split(/[\r\n]+/)
            .map(cleanLine)
            .filter((line) => line !== '')
        : linesOfHtml(inner)
    if (lines === undefined) tangled = true
    else if (lines.length > 0) return lines
  }
  return tangled ? undefined : []
}

/** When the version at hand was made, else its content, else the first version. */
function dateOf(item: XmlElement): string | undefined {
  for (const name of ['versioncreated', 'thisrevisioncreated', 'contentcreated', 'firstcreated', 'datelabel'])
    for (const one of within(item, name)) {
      const date = isoDate(wordsOf(one) ?? '')
      if (date) return date
    }
  for (const name of ['date.issue', 'date.release', 'story.date'])
    for (const one of within(item, name)) {
      const date = isoDate(one.attribs['norm'] ?? wordsOf(one) ?? '')
      if (date) return date
    }
  return undefined
}

/** The outlet: by its name, else by its code. */
function publisherOf(item: XmlElement): string | undefined {
  for (const name of ['provider', 'infosource', 'pubdata', 'source'])
    for (const one of within(item, name)) {
      const [named] = within(one, 'name')
      const code = one.attribs['literal'] ?? one.attribs['qcode']?.replace(/^[^:]*:/, '')
      const words = wordsOf(named) ?? one.attribs['name'] ?? wordsOf(one) ?? code
      if (words) return words.slice(0, 300)
    }
  return undefined
}
