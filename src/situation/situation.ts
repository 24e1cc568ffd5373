import { type Analysis, type Claim, type Reader, readers, type Span } from '../contract/analysis.ts'
import type {
  Passage,
  Situation,
  SituationCollapse,
  SituationLostHedge,
  SituationStory,
  StatementRelation,
  Unread,
} from '../contract/situation.ts'
import { version } from '../engine/version.ts'
import { briefOf } from './brief/brief.ts'
import type { StoryComparer } from './comparer.ts'
import { ComparingShare } from './comparing-share.ts'
import { type Copy, findCopies, whichFirst } from './origins/copies.ts'
import { findOrigins } from './origins/origins.ts'
import { findLostHedges } from './relations/lost-hedges.ts'
import { withSentences } from './sentences.ts'
import { denierIn } from './statements/denials.ts'
import { storiesOfOneMatter } from './statements/stories-of-one-matter.ts'
import { groupIntoStories } from './stories/group-into-stories.ts'
import { describeStory, type StoryStatements } from './story-statements.ts'

/** UTF-16 code units of a passage that are given. */
export const longestPassage = 1000

/** The lists of a Situation, of which some entries may be left out. */
export type SituationList = keyof NonNullable<Situation['leftOut']>
export const situationLists: readonly SituationList[] = [
  'reports',
  'unread',
  'stories',
  'origins',
  'collapses',
  'copies',
  'relays',
  'lostHedges',
  'statements',
  'relations',
  'figures',
  'differences',
  'rest',
  'brief',
]

/**
 * Reports of one story, and letters of all such stories together, whose claims are judged in pairs: a thousand letters
 * take a fifth of a second, sixteen times as long as reading them. Among more letters than `manyLetters` only half as many
 * are judged, so that comparing a thousand reports takes no longer than reading them. Beyond that claims are met by their
 * words alone.
 */
const reportsJudged = 40
const lettersJudged = 100_000
const manyLetters = 1_000_000
const lettersJudgedOfMany = 50_000

/** Words of a text as a passage; of long ones the beginning, no character cut in two. */
function passageOf(report: string, text: string, [start, end]: Span): Passage {
  if (end - start <= longestPassage) return { report, span: [start, end], text: text.slice(start, end) }
  const last = text.charCodeAt(start + longestPassage - 1)
  const cut = start + longestPassage - (last >= 0xd800 && last <= 0xdbff ? 1 : 0)
  return { report, span: [start, cut], text: text.slice(start, cut), leftOut: end - cut }
}

/** How many reports each reader read, where it is known. */
function readersOf(analyses: readonly Analysis[]): Pick<Situation['engine'], 'readers'> {
  const counted: Partial<Record<Reader, number>> = {}
  for (const reader of readers) {
    const count = analyses.filter(({ engine }) => engine.reader === reader).length
    if (count > 0) counted[reader] = count
  }
  return Object.keys(counted).length > 0 ? { readers: counted } : {}
}

/**
 * Puts reports side by side: which tell one story, which are copies, on which origins they rest. Its size grows with that
 * of the reports, never with their pairs; `boundSituation` cuts it to what can be shown.
 * @param analyses with different ids; a second one with an id that came before is an Error
 * @param unread inputs that could not be read, to be said
 * @param story id of the one story that all of them are known to tell; without it they are grouped into stories
 * @param loaded by which claims are met in stories of a size that is bounded; without it they are met by their words alone
 * @param progress hears how much is done, 0 to 1, whenever a part of it is: for whoever waits
 */
