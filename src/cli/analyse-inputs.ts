import { type Analysis, type Language, languages, type Reader, type Report } from '../contract/analysis.ts'
import { type ReaderChoice, readerChoices } from '../contract/api.ts'
import type { ReportInput } from '../engine/document.ts'
import { leftOutSentence } from '../engine/report-fields.ts'
import type { IntakeItem } from '../intake/intake-item.ts'
import { isoDate } from '../intake/iso-date.ts'
import { readInput } from '../intake/read-input.ts'
import { forTerminal } from '../output/neutralise.ts'
import { Analyser, type ReadOptions } from '../server/analyser.ts'
import type { AnalysisForm, WrittenReport } from '../server/read-report.ts'
import { carefulReaderMissing, type Few, ReaderSettler } from '../server/reader-choice.ts'
import { inOrder } from '../threads/in-order.ts'
import { stopped, unlessStopped } from './interruptible.ts'
import { note } from './notes.ts'
import type { Progress } from './progress.ts'
import { UsageError } from './usage-error.ts'
import { secondsToRead, withPlace } from './where-to-read.ts'

/** What a command line may say of all the reports that it gives. */
export interface ReportOptions {
  language?: string
  published?: string
  publisher?: string
  title?: string
  reader?: string
}

/** The value of an option if it is one of those allowed. Throws a UsageError that lists them. */
export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value)
  if (!found)
    throw new UsageError(`--${name} takes one of ${allowed.join(', ')}, not "${forTerminal(value)}".`)
  return found
}

/** A day of the calendar in ISO 8601, with or without a time of day; undefined where the words are none. */
function dayOf(written: string): string | undefined {
  const date = isoDate(written)
  return date !== undefined && date.length >= 10 ? date : undefined
}

/** Who is to read the attributions. Throws a UsageError where it is none of the readers. */
export const readerChoiceOf = ({ reader }: { reader?: string }): ReaderChoice =>
  oneOf('reader', reader ?? 'auto', readerChoices)

/** Settles who reads, and says on standard error where it is not who would be best. Throws as ReaderSettler does. */
export const settledReader = (options: { reader?: string }): ReaderSettler =>
  new ReaderSettler(readerChoiceOf(options), carefulReaderMissing, (sentence) => note(`selon: ${sentence}`))

/** Throws a UsageError where an option that describes reports is wrong, and a ReaderMissing as ReaderSettler does. */
export function checkReportOptions(options: ReportOptions): void {
  settledReader(options)
  if (options.language !== undefined && !languages.some((language) => language === options.language))
    throw new UsageError(
      `Selon does not read the language "${forTerminal(options.language)}": it reads fr (French), en (English) and es (Spanish).`,
    )
  if (options.published !== undefined && dayOf(options.published) === undefined)
    throw new UsageError(
      `--published takes a date such as 2026-03-11 or 2026-03-11T18:40:00+01:00, not "${forTerminal(options.published)}".`,
    )
}

/** What intake finds in an input, until the command is stopped; `remark` hears of files that are left out. */
export function itemsIn(
  given: string,
  { language }: Pick<ReportOptions, 'language'>,
  remark: (sentence: string) => void,
  stop: AbortSignal,
): AsyncIterable<IntakeItem> {
  const items = readInput(given, {
    ...(language === undefined ? {} : { language: language as Language }),
    onSkipped: ({ folder, count, examples }) =>
      remark(
        `${folder}: ${count} file${count > 1 ? 's' : ''} that Selon does not read left out (${examples.slice(0, 3).join(', ')}${count > 3 ? ', …' : ''})`,
      ),
  })
  return whileNotStopped(stop, items)
}

/** A report with what the command line says of all. */
export const describedBy = <Given extends ReportInput>(
  { published, publisher, title }: ReportOptions,
  input: Given,
): Given => ({
  ...input,
  ...(published === undefined ? {} : { published: dayOf(published) }),
  ...(publisher === undefined ? {} : { publisher }),
  ...(title === undefined ? {} : { title }),
})

