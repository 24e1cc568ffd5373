import type { Analysis } from '../contract/analysis.ts'
import type { Unread } from '../contract/situation.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import { renderSituationDossier } from '../output/situation-dossier.ts'
import { renderSituationMarkdown } from '../output/situation-markdown.ts'
import { renderSituationText } from '../output/situation-text.ts'
import { compareReports } from '../situation/situation.ts'
import { analyseInputs, checkReportOptions, oneOf, type ReportOptions } from './analyse-inputs.ts'
import { openOutput } from './output-target.ts'
import { createProgress } from './progress.ts'
import { UsageError } from './usage-error.ts'

export const situationFormats = ['text', 'json', 'jsonl', 'markdown', 'html'] as const

export interface CompareOptions extends ReportOptions {
  format?: string
  output?: string
  /** Show first what is new since this date. */
  since?: string
  color?: boolean
}

/**
 * `selon compare`: reads every input and shows the situation that the reports describe together. A report that comes
 * twice is taken once; two different ones with one id are told apart by refusing the second.
 * @returns the exit code: 0 where all was read, 1 where some input failed
 * Throws a UsageError where an option is wrong.
 */
export async function compareCommand(inputs: readonly string[], options: CompareOptions): Promise<number> {
  checkReportOptions(options)
  const format = oneOf('format', options.format ?? 'text', situationFormats)
  const { since } = options
  if (since !== undefined && !(/^\d{4}-\d{2}-\d{2}/.test(since) && !Number.isNaN(Date.parse(since))))
    throw new UsageError(`--since "${since}" is no date: write it as 2026-03-12 or 2026-03-12T08:00:00Z.`)
  const output = openOutput(options.output)
  const toTerminal = options.output === undefined && process.stdout.isTTY === true
  const progress = await createProgress(process.stderr.isTTY === true)
  const analyses = new Map<string, Analysis>()
  const unread: Unread[] = []
  try {
    for await (const item of analyseInputs(inputs, options, false, progress)) {
      if (!item.ok) {
        unread.push({
          input: item.origin,
          ...(item.id === undefined ? {} : { id: item.id }),
          error: item.error,
        })
        continue
      }
      const { id, text } = item.analysis.report
      const known = analyses.get(id)
      if (!known) analyses.set(id, item.analysis)
      else if (known.report.text !== text) {
        const error = `another report has the id "${id}" and a different text: give each its own id.`
        progress.clear()
        process.stderr.write(`selon: ${forTerminal(`${item.origin}: ${error}`)}\n`)
        unread.push({ input: item.origin, error })
      }
    }
  } catch (error) {
    progress.stop()
    await output.abandon()
    throw error
  }
  progress.stop()
  if (analyses.size === 0) {
    await output.abandon()
    return 1
  }
  const situation = compareReports([...analyses.values()], unread)
  switch (format) {
    case 'json':
      await output.write(`${forJson(JSON.stringify(situation, null, 2))}\n`)
      break
    case 'jsonl':
      for (const { id, story } of situation.reports)
        await output.write(`${forJson(JSON.stringify({ id, story }))}\n`)
      break
    case 'markdown':
      await output.write(renderSituationMarkdown(situation, since))
      break
    case 'html':
      await output.write(renderSituationDossier(situation, since))
      break
    case 'text':
      await output.write(
        renderSituationText(situation, {
          colour:
            options.color !== false &&
            (toTerminal ? !process.env['NO_COLOR'] : Boolean(process.env['FORCE_COLOR'])),
          width: process.stdout.columns ?? 100,
          ...(since === undefined ? {} : { since }),
        }),
      )
  }
  await output.finish()
  return unread.length > 0 ? 1 : 0
}
