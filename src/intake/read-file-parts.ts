import { decodeText } from './decode-text.ts'
import { detectFormat, foreignKind, formatOfContentType, formatOfName } from './detect-format.ts'
import { type FilePart, type FileSource, mostParts } from './file-part.ts'
import type { FileFormat, Format } from './format.ts'
import { lowered, quoted, sentenceOf } from './intake-item.ts'
import { isNinjs } from './is-ninjs.ts'

/** Files within files within a file: deeper ones are not looked at. */
const deepest = 3

/**
 * The reports of a file of one of the formats that are taken apart, in its order. Throws an IntakeError where it holds
 * none; what fails within it stands in its place. Runs in a thread that is ended where it takes too long.
 */
export async function partsOfFile(
  bytes: Uint8Array,
  format: FileFormat,
  source: FileSource,
  depth = 0,
): Promise<FilePart[]> {
  switch (format) {
    case 'mail': {
      const { reportsFromMail } = await import('./report-from-mail.ts')
      let taken = 0
      return reportsFromMail(bytes, source, async (attached, fileName, contentType) => {
        if (depth >= deepest || taken >= mostParts) return undefined
        const parts = await partsOfAttachment(attached, fileName, contentType, source, depth + 1)
        taken += parts?.length ?? 0
        return parts
      })
    }
    case 'docx': {
      const { reportFromDocx } = await import('./report-from-docx.ts')
      return [await reportFromDocx(bytes, source.name)]
    }
    case 'mhtml': {
      const { reportFromMhtml } = await import('./report-from-mhtml.ts')
      return [await reportFromMhtml(bytes, source)]
    }
    case 'feed': {
      const { reportsFromFeed } = await import('./reports-from-feed.ts')
      return reportsFromFeed(bytes, source)
    }
    case 'newsml': {
      const { reportsFromNewsml } = await import('./reports-from-newsml.ts')
      return reportsFromNewsml(bytes, source)
    }
    case 'ninjs': {
      const { reportFromNinjs } = await import('./report-from-ninjs.ts')
      const item: unknown = JSON.parse((await decodeText(bytes, source.name)).text)
      return isNinjs(item) ? [reportFromNinjs(item, source.name)] : []
    }
  }
}

async function partsOfAttachment(
  bytes: Uint8Array,
  fileName: string,
  contentType: string,
  source: FileSource,
  depth: number,
): Promise<FilePart[] | undefined> {
  const promised = formatOfName(fileName) ?? formatOfContentType(contentType)
  const head = bytes.subarray(0, 65_536)
  if (bytes.length === 0 || foreignKind(head, promised)) return undefined
  const format = detectFormat(head, head.length === bytes.length, promised)
  // Keys, signatures and appointments are texts, too, but no reports.
  if (format === 'text' && promised !== 'text') return undefined
  const name = `The attachment ${quoted(fileName)} of ${lowered(source.name)}`
  try {
    return await partsOfKnown(bytes, format, name, depth)
  } catch (error) {
    return [{ ok: false, error: sentenceOf(error) }]
  }
}

async function partsOfKnown(
  bytes: Uint8Array,
  format: Format,
  name: string,
  depth: number,
): Promise<FilePart[] | undefined> {
  switch (format) {
    case 'text': {
      const { text } = await decodeText(bytes, name)
      return text.trim() === '' ? undefined : [{ ok: true, report: { text } }]
    }
    case 'html': {
      const { reportFromHtml } = await import('./report-from-html.ts')
      const { language, note, ...report } = await reportFromHtml(bytes, { name })
      return [
        {
          ok: true,
          report,
          ...(language ? { hint: language } : {}),
          ...(note === undefined ? {} : { note }),
        },
      ]
    }
    case 'pdf': {
      const [{ reportFromPdf }, { boundBuffers }] = await Promise.all([
        import('./report-from-pdf.ts'),
        import('./parsing/bounded-buffers.ts'),
      ])
      boundBuffers()
      const { language, ...report } = await reportFromPdf(Uint8Array.from(bytes), name)
      return [{ ok: true, report, ...(language ? { hint: language } : {}) }]
    }
    case 'mail':
    case 'mhtml':
    case 'docx':
    case 'feed':
    case 'newsml':
      return partsOfFile(bytes, format, { name }, depth)
    default:
      return undefined
  }
}
