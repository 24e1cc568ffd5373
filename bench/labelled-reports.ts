/**
 * Writes the labelled reports of training/labels as a gold file for the scorers: `npx tsx bench/labelled-reports.ts fr OUT.jsonl`.
 * The texts come from `$SELON_SHARED/data/text`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const [language, out] = process.argv.slice(2)
const shared = process.env.SELON_SHARED ?? '../shared'
const parsed = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
const labels = parsed(readFileSync(`training/labels/attribution.${language}.jsonl`, 'utf8'))
const texts = new Map(
  parsed(gunzipSync(readFileSync(`${shared}/data/text/${language}.jsonl.gz`)).toString('utf8')).map((one) => [
    one.id,
    one,
  ]),
)
const lines = labels.map((label) => {
  const report = texts.get(label.report)
  if (!report) throw new Error(`${String(label.report)} is not in ${shared}/data/text/${language}.jsonl.gz.`)
  return JSON.stringify({ ...report, language, attributions: label.attributions })
})
writeFileSync(out, `${lines.join('\n')}\n`)
