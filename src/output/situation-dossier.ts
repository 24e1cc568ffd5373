import { createHash } from 'node:crypto'
import type { Language } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import { version } from '../engine/version.ts'
import { briefLabelsFor } from './brief-labels.ts'
import { type BriefPart, briefSentences } from './brief-view.ts'
import { leftOutOf } from './left-out.ts'
import { forHtml } from './neutralise.ts'
import { readableDate } from './report-view.ts'
import { situationDossierStyle } from './situation-dossier-style.ts'
import { majorityLanguage, type StoryView, shortened, situationViewOf } from './situation-view.ts'
import {
  type MarkedPassage,
  shownPassage,
  statementViewOf,
  type ViewItem,
  type ViewSection,
} from './statement-view.ts'

/** Items of a section that stand open before the rest is folded away. */
const openItems = 8

/**
 * A Situation as one self-contained HTML page without scripts: nothing is fetched, the content security policy forbids
 * it, and no HTML of a report is ever rendered.
 * @param since shows first what is new since this date (ISO 8601)
 * @param language of Selon's own words; that of most reports where none is given
 */
export function renderSituationDossier(
  situation: Situation,
  since?: string,
  language: Language = majorityLanguage(situation.reports),
): string {
  const view = situationViewOf(situation, language)
  const statements = statementViewOf(situation, since, language)
  const { labels, stories, citedOnly } = view
  const { counts } = situation
  const hash = createHash('sha256').update(situationDossierStyle).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  const title = labels.restsOn(counts.reports, counts.origins)
  const leftOut = leftOutOf(situation, language)
  const languageOf = new Map(situation.reports.map((report) => [report.id, report.language]))
  const nav =
    stories.length > 1
      ? `<nav aria-label="${forHtml(labels.stories)}">${stories
          .slice(0, 40)
          .map(({ story }) => `<a href="#${forHtml(story.id)}">${forHtml(story.title.slice(0, 60))}</a>`)
          .join('')}</nav>`
      : ''
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Selon ${version}">
<meta name="referrer" content="no-referrer">
<title>${forHtml(stories[0]?.story.title ?? title)} · Selon</title>
<style>${situationDossierStyle}</style>
</head>
<body>
<header class="top"><b>Selon</b> <span>${forHtml(labels.notice)}</span></header>
<main>
<p class="counts"><strong>${forHtml(title)}</strong> · ${forHtml(statements.labels.counts(counts.statements, counts.conflicts, counts.unread))}</p>
${leftOut ? `<p class="facts">${forHtml(leftOut)}</p>` : ''}
${nav}
${stories.map((story) => renderStory(story, statements.sectionsOf(story.story.id))).join('\n')}
${
  citedOnly.length > 0
    ? `<section><h2>${forHtml(labels.origins)}</h2><ul>${citedOnly.map(({ name }) => `<li>${forHtml(name)}: ${forHtml(labels.citedOnly)}</li>`).join('')}</ul></section>`
    : ''
}
${
  situation.unread.length > 0
    ? `<section><h2>${forHtml(labels.unread)}</h2><ul>${situation.unread.map(({ input, error }) => `<li><code>${forHtml(input)}</code> ${forHtml(error)}</li>`).join('')}</ul></section>`
    : ''
}
</main>
<footer>Selon ${version}</footer>
</body>
</html>
`

  function renderStory(story: StoryView, sections: readonly ViewSection[]): string {
    return `<article id="${forHtml(story.story.id)}">
<h1>${forHtml(story.story.title)}</h1>
<p class="facts">${forHtml(labels.story(story.reports.length, story.origins.length))}</p>
<div class="columns">
<div class="main">
${renderBrief(story.story.id)}
${sections.map(renderSection).join('\n')}
</div>
<aside>
${renderOrigins(story)}
${renderLost(story)}
</aside>
</div>
</article>`
  }

  function renderBrief(story: string): string {
    const lines = briefSentences(situation, story, language)
    if (lines.length === 0) return ''
    const part = ({ text, passage, strong }: BriefPart) => {
      const shown = strong ? `<strong>${forHtml(text)}</strong>` : forHtml(text)
      if (!passage) return shown
      const from = `${view.nameOf(passage.report)}: ${shownPassage(passage)}`
      return `<span lang="${languageOf.get(passage.report) ?? language}" title="${forHtml(from)}">${shown}</span>`
    }
    return `<section><h2>${forHtml(briefLabelsFor(language).title)}</h2><ol class="brief">${lines
      .map((parts) => `<li>${parts.map(part).join('')}</li>`)
      .join('')}</ol></section>`
  }

  function renderSection({ title: heading, items, more }: ViewSection): string {
    const shown = items.map(renderItem)
    const open = shown.slice(0, openItems).join('')
    const folded =
      shown.length > openItems
        ? `<details><summary>${forHtml(labels.more(shown.length - openItems))}</summary>${shown.slice(openItems).join('')}</details>`
        : ''
    const nothing = items.length === 0 ? `<p class="facts">${forHtml(statements.labels.nothingNew)}</p>` : ''
    const left = more > 0 ? `<p class="facts">${forHtml(labels.more(more))}</p>` : ''
    return `<section><h2>${forHtml(heading)}</h2>${nothing}${open}${folded}${left}</section>`
  }

  function renderItem({ heading, quoted, badge, tone, details }: ViewItem): string {
    return `<div class="item${tone === 'conflict' ? ' conflict' : ''}">${heading ? `<h3>${forHtml(heading)}</h3>` : ''}${quoted ? renderPassage(quoted, 'p') : ''}${badge ? `<p class="badge">${forHtml(badge)}</p>` : ''}${
      details.length > 0
        ? `<ul>${details.map(({ text, quoted: passage }) => `<li>${forHtml(text)}${passage ? renderPassage(passage, 'div') : ''}</li>`).join('')}</ul>`
        : ''
    }</div>`
  }

  function renderOrigins({ origins }: StoryView): string {
    return `<section><h2>${forHtml(labels.origins)}</h2>${origins
      .map(
        ({ origin, reports, collapses }) =>
          `<div class="origin"><h3>${forHtml(origin.name)}</h3><ul>${reports
            .map((report) => {
              const why = collapses
                .filter((collapse) => collapse.report === report.id)
                .map((collapse) =>
                  labels.reasons[collapse.reason](
                    collapse.reason === 'copy' ? view.nameOf(collapse.with) : collapse.with,
                  ),
                )
              const facts = [
                report.published ? readableDate(report.published, view.reportLabels) : '',
                report.language,
                ...why,
              ].filter(Boolean)
              return `<li lang="${report.language}">${forHtml(`${report.publisher ?? report.id}: ${report.title ?? report.id}`)}<br><small>${facts.map(forHtml).join(' · ')}</small></li>`
            })
            .join('')}</ul></div>`,
      )
      .join('')}</section>`
  }

  function renderLost({ lostHedges }: StoryView): string {
    if (lostHedges.length === 0) return ''
    return `<section><h2>${forHtml(labels.lostHedges)}</h2>${lostHedges
      .map(
        ({ hedged, stated }) =>
          `<div class="item">${renderPassage({ passage: hedged.passage, words: hedged.marks }, 'p')}<small>${forHtml(view.nameOf(hedged.passage.report))}</small>${renderPassage({ passage: stated.passage, words: [] }, 'p')}<small>→ ${forHtml(view.nameOf(stated.passage.report))}</small></div>`,
      )
      .join('')}</section>`
  }

  /** A passage in its own language, the words that decided marked where it is shown whole. */
  function renderPassage({ passage, words, sentence }: MarkedPassage, element: 'p' | 'div'): string {
    const of = languageOf.get(passage.report) ?? language
    const shown = shownPassage(passage)
    if (sentence !== undefined)
      return `<${element} class="quote" lang="${of}" title="${forHtml(shown)}">${forHtml(shortened(sentence, 260))}</${element}>`
    let inner = ''
    if (words.length > 0 && shown === passage.text) {
      let at = passage.span[0]
      for (const { span } of words.toSorted((a, b) => a.span[0] - b.span[0])) {
        if (span[0] < at || span[1] > passage.span[1]) continue
        inner += forHtml(passage.text.slice(at - passage.span[0], span[0] - passage.span[0]))
        inner += `<mark>${forHtml(passage.text.slice(span[0] - passage.span[0], span[1] - passage.span[0]))}</mark>`
        at = span[1]
      }
      inner += forHtml(passage.text.slice(at - passage.span[0]))
    } else inner = forHtml(shown)
    return `<${element} class="quote" lang="${of}">${inner}</${element}>`
  }
}
