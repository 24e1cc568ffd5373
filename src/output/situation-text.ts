import type { Language } from '../contract/analysis.ts'
import type { Situation, SituationReport } from '../contract/situation.ts'
import { briefLabelsFor } from './brief-labels.ts'
import { briefSentences, briefText } from './brief-view.ts'
import { leftOutOf } from './left-out.ts'
import { forTerminal } from './neutralise.ts'
import { readableDate } from './report-view.ts'
import { copiesShown, majorityLanguage, shortened, situationViewOf } from './situation-view.ts'
import { shownWords, statementViewOf } from './statement-view.ts'

export interface SituationTextOptions {
  /** ANSI colours. */
  colour?: boolean
  /** Columns of the terminal. */
  width?: number
  /** Show first what is new since this date (ISO 8601). */
  since?: string
  /** Language of Selon's own words; else that of most reports. */
  language?: Language
}

/** A line and what it is led by: text is neutralised, wrapped at spaces, its further lines indented as the first. */
function lines(text: string, lead: string, width: number): string[] {
  const out: string[] = []
  const indent = ' '.repeat([...lead].length)
  let line = ''
  for (const word of forTerminal(text).split(' ')) {
    if (line && [...line].length + 1 + [...word].length > width - indent.length) {
      out.push((out.length === 0 ? lead : indent) + line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  if (line) out.push((out.length === 0 ? lead : indent) + line)
  return out
}

/**
 * A Situation for a person at a terminal: on what it rests, then story by story the origins with the reports that rest
 * on each and why, the shared text, the relays; what could not be read. Nothing of a report reaches the terminal
 * unneutralised.
 */
export function renderSituationText(situation: Situation, options: SituationTextOptions = {}): string {
  const language = options.language ?? majorityLanguage(situation.reports)
  const { labels, reportLabels, stories, nameOf, citedOnly } = situationViewOf(situation, language)
  const said = statementViewOf(situation, options.since, language)
  const width = Math.max(40, Math.min(options.width ?? 100, 120))
  const paint = (code: string) => (text: string) =>
    options.colour ? `\u001b[${code}m${text}\u001b[0m` : text
  const bold = paint('1')
  const dim = paint('2')
  const out: string[] = []
  const add = (text: string, lead: string, style: (line: string) => string = (line) => line) => {
    for (const line of lines(text, lead, width)) out.push(style(line))
  }
  const facts = (report: SituationReport) =>
    [
      report.published && readableDate(report.published, reportLabels),
      report.language,
      report.credits.length > 0 && labels.credits(report.credits.map(({ name }) => name).join(', ')),
    ]
      .filter(Boolean)
      .join(' · ')

  const { counts } = situation
  out.push(bold(labels.restsOn(counts.reports, counts.origins)))
  add(said.labels.counts(counts.statements, counts.conflicts, counts.unread), '', dim)
  add(labels.notice, '', dim)
  const leftOut = leftOutOf(situation, language)
  if (leftOut) add(leftOut, '', dim)

  for (const { story, origins, copies, relays, lostHedges, reports } of stories) {
    out.push('')
    add(story.title, `${story.id}  `, bold)
    add(labels.story(reports.length, origins.length), '    ', dim)
    const brief = briefSentences(situation, story.id, language)
    if (brief.length > 0) {
      out.push('')
      add(briefLabelsFor(language).title, '  ', bold)
      for (const parts of brief) add(briefText(parts), '  ▸ ')
    }
    for (const { title, items, more } of said.sectionsOf(story.id)) {
      out.push('')
      add(title, '  ', bold)
      if (items.length === 0) add(said.labels.nothingNew, '  · ', dim)
      for (const { heading, quoted, badge, tone, details } of items) {
        const lead = tone === 'conflict' ? '  ≠ ' : '  • '
        const head = [heading, quoted ? shownWords(quoted) : ''].filter(Boolean).join(' ')
        add(head, lead)
        if (badge) add(badge, '    ', bold)
        for (const { text, quoted: passage } of details) {
          add(text, '      ', dim)
          if (passage) add(shownWords(passage), '        ')
        }
      }
      if (more > 0) add(labels.more(more), '    ', dim)
    }
    if (copies.length > 0) {
      out.push('', bold(`  ${labels.copies}`))
      for (const { copy, longest } of copies.slice(0, copiesShown)) {
        add(
          `${nameOf(copy.original)} ${copy.ordered ? '→' : '↔'} ${nameOf(copy.copy)}: ${labels.copyKinds[copy.kind]} (${labels.shares(Math.round(copy.ofOriginal * 100), Math.round(copy.ofCopy * 100))}${copy.ordered ? '' : `, ${labels.unordered}`})`,
          '  ═ ',
        )
        add(`${labels.longest}: “${shortened(longest.text, 200)}”`, '    ', dim)
      }
      if (copies.length > copiesShown) add(labels.more(copies.length - copiesShown), '    ', dim)
    }
    if (lostHedges.length > 0) {
      out.push('', bold(`  ${labels.lostHedges}`))
      for (const { hedged, stated } of lostHedges) {
        add(`${nameOf(hedged.passage.report)}: “${shortened(hedged.passage.text, 240)}”`, '  ? ')
        add(`${nameOf(stated.passage.report)}: “${shortened(stated.passage.text, 240)}”`, '  ! ')
      }
    }
    if (relays.length > 0) {
      out.push('', bold(`  ${labels.relays}`))
      for (const { report, through, passage, others } of relays) {
        add(`${nameOf(report.id)} ${labels.relayed(through.join(' ← '))}`, '  ‹ ')
        add(`“${shortened(passage.text, 240)}”${others > 0 ? ` ${labels.more(others)}` : ''}`, '    ', dim)
      }
    }
    out.push('', bold(`  ${labels.origins}`))
    for (const { origin, reports: resting, collapses } of origins) {
      add(origin.name, '  ● ', bold)
      for (const report of resting) {
        add(`${report.publisher ?? report.id}: ${report.title ?? report.id}`, '      ')
        add(facts(report), '        ', dim)
        for (const collapse of collapses)
          if (collapse.report === report.id)
            add(
              labels.reasons[collapse.reason](
                collapse.reason === 'copy' ? nameOf(collapse.with) : collapse.with,
              ),
              '        → ',
              dim,
            )
      }
    }
  }

  if (citedOnly.length > 0) {
    out.push('')
    for (const origin of citedOnly) add(`${origin.name}: ${labels.citedOnly}`, '○ ')
  }
  if (situation.unread.length > 0) {
    out.push('', bold(labels.unread))
    for (const { input, error } of situation.unread) add(`${input}: ${error}`, '  ✗ ')
  }
  return `${out.join('\n')}\n`
}