/** What one item of the input gave: its analysis (or that as bytes), or why it has none. `origin` and `line` as in IntakeItem. */
export type AnalysedInput<Read = Analysis> =
  | { ok: true; analysis: Read; text: string; origin: string; line?: number }
  | { ok: false; id?: string; error: string; origin: string; line?: number }

/** How inputs are analysed. */
export interface AnalyseInputs {
  explain: boolean
  /** Reports read at once; one by default. */
  jobs?: number
  /** How many reports a person waits for, which auto has read carefully; without it all are read fast. */
  few?: Few
  /** Whether reports of JSON Lines may be among them; if not, they are read as they come. */
  waitForLines?: boolean
  /** What reads them, with as many threads as there are jobs by default. */
  analyser?: Analyser
  /** Whether also short reports are read in threads. */
  inThreads?: boolean
}

/** Reports that are read or wait to be written, for each that is read at once, and characters of all of them together. */
const mostWaiting = 16
const heaviestWaiting = 1_000_000

/**
 * Reads every input and analyses it, several at once, and gives what came of each in order. What fails (also by its length,
 * by the time that it takes, or by the thread that it takes down) is told on standard error and given in its place; the rest
 * goes on.
 * @param options checked before, by `checkReportOptions`
 * @param stop ends it at once, with what is under way given up
 */
export function analyseInputs(
  inputs: readonly string[],
  options: ReportOptions,
  how: AnalyseInputs,
  progress: Progress,
  stop: AbortSignal,
): AsyncGenerator<AnalysedInput> {
  return readInputs(
    inputs,
    options,
    how,
    progress,
    stop,
    (analyser) => (report, reading) => analyser.analyse(report, reading),
  )
}

/**
 * As `analyseInputs`, but every analysis as bytes that are made where it is read.
 * @param formOf the form for an item; asked for each in order, also for one that fails
 */
export function writtenInputs(
  inputs: readonly string[],
  options: ReportOptions,
  how: AnalyseInputs,
  progress: Progress,
  stop: AbortSignal,
  formOf: (item: { line?: number }) => AnalysisForm,
): AsyncGenerator<AnalysedInput<WrittenReport>> {
  return readInputs(inputs, options, how, progress, stop, (analyser, item) => {
    const form = formOf(item)
    return (report, reading) => analyser.write(report, form, reading)
  })
}

/** An item as it is to be read; one that intake refused has no report. */
interface Prepared {
  item: IntakeItem
  report?: ReportInput
  reader: Reader
}

