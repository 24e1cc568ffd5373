import { byteOrderMark, decodeUtf16 } from './decode-text.ts'

export type Format = 'text' | 'html' | 'pdf' | 'json' | 'jsonl'

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
}

/** The format that a file name promises, by its ending in any case. */
export function formatOfName(name: string): Format | undefined {
  const ending = /\.([a-z]+)$/i.exec(name)
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
  text: 'give a .txt, .html, .pdf, .json or .jsonl file',
  unpack: 'unpack it, or save it as plain text, HTML or PDF, and give that',
  office: 'save it as plain text, HTML or PDF and give that',
}

/** What bytes are that Selon does not read, and what to do about it; undefined where nothing is known against them. */
export function foreignKind(head: Uint8Array): { kind: string; advice: string } | undefined {
  for (const [kind, advice, ...bytes] of signatures)
    if (bytes.every((byte, i) => head[i] === byte)) return { kind, advice: advices[advice] }
  return undefined
}

const htmlStart =
  /^(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]/i
const htmlPiece =
  /^<(?:meta|title|link|script|style|article|main|div|section|p|h1|h2|header|table|center|font)[\s>]/i

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
  const trimmed = start.trimStart()
  if (promised === 'json' || promised === 'jsonl') return promised
  if (htmlStart.test(trimmed)) return 'html'
  if (promised) return promised
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
