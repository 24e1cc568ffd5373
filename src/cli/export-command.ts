import { forJson } from '../output/neutralise.ts'
import type { Store } from '../store/store.ts'
import { oneOf } from './analyse-inputs.ts'
import { type OutputTarget, openOutput } from './output-target.ts'
import { type DatabaseOptions, itemsOf, sayIfEmpty, withStore } from './with-store.ts'

export interface ExportOptions extends DatabaseOptions {
  format?: string
  output?: string
}

/** `selon export`: everything in the database, one record a line, or the analyses alone. */
export async function exportCommand(options: ExportOptions): Promise<number> {
  const format = oneOf('format', options.format ?? 'jsonl', ['jsonl', 'analyses'] as const)
  const output = openOutput(options.output)
  return withStore(options, async (store) => {
    await sayIfEmpty(store)
    if (format === 'jsonl') await exportArchive(store, output)
    else {
      // What is damaged might be left out without a word.
      await store.refuseIfDamaged()
      for await (const { id } of itemsOf((page) => store.reports({}, page))) {
        const analysis = await store.analysis(id)
        if (analysis) await output.write(`${forJson(JSON.stringify(analysis))}\n`)
      }
      await output.finish()
    }
    return 0
  })
}

/** Writes all that a database holds as an archive, one record a line. */
export async function exportArchive(store: Store, output: OutputTarget): Promise<void> {
  for await (const record of store.exportAll()) await output.write(`${forJson(JSON.stringify(record))}\n`)
  await output.finish()
}
