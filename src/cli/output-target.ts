import { createWriteStream, renameSync, rmSync, statSync, type WriteStream } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { UsageError } from './usage-error.ts'

/** Where a command writes: standard output, or a file that appears only when it is whole. */
export interface OutputTarget {
  write(text: string): Promise<void>
  /** Makes the output final. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

const written = (stream: NodeJS.WritableStream, text: string) =>
  new Promise<void>((done, failed) => {
    stream.write(text, (error) => (error ? failed(error) : done()))
  })

/**
 * @param file a path, or undefined for standard output. The file is written beside its place under another name and
 *   renamed at the end, so a failure leaves what stood there before.
 * Throws a UsageError where the folder does not exist or the path is a folder.
 */
export function openOutput(file: string | undefined): OutputTarget {
  if (file === undefined) {
    return { write: (text) => written(process.stdout, text), finish: async () => {}, abandon: async () => {} }
  }
  const target = resolve(file)
  const folder = statSync(dirname(target), { throwIfNoEntry: false })
  if (!folder?.isDirectory())
    throw new UsageError(
      `The folder ${dirname(target)} does not exist: make it first, or name another --output.`,
    )
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${target} is a folder: --output takes the path of a file.`)
  const unfinished = join(dirname(target), `.${basename(target)}.${process.pid}.part`)
  let stream: WriteStream | undefined
  const open = () => {
    stream ??= createWriteStream(unfinished)
    return stream
  }
  const closed = (writing: WriteStream) =>
    new Promise<void>((done, failed) => {
      writing.once('error', failed)
      writing.end(() => done())
    })
  return {
    write: (text) => written(open(), text),
    finish: async () => {
      await closed(open())
      renameSync(unfinished, target)
    },
    abandon: async () => {
      if (stream) await closed(stream).catch(() => {})
      rmSync(unfinished, { force: true })
    },
  }
}
