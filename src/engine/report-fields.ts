import type { BoundedField, LeftOutFields, Report } from '../contract/analysis.ts'

/** Characters (UTF-16 code units) of what is told of a report beside its text: what is longer is left out. */
export const longestField = {
  id: 512,
  url: 2048,
  title: 512,
  publisher: 256,
  author: 256,
  published: 64,
} as const
/** Authors of one report; those behind them are left out. */
export const mostAuthors = 64
/** Characters of somebody's name. A word can be longer than any name is. */
export const longestName = 256

type Fields = Partial<Pick<Report, BoundedField>>

/**
 * What is told of a report beside its text, without what is longer than it may be; the one given where nothing is. The
 * fields are written again with its findings and lists, so a long one would be written thousands of times.
 */
export function boundedReport<Given extends Fields>(given: Given): { report: Given; leftOut: LeftOutFields } {
  const leftOut: LeftOutFields = []
  const report = { ...given }
  for (const field of ['id', 'url', 'title', 'publisher', 'published'] as const) {
    const value = report[field]
    if (value === undefined || value.length <= longestField[field]) continue
    delete report[field]
    leftOut.push({ field, characters: value.length })
  }
  const authors = given.authors ?? []
  const kept = authors.filter(({ length }) => length <= longestField.author).slice(0, mostAuthors)
  if (kept.length < authors.length) {
    if (kept.length > 0) report.authors = kept
    else delete report.authors
    const characters = authors.reduce((most, { length }) => Math.max(most, length), 0)
    leftOut.push({ field: 'authors', characters })
  }
  return leftOut.length > 0 ? { report, leftOut } : { report: given, leftOut }
}

const words: Record<BoundedField, (characters: number) => string> = {
  id: (characters) => `its id of ${characters} characters is longer than ${longestField.id}`,
  url: (characters) => `its address of ${characters} characters is longer than ${longestField.url}`,
  title: (characters) => `its title of ${characters} characters is longer than ${longestField.title}`,
  publisher: (characters) =>
    `its publisher's name of ${characters} characters is longer than ${longestField.publisher}`,
  authors: () =>
    `it has more than ${mostAuthors} authors, or one whose name is longer than ${longestField.author}`,
  published: (characters) => `its date of ${characters} characters is longer than ${longestField.published}`,
}

/** A sentence on what was left out of a report; undefined where nothing was. */
export function leftOutSentence(leftOut: Readonly<LeftOutFields> | undefined): string | undefined {
  if (!leftOut || leftOut.length === 0) return undefined
  return `${leftOut.map(({ field, characters }) => words[field](characters)).join('; ')}: left out.`
}
