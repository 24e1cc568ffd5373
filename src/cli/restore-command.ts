import { forTerminal } from '../output/neutralise.ts'
import { archiveRecordsFrom } from './archive-input.ts'
import { noteOnOutput } from './notes.ts'
import { type DatabaseOptions, withStore } from './with-store.ts'

/**
 * `selon restore`: fills a new or empty database with what an archive or a backup holds, or leaves it as it was.
 * @param file an archive or a backup, or "-" for an archive on standard input
 * @returns the exit code
 */
export async function restoreCommand(file: string, options: DatabaseOptions): Promise<number> {
  const records = archiveRecordsFrom(file)
  // What is no archive makes no database.
  const first = await records.next()
  return withStore({ ...options, access: 'make' }, async (store) => {
    await store.restore(following(first, records))
    const { reports, stories, corrections } = await store.counts()
    noteOnOutput(
      `${forTerminal(file)} is restored: ${reports} ${reports === 1 ? 'report' : 'reports'} in ${stories} ${stories === 1 ? 'story' : 'stories'}, ${corrections} ${corrections === 1 ? 'correction' : 'corrections'}.`,
    )
    return 0
  })
}

async function* following<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done) return
  try {
    yield first.value
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}
