import type { Vector } from '../../situation/stories/story-likeness.ts'

/**
 * Vectors as they are kept. Terms are hashes in ascending order: the gaps between them are of like size, and stand in a few
 * bits more than that size needs (Golomb–Rice). Of weights there are few that differ, since most terms are as rare as one
 * another: each stands once, and every term has its number.
 */

/** What stands before the format; what vectors were kept as before had none. */
const mark = 1
const headerBytes = 10

class BitWriter {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bits: number) {
    this.#bytes = new Uint8Array(Math.ceil(bits / 8))
  }

  /** @param bits at most 32 */
  write(value: number, bits: number): void {
    for (let bit = bits - 1; bit >= 0; bit--) {
      if ((value >>> bit) & 1) this.#bytes[this.#at >> 3] |= 128 >> (this.#at & 7)
      this.#at++
    }
  }

  writeUnary(count: number): void {
    for (let k = 0; k < count; k++) this.write(1, 1)
    this.write(0, 1)
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }
}

class BitReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  read(bits: number): number {
    let value = 0
    let left = bits
    while (left > 0) {
      const inByte = 8 - (this.#at & 7)
      const taken = Math.min(inByte, left)
      const byte = this.#bytes[this.#at >> 3] ?? 0
      value = value * 2 ** taken + ((byte >> (inByte - taken)) & ((1 << taken) - 1))
      this.#at += taken
      left -= taken
    }
    return value
  }

  readUnary(most: number): number {
    let count = 0
    while (count < most && this.read(1) === 1) count++
    return count
  }
}

const bitsFor = (count: number) => (count <= 1 ? 0 : 32 - Math.clz32(count - 1))

/** Bits of a gap that are written as they are; those above are counted. */
const gapBits = (terms: number) =>
  Math.max(0, Math.min(31, Math.round(Math.log2(2 ** 32 / Math.max(terms, 1)) - 0.5)))

/** A vector as bytes; weights as 32-bit floats. */
export function packedVector({ terms, weights }: Pick<Vector, 'terms' | 'weights'>): Buffer {
  const rounded = Float32Array.from(weights)
  const values = [...new Set(rounded)]
  const numberOf = new Map(values.map((value, k) => [value, k]))
  const low = gapBits(terms.length)
  const perWeight = bitsFor(values.length)
  const gaps = Array.from(terms, (term, k) => term - (k === 0 ? -(2 ** 31) : terms[k - 1]))
  const high = gaps.map((gap) => Math.floor(gap / 2 ** low))
  const bits = high.reduce((sum, one) => sum + one + 1 + low + perWeight, 0)
  const writer = new BitWriter(bits)
  for (const [k, gap] of gaps.entries()) {
    writer.writeUnary(high[k])
    writer.write(gap % 2 ** low, low)
    writer.write(numberOf.get(rounded[k]) ?? 0, perWeight)
  }
  const bytes = Buffer.alloc(headerBytes + values.length * 4)
  bytes[0] = mark
  bytes[1] = low
  bytes.writeUInt32LE(values.length, 2)
  bytes.writeUInt32LE(terms.length, 6)
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
  const values = bytes.readUInt32LE(2)
  const count = bytes.readUInt32LE(6)
  const from = headerBytes + values * 4
  const perWeight = bitsFor(values)
  // Every term takes a bit at least: a count that was damaged asks for no memory.
  if (bytes.length < from + (count * (low + 1 + perWeight)) / 8) throw new RangeError('A vector is cut off.')
  const reader = new BitReader(bytes.subarray(from))
  const terms = new Int32Array(count)
  const weights = new Float32Array(count)
  const mostHigh = 2 ** (32 - low)
  let term = -(2 ** 31)
  for (let k = 0; k < count; k++) {
    term += reader.readUnary(mostHigh) * 2 ** low
    term += reader.read(low)
    terms[k] = term
    weights[k] = bytes.readFloatLE(headerBytes + reader.read(perWeight) * 4)
  }
  return { terms, weights, fields }
}
