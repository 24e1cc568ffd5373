import { constants, gunzipSync } from 'node:zlib'
import { byteOrderMark, decodeUtf16 } from './decode-text.ts'
import type { Format } from './format.ts'

const extensions: Readonly<Record<string, Format>> = {
  txt: 'text',
  text: 'text',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  eml: 'mail',
  mbox: 'mbox',
  mbx: 'mbox',
  warc: 'warc',
  mht: 'mhtml',
  mhtml: 'mhtml',
  docx: 'docx',
  rss: 'feed',
  atom: 'feed',
  rdf: 'feed',
  xml: 'feed',
  newsml: 'newsml',
  nitf: 'newsml',
}

/** Formats that nothing is by its name alone. */
const structured: ReadonlySet<Format> = new Set(['mail', 'mbox', 'mhtml', 'docx', 'warc'])

/** The format that a file name promises, by its ending in any case. */
export function formatOfName(name: string): Format | undefined {
  const ending = /\.([a-z]+)$/i.exec(name.replace(/(\.warc)\.gz$/i, '$1'))
  return ending ? extensions[ending[1].toLowerCase()] : undefined
}

/** The format that a Content-Type header promises. */
export function formatOfContentType(contentType: string | undefined): Format | undefined {
  const type = (contentType ?? '').split(';')[0].trim().toLowerCase()
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html'
  if (type === 'application/pdf' || type === 'application/x-pdf') return 'pdf'
  if (type === 'text/plain') return 'text'
  if (type === 'application/x-ndjson' || type === 'application/jsonl' || type === 'application/x-jsonlines')
    return 'jsonl'
  if (type === 'application/json') return 'json'
  if (type === 'message/rfc822') return 'mail'
  if (type === 'application/mbox') return 'mbox'
  if (/^application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)$/.test(type)) return 'feed'
  if (type === 'multipart/related' || type === 'application/x-mimearchive') return 'mhtml'
  if (type === 'application/vnd.openxmlformats-officedocument.wordprocessingml.document') return 'docx'
  return undefined
}

/** Kinds of file that people hand over by mistake, by their first bytes. */
const signatures: readonly (readonly [kind: string, advice: string, ...bytes: number[]])[] = [
  ['a picture (PNG)', 'text', 0x89, 0x50, 0x4e, 0x47],
  ['a picture (JPEG)', 'text', 0xff, 0xd8, 0xff],
  ['a picture (GIF)', 'text', 0x47, 0x49, 0x46, 0x38],
  ['a picture or sound (RIFF)', 'text', 0x52, 0x49, 0x46, 0x46],
  ['a sound (MP3)', 'text', 0x49, 0x44, 0x33],
  ['an archive or a document of an office program (ZIP)', 'unpack', 0x50, 0x4b, 0x03, 0x04],
  ['an empty archive (ZIP)', 'unpack', 0x50, 0x4b, 0x05, 0x06],
  ['an old document of an office program (OLE)', 'office', 0xd0, 0xcf, 0x11, 0xe0],
  ['compressed (gzip)', 'unpack', 0x1f, 0x8b],
  ['compressed (bzip2)', 'unpack', 0x42, 0x5a, 0x68],
  ['compressed (xz)', 'unpack', 0xfd, 0x37, 0x7a, 0x58, 0x5a],
  ['compressed (zstd)', 'unpack', 0x28, 0xb5, 0x2f, 0xfd],
  ['a document in Rich Text Format', 'office', 0x7b, 0x5c, 0x72, 0x74, 0x66],
  ['a program (ELF)', 'text', 0x7f, 0x45, 0x4c, 0x46],
  ['a database (SQLite)', 'text', 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66],
]
const advices: Readonly<Record<string, string>> = {
  text: 'give a text, a page, a PDF or Word file, an e-mail, a feed or JSON',
  unpack: 'unpack it, or save it as plain text, HTML, PDF or .docx, and give that',
  office: 'save it as plain text, HTML, PDF or .docx and give that',
}

/** What bytes are that Selon does not read, and what to do about it; undefined where nothing is known against them. */
export function foreignKind(
  head: Uint8Array,
  promised?: Format,
): { kind: string; advice: string } | undefined {
  if (isDocx(head, promised) || isWebArchive(head)) return undefined
  for (const [kind, advice, ...bytes] of signatures)
    if (bytes.every((byte, i) => head[i] === byte)) return { kind, advice: advices[advice] }
  return undefined
}

const htmlStart =
  /^(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]/i
const htmlPiece =
  /^<(?:meta|title|link|script|style|article|main|div|section|p|h1|h2|header|table|center|font)[\s>]/i

const zipStart = (head: Uint8Array) =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04

/** Whether a ZIP archive is a Word document: by its own name, or by those of what is packed in it. */
const isDocx = (head: Uint8Array, promised: Format | undefined): boolean =>
  zipStart(head) &&
  (promised === 'docx' ||
    /PK[^ -~]{2}[\s\S]{26}word\//.test(
      Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1'),
    ))

/** Whether bytes begin as a web archive does, compressed or not. */
function isWebArchive(head: Uint8Array): boolean {
  const begins = (bytes: Uint8Array) =>
    /^WARC\/[01]\.\d/.test(Buffer.from(bytes.subarray(0, 12)).toString('latin1'))
  if (begins(head)) return true
  if (head[0] !== 0x1f || head[1] !== 0x8b) return false
  try {
    return begins(
      gunzipSync(head.subarray(0, 2000), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 22 }),
    )
  } catch {
    return false
  }
}

