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
import { findLostReserves, type LostReserve, outspokenAmong } from './relations/lost-reserves.ts'
import { relationsOf } from './relations/relations.ts'
import { compareWithRest } from './relations/report-against-rest.ts'
import { denierBeside } from './statements/denials.ts'
import {
  type ClaimGroup,
  type GroupedClaims,
  groupIntoStatements,
} from './statements/group-into-statements.ts'
import {
  type Comparer,
  type JudgedClaims,
  judgeStatements,
  type NearPair,
} from './statements/judge-statements.ts'
import { claimOrigins, originsOfGroup } from './statements/statement-origins.ts'
import { spanAt } from './words/span-at.ts'

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

/** Each claim with what is near it: what others say of its matter, whether or not it is one statement. */
function matters(near: readonly NearPair[]): ClaimGroup[] {
  const found = new Map<ClaimContent, ClaimGroup>()
  const note = (content: ClaimContent, other: ClaimContent) => {
    const known = found.get(content)
    if (known) known.members.push({ content: other, by: 'near' })
    else
      found.set(content, {
        members: [
          { content, by: 'first' },
          { content: other, by: 'near' },
        ],
      })
  }
  for (const { a, b } of near) {
    note(a, b)
    note(b, a)
  }
  return [...found.values()]
}

/** Of what one sentence lost the fullest claim. */
function onceEach(lost: readonly LostReserve[]): LostReserve[] {
  const best = new Map<string, LostReserve>()
  for (const one of lost) {
    const { report, analysis, claim } = one.stated
    const key = `${report} ${spanAt(analysis.sentences, claim.predicate[0])?.[0] ?? claim.span[0]}`
    const known = best.get(key)
    if (!known || known.stated.weight < one.stated.weight) best.set(key, one)
  }
  return [...best.values()]
}

/** Whether what is held at a distance lies ahead and is no hearsay. */
const isLaidAhead = ({ certainty, claim }: ClaimContent) =>
  certainty === 'planned' ||
  (certainty === 'open' && claim.marks.every(({ kind }) => kind !== 'hearsay-conditional'))

/** Letters before a claim in which who denies it may stand. */
const holderReach = 200

/**
 * A claim with the words before it by which its last holder denies it or accuses somebody of it: "Viadel denied that any
 * sensor was off", "the union accuses Hydrelle of having …".
 */
function spanWithHolder(content: ClaimContent, act: 'deny' | 'accuse'): Span {
  const { analysis, claim } = content
  const last = claim.chain[claim.chain.length - 1].attribution
  const held = analysis.attributions.find(({ id }) => id === last)
  const beside = act === 'deny' ? denierBeside(content) : undefined
  if (held?.act !== act && !beside) return claim.span
  const [start, end] = claim.span
  const sentence = spanAt(analysis.sentences, start) ?? claim.span
  const words = held?.act === act ? [...held.cue, ...held.source] : []
  const from = [...words, ...(beside ? [beside] : [])]
    .map((span) => span[0])
    .filter((at) => at >= sentence[0] && at >= start - holderReach)
  return [Math.min(start, ...from), end]
}

/** The statements of one story, what stands between them, its figures and differences, each report against the rest. */
export function describeStory(context: StoryContext): StoryStatements {
  const { story, reports, origins, statementsBefore, passage } = context
  const attributionOf = attributionFinder()
  const grouped: GroupedClaims & Partial<JudgedClaims> =
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

  const related = (content: ClaimContent, words: readonly Span[], act?: 'deny' | 'accuse') => ({
    report: content.report,
    claim: content.claim.id,
    passage: passage(content.report, act ? spanWithHolder(content, act) : content.claim.span),
    words: words.map((span) => passage(content.report, span)),
  })
  const relations = found.map(
    ({ kind, aspect, from, to, words, by, alike }): StatementRelation => ({
      kind,
      ...(aspect ? { aspect } : {}),
      statements: [statementOf(from), statementOf(to)],
      from: related(from, words[0], kind === 'denies' ? 'deny' : undefined),
      to: related(to, words[1], kind === 'denies' ? 'accuse' : undefined),
      by,
      ...(alike ? { alike: { claims: alike.claims, last: related(alike.last, alike.words) } } : {}),
    }),
  )
  const disputed = new Set<ClaimGroup>()
  for (const { kind, aspect, from, to } of found)
    if (kind === 'denies' || (kind === 'conflicts' && aspect !== 'number' && aspect !== 'time'))
      for (const group of [grouped.groupOf.get(from), grouped.groupOf.get(to)]) if (group) disputed.add(group)
  const { near } = grouped
  const outspoken = outspokenAmong(reports, near)
  const isDisputed = (content: ClaimContent) => {
    const group = grouped.groupOf.get(content)
    return group !== undefined && disputed.has(group)
  }
  const oddsOf = new Map<ClaimContent, Map<ClaimContent, number>>()
  for (const { a, b, odds } of near ?? []) {
    const known = oddsOf.get(a) ?? new Map<ClaimContent, number>()
    oddsOf.set(a, known.set(b, odds))
  }
  const lostIn = (groups: readonly ClaimGroup[]) =>
    findLostReserves(
      groups,
      originOf,
      ({ members }) => members.some(({ content }) => isDisputed(content)),
      (report) => origins.collapseOf.get(report)?.reason === 'copy',
      near && ((report) => outspoken.has(report)),
      near && ((a, b) => oddsOf.get(a)?.get(b) ?? oddsOf.get(b)?.get(a) ?? Number.NEGATIVE_INFINITY),
    )
  const lost = near
    ? onceEach(
        matters(near).flatMap((group) => {
          const [{ content: first }] = group.members
          return outspoken.has(first.report) ? lostIn([group]).filter(({ stated }) => stated === first) : []
        }),
      ).filter(({ hedged, stated }) => statementOf(hedged) !== '' && statementOf(stated) !== '')
    : lostIn(grouped.groups)
  const lostHedges = lost.map(
    ({ hedged, marks, stated }): SituationLostHedge => ({
      hedged: {
        claim: hedged.claim.id,
        passage: passage(hedged.report, hedged.claim.span),
        marks: marks.map((span) => passage(hedged.report, span)),
      },
      stated: { claim: stated.claim.id, passage: passage(stated.report, stated.claim.span) },
    }),
  )
  if (near)
    for (const { hedged, marks, stated } of lost)
      if (hedged.certainty !== 'sure')
        relations.push({
          kind: 'conflicts',
          aspect: isLaidAhead(hedged) ? 'decision' : 'certainty',
          statements: [statementOf(stated), statementOf(hedged)],
          from: related(stated, []),
          to: related(hedged, marks),
          by: 'reserve-lost',
        })
  return {
    lostHedges,
    statements,
    relations,
    figures: findFigures(grouped, story, context.figuresBefore, passage, statementOf),
    differences: findDifferences(grouped, reports, story, passage),
    rest: compareWithRest(reports, statements, grouped, origins, passage),
  }
}
