import { linesOf } from './json-lines.ts'

/** One message of a mailbox: its number from 1 and its bytes, or that it was too long to be kept. */
export type MailboxMessage = { number: number; bytes: Uint8Array } | { number: number; tooLong: true }

/** The line that opens a message: who sent it and when, in the form of ctime. */
const opening =
  /^From .{0,400}\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{0,60}\d{1,2}:\d{2}.{0,20}\b\d{4}\b|^From \S{1,300}\s*$/

/** Bytes that are taken at once for a message that grows: a list of its lines would take many times what they hold. */
const smallest = 1 << 16

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
  let message = Buffer.alloc(0)
  let length = 0
  let tooLong = false
  let blank = true
  const finish = function* (): Generator<MailboxMessage> {
    if (tooLong) yield { number, tooLong: true }
    else if (length > 0) yield { number, bytes: message.subarray(0, length) }
    message = Buffer.alloc(0)
    length = 0
    tooLong = false
  }
  const add = (line: Uint8Array) => {
    if (length + line.length + 1 > limit) {
      tooLong = true
      message = Buffer.alloc(0)
    }
    if (tooLong) return
    const needed = length + line.length + 1
    if (needed > message.length) {
      const larger = Buffer.alloc(Math.max(smallest, needed, Math.min(limit, message.length * 2)))
      larger.set(message.subarray(0, length))
      message = larger
    }
    message.set(line, length)
    message[needed - 1] = 10
    length = needed
  }
  for await (const line of linesOf(chunks, limit)) {
    if ('tooLong' in line) {
      tooLong = true
      message = Buffer.alloc(0)
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
    add(bytes[0] === 0x3e && /^>+From /.test(latin(bytes)) ? bytes.subarray(1) : bytes)
  }
  yield* finish()
}

const latin = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 600)).toString('latin1')
