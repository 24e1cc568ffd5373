import { IntakeError } from './intake-item.ts'
import { cleanLine } from './page-metadata.ts'
import { beginFile, buffersExceeded } from './parsing/bounded-buffers.ts'
import type { JsonReport } from './report-from-json.ts'

/** A run of text on a page: its box in points, y downwards from the page's top, at the baseline. */
export interface TextRun {
  text: string
  x: number
  y: number
  width: number
  size: number
}

/** One line of a column. */
interface Line extends TextRun {
  page: number
}

const right = (run: TextRun) => run.x + run.width
const leftOf = (runs: readonly TextRun[]) =>
  runs.reduce((least, run) => Math.min(least, run.x), Number.POSITIVE_INFINITY)
const rightOf = (runs: readonly TextRun[]) =>
  runs.reduce((most, run) => Math.max(most, right(run)), Number.NEGATIVE_INFINITY)

/** Runs that follow one another on a baseline, as one; a wide gap or a jump in the file's order parts them. */
function segmentsOf(runs: readonly TextRun[]): TextRun[] {
  const segments: TextRun[] = []
  let last: TextRun | undefined
  // The end of the segment's text: looking it up in a text that grows would take a time that grows with it.
  let end = ''
  for (const run of runs) {
    if (run.text.trim() === '') continue
    const gap = last ? run.x - right(last) : 0
    const size = last ? Math.max(last.size, run.size) : run.size
    if (last && Math.abs(run.y - last.y) < 0.35 * size && gap > -0.5 * size && gap < 1.5 * size) {
      const space = gap > 0.15 * size && !/\s$/.test(end) && !/^\s/.test(run.text) ? ' ' : ''
      last.text += space + run.text
      last.width = Math.max(right(last), right(run)) - last.x
      last.size = Math.max(last.size, run.size)
    } else {
      last = { ...run }
      segments.push(last)
    }
    end = run.text.slice(-1)
  }
  return segments
}

/** The x at which a page falls into two columns: hardly anything crosses it and much stands on both sides. */
function gutterOf(segments: readonly TextRun[]): number | undefined {
  if (segments.length < 8) return undefined
  const left = leftOf(segments)
  const end = rightOf(segments)
  let best: number | undefined
  let bestScore = 0
  // Text may stand anywhere, also a light-year off the page: the steps are counted, not the points.
  const steps = Math.min(500, Math.floor(((end - left) * 0.7) / 2))
  for (let k = 0; k <= steps; k++) {
    const x = left + (end - left) * (0.15 + (0.7 * k) / Math.max(1, steps))
    let before = 0
    let after = 0
    let crossing = 0
    for (const segment of segments) {
      if (right(segment) <= x - 2) before++
      else if (segment.x >= x + 2) after++
      else crossing++
    }
    const score = Math.min(before, after)
    if (score >= 4 && crossing <= 0.25 * segments.length && score - crossing > bestScore) {
      bestScore = score - crossing
      best = x
    }
  }
  return best
}

const byPlace = (a: TextRun, b: TextRun) => a.y - b.y || a.x - b.x

/** Segments of one baseline each. */
function rowsOf(sorted: readonly TextRun[]): TextRun[][] {
  const rows: TextRun[][] = []
  for (const segment of sorted) {
    const row = rows.at(-1)
    if (row && Math.abs(segment.y - row[0].y) < 0.35 * Math.max(segment.size, row[0].size)) row.push(segment)
    else rows.push([segment])
  }
  for (const row of rows) row.sort((a, b) => a.x - b.x)
  return rows
}

/** Fewest words of a line of prose in a column; cells of a table have fewer. */
const fewestInColumn = 3

/**
 * Columns too short to show as a gutter of the page: two rows or more of two segments each that begin at the same places,
 * and that go on from row to row within their column as prose does. All else stays one group.
 * @param sorted segments from top to bottom
 */
function shortColumnsOf(sorted: readonly TextRun[]): TextRun[][] {
  const groups: TextRun[][] = []
  let rest: TextRun[] = []
  const rows = rowsOf(sorted)
  for (let i = 0; i < rows.length; ) {
    const band = bandAt(rows, i)
    if (band === undefined) {
      rest.push(...rows[i++])
      continue
    }
    if (rest.length > 0) groups.push(rest)
    rest = []
    groups.push(band.left, band.right)
    i += band.rows
  }
  if (rest.length > 0) groups.push(rest)
  return groups
}

