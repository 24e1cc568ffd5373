import type { Span } from '../../contract/analysis.ts'

/** Whether a code unit ends a line: line feed, carriage return, vertical tab, form feed, NEL, U+2028, U+2029. */
export function isLineBreak(unit: number): boolean {
  return (unit >= 0x0a && unit <= 0x0d) || unit === 0x85 || unit === 0x2028 || unit === 0x2029
}

/** Whether a code unit is white space or an invisible format character that stands between words. */
export function isSpace(unit: number): boolean {
  return (
    unit === 0x20 ||
    (unit >= 0x09 && unit <= 0x0d) ||
    (unit >= 0x1c && unit <= 0x1f) ||
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200b) ||
    (unit >= 0x2028 && unit <= 0x202f) ||
    (unit >= 0x205f && unit <= 0x2069) ||
    unit === 0x3000 ||
    unit === 0xfeff ||
    unit === 0x200e ||
    unit === 0x200f
  )
}

/** Fewest code units of a line that goes on in the next: a shorter one is an item of a list. */
const shortestWrapped = 20

/**
 * Paragraphs of a text: its lines, without surrounding white space; blank lines give none. Lines of text broken to a width
 * (a line that ends in the middle of a sentence, the next in small letters) are one paragraph.
 * @returns spans of UTF-16 offsets in text order
 */
export function findParagraphs(text: string): Span[] {
  const lines = findLines(text)
  const paragraphs: Span[] = []
  for (let k = 0; k < lines.length; ) {
    // Lines without a blank one between, and whether any of them shows that they are broken to a width.
    const first = k
    let last = k
    let width = lines[k][1] - lines[k][0]
    let broken = false
    while (last + 1 < lines.length && isNextLine(text, lines[last][1], lines[last + 1][0])) {
      last++
      width = Math.max(width, lines[last][1] - lines[last][0])
      if (goesOn(text, lines[last - 1], lines[last])) broken = true
    }
    for (; k <= last; k++) {
      const joins =
        broken &&
        k > first &&
        (goesOn(text, lines[k - 1], lines[k]) || isFull(text, lines[k - 1], lines[k], width))
      if (joins) paragraphs[paragraphs.length - 1] = [paragraphs[paragraphs.length - 1][0], lines[k][1]]
      else paragraphs.push(lines[k])
    }
  }
  return paragraphs
}

function findLines(text: string): Span[] {
  const lines: Span[] = []
  const length = text.length
  let start = -1
  let end = 0
  for (let i = 0; i <= length; i++) {
    const unit = i < length ? text.charCodeAt(i) : 0x0a
    if (isLineBreak(unit)) {
      if (start >= 0) lines.push([start, end])
      start = -1
    } else if (!isSpace(unit)) {
      if (start < 0) start = i
      end = i + 1
    }
  }
  return lines
}

/** Whether one line break, and no blank line, stands between two offsets. */
function isNextLine(text: string, from: number, to: number): boolean {
  let breaks = 0
  for (let i = from; i < to && breaks < 2; i++) {
    const unit = text.charCodeAt(i)
    if (isLineBreak(unit) && !(unit === 0x0a && text.charCodeAt(i - 1) === 0x0d)) breaks++
  }
  return breaks === 1
}

/** Whether a line ends within a sentence that the next one goes on with, in small letters. */
function goesOn(text: string, [start, end]: Span, [next]: Span): boolean {
  return (
    end - start >= shortestWrapped && /[\p{L}\p{N},’'%)-]/u.test(text[end - 1]) && /\p{Ll}/u.test(text[next])
  )
}

/** Whether the next line's first word would not have fitted into the width any more. */
function isFull(text: string, [start, end]: Span, [next, nextEnd]: Span, width: number): boolean {
  if (/[-–—•*·]/.test(text[next])) return false
  let word = next
  while (word < nextEnd && word - next <= width && !isSpace(text.charCodeAt(word))) word++
  return end - start + 1 + (word - next) > width
}