export function compareReports(
  analyses: readonly Analysis[],
  unread: readonly Unread[] = [],
  story?: string,
  loaded?: StoryComparer,
  progress?: (share: number) => void,
): Situation {
  const done = progress && new ComparingShare(analyses, loaded !== undefined, progress)
  const comparer = loaded && done ? done.counted(loaded) : loaded
  const byId = new Map<string, Analysis>()
  const models: Record<string, string> = {}
  for (const analysis of analyses) {
    const { id } = analysis.report
    if (byId.has(id)) throw new Error(`Two reports have the id "${id}": give each its own.`)
    byId.set(id, analysis)
    Object.assign(models, analysis.engine.models)
  }
  const passage = (report: string, span: Span): Passage =>
    passageOf(report, byId.get(report)?.report.text ?? '', span)
  const stories =
    story === undefined
      ? joinedStories(groupIntoStories(analyses), analyses, comparer)
      : [{ id: story, reports: analyses.map(({ report }) => report.id) }]
  done?.all('grouped')
  const { copies, credits } = findCopies(analyses)
  const rests = findOrigins(analyses, copies, credits)
  done?.all('traced')
  const { origins, originOf, collapses, relays } = rests
  const storyOf = new Map(stories.flatMap((story) => story.reports.map((report) => [report, story.id])))
  const said: StoryStatements = {
    statements: [],
    relations: [],
    figures: [],
    differences: [],
    rest: [],
    lostHedges: [],
  }
  let lettersLeft = lettersIn(analyses) <= manyLetters ? lettersJudged : lettersJudgedOfMany
  for (const { id, reports } of stories) {
    const own = reports.flatMap((report) => byId.get(report) ?? [])
    const letters = lettersIn(own)
    const isJudged =
      comparer !== undefined &&
      reports.length > 1 &&
      reports.length <= reportsJudged &&
      letters <= lettersLeft
    if (isJudged) {
      lettersLeft -= letters
      Object.assign(models, comparer.models)
    }
    const found = describeStory({
      ...(isJudged ? { comparer } : {}),
      story: id,
      reports: own,
      origins: rests,
      statementsBefore: said.statements.length,
      figuresBefore: said.figures.length,
      passage,
    })
    for (const one of found.statements) said.statements.push(one)
    for (const one of found.relations) said.relations.push(one)
    for (const one of found.figures) said.figures.push(one)
    for (const one of found.differences) said.differences.push(one)
    for (const one of found.rest) said.rest.push(one)
    for (const one of found.lostHedges) said.lostHedges.push(one)
    done?.described(own)
  }
  const nearlyWord: SituationLostHedge[] = stories.flatMap((story) =>
    findLostHedges(
      story.reports.flatMap((id) => byId.get(id) ?? []),
      (first, second) => whichFirst(first, second, credits) < 0,
    ).map(({ hedged, stated }) => ({
      hedged: {
        claim: hedged.claim,
        passage: passage(hedged.report, hedged.span),
        marks: hedged.marks.map((span) => passage(hedged.report, span)),
      },
      stated: { claim: stated.claim, passage: passage(stated.report, stated.span) },
    })),
  )
  const lost = new Set(nearlyWord.map(({ stated }) => `${stated.passage.report} ${stated.claim}`))
  const reworded = said.lostHedges.filter(
    ({ stated }) => !lost.has(`${stated.passage.report} ${stated.claim}`),
  )
  const told = toldCopies(copies, collapses)
  const numberOf = new Map(told.map((copy, k) => [copy, k]))
  const atHand = origins.filter((origin) => origin.reports.length > 0)

  const situation: Situation = {
    version: '1',
    engine: {
      version,
      models: Object.fromEntries(Object.entries(models).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
      ...readersOf(analyses),
    },
    counts: {
      reports: analyses.length,
      stories: stories.length,
      origins: atHand.length,
      copies: copies.length,
      unread: unread.length,
      statements: said.statements.length,
      conflicts: conflictsIn(said.relations),
    },
    reports: analyses.map(({ report }) => ({
      id: report.id,
      language: report.language,
      ...(report.publisher ? { publisher: report.publisher } : {}),
      ...(report.title ? { title: report.title } : {}),
      ...(report.published ? { published: report.published } : {}),
      ...(report.url ? { url: report.url } : {}),
      story: storyOf.get(report.id) ?? '',
      origin: originOf.get(report.id) ?? '',
      credits: (credits.get(report.id) ?? []).map(({ name, where, span }) => ({
        name,
        where,
        ...(span ? { passage: passage(report.id, span) } : {}),
      })),
    })),
    unread: [...unread],
    stories: stories.map(({ id, reports }) => storyFrom(id, reports, byId, originOf)),
    origins,
    collapses: collapses.map(({ copy, ...one }) => {
      const number = copy === undefined ? undefined : numberOf.get(copies[copy])
      return number === undefined ? one : { ...one, copy: number }
    }),
    copies: told.map((copy) => ({
      kind: copy.kind,
      original: copy.original,
      copy: copy.copy,
      ordered: copy.ordered,
      ofOriginal: rounded(copy.ofOriginal),
      ofCopy: rounded(copy.ofCopy),
      passages: copy.passages.map((both) => ({
        original: passage(copy.original, both.original),
        copy: passage(copy.copy, both.copy),
      })),
    })),
    relays: relays.map(({ report, claim, span, cited, through, origin }) => ({
      report,
      claim,
      passage: passage(report, span),
      cited: cited.map((one) => passage(report, one)),
      through,
      origin,
    })),
    ...said,
    lostHedges: [...nearlyWord, ...reworded],
    ...(told.length < copies.length ? { leftOut: { copies: copies.length - told.length } } : {}),
  }
  const claimOf = new Map<string, { analysis: Analysis; claim: Claim }>()
  for (const analysis of analyses)
    for (const claim of analysis.claims) claimOf.set(`${analysis.report.id} ${claim.id}`, { analysis, claim })
  const brief = briefOf(situation, (report, id) => {
    const found = claimOf.get(`${report} ${id}`)
    if (!found) return undefined
    const speaker = rests.speakerOf(report, found.claim)
    if (!speaker?.name) {
      // A speaker whom no words name (a dropped subject) has no name to show; who is said to deny has one.
      const span = denierIn(found.analysis, found.claim)
      const named = span && passage(report, span)
      return named && { name: named.text, kind: 'named', passage: named }
    }
    return {
      name: speaker.name,
      kind: speaker.kind === 'nameless' ? 'nameless' : 'named',
      ...(speaker.span ? { passage: passage(report, speaker.span) } : {}),
    }
  })
  return withSentences({ ...situation, brief }, analyses)
}

const lettersIn = (analyses: readonly Analysis[]) =>
  analyses.reduce((sum, { report }) => sum + report.text.length, 0)

type Story = ReturnType<typeof groupIntoStories>[number]

/** The stories, those put together of which the claims tell that they are one; as they are where the reports are many. */
function joinedStories(
  stories: readonly Story[],
  analyses: readonly Analysis[],
  comparer: StoryComparer | undefined,
): readonly Story[] {
  if (!comparer || stories.length < 2 || lettersIn(analyses) > lettersJudged) return stories
  const byId = new Map(analyses.map((analysis) => [analysis.report.id, analysis]))
  const first = storiesOfOneMatter(
    stories.map(({ reports }) => reports.flatMap((id) => byId.get(id) ?? [])),
    comparer,
  )
  const inOrder = new Map(analyses.map(({ report }, k) => [report.id, k]))
  return stories.flatMap((one, k) => {
    if (first[k] !== k) return []
    const reports = stories.flatMap(({ reports }, other) => (first[other] === k ? reports : []))
    return { ...one, reports: reports.sort((a, b) => (inOrder.get(a) ?? 0) - (inOrder.get(b) ?? 0)) }
  })
}

/** Pairs of claims that cannot both hold. */
export const conflictsIn = (relations: readonly StatementRelation[]): number =>
  relations.reduce((sum, { kind, alike }) => sum + (kind === 'conflicts' ? 1 + (alike?.claims ?? 0) : 0), 0)

/** Earlier reports of which one is told to be a copy. */
const copiesOfOne = 4

/** Of each report's copies those that made it no origin of its own, and the most alike of the others. */
function toldCopies(copies: readonly Copy[], collapses: readonly SituationCollapse[]): Copy[] {
  const telling = new Set(collapses.flatMap(({ copy }) => copy ?? []).map((k) => copies[k]))
  const byReport = new Map<string, Copy[]>()
  for (const copy of copies) {
    const known = byReport.get(copy.copy)
    if (known) known.push(copy)
    else byReport.set(copy.copy, [copy])
  }
  const told = new Set(telling)
  const likeness = ({ ofOriginal, ofCopy }: Copy) => ofOriginal + ofCopy
  for (const own of byReport.values())
    for (const copy of own.toSorted((a, b) => likeness(b) - likeness(a)).slice(0, copiesOfOne)) told.add(copy)
  return copies.filter((copy) => told.has(copy))
}

const rounded = (share: number) => Math.round(share * 1000) / 1000

function storyFrom(
  id: string,
  reports: readonly string[],
  byId: ReadonlyMap<string, Analysis>,
  originOf: ReadonlyMap<string, string>,
): SituationStory {
  const analyses = reports.flatMap((report) => byId.get(report) ?? [])
  const published = analyses
    .flatMap(({ report }) => report.published ?? [])
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const first = analyses.find(({ report }) => report.published === published[0]) ?? analyses[0]
  const { title, text } = first.report
  const sentence = first.sentences[0]
  return {
    id,
    title:
      title ?? text.slice(sentence?.[0] ?? 0, Math.min(sentence?.[1] ?? 160, (sentence?.[0] ?? 0) + 160)),
    reports: [...reports],
    origins: [...new Set(reports.flatMap((report) => originOf.get(report) ?? []))],
    languages: [...new Set(analyses.map(({ report }) => report.language))],
    ...(published.length > 0 ? { first: published[0], last: published[published.length - 1] } : {}),
  }
}
