import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { ReportInput } from '../engine/document.ts'
import { decodeText, decodeUtf8 } from './decode-text.ts'
import { detectFormat, foreignKind, formatOfContentType, formatOfName } from './detect-format.ts'
import { type FileFormat, type Format, fileFormats } from './format.ts'
import {
  defaultLimits,
  IntakeError,
  type IntakeItem,
  type IntakeLimits,
  type IntakeOptions,
  lowered,
  quoted,
  sentenceOf,
} from './intake-item.ts'
import { isNinjs } from './is-ninjs.ts'
import { idOfBrokenLine, linesOf, parseJson, parseLine } from './json-lines.ts'
import { withoutMojibake } from './mojibake.ts'
import { idOf, type JsonReport, reportFromJson } from './report-from-json.ts'
import { declaredLanguage, tellLanguage } from './tell-language.ts'

/** Bytes with a name: what every kind of input comes down to. */
interface Source {
  /** As items name it: a path, an address, or "standard input". */
  origin: string
  /** As sentences name it. */
  name: string
  chunks: AsyncIterable<Uint8Array>
  /** The format that its name or header promises. */
  promised: Format | undefined
  /** Bytes in all, where known. */
  size?: number
  url?: string
  contentType?: string
}

interface Settings extends Omit<IntakeOptions, 'limits'> {
  limits: IntakeLimits
}

/**
 * Reads one input: a path of a file (`docs/formats.md` lists the formats; each is told by its content, else its name) or of a folder
 * (everything in it that Selon reads, by name, subfolders included), `-` for standard input, or an http(s) address.
 * Gives one item for each report or failure, in order, and never throws for what an input holds. JSON Lines are read in
 * the memory of one line; of other inputs one is held at a time.
 */
export async function* readInput(
  input: string,
  options: IntakeOptions = {},
): AsyncGenerator<IntakeItem, void, void> {
  const settings: Settings = { ...options, limits: { ...defaultLimits, ...options.limits } }
  try {
    if (input === '-') yield* readSource(standardInput(settings), settings)
    else if (/^https?:/i.test(input)) yield* readAddress(input, settings)
    else if (/^[a-z][a-z0-9+.-]*:\/\//i.test(input))
      yield failure(
        input,
        `The address ${quoted(input)} cannot be read: Selon reads http and https addresses.`,
      )
    else yield* readPath(input, settings)
  } catch (error) {
    yield failure(input === '-' ? 'standard input' : input, sentenceOf(error))
  }
}

function failure(origin: string, error: string, id?: string): IntakeItem {
  return { ok: false, ...(id === undefined ? {} : { id }), origin, error }
}

function standardInput(settings: Settings): Source {
  const stdin: AsyncIterable<Uint8Array | string> = settings.stdin ?? process.stdin
  return { origin: 'standard input', name: 'Standard input', chunks: asBytes(stdin), promised: undefined }
}

async function* asBytes(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk
}

const causes: Readonly<Record<string, string>> = {
  EACCES: 'you have no permission to read it',
  EPERM: 'you have no permission to read it',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk could not be read',
  EMFILE: 'too many files are open',
}

function fileError(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? ''
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE')
    return `There is no file or folder ${quoted(path)}: check the path.`
  return `${quoted(path)} cannot be read: ${causes[code] ?? sentenceOf(error)}.`
}

async function* readPath(path: string, settings: Settings): AsyncGenerator<IntakeItem> {
  let kind: Awaited<ReturnType<typeof stat>>
  try {
    kind = await stat(path)
  } catch (error) {
    yield failure(path, fileError(path, error))
    return
  }
  if (kind.isDirectory()) {
    yield* readFolder(path, settings)
    return
  }
  if (kind.isFile() && kind.size === 0) {
    yield failure(path, `${quoted(path)} is empty: give a file with a report in it.`)
    return
  }
  const name = basename(path)
  const stream = createReadStream(path, { highWaterMark: 1 << 18 })
  try {
    yield* readSource(
      {
        origin: path,
        name: quoted(path),
        chunks: stream,
        promised: formatOfName(name),
        ...(kind.isFile() ? { size: kind.size } : {}),
      },
      settings,
    )
  } catch (error) {
    yield failure(path, error instanceof IntakeError ? error.message : fileError(path, error))
  } finally {
    stream.destroy()
  }
}

/** Every readable file under a folder, in the order of their names by code unit; hidden ones and links to folders not. */
async function* readFolder(folder: string, settings: Settings): AsyncGenerator<IntakeItem> {
  const found: (string | IntakeItem)[] = []
  let read = 0
  const skipped: string[] = []
  let skippedCount = 0
  const walk = async (at: string, inside: string): Promise<void> => {
    let entries: import('node:fs').Dirent[]
    try {
      entries = await readdir(at, { withFileTypes: true })
    } catch (error) {
      found.push(failure(at, fileError(at, error)))
      return
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const path = join(at, entry.name)
      const relative = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) await walk(path, relative)
      else if (
        (entry.isFile() || entry.isSymbolicLink()) &&
        formatOfName(entry.name) &&
        !(await isFolder(entry, path))
      ) {
        read++
        found.push(path)
      } else {
        skippedCount++
        if (skipped.length < 10) skipped.push(relative)
      }
    }
  }
  // Listed before any is read, so that it is known how much of the folder is behind each report.
  await walk(folder, '')
  for (const [k, one] of found.entries()) {
    if (typeof one === 'string') yield* sharing(readPath(one, settings), k, found.length)
    else yield { ...one, share: (k + 1) / found.length }
  }
  if (skippedCount > 0) settings.onSkipped?.({ folder, count: skippedCount, examples: skipped })
  if (read === 0)
    yield failure(
      folder,
      `The folder ${quoted(folder)} holds no file that Selon reads${skippedCount > 0 ? ` (${skippedCount} of other kinds)` : ''}: put .txt, .html, .pdf, .docx, .eml, .mbox, .mhtml, .warc, .xml, .json or .jsonl files there.`,
    )
}

