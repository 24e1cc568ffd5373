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

/** The writer of a format. */
export function formatWriter(format: Format, output: TextTarget, options: FormatOptions): FormatWriter {
  let count = 0
  const silent = async () => {}
  const converted = (analysis: Analysis) => (options.codePoints ? inCodePoints(analysis) : analysis)
  switch (format) {
    case 'text':
      return {
        analysis: (analysis) =>
          output.write(
            (count++ > 0 ? `\n${'─'.repeat(options.width)}\n\n` : '') + renderText(analysis, options),
          ),
        failure: silent,
        end: silent,
      }
    case 'markdown':
      return {
        analysis: (analysis) =>
          output.write((count++ > 0 ? '\n---\n\n' : '') + renderMarkdown(analysis, options.language)),
        failure: silent,
        end: silent,
      }
    case 'csv':
      return {
        analysis: (analysis) =>
          output.write(
            (count++ > 0 ? '' : csvHeader(options.table, options.byteOrderMark)) +
              csvRows(analysis, options.table, options.language),
          ),
        failure: silent,
        end: async () => {
          if (count === 0) await output.write(csvHeader(options.table, options.byteOrderMark))
        },
      }
    case 'jsonl':
      return {
        analysis: (analysis) => output.write(`${forJson(JSON.stringify(converted(analysis)))}\n`),
        failure: (id, error) => output.write(`${forJson(JSON.stringify({ id: id ?? null, error }))}\n`),
        end: silent,
      }
    case 'json': {
      // One report is an object, several are an array: the first waits until it is known which.
      let first: Analysis | undefined
      const indented = (analysis: Analysis) => forJson(JSON.stringify(converted(analysis), null, 2))
      return {
        analysis: async (analysis) => {
          if (count++ === 0) {
            first = analysis
            return
          }
          if (first) await output.write(`[\n${indented(first)}`)
          first = undefined
          await output.write(`,\n${indented(analysis)}`)
        },
        failure: silent,
        end: () => output.write(first ? `${indented(first)}\n` : count > 0 ? '\n]\n' : '[]\n'),
      }
    }
    default: {
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
  }
}

/** The formats that need every analysis at once; each is loaded only when asked for. */
async function wholeDocument(
  format: Exclude<Format, 'text' | 'json' | 'jsonl' | 'markdown' | 'csv'>,
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
