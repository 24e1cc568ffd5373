import type Database from 'libsql'

/** Milliseconds without a transaction after which what stands in the log is carried over, and after which it is tried again. */
const quiet = 300
const again = 3000

/**
 * Carries SQLite's log over into the file at each quiet moment, so that a copy of the file alone holds what was taken in.
 * While transactions follow one another without pause, SQLite's own rhythm does it (wal_autocheckpoint).
 */
export class QuietCheckpoints {
  readonly #connection: Database.Database
  #timer: NodeJS.Timeout | undefined

  constructor(connection: Database.Database) {
    this.#connection = connection
  }

  /** To be called after each transaction. */
  written(): void {
    this.#wait(quiet)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer)
    // It keeps no process alive: closing the database carries all over too.
    this.#timer = setTimeout(() => this.#carryOver(), milliseconds).unref()
  }

  #carryOver(): void {
    this.#timer = undefined
    // The transaction that is under way calls again when it is done.
    if (!this.#connection.open || this.#connection.inTransaction) return
    try {
      const [{ log, checkpointed }] = this.#connection.pragma('wal_checkpoint(passive)') as {
        log: number
        checkpointed: number
      }[]
      // A reader still needs what was there before.
      if (checkpointed < log) this.#wait(again)
    } catch {
      // Nothing is lost: it stays in the log.
      this.#wait(again)
    }
  }
}
