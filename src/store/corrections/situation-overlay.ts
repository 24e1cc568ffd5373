import type { Span } from '../../contract/analysis.ts'
import type {
  Situation,
  SituationStatement,
  StatementClaim,
  StatementMoment,
} from '../../contract/situation.ts'
import { briefOf } from '../../situation/brief/brief.ts'
import { conflictsIn } from '../../situation/situation.ts'
import { overlap } from './anchor.ts'

/** A person's correction of statements, as far as its places are known; see Correction. */
export interface StatementCorrection {
  kind: 'merge-statements' | 'split-statement'
  places: ({ report: string; span: Span } | undefined)[]
}

/** What a claim that a person put into a statement gives as its rule. */
const byPerson = 'correction'

/** Lays people's corrections of statements, in their order, over a situation; the one given is left as it is. */
export function layOverSituation(given: Situation, corrections: readonly StatementCorrection[]): Situation {
  if (corrections.length === 0) return given
  const situation = structuredClone(given)
  for (const { kind, places } of corrections) {
    const [first, second] = places.map((place) => place && statementAt(situation, place.report, place.span))
    if (kind === 'split-statement' && first) split(situation, first)
    if (kind === 'merge-statements' && first && second && first.statement !== second.statement)
      merge(situation, first.statement, second.statement)
  }
  situation.counts.statements = situation.statements.length
  situation.counts.conflicts = conflictsIn(situation.relations)
  // Its lines count the reports and origins of statements that are others now.
  situation.brief = briefOf(situation)
  return situation
}

interface Place {
  statement: SituationStatement
  claim: StatementClaim
}

/** The statement with the claim that lies best on a place. */
function statementAt(situation: Situation, report: string, span: Span): Place | undefined {
  let best: Place | undefined
  let highest = 0
  for (const statement of situation.statements)
    for (const claim of statement.claims) {
      const common = claim.report === report ? overlap(claim.passage.span, span) : 0
      if (common <= highest) continue
      highest = common
      best = { statement, claim }
    }
  return best
}

function merge(situation: Situation, one: SituationStatement, two: SituationStatement): void {
  const order = situation.statements
  const [kept, gone] = order.indexOf(one) < order.indexOf(two) ? [one, two] : [two, one]
  for (const claim of gone.claims) kept.claims.push({ ...claim, by: byPerson })
  kept.origins = [...new Set([...kept.origins, ...gone.origins])]
  const collapses = new Map(
    [...kept.collapses, ...gone.collapses].map((one) => [`${one.report} ${one.origin} ${one.reason}`, one]),
  )
  kept.collapses = [...collapses.values()]
  kept.event ??= gone.event
  situation.statements = order.filter((statement) => statement !== gone)
  describe(situation, kept)
  const renamed = (id: string) => (id === gone.id ? kept.id : id)
  for (const relation of situation.relations)
    relation.statements = [renamed(relation.statements[0]), renamed(relation.statements[1])]
  // What stood between the two stands within one now.
  situation.relations = situation.relations.filter(({ statements: [a, b] }) => a !== b)
  for (const figure of situation.figures) if (figure.statement === gone.id) figure.statement = kept.id
  const reports = new Set(kept.claims.map(({ report }) => report))
  for (const rest of situation.rest) {
    rest.only = [...new Set(rest.only.map(renamed))].filter((id) => id !== kept.id || reports.size === 1)
    rest.missing = [...new Set(rest.missing.map(renamed))].filter(
      (id) => id !== kept.id || !reports.has(rest.report),
    )
  }
}

function split(situation: Situation, { statement, claim }: Place): void {
  if (statement.claims.length < 2) return
  const numbers = situation.statements.map(({ id }) => Number(/\d+$/.exec(id)?.[0] ?? 0))
  const id = `st${Math.max(0, ...numbers) + 1}`
  const { leftOut: _, ...whole } = statement
  const alone: SituationStatement = {
    ...whole,
    id,
    passage: claim.passage,
    claims: [{ ...claim, by: byPerson }],
    origins: [claim.origin],
    collapses: [],
  }
  statement.claims = statement.claims.filter((one) => one !== claim)
  const left = new Set(statement.claims.map(({ origin }) => origin))
  const reports = new Set(statement.claims.map(({ report }) => report))
  const origins = statement.origins.filter((origin) => left.has(origin))
  statement.origins = origins.length > 0 ? origins : [statement.claims[0].origin]
  statement.collapses = statement.collapses.filter(({ report }) => reports.has(report))
  statement.passage = statement.claims[0].passage
  situation.statements.push(alone)
  describe(situation, statement)
  describe(situation, alone)
  for (const relation of situation.relations)
    for (const [side, end] of [relation.from, relation.to].entries())
      if (
        end.report === claim.report &&
        end.claim === claim.claim &&
        relation.statements[side] === statement.id
      )
        relation.statements[side] = id
  for (const rest of situation.rest) if (rest.report === claim.report) rest.only.push(id)
  if (reports.size === 1)
    for (const rest of situation.rest)
      if (reports.has(rest.report) && !rest.only.includes(statement.id)) rest.only.push(statement.id)
}

/** Works out anew what follows from a statement's claims: their order, when it was made, how its status moved. */
function describe(situation: Situation, statement: SituationStatement): void {
  const reports = new Map(situation.reports.map((report, place) => [report.id, { ...report, place }]))
  statement.claims.sort(
    (a, b) =>
      (reports.get(a.report)?.place ?? 0) - (reports.get(b.report)?.place ?? 0) ||
      a.passage.span[0] - b.passage.span[0],
  )
  const published = statement.claims
    .flatMap(({ report }) => reports.get(report)?.published ?? [])
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  delete statement.first
  delete statement.last
  if (published.length > 0) {
    statement.first = published[0]
    statement.last = published[published.length - 1]
  }
  const history: StatementMoment[] = []
  for (const { report, claim, status, passage } of statement.claims) {
    if (history.at(-1)?.status === status) continue
    const date = reports.get(report)?.published
    history.push({ report, claim, ...(date === undefined ? {} : { published: date }), status, passage })
  }
  statement.history = history
}
