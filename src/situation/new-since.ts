import type { EventStatus } from '../contract/analysis.ts'
import type {
  Passage,
  Situation,
  SituationStatement,
  StatementClaim,
  StatementRelation,
} from '../contract/situation.ts'

export const newsKinds = ['said', 'status', 'confirmed', 'denied', 'conflict', 'figure'] as const
/** What is new: first said, its status moved, confirmed from another origin, denied, contradicted, another figure. */
export type NewsKind = (typeof newsKinds)[number]

/** One thing that is new in a story, with the passages that it rests on. */
export interface SituationNews {
  kind: NewsKind
  story: string
  statement?: string
  published: string
  /** The status before and now, where that is what is new. */
  status?: { before: EventStatus; now: EventStatus }
  /** The new passage first, then what it is new against. */
  passages: Passage[]
}

/** What some claims bring to a situation. */
export interface Brought {
  /** Statements of which nobody else made a claim. */
  statements: SituationStatement[]
  /** Statements that were there, with the claims that say them again. */
  again: { statement: SituationStatement; claims: StatementClaim[] }[]
  /** What confirms, denies or contradicts, with one of the claims on either side. */
  relations: (StatementRelation & { kind: Exclude<StatementRelation['kind'], 'relays'> })[]
}

/** What the claims bring of which `isNew` says so. Pure; what makes a claim new is its caller's to say. */
export function broughtBy(
  { statements, relations }: Pick<Situation, 'statements' | 'relations'>,
  isNew: (claim: { report: string; passage: Passage }) => boolean,
): Brought {
  const brought: Brought = { statements: [], again: [], relations: [] }
  for (const statement of statements) {
    const claims = statement.claims.filter(isNew)
    if (claims.length === 0) continue
    if (claims.length === statement.claims.length) brought.statements.push(statement)
    else brought.again.push({ statement, claims })
  }
  for (const relation of relations) {
    const { kind } = relation
    const { from, to, alike } = relation
    if (kind !== 'relays' && (isNew(from) || isNew(to) || (alike && isNew(alike.last))))
      brought.relations.push({ ...relation, kind })
  }
  return brought
}

/**
 * What the reports published at or after `since` say that was not said before, in the order of their publication. A
 * report without a date is left out: it cannot be told to be new. Pure.
 * @param since ISO 8601 date or time; an Error where it is none
 */
export function newSince(situation: Situation, since: string): SituationNews[] {
  const from = Date.parse(since)
  if (Number.isNaN(from))
    throw new Error(`"${since}" is no date: write it as 2026-03-12 or 2026-03-12T08:00:00Z.`)
  const publishedOf = new Map(situation.reports.map(({ id, published }) => [id, published]))
  const isNew = (report: string) => {
    const at = Date.parse(publishedOf.get(report) ?? '')
    return !Number.isNaN(at) && at >= from
  }
  const isOld = (report: string) => {
    const at = Date.parse(publishedOf.get(report) ?? '')
    return !Number.isNaN(at) && at < from
  }
  const news: SituationNews[] = []
  const at = (report: string) => publishedOf.get(report) ?? ''
  const brought = broughtBy(situation, ({ report }) => isNew(report))
  const said = new Set(brought.statements)
  for (const statement of situation.statements) {
    const { id, story, claims, history } = statement
    if (said.has(statement))
      news.push({
        kind: 'said',
        story,
        statement: id,
        published: at(claims[0].report),
        passages: [claims[0].passage],
      })
    history.forEach((moment, k) => {
      const before = history[k - 1]
      if (before && isNew(moment.report) && isOld(before.report))
        news.push({
          kind: 'status',
          story,
          statement: id,
          published: at(moment.report),
          status: { before: before.status, now: moment.status },
          passages: [moment.passage, before.passage],
        })
    })
  }
  const storyOf = new Map(situation.statements.map(({ id, story }) => [id, story]))
  const kinds = { confirms: 'confirmed', denies: 'denied', conflicts: 'conflict' } as const
  for (const { kind, statements, from, to: other, alike } of brought.relations) {
    // Of claims in the same words the last, where the first is not new.
    const one = alike && !isNew(from.report) && isNew(alike.last.report) ? alike.last : from
    const [later, earlier, statement] = isNew(one.report)
      ? [one, other, statements[1]]
      : [other, one, statements[0]]
    if (!isNew(later.report) || !isOld(earlier.report)) continue
    news.push({
      kind: kinds[kind],
      story: storyOf.get(statement) ?? '',
      statement,
      published: at(later.report),
      passages: [later.passage, earlier.passage],
    })
  }
  for (const { story, statement, values } of situation.figures) {
    const before = values.filter(({ report }) => isOld(report))
    const known = new Set(before.map(({ low, high }) => `${low} ${high}`))
    for (const value of values) {
      if (!isNew(value.report) || before.length === 0) continue
      if (known.has(`${value.low} ${value.high}`)) continue
      news.push({
        kind: 'figure',
        story,
        ...(statement ? { statement } : {}),
        published: at(value.report),
        passages: [value.passage, before[before.length - 1].passage],
      })
    }
  }
  return news
    .map((one, k) => ({ one, k, time: Date.parse(one.published) }))
    .sort((a, b) => a.time - b.time || a.k - b.k)
    .map(({ one }) => one)
}
