import { promisify } from 'node:util'
import { deflate, deflateSync, inflate, inflateRaw, inflateRawSync, inflateSync } from 'node:zlib'
import { StoreError } from '../store.ts'
import { fromColumns, type Json, toColumns } from './columns.ts'

/** Packed bytes that are unpacked at once. */
const unpackedHere = 32_768
const level = 9

/**
 * What stands before packed columns. No zlib stream begins so, and no bare one: that would be a stored block, which is only
 * made of what cannot be packed.
 */
const ofColumns = 1

/** A value as columns of JSON, deflated with a checksum (zlib), so that damage is seen and not read. */
export const packed = async (value: unknown): Promise<Buffer> =>
  marked(await promisify(deflate)(JSON.stringify(toColumns(value as Json)), { level }))
export const packedSync = (value: unknown): Buffer =>
  marked(deflateSync(JSON.stringify(toColumns(value as Json)), { level }))

const marked = (bytes: Buffer) => Buffer.concat([Buffer.of(ofColumns), bytes])

export const damaged = () =>
  new StoreError(
    'Something kept in the database can no longer be read, since its bytes are damaged: "selon check" says what, and a backup brings it back (selon restore).',
  )

/**
 * Whether bytes were packed before there was a checksum. The first byte of a zlib header would begin a stored block whose
 * bits up to the next byte are not zero, as those of every deflated stream are.
 */
const isBare = (bytes: Uint8Array) => bytes[0] !== 0x78

export const bytesGiven = (given: Uint8Array | ArrayBuffer) =>
  given instanceof ArrayBuffer ? new Uint8Array(given) : given

function unpackedTextSync(bytes: Uint8Array): string {
  try {
    return (isBare(bytes) ? inflateRawSync(bytes) : inflateSync(bytes)).toString()
  } catch {
    throw damaged()
  }
}

async function unpackedText(bytes: Uint8Array): Promise<string> {
  // Handing a few kilobytes to another thread takes longer than unpacking them.
  if (bytes.length <= unpackedHere) return unpackedTextSync(bytes)
  try {
    return (await promisify(isBare(bytes) ? inflateRaw : inflate)(bytes)).toString()
  } catch {
    throw damaged()
  }
}

function parsed<T>(json: string, inColumns: boolean): T {
  try {
    const value = JSON.parse(json) as Json
    return (inColumns ? fromColumns(value) : value) as T
  } catch {
    throw damaged()
  }
}

/** What `packed` packed, and what it packed before there were columns. Throws a StoreError where the bytes are damaged. */
export async function unpacked<T>(given: Uint8Array | ArrayBuffer): Promise<T> {
  const bytes = bytesGiven(given)
  return bytes[0] === ofColumns
    ? parsed(await unpackedText(bytes.subarray(1)), true)
    : parsed(await unpackedText(bytes), false)
}

export function unpackedSync<T>(given: Uint8Array | ArrayBuffer): T {
  const bytes = bytesGiven(given)
  return bytes[0] === ofColumns
    ? parsed(unpackedTextSync(bytes.subarray(1)), true)
    : parsed(unpackedTextSync(bytes), false)
}
