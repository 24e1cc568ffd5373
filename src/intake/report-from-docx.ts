import { strFromU8, unzipSync } from 'fflate'
import { Parser } from 'htmlparser2'
import type { FilePart } from './file-part.ts'
import { IntakeError } from './intake-item.ts'
import { cleanLine } from './page-metadata.ts'
import { longestArticle } from './read-page.ts'

/** What is unpacked of one document. */
export const docxLimits = Object.freeze({
  /** Files in it. */
  files: 5000,
  /** Bytes of its XML, unpacked: what a book of a thousand pages takes is less. */
  xmlBytes: 48 * 1024 * 1024,
  /** Elements inside one another. */
  depth: 1000,
})

/**
 * The report of a Word document: its paragraphs, those of its tables and text boxes among them, its notes at the end;
 * what was deleted or is hidden is left out. Throws an IntakeError where it is broken, without words, or unpacks to more
 * than `docxLimits` say.
 */
export async function reportFromDocx(bytes: Uint8Array, name: string): Promise<FilePart> {
  const broken = () =>
    new IntakeError(
      `${name} cannot be read as a Word document: the file is broken or incomplete, so save it again, or give its text in a .txt file.`,
    )
  let files: Record<string, string>
  try {
    files = textsOf(bytes, name)
  } catch (error) {
    if (error instanceof IntakeError) throw error
    throw broken()
  }
  const main = mainOf(files)
  if (main === undefined)
    throw new IntakeError(
      `${name} is an archive or a document of another kind than Word (ZIP), which Selon does not read: save it as .docx, PDF or plain text and give that.`,
    )
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const titles = titleStyles(files[`${folder}styles.xml`] ?? '')
  const body = paragraphsOf(files[main])
  if (body === undefined) throw broken()
  const notes = ['footnotes.xml', 'endnotes.xml'].flatMap(
    (file) => paragraphsOf(files[folder + file] ?? '') ?? [],
  )
  const lines = [...body, ...notes]
    .map((paragraph) => ({ ...paragraph, text: cleanLines(paragraph.text) }))
    .filter(({ text }) => text !== '')
  const text = lines.map((line) => line.text).join('\n')
  if (text === '') throw new IntakeError(`${name} has no words in it: give a document with a report in it.`)
  if (text.length > longestArticle)
    throw new IntakeError(
      `${name} holds more than ${longestArticle} characters of text, the most that Selon reads of one file: split it.`,
    )
  const properties = (files['docProps/core.xml'] ?? '').slice(0, 50_000)
  const stated = cleanLine(/<dc:title[^<>]{0,200}>([^<]{0,2000})</.exec(properties)?.[1] ?? '')
  const [first] = lines
  const title =
    first.style !== undefined && titles.has(first.style)
      ? first.text
      : stated.length >= 10 && lines.slice(0, 5).some((line) => line.text.includes(stated))
        ? stated
        : undefined
  const hint = /<dc:language[^<>]{0,200}>([\w-]{2,20})</.exec(properties)?.[1]
  return { ok: true, report: { text, ...(title ? { title } : {}) }, ...(hint ? { hint } : {}) }
}

const cleanLines = (text: string) =>
  text
    .split('\n')
    .map(cleanLine)
    .filter((line) => line !== '')
    .join('\n')

/** The XML of a document, unpacked: never more of it than its directory says, which is bounded. */
function textsOf(bytes: Uint8Array, name: string): Record<string, string> {
  const bomb = () =>
    new IntakeError(
      `${name} unpacks to more than Selon takes into memory of one file: give its text in a .txt file.`,
    )
  let count = 0
  let size = 0
  const files = unzipSync(bytes, {
    filter: (file) => {
      if (++count > docxLimits.files) throw bomb()
      if (
        !/^(?:_rels\/\.rels|docProps\/core\.xml|(?:\w{1,40}\/)?(?:document\d*|styles|footnotes|endnotes)\.xml)$/.test(
          file.name,
        )
      )
        return false
      // What is not compressed is given as large as it is kept, whatever the directory says that it unpacks to.
      size += Math.max(file.size, file.originalSize)
      if (size > docxLimits.xmlBytes) throw bomb()
      return true
    },
  })
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, strFromU8(content)]))
}

