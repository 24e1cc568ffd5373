import type { Unread } from '../contract/situation.ts'
import { forTerminal } from '../output/neutralise.ts'
import { checkReportOptions, oneOf, type ReportOptions, writtenInputs } from './analyse-inputs.ts'
import { type Comparison, ComparisonThread, situationFormats } from './comparison-thread.ts'
import {
  interruptible,
  reportsWere,
  sayStopped,
  stopped,
  stoppedCode,
  unlessStopped,
} from './interruptible.ts'
import { jobsOf } from './jobs-option.ts'
import { note } from './notes.ts'
import { openOutput, refuseBytesOnTerminal } from './output-target.ts'
import { createProgress } from './progress.ts'
import { readerLanguage } from './reader-language.ts'
import { terminalWidth, wantsColour } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface CompareOptions extends ReportOptions {
  jobs?: string
  format?: string
  output?: string
  /** Show first what is new since this date. */
  since?: string
  color?: boolean
  /** Language of Selon's own words. */
  interface?: string
}

/** What somebody who compares waits for: a minute at most. */
const fewToCompare = { reports: 50, characters: 400_000 }

/**
 * `selon compare`: reads every input and shows the situation that the reports describe together. A report that comes
 * twice is taken once; two different ones with one id are told apart by refusing the second.
 * @returns the exit code: 0 where all was read, 1 where some input failed; stopped with Ctrl+C, the process ends with 130
 * Throws a UsageError where an option is wrong.
 */
export function compareCommand(inputs: readonly string[], options: CompareOptions): Promise<number> {
  return interruptible((stop) => compare(inputs, options, stop))
}

async function compare(
  inputs: readonly string[],
  options: CompareOptions,
  stop: AbortSignal,
): Promise<number> {
  checkReportOptions(options)
  const jobs = jobsOf(options)
  const format = oneOf('format', options.format ?? 'text', situationFormats)
  const language = readerLanguage(options.interface)
  const { since } = options
  if (since !== undefined && !(/^\d{4}-\d{2}-\d{2}/.test(since) && !Number.isNaN(Date.parse(since))))
    throw new UsageError(`--since "${since}" is no date: write it as 2026-03-12 or 2026-03-12T08:00:00Z.`)
  refuseBytesOnTerminal(format, options.output)
  const output = openOutput(options.output)
  const toTerminal = options.output === undefined && process.stdout.isTTY === true
  const progress = await createProgress(process.stderr.isTTY === true)
  const texts = new Map<string, string>()
  const unread: Unread[] = []
  const thread = new ComparisonThread()
  let comparison: Comparison | typeof stopped = stopped
  try {
    for await (const item of writtenInputs(
      inputs,
      options,
      { explain: false, jobs, few: fewToCompare, waitForLines: true },
      progress,
      stop,
      () => 'packed',
    )) {
      if (!item.ok) {
        unread.push({
          input: item.origin,
          ...(item.id === undefined ? {} : { id: item.id }),
          error: item.error,
        })
        continue
      }
      const { text } = item
      const { id } = item.analysis.report
      const known = texts.get(id)
      if (known === undefined) {
        texts.set(id, text)
        await unlessStopped(stop, thread.add(item.analysis.bytes))
      } else if (known !== text) {
        const error = `another report has the id "${id}" and a different text: give each its own id.`
        progress.clear()
        process.stderr.write(`selon: ${forTerminal(`${item.origin}: ${error}`)}\n`)
        unread.push({ input: item.origin, error })
      }
    }
    if (texts.size > 0 && !stop.aborted) {
      progress.comparing(0)
      comparison = await unlessStopped(
        stop,
        thread.compare(
          {
            unread,
            format,
            ...(since === undefined ? {} : { since }),
            colour: wantsColour(options.color, toTerminal),
            width: terminalWidth(),
            language,
          },
          (share) => progress.comparing(share),
        ),
      )
    }
    progress.stop()
  } catch (error) {
    progress.stop()
    await output.abandon()
    throw error
  } finally {
    void thread.close()
  }
  if (comparison === stopped) {
    await output.abandon()
    if (!stop.aborted) return 1
    sayStopped(`${reportsWere(texts.size)} read, and nothing was compared or written.`)
    return stoppedCode
  }
  if (comparison.leftOut !== undefined) note(`selon: ${comparison.leftOut}`)
  await output.write(comparison.written)
  await output.finish()
  return unread.length > 0 ? 1 : 0
}
