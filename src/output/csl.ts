import type { Analysis, Language, Span } from '../contract/analysis.ts'
import { type CslItem, cslItem } from './csl-item.ts'
import { labelsFor } from './labels.ts'
import { reportNames } from './report-names.ts'
import { viewOf } from './report-view.ts'

/**
 * Reports and what they quote as CSL-JSON, for Zotero, pandoc and other keepers of references: an item for each report, and
 * one for each quotation in it, whose note has the words, who says them, and where they stand.
 */
export function renderCsl(analyses: readonly Analysis[], language?: Language): CslItem[] {
  const names = reportNames(analyses)
  return analyses.flatMap((analysis, n) => {
    const { report } = analysis
    const labels = labelsFor(language ?? report.language)
    const { voices } = viewOf(analysis, language)
    const quotations = voices.flatMap(({ name, sayings }) =>
      sayings.flatMap(({ attribution: { content, speech }, content: words, via }) => {
        if (speech === 'indirect' || content.length === 0) return []
        const span: Span = [content[0][0], content[content.length - 1][1]]
        const speaker = `${name.trim() || labels.noSource}${via ? `, ${labels.through} ${via}` : ''}`
        const isQuoted = /^["“«‹„]/.test(words)
        return [{ span, note: `${isQuoted ? words : `“${words}”`} (${speaker})` }]
      }),
    )
    quotations.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1])
    return [
      cslItem(report, { id: names[n] }),
      ...quotations.map(({ span, note }) =>
        cslItem(report, { id: `${names[n]}#char=${span[0]},${span[1]}`, note }),
      ),
    ]
  })
}
