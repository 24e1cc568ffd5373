import { forJson, forTerminal } from '../output/neutralise.ts'
import type { CheckedDatabase } from '../store/archive/checked-database.ts'
import { DamagedStoreError } from '../store/store.ts'
import { oneOf } from './analyse-inputs.ts'
import { type DatabaseOptions, withStore } from './with-store.ts'

/**
 * `selon check`: whether the database is whole; changes nothing.
 * @returns the exit code: 0 where it is whole, 1 where it is not
 */
export async function checkCommand(options: DatabaseOptions & { format?: string }): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', ['text', 'json'] as const)
  const tell = (checked: CheckedDatabase, whole: string): number => {
    if (format === 'json') process.stdout.write(`${forJson(JSON.stringify(checked, null, 2))}\n`)
    else {
      const lines = checked.problems.map(({ problem, count, examples }) => {
        const more = count > examples.length && examples.length > 0 ? ', …' : ''
        const where = examples.length > 0 ? `  ${examples.join('; ')}${more}` : ''
        return `${problem}${count > 1 ? ` (${count} times)` : ''}${where}\n`
      })
      const verdict = checked.whole
        ? whole
        : `The database ${checked.database} is not whole: put back a backup of it (selon restore), or ask its makers.`
      process.stdout.write([...lines, verdict].map(forTerminalLine).join(''))
    }
    return checked.whole ? 0 : 1
  }
  try {
    return await withStore(options, async (store) => {
      const checked = await store.check()
      const { reports, stories, corrections } = checked.whole
        ? await store.counts()
        : { reports: 0, stories: 0, corrections: 0 }
      return tell(
        checked,
        `The database ${checked.database} is whole: ${counted(reports, 'report', 'reports')} in ${counted(stories, 'story', 'stories')}, ${counted(corrections, 'correction', 'corrections')}.`,
      )
    })
  } catch (error) {
    if (!(error instanceof DamagedStoreError)) throw error
    const problem = 'The file is damaged where it says what it holds: it cannot be opened.'
    const problems = [{ problem, count: 1, examples: [] }]
    return tell({ database: error.database, whole: false, problems }, '')
  }
}

const forTerminalLine = (line: string) => `${forTerminal(line.trimEnd())}\n`
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
