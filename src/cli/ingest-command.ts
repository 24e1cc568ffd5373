import type { Ingested, VersionDifference } from '../contract/api.ts'
import { IntakeError } from '../intake/intake-item.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import { mergeArchive } from '../store/archive/archive-merge.ts'
import { ingestEach } from '../store/reports/ingest-each.ts'
import { type IngestItem, type Store, StoreRequestError } from '../store/store.ts'
import {
  analyseInputs,
  checkReportOptions,
  oneOf,
  type ReportOptions,
  readerChoiceOf,
} from './analyse-inputs.ts'
import { archiveKind, archiveRecordsFrom } from './archive-input.ts'
import { enqueueInputs } from './enqueue-inputs.ts'
import { interruptible, reportsWere, sayStopped, stoppedCode, unlessStopped } from './interruptible.ts'
import { jobsOf } from './jobs-option.ts'
import { isQuiet } from './notes.ts'
import { openOutput } from './output-target.ts'
import { refuseWithoutPostgres } from './postgres-needed.ts'
import { createProgress } from './progress.ts'
import { UsageError } from './usage-error.ts'
import { type DatabaseOptions, itemsOf, withStore } from './with-store.ts'

export interface IngestOptions extends ReportOptions, DatabaseOptions {
  jobs?: string
  format?: string
  /** Writes reports down for workers to read (PostgreSQL). */
  queue?: boolean
}

/** Reports kept in one transaction, and milliseconds after which one is closed although it has fewer. */
const batchSize = 25
const longestWait = 2000
/** Milliseconds that are spent at the end on the origins and conflicts of the stories that changed. */
const lastWork = 3000
const refreshPiece = 200
/** Claims shown of each kind of difference. */
const shownClaims = 5

type Outcome = (Ingested & { title?: string }) | { id?: string; error: string; input: string }

/**
 * `selon ingest`: analyses every input and keeps it; one outcome a report, told once it is kept for good. What fails is
 * told and the rest goes on.
 * @returns the exit code: 0 where all was kept, 1 where some input failed; stopped with Ctrl+C, the process ends with 130
 * Throws a UsageError where an option is wrong, a StoreError where the database cannot be used.
 */
export function ingestCommand(inputs: readonly string[], options: IngestOptions): Promise<number> {
  return interruptible((stop) => ingest(inputs, options, stop))
}

async function ingest(inputs: readonly string[], options: IngestOptions, stop: AbortSignal): Promise<number> {
  checkReportOptions(options)
  const jobs = jobsOf(options)
  const format = oneOf('format', options.format ?? 'text', ['text', 'json', 'jsonl'] as const)
  const output = openOutput(undefined)
  const archives: string[] = []
  const others: string[] = []
  for (const input of inputs) ((await archiveKind(input)) ? archives : others).push(input)
  if (options.queue) refuseWithoutPostgres(options.database, '--queue')
  if (options.queue && format !== 'text')
    throw new UsageError(
      '--queue has nothing to give as JSON: what becomes of each report is known when a worker has read it.',
    )
  const work = async (store: Store) => {
    const progress = await createProgress(process.stderr.isTTY === true)
    const outcomes: Outcome[] = []
    const counts = { new: 0, version: 0, same: 0, failed: 0 }
    const tell = async (outcome: Outcome) => {
      progress.clear()
      if ('error' in outcome) counts.failed++
      else counts[outcome.outcome]++
      if (format === 'json') outcomes.push(outcome)
      else if (format === 'jsonl') await output.write(`${forJson(JSON.stringify(outcome))}\n`)
      // What failed stands on standard error already.
      else if (!('error' in outcome)) await output.write(outcomeLines(outcome))
    }
    let batch: IngestItem[] = []
    let since = Date.now()
    const keep = async (items: IngestItem[]) => {
      for (const [k, taken] of (await ingestEach(store, items)).entries()) {
        const { analysis, from = '' } = items[k]
        const { id, title } = analysis.report
        if (taken.ok) await tell({ ...taken.ingested, ...(title === undefined ? {} : { title }) })
        else {
          await tell({ id, error: taken.error, input: from })
          process.stderr.write(`selon: ${forTerminal(`${from}: ${taken.error}`)}\n`)
        }
      }
    }
    try {
      for (const archive of archives)
        for await (const outcome of takeArchive(store, archive)) {
          if (stop.aborted) break
          // How much an archive still holds is known at its end alone.
          progress.report(undefined)
          await tell(outcome)
          if ('error' in outcome) process.stderr.write(`selon: ${forTerminal(outcome.error)}\n`)
        }
      if (options.queue) {
        const queued = await enqueueInputs(store, options.database, others, options, stop)
        await output.write(
          `${queued.added} queued, ${queued.there} waited already${queued.failed > 0 ? `, ${queued.failed} failed` : ''}: "selon worker" reads them, "selon queue" says how far it is.\n`,
        )
        await output.finish()
        return stop.aborted ? stoppedCode : queued.failed + counts.failed > 0 ? 1 : 0
      }
      for await (const item of analyseInputs(others, options, { explain: false, jobs }, progress, stop)) {
        if (!item.ok) {
          await keep(batch.splice(0))
          await tell({
            ...(item.id === undefined ? {} : { id: item.id }),
            error: item.error,
            input: item.origin,
          })
          continue
        }
        if (batch.length === 0) since = Date.now()
        batch.push({ analysis: item.analysis, from: item.origin })
        if (batch.length >= batchSize || Date.now() - since > longestWait) {
          const full = batch
          batch = []
          await keep(full)
        }
      }
      await keep(batch)
    } finally {
      progress.stop()
    }
    await refresh(store, stop)
    if (format === 'json') await output.write(`${forJson(JSON.stringify(outcomes, null, 2))}\n`)
    if (format === 'text' && !isQuiet()) {
      const { reports, stories, waiting } = await store.counts()
      await output.write(
        `${counts.new} new, ${counts.version} ${counts.version === 1 ? 'version' : 'versions'}, ${counts.same} the same${counts.failed > 0 ? `, ${counts.failed} failed` : ''}. The database holds ${reports} ${reports === 1 ? 'report' : 'reports'} in ${stories} ${stories === 1 ? 'story' : 'stories'}.\n`,
      )
      if (waiting > 0 && readerChoiceOf(options) === 'auto')
        await output.write(
          `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for the careful reader: "selon serve" lets it go over them in the background, "selon reread" now.\n`,
        )
    }
    await output.finish()
    if (stop.aborted) {
      const kept = counts.new + counts.version + counts.same
      sayStopped(`${reportsWere(kept)} kept; the rest was not read.`)
      return stoppedCode
    }
    return counts.failed > 0 ? 1 : 0
  }
  return withStore({ ...options, access: 'make' }, work)
}

