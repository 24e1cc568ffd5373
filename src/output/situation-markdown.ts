import type { Language } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import { briefLabelsFor } from './brief-labels.ts'
import { briefSentences } from './brief-view.ts'
import { leftOutOf } from './left-out.ts'
import { forMarkdown } from './neutralise.ts'
import { readableDate } from './report-view.ts'
import { copiesShown, majorityLanguage, shortened, situationViewOf } from './situation-view.ts'
import { shownWords, statementViewOf } from './statement-view.ts'

/** A Situation as CommonMark, to paste into a note; nothing of a report can become a link, an image or HTML. */
export function renderSituationMarkdown(
  situation: Situation,
  since?: string,
  language: Language = majorityLanguage(situation.reports),
): string {
  const said = statementViewOf(situation, since, language)
  const { labels, reportLabels, stories, nameOf, citedOnly } = situationViewOf(situation, language)
  const { counts } = situation
  const out: string[] = [
    `# ${labels.restsOn(counts.reports, counts.origins)}`,
    '',
    said.labels.counts(counts.statements, counts.conflicts, counts.unread),
    '',
    labels.notice,
    '',
  ]
  const leftOut = leftOutOf(situation, language)
  if (leftOut) out.push(leftOut, '')
  for (const { story, origins, copies, relays, lostHedges, reports } of stories) {
    out.push(
      `## ${forMarkdown(story.title)}`,
      '',
      `${forMarkdown(story.id)}: ${labels.story(reports.length, origins.length)}`,
      '',
    )
    const brief = briefSentences(situation, story.id, language)
    if (brief.length > 0) {
      out.push(`### ${forMarkdown(briefLabelsFor(language).title)}`, '')
      for (const parts of brief)
        out.push(
          `- ${parts.map(({ text, strong }) => (strong ? `**${forMarkdown(text)}**` : forMarkdown(text))).join('')}`,
        )
      out.push('')
    }
    for (const { title, items, more } of said.sectionsOf(story.id)) {
      out.push(`### ${forMarkdown(title)}`, '')
      if (items.length === 0) out.push(`${said.labels.nothingNew}`)
      for (const { heading, quoted, badge, details } of items) {
        const head = [
          heading ? `**${forMarkdown(heading)}**` : '',
          quoted ? forMarkdown(shownWords(quoted)) : '',
          badge ? `(${forMarkdown(badge)})` : '',
        ]
        out.push(`- ${head.filter(Boolean).join(' ')}`)
        for (const { text, quoted: passage } of details)
          out.push(`  - ${forMarkdown(text)}${passage ? ` ${forMarkdown(shownWords(passage))}` : ''}`)
      }
      if (more > 0) out.push(`- ${labels.more(more)}`)
      out.push('')
    }
    if (copies.length > 0) {
      out.push(`### ${labels.copies}`, '')
      for (const { copy, longest } of copies.slice(0, copiesShown))
        out.push(
          `- ${forMarkdown(nameOf(copy.original))} ${copy.ordered ? '→' : '↔'} ${forMarkdown(nameOf(copy.copy))}: ${labels.copyKinds[copy.kind]} (${labels.shares(Math.round(copy.ofOriginal * 100), Math.round(copy.ofCopy * 100))}${copy.ordered ? '' : `, ${labels.unordered}`})`,
          `  - ${labels.longest}: “${forMarkdown(shortened(longest.text, 200))}”`,
        )
      if (copies.length > copiesShown) out.push(`- ${labels.more(copies.length - copiesShown)}`)
      out.push('')
    }
    if (lostHedges.length > 0) {
      out.push(`### ${labels.lostHedges}`, '')
      for (const { hedged, stated } of lostHedges)
        out.push(
          `- ${forMarkdown(nameOf(hedged.passage.report))}: “${forMarkdown(shortened(hedged.passage.text, 240))}” → ${forMarkdown(nameOf(stated.passage.report))}: “${forMarkdown(shortened(stated.passage.text, 240))}”`,
        )
      out.push('')
    }
    if (relays.length > 0) {
      out.push(`### ${labels.relays}`, '')
      for (const { report, through, passage, others } of relays)
        out.push(
          `- ${forMarkdown(nameOf(report.id))} ${forMarkdown(labels.relayed(through.join(' ← ')))}: “${forMarkdown(shortened(passage.text, 240))}”${others > 0 ? ` ${labels.more(others)}` : ''}`,
        )
      out.push('')
    }
    out.push(`### ${labels.origins}`, '')
    for (const { origin, reports: resting, collapses } of origins) {
      out.push(`- **${forMarkdown(origin.name)}**`)
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
        out.push(
          `  - ${forMarkdown(`${report.publisher ?? report.id}: ${report.title ?? report.id}`)}${facts.length > 0 ? ` (${facts.map(forMarkdown).join('; ')})` : ''}`,
        )
      }
    }
    out.push('')
  }
  if (citedOnly.length > 0)
    out.push(...citedOnly.map((origin) => `- ${forMarkdown(origin.name)}: ${labels.citedOnly}`), '')
  if (situation.unread.length > 0)
    out.push(
      `## ${labels.unread}`,
      '',
      ...situation.unread.map(({ input, error }) => `- ${forMarkdown(input)}: ${forMarkdown(error)}`),
      '',
    )
  return `${out.join('\n').trimEnd()}\n`
}
