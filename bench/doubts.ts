/**
 * How often attributions with and without a doubt are right: `npx tsx bench/doubts.ts GOLD.jsonl[.gz] ANALYSES.jsonl`, the
 * latter made by `bench/analyse.ts … --reader careful`. Right is an attribution whose content shares at least half its
 * characters with a labelled one, and whose source touches that one's (or neither has one).
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Analysis, Span } from '../src/contract/analysis.ts'
import { doubtOf } from '../src/output/doubt.ts'

interface GoldReport {
  id: string | number
  attributions: { content: Span[]; source?: Span[] }[]
}

function linesOf<T>(file: string): T[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)
}

const charactersOf = (spans: readonly Span[]): Set<number> => {
  const characters = new Set<number>()
  for (const [start, end] of spans) for (let at = start; at < end; at++) characters.add(at)
  return characters
}
const shared = (a: ReadonlySet<number>, b: ReadonlySet<number>) => [...a].filter((one) => b.has(one)).length

const [goldFile, analysesFile] = process.argv.slice(2)
const gold = new Map(linesOf<GoldReport>(goldFile).map((report) => [String(report.id), report.attributions]))
const counts = new Map<string, { found: number; right: number }>()
for (const { report, attributions } of linesOf<Analysis>(analysesFile)) {
  const labelled = (gold.get(report.id) ?? []).map(({ content, source = [] }) => ({
    content: charactersOf(content),
    source: charactersOf(source),
  }))
  for (const attribution of attributions) {
    const content = charactersOf(attribution.content)
    const source = charactersOf(attribution.source)
    const right = labelled.some((one) => {
      const both = shared(content, one.content)
      if (2 * both < content.size + one.content.size - both) return false
      return source.size + one.source.size === 0 || shared(source, one.source) > 0
    })
    const confident = (attribution.confidence ?? 1) >= 0.7 ? 'confidence .7 and more' : 'less'
    const doubt = doubtOf(attribution) ?? 'none'
    for (const group of [
      'all',
      `doubt: ${doubt}`,
      ...(doubt === 'one-reader' ? [`doubt: ${doubt}, ${confident}`] : []),
    ]) {
      const count = counts.get(group) ?? { found: 0, right: 0 }
      counts.set(group, count)
      count.found++
      if (right) count.right++
    }
  }
}
for (const [group, { found, right }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(
    `${group.padEnd(44)} ${String(found).padStart(5)} found, ${Math.round((100 * right) / found)}% right`,
  )
