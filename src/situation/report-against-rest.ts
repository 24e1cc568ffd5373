import type { Analysis, Span } from '../contract/analysis.ts'
import type { Passage, ReportAgainstRest, SituationStatement, SurerClaim } from '../contract/situation.ts'
import type { ClaimContent } from './claim-content.ts'
import type { GroupedClaims } from './group-into-statements.ts'
import type { Origins } from './origins.ts'

/** Each report of a story that several tell, against the others: what it adds, leaves out, and makes surer. */
export function compareWithRest(
  reports: readonly Analysis[],
  statements: readonly SituationStatement[],
  { groups }: GroupedClaims,
  origins: Origins,
  passage: (report: string, span: Span) => Passage,
  statementOf: (content: ClaimContent) => string,
): ReportAgainstRest[] {
  if (reports.length < 2) return []
  void statementOf
  const originOf = (report: string) => origins.originOf.get(report) ?? ''
  const all = new Set(reports.map(({ report }) => originOf(report.id)))
  return reports.map(({ report: { id } }) => {
    const own = originOf(id)
    const only: string[] = []
    const missing: string[] = []
    for (const { id: statement, claims, polarity } of statements) {
      const having = new Set(claims.map(({ report }) => report))
      if (having.has(id)) {
        if (having.size === 1) only.push(statement)
        continue
      }
      const others = new Set(claims.map(({ report }) => originOf(report)))
      others.delete(own)
      const rest = all.size - (all.has(own) ? 1 : 0)
      const most = others.size >= 2 && others.size * 2 > rest
      // A caveat of its own text's origin that it dropped, while others have it too.
      const caveat =
        polarity === 'denied' && others.size >= 1 && claims.some(({ report }) => originOf(report) === own)
      if (most || caveat) missing.push(statement)
    }
    return { report: id, only, missing, surer: surerClaims(id) }
  })

  function surerClaims(report: string): SurerClaim[] {
    const found: SurerClaim[] = []
    for (const { members } of groups) {
      const own = members.find(
        ({ content }) =>
          content.report === report && content.certainty === 'sure' && content.claim.basis === 'asserted',
      )
      if (!own) continue
      const source = members.find(
        ({ content }) =>
          content.report !== report &&
          originOf(content.report) === originOf(report) &&
          content.certainty !== 'sure' &&
          content.certainty !== 'denied' &&
          content.claim.marks.length > 0,
      )
      if (source)
        found.push({
          claim: own.content.claim.id,
          passage: passage(report, own.content.claim.span),
          source: passage(source.content.report, source.content.claim.span),
          marks: source.content.claim.marks.map(({ span }) => passage(source.content.report, span)),
        })
    }
    return found
  }
}
