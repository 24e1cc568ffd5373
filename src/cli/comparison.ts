import type { Analysis } from '../engine/analysis.ts'
import { forJson } from '../output/neutralise.ts'
import { renderSituationDossier } from '../output/situation-dossier.ts'
import { renderSituationMarkdown } from '../output/situation-markdown.ts'
import { renderSituationText } from '../output/situation-text.ts'
import { compareReports } from '../situation/situation.ts'
import type { ComparisonTask } from './comparison-thread.ts'

/** The situation that the reports describe together, as it is written. */
export function comparisonOf(
  analyses: readonly Analysis[],
  { unread, format, since, colour, width }: ComparisonTask,
): string {
  const situation = compareReports(analyses, unread)
  switch (format) {
    case 'json':
      return `${forJson(JSON.stringify(situation, null, 2))}\n`
    case 'jsonl':
      return situation.reports.map(({ id, story }) => `${forJson(JSON.stringify({ id, story }))}\n`).join('')
    case 'markdown':
      return renderSituationMarkdown(situation, since)
    case 'html':
      return renderSituationDossier(situation, since)
    case 'text':
      return renderSituationText(situation, { colour, width, ...(since === undefined ? {} : { since }) })
  }
}
