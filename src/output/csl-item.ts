import type { Analysis, Language } from '../contract/analysis.ts'
import { webAddress } from './moment.ts'

/** An item of a bibliography, as CSL-JSON (Citation Style Language 1.0.2) has it. */
export interface CslItem {
  id: string
  type: 'article-newspaper'
  title?: string
  'container-title'?: string
  author?: { literal: string }[]
  issued?: { 'date-parts': number[][] }
  language: Language
  URL?: string
  note?: string
}

/** A date as CSL has it: numbers of year, month and day as far as they are known. */
function issued(iso: string | undefined): Pick<CslItem, 'issued'> {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso ?? '')
  if (!found) return {}
  return { issued: { 'date-parts': [found.slice(1).flatMap((part) => (part ? [Number(part)] : []))] } }
}

/**
 * A report as an item of a bibliography.
 * @param note what is cited of it
 * @param otherwise the address that is given where the report has none of the web's
 */
export function cslItem(
  report: Omit<Analysis['report'], 'text'>,
  { id = report.id, note, otherwise }: { id?: string; note?: string; otherwise?: string } = {},
): CslItem {
  const url = webAddress(report.url) ?? otherwise
  return {
    id: id.toWellFormed(),
    type: 'article-newspaper',
    ...(report.title ? { title: report.title.toWellFormed() } : {}),
    ...(report.publisher ? { 'container-title': report.publisher.toWellFormed() } : {}),
    ...(report.authors?.length
      ? { author: report.authors.map((literal) => ({ literal: literal.toWellFormed() })) }
      : {}),
    ...issued(report.published),
    language: report.language,
    ...(url ? { URL: url } : {}),
    ...(note === undefined ? {} : { note: note.toWellFormed() }),
  }
}
