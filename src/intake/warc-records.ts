import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { AsyncIterReader, WARCParser, type WARCRecord } from 'warcio'
import { detectFormat, foreignKind, formatOfContentType } from './detect-format.ts'

/** What a record of a web archive holds that may be a report, or the rest of a sentence that says why it is not read. */
export type ArchivedPage = {
  /** Of the record among all of the archive, from 1. */
  number: number
  url?: string
} & (
  | {
      bytes: Uint8Array
      format: 'html' | 'text' | 'pdf'
      contentType?: string
      /** The day on which it was fetched. */
      date?: string
    }
  | { error: string }
)

/** The most of a record's bytes that is taken, by what it is. */
export interface RecordLimits {
  pageBytes: number
  pdfBytes: number
}

/** More records than these are not looked at in one archive. */
const mostRecords = 1_000_000

/** Bytes of all headers of one record, and what stands between it and the record before. */
const longestHeaders = 1 << 20
/** Bytes of an archive that are unpacked at once, since they may become a thousand times as many. */
const unpackedAtOnce = 1 << 14

/** Reads an archive, which has to come to the end of a record's headers within their limit: the library knows none. */
class ArchiveReader extends AsyncIterReader {
  left = Number.POSITIVE_INFINITY

  constructor(chunks: AsyncIterable<Uint8Array>) {
    super(inPieces(chunks))
  }

  override async _next(): Promise<Uint8Array | null> {
    const chunk = await super._next()
    this.left -= chunk?.length ?? 0
    if (this.left < 0) throw new RangeError('The headers of the record are too long.')
    return chunk
  }

  override unread(chunk: Uint8Array): void {
    this.left += chunk.length
    super.unread(chunk)
  }
}

async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += unpackedAtOnce) yield chunk.subarray(at, at + unpackedAtOnce)
}

/**
 * The pages, plain texts and PDF files of a web archive (WARC, compressed or not), one in memory at a time. Requests,
 * pictures, scripts, answers that were no success and repeated visits are passed over. An archive that breaks off, or is
 * broken, ends with an error.
 */
export async function* recordsOfWebArchive(
  chunks: AsyncIterable<Uint8Array>,
  limits: RecordLimits,
): AsyncGenerator<ArchivedPage> {
  let number = 0
  const broken = (): ArchivedPage => ({
    number: number + 1,
    error: 'breaks off or is broken: fetch or save the archive again; what stands before it was read.',
  })
  const reader = new ArchiveReader(chunks)
  const records = new WARCParser(reader)[Symbol.asyncIterator]()
  for (;;) {
    let record: WARCRecord
    try {
      reader.left = longestHeaders
      const next = await records.next()
      if (next.done) return
      record = next.value
      reader.left = Number.POSITIVE_INFINITY
    } catch {
      yield broken()
      return
    }
    number++
    if (number > mostRecords) {
      yield { number, error: `is beyond the ${mostRecords} that Selon reads of one web archive: split it.` }
      return
    }
    const url = webAddress(record.warcTargetURI)
    const where = { number, ...(url === undefined ? {} : { url }) }
    try {
      const page = await pageOf(record, limits)
      if (page) yield { ...where, ...page }
    } catch {
      yield { ...where, error: 'breaks off or is broken: fetch or save the archive again.' }
      return
    }
  }
}

function webAddress(written: string | null | undefined): string | undefined {
  const bare = (written ?? '').replace(/^<|>$/g, '')
  return /^https?:\/\//i.test(bare) && bare.length <= 2048 && URL.canParse(bare)
    ? new URL(bare).href
    : undefined
}

type Content = { bytes: Uint8Array; format: 'html' | 'text' | 'pdf'; contentType?: string; date?: string }

