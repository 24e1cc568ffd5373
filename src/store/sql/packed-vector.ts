import type { Vector } from '../../situation/stories/story-likeness.ts'
import { BitReader, BitWriter, cheapest, lengthOf } from './bits.ts'

/**
 * Vectors as they are kept. Terms are hashes in ascending order: the gaps between them are of like size, and stand in a few
 * bits more than that size needs (Golomb–Rice). Of weights there are few that differ, since most terms are as rare as one
 * another: each stands once, those that several terms have first, and every term has its number, the low ones in few bits.
 */

/**
 * What stands before the format: weights in the table as 32-bit floats, or those that `roundedWeights` rounded as the gaps
 * between them. What vectors were kept as before had none.
 */
const marks = { floats: 1, rounded: 2 } as const
const headerBytes = 11
/** Bytes behind the header that say how rounded weights are written. */
const roundedBytes = 5
/** Low bits of a 32-bit float that a rounded weight has not: it is off by no more than one in four thousand. */
const bitsLost = 12

const float = new Float32Array(1)
const bitsOfFloat = new Uint32Array(float.buffer)
const bitsOf = (weight: number): number => {
  float[0] = weight
  return bitsOfFloat[0]
}
const weightOf = (bits: number): number => {
  bitsOfFloat[0] = bits
  return float[0]
}

/** Weights as they are kept and compared: fewer that differ. */
export const roundedWeights = (weights: Vector['weights']): Float32Array =>
  Float32Array.from(weights, (weight) =>
    weightOf((Math.floor(bitsOf(weight) / 2 ** bitsLost + 0.5) * 2 ** bitsLost) >>> 0),
  )

/** Bits of a gap that are written as they are; those above are counted. */
const gapBits = (terms: number) =>
  Math.max(0, Math.min(31, Math.round(Math.log2(2 ** 32 / Math.max(terms, 1)) - 0.5)))

/** A vector as bytes; weights as 32-bit floats, in less where they are rounded. */
export function packedVector({ terms, weights }: Pick<Vector, 'terms' | 'weights'>): Buffer {
  const rounded = Float32Array.from(weights)
  const counts = new Map<number, number>()
  for (const weight of rounded) counts.set(weight, (counts.get(weight) ?? 0) + 1)
  const tops = [...counts.keys()].map((weight) => bitsOf(weight) / 2 ** bitsLost)
  const areRounded = tops.every(Number.isInteger)
  const often = areRounded ? [...counts].filter(([, count]) => count > 1).length : 0
  const values = [...counts]
    .sort(
      areRounded
        ? (a, b) => Number(b[1] > 1) - Number(a[1] > 1) || bitsOf(a[0]) - bitsOf(b[0])
        : (a, b) => b[1] - a[1],
    )
    .map(([value]) => value)
  const numberOf = new Map(values.map((value, k) => [value, k]))
  const numbers = Array.from(rounded, (weight) => numberOf.get(weight) ?? 0)
  const gaps = Array.from(terms, (term, k) => term - (k === 0 ? -(2 ** 31) : terms[k - 1]))
  const steps = areRounded
    ? values.map((value, k) => {
        const before = k === 0 || k === often ? 0 : bitsOf(values[k - 1])
        return (bitsOf(value) - before) / 2 ** bitsLost
      })
    : []
  const low = gapBits(terms.length)
  const lowOfNumbers = cheapest(numbers)
  const lowOfSteps = cheapest(steps)
  const writer = new BitWriter(
    lengthOf(gaps, low) + lengthOf(numbers, lowOfNumbers) + lengthOf(steps, lowOfSteps),
  )
  for (const step of steps) writer.writeRice(step, lowOfSteps)
  for (const [k, gap] of gaps.entries()) {
    writer.writeRice(gap, low)
    writer.writeRice(numbers[k], lowOfNumbers)
  }
  const bytes = Buffer.alloc(headerBytes + (areRounded ? roundedBytes : values.length * 4))
  bytes[0] = areRounded ? marks.rounded : marks.floats
  bytes[1] = low
  bytes[2] = lowOfNumbers
  bytes.writeUInt32LE(values.length, 3)
  bytes.writeUInt32LE(terms.length, 7)
  if (areRounded) {
    bytes[headerBytes] = lowOfSteps
    bytes.writeUInt32LE(often, headerBytes + 1)
  } else for (const [k, value] of values.entries()) bytes.writeFloatLE(value, headerBytes + k * 4)
  return Buffer.concat([bytes, writer.bytes])
}

/** What `packedVector` packed. Throws a RangeError where the bytes are cut off. */
export function unpackedVector(given: Uint8Array | ArrayBuffer, fields: number): Vector {
  const bytes =
    given instanceof ArrayBuffer
      ? Buffer.from(given)
      : Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const areRounded = bytes[0] === marks.rounded
  if (!areRounded && bytes[0] !== marks.floats) throw new RangeError('This is no vector.')
  const cutOff = () => new RangeError('A vector is cut off.')
  if (bytes.length < headerBytes + (areRounded ? roundedBytes : 0)) throw cutOff()
  const low = bytes[1]
  const lowOfNumbers = bytes[2]
  const values = bytes.readUInt32LE(3)
  const count = bytes.readUInt32LE(7)
  const from = headerBytes + (areRounded ? roundedBytes : values * 4)
  // Every term takes two bits at least: a count that was damaged asks for no memory.
  if (
    low > 32 ||
    lowOfNumbers > 32 ||
    values > count ||
    bytes.length < from + (count * (low + lowOfNumbers + 2)) / 8
  )
    throw cutOff()
  const reader = new BitReader(bytes.subarray(from))
  const table = new Float32Array(values)
  if (areRounded) {
    const lowOfSteps = Math.min(bytes[headerBytes], 32)
    const often = bytes.readUInt32LE(headerBytes + 1)
    let top = 0
    for (let k = 0; k < values; k++) {
      top = (k === often ? 0 : top) + reader.readRice(lowOfSteps)
      table[k] = weightOf((top * 2 ** bitsLost) >>> 0)
    }
  } else for (let k = 0; k < values; k++) table[k] = bytes.readFloatLE(headerBytes + k * 4)
  const terms = new Int32Array(count)
  const weights = new Float32Array(count)
  let term = -(2 ** 31)
  for (let k = 0; k < count; k++) {
    term += reader.readRice(low)
    terms[k] = term
    weights[k] = table[reader.readRice(lowOfNumbers)] ?? 0
  }
  return { terms, weights, fields }
}
