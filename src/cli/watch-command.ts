import { readFile, stat } from 'node:fs/promises'
import { addFeed, addOpml } from '../feeds/add-feeds.ts'
import { type WatchEvent, Watcher } from '../feeds/watcher.ts'
import { decodeText } from '../intake/decode-text.ts'
import { forTerminal } from '../output/neutralise.ts'
import { Analyser } from '../server/analyser.ts'
import { openStore } from '../store/open-store.ts'
import { StoreError } from '../store/store.ts'
import { settledReader } from './analyse-inputs.ts'
import { jobsOf } from './jobs-option.ts'
import { note, noteOnOutput } from './notes.ts'
import { refuseWithoutPostgres } from './postgres-needed.ts'
import { enqueueWith, queueOf, watchQueue } from './queue-watch.ts'
import { UsageError } from './usage-error.ts'
import { isShort } from './where-to-read.ts'

export interface WatchOptions {
  jobs?: string
  database?: string
  once?: boolean
  interval?: string
  reader?: string
  /** Reports are written down for workers to read (PostgreSQL). */
  queue?: boolean
  allowHost?: string[]
}

const largestList = 16 * 1024 * 1024

/** Minutes as written ("15", "0.5"), in milliseconds. Throws a UsageError for anything else. */
function intervalOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  const minutes = /^\d{1,5}(?:\.\d{1,3})?$/.test(written) ? Number(written) : Number.NaN
  if (!(minutes >= 1 && minutes <= 10_080))
    throw new UsageError(`--interval takes minutes from 1 to 10080 (a week), not "${forTerminal(written)}".`)
  return minutes * 60_000
}

/**
 * `selon watch`: adds the feeds given, then asks all the feeds of the database (or with --once only those given, if any)
 * and brings their reports in, until it is stopped.
 * @param inputs addresses of feeds, and paths of OPML lists
 * @returns the exit code: 0, or 1 where a feed or list given could not be read
 */
export async function watchCommand(inputs: readonly string[], options: WatchOptions): Promise<number> {
  const interval = intervalOf(options.interval)
  if (options.queue) refuseWithoutPostgres(options.database, '--queue')
  const reader = settledReader(options).reader(false)
  const jobs = jobsOf(options)
  const store = await openStore(options.database, { tell: note })
  // A report of a feed is not refused because others wait; one that takes too long or too much is, and the rest goes on.
  const analyser = new Analyser({ threads: jobs })
  const queue = await queueOf(store, options)
  let unwatchQueue: (() => void) | undefined
  let failures = 0
  const fail = (sentence: string) => {
    failures++
    process.stderr.write(`selon: ${forTerminal(sentence)}\n`)
  }
  const watcher = new Watcher(store, {
    analyse: (input) =>
      analyser.analyse(input, {
        patient: true,
        reader,
        here: jobs === 1 && isShort(input.text.length, reader),
      }),
    ...(queue && options.queue ? { enqueue: enqueueWith(queue, { reader }) } : {}),
    ...(interval === undefined ? {} : { interval }),
    allowHosts: options.allowHost ?? [],
    onEvent: (event) => {
      if (event.kind === 'feed' && event.result === 'failed') fail(describe(event))
      else noteOnOutput(forTerminal(describe(event)))
    },
  })
  try {
    if (store.readOnly)
      throw new StoreError('The database can only be read, so that no report of a feed could be kept in it.')
    const given = new Set<string>()
    for (const input of inputs) {
      try {
        for (const { id } of await added(input)) given.add(id)
      } catch (error) {
        fail(error instanceof Error ? error.message : String(error))
      }
    }
    if (inputs.length > 0 && given.size === 0) return 1
    const feeds = await store.feeds()
    if (feeds.length === 0)
      throw new UsageError(
        'The database holds no feed yet: give the address of one, or an OPML list, such as selon watch https://example.org/feed.xml.',
      )
    if (queue)
      unwatchQueue = await watchQueue(queue, (sentence) =>
        process.stderr.write(`selon: ${forTerminal(sentence)}\n`),
      )
    if (options.once) {
      await (inputs.length > 0 ? watcher.askEach([...given]) : watcher.askDue())
      return failures > 0 ? 1 : 0
    }
    noteOnOutput(`Watching ${feeds.filter(({ paused }) => !paused).length} feeds; Ctrl+C stops.`)
    const stopped = new Promise<void>((resolve) => {
      // The handlers of the command line leave at once; here what is under way is ended first.
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.removeAllListeners(signal)
        process.once(signal, () => resolve())
      }
    })
    watcher.start()
    await stopped
    return 0
  } finally {
    unwatchQueue?.()
    await watcher.stop()
    await analyser.abandon()
    await store.close()
  }

  async function added(input: string) {
    if (/^(?:https?|feed):/i.test(input)) return [await addFeed(store, input)]
    const name = `"${forTerminal(input)}"`
    let size: number
    try {
      size = (await stat(input)).size
    } catch {
      throw new Error(`${name} is neither an address of http or https nor a file: check it.`)
    }
    if (size > largestList) throw new Error(`${name} is larger than 16 MB, which no list of feeds is.`)
    return addOpml(store, (await decodeText(await readFile(input), name)).text, name)
  }
}

function describe(event: WatchEvent): string {
  if (event.kind === 'item') {
    const { item } = event
    const what = item.title ?? item.address ?? item.key
    if (item.state === 'taken') return `  taken in: ${what}`
    if (item.state === 'waiting') return `  later (${item.next}): ${what}: ${item.failure}`
    return `  not taken in: ${what}: ${item.failure}`
  }
  const name = event.title ? `${event.title} (${event.address})` : event.address
  if (event.result === 'failed')
    return `${name}: ${event.failure}${event.next ? ` It is asked again at ${event.next}.` : ''}`
  if (event.result === 'unchanged' && event.taken + event.failed === 0)
    return `${name}: nothing new; asked again at ${event.next}`
  return `${name}: ${event.new} new, ${event.taken} taken in, ${event.failed} not; asked again at ${event.next}`
}
