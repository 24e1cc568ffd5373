import { setFlagsFromString } from 'node:v8'

/** Whether V8 is one whose flags are known here: others are complained of on standard error. */
const version = Number.parseInt(process.versions.v8 ?? '', 10)
const known = version >= 11 && version <= 13

/**
 * Has V8 clear up a heap of this process and its threads when it has grown by a third, and not by up to three times as much, as
 * on a machine with much memory: where several threads live long, each would keep what it threw away long ago.
 */
export function spareMemory(): void {
  if (known) setFlagsFromString('--heap-growing-percent=30')
}
