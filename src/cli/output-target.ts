import {
  accessSync,
  constants,
  createWriteStream,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  type WriteStream,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isBinary } from '../output/format-names.ts'
import { UsageError } from './usage-error.ts'

/**
 * Throws a UsageError where a format of bytes would go to a terminal, which it would upset.
 * @param file what --output names
 */
export function refuseBytesOnTerminal(format: string | undefined, file: string | undefined): void {
  if (format !== undefined && isBinary(format) && file === undefined && process.stdout.isTTY)
    throw new UsageError(`${format} is no text: name a file for it, with --output dossier.${format}.`)
}

/** Where a command writes: standard output, or a file that appears only when it is whole. */
export interface OutputTarget {
  write(written: string | Uint8Array): Promise<void>
  /** Makes the output final. */
  finish(): Promise<void>
  /** Keeps what was written so far beside the output's place, as NAME.part; gives its path (none for standard output). */
  keepPart(): Promise<string | undefined>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

const written = (stream: NodeJS.WritableStream, text: string | Uint8Array, name = 'standard output') =>
  new Promise<void>((done, failed) => {
    stream.write(text, (error) => (error ? failed(unwritten(error, name)) : done()))
  })

/** Why something could not be written, in a sentence; a reader that closed its end is known by its code. */
function unwritten(error: Error, name: string): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EPIPE') return error
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Error(`The disk is full: ${name} could not be written to its end. Make room, and do it again.`)
  return new Error(`${name} could not be written: ${error.message}.`)
}

function existing(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

/**
 * @param file a path, or undefined for standard output. The file is written beside its place under another name and
 *   renamed at the end, so a failure leaves what stood there before. A link is followed; what is no file (/dev/null, a
 *   named pipe) is written to as it stands, since renaming would put a file in its place.
 * Throws a UsageError where the folder does not exist or cannot be written to, or the path is a folder.
 */
export function openOutput(file: string | undefined): OutputTarget {
  if (file === undefined) {
    return {
      write: (text) => written(process.stdout, text),
      finish: async () => {},
      keepPart: async () => undefined,
      abandon: async () => {},
    }
  }
  const found = existing(file)
  const target = found ? realpathSync(file) : resolve(file)
  if (!existing(dirname(target))?.isDirectory())
    throw new UsageError(
      `The folder ${dirname(target)} does not exist: make it first, or name another --output.`,
    )
  if (found?.isDirectory()) throw new UsageError(`${target} is a folder: --output takes the path of a file.`)
  const inPlace = found !== undefined && !found.isFile()
  try {
    accessSync(inPlace ? target : dirname(target), constants.W_OK)
  } catch {
    throw new UsageError(`${target} cannot be written: you have no permission to write there.`)
  }
  const unfinished = inPlace ? target : join(dirname(target), `.${basename(target)}.${process.pid}.part`)
  const discard = () => {
    if (!inPlace) rmSync(unfinished, { force: true })
  }
  let stream: WriteStream | undefined
  const open = () => {
    if (stream) return stream
    stream = createWriteStream(unfinished)
    // Each write tells of its own failure; without a listener the event would end the process.
    stream.on('error', () => undefined)
    process.once('exit', discard)
    return stream
  }
  const closed = (writing: WriteStream) =>
    new Promise<void>((done, failed) => {
      writing.once('error', (error) => failed(unwritten(error, target)))
      writing.end((error?: Error | null) => (error ? failed(unwritten(error, target)) : done()))
    })
  return {
    write: (text) => written(open(), text, target),
    finish: async () => {
      try {
        await closed(open())
        if (!inPlace) renameSync(unfinished, target)
      } finally {
        discard()
      }
    },
    keepPart: async () => {
      await closed(open())
      if (inPlace) return target
      renameSync(unfinished, `${target}.part`)
      return `${target}.part`
    },
    abandon: async () => {
      if (stream) await closed(stream).catch(() => {})
      discard()
    },
  }
}
