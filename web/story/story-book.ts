/** A Situation as the story view turns its pages: statements in the order that a desk wants them, and names for ids. */
import type { Language } from '../../src/contract/analysis.ts'
import type {
  Passage,
  Situation,
  SituationReport,
  SituationStatement,
  StatementClaim,
  StatementRelation,
} from '../../src/contract/situation.ts'

/** A denial or conflict, by its number among all of the story. */
export interface Dispute {
  number: number
  relation: StatementRelation
}

export interface StoryBook {
  situation: Situation
  /** Disputed ones first, then those that most origins say, then as the reports have them. */
  statements: SituationStatement[]
  /** Denials first, then conflicts. */
  disputes: Dispute[]
  /** Those that touch a statement, by its id. */
  disputesOf: (statement: string) => Dispute[]
  statementOf: (id: string) => SituationStatement | undefined
  /** A claim of a statement, by its report and its id there. */
  claim: (report: string, claim: string) => StatementClaim | undefined
  report: (id: string) => SituationReport | undefined
  nameOf: (report: string) => string
  originName: (origin: string) => string
  languageOf: (report: string) => Language | undefined
}

export const statementFilters = ['all', 'disputed', 'several', 'single', 'open'] as const
export type StatementFilterName = (typeof statementFilters)[number]

/** @param dateOf writes a publication date, to tell two reports of one outlet apart */
export function storyBook(situation: Situation, dateOf: (iso: string) => string): StoryBook {
  const reports = new Map(situation.reports.map((report) => [report.id, report]))
  const origins = new Map(situation.origins.map((origin) => [origin.id, origin]))
  const statements = new Map(situation.statements.map((statement) => [statement.id, statement]))
  const claims = new Map<string, StatementClaim>()
  for (const statement of situation.statements)
    for (const claim of statement.claims) claims.set(`${claim.report}\n${claim.claim}`, claim)
  const disputes = [
    ...situation.relations.filter(({ kind }) => kind === 'denies'),
    ...situation.relations.filter(({ kind }) => kind === 'conflicts'),
  ].map((relation, k): Dispute => ({ number: k + 1, relation }))
  const disputesBy = new Map<string, Dispute[]>()
  for (const dispute of disputes)
    for (const id of new Set(dispute.relation.statements)) {
      const known = disputesBy.get(id)
      if (known) known.push(dispute)
      else disputesBy.set(id, [dispute])
    }
  const shared = new Map<string, number>()
  for (const { publisher } of situation.reports)
    if (publisher) shared.set(publisher, (shared.get(publisher) ?? 0) + 1)
  const nameOf = (id: string) => {
    const report = reports.get(id)
    if (!report?.publisher) return report?.title ?? id
    return (shared.get(report.publisher) ?? 0) > 1 && report.published
      ? `${report.publisher}, ${dateOf(report.published)}`
      : report.publisher
  }
  const disputesOf = (id: string) => disputesBy.get(id) ?? []
  const disputed = (statement: SituationStatement) => disputesOf(statement.id).length > 0
  const reportCount = (statement: SituationStatement) =>
    new Set(statement.claims.map(({ report }) => report)).size + (statement.leftOut?.reports ?? 0)
  const order = new Map(situation.statements.map(({ id }, index) => [id, index]))
  return {
    situation,
    statements: [...situation.statements].sort(
      (a, b) =>
        Number(disputed(b)) - Number(disputed(a)) ||
        b.origins.length - a.origins.length ||
        reportCount(b) - reportCount(a) ||
        (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0),
    ),
    disputes,
    disputesOf,
    statementOf: (id) => statements.get(id),
    claim: (report, claim) => claims.get(`${report}\n${claim}`),
    report: (id) => reports.get(id),
    nameOf,
    originName: (id) => origins.get(id)?.name ?? id,
    languageOf: (id) => reports.get(id)?.language,
  }
}

/** The statements that a filter lets through, in the book's order. */
export function filterStatements(book: StoryBook, name: StatementFilterName): SituationStatement[] {
  const { statements } = book
  switch (name) {
    case 'all':
      return statements
    case 'disputed':
      return statements.filter(({ id }) => book.disputesOf(id).length > 0)
    case 'several':
      return statements.filter(({ origins }) => origins.length > 1)
    case 'single':
      return statements.filter(({ origins }) => origins.length <= 1)
    case 'open':
      return statements.filter(({ history }) => {
        const last = history[history.length - 1]?.status
        return last === 'possible' || last === 'planned' || last === 'hypothetical'
      })
  }
}

/** Shortest words, in UTF-16 code units, that a statement is shown by where it has others. */
const shortest = 28

/** The claim to show a statement by: its first, unless that is a few words only and another has more. */
export function shownClaim({ passage, claims }: SituationStatement): StatementClaim {
  const words = (claim: StatementClaim) => (claim.sentence ?? claim.passage.text).length
  const first =
    claims.find((claim) => claim.report === passage.report && claim.passage.span[0] === passage.span[0]) ??
    claims[0]
  if (words(first) >= shortest) return first
  return claims.reduce((longest, claim) => (words(claim) > words(longest) ? claim : longest), first)
}

/** The words to show a statement by. */
export const wordsOf = (statement: SituationStatement): Passage => shownClaim(statement).passage
