import type { StoredReport } from '../contract/api.ts'
import { forTerminal } from '../output/neutralise.ts'
import { Analyser } from '../server/analyser.ts'
import { readCarefully } from '../server/careful-pass.ts'
import type { Store } from '../store/store.ts'
import { settledReader } from './analyse-inputs.ts'
import {
  interruptible,
  reportsWere,
  sayStopped,
  stopped,
  stoppedCode,
  unlessStopped,
} from './interruptible.ts'
import { noteOnOutput } from './notes.ts'
import { countFrom, type DatabaseOptions, itemsOf, withStore } from './with-store.ts'

export interface RereadOptions extends DatabaseOptions {
  /** Also reports that the fast reader read and that wait for nobody. */
  all?: boolean
  limit?: string
}

/**
 * `selon reread`: lets the careful reader go over the reports that wait for it, the newest first. What is under way in a
 * server that goes over them too is at worst read twice.
 * @returns the exit code: 0, or 1 where a report could not be read; stopped with Ctrl+C, the process ends with 130
 * Throws a UsageError where an option is wrong, a ReaderMissing where the careful reader is not there, a StoreError where
 * the database cannot be used.
 */
export function rereadCommand(options: RereadOptions): Promise<number> {
  return interruptible((stop) => reread(options, stop))
}

async function reread(options: RereadOptions, stop: AbortSignal): Promise<number> {
  const most = countFrom('limit', options.limit)
  settledReader({ reader: 'careful' })
  const analyser = new Analyser()
  analyser.begin()
  const counts = { read: 0, failed: 0 }
  const work = async (store: Store): Promise<number> => {
    const filter = options.all ? ({ reader: 'fast' } as const) : { awaitsCareful: true }
    for await (const report of itemsOf((page) => store.reports(filter, page), most)) {
      const outcome = await unlessStopped(stop, readCarefully(store, analyser, report))
      if (outcome === stopped) break
      if (outcome === 'read') process.stdout.write(lineOf(report))
      else if (outcome === 'failed')
        process.stderr.write(
          `selon: ${forTerminal(`${report.id}: the careful reader could not read it; it stays as the fast one read it.`)}\n`,
        )
      if (outcome !== 'gone') counts[outcome]++
    }
    if (!stop.aborted) await unlessStopped(stop, store.refresh())
    if (stop.aborted) {
      sayStopped(`${reportsWere(counts.read)} read anew; the rest waits on.`)
      return stoppedCode
    }
    const { waiting } = await store.counts()
    noteOnOutput(`${counts.read} read anew; ${waiting} ${waiting === 1 ? 'waits' : 'wait'}.`)
    return counts.failed > 0 ? 1 : 0
  }
  try {
    return await withStore(options, work)
  } finally {
    void analyser.abandon()
  }
}

const lineOf = ({ id, story, title }: StoredReport): string =>
  `read     ${story.padEnd(5)}  ${forTerminal(id)}${title ? `  ${forTerminal(title)}` : ''}\n`
