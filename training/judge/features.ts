/**
 * Writes the features of pairs of claims with what the gold of invented situations says of them, one line a pair:
 * `npx tsx training/judge/features.ts VECTORS.bin.gz OUT SITUATION.jsonl=GOLD.json …`
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { candidatesOf } from '../../src/situation/statements/candidates.ts'
import {
  countedNumbers,
  figureFeatureNames,
  figureFeatures,
} from '../../src/situation/statements/figure-pairs.ts'
import { featureNames, featuresOf } from '../../src/situation/statements/pair-features.ts'
import { storyPropositions } from '../../src/situation/statements/story-propositions.ts'
import { cachedAnalyses } from './cached-analyses.ts'
import { cachedVectors } from './cached-vectors.ts'

interface Passage {
  report: string
  in: string
  start: number
  end: number
  weak?: boolean
}
interface Gold {
  facts: { id: string; passages: Passage[] }[]
  mayJoin?: [string, string][]
  different?: { a: Passage; b: Passage }[]
  conflicts?: {
    kind: string
    a: Passage[]
    b: Passage[]
    series?: { points: (Passage & { value?: number })[] }
  }[]
}

const [vectorsFile, out, ...sets] = process.argv.slice(2)
const vectorsOf = cachedVectors(vectorsFile)
const meets = (report: string, [s, e]: readonly [number, number], g: Passage) =>
  report === g.report &&
  g.in === 'text' &&
  2 * (Math.min(e, g.end) - Math.max(s, g.start)) >= Math.min(e - s, g.end - g.start)

const lines: string[] = [`set a b label kind ${featureNames.join(' ')}`]
const figureLines: string[] = [`set a b label kind ${figureFeatureNames.join(' ')}`]
for (const set of sets) {
  const [reportsFile, goldFile] = set.split('=')
  const name = goldFile.replace(/^.*\//, '').replace('.gold.json', '')
  const reports = reportsFile.endsWith('.jsonl')
    ? readFileSync(reportsFile, 'utf8').trim().split('\n')
    : reportsFile.split(',').map((file) => readFileSync(file, 'utf8'))
  const gold: Gold = JSON.parse(readFileSync(goldFile, 'utf8'))
  const analyses = await cachedAnalyses(name, reports)
  const byReport = storyPropositions(analyses, vectorsOf)
  const all = byReport.flat()
  const facts = all.map(({ content: { report, claim } }) =>
    gold.facts
      .filter(({ passages }) => passages.some((p) => meets(report, claim.span, p)))
      .map(({ id }) => id),
  )
  const may = new Set((gold.mayJoin ?? []).flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
  const at = (k: number, passages: readonly Passage[]) =>
    passages.some((p) => meets(all[k].content.report, all[k].content.claim.span, p))
  const counts: Record<string, number> = {}
  const pairs = candidatesOf(byReport)
  for (const { candidate, standing } of pairs) {
    const [a, b] = [candidate.a.index, candidate.b.index]
    const different = (gold.different ?? []).some(
      (d) => (at(a, [d.a]) && at(b, [d.b])) || (at(b, [d.a]) && at(a, [d.b])),
    )
    const conflict = (gold.conflicts ?? []).find(
      (c) => (at(a, c.a) && at(b, c.b)) || (at(b, c.a) && at(a, c.b)),
    )
    let label = 'none'
    if (facts[a].some((x) => facts[b].includes(x))) label = 'same'
    else if (facts[a].some((x) => facts[b].some((y) => may.has(`${x} ${y}`)))) label = 'may'
    else if (different) label = 'different'
    else if (facts[a].length > 0 && facts[b].length > 0) label = 'other'
    counts[label] = (counts[label] ?? 0) + 1
    const { features } = featuresOf(candidate, standing)
    lines.push(
      [
        name,
        a,
        b,
        label,
        conflict?.kind ?? '-',
        ...Array.from(features, (x) => Math.round(x * 1e5) / 1e5),
      ].join(' '),
    )
  }
  // Numbers: two of one series of the gold, of two, or of none.
  const numbers = countedNumbers(all)
  const points = (gold.conflicts ?? []).flatMap(({ series }, k) =>
    (series?.points ?? []).map((point) => ({ k, point })),
  )
  const seriesOf = numbers.map(({ proposition, number }) => [
    ...new Set(
      points
        .filter(
          ({ point }) =>
            meets(proposition.content.report, number.span, point) &&
            (point.value === undefined || number.low === point.value || number.high === point.value),
        )
        .map(({ k }) => k),
    ),
  ])
  const reached = points.filter(({ point }) =>
    numbers.some(
      ({ proposition, number }) =>
        meets(proposition.content.report, number.span, point) &&
        (point.value === undefined || number.low === point.value || number.high === point.value),
    ),
  )
  console.log(name, 'numbers', numbers.length, 'points of series', points.length, 'reached', reached.length)
  const factsOf = numbers.map(({ proposition, number }) =>
    gold.facts
      .filter(({ passages }) => passages.some((p) => meets(proposition.content.report, number.span, p)))
      .map(({ id }) => id),
  )
  const seriesNear = numbers.map(
    ({ proposition, number }, n) =>
      new Set([
        ...seriesOf[n],
        ...(gold.conflicts ?? []).flatMap(({ series, a, b }, k) =>
          series && [...a, ...b].some((p) => meets(proposition.content.report, number.span, p)) ? [k] : [],
        ),
      ]),
  )
  const isEqual = (i: number, j: number) =>
    numbers[i].number.low === numbers[j].number.low ||
    (numbers[i].number.high !== null && numbers[i].number.high === numbers[j].number.high)
  const shareFact = (i: number, j: number) => factsOf[i].some((x) => factsOf[j].includes(x))
  // What repeats a value of a series belongs to it, whether or not the gold names it.
  for (let i = 0; i < numbers.length; i++)
    for (let j = 0; j < numbers.length; j++)
      if (isEqual(i, j) && shareFact(i, j)) for (const k of seriesNear[j]) seriesNear[i].add(k)
  for (let i = 0; i < numbers.length; i++)
    for (let j = i + 1; j < numbers.length; j++) {
      const [a, b] = [numbers[i], numbers[j]]
      const [one, other] = [seriesNear[i], seriesNear[j]]
      const label =
        [...one].some((x) => other.has(x)) || (isEqual(i, j) && shareFact(i, j))
          ? 'same'
          : one.size > 0 && other.size > 0
            ? 'other'
            : isEqual(i, j)
              ? 'may'
              : one.size > 0 || other.size > 0
                ? 'half'
                : 'none'
      figureLines.push(
        [name, i, j, label, '-', ...Array.from(figureFeatures(a, b), (x) => Math.round(x * 1e5) / 1e5)].join(
          ' ',
        ),
      )
    }
  writeFileSync(
    `${out}.${name}.numbers.json`,
    JSON.stringify(
      numbers.map(({ proposition: { content }, number }, k) => ({
        report: content.report,
        span: number.span,
        low: number.low,
        high: number.high,
        unit: number.unit,
        text: content.analysis.report.text.slice(...content.claim.span),
        series: seriesOf[k],
      })),
    ),
  )
  // How many gold pairs are among the candidates at all.
  const found = new Set(pairs.map(({ candidate: { a, b } }) => `${a.index} ${b.index}`))
  let [gold_, out_] = [0, 0]
  for (const { passages } of gold.facts) {
    const ps = passages.filter((p) => !p.weak && p.in === 'text')
    const claims = ps.map((p) => all.flatMap((_, k) => (at(k, [p]) ? [k] : [])))
    for (let i = 0; i < ps.length; i++)
      for (let j = i + 1; j < ps.length; j++) {
        if (ps[i].report === ps[j].report) continue
        gold_++
        if (!claims[i].some((x) => claims[j].some((y) => found.has(`${Math.min(x, y)} ${Math.max(x, y)}`))))
          out_++
      }
  }
  console.log(
    name,
    'claims',
    all.length,
    'pairs',
    pairs.length,
    'gold pairs',
    gold_,
    'not among candidates',
    out_,
    JSON.stringify(counts),
  )
  writeFileSync(
    `${out}.${name}.claims.json`,
    JSON.stringify(
      all.map(({ content: { report, claim, analysis, certainty, language } }, k) => ({
        report,
        span: claim.span,
        text: analysis.report.text.slice(...claim.span),
        certainty,
        language,
        facts: facts[k],
      })),
    ),
  )
}
writeFileSync(`${out}.txt`, lines.join('\n'))
writeFileSync(`${out}.figures.txt`, figureLines.join('\n'))
