import type { Analysis } from '../contract/analysis.ts'
import type { Situation } from '../contract/situation.ts'
import { leftOutOf } from '../output/left-out.ts'
import { forJson } from '../output/neutralise.ts'
import { renderSituationDossier } from '../output/situation-dossier.ts'
import { renderSituationMarkdown } from '../output/situation-markdown.ts'
import { renderSituationText } from '../output/situation-text.ts'
import { boundSituation } from '../situation/bound-situation.ts'
import type { StoryComparer } from '../situation/comparer.ts'
import { compareReports } from '../situation/situation.ts'
import type { Comparison, ComparisonTask } from './comparison-thread.ts'

/** The situation that the reports describe together, as it is written; over its bound it is cut, and that is said. */
export async function comparisonOf(
  analyses: readonly Analysis[],
  task: ComparisonTask,
  comparer?: StoryComparer,
  told?: (share: number) => void,
): Promise<Comparison> {
  const whole = compareReports(analyses, task.unread, undefined, comparer, told)
  // One line a report needs no bound.
  const situation = task.format === 'jsonl' ? whole : boundSituation(whole)
  const leftOut = task.format === 'json' || task.format === 'stix' ? leftOutOf(situation, 'en') : undefined
  return { written: await written(situation, task), ...(leftOut ? { leftOut } : {}) }
}

async function written(
  situation: Situation,
  { format, since, colour, width, language }: ComparisonTask,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'json':
      return `${forJson(JSON.stringify(situation, null, 2))}\n`
    case 'jsonl':
      return situation.reports.map(({ id, story }) => `${forJson(JSON.stringify({ id, story }))}\n`).join('')
    case 'markdown':
      return renderSituationMarkdown(situation, since, language)
    case 'html':
      return renderSituationDossier(situation, since, language)
    case 'docx':
      return (await import('../output/docx.ts')).renderSituationDocx(situation, since, language)
    case 'stix':
      return `${forJson(JSON.stringify((await import('../output/stix.ts')).renderSituationStix(situation), null, 2))}\n`
    case 'text':
      return renderSituationText(situation, {
        colour,
        width,
        language,
        ...(since === undefined ? {} : { since }),
      })
  }
}
