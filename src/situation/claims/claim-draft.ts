import type { Claim, ReportedEvent, Span, TimeExpression } from '../../contract/analysis.ts'
import type { Certainty, ClaimSource, ContentItem, ContentNumber } from './claim-content.ts'
import type { ReportContent } from './report-content.ts'

/** A claim while the rules work out what it says. */
export interface ClaimDraft {
  readonly report: ReportContent
  readonly claim: Claim
  readonly event: ReportedEvent | undefined
  /** The words around the predicate that are compared. */
  readonly span: Span
  /** Whether it says nothing of its own. */
  dropped: boolean
  times: TimeExpression[]
  numbers: ContentNumber[]
  /** Words that are not what is said: times, reserves, who says it. */
  masked: Span[]
  items: ContentItem[]
  predicate: ContentItem
  headItems: readonly ContentItem[]
  /** Keys of what happens. */
  heads: Set<string>
  certainty: Certainty
  source: ClaimSource | undefined
}

/** Characters on either side of a predicate that are compared. */
export const compared = 800

/** A word of which nothing is known but where it stands. */
export const emptyItem = (span: Span): ContentItem => ({
  span,
  keys: [],
  wider: [],
  weight: 0,
  kind: 'word',
  concepts: [],
  before: false,
})

/** A claim before any rule. */
export function draftOf(report: ReportContent, claim: Claim): ClaimDraft {
  return {
    report,
    claim,
    event: report.eventOf(claim),
    span: [
      Math.max(claim.span[0], claim.predicate[0] - compared),
      Math.min(claim.span[1], claim.predicate[1] + compared),
    ],
    dropped: false,
    times: [],
    numbers: [],
    masked: [],
    items: [],
    predicate: emptyItem(claim.predicate),
    headItems: [],
    heads: new Set(),
    certainty: 'sure',
    source: undefined,
  }
}
