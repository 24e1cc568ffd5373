import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  crc32,
  deflateSync,
  inflateSync,
} from 'node:zlib'
import type { Analysis } from '../../contract/analysis.ts'
import { fromColumns, type Json, toColumns } from '../sql/columns.ts'
import { keyHash } from '../sql/keys.ts'
import { bytesGiven, damaged, packedSync, unpackedSync } from '../sql/packed-json.ts'
import { commonColumns } from './common-columns.ts'

type Engine = Analysis['engine']

/** What of an analysis a passage is shown from. */
export type ReadText = Pick<Analysis, 'report' | 'sentences'>

/** Engines by their hashes. */
export type Engines = ReadonlyMap<string, Engine>

/** What stands before an analysis whose report and findings are packed apart; see also `packed`. */
const inTwoParts = 2
/** Bytes before the first part: the mark, its length and its checksum. */
const headerBytes = 9
/** Fields that every analysis of Selon's begins with; an analysis that somebody else wrote otherwise is packed as it is. */
const beginning = ['version', 'engine', 'report', 'sentences'] as const
/** Bytes of a text that its findings are packed by: a window of deflate less what is common to all. */
const mostOfText = 20_000

/** The key under which an engine is kept, since thousands of analyses are by the same. */
export const engineHash = (engine: Engine): string => keyHash(JSON.stringify(engine))

const common = Buffer.from(commonColumns)
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 } }

const dictionaryOf = (text: string) => Buffer.concat([common, Buffer.from(text).subarray(0, mostOfText)])

/**
 * An analysis as it is kept: report and sentences, with the hash of its engine, which is kept once; then all that was found,
 * in columns, packed by the words of the text that it repeats. Both have a checksum.
 */
export function packedAnalysis(analysis: Analysis): Buffer {
  if (!beginning.every((name, k) => Object.keys(analysis)[k] === name)) return packedSync(analysis)
  const { version, engine, report, sentences, ...found } = analysis
  const first = brotliCompressSync(
    JSON.stringify([version, engineHash(engine), report, toColumns(sentences as unknown as Json)]),
    quality,
  )
  const header = Buffer.alloc(headerBytes)
  header[0] = inTwoParts
  header.writeUInt32LE(first.length, 1)
  header.writeUInt32LE(crc32(first), 5)
  const rest = deflateSync(JSON.stringify(toColumns(found as unknown as Json)), {
    level: 9,
    dictionary: dictionaryOf(report.text),
  })
  return Buffer.concat([header, first, rest])
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
  return bytes[0] === inTwoParts ? firstPart(bytes).engine : undefined
}

/**
 * What `packedAnalysis` packed, also as it was packed formerly. Throws a StoreError where the bytes are damaged, or its engine
 * is not among those given.
 */
export function unpackedAnalysis(given: Uint8Array | ArrayBuffer, engines: Engines): Analysis {
  const bytes = bytesGiven(given)
  if (bytes[0] !== inTwoParts) return unpackedSync<Analysis>(bytes)
  const { version, engine: hash, report, sentences } = firstPart(bytes)
  const engine = engines.get(hash)
  if (!engine) throw damaged()
  try {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const rest = inflateSync(view.subarray(headerBytes + view.readUInt32LE(1)), {
      dictionary: dictionaryOf(report.text),
    })
    const found = fromColumns(JSON.parse(rest.toString()) as Json)
    return { version, engine, report, sentences, ...(found as object) } as Analysis
  } catch {
    throw damaged()
  }
}

/** The report and its sentences alone, without the work of unpacking what was found. */
export function unpackedText(given: Uint8Array | ArrayBuffer): ReadText {
  const bytes = bytesGiven(given)
  if (bytes[0] !== inTwoParts) return unpackedSync<Analysis>(bytes)
  const { report, sentences } = firstPart(bytes)
  return { report, sentences }
}
