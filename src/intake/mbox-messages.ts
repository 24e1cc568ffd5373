import { linesOf } from './json-lines.ts'

/** One message of a mailbox: its number from 1 and its bytes, or that it was too long to be kept. */
export type MailboxMessage = { number: number; bytes: Uint8Array } | { number: number; tooLong: true }

/** The line that opens a message: who sent it and when, in the form of ctime. */
const opening =
  /^From .{0,400}\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{0,60}\d{1,2}:\d{2}.{0,20}\b\d{4}\b|^From \S{1,300}\s*$/

const lineFeed = Uint8Array.of(10)

/**
 * The messages of a mailbox (mbox: each opened by a line "From …" after a blank one), in memory of one at a time. Lines
 * that were quoted with ">" to tell them from an opening are given back as they were.
 * @param limit bytes of one message
 */
export async function* messagesOfMailbox(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<MailboxMessage> {
  let number = 0
  let parts: Uint8Array[] = []
  let length = 0
  let tooLong = false
  let blank = true
  const finish = function* (): Generator<MailboxMessage> {
    if (tooLong) yield { number, tooLong: true }
    else if (length > 0) yield { number, bytes: Buffer.concat(parts) }
    parts = []
    length = 0
    tooLong = false
  }
  for await (const line of linesOf(chunks, limit)) {
    if ('tooLong' in line) {
      tooLong = true
      parts = []
      blank = false
      continue
    }
    const { bytes } = line
    if (blank && bytes[0] === 0x46 && opening.test(latin(bytes))) {
      yield* finish()
      number++
      blank = false
      continue
    }
    blank = bytes.length === 0 || (bytes.length === 1 && bytes[0] === 13)
    length += bytes.length + 1
    if (length > limit) {
      tooLong = true
      parts = []
    }
    if (tooLong) continue
    parts.push(bytes[0] === 0x3e && /^>+From /.test(latin(bytes)) ? bytes.subarray(1) : bytes, lineFeed)
  }
  yield* finish()
}

const latin = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 600)).toString('latin1')
