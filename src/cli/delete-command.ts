import { createInterface } from 'node:readline/promises'
import { forTerminal } from '../output/neutralise.ts'
import { noteOnOutput } from './notes.ts'
import { UsageError } from './usage-error.ts'
import { type DatabaseOptions, withStore } from './with-store.ts'

/** `selon delete`: deletes reports for good. Asks on a terminal; elsewhere it needs --yes. */
export async function deleteCommand(
  ids: readonly string[],
  options: DatabaseOptions & { yes?: boolean },
): Promise<number> {
  if (!options.yes && !process.stdin.isTTY)
    throw new UsageError('Deleting cannot be undone: say --yes if that is what you want.')
  return withStore(options, async (store) => {
    let missing = 0
    for (const id of ids) {
      const report = await store.report(id)
      const name = forTerminal(report?.title ? `${id} (${report.title})` : id)
      if (!report) {
        missing++
        process.stderr.write(`selon: There is no report "${forTerminal(id)}" in the database.\n`)
        continue
      }
      if (!options.yes) {
        const terminal = createInterface({ input: process.stdin, output: process.stderr })
        const answer = await terminal.question(`Delete ${name} for good? [y/N] `)
        terminal.close()
        if (!/^(y|yes|o|oui|s|si|sí)$/i.test(answer.trim())) continue
      }
      if (await store.deleteReport(id)) noteOnOutput(`deleted  ${name}`)
    }
    return missing > 0 ? 1 : 0
  })
}
