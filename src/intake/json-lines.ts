import { byteOrderMark, decodeUtf8, decodeUtf16 } from './decode-text.ts'
import { IntakeError } from './intake-item.ts'

/** One line of a file: its number from 1, and its bytes without the line feed, or that it was too long to be kept. */
export type Line = { number: number; bytes: Uint8Array } | { number: number; tooLong: true }

/** UTF-16 chunks as UTF-8, a code unit cut by a chunk's end put together again. */
async function* utf8FromUtf16(
  chunks: AsyncIterable<Uint8Array>,
  bigEndian: boolean,
): AsyncGenerator<Uint8Array> {
  let left: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    let bytes = left.length > 0 ? Buffer.concat([left, chunk]) : Buffer.from(chunk)
    let end = bytes.length & ~1
    // A pair of surrogates must not be cut either.
    if (end >= 2 && (bytes[bigEndian ? end - 2 : end - 1] & 0xfc) === 0xd8) end -= 2
    left = Buffer.from(bytes.subarray(end))
    bytes = bytes.subarray(0, end)
    yield Buffer.from(decodeUtf16(bytes, bigEndian), 'utf8')
  }
}

/**
 * Splits a stream of bytes at line feeds, in memory of one line at most. A byte-order mark at the very start is
 * dropped; UTF-16 with a mark is read as well. A line over `limit` bytes is passed over and said to be too long.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line> {
  let number = 1
  let parts: Uint8Array[] = []
  let length = 0
  let tooLong = false
  let started = false

  const take = (bytes: Uint8Array): void => {
    if (tooLong || bytes.length === 0) return
    length += bytes.length
    if (length > limit) {
      tooLong = true
      parts = []
      return
    }
    parts.push(bytes)
  }
  const finish = (): Line => {
    const line: Line = tooLong
      ? { number, tooLong: true }
      : { number, bytes: parts.length === 1 ? parts[0] : Buffer.concat(parts) }
    number++
    parts = []
    length = 0
    tooLong = false
    return line
  }

  const iterator = chunks[Symbol.asyncIterator]()
  let first: Uint8Array = new Uint8Array(0)
  while (first.length < 3) {
    const next = await iterator.next()
    if (next.done) break
    first = first.length > 0 ? Buffer.concat([first, next.value]) : next.value
  }
  const mark = byteOrderMark(first)
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield first.subarray(mark?.length ?? 0)
      for (;;) {
        const next = await iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  const source =
    mark && mark.encoding !== 'utf-8' ? utf8FromUtf16(rest(), mark.encoding === 'utf-16be') : rest()
  for await (const chunk of source) {
    let start = 0
    for (;;) {
      const end = chunk.indexOf(10, start)
      if (end < 0) break
      take(chunk.subarray(start, end))
      started = true
      yield finish()
      start = end + 1
    }
    // A copy, since a stream may use its buffer again.
    take(start === 0 ? chunk : chunk.slice(start))
    if (start < chunk.length) started = true
  }
  if (started && (length > 0 || tooLong)) yield finish()
}

/** Column from 1 at which a parser's message says that JSON breaks, where it says so. */
function column(message: string): string {
  const position = /position (\d+)/.exec(message)
  if (position) return ` (at column ${Number(position[1]) + 1})`
  return /end of (?:JSON )?(?:input|data)|[Uu]nterminated/.test(message)
    ? ' (it breaks off before its end)'
    : ''
}

/**
 * The value of JSON text. Throws an IntakeError that says where it breaks; `where` is how the sentence calls the place,
 * `advice` what to do.
 */
export function parseJson(text: string, where: string, advice: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    throw new IntakeError(`${where} is not valid JSON${column(message)}: ${advice}`)
  }
}

/** The value on one line of JSON Lines; undefined for a blank line. Errors as `parseJson`. */
export function parseLine(bytes: Uint8Array, where: string): unknown {
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new IntakeError(`${where} is not UTF-8: save the file in that encoding.`)
  if (text.trim() === '') return undefined
  return parseJson(text, where, 'put one whole object on each line.')
}

/** The id at the start of a line that is not valid JSON as a whole, so that its error can be told from others. */
export function idOfBrokenLine(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('utf8')
  const match = /^\s*\{\s*"id"\s*:\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?))\s*[,}]/.exec(start)
  if (!match) return undefined
  if (match[2] !== undefined) return match[2]
  try {
    const id: unknown = JSON.parse(match[1])
    return typeof id === 'string' && id !== '' ? id : undefined
  } catch {
    return undefined
  }
}
