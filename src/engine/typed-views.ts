/** Numbers of a model's bytes, little-endian: the same memory where the host allows, else a copy. */

/** Whether this host stores the lowest byte of a number first, as models do. */
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Bytes at a place that numbers cannot stand at, in memory of their own. Throws a RangeError where there are fewer. */
function copied(bytes: Uint8Array, at: number, size: number): ArrayBuffer {
  const place = new Uint8Array(size)
  place.set(new Uint8Array(bytes.buffer, bytes.byteOffset + at, size))
  return place.buffer
}

/** bytes[at, at + 2 * length) as numbers. */
export function uint16sOf(bytes: Uint8Array, at: number, length: number): Uint16Array {
  const from = bytes.byteOffset + at
  if (littleEndian)
    return from % 2 === 0
      ? new Uint16Array(bytes.buffer, from, length)
      : new Uint16Array(copied(bytes, at, 2 * length))
  const view = new DataView(bytes.buffer, from, 2 * length)
  return Uint16Array.from({ length }, (_, i) => view.getUint16(2 * i, true))
}

/** bytes[at, at + 2 * length) as numbers with a sign. */
export function int16sOf(bytes: Uint8Array, at: number, length: number): Int16Array {
  const numbers = uint16sOf(bytes, at, length)
  return new Int16Array(numbers.buffer, numbers.byteOffset, length)
}

/** bytes[at, at + 4 * length) as numbers. */
export function uint32sOf(bytes: Uint8Array, at: number, length: number): Uint32Array {
  const from = bytes.byteOffset + at
  if (littleEndian)
    return from % 4 === 0
      ? new Uint32Array(bytes.buffer, from, length)
      : new Uint32Array(copied(bytes, at, 4 * length))
  const view = new DataView(bytes.buffer, from, 4 * length)
  return Uint32Array.from({ length }, (_, i) => view.getUint32(4 * i, true))
}

/** bytes[at, at + 4 * length) as numbers with a sign. */
export function int32sOf(bytes: Uint8Array, at: number, length: number): Int32Array {
  const numbers = uint32sOf(bytes, at, length)
  return new Int32Array(numbers.buffer, numbers.byteOffset, length)
}
