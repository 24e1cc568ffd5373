import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

/** One invented report in each language, which each format is to give back. */
export const reports = {
  fr: {
    title: 'Le pont de Tarvel fermé jusqu’à la fin du mois',
    paragraphs: [
      'Le préfet de Ronvaux, Paul Rivard, a déclaré lundi à la presse que le pont de Tarvel serait fermé jusqu’à la fin du mois.',
      'La mairesse de Ronvaux, Ina Colle, a promis une aide aux riverains, tandis que les commerçants demandent un délai au ministère.',
      '« Nous n’avons pas été prévenus », a regretté Léa Morin, qui tient la boulangerie du quai.',
    ],
    author: 'Léna Vauquier',
  },
  en: {
    title: 'Tarvel bridge to stay closed until the end of the month',
    paragraphs: [
      'The interior minister, Paul Reeve, told reporters in Orlan on Monday that the bridge at Tarvel would stay closed until the end of the month.',
      'The mayor of Orlan, Ina Cole, promised help for residents, while shopkeepers asked the ministry for more time.',
      '“Nobody told us anything,” said Lea Moran, who runs the bakery on the quay and has lost half of her customers.',
    ],
    author: 'Ruth Ashby',
  },
  es: {
    title: 'El puente de Tarvel seguirá cerrado hasta fin de mes',
    paragraphs: [
      'El ministro del Interior, Lucas Orrego, dijo el lunes a la prensa que el puente de Tarvel seguirá cerrado hasta fin de mes.',
      'La alcaldesa de Orlán, Inés Coll, prometió ayuda a los vecinos, mientras que los comerciantes piden un plazo al ministerio.',
      '«Nadie nos avisó», lamentó Lea Morán, que atiende la panadería del muelle y ha perdido a la mitad de sus clientes.',
    ],
    author: 'Inés Peñalba',
  },
} as const satisfies Record<string, Report>
export interface Report {
  title: string
  paragraphs: readonly string[]
  author: string
}
export const languages = ['fr', 'en', 'es'] as const

const quotedPrintable = (text: string) =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) =>
      byte === 10
        ? '\r\n'
        : byte === 61 || byte > 126
          ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(byte),
    )
    .join('')
    .replace(/[^\r\n]{60}(?![\r\n])/g, (line) => (/=.?$/.test(line) ? line : `${line}=\r\n`))
const base64 = (bytes: string | Uint8Array) =>
  Buffer.from(bytes as string)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n')
const word = (text: string) => `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`

export interface MailPart {
  type: string
  body: string | Uint8Array
  name?: string
  encoding?: 'quoted-printable' | 'base64' | '8bit'
}

/** A part of a message with its own headers. */
const partOf = ({ type, body, name, encoding = 'base64' }: MailPart) =>
  `Content-Type: ${type}${name ? `; name="${word(name)}"` : ''}\r\nContent-Transfer-Encoding: ${encoding}\r\n${
    name ? `Content-Disposition: attachment; filename="${word(name)}"\r\n` : ''
  }\r\n${encoding === 'base64' ? base64(body) : encoding === '8bit' ? body : quotedPrintable(String(body))}\r\n`

/** An e-mail of one part, or of several of a kind. */
export function mailOf(
  { title, author }: Pick<Report, 'title' | 'author'>,
  parts: MailPart[],
  { kind = 'mixed', date = 'Wed, 02 Oct 2024 10:00:00 +0200 (CEST)' }: { kind?: string; date?: string } = {},
): string {
  const head = `Return-Path: <presse@ronvaux.example>\r\nReceived: from a.example by b.example; ${date}\r\nFrom: ${word(author)} <presse@ronvaux.example>\r\nTo: desk@gazette.example\r\nSubject: ${word(title)}\r\nDate: ${date}\r\nMessage-ID: <1@ronvaux.example>\r\nMIME-Version: 1.0\r\n`
  if (parts.length === 1) return `${head}${partOf(parts[0])}`
  return `${head}Content-Type: multipart/${kind}; boundary="=_b1"\r\n\r\nA message in parts.\r\n${parts
    .map((part) => `--=_b1\r\n${partOf(part)}`)
    .join('')}--=_b1--\r\n`
}

