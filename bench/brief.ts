/**
 * Scores briefs: `npx tsx bench/brief.ts GOLD.json... [--gold] [--errors] [--json]`. Of the lines that an editor would
 * want first, how many does a brief of as many lines name? A line is named by one line of the brief whose passages state
 * at least half of its facts (of two facts or fewer, one; where one is denied, two of them), whichever words are shown.
 * `counted`: of the lines named that tell a statement of the gold, those on as many origins as the gold has for it, of
 * the reports that both have. With --gold the statements, relations and figures are the gold's, so that choosing the
 * lines is measured alone.
 */

import { parseArgs } from 'node:util'
import type { Analysis } from '../src/contract/analysis.ts'
import type { BriefLine, Passage, Situation, SituationStatement } from '../src/contract/situation.ts'
import { briefOf, mostLines } from '../src/situation/brief/brief.ts'
import { compareReports } from '../src/situation/situation.ts'
import {
  type GoldFact,
  type GoldPassage,
  type GoldSituation,
  meets,
  readSituation,
} from './gold-situation.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { errors: { type: 'boolean' }, json: { type: 'boolean' }, gold: { type: 'boolean' } },
})
const score = {
  lines: 0,
  named: 0,
  situationsWithThree: 0,
  situations: 0,
  told: 0,
  counted: 0,
  denials: 0,
  denialsNamed: 0,
}
for (const file of positionals) {
  const { gold, analyses } = readSituation(file)
  // All of a situation's reports tell one story: how they are grouped is measured elsewhere.
  const compared = compareReports(analyses, [], 's1')
  const situation = values.gold ? goldSituation(gold, compared, analyses) : compared
  const brief = (values.gold ? briefOf(situation) : (situation.brief ?? [])).slice(0, mostLines)
  const factsOf = brief.map((line) => factsIn(line, situation, gold))
  score.situations++
  let named = 0
  for (const { line, facts } of gold.brief) {
    score.lines++
    const isDenied = facts.some((id) => gold.facts.find((fact) => fact.id === id)?.status === 'denial')
    const needed = Math.max(isDenied ? Math.min(2, facts.length) : 1, Math.floor(facts.length / 2))
    const best = factsOf.find((found) => facts.filter((id) => found.has(id)).length >= needed)
    if (isDenied) score.denials++
    if (best) {
      named++
      if (isDenied) score.denialsNamed++
    } else if (values.errors) {
      const most = Math.max(0, ...factsOf.map((found) => facts.filter((id) => found.has(id)).length))
      console.log(`${gold.situation}: ${most} of ${needed} needed — ${line}`)
    }
  }
  score.named += named
  if (named >= 3) score.situationsWithThree++
  brief.forEach((line, k) => {
    if (line.figure !== undefined) return
    const fact = goldFact(line, situation, gold)
    if (!fact) return
    const reports = new Set(claimsOf(line.statements.slice(0, 1), situation).map(({ report }) => report))
    const rests = fact.origins.filter((one) => one.reports.some((report) => reports.has(report)))
    const least = Math.max(1, rests.filter(({ kind }) => kind !== 'unsourced').length)
    score.told++
    if (line.origins === least) score.counted++
    if (values.errors)
      console.log(
        `${gold.situation} line ${k + 1} tells ${fact.id}, ${line.origins} origins for ${least}: ${fact.fact}`,
      )
  })
}
const result = { ...score, share: Math.round((1000 * score.named) / Math.max(1, score.lines)) / 10 }
console.log(values.json ? JSON.stringify(result) : result)

function claimsOf(statements: readonly string[], { statements: all }: Situation): Passage[] {
  const ids = new Set(statements)
  return all.flatMap(({ id, claims }) => (ids.has(id) ? claims.map(({ passage }) => passage) : []))
}

/** The facts that any passage of a line states. */
function factsIn(line: BriefLine, situation: Situation, gold: GoldSituation): Set<string> {
  const told = line.figure === undefined ? line.statements : []
  const passages = [
    ...claimsOf(told, situation),
    ...line.passages,
    ...line.against.map(({ passage }) => passage),
    ...line.values.map(({ passage }) => passage),
  ]
  return new Set(
    gold.facts
      .filter((fact) =>
        passages.some(({ report, span }) => fact.passages.some((one) => meets(report, span, one))),
      )
      .map(({ id }) => id),
  )
}