function bandAt(
  rows: readonly TextRun[][],
  from: number,
): { left: TextRun[]; right: TextRun[]; rows: number } | undefined {
  const [a, b] = rows[from]
  if (rows[from].length !== 2 || b.x - right(a) < a.size) return undefined
  const left = [a]
  const after = [b]
  let end = from + 1
  for (; end < rows.length; end++) {
    const row = rows[end]
    const near = (one: TextRun, first: TextRun) =>
      Math.abs(one.x - first.x) < 2.5 * first.size && Math.abs(one.size - first.size) < 0.15 * first.size
    const last = [left.at(-1), after.at(-1)].reduce((most, one) => Math.max(most, one?.y ?? 0), 0)
    if (row[0].y - last > 2 * a.size || row.length > 2) break
    if (row.length === 2) {
      if (!near(row[0], a) || !near(row[1], b)) break
      left.push(row[0])
      after.push(row[1])
      // One column may be longer than the other.
    } else if (near(row[0], b)) after.push(row[0])
    else if (near(row[0], a) && right(row[0]) < b.x - 0.5 * a.size) left.push(row[0])
    else break
  }
  if (left.length < 2 || after.length < 2) return undefined
  const prose = [left, after].every(
    (column) => median(column.map(({ text }) => text.trim().split(/\s+/).length)) >= fewestInColumn,
  )
  const goesOn = [left, after].some((column) =>
    column.some((line, k) => k > 0 && !endsSentence(column[k - 1].text) && startsLow(line.text)),
  )
  return prose && goesOn ? { left, right: after, rows: end - from } : undefined
}

/** How far apart, in sizes of the type, the same words are drawn twice to look bold. */
const boldShift = 0.12

/** Runs looked back at for a piece of the same words: a program draws one piece again before it goes on. */
const lookedBack = 6
const mostSharedWords = 8

/**
 * What a run adds to one drawn before at the same place: nothing (undefined) where it only repeats it or its end, what
 * goes on behind it where it begins with what that ends with, else itself.
 */
function beyond(before: TextRun, run: TextRun): TextRun | undefined {
  const shift = boldShift * run.size
  if (Math.abs(before.y - run.y) > shift || Math.abs(before.size - run.size) > 0.05 * run.size) return run
  // Only what lies over it is the same words; what stands beside it are others.
  if (run.x > right(before) - 0.2 * run.size || right(run) < before.x + 0.2 * run.size) return run
  const [text, earlier] = [run.text.trim(), before.text.trim()]
  if (text === '' || earlier === '') return run
  if (Math.abs(right(before) - right(run)) <= shift && earlier.endsWith(text)) return undefined
  const words = text.split(' ')
  const others = earlier.split(' ')
  for (let k = Math.min(mostSharedWords, words.length, others.length); k > 0; k--) {
    if (words.slice(0, k).join(' ') !== others.slice(-k).join(' ')) continue
    const x = right(before)
    if (k === words.length) return undefined
    return { ...run, text: ` ${words.slice(k).join(' ')}`, x, width: Math.max(0, right(run) - x) }
  }
  return run
}

/** Runs without those that only repeat another at nearly the same place, by which programs draw bold type and shadows. */
function withoutOverprint(runs: readonly TextRun[]): TextRun[] {
  const seen = new Map<string, TextRun[]>()
  const kept: TextRun[] = []
  for (const run of runs) {
    const text = run.text.trim()
    if (text === '') {
      kept.push(run)
      continue
    }
    if (repeats(seen, run, text)) continue
    let rest: TextRun | undefined = run
    for (let k = kept.length - 1; rest && k >= 0 && k >= kept.length - lookedBack; k--)
      rest = beyond(kept[k], rest)
    if (rest) kept.push(rest)
  }
  return kept
}

