import type { Change } from '../src/contract/api.ts'
import { routeAddress } from './api/client.ts'

/** What the server says is new, as it comes; shown quietly, and the page moves only when the person asks. */
class Changes {
  /** Reports and new versions that came since the page was last brought up to date. */
  waiting = $state.raw<Change[]>([])
  /** Counts how often the person asked for what is new: views load again when it moves. */
  round = $state(0)
  connected = $state(false)
  readonly #own = new Set<string>()

  start(): () => void {
    const source = new EventSource(routeAddress('streamChanges'))
    const take = (event: MessageEvent<unknown>) => {
      const change = parsed(event.data)
      if (!change || !['report', 'version', 'story', 'deleted'].includes(change.kind)) return
      if (change.report && this.#own.has(change.report)) return
      if (this.waiting.length < 1000) this.waiting = [...this.waiting, change]
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

  /** Reports among what waits. */
  get reports(): number {
    return new Set(
      this.waiting.filter(({ kind }) => kind === 'report' || kind === 'version').map(({ report }) => report),
    ).size
  }

  /** What this page did itself is no news to it. */
  own(report: string): void {
    this.#own.add(report)
    this.waiting = this.waiting.filter((change) => change.report !== report)
  }

  /** Brings the views up to date. */
  show(): void {
    this.waiting = []
    this.round++
  }
}

function parsed(data: unknown): Change | undefined {
  try {
    const value: unknown = JSON.parse(String(data))
    return typeof value === 'object' && value !== null && 'kind' in value ? (value as Change) : undefined
  } catch {
    return undefined
  }
}

export const changes = new Changes()
