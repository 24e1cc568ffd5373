import { decodeAs } from './decode-text.ts'
import type { JsonReport } from './report-from-json.ts'

/** Encodings in which UTF-8 is read by mistake, each by the signs that its first bytes become. */
const mistaken = [
  { encoding: 'windows-1252', leads: /[ÃÂÅÄâðï]/ },
  { encoding: 'macintosh', leads: /[√¬≈ƒ‚]/ },
] as const

/** The byte of each sign of an encoding above ASCII. */
const tables = new Map<string, ReadonlyMap<string, number>>()
async function bytesBySign(encoding: string): Promise<ReadonlyMap<string, number>> {
  let table = tables.get(encoding)
  if (!table) {
    const signs = await decodeAs(
      Uint8Array.from({ length: 128 }, (_, i) => 128 + i),
      encoding,
    )
    const filled = new Map([...signs].map((sign, i) => [sign, 128 + i]))
    // Where windows-1252 has nothing, programs leave the control character.
    if (encoding === 'windows-1252')
      for (let byte = 0x80; byte < 0xa0; byte++) filled.set(String.fromCharCode(byte), byte)
    table = filled
    tables.set(encoding, table)
  }
  return table
}

/** Letters of Europe's Latin alphabets, signs that reports are written with, and what is left of one read wrongly twice. */
const plausible =
  /^[\u0080-\u017f\u0192\u0218-\u021b\u02c6\u02dc\u2009\u200b\u2010-\u2027\u202f-\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212\ufeff\u{1f000}-\u{1faff}]$/u

const isLetter = (text: string, at: number) => /[A-Za-z]/.test(text.charAt(at))

/** The sign that UTF-8 has for what begins at an offset, read as bytes, and how many signs it became. */
function signAt(
  text: string,
  at: number,
  table: ReadonlyMap<string, number>,
): { sign: string; length: number } | undefined {
  const lead = table.get(text[at])
  if (lead === undefined || lead < 0xc2 || lead > 0xf4) return undefined
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  let code = lead & (0xff >> (length + 1))
  for (let k = 1; k < length; k++) {
    const byte = table.get(text.charAt(at + k))
    if (byte === undefined || (byte & 0xc0) !== 0x80) return undefined
    code = (code << 6) | (byte & 0x3f)
  }
  if (code > 0x10ffff) return undefined
  const sign = String.fromCodePoint(code)
  return plausible.test(sign) ? { sign, length } : undefined
}

/** What was put right in a text. */
export interface Repaired {
  text: string
  /** How many letters and signs. */
  count: number
  /** A word as it stood, and as it is now. */
  example: readonly [before: string, after: string]
}

function repairedOnce(
  text: string,
  table: ReadonlyMap<string, number>,
  leads: RegExp,
  encoding: string,
): Repaired | undefined {
  const parts: string[] = []
  let count = 0
  let within = 0
  let sure = false
  let kept = 0
  let example: [number, number, string] | undefined
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x80 || !leads.test(text[i])) continue
    const found = signAt(text, i, table)
    if (!found) continue
    const before = isLetter(text, i - 1)
    const after = isLetter(text, i + found.length)
    count++
    if (before || after) within++
    if (before && after) sure = true
    if (before || example === undefined) example ??= [i, i + found.length, found.sign]
    parts.push(text.slice(kept, i), found.sign)
    kept = i + found.length
    i = kept - 1
  }
  // What only stands by itself may be meant: a text may speak of wrong letters.
  if (!example || !(sure || within >= 2)) return undefined
  parts.push(text.slice(kept))
  let whole = parts.join('')
  if (encoding === 'windows-1252') {
    // Signs whose last byte the wrong encoding lacks, or has as a space.
    whole = whole
      .replace(/Ã {1,2}(?=\S)/g, 'à ')
      .replace(/â€[\ufffd?]?(?![\u0080-\u00ff\u0152-\u2122])/g, '”')
  }
  const [start, end, sign] = example
  let from = start
  let to = end
  while (from > 0 && start - from < 20 && /[^\s]/.test(text[from - 1])) from--
  while (to < text.length && to - end < 20 && /[^\s]/.test(text[to])) to++
  return {
    text: whole,
    count,
    example: [text.slice(from, to), text.slice(from, start) + sign + text.slice(end, to)],
  }
}

/**
 * A text in which UTF-8 was read in another encoding ("prÃ©fet", "l‚Äôeau"), put right; undefined where nothing of it is
 * surely that. Also where it happened twice.
 */
export async function repairMojibake(given: string): Promise<Repaired | undefined> {
  let repaired: Repaired | undefined
  for (let round = 0; round < 3; round++) {
    let again = false
    for (const { encoding, leads } of mistaken) {
      const text = repaired?.text ?? given
      if (!leads.test(text)) continue
      const one = repairedOnce(text, await bytesBySign(encoding), leads, encoding)
      if (!one) continue
      repaired = {
        ...one,
        count: Math.max(one.count, repaired?.count ?? 0),
        example: repaired?.example ?? one.example,
      }
      again = true
    }
    if (!again) break
  }
  return repaired
}

/** A report whose wrong letters were put right, and a sentence that says so; `name` is how it calls the input. */
export async function withoutMojibake(
  report: JsonReport,
  name: string,
): Promise<{ report: JsonReport; note?: string }> {
  const text = await repairMojibake(report.text)
  const title = report.title === undefined ? undefined : await repairMojibake(report.title)
  if (!text && !title) return { report }
  return {
    report: {
      ...report,
      ...(text ? { text: text.text } : {}),
      ...(title ? { title: title.text } : {}),
    },
    note: repairedSentence(text ?? (title as Repaired), name),
  }
}

/** A sentence that says what was put right; `name` is how it calls the input. */
export function repairedSentence({ count, example: [before, after] }: Repaired, name: string): string {
  return `${name}: ${count} ${count === 1 ? 'letter' : 'letters'} that were written in UTF-8 and read in another encoding put right ("${before}" is "${after}" now).`
}
