/**
 * Scores lost reserves where which passages state one fact is known: `npx tsx bench/lost-hedges.ts GOLD.json... [--errors]
 * [--json]`. Statements are made from the gold's passages and are disputed where the gold has a conflict about them, so
 * that nothing but the finding of lost reserves is measured; titles and passages that the gold joins with none are out
 * of reach and count as missed.
 */

import { parseArgs } from 'node:util'
import { claimContents } from '../src/situation/claims/claim-contents.ts'
import { sameEntities } from '../src/situation/claims/same-entity.ts'
import { findCopies } from '../src/situation/origins/copies.ts'
import { findOrigins } from '../src/situation/origins/origins.ts'
import { findLostReserves } from '../src/situation/relations/lost-reserves.ts'
import type { ClaimGroup } from '../src/situation/statements/group-into-statements.ts'
import { claimOrigins } from '../src/situation/statements/statement-origins.ts'
import { meets, readSituation } from './gold-situation.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { errors: { type: 'boolean' }, json: { type: 'boolean' } },
})
const score = { gold: 0, found: 0, predicted: 0, right: 0 }
for (const file of positionals) {
  const { gold, analyses } = readSituation(file)
  const { copies, credits } = findCopies(analyses)
  const origins = findOrigins(analyses, copies, credits)
  const entities = sameEntities(analyses)
  const contents = analyses.flatMap((analysis) => claimContents(analysis, entities))
  const disputed = new Set<ClaimGroup>()
  const groups = gold.facts.map(({ passages, status }): ClaimGroup => {
    const members = contents.flatMap((content) =>
      passages.some((passage) => meets(content.report, content.claim.span, passage))
        ? [{ content, by: 'gold' }]
        : [],
    )
    const group = { members }
    const isInConflict = gold.conflicts.some(
      ({ kind, a, b }) =>
        kind !== 'figure' &&
        kind !== 'time' &&
        [...a, ...b].some((one) => passages.some((p) => meets(p.report, [p.start, p.end], one, p.in))),
    )
    if (isInConflict && status !== 'denial') disputed.add(group)
    return group
  })
  const found = groups.flatMap((group) =>
    findLostReserves(
      [group],
      claimOrigins(origins, [group]),
      (one) => disputed.has(one),
      (report) => origins.collapseOf.get(report)?.reason === 'copy',
    ),
  )
  const right = (k: number) =>
    gold.lostHedges.filter(
      ({ from, to }) =>
        meets(found[k].hedged.report, found[k].hedged.claim.span, from) &&
        meets(found[k].stated.report, found[k].stated.claim.span, to),
    )
  const hits = new Set(found.flatMap((_, k) => right(k)))
  score.gold += gold.lostHedges.length
  score.found += hits.size
  score.predicted += found.length
  score.right += found.filter((_, k) => right(k).length > 0).length
  if (!values.errors) continue
  const words = (report: string, [start, end]: readonly number[]) =>
    `${report} ${analyses
      .find((one) => one.report.id === report)
      ?.report.text.slice(start, Math.min(end, start + 90))
      .replaceAll('\n', ' ')}`
  for (const one of gold.lostHedges)
    if (!hits.has(one))
      console.log(
        `missed ${gold.situation}: ${one.from.report} ${one.from.text} => ${one.to.report} ${one.to.text}`,
      )
  found.forEach((one, k) => {
    if (right(k).length === 0)
      console.log(
        `wrong ${gold.situation}: ${words(one.hedged.report, one.hedged.claim.span)} => ${words(one.stated.report, one.stated.claim.span)}`,
      )
  })
}
const percent = (part: number, whole: number) => Math.round((1000 * part) / Math.max(1, whole)) / 10
const result = {
  ...score,
  recall: percent(score.found, score.gold),
  precision: percent(score.right, score.predicted),
}
console.log(values.json ? JSON.stringify(result) : result)
