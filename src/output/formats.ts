import type { Analysis, Language } from '../contract/analysis.ts'
import type { CsvTable } from '../contract/api.ts'
import type { Situation } from '../contract/situation.ts'
import { csvHeader, csvRows } from './csv.ts'
import { type Format, formats } from './format-names.ts'
import { renderMarkdown } from './markdown.ts'
import { forJson } from './neutralise.ts'
import { inCodePoints } from './offsets.ts'
import { renderText } from './text.ts'
import type { Verdict } from './verdicts.ts'

export { type Format, formats }

/** Where a writer puts its text, or the bytes of a format that is none. */
export interface TextTarget {
  write(written: string | Uint8Array): Promise<void>
}

export interface FormatOptions {
  explain: boolean
  colour: boolean
  width: number
  table: CsvTable
  /** Begins CSV with U+FEFF, for Excel. */
  byteOrderMark?: boolean
  codePoints: boolean
  /** Language of Selon's own words; else each report's. */
  language?: Language
  /** What persons judged of claims in these reports: for claimreview and stix. */
  verdicts?: readonly Verdict[]
  /** The situation of the story that they tell, which opens a docx. */
  situation?: Situation
  /** Address of the desk, to which an RSS feed links. */
  home?: string
}

/** Writes analyses in one format as they come; the formats that are one document wait for all of them. */
export interface FormatWriter {
  analysis(analysis: Analysis): Promise<void>
  /** A report that failed, in its place. Only JSON Lines shows it; the others leave it to standard error. */
  failure(id: string | undefined, error: string): Promise<void>
  /** Closes what is open. Called once, after the last. */
  end(): Promise<void>
}

/** Formats in which each report is written by itself, wherever that is done. */
const separateFormats = ['text', 'json', 'jsonl', 'markdown', 'csv'] as const
export type SeparateFormat = (typeof separateFormats)[number]
export const isSeparate = (format: Format): format is SeparateFormat =>
  separateFormats.some((one) => one === format)

/** Puts reports that are written already one behind the other. */
export interface SeparateWriter extends Omit<FormatWriter, 'analysis'> {
  /** @param written as `renderReport` gives it, or that in UTF-8 */
  report(written: string | Uint8Array): Promise<void>
}

const silent = async () => {}

/** One report as a format has it, without what stands before, between and behind reports. */
export function renderReport(analysis: Analysis, format: SeparateFormat, options: FormatOptions): string {
  const converted = () => (options.codePoints ? inCodePoints(analysis) : analysis)
  switch (format) {
    case 'text':
      return renderText(analysis, options)
    case 'markdown':
      return renderMarkdown(analysis, options.language)
    case 'csv':
      return csvRows(analysis, options.table, options.language)
    case 'jsonl':
      return `${forJson(JSON.stringify(converted()))}\n`
    case 'json':
      return forJson(JSON.stringify(converted(), null, 2))
  }
}

/** The writer of a format for reports that are written already. */
export function separateWriter(
  format: SeparateFormat,
  output: TextTarget,
  { width, table, byteOrderMark }: Pick<FormatOptions, 'width' | 'table' | 'byteOrderMark'>,
): SeparateWriter {
  let count = 0
  switch (format) {
    case 'text':
    case 'markdown': {
      const between = format === 'text' ? `\n${'─'.repeat(width)}\n\n` : '\n---\n\n'
      return {
        report: async (written) => {
          if (count++ > 0) await output.write(between)
          await output.write(written)
        },
        failure: silent,
        end: silent,
      }
    }
    case 'csv': {
      const header = async () => {
        if (count++ === 0) await output.write(csvHeader(table, byteOrderMark))
      }
      return {
        report: async (written) => {
          await header()
          await output.write(written)
        },
        failure: silent,
        end: header,
      }
    }
    case 'jsonl':
      return {
        report: (written) => output.write(written),
        failure: (id, error) => output.write(`${forJson(JSON.stringify({ id: id ?? null, error }))}\n`),
        end: silent,
      }
    case 'json': {
      // One report is an object, several are an array: the first waits until it is known which.
      let first: string | Uint8Array | undefined
      return {
        report: async (written) => {
          if (count++ === 0) {
            first = written
            return
          }
          if (first !== undefined) {
            await output.write('[\n')
            await output.write(first)
            first = undefined
          }
          await output.write(',\n')
          await output.write(written)
        },
        failure: silent,
        end: async () => {
          if (first === undefined) return output.write(count > 0 ? '\n]\n' : '[]\n')
          await output.write(first)
          await output.write('\n')
        },
      }
    }
  }
}

/** The writer of a format. */
export function formatWriter(format: Format, output: TextTarget, options: FormatOptions): FormatWriter {
  if (isSeparate(format)) {
    const { report, failure, end } = separateWriter(format, output, options)
    return { analysis: (analysis) => report(renderReport(analysis, format, options)), failure, end }
  }
  const all: Analysis[] = []
  return {
    analysis: async (analysis) => {
      all.push(analysis)
    },
    failure: silent,
    end: async () => {
      // Without verdicts there are no reviews, which is an answer too.
      if (all.length > 0 || format === 'claimreview')
        await output.write(await wholeDocument(format, all, options))
    },
  }
}

/** The formats that need every analysis at once; each is loaded only when asked for. */
async function wholeDocument(
  format: Exclude<Format, SeparateFormat>,
  all: readonly Analysis[],
  { language, verdicts = [], situation, home }: FormatOptions,
): Promise<string | Uint8Array> {
  const indented = (value: unknown) => `${forJson(JSON.stringify(value, null, 2))}\n`
  switch (format) {
    case 'html':
      return (await import('./dossier.ts')).renderDossier(all, language)
    case 'geojson':
      return indented((await import('./geojson.ts')).renderGeoJson(all))
    case 'graphml':
      return (await import('./graph-xml.ts')).renderGraphMl(all)
    case 'gexf':
      return (await import('./graph-xml.ts')).renderGexf(all)
    case 'annotation':
      return indented((await import('./web-annotation.ts')).renderWebAnnotations(all))
    case 'prov':
      return indented((await import('./provenance.ts')).renderProvenance(all))
    case 'stix':
      return indented(
        (await import('./stix.ts')).renderStix(all, { verdicts, ...(language ? { language } : {}) }),
      )
    case 'csl':
      return indented((await import('./csl.ts')).renderCsl(all, language))
    case 'claimreview':
      return indented((await import('./claim-review.ts')).renderClaimReviews(all, verdicts))
    case 'rss':
      return (await import('./rss.ts')).renderRss(all, {
        ...(home === undefined ? {} : { home }),
        ...(language ? { language } : {}),
      })
    case 'docx':
      return (await import('./docx.ts')).renderDocx(all, language, situation)
  }
}
