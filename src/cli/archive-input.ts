import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { defaultLimits, IntakeError } from '../intake/intake-item.ts'
import { linesOf, parseLine } from '../intake/json-lines.ts'
import { forTerminal } from '../output/neutralise.ts'
import { openStore } from '../store/open-store.ts'
import { UsageError } from './usage-error.ts'

/** What a file is that holds a whole database: an archive (selon export), or a database (selon backup). */
export type ArchiveKind = 'archive' | 'database'

/** What kind of archive a file is; undefined where it is none, or cannot be read. */
export async function archiveKind(path: string): Promise<ArchiveKind | undefined> {
  const file = await open(path, 'r').catch(() => undefined)
  if (!file) return undefined
  try {
    if (!(await file.stat()).isFile()) return undefined
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0)
    const first = buffer.toString('latin1', 0, bytesRead)
    if (first.startsWith('SQLite format 3\0')) return 'database'
    return /^(?:\xef\xbb\xbf)?\s*\{\s*"record"\s*:\s*"archive"/.test(first) ? 'archive' : undefined
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}

/**
 * The records of an archive.
 * @param path of a file, or "-" for an archive on standard input
 * Throws a UsageError where there is no such file, an IntakeError with the line that cannot be read, and a StoreError where
 * a database cannot be.
 */
export async function* archiveRecordsFrom(path: string): AsyncGenerator<unknown> {
  if (path !== '-') {
    const kind = await archiveKind(path)
    if (kind === 'database') {
      const store = await openStore(path, { access: 'read' })
      try {
        yield* store.exportAll()
      } finally {
        await store.close()
      }
      return
    }
    if (!kind)
      throw new UsageError(
        `"${forTerminal(path)}" is no archive of Selon: give a file that selon export or selon backup wrote.`,
      )
  }
  const name = path === '-' ? 'standard input' : path
  const bytes: AsyncIterable<Uint8Array> = path === '-' ? process.stdin : createReadStream(path)
  for await (const line of linesOf(bytes, defaultLimits.lineBytes)) {
    const where = `${name}:${line.number}`
    if (!('bytes' in line)) throw new IntakeError(`${where} is too long to be a record of an archive.`)
    const value = parseLine(line.bytes, where)
    if (value !== undefined) yield value
  }
}
