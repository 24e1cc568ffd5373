import type { Change } from '../contract/api.ts'
import type { Store } from '../store/store.ts'
import { ProblemError } from './problem.ts'

interface Listener {
  /** Number of the last change that it was told of. */
  told: number
  controller: ReadableStreamDefaultController<Uint8Array>
  /** When it last had room for more, in turns. */
  fullSince: number | undefined
}

const mostListeners = 100
/** Changes told at once. */
const batch = 200
/** Turns without a word after which a comment keeps the connection open, and with no room after which it is closed. */
const quietTurns = 15
const patience = 60
/** Bytes that wait for a slow listener. */
const waiting = 256 * 1024

const encoder = new TextEncoder()

/**
 * Tells listeners of changes as they come, as server-sent events. The database is asked once a turn, as other processes
 * write to it too; a listener that went away goes on where it was by Last-Event-ID.
 */
export class ChangeStream {
  readonly #store: Pick<Store, 'changes' | 'lastChange'>
  readonly #listeners = new Set<Listener>()
  readonly #interval: number
  #timer: NodeJS.Timeout | undefined
  #turn = 0
  #telling: Promise<void> | undefined

  /** @param interval milliseconds of a turn */
  constructor(store: Pick<Store, 'changes' | 'lastChange'>, interval = 1000) {
    this.#store = store
    this.#interval = interval
  }

  get listeners(): number {
    return this.#listeners.size
  }

  /** A stream that begins after the change numbered; with the next one, if not given. */
  async listen(after: number | undefined): Promise<ReadableStream<Uint8Array>> {
    if (this.#listeners.size >= mostListeners)
      throw new ProblemError(503, `${mostListeners} listeners are connected already: close one.`, {
        headers: { 'retry-after': '10' },
      })
    const last = await this.#store.lastChange()
    // A number beyond the last is of another database.
    const told = after === undefined || after > last ? last : after
    let listener: Listener | undefined
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          listener = { told, controller, fullSince: undefined }
          this.#listeners.add(listener)
          controller.enqueue(encoder.encode('retry: 3000\n: listening\n\n'))
          this.#timer ??= setInterval(() => void this.tell(), this.#interval)
          this.#timer.unref()
          void this.tell()
        },
        cancel: () => {
          if (listener) this.#remove(listener)
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: waiting }),
    )
  }

  /** Tells what is new now, without waiting for the turn. */
  async tell(): Promise<void> {
    this.#telling ??= this.#tellAll()
      // A database that is away for a moment: the next turn tells it.
      .catch(() => undefined)
      .finally(() => {
        this.#telling = undefined
      })
    return this.#telling
  }

  /** Ends every stream. */
  close(): void {
    for (const listener of this.#listeners) {
      this.#remove(listener)
      listener.controller.close()
    }
  }

  async #tellAll(): Promise<void> {
    this.#turn++
    if (this.#listeners.size === 0) return
    const last = await this.#store.lastChange()
    // Most listeners are at the same place: what follows it is looked up once.
    const known = new Map<number, Change[]>()
    for (const listener of this.#listeners) {
      if ((listener.controller.desiredSize ?? 0) <= 0) {
        listener.fullSince ??= this.#turn
        if (this.#turn - listener.fullSince > patience) {
          this.#remove(listener)
          listener.controller.close()
        }
        continue
      }
      listener.fullSince = undefined
      if (listener.told >= last) {
        if (this.#turn % quietTurns === 0) listener.controller.enqueue(encoder.encode(': still here\n\n'))
        continue
      }
      let changes = known.get(listener.told)
      if (!changes) {
        changes = await this.#store.changes(listener.told, batch)
        known.set(listener.told, changes)
      }
      if (!this.#listeners.has(listener) || changes.length === 0) continue
      listener.told = changes[changes.length - 1].number
      listener.controller.enqueue(
        encoder.encode(
          changes
            .map((change) => `id: ${change.number}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`)
            .join(''),
        ),
      )
    }
  }

  #remove(listener: Listener): void {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
