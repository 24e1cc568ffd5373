import { promisify } from 'node:util'
import { deflate, deflateSync, inflate, inflateRaw, inflateRawSync, inflateSync } from 'node:zlib'
import type { Analysis } from '../../contract/analysis.ts'
import { StoreError } from '../store.ts'

/** What of an analysis a passage is shown from. */
export type ReadText = Pick<Analysis, 'report' | 'sentences'>

/** Packed bytes that are unpacked at once. */
const unpackedHere = 32_768
const level = 3

/** A value as deflated JSON with a checksum (zlib), so that damage is seen and not read. */
export const packed = async (value: unknown): Promise<Buffer> =>
  promisify(deflate)(JSON.stringify(value), { level })
export const packedSync = (value: unknown): Buffer => deflateSync(JSON.stringify(value), { level })

const damaged = () =>
  new StoreError(
    'Something kept in the database can no longer be read, since its bytes are damaged: "selon check" says what, and a backup brings it back (selon restore).',
  )

/**
 * Whether bytes were packed before there was a checksum. The first byte of a zlib header would begin a stored block whose
 * bits up to the next byte are not zero, as those of every deflated stream are.
 */
const isBare = (bytes: Uint8Array) => bytes[0] !== 0x78

const bytesOf = (given: Uint8Array | ArrayBuffer) =>
  given instanceof ArrayBuffer ? new Uint8Array(given) : given

function unpackedTextSync(given: Uint8Array | ArrayBuffer): string {
  const bytes = bytesOf(given)
  try {
    return (isBare(bytes) ? inflateRawSync(bytes) : inflateSync(bytes)).toString()
  } catch {
    throw damaged()
  }
}

async function unpackedText(given: Uint8Array | ArrayBuffer): Promise<string> {
  const bytes = bytesOf(given)
  // Handing a few kilobytes to another thread takes longer than unpacking them.
  if (bytes.length <= unpackedHere) return unpackedTextSync(bytes)
  try {
    return (await promisify(isBare(bytes) ? inflateRaw : inflate)(bytes)).toString()
  } catch {
    throw damaged()
  }
}

function parsed<T>(json: string): T {
  try {
    return JSON.parse(json) as T
  } catch {
    throw damaged()
  }
}

/** What `packed` packed. Throws a StoreError where the bytes are damaged. */
export const unpacked = async <T>(bytes: Uint8Array | ArrayBuffer) => parsed<T>(await unpackedText(bytes))

export const unpackedSync = <T>(bytes: Uint8Array | ArrayBuffer) => parsed<T>(unpackedTextSync(bytes))

/** The report and its sentences alone, which stand before the findings wherever Selon wrote the analysis. */
export async function unpackedBeginning(bytes: Uint8Array | ArrayBuffer): Promise<ReadText> {
  const json = await unpackedText(bytes)
  // Inside a string the quotation marks would be escaped: this is where the findings begin, or it is nowhere.
  const end = json.indexOf(',"entities":[')
  const { report, sentences } = parsed<Partial<ReadText>>(end > 0 ? `${json.slice(0, end)}}` : json)
  return report && sentences ? { report, sentences } : parsed<ReadText>(json)
}
