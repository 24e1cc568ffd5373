import sniffEncoding from 'html-encoding-sniffer'
import { byteOrderMark, decodeAs, decodeUtf8, decodeUtf16 } from './decode-text.ts'
import { repairedSentence, repairMojibake } from './mojibake.ts'
import { type PageReport, type PageSource, readPage } from './read-page.ts'

/**
 * The text of a page's bytes: by its byte-order mark, the header's charset, its meta element; and by its bytes where
 * those are plainly UTF-8 though something else is declared, or the reverse.
 */
export async function decodePage(bytes: Uint8Array, contentType: string | undefined): Promise<string> {
  const mark = byteOrderMark(bytes)
  if (mark && mark.encoding !== 'utf-8') return decodeUtf16(bytes.subarray(2), mark.encoding === 'utf-16be')
  const strict = decodeUtf8(mark ? bytes.subarray(3) : bytes)
  // Bytes that agree with UTF-8 throughout and are not plain ASCII are UTF-8, whatever was declared.
  if (strict !== undefined && (mark || strict.length < bytes.length)) return strict
  const label = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1]
  const encoding = sniffEncoding(bytes, label ? { transportLayerEncodingLabel: label } : {})
  if (strict !== undefined && !/^(?:iso-2022|utf-16|replacement)/i.test(encoding)) return strict
  if (encoding.toLowerCase() !== 'utf-8') return decodeAs(bytes, encoding)
  // Declared UTF-8 and not so: a few bad bytes are replaced; a page full of them was written in windows-1252.
  const text = await decodeAs(bytes, 'utf-8')
  let bad = 0
  let beyond = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0xfffd) bad++
    else if (unit > 0x7f) beyond++
  }
  return bad > beyond ? decodeAs(bytes, 'windows-1252') : text
}

/**
 * A report out of the bytes of an HTML page, and a sentence about letters of it that were put right, before its article was
 * looked for: by wrong letters it would not be found. Errors as `readPage`.
 */
export async function reportFromHtml(bytes: Uint8Array, source: PageSource): Promise<PageReport> {
  const html = await decodePage(bytes, source.contentType)
  const repaired = await repairMojibake(html)
  if (!repaired) return readPage(html, source)
  const page = readPage(repaired.text, source)
  const note = repairedSentence(repaired, source.name)
  return { ...page, note: page.note === undefined ? note : `${page.note} ${note}` }
}