const paragraphXml = (text: string, style?: string) =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`

/** The files in a Word document, by their paths. */
export function docxFiles({ title, paragraphs }: Report, more = ''): Record<string, Uint8Array> {
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  return {
    '[Content_Types].xml': strToU8(
      `<?xml version="1.0"?><Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/relationships/styles" Target="styles.xml"/></Relationships>`,
    ),
    'word/styles.xml': strToU8(
      '<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style></w:styles>',
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphXml(title, 'Titre')}${paragraphs.map((text) => paragraphXml(text)).join('')}${more}</w:body></w:document>`,
    ),
  }
}
export const docxOf = (report: Report, more = '') => zipSync(docxFiles(report, more))
export const wordParagraph = paragraphXml

/** A web page with the report and what stands round one. */
export const pageOf = ({ title, paragraphs }: Report, language: string) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head><body><nav><a href="/a">A</a> <a href="/b">B</a></nav><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article><footer>© Gazette</footer></body></html>`

/** A page saved as one file by a browser, with a frame in it and a picture. */
export const mhtmlOf = (page: string, url: string, frame = '<html><body><p>Frame</p></body></html>') =>
  `From: <Saved by Blink>\r\nSnapshot-Content-Location: ${url}\r\nSubject: Page\r\nDate: Wed, 2 Oct 2024 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x----"\r\n\r\n\r\n------MultipartBoundary--x----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: ${url}\r\n\r\n${quotedPrintable(page)}\r\n------MultipartBoundary--x----\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: cid:f\r\n\r\n${quotedPrintable(frame)}\r\n------MultipartBoundary--x----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://ronvaux.example/p.png\r\n\r\niVBORw0KGgo=\r\n------MultipartBoundary--x------\r\n`

/** A record of a web archive. */
export function warcRecord(
  type: string,
  url: string,
  content: string | Uint8Array,
  contentType = 'application/http; msgtype=response',
): Buffer {
  const body = Buffer.from(content as string)
  const head = `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nWARC-Date: 2024-10-02T10:00:00Z\r\n${url ? `WARC-Target-URI: ${url}\r\n` : ''}Content-Type: ${contentType}\r\nContent-Length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n\r\n')])
}
export const answer = (
  body: string | Uint8Array,
  headers = 'Content-Type: text/html; charset=utf-8',
  status = '200 OK',
) => Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n`), Buffer.from(body as string)])
export const packed = (records: Buffer[]) => Buffer.concat(records.map((record) => gzipSync(record)))

/** A news item in NewsML-G2, its text in NITF or XHTML. */
export const newsmlOf = (
  { title, paragraphs, author }: Report,
  language: string,
  body: 'nitf' | 'xhtml' | 'plain' = 'nitf',
  status = 'usable',
) => {
  const lines = paragraphs.map((text) => `<p>${text}</p>`).join('')
  const content =
    body === 'nitf'
      ? `<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>${title}</hl1></hedline><byline>${author}</byline></body.head><body.content>${lines}<media media-type="image"><media-caption>Une image</media-caption></media></body.content></body></nitf></inlineXML>`
      : body === 'xhtml'
        ? `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${lines}</body></html></inlineXML>`
        : `<inlineData contenttype="text/plain">${paragraphs.join('\n')}</inlineData>`
  return `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:meridia.example:20241002:1" version="2" standard="NewsML-G2" standardversion="2.30" xml:lang="${language}"><itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:MERIDIA"><name>Agence Meridia</name></provider><versionCreated>2024-10-02T10:00:00+02:00</versionCreated><firstCreated>2024-10-01T09:00:00+02:00</firstCreated><pubStatus qcode="stat:${status}"/></itemMeta><contentMeta><language tag="${language}"/><headline>${title}</headline><by>${author}</by></contentMeta><contentSet>${content}</contentSet></newsItem>`
}
