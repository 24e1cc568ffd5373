import { mostInDocument, mostInFeed } from '../api/limits.ts'
import { formatWriter } from '../output/formats.ts'
import { forJson } from '../output/neutralise.ts'
import { verdictsIn } from '../store/corrections/verdicts.ts'
import type { Store } from '../store/store.ts'
import { oneOf } from './analyse-inputs.ts'
import { note } from './notes.ts'
import { type OutputTarget, openOutput, refuseBytesOnTerminal } from './output-target.ts'
import { readerLanguage } from './reader-language.ts'
import { countFrom, type DatabaseOptions, itemsOf, sayIfEmpty, withStore } from './with-store.ts'

export interface ExportOptions extends DatabaseOptions {
  format?: string
  output?: string
  /** With the formats that are one document: so many of the newest reports. */
  limit?: string
}

const documents = ['claimreview', 'rss', 'stix', 'csl', 'docx'] as const
/** Reports in one document, if it is not said. */
const usually = (format: (typeof documents)[number]) => (format === 'rss' ? mostInFeed : mostInDocument)

/**
 * `selon export`: everything in the database, one record a line, the analyses alone, or its newest reports as one document.
 */
export async function exportCommand(options: ExportOptions): Promise<number> {
  const format = oneOf('format', options.format ?? 'jsonl', [
    'jsonl',
    'analyses',
    'parquet',
    ...documents,
  ] as const)
  const limit = countFrom('limit', options.limit)
  refuseBytesOnTerminal(format, options.output)
  const output = openOutput(options.output)
  return withStore(options, async (store) => {
    await sayIfEmpty(store)
    if (format === 'jsonl') await exportArchive(store, output)
    else {
      // What is damaged might be left out without a word.
      await store.refuseIfDamaged()
      if (format === 'parquet') await exportLedger(store, output)
      else if (format === 'analyses')
        for await (const { id } of itemsOf((page) => store.reports({}, page))) {
          const analysis = await store.analysis(id)
          if (analysis) await output.write(`${forJson(JSON.stringify(analysis))}\n`)
        }
      else await writeDocument(store, format, limit ?? usually(format), output)
      await output.finish()
    }
    return 0
  })
}

async function writeDocument(
  store: Store,
  format: (typeof documents)[number],
  limit: number,
  output: OutputTarget,
): Promise<void> {
  const verdicts = format === 'claimreview' || format === 'stix' ? await verdictsIn(store) : []
  if (format === 'claimreview' && verdicts.length === 0)
    note('Nobody has given a verdict yet: selon correct verdict gives one.')
  const writer = formatWriter(format, output, {
    explain: false,
    colour: false,
    width: 100,
    table: 'claims',
    codePoints: false,
    language: readerLanguage(undefined),
    verdicts,
  })
  const write = async (id: string) => {
    const analysis = await store.analysis(id)
    if (analysis) await writer.analysis(analysis)
  }
  if (format === 'claimreview')
    for (const report of new Set(verdicts.map(({ anchor }) => anchor.report))) await write(report)
  else for await (const { id } of itemsOf((page) => store.reports({}, page), limit)) await write(id)
  await writer.end()
}

/** Writes every claim that the ledger has, once its stories are worked out. */
async function exportLedger(store: Store, output: OutputTarget): Promise<void> {
  if (!(await store.refresh()))
    process.stderr.write('Some stories could not be worked out: their claims are left out.\n')
  const { LedgerParquet } = await import('../output/ledger-parquet.ts')
  const table = new LedgerParquet(output, readerLanguage(undefined))
  for await (const row of itemsOf((page) => store.ledger({ order: 'earliest' }, page, 'none')))
    await table.add(row)
  await table.end()
}

/** Writes all that a database holds as an archive, one record a line. */
export async function exportArchive(store: Store, output: OutputTarget): Promise<void> {
  for await (const record of store.exportAll()) await output.write(`${forJson(JSON.stringify(record))}\n`)
  await output.finish()
}
