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

/**
 * Paragraphs of a text: its lines, without surrounding white space; blank lines give none.
 * @returns spans of UTF-16 offsets in text order
 */
export function findParagraphs(text: string): Span[] {
  const paragraphs: Span[] = []
  const length = text.length
  let start = -1
  let end = 0
  for (let i = 0; i <= length; i++) {
    const unit = i < length ? text.charCodeAt(i) : 0x0a
    if (isLineBreak(unit)) {
      if (start >= 0) paragraphs.push([start, end])
      start = -1
    } else if (!isSpace(unit)) {
      if (start < 0) start = i
      end = i + 1
    }
  }
  return paragraphs
}
