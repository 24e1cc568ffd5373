/** A Situation as the story view turns its pages: statements in the order that a desk wants them, and names for ids. */
import type { Language } from '../../src/contract/analysis.ts'
import type {
  Passage,
  Situation,
  SituationReport,
  SituationStatement,
  StatementRelation,
} from '../../src/contract/situation.ts'

export interface StoryBook {
  situation: Situation
  /** Disputed ones first, then those that most origins say, then as the reports have them. */
  statements: SituationStatement[]
  /** What stands between a statement and others, by its id. */
  relationsOf: (statement: string) => StatementRelation[]
  statementOf: (id: string) => SituationStatement | undefined
  report: (id: string) => SituationReport | undefined
  nameOf: (report: string) => string
  originName: (origin: string) => string
  languageOf: (report: string) => Language | undefined
}

export const statementFilters = ['all', 'disputed', 'several', 'single', 'open'] as const
export type StatementFilterName = (typeof statementFilters)[number]

const isDispute = ({ kind }: StatementRelation) => kind === 'denies' || kind === 'conflicts'

/** @param dateOf writes a publication date, to tell two reports of one outlet apart */
export function storyBook(situation: Situation, dateOf: (iso: string) => string): StoryBook {
  const reports = new Map(situation.reports.map((report) => [report.id, report]))
  const origins = new Map(situation.origins.map((origin) => [origin.id, origin]))
  const statements = new Map(situation.statements.map((statement) => [statement.id, statement]))
  const relations = new Map<string, StatementRelation[]>()
  for (const relation of situation.relations)
    for (const id of new Set(relation.statements)) {
      const known = relations.get(id)
      if (known) known.push(relation)
      else relations.set(id, [relation])
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
  const relationsOf = (id: string) => relations.get(id) ?? []
  const disputed = (statement: SituationStatement) => relationsOf(statement.id).some(isDispute)
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
    relationsOf,
    statementOf: (id) => statements.get(id),
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
      return statements.filter(({ id }) => book.relationsOf(id).some(isDispute))
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

/** The words to show a statement by: those of its first claim, unless they are a few words only and another has more. */
export function wordsOf(statement: SituationStatement): Passage {
  if (statement.passage.text.length >= 28) return statement.passage
  return statement.claims.reduce(
    (longest, { passage }) => (passage.text.length > longest.text.length ? passage : longest),
    statement.passage,
  )
}
