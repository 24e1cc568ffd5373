import type { Analysis, Span } from '../../contract/analysis.ts'

/**
 * Marks that nobody sees and that cut a word for a machine, as a class of a regular expression: soft hyphens, zero-width
 * spaces and joiners, stray byte-order marks.
 */
export const invisibleMarks = '[\\u00ad\\u180e\\u200b-\\u200d\\u2060-\\u2064\\ufeff]'
/** Those, and the joiner that counts as an accent. */
const invisible = new RegExp(`\\u034f|${invisibleMarks}`)
/** What there is to do at all, which is seldom: accents that stand behind their letters, or such marks. */
const anything = new RegExp(`[\\u0300-\\u036f]|${invisibleMarks}`)
const isAccent = (unit: number) => unit >= 0x0300 && unit <= 0x036f && unit !== 0x034f

/** Code units behind a letter in which its accents are looked for. */
const mostBehind = 8

/** A text with its letters plain, and where each of them stands in the text as given. */
export interface PlainLetters {
  text: string
  /** By code unit of `text`: the offset at which it begins in the text as given, and at which it ends. */
  starts: Int32Array
  ends: Int32Array
}

/**
 * A text as a reader sees it: without invisible marks within words, and each accent in one code unit with its letter
 * where there is one. undefined where the text is so already, as nearly all are. Takes a time linear in its length.
 */
export function plainLetters(text: string): PlainLetters | undefined {
  if (!anything.test(text)) return undefined
  const parts: string[] = []
  const starts = new Int32Array(text.length + 1)
  const ends = new Int32Array(text.length + 1)
  let length = 0
  const push = (letters: string, start: number, end: number) => {
    for (let k = 0; k < letters.length; k++) {
      starts[length] = start
      ends[length] = end
      length++
    }
    parts.push(letters)
  }
  for (let i = 0; i < text.length; ) {
    if (invisible.test(text[i])) {
      i++
      continue
    }
    // A letter with the accents behind it; more of them than any language has are left as they stand.
    let end = i + 1
    let letter = text[i]
    for (let k = end; k < text.length && k - i < mostBehind; k++)
      if (isAccent(text.charCodeAt(k))) {
        letter += text[k]
        end = k + 1
      } else if (!invisible.test(text[k])) break
    push(letter.length === 1 ? letter : letter.normalize('NFC'), i, end)
    i = end
  }
  const plain = parts.join('')
  // Of nothing but marks nothing would be left.
  return plain.trim() === ''
    ? undefined
    : { text: plain, starts: starts.subarray(0, length), ends: ends.subarray(0, length) }
}

/** The fields of an Analysis that hold a span, or a list of spans. A test holds them to the contract. */
export const spanFields: ReadonlySet<string> = new Set([
  'clause',
  'content',
  'counted',
  'cue',
  'predicate',
  'sentences',
  'source',
  'span',
  'spans',
  'trigger',
])

/** What was found in the plain text, with its spans in the text as given. */
export function inTextAsGiven<Found extends Partial<Analysis>>(
  found: Found,
  { starts, ends }: PlainLetters,
): Found {
  const isSpan = (value: unknown): value is Span =>
    Array.isArray(value) && value.length === 2 && typeof value[0] === 'number' && typeof value[1] === 'number'
  const spanOf = ([start, end]: Span): Span => [starts[start], ends[end - 1]]
  const moved = (value: unknown, field: string): unknown => {
    if (Array.isArray(value)) {
      if (spanFields.has(field)) {
        if (isSpan(value)) return spanOf(value)
        if (value.every(isSpan)) return value.map(spanOf)
      }
      return value.map((one) => moved(one, ''))
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, moved(inner, key)]))
  }
  return moved(found, '') as Found
}
