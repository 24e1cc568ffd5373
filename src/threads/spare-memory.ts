import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Whether V8 is one whose flags are known here: others are complained of on standard error. */
const version = Number.parseInt(process.versions.v8 ?? '', 10)
const known = version >= 11 && version <= 13

/**
 * Bytes of this thread for what it made a moment ago: V8's own measure lets it keep 32 MB of what is mostly thrown away at
 * once. Much less would have it clear up, and hand on what it would have thrown away, too often.
 */
const youngGeneration = 8 * 2 ** 20
/** Megabytes of one half of what a thread begins with for that: as much as it gets, since it cannot have more later. */
const youngHalfOfThreads = 4

let spares = false

/**
 * Has V8 clear up a heap of this process and its threads when it has grown by a third, and not by up to three times as much, as
 * on a machine with much memory: where several threads live long, each would keep what it threw away long ago. What this
 * thread keeps of what it made a moment ago is bounded, too, if it is called before much was loaded.
 */
export function spareMemory(): void {
  if (!known) return
  setFlagsFromString('--heap-growing-percent=30')
  setFlagsFromString(`--min-semi-space-size=${youngHalfOfThreads}`)
  spares = true
  keepYoungGeneration()
}

/**
 * Keeps that bound, which V8 has none for in a heap that is there: it is brought up to it, and from then on grows by a factor
 * of one. To be called where a thread has started, whose heap takes the factor back to two for all of the process, and now and
 * then where there is work, since what is idle shrinks and would stay so.
 */
export function keepYoungGeneration(): void {
  if (!spares) return
  if (youngBytes() < youngGeneration) {
    setFlagsFromString('--semi-space-growth-factor=2')
    const brought: number[][] = []
    for (let most = 0; most < 2000 && youngBytes() < youngGeneration; most++)
      brought.push(new Array<number>(1000).fill(most))
  }
  setFlagsFromString('--semi-space-growth-factor=1')
}

const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? youngGeneration