/** Whether what begins as an e-mail is a page that a browser saved. */
const isSavedPage = (start: string, promised: Format | undefined): boolean => {
  const headers = start.slice(0, Math.min(20_000, Math.max(0, start.search(/\r?\n\r?\n/))))
  return (
    /^content-type:\s*multipart\/related/im.test(headers) &&
    (promised === 'mhtml' ||
      /^snapshot-content-location:|^from:.{0,20}(?:saved by|enregistr|guardado)/im.test(headers))
  )
}

const feedRoots: ReadonlySet<string> = new Set(['rss', 'feed', 'rdf', 'channel'])
const newsmlRoots: ReadonlySet<string> = new Set(['newsmessage', 'newsitem', 'newsml', 'nitf'])

/** The name of an XML document's root, without its prefix and in small letters; undefined where it has none. */
function rootOf(start: string): string | undefined {
  let at = 0
  for (let pieces = 0; pieces < 50; pieces++) {
    while (at < start.length && start.charCodeAt(at) <= 0x20) at++
    const end = start.startsWith('<!--', at)
      ? start.indexOf('-->', at) + 3
      : start.startsWith('<?', at)
        ? start.indexOf('?>', at) + 2
        : /^<!doctype\s/i.test(start.slice(at, at + 12))
          ? endOfDoctype(start, at)
          : -1
    if (end <= at) break
    at = end
  }
  return /^<(?:[\w.-]{1,40}:)?([a-z][\w.-]{0,40})[\s>/]/i.exec(start.slice(at, at + 100))?.[1].toLowerCase()
}

/** Where a document type ends, whose own declarations stand in square brackets. */
function endOfDoctype(start: string, at: number): number {
  const close = start.indexOf('>', at)
  const inner = start.indexOf('[', at)
  if (inner < 0 || inner > close) return close + 1
  const end = start.indexOf(']', inner)
  return end < 0 ? 0 : start.indexOf('>', end) + 1
}

const mailboxStart = /^From \S[^\r\n]{0,400}\r?\n>?[A-Za-z][\w-]{0,60}:/
const mailHeader =
  /^(?:from|date|subject|to|cc|message-id|mime-version|received|return-path|delivered-to|content-type|reply-to|sender):/i
/** Headers that no person writes over a text. */
const machineHeader = /^(?:message-id|mime-version|received|return-path|delivered-to|content-type):/i

/** Whether a text begins as an e-mail does: with headers alone, some of which only a program writes. */
function isMail(start: string, promised: Format | undefined): boolean {
  let known = 0
  let machine = 0
  let headers = 0
  for (let at = 0; headers < 200; headers++) {
    const end = start.indexOf('\n', at)
    const line = start.slice(at, end < 0 ? undefined : end).trimEnd()
    if (line === '') break
    if (/^[ \t]/.test(line) ? headers === 0 : !/^[\x21-\x39\x3b-\x7e]{1,80}:/.test(line)) {
      if (promised === 'mail' || promised === 'mhtml') break
      return false
    }
    if (mailHeader.test(line)) known++
    if (machineHeader.test(line)) machine++
    if (end < 0) break
    at = end + 1
  }
  return promised === 'mail' || promised === 'mhtml' ? known > 0 : known >= 3 && machine > 0
}

/**
 * The format of what begins with `head`, decided by what it is and then by its name: a PDF or an HTML page is one
 * under any name; JSON is told from a text that happens to begin with a bracket.
 * @param head the first bytes, up to 64 KiB; @param complete whether they are all there is
 */
export function detectFormat(head: Uint8Array, complete: boolean, promised: Format | undefined): Format {
  const mark = byteOrderMark(head)
  const sample = head.subarray(mark?.length ?? 0, 65_536)
  const start =
    mark && mark.encoding !== 'utf-8'
      ? decodeUtf16(sample, mark.encoding === 'utf-16be')
      : Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength).toString('latin1')
  if (start.startsWith('%PDF-')) return 'pdf'
  if (promised === 'pdf') return 'pdf'
  if (isDocx(head, promised)) return 'docx'
  if (isWebArchive(head)) return 'warc'
  const trimmed = start.trimStart()
  if (promised === 'json' || promised === 'jsonl') return promised
  if (mailboxStart.test(trimmed)) return 'mbox'
  if (isMail(trimmed, promised)) return isSavedPage(trimmed, promised) ? 'mhtml' : 'mail'
  if (htmlStart.test(trimmed)) return 'html'
  const root = rootOf(trimmed)
  if (root !== undefined && feedRoots.has(root)) return 'feed'
  if (root !== undefined && newsmlRoots.has(root)) return 'newsml'
  if (promised && !structured.has(promised)) return promised
  if (/%PDF-\d/.test(start.slice(0, 1024))) return 'pdf'
  if (htmlPiece.test(trimmed)) return 'html'
  if (/^\[\s*(?:\{\s*["}]|\])/.test(trimmed)) return 'json'
  if (/^\{\s*["}]/.test(trimmed)) return firstLineIsObject(trimmed, complete) ? 'jsonl' : 'json'
  return 'text'
}

/** Whether a whole JSON object stands on the first line, or seems to: then the rest are lines too. */
function firstLineIsObject(text: string, complete: boolean): boolean {
  const end = text.indexOf('\n')
  // A first line longer than the sample can only be one report a line: printed JSON breaks its lines early.
  if (end < 0) return !complete || parses(text)
  const first = text.slice(0, end).trim()
  if (parses(first)) return true
  const next = text.slice(end + 1).trimStart()
  return first.length > 2 && next.startsWith('{"')
}

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
