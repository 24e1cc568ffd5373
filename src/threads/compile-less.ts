import { setFlagsFromString } from 'node:v8'

let done = false

/**
 * Has V8 spend less on compiling, in this process and its threads. Each thread compiles what it runs for itself, and of
 * the many functions that read a report most are warm rather than hot: with V8's own measures compiling takes half as much
 * of the processor again as reading does, and as much on two threads. Smaller pieces, later, cost reading nothing.
 */
export function compileLess(): void {
  if (done) return
  done = true
  const engine = Number.parseInt(process.versions.v8 ?? '', 10)
  // Only where they are known to be understood: others are complained of on standard error.
  if (!(engine >= 11 && engine <= 13)) return
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200')
  setFlagsFromString('--max-inlined-bytecode-size=100')
  if (engine === 11) setFlagsFromString('--interrupt-budget=200000')
}
