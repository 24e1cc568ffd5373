import { type CsvTable, csvTables } from '../contract/api.ts'
import { type Format, type FormatWriter, formats, formatWriter } from '../output/formats.ts'
import {
  type AnalysedInput,
  analyseInputs,
  checkReportOptions,
  oneOf,
  type ReportOptions,
} from './analyse-inputs.ts'
import { interruptible, reportsWere, sayStopped, stoppedCode } from './interruptible.ts'
import { openOutput, refuseBytesOnTerminal } from './output-target.ts'
import { createProgress } from './progress.ts'
import { readerLanguage } from './reader-language.ts'
import { terminalWidth, wantsColour } from './terminal.ts'

export interface ReadOptions extends ReportOptions {
  format?: string
  output?: string
  explain?: boolean
  table?: string
  bom?: boolean
  offsets?: string
  color?: boolean
  /** Language of Selon's own words. */
  interface?: string
}

/** What somebody who reads waits for: some twenty seconds at most. */
const fewToRead = { reports: 5, characters: 100_000 }

/**
 * `selon read`: reads every input in order and writes its analysis.
 * @returns the exit code: 0 where all was read, 1 where some input failed; stopped with Ctrl+C, the process ends with 130
 * Throws a UsageError where an option is wrong.
 */
export function readCommand(inputs: readonly string[], options: ReadOptions): Promise<number> {
  return interruptible((stop) => read(inputs, options, stop))
}

async function read(inputs: readonly string[], options: ReadOptions, stop: AbortSignal): Promise<number> {
  checkReportOptions(options)
  const chosen: Format | undefined =
    options.format === undefined ? undefined : oneOf('format', options.format, formats)
  const table: CsvTable = oneOf('table', options.table ?? 'claims', csvTables)
  const offsets = oneOf('offsets', options.offsets ?? 'utf16', ['utf16', 'codepoint'] as const)

  const language = readerLanguage(options.interface)
  refuseBytesOnTerminal(chosen, options.output)
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
  const writerFor = ({ line }: AnalysedInput): FormatWriter => {
    if (writer) return writer
    format = chosen ?? (line === undefined ? 'text' : 'jsonl')
    writer = formatWriter(format, output, {
      explain,
      colour: wantsColour(options.color, toTerminal),
      width: terminalWidth(),
      table,
      byteOrderMark: options.bom === true,
      codePoints: offsets === 'codepoint',
      language,
    })
    return writer
  }

  try {
    for await (const item of analyseInputs(inputs, options, { explain, few: fewToRead }, progress, stop)) {
      if (item.ok) {
        await writerFor(item).analysis(item.analysis)
        written++
      } else {
        failures++
        await writerFor(item).failure(item.id, item.error)
      }
    }
    await writer?.end()
  } catch (error) {
    progress.stop()
    await output.abandon()
    throw error
  }
  progress.stop()
  if (stop.aborted) {
    const part = written > 0 ? await output.keepPart() : await output.abandon()
    sayStopped(
      `${reportsWere(written)} read${part ? `, and stand in ${part}` : written > 0 ? ' and written' : ''}; the rest was not.`,
    )
    return stoppedCode
  }
  // JSON Lines has a line for every failure too; of the other formats nothing is worth keeping where nothing was read.
  const worthKeeping = written > 0 || (failures > 0 && format === 'jsonl')
  if (worthKeeping) await output.finish()
  else await output.abandon()
  return failures > 0 ? 1 : 0
}
