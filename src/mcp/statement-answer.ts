import type { Situation, SituationStatement, StatementRelation } from '../contract/situation.ts'
import { briefSentences, briefText } from '../output/brief-view.ts'
import { inQuotes, passageAt, passageLines, quotedName, quotedWords } from './quoted-data.ts'

/** Claims of one statement that an answer shows. */
const mostClaims = 5
/** Origins of one statement that an answer names. */
const mostOrigins = 20

/** A statement as the tools give it. @param names of origins, by id */
export function statementOf(
  statement: SituationStatement,
  names: ReadonlyMap<string, string>,
  most = mostClaims,
) {
  const { report, span, text } = statement.passage
  const moreOrigins = Math.max(0, statement.origins.length - mostOrigins) + (statement.leftOut?.origins ?? 0)
  return {
    id: statement.id,
    story: statement.story,
    passage: passageAt(report, span, text),
    polarity: statement.polarity,
    origins: statement.origins.slice(0, mostOrigins).map((origin) => quotedName(names.get(origin) ?? origin)),
    ...(moreOrigins > 0 ? { moreOrigins } : {}),
    claims: statement.claims.slice(0, most).map((claim) => ({
      claim: claim.claim,
      passage: passageAt(claim.passage.report, claim.passage.span, claim.passage.text),
      chain: claim.chain.map(quotedName),
      factuality: claim.factuality,
      outletFactuality: claim.outletFactuality,
      status: claim.status,
    })),
    reports: new Set(statement.claims.map((claim) => claim.report)).size + (statement.leftOut?.reports ?? 0),
  }
}

/** What stands between two statements, as the tools give it. */
export function relationOf({ kind, aspect, statements, from, to }: StatementRelation) {
  return {
    kind,
    ...(aspect ? { aspect } : {}),
    statements: [...statements],
    from: passageAt(from.report, from.passage.span, from.passage.text),
    to: passageAt(to.report, to.passage.span, to.passage.text),
  }
}

export function statementLines(statement: ReturnType<typeof statementOf>): string {
  const { id, story, origins, moreOrigins, reports } = statement
  return passageLines(
    statement.passage,
    `Statement ${inQuotes(id)} of story ${inQuotes(story)}, in ${reports} report${reports === 1 ? '' : 's'}, origins: ${origins.map(inQuotes).join(', ') || 'none at hand'}${moreOrigins ? ` and ${moreOrigins} more` : ''} `,
  )
}

export function relationLines(relation: ReturnType<typeof relationOf>): string {
  const { kind, aspect, statements } = relation
  return [
    `Statement ${inQuotes(statements[0])} ${kind} ${inQuotes(statements[1])}${aspect ? ` (${aspect})` : ''}:`,
    passageLines(relation.from),
    passageLines(relation.to),
  ].join('\n')
}

/** What an editor wants first of a story, as the tools give it: at most five lines. */
export function briefOfStory(situation: Situation, story: string) {
  const lines = (situation.brief ?? []).filter((line) => line.story === story)
  return briefSentences(situation, story, 'en').map((parts, k) => ({
    line: quotedWords(briefText(parts)),
    statements: lines[k].statements,
    passages: parts.flatMap(({ passage }) =>
      passage ? [passageAt(passage.report, passage.span, passage.text)] : [],
    ),
  }))
}

export const briefLines = (brief: ReturnType<typeof briefOfStory>): string[] =>
  brief.length === 0 ? [] : ['In brief:', ...brief.map(({ line }) => `> ${line.replaceAll('\n', ' ')}`)]
