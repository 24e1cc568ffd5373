import type { EventStatus, Language } from '../contract/analysis.ts'
import type { Passage, Situation, SituationFigure, StatementRelation } from '../contract/situation.ts'
import { newSince } from '../situation/new-since.ts'
import { doubtOf } from './doubt.ts'
import { labelsFor } from './labels.ts'
import { readableDate } from './report-view.ts'
import { majorityLanguage, nameReports, shortened } from './situation-view.ts'
import { type StatementLabels, statementLabelsFor } from './statement-labels.ts'

/** A passage with the words in it that decided. */
export interface MarkedPassage {
  passage: Passage
  words: Passage[]
  /** How a person reads it, where the passage's own words are no sentence. */
  sentence?: string
}

/** One line under an item: what is said of a report, and its passage where one is shown. */
export interface DetailLine {
  text: string
  quoted?: MarkedPassage
}

/** Something shown: a heading, its passages, the lines under it. */
export interface ViewItem {
  heading?: string
  quoted?: MarkedPassage
  /** In few words: "2 independent origins". */
  badge?: string
  tone?: 'conflict' | 'plain'
  details: DetailLine[]
}

export interface ViewSection {
  title: string
  items: ViewItem[]
  /** How many items are not shown. */
  more: number
}

/** Sections of one story, and what is new in it since a date, where one was asked for. */
export interface StatementView {
  labels: StatementLabels
  sectionsOf: (story: string) => ViewSection[]
}

/** Items shown in a section unless all are asked for. */
const shownInSection = 24
/** Statements shown that one report leaves out. */
const missingShown = 3

/**
 * What every rendering shows of statements, story by story: what several reports say, by how many origins; denials and
 * conflicts; figures; differences; each report against the rest; what is new.
 */
