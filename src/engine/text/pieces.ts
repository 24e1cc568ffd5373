import { findParagraphs } from './paragraphs.ts'

/**
 * The small pieces in which times and figures are read: runs of letters, runs of digits, single marks. Finer than
 * tokens ("14h30" is three pieces, "l'année" three), the same on every text, and independent of any model.
 */
export interface Pieces {
  readonly length: number
  /** UTF-16 offsets, half-open. */
  readonly start: readonly number[]
  readonly end: readonly number[]
  /** Lower case, typographic apostrophes and hyphens made plain. */
  readonly lower: readonly string[]
  /** w letters, d digits, p anything else that is no space. */
  readonly kind: readonly ('w' | 'd' | 'p')[]
  /** No space before this piece. */
  readonly glued: readonly boolean[]
  /** A line break stands between the piece before and this one; true for the first. */
  readonly breaks: readonly boolean[]
  /** The piece begins with a capital. */
  readonly capital: readonly boolean[]
}

const letterOrMark = /^[\p{L}\p{M}]$/u

/** 0 space, 1 letter, 2 digit, 3 line break, 4 anything else; `text` for code units beyond Latin. */
function classOf(code: number, text: string, at: number): number {
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return 1
    if (code >= 48 && code <= 57) return 2
    if (code === 10 || code === 13) return 3
    return code === 32 || code === 9 || code === 12 || code === 11 ? 0 : 4
  }
  if (code < 0x250) {
    if (code === 0xa0) return 0
    // ª and º are ordinal marks ("2º"), read with the letters.
    return code >= 0xc0 ? (code === 0xd7 || code === 0xf7 ? 4 : 1) : code === 0xaa || code === 0xba ? 1 : 4
  }
  if (
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  )
    return 0
  if (code === 0x2028 || code === 0x2029) return 3
  return letterOrMark.test(text[at]) ? 1 : 4
}

/** Cuts a text into pieces; linear in its length. A line break within a paragraph is no more than a space. */
export function cutPieces(text: string): Pieces {
  const paragraphs = findParagraphs(text)
  let paragraph = 0
  const start: number[] = []
  const end: number[] = []
  const lower: string[] = []
  const kind: ('w' | 'd' | 'p')[] = []
  const glued: boolean[] = []
  const breaks: boolean[] = []
  const capital: boolean[] = []
  let broke = true
  let i = 0
  while (i < text.length) {
    const c = classOf(text.charCodeAt(i), text, i)
    if (c === 0 || c === 3) {
      if (c === 3) {
        while (paragraph < paragraphs.length && paragraphs[paragraph][1] <= i) paragraph++
        // Of lines broken to a width.
        if (!(paragraph < paragraphs.length && paragraphs[paragraph][0] < i)) broke = true
      }
      i++
      continue
    }
    let j = i + 1
    if (c !== 4) while (j < text.length && classOf(text.charCodeAt(j), text, j) === c) j++
    const form = text.slice(i, j)
    start.push(i)
    end.push(j)
    const low = form.toLowerCase()
    lower.push(
      low === '’' || low === '‘' || low === 'ʼ'
        ? "'"
        : low === '‑' || low === '‐'
          ? '-'
          : low === '–'
            ? '—'
            : low,
    )
    kind.push(c === 1 ? 'w' : c === 2 ? 'd' : 'p')
    glued.push(start.length > 1 && end[end.length - 2] === i)
    breaks.push(broke)
    capital.push(c === 1 && low.charCodeAt(0) !== form.charCodeAt(0))
    broke = false
    i = j
  }
  return { length: start.length, start, end, lower, kind, glued, breaks, capital }
}
