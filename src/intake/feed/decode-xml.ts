import { byteOrderMark, decodeAs, decodeUtf8, decodeUtf16 } from '../decode-text.ts'

/** The text of the bytes of an XML document: by the byte-order mark, the bytes themselves, the XML declaration, the header. */
export async function decodeXml(bytes: Uint8Array, contentType: string | undefined): Promise<string> {
  const mark = byteOrderMark(bytes)
  if (mark && mark.encoding !== 'utf-8') return decodeUtf16(bytes.subarray(2), mark.encoding === 'utf-16be')
  const body = mark ? bytes.subarray(mark.length) : bytes
  const strict = decodeUtf8(body)
  if (strict !== undefined) return strict
  const declaration = Buffer.from(body.subarray(0, 200)).toString('latin1')
  const label =
    /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w:.-]{1,40})["']/i.exec(declaration)?.[1] ??
    /charset\s*=\s*["']?([\w:.-]{1,40})/i.exec(contentType ?? '')?.[1]
  return decodeAs(body, label && !/^utf-?8$/i.test(label) ? label : 'windows-1252')
}
