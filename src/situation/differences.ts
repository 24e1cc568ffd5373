import type { Analysis, Span } from '../engine/analysis.ts'
import type { GroupedClaims } from './group-into-statements.ts'
import type { Passage } from './situation.ts'
import type { SituationDifference } from './statement.ts'

/** On what the reports of a story differ: words of a quotation, who said them, somebody's title, a date. */
export function findDifferences(
  grouped: GroupedClaims,
  reports: readonly Analysis[],
  story: string,
  passage: (report: string, span: Span) => Passage,
): SituationDifference[] {
  const found: SituationDifference[] = []
  const seen = new Set<string>()
  for (const { a, b, comparison } of grouped.apart) {
    const [only, more] = comparison.differences.filter(({ aspect }) => aspect !== 'certainty')
    if (!only || more || only.aspect !== 'time' || !only.hard) continue
    const key = [grouped.groupOf.get(a), grouped.groupOf.get(b)]
      .map((group) => group?.members[0].content.claim.id)
      .join()
    if (seen.has(key)) continue
    seen.add(key)
    found.push({
      kind: 'date',
      story,
      passages: [passage(a.report, a.claim.span), passage(b.report, b.claim.span)],
      words: [
        only.words[0].map((span) => passage(a.report, span)),
        only.words[1].map((span) => passage(b.report, span)),
      ],
    })
  }
  void reports
  return found
}
