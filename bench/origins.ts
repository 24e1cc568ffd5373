/**
 * Scores on how many origins a fact rests, where which passages state it is known: `npx tsx bench/origins.ts GOLD.json...
 * [--errors] [--json]`. Statements are made from the gold's passages, so that nothing but the origins is measured. What
 * the gold counts is `independent`: the sources that the words show, copies and one body's speakers taken together.
 * `asOne` is the share that counting one origin for every fact would get right: `severalFound` is what goes beyond it.
 */

import { parseArgs } from 'node:util'
import { claimContents } from '../src/situation/claims/claim-contents.ts'
import { sameEntities } from '../src/situation/claims/same-entity.ts'
import { findCopies } from '../src/situation/origins/copies.ts'
import { findOrigins } from '../src/situation/origins/origins.ts'
import type { ClaimGroup } from '../src/situation/statements/group-into-statements.ts'
import { claimOrigins, originsOfGroup } from '../src/situation/statements/statement-origins.ts'
import { meets, readSituation } from './gold-situation.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { errors: { type: 'boolean' }, json: { type: 'boolean' } },
})
const score = { statements: 0, equal: 0, over: 0, under: 0, several: 0, severalFound: 0 }
for (const file of positionals) {
  const { gold, analyses } = readSituation(file)
  const { copies, credits } = findCopies(analyses)
  const origins = findOrigins(analyses, copies, credits)
  const entities = sameEntities(analyses)
  const contents = analyses.flatMap((analysis) => claimContents(analysis, entities))
  const groups = gold.facts.map(
    ({ passages }): ClaimGroup => ({
      members: contents.flatMap((content) =>
        passages.some((passage) => meets(content.report, content.claim.span, passage))
          ? [{ content, by: 'gold' }]
          : [],
      ),
    }),
  )
  groups.forEach((group, k) => {
    const fact = gold.facts[k]
    const reports = new Set(group.members.map(({ content }) => content.report))
    if (reports.size < 2) return
    // A claim may belong to several facts: each is counted by itself.
    const originOf = claimOrigins(origins, [group])
    const found = originsOfGroup(group, originOf, origins).origins.length
    const rests = fact.origins.filter((one) => one.reports.some((report) => reports.has(report)))
    const least = Math.max(1, rests.filter(({ kind }) => kind !== 'unsourced').length)
    score.statements++
    if (least > 1) score.several++
    if (least > 1 && found > 1) score.severalFound++
    if (found === least) score.equal++
    else if (found > Math.max(least, rests.length)) score.over++
    else if (found < least) score.under++
    if (values.errors && found !== least) {
      console.log(`${gold.situation} ${fact.id}: ${found} for ${least} — ${fact.fact}`)
      console.log(
        `    gold ${rests.map((one) => `${one.root} [${one.kind.slice(0, 4)}] ${one.reports.join(',')}`).join(' ; ')}`,
      )
      for (const { content } of group.members) {
        const one = originOf(content)
        console.log(
          `    ${content.report} ${one.origin} ${one.standing} ${one.speaker ? `${one.speaker.kind} "${one.speaker.name.slice(0, 50)}" {${[...one.speaker.names].join(' ')}} {${[...one.speaker.roles].join(' ')}}${one.speaker.own ? ' own' : ''}` : ''} ${one.through.join('<')} | ${content.analysis.report.text
            .slice(...content.claim.span)
            .slice(0, 70)
            .replaceAll('\n', ' ')}`,
        )
      }
    }
  })
}
const share = (count: number) => Math.round((1000 * count) / Math.max(1, score.statements)) / 10
const result = {
  ...score,
  equalShare: share(score.equal),
  overShare: share(score.over),
  underShare: share(score.under),
  asOne: share(score.statements - score.several),
}
console.log(values.json ? JSON.stringify(result) : result)
