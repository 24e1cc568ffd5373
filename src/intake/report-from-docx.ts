import { strFromU8, unzipSync, zipSync } from 'fflate'
import mammoth from 'mammoth'
import type { FilePart } from './file-part.ts'
import { linesOfHtml } from './html-lines.ts'
import { IntakeError } from './intake-item.ts'
import { cleanLine } from './page-metadata.ts'
import { longestArticle } from './report-from-html.ts'

/** What is unpacked of one document. */
export const docxLimits = Object.freeze({
  /** Files in it. */
  files: 5000,
  /** Bytes of its XML, unpacked: what a book of a thousand pages takes is less. */
  xmlBytes: 48 * 1024 * 1024,
})

/** Headings and lists come as such, and nothing of pictures. */
const styleMap = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => h2:fresh"]
/** Marks of notes in the text, and the arrows back to them. */
const noteMarks =
  /<sup><a href="#(?:foot|end)note-[^<>]{0,200}>\[\d+\]<\/a><\/sup>|<a href="#(?:foot|end)note-ref-[^<>]{0,200}>↑<\/a>/g

/**
 * The report of a Word document: its paragraphs and what stands in its tables and notes, deleted words left out. Throws an
 * IntakeError where it is broken, locked, without words, or unpacks to more than `docxLimits` say.
 */
export async function reportFromDocx(bytes: Uint8Array, name: string): Promise<FilePart> {
  const broken = () =>
    new IntakeError(
      `${name} cannot be read as a Word document: the file is broken or incomplete, so save it again, or give its text in a .txt file.`,
    )
  let files: Record<string, Uint8Array>
  let html: string
  try {
    files = xmlOf(bytes, name)
    if (!Object.keys(files).some((path) => /document\d*\.xml$/.test(path)))
      throw new IntakeError(
        `${name} is an archive or a document of another kind than Word (ZIP), which Selon does not read: save it as .docx, PDF or plain text and give that.`,
      )
    // Packed anew without pictures, and without anything whose size is not known.
    const buffer = Buffer.from(zipSync(files, { level: 0 }))
    const ignored = mammoth.images.imgElement(() => Promise.resolve({ src: '' }))
    const { value } = await mammoth.convertToHtml({ buffer }, { styleMap, convertImage: ignored })
    html = value
  } catch (error) {
    if (error instanceof IntakeError) throw error
    throw broken()
  }
  if (html.length > 4 * longestArticle) throw tooLong(name)
  const lines = linesOfHtml(html.replace(noteMarks, ''))
  if (lines === undefined) throw broken()
  const text = lines.join('\n')
  if (text === '') throw new IntakeError(`${name} has no words in it: give a document with a report in it.`)
  if (text.length > longestArticle) throw tooLong(name)
  const properties = files['docProps/core.xml'] ? strFromU8(files['docProps/core.xml']).slice(0, 50_000) : ''
  const stated = cleanLine(/<dc:title[^<>]{0,200}>([^<]{0,2000})</.exec(properties)?.[1] ?? '')
  const headed = /^\s*<h1[^<>]{0,200}>/.test(html) ? lines[0] : undefined
  const title =
    headed ??
    (stated.length >= 10 && lines.slice(0, 5).some((line) => line.includes(stated)) ? stated : undefined)
  const hint = /<dc:language[^<>]{0,200}>([\w-]{2,20})</.exec(properties)?.[1]
  return { ok: true, report: { text, ...(title ? { title } : {}) }, ...(hint ? { hint } : {}) }
}

const tooLong = (name: string) =>
  new IntakeError(
    `${name} holds more than ${longestArticle} characters of text, the most that Selon reads of one file: split it.`,
  )

/** The XML of a document, unpacked: never more of it than the archive says, which is bounded. */
function xmlOf(bytes: Uint8Array, name: string): Record<string, Uint8Array> {
  let count = 0
  let size = 0
  return unzipSync(bytes, {
    filter: (file) => {
      if (++count > docxLimits.files) throw bomb(name)
      if (
        !/\.(?:xml|rels)$/i.test(file.name) ||
        /^(?:word\/(?:embeddings|charts|diagrams)|customXml)\//.test(file.name)
      )
        return false
      size += file.originalSize
      if (size > docxLimits.xmlBytes) throw bomb(name)
      return true
    },
  })
}

const bomb = (name: string) =>
  new IntakeError(
    `${name} unpacks to more than Selon takes into memory of one file: give its text in a .txt file.`,
  )
