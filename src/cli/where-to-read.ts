import { setTimeout as sleep } from 'node:timers/promises'
import type { Reader } from '../contract/analysis.ts'

/** Characters that a thread reads in a second before it is warm. */
const charactersASecond: Readonly<Record<Reader, number>> = { fast: 60_000, careful: 6_000 }

/** Seconds that a report of so many characters takes to read, roughly. */
export const secondsToRead = (characters: number, reader: Reader): number =>
  characters / charactersASecond[reader]

/** Seconds that one report may hold up the thread that hears Ctrl+C. */
const longestHere = 0.75
/** Whether a report of so many characters may be read in the thread that hears Ctrl+C. */
export const isShort = (characters: number, reader: Reader): boolean =>
  secondsToRead(characters, reader) <= longestHere

/** Seconds of reading from which on it pays to start threads, each of which takes a third of a second and loads the models. */
const worthThreads = 1.5
/** Milliseconds that what has come waits for more before it is read. */
const wait = 20

/**
 * Where each item is to be read: in this thread, or in one of several beside it. A few short reports, and such as come one
 * by one, are read here, since threads would start for longer than they read; as soon as so much has come at once that they
 * pay, they read the rest. What takes long is never read here.
 * @param secondsOf that an item takes to read
 * @param jobs items read at once; with 1 all short ones are read here
 */
export async function* withPlace<Item>(
  items: AsyncIterable<Item>,
  secondsOf: (item: Item) => number,
  jobs: number,
): AsyncGenerator<{ item: Item; here: boolean }> {
  const source = items[Symbol.asyncIterator]()
  const short = (item: Item) => secondsOf(item) <= longestHere
  let threads = false
  let ended = false
  let coming: Promise<IteratorResult<Item>> | undefined
  try {
    while (!ended) {
      const come: Item[] = []
      let seconds = 0
      do {
        coming ??= source.next()
        const next = come.length === 0 ? await coming : await unlessLate(coming)
        if (next === undefined) break
        coming = undefined
        ended = next.done === true
        if (next.done) break
        come.push(next.value)
        seconds += secondsOf(next.value)
        threads ||= jobs > 1 && seconds > worthThreads
      } while (jobs > 1 && !threads)
      for (const item of come) yield { item, here: !threads && short(item) }
    }
  } finally {
    // A source that waits for something is not waited for.
    if (!ended) source.return?.().catch(() => undefined)
  }
}

/** What a promise gives, or undefined where it takes longer than what has come may wait. */
async function unlessLate<T>(coming: Promise<T>): Promise<T | undefined> {
  const came = new AbortController()
  try {
    return await Promise.race([
      coming,
      sleep(wait, undefined, { signal: came.signal }).catch(() => undefined),
    ])
  } finally {
    came.abort()
  }
}