/** The path of the document itself: as the package names it, else where it usually is. */
function mainOf(files: Record<string, string>): string | undefined {
  const relation =
    /<Relationship\b[^<>]{0,500}\/officeDocument"[^<>]{0,500}>/.exec(files['_rels/.rels'] ?? '')?.[0] ?? ''
  const named = /\bTarget="\/?([^"]{1,200})"/.exec(relation)?.[1]
  return [named, 'word/document.xml'].find(
    (path): path is string =>
      path !== undefined && Object.hasOwn(files, path) && /document\d*\.xml$/.test(path),
  )
}

/** The styles of headlines, by their identifiers: names of styles are the same in every language of the program. */
function titleStyles(styles: string): ReadonlySet<string> {
  const found = new Set<string>(['Title', 'Heading1'])
  let style: string | undefined
  const parser = new Parser(
    {
      onopentag(name, given) {
        if (name === 'w:style') style = given['w:styleId']
        else if (
          name === 'w:name' &&
          style !== undefined &&
          /^(?:title|heading 1)$/i.test(given['w:val'] ?? '')
        )
          found.add(style)
      },
    },
    { xmlMode: true },
  )
  parser.end(styles)
  return found
}

interface Paragraph {
  text: string
  style?: string
}

/** What is no part of the text as it stands: deleted, moved away, codes of fields, the same again for older programs. */
const leftOut: ReadonlySet<string> = new Set([
  'del',
  'movefrom',
  'instrtext',
  'fallback',
  'comment',
  'sectpr',
  'ppr',
])

/** The paragraphs of a part of a document in WordprocessingML, in order; undefined where it nests too deep or breaks off. */
function paragraphsOf(xml: string): Paragraph[] | undefined {
  const paragraphs: Paragraph[] = []
  /** Paragraphs that are open: a text box stands within one. */
  const open: { parts: string[]; style?: string; at: number }[] = []
  let depth = 0
  let silent = 0
  let isText = false
  let hidden = false
  let inRun = false
  let whole = false
  let ending = false
  const parser = new Parser(
    {
      onopentag(name, given) {
        if (++depth > docxLimits.depth) {
          parser.pause()
          return
        }
        const local = localName(name)
        if (local === 'pstyle') {
          const paragraph = open.at(-1)
          if (paragraph && given['w:val'] !== undefined) paragraph.style = given['w:val']
        }
        // Notes that only draw a line between text and notes have a kind.
        const isSeparator =
          (local === 'footnote' || local === 'endnote') &&
          given['w:type'] !== undefined &&
          given['w:type'] !== 'normal'
        if (silent > 0 || leftOut.has(local) || isSeparator) {
          silent++
          return
        }
        const parts = open.at(-1)?.parts
        if (local === 'p') open.push({ parts: [], at: paragraphs.push({ text: '' }) - 1 })
        else if (local === 'r') {
          inRun = true
          hidden = false
        } else if (local === 'vanish' && inRun) hidden = !/^(?:0|false|off)$/i.test(given['w:val'] ?? '')
        else if (local === 't') isText = true
        else if (local === 'tab') parts?.push(' ')
        else if (local === 'nobreakhyphen') parts?.push('\u2011')
        else if (local === 'br' || local === 'cr') parts?.push('\n')
      },
      ontext(piece) {
        if (isText && silent === 0 && !hidden) open.at(-1)?.parts.push(piece)
      },
      onclosetag(name) {
        depth--
        const local = localName(name)
        if (silent > 0) {
          silent--
          return
        }
        if (local === 't') isText = false
        else if (local === 'r') inRun = false
        else if (local === 'p') {
          const paragraph = open.pop()
          if (paragraph)
            paragraphs[paragraph.at] = {
              text: paragraph.parts.join(''),
              ...(paragraph.style === undefined ? {} : { style: paragraph.style }),
            }
        }
        if (depth === 0 && !ending) whole = true
      },
    },
    { xmlMode: true },
  )
  parser.write(xml)
  ending = true
  const tooDeep = depth > docxLimits.depth
  if (tooDeep) return undefined
  parser.end()
  return whole ? paragraphs : undefined
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase()
