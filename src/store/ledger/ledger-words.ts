import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Language } from '../../contract/analysis.ts'
import type { SearchQuery } from '../search/search-query.ts'
import { BitReader, BitWriter, cheapest, lengthOf } from '../sql/bits.ts'
import { bytesGiven, damaged } from '../sql/packed-json.ts'
import { termNumber } from '../sql/term-number.ts'

/**
 * The words of the rows that the ledger has of a report, by which rows are found: each word that occurs once, as a code of
 * 21 bits, and every row as the places of its words among these. Of two million codes two words of one report hardly ever
 * have the same; and that the report has the words is looked up in the index.
 */
const codes = 2 ** 21
const boundary = 0

/** The code of a form of a word; none is 0, which stands between two texts that no phrase crosses. */
export const wordCode = (form: string | undefined): number =>
  form === undefined ? boundary : 1 + ((termNumber('form', form) >>> 0) % (codes - 1))

const headerBytes = 10

/** @param rows the codes of each row's words in their order, at most 255 of them */
export function packedWords(rows: readonly (readonly number[])[]): Buffer {
  const known = [...new Set(rows.flat())].sort((a, b) => a - b)
  const places = new Map(known.map((code, k) => [code, k]))
  const width = known.length <= 2 ** 8 ? 1 : known.length <= 2 ** 16 ? 2 : 4
  const at = rows.flatMap((row) => row.map((code) => places.get(code) ?? 0))
  const gaps = known.map((code, k) => code - (k === 0 ? 0 : known[k - 1]))
  const low = cheapest(gaps)
  const writer = new BitWriter(lengthOf(gaps, low))
  for (const gap of gaps) writer.writeRice(gap, low)
  const header = Buffer.alloc(headerBytes)
  header[0] = width
  header[1] = low
  header.writeUInt32LE(known.length, 2)
  header.writeUInt32LE(rows.length, 6)
  const sequence = Buffer.alloc(rows.length + at.length * width)
  for (const [k, { length }] of rows.entries()) sequence[k] = length
  for (const [k, place] of at.entries()) sequence.writeUIntLE(place, rows.length + k * width, width)
  return Buffer.concat([header, writer.bytes, deflateRawSync(sequence, { level: 9 })])
}

/** The ways of saying what is wanted whose words a report has, as places among its words. */
const waysIn = (
  ways: SearchQuery['alternatives'][number]['wanted'][number],
  placeOf: (code: number) => number,
) =>
  ways
    // A row keeps codes of its words, which do not tell how a word begins.
    .filter(({ open }) => !open)
    .map(({ forms }) => forms.map((form) => placeOf(wordCode(form))))
    .filter((places) => places.every((place) => place >= 0))

/** Which rows of a report have what is wanted, by their places. Throws a StoreError where the bytes are damaged. */
export function rowsWith(
  given: Uint8Array | ArrayBuffer,
  language: Language,
  alternatives: SearchQuery['alternatives'],
): number[] {
  const bytes = bytesGiven(given)
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < headerBytes) return []
  const [width, low] = view
  const count = view.readUInt32LE(2)
  const reader = new BitReader(view.subarray(headerBytes))
  const known = new Map<number, number>()
  let code = 0
  // Each takes a bit at least: a count that was damaged asks for no memory.
  if (count > view.length * 8) throw damaged()
  for (let k = 0; k < count; k++) {
    code += reader.readRice(low)
    known.set(code, k)
  }
  const placeOf = (one: number) => known.get(one) ?? -1
  const asked = alternatives
    .filter((one) => one.language === language)
    .map(({ wanted }) => wanted.map((ways) => waysIn(ways, placeOf)))
    .filter((wanted) => wanted.every((ways) => ways.length > 0))
  if (asked.length === 0) return []
  let sequence: Buffer
  try {
    sequence = inflateRawSync(view.subarray(headerBytes + reader.bytesRead))
  } catch {
    throw damaged()
  }
  const rows = view.readUInt32LE(6)
  const found: number[] = []
  let from = rows
  for (let row = 0; row < rows; row++) {
    const to = from + sequence[row] * width
    const has = (places: readonly number[]) => {
      for (let at = from; at + places.length * width <= to; at += width)
        if (
          places.every((place, k) => {
            const here = at + k * width
            return (width === 1 ? sequence[here] : sequence.readUIntLE(here, width)) === place
          })
        )
          return true
      return false
    }
    if (asked.some((wanted) => wanted.every((ways) => ways.some(has)))) found.push(row)
    from = to
  }
  return found
}
