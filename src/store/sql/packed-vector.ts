import type { Vector } from '../../situation/stories/story-likeness.ts'
import { BitReader, BitWriter, cheapest, lengthOf } from './bits.ts'
import { Chances, RangeReader, RangeWriter } from './range-coder.ts'

/**
 * Vectors as they are kept. Terms are hashes in ascending order: the gaps between them are of like size, and stand in a few
 * bits more than that size needs (Golomb–Rice). Of weights there are few that differ, since most terms are as rare as one
 * another: each stands once, those that several terms have first, and every term has its number, the low ones in few bits.
 */

/**
 * What stands before the format: weights in the table as 32-bit floats, or, where they are rounded as `roundedWeights` did
 * formerly, which is finer, as the gaps between them; or rounded as it does now. What vectors were kept as before had none.
 */
const marks = { floats: 1, finer: 2, rounded: 3 } as const
const headerBytes = 11
/** Bytes behind the header that say how rounded weights are written. */
const roundedBytes = 5
/**
 * Low bits of a 32-bit float that a rounded weight has not: it is off by no more than one in sixty-four, one more and the next
 * less, which in the sum of dozens of terms makes no difference.
 */
const bitsLost = 18
const bitsLostFormerly = 12
/** How many levels of rounded weights there are from the lowest of a vector on; of others the weights stand in a table. */
const levelBits = 8
const levels = 2 ** levelBits
/** Bytes before the gaps of a vector of levels: its mark, the bits of a gap, the lowest level, the number of terms. */
const levelsHeader = 8

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
  const gaps = Array.from(terms, (term, k) => term - (k === 0 ? -(2 ** 31) : terms[k - 1]))
  const low = gapBits(terms.length)
  return packedLevels(rounded, gaps, low) ?? packedTable(rounded, gaps, low)
}

/** Chances of the bits of a weight's level, by those above them. */
const levelChances = () => new Chances(new Uint16Array(levels).fill(2 ** 15), new Uint8Array(levels))

/** Gaps, then the levels of the weights, coded by how often each comes; undefined where they are not so rounded, or too far apart. */
function packedLevels(rounded: Float32Array, gaps: readonly number[], low: number): Buffer | undefined {
  const tops = Array.from(rounded, (weight) => bitsOf(weight) / 2 ** bitsLost)
  const least = tops.reduce((a, b) => Math.min(a, b), tops[0] ?? 0)
  if (!tops.every((top) => Number.isInteger(top) && top - least < levels)) return undefined
  const writer = new BitWriter(lengthOf(gaps, low))
  for (const gap of gaps) writer.writeRice(gap, low)
  const coder = new RangeWriter(levelChances())
  for (const top of tops) {
    let node = 1
    for (let bit = levelBits - 1; bit >= 0; bit--)
      node = node * 2 + coder.bit(node, ((top - least) >> bit) & 1)
  }
  const bytes = Buffer.alloc(levelsHeader)
  bytes[0] = marks.rounded
  bytes[1] = low
  bytes.writeUInt16LE(least, 2)
  bytes.writeUInt32LE(gaps.length, 4)
  return Buffer.concat([bytes, writer.bytes, coder.end()])
}

function unpackedLevels(bytes: Buffer, fields: number): Vector {
  const cutOff = () => new RangeError('A vector is cut off.')
  if (bytes.length < levelsHeader) throw cutOff()
  const low = bytes[1]
  const least = bytes.readUInt16LE(2)
  const count = bytes.readUInt32LE(4)
  if (low > 32 || bytes.length < levelsHeader + (count * (low + 1)) / 8) throw cutOff()
  const reader = new BitReader(bytes.subarray(levelsHeader))
  const terms = new Int32Array(count)
  const weights = new Float32Array(count)
  let term = -(2 ** 31)
  for (let k = 0; k < count; k++) {
    term += reader.readRice(low)
    terms[k] = term
  }
  const coder = new RangeReader(levelChances(), bytes.subarray(levelsHeader + reader.bytesRead))
  for (let k = 0; k < count; k++) {
    let node = 1
    for (let bit = 0; bit < levelBits; bit++) node = node * 2 + coder.bit(node)
    weights[k] = weightOf(((least + node - levels) * 2 ** bitsLost) >>> 0)
  }
  return { terms, weights, fields }
}

/** Weights that differ once each, as they are or, where they are rounded as formerly, as the gaps between them; then gaps of terms with their numbers. */
function packedTable(rounded: Float32Array, gaps: readonly number[], low: number): Buffer {
  const counts = new Map<number, number>()
  for (const weight of rounded) counts.set(weight, (counts.get(weight) ?? 0) + 1)
  const tops = [...counts.keys()].map((weight) => bitsOf(weight) / 2 ** bitsLostFormerly)
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
  const steps = areRounded
    ? values.map((value, k) => {
        const before = k === 0 || k === often ? 0 : bitsOf(values[k - 1])
        return (bitsOf(value) - before) / 2 ** bitsLostFormerly
      })
    : []
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
  bytes[0] = areRounded ? marks.finer : marks.floats
  bytes[1] = low
  bytes[2] = lowOfNumbers
  bytes.writeUInt32LE(values.length, 3)
  bytes.writeUInt32LE(gaps.length, 7)
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
  if (bytes[0] === marks.rounded) return unpackedLevels(bytes, fields)
  const areRounded = bytes[0] === marks.finer
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
      table[k] = weightOf((top * 2 ** bitsLostFormerly) >>> 0)
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
