import type { Language } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import { briefLabelsFor } from './brief-labels.ts'
import { briefSentences } from './brief-view.ts'
import { leftOutOf } from './left-out.ts'
import { type Outline, own, type Run, separated, strong, theirs } from './outline.ts'
import { readableDate } from './report-view.ts'
import { copiesShown, majorityLanguage, shortened, situationViewOf } from './situation-view.ts'
import { shownWords, statementViewOf } from './statement-view.ts'

/** What a note on a Situation holds, story by story; what is new since a date first, where one is given. */
export function situationOutline(
  situation: Situation,
  since?: string,
  language: Language = majorityLanguage(situation.reports),
): Outline {
  const said = statementViewOf(situation, since, language)
  const { labels, reportLabels, stories, nameOf, citedOnly } = situationViewOf(situation, language)
  const { counts } = situation
  const outline: Outline = []
  const heading = (level: 1 | 2 | 3, ...runs: Run[]) => outline.push({ kind: 'heading', level, runs })
  const paragraph = (...runs: Run[]) => outline.push({ kind: 'paragraph', runs })
  const item = (...runs: Run[]) => outline.push({ kind: 'item', level: 0, runs })
  const detail = (...runs: Run[]) => outline.push({ kind: 'item', level: 1, runs })
  const quoted = (text: string) => [own('“'), theirs(shortened(text, 240)), own('”')]
  heading(1, own(labels.restsOn(counts.reports, counts.origins)))
  paragraph(own(said.labels.counts(counts.statements, counts.conflicts, counts.unread)))
  paragraph(own(labels.notice))
  const leftOut = leftOutOf(situation, language)
  if (leftOut) paragraph(own(leftOut))
  for (const { story, origins, copies, relays, lostHedges, reports } of stories) {
    heading(2, theirs(story.title))
    paragraph(theirs(story.id), own(`: ${labels.story(reports.length, origins.length)}`))
    const brief = briefSentences(situation, story.id, language)
    if (brief.length > 0) {
      heading(3, own(briefLabelsFor(language).title))
      for (const parts of brief)
        item(...parts.map(({ text, strong: isStrong }) => (isStrong ? strong(theirs(text)) : theirs(text))))
    }
    for (const { title, items, more } of said.sectionsOf(story.id)) {
      heading(3, theirs(title))
      if (items.length === 0) paragraph(own(said.labels.nothingNew))
      for (const { heading: head, quoted: passage, badge, details } of items) {
        const parts: Run[] = [
          ...(head ? [strong(theirs(head))] : []),
          ...(passage ? [theirs(shownWords(passage))] : []),
        ]
        item(
          ...separated(parts, ' '),
          ...(badge ? [own(parts.length > 0 ? ' (' : '('), theirs(badge), own(')')] : []),
        )
        for (const { text, quoted: words } of details)
          detail(theirs(text), ...(words ? [own(' '), theirs(shownWords(words))] : []))
      }
      if (more > 0) item(own(labels.more(more)))
    }
    if (copies.length > 0) {
      heading(3, own(labels.copies))
      for (const { copy, longest } of copies.slice(0, copiesShown)) {
        item(
          theirs(nameOf(copy.original)),
          own(copy.ordered ? ' → ' : ' ↔ '),
          theirs(nameOf(copy.copy)),
          own(
            `: ${labels.copyKinds[copy.kind]} (${labels.shares(Math.round(copy.ofOriginal * 100), Math.round(copy.ofCopy * 100))}${copy.ordered ? '' : `, ${labels.unordered}`})`,
          ),
        )
        detail(own(`${labels.longest}: “`), theirs(shortened(longest.text, 200)), own('”'))
      }
      if (copies.length > copiesShown) item(own(labels.more(copies.length - copiesShown)))
    }
    if (lostHedges.length > 0) {
      heading(3, own(labels.lostHedges))
      for (const { hedged, stated } of lostHedges)
        item(
          theirs(nameOf(hedged.passage.report)),
          own(': '),
          ...quoted(hedged.passage.text),
          own(' → '),
          theirs(nameOf(stated.passage.report)),
          own(': '),
          ...quoted(stated.passage.text),
        )
    }
    if (relays.length > 0) {
      heading(3, own(labels.relays))
      for (const { report, through, passage, others } of relays)
        item(
          theirs(nameOf(report.id)),
          own(' '),
          theirs(labels.relayed(through.join(' ← '))),
          own(': '),
          ...quoted(passage.text),
          ...(others > 0 ? [own(` ${labels.more(others)}`)] : []),
        )
    }
    heading(3, own(labels.origins))
    for (const { origin, reports: resting, collapses } of origins) {
      item(strong(theirs(origin.name)))
      for (const report of resting) {
        const facts = [
          report.published && readableDate(report.published, reportLabels),
          report.credits.length > 0 && labels.credits(report.credits.map(({ name }) => name).join(', ')),
          ...collapses
            .filter((collapse) => collapse.report === report.id)
            .map((collapse) =>
              labels.reasons[collapse.reason](
                collapse.reason === 'copy' ? nameOf(collapse.with) : collapse.with,
              ),
            ),
        ].filter((fact): fact is string => Boolean(fact))
        detail(
          theirs(`${report.publisher ?? report.id}: ${report.title ?? report.id}`),
          ...(facts.length > 0 ? [own(' ('), ...separated(facts.map(theirs), '; '), own(')')] : []),
        )
      }
    }
  }
  if (citedOnly.length > 0) heading(2, own(labels.origins))
  for (const origin of citedOnly) item(theirs(origin.name), own(`: ${labels.citedOnly}`))
  if (situation.unread.length > 0) {
    heading(2, own(labels.unread))
    for (const { input, error } of situation.unread) item(theirs(input), own(': '), theirs(error))
  }
  return outline
}
