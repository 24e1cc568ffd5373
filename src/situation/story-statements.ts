import type { Analysis, Attribution, Span } from '../contract/analysis.ts'
import type {
  Passage,
  ReportAgainstRest,
  SituationDifference,
  SituationFigure,
  SituationLostHedge,
  SituationStatement,
  StatementClaim,
  StatementMoment,
  StatementRelation,
} from '../contract/situation.ts'
import { byPublication } from './claims/by-publication.ts'
import type { ClaimContent } from './claims/claim-content.ts'
import type { Origins } from './origins/origins.ts'
import { findDifferences } from './relations/differences.ts'
import { findFigures } from './relations/figures.ts'
import { findLostReserves } from './relations/lost-reserves.ts'
import { relationsOf } from './relations/relations.ts'
import { compareWithRest } from './relations/report-against-rest.ts'
import { type ClaimGroup, groupIntoStatements } from './statements/group-into-statements.ts'
import { type Comparer, judgeStatements } from './statements/judge-statements.ts'
import { claimOrigins, originsOfGroup } from './statements/statement-origins.ts'

export interface StoryStatements {
  statements: SituationStatement[]
  relations: StatementRelation[]
  figures: SituationFigure[]
  differences: SituationDifference[]
  rest: ReportAgainstRest[]
  /** Reserve that was lost within a statement, in whatever words or language. */
  lostHedges: SituationLostHedge[]
}

/** What the statements of a story are numbered and shown by. */
export interface StoryContext {
  story: string
  /** In the order in which they are shown. */
  reports: readonly Analysis[]
  origins: Origins
  /** How many statements and figures other stories have already. */
  statementsBefore: number
  figuresBefore: number
  passage: (report: string, span: Span) => Passage
  /** Without it claims are met by their words alone. */
  comparer?: Comparer
}

/** Letters of a claim that heads a statement, at most, and how much each rank is preferred. */
const longestHeadline = 280
/** Letters of a claim's own sentence beyond which its passage tells it. */
const longestSentence = 600
const rankOrder = { main: 2, embedded: 1, nominal: 0 } as const

/** The claim that a statement is shown by: of those as sure as the first, and that read as a sentence, the fullest. */
function headlineOf(contents: readonly ClaimContent[]): ClaimContent {
  const isShort = ({ claim }: ClaimContent) => claim.span[1] - claim.span[0] <= longestHeadline
  const order = (content: ClaimContent) =>
    (isShort(content) ? 4 : 0) + rankOrder[content.claim.rank ?? 'main']
  return contents.reduce((best, content) => {
    if (content.certainty !== best.certainty) return best
    const [one, other] = [order(best), order(content)]
    return other > one || (other === one && isShort(content) && content.weight > best.weight) ? content : best
  })
}

/** Claims of denials that a statement's history holds beside as many as it has claims itself. */
const denialsLooked = 64
/** Attributions of the reports compared, by their id: built at the first claim of a report that asks. */
function attributionFinder(): (analysis: Analysis, id: string) => Attribution | undefined {
  const known = new Map<Analysis, ReadonlyMap<string, Attribution>>()
  return (analysis, id) => {
    let byId = known.get(analysis)
    if (!byId) {
      byId = new Map(analysis.attributions.map((attribution) => [attribution.id, attribution]))
      known.set(analysis, byId)
    }
    return byId.get(id)
  }
}

/** How sure it is that a claim is its sources', by the least sure of its attributions; nothing where the fast reader read alone. */
function leastSure(
  { claim, analysis }: ClaimContent,
  attributionOf: ReturnType<typeof attributionFinder>,
): Pick<StatementClaim, 'confidence' | 'readers'> {
  let least: Attribution | undefined
  for (const { attribution } of claim.chain) {
    const one = attribution ? attributionOf(analysis, attribution) : undefined
    if (one?.confidence !== undefined && one.confidence < (least?.confidence ?? 2)) least = one
  }
  return {
    ...(least?.confidence === undefined ? {} : { confidence: least.confidence }),
    ...(least?.readers ? { readers: least.readers } : {}),
  }
}

