import type { Change } from '../src/contract/api.ts'
import { routeAddress } from './api/client.ts'

/** What the server says is new, as it comes; shown quietly, and the page moves only when the person asks. */
class Changes {
  /** Reports and new versions that came since the page was last brought up to date. */
  waiting = $state.raw<Change[]>([])
  /** Counts how often the person asked for what is new: views load again when it moves. */
  round = $state(0)
  connected = $state(false)
  /** Reports that this page took in. */
  readonly #ownReports = new Set<string>()
  /** Corrections that this page made or took back, and the moments at which the server did them. */
  readonly #ownCorrections = new Set<string>()
  readonly #ownMoments = new Set<string>()
  /** Corrections on their way, and what came meanwhile: whose it is will be known when they are done. */
  #underWay = 0
  #held: Change[] = []

  start(): () => void {
    const source = new EventSource(routeAddress('streamChanges'))
    const take = (event: MessageEvent<unknown>) => {
      const change = parsed(event.data)
      if (!change) return
      if (this.#underWay > 0) this.#held.push(change)
      else this.#take([change])
    }
    source.onmessage = take
    source.addEventListener('change', take)
    source.onopen = () => {
      this.connected = true
    }
    source.onerror = () => {
      this.connected = false
    }
    return () => source.close()
  }

  #take(changes: readonly Change[]): void {
    // All that one correction changes has its moment.
    for (const { correction, at } of changes)
      if (correction && this.#ownCorrections.has(correction)) this.#ownMoments.add(at)
    const fresh = changes.filter(
      ({ kind, report, at }) =>
        ['report', 'version', 'story', 'deleted'].includes(kind) &&
        !(report && this.#ownReports.has(report)) &&
        !this.#ownMoments.has(at),
    )
    this.waiting = [...this.waiting.filter(({ at }) => !this.#ownMoments.has(at)), ...fresh].slice(0, 1000)
  }

  /** Reports among what waits. */
  get reports(): number {
    return new Set(
      this.waiting.filter(({ kind }) => kind === 'report' || kind === 'version').map(({ report }) => report),
    ).size
  }

  /** What this page did itself is no news to it. */
  own(report: string): void {
    this.#ownReports.add(report)
    this.waiting = this.waiting.filter((change) => change.report !== report)
  }

  /**
   * Does a correction, or takes one back: what it changes is no news to this page.
   * @param known id of the correction, where there is one already
   */
  async ours<T>(work: () => Promise<T>, known?: string): Promise<T> {
    if (known) this.#ownCorrections.add(known)
    this.#underWay++
    try {
      const done = await work()
      if (isStored(done)) {
        this.#ownCorrections.add(done.id)
        this.#ownMoments.add(done.at)
      }
      return done
    } finally {
      this.#underWay--
      if (this.#underWay === 0) {
        const held = this.#held
        this.#held = []
        this.#take(held)
      }
    }
  }

  /** Brings the views up to date. */
  show(): void {
    this.waiting = []
    this.round++
  }
}

/** Whether an answer is a correction as it was kept. */
const isStored = (value: unknown): value is { id: string; at: string } =>
  typeof value === 'object' && value !== null && 'id' in value && 'at' in value

function parsed(data: unknown): Change | undefined {
  try {
    const value: unknown = JSON.parse(String(data))
    return typeof value === 'object' && value !== null && 'kind' in value ? (value as Change) : undefined
  } catch {
    return undefined
  }
}

export const changes = new Changes()