export function statementViewOf(
  situation: Situation,
  since?: string,
  language: Language = majorityLanguage(situation.reports),
): StatementView {
  const labels = statementLabelsFor(language)
  const reportLabels = labelsFor(language)
  const nameOf = nameReports(situation)
  const origins = new Map(situation.origins.map(({ id, name }) => [id, name]))
  const statements = new Map(situation.statements.map((statement) => [statement.id, statement]))
  const reports = new Map(situation.reports.map((report) => [report.id, report]))
  // What moved first, what was merely said last.
  const rank = ['status', 'conflict', 'denied', 'confirmed', 'figure', 'said']
  const news =
    since === undefined
      ? []
      : newSince(situation, since).toSorted((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind))
  const plain = (passage: Passage, sentence?: string): MarkedPassage => ({
    passage,
    words: [],
    ...(sentence === undefined ? {} : { sentence }),
  })
  const detail = (report: string, rest = '', quoted?: MarkedPassage): DetailLine => ({
    text: rest ? `${nameOf(report)}: ${rest}` : nameOf(report),
    ...(quoted ? { quoted } : {}),
  })
  const collapseName = (reason: string, other: string) =>
    reason === 'less-certain'
      ? (labels.statuses[other as EventStatus] ?? other)
      : reports.has(other)
        ? nameOf(other)
        : other

  const sections = (story: string): ViewSection[] => {
    const own = situation.statements.filter((statement) => statement.story === story)
    const several = own.filter(({ claims }) => new Set(claims.map(({ report }) => report)).size > 1)
    const ofStory = (relation: StatementRelation) => statements.get(relation.statements[0])?.story === story
    const relations = situation.relations.filter(ofStory)
    const list: ViewSection[] = []
    const add = (title: string, items: ViewItem[], limit = shownInSection) => {
      if (items.length > 0)
        list.push({ title, items: items.slice(0, limit), more: Math.max(0, items.length - limit) })
    }
    if (since !== undefined)
      list.push({
        title: labels.newSince(readableDate(since, reportLabels) || since),
        items: news
          .filter((one) => one.story === story)
          .slice(0, shownInSection)
          .map(({ kind, passages, published, status }) => ({
            heading: `${labels.news[kind]}${status ? `: ${labels.statuses[status.before]} → ${labels.statuses[status.now]}` : ''}`,
            quoted: plain(passages[0]),
            details: passages.map((passage, k) =>
              k === 0
                ? detail(passage.report, readableDate(published, reportLabels))
                : detail(passage.report, '', plain(passage)),
            ),
          })),
        more: Math.max(0, news.filter((one) => one.story === story).length - shownInSection),
      })
    add(
      labels.conflicts,
      relations.filter(({ kind }) => kind === 'conflicts').map((relation) => related(relation)),
    )
    add(
      labels.denials,
      relations.filter(({ kind }) => kind === 'denies').map((relation) => related(relation)),
    )
    add(
      labels.figures,
      situation.figures
        .filter((figure) => figure.story === story)
        .map((figure) => ({
          heading: `${labels.units[figure.unit] ?? figure.unit}: ${rangeOf(figure, labels)}`,
          details: [
            ...figure.values.map((value) =>
              detail(
                value.report,
                value.published ? readableDate(value.published, reportLabels) : '',
                plain(value.passage, value.sentence),
              ),
            ),
            ...(figure.leftOut ? [{ text: labels.more(figure.leftOut) }] : []),
          ],
        })),
    )
    add(
      labels.statements,
      several
        .toSorted((a, b) => b.origins.length - a.origins.length || b.claims.length - a.claims.length)
        .map((statement) => {
          const seen = new Set<string>()
          const lines: DetailLine[] = []
          for (const claim of statement.claims) {
            if (seen.has(claim.report)) continue
            seen.add(claim.report)
            const collapse = statement.collapses.find(({ report }) => report === claim.report)
            const doubt = doubtOf(claim)
            const through = claim.chain.slice(1).filter((name) => !/^(unstated|outlet)$/.test(name))
            lines.push(
              detail(
                claim.report,
                [
                  labels.statuses[claim.status],
                  through.length > 0 ? `← ${through.join(' ← ')}` : '',
                  collapse
                    ? labels.collapses[collapse.reason](collapseName(collapse.reason, collapse.with))
                    : '',
                  doubt ? `? ${reportLabels.doubts[doubt]}` : '',
                ]
                  .filter(Boolean)
                  .join(' · '),
                claim.passage.text === statement.passage.text
                  ? undefined
                  : plain(claim.passage, claim.sentence),
              ),
            )
          }
          if (statement.leftOut?.claims) lines.push({ text: labels.more(statement.leftOut.claims) })
          // How its status moved: the first report of each.
          const moments = statement.history.filter(
            ({ status }, k) => statement.history.findIndex((one) => one.status === status) === k,
          )
          if (moments.length > 1)
            lines.push({
              text: `${labels.history}: ${moments
                .map(
                  ({ status, published, report }) =>
                    `${labels.statuses[status]} (${[nameOf(report), published ? readableDate(published, reportLabels) : ''].filter(Boolean).join(', ')})`,
                )
                .join(' → ')}`,
            })
          return {
            quoted: plain(statement.passage, statement.sentence),
            badge: `${labels.origins(statement.origins.length + (statement.leftOut?.origins ?? 0))}: ${statement.origins.map((id) => origins.get(id) ?? id).join(', ')}${statement.leftOut?.origins ? ', …' : ''}`,
            details: lines,
          }
        }),
    )
    add(
      labels.differences,
      situation.differences
        .filter((difference) => difference.story === story)
        .map(({ kind, passages, words }) => ({
          heading: labels.differenceKinds[kind],
          details: passages.map((passage, k) =>
            detail(passage.report, '', { passage, words: words[k as 0 | 1] }),
          ),
        })),
    )
    add(
      labels.rest,
      situation.rest
        .filter(({ report }) => reports.get(report)?.story === story)
        .map(({ report, missing, surer, leftOut }): ViewItem => {
          const lines: DetailLine[] = []
          for (const id of missing.slice(0, missingShown)) {
            const statement = statements.get(id)
            if (statement)
              lines.push({ text: labels.missing, quoted: plain(statement.passage, statement.sentence) })
          }
          const others = missing.length - missingShown + (leftOut?.missing ?? 0)
          if (others > 0) lines.push({ text: labels.more(others) })
          for (const one of surer.slice(0, missingShown))
            lines.push(
              { text: labels.surer, quoted: plain(one.passage) },
              { text: labels.source, quoted: { passage: one.source, words: one.marks } },
            )
          return {
            heading: nameOf(report),
            details: lines,
          }
        })
        .filter(({ details }) => details.length > 0),
      60,
    )
    return list
  }

  function related({ kind, aspect, from, to }: StatementRelation): ViewItem {
    return {
      heading: kind === 'denies' ? labels.denies : aspect ? labels.aspects[aspect] : labels.against,
      tone: 'conflict',
      details: [from, to].map(({ report, passage, words, sentence }) =>
        detail(report, '', { ...plain(passage, sentence), words }),
      ),
    }
  }
  return { labels, sectionsOf: sections }
}

function rangeOf({ low, high, values }: SituationFigure, labels: StatementLabels): string {
  if (low === null && high === null) return '?'
  if (low !== null && high !== null && low !== high) return `${grouped(low)}–${grouped(high)}`
  const one = grouped(low ?? high ?? 0)
  return values.every((value) => value.high === null) ? labels.atLeast(one) : one
}

/** A number with narrow spaces between thousands, on any host. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ' ')
}

/** The words of a passage as they are shown, cut where they are long. */
export const shownPassage = ({ text }: Passage) => shortened(text.replace(/\s+/g, ' '), 260)

/** What a person reads of a passage: its words in quotation marks, or the sentence that they stand in without. */
export const shownWords = ({ passage, sentence }: MarkedPassage) =>
  sentence === undefined ? `“${shownPassage(passage)}”` : shortened(sentence, 260)
