import { type CsvTable, csvTables } from '../contract/api.ts'
import {
  type Format,
  formats,
  formatWriter,
  isSeparate,
  type SeparateFormat,
  type SeparateWriter,
  separateWriter,
} from '../output/formats.ts'
import {
  analyseInputs,
  checkReportOptions,
  oneOf,
  type ReportOptions,
  writtenInputs,
} from './analyse-inputs.ts'
import { interruptible, reportsWere, sayStopped, stoppedCode } from './interruptible.ts'
import { jobsOf } from './jobs-option.ts'
import { openOutput, refuseBytesOnTerminal } from './output-target.ts'
import { createProgress } from './progress.ts'
import { readerLanguage } from './reader-language.ts'
import { terminalWidth, wantsColour } from './terminal.ts'

export interface ReadOptions extends ReportOptions {
  jobs?: string
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
  const jobs = jobsOf(options)
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
  const how = {
    explain,
    colour: wantsColour(options.color, toTerminal),
    width: terminalWidth(),
    table,
    byteOrderMark: options.bom === true,
    codePoints: offsets === 'codepoint',
    language,
  }
  const reading = { explain, jobs, few: fewToRead }
  let failures = 0
  let written = 0
  let format = chosen

  /** Formats that are one document: it is made of all analyses together. */
  const whole = async (one: Format) => {
    const writer = formatWriter(one, output, how)
    for await (const item of analyseInputs(inputs, options, reading, progress, stop)) {
      if (item.ok) {
        await writer.analysis(item.analysis)
        written++
      } else failures++
    }
    if (written + failures > 0) await writer.end()
  }
  // JSON Lines in gives JSON Lines out; anything else is for a person's eyes, unless told otherwise.
  const formatOf = ({ line }: { line?: number }): SeparateFormat => {
    const one = format ?? (line === undefined ? 'text' : 'jsonl')
    format = one
    if (!isSeparate(one)) throw new Error(`${one} is one document.`)
    return one
  }
  /** Formats in which each report is written by itself: where it is read, by one thread or more. */
  const separate = async () => {
    let writer: SeparateWriter | undefined
    const formOf = (item: { line?: number }) => ({ format: formatOf(item), options: how })
    for await (const item of writtenInputs(inputs, options, reading, progress, stop, formOf)) {
      writer ??= separateWriter(formatOf(item), output, how)
      if (item.ok) {
        await writer.report(item.analysis.bytes)
        written++
      } else {
        failures++
        await writer.failure(item.id, item.error)
      }
    }
    await writer?.end()
  }

  try {
    await (chosen === undefined || isSeparate(chosen) ? separate() : whole(chosen))
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
