import { brotliCompressSync, brotliDecompressSync, constants, crc32, inflateSync } from 'node:zlib'
import type { Analysis } from '../../contract/analysis.ts'
import { fromColumns, type Json, toColumns } from '../sql/columns.ts'
import { keyHash } from '../sql/keys.ts'
import { packedCoded, unpackedCoded } from '../sql/packed-coded.ts'
import { bytesGiven, damaged, packedSync, unpackedSync } from '../sql/packed-json.ts'
import { commonColumns } from './common-columns.ts'

type Engine = Analysis['engine']

/** What of an analysis a passage is shown from. */
export type ReadText = Pick<Analysis, 'report' | 'sentences'>

/** Engines by their hashes. */
export type Engines = ReadonlyMap<string, Engine>

/**
 * What stands before an analysis whose report and findings are packed apart: findings coded as `packedCoded` does, or, as it was
 * formerly, deflated by the words of the text. See also `packed`.
 */
const marks = { deflated: 2, coded: 4 } as const
const isInTwoParts = (bytes: Uint8Array) => bytes[0] === marks.coded || bytes[0] === marks.deflated
/** Bytes before the first part: the mark, its length and its checksum. */
const headerBytes = 9
/** Fields that every analysis of Selon's begins with; an analysis that somebody else wrote otherwise is packed as it is. */
const beginning = ['version', 'engine', 'report', 'sentences'] as const
/** Bytes of a text that its findings are packed by: a window of deflate less what is common to all. */
const mostOfText = 20_000

/** Letters of an engine's hash, 60 bits; formerly it was kept whole, and engines of before still are. */
const lettersOfHash = 10

/** The key under which an engine is kept, since thousands of analyses are by the same. */
export const engineHash = (engine: Engine): string => keyHash(JSON.stringify(engine)).slice(0, lettersOfHash)

const common = Buffer.from(commonColumns)
/** Bytes of a report up to which a tenth less room is worth some milliseconds more. */
const mostAtBest = 30_000
const quality = (bytes: Buffer) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: bytes.length <= mostAtBest ? 10 : 5,
    [constants.BROTLI_PARAM_LGWIN]: 16,
  },
})

const dictionaryOf = (text: string) => Buffer.concat([common, Buffer.from(text).subarray(0, mostOfText)])

/**
 * An analysis as it is kept: report and sentences, with the hash of its engine, which is kept once; then all that was found,
 * coded by what findings are like and by the words of the text that they repeat. Both have a checksum.
 */
export function packedAnalysis(analysis: Analysis): Buffer {
  if (!beginning.every((name, k) => Object.keys(analysis)[k] === name)) return packedSync(analysis)
  const { version, engine, report, sentences, ...found } = analysis
  const head = Buffer.from(
    JSON.stringify([version, engineHash(engine), report, toColumns(sentences as unknown as Json)]),
  )
  const first = brotliCompressSync(head, quality(head))
  const header = Buffer.alloc(headerBytes)
  header[0] = marks.coded
  header.writeUInt32LE(first.length, 1)
  header.writeUInt32LE(crc32(first), 5)
  return Buffer.concat([header, first, packedCoded(found, 'findings', report.text)])
}

interface FirstPart extends ReadText {
  version: string
  engine: string
}

function firstPart(bytes: Uint8Array): FirstPart {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const first = view.subarray(headerBytes, headerBytes + view.readUInt32LE(1))
    if (crc32(first) !== view.readUInt32LE(5)) throw damaged()
    const [version, engine, report, sentences] = JSON.parse(brotliDecompressSync(first).toString()) as [
      string,
      string,
      Analysis['report'],
      Json,
    ]
    return { version, engine, report, sentences: fromColumns(sentences) as unknown as Analysis['sentences'] }
  } catch {
    throw damaged()
  }
}

/** Whether the engine of a packed analysis is kept apart from it, and under which hash. */
export function engineOf(given: Uint8Array | ArrayBuffer): string | undefined {
  const bytes = bytesGiven(given)
  return isInTwoParts(bytes) ? firstPart(bytes).engine : undefined
}

/**
 * What `packedAnalysis` packed, also as it was packed formerly. Throws a StoreError where the bytes are damaged, or its engine
 * is not among those given.
 */
export function unpackedAnalysis(given: Uint8Array | ArrayBuffer, engines: Engines): Analysis {
  const bytes = bytesGiven(given)
  if (!isInTwoParts(bytes)) return unpackedSync<Analysis>(bytes)
  const first = firstPart(bytes)
  const engine = engines.get(first.engine)
  if (!engine) throw damaged()
  const { version, report, sentences } = first
  return { version, engine, report, sentences, ...findingsOf(bytes, report.text) } as Analysis
}

/** The same without the engine, for what is made of findings whoever found them. */
export function unpackedFindings(given: Uint8Array | ArrayBuffer): Omit<Analysis, 'version' | 'engine'> {
  const bytes = bytesGiven(given)
  if (!isInTwoParts(bytes)) return unpackedSync<Analysis>(bytes)
  const { report, sentences } = firstPart(bytes)
  return { report, sentences, ...findingsOf(bytes, report.text) } as Omit<Analysis, 'version' | 'engine'>
}

function findingsOf(bytes: Uint8Array, text: string): object {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const rest = view.subarray(headerBytes + view.readUInt32LE(1))
  return bytes[0] === marks.coded
    ? unpackedCoded<object>(rest, 'findings', text)
    : inflatedFindings(rest, text)
}

/** Findings as they were packed formerly. */
function inflatedFindings(bytes: Uint8Array, text: string): object {
  try {
    const json = inflateSync(bytes, { dictionary: dictionaryOf(text) }).toString()
    return fromColumns(JSON.parse(json) as Json) as object
  } catch {
    throw damaged()
  }
}

/** The report and its sentences alone, without the work of unpacking what was found. */
export function unpackedText(given: Uint8Array | ArrayBuffer): ReadText {
  const bytes = bytesGiven(given)
  if (!isInTwoParts(bytes)) return unpackedSync<Analysis>(bytes)
  const { report, sentences } = firstPart(bytes)
  return { report, sentences }
}
