import { bytesGiven } from '../sql/packed-json.ts'
import { roundedWeights } from '../sql/packed-vector.ts'

/** Postings ordered by term, as columns. */
export interface Postings {
  terms: Int32Array
  reports: Int32Array
  weights: Float32Array
}

/** What stands before packed postings. Formerly there was none: three columns of 32 bits, twelve bytes a posting. */
const mark = 1
/** The mark, bytes of a report's number and of a weight, the highest bits of the lowest weight, the number of postings. */
const headerBytes = 9
/** Low bits of a 32-bit float that a rounded weight has not. */
const lowBits = 18
/** What twelve times a number is never off by: by it packed postings are told from those of before. */
const odd = 1

/**
 * Postings as bytes: weights of one byte, by how many steps of rounding they are above the lowest; numbers of reports of as
 * many bytes as the highest needs; and terms as the gaps between them. Whole bytes, since millions of them are read at once.
 */
export function packedPostings({ terms, reports, weights }: Postings): Buffer {
  const count = terms.length
  const rounded = roundedWeights(weights)
  const bits = new Uint32Array(rounded.buffer)
  let least = 2 ** 32
  let most = 0
  let highest = 0
  for (let k = 0; k < count; k++) {
    // 0 stands for what was taken out.
    if (bits[k] !== 0 && bits[k] < least) least = bits[k]
    if (bits[k] > most) most = bits[k]
    if (reports[k] > highest) highest = reports[k]
  }
  const lowest = most === 0 ? 0 : least >>> lowBits
  const weightBytes = (most >>> lowBits) - lowest < 255 ? 1 : 4
  let reportBytes = 1
  while (highest >= 256 ** reportBytes) reportBytes++
  const bytes = Buffer.alloc(headerBytes + count * (weightBytes + reportBytes + 5) + 12)
  bytes[0] = mark
  bytes[1] = reportBytes
  bytes[2] = weightBytes
  bytes.writeUInt16LE(lowest, 3)
  bytes.writeUInt32LE(count, 5)
  let at = headerBytes
  for (let k = 0; k < count; k++)
    if (weightBytes === 1) bytes[at++] = bits[k] === 0 ? 0 : (bits[k] >>> lowBits) - lowest + 1
    else at = bytes.writeUInt32LE(bits[k], at)
  for (let k = 0; k < count; k++) at = bytes.writeUIntLE(reports[k], at, reportBytes)
  let last = -(2 ** 31)
  for (let k = 0; k < count; k++) {
    let gap = terms[k] - last
    last = terms[k]
    while (gap >= 128) {
      bytes[at++] = (gap % 128) + 128
      gap = Math.floor(gap / 128)
    }
    bytes[at++] = gap
  }
  while (at % 12 !== odd) at++
  return bytes.subarray(0, at)
}

/** What `packedPostings` packed, and what was kept before it. Throws a RangeError where the bytes are cut off. */
export function unpackedPostings(given: Uint8Array | ArrayBuffer): Postings {
  const part = bytesGiven(given)
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  const cutOff = () => new RangeError('Postings are cut off.')
  const isPacked = bytes.length % 12 === odd && bytes[0] === mark && bytes.length >= headerBytes
  if (!isPacked && bytes.length % 12 !== 0) throw cutOff()
  const count = isPacked ? bytes.readUInt32LE(5) : bytes.length / 12
  const [, reportBytes, weightBytes] = bytes
  if (
    isPacked &&
    (reportBytes < 1 ||
      reportBytes > 4 ||
      headerBytes + count * (reportBytes + weightBytes + 1) > bytes.length)
  )
    throw cutOff()
  const terms = new Int32Array(count)
  const reports = new Int32Array(count)
  const weights = new Float32Array(count)
  if (!isPacked) {
    for (let k = 0; k < count; k++) {
      terms[k] = bytes.readInt32LE(k * 4)
      reports[k] = bytes.readInt32LE((count + k) * 4)
      weights[k] = bytes.readFloatLE((2 * count + k) * 4)
    }
    return { terms, reports, weights }
  }
  const lowest = bytes.readUInt16LE(3)
  const bits = new Uint32Array(weights.buffer)
  let at = headerBytes
  for (let k = 0; k < count; k++)
    if (weightBytes === 1) {
      const level = bytes[at++]
      bits[k] = level === 0 ? 0 : ((lowest + level - 1) << lowBits) >>> 0
    } else {
      bits[k] = bytes.readUInt32LE(at)
      at += 4
    }
  for (let k = 0; k < count; k++) {
    reports[k] = bytes.readUIntLE(at, reportBytes)
    at += reportBytes
  }
  let term = -(2 ** 31)
  for (let k = 0; k < count; k++) {
    let gap = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw cutOff()
      gap += (byte % 128) * unit
      if (byte < 128) break
    }
    term += gap
    terms[k] = term
  }
  return { terms, reports, weights }
}
