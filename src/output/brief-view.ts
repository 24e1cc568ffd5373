import type { Language } from '../contract/analysis.ts'
import type {
  BriefHolder,
  BriefLine,
  BriefValue,
  Passage,
  Situation,
  SituationReport,
} from '../contract/situation.ts'
import { type BriefLabels, briefLabelsFor } from './brief-labels.ts'
import { labelsFor } from './labels.ts'
import { readableDate } from './report-view.ts'
import { nameReports, shortened } from './situation-view.ts'

/** A part of a line; with a passage it is that passage's words, or stands for them. */
export interface BriefPart {
  text: string
  passage?: Passage
  strong?: boolean
  /** The name of the source that these words name. */
  source?: string
}

/** Words of one passage that a line shows, in UTF-16 code units. */
const longestShown = 220
const longestAgainst = 110

/**
 * The lines of a story's brief as sentences in a language: what reports say in their words, with a few words of frame.
 * Each part that is a report's words has its passage.
 */
export function briefSentences(
  situation: Pick<Situation, 'brief'> & {
    reports: readonly Pick<SituationReport, 'id' | 'language' | 'publisher' | 'title'>[]
  },
  story: string,
  language: Language,
): BriefPart[][] {
  const labels = briefLabelsFor(language)
  const nameOf = nameReports(situation)
  const languageOf = new Map(situation.reports.map((report) => [report.id, report.language]))
  const outletOf = new Map(situation.reports.map((report) => [report.id, report.publisher]))
  const words = ({ text, sentence }: Passage, length: number) =>
    sentence === undefined ? labels.quoted(plain(text, length)) : plain(sentence, length)
  const date = (iso: string | undefined) => (iso ? readableDate(iso.slice(0, 10), labelsFor(language)) : '')
  const dated = (iso: string | undefined): BriefPart[] => (date(iso) ? [{ text: date(iso) }] : [])
  return (situation.brief ?? [])
    .filter((line) => line.story === story)
    .map((line) => (line.values.length > 0 ? count(line) : said(line)))

  function said(line: BriefLine): BriefPart[] {
    const passage =
      line.passages.find(({ report }) => languageOf.get(report) === language) ?? line.passages[0]
    const parts: BriefPart[] = []
    const { holder } = line
    if (holder) {
      parts.push(holderPart(holder, true))
      line.through.forEach((outlet, k) => {
        parts.push({ text: k === 0 ? `, ${labels.via(outlet)}` : `, ${outlet}`, source: outlet })
      })
      parts.push({ text: ': ' })
    }
    parts.push({ text: words(passage, longestShown), passage })
    parts.push({ text: sentenceEnd(line, labels) })
    for (const { kind, holder: other, passage: denial, published } of line.against) {
      parts.push({ text: ` ${kind === 'denies' ? labels.denied : labels.differs} ` })
      parts.push(
        other
          ? holderPart(other, kind === 'denies')
          : {
              text: nameOf(denial.report),
              strong: kind === 'denies',
              ...sourceNamed(outletOf.get(denial.report)),
            },
      )
      const at = date(published)
      parts.push({ text: `${at ? ` (${at})` : ''}: ` })
      parts.push({ text: words(denial, longestAgainst), passage: denial }, { text: '.' })
    }
    if (line.asFact.length > 0) {
      const names = [...new Set(line.asFact.map((report) => outletOf.get(report) ?? nameOf(report)))]
      parts.push({ text: ` ${labels.asFact(listed(names, labels), names.length > 1)}` })
    }
    return parts
  }

  function count(line: BriefLine): BriefPart[] {
    const unit = line.unit ?? ''
    const parts: BriefPart[] = [{ text: labels.units[unit] ?? unit, strong: true }, { text: ': ' }]
    line.values.forEach((value, k) => {
      if (k > 0) parts.push({ text: ' · ' })
      parts.push({ text: valueText(value, labels), passage: value.passage })
      const source = value.holder?.name ?? outletOf.get(value.passage.report)
      const about = [...(source ? [{ text: source, source }] : []), ...dated(value.published)]
      about.forEach((part, n) => {
        parts.push({ text: n === 0 ? ' (' : ', ' }, part)
      })
      if (about.length > 0) parts.push({ text: ')' })
    })
    parts.push({ text: '.' })
    return parts
  }
}

const holderPart = ({ name, passage }: BriefHolder, strong: boolean): BriefPart => ({
  text: shortened(name, 90),
  strong,
  source: name,
  ...(passage ? { passage } : {}),
})
const sourceNamed = (source: string | undefined) => (source === undefined ? {} : { source })

/** How surely and in how many reports on how many origins, behind the words. */
const sentenceEnd = ({ certainty, reports, origins, areShown }: BriefLine, labels: BriefLabels): string =>
  `. ${labels.certainties[certainty] ? `${labels.certainties[certainty]} ` : ''}${labels.restsOn(reports, origins, areShown)}`

/** Words of a passage on one line, without the quotation marks that it may begin or end with. */
const plain = (text: string, length: number): string =>
  shortened(
    text
      .replace(/\s+/gu, ' ')
      .replace(/^[\s"“”«»'’]+|[\s"“”«».,;:]+$/gu, '')
      .trim(),
    length,
  )

function listed(names: readonly string[], { and }: BriefLabels): string {
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} ${and} ${names[names.length - 1]}`
}

function valueText({ low, high }: BriefValue, labels: BriefLabels): string {
  const written = (value: number) => {
    const [whole, part] = String(value).split('.')
    const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, labels.thousands)
    return part ? `${grouped}${labels.decimal}${part}` : grouped
  }
  if (low !== null && high !== null)
    return low === high ? written(low) : labels.between(written(low), written(high))
  if (low !== null) return labels.atLeast(written(low))
  return high === null ? '?' : labels.atMost(written(high))
}

/** The text of a line without its links. */
export const briefText = (parts: readonly BriefPart[]): string => parts.map(({ text }) => text).join('')
