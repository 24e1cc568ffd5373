import { setFlagsFromString } from 'node:v8'

/** Whether V8 is one whose flags are known here: others are complained of on standard error. */
const version = Number.parseInt(process.versions.v8 ?? '', 10)
const known = version >= 11 && version <= 13

let compilesLess = false
let clearsUpAlone = false

/**
 * Has V8 spend less of the processor beside the work itself, in this process and its threads.
 *
 * Each thread compiles what it runs for itself, and of the many functions that read a report most are warm rather than hot:
 * with V8's own measures compiling takes half as much of the processor again as reading does, and that for every thread.
 * Smaller pieces, compiled later, cost reading nothing. And where there is work for every core, no other is free to help
 * clearing up.
 * @param threads that are at work at once
 */
export function spareProcessor(threads: number): void {
  if (!known) return
  if (!compilesLess) {
    compilesLess = true
    setFlagsFromString('--max-inlined-bytecode-size-cumulative=200')
    setFlagsFromString('--max-inlined-bytecode-size=100')
    if (version === 11) setFlagsFromString('--interrupt-budget=400000')
  }
  if (threads > 1 && !clearsUpAlone) {
    clearsUpAlone = true
    setFlagsFromString('--no-parallel-scavenge')
  }
}
