import { deflateSync, inflateSync } from 'node:zlib'
import { fromColumns, type Json, toColumns } from '../sql/columns.ts'
import { bytesGiven, damaged, packedSync, unpackedSync } from '../sql/packed-json.ts'
import type { LedgerEntry } from './ledger-entry.ts'

/** What of an entry is only shown. */
export type LedgerDetail = Pick<
  LedgerEntry,
  | 'claim'
  | 'span'
  | 'statement'
  | 'basis'
  | 'factuality'
  | 'outletFactuality'
  | 'event'
  | 'reports'
  | 'since'
  | 'place'
  | 'to'
  | 'chain'
  | 'sentence'
  | 'text'
  | 'against'
> & { name?: string }

export function detailOf(entry: LedgerEntry): LedgerDetail {
  const { claim, span, statement, basis, factuality, outletFactuality, event, reports, since, to } = entry
  const { place, chain, sentence, text, against, speaker } = entry
  return {
    claim,
    span,
    ...(statement === undefined ? {} : { statement }),
    basis,
    factuality,
    outletFactuality,
    ...(event === undefined ? {} : { event }),
    reports,
    ...(since === undefined ? {} : { since }),
    ...(place === undefined ? {} : { place }),
    ...(to === undefined ? {} : { to }),
    chain,
    sentence,
    ...(text === undefined ? {} : { text }),
    against,
    ...(speaker.name === undefined ? {} : { name: speaker.name }),
  }
}

/** What stands before a detail that is packed by the words of its report's text. */
const byText = 3
const mostOfText = 20_000
/** What details have in common. It is never changed: they cannot be unpacked without it. */
const common =
  '["o",[["claim","span","statement","basis","factuality","outletFactuality","event","reports","since","place","to","chain","sentence","text","against","name"],["claim","span","basis","factuality","outletFactuality","reports","since","chain","sentence","against"],["claim","span","statement","basis","factuality","outletFactuality","reports","since","chain","sentence","text","against","name"]],["i","c",1,1,2,1,1,["p",["i","st",1,1,1,1,["w",["asserted","attributed","perceived","inferred"],"aabbab"],["w",["CT+","CT-","PR+","PS+","CTu","Uu"],"aabaab"],["d",1,0,0,0,0,0,0],["x",["s"],["s"]],["s","["a",[1,1,2,1,1],["s","["o",["kind","report","claim","span","text","publisher","published","speaker"],["a",[0,0,0,0],[]],["o",[["key","name","latitude","longitude","country"]],["s","geonames:'

const dictionaryOf = (text: string) =>
  Buffer.concat([Buffer.from(common), Buffer.from(text).subarray(0, mostOfText)])

/** @param text the report's, whose words are then needed to unpack it; without it the detail stands alone */
export function packedDetail(detail: readonly LedgerDetail[], text?: string): Buffer {
  if (text === undefined) return packedSync(detail)
  const bytes = deflateSync(JSON.stringify(toColumns(detail as unknown as Json)), {
    level: 9,
    dictionary: dictionaryOf(text),
  })
  return Buffer.concat([Buffer.of(byText), bytes])
}

/** What `packedDetail` packed. Throws a StoreError where the bytes are damaged, or the text is another. */
export function unpackedDetail(
  given: Uint8Array | ArrayBuffer,
  text: string | undefined,
): readonly LedgerDetail[] {
  const bytes = bytesGiven(given)
  if (bytes[0] !== byText) return unpackedSync<LedgerDetail[]>(bytes)
  if (text === undefined) throw damaged()
  try {
    const json = inflateSync(bytes.subarray(1), { dictionary: dictionaryOf(text) }).toString()
    return fromColumns(JSON.parse(json) as Json) as unknown as LedgerDetail[]
  } catch {
    throw damaged()
  }
}

/** Whether a detail can be unpacked without its report's text. */
export const standsAlone = (given: Uint8Array | ArrayBuffer): boolean => bytesGiven(given)[0] !== byText
