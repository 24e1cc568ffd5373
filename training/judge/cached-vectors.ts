import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Analysis } from '../../src/contract/analysis.ts'
import { TensorFile } from '../../src/engine/reader/tensor-file.ts'
import { type ReportVectors, WordVectors } from '../../src/situation/vectors/report-vectors.ts'

/** Gives the vectors of reports, kept from run to run in the folder that SELON_JUDGE_CACHE names. */
export function cachedVectors(file: string): (analysis: Analysis) => ReportVectors {
  const cache = process.env.SELON_JUDGE_CACHE
  const bytes = gunzipSync(readFileSync(file))
  const model = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  let vectors: WordVectors | undefined
  return (analysis) => {
    const name = createHash('sha256')
      .update(model + JSON.stringify(analysis.sentences) + analysis.report.text)
      .digest('hex')
      .slice(0, 16)
    const kept = cache && `${cache}/${name}.json`
    if (kept && existsSync(kept)) {
      const { starts, ends, weights, values, width } = JSON.parse(readFileSync(kept, 'utf8'))
      const floats = (text: string) => new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer)
      return { starts, ends, weights: floats(weights), values: floats(values), width }
    }
    vectors ??= new WordVectors(new TensorFile(new Uint8Array(bytes)))
    const found = vectors.of(analysis)
    if (kept) {
      mkdirSync(cache, { recursive: true })
      const text = (floats: Float32Array) =>
        Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength).toString('base64')
      writeFileSync(
        kept,
        JSON.stringify({ ...found, weights: text(found.weights), values: text(found.values) }),
      )
    }
    return found
  }
}