/** Whether a run of the same words stands at the same place already, anywhere in the file; keeps the run if not. */
function repeats(seen: Map<string, TextRun[]>, run: TextRun, text: string): boolean {
  const step = Math.max(run.size, 0.1)
  const column = Math.floor(run.x / step)
  const row = Math.floor(run.y / step)
  for (let dx = -1; dx <= 1; dx++)
    for (let dy = -1; dy <= 1; dy++)
      for (const other of seen.get(`${column + dx} ${row + dy} ${text}`) ?? [])
        if (
          Math.abs(other.x - run.x) <= boldShift * run.size &&
          Math.abs(other.y - run.y) <= boldShift * run.size &&
          Math.abs(other.size - run.size) <= 0.05 * run.size
        )
          return true
  const key = `${column} ${row} ${text}`
  const here = seen.get(key)
  // More of the same in one place are no type that anybody reads.
  if (!here) seen.set(key, [run])
  else if (here.length < 20) here.push(run)
  return false
}

/** Segments in reading order, as groups that are each one column's stretch; columns within bands, left to right. */
function columnsOf(segments: readonly TextRun[], depth: number): TextRun[][] {
  const gutter = depth < 4 ? gutterOf(segments) : undefined
  if (gutter === undefined) return segments.length > 0 ? shortColumnsOf([...segments].sort(byPlace)) : []
  const groups: TextRun[][] = []
  let before: TextRun[] = []
  let after: TextRun[] = []
  let across: TextRun[] = []
  const flushColumns = () => {
    groups.push(...columnsOf(before, depth + 1), ...columnsOf(after, depth + 1))
    before = []
    after = []
  }
  const flushAcross = () => {
    if (across.length > 0) groups.push(across)
    across = []
  }
  for (const segment of [...segments].sort(byPlace)) {
    const side = right(segment) <= gutter - 2 ? before : segment.x >= gutter + 2 ? after : across
    if (side === across) {
      if (before.length + after.length > 0) flushColumns()
    } else flushAcross()
    side.push(segment)
  }
  flushAcross()
  flushColumns()
  return groups
}

/** The lines of one group: segments on one baseline put together. */
function linesOfGroup(group: readonly TextRun[], page: number): Line[] {
  const lines: Line[] = []
  for (const segment of group) {
    const last = lines.at(-1)
    if (
      last &&
      Math.abs(segment.y - last.y) < 0.35 * Math.max(last.size, segment.size) &&
      segment.x >= last.x
    ) {
      last.text += ` ${segment.text}`
      last.width = right(segment) - last.x
      last.size = Math.max(last.size, segment.size)
    } else lines.push({ ...segment, page })
  }
  return lines
}

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}

