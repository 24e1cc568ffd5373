import { serialize } from 'node:v8'
import type { Analysis, Report } from '../contract/analysis.ts'
import type { ReportInput } from '../engine/document.ts'
import { type AnalyseOptions, Engine } from '../engine/engine.ts'
import type { Resources } from '../engine/resources.ts'
import { detectLanguage } from '../engine/text/language.ts'
import { packs } from '../languages/index.ts'
import { folderResources } from '../node-resources.ts'
import { type FormatOptions, renderReport, type SeparateFormat } from '../output/formats.ts'

/**
 * The form in which an analysis is wanted as bytes: as a format has it, in UTF-8, or `packed` by the structured clone
 * algorithm, to be handed on to a thread.
 */
export type AnalysisForm = 'packed' | { format: SeparateFormat; options: FormatOptions }

/** An analysis as bytes, with what is to be known of its report. */
export interface WrittenReport {
  report: Pick<Report, 'id' | 'leftOut'>
  bytes: Uint8Array
}

/** What is to be read, and in what form it is wanted, if not as an analysis. */
export interface ReportTask {
  input: ReportInput
  options: AnalyseOptions
  form?: AnalysisForm
}

/** An engine that reads all languages. */
export const engineWith = (resources: Resources): Engine => new Engine(resources, detectLanguage, packs)

let own: Engine | undefined
function ownEngine(): Engine {
  own ??= engineWith(folderResources())
  return own
}

/**
 * Reads a report here and now, with an engine whose models nobody shares if none is given. Throws an Error with a sentence where it cannot be read: the engine's own, or, where it
 * broke, that the fault is Selon's and not the report's.
 */
export function readReport({ input, options, form }: ReportTask, engine?: Engine): Analysis | WrittenReport {
  try {
    const analysis = (engine ?? ownEngine()).analyse(input, options)
    if (form === undefined) return analysis
    const { id, leftOut } = analysis.report
    return { report: { id, ...(leftOut ? { leftOut } : {}) }, bytes: bytesOf(analysis, form) }
  } catch (error) {
    throw new Error(reasonOf(error))
  }
}

function bytesOf(analysis: Analysis, form: AnalysisForm): Uint8Array {
  return form === 'packed'
    ? new Uint8Array(serialize(analysis))
    : new TextEncoder().encode(renderReport(analysis, form.format, form.options))
}

function reasonOf(error: unknown): string {
  if (error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError)
    return `Selon itself failed on this report (${error.name}: ${error.message}); the fault is not the report's: please tell its makers.`
  return error instanceof Error ? error.message : String(error)
}
