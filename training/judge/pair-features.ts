/**
 * Writes the features of sentence pairs of which it is known whether they say the same, each pair as two reports of one
 * story: `npx tsx training/judge/pair-features.ts models/vectors.bin.gz OUT.txt PAIRS.tsv … [--every N]`, as the lines of
 * features.ts. Only the half "tune" of bench/statements is read.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { languages } from '../../src/contract/analysis.ts'
import { createEngine } from '../../src/index.ts'
import { candidatesOf } from '../../src/situation/statements/candidates.ts'
import { featureNames, featuresOf } from '../../src/situation/statements/pair-features.ts'
import { storyPropositions } from '../../src/situation/statements/story-propositions.ts'
import { cachedVectors } from './cached-vectors.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { every: { type: 'string', default: '1' } },
})
const [vectorsFile, out, ...files] = positionals
const engine = await createEngine()
const vectorsOf = cachedVectors(vectorsFile)
const lines: string[] = [`set a b label kind ${featureNames.join(' ')}`]
for (const file of files) {
  const set = file.replace(/^.*\//, '').replace('.tsv', '')
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('tune\t'))
  for (const [k, row] of rows.entries()) {
    if (k % Number(values.every) !== 0) continue
    const [, verdict, first, second, one, other] = row.split('\t')
    const analyses = [
      [first, one],
      [second, other],
    ].map(([code, text], n) => {
      const language = languages.find((each) => each === code)
      if (!language) throw new Error(`"${code}" in ${file} is no language that Selon reads.`)
      return engine.analyse({ id: `p${n}`, language, text, published: '2026-03-12T12:00:00Z' })
    })
    const pairs = candidatesOf(storyPropositions(analyses, vectorsOf))
    // Of two sentences that say the same, the claims that are nearest do; of the others it is not known.
    const nearest = pairs.reduce<(typeof pairs)[number] | undefined>(
      (best, pair) => (best && best.candidate.score >= pair.candidate.score ? best : pair),
      undefined,
    )
    for (const pair of pairs) {
      const isSame = verdict === 'same'
      if (isSame && pair !== nearest) continue
      const { features } = featuresOf(pair.candidate, pair.standing)
      const written = Array.from(features, (x) => Math.round(x * 1e5) / 1e5)
      lines.push(
        [
          set,
          pair.candidate.a.index,
          pair.candidate.b.index,
          isSame ? 'same' : 'other',
          '-',
          ...written,
        ].join(' '),
      )
    }
  }
}
writeFileSync(out, lines.join('\n'))
console.log(`${lines.length - 1} pairs of claims`)
