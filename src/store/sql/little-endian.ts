import { endianness } from 'node:os'

/** A column of 32-bit numbers as bytes, the lowest first on every machine. */
export function bytesOf(numbers: Int32Array | Uint32Array | Float32Array): Buffer {
  const bytes = Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength)
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32()
}

/** The buffer that bytes from a database stand in, from the beginning and in this machine's order. */
export function bufferOf(bytes: Uint8Array | ArrayBuffer): ArrayBuffer {
  const copy = new Uint8Array(bytes instanceof ArrayBuffer ? bytes.slice(0) : bytes.slice())
  if (endianness() !== 'LE') Buffer.from(copy.buffer).swap32()
  return copy.buffer as ArrayBuffer
}
