import type { Analysis, Span } from '../contract/analysis.ts'
import type { Passage, Situation, SituationLostHedge, SituationStory, Unread } from '../contract/situation.ts'
import { version } from '../engine/version.ts'
import { findCopies, whichFirst } from './copies.ts'
import { groupIntoStories } from './group-into-stories.ts'
import { findLostHedges } from './lost-hedges.ts'
import { findOrigins } from './origins.ts'
import { describeStory, type StoryStatements } from './story-statements.ts'

/**
 * Puts reports side by side: which tell one story, which are copies, on which origins they rest.
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
  const passage = (report: string, span: Span): Passage => ({
    report,
    span,
    text: byId.get(report)?.report.text.slice(span[0], span[1]) ?? '',
  })
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
  const told = new Set(nearlyWord.map(({ stated }) => `${stated.passage.report} ${stated.claim}`))
  const reworded = said.lostHedges.filter(
    ({ stated }) => !told.has(`${stated.passage.report} ${stated.claim}`),
  )
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
      conflicts: said.relations.filter(({ kind }) => kind === 'conflicts').length,
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
    collapses,
    copies: copies.map((copy) => ({
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
  }
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
