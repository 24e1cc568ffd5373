import type { Analysis } from '../contract/analysis.ts'
import type { StoredReport } from '../contract/api.ts'
import type { ReportInput } from '../engine/document.ts'
import type { AnalyseOptions } from '../engine/engine.ts'
import { type Store, StoreError } from '../store/store.ts'
import { AnalysisFailed, AnalysisGivenUp } from './analyser.ts'

type PassStore = Pick<Store, 'report' | 'reports' | 'analysis' | 'readAgain' | 'readOnly'>

/** Reads with the careful reader: an Analyser, or part of one. */
export interface CarefulReading {
  analyse(input: ReportInput, options: AnalyseOptions & { patient?: boolean }): Promise<Analysis>
  /** Lets go of the threads and their memory until there is something to read. */
  rest(): Promise<void>
}

export interface CarefulPassOptions {
  /** Whether requests are being answered now, which come first. */
  busy: () => boolean
  /** Reads what is opened, for which somebody waits. The pass's own, if not given. */
  urgent?: Pick<CarefulReading, 'analyse'>
  /** Told where a report was read anew. */
  changed?: (report: string) => void
  /** Told of what nobody foresaw. */
  report?: (error: unknown) => void
  /** Milliseconds between two looks for what waits. */
  interval?: number
}

/** Milliseconds between two looks for what waits, and between two looks at whether requests are answered. */
const usualInterval = 1000
const shortWait = 200
/** Milliseconds after which a report is read although requests never cease. */
const longestWait = 30_000
/** Milliseconds without anything to read after which the threads are let go. */
const idleTime = 60_000

/** What became of a report that was to be read carefully. */
export type CarefulOutcome = 'read' | 'failed' | 'gone'

/** Has one report that is kept read by the careful reader, and keeps what it finds. */
export async function readCarefully(
  store: PassStore,
  reading: Pick<CarefulReading, 'analyse'>,
  { id, version }: Pick<StoredReport, 'id' | 'version'>,
): Promise<CarefulOutcome> {
  const before = await store.analysis(id, { version, corrected: false })
  if (!before) return 'gone'
  const { leftOut: _, ...input } = before.report
  let analysis: Analysis | undefined
  try {
    analysis = await reading.analyse(input, {
      reader: 'careful',
      patient: true,
      explain: [...before.attributions, ...before.claims].some(({ why }) => why !== undefined),
    })
  } catch (error) {
    if (!(error instanceof AnalysisFailed) || error instanceof AnalysisGivenUp) throw error
  }
  const kept = await store.readAgain(id, version, analysis)
  return !kept ? 'gone' : analysis ? 'read' : 'failed'
}

/**
 * Lets the careful reader go over the reports that wait for it, one after the other, the newest first: it pauses while requests
 * are answered, rests as long as it read, and goes on after a restart where it was, since the database says who waits. What is
 * asked for is read before its turn.
 */
export class CarefulPass {
  readonly #store: PassStore
  readonly #reading: CarefulReading
  readonly #options: CarefulPassOptions
  readonly #underWay = new Map<string, Promise<CarefulOutcome>>()
  readonly #wakers = new Set<() => void>()
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | undefined
  #stopped = false
  #idleSince: number | undefined

  constructor(store: PassStore, reading: CarefulReading, options: CarefulPassOptions) {
    this.#store = store
    this.#reading = reading
    this.#options = options
  }

  /** Goes over what waits, and what comes, until `stop`. */
  start(): void {
    if (this.#store.readOnly) return
    this.#timer ??= setInterval(() => void this.turn(), this.#options.interval ?? usualInterval)
    this.#timer.unref()
  }

  /** Goes over all that waits now. */
  async turn(): Promise<void> {
    this.#turn ??= this.#work()
      .catch((error: unknown) => {
        // A database that is away for a moment: the next turn does it.
        if (!(error instanceof StoreError) && !this.#stopped) this.#options.report?.(error)
      })
      .finally(() => {
        this.#turn = undefined
      })
    return this.#turn
  }

  /** Has a report read now, before its turn. Nothing where it was read carefully already, or is not there. */
  async first(id: string): Promise<void> {
    if (this.#stopped || this.#store.readOnly) return
    const report = await this.#store.report(id)
    if (report?.reader === 'fast') await this.#read(report, this.#options.urgent)
  }

  async #work(): Promise<void> {
    for (;;) {
      const { items } = await this.#store.reports({ awaitsCareful: true }, { limit: 1 })
      const [next] = items
      if (!next || this.#stopped) break
      this.#idleSince = undefined
      await this.#whileBusy()
      if (this.#stopped) return
      const begun = performance.now()
      await this.#read(next)
      await this.#pause(performance.now() - begun)
    }
    const now = performance.now()
    this.#idleSince ??= now
    if (now - this.#idleSince > idleTime && this.#underWay.size === 0) {
      // Others may have something read meanwhile: their threads are not ended at every look.
      this.#idleSince = now
      await this.#reading.rest()
    }
  }

  #read(
    report: StoredReport,
    reading: Pick<CarefulReading, 'analyse'> = this.#reading,
  ): Promise<CarefulOutcome> {
    // Who waits does not wait for a turn of the background, in which the same report may have been asked for.
    const key = `${reading === this.#reading ? 'pass' : 'urgent'} ${report.id}`
    let work = this.#underWay.get(key)
    if (!work) {
      work = readCarefully(this.#store, reading, report)
        .then((outcome) => {
          if (outcome === 'read') this.#options.changed?.(report.id)
          return outcome
        })
        .finally(() => this.#underWay.delete(key))
      this.#underWay.set(key, work)
    }
    return work
  }

  async #whileBusy(): Promise<void> {
    const begun = performance.now()
    while (!this.#stopped && this.#options.busy() && performance.now() - begun < longestWait)
      await this.#pause(shortWait)
  }

  /** Waits so long, or until it is stopped. */
  #pause(milliseconds: number): Promise<void> {
    if (this.#stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wakers.delete(done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      this.#wakers.add(done)
    })
  }

  /** No more turns. What is under way is to be ended by its thread, whose end this waits for. */
  async stop(endThread: () => Promise<void>): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    for (const wake of this.#wakers) wake()
    await endThread()
    await Promise.allSettled([...this.#underWay.values()])
    await this.#turn
  }
}
