import type { Ingested, VersionDifference } from '../contract/api.ts'
import { forJson, forTerminal } from '../output/neutralise.ts'
import type { IngestItem, Store } from '../store/store.ts'
import { analyseInputs, checkReportOptions, oneOf, type ReportOptions } from './analyse-inputs.ts'
import { openOutput } from './output-target.ts'
import { createProgress } from './progress.ts'
import { type DatabaseOptions, withStore } from './with-store.ts'

export interface IngestOptions extends ReportOptions, DatabaseOptions {
  format?: string
}

/** Reports kept in one transaction, and milliseconds after which one is closed although it has fewer. */
const batchSize = 25
const longestWait = 2000
/** Milliseconds that are spent at the end on the origins and conflicts of the stories that changed. */
const lastWork = 3000
/** Claims shown of each kind of difference. */
const shownClaims = 5

type Outcome = (Ingested & { title?: string }) | { id?: string; error: string; input: string }

/**
 * `selon ingest`: analyses every input and keeps it; one outcome a report, told once it is kept for good. What fails is
 * told and the rest goes on.
 * @returns the exit code: 0 where all was kept, 1 where some input failed
 * Throws a UsageError where an option is wrong, a StoreError where the database cannot be used.
 */
export async function ingestCommand(inputs: readonly string[], options: IngestOptions): Promise<number> {
  checkReportOptions(options)
  const format = oneOf('format', options.format ?? 'text', ['text', 'json', 'jsonl'] as const)
  const output = openOutput(undefined)
  return withStore(options, async (store) => {
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
      for (const [k, taken] of (await keepEach(store, items)).entries()) {
        const { title } = items[k].analysis.report
        await tell('error' in taken ? taken : { ...taken, ...(title === undefined ? {} : { title }) })
        if ('error' in taken)
          process.stderr.write(`selon: ${forTerminal(`${taken.input}: ${taken.error}`)}\n`)
      }
    }
    try {
      for await (const item of analyseInputs(inputs, options, false, progress)) {
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
    await store.refresh(lastWork)
    if (format === 'json') await output.write(`${forJson(JSON.stringify(outcomes, null, 2))}\n`)
    if (format === 'text') {
      const { reports, stories } = await store.counts()
      await output.write(
        `${counts.new} new, ${counts.version} ${counts.version === 1 ? 'version' : 'versions'}, ${counts.same} the same${counts.failed > 0 ? `, ${counts.failed} failed` : ''}. The database holds ${reports} ${reports === 1 ? 'report' : 'reports'} in ${stories} ${stories === 1 ? 'story' : 'stories'}.\n`,
      )
    }
    await output.finish()
    return counts.failed > 0 ? 1 : 0
  })
}

/** Keeps a batch; where the database refuses it for one of its reports, one by one. */
async function keepEach(
  store: Store,
  items: readonly IngestItem[],
): Promise<(Ingested | { id: string; error: string; input: string })[]> {
  if (items.length === 0) return []
  try {
    return await store.ingest(items)
  } catch (error) {
    if (items.length === 1) throw error
    const taken: Ingested[] = []
    for (const item of items) taken.push(...(await store.ingest([item])))
    return taken
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
