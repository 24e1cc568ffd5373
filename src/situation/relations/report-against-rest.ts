import type { Analysis, Span } from '../../contract/analysis.ts'
import type { Passage, ReportAgainstRest, SituationStatement, SurerClaim } from '../../contract/situation.ts'
import type { ClaimContent } from '../claims/claim-content.ts'
import type { Origins } from '../origins/origins.ts'
import type { GroupedClaims } from '../statements/group-into-statements.ts'

/** Of what one report adds, leaves out and makes surer so many are told; the others are counted. */
const mostOfOne = 100
/** Of what one leaves out: those that most origins carry. */
const mostMissing = 3

/**
 * Each report of a story that several tell, against the others: what it adds, leaves out, and makes surer. Cost grows with
 * the number of claims: what all reports of an origin leave out is looked for once.
 */
export function compareWithRest(
  reports: readonly Analysis[],
  statements: readonly SituationStatement[],
  { groups }: GroupedClaims,
  origins: Origins,
  passage: (report: string, span: Span) => Passage,
): ReportAgainstRest[] {
  if (reports.length < 2) return []
  const originOf = (report: string) => origins.originOf.get(report) ?? ''
  const all = new Set(reports.map(({ report }) => originOf(report.id)))
  /** By report: the numbers of the statements that it has, and which nobody else has. */
  const having = new Map<string, Set<number>>()
  const alone = new Map<string, string[]>()
  /** By origin: the numbers of the statements that its reports should have, where they have them not. */
  const awaited = new Map<string, number[]>([...all].map((origin) => [origin, []]))
  /** By the number of a statement: how many origins tell it. */
  const tellersOf: number[] = []
  statements.forEach(({ id, claims, polarity }, number) => {
    const tellers = new Set(claims.map(({ report }) => report))
    for (const report of tellers) {
      const known = having.get(report)
      if (known) known.add(number)
      else having.set(report, new Set([number]))
      if (tellers.size > 1) continue
      const only = alone.get(report)
      if (only) only.push(id)
      else alone.set(report, [id])
    }
    const told = new Set(claims.map(({ report }) => originOf(report)))
    tellersOf.push(told.size)
    const isMost = (others: number) => others >= 2 && others * 2 > all.size - 1
    // Most origins have it, so that there are few such statements for each.
    if (isMost(told.size)) for (const origin of all) if (!told.has(origin)) awaited.get(origin)?.push(number)
    // A caveat of its own text's origin that it dropped, while others have it too.
    if (isMost(told.size - 1) || (polarity === 'denied' && told.size > 1))
      for (const origin of told) awaited.get(origin)?.push(number)
  })
  const surer = surerClaims()
  return reports.map(({ report: { id, published } }) => {
    const own = having.get(id)
    // What came out later it could not have.
    const lacking = (awaited.get(originOf(id)) ?? []).filter((number) => {
      const { first } = statements[number]
      return !own?.has(number) && !(first && published && Date.parse(first) > Date.parse(published))
    })
    const missing = lacking
      .toSorted((a, b) => tellersOf[b] - tellersOf[a] || a - b)
      .slice(0, mostMissing)
      .map((number) => statements[number].id)
    const notTold = lacking.length - missing.length
    const only = alone.get(id) ?? []
    const claims = surer.get(id) ?? []
    const leftOut = {
      ...(only.length > mostOfOne ? { only: only.length - mostOfOne } : {}),
      ...(notTold > 0 ? { missing: notTold } : {}),
      ...(claims.length > mostOfOne ? { surer: claims.length - mostOfOne } : {}),
    }
    return {
      report: id,
      only: only.slice(0, mostOfOne),
      missing,
      surer: claims.slice(0, mostOfOne),
      ...(Object.keys(leftOut).length > 0 ? { leftOut } : {}),
    }
  })

  /** By report: the first of its claims in each statement that is surer than the first of another report of its origin. */
  function surerClaims(): Map<string, SurerClaim[]> {
    const found = new Map<string, SurerClaim[]>()
    for (const { members } of groups) {
      const sure = new Map<string, ClaimContent>()
      /** By origin: the first claim with a reserve, and the first of another report than that. */
      const reserved = new Map<string, ClaimContent[]>()
      for (const { content } of members) {
        const { report, certainty, claim } = content
        if (certainty === 'sure') {
          if (claim.basis === 'asserted' && !sure.has(report)) sure.set(report, content)
        } else if (certainty !== 'denied' && claim.marks.length > 0) {
          const known = reserved.get(originOf(report))
          if (!known) reserved.set(originOf(report), [content])
          else if (known.length < 2 && known[0].report !== report) known.push(content)
        }
      }
      for (const [report, { claim }] of sure) {
        const source = reserved.get(originOf(report))?.find((content) => content.report !== report)
        if (!source) continue
        const one = {
          claim: claim.id,
          passage: passage(report, claim.span),
          source: passage(source.report, source.claim.span),
          marks: source.claim.marks.map(({ span }) => passage(source.report, span)),
        }
        const known = found.get(report)
        if (known) known.push(one)
        else found.set(report, [one])
      }
    }
    return found
  }
}
