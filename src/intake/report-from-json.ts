import type { ReportInput } from '../engine/document.ts'
import { IntakeError, quoted } from './intake-item.ts'
import { isoDate } from './iso-date.ts'

/** The fields of a report as JSON gives them; `language` is whatever it says, checked where the language is told. */
export interface JsonReport extends Omit<ReportInput, 'language'> {
  language?: string
}

/** A report as JSON gives it, and the beginning of a sentence about a date in it that is none: the report has none then. */
export interface JsonReportRead {
  report: JsonReport
  undated?: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The id of a report, if it has a usable one: a non-empty string, or a number written as JSON writes it. */
export function idOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  const id = isAnalysis(value) ? value['report']['id'] : value['id']
  if (typeof id === 'number') return String(id)
  return typeof id === 'string' && id !== '' ? id : undefined
}

function isAnalysis(
  value: Record<string, unknown>,
): value is Record<string, unknown> & { report: Record<string, unknown> } {
  return value['text'] === undefined && value['version'] === '1' && isObject(value['report'])
}

/**
 * A report out of parsed JSON: {id?, text, language?, published?, publisher?, title?, url?, authors?}, or an Analysis
 * of Selon's own, whose report is taken. null means the same as absent; other fields are not looked at. `text` is kept
 * code unit for code unit. A date that is none leaves it undated, which is told. Throws an IntakeError; `where` is how the sentence calls the place ("Line 7 of news.jsonl").
 */
export function reportFromJson(value: unknown, where: string): JsonReportRead {
  if (!isObject(value))
    throw new IntakeError(
      `${where} is ${Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`}, not a report: give an object such as {"id": "1", "text": "…"}.`,
    )
  const fields = isAnalysis(value) ? value['report'] : value
  const text = fields['text']
  if (text === undefined || text === null)
    throw new IntakeError(`${where} has no "text": give the report's words in a field of that name.`)
  if (typeof text !== 'string')
    throw new IntakeError(
      `${where} has a "text" that is not a string: give the report's words as one string.`,
    )
  if (text.trim() === '')
    throw new IntakeError(`${where} has an empty "text": give a report with words in it.`)

  const report: JsonReport = { text }
  const id = fields['id']
  if (id !== undefined && id !== null) {
    if (typeof id !== 'string' && typeof id !== 'number')
      throw new IntakeError(`${where} has an "id" that is neither a string nor a number.`)
    if (id !== '') report.id = String(id)
  }
  for (const name of ['language', 'publisher', 'title', 'url'] as const) {
    const field = fields[name]
    if (field === undefined || field === null || field === '') continue
    if (typeof field !== 'string')
      throw new IntakeError(`${where} has a "${name}" that is not a string: give a string, or leave it out.`)
    report[name] = field
  }
  let undated: string | undefined
  const published = fields['published']
  if (published !== undefined && published !== null && published !== '') {
    const date = typeof published === 'string' ? isoDate(published) : undefined
    if (date === undefined)
      undated = `${where} has a "published" that is no date (${quoted(typeof published === 'string' ? published : JSON.stringify(published))})`
    else report.published = date
  }
  const authors = fields['authors']
  if (authors !== undefined && authors !== null) {
    if (!Array.isArray(authors) || authors.some((author) => typeof author !== 'string'))
      throw new IntakeError(`${where} has "authors" that are not a list of strings: give ["Name", "Name"].`)
    if (authors.length > 0) report.authors = authors as string[]
  }
  return { report, ...(undated ? { undated } : {}) }
}
