import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { forTerminal } from '../output/neutralise.ts'
import { defaultDatabase } from '../store/open-store.ts'
import { StoreError } from '../store/store.ts'
import { exportArchive } from './export-command.ts'
import { noteOnOutput } from './notes.ts'
import { openOutput } from './output-target.ts'
import { UsageError } from './usage-error.ts'
import { type DatabaseOptions, withStore } from './with-store.ts'

/**
 * `selon backup`: a copy of the database as it is now, while others may write. It appears when it is whole, for this user
 * alone. What cannot be copied as a file (PostgreSQL) is written as an archive.
 * @returns the exit code
 * Throws a UsageError where the file is there already and may not be replaced, or its folder is not there.
 */
export async function backupCommand(
  file: string,
  options: DatabaseOptions & { overwrite?: boolean },
): Promise<number> {
  const target = resolve(file)
  const name = forTerminal(target)
  const logs = ['-wal', '-shm', '-journal'].map((suffix) => `${target}${suffix}`)
  if (existsSync(target)) {
    if (!statSync(target).isFile()) throw new UsageError(`${name} is no file: name another for the backup.`)
    if (isTheDatabase(target, options.database))
      throw new UsageError(`${name} is the database itself: name another file for the backup.`)
    if (!options.overwrite)
      throw new UsageError(`${name} is there already: name another file, or say --overwrite to replace it.`)
  } else if (!existsSync(dirname(target)))
    throw new UsageError(`The folder ${forTerminal(dirname(target))} does not exist: make it first.`)
  if (!options.overwrite && logs.some((log) => existsSync(log)))
    throw new UsageError(
      `Beside ${name} lies the log of a database that was there: name another file, or say --overwrite to replace it.`,
    )
  return withStore(options, async (store) => {
    if (store.copyInto) await copied(target, logs, store.copyInto)
    else {
      const output = openOutput(target)
      await exportArchive(store, output)
      chmodSync(target, 0o600)
    }
    noteOnOutput(
      `${forTerminal(target)} holds ${store.copyInto ? 'a copy of the database' : 'an archive of the database'} as it was now; selon restore puts it back.`,
    )
    return 0
  })
}

async function copied(
  target: string,
  logs: readonly string[],
  copyInto: (file: string) => Promise<void>,
): Promise<void> {
  const unfinished = join(dirname(target), `.${basename(target)}.${process.pid}.part`)
  const discard = () => rmSync(unfinished, { force: true })
  process.once('exit', discard)
  try {
    discard()
    // Made beforehand, so that it is nobody else's to read while it grows.
    const made = openSync(unfinished, 'wx', 0o600)
    try {
      await copyInto(unfinished)
      fsyncSync(made)
    } finally {
      closeSync(made)
    }
    // The log of what is replaced would be taken for that of the copy.
    for (const log of logs) rmSync(log, { force: true })
    renameSync(unfinished, target)
  } catch (error) {
    throw error instanceof StoreError || !(error instanceof Error)
      ? error
      : new StoreError(`The backup ${target} could not be written: ${error.message}.`)
  } finally {
    discard()
    process.removeListener('exit', discard)
  }
}

function isTheDatabase(target: string, database: string | undefined): boolean {
  const place = database ?? defaultDatabase()
  if (/^postgres(ql)?:\/\//.test(place) || !existsSync(place)) return false
  return realpathSync(place) === realpathSync(target)
}
