import { inflateSync } from 'node:zlib'
import { fromColumns, type Json } from '../sql/columns.ts'
import { packedCoded, unpackedCoded } from '../sql/packed-coded.ts'
import { bytesGiven, damaged, packedSync, unpackedSync } from '../sql/packed-json.ts'
import { type DetailRow, type Findings, withExpected, withoutExpected } from './detail-of-analysis.ts'
import type { LedgerDetail } from './ledger-detail.ts'

/**
 * What stands before a detail that is packed by its report's analysis; and, as it was formerly, by the words of its text alone.
 */
const marks = { byText: 3, byAnalysis: 5 } as const
const mostOfText = 20_000
/** What details have in common. It is never changed: they cannot be unpacked without it. */
const common =
  '["o",[["claim","span","statement","basis","factuality","outletFactuality","event","reports","since","place","to","chain","sentence","text","against","name"],["claim","span","basis","factuality","outletFactuality","reports","since","chain","sentence","against"],["claim","span","statement","basis","factuality","outletFactuality","reports","since","chain","sentence","text","against","name"]],["i","c",1,1,2,1,1,["p",["i","st",1,1,1,1,["w",["asserted","attributed","perceived","inferred"],"aabbab"],["w",["CT+","CT-","PR+","PS+","CTu","Uu"],"aabaab"],["d",1,0,0,0,0,0,0],["x",["s"],["s"]],["s","["a",[1,1,2,1,1],["s","["o",["kind","report","claim","span","text","publisher","published","speaker"],["a",[0,0,0,0],[]],["o",[["key","name","latitude","longitude","country"]],["s","geonames:'

const dictionaryOf = (text: string) =>
  Buffer.concat([Buffer.from(common), Buffer.from(text).subarray(0, mostOfText)])

/** @param analysis the report's, without which it cannot be unpacked then; without it the detail stands alone */
export function packedDetail(detail: readonly LedgerDetail[], analysis?: Findings): Buffer {
  if (analysis === undefined) return packedSync(detail)
  const rows = withoutExpected(detail, analysis)
  return Buffer.concat([Buffer.of(marks.byAnalysis), packedCoded(rows, 'detail', analysis.report.text)])
}

/**
 * What `packedDetail` packed.
 * @param analysis gives the report's analysis, where it is there
 * @throws a StoreError where the bytes are damaged, or the analysis is another
 */
export function unpackedDetail(
  given: Uint8Array | ArrayBuffer,
  analysis: () => Findings | undefined,
): readonly LedgerDetail[] {
  const bytes = bytesGiven(given)
  if (standsAlone(bytes)) return unpackedSync<LedgerDetail[]>(bytes)
  const known = analysis()
  if (!known) throw damaged()
  const { text } = known.report
  if (bytes[0] === marks.byAnalysis)
    return withExpected(unpackedCoded<DetailRow[]>(bytes.subarray(1), 'detail', text), known)
  try {
    const json = inflateSync(bytes.subarray(1), { dictionary: dictionaryOf(text) }).toString()
    return fromColumns(JSON.parse(json) as Json) as unknown as LedgerDetail[]
  } catch {
    throw damaged()
  }
}

/** Whether a detail can be unpacked without its report's analysis. */
export const standsAlone = (given: Uint8Array | ArrayBuffer): boolean => {
  const [mark] = bytesGiven(given)
  return mark !== marks.byText && mark !== marks.byAnalysis
}
