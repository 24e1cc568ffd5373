import { setMaxListeners } from 'node:events'
import { forTerminal } from '../output/neutralise.ts'

/** The exit code of a command that a person stopped with Ctrl+C. */
export const stoppedCode = 130

/** Milliseconds in which a stopped command keeps and says what it did; then it ends whatever is under way. */
const longestStop = 900

/**
 * Runs a command that Ctrl+C ends within a second. The first one tells `stop`, upon which the command gives up what is
 * under way, keeps and says what it did, and returns; a second one ends the process at once. The exit code is 130.
 */
export async function interruptible(command: (stop: AbortSignal) => Promise<number>): Promise<number> {
  const stop = new AbortController()
  // Each report that is under way waits for it, too.
  setMaxListeners(0, stop.signal)
  // The handlers of the command line leave at once; here what was done is kept first.
  process.removeAllListeners('SIGINT')
  process.on('SIGINT', () => {
    if (stop.signal.aborted) process.exit(stoppedCode)
    stop.abort()
    setTimeout(() => {
      sayStopped('what was under way could not be ended in time.')
      process.exit(stoppedCode)
    }, longestStop)
  })
  try {
    const code = await command(stop.signal)
    if (!stop.signal.aborted) return code
  } catch (error) {
    if (!stop.signal.aborted) throw error
    sayStopped(error instanceof Error ? error.message : String(error))
  }
  // Nothing that still waits (standard input, an address, a thread) may hold it.
  return process.exit(stoppedCode)
}

/** Says on standard error that the command was stopped, and what became of its work. */
export function sayStopped(sentence: string): void {
  process.stderr.write(`selon: Stopped by Ctrl+C: ${forTerminal(sentence)}\n`)
}

/** What `unlessStopped` gives where the command was stopped first. */
export const stopped = Symbol('stopped')

/** What a promise gives, or `stopped` as soon as the command is. */
export function unlessStopped<T>(stop: AbortSignal, promise: Promise<T>): Promise<T | typeof stopped> {
  return new Promise((resolve, reject) => {
    const leave = () => resolve(stopped)
    if (stop.aborted) leave()
    stop.addEventListener('abort', leave, { once: true })
    // The listener goes with its promise: a command may wait a million times.
    const done = () => stop.removeEventListener('abort', leave)
    promise.then(
      (value) => {
        done()
        resolve(value)
      },
      (error: unknown) => {
        done()
        reject(error)
      },
    )
  })
}

/** "1 report was", "3 reports were". */
export const reportsWere = (count: number): string =>
  `${count} ${count === 1 ? 'report was' : 'reports were'}`
