import { brotliDecompressSync, crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { JsonCoder, slotBits } from './coded-json.ts'
import type { Json } from './columns.ts'
import { knownChances } from './known-chances.ts'
import { bytesGiven, damaged } from './packed-json.ts'
import { Chances, RangeReader, RangeWriter } from './range-coder.ts'

/** What a value is, by which its fields are foretold. Numbers stay as they are. */
export const roots = { findings: 1, detail: 2, situation: 3, digest: 4 } as const
export type Root = keyof typeof roots

/** Bytes of a text by which what is spelt is packed: a window of deflate. */
const mostOfText = 32_000
const checksumBytes = 4
/** How much a chance that is known beforehand counts, as if it had been met so often. */
const metBefore = 8
/** How chances are kept: of 256, and 0 where none is known. */
const perStep = 256

let known: { beginning: Chances; inUse: Chances } | undefined

/** The chances that coding begins with: the same arrays every time, which nobody uses once a value is packed or unpacked. */
function beginning(): Chances {
  if (!known) {
    const steps = brotliDecompressSync(Buffer.from(knownChances, 'base64'))
    const slots = 2 ** slotBits
    known = {
      beginning: new Chances(
        Uint16Array.from({ length: slots }, (_, k) => (steps[k] ? steps[k] * perStep : 2 ** 15)),
        Uint8Array.from({ length: slots }, (_, k) => (steps[k] ? metBefore : 0)),
      ),
      inUse: new Chances(new Uint16Array(slots), new Uint8Array(slots)),
    }
  }
  known.inUse.ones.set(known.beginning.ones)
  known.inUse.met.set(known.beginning.met)
  return known.inUse
}

const dictionaryOf = (text: string) => ({ dictionary: Buffer.from(text).subarray(0, mostOfText) })

/** JSON escapes what UTF-8 has not, as halves of a surrogate pair. */
const escaped = (text: string) => JSON.stringify(text).slice(1, -1)

/**
 * A value as few bytes: what is foretold by what values of its kind are like in decisions, words that stand nowhere else
 * deflated; with a checksum over both and the text.
 * @param text whose words it repeats, and without which it cannot be unpacked; empty where there is none
 */
export function packedCoded(value: unknown, root: Root, text = ''): Buffer {
  const bits = new RangeWriter(beginning())
  const coder = new JsonCoder(bits, text)
  coder.value(roots[root], value as Json)
  const decisions = bits.end()
  const spelt =
    coder.spelt === ''
      ? Buffer.alloc(0)
      : deflateRawSync(escaped(coder.spelt), { level: 9, ...dictionaryOf(text) })
  const length: number[] = []
  for (let rest = decisions.length; ; rest = Math.floor(rest / 128)) {
    length.push((rest % 128) + (rest >= 128 ? 128 : 0))
    if (rest < 128) break
  }
  const body = Buffer.concat([Uint8Array.from(length), decisions, spelt])
  const checksum = Buffer.alloc(checksumBytes)
  checksum.writeUInt32LE(checksumOf(body, text))
  return Buffer.concat([checksum, body])
}

const checksumOf = (body: Uint8Array, text: string) => crc32(text, crc32(body))

/** What `packedCoded` packed. Throws a StoreError where the bytes are damaged, or the text is another. */
export function unpackedCoded<T>(given: Uint8Array | ArrayBuffer, root: Root, text = ''): T {
  const bytes = bytesGiven(given)
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length <= checksumBytes) throw damaged()
  const body = view.subarray(checksumBytes)
  if (view.readUInt32LE() !== checksumOf(body, text)) throw damaged()
  let at = 0
  let length = 0
  for (let shift = 1; ; shift *= 128) {
    const byte = body[at++]
    if (byte === undefined) throw damaged()
    length += (byte % 128) * shift
    if (byte < 128) break
  }
  try {
    const decisions = body.subarray(at, at + length)
    const rest = body.subarray(at + length)
    const spelt =
      rest.length === 0
        ? ''
        : (JSON.parse(`"${inflateRawSync(rest, dictionaryOf(text)).toString()}"`) as string)
    return new JsonCoder(new RangeReader(beginning(), decisions), text, spelt).value(
      roots[root],
      undefined,
    ) as T
  } catch {
    throw damaged()
  }
}