/** The items of one part out of several, each with its share of them all. */
async function* sharing(
  items: AsyncIterable<IntakeItem>,
  part: number,
  parts: number,
): AsyncGenerator<IntakeItem> {
  for await (const item of items) yield { ...item, share: (part + (item.share ?? 1)) / parts }
}

/** What bytes are of a source whose size is known. */
const shareOf = (bytes: number, { size }: Source): { share?: number } =>
  size === undefined || size === 0 ? {} : { share: Math.min(1, bytes / size) }

async function isFolder(entry: import('node:fs').Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return false
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function* readAddress(address: string, settings: Settings): AsyncGenerator<IntakeItem> {
  try {
    const [{ fetchPage }, { publicAddressesOnly }] = await Promise.all([
      import('./fetch-page.ts'),
      import('./address-policy.ts'),
    ])
    const page = await (settings.fetch ?? fetchPage)(address, {
      allowAddress: settings.allowAddress ?? publicAddressesOnly,
      bytes: settings.limits.fetchBytes,
      time: settings.limits.fetchTime,
      redirects: settings.limits.redirects,
    })
    const chunks = async function* () {
      yield page.bytes
    }
    yield* readSource(
      {
        origin: address,
        name: `The page ${quoted(address)}`,
        chunks: chunks(),
        promised: formatOfContentType(page.contentType),
        size: page.bytes.length,
        url: page.url,
        ...(page.contentType ? { contentType: page.contentType } : {}),
      },
      settings,
    )
  } catch (error) {
    yield failure(address, sentenceOf(error))
  }
}

/** The first 64 KiB of a stream (or all of it), and the whole stream again. */
async function peek(chunks: AsyncIterable<Uint8Array>): Promise<{
  head: Uint8Array
  complete: boolean
  all: AsyncIterable<Uint8Array>
  /** Lets go of a stream of which no more is wanted: a pipe that stays open would keep the process alive. */
  close: () => Promise<void>
}> {
  const iterator = chunks[Symbol.asyncIterator]()
  const taken: Uint8Array[] = []
  let length = 0
  let complete = false
  while (length < 65_536) {
    const next = await iterator.next()
    if (next.done) {
      complete = true
      break
    }
    taken.push(next.value)
    length += next.value.length
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    try {
      // Taken from the list one by one: what has been read is not held while the rest streams by.
      while (taken.length > 0) yield taken.shift() as Uint8Array
      while (!complete) {
        const next = await iterator.next()
        if (next.done) return
        yield next.value
      }
    } finally {
      await iterator.return?.()
    }
  }
  const close = async () => {
    await iterator.return?.()
  }
  return { head: taken.length === 1 ? taken[0] : Buffer.concat(taken), complete, all: all(), close }
}

const megabytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024 / 1024))} MB`

/** All bytes of a stream. Throws an IntakeError where there are more than `limit`. */
async function collect(
  source: Source,
  all: AsyncIterable<Uint8Array>,
  limit: number,
  settings: Settings,
): Promise<Uint8Array> {
  const tooLarge = () =>
    new IntakeError(
      `${source.name} is larger than ${megabytes(limit)}, the most that Selon reads of one input: split it.`,
    )
  if (source.size !== undefined && source.size > limit) throw tooLarge()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of all) {
    parts.push(chunk)
    length += chunk.length
    if (length > limit) throw tooLarge()
    settings.onProgress?.(length, source.size)
  }
  return parts.length === 1 ? parts[0] : Buffer.concat(parts)
}

async function* readSource(source: Source, settings: Settings): AsyncGenerator<IntakeItem> {
  const { head, complete, all, close } = await peek(source.chunks)
  if (head.length === 0) {
    yield failure(source.origin, `${source.name} is empty: give a report with words in it.`)
    return
  }
  const foreign = foreignKind(head, source.promised)
  if (foreign) {
    await close()
    throw new IntakeError(`${source.name} is ${foreign.kind}, which Selon does not read: ${foreign.advice}.`)
  }
  const format = detectFormat(head, complete, source.promised)
  if (settings.formats && !settings.formats.includes(format)) {
    await close()
    throw new IntakeError(`${source.name} is no page, text or PDF file with one report in it.`)
  }
  if (format === 'jsonl') {
    yield* readJsonLines(source, all, settings)
    return
  }
  if (format === 'warc') {
    yield* readWebArchive(source, all, settings)
    return
  }
  if (format === 'mbox') {
    yield* readMailbox(source, all, settings)
    return
  }
  const bytes = await collect(source, all, limitOf(format, settings.limits), settings)
  if (format === 'json') yield* readJson(source, bytes, settings)
  else if (isFileFormat(format)) yield* readParts(source, bytes, format, settings)
  else yield await readDocument(source, bytes, format, settings)
}

const isFileFormat = (format: Format): format is FileFormat =>
  (fileFormats as readonly Format[]).includes(format)

/** Bytes of one input of a format. */
function limitOf(format: Format, { fileBytes, pageBytes, pdfBytes, mailBytes }: IntakeLimits): number {
  if (format === 'html') return Math.min(pageBytes, fileBytes)
  if (format === 'pdf') return pdfBytes
  return isFileFormat(format) ? Math.min(mailBytes, fileBytes) : fileBytes
}

/** The reports of a file that may hold several, and what failed in it. Throws an IntakeError where it holds none. */
async function* readParts(
  source: Source,
  bytes: Uint8Array,
  format: FileFormat,
  settings: Settings,
): AsyncGenerator<IntakeItem> {
  const { parsingPool } = await import('./parsing/parsing-pool.ts')
  const parts = await parsingPool().file(bytes, format, {
    name: source.name,
    ...(source.url === undefined ? {} : { url: source.url }),
    ...(source.contentType === undefined ? {} : { contentType: source.contentType }),
  })
  const several = parts.length > 1
  for (const [k, one] of parts.entries()) {
    const origin = one.part === undefined ? source.origin : `${source.origin}:${one.part}`
    const share = several ? { share: (k + 1) / parts.length } : {}
    if (!one.ok) {
      yield { ...failure(origin, one.error), ...share }
      continue
    }
    const inside = lowered(source.name)
    const where =
      one.part === undefined || !several
        ? `The text of ${inside}`
        : `The text of ${quoted(one.part)} in ${inside}`
    try {
      const report =
        source.url !== undefined && one.part === undefined ? { ...one.report, url: source.url } : one.report
      const right = await withoutMojibake(
        report,
        one.part === undefined ? source.name : `${quoted(one.part)} in ${inside}`,
      )
      const input = await completed(right.report, where, settings, one.hint)
      yield { ok: true, input, origin, ...notesOf(one.note, right.note), ...share }
    } catch (error) {
      yield { ...failure(origin, sentenceOf(error)), ...share }
    }
  }
}

/** What is said of one report, in one string. */
const notesOf = (...notes: (string | undefined)[]): { note?: string } => {
  const said = notes.filter((note) => note !== undefined)
  return said.length > 0 ? { note: said.join(' ') } : {}
}

const withoutShare = ({ share: _, ...item }: IntakeItem): IntakeItem => item

/** The messages of a mailbox, each with its attachments; what fails stands in its place, and the rest goes on. */
async function* readMailbox(
  source: Source,
  all: AsyncIterable<Uint8Array>,
  settings: Settings,
): AsyncGenerator<IntakeItem> {
  const { messagesOfMailbox } = await import('./mbox-messages.ts')
  const limit = settings.limits.mailBytes
  let items = 0
  let done = 0
  for await (const message of messagesOfMailbox(counted(source, all, settings), limit)) {
    items++
    if (!('tooLong' in message)) done += message.bytes.length
    const share = shareOf(done, source)
    const origin = `${source.origin}:${message.number}`
    const name = `Message ${message.number} of ${lowered(source.name)}`
    if ('tooLong' in message) {
      yield {
        ...failure(
          origin,
          `${name} is larger than ${megabytes(limit)}, the most that Selon reads of one: save it without its attachments.`,
        ),
        ...share,
      }
      continue
    }
    try {
      for await (const item of readParts({ ...source, origin, name }, message.bytes, 'mail', settings))
        yield { ...withoutShare(item), ...share }
    } catch (error) {
      yield { ...failure(origin, sentenceOf(error)), ...share }
    }
  }
  if (items === 0) yield failure(source.origin, `${source.name} holds no message: give a mailbox with one.`)
}

/** The pages, texts and PDF files of a web archive, as mailboxes are read. */
async function* readWebArchive(
  source: Source,
  all: AsyncIterable<Uint8Array>,
  settings: Settings,
): AsyncGenerator<IntakeItem> {
  const { recordsOfWebArchive } = await import('./warc-records.ts')
  const { pageBytes, pdfBytes } = settings.limits
  let items = 0
  let done = 0
  const told: Settings = {
    ...settings,
    onProgress: (bytes, total) => {
      done = bytes
      settings.onProgress?.(bytes, total)
    },
  }
  for await (const record of recordsOfWebArchive(counted(source, all, told), { pageBytes, pdfBytes })) {
    items++
    // Records are unpacked, so that what is behind is told by what was read of the file.
    const share = shareOf(done, source)
    const origin = `${source.origin}:${record.number}`
    const name = `Record ${record.number} of ${lowered(source.name)}${record.url === undefined ? '' : ` (${record.url.slice(0, 200)})`}`
    try {
      if ('error' in record) throw new IntakeError(`${name} ${record.error}`)
      const { format, bytes, url, contentType, date } = record
      const inner: Source = {
        ...source,
        origin,
        name,
        ...(url === undefined ? {} : { url }),
        ...(contentType === undefined ? {} : { contentType }),
      }
      const item = await readDocument(inner, bytes, format, settings)
      yield item.ok && item.input.published === undefined && date !== undefined
        ? {
            ...item,
            ...notesOf(
              item.note,
              `${name} shows no date: it was fetched on ${date}, which need not be when it was published, so it is kept undated (--published names another).`,
            ),
            ...share,
          }
        : { ...item, ...share }
    } catch (error) {
      yield { ...failure(origin, sentenceOf(error)), ...share }
    }
  }
  if (items === 0)
    yield failure(
      source.origin,
      `${source.name} holds no page, text or PDF file that was fetched whole: give a web archive with one.`,
    )
}

/** A stream of bytes whose progress is told. */
async function* counted(
  source: Source,
  all: AsyncIterable<Uint8Array>,
  settings: Settings,
): AsyncGenerator<Uint8Array> {
  let done = 0
  for await (const chunk of all) {
    done += chunk.length
    settings.onProgress?.(done, source.size)
    yield chunk
  }
}

/** A report with its language told: as the options say, as it says itself, or as its words show. */
async function completed(
  report: JsonReport,
  where: string,
  settings: Settings,
  hint?: string,
): Promise<ReportInput & { language: NonNullable<ReportInput['language']> }> {
  const { language: declared, ...rest } = report
  const language =
    settings.language ??
    (declared === undefined
      ? await tellLanguage(report.text, where, hint)
      : declaredLanguage(declared, where))
  return { ...rest, language }
}

async function* readJsonLines(
  source: Source,
  all: AsyncIterable<Uint8Array>,
  settings: Settings,
): AsyncGenerator<IntakeItem> {
  let items = 0
  let done = 0
  for await (const line of linesOf(counted(source, all, settings), settings.limits.lineBytes)) {
    // By lines, not by what was read of the file: a piece of it holds a hundred reports.
    if (!('tooLong' in line)) done += line.bytes.length + 1
    const share = shareOf(done, source)
    const origin = `${source.origin}:${line.number}`
    const where = `Line ${line.number} of ${source.name === 'Standard input' ? 'standard input' : source.name}`
    if ('tooLong' in line) {
      items++
      const sentence = `${where} is longer than ${megabytes(settings.limits.lineBytes)}: give a shorter text.`
      yield { ...failure(origin, sentence), line: line.number, ...share }
      continue
    }
    let value: unknown
    try {
      value = parseLine(line.bytes, where)
      if (value === undefined) continue
      items++
      if (isNinjs(value)) {
        for await (const item of readNinjs(value, { ...source, origin, name: where }, settings))
          yield { ...withoutShare(item), line: line.number, ...share }
        continue
      }
      const { report, undated } = reportFromJson(value, where)
      const input = await completed(report, where, settings)
      yield { ok: true, input, origin, line: line.number, ...noteOf(undated), ...share }
    } catch (error) {
      if (value === undefined) items++
      const id = value === undefined ? idOfBrokenLine(line.bytes) : idOf(value)
      yield { ...failure(origin, sentenceOf(error), id), line: line.number, ...share }
    }
  }
  if (items === 0)
    yield failure(source.origin, `${source.name} holds no report: put one JSON object on each line.`)
}

/** What is said of a report whose date could not be read: the report is not lost for it. */
const noteOf = (undated: string | undefined) =>
  undated
    ? { note: `${undated}: it is kept undated; write dates as 2026-03-02 or 2026-03-02T18:30:00Z.` }
    : {}

async function* readJson(source: Source, bytes: Uint8Array, settings: Settings): AsyncGenerator<IntakeItem> {
  const { text } = await decodeText(bytes, source.name)
  let value: unknown
  try {
    value = parseJson(
      text,
      source.name,
      'give one report object, a list of them, or JSON Lines in a .jsonl file.',
    )
  } catch (error) {
    // JSON Lines under the name .json: the first line is an object by itself.
    const end = text.indexOf('\n')
    if (end > 0 && isObjectText(text.slice(0, end)) && text.slice(end).trim() !== '') {
      const again = async function* () {
        yield bytes
      }
      yield* readJsonLines(source, again(), settings)
      return
    }
    throw error
  }
  if (isJsonFeed(value)) {
    yield* readParts(source, bytes, 'feed', settings)
    return
  }
  const list = Array.isArray(value)
  const values: unknown[] = Array.isArray(value) ? value : [value]
  if (values.length === 0)
    throw new IntakeError(`${source.name} is an empty list: give one report object or more.`)
  for (const [index, one] of values.entries()) {
    const origin = list ? `${source.origin}:${index + 1}` : source.origin
    const where = list ? `Report ${index + 1} of ${source.name}` : source.name
    const share = list ? { share: (index + 1) / values.length } : {}
    try {
      if (isNinjs(one)) {
        yield* sharing(readNinjs(one, { ...source, origin, name: where }, settings), index, values.length)
        continue
      }
      const { report, undated } = reportFromJson(one, where)
      const input = await completed(report, where, settings)
      yield { ok: true, input, origin, ...noteOf(undated), ...share }
    } catch (error) {
      yield { ...failure(origin, sentenceOf(error), idOf(one)), ...share }
    }
  }
}

const isJsonFeed = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  typeof value.version === 'string' &&
  /^https?:\/\/jsonfeed\.org\/version\//i.test(value.version)

/** A news item in ninjs, whose text may be HTML: it is read in a thread as pages are. */
const readNinjs = (item: unknown, source: Source, settings: Settings): AsyncGenerator<IntakeItem> =>
  readParts(source, Buffer.from(JSON.stringify(item), 'utf8'), 'ninjs', settings)

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

/**
 * One report out of a plain text, a page or a PDF. Pages and PDF files are parsed in a thread beside this one, which is
 * started only where it is needed.
 */
async function readDocument(
  source: Source,
  bytes: Uint8Array,
  format: Format,
  settings: Settings,
): Promise<IntakeItem> {
  const where = `The text of ${lowered(source.name)}`
  let report: JsonReport
  let hint: string | undefined
  let note: string | undefined
  if (format === 'html') {
    const { parsingPool } = await import('./parsing/parsing-pool.ts')
    const { note: said, ...page } = await parsingPool().page(bytes, {
      name: source.name,
      url: source.url,
      contentType: source.contentType,
    })
    note = said
    hint = page.language
    report = { ...page, language: undefined }
  } else if (format === 'pdf') {
    const { parsingPool } = await import('./parsing/parsing-pool.ts')
    const file = await parsingPool().pdf(bytes, source.name)
    hint = file.language
    report = { ...file, language: undefined }
  } else {
    const charset = /charset\s*=\s*"?([\w:.-]+)/i.exec(source.contentType ?? '')?.[1]
    report = { text: await plainText(bytes, source.name, charset) }
  }
  if (report.text.trim() === '')
    throw new IntakeError(`${source.name} has no words in it: give a file with a report in it.`)
  if (source.url !== undefined) report.url = source.url
  const right = await withoutMojibake(report, source.name)
  const input = await completed(right.report, where, settings, hint)
  return { ok: true, input, origin: source.origin, ...notesOf(note, right.note) }
}

async function plainText(bytes: Uint8Array, name: string, charset: string | undefined): Promise<string> {
  if (charset && !/^utf-?8$/i.test(charset) && decodeUtf8(bytes) === undefined) {
    const { decodeAs } = await import('./decode-text.ts')
    return decodeAs(bytes, charset)
  }
  return (await decodeText(bytes, name)).text
}
