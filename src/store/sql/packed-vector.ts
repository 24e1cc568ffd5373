import type { Vector } from '../../situation/stories/story-likeness.ts'
import { BitReader, BitWriter, cheapest, lengthOf } from './bits.ts'

/**
 * Vectors as they are kept. Terms are hashes in ascending order: the gaps between them are of like size, and stand in a few
 * bits more than that size needs (Golomb–Rice). Of weights there are few that differ, since most terms are as rare as one
 * another: each stands once, the commonest first, and every term has its number, the low ones in few bits.
 */

/** What stands before the format; what vectors were kept as before had none. */
const mark = 1
const headerBytes = 11

/** Bits of a gap that are written as they are; those above are counted. */
const gapBits = (terms: number) =>
  Math.max(0, Math.min(31, Math.round(Math.log2(2 ** 32 / Math.max(terms, 1)) - 0.5)))

/** A vector as bytes; weights as 32-bit floats. */
export function packedVector({ terms, weights }: Pick<Vector, 'terms' | 'weights'>): Buffer {
  const rounded = Float32Array.from(weights)
  const counts = new Map<number, number>()
  for (const weight of rounded) counts.set(weight, (counts.get(weight) ?? 0) + 1)
  const values = [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value)
  const numberOf = new Map(values.map((value, k) => [value, k]))
  const numbers = Array.from(rounded, (weight) => numberOf.get(weight) ?? 0)
  const gaps = Array.from(terms, (term, k) => term - (k === 0 ? -(2 ** 31) : terms[k - 1]))
  const low = gapBits(terms.length)
  const lowOfNumbers = cheapest(numbers)
  const bits = lengthOf(gaps, low) + lengthOf(numbers, lowOfNumbers)
  const writer = new BitWriter(bits)
  for (const [k, gap] of gaps.entries()) {
    writer.writeRice(gap, low)
    writer.writeRice(numbers[k], lowOfNumbers)
  }
  const bytes = Buffer.alloc(headerBytes + values.length * 4)
  bytes[0] = mark
  bytes[1] = low
  bytes[2] = lowOfNumbers
  bytes.writeUInt32LE(values.length, 3)
  bytes.writeUInt32LE(terms.length, 7)
  for (const [k, value] of values.entries()) bytes.writeFloatLE(value, headerBytes + k * 4)
  return Buffer.concat([bytes, writer.bytes])
}

/** What `packedVector` packed. Throws a RangeError where the bytes are cut off. */
export function unpackedVector(given: Uint8Array | ArrayBuffer, fields: number): Vector {
  const bytes =
    given instanceof ArrayBuffer
      ? Buffer.from(given)
      : Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes[0] !== mark) throw new RangeError('This is no vector.')
  const low = bytes[1]
  const lowOfNumbers = bytes[2]
  const values = bytes.readUInt32LE(3)
  const count = bytes.readUInt32LE(7)
  const from = headerBytes + values * 4
  // Every term takes two bits at least: a count that was damaged asks for no memory.
  if (low > 32 || lowOfNumbers > 32 || bytes.length < from + (count * (low + lowOfNumbers + 2)) / 8)
    throw new RangeError('A vector is cut off.')
  const reader = new BitReader(bytes.subarray(from))
  const terms = new Int32Array(count)
  const weights = new Float32Array(count)
  let term = -(2 ** 31)
  for (let k = 0; k < count; k++) {
    term += reader.readRice(low)
    terms[k] = term
    weights[k] = bytes.readFloatLE(headerBytes + reader.readRice(lowOfNumbers) * 4)
  }
  return { terms, weights, fields }
}