/** The fact that most reports of a line's statement state, where two do. */
function goldFact(line: BriefLine, situation: Situation, gold: GoldSituation): GoldFact | undefined {
  const claims = claimsOf(line.statements.slice(0, 1), situation)
  const shared = (fact: GoldFact) =>
    new Set(
      claims
        .filter(({ report, span }) => fact.passages.some((one) => meets(report, span, one)))
        .map(({ report }) => report),
    ).size
  const [best] = gold.facts.map((fact) => ({ fact, count: shared(fact) })).sort((a, b) => b.count - a.count)
  return best && best.count >= 2 ? best.fact : undefined
}

/** A situation whose statements, relations and figures are those of the gold, with the claims that meet its passages. */
function goldSituation(gold: GoldSituation, compared: Situation, analyses: readonly Analysis[]): Situation {
  const textOf = new Map(analyses.map(({ report }) => [report.id, report.text]))
  const passageOf = ({ report, start, end }: GoldPassage): Passage => ({
    report,
    span: [start, end],
    text: textOf.get(report)?.slice(start, end) ?? '',
  })
  const origins: Situation['origins'] = [...compared.origins]
  const statements = gold.facts.flatMap((fact): SituationStatement[] => {
    const own = fact.passages.filter((one) => one.in === 'text')
    if (own.length === 0) return []
    const idOf = new Map(fact.origins.map((one, k) => [one.root, `${fact.id}-${k}`]))
    for (const { root, kind } of fact.origins)
      origins.push({
        id: idOf.get(root) ?? '',
        name: root,
        reports: [],
        kind: kind === 'source' ? 'source' : 'outlet',
      })
    const sourced = fact.origins.filter(({ kind }) => kind !== 'unsourced')
    return [
      {
        id: fact.id,
        story: 's1',
        passage: passageOf(own[0]),
        polarity: fact.status === 'denial' ? 'denied' : 'affirmed',
        claims: own.map((one, k) => ({
          report: one.report,
          claim: `${fact.id} ${k}`,
          passage: passageOf(one),
          origin:
            idOf.get(fact.origins.find(({ reports }) => reports.includes(one.report))?.root ?? '') ?? '',
          factuality: fact.status === 'hearsay' ? 'PR+' : 'CT+',
          outletFactuality: 'CT+',
          status: fact.status === 'planned' ? 'planned' : 'occurred',
          chain: ['outlet'],
          by: 'gold',
        })),
        origins: (sourced.length > 0 ? sourced : fact.origins.slice(0, 1)).map(
          ({ root }) => idOf.get(root) ?? '',
        ),
        collapses: [],
        history: [],
      },
    ]
  })
  const factOf = (passage: GoldPassage) =>
    gold.facts.find((fact) =>
      fact.passages.some((one) => meets(passage.report, [passage.start, passage.end], one)),
    )
  const relations = gold.conflicts.flatMap(({ kind, a, b }): Situation['relations'] => {
    const [one, other] = [a.find((p) => p.in === 'text'), b.find((p) => p.in === 'text')]
    const [from, to] = [one && factOf(one), other && factOf(other)]
    if (!one || !other || !from || !to || kind === 'figure') return []
    const side = (passage: GoldPassage, fact: GoldFact) => ({
      report: passage.report,
      claim: `${fact.id} 0`,
      passage: passageOf(passage),
      words: [],
    })
    const denies = kind === 'denial'
    const turned = denies && from.status !== 'denial'
    const [x, y, fx, fy] = turned ? [other, one, to, from] : [one, other, from, to]
    return [
      {
        kind: denies ? 'denies' : 'conflicts',
        statements: [fx.id, fy.id],
        from: side(x, fx),
        to: side(y, fy),
        by: 'gold',
      },
    ]
  })
  const figures = gold.conflicts.flatMap(({ kind, series }, k): Situation['figures'] =>
    kind === 'figure' && series
      ? [
          {
            id: `f${k}`,
            story: 's1',
            unit: series.unit,
            low: null,
            high: null,
            values: series.points.flatMap((point) => {
              const start = point.start ?? -1
              return start < 0
                ? []
                : [
                    {
                      report: point.report,
                      passage: passageOf({ ...point, start, end: point.end ?? start, in: 'text' }),
                      low: point.value ?? point.min ?? null,
                      high: point.value ?? point.max ?? null,
                      ...(point.asOf ? { published: point.asOf } : {}),
                    },
                  ]
            }),
          },
        ]
      : [],
  )
  return {
    ...compared,
    stories: [{ ...compared.stories[0] }],
    origins,
    statements,
    relations,
    figures,
    lostHedges: [],
  }
}
