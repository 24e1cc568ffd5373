import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { DamagedStoreError, StoreError, StoreRequestError } from '../store.ts'

/** How long a writer waits for another process's transaction; milliseconds. */
export const longestWait = 120_000

/** The code of an error, such as SQLITE_BUSY or ENOENT; empty where it has none. */
export const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

export const isBusy = (error: unknown) => codeOf(error).startsWith('SQLITE_BUSY')

/** SQLite's result code, without what it says beyond its first byte; undefined where the error is not SQLite's. */
function resultOf(error: unknown): number | undefined {
  const code = codeOf(error)
  if (error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number')
    return error.rawCode & 0xff
  // Codes that libsql has no name for are told by their number.
  const numbered = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code)
  return numbered ? Number(numbered[1]) & 0xff : undefined
}

const results = { readOnly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 }

/** Results that tell of what was to be written: too large, not allowed by a constraint, of another kind, out of range. */
const ofValue = [18, 19, 20, 25]

/** Whether nothing more can be written where the file is. */
function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return Number(bavail) * Number(bsize) < 65_536
  } catch {
    return false
  }
}

/** Whether an error tells of the file or its disk, and not of the question that was asked. */
export function isOfTheFile(error: unknown): boolean {
  const result = resultOf(error)
  return result !== undefined && Object.values(results).includes(result)
}

/** An error of a database in a file as a StoreError, whose sentence says what is wrong and what to do. */
export function explained(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error
  const message = error instanceof Error ? error.message : String(error)
  const code = codeOf(error)
  const result = resultOf(error)
  if (result !== undefined && ofValue.includes(result))
    return new StoreRequestError(
      `What was to be written is too large or not allowed: ${message.replace(/\.$/, '')}.`,
    )
  if (result === results.notADatabase || message.includes('not a database'))
    return new StoreError(`${path} is no database of Selon: name another file with --database.`)
  if (isBusy(error))
    return new StoreError(
      `The database ${path} has been in use by another process for ${longestWait / 60_000} minutes: try again when that is done.`,
    )
  if (result === results.corrupt)
    return new DamagedStoreError(
      `The database ${path} is damaged: "selon check" says what; put back a backup of it (selon restore), or name another file.`,
      path,
    )
  if (result === results.full || code === 'ENOSPC' || (result === results.io && isFull(path)))
    return new StoreError(
      `The disk is full: the database ${path} could not be written. What was said to be kept is kept; make room, and do the rest again.`,
    )
  if (result === results.readOnly || code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new StoreError(`The database ${path} cannot be written: you have no permission to write there.`)
  if (result === results.io)
    return new StoreError(`The disk failed while the database ${path} was used: ${message}.`)
  return new StoreError(`The database ${path} cannot be used: ${message.replace(/\.$/, '')}.`)
}
