import { forJson, forTerminal } from '../output/neutralise.ts'
import { oneOf } from './analyse-inputs.ts'
import { type DatabaseOptions, withStore } from './with-store.ts'

/**
 * `selon check`: whether the database is whole; changes nothing.
 * @returns the exit code: 0 where it is whole, 1 where it is not
 */
export async function checkCommand(options: DatabaseOptions & { format?: string }): Promise<number> {
  const format = oneOf('format', options.format ?? 'text', ['text', 'json'] as const)
  return withStore(options, async (store) => {
    const checked = await store.check()
    const { database, whole, problems } = checked
    if (format === 'json') process.stdout.write(`${forJson(JSON.stringify(checked, null, 2))}\n`)
    else {
      const lines = problems.map(({ problem, count, examples }) => {
        const more = count > examples.length && examples.length > 0 ? ', …' : ''
        const where = examples.length > 0 ? `  ${examples.join('; ')}${more}` : ''
        return `${problem}${count > 1 ? ` (${count} times)` : ''}${where}\n`
      })
      const { reports, stories, corrections } = whole
        ? await store.counts()
        : { reports: 0, stories: 0, corrections: 0 }
      const verdict = whole
        ? `The database ${database} is whole: ${counted(reports, 'report', 'reports')} in ${counted(stories, 'story', 'stories')}, ${counted(corrections, 'correction', 'corrections')}.\n`
        : `The database ${database} is not whole: put back a backup of it (selon restore), or ask its makers.\n`
      process.stdout.write([...lines.map(forTerminalLine), forTerminalLine(verdict)].join(''))
    }
    return whole ? 0 : 1
  })
}

const forTerminalLine = (line: string) => `${forTerminal(line.trimEnd())}\n`
const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`
