import type { Analysis, Claim, Span } from '../../contract/analysis.ts'
import { everyPredicate } from '../words/every-predicate.ts'
import { statusOf } from './certainty.ts'
import type { ClaimContent, ContentItem, SentenceContent } from './claim-content.ts'
import { type ClaimDraft, compared, draftOf } from './claim-draft.ts'
import { claimRules } from './claim-rules.ts'
import { ReportContent } from './report-content.ts'
import type { SharedEntities } from './same-entity.ts'

/** Characters at the beginning of a sentence in which a capital says nothing. */
const sentenceBeginning = 3

/**
 * Claims of one report that say something of their own, ready to be compared.
 * @param nouns whether nouns within clauses are among them, which name what another report tells in a clause
 */
export function claimContents(analysis: Analysis, entities: SharedEntities, nouns = false): ClaimContent[] {
  const report = new ReportContent(analysis, entities)
  // A noun or a bare infinitive within a clause says nothing that a reader could be shown.
  const clauses = nouns ? everyPredicate(analysis) : clausesOf(analysis)
  const contents = clauses.flatMap((claim): ClaimContent[] => {
    const draft = draftOf(report, claim)
    for (const rule of claimRules) {
      rule.apply(draft)
      if (draft.dropped) return []
    }
    return [contentOf(draft)]
  })
  const byStart = contents.toSorted((a, b) => a.claim.span[0] - b.claim.span[0])
  let k = 0
  for (const span of analysis.sentences) {
    const inside: ClaimContent[] = []
    while (k < byStart.length && byStart[k].claim.span[0] < span[1]) inside.push(byStart[k++])
    let most = inside[0]
    for (const one of inside) if (one.weight > most.weight) most = one
    if (most)
      most.sentence = sentenceContent(
        report,
        [span[0], Math.min(span[1], span[0] + 2 * compared)],
        inside,
        most,
      )
  }
  return contents
}

/** Clauses, and what stands in none: of a headline without a verb its noun. A noun within a clause says nothing of its own. */
function clausesOf(analysis: Analysis): Claim[] {
  const claims = everyPredicate(analysis)
  let covered = 0
  const alone = new Set<Claim>()
  for (const claim of claims.toSorted((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]))
    if (claim.rank !== 'nominal') covered = Math.max(covered, claim.span[1])
    else if (claim.predicate[0] >= covered) alone.add(claim)
  return claims.filter((claim) => claim.rank !== 'nominal' || alone.has(claim))
}

function contentOf(draft: ClaimDraft): ClaimContent {
  const { report, claim, event, items, certainty, source } = draft
  return {
    analysis: report.analysis,
    claim,
    report: report.analysis.report.id,
    language: report.language,
    ...(event ? { event } : {}),
    items,
    ...keysOf(items),
    weight: items.reduce((sum, { weight }) => sum + weight, 0),
    heads: draft.heads,
    headItems: draft.headItems,
    predicate: draft.predicate,
    numbers: draft.numbers,
    times: draft.times.filter(({ from }) => from !== undefined),
    polarity: certainty === 'denied' ? 'denied' : 'affirmed',
    status: statusOf(claim, event, certainty),
    certainty,
    ...(source ? { source } : {}),
    direct: claim.chain.some(
      ({ attribution }) => attribution && report.attributions.get(attribution)?.speech === 'direct',
    ),
  }
}

/** By which keys the words of a claim or sentence are met. */
function keysOf(items: readonly ContentItem[]): Pick<ClaimContent, 'keys' | 'wider' | 'partKeys'> {
  const keys = new Map<string, ContentItem>()
  for (const item of items) for (const key of item.keys) if (!keys.has(key)) keys.set(key, item)
  return {
    keys,
    wider: new Set(items.flatMap((item) => item.wider)),
    partKeys: new Set(items.flatMap(({ parts }) => parts?.flat() ?? [])),
  }
}

/**
 * What a sentence says as a whole.
 * @param inside its claims, of which `most` says most
 */
function sentenceContent(
  report: ReportContent,
  span: Span,
  inside: readonly ClaimContent[],
  most: ClaimContent,
): SentenceContent {
  const times = report.timesIn(span)
  const numbers = report.numbersIn(span)
  const items = report.itemsIn(
    span,
    times.map((one) => one.span),
    numbers,
  )
  for (const item of items) {
    item.before = item.span[1] <= most.claim.predicate[0]
    // An unknown word with a capital is a name that was not seen as one.
    const isUnknown = item.kind === 'word' && item.concepts.length === 0
    if (isUnknown && item.span[0] > span[0] + sentenceBeginning && report.wordAt(item.span[0])?.capital)
      item.kind = 'name'
  }
  return {
    analysis: report.analysis,
    language: report.language,
    span,
    items,
    ...keysOf(items),
    numbers,
    times: times.filter(({ from }) => from !== undefined),
    certainties: new Set(inside.map(({ certainty }) => certainty)),
    heads: new Set(inside.flatMap(({ headItems }) => headItems.map((item) => item.span[0]))),
    mainHeads: new Set(most.headItems.map((item) => item.span[0])),
    ...(most.event ? { event: most.event } : {}),
    claim: most.claim,
  }
}
