import PostalMime, { type Attachment, type Email } from 'postal-mime'
import type { FilePart, FileSource } from './file-part.ts'
import { linesOfHtml } from './html-lines.ts'
import { IntakeError, quoted } from './intake-item.ts'
import { isoDate } from './iso-date.ts'
import { cleanLine } from './page-metadata.ts'
import { longestArticle, readPage } from './read-page.ts'
import type { JsonReport } from './report-from-json.ts'

/** What is read of one message. */
export const mailLimits = Object.freeze({
  /** Parts inside one another. */
  depth: 30,
  /** Bytes of all headers. */
  headers: 512 * 1024,
  /** Attachments that are looked at. */
  attachments: 100,
})

/** Reads the bytes of an attachment, named as given; undefined where it is of a kind that Selon does not read. */
export type ReadAttachment = (
  bytes: Uint8Array,
  fileName: string,
  contentType: string,
) => Promise<FilePart[] | undefined>

/**
 * The reports of an e-mail: the message itself (its subject as the headline, its body, who sent it and when), then each
 * attachment that Selon reads. Throws an IntakeError where the bytes are no message, or nest too deep.
 */
export async function reportsFromMail(
  bytes: Uint8Array,
  source: FileSource,
  readAttachment: ReadAttachment,
): Promise<FilePart[]> {
  const mail = await parsed(bytes, source.name)
  const parts: FilePart[] = []
  const unread: string[] = []
  for (const [index, attachment] of mail.attachments.entries()) {
    // Pictures that the message shows are part of its layout.
    if (attachment.related && attachment.mimeType.startsWith('image/')) continue
    const fileName = nameOf(attachment, index)
    const read =
      index < mailLimits.attachments
        ? await readAttachment(bytesOf(attachment), fileName, attachment.mimeType)
        : undefined
    if (!read) unread.push(fileName)
    for (const one of read ?? [])
      parts.push({ ...one, part: one.part === undefined ? fileName : `${fileName}:${one.part}` })
  }
  const message = messageOf(
    mail,
    source.name,
    parts.some(({ ok }) => ok),
  )
  if (message) {
    const notes = [
      ...(message.quotedLines > 0
        ? [
            `${source.name}: ${message.quotedLines} ${message.quotedLines === 1 ? 'line' : 'lines'} quoted from an earlier message left out.`,
          ]
        : []),
      ...(unread.length > 0
        ? [
            `${source.name}: ${unread.length} ${unread.length === 1 ? 'attachment' : 'attachments'} that Selon does not read left out (${unread.slice(0, 3).map(quoted).join(', ')}${unread.length > 3 ? ', …' : ''}).`,
          ]
        : []),
    ]
    parts.unshift({
      ok: true,
      report: message.report,
      ...(message.hint ? { hint: message.hint } : {}),
      ...(notes.length > 0 ? { note: notes.join(' ') } : {}),
    })
  }
  if (parts.length === 0)
    throw new IntakeError(
      `${source.name} is an e-mail without words${unread.length > 0 ? `, and of kinds that Selon does not read are its attachments (${unread.slice(0, 3).map(quoted).join(', ')})` : ''}: give a message with a report in it.`,
    )
  return parts
}

/** Bytes as an e-mail. Errors as `reportsFromMail`. */
export async function parsed(bytes: Uint8Array, name: string): Promise<Email> {
  let mail: Email
  try {
    mail = await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      attachmentEncoding: 'arraybuffer',
      maxNestingDepth: mailLimits.depth,
      maxHeadersSize: mailLimits.headers,
    })
  } catch {
    throw new IntakeError(
      `${name} cannot be read as an e-mail: its parts nest too deep, or its headers are too long; give its text in a .txt file.`,
    )
  }
  if (mail.headers.length === 0)
    throw new IntakeError(`${name} is no e-mail: it has no headers; give its text in a .txt file.`)
  return mail
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : new Uint8Array(content)

function nameOf({ filename, mimeType }: Attachment, index: number): string {
  const bare = cleanLine((filename ?? '').replace(/^.*[\\/]/, '')).slice(0, 120)
  return bare === '' ? `${index + 1}${mimeType === 'message/rfc822' ? '.eml' : ''}` : bare
}

/** The date and the sender of a message, as its headers tell them. */
export function envelopeOf(mail: Email): Pick<JsonReport, 'published' | 'authors' | 'title'> {
  const written = mail.headers.find(({ key }) => key === 'date')?.value
  const published = written === undefined ? undefined : isoDate(written.replace(/\s+/g, ' '))
  const sender = mail.from ?? mail.sender
  const author = cleanLine((sender?.name || sender?.address) ?? '').slice(0, 200)
  const title = cleanLine(mail.subject ?? '').slice(0, 1000)
  return {
    ...(published ? { published } : {}),
    ...(author ? { authors: [author] } : {}),
    ...(title ? { title } : {}),
  }
}

/** The message itself as a report; undefined where its body has no words and something else of it has. */
function messageOf(
  mail: Email,
  name: string,
  hasOthers: boolean,
): { report: JsonReport; hint?: string; quotedLines: number } | undefined {
  const envelope = envelopeOf(mail)
  const { body, quotedLines } = bodyOf(mail)
  if (body.length > longestArticle)
    throw new IntakeError(
      `${name} holds a message of more than ${longestArticle} characters, the most that Selon reads of one: split it.`,
    )
  if (body === '' && (hasOthers || !envelope.title)) return undefined
  const { title } = envelope
  const text = [
    ...(title && !body.toLowerCase().startsWith(title.toLowerCase()) ? [title] : []),
    ...(body === '' ? [] : [body]),
  ].join('\n\n')
  const hint = mail.headers.find(({ key }) => key === 'content-language')?.value
  return { report: { text, ...envelope }, ...(hint ? { hint } : {}), quotedLines }
}

/** The words that whoever sent a message wrote: without his signature and what he quotes of an earlier one. */
function bodyOf(mail: Email): { body: string; quotedLines: number } {
  const own = mail.text?.replace(/\r\n?/g, '\n').trim()
  // A plain part that only says that there is another one is none.
  if (own && !(mail.html && own.length < 200 && own.length * 5 < mail.html.length)) {
    const lines = own.split('\n')
    const signature = lines.findIndex((line, i) => i > 0 && (line === '-- ' || line === '--'))
    const written = signature > 0 ? lines.slice(0, signature) : lines
    const kept = written.filter((line) => !/^\s{0,2}>/.test(line))
    const body = kept.join('\n').trim()
    if (body !== '') return { body, quotedLines: written.length - kept.length }
    return { body: written.map((line) => line.replace(/^[\s>]+/, '')).join('\n'), quotedLines: 0 }
  }
  if (!mail.html) return { body: own ?? '', quotedLines: 0 }
  const lines = linesOfHtml(mail.html) ?? []
  // A letter is all its author's; one laid out as a page has a frame of links round its article.
  if (/<table[\s>]/i.test(mail.html) && lines.length > 12) {
    try {
      return { body: readPage(mail.html, { name: 'The message' }).text, quotedLines: 0 }
    } catch {}
  }
  return { body: lines.join('\n'), quotedLines: 0 }
}
