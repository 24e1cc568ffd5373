import { forTerminal } from '../output/neutralise.ts'

/** Flags and help of the option by which a person asks for silence. */
export const quietOption = [
  '-q, --quiet',
  'what was asked for and errors, nothing else: no progress, no notes',
] as const

let quiet = false

/** Whether notes and progress are left out, for this process. */
export function beQuiet(asked: boolean): void {
  quiet = asked
}

export const isQuiet = (): boolean => quiet

/**
 * Says on standard error what is good to know and no error; nothing with --quiet. What is wrong, and what Ctrl+C left
 * undone, is said in any case, and not by this.
 */
export function note(sentence: string): void {
  if (!quiet) process.stderr.write(`${forTerminal(sentence)}\n`)
}

/**
 * A note that stands where output goes, such as what became of a request; nothing with --quiet.
 * @param line neutralised for a terminal where it holds words of others
 */
export function noteOnOutput(line: string): void {
  if (!quiet) process.stdout.write(`${line}\n`)
}
