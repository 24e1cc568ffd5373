import { forJson } from '../output/neutralise.ts'
import { oneOf } from './analyse-inputs.ts'
import { openOutput } from './output-target.ts'
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
    if (format === 'jsonl')
      for await (const record of store.exportAll()) await output.write(`${forJson(JSON.stringify(record))}\n`)
    else
      for await (const { id } of itemsOf((page) => store.reports({}, page))) {
        const analysis = await store.analysis(id)
        if (analysis) await output.write(`${forJson(JSON.stringify(analysis))}\n`)
      }
    await output.finish()
    return 0
  })
}
