import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { StoreError } from '../store.ts'
import { codeOf } from './sqlite-errors.ts'

/** The first bytes of every SQLite file. */
const signature = 'SQLite format 3\0'

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Whether a file begins as a SQLite database does. */
export function isSqliteFile(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const first = Buffer.alloc(signature.length)
    return (
      readSync(file, first, 0, first.length, 0) === first.length && first.toString('latin1') === signature
    )
  } finally {
    closeSync(file)
  }
}

/**
 * Whether there is a file that may be a database of Selon; false where there is nothing. Throws a StoreError where what is
 * there is something else, which is left as it is.
 */
export function isThere(path: string): boolean {
  const found = statsOf(path)
  if (!found) return false
  if (found.isDirectory())
    throw new StoreError(`The database ${path} cannot be used: it is a folder; name a file in it.`)
  if (!found.isFile())
    throw new StoreError(`The database ${path} cannot be used: it is no file; name another with --database.`)
  if (found.size === 0)
    throw new StoreError(
      `${path} is empty (0 bytes), which no database of Selon is: put back a backup of it (selon restore), or delete it to have a new one made.`,
    )
  if (!isSqliteFile(path))
    throw new StoreError(`${path} is no database of Selon: name another file with --database.`)
  return true
}

export const missing = (path: string) =>
  new StoreError(
    `There is no database at ${path}: selon ingest FILE makes one, and --database names another.`,
  )

/** Whether this user may write a file and beside it, as SQLite must to write. */
export function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
    return true
  } catch {
    return false
  }
}

const beside = (path: string) => ['', '-wal', '-shm', '-journal'].map((suffix) => `${path}${suffix}`)

/**
 * Makes a file that only this user may read, fills it under another name beside its place, and puts it there once it is
 * whole: nobody ever meets a half of it, and where another process was faster its file stays.
 */
export async function makeWhole(path: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // It would be taken for the log of the new one. Another process that is making one has put the file there first.
  if (existsSync(`${path}-wal`) && !existsSync(path))
    throw new StoreError(
      `There is no database at ${path}, but beside it lies the log of a database that is gone (${basename(path)}-wal): move that away first, or put the database back.`,
    )
  const unfinished = unfinishedName(path)
  const whole = unfinishedName(path)
  const discard = () => {
    for (const file of [...beside(unfinished), whole]) rmSync(file, { force: true })
  }
  process.once('exit', discard)
  try {
    discard()
    closeSync(openSync(unfinished, 'wx', 0o600))
    await fill(unfinished)
    // Another file: SQLite tells files apart by their place on the disk, and may hold on to the one that was filled, and to
    // the shared memory beside it, for as long as a statement is not collected.
    copyFileSync(unfinished, whole, constants.COPYFILE_EXCL)
    try {
      linkSync(whole, path)
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return
      // Not every file system has links.
      if (!existsSync(path)) renameSync(whole, path)
    }
  } finally {
    process.removeListener('exit', discard)
    discard()
  }
}

let made = 0
/** A name beside a file's place, which no other process and no other call has. */
export const unfinishedName = (path: string) =>
  join(dirname(path), `.${basename(path)}.${process.pid}-${made++}.part`)
