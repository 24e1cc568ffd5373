import type { Analysis, Language } from '../contract/analysis.ts'
import { outlineAsMarkdown } from './outline-markdown.ts'
import { reportOutline } from './report-outline.ts'

/**
 * An Analysis as CommonMark, to paste into a note; nothing of the report can become a link, an image or HTML.
 * @param language of Selon's own words; the report's where none is given
 */
export const renderMarkdown = (analysis: Analysis, language?: Language): string =>
  outlineAsMarkdown(reportOutline(analysis, language))