async function pageOf(
  record: WARCRecord,
  limits: RecordLimits,
): Promise<Content | { error: string } | undefined> {
  const contentType = typeOf(record)
  const promised = formatOfContentType(contentType)
  const limit = promised === 'pdf' ? limits.pdfBytes : limits.pageBytes
  const wanted =
    isAnswer(record) &&
    (contentType === undefined || promised === 'html' || promised === 'text' || promised === 'pdf')
  const raw = await bytesOf(record, wanted ? limit : 0)
  const tooLarge = {
    error: `is larger than ${Math.max(1, Math.round(limit / 1024 / 1024))} MB, the most that Selon reads of one page: save it by itself.`,
  }
  if (!wanted) return undefined
  if (raw === undefined) return tooLarge
  let bytes: Uint8Array
  try {
    bytes = await unpacked(raw, record, limit)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge
    return { error: 'is compressed in a way that cannot be undone: save the page itself.' }
  }
  if (bytes.length === 0) return undefined
  const head = bytes.subarray(0, 65_536)
  if (foreignKind(head)) return undefined
  const format = detectFormat(head, head.length === bytes.length, promised)
  if (format !== 'html' && format !== 'text' && format !== 'pdf') return undefined
  const date = /^\d{4}-\d{2}-\d{2}/.exec(record.warcDate ?? '')?.[0]
  return {
    bytes,
    format,
    ...(contentType === undefined ? {} : { contentType }),
    ...(date ? { date } : {}),
  }
}

/** Whether a record is what a server answered when all was well, or a resource or its text by itself. */
function isAnswer({ warcType, httpHeaders }: WARCRecord): boolean {
  if (warcType === 'resource' || warcType === 'conversion') return true
  return warcType === 'response' && httpHeaders !== null && String(httpHeaders.statusCode) === '200'
}

const typeOf = ({ httpHeaders, warcContentType }: WARCRecord): string | undefined =>
  (httpHeaders ? httpHeaders.headers.get('content-type') : warcContentType)?.slice(0, 300) ?? undefined

/**
 * The bytes of a record as they stand in the archive, read to their end; undefined where they are more than `limit`.
 * The library's own way of skipping a record does not end with the archive, nor does it count right what was read in part.
 * Throws where the archive ends before the record does.
 */
async function bytesOf(record: WARCRecord, limit: number): Promise<Uint8Array | undefined> {
  const reader = record._reader as AsyncIterable<Uint8Array> & { limit?: number }
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of reader) {
    length += chunk.length
    if (length <= limit) parts.push(chunk)
    else parts.length = 0
  }
  if (reader.limit !== undefined && reader.limit > 0) throw new Error('The record is not whole.')
  return length <= limit ? Buffer.concat(parts) : undefined
}

/** A body without what it was packed in on its way. Throws where it unpacks to more than `limit`, or to nothing. */
async function unpacked(raw: Uint8Array, { httpHeaders }: WARCRecord, limit: number): Promise<Uint8Array> {
  const header = (name: string) => httpHeaders?.headers.get(name)?.trim().toLowerCase() ?? ''
  const body = header('transfer-encoding') === 'chunked' ? withoutChunks(raw) : raw
  const options = { maxOutputLength: limit }
  const encoding = header('content-encoding')
  // Archives keep the header where they kept the body unpacked.
  if (/^(?:x-)?gzip$/.test(encoding) && body[0] === 0x1f && body[1] === 0x8b)
    return promisify(gunzip)(body, options)
  if (encoding === 'deflate' && (body[0] & 0x0f) === 8) return promisify(inflate)(body, options)
  if (encoding === 'br' && !/^\s*</.test(Buffer.from(body.subarray(0, 20)).toString('latin1')))
    return promisify(brotliDecompress)(body, options)
  return body
}

/** A body whose pieces each come with their length before them; as it is where it has none. */
function withoutChunks(raw: Uint8Array): Uint8Array {
  const body = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const parts: Uint8Array[] = []
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf('\r\n', at)
    const size =
      end < 0 || end - at > 200
        ? undefined
        : /^\s*([0-9a-f]{1,8})\s*(?:;|$)/i.exec(body.toString('latin1', at, end))?.[1]
    if (size === undefined) return parts.length > 0 ? Buffer.concat(parts) : raw
    const length = Number.parseInt(size, 16)
    if (length === 0) break
    parts.push(body.subarray(end + 2, end + 2 + length))
    at = end + 2 + length + 2
  }
  return Buffer.concat(parts)
}