async function* readInputs<Read extends { report: Pick<Report, 'leftOut'> }>(
  inputs: readonly string[],
  options: ReportOptions,
  {
    explain,
    jobs = 1,
    few,
    waitForLines = false,
    analyser = new Analyser({ threads: jobs }),
    inThreads = false,
  }: AnalyseInputs,
  progress: Progress,
  stop: AbortSignal,
  readerOf: (
    analyser: Analyser,
    item: IntakeItem,
  ) => (report: ReportInput, reading: ReadOptions) => Promise<Read>,
): AsyncGenerator<AnalysedInput<Read>> {
  const settler = settledReader(options)
  const complain = (error: string) => {
    progress.clear()
    process.stderr.write(`selon: ${forTerminal(error)}\n`)
  }
  const remark = (sentence: string) => {
    progress.clear()
    note(`selon: ${sentence}`)
  }
  async function* allItems(): AsyncGenerator<IntakeItem> {
    for (const [k, given] of inputs.entries()) {
      for await (const item of itemsIn(given, options, remark, stop)) {
        // Of a stream nobody knows how much is left, nor then of all.
        const share = given === '-' ? undefined : (k + (item.share ?? 1)) / inputs.length
        yield { ...item, share }
      }
      if (stop.aborted) return
    }
  }
  async function* allPrepared(): AsyncGenerator<Prepared> {
    for await (const [item, waitedFor] of withWhetherFew(allItems(), few, waitForLines))
      yield item.ok
        ? {
            item,
            report: describedBy(options, item.input),
            reader: settler.reader(waitedFor),
          }
        : { item, reader: 'fast' }
  }
  /** The report that is read in this thread, behind which the next one waits. */
  let hereBefore: Promise<unknown> = Promise.resolve()
  const workOn = async ({ item: { item, report, reader }, here }: { item: Prepared; here: boolean }) => {
    const read = readerOf(analyser, item)
    if (!report) return { item }
    const reading = { explain, reader, patient: true }
    const aside = () => read(report, reading)
    const inPlace = async () => {
      // Ctrl+C is heard between two of them.
      await new Promise((resolve) => setImmediate(resolve))
      return stop.aborted ? stopped : read(report, { ...reading, here })
    }
    try {
      let analysis: Promise<unknown>
      if (here && !inThreads) {
        analysis = hereBefore.then(inPlace)
        hereBefore = analysis.catch(() => undefined)
      } else analysis = aside()
      const found = await unlessStopped(stop, analysis)
      return found === stopped ? { item } : { item, report, analysis: found as Read }
    } catch (error) {
      return { item, report, error: error instanceof Error ? error.message : String(error) }
    }
  }
  const characters = ({ report }: Prepared) => report?.text.length ?? 0
  const placed = withPlace(allPrepared(), (one) => secondsToRead(characters(one), one.reader), jobs)
  const bounds = {
    most: jobs === 1 ? 1 : jobs * mostWaiting,
    heaviest: heaviestWaiting,
    weight: ({ item }: { item: Prepared }) => characters(item),
  }
  try {
    for await (const { item, report, analysis, error } of inOrder(placed, workOn, bounds)) {
      const place = { origin: item.origin, ...(item.line === undefined ? {} : { line: item.line }) }
      if (!item.ok) {
        complain(item.error)
        progress.failed(item.share)
        const { share: _, ...failure } = item
        yield failure
        continue
      }
      if (item.note) remark(item.note)
      if (error !== undefined) {
        complain(`${item.origin}: ${error}`)
        progress.failed(item.share)
        yield { ok: false, ...(report?.id === undefined ? {} : { id: report.id }), error, ...place }
        continue
      }
      if (analysis === undefined) return
      const notice = leftOutSentence(analysis.report.leftOut)
      if (notice !== undefined) remark(`${item.origin}: ${notice}`)
      progress.report(item.share)
      yield { ok: true, analysis, text: item.input.text, ...place }
    }
  } finally {
    void analyser.abandon()
  }
}

/**
 * The items, each with whether there are few of them. No more than a few wait for that; more of them, or longer ones, or
 * lines that come as they come, are many.
 */
async function* withWhetherFew(
  items: AsyncIterable<IntakeItem>,
  few: Few | undefined,
  waitForLines: boolean,
): AsyncGenerator<[IntakeItem, boolean]> {
  let waiting: IntakeItem[] | undefined = few ? [] : undefined
  let characters = 0
  for await (const item of items) {
    if (waiting && few) {
      waiting.push(item)
      if (item.ok) characters += item.input.text.length
      const tooMany = waiting.length > few.reports || characters > few.characters
      if (!tooMany && (waitForLines || item.line === undefined)) continue
      for (const one of waiting) yield [one, false]
      waiting = undefined
    } else yield [item, false]
  }
  for (const one of waiting ?? []) yield [one, true]
}

/** The items of a list as they come, until the command is stopped; what it waits for then is left to itself. */
async function* whileNotStopped<T>(stop: AbortSignal, list: AsyncIterable<T>): AsyncGenerator<T> {
  const items = list[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await unlessStopped(stop, items.next())
      if (next === stopped || next.done) return
      yield next.value
    }
  } finally {
    if (!stop.aborted) await items.return?.()
  }
}
