import type { Analysis, Language } from '../engine/analysis.ts'
import { languages } from '../engine/analysis.ts'
import type { ReportInput } from '../engine/document.ts'
import { createEngine } from '../index.ts'
import { readInput } from '../intake/read-input.ts'
import { type CsvTable, csvTables } from '../output/csv.ts'
import { forTerminal } from '../output/neutralise.ts'
import { type Format, type FormatWriter, formats, formatWriter } from './formats.ts'
import { openOutput } from './output-target.ts'
import { createProgress } from './progress.ts'
import { UsageError } from './usage-error.ts'

export interface ReadOptions {
  language?: string
  published?: string
  publisher?: string
  title?: string
  format?: string
  output?: string
  explain?: boolean
  table?: string
  offsets?: string
  color?: boolean
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value)
  if (!found)
    throw new UsageError(`--${name} takes one of ${allowed.join(', ')}, not "${forTerminal(value)}".`)
  return found
}

/** Origins of JSON Lines name the line: "news.jsonl:7". */
const isLine = (origin: string) => /:\d+$/.test(origin) && !origin.includes('://')

/** Whether ISO 8601 names a real calendar date, with or without a time of day. */
function isDate(value: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(value)
  if (!parts) return false
  const date = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])))
  return date.getUTCMonth() === Number(parts[2]) - 1 && date.getUTCDate() === Number(parts[3])
}

/**
 * `selon read`: reads every input in order and writes its analysis.
 * @returns the exit code: 0 where all was read, 1 where some input failed
 * Throws a UsageError where an option is wrong.
 */
export async function readCommand(inputs: readonly string[], options: ReadOptions): Promise<number> {
  if (options.language !== undefined && !languages.some((language) => language === options.language))
    throw new UsageError(
      `Selon does not read the language "${forTerminal(options.language)}": it reads fr (French), en (English) and es (Spanish).`,
    )
  if (options.published !== undefined && !isDate(options.published))
    throw new UsageError(
      `--published takes a date such as 2026-03-11 or 2026-03-11T18:40:00+01:00, not "${forTerminal(options.published)}".`,
    )
  const chosen: Format | undefined =
    options.format === undefined ? undefined : oneOf('format', options.format, formats)
  const table: CsvTable = oneOf('table', options.table ?? 'claims', csvTables)
  const offsets = oneOf('offsets', options.offsets ?? 'utf16', ['utf16', 'codepoint'] as const)

  const output = openOutput(options.output)
  const toTerminal = options.output === undefined && process.stdout.isTTY === true
  const progress = await createProgress(process.stderr.isTTY === true && !toTerminal)
  // The dossier tells the reason of every passage.
  const explain = options.explain === true || chosen === 'html'
  let failures = 0
  let written = 0
  let writer: FormatWriter | undefined
  let format: Format | undefined
  // JSON Lines in gives JSON Lines out; anything else is for a person's eyes, unless told otherwise.
  const writerFor = (origin: string): FormatWriter => {
    if (writer) return writer
    format = chosen ?? (isLine(origin) ? 'jsonl' : 'text')
    writer = formatWriter(format, output, {
      explain,
      colour:
        options.color !== false &&
        (toTerminal ? !process.env['NO_COLOR'] : Boolean(process.env['FORCE_COLOR'])),
      width: process.stdout.columns ?? 100,
      table,
      codePoints: offsets === 'codepoint',
    })
    return writer
  }
  const complain = (error: string) => {
    failures++
    progress.clear()
    process.stderr.write(`selon: ${forTerminal(error)}\n`)
  }

  try {
    const engine = await createEngine()
    for (const given of inputs) {
      const items = readInput(given, {
        ...(options.language === undefined ? {} : { language: options.language as Language }),
        onProgress: (done, total) => progress.bytes(done, total),
        onSkipped: ({ folder, count, examples }) => {
          progress.clear()
          process.stderr.write(
            `selon: ${forTerminal(folder)}: ${count} file${count > 1 ? 's' : ''} that Selon does not read left out (${examples.slice(0, 3).map(forTerminal).join(', ')}${count > 3 ? ', …' : ''})\n`,
          )
        },
      })
      for await (const item of items) {
        if (!item.ok) {
          complain(item.error)
          await writerFor(item.origin).failure(item.id, item.error)
          continue
        }
        const report: ReportInput = {
          ...item.input,
          ...(options.published === undefined ? {} : { published: options.published }),
          ...(options.publisher === undefined ? {} : { publisher: options.publisher }),
          ...(options.title === undefined ? {} : { title: options.title }),
        }
        let analysis: Analysis
        try {
          analysis = engine.analyse(report, { explain })
        } catch (error) {
          const sentence = error instanceof Error ? error.message : String(error)
          complain(`${item.origin}: ${sentence}`)
          await writerFor(item.origin).failure(report.id, sentence)
          continue
        }
        progress.report(report.text.length)
        await writerFor(item.origin).analysis(analysis)
        written++
      }
    }
    await writer?.end()
  } catch (error) {
    progress.stop()
    await output.abandon()
    throw error
  }
  progress.stop()
  // JSON Lines has a line for every failure too; of the other formats nothing is worth keeping where nothing was read.
  const worthKeeping = written > 0 || (failures > 0 && format === 'jsonl')
  if (worthKeeping) await output.finish()
  else await output.abandon()
  return failures > 0 ? 1 : 0
}
