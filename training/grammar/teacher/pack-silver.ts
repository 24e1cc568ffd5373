/**
 * Packs what the teacher said (`teacher.py label`) as labels without text:
 * `npx tsx training/grammar/teacher/pack-silver.ts en LABELS.jsonl OUT.bin.br [--words 900000] [--sure=-0.3]`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Language } from '../../../src/engine/analysis.ts'
import { rawSentences } from '../raw-sentences.ts'
import { hashOf, type SilverHeader } from '../silver.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    words: { type: 'string', default: '900000' },
    sure: { type: 'string', default: '-0.3' },
  },
})
const language = positionals[0] as Language
const lines = readFileSync(positionals[1], 'utf8').trim().split('\n')
const { bundles, relations } = JSON.parse(lines[0]) as { bundles: string[]; relations: string[] }
const texts = [...rawSentences(language)]
const seen = new Set<string>()
const chosen: string[][] = []
const steps: number[] = []
const planes: number[][] = [[], [], [], [], []]
let before = 0
let words = 0
for (const line of lines.slice(1)) {
  const [index, tags, features, heads, names, sure] = JSON.parse(line) as [
    number,
    number[],
    number[],
    number[],
    number[],
    number,
  ]
  const forms = texts[index]
  const whole = forms.join(' ')
  // Sure enough, met for the first time, a sentence rather than a table or a headline in capitals, and near enough to write.
  if (sure < Number(values.sure) || seen.has(whole) || forms.length < 5 || index - before > 255) continue
  if (!/\p{Ll}/u.test(whole) || (whole.match(/\p{N}/gu) ?? []).length * 4 > whole.length) continue
  if (words >= Number(values.words)) break
  if (heads.some((head, i) => head !== 0 && Math.abs(head - 1 - i) > 127)) continue
  seen.add(whole)
  chosen.push(forms)
  steps.push(index - before)
  before = index
  words += forms.length
  forms.forEach((_, i) => {
    planes[0].push(tags[i])
    planes[1].push(features[i] & 255)
    planes[2].push(features[i] >> 8)
    planes[3].push(heads[i] === 0 ? 0 : (heads[i] - 1 - i) & 255)
    planes[4].push(names[i])
  })
}
const header: SilverHeader = { bundles, relations, sentences: chosen.length, words, text: hashOf(chosen) }
const packed = brotliCompressSync(
  Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    Uint8Array.from(steps),
    ...planes.map((plane) => Uint8Array.from(plane)),
  ]),
  { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11 } },
)
writeFileSync(positionals[2], packed)
console.error(`${chosen.length} sentences, ${words} words, ${(packed.length / 1e6).toFixed(2)} MB`)
