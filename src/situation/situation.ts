import type { Analysis, Language, Span } from '../engine/analysis.ts'
import { version } from '../engine/version.ts'
import { type Copy, type CopyKind, findCopies, whichFirst } from './copies.ts'
import { groupIntoStories } from './group-into-stories.ts'
import { findLostHedges } from './lost-hedges.ts'
import { type CollapseReason, findOrigins } from './origins.ts'
import type {
  ReportAgainstRest,
  SituationDifference,
  SituationFigure,
  SituationStatement,
  StatementRelation,
} from './statement.ts'
import { describeStory, type StoryStatements } from './story-statements.ts'
import type { CreditPlace } from './wire-credits.ts'

/**
 * The Situation: what Selon says of many reports put side by side. These types say the same as
 * contract/situation.schema.json (a test holds the two together). It says who has what from whom, and never what is true.
 */
export interface Situation {
  version: '1'
  engine: { version: string; models: Record<string, string> }
  /** What it rests on. */
  counts: SituationCounts
  reports: SituationReport[]
  /** What could not be read, and why. */
  unread: Unread[]
  stories: SituationStory[]
  origins: SituationOrigin[]
  /** Why reports do not count as origins of their own. */
  collapses: SituationCollapse[]
  copies: SituationCopy[]
  /** Claims that a report has from another outlet, by its own words. */
  relays: SituationRelay[]
  /** Claims that one report made with reserve and a later one of its story states as a fact. */
  lostHedges: SituationLostHedge[]
  /** What reports say, the same claim of several put together, in the order of their stories. */
  statements: SituationStatement[]
  /** What stands between claims of different reports. */
  relations: StatementRelation[]
  /** Figures with their range over reports and time. */
  figures: SituationFigure[]
  /** On what reports differ: quotations, speakers, titles, dates. */
  differences: SituationDifference[]
  /** Each report of a story of several against the others. */
  rest: ReportAgainstRest[]
  /** How many entries of its lists are left out, by the list's name, where some are; `counts` counts all. */
  leftOut?: { [List in SituationList]?: number }
}

/** The lists of a Situation. */
export const situationLists = [
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
] as const
export type SituationList = (typeof situationLists)[number]

/** How much a Situation rests on, and holds. */
export interface SituationCounts {
  reports: number
  stories: number
  /** Those that have reports at hand. */
  origins: number
  copies: number
  unread: number
  statements: number
  /** Pairs of claims that cannot both hold. */
  conflicts: number
}

/** Words of a report: `text` is report.text.slice(span[0], span[1]). */
export interface Passage {
  report: string
  span: Span
  text: string
  /** How many UTF-16 code units of a long passage follow behind the span and are left out. */
  leftOut?: number
}

/** UTF-16 code units of a passage that are given. */
export const longestPassage = 1000

export interface SituationReport {
  id: string
  language: Language
  publisher?: string
  title?: string
  published?: string
  url?: string
  story: string
  origin: string
  /** Whom it credits for its text. */
  credits: { name: string; where: CreditPlace; passage?: Passage }[]
}

export interface Unread {
  /** Where it came from: a path, a line, an address. */
  input: string
  id?: string
  error: string
}

export interface SituationStory {
  id: string
  /** Title of its first report, else its first words. */
  title: string
  reports: string[]
  /** The origins on which its reports rest. */
  origins: string[]
  languages: Language[]
  /** First and last publication, where known. */
  first?: string
  last?: string
  /** How many entries of its lists are left out. */
  leftOut?: { reports?: number; origins?: number }
}

export interface SituationOrigin {
  id: string
  /** An outlet or agency, where one is named; else the title or id of its first report. */
  name: string
  /** Reports that rest on it; empty where it is only cited and none of its reports is at hand. */
  reports: string[]
  /** How many of its reports are left out. */
  leftOut?: number
}

export interface SituationCollapse {
  report: string
  origin: string
  reason: CollapseReason
  /** The report or outlet that it shares the origin with. */
  with: string
  /** Number of the copy in `copies`, from 0, where that is the reason. */
  copy?: number
}

export interface SituationCopy {
  kind: CopyKind
  original: string
  copy: string
  /** Whether it is known which came first. */
  ordered: boolean
  /** Share of the words of each that stand in the other too, from 0 to 1, rounded to a thousandth. */
  ofOriginal: number
  ofCopy: number
  passages: { original: Passage; copy: Passage }[]
  /** How many of its passages are left out. */
  leftOut?: number
}

export interface SituationRelay {
  report: string
  claim: string
  passage: Passage
  /** The words that name the outlet or outlets. */
  cited: Passage[]
  /** Outlets through which it came, nearest to the report first. */
  through: string[]
  origin: string
}

export interface SituationLostHedge {
  /** The claim with its reserve, and the words of the reserve. */
  hedged: { claim: string; passage: Passage; marks: Passage[] }
  /** The claim as the later report states it. */
  stated: { claim: string; passage: Passage }
}

/** Words of a text as a passage; of long ones the beginning, no character cut in two. */
function passageOf(report: string, text: string, [start, end]: Span): Passage {
  if (end - start <= longestPassage) return { report, span: [start, end], text: text.slice(start, end) }
  const last = text.charCodeAt(start + longestPassage - 1)
  const cut = start + longestPassage - (last >= 0xd800 && last <= 0xdbff ? 1 : 0)
  return { report, span: [start, cut], text: text.slice(start, cut), leftOut: end - cut }
}

/**
 * Puts reports side by side: which tell one story, which are copies, on which origins they rest. Its size grows with that
 * of the reports, never with their pairs; `boundSituation` cuts it to what can be shown.
 * @param analyses with different ids; a second one with an id that came before is an Error
 * @param unread inputs that could not be read, to be said
 * @param story id of the one story that all of them are known to tell; without it they are grouped into stories
 */
export function compareReports(
  analyses: readonly Analysis[],
  unread: readonly Unread[] = [],
  story?: string,
): Situation {
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
      ? groupIntoStories(analyses)
      : [{ id: story, reports: analyses.map(({ report }) => report.id) }]
  const { copies, credits } = findCopies(analyses)
  const rests = findOrigins(analyses, copies, credits)
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
  for (const { id, reports } of stories) {
    const found = describeStory({
      story: id,
      reports: reports.flatMap((report) => byId.get(report) ?? []),
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

  return {
    version: '1',
    engine: {
      version,
      models: Object.fromEntries(Object.entries(models).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))),
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
