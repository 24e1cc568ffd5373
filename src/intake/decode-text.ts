import { IntakeError } from './intake-item.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh'

/** The encoding that a byte-order mark names, with the mark's length in bytes. */
export function byteOrderMark(bytes: Uint8Array): { encoding: TextEncoding; length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 }
  return undefined
}

/** UTF-16 bytes as code units, one for one: a lone surrogate stays what it is. An odd last byte is dropped. */
export function decodeUtf16(bytes: Uint8Array, bigEndian: boolean): string {
  const even = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength & ~1)
  return (bigEndian ? Buffer.from(even).swap16() : even).toString('utf16le')
}

/** Strict UTF-8, a mark at the start kept; undefined where the bytes are something else. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** UTF-16 without a mark: most Latin letters leave every second byte zero. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 4096) & ~1
  if (length < 8) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const pairs = length / 2
  if (odd > pairs * 0.7 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.7 && odd < pairs * 0.05) return 'utf-16be'
  return undefined
}

/** Bytes of accented letters in Mac OS Roman that windows-1252 leaves empty or uses for rare signs, and the reverse. */
const macLetters = new Set([
  0x87, 0x88, 0x89, 0x8d, 0x8e, 0x8f, 0x90, 0x92, 0x94, 0x96, 0x97, 0x99, 0x9c, 0x9d, 0x9f,
])
const isAsciiLetter = (byte: number) => (byte | 32) >= 97 && (byte | 32) <= 122

/** Old Mac files: high bytes stand inside words and lie where windows-1252 has no letter. */
function looksMacintosh(bytes: Uint8Array): boolean {
  let mac = 0
  let windows = 0
  const length = Math.min(bytes.length, 65_536)
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]
    if (byte < 0x80) continue
    const inWord = i > 0 && isAsciiLetter(bytes[i - 1]) && i + 1 < length && isAsciiLetter(bytes[i + 1])
    if (!inWord) continue
    if (byte >= 0xc0) windows++
    // A windows-1252 apostrophe (0x92) stands between letters too.
    else if (macLetters.has(byte) && byte !== 0x92) mac++
  }
  return mac > 2 && mac > windows
}

/**
 * The text of a plain text file. A byte-order mark is the file's signature, not part of its text: it is dropped.
 * Everything after it is kept exactly: line endings, direction marks, and in UTF-16 lone surrogates too.
 * Without a mark: UTF-8 where every byte agrees with it; else UTF-16 where every second byte is zero; else
 * windows-1252, or Mac OS Roman where the accents fall on its letters.
 * Throws an IntakeError where the bytes are not text; `name` is how the sentence calls the file.
 */
export async function decodeText(
  bytes: Uint8Array,
  name: string,
): Promise<{ text: string; encoding: TextEncoding }> {
  const mark = byteOrderMark(bytes)
  const body = mark ? bytes.subarray(mark.length) : bytes
  let encoding = mark?.encoding ?? unmarkedUtf16(bytes)
  if (encoding === 'utf-16le' || encoding === 'utf-16be')
    return { text: decodeUtf16(body, encoding === 'utf-16be'), encoding }
  if (looksBinary(body))
    throw new IntakeError(
      `${name} is not a text file: its bytes are no text in any encoding that Selon knows; give a text, a page, a PDF or Word file, an e-mail, a feed or JSON.`,
    )
  const text = decodeUtf8(body)
  if (text !== undefined) return { text, encoding: 'utf-8' }
  encoding = looksMacintosh(body) ? 'macintosh' : 'windows-1252'
  return { text: await decodeAs(body, encoding), encoding }
}

/** Bytes in a named encoding (WHATWG label), wrong bytes replaced; undefined labels count as windows-1252. */
export async function decodeAs(bytes: Uint8Array, label: string): Promise<string> {
  if (label.toLowerCase() === 'utf-8') return new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes)
  // Node 20's own decoder reads windows-1252 as ISO 8859-1, which loses €, œ and the curly quotation marks.
  const { TextDecoder: Decoder } = await import('@exodus/bytes/encoding.js')
  try {
    return new Decoder(label).decode(bytes)
  } catch {
    return new Decoder('windows-1252').decode(bytes)
  }
}

/** Whether bytes hold what no text holds: zero bytes, or more than one control character in fifty. */
function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 65_536)
  let controls = 0
  for (let i = 0; i < length; i++) {
    const byte = bytes[i]
    if (byte === 0) return true
    // Tab, line feed, vertical tab, form feed, carriage return and escape do occur in texts.
    if (byte < 0x20 && !(byte >= 9 && byte <= 13) && byte !== 0x1b) controls++
  }
  return controls * 50 > length
}