/** Takes in what an archive holds: all as it was into an empty database, and into another what is not there yet. */
async function* takeArchive(store: Store, archive: string): AsyncGenerator<Outcome> {
  const input = forTerminal(archive)
  try {
    if ((await store.lastChange()) > 0 || (await store.feeds()).length > 0) {
      for await (const merged of mergeArchive(store, archiveRecordsFrom(archive)))
        yield 'error' in merged ? { ...merged, input } : merged
      return
    }
    await store.restore(archiveRecordsFrom(archive))
  } catch (error) {
    if (!(error instanceof StoreRequestError || error instanceof IntakeError)) throw error
    yield { error: `${input}: ${error.message}`, input }
    return
  }
  for await (const { id: report, version, story, title } of itemsOf((page) => store.reports({}, page)))
    yield { report, outcome: 'new', version, story, ...(title === undefined ? {} : { title }) }
}

/** Works out what the stories that changed say now, in pieces, between which Ctrl+C is heard. */
async function refresh(store: Store, stop: AbortSignal): Promise<void> {
  const begun = Date.now()
  while (!stop.aborted && Date.now() - begun < lastWork) {
    const done = await unlessStopped(stop, store.refresh(refreshPiece))
    if (done === true) return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function outcomeLines({
  outcome,
  report,
  story,
  title,
  version,
  difference,
}: Ingested & { title?: string }): string {
  const head = `${outcome.padEnd(7)}  ${story.padEnd(5)}  ${forTerminal(report)}${outcome === 'version' ? ` (version ${version})` : ''}${title ? `  ${forTerminal(title)}` : ''}\n`
  return difference ? head + differenceLines(difference) : head
}

function differenceLines({ added, removed, changed }: VersionDifference): string {
  const quoted = (text: string) => `“${forTerminal(text.length > 160 ? `${text.slice(0, 159)}…` : text)}”`
  const lines = (sign: string, texts: readonly string[]) => [
    ...texts.slice(0, shownClaims).map((text) => `         ${sign} ${text}\n`),
    ...(texts.length > shownClaims ? [`         ${sign} … and ${texts.length - shownClaims} more\n`] : []),
  ]
  return [
    ...lines(
      '+',
      added.map(({ text }) => quoted(text)),
    ),
    ...lines(
      '-',
      removed.map(({ text }) => quoted(text)),
    ),
    ...lines(
      '~',
      changed.map(
        ({ before, after }) =>
          `${quoted(before.text)} (${before.outletFactuality}) → ${quoted(after.text)} (${after.outletFactuality})`,
      ),
    ),
  ].join('')
}