/** The statements of one story, what stands between them, its figures and differences, each report against the rest. */
export function describeStory(context: StoryContext): StoryStatements {
  const { story, reports, origins, statementsBefore, passage } = context
  const attributionOf = attributionFinder()
  const grouped =
    context.comparer && reports.length > 1
      ? judgeStatements(reports, context.comparer)
      : groupIntoStatements(reports)
  const originOf = claimOrigins(origins, grouped.groups)
  const { relations: found, leftOut } = relationsOf(grouped, originOf)
  const idOf = new Map<ClaimGroup, string>()
  grouped.groups.forEach((group, k) => {
    idOf.set(group, `st${statementsBefore + k + 1}`)
  })
  const statementOf = (content: ClaimContent) => {
    const group = grouped.groupOf.get(content)
    return (group && idOf.get(group)) ?? ''
  }
  const denials = new Map<ClaimGroup, ClaimContent[]>()
  for (const { kind, from, to } of found) {
    if (kind !== 'denies') continue
    const [denial, denied] = [grouped.groupOf.get(from), grouped.groupOf.get(to)]
    if (!denial || !denied) continue
    const known = denials.get(denied) ?? []
    denials.set(denied, known)
    // One denial may stand against many statements: each has as many of its claims as it has of its own.
    const room = denialsLooked + denied.members.length - known.length
    for (const { content } of denial.members.slice(0, Math.max(0, room))) known.push(content)
  }
  const statements = grouped.groups.map((group): SituationStatement => {
    const contents = group.members.map(({ content }) => content)
    const shown = headlineOf(contents)
    const counted = originsOfGroup(group, originOf, origins)
    const published = contents
      .flatMap(({ analysis }) => analysis.report.published ?? [])
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    const event = contents.find((content) => content.event)?.event
    return {
      id: idOf.get(group) ?? '',
      story,
      passage: passage(shown.report, shown.claim.span),
      ...(event ? { event: { type: event.type, ...(event.lemma ? { lemma: event.lemma } : {}) } } : {}),
      polarity: shown.polarity,
      claims: group.members.map(({ content, by }) => ({
        report: content.report,
        claim: content.claim.id,
        passage: passage(content.report, content.claim.span),
        ...readable(content),
        origin: originOf(content).origin,
        factuality: content.claim.factuality,
        outletFactuality: content.claim.outletFactuality,
        status: content.status,
        chain: content.claim.chain.map((holder) => holder.name ?? holder.kind),
        ...leastSure(content, attributionOf),
        by,
      })),
      origins: counted.origins,
      collapses: counted.collapses,
      ...(published.length > 0 ? { first: published[0], last: published[published.length - 1] } : {}),
      history: historyOf([...contents, ...(denials.get(group) ?? [])]),
      ...(leftOut.has(group) ? { leftOut: { relations: leftOut.get(group) } } : {}),
    }
  })

  /** One entry for each change of status, by publication; undated reports keep their place in the order given. */
  function historyOf(contents: readonly ClaimContent[]): StatementMoment[] {
    const moments: StatementMoment[] = []
    for (const content of contents.toSorted(byPublication)) {
      if (moments[moments.length - 1]?.status === content.status) continue
      const { published } = content.analysis.report
      moments.push({
        report: content.report,
        claim: content.claim.id,
        ...(published ? { published } : {}),
        status: content.status,
        passage: passage(content.report, content.claim.span),
      })
    }
    return moments
  }

  const related = (content: ClaimContent, words: readonly Span[]) => ({
    report: content.report,
    claim: content.claim.id,
    passage: passage(content.report, content.claim.span),
    words: words.map((span) => passage(content.report, span)),
  })
  const relations = found.map(
    ({ kind, aspect, from, to, words, by, alike }): StatementRelation => ({
      kind,
      ...(aspect ? { aspect } : {}),
      statements: [statementOf(from), statementOf(to)],
      from: related(from, words[0]),
      to: related(to, words[1]),
      by,
      ...(alike ? { alike: { claims: alike.claims, last: related(alike.last, alike.words) } } : {}),
    }),
  )
  const disputed = new Set<ClaimGroup>()
  for (const { kind, aspect, from, to } of found)
    if (kind === 'denies' || (kind === 'conflicts' && aspect !== 'number' && aspect !== 'time'))
      for (const group of [grouped.groupOf.get(from), grouped.groupOf.get(to)]) if (group) disputed.add(group)
  const lostHedges = findLostReserves(
    grouped.groups,
    originOf,
    (group) => disputed.has(group),
    (report) => origins.collapseOf.get(report)?.reason === 'copy',
  ).map(
    ({ hedged, marks, stated }): SituationLostHedge => ({
      hedged: {
        claim: hedged.claim.id,
        passage: passage(hedged.report, hedged.claim.span),
        marks: marks.map((span) => passage(hedged.report, span)),
      },
      stated: { claim: stated.claim.id, passage: passage(stated.report, stated.claim.span) },
    }),
  )
  return {
    lostHedges,
    statements,
    relations,
    figures: findFigures(grouped, story, context.figuresBefore, passage, statementOf),
    differences: findDifferences(grouped, reports, story, passage),
    rest: compareWithRest(reports, statements, grouped, origins, passage),
  }
}

/** The claim as it can be read alone, where its passage cannot. */
function readable({ analysis, claim }: ClaimContent): { sentence?: string } {
  const { sentence, span } = claim
  if (!sentence || sentence.length > longestSentence) return {}
  return sentence === analysis.report.text.slice(span[0], span[1]) ? {} : { sentence }
}