const endsSentence = (text: string) => /[.!?…:]["'’»”)\]]*$/.test(text.trimEnd())
const startsLow = (text: string) => /^["'’«“(\s]*\p{Ll}/u.test(text)

/** Whether a line opens a new paragraph after `last` in the same column. */
function opensParagraph(last: Line, line: Line, left: number, end: number, leading: number): boolean {
  const size = Math.max(last.size, line.size)
  if (Math.abs(last.size - line.size) > 0.15 * size) return true
  if (line.y - last.y > Math.max(1.35 * leading, 1.2 * size)) return true
  const indented = line.x - left > 0.8 * size && line.x - left < 6 * size && last.x - left < 0.5 * size
  if (indented && (endsSentence(last.text) || right(last) < end - 3 * size)) return true
  // A line that stops well before the edge, at the end of a sentence, is a last line.
  return (
    endsSentence(last.text) &&
    right(last) < end - Math.max(4 * size, 0.12 * (end - left)) &&
    !startsLow(line.text)
  )
}

/** Longer than any word that a line's end cuts. */
const longestWord = 100

/**
 * Adds a line to a paragraph's parts. A word cut at the line's end is made whole, unless its hyphen belongs to it: the
 * rest of the text tells. Only the last part is looked at, so that a paragraph of any length takes linear time.
 */
function append(parts: string[], next: string, vocabulary: ReadonlySet<string>): void {
  const text = parts[parts.length - 1]
  const start = next.trimStart()
  const cut = /(\p{L}+)[-‐\u00ad]$/u.exec(text.slice(-longestWord))
  const rest = /^\p{Ll}+/u.exec(start)
  if (cut && rest) {
    const whole = (cut[1] + rest[0]).toLowerCase()
    const hyphenated = `${cut[1]}-${rest[0]}`.toLowerCase()
    if (!vocabulary.has(hyphenated) || vocabulary.has(whole)) parts[parts.length - 1] = text.slice(0, -1)
    parts.push(start)
    return
  }
  // A hyphen before a capital or a digit is a real one.
  const real = /[\p{L}\d][-‐]$/u.test(text.slice(-3)) && /^[\p{L}\d]/u.test(start)
  if (!real) parts[parts.length - 1] = text.trimEnd()
  parts.push(real ? start : ` ${start}`)
}

const edgeKey = (text: string) => text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()

/**
 * The paragraphs of laid-out pages: columns in reading order, lines joined, hyphens at line ends undone, running heads
 * and page numbers left out, a paragraph that goes on in the next column or on the next page made whole.
 */
export function paragraphsOfPages(pages: readonly (readonly TextRun[])[]): string[] {
  const groups: Line[][] = []
  const edges = new Map<string, number>()
  const laidOut = pages.map((runs, page) => {
    const columns = columnsOf(segmentsOf(withoutOverprint(runs)), 0).map((group) => linesOfGroup(group, page))
    const all = columns.flat().sort(byPlace)
    const edge = new Set<Line>([...all.slice(0, 2), ...all.slice(-2)])
    for (const key of new Set([...edge].map((line) => edgeKey(line.text))))
      edges.set(key, (edges.get(key) ?? 0) + 1)
    return { columns, edge }
  })
  for (const { columns, edge } of laidOut)
    for (const column of columns) {
      const kept = column.filter((line) => {
        if (!edge.has(line)) return true
        const key = edgeKey(line.text)
        if (/^(?:[-–—|]?\s*(?:page|página|p\.)?\s*#(?:\s*(?:\/|sur|of|de)\s*#)?\s*[-–—|]?)$/.test(key))
          return false
        return pages.length < 3 || (edges.get(key) ?? 0) < Math.max(3, pages.length * 0.5)
      })
      if (kept.length > 0) groups.push(kept)
    }

  const vocabulary = new Set<string>()
  for (const group of groups)
    for (const { text } of group)
      for (const [word] of text.slice(0, -1).matchAll(/\p{L}+(?:[-‐]\p{L}+)*/gu))
        vocabulary.add(word.toLowerCase())

  const paragraphs: { parts: string[]; size: number }[] = []
  for (const group of groups) {
    const left = leftOf(group)
    const edge = rightOf(group)
    const gaps: number[] = []
    for (let i = 1; i < group.length; i++)
      if (group[i].y > group[i - 1].y) gaps.push(group[i].y - group[i - 1].y)
    const leading = median(gaps)
    for (const [i, line] of group.entries()) {
      const before = i > 0 ? group[i - 1] : undefined
      const open = paragraphs.at(-1)
      const end = open?.parts.slice(-2).join('') ?? ''
      const goesOn = before
        ? !opensParagraph(before, line, left, edge, leading)
        : open !== undefined &&
          !endsSentence(end) &&
          Math.abs(open.size - line.size) < 0.1 * line.size &&
          (startsLow(line.text) || /[-‐\u00ad,]$/.test(end))
      if (open && goesOn) append(open.parts, line.text, vocabulary)
      else paragraphs.push({ parts: [line.text], size: line.size })
    }
  }
  return paragraphs.map(({ parts }) => cleanLine(parts.join(''))).filter((text) => text !== '')
}

/** A report out of a PDF file; its title only where the file and its pages both show it. */
export interface PdfReport extends JsonReport {
  title?: string
}

/** What is read of one file. */
export const pdfLimits = Object.freeze({
  pages: 2000,
  /** UTF-16 units of text, and runs of it, on a page: twenty times what a page of small print holds. */
  pageText: 400_000,
  pageRuns: 100_000,
  /** UTF-16 units of text in all. */
  text: 3_000_000,
})

type PdfDocument = Awaited<ReturnType<typeof import('unpdf').getDocumentProxy>>

/**
 * The runs of text on a page, which is read bit by bit, so that no more of it is held than is allowed. Throws an
 * IntakeError where it has more.
 */
async function runsOfPage(document: PdfDocument, number: number, name: string): Promise<TextRun[]> {
  const page = await document.getPage(number)
  const turn = page.getViewport({ scale: 1 }).transform as number[]
  const runs: TextRun[] = []
  let length = 0
  let items = 0
  const reader = page.streamTextContent().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      for (const item of value.items) {
        if (!('str' in item) || item.str === '') continue
        length += item.str.length
        if (length > pdfLimits.pageText || ++items > pdfLimits.pageRuns)
          throw new IntakeError(
            `Page ${number} of ${name} holds more text than ${pdfLimits.pageText} characters or ${pdfLimits.pageRuns} pieces, more than any page shows: give its text in a .txt file.`,
          )
        const [a, b, c, d, e, f] = item.transform as number[]
        const along = turn[0] * a + turn[2] * b
        const across = turn[1] * a + turn[3] * b
        // Text that does not run from left to right across the page is a watermark or a label.
        if (along <= 0 || Math.abs(across) > 0.1 * along) continue
        const size = Math.hypot(turn[0] * c + turn[2] * d, turn[1] * c + turn[3] * d) || 1
        runs.push({
          text: item.str,
          x: turn[0] * e + turn[2] * f + turn[4],
          y: turn[1] * e + turn[3] * f + turn[5],
          width: item.width,
          size,
        })
      }
    }
  } finally {
    // The reader wants a reason, and an Error for one.
    await reader.cancel(new Error('No more of the page is read.')).catch(() => undefined)
    page.cleanup()
  }
  return runs
}

/**
 * A report out of the bytes of a PDF file. Its title is taken from the file's own properties only where the page shows
 * it too. Throws an IntakeError where the file is broken, locked by a password, holds no text, or more of it than
 * `pdfLimits` say.
 * @param bytes are the reader's own from then on
 */
export async function reportFromPdf(bytes: Uint8Array, name: string): Promise<PdfReport> {
  const { getDocumentProxy } = await import('unpdf')
  let document: PdfDocument | undefined
  beginFile(bytes.length)
  try {
    // The reader takes no Buffer.
    const own = Buffer.isBuffer(bytes) ? new Uint8Array(bytes) : bytes
    document = await getDocumentProxy(own, { verbosity: 0, isEvalSupported: false })
    if (document.numPages > pdfLimits.pages)
      throw new IntakeError(
        `${name} has ${document.numPages} pages, and Selon reads ${pdfLimits.pages} of one file: split it.`,
      )
    const pages: TextRun[][] = []
    let length = 0
    for (let number = 1; number <= document.numPages; number++) {
      const runs = await runsOfPage(document, number, name)
      if (buffersExceeded()) throw tooLarge(name)
      pages.push(runs)
      length = runs.reduce((sum, { text }) => sum + text.length, length)
      if (length > pdfLimits.text)
        throw new IntakeError(
          `${name} holds more than ${pdfLimits.text} characters of text, the most that Selon reads of one file: split it.`,
        )
    }
    const paragraphs = paragraphsOfPages(pages)
    if (paragraphs.length === 0)
      throw new IntakeError(
        `${name} holds no text, only pictures of it: run a text recognition (OCR) on it and give what that makes.`,
      )
    const text = paragraphs.join('\n')
    const { info } = (await document.getMetadata()) as unknown as { info?: Record<string, unknown> }
    const stated = typeof info?.['Title'] === 'string' ? cleanLine(info['Title'].slice(0, 2000)) : ''
    const title =
      stated.length >= 10 && paragraphs.slice(0, 5).some((paragraph) => paragraph.includes(stated))
    return { text, ...(title ? { title: stated } : {}) }
  } catch (error) {
    if (error instanceof IntakeError) throw error
    if (buffersExceeded()) throw tooLarge(name)
    if (error instanceof Error && error.name === 'PasswordException')
      throw new IntakeError(`${name} is locked by a password: save a copy without one and give that.`)
    throw new IntakeError(
      `${name} cannot be read as a PDF: the file is broken or incomplete, so fetch or save it again.`,
    )
  } finally {
    await document?.destroy()
  }
}

const tooLarge = (name: string) =>
  new IntakeError(
    `${name} unpacks to more than Selon takes into memory of one file: give its text in a .txt file.`,
  )
